using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>
/// Says what needs a person in a company. All of it follows from what is true now; a page may ask on every request, because what is refused, late or
/// lost is a small part of a ledger and is found by indexes.
/// </summary>
public sealed class SeeTasks
{
    private readonly InvoiceTasks ofInvoices;
    private readonly CompanyTasks ofCompany;
    private readonly InboxTasks ofInbox;
    private readonly DeviceTasks ofDevices;
    private readonly TaskNotes notes;
    private readonly TimeProvider clock;

    internal SeeTasks(Database database, Ledger ledger, KeyRing keys, KsefTokens tokens, AnnouncementArchive announcements, HeldCorrections held,
        CorrectInvoice correct, TakeStock takeStock, WatchedInvoices watched, DeviceTasks ofDevices, TimeProvider clock)
    {
        ofInvoices = new InvoiceTasks(database, ledger, held, correct, clock);
        ofCompany = new CompanyTasks(database, ledger, keys, tokens, announcements, takeStock, watched, clock);
        ofInbox = new InboxTasks(database);
        this.ofDevices = ofDevices;
        notes = new TaskNotes(database, clock);
        this.clock = clock;
    }

    /// <summary>All tasks of a company.</summary>
    public TasksOfCompany Of(Company company)
    {
        var today = PolishTime.DateOf(clock.GetUtcNow());
        var tasks = notes.AddedTo(Derived(company), company);
        bool IsDone(OpenTask one) => one is { IsDoneByWord: true, DoneAt: not null };
        bool IsPutOff(OpenTask one) => one.PutOffUntil > today;
        return new TasksOfCompany(
            [.. tasks.Where(one => !IsDone(one) && !IsPutOff(one))],
            [.. tasks.Where(one => !IsDone(one) && IsPutOff(one)).OrderBy(one => one.PutOffUntil)],
            [.. tasks.Where(IsDone).OrderByDescending(one => one.DoneAt)]);
    }

    /// <summary>How many are open for this person: his own, and those of nobody.</summary>
    public int CountFor(Company company, AccountId account) => Of(company).Open.Count(one => one.IsFor(account));

    /// <summary>What follows from what is true, without what people added.</summary>
    internal IReadOnlyList<OpenTask> Derived(Company company) =>
        [.. ofInvoices.Of(company).Concat(ofCompany.Of(company)).Concat(ofInbox.Of(company)).Concat(ofDevices.Of(company))
            .OrderBy(one => one.Kind).ThenByDescending(one => one.Since)];
}
