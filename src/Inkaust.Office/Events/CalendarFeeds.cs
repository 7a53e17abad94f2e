using System.Buffers.Text;
using System.Security.Cryptography;
using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>
/// Calendars to which people subscribe by a secret address: deadlines of what waits here and on devices, and ends of certificates. The address is of one
/// person and one company, and is good as long as he belongs to it and has not revoked it. Only its hash is kept.
/// </summary>
public sealed class CalendarFeeds(Database database, AccountRegister accounts, Members members, Ledger ledger, KeyRing keys, Devices devices,
    HeldByDevices held, TimeProvider clock)
{
    private const int SecretBytes = 32, MostInvoices = 500;

    // The day before at nine, and on the day itself at nine.
    private static readonly TimeSpan[] BeforeADeadline = [TimeSpan.FromHours(27), TimeSpan.FromHours(3)];
    private static readonly TimeSpan[] BeforeAnEnd = [TimeSpan.FromDays(30), TimeSpan.FromDays(7), TimeSpan.FromDays(1)];

    /// <summary>Since when somebody has such an address; null: he has none.</summary>
    public DateTimeOffset? Since(Company company, AccountId account)
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<string?>("SELECT made_at FROM calendar_feed WHERE company = @Company AND account = @Account",
            new { Company = company.Id.Text, Account = account.Text }) is { } at ? Database.Instant(at) : null;
    }

    /// <summary>Makes an address; the one before is good no more.</summary>
    /// <returns>Its secret part, which cannot be told again.</returns>
    public string Make(Company company, AccountId account)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        using var connection = database.Connect();
        connection.Execute("""
            INSERT INTO calendar_feed (company, account, secret_hash, made_at) VALUES (@Company, @Account, @Hash, @At)
            ON CONFLICT (company, account) DO UPDATE SET secret_hash = excluded.secret_hash, made_at = excluded.made_at
            """, new { Company = company.Id.Text, Account = account.Text, Hash = Secret.HashOf(secret), At = Database.Instant(clock.GetUtcNow()) });
        return secret;
    }

    /// <summary>Revokes the address.</summary>
    public void Revoke(Company company, AccountId account)
    {
        using var connection = database.Connect();
        connection.Execute("DELETE FROM calendar_feed WHERE company = @Company AND account = @Account",
            new { Company = company.Id.Text, Account = account.Text });
    }

    /// <summary>The calendar behind a secret; null: there is none, or its person does not belong to the company any more.</summary>
    public string? TextOf(string secret)
    {
        using var connection = database.Connect();
        var (company, id) = connection.QuerySingleOrDefault<(string? Company, string? Account)>(
            "SELECT company, account FROM calendar_feed WHERE secret_hash = @Hash", new { Hash = Secret.HashOf(secret) });
        if (company is null || id is null) return null;
        return accounts.At(new AccountId(id)) is { } account && members.Of(account.Id, new CompanyId(company)) is { } here
            ? Written(here.Company, account.Language) : null;
    }

    private string Written(Company company, Language language)
    {
        string L(string pl, string en) => language == Language.Polish ? pl : en;
        var calendar = new CalendarText(L($"KSeF: {company.Name}", $"KSeF: {company.Name}"), clock.GetUtcNow());
        foreach (var invoice in ledger.Of(company).Waiting(MostInvoices))
        {
            if (invoice.Deadline.Date is not { } day) continue;
            var reason = invoice.Deadline.Steps is [.., var last] ? last.In(language) : "";
            calendar.Day($"deadline-{company.Id}-{invoice.Id}", day, L($"Wyślij do KSeF: {invoice.Number}", $"Send to KSeF: {invoice.Number}"),
                L($"Faktura {invoice.Number} dla {invoice.BuyerName} musi być w KSeF do końca tego dnia. {reason}",
                    $"Invoice {invoice.Number} for {invoice.BuyerName} must be in KSeF by the end of this day. {reason}"), BeforeADeadline);
        }
        foreach (var device in devices.Of(company))
        {
            foreach (var one in held.Missing(company, device).Take(MostInvoices))
            {
                if (one.Deadline is not { } day) continue;
                calendar.Day($"device-{company.Id}-{one.Hash}", day,
                    L($"Połącz urządzenie {device.Name}: {one.Number}", $"Connect the device {device.Name}: {one.Number}"),
                    L($"Faktura {one.Number} jest tylko na urządzeniu {device.Name} i musi być w KSeF do końca tego dnia.",
                        $"Invoice {one.Number} is on the device {device.Name} only, and must be in KSeF by the end of this day."), BeforeADeadline);
            }
        }
        var now = clock.GetUtcNow();
        foreach (var kind in new[] { CertificateKind.Authentication, CertificateKind.Offline })
        {
            if (keys.AllValid(company.Id, kind).MaxBy(one => one.ValidTo) is not { ValidTo: { } end } || end < now) continue;
            var type = kind == CertificateKind.Authentication ? 1 : 2;
            calendar.Day($"certificate-{company.Id}-{kind.Word()}", PolishTime.DateOf(end),
                L($"Wygasa certyfikat KSeF typu {type}", $"The KSeF certificate of type {type} expires"),
                L("Program odnawia go sam na 30 dni przedtem, jeśli KSeF odpowiada.",
                    "The program renews it by itself 30 days ahead, if KSeF answers."), BeforeAnEnd);
        }
        return calendar.End();
    }

    // The secret is drawn by chance and long: a plain hash keeps it.
}
