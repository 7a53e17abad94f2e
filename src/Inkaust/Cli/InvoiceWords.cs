using Inkaust.Answers;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Cli;

/// <summary>An invoice of the ledger as the commands show it, to programs and to people.</summary>
internal static class InvoiceWords
{
    public static InvoiceAnswer AsJson(IssuedInvoice invoice, DateTimeOffset now, IReadOnlyList<string>? files = null) =>
        InvoiceAnswer.Of(invoice, now, files);

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
        DeadlineOf(invoice, now).In(language), Countdown(invoice.TimeLeft(now)), invoice.Deadline.Target is { } target ? $"{target:yyyy-MM-dd}" : "-",
    ];

    private static string Countdown(TimeSpan? left)
    {
        if (left is not { } time) return "-";
        var length = time.Duration();
        var words = length.Days > 0 ? $"{length.Days} d {length.Hours} h"
            : length.Hours > 0 ? $"{length.Hours} h {length.Minutes} min"
            : $"{length.Minutes} min";
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

    /// <summary>An amount in the way of the language.</summary>
    public static string Money(decimal amount, string currency, Language language) =>
        language == Language.Polish ? $"{amount:0.00} {currency}".Replace('.', ',') : $"{amount:0.00} {currency}";

    private static Wording DeadlineOf(IssuedInvoice invoice, DateTimeOffset now)
    {
        // Issued online and accepted: it was issued by being sent, so there was no term to keep.
        if (invoice.Deadline.Date is not { } date || invoice is { Mode: IssuingMode.Online, State: InvoiceState.Accepted }) return new("-", "-");
        return invoice.IsLate(now)
            ? new($"{date:yyyy-MM-dd} (po terminie)", $"{date:yyyy-MM-dd} (late)")
            : new($"{date:yyyy-MM-dd}", $"{date:yyyy-MM-dd}");
    }
}
