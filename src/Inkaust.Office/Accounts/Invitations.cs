using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>Somebody was asked to join a company.</summary>
/// <param name="Id">Its key within the company.</param>
/// <param name="Email">The address to which the link went, and which whoever takes it must have.</param>
/// <param name="Role">What he will be.</param>
/// <param name="EndsAt">Until when the link works.</param>
public sealed record Invitation(long Id, string Email, Role Role, DateTimeOffset EndsAt);

/// <summary>An invitation as whoever holds its link sees it.</summary>
/// <param name="Company">To which company.</param>
/// <param name="Invitation">The invitation.</param>
public sealed record OpenInvitation(Company Company, Invitation Invitation);

/// <summary>Invitations into a company: a secret link to one address, good for 7 days and once.</summary>
public sealed class Invitations(Database database, CompanyRegister companies, Outbox outbox, Throttle throttle, TimeProvider clock)
{
    private static readonly TimeSpan Length = TimeSpan.FromDays(7);

    private const int Free = 20;

    private sealed record Row(long Id, string Company, string Email, string Role, string EndsAt);

    /// <summary>Invites somebody; a former invitation of the same address ends.</summary>
    /// <param name="company">To which company.</param>
    /// <param name="by">Who invites.</param>
    /// <param name="email">Whom.</param>
    /// <param name="role">What he will be.</param>
    /// <param name="linkOf">The address of the page for a secret.</param>
    /// <exception cref="RefusedException">INK-ACCOUNT-002, 003.</exception>
    public void Invite(Company company, Account by, string? email, Role role, Func<string, Uri> linkOf)
    {
        var to = EmailAddress.Read(email) ?? throw new RefusedException(AccountFindings.NoEmail);
        if (throttle.Begin(($"invitations|{by.Id}", Free)) is { } wait)
            throw new RefusedException(AccountFindings.TooOften(wait) with { Hint = null });
        var (secret, now) = (Secret.Draw(), clock.GetUtcNow());
        database.InTransaction((connection, transaction) =>
        {
            connection.Execute("DELETE FROM invitation WHERE company = @Company AND email = @to", new { Company = company.Id.Text, to }, transaction);
            return connection.Execute("""
                INSERT INTO invitation (company, email, role, secret_hash, invited_by, at, ends_at)
                VALUES (@Company, @to, @Role, @Hash, @By, @At, @EndsAt)
                """, new
            {
                Company = company.Id.Text,
                to,
                Role = role.Word(),
                Hash = Secret.HashOf(secret),
                By = by.Id.Text,
                At = Database.Instant(now),
                EndsAt = Database.Instant(now + Length),
            }, transaction);
        });
        outbox.Put(AccountLetters.Invitation(to, by.Language, by.Name, company, linkOf(secret), now + Length));
    }

    /// <summary>Those of a company that still work.</summary>
    public IReadOnlyList<Invitation> Of(Company company)
    {
        using var connection = database.Connect();
        return [.. connection.Query<Row>(
            "SELECT id, company, email, role, ends_at FROM invitation WHERE company = @Company AND ends_at > @Now ORDER BY email",
            new { Company = company.Id.Text, Now = Database.Instant(clock.GetUtcNow()) }).Select(Read)];
    }

    /// <summary>Takes one back: its link works no more.</summary>
    public void Withdraw(Company company, long id)
    {
        using var connection = database.Connect();
        connection.Execute("DELETE FROM invitation WHERE company = @Company AND id = @id", new { Company = company.Id.Text, id });
    }

    /// <summary>What a link leads to; null: nothing any more.</summary>
    public OpenInvitation? At(string secret)
    {
        using var connection = database.Connect();
        var row = connection.QuerySingleOrDefault<Row>(
            "SELECT id, company, email, role, ends_at FROM invitation WHERE secret_hash = @Hash AND ends_at > @Now",
            new { Hash = Secret.HashOf(secret), Now = Database.Instant(clock.GetUtcNow()) });
        return row is null ? null : new OpenInvitation(companies.At(new CompanyId(row.Company)), Read(row));
    }

    /// <summary>
    /// Takes an invitation: the account joins the company, and the link works no more. Who is there already keeps the greater role.
    /// </summary>
    /// <exception cref="RefusedException">INK-ACCOUNT-011: it works no more; 012: it was sent to another address.</exception>
    public Company Accept(string secret, Account account)
    {
        var open = At(secret) ?? throw new RefusedException(AccountFindings.NoInvitation);
        if (EmailAddress.KeyOf(open.Invitation.Email) != EmailAddress.KeyOf(account.Email))
            throw new RefusedException(AccountFindings.InvitationOfAnother);
        database.InTransaction((connection, transaction) =>
        {
            var of = new { Company = open.Company.Id.Text, Account = account.Id.Text, open.Invitation.Id };
            if (connection.Execute("DELETE FROM invitation WHERE company = @Company AND id = @Id", of, transaction) != 1)
                throw new RefusedException(AccountFindings.NoInvitation);
            var before = Roles.Parse(connection.QuerySingleOrDefault<string>(
                "SELECT role FROM member WHERE company = @Company AND account = @Account", of, transaction));
            if (before >= open.Invitation.Role) return 0;
            return connection.Execute("""
                INSERT INTO member (company, account, role, since) VALUES (@Company, @Account, @Role, @Since)
                ON CONFLICT (company, account) DO UPDATE SET role = excluded.role
                """, new { of.Company, of.Account, Role = open.Invitation.Role.Word(), Since = Database.Instant(clock.GetUtcNow()) }, transaction);
        });
        return open.Company;
    }

    private static Invitation Read(Row row) => new(row.Id, row.Email, Roles.Parse(row.Role) ?? Role.Reader, Database.Instant(row.EndsAt));
}
