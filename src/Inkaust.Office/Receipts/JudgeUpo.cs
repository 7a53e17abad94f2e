using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>What an official receipt proves.</summary>
/// <param name="Refusal">Why it is not taken; null when it is.</param>
/// <param name="Reservation">What a person has to know of a receipt that is taken all the same; null when nothing.</param>
/// <param name="Signer">The subject of the certificate that signed it; null when no signature is known to be sound.</param>
/// <param name="IsTrusted">Whether that certificate comes from a trusted authority; null when nobody has named one.</param>
public sealed record UpoJudgement(Finding? Refusal, Finding? Reservation, string? Signer, bool? IsTrusted)
{
    /// <summary>Its signature is sound, and it is taken.</summary>
    public bool IsProof => Refusal is null && Signer is not null;
}

/// <summary>
/// Judges official receipts (UPO): a sound signature over the whole, by somebody whom a trusted authority vouches for where a person has named one.
/// A form of signature that the program does not know is taken with a reservation as long as nobody has named an authority: without one
/// anybody's signature would do.
/// </summary>
public sealed class JudgeUpo(Database database, TimeProvider clock)
{
    private sealed record Row(byte[] Certificate);

    /// <summary>Judges a receipt.</summary>
    /// <param name="company">Who got it: the authorities of its environment count.</param>
    /// <param name="upo">Its bytes.</param>
    /// <param name="of">What it is about, for people: an invoice's number or a session.</param>
    /// <param name="at">When the signer's certificate has to be valid.</param>
    public UpoJudgement Of(Company company, ReadOnlyMemory<byte> upo, string of, DateTimeOffset at)
    {
        var authorities = Authorities(company.Environment);
        var verdict = ReceiptSignature.Check(upo, authorities, at);
        var refusal = Refusal(company, verdict, of, isStrict: authorities.Count > 0);
        return new UpoJudgement(refusal, refusal is null ? Reservation(verdict) : null, verdict.Signer, verdict.IsTrusted);
    }

    private static Finding? Refusal(Company company, ReceiptVerdict verdict, string of, bool isStrict) => verdict switch
    {
        { Fault: { } why } => ProvesNothing(company, of, why),
        { NotKnown: { } why } when isStrict => ProvesNothing(company, of, why),
        { IsTrusted: false } => new Finding("INK-UPO-002",
            $"UPO ({of}) podpisał {verdict.Signer}, za którym nie stoi żaden zaufany urząd. Zachowano je, ale go nie przyjęto.",
            $"The receipt ({of}) was signed by {verdict.Signer}, for whom no trusted authority vouches. It is kept, and not taken.")
        { Hint = new("Sprawdź, czy znasz właściwy urząd", "See whether the right authority is known"), Next = new SeeAuthorities() },
        _ => null,
    };

    private static Finding ProvesNothing(Company company, string of, Wording why) => new("INK-UPO-001",
        $"UPO ({of}) niczego nie dowodzi: {why.Pl}. Zachowano je, ale go nie przyjęto.",
        $"The receipt ({of}) proves nothing: {why.En}. It is kept, and not taken.")
    {
        Hint = new("Jeśli to się powtarza, zgłoś to pomocy KSeF; program pobierze je ponownie",
            "If it goes on, tell KSeF's helpdesk; it is fetched again"),
        Next = new SendNow(company.Reference),
    };

    private static Finding? Reservation(ReceiptVerdict verdict) => verdict switch
    {
        { NotKnown: { } why } => new Finding("INK-UPO-009", Severity.Advice, new(
            $"Podpisu UPO nie sprawdzono: {why.Pl}.", $"The signature of the receipt was not checked: {why.En}."))
        { Hint = new("Sprawdź go innym programem do podpisów.", "Check it with another program for signatures.") },
        { Signer: { } signer, IsTrusted: null } => new Finding("INK-UPO-004", Severity.Advice, new(
            $"Podpis UPO jest prawidłowy; podpisującego ({signer}) nie sprawdzono z zaufanym urzędem.",
            $"The signature of the receipt is sound; its signer ({signer}) was not checked against a trusted authority."))
        { Hint = new("Wskaż zaufany urząd", "Name the trusted authority"), Next = new TrustAuthority() },
        _ => null,
    };

    /// <summary>Judges a receipt of an invoice in the ledger: also whether it names the invoice as the ledger knows it.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="invoice">The invoice.</param>
    /// <param name="upo">The receipt; null when there is none.</param>
    public UpoJudgement OfInvoice(Company company, IssuedInvoice invoice, byte[]? upo)
    {
        if (invoice.State is not InvoiceState.Accepted accepted || upo is null)
        {
            return new UpoJudgement(
                new Finding("INK-UPO-005", $"Faktura {invoice.Number} nie ma jeszcze UPO.", $"Invoice {invoice.Number} has no receipt yet.")
                { Hint = new("Pobierz je", "Fetch it"), Next = new SendNow(company.Reference) }, null, null, null);
        }
        var judgement = Of(company, upo, invoice.Number, accepted.AcceptedAt);
        return judgement.Refusal is not null || Receipt.Names(Receipt.Read(upo), invoice) ? judgement : judgement with
        {
            Refusal = new Finding("INK-UPO-006",
                $"To UPO nie wymienia faktury {invoice.Number} z jej sprzedawcą, numerem KSeF i skrótem.",
                $"This receipt does not name invoice {invoice.Number} with its seller, KSeF number and hash.")
            { Hint = new("Sprawdź, czy to UPO tej faktury.", "See whether it is the receipt of this invoice.") },
            Reservation = null,
        };
    }

    /// <summary>Who is trusted in an environment.</summary>
    public IReadOnlyList<X509Certificate2> Authorities(KsefEnvironment environment)
    {
        using var connection = database.Connect();
        return [.. connection.Query<Row>(
            "SELECT certificate FROM upo_authority WHERE environment = @Word ORDER BY added_at, fingerprint", new { environment.Word })
            .Select(row => X509CertificateLoader.LoadCertificate(row.Certificate))];
    }

    /// <summary>From now on, what these certificates signed or issued is trusted in an environment.</summary>
    /// <param name="environment">There and nowhere else.</param>
    /// <param name="pem">One or more certificates as PEM.</param>
    /// <exception cref="RefusedException">INK-UPO-003: it holds no certificate.</exception>
    public IReadOnlyList<X509Certificate2> Trust(KsefEnvironment environment, ReadOnlySpan<byte> pem)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(Encoding.UTF8.GetString(pem));
        }
        catch (CryptographicException)
        {
            certificates.Clear();
        }
        if (certificates.Count == 0)
        {
            throw new RefusedException(
                new Finding("INK-UPO-003", "W pliku nie ma certyfikatu w formacie PEM.", "The file holds no certificate in PEM.")
                { Hint = new("Plik zaczyna się od -----BEGIN CERTIFICATE-----.", "Such a file begins with -----BEGIN CERTIFICATE-----.") });
        }
        using var connection = database.Connect();
        foreach (var one in certificates)
        {
            connection.Execute(
                "INSERT INTO upo_authority (environment, fingerprint, certificate, added_at) VALUES (@Word, @Print, @RawData, @Now) ON CONFLICT "
                    + "(environment, fingerprint) DO NOTHING",
                new { environment.Word, Print = FingerprintOf(one), one.RawData, Now = Database.Instant(clock.GetUtcNow()) });
        }
        return [.. certificates];
    }

    /// <summary>Trusts an authority no longer.</summary>
    /// <exception cref="RefusedException">INK-UPO-007: it was not trusted.</exception>
    public void Distrust(KsefEnvironment environment, string fingerprint)
    {
        using var connection = database.Connect();
        if (connection.Execute(
            "DELETE FROM upo_authority WHERE environment = @Word AND fingerprint = @Print",
            new { environment.Word, Print = fingerprint.ToLowerInvariant() }) > 0) return;
        throw new RefusedException(
            new Finding("INK-UPO-007", $"Nie ma tu zaufanego urzędu {fingerprint}.", $"There is no trusted authority {fingerprint} here.")
            { Hint = new("Zobacz", "See"), Next = new SeeAuthorities() });
    }

    /// <summary>SHA-256 of a certificate, by which a person names it.</summary>
    public static string FingerprintOf(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();
}
