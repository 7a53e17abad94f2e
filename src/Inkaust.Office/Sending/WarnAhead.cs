using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using static Inkaust.Office.Lengths;

namespace Inkaust.Office;

/// <summary>
/// Warns of what still waits: two working days before a legal deadline (LAW 32), once it has passed, and of announced maintenance
/// that lies between now and a deadline, because it moves none (LAW 21, 107).
/// </summary>
public sealed class WarnAhead(Ledger ledger, AnnouncementArchive announcements, Calendar calendar, TimeProvider clock)
{
    /// <summary>What is to be said of a company now; nothing while nothing waits.</summary>
    public IReadOnlyList<Finding> Of(Company company) =>
        ledger.Of(company).Dues() is { Count: > 0 } dues
            ? Of(company, dues, announcements.Of(company.Environment), calendar.Days(), clock.GetUtcNow()) : [];

    /// <param name="company">Whose invoices wait.</param>
    /// <param name="dues">What waits, the nearest deadline first.</param>
    /// <param name="announced">All events of its environment.</param>
    /// <param name="days">The working days.</param>
    /// <param name="now">The moment.</param>
    internal static IReadOnlyList<Finding> Of(
        Company company, IReadOnlyList<Due> dues, IReadOnlyList<Announcement> announced, WorkingDays days, DateTimeOffset now)
    {
        var today = PolishTime.DateOf(now);
        var findings = new List<Finding>();
        if (dues.Where(one => one.Date < today).ToList() is { Count: > 0 } late) findings.Add(Late(company, late, now));
        var inTime = dues.Where(one => one.Date >= today).ToList();
        if (inTime.Where(one => days.Before(days.Before(one.Date)) <= today).ToList() is { Count: > 0 } near) findings.Add(Near(company, near, now));
        var maintenance = announced.Where(one => one.Category == AnnouncementCategory.Maintenance && now < (one.EndAt ?? DateTimeOffset.MaxValue));
        foreach (var window in maintenance.OrderBy(one => one.StartAt))
        {
            if (inTime.Where(one => window.StartAt < PolishTime.EndOf(one.Date)).ToList() is { Count: > 0 } behind)
                findings.Add(InTheWay(company, window, behind, now));
        }
        return findings;
    }

    private static Finding Late(Company company, List<Due> late, DateTimeOffset now) => new("INK-SEND-015", Severity.Wrong, new(
        $"Po terminie czeka faktur: {Sum(late)}; termin pierwszej minął {late[0].Date:yyyy-MM-dd}, {Pl(now - PolishTime.EndOf(late[0].Date))} "
            + "temu. Spóźnione też trzeba przesłać.",
        $"Invoices that wait past their deadline: {Sum(late)}; the first was due {late[0].Date:yyyy-MM-dd}, "
            + $"{En(now - PolishTime.EndOf(late[0].Date))} ago. What is late is still to be sent."))
    { Hint = new("Wyślij teraz", "Send now"), Next = new SendNow(company.Reference) };

    private static Finding Near(Company company, List<Due> near, DateTimeOffset now) => new("INK-SEND-016", Severity.Advice, new(
        $"Zbliża się termin czekających faktur: {Sum(near)}; zostało {Pl(PolishTime.EndOf(near[0].Date) - now)} do pierwszego, "
            + $"{near[0].Date:yyyy-MM-dd}.",
        $"The deadline of waiting invoices comes near: {Sum(near)}; until the first, {near[0].Date:yyyy-MM-dd}, "
            + $"{En(PolishTime.EndOf(near[0].Date) - now)} are left."))
    { Hint = new("Wyślij teraz", "Send now"), Next = new SendNow(company.Reference) };

    // Where the window covers the rest of the last day the law is silent: send before it (LAW 8, no. 13).
    private static Finding InTheWay(Company company, Announcement window, List<Due> behind, DateTimeOffset now)
    {
        var left = window.EndAt is { } end ? PolishTime.EndOf(behind[0].Date) - end : TimeSpan.Zero;
        var afterwards = left > TimeSpan.Zero
            ? new Wording($"a zostanie {Pl(left)} po jej końcu", $"after its end {En(left)} are left")
            : new Wording("a po jej końcu nie zostanie nic", "after its end nothing is left");
        return new Finding("INK-SEND-017", left > TimeSpan.Zero ? Severity.Advice : Severity.Wrong, new(
            $"KSeF ogłosił niedostępność od {PolishTime.Shown(window.StartAt)} do {PolishTime.Shown(window.EndAt)}, która nie przesuwa żadnego "
                + $"terminu. Czeka faktur: {Sum(behind)}; pierwsza ma termin {behind[0].Date:yyyy-MM-dd}, {afterwards.Pl}.",
            $"KSeF announced unavailability from {PolishTime.Shown(window.StartAt)} to {PolishTime.Shown(window.EndAt)}, which moves no deadline. "
                + $"Invoices waiting: {Sum(behind)}; the first is due {behind[0].Date:yyyy-MM-dd}, and {afterwards.En}."))
        {
            Hint = now < window.StartAt
                ? new("Wyślij, zanim się zacznie", "Send before it begins")
                : new("Zostaw włączone wysyłanie", "Keep sending on"),
            Next = now < window.StartAt ? new SendNow(company.Reference) : new KeepSending(),
        };
    }

    private static int Sum(IEnumerable<Due> dues) => dues.Sum(one => one.Count);
}
