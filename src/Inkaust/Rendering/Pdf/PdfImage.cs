namespace Inkaust.Rendering.Pdf;

/// <summary>A picture in the form in which a PDF holds it.</summary>
/// <param name="Entries">The entries of its dictionary: size, colours, filter.</param>
/// <param name="Content">Its bytes as the filter has them.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
internal sealed record PdfImage(string Entries, ReadOnlyMemory<byte> Content, int Width, int Height)
{
    internal int Write(ObjectFile file) =>
        file.AddRawStream($"/Type/XObject/Subtype/Image/Width {Width}/Height {Height}{Entries}", Content.Span);
}
