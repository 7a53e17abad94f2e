using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>A draft that was filled in and written as a file. Nothing is issued by that.</summary>
public static class CompleteDraft
{
    private const string SystemName = "Inkaust";

    /// <summary>The file of a draft; what it leaves out is filled in.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="seller">Asked for the seller, when the draft names none.</param>
    /// <param name="now">The moment: the date in Poland is P_1 of a draft that has none.</param>
    /// <returns>The bytes. They are written once, and never serialised again.</returns>
    /// <exception cref="RefusedException">INK-DRAFT-nnn: the draft says what no file can say.</exception>
    public static byte[] Written(InvoiceDraft draft, Func<Party> seller, DateTimeOffset now) => Fa3Writer.Write(
        draft with { IssueDate = draft.IssueDate ?? PolishTime.DateOf(now), Seller = draft.Seller ?? seller() }, now, SystemName);
}
