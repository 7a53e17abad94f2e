using System.Text;
using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>
/// Puts events into letters: at once, one letter for each person and company, or each morning, one for each person. An event is told when its letter
/// is put, both in one: no crash and no other instance tells it twice or never.
/// </summary>
internal sealed class EventLetters(
    Database database, Outbox outbox, AccountRegister accounts, Members members, TimeProvider clock, Func<Company, Happening?, Uri> addressOf)
{
    private const int MostInALetter = 50;

    /// <summary>The daily letter tells what happened before this hour in Poland.</summary>
    private static readonly TimeSpan Morning = TimeSpan.FromHours(7);

    private sealed record Waiting(string Company, string Account, long Event, string Pace);

    private sealed record Part(Company Company, IReadOnlyList<(long Id, DateTimeOffset At, Happening What)> Events);

    /// <summary>Puts the letters that are due.</summary>
    public void Put(IReadOnlyList<Company> companies)
    {
        var waiting = AllWaiting(companies);
        if (waiting.Count == 0) return;
        var byId = companies.ToDictionary(one => one.Id.Text);
        var now = clock.GetUtcNow();
        foreach (var one in waiting.Where(one => one.Pace == "at-once").GroupBy(one => (one.Account, one.Company)))
            Put(one.Key.Account, [PartOf(byId[one.Key.Company], one, DateTimeOffset.MaxValue)], isDaily: false);
        // Before seven it is still yesterday's morning.
        var morning = PolishTime.StartOf(PolishTime.DateOf(now)) + Morning;
        if (now < morning) morning = PolishTime.StartOf(PolishTime.DateOf(now).AddDays(-1)) + Morning;
        foreach (var one in waiting.Where(one => one.Pace == "daily").GroupBy(one => one.Account))
            Put(one.Key, [.. one.GroupBy(row => row.Company).Select(group => PartOf(byId[group.Key], group, morning))], isDaily: true);
        outbox.Ring();
    }

    private List<Waiting> AllWaiting(IReadOnlyList<Company> companies)
    {
        var scope = new CompanyScope(companies);
        using var connection = database.Connect();
        return connection.Query<Waiting>(
            $"SELECT company, account, event, pace FROM event_letter WHERE put_at IS NULL AND {scope.Condition} ORDER BY event",
            scope.With()).AsList();
    }

    private Part PartOf(Company company, IEnumerable<Waiting> waiting, DateTimeOffset before)
    {
        using var connection = database.Connect();
        var events = waiting.Select(one => connection.QuerySingle<(long Id, string At, string Facts)>(
            "SELECT id, at, facts FROM event WHERE company = @Company AND id = @Event", new { Company = company.Id.Text, one.Event }));
        return new Part(company, [.. events
            .Select(row => (row.Id, At: Database.Instant(row.At), StoredJson.Read<Happening>(row.Facts))).Where(one => one.At < before)]);
    }

    private void Put(string id, IReadOnlyList<Part> all, bool isDaily)
    {
        var account = accounts.At(new AccountId(id));
        var parts = all.Where(part => part.Events.Count > 0).ToList();
        if (parts.Count == 0) return;
        database.InTransaction((connection, transaction) =>
        {
            bool IsTaken(Part part, long id, string account) => connection.Execute("""
                UPDATE event_letter SET put_at = @Now WHERE company = @Company AND event = @id AND account = @account AND put_at IS NULL
                """, new { Now = Database.Instant(clock.GetUtcNow()), Company = part.Company.Id.Text, id, account }, transaction) == 1;
            // What another instance has taken meanwhile is told by that one.
            List<Part> taken = [.. parts.Select(part => part with { Events = [.. part.Events.Where(one => IsTaken(part, one.Id, id))] })];
            // Whoever has left a company hears nothing of it any more.
            List<Part> told = [.. taken.Where(part =>
                part.Events.Count > 0 && account is not null && members.Of(account.Id, part.Company.Id) is not null)];
            if (told.Count == 0 || EmailAddress.Read(account!.Email) is null) return 0;
            outbox.PutWithin(connection, transaction, LetterOf(account, told, isDaily));
            return told.Count;
        });
    }

    private Letter LetterOf(Account account, IReadOnlyList<Part> parts, bool isDaily)
    {
        string L(string pl, string en) => account.Language == Language.Polish ? pl : en;
        var count = parts.Sum(part => part.Events.Count);
        var text = new StringBuilder();
        foreach (var (company, events) in parts)
        {
            text.Append(Letter.OneLine(company.Name)).Append("\n\n");
            foreach (var (_, at, what) in events.Take(MostInALetter))
                text.Append($"{PolishTime.Shown(at)}  {Letter.OneLine(what.InWords.In(account.Language))}\n{addressOf(company, what).AbsoluteUri}\n\n");
            if (events.Count > MostInALetter)
                text.Append(L($"I jeszcze {events.Count - MostInALetter}: ", $"And {events.Count - MostInALetter} more: "))
                    .Append(addressOf(company, null).AbsoluteUri).Append("\n\n");
        }
        text.Append(L("O czym piszemy, wybierasz w Inkauście: Powiadomienia.", "What we write about is your choice in Inkaust: Notices."));
        var subject = isDaily ? L($"Zdarzenia z wczoraj i dziś: {count}", $"Events of yesterday and today: {count}")
            : count == 1 ? parts[0].Events[0].What.InWords.In(account.Language)
            : L($"{Letter.OneLine(parts[0].Company.Name)}: nowe zdarzenia ({count})", $"{Letter.OneLine(parts[0].Company.Name)}: new events ({count})");
        return new Letter(account.Email, Short(Letter.OneLine(subject)), text.ToString());
    }

    // What others wrote stays on its line.

    private static string Short(string text) => text.Length <= 150 ? text : text[..149] + "…";
}
