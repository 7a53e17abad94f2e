using System.Xml;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Cli;

/// <summary>An invoice of the ledger as the commands show it, to programs and to people.</summary>
internal static class InvoiceWords
{
    public static object AsJson(IssuedInvoice invoice, DateTimeOffset now, IReadOnlyList<string>? files = null) => new
    {
        invoice.Id,
        Company = invoice.Seller.ToString(),
        invoice.Kind,
        invoice.Number,
        IssueDate = $"{invoice.IssueDate:yyyy-MM-dd}",
        invoice.IssuedAt,
        invoice.BuyerName,
        BuyerNip = invoice.BuyerNip?.ToString(),
        invoice.Currency,
        invoice.Gross,
        Mode = invoice.Mode.Word(),
        ModeReason = invoice.ModeReason.InWords.En,
        ModeReasonPl = invoice.ModeReason.InWords.Pl,
        ModeReasonCode = invoice.ModeReason.Word,
        invoice.ModeEvidence,
        State = invoice.State.Word,
        KsefNumber = (invoice.State as InvoiceState.Accepted)?.KsefNumber,
        Refusal = invoice.State is InvoiceState.Rejected refused ? new { refused.Code, refused.Reason, refused.Details } : null,
        InvoiceHash = invoice.Hash.Base64Url,
        invoice.Repairs,
        HashOfCorrectedInvoice = invoice.CorrectedHash?.Base64Url,
        KodI = invoice.KodI.AbsoluteUri,
        KodII = invoice.KodII?.AbsoluteUri,
        invoice.CertificateSerial,
        Duty = invoice.Deadline.Duty,
        Deadline = invoice.Deadline.Date is { } date ? $"{date:yyyy-MM-dd}" : null,
        Target = invoice.Deadline.Target is { } target ? $"{target:yyyy-MM-dd}" : null,
        DeadlineBasis = invoice.Deadline.Basis,
        DeadlineSteps = invoice.Deadline.Steps,
        Late = invoice.IsLate(now),
        TimeLeft = TimeLeft(invoice, now) is { } left ? XmlConvert.ToString(left) : null,
        invoice.HasUpo,
        Files = files,
    };

    public static IReadOnlyList<Wording> Heads { get; } =
    [
        new("Nr", "No"), new("Faktura", "Invoice"), new("Data", "Date"), new("Nabywca", "Buyer"), new("Brutto", "Gross"),
        new("Tryb", "Mode"), new("Stan", "State"), new("Numer KSeF", "KSeF number"), new("Termin", "Deadline"),
    ];

    public static IReadOnlyList<string> Row(IssuedInvoice invoice, DateTimeOffset now, Language language) =>
    [
        $"{invoice.Id}", invoice.Number, $"{invoice.IssueDate:yyyy-MM-dd}", invoice.BuyerName, Money(invoice.Gross, invoice.Currency, language),
        invoice.Mode.Word(), Named(invoice.State).In(language), (invoice.State as InvoiceState.Accepted)?.KsefNumber ?? "-",
        DeadlineOf(invoice, now).In(language),
    ];

    public static IReadOnlyList<Wording> WaitingHeads { get; } =
    [
        new("Nr", "No"), new("Faktura", "Invoice"), new("Nabywca", "Buyer"), new("Tryb", "Mode"), new("Stan", "State"),
        new("Termin", "Deadline"), new("Zostało", "Left"), new("Cel", "Target"),
    ];

    public static IReadOnlyList<string> WaitingRow(IssuedInvoice invoice, DateTimeOffset now, Language language) =>
    [
        $"{invoice.Id}", invoice.Number, invoice.BuyerName, invoice.Mode.Word(), Named(invoice.State).In(language),
        DeadlineOf(invoice, now).In(language), Countdown(TimeLeft(invoice, now)), invoice.Deadline.Target is { } target ? $"{target:yyyy-MM-dd}" : "-",
    ];

    // Until the end of the last day in Poland; negative when it has passed. What is in KSeF, or need not go there, has none.
    private static TimeSpan? TimeLeft(IssuedInvoice invoice, DateTimeOffset now)
    {
        if (invoice.Deadline.Date is not { } date || invoice.State is not (InvoiceState.Issued or InvoiceState.Sending or InvoiceState.Unknown)) return null;
        var left = PolishTime.EndOf(date) - now;
        return TimeSpan.FromSeconds(Math.Floor(left.TotalSeconds));
    }

    private static string Countdown(TimeSpan? left)
    {
        if (left is not { } time) return "-";
        var length = time.Duration();
        var words = length.Days > 0 ? $"{length.Days} d {length.Hours} h" : length.Hours > 0 ? $"{length.Hours} h {length.Minutes} min" : $"{length.Minutes} min";
        return time < TimeSpan.Zero ? $"-{words}" : words;
    }

    public static Wording Named(InvoiceState state) => state switch
    {
        InvoiceState.Issued => new("czeka na wysłanie", "waits to be sent"),
        InvoiceState.Sending => new("wysyłana", "being sent"),
        InvoiceState.Unknown => new("wynik nieznany", "outcome unknown"),
        InvoiceState.Accepted => new("przyjęta", "accepted"),
        InvoiceState.TechnicallyCorrected => new("skorygowana technicznie", "technically corrected"),
        InvoiceState.Waived => new("bez obowiązku wysłania", "no duty to send"),
        _ => new("odrzucona", "refused"),
    };

    private static string Money(decimal amount, string currency, Language language) =>
        language == Language.Polish ? $"{amount:0.00} {currency}".Replace('.', ',') : $"{amount:0.00} {currency}";

    private static Wording DeadlineOf(IssuedInvoice invoice, DateTimeOffset now)
    {
        // Issued online and accepted: it was issued by being sent, so there was no term to keep.
        if (invoice.Deadline.Date is not { } date || invoice is { Mode: IssuingMode.Online, State: InvoiceState.Accepted }) return new("-", "-");
        return invoice.IsLate(now) ? new($"{date:yyyy-MM-dd} (po terminie)", $"{date:yyyy-MM-dd} (late)") : new($"{date:yyyy-MM-dd}", $"{date:yyyy-MM-dd}");
    }
}
