namespace Inkaust.Invoices;

/// <summary>A draft as it would become a file at this moment, whether it might be issued or not.</summary>
/// <param name="Findings">Everything that is wrong with it: what it lacks (paths of the draft), else what the file breaks (paths of FA(3)).</param>
/// <param name="File">The file; null while the draft lacks something.</param>
public sealed record JudgedDraft(IReadOnlyList<Finding> Findings, ReadOnlyMemory<byte>? File)
{
    /// <summary>Judges a draft.</summary>
    /// <param name="draft">With seller and date of issue.</param>
    /// <param name="now">The moment: DataWytworzeniaFa, and the day against which P_1 is judged.</param>
    /// <param name="ksef">Where it is to be sent.</param>
    public static JudgedDraft Of(InvoiceDraft draft, DateTimeOffset now, KsefKind ksef = KsefKind.Production)
    {
        if (DraftCompleteness.Check(draft) is { Count: > 0 } lacks) return new JudgedDraft(lacks, null);
        var file = Fa3Writer.Bytes(draft, now, "Inkaust");
        return new JudgedDraft(Fa3Validator.Validate(file, PolishTime.DateOf(now), ksef), file);
    }
}
