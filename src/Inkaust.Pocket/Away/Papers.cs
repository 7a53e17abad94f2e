using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Print;

namespace Inkaust.Pocket.Away;

/// <summary>What of an invoice may be handed over.</summary>
internal enum Paper
{
    /// <summary>The invoice itself.</summary>
    Invoice,

    /// <summary>A transaction confirmation, which is none.</summary>
    Confirmation,
}

/// <summary>An invoice of this device on paper and on the screen, with the codes of its present state (LAW 40-42).</summary>
internal sealed class Papers(Pack? pack)
{
    private const string Offline = "OFFLINE", Certificate = "CERTYFIKAT";

    private static readonly Lazy<PrintFonts> Fonts = new(() => new PrintFonts(Font("DejaVuSans"), Font("DejaVuSans-Bold"), []));

    /// <summary>The word by which the office is told what was handed over.</summary>
    public static string Word(Paper paper) => paper == Paper.Invoice ? "invoice" : "confirmation";

    /// <summary>What may be handed over now (LAW 1.10); null: nothing, the invoice is not issued.</summary>
    public static Paper? MayHand(HeldInvoice invoice, Fa3Invoice file) => invoice.Standing == Standing.Rejected ? null
        : invoice.HandOver(file) is { Invoice: true } ? Paper.Invoice : Paper.Confirmation;

    /// <summary>The codes of its present state: both while it has no number, then KOD I alone under the number.</summary>
    public static IReadOnlyList<PrintedCode> CodesOf(HeldInvoice invoice) => invoice switch
    {
        { Standing: Standing.Rejected } => [],
        { KsefNumber: { } number } => [new PrintedCode(number, invoice.KodI)],
        _ => [new PrintedCode(Offline, invoice.KodI), new PrintedCode(Certificate, invoice.KodII)],
    };

    public byte[] Pdf(HeldInvoice invoice, Fa3Invoice file, Paper paper) => paper == Paper.Invoice
        ? InvoicePdf.Draw(file, CodesOf(invoice), Options(invoice)) : ConfirmationPrint.Pdf(file, CodesOf(invoice), Options(invoice));

    /// <summary>The same for a page that has <see cref="InvoiceHtml.Style"/>.</summary>
    public string Html(HeldInvoice invoice, Fa3Invoice file, Paper paper) => paper == Paper.Invoice
        ? InvoiceHtml.DrawPart(file, CodesOf(invoice), Options(invoice)) : ConfirmationPrint.DrawPart(file, CodesOf(invoice), Options(invoice));

    /// <summary>What its file is called: the number, as far as a name of a file may say it.</summary>
    public static string Name(HeldInvoice invoice, Paper paper, string end) =>
        Untrusted.ForFileName((paper == Paper.Invoice ? "" : "potwierdzenie-") + invoice.Number, "faktura") + end;

    private PrintOptions Options(HeldInvoice invoice)
    {
        var plain = new PrintOptions
        {
            Fonts = Fonts.Value,
            Languages = (string?)pack?.Look["languages"] switch { "pl+en" => PrintLanguages.Both, "en" => PrintLanguages.English, _ => PrintLanguages.Polish },
            Stamp = invoice.Standing == Standing.Rejected ? PrintStamp.Refused : PrintStamp.None,
        };
        return Logo is { } logo ? plain with { Logo = logo } : plain;
    }

    private byte[]? Logo
    {
        get
        {
            if ((string?)pack?.Look["logo"] is not { Length: > 0 } text) return null;
            var picture = Convert.FromBase64String(text);
            return PrintOptions.CanDraw(picture) ? picture : null;
        }
    }

    private static PrintFont Font(string name)
    {
        using var file = typeof(Papers).Assembly.GetManifestResourceStream($"Fonts/{name}.ttf")!;
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return PrintFont.Read(bytes.ToArray());
    }
}
