using Inkaust.Print.Pdf;

namespace Inkaust.Print;

/// <summary>A TrueType font that may be embedded. It is read once and can be used for any number of prints, also at the same time.</summary>
public sealed class PrintFont
{
    private PrintFont(TrueTypeFile file) => File = file;

    internal TrueTypeFile File { get; }

    /// <param name="file">The bytes of a TrueType file (.ttf).</param>
    /// <exception cref="FormatException">It is none, it is damaged, or its licence forbids embedding.</exception>
    public static PrintFont Read(byte[] file) =>
        TrueTypeFile.Read(file) is { MayBeEmbedded: true } font ? new PrintFont(font) : throw new FormatException("Its licence forbids embedding.");
}

/// <summary>The fonts of a print. They are given to it: a print opens no file.</summary>
public sealed class PrintFonts
{
    private PrintFonts() => Further = [];

    /// <param name="regular">For most of the text.</param>
    /// <param name="bold">For headings and sums.</param>
    /// <param name="further">Where a letter is looked for that the first ones lack; read only when such a letter comes.</param>
    public PrintFonts(PrintFont regular, PrintFont bold, IReadOnlyList<Lazy<PrintFont?>> further) =>
        (Regular, Bold, Further) = (regular, bold, further);

    /// <summary>The standard Helvetica of every reader; nothing is embedded, and letters that it lacks become question marks.</summary>
    public static PrintFonts Standard { get; } = new();

    internal PrintFont? Regular { get; }

    internal PrintFont? Bold { get; }

    internal IReadOnlyList<Lazy<PrintFont?>> Further { get; }
}
