using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>A company with all that is to be known of it now.</summary>
/// <param name="Standing">Its counts, and what it needs.</param>
/// <param name="Waiting">What waits, the nearest deadline first; of many companies only the first of each.</param>
/// <param name="Refused">Refused invoices that nothing has been done about.</param>
/// <param name="Alarms">What is to be said, of the company and of the machine.</param>
/// <param name="Health">How its KSeF is.</param>
public sealed record CompanyOverview(
    Standing Standing, IReadOnlyList<IssuedInvoice> Waiting, IReadOnlyList<IssuedInvoice> Refused, IReadOnlyList<Finding> Alarms, KsefHealth Health)
{
    public Company Company => Standing.Company;
}

/// <summary>The state of everything that somebody looks at.</summary>
/// <param name="All">Every company, in the order in which they were asked for.</param>
/// <param name="Shown">Of one company all, of many only those that need something.</param>
/// <param name="Healths">The KSeF of every environment, once.</param>
public sealed record Overview(IReadOnlyList<Standing> All, IReadOnlyList<CompanyOverview> Shown, IReadOnlyList<KsefHealth> Healths)
{
    /// <summary>One company is shown whole.</summary>
    public bool IsOfOne => All.Count == 1;

    public int Waiting => All.Sum(one => one.Waiting);

    public int Late => All.Sum(one => one.Late);

    public int DueToday => All.Sum(one => one.DueToday);

    public int Refused => All.Sum(one => one.Refused);

    /// <summary>Companies that need something.</summary>
    public int InNeed => All.Count(one => one.Need != Need.Nothing);

    /// <summary>Companies that need somebody: going on sending does not end it.</summary>
    public int NeedsAPerson => All.Count(one => one.NeedsAPerson);
}

/// <summary>Says how everything is: what waits, what is late, what needs a person and its next step, KSeF now, and the certificates.</summary>
public sealed class LookOver(TakeStock takeStock, AskHealth askHealth, Pacing pacing, Database database)
{
    private const int RowsOfEach = 20;

    /// <summary>The state of these companies now.</summary>
    public async Task<Overview> OfAsync(IReadOnlyList<Company> companies, CancellationToken stop = default)
    {
        // A thousand companies of one environment ask it once.
        var health = new Dictionary<KsefEnvironment, KsefHealth>();
        foreach (var first in companies.DistinctBy(one => one.Environment.Word)) health[first.Environment] = await askHealth.OfAsync(first, stop);
        var all = takeStock.Of(companies);
        var whole = all.Count == 1;
        var shown = all.Where(one => whole || one.Need != Need.Nothing).Select(one =>
            Whole(one, whole ? null : RowsOfEach, health[one.Company.Environment]));
        return new Overview(all, [.. shown], [.. health.Values]);
    }

    private CompanyOverview Whole(Standing standing, int? atMost, KsefHealth health) => new(
        standing,
        standing.Waiting > 0 ? takeStock.Waiting(standing.Company, atMost) : [],
        standing.RefusedInvoices,
        [.. standing.Alarms, .. new[] { pacing.Trouble, database.Reservation }.OfType<Finding>()],
        health);
}
