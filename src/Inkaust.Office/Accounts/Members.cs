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

/// <summary>Who belongs to which company. What an account sees comes from here, and from nowhere else.</summary>
public sealed class Members(Database database, CompanyRegister companies, TimeProvider clock)
{
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

    /// <summary>Ends that somebody belongs to a company.</summary>
    /// <exception cref="RefusedException">INK-ACCOUNT-010: the last owner stays.</exception>
    public void End(AccountId account, Company company) => Change(account, company, (connection, transaction, of) =>
        connection.Execute("DELETE FROM member WHERE company = @Company AND account = @Account", of, transaction));

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
