using Dapper;

namespace Inkaust.Office;

/// <summary>When somebody hears of an event by e-mail.</summary>
public enum NoticePace
{
    AtOnce,

    /// <summary>Each morning, with all others.</summary>
    Daily,

    Never,
}

/// <summary>Words of the paces.</summary>
public static class NoticePaces
{
    /// <summary>The word by which a pace is stored; it never changes.</summary>
    public static string Word(this NoticePace pace) => pace switch
    {
        NoticePace.AtOnce => "at-once",
        NoticePace.Daily => "daily",
        _ => "never",
    };

    /// <summary>The pace of a word; null where there is none.</summary>
    public static NoticePace? Parse(string? word) =>
        Enum.GetValues<NoticePace>().Select(one => (NoticePace?)one).FirstOrDefault(one => one!.Value.Word() == word);
}

/// <summary>How each person of a company wants to hear of each kind of event.</summary>
public sealed class NoticeChoices(Database database)
{
    /// <summary>How somebody hears of each kind.</summary>
    /// <param name="company">In which company.</param>
    /// <param name="account">Who.</param>
    /// <param name="role">What he may do there: whoever only looks is left in peace unless he wants it otherwise.</param>
    public IReadOnlyDictionary<EventKind, NoticePace> Of(Company company, AccountId account, Role role) =>
        Of(company).GetValueOrDefault(account.Text, []) is var chosen
            ? Enum.GetValues<EventKind>().ToDictionary(kind => kind, kind => chosen.TryGetValue(kind, out var pace) ? pace : Usual(kind, role)) : [];

    /// <summary>Keeps what somebody wants.</summary>
    public void Choose(Company company, AccountId account, IReadOnlyDictionary<EventKind, NoticePace> paces) =>
        database.InTransaction((connection, transaction) => connection.Execute("""
            INSERT INTO notice_choice (company, account, kind, pace) VALUES (@Company, @Account, @Kind, @Pace)
            ON CONFLICT (company, account, kind) DO UPDATE SET pace = excluded.pace
            """, paces.Select(one =>
                new { Company = company.Id.Text, Account = account.Text, Kind = one.Key.Word(), Pace = one.Value.Word() }), transaction));

    /// <summary>How a kind is heard of by whoever has not said otherwise.</summary>
    public static NoticePace Usual(EventKind kind, Role role) => kind switch
    {
        EventKind.Consultation => NoticePace.AtOnce,
        _ when role == Role.Reader => NoticePace.Never,
        EventKind.Accepted or EventKind.KsefChanged => NoticePace.Never,
        EventKind.CertificateEnds => NoticePace.Daily,
        _ => NoticePace.AtOnce,
    };

    // What each person of a company has chosen.
    internal Dictionary<string, Dictionary<EventKind, NoticePace>> Of(Company company)
    {
        using var connection = database.Connect();
        return connection.Query<(string Account, string Kind, string Pace)>("SELECT account, kind, pace FROM notice_choice WHERE company = @Company",
            new { Company = company.Id.Text })
            .Where(row => EventKinds.Parse(row.Kind) is not null && NoticePaces.Parse(row.Pace) is not null).GroupBy(row => row.Account)
            .ToDictionary(one => one.Key,
                one => one.ToDictionary(row => EventKinds.Parse(row.Kind)!.Value, row => NoticePaces.Parse(row.Pace)!.Value));
    }
}
