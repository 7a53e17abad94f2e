using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Tests.Unit.Ksef;

public sealed class PublicKeysTests
{
    // Slow to make, and never changed.
    private static readonly RSA older = RSA.Create(2048);
    private static readonly RSA newer = RSA.Create(2048);

    private readonly Desk desk = new();

    private DateTimeOffset Now => desk.Clock.GetUtcNow();

    [Fact]
    public async Task Of_several_valid_keys_the_newest_is_taken()
    {
        desk.Wire.Then(ScriptedKsef.Json(List(
            Item(older, Now.AddDays(-100), Now.AddDays(100)),
            Item(newer, Now.AddDays(-1), Now.AddDays(700)),
            Item(older, Now.AddDays(1), Now.AddDays(700)),
            Item(older, Now.AddDays(-1), Now.AddDays(700), "KsefTokenEncryption"))));
        Assert.Equal(Id(newer), (await desk.Client.PublicKeys.ForSymmetricKeysAsync()).Id);
    }

    [Theory]
    [InlineData("it begins now", 0, 60, true)]
    [InlineData("it begins in a second", 1, 60, false)]
    [InlineData("it ends in a second", -60, 1, true)]
    [InlineData("it ends now", -60, 0, false)]
    public async Task A_key_is_taken_from_its_first_moment_until_its_last(string what, int from, int to, bool isTaken)
    {
        desk.Wire.Then(ScriptedKsef.Json(List(Item(older, Now.AddSeconds(from), Now.AddSeconds(to)))));
        var refused = await Record.ExceptionAsync(() => desk.Client.PublicKeys.ForSymmetricKeysAsync());
        Assert.True(isTaken == refused is null, what);
    }

    [Fact]
    public async Task What_is_no_RSA_certificate_is_passed_over()
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var curve = new CertificateRequest("CN=Klucz", ec, HashAlgorithmName.SHA256).CreateSelfSigned(Now.AddDays(-1), Now.AddDays(1));
        var good = Item(older, Now.AddDays(-2), Now.AddDays(1));
        var newest = Item(newer, Now.AddDays(-1), Now.AddDays(1));
        var certificate = System.Text.Json.JsonDocument.Parse(newest).RootElement.GetProperty("certificate").GetString()!;
        desk.Wire.Then(ScriptedKsef.Json(List(
            newest.Replace(certificate, "AQID"),
            newest.Replace(certificate, Convert.ToBase64String(curve.RawData)).Replace(Id(newer), Convert.ToBase64String(SHA256.HashData(ec.ExportSubjectPublicKeyInfo()))),
            good)));
        Assert.Equal(Id(older), (await desk.Client.PublicKeys.ForSymmetricKeysAsync()).Id);
    }

    [Fact]
    public async Task Each_purpose_has_its_own_key_and_both_are_fetched_together_for_an_hour()
    {
        var tokens = Item(newer, Now.AddDays(-1), Now.AddDays(1), "KsefTokenEncryption");
        desk.Wire.Then(ScriptedKsef.Json(List(Item(older, Now.AddDays(-1), Now.AddDays(1)), tokens))).Then(ScriptedKsef.Json(List(tokens)));
        Assert.Equal(Id(newer), (await desk.Client.PublicKeys.ForKsefTokensAsync()).Id);
        Assert.Equal(Id(older), (await desk.Client.PublicKeys.ForSymmetricKeysAsync()).Id);
        desk.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        await desk.Client.PublicKeys.ForKsefTokensAsync();
        Assert.Single(desk.Wire.Requests);
        desk.Clock.Advance(TimeSpan.FromTicks(1));
        await desk.Client.PublicKeys.ForKsefTokensAsync();
        Assert.Equal(2, desk.Wire.Requests.Count);
    }

    [Fact]
    public async Task A_key_is_remembered_for_an_hour_and_then_asked_for_again()
    {
        desk.Wire.Then(ScriptedKsef.Json(Published(older, Now))).Then(ScriptedKsef.Json(Published(newer, Now)));
        await desk.Client.PublicKeys.ForSymmetricKeysAsync();
        desk.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(Id(older), (await desk.Client.PublicKeys.ForSymmetricKeysAsync()).Id);
        desk.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(Id(newer), (await desk.Client.PublicKeys.ForSymmetricKeysAsync()).Id);
    }

    [Fact]
    public async Task A_key_that_ends_is_not_used_even_when_it_is_remembered()
    {
        desk.Wire.Then(ScriptedKsef.Json(List(Item(older, Now.AddDays(-1), Now.AddMinutes(10))))).Then(ScriptedKsef.Json(Published(newer, Now)));
        await desk.Client.PublicKeys.ForSymmetricKeysAsync();
        desk.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(Id(newer), (await desk.Client.PublicKeys.ForSymmetricKeysAsync()).Id);
    }

    [Fact]
    public async Task A_withdrawn_key_is_asked_for_again()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(ScriptedKsef.Json(Published(older, Now))).Then(ScriptedKsef.Problem(21470, "Klucz nieznany.")).Then(ScriptedKsef.Json(Published(newer, Now)));
        using var stale = await desk.Client.PublicKeys.NewEncryptionAsync();
        await Assert.ThrowsAsync<KsefRejected>(() => desk.Client.OnlineSessions.OpenAsync(access, stale));
        using var fresh = await desk.Client.PublicKeys.NewEncryptionAsync();
        Assert.Equal(Id(newer), fresh.PublicKeyId);
    }

    [Fact]
    public async Task A_session_whose_key_could_not_be_read_makes_us_ask_again()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(ScriptedKsef.Json(Published(older, Now)))
            .Then(ScriptedKsef.Json(
                """{"status":{"code":415,"description":"Błąd odszyfrowania dostarczonego klucza"},"dateCreated":"2026-11-22T10:00:00Z","dateUpdated":"2026-11-22T10:00:00Z"}"""))
            .Then(ScriptedKsef.Json(Published(newer, Now)));
        await desk.Client.PublicKeys.ForSymmetricKeysAsync();
        await desk.Client.Sessions.StatusAsync(access, Desk.SessionReference);
        Assert.Equal(Id(newer), (await desk.Client.PublicKeys.ForSymmetricKeysAsync()).Id);
    }

    [Fact]
    public async Task Without_a_valid_key_nothing_is_encrypted()
    {
        desk.Wire.Then(ScriptedKsef.Json("[]"));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => desk.Client.PublicKeys.NewEncryptionAsync());
        Assert.Equal("INK-KSEF-025", refused.Findings.Single().Code);
    }

    [Fact]
    public async Task A_key_that_does_not_fit_its_identifier_is_not_used()
    {
        desk.Wire.Then(ScriptedKsef.Json(Published(older, Now).Replace(Id(older), Id(newer))));
        await Assert.ThrowsAsync<RefusedException>(() => desk.Client.PublicKeys.ForSymmetricKeysAsync());
    }

    [Fact]
    public async Task What_we_encrypt_KSeF_can_decrypt()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(ScriptedKsef.Json(Published(older, Now)))
            .Then(ScriptedKsef.Json($$"""{"referenceNumber":"{{Desk.Session}}","validUntil":"2026-11-22T22:00:00Z"}""", HttpStatusCode.Created))
            .Then(ScriptedKsef.Json($$"""{"referenceNumber":"{{Desk.Invoice}}"}""", HttpStatusCode.Accepted));
        using var encryption = await desk.Client.PublicKeys.NewEncryptionAsync();
        var session = await desk.Client.OnlineSessions.OpenAsync(access, encryption);
        var xml = Encoding.UTF8.GetBytes("<Faktura>zażółć</Faktura>");
        var corrected = InvoiceHash.Of("before"u8);
        var reference = await desk.Client.OnlineSessions.SendAsync(
            access, session.ReferenceNumber, encryption.Encrypt(xml), offlineMode: true, hashOfCorrectedInvoice: corrected);

        Assert.Equal(Desk.Invoice, reference.ToString());
        using var opened = System.Text.Json.JsonDocument.Parse(desk.Wire.Requests[1].Body);
        using var sent = System.Text.Json.JsonDocument.Parse(desk.Wire.Requests[2].Body);
        var form = opened.RootElement.GetProperty("formCode");
        Assert.Equal("FA (3) 1-0E FA", $"{form.GetProperty("systemCode")} {form.GetProperty("schemaVersion")} {form.GetProperty("value")}");
        var keys = opened.RootElement.GetProperty("encryption");
        Assert.Equal(Id(older), keys.GetProperty("publicKeyId").GetString());
        using var aes = Aes.Create();
        aes.Key = older.Decrypt(keys.GetProperty("encryptedSymmetricKey").GetBytesFromBase64(), RSAEncryptionPadding.OaepSHA256);
        var content = sent.RootElement.GetProperty("encryptedInvoiceContent").GetBytesFromBase64();
        Assert.Equal(xml, aes.DecryptCbc(content, keys.GetProperty("initializationVector").GetBytesFromBase64(), PaddingMode.PKCS7));
        Assert.Equal((xml.Length / 16 + 1) * 16, content.Length);
        Assert.Equal(InvoiceHash.Of(xml).Base64, sent.RootElement.GetProperty("invoiceHash").GetString());
        Assert.Equal(xml.Length, sent.RootElement.GetProperty("invoiceSize").GetInt64());
        Assert.Equal(InvoiceHash.Of(content).Base64, sent.RootElement.GetProperty("encryptedInvoiceHash").GetString());
        Assert.Equal(content.Length, sent.RootElement.GetProperty("encryptedInvoiceSize").GetInt64());
        Assert.True(sent.RootElement.GetProperty("offlineMode").GetBoolean());
        Assert.Equal(corrected.Base64, sent.RootElement.GetProperty("hashOfCorrectedInvoice").GetString());
    }

    [Fact]
    public void Every_session_has_another_key()
    {
        using var one = Desk.Encryption();
        using var other = Desk.Encryption();
        Assert.NotEqual(one.Encrypt("x"u8.ToArray()).Content.ToArray(), other.Encrypt("x"u8.ToArray()).Content.ToArray());
        Assert.NotEqual(one.InitializationVector.ToArray(), other.InitializationVector.ToArray());
    }

    [Theory]
    [InlineData(0, "INK-KSEF-028")]
    [InlineData(1, null)]
    [InlineData(3_000_000, null)]
    [InlineData(3_000_001, "INK-KSEF-028")]
    public void An_empty_or_too_large_invoice_is_refused(int size, string? code)
    {
        using var encryption = Desk.Encryption();
        if (code is null) Assert.Equal(size, encryption.Encrypt(new byte[size]).Size);
        else Assert.Equal(code, Assert.Throws<RefusedException>(() => encryption.Encrypt(new byte[size])).Findings.Single().Code);
    }

    [Fact]
    public void What_was_encrypted_is_measured_before_and_after()
    {
        using var encryption = Desk.Encryption();
        var invoice = encryption.Encrypt(new byte[16]);
        Assert.Equal((16, 32, 32), (invoice.Size, invoice.EncryptedSize, invoice.Content.Length)); // A whole block of padding is added.
        Assert.Equal((InvoiceHash.Of(new byte[16]), InvoiceHash.Of(invoice.Content.Span)), (invoice.Hash, invoice.EncryptedHash));
        using var stream = encryption.NewEncryptor();
        Assert.Equal(invoice.Content.ToArray(), stream.TransformFinalBlock(new byte[16], 0, 16)); // A part of a package goes the same way.
    }

    [Fact]
    public void A_key_that_was_thrown_away_encrypts_nothing_more()
    {
        var encryption = Desk.Encryption();
        encryption.Dispose();
        Assert.Throws<ObjectDisposedException>(() => encryption.Encrypt(new byte[1]));
        Assert.Throws<ObjectDisposedException>(() => encryption.NewEncryptor());
    }

    internal static string Published(RSA key, DateTimeOffset now, string usage = "SymmetricKeyEncryption") =>
        List(Item(key, now.AddDays(-1), now.AddDays(700), usage));

    private static string List(params string[] items) => $"[{string.Join(',', items)}]";

    private static string Item(RSA key, DateTimeOffset from, DateTimeOffset to, string usage = "SymmetricKeyEncryption")
    {
        using var certificate = new CertificateRequest("CN=Klucz", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(from, to);
        return $$"""{"certificate":"{{Convert.ToBase64String(certificate.RawData)}}","certificateId":"{{Convert.ToBase64String(SHA256.HashData(certificate.RawData))}}","publicKeyId":"{{Id(key)}}","validFrom":"{{from:O}}","validTo":"{{to:O}}","usage":["{{usage}}"]}""";
    }

    private static string Id(RSA key) => Convert.ToBase64String(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
}
