using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;
using Inkaust.Tests.Unit.Ksef;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>The code that a company signs, and which of its certificates signs it. It is 22 November 2026, 10:00 UTC.</summary>
public sealed class KodIITests : IDisposable
{
    private const string Serial = "01F20A5D352AE590", Other = "F1F20A5D352AE591";

    private static readonly Nip Seller = Nip.Parse("5260001246");
    private static readonly InvoiceHash Hash = InvoiceHash.Of("abc"u8);
    private static readonly Company Company = new(Desk.Nip, "Próba sp. z o.o.", "ul. Piękna 7", KsefEnvironment.Test);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-kod-");
    private readonly SteeredClock clock = new();
    private readonly MasterKey masterKey = MasterKey.ForThisProcess();
    private readonly Database database;
    private readonly KeyRing keys;

    public KodIITests()
    {
        database = Database.Open(Postgres.IsWanted ? Postgres.NewSchema() : Path.Combine(folder.FullName, "data"));
        new CompanyRegister(database, Who.Program, clock).Add(Company);
        keys = new KeyRing(database, masterKey, clock);
    }

    [Fact]
    public void The_code_names_the_company_the_seller_the_certificate_and_the_file()
    {
        var certificate = Has(CertificateKind.Offline, Serial);
        var code = Sign();
        Assert.Equal(Serial, code.Serial);
        Assert.StartsWith(
            $"https://qr-test.ksef.mf.gov.pl/certificate/Nip/5265877635/5260001246/{Serial}/ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0/", code.Link.AbsoluteUri);
        using var bare = keys.Certificate(certificate);
        Assert.True(VerificationLinks.VerifyKodII(code.Link, bare));

        // For no other KSeF than the one that the key was made for, even where somebody says that it is the company's.
        var elsewhere = Company with { Environment = KsefEnvironment.Production };
        Assert.Equal("INK-KEY-003", Assert.Throws<RefusedException>(() => KodII.Sign(keys, elsewhere, Seller, Hash)).Findings[0].Code);
    }

    [Fact]
    public void Without_a_certificate_of_type_2_there_is_no_code()
    {
        Refused("INK-CERT-001");
        Has(CertificateKind.Authentication, Serial);
        Refused("INK-CERT-001");
        keys.NewKey(Company, CertificateKind.Offline, "asked for").Key.Dispose();
        Refused("INK-CERT-001");
    }

    // From 21 November 2026 to 22 November 2027, 10:00 UTC both.
    [Theory]
    [InlineData(-24 * 3600, true)] // its first second
    [InlineData(-24 * 3600 - 1, false)]
    [InlineData(365 * 24 * 3600 - 1, true)]
    [InlineData(365 * 24 * 3600, false)] // its very end
    public void A_certificate_signs_from_its_first_second_to_its_end(int seconds, bool signs)
    {
        Has(CertificateKind.Offline, Serial);
        clock.Advance(TimeSpan.FromSeconds(seconds));
        if (signs) Assert.Equal(Serial, Sign().Serial);
        else Refused("INK-CERT-001");
    }

    [Theory]
    [InlineData("Active", true)]
    [InlineData("Blocked", false)]
    [InlineData("Revoked", false)]
    [InlineData("Expired", false)]
    public void A_certificate_of_which_KSeF_said_that_it_is_not_active_signs_nothing(string status, bool signs)
    {
        keys.Said(Has(CertificateKind.Offline, Serial), status);
        if (signs) Assert.Equal(Serial, Sign().Serial);
        else Refused("INK-CERT-001");
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Of_two_certificates_the_one_that_is_valid_longer_signs(int daysOfOne, int daysOfTheOther)
    {
        Has(CertificateKind.Offline, Serial, daysOfOne);
        Has(CertificateKind.Offline, Other, daysOfTheOther);
        Assert.Equal(daysOfOne > daysOfTheOther ? Serial : Other, Sign().Serial);
    }

    // What is on disk may be damaged; a buyer who scans such a code would take the invoice for a forgery.
    [Fact]
    public void A_key_that_does_not_belong_to_the_certificate_is_found_out_before_anybody_scans_the_code()
    {
        var certificate = Has(CertificateKind.Offline, Serial);
        using var another = CertificateRequests.NewKey();
        Change("sealed_key", masterKey.Seal(another.ExportPkcs8PrivateKey(), PurposeOf("5265877635", certificate)));
        Refused("INK-CERT-005");
    }

    [Fact]
    public void A_serial_number_that_is_not_that_of_the_certificate_is_found_out_too()
    {
        Has(CertificateKind.Offline, Serial);
        Change("serial", Other);
        Refused("INK-KEY-006");
    }

    [Fact]
    public void A_key_that_is_sealed_for_another_company_does_not_open()
    {
        var certificate = Has(CertificateKind.Offline, Serial);
        Change("sealed_key", masterKey.Seal([1, 2, 3], PurposeOf("5260001246", certificate)));
        Refused("INK-KEY-003");
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private KodII Sign() => KodII.Sign(keys, Company, Seller, Hash);

    private static SealPurpose PurposeOf(string company, CompanyCertificate certificate) =>
        KeyRing.Purpose(company, company, "test", "offline", certificate.PublicKey);

    private void Refused(string code) => Assert.Equal(code, Assert.Single(Assert.Throws<RefusedException>(Sign).Findings).Code);

    private CompanyCertificate Has(CertificateKind kind, string serial, int days = 0)
    {
        var (place, key) = keys.NewKey(Company, kind, "a certificate");
        using (key)
        {
            using var certificate = Desk.Issued(key, new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero).AddDays(days), serial);
            return keys.Received(place, certificate);
        }
    }

    private void Change(string column, object value)
    {
        using var connection = database.Connect();
        Assert.Equal(1, connection.Execute($"UPDATE certificate SET {column} = @value", new { value }));
    }
}
