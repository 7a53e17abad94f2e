using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>On what a verdict on a receipt rests.</summary>
public enum ReceiptGround
{
    /// <summary>The signature fits the very certificate that a person pinned.</summary>
    PinnedCertificate,

    /// <summary>The signer bears the name that a person pinned, in a certificate for signatures of the authority that he pinned with it.</summary>
    PinnedName,

    /// <summary>Nobody is pinned, or the form is not known: that KSeF itself answered so.</summary>
    AnswerOfKsef,

    /// <summary>The signature itself, which is not sound, or is another one's.</summary>
    Signature,

    /// <summary>What stands in it, which is not about this invoice; or there is none.</summary>
    Content,
}

/// <summary>What an official receipt proves: proven, not checked or forged, and on what that rests.</summary>
/// <param name="Standing">What it is worth.</param>
/// <param name="RestsOn">On what that rests.</param>
/// <param name="Refusal">Why it is not taken; null when it is.</param>
/// <param name="Reservation">What a person has to know of a receipt that is taken all the same; null when nothing.</param>
/// <param name="Signer">The subject of the certificate that signed it; null when no signature is known to be sound. Who is not pinned may
/// bear any name.</param>
public sealed record UpoJudgement(ReceiptStanding Standing, ReceiptGround RestsOn, Finding? Refusal, Finding? Reservation, string? Signer)
{
    /// <summary>It is taken, and signed by somebody whom a person has pinned.</summary>
    public bool IsProof => Refusal is null && Standing == ReceiptStanding.Proven;

    /// <summary>It is taken and its signature is sound, whoever's it is: as good as any other answer of KSeF, and no better.</summary>
    internal bool IsSound => Refusal is null && Signer is not null;
}

/// <summary>
/// Judges official receipts (UPO): a sound signature over the whole, by somebody whom a person has pinned. While nobody is pinned a receipt is kept and
/// not checked, because anybody can make a certificate with any name; what KSeF answered is the evidence then. A form of signature that the
/// program does not know is taken with a reservation as long as nobody is pinned.
/// </summary>
public sealed class JudgeUpo(Database database, MasterKey masterKey, TimeProvider clock)
{
    private sealed record Row
    {
        public required byte[] Certificate { get; init; }
        public required string Subject { get; init; }
        public required byte[]? Vouched { get; init; }
    }

    /// <summary>Judges a receipt.</summary>
    /// <param name="company">Who got it: the signers pinned for its environment count.</param>
    /// <param name="upo">Its bytes.</param>
    /// <param name="of">What it is about, for people: an invoice's number or a session.</param>
    /// <param name="at">When the signer's certificate has to be valid.</param>
    public UpoJudgement Of(Company company, ReadOnlyMemory<byte> upo, string of, DateTimeOffset at)
    {
        var verdict = ReceiptSignature.Check(upo, Pinned(company.Environment), at);
        var refusal = Refusal(company, verdict, of);
        return new UpoJudgement(verdict.Standing, GroundOf(verdict), refusal, refusal is null ? Reservation(verdict) : null, verdict.Signer);
    }

    private static ReceiptGround GroundOf(ReceiptVerdict verdict) => verdict switch
    {
        { Standing: ReceiptStanding.Forged } => ReceiptGround.Signature,
        { RestsOn: { Subject: null } } => ReceiptGround.PinnedCertificate,
        { RestsOn: not null } => ReceiptGround.PinnedName,
        _ => ReceiptGround.AnswerOfKsef,
    };

    private static Finding? Refusal(Company company, ReceiptVerdict verdict, string of) => verdict switch
    {
        { Fault: { } why } => ProvesNothing(company, of, why),
        { NotKnown: { } why, IsStrict: true } => ProvesNothing(company, of, why),
        { Standing: ReceiptStanding.Forged } => new Finding("INK-UPO-002",
            $"UPO ({of}) podpisał {verdict.Signer}, a nie ten, kogo wskazano jako podpisującego. Zachowano je, ale go nie przyjęto.",
            $"The receipt ({of}) was signed by {verdict.Signer}, and not by whom was pinned as its signer. It is kept, and not taken.")
        { Hint = new("Sprawdź, czy wskazano właściwego podpisującego", "See whether the right signer is pinned"), Next = new SeeAuthorities() },
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
        { Signer: { } signer, Standing: ReceiptStanding.NotChecked } => new Finding("INK-UPO-004", Severity.Advice, new(
            $"UPO nie sprawdzono: podpisano się „{signer}”, ale tak może się podpisać każdy, a nie wskazano, kto podpisuje. Dowodem jest "
            + "odpowiedź KSeF.",
            $"The receipt was not checked: it is signed '{signer}', but anybody can sign so, and nobody is pinned as its signer. The evidence is "
            + "what KSeF answered."))
        { Hint = new("Wskaż podpisującego", "Pin its signer"), Next = new TrustAuthority() },
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
            return new UpoJudgement(ReceiptStanding.NotChecked, ReceiptGround.Content,
                new Finding("INK-UPO-005", $"Faktura {invoice.Number} nie ma jeszcze UPO.", $"Invoice {invoice.Number} has no receipt yet.")
                { Hint = new("Pobierz je", "Fetch it"), Next = new SendNow(company.Reference) }, null, null);
        }
        var judgement = Of(company, upo, invoice.Number, accepted.AcceptedAt);
        return judgement.Refusal is not null || Receipt.Names(Receipt.Read(upo), invoice) ? judgement : judgement with
        {
            Refusal = new Finding("INK-UPO-006",
                $"To UPO nie wymienia faktury {invoice.Number} z jej sprzedawcą, numerem KSeF i skrótem.",
                $"This receipt does not name invoice {invoice.Number} with its seller, KSeF number and hash.")
            { Hint = new("Sprawdź, czy to UPO tej faktury.", "See whether it is the receipt of this invoice.") },
            Reservation = null,
            Standing = ReceiptStanding.Forged,
            RestsOn = ReceiptGround.Content,
        };
    }

    /// <summary>Whose signatures are believed in an environment. A row that the master key did not vouch for counts for nothing.</summary>
    public IReadOnlyList<PinnedSigner> Pinned(KsefEnvironment environment)
    {
        using var connection = database.Connect();
        return [.. connection.Query<Row>(
            "SELECT certificate, subject, vouched FROM upo_authority WHERE environment = @Word ORDER BY added_at, fingerprint", new { environment.Word })
            .Where(row => masterKey.VouchedFor(RowOf(environment.Word, row.Certificate, row.Subject), row.Vouched))
            .Select(row => X509CertificateLoader.LoadCertificate(row.Certificate) is var certificate && row.Subject.Length > 0
                ? PinnedSigner.Named(row.Subject, certificate) : PinnedSigner.With(certificate))];
    }

    /// <summary>From now on, the signatures of these are believed in an environment.</summary>
    /// <param name="environment">There and nowhere else.</param>
    /// <param name="pem">One or more certificates as PEM: of who signs, or with a name of the authority that issued his.</param>
    /// <param name="subject">The name of who signs, where the file holds an authority; null: whoever's own certificates stand in it.</param>
    /// <returns>Who was pinned. An authority beside a signer's certificate is passed over.</returns>
    /// <exception cref="RefusedException">INK-UPO-003: it holds no certificate; INK-UPO-010: it holds authorities alone and nobody is named, or a name
    /// and no authority.</exception>
    public IReadOnlyList<PinnedSigner> Trust(KsefEnvironment environment, ReadOnlySpan<byte> pem, string? subject = null)
    {
        var certificates = Read(pem);
        IReadOnlyList<PinnedSigner> pinned = [.. certificates.Where(one => PinnedSigner.IsAuthority(one) == subject is not null)
            .Select(one => subject is null ? PinnedSigner.With(one) : PinnedSigner.Named(subject, one))];
        if (pinned.Count == 0) throw new RefusedException(NamesNobody);
        using var connection = database.Connect();
        foreach (var one in pinned)
        {
            var named = one.Subject ?? "";
            connection.Execute("""
                INSERT INTO upo_authority (environment, fingerprint, certificate, subject, vouched, added_at)
                VALUES (@Word, @Print, @RawData, @named, @Vouched, @Now)
                ON CONFLICT (environment, fingerprint) DO UPDATE SET certificate = excluded.certificate, subject = excluded.subject,
                    vouched = excluded.vouched
                """, new
            {
                environment.Word,
                Print = FingerprintOf(one.Certificate),
                one.Certificate.RawData,
                named,
                Vouched = masterKey.Vouch(RowOf(environment.Word, one.Certificate.RawData, named)),
                Now = Database.Instant(clock.GetUtcNow()),
            });
        }
        return pinned;
    }

    /// <summary>What the master key vouches for: this certificate, in this KSeF, for itself or for this name.</summary>
    internal static SealPurpose RowOf(string environment, byte[] certificate, string subject) =>
        SealPurpose.Of("receipt-signer", environment, Convert.ToHexString(certificate), subject);

    private static X509Certificate2Collection Read(ReadOnlySpan<byte> pem)
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
        return certificates.Count > 0 ? certificates : throw new RefusedException(
            new Finding("INK-UPO-003", "W pliku nie ma certyfikatu w formacie PEM.", "The file holds no certificate in PEM.")
            { Hint = new("Plik zaczyna się od -----BEGIN CERTIFICATE-----.", "Such a file begins with -----BEGIN CERTIFICATE-----.") });
    }

    private static Finding NamesNobody => new("INK-UPO-010",
        "Sam urząd nikogo nie wskazuje: wydaje certyfikaty każdemu podatnikowi. Potrzebny jest certyfikat podpisującego albo urząd i nazwa "
        + "podpisującego.",
        "An authority alone names nobody: it gives certificates to every taxpayer. It takes the certificate of who signs, or an authority and "
        + "the name of who signs.")
    { Hint = new("Dodaj certyfikat podpisującego UPO albo podaj jego nazwę.", "Add the certificate of the signer of receipts, or give his name.") };

    /// <summary>Believes a signer no longer.</summary>
    /// <exception cref="RefusedException">INK-UPO-007: it was not trusted.</exception>
    public void Distrust(KsefEnvironment environment, string fingerprint)
    {
        using var connection = database.Connect();
        if (connection.Execute(
            "DELETE FROM upo_authority WHERE environment = @Word AND fingerprint = @Print",
            new { environment.Word, Print = fingerprint.ToLowerInvariant() }) > 0) return;
        throw new RefusedException(
            new Finding("INK-UPO-007", $"Nie wskazano tu podpisującego {fingerprint}.", $"There is no pinned signer {fingerprint} here.")
            { Hint = new("Zobacz", "See"), Next = new SeeAuthorities() });
    }

    /// <summary>SHA-256 of a certificate, by which a person names it.</summary>
    public static string FingerprintOf(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();
}
