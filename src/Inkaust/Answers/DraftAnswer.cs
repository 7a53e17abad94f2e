using System.Text.Json;
using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Answers;

/// <summary>A draft.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Version">To be said when it is saved again (If-Match).</param>
/// <param name="SavedAt">When it was saved last.</param>
/// <param name="Series">The series from which it gets its number; null: the first of the company.</param>
/// <param name="Invoice">The invoice that it became, by its place in the ledger; null while it is a draft.</param>
/// <param name="Removed">It was thrown away.</param>
/// <param name="Draft">What was written, as <c>inkaust issue</c> reads it; half written it may be.</param>
public sealed record DraftAnswer(string Id, long Version, DateTimeOffset SavedAt, string? Series, long? Invoice, bool Removed, JsonElement Draft)
{
    public static DraftAnswer Of(Draft draft)
    {
        using var content = JsonDocument.Parse(draft.Content.Utf8);
        return new(draft.Id, draft.Version, draft.SavedAt, draft.Series, draft.Invoice, draft.IsRemoved, content.RootElement.Clone());
    }
}

/// <summary>A draft as a list shows it.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Number">The number that somebody gave it; null: it gets one from a series.</param>
/// <param name="BuyerName">Null while there is none.</param>
/// <param name="Gross">P_15 as it would be; null while it cannot be counted.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="SavedAt">When it was saved last.</param>
public sealed record DraftHeadAnswer(string Id, string? Number, string? BuyerName, decimal? Gross, string Currency, DateTimeOffset SavedAt)
{
    public static DraftHeadAnswer Of(DraftHead head) => new(head.Id, head.Number, head.BuyerName, head.Gross, head.Currency, head.SavedAt);
}

/// <summary>The drafts of a company, the latest first.</summary>
public sealed record DraftsAnswer(IReadOnlyList<DraftHeadAnswer> Drafts);

/// <summary>A draft was saved.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Version">Its version now.</param>
/// <param name="SavedAt">When.</param>
public sealed record SavedDraftAnswer(string Id, long Version, DateTimeOffset SavedAt);

/// <summary>A sum by rate.</summary>
/// <param name="Bucket">Which of the sums of FA(3).</param>
/// <param name="Net">P_13_x.</param>
/// <param name="Vat">P_14_x.</param>
public sealed record SumAnswer(string Bucket, decimal Net, decimal Vat);

/// <summary>A draft that was judged.</summary>
/// <param name="Findings">Everything that is wrong with it.</param>
/// <param name="Due">P_15; null while it cannot be counted.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="Sums">Its sums by rate.</param>
public sealed record JudgedDraftAnswer(IReadOnlyList<FindingAnswer> Findings, decimal? Due, string Currency, IReadOnlyList<SumAnswer> Sums)
{
    public static JudgedDraftAnswer Of(DraftJudgement judged, Func<Finding, FindingAnswer> say) => new([.. judged.Findings.Select(say)],
        judged.Totals?.Due, judged.Currency,
        [.. (judged.Totals?.Buckets ?? []).Select(sum =>
            new SumAnswer(JsonNamingPolicy.CamelCase.ConvertName(sum.Bucket.ToString()), sum.Net, sum.Vat))]);
}

/// <summary>What would come of a draft if it were issued now; nothing was.</summary>
/// <param name="Number">The number that it would get; somebody else may take it meanwhile.</param>
/// <param name="IssueDate">P_1, yyyy-MM-dd.</param>
/// <param name="WaitsBecause">Of a correction: why it would wait for the number of its original; null: it would be issued.</param>
/// <param name="Preview">Mode, deadline, who may be handed what, and everything that is to be said.</param>
public sealed record DraftPreviewAnswer(string Number, string IssueDate, Wording? WaitsBecause, IssuePreviewAnswer Preview)
{
    public static DraftPreviewAnswer Of(DraftPreview draft, Func<Finding, FindingAnswer> say) =>
        new(draft.Number, Day.Of(draft.IssueDate), draft.WaitsBecause, IssuePreviewAnswer.Of(draft.Preview, [], say));
}

/// <summary>A draft that was issued, or a correction that waits.</summary>
/// <param name="Invoice">The invoice; null: it waits.</param>
/// <param name="Held">The correction that waits for the number of its original; null: it is issued.</param>
/// <param name="WasThere">It was issued before, and nothing changed now.</param>
/// <param name="HandOver">What of it may be given to the buyer now.</param>
/// <param name="Problems">Why it could not be sent; it is issued all the same, and waits.</param>
public sealed record IssuedDraftAnswer(
    InvoiceAnswer? Invoice, HeldCorrectionAnswer? Held, bool WasThere, Wording? HandOver, IReadOnlyList<FindingAnswer> Problems)
{
    public static IssuedDraftAnswer Of(DraftOutcome outcome, DateTimeOffset now, Func<Finding, FindingAnswer> say) => outcome switch
    {
        DraftOutcome.Held { Correction: var waits } => new(null, HeldCorrectionAnswer.Of(waits, waits.Why), false, null, []),
        DraftOutcome.Issued { Now: var issued } =>
            new(InvoiceAnswer.Of(issued.Invoice, now), null, issued.WasThere, issued.HandOver.Why, [.. issued.Problems.Select(say)]),
        _ => throw new InvalidOperationException("There is no third outcome."),
    };
}

/// <summary>A buyer that a company knows.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Party">As it stands in a draft.</param>
/// <param name="Times">How many invoices it got.</param>
public sealed record BuyerAnswer(long Id, JsonElement Party, long Times)
{
    public static BuyerAnswer Of(KnownBuyer buyer)
    {
        using var party = JsonDocument.Parse(buyer.Party.WriteJson());
        return new(buyer.Id, party.RootElement.Clone(), buyer.Times);
    }
}

/// <summary>Buyers, the one used last first.</summary>
public sealed record BuyersAnswer(IReadOnlyList<BuyerAnswer> Buyers);

/// <summary>A series of numbers.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Name">Its name.</param>
/// <param name="Pattern">Its pattern.</param>
/// <param name="BeginsAnew">month, year or never.</param>
/// <param name="Next">The number that an invoice of the day asked for would get now.</param>
public sealed record SeriesAnswer(string Id, string Name, string Pattern, string BeginsAnew, string Next);

/// <summary>The series of a company.</summary>
public sealed record AllSeriesAnswer(IReadOnlyList<SeriesAnswer> Series);
