namespace Inkaust.Print;

/// <summary>A verification code to be printed.</summary>
/// <param name="Label">What stands directly under it: the KSeF number, or exactly <c>OFFLINE</c> or <c>CERTYFIKAT</c> (LAW 40-42).</param>
/// <param name="Link">What it says.</param>
public sealed record PrintedCode(string Label, Uri Link);

/// <summary>How an invoice is drawn.</summary>
public sealed record PrintOptions
{
    /// <summary>The words under the codes are Polish in each of them.</summary>
    public PrintLanguages Languages { get; init; } = PrintLanguages.Polish;

    /// <summary>The KSeF number, once it is known; it is shown where no code bears it.</summary>
    public string? KsefNumber { get; init; }

    /// <summary>The fonts of a PDF. By default nothing is embedded, as on a machine without fonts.</summary>
    public PrintFonts Fonts { get; init; } = PrintFonts.Standard;

    /// <summary>Colour of headings, <c>#rrggbb</c>.</summary>
    public string Accent { get; init; } = "#1d3557";

    /// <summary>A PNG or JPEG picture for the upper left corner.</summary>
    public ReadOnlyMemory<byte>? Logo { get; init; }

    /// <summary>A picture can be drawn as a logo.</summary>
    public static bool CanDraw(ReadOnlyMemory<byte> picture)
    {
        try
        {
            return Drawing.Pictures.Read(picture) is not null;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>Attach the invoice file, byte for byte.</summary>
    public bool EmbedXml { get; init; }

    /// <summary>Written across it; such a print shows no codes.</summary>
    public PrintStamp Stamp { get; init; }

    /// <summary>Hears of each page of a PDF as it is begun: a long invoice takes seconds.</summary>
    public IProgress<PrintProgress>? Progress { get; init; }
}

/// <summary>How far a PDF has come.</summary>
/// <param name="Page">The page that is begun, from 1.</param>
/// <param name="Of">How many there will be.</param>
public sealed record PrintProgress(int Page, int Of);
