using System.Text;
using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>
/// KSeF tokens, with which a company signs in as long as it has no certificate. Their days are numbered, and on which day they
/// end is not settled: it is a setting of each token, with a warning a month ahead (LAW 83).
/// </summary>
public sealed class KsefTokens(Database database, MasterKey masterKey, TimeProvider clock)
{
    /// <summary>The last day on which tokens are good by the regulation in force (REG par. 13 ust. 1 pkt 1; LAW 83).</summary>
    public static readonly DateOnly EndInForce = new(2026, 12, 31);

    internal const int DaysBeforeWarning = 30;

    /// <summary>Keeps a token, in place of the one before.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="token">As KSeF gave it.</param>
    /// <param name="endDate">Its last day in Poland.</param>
    /// <exception cref="RefusedException">INK-CERT-017: this is no KSeF token.</exception>
    public void Keep(Company company, string token, DateOnly endDate)
    {
        // reference|nip-...|64 hexadecimal digits; KSEF 4
        if (token.Split('|') is not [{ Length: > 0 }, { Length: > 0 }, { Length: 64 } secret] || !secret.All(char.IsAsciiHexDigit))
        {
            throw new RefusedException(new Finding("INK-CERT-017", "To nie jest token KSeF.", "This is not a KSeF token.")
            { Hint = new("Wklej go w całości, z obiema kreskami „|”.", "Paste all of it, with both bars '|'.") });
        }
        using var connection = database.Of(company.Id).Connect();
        connection.Execute("""
            INSERT INTO ksef_token (company, sealed, ends_on, added_at) VALUES (@Company, @Sealed, @EndsOn, @AddedAt)
            ON CONFLICT (company) DO UPDATE SET sealed = @Sealed, ends_on = @EndsOn, added_at = @AddedAt
            """, new
        {
            Company = company.Id.Text,
            Sealed = masterKey.Seal(Encoding.ASCII.GetBytes(token), Purpose(company)),
            EndsOn = Database.Date(endDate),
            AddedAt = Database.Instant(clock.GetUtcNow()),
        });
    }

    /// <summary>Forgets the token of a company; in KSeF it goes on until it is revoked there.</summary>
    public void Remove(CompanyId company)
    {
        using var connection = database.Of(company).Connect();
        connection.Execute("DELETE FROM ksef_token WHERE company = @Company", new { Company = company.ToString() });
    }

    /// <summary>The last day of the token of a company; null when it has none.</summary>
    public DateOnly? EndDate(CompanyId company)
    {
        using var connection = database.Of(company).Connect();
        return connection.ExecuteScalar<string?>(
            "SELECT ends_on FROM ksef_token WHERE company = @Company", new { Company = company.ToString() }) is { } date
            ? Database.Date(date)
            : null;
    }

    /// <summary>That the token ends soon, or has ended; null while it is far away.</summary>
    public Finding? Warning(CompanyId company)
    {
        var today = PolishTime.DateOf(clock.GetUtcNow());
        if (EndDate(company) is not { } end || today < PolishTime.DaysAfter(end, -DaysBeforeWarning)) return null;
        return new Finding("INK-CERT-016", Severity.Advice, new(
            $"Token KSeF jest ważny do {end:yyyy-MM-dd}; potem loguje tylko certyfikat.",
            $"The KSeF token is good until {end:yyyy-MM-dd}; after that only a certificate signs in."))
        {
            Hint = new("Pobierz certyfikat w Module Certyfikatów albo Aplikacji Podatnika i wczytaj go",
                "Get a certificate from the ministry's app and import it"),
            Next = new BringCertificate(),
        };
    }

    /// <summary>The token that signs in today; null when there is none or its end has passed.</summary>
    /// <exception cref="RefusedException">INK-KEY-003: it cannot be opened, or was given for another KSeF.</exception>
    internal string? Good(Company company)
    {
        if (EndDate(company.Id) is not { } end || PolishTime.DateOf(clock.GetUtcNow()) > end) return null;
        using var connection = database.Of(company.Id).Connect();
        var sealedToken = connection.ExecuteScalar<byte[]>(
            "SELECT sealed FROM ksef_token WHERE company = @Company", new { Company = company.Id.Text })!;
        return Encoding.ASCII.GetString(masterKey.Open(sealedToken, Purpose(company)));
    }

    /// <summary>A token goes to the KSeF, with its address, that it was given for, on behalf of that company.</summary>
    internal static SealPurpose Purpose(string company, string nip, string environment) => SealPurpose.Of("ksef-token", company, nip, environment);

    private static SealPurpose Purpose(Company company) => Purpose(company.Id.Text, company.Nip.ToString(), company.Environment.Word);
}
