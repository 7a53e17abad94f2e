using System.Data.Common;
using Dapper;

namespace Inkaust.Office;

/// <summary>Something that happened in a company.</summary>
/// <param name="Id">Its place among all events.</param>
/// <param name="At">When.</param>
/// <param name="What">What.</param>
/// <param name="IsNew">The one who looks has not seen it yet.</param>
public sealed record CompanyEvent(long Id, DateTimeOffset At, Happening What, bool IsNew);

/// <summary>A page of events, newest first.</summary>
/// <param name="Events">Those of the page.</param>
/// <param name="HasMore">Older ones follow.</param>
/// <param name="New">How many are new in all.</param>
public sealed record EventPage(IReadOnlyList<CompanyEvent> Events, bool HasMore, int New);

/// <summary>An event that may have been told already.</summary>
/// <param name="Subject">By which it is known: the same thing is told once.</param>
/// <param name="At">When it happened.</param>
/// <param name="What">What.</param>
internal sealed record Told(string Subject, DateTimeOffset At, Happening What)
{
    /// <summary>The only person whom it is for; null: everybody of the company.</summary>
    public AccountId? For { get; init; }
}

/// <summary>What happened in companies: each thing once, and what each person has seen of it.</summary>
public sealed class CompanyEvents(Database database, Members members, NoticeChoices choices)
{
    private const int PageSize = 50, MostLookedFor = 400;

    /// <summary>Called after something was added by this process.</summary>
    internal Action? Added { get; init; }

    /// <summary>A page of what somebody may see.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="account">Who looks.</param>
    /// <param name="before">Older than this one; null: the newest.</param>
    public EventPage Of(Company company, AccountId account, long? before = null)
    {
        using var connection = database.Connect();
        var parameters = new { Company = company.Id.Text, Account = account.Text, Before = before ?? long.MaxValue, Most = PageSize + 1 };
        var seen = connection.ExecuteScalar<long?>("SELECT up_to FROM event_seen WHERE company = @Company AND account = @Account", parameters) ?? 0;
        var rows = connection.Query<(long Id, string At, string Facts)>("""
            SELECT id, at, facts FROM event
            WHERE company = @Company AND (account = '' OR account = @Account) AND id < @Before ORDER BY id DESC LIMIT @Most
            """, parameters).AsList();
        var isNew = connection.ExecuteScalar<int>(
            "SELECT COUNT(*) FROM event WHERE company = @Company AND (account = '' OR account = @Account) AND id > @seen",
            new { Company = company.Id.Text, Account = account.Text, seen });
        return new([.. rows.Take(PageSize).Select(row => new CompanyEvent(
            row.Id, Database.Instant(row.At), StoredJson.Read<Happening>(row.Facts), row.Id > seen))], rows.Count > PageSize, isNew);
    }

    /// <summary>Somebody has seen everything up to this event.</summary>
    public void Seen(Company company, AccountId account, long upTo)
    {
        using var connection = database.Connect();
        connection.Execute("""
            INSERT INTO event_seen (company, account, up_to) VALUES (@Company, @Account, @upTo)
            ON CONFLICT (company, account) DO UPDATE SET up_to = excluded.up_to WHERE event_seen.up_to < excluded.up_to
            """, new { Company = company.Id.Text, Account = account.Text, upTo });
    }

    /// <summary>Adds what is not there yet, and notes whom it is to be told by e-mail; another instance that saw it first has done so.</summary>
    internal void Add(Company company, IReadOnlyList<Told> happened)
    {
        var fresh = NotThere(company, happened);
        if (fresh.Count == 0) return;
        var people = members.Among(company);
        var chosen = choices.Of(company);
        database.InTransaction((connection, transaction) =>
        {
            var mark = EventOrder.Take(connection, transaction, company);
            foreach (var one in fresh) Add(connection, transaction, company, mark, one, people, chosen);
            return 0;
        });
        Added?.Invoke();
    }

    /// <summary>The latest subject that begins so; null: there is none.</summary>
    internal string? LatestSubject(Company company, string beginning)
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<string?>(
            "SELECT subject FROM event WHERE company = @Company AND subject LIKE @Like ORDER BY id DESC LIMIT 1",
            new { Company = company.Id.Text, Like = beginning + "%" });
    }

    // Many are looked for at once: a look after a busy while brings hundreds of steps.
    private List<Told> NotThere(Company company, IReadOnlyList<Told> happened)
    {
        using var connection = database.Connect();
        return [.. happened.Chunk(MostLookedFor).SelectMany(some =>
        {
            var parameters = new DynamicParameters(new { Company = company.Id.Text });
            for (var i = 0; i < some.Length; i++) parameters.Add($"S{i}", some[i].Subject);
            var there = connection.Query<(string Subject, string Account)>($"""
                SELECT subject, account FROM event
                WHERE company = @Company AND subject IN ({string.Join(", ", some.Select((_, i) => $"@S{i}"))})
                """, parameters).ToHashSet();
            return some.Where(one => !there.Contains((one.Subject, one.For?.Text ?? "")));
        })];
    }

    // What is to be sent to others is put on its way together with the event: neither is there without the other.
    private static void Add(DbConnection connection, DbTransaction transaction, Company company, string mark, Told one, IReadOnlyList<Member> people,
        Dictionary<string, Dictionary<EventKind, NoticePace>> chosen)
    {
        var id = connection.ExecuteScalar<long?>("""
            INSERT INTO event (company, subject, account, kind, at, facts) VALUES (@Company, @Subject, @Account, @Kind, @At, @Facts)
            ON CONFLICT (company, subject, account) DO NOTHING RETURNING id
            """, new
        {
            Company = company.Id.Text,
            one.Subject,
            Account = one.For?.Text ?? "",
            Kind = one.What.Kind.Word(),
            At = Database.Instant(one.At),
            Facts = Database.WithoutNul(StoredJson.Write(one.What)),
        }, transaction);
        if (id is not { } number) return;
        if (one.For is null)
        {
            WebhookDeliveries.PutWithin(connection, transaction, company, number, EventOrder.KeyOf(mark, number), one.What.Kind.Word(),
                one.What.InvoiceId, one.At);
        }
        foreach (var person in people.Where(member => one.For is null || one.For == member.Account))
        {
            var pace = chosen.TryGetValue(person.Account.Text, out var own) && own.TryGetValue(one.What.Kind, out var wanted)
                ? wanted : NoticeChoices.Usual(one.What.Kind, person.Role);
            if (pace == NoticePace.Never) continue;
            connection.Execute("INSERT INTO event_letter (company, event, account, pace) VALUES (@Company, @id, @Account, @Pace)",
                new { Company = company.Id.Text, id, Account = person.Account.Text, Pace = pace.Word() }, transaction);
        }
    }
}
