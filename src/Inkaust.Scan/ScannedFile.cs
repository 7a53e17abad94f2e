using Inkaust.Invoices;

namespace Inkaust.Scan;

/// <summary>Where in a file a text was found.</summary>
public enum FoundIn
{
    /// <summary>A QR code in a picture.</summary>
    Picture,

    /// <summary>A QR code that the page of a PDF draws with lines and areas.</summary>
    Drawing,

    /// <summary>A link of a PDF that can be clicked.</summary>
    Link,
}

/// <summary>A text that a file carries as a code or a link.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Where">Where it was found.</param>
/// <param name="Page">On which page, from 1; null for a picture.</param>
public sealed record FoundText(string Text, FoundIn Where, int? Page);

/// <summary>A file within a file.</summary>
/// <param name="Name">As the file calls it.</param>
/// <param name="Bytes">Its bytes.</param>
public sealed record FoundFile(string Name, byte[] Bytes);

/// <summary>What was found in a picture or a PDF.</summary>
/// <param name="Texts">Codes and links, each once for every place in which it stands.</param>
/// <param name="Files">XML files that a PDF carries.</param>
/// <param name="NotRead">What could not be looked at, so that nobody takes it for looked at.</param>
public sealed record ScannedFile(IReadOnlyList<FoundText> Texts, IReadOnlyList<FoundFile> Files, IReadOnlyList<Wording> NotRead)
{
    /// <summary>Reads a picture or a PDF of a stranger.</summary>
    /// <param name="file">Its bytes, at most <see cref="ScanBounds.Bytes"/>.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="RefusedException">INK-SCAN-001: neither PNG, JPEG nor PDF; 002: too large; 003: damaged.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/>.</exception>
    public static ScannedFile Read(ReadOnlyMemory<byte> file, CancellationToken stop = default)
    {
        if (file.Length > ScanBounds.Bytes) throw ScanBounds.TooLarge($"{file.Length} B");
        return FileForms.Of(file.Span) switch
        {
            FileForm.Png or FileForm.Jpeg => new([.. Search.QrSearch.In(Pictures.Picture.Read(file, stop), stop)
                .Select(text => new FoundText(text, FoundIn.Picture, null))], [], []),
            FileForm.Pdf => Pdf.PdfScan.Of(file, stop),
            var form => throw new RefusedException(FileForms.NotRead(form)),
        };
    }
}
