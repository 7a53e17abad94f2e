using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Answers;

/// <summary>A correction that waits for the KSeF number of its original.</summary>
/// <param name="Id">The number under which it waits.</param>
/// <param name="Company">NIP.</param>
/// <param name="State">Always <c>held</c>.</param>
/// <param name="Kind">RodzajFaktury.</param>
/// <param name="Number">P_2.</param>
/// <param name="Original">The original, by its place in the ledger.</param>
/// <param name="HeldAt">Since when.</param>
/// <param name="Why">Why it waits, and what ends it.</param>
public sealed record HeldCorrectionAnswer(long Id, string Company, string State, string Kind, string Number, long Original, DateTimeOffset HeldAt,
    Wording Why)
{
    /// <param name="held">What waits.</param>
    /// <param name="why">Why, as the face that shows it words it.</param>
    public static HeldCorrectionAnswer Of(CorrectionOutcome.Held held, Wording why) => new(
        held.Correction.Id, held.Correction.Seller.ToString(), "held", held.Correction.Kind, held.Correction.Number, held.Correction.Original,
        held.Correction.HeldAt, why);
}

/// <summary>What became of a correction.</summary>
/// <param name="Held">Where it waits.</param>
/// <param name="Issued">Where it is issued, and the new invoice to the right buyer.</param>
public sealed record CorrectedAnswer(HeldCorrectionAnswer? Held, IReadOnlyList<InvoiceAnswer> Issued);

/// <summary>A refused invoice that may be repaired.</summary>
/// <param name="Invoice">The invoice.</param>
/// <param name="Refusal">KSeF's reason.</param>
/// <param name="Ways">What may be done about it, the likeliest first.</param>
public sealed record ToRepairAnswer(InvoiceAnswer Invoice, RefusalAnswer Refusal, IReadOnlyList<NextAnswer> Ways);
