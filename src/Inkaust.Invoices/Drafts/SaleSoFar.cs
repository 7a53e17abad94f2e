namespace Inkaust.Invoices;

/// <summary>
/// What an invoice comes to after its corrections so far: the state that the next correction begins with (art. 106j ust. 2), and that a
/// settlement takes off where the invoice is an advance. What cannot be told is null.
/// </summary>
public sealed class SaleSoFar
{
    private readonly CorrectedLines? lines;

    private SaleSoFar(InvoiceKind kind, IReadOnlyList<BucketTotal>? sums, decimal? due, CorrectedLines? lines) =>
        (Kind, Sums, Due, this.lines) = (kind, sums, due, lines);

    /// <summary>RodzajFaktury of the original.</summary>
    public InvoiceKind Kind { get; }

    /// <summary>Its sums by rate; null where a correction of several invoices says nothing of this one alone.</summary>
    public IReadOnlyList<BucketTotal>? Sums { get; }

    /// <summary>P_15 after the corrections.</summary>
    public decimal? Due { get; }

    /// <summary>The lines that are left of it, with their numbers; null where that cannot be told.</summary>
    public IReadOnlyList<Line>? Lines => lines?.Left;

    /// <param name="original">The original, as its file says it.</param>
    /// <param name="corrections">Its corrections, in the order of issue.</param>
    public static SaleSoFar Of(InvoiceDraft original, IEnumerable<InvoiceDraft> corrections)
    {
        var totals = Totals.Of(original);
        var sale = new SaleSoFar(original.Kind, totals.Buckets, totals.Due, CorrectedLines.Of(original));
        return corrections.Aggregate(sale, (before, correction) => before.After(correction));
    }

    /// <summary>What a settlement takes off for an advance of this state, by rate; null where it cannot be told.</summary>
    /// <param name="original">The original, for its rates: a sum does not say of which of two it is.</param>
    public IReadOnlyList<AdvanceAmount>? AsAdvance(InvoiceDraft original)
    {
        var rates = (original.Order?.Lines ?? []).Concat(original.Lines).Select(line => line.Rate).OfType<VatRate>().ToLookup(rate => rate.Bucket);
        return Sums?.Where(sum => sum is not { Net: 0, Vat: 0 })
            .Select(sum => new AdvanceAmount { Rate = rates[sum.Bucket].Append(VatRate.UsualOf(sum.Bucket)).First(), Net = sum.Net, Vat = sum.Vat })
            .ToList();
    }

    private SaleSoFar After(InvoiceDraft correction)
    {
        if (correction.Correction is { Invoices.Count: > 1 }) return new SaleSoFar(Kind, null, null, null);
        var difference = Totals.Of(correction);
        var sums = Sums?.Concat(difference.Buckets).GroupBy(sum => sum.Bucket).OrderBy(sum => sum.Key)
            .Select(sum => new BucketTotal(sum.Key, sum.Sum(one => one.Net), sum.Sum(one => one.Vat))).ToList();
        return new SaleSoFar(Kind, sums, Due + difference.Due, lines?.After(correction));
    }

    /// <summary>What one more correction says that this state contradicts; where the two cannot be compared nothing is said.</summary>
    /// <param name="correction">A correction of this invoice alone.</param>
    public IReadOnlyList<Finding> Contradictions(InvoiceDraft correction)
    {
        if (correction.Correction is not { Invoices.Count: 1 } corrects) return [];
        var found = lines is null ? [] : lines.Contradictions(correction);
        if (corrects.AmountBefore is { } said && Due is { } due && said != due)
            found.Add(NotBefore("Fa/P_15ZK", CorrectedLines.Shown(due), CorrectedLines.Shown(said)));
        // A final invoice shows what is left to pay, so a correction of it may well give some of the advances back.
        if (found.Count == 0 && Kind is not InvoiceKind.Roz && Due is >= 0 and var before && before + Totals.Of(correction).Due is var after and < 0)
            found.Add(TooMuch("Fa/P_15", CorrectedLines.Shown(before), CorrectedLines.Shown(after - before)));
        return found;
    }

    /// <summary>"Before" says something else than the original and its corrections so far.</summary>
    internal static Finding NotBefore(string path, string stands, string said) => new("INK-CORRECT-010", Severity.Wrong, new(
        $"Stan sprzed korekty jest inny: po fakturze i jej dotychczasowych korektach jest „{stands}”, a korekta podaje „{said}”.",
        $"The state before the correction is another one: after the invoice and its corrections it is '{stands}', and the correction says '{said}'."))
    {
        Path = path,
        Hint = new("Podaj stan po ostatniej korekcie (art. 106j ust. 2).", "Give the state after the last correction (art. 106j(2))."),
    };

    /// <summary>More is taken off than there is.</summary>
    internal static Finding TooMuch(string path, string stands, string taken) => new("INK-CORRECT-011", Severity.Wrong, new(
        $"Korekta zmniejsza o więcej, niż jest: po fakturze i jej dotychczasowych korektach jest {stands}, a różnica to {taken}.",
        $"The correction takes off more than there is: after the invoice and its corrections so far it is {stands}, and the difference is {taken}."))
    {
        Path = path,
        Hint = new("Popraw różnicę.", "Correct the difference."),
    };
}
