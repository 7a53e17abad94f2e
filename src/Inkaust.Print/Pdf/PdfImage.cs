namespace Inkaust.Print.Pdf;

/// <summary>A picture in the form in which a PDF holds it.</summary>
/// <param name="Entries">The entries of its dictionary: colours, bits, filter.</param>
/// <param name="Content">Its bytes as the filter has them.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
internal sealed record PdfImage(string Entries, ReadOnlyMemory<byte> Content, int Width, int Height)
{
    /// <summary>How opaque each pixel is.</summary>
    public PdfImage? Mask { get; init; }

    internal int Write(ObjectFile file)
    {
        var mask = Mask is null ? "" : $"/SMask {Mask.Write(file)} 0 R";
        return file.AddRawStream($"/Type/XObject/Subtype/Image/Width {Width}/Height {Height}{Entries}{mask}", Content.Span);
    }
}
