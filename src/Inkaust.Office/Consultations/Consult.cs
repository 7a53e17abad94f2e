using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>Lets the people of a company ask its accountants, or the specialist, and answer each other. Whoever is meant hears of it.</summary>
public sealed class Consult
{
    private const int LongestSubject = 150;

    private readonly ConsultationTable table;
    private readonly Ledger ledger;
    private readonly Members members;
    private readonly AccountRegister accounts;
    private readonly CompanyEvents events;
    private readonly Outbox outbox;
    private readonly TimeProvider clock;

    public Consult(
        Database database, Ledger ledger, Members members, AccountRegister accounts, CompanyEvents events, Outbox outbox, TimeProvider clock)
    {
        table = new ConsultationTable(database, clock);
        (this.ledger, this.members, this.accounts, this.events, this.outbox, this.clock) = (ledger, members, accounts, events, outbox, clock);
    }

    /// <summary>All threads of a company, those of the latest message first.</summary>
    public IReadOnlyList<Consultation> Of(Company company, AccountId account) => table.Heads(company, account, isSpecialist: false);

    /// <summary>How many threads have something that this person is to read.</summary>
    public int CountUnread(Company company, AccountId account) => table.CountUnread(company, account);

    /// <summary>A thread, which this person has read then; null: there is none.</summary>
    public ConsultationThread? Read(Company company, AccountId account, long id) => Read(company, account, id, isSpecialist: false);

    /// <summary>A file of a thread; null: there is none.</summary>
    public NewFile? FileOf(Company company, long thread, long file) => table.File(company, thread, file);

    /// <summary>Asks.</summary>
    /// <param name="company">Whose people ask.</param>
    /// <param name="by">Who.</param>
    /// <param name="partner">Whom.</param>
    /// <param name="subject">About what, in a few words.</param>
    /// <param name="invoice">About which invoice, by its place in the ledger; null: none.</param>
    /// <param name="message">What.</param>
    /// <returns>The thread.</returns>
    /// <exception cref="RefusedException">INK-TALK-001 to 005: all that is missing or too long, at once.</exception>
    public long Ask(Company company, Account by, Partner partner, string subject, long? invoice, NewMessage message)
    {
        List<Finding> faults = [];
        if (subject.Trim() is not { Length: > 0 and <= LongestSubject })
        {
            faults.Add(new Finding("INK-TALK-001",
                $"Wpisz temat, do {LongestSubject} znaków.", $"Write a subject of up to {LongestSubject} characters.")
            { Path = "subject" });
        }
        faults.AddRange(message.Faults());
        if (invoice is { } id && ledger.Of(company).TryAt(id) is null)
            faults.Add(new Finding("INK-TALK-005", "Nie ma tu takiej faktury.", "There is no such invoice here.") { Path = "invoice" });
        if (faults.Count > 0) throw new RefusedException(faults);
        var (thread, written) = table.Open(company, by.Id, partner, Letter.OneLine(subject), invoice, message);
        Tell(company, by, table.Heads(company, by.Id, isSpecialist: false, thread)[0], written);
        return thread;
    }

    /// <summary>Answers; a closed thread is open again.</summary>
    /// <exception cref="RefusedException">INK-TALK-002 to 004: it cannot be written so; 006: there is no such thread.</exception>
    public void Answer(Company company, Account by, long thread, NewMessage message) => Answer(company, by, thread, message, isSpecialist: false);

    /// <summary>Closes a thread; whoever writes in it opens it again.</summary>
    /// <exception cref="RefusedException">INK-TALK-006: there is no such thread.</exception>
    public void Close(Company company, AccountId by, long thread) => table.Close(company, Found(company, by, thread, isSpecialist: false).Id, by);

    /// <summary>Opens it again.</summary>
    /// <exception cref="RefusedException">INK-TALK-006: there is no such thread.</exception>
    public void Reopen(Company company, AccountId by, long thread) =>
        table.Close(company, Found(company, by, thread, isSpecialist: false).Id, by: null);

    internal IReadOnlyList<Consultation> Asked(Company company, AccountId specialist, long thread) =>
        table.Heads(company, specialist, isSpecialist: true, thread);

    internal ConsultationThread? Read(Company company, AccountId account, long id, bool isSpecialist)
    {
        if (table.Heads(company, account, isSpecialist, id) is not [var head]) return null;
        var messages = table.Messages(company, account, id);
        table.Read(company, account, id, messages[^1].Id);
        return new ConsultationThread(head, messages, head.Invoice is { } invoice ? ledger.Of(company).TryAt(invoice) : null);
    }

    internal void Answer(Company company, Account by, long thread, NewMessage message, bool isSpecialist)
    {
        var head = Found(company, by.Id, thread, isSpecialist);
        List<Finding> faults = [.. message.Faults()];
        if (faults.Count > 0) throw new RefusedException(faults);
        Tell(company, by, head, table.Answer(company, by.Id, thread, message));
    }

    private Consultation Found(Company company, AccountId account, long thread, bool isSpecialist) =>
        table.Heads(company, account, isSpecialist, thread) is [var head] ? head : throw new RefusedException(new Finding("INK-TALK-006",
            "Nie ma tu takiej konsultacji.", "There is no such consultation here."));

    // Whoever wrote in it, and whoever is asked; the specialist belongs to no company and hears of it by a letter of his own.
    private void Tell(Company company, Account by, Consultation thread, long written)
    {
        var people = members.Among(company);
        var meant = table.Authors(company, thread.Id).ToHashSet();
        if (thread.Partner == Partner.Accountant)
            meant.UnionWith(people
                .Where(one => one.Role == (people.Any(other => other.Role == Role.Accountant) ? Role.Accountant : Role.Owner))
                .Select(one => one.Account));
        meant.Remove(by.Id);
        events.Add(company, [.. people.Where(one => meant.Contains(one.Account)).Select(one => new Told($"message:{written}", clock.GetUtcNow(),
            new Happening.MessageCame(thread.Id, thread.Subject, by.Name)) { For = one.Account })]);
        if (thread.Partner != Partner.Specialist) return;
        foreach (var one in accounts.Operators().Where(one =>
            one.Id != by.Id && people.All(member => member.Account != one.Id) && EmailAddress.Read(one.Email) is not null))
        {
            string L(string pl, string en) => one.Language == Language.Polish ? pl : en;
            outbox.Put(new Letter(one.Email, L("Pytanie do specjalisty", "A question to the specialist"), L(
                $"{by.Name} ({Letter.OneLine(company.Name)}) pisze: „{thread.Subject}”.\n\nOdpowiedz w Inkauście: Instalacja, Zgłoszenia.",
                $"{by.Name} ({Letter.OneLine(company.Name)}) wrote: '{thread.Subject}'.\n\nAnswer in Inkaust: Installation, Requests.")));
        }
    }
}
