using System.Text.Json.Serialization;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>What a person says of KSeF for one company; while it is in force, the program believes it over what it sees itself.</summary>
/// <param name="IsReachable">KSeF is to be taken as reachable; else as not reachable.</param>
/// <param name="Reason">Why, in his words.</param>
/// <param name="By">Who says so, as the ledger names him.</param>
/// <param name="SaidAt">Since when.</param>
/// <param name="Until">Then it ends by itself.</param>
public sealed record KsefClaim(bool IsReachable, string Reason, string By, DateTimeOffset SaidAt, DateTimeOffset Until)
{
    /// <summary>The same in one sentence, without a full stop.</summary>
    [JsonIgnore]
    public Wording InWords => IsReachable
        ? new($"KSeF uznany za dostępny do {PolishTime.Shown(Until)} decyzją człowieka: {Reason}",
            $"KSeF is taken as reachable until {PolishTime.Shown(Until)}, as a person decided: {Reason}")
        : new($"KSeF uznany za niedostępny do {PolishTime.Shown(Until)} decyzją człowieka: {Reason}",
            $"KSeF is taken as not reachable until {PolishTime.Shown(Until)}, as a person decided: {Reason}");
}

/// <summary>A claim as it is kept.</summary>
/// <param name="Claim">As it was said.</param>
/// <param name="Name">The name of who said it; null where he has no account, or none any more.</param>
/// <param name="EndedAt">When it was ended before its time; null: it was not.</param>
/// <param name="EndedBy">By whom; null: by nobody.</param>
public sealed record KeptClaim(KsefClaim Claim, string? Name, DateTimeOffset? EndedAt, string? EndedBy);

/// <summary>
/// What people say of KSeF for their companies. A claim decides whether an invoice is issued online or not, and nothing else: it announces nothing,
/// so that unavailability and failure rest on Latarnia as before, and it does not undo a total failure that a person has confirmed.
/// </summary>
public sealed class KsefClaims(Database database, AnnouncementArchive announcements, TimeProvider clock)
{
    /// <summary>The longest time for which something may be claimed: a person looks again after that.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(3);

    /// <summary>Characters of a reason.</summary>
    public const int LongestReason = 300;

    private sealed record Row
    {
        public required long IsReachable { get; init; }
        public required string Reason { get; init; }
        public required string SaidBy { get; init; }
        public required string SaidAt { get; init; }
        public required string Until { get; init; }
        public string? Name { get; init; }
        public string? EndedAt { get; init; }
        public string? EndedBy { get; init; }
    }

    /// <summary>What is claimed of the KSeF of a company now; null: nothing, and the program goes by what it sees.</summary>
    public KsefClaim? Of(Company company)
    {
        using var connection = database.Connect();
        var row = connection.QuerySingleOrDefault<Row>("""
            SELECT is_reachable, reason, said_by, said_at, until FROM ksef_claim
            WHERE company = @Company AND ended_at IS NULL AND until > @Now ORDER BY id DESC LIMIT 1
            """, new { Company = company.Id.Text, Now = Database.Instant(clock.GetUtcNow()) });
        return row is null || (row.IsReachable == 1 && TotalFailureGoesOn(company)) ? null : Read(row);
    }

    /// <summary>What was claimed, the newest first.</summary>
    /// <param name="company">Of whose KSeF.</param>
    /// <param name="atMost">How many.</param>
    public IReadOnlyList<KeptClaim> All(Company company, int atMost)
    {
        using var connection = database.Connect();
        return [.. connection.Query<Row>("""
            SELECT is_reachable, reason, said_by, said_at, until, account.name, ended_at, ended_by
            FROM ksef_claim LEFT JOIN account ON 'account:' || account.id = said_by
            WHERE company = @Company ORDER BY ksef_claim.id DESC LIMIT @atMost
            """, new { Company = company.Id.Text, atMost })
            .Select(row => new KeptClaim(Read(row), row.Name, row.EndedAt is { } at ? Database.Instant(at) : null, row.EndedBy))];
    }

    /// <summary>Claims something; what was claimed before ends.</summary>
    /// <param name="company">Of whose KSeF, and by whom.</param>
    /// <param name="isReachable">It is to be taken as reachable; else as not reachable.</param>
    /// <param name="reason">Why: one line of up to <see cref="LongestReason"/> characters.</param>
    /// <param name="until">Until when, at most <see cref="Longest"/> ahead.</param>
    /// <exception cref="RefusedException">INK-CLAIM-001: no reason; 002: no such time; 003: a confirmed total failure goes on.</exception>
    public KsefClaim Say(Company company, bool isReachable, string? reason, DateTimeOffset until)
    {
        var (now, why) = (clock.GetUtcNow(), reason?.Trim() ?? "");
        List<Finding> wrong = [];
        if (why.Length is 0 or > LongestReason || !Letter.IsOneLine(why)) wrong.Add(ClaimFindings.NoReason);
        if (until <= now || until > now + Longest) wrong.Add(ClaimFindings.NoSuchTime);
        if (isReachable && TotalFailureGoesOn(company)) wrong.Add(ClaimFindings.TotalFailureGoesOn);
        if (wrong.Count > 0) throw new RefusedException(wrong);
        var claim = new KsefClaim(isReachable, why, company.By.Text, now, until);
        database.InTransaction((connection, transaction) =>
        {
            End(company, now, (sql, values) => connection.Execute(sql, values, transaction));
            return connection.Execute("""
                INSERT INTO ksef_claim (company, is_reachable, reason, said_by, said_at, until)
                VALUES (@Company, @IsReachable, @Reason, @By, @SaidAt, @Until)
                """, new
            {
                Company = company.Id.Text,
                IsReachable = isReachable ? 1 : 0,
                claim.Reason,
                claim.By,
                SaidAt = Database.Instant(now),
                Until = Database.Instant(until),
            }, transaction);
        });
        return claim;
    }

    /// <summary>Ends what is claimed: the program goes by what it sees again.</summary>
    /// <returns>Something was claimed.</returns>
    public bool End(Company company)
    {
        using var connection = database.Connect();
        return End(company, clock.GetUtcNow(), (sql, values) => connection.Execute(sql, values)) > 0;
    }

    private static int End(Company company, DateTimeOffset now, Func<string, object, int> execute) => execute("""
        UPDATE ksef_claim SET ended_at = @Now, ended_by = @By WHERE company = @Company AND ended_at IS NULL AND until > @Now
        """, new { Company = company.Id.Text, Now = Database.Instant(now), By = company.By.Text });

    // A person has confirmed that there is no KSeF; who says that it answers takes that back first, which nobody can before the ministry does.
    private bool TotalFailureGoesOn(Company company) => announcements.Confirmed(company.Environment)
        .Any(one => one.Category == AnnouncementCategory.TotalFailure && one.Covers(clock.GetUtcNow()));

    private static KsefClaim Read(Row row) =>
        new(row.IsReachable == 1, row.Reason, row.SaidBy, Database.Instant(row.SaidAt), Database.Instant(row.Until));
}

/// <summary>What can be wrong with a claim.</summary>
internal static class ClaimFindings
{
    public static Finding NoReason => new("INK-CLAIM-001",
        $"Podaj powód: jeden wiersz do {KsefClaims.LongestReason} znaków.", $"Give a reason: one line of up to {KsefClaims.LongestReason} characters.")
    {
        Path = "reason",
        Hint = new("Np. operator naprawia łącze do 16:00; zostanie przy fakturach jako dowód.",
            "E.g. the line is being repaired until 16:00; it is kept with the invoices as evidence."),
    };

    public static Finding NoSuchTime => new("INK-CLAIM-002",
        $"Decyzja o stanie KSeF obowiązuje do chwili w przyszłości, najwyżej {KsefClaims.Longest.TotalHours:0} godziny naprzód.",
        $"What is said of KSeF holds until a moment to come, at most {KsefClaims.Longest.TotalHours:0} hours ahead.")
    { Path = "hours", Hint = new("Potem można ją podjąć jeszcze raz.", "After that it may be said again.") };

    public static Finding TotalFailureGoesOn => new("INK-CLAIM-003",
        "Trwa awaria całkowita, którą potwierdził człowiek: KSeF nie można teraz uznać za dostępny.",
        "A total failure that a person has confirmed goes on: KSeF cannot be taken as reachable now.")
    { Hint = new("Skończy ją komunikat ministerstwa.", "It ends with the ministry's message.") };
}
