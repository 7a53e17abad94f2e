using System.Security.Cryptography;
using Inkaust.Ksef;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Certificates;

/// <summary>What is kept of keys and certificates, and for whom a sealed key opens.</summary>
public sealed class KeyRingTests : IDisposable
{
    private readonly Cabinet cabinet = new();

    private KeyRing Keys => cabinet.Keys;

    public void Dispose() => cabinet.Dispose();

    [Fact]
    public void A_certificate_for_another_key_is_refused_and_the_key_is_kept()
    {
        var (place, key) = Keys.NewKey(Cabinet.Ours, CertificateKind.Offline, "próba");
        using var asked = key;
        using var other = cabinet.Issued(Cabinet.SignsCodes);
        Assert.Equal("INK-CERT-003", Cabinet.Refusal(() => Keys.Received(place, other)));
        var kept = Assert.Single(Keys.Of(Cabinet.Ours.Id));
        Assert.Equal((place.Id, null, null), (kept.Id, kept.Serial, kept.ValidTo));
        using var still = Keys.KeyOf(Cabinet.Ours, kept);
        Assert.Equal(key.ExportPkcs8PrivateKey(), still.ExportPkcs8PrivateKey());
    }

    [Fact]
    public void A_sealed_key_does_not_open_in_the_row_of_another_company()
    {
        var kept = cabinet.Kept(CertificateKind.Offline);
        cabinet.Run("UPDATE certificate SET company = @Company", new { Company = Cabinet.Theirs.Nip.ToString() });
        var moved = Assert.Single(Keys.Of(Cabinet.Theirs.Id));
        Assert.Equal(kept.Serial, moved.Serial);
        Assert.Equal("INK-KEY-003", Cabinet.Refusal(() => Keys.KeyOf(Cabinet.Theirs, moved)));
        Assert.Equal("INK-KEY-003", Cabinet.Refusal(() => Keys.WithKey(Cabinet.Theirs, moved)));
    }

    [Fact]
    public void A_sealed_key_does_not_open_beside_another_public_key_of_the_same_company()
    {
        var (one, other) = (cabinet.Kept(CertificateKind.Offline), cabinet.Kept(CertificateKind.Authentication, "02F20A5D352AE590"));
        cabinet.Run("UPDATE certificate SET sealed_key = (SELECT sealed_key FROM certificate WHERE id = @From) WHERE id = @To", new
        {
            From = one.Id,
            To = other.Id
        });
        Assert.Equal("INK-KEY-003", Cabinet.Refusal(() => Keys.KeyOf(Cabinet.Ours, other)));
        using var untouched = Keys.KeyOf(Cabinet.Ours, one);
    }

    [Fact]
    public void A_sealed_key_does_not_open_under_another_master_key()
    {
        var kept = cabinet.Kept(CertificateKind.Offline);
        Assert.Equal("INK-KEY-003", Cabinet.Refusal(() => new KeyRing(cabinet.Database, Inkaust.Office.MasterKey.ForThisProcess(),
            cabinet.Clock).KeyOf(Cabinet.Ours, kept)));
    }

    [Fact]
    public void No_private_key_lies_open_in_the_database()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        cabinet.Kept(CertificateKind.Offline, key: key);
        var secret = key.ExportParameters(true).D!;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Assert.All(Directory.GetFiles(cabinet.Folder), file => Assert.Equal(-1, File.ReadAllBytes(file).AsSpan().IndexOf(secret)));
    }

    [Theory]
    [InlineData(KeyKind.EcP256)]
    [InlineData(KeyKind.Rsa2048)]
    public void A_new_key_is_on_disk_with_what_it_is_for_and_opens_again(KeyKind family)
    {
        var (place, key) = Keys.NewKey(Cabinet.Ours, CertificateKind.Authentication, "Inkaust uwierzytelnianie", family);
        using var made = key;
        Assert.Equal(family == KeyKind.Rsa2048, key is RSA);
        var kept = Assert.Single(Keys.Of(Cabinet.Ours.Id));
        Assert.Equal(
            (place.Id, Cabinet.Ours.Id, CertificateKind.Authentication, "Inkaust uwierzytelnianie", cabinet.Now),
            (kept.Id, kept.Company, kept.Kind, kept.Name, kept.RequestedAt));
        Assert.Equal(key.ExportSubjectPublicKeyInfo(), kept.PublicKey);
        Assert.Equal((null, null, null, null), (kept.Enrolment, kept.Serial, kept.Status, kept.ValidFrom));
        using var opened = Keys.KeyOf(Cabinet.Ours, kept);
        Assert.Equal(key.ExportPkcs8PrivateKey(), opened.ExportPkcs8PrivateKey());
        Assert.Empty(Keys.Of(Cabinet.Theirs.Id));
    }

    [Fact]
    public void A_new_key_is_an_elliptic_curve_unless_told()
    {
        var (_, key) = Keys.NewKey(Cabinet.Ours, CertificateKind.Offline, "próba");
        using var made = Assert.IsAssignableFrom<ECDsa>(key);
        Assert.Equal(256, made.KeySize);
    }

    [Fact]
    public void What_came_is_read_back_as_it_was()
    {
        var (from, to) = (cabinet.Now.AddHours(-3), cabinet.Now.AddDays(700));
        using var certificate = cabinet.Issued(Cabinet.SignsCodes, Cabinet.Rsa, from, to);
        var given = Keys.Keep(Cabinet.Ours, CertificateKind.Offline, "imported", certificate);
        var kept = Assert.Single(Keys.Of(Cabinet.Ours.Id));
        Assert.Equal((Cabinet.Serial, from, to, CertificateKind.Offline, "imported"), (kept.Serial, kept.ValidFrom, kept.ValidTo, kept.Kind,
            kept.Name));
        Assert.Equal((given.Id, given.Serial, given.ValidFrom, given.ValidTo), (kept.Id, kept.Serial, kept.ValidFrom, kept.ValidTo));
        using var bare = Keys.Certificate(kept);
        Assert.Equal(certificate.RawData, bare.RawData);
        Assert.False(bare.HasPrivateKey);
        using var both = Keys.WithKey(Cabinet.Ours, kept);
        using var key = PrivateKeys.Of(both)!;
        Assert.Equal(Cabinet.Rsa.ExportPkcs8PrivateKey(), key.ExportPkcs8PrivateKey());
    }

    [Fact]
    public void Certificates_are_listed_newest_first_and_each_company_sees_its_own()
    {
        var first = cabinet.Kept(CertificateKind.Offline);
        var second = cabinet.Kept(CertificateKind.Authentication, "02F20A5D352AE590");
        using var foreign = cabinet.Issued(Cabinet.SignsCodes);
        var theirs = Keys.Keep(Cabinet.Theirs, CertificateKind.Offline, "próba", foreign);
        Assert.Equal([second.Id, first.Id], Keys.Of(Cabinet.Ours.Id).Select(one => one.Id));
        Assert.Equal([theirs.Id], Keys.Of(Cabinet.Theirs.Id).Select(one => one.Id));
    }

    [Fact]
    public void The_one_that_stays_valid_longest_is_taken_first()
    {
        cabinet.Kept(CertificateKind.Offline, "0000000000000001", to: cabinet.Now.AddDays(10));
        cabinet.Kept(CertificateKind.Offline, "0000000000000002", to: cabinet.Now.AddDays(30));
        cabinet.Kept(CertificateKind.Offline, "0000000000000003", to: cabinet.Now.AddDays(20));
        cabinet.Kept(CertificateKind.Offline, "0000000000000004", from: cabinet.Now.AddDays(-2), to: cabinet.Now);
        cabinet.Kept(CertificateKind.Authentication, "0000000000000005", to: cabinet.Now.AddDays(90));
        Assert.Equal(["0000000000000002", "0000000000000003", "0000000000000001"], Keys.AllValid(Cabinet.Ours.Id,
            CertificateKind.Offline).Select(one => one.Serial));
        Assert.Equal("0000000000000002", Keys.Valid(Cabinet.Ours.Id, CertificateKind.Offline)!.Serial);
        Assert.Null(Keys.Valid(Cabinet.Ours.Id, CertificateKind.Seal));
        Assert.Null(Keys.Valid(Cabinet.Theirs.Id, CertificateKind.Offline));
    }

    [Theory]
    [InlineData("it begins now", 0, 10, null, true)]
    [InlineData("it begins in a second", 1, 10, null, false)]
    [InlineData("its last second", -10, 1, null, true)]
    [InlineData("its very end", -10, 0, null, false)]
    [InlineData("active", -10, 10, "Active", true)]
    [InlineData("blocked", -10, 10, "Blocked", false)]
    [InlineData("revoked", -10, 10, "Revoked", false)]
    [InlineData("expired, says KSeF", -10, 10, "Expired", false)]
    [InlineData("in a state that is not known", -10, 10, "Unknown", false)]
    [InlineData("active and over", -10, -1, "Active", false)]
    public void A_certificate_is_valid_from_its_beginning_until_its_end_unless_KSeF_says_otherwise(string what, int from, int to, string? status,
        bool valid)
    {
        var certificate = new CompanyCertificate
        {
            Id = 1,
            Company = Cabinet.Ours.Id,
            Kind = CertificateKind.Offline,
            Name = what,
            RequestedAt = cabinet.Now,
            PublicKey = [],
            Serial = Cabinet.Serial,
            ValidFrom = cabinet.Now.AddSeconds(from),
            ValidTo = cabinet.Now.AddSeconds(to),
            Status = status,
        };
        Assert.Equal(valid, certificate.IsValid(cabinet.Now));
        Assert.False((certificate with { Serial = null }).IsValid(cabinet.Now));
    }

    [Fact]
    public void What_KSeF_said_is_noted_with_its_time_and_can_be_doubted()
    {
        var (said, other) = (cabinet.Kept(CertificateKind.Offline), cabinet.Kept(CertificateKind.Authentication, "02F20A5D352AE590"));
        cabinet.Clock.Advance(TimeSpan.FromHours(5));
        Assert.Equal(("Blocked", cabinet.Now), (Keys.Said(said, "Blocked").Status, Keys.Said(said, "Blocked").StatusAt));
        Assert.Equal(("Blocked", cabinet.Now), (Found(said).Status, Found(said).StatusAt));
        Assert.Equal((null, null), (Found(other).Status, Found(other).StatusAt));
        Keys.Said(other, "Active");
        Keys.Doubt(said);
        Assert.Equal((null, null), (Found(said).Status, Found(said).StatusAt));
        Assert.Equal("Active", Found(other).Status);
    }

    [Fact]
    public void The_reference_of_an_enrolment_is_noted_for_its_place_alone()
    {
        var (place, key) = Keys.NewKey(Cabinet.Ours, CertificateKind.Offline, "próba");
        key.Dispose();
        var other = cabinet.Kept(CertificateKind.Offline);
        Keys.Requested(place, "20261122-CE-0123456789-0123456789-01");
        Assert.Equal(("20261122-CE-0123456789-0123456789-01", null), (Found(place).Enrolment, Found(other).Enrolment));
    }

    [Fact]
    public void What_KSeF_refused_is_thrown_away_but_never_a_certificate_that_came()
    {
        var (place, key) = Keys.NewKey(Cabinet.Ours, CertificateKind.Offline, "próba");
        var (another, anotherKey) = Keys.NewKey(Cabinet.Ours, CertificateKind.Offline, "próba");
        key.Dispose();
        anotherKey.Dispose();
        var came = cabinet.Kept(CertificateKind.Offline);
        Keys.Refused(place);
        Keys.Refused(came);
        Assert.Equal([came.Id, another.Id], Keys.Of(Cabinet.Ours.Id).Select(one => one.Id));
    }

    [Fact]
    public void A_certificate_is_found_by_its_serial_number_in_any_case_or_by_its_place()
    {
        var kept = cabinet.Kept(CertificateKind.Offline);
        cabinet.Kept(CertificateKind.Offline, "02F20A5D352AE590");
        foreach (var reference in new[] { Cabinet.Serial, "01f20a5d352ae590", kept.Id.ToString() })
            Assert.Equal(kept.Id, Keys.Find(Cabinet.Ours.Id, reference).Id);
        Assert.Equal("INK-CERT-011", Cabinet.Refusal(() => Keys.Find(Cabinet.Ours.Id, "03F20A5D352AE590")));
        Assert.Equal("INK-CERT-011", Cabinet.Refusal(() => Keys.Find(Cabinet.Theirs.Id, Cabinet.Serial)));
    }

    [Fact]
    public void A_renewal_is_begun_once_in_a_pause_for_each_company()
    {
        var day = TimeSpan.FromDays(1);
        Assert.True(Keys.BeginsRenewal(Cabinet.Ours.Id, day));
        Assert.True(Keys.BeginsRenewal(Cabinet.Theirs.Id, day));
        Assert.False(Keys.BeginsRenewal(Cabinet.Ours.Id, day));
        cabinet.Clock.Advance(day - TimeSpan.FromSeconds(1));
        Assert.False(Keys.BeginsRenewal(Cabinet.Ours.Id, day));
        cabinet.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(Keys.BeginsRenewal(Cabinet.Ours.Id, day));
        Assert.False(Keys.BeginsRenewal(Cabinet.Ours.Id, day)); // The second try counts from its own time.
        cabinet.Clock.Advance(-TimeSpan.FromHours(1)); // The clock was set back: a try that lies ahead says nothing.
        Assert.True(Keys.BeginsRenewal(Cabinet.Ours.Id, day));
    }

    [Theory]
    [InlineData("01F20A5D352AE590", "01F20A5D352AE590")]
    [InlineData("0081F20A5D352AE590", "81F20A5D352AE590")] // DER puts a zero byte before a first bit that is set
    [InlineData("0A", "000000000000000A")]
    [InlineData("1102030405060708090A0B0C0D0E0F1011121314", "1102030405060708090A0B0C0D0E0F1011121314")] // of another authority
    public void A_serial_number_has_sixteen_digits_or_as_many_as_it_needs(string der, string serial)
    {
        using var certificate = cabinet.Issued(Cabinet.SignsIn, serial: der);
        Assert.Equal(serial, KeyRing.SerialOf(certificate));
    }

    private CompanyCertificate Found(CompanyCertificate certificate) => Keys.Of(Cabinet.Ours.Id).Single(one => one.Id == certificate.Id);
}
