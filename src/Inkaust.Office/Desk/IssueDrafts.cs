using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>A draft that somebody has chosen to be issued with others.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Version">The version that he has seen.</param>
/// <param name="Accept">Codes of what is wrong with it and taken knowingly.</param>
public sealed record ChosenDraft(string Id, long Version, IReadOnlyList<string> Accept);

/// <summary>What would come of a chosen draft if all were issued now.</summary>
/// <param name="Draft">As it stands on the shelf; null: it is there no more.</param>
/// <param name="Number">The number that it would get; null: that cannot be said.</param>
/// <param name="IssueDate">P_1.</param>
/// <param name="Preview">The rest; null where it cannot even be written as a file.</param>
/// <param name="Stops">What stops it; none: it would be issued.</param>
public sealed record DraftOutlook(Draft? Draft, string? Number, DateOnly IssueDate, IssuePreview? Preview, IReadOnlyList<Finding> Stops)
{
    /// <summary>It is issued once what is wrong with it is taken knowingly; nothing graver stops it.</summary>
    public bool MayBeIssued => Draft is not null && Stops.All(one => one.Severity == Severity.Wrong || one.Code == IssueInvoice.NothingIssuedCode);
}

/// <summary>What became of a chosen draft.</summary>
/// <param name="Chosen">Which.</param>
/// <param name="Draft">As it stood on the shelf; null: it was not there.</param>
/// <param name="Invoice">The invoice; null: it stays a draft.</param>
/// <param name="Findings">Why it stays, or what else is to be said of it.</param>
public sealed record IssuedDraft(ChosenDraft Chosen, Draft? Draft, IssuedInvoice? Invoice, IReadOnlyList<Finding> Findings);

/// <summary>
/// Issues several drafts from the shelf, one after another; one that is refused stays there and keeps no other waiting. What is online is sent in one
/// go. However often it is asked, one draft becomes one invoice (<see cref="IssueDraft"/>).
/// </summary>
public sealed class IssueDrafts(DraftShelf shelf, NumberSeries series, IssueDraft issueDraft, SendAtOnce atOnce)
{
    /// <summary>How many at once: a person looks them through.</summary>
    public const int Most = 50;

    // Who issues many need not ask KSeF before each whether it is there (LAW 107).
    private static readonly TimeSpan AnswerIsGoodFor = TimeSpan.FromSeconds(10);

    /// <summary>Says what would come of them, with the numbers that they would get one after another. Nothing is issued, and no number is taken.</summary>
    /// <param name="company">Who issues.</param>
    /// <param name="chosen">The keys of the drafts, in the order in which they are issued.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="RefusedException">INK-SHELF-007: too many.</exception>
    public async Task<IReadOnlyList<DraftOutlook>> PreviewAsync(Company company, IReadOnlyList<string> chosen, CancellationToken stop = default)
    {
        RefuseTooMany(chosen.Count);
        var (numbers, given) = (new Dictionary<(string Series, string Period), long>(), new HashSet<string>());
        List<DraftOutlook> all = [];
        foreach (var id in chosen)
        {
            var draft = shelf.Find(company, id);
            try
            {
                draft = issueDraft.Seen(company, id, draft?.Version ?? 0);
                var date = issueDraft.DateOf(draft.Content);
                var (number, take) = NumberOf(company, draft, date, numbers);
                var preview = (await issueDraft.PreviewAsync(company, draft, number, date, TermsOf([]), stop)).Preview;
                IReadOnlyList<Finding> twice = given.Add(number) ? [] : [ShelfFindings.NumberOfAnother(number)];
                var outlook = new DraftOutlook(draft, number, date, preview, [.. preview.Stops, .. twice]);
                if (outlook.MayBeIssued) take();
                else if (twice.Count == 0) given.Remove(number);
                all.Add(outlook);
            }
            catch (RefusedException refused)
            {
                all.Add(new(draft is { IsOnTheShelf: true } ? draft : null, null, default, null, refused.Findings));
            }
        }
        return all;
    }

    /// <summary>Issues them.</summary>
    /// <param name="company">Who issues.</param>
    /// <param name="chosen">The drafts, in the order in which they are issued.</param>
    /// <param name="stop">Gives up; what is issued by then stays so, and is found again.</param>
    /// <returns>What became of each, and why some could not be sent; those are issued all the same, and wait.</returns>
    /// <exception cref="RefusedException">INK-SHELF-007: too many. Nothing was issued.</exception>
    public async Task<(IReadOnlyList<IssuedDraft> All, IReadOnlyList<Finding> Problems)> NowAsync(
        Company company, IReadOnlyList<ChosenDraft> chosen, CancellationToken stop = default)
    {
        RefuseTooMany(chosen.Count);
        List<IssuedDraft> all = [];
        foreach (var one in chosen) all.Add(await OneAsync(company, one, stop));
        List<IssuedInvoice> forNow = [.. all.Select(one => one.Invoice).OfType<IssuedInvoice>()
            .Where(one => one is { Mode: IssuingMode.Online, State.IsFinal: false, WasThere: false })];
        if (forNow.Count == 0) return (all, []);
        var (now, problems) = await atOnce.AsTheyStandAsync(company, forNow, stop);
        var sent = now.ToDictionary(one => one.Id);
        return ([.. all.Select(one => one.Invoice is { } invoice && sent.TryGetValue(invoice.Id, out var stands) ? one with { Invoice = stands } : one)],
            problems);
    }

    private async Task<IssuedDraft> OneAsync(Company company, ChosenDraft chosen, CancellationToken stop)
    {
        var draft = shelf.Find(company, chosen.Id);
        try
        {
            var terms = TermsOf(chosen.Accept) with { LeavesSending = true };
            if (await issueDraft.NowAsync(company, chosen.Id, chosen.Version, terms, stop) is not DraftOutcome.Issued(var issued))
                return new(chosen, draft, null, [ShelfFindings.Held]);
            return new(chosen, draft, issued.Invoice with { WasThere = issued.WasThere || issued.Invoice.WasThere }, issued.Warnings);
        }
        catch (RefusedException refused)
        {
            return new(chosen, draft, null, refused.Findings);
        }
    }

    // Numbers of one series and period follow each other; one that is not issued takes none.
    private (string Number, Action Take) NumberOf(Company company, Draft draft, DateOnly date, Dictionary<(string, string), long> numbers)
    {
        if (draft.Content.Number is { } own) return (own, () => { });
        var from = series.Find(company, draft.Series);
        var key = (from.Id, from.PeriodOf(date));
        var (text, count) = series.NextAfter(company, from, date, numbers.GetValueOrDefault(key));
        return (text, () => numbers[key] = count);
    }

    private static IssuingTerms TermsOf(IReadOnlyList<string> accept) => new(ModeWish.Auto) { Accept = [.. accept], AnswerIsGoodFor = AnswerIsGoodFor };

    private static void RefuseTooMany(int count)
    {
        if (count > Most) throw new RefusedException(ShelfFindings.TooMany(Most));
    }
}
