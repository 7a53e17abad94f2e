using System.Data.Common;
using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>A company as one of its people sees it.</summary>
/// <param name="Company">The company; what is done with it is noted as done by this person.</param>
/// <param name="Role">What he may do.</param>
public sealed record Membership(Company Company, Role Role);

/// <summary>A person of a company.</summary>
/// <param name="Account">Who.</param>
/// <param name="Name">What he is called.</param>
/// <param name="Email">His address.</param>
/// <param name="Role">What he may do.</param>
/// <param name="Since">Since when.</param>
public sealed record Member(AccountId Account, string Name, string Email, Role Role, DateTimeOffset Since);

/// <summary>A person who belonged to a company until a while ago.</summary>
/// <param name="Account">Who.</param>
/// <param name="Name">What he is called.</param>
/// <param name="Email">His address.</param>
/// <param name="Role">What he might do.</param>
/// <param name="EndedAt">Until when.</param>
public sealed record FormerMember(AccountId Account, string Name, string Email, Role Role, DateTimeOffset EndedAt);

/// <summary>Who belongs to which company. What an account sees comes from here, and from nowhere else.</summary>
public sealed class Members(Database database, CompanyRegister companies, TimeProvider clock)
{
    /// <summary>For how long an owner may take back that somebody was removed.</summary>
    public static readonly TimeSpan WayBack = TimeSpan.FromDays(7);

    // Whoever left is believed to be gone; only a slip is taken back.
    private static readonly TimeSpan SecondThoughts = TimeSpan.FromMinutes(10);

    private sealed record Row(string Company, string Role);

    private sealed record Place(string Company, string Account);

    /// <summary>The companies of an account, by name.</summary>
    public IReadOnlyList<Membership> Of(AccountId account)
    {
        using var connection = database.Connect();
        var roles = connection.Query<Row>("SELECT company, role FROM member WHERE account = @Account", new { Account = account.Text })
            .ToDictionary(row => row.Company, row => Roles.Parse(row.Role));
        return [.. companies.For(Who.Account(account.Text)).At([.. roles.Keys.Select(id => new CompanyId(id))])
            .Where(one => roles[one.Id.Text] is not null).Select(one => new Membership(one, roles[one.Id.Text]!.Value))];
    }

    /// <summary>A company as this account sees it; null where it sees none with this key.</summary>
    public Membership? Of(AccountId account, CompanyId company)
    {
        using var connection = database.Connect();
        var word = connection.QuerySingleOrDefault<string>("SELECT role FROM member WHERE account = @Account AND company = @Company",
            new { Account = account.Text, Company = company.Text });
        return Roles.Parse(word) is { } role ? new(companies.For(Who.Account(account.Text)).At(company), role) : null;
    }

    /// <summary>The people of a company, by name.</summary>
    public IReadOnlyList<Member> Among(Company company)
    {
        using var connection = database.Connect();
        return [.. connection.Query<(string Account, string Name, string Email, string Role, string Since)>("""
            SELECT account.id, account.name, account.email, member.role, member.since
            FROM member JOIN account ON account.id = member.account WHERE member.company = @Company ORDER BY account.name, account.email
            """, new { Company = company.Id.Text })
            .Select(row => new Member(new(row.Account), row.Name, row.Email, Roles.Parse(row.Role) ?? Role.Reader, Database.Instant(row.Since)))];
    }

    /// <summary>Lets somebody into a company, or gives him another role there.</summary>
    public void Let(AccountId account, Company company, Role role)
    {
        using var connection = database.Connect();
        connection.Execute("""
            INSERT INTO member (company, account, role, since) VALUES (@Company, @Account, @Role, @Since)
            ON CONFLICT (company, account) DO UPDATE SET role = excluded.role
            """, new { Company = company.Id.Text, Account = account.Text, Role = role.Word(), Since = Database.Instant(clock.GetUtcNow()) });
    }

    /// <summary>Gives one of its people another role.</summary>
    /// <exception cref="RefusedException">INK-ACCOUNT-010: the last owner stays one.</exception>
    public void Change(AccountId account, Company company, Role role) => Change(account, company, (connection, transaction, of) =>
        connection.Execute("UPDATE member SET role = @Role WHERE company = @Company AND account = @Account",
            new { of.Company, of.Account, Role = role.Word() }, transaction));

    /// <summary>Ends that somebody belongs to a company; for a while <see cref="Restore"/> takes it back.</summary>
    /// <exception cref="RefusedException">INK-ACCOUNT-010: the last owner stays.</exception>
    public void End(AccountId account, Company company) => Change(account, company, (connection, transaction, of) =>
    {
        connection.Execute("DELETE FROM former_member WHERE company = @Company AND (account = @Account OR ended_at <= @Old)",
            new { of.Company, of.Account, Old = Database.Instant(clock.GetUtcNow() - WayBack) }, transaction);
        connection.Execute("""
            INSERT INTO former_member (company, account, role, since, ended_at, ended_by)
            SELECT company, account, role, since, @At, @By FROM member WHERE company = @Company AND account = @Account
            """, new { of.Company, of.Account, At = Database.Instant(clock.GetUtcNow()), By = company.By.Text }, transaction);
        return connection.Execute("DELETE FROM member WHERE company = @Company AND account = @Account", of, transaction);
    });

    /// <summary>Those whom somebody else removed from a company and who may be let in again, the latest first.</summary>
    public IReadOnlyList<FormerMember> Former(Company company)
    {
        using var connection = database.Connect();
        return [.. connection.Query<(string Account, string Name, string Email, string Role, string EndedAt)>("""
            SELECT account.id, account.name, account.email, former_member.role, former_member.ended_at
            FROM former_member JOIN account ON account.id = former_member.account
            WHERE former_member.company = @Company AND former_member.ended_at > @Old AND former_member.ended_by <> 'account:' || account.id
                AND NOT EXISTS (SELECT 1 FROM member WHERE member.company = @Company AND member.account = account.id)
            ORDER BY former_member.ended_at DESC
            """, new { Company = company.Id.Text, Old = Database.Instant(clock.GetUtcNow() - WayBack) })
            .Select(row => new FormerMember(new(row.Account), row.Name, row.Email, Roles.Parse(row.Role) ?? Role.Reader,
                Database.Instant(row.EndedAt)))];
    }

    /// <summary>Lets somebody in again whom somebody else removed a while ago, as he was.</summary>
    /// <returns>False: he was not removed, left by himself, is there by now, or it is too long ago.</returns>
    public bool Restore(AccountId account, Company company) => Restored(account, company.Id, WayBack, leftByHimself: false);

    /// <summary>Lets somebody in again who has just left by himself, as he was.</summary>
    /// <returns>False: he did not, or it is too long ago.</returns>
    public bool Return(AccountId account, CompanyId company) => Restored(account, company, SecondThoughts, leftByHimself: true);

    /// <summary>Companies of the shell, to which nobody belongs; whoever runs the installation may take them on.</summary>
    public IReadOnlyList<Company> OfNobody()
    {
        using var connection = database.Connect();
        return companies.At([.. connection.Query<string>(
            "SELECT id FROM company WHERE NOT EXISTS (SELECT 1 FROM member WHERE member.company = company.id)")
            .Select(id => new CompanyId(id))]);
    }

    /// <summary>Makes somebody the owner of a company to which nobody belongs.</summary>
    /// <returns>False: it has people by now, or it is gone.</returns>
    public bool TakeOn(AccountId account, CompanyId company) => database.InTransaction((connection, transaction) => connection.Execute("""
        INSERT INTO member (company, account, role, since) SELECT id, @Account, @Role, @Since FROM company WHERE id = @Company
        AND NOT EXISTS (SELECT 1 FROM member WHERE member.company = @Company)
        """, new { Company = company.Text, Account = account.Text, Role = Role.Owner.Word(), Since = Database.Instant(clock.GetUtcNow()) },
            transaction) == 1);

    // The deletion decides who of two that ask at once does it.
    private bool Restored(AccountId account, CompanyId company, TimeSpan within, bool leftByHimself) =>
        database.InTransaction((connection, transaction) =>
        {
            var of = new
            {
                Company = company.Text,
                Account = account.Text,
                Himself = Who.Account(account.Text).Text,
                Old = Database.Instant(clock.GetUtcNow() - within),
            };
            var there = connection.Execute($"""
                INSERT INTO member (company, account, role, since) SELECT company, account, role, since FROM former_member
                WHERE company = @Company AND account = @Account AND ended_at > @Old AND ended_by {(leftByHimself ? "=" : "<>")} @Himself
                ON CONFLICT (company, account) DO NOTHING
                """, of, transaction);
            if (there == 1) connection.Execute("DELETE FROM former_member WHERE company = @Company AND account = @Account", of, transaction);
            return there == 1;
        });

    // The rows of the company's owners are locked first: two who go at once do not both go.
    private void Change(AccountId account, Company company, Func<DbConnection, DbTransaction, Place, int> change) =>
        database.InTransaction((connection, transaction) =>
        {
            var of = new Place(company.Id.Text, account.Text);
            var before = connection.Execute("UPDATE member SET role = role WHERE company = @Company AND role = 'owner'", of, transaction);
            change(connection, transaction, of);
            var owners = connection.ExecuteScalar<long>("SELECT COUNT(*) FROM member WHERE company = @Company AND role = 'owner'", of, transaction);
            return owners > 0 || before == 0 ? 0 : throw new RefusedException(AccountFindings.LastOwner);
        });
}
