using System.Reflection;
using System.Security.Cryptography;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;
using Inkaust.Tests.Unit.Ksef;
using Microsoft.Data.Sqlite;

namespace Inkaust.Tests.Unit.Certificates;

/// <summary>What somebody gains who can write the database and has not got the master key: nothing that is sealed in it.</summary>
public sealed class SealPurposeTests : IDisposable
{
    private const string Token = "reference|nip-5260001246|0123456789abcdefABCDEF00112233445566778899aabbccddeeff0011223344";

    private readonly CertificateOffice office = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-seal-");
    private readonly Cabinet cabinet;

    public SealPurposeTests() => cabinet = office.Cabinet;

    private KeyRing Keys => cabinet.Keys;

    public void Dispose()
    {
        office.Dispose();
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("https://relay.example", "INK-KSEF-035")] // not even spoken to
    [InlineData("http://127.0.0.1:6666", "INK-KEY-003")]
    [InlineData("test", "INK-KEY-003")]
    public async Task A_company_whose_KSeF_somebody_changed_in_the_database_signs_nothing_there(string environment, string code)
    {
        cabinet.Kept(CertificateKind.Authentication);
        cabinet.Tokens.Keep(Cabinet.Ours, Token, KsefTokens.EndInForce);
        cabinet.Run("UPDATE company SET environment = @environment WHERE id = @Id", new { environment, Id = Cabinet.Ours.Id.Text });
        var moved = new CompanyRegister(cabinet.Database, Who.Program, cabinet.Clock).At(Cabinet.Ours.Id);
        Assert.Equal(code, await Cabinet.RefusalAsync(() => office.SignIn.AsCompanyAsync(moved)));
        Assert.Empty(office.TriedSerials);
        if (code == "INK-KEY-003") Assert.Equal(code, Cabinet.Refusal(() => cabinet.Tokens.Good(moved)));
    }

    [Fact]
    public async Task A_type_1_key_that_somebody_called_type_2_signs_no_code_and_the_other_way_round_does_not_sign_in()
    {
        cabinet.Kept(CertificateKind.Authentication);
        cabinet.Run("UPDATE certificate SET kind = 'offline'");
        Assert.Equal("INK-KEY-003", Cabinet.Refusal(() => KodII.Sign(Keys, Cabinet.Ours, Cabinet.Ours.Nip, InvoiceHash.Of("a"u8))));

        cabinet.Run("DELETE FROM certificate");
        cabinet.Kept(CertificateKind.Offline);
        foreach (var kind in new[] { "authentication", "seal" })
        {
            cabinet.Run("UPDATE certificate SET kind = @kind", new { kind });
            Assert.Equal("INK-KEY-003", await Cabinet.RefusalAsync(() => office.SignIn.AsCompanyAsync(Cabinet.Ours)));
        }
        Assert.Empty(office.TriedSerials);
    }

    [Fact]
    public void A_key_or_a_token_copied_to_another_company_opens_nothing()
    {
        var ours = cabinet.Kept(CertificateKind.Authentication);
        cabinet.Tokens.Keep(Cabinet.Ours, Token, KsefTokens.EndInForce);
        cabinet.Run("""
            INSERT INTO certificate (company, kind, name, sealed_key, public_key, requested_at, serial, certificate, valid_from, valid_to)
            SELECT @Theirs, kind, name, sealed_key, public_key, requested_at, serial, certificate, valid_from, valid_to FROM certificate;
            INSERT INTO ksef_token (company, sealed, ends_on, added_at) SELECT @Theirs, sealed, ends_on, added_at FROM ksef_token;
            """, new { Theirs = Cabinet.Theirs.Id.Text });
        var copied = Assert.Single(Keys.Of(Cabinet.Theirs.Id));
        Assert.Equal(ours.Serial, copied.Serial);
        Assert.Equal("INK-KEY-003", Cabinet.Refusal(() => Keys.WithKey(Cabinet.Theirs, copied)));
        Assert.Equal("INK-KEY-003", Cabinet.Refusal(() => cabinet.Tokens.Good(Cabinet.Theirs)));
        // Whoever asks with one company for the row of another one is given nothing either.
        Assert.Equal("INK-KEY-003", Cabinet.Refusal(() => Keys.KeyOf(Cabinet.Theirs, ours)));
    }

    [Fact]
    public void A_company_that_somebody_gave_another_NIP_opens_nothing()
    {
        cabinet.Kept(CertificateKind.Authentication);
        var renamed = Cabinet.Ours with { Nip = Nip.Parse("5265877635"), Id = Cabinet.Ours.Id };
        Assert.Equal("INK-KEY-003", Cabinet.Refusal(() => Keys.WithKey(renamed, Assert.Single(Keys.Of(Cabinet.Ours.Id)))));
    }

    [Theory]
    [InlineData("certificate")]
    [InlineData("certificate, serial")]
    [InlineData("certificate, serial, public_key")]
    public void Certificates_that_somebody_swapped_between_rows_are_found_out_before_anything_is_signed(string columns)
    {
        var one = cabinet.Kept(CertificateKind.Offline, "0000000000000001");
        cabinet.Kept(CertificateKind.Offline, "0000000000000002", to: cabinet.Now.AddDays(700));
        foreach (var column in columns.Split(", "))
        {
            // In two steps, so that no serial number is there twice meanwhile.
            cabinet.Run($"CREATE TABLE was AS SELECT id, {column} AS it FROM certificate");
            if (column == "serial") cabinet.Run("UPDATE certificate SET serial = id");
            cabinet.Run($"UPDATE certificate SET {column} = (SELECT it FROM was WHERE was.id <> certificate.id)");
            cabinet.Run("DROP TABLE was");
        }
        var swapped = Keys.Of(Cabinet.Ours.Id).First(row => row.Id == one.Id);
        Assert.Contains(Cabinet.Refusal(() => Keys.WithKey(Cabinet.Ours, swapped)), new[] { "INK-KEY-003", "INK-KEY-006" });
        Assert.Contains(Cabinet.Refusal(() => KodII.Sign(Keys, Cabinet.Ours, Cabinet.Ours.Nip, InvoiceHash.Of("a"u8))),
            new[] { "INK-KEY-003", "INK-KEY-006" });
    }

    [Fact]
    public void A_letter_whose_recipient_somebody_changed_is_not_sent_and_no_file_moves_to_another_letter()
    {
        var outbox = new Outbox(cabinet.Database, cabinet.MasterKey, cabinet.Clock);
        var id = outbox.Put(new Letter("anna@example.com", "Kod", "123456") { Files = [new LetterFile("f", "text/plain", [1])] });
        cabinet.Run("UPDATE letter SET recipient = 'eva@example.com'");
        Assert.Equal("INK-KEY-003", Cabinet.Refusal(() => outbox.Open(id)));
        Assert.Equal("INK-KEY-003", Cabinet.Refusal(() => outbox.Take()));

        var other = outbox.Put(new Letter("anna@example.com", "Kod", "nothing"));
        cabinet.Run("UPDATE letter_file SET letter = @other", new { other });
        Assert.Equal("INK-KEY-003", Cabinet.Refusal(() => outbox.Open(other)));
    }

    [Fact]
    public void The_mail_server_cannot_be_changed_beside_its_password_and_a_kept_password_goes_to_no_other_server()
    {
        var server = new MailServer(cabinet.Database, cabinet.MasterKey);
        var set = new MailSettings("mail.example.com", 587, MailSecurity.StartTls, "a@example.com", "user", "secret");
        server.Set(set);
        foreach (var other in new[]
        {
            set with { Host = "evil.example.com" }, set with { Port = 2525 }, set with { User = "another" }, set with { Security = MailSecurity.None },
        })
        {
            server.Set(set);
            server.Set(other with { Password = "" });
            Assert.Equal("", server.Now()!.Password);
        }
        server.Set(set);
        server.Set(set with { Password = "", Security = MailSecurity.Tls, From = "b@example.com" });
        Assert.Equal("secret", server.Now()!.Password);
        // A row of another table that was sealed by the same key is none.
        cabinet.Tokens.Keep(Cabinet.Ours, Token, KsefTokens.EndInForce);
        cabinet.Run("UPDATE mail_server SET sealed = (SELECT sealed FROM ksef_token)");
        Assert.Equal("INK-KEY-003", Cabinet.Refusal(() => server.Now()));
    }

    [Fact]
    public void What_was_asked_for_with_a_code_is_given_to_nobody_elses_code()
    {
        var codes = new EmailCodes(cabinet.Database, cabinet.MasterKey, cabinet.Clock);
        codes.Draw("reset", "anna@example.com");
        var (asked, code) = codes.Draw("reset", "eva@example.com");
        cabinet.Run("UPDATE email_code SET facts = (SELECT facts FROM email_code ORDER BY rowid LIMIT 1)");
        Assert.Equal("INK-KEY-003", Cabinet.Refusal(() => codes.Take<string>("reset", asked, code)));
    }

    [Fact]
    public void No_two_lists_of_what_a_secret_belongs_to_are_the_same_purpose()
    {
        SealPurpose[] all =
        [
            SealPurpose.Of("a"), SealPurpose.Of("a", ""), SealPurpose.Of("a", "b"), SealPurpose.Of("a", "b", ""), SealPurpose.Of("a", "", "b"),
            SealPurpose.Of("ab"), SealPurpose.Of("a", "b|c"), SealPurpose.Of("a", "b", "c"), SealPurpose.Of("a", "bc"), SealPurpose.Former("a"),
        ];
        Assert.Equal(all.Length, all.Select(one => Convert.ToHexString(one.Bound)).Distinct().Count());
    }

    /// <summary>A purpose is a value of its own type; a text would be the caller's memory of what belongs into it.</summary>
    [Fact]
    public void Nothing_is_sealed_or_opened_for_a_text()
    {
        var sealing = typeof(MasterKey).GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(one => one.Name is "Seal" or "Open" or "Vouch" or "VouchedFor").ToList();
        Assert.Equal(4, sealing.Count);
        Assert.All(sealing, one => Assert.Contains(one.GetParameters(), parameter => parameter.ParameterType == typeof(SealPurpose)));
        Assert.Empty(typeof(SealPurpose).GetConstructors(BindingFlags.Public | BindingFlags.Instance));
        // The former kind is opened by the one who reseals it, and by nobody else.
        var office = Path.Combine(Checkout.Root, "src", "Inkaust.Office");
        Assert.Equal(["ResealSecrets.cs"], Directory.EnumerateFiles(office, "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains("SealPurpose.Former(", StringComparison.Ordinal)).Select(Path.GetFileName));
    }

    [Fact]
    public void What_an_older_program_sealed_is_bound_once_and_opens_for_its_former_purpose_never_again()
    {
        var key = MasterKey.ForThisProcess();
        var secret = OldKey(key, out var publicKey);
        var former = key.Seal(secret, FormerOf(publicKey));
        var database = Old(former, publicKey, "http://127.0.0.1:5080");
        new ResealSecrets(database, key).Once();
        var keys = new KeyRing(database, key, cabinet.Clock);
        using (var opened = keys.KeyOf(Cabinet.Ours, Assert.Single(keys.Of(Cabinet.Ours.Id)))) Assert.Equal(secret, opened.ExportPkcs8PrivateKey());
        Assert.Equal(3, Number(database, "SELECT manner FROM sealing"));

        // Whoever has an old copy puts the former row back: it opens nowhere, however often the program starts.
        Run(database, "UPDATE certificate SET sealed_key = @former; UPDATE company SET environment = 'test'", new { former });
        new ResealSecrets(database, key).Once();
        var moved = Cabinet.Ours with { Environment = KsefEnvironment.Test };
        Assert.Equal("INK-KEY-003", Cabinet.Refusal(() => keys.KeyOf(moved, Assert.Single(keys.Of(Cabinet.Ours.Id)))));
        // He says too that nothing was resealed yet: where the key is, it is known better.
        Run(database, "UPDATE sealing SET manner = 1");
        Assert.Equal("INK-KEY-005", Cabinet.Refusal(() => new ResealSecrets(database, key).Once()));
        Assert.Equal(former, Bytes(database, "SELECT sealed_key FROM certificate"));
        Run(database, "DELETE FROM sealing");
        new ResealSecrets(database, key).Once();
        Assert.Equal("INK-KEY-003", Cabinet.Refusal(() => keys.KeyOf(moved, Assert.Single(keys.Of(Cabinet.Ours.Id)))));
    }

    [Fact]
    public void Another_master_key_binds_nothing_and_takes_nothing_from_the_right_one()
    {
        var (key, another) = (MasterKey.ForThisProcess(), MasterKey.ForThisProcess());
        var secret = OldKey(key, out var publicKey);
        var former = key.Seal(secret, FormerOf(publicKey));
        var database = Old(former, publicKey, "http://127.0.0.1:5080");
        new ResealSecrets(database, another).Once();
        Assert.Equal(1, Number(database, "SELECT manner FROM sealing"));
        Assert.Equal(former, Bytes(database, "SELECT sealed_key FROM certificate"));
        new ResealSecrets(database, key).Once();
        var keys = new KeyRing(database, key, cabinet.Clock);
        using var opened = keys.KeyOf(Cabinet.Ours, Assert.Single(keys.Of(Cabinet.Ours.Id)));
    }

    [Fact]
    public void That_a_database_was_resealed_is_remembered_beside_the_key()
    {
        var text = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var memory = Path.Combine(folder.FullName, "settings", "master.key.resealed");
        var key = MasterKey.Of(text, "test", memory);
        var database = Old(key.Seal(OldKey(key, out var publicKey), FormerOf(publicKey)), publicKey, "http://127.0.0.1:5080");
        new ResealSecrets(database, key).Once();
        Assert.False(OwnerOnly.IsOpenToOthers(memory));
        Assert.True(MasterKey.Of(text, "test", memory).Resealed.Has(database.Place));
        Assert.False(MasterKey.Of(text, "test", memory).Resealed.Has(database.Place + "2"));
        Assert.DoesNotContain(database.Place, File.ReadAllText(memory));

        // A database that never held anything of the former kind leaves no trace there.
        var written = File.ReadAllText(memory);
        new ResealSecrets(Database.Open(Path.Combine(folder.FullName, "fresh")), key).Once();
        Assert.Equal(written, File.ReadAllText(memory));
    }

    private static SealPurpose FormerOf(byte[] publicKey) =>
        SealPurpose.Former($"{Cabinet.Ours.Id}|{Convert.ToHexString(SHA256.HashData(publicKey))}");

    private static byte[] OldKey(MasterKey _, out byte[] publicKey)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        publicKey = key.ExportSubjectPublicKeyInfo();
        return key.ExportPkcs8PrivateKey();
    }

    private Database Old(byte[] sealedKey, byte[] publicKey, string environment)
    {
        var database = Database.Open(Path.Combine(folder.FullName, Guid.NewGuid().ToString("N")));
        new CompanyRegister(database, Who.Program, cabinet.Clock).Add(Cabinet.Ours);
        Run(database, """
            INSERT INTO certificate (company, kind, name, sealed_key, public_key, requested_at) VALUES (@Id, 'authentication', 'old', @sealedKey, @publicKey, '2026-01-01T00:00:00.000Z');
            UPDATE company SET environment = @environment
            """, new { Cabinet.Ours.Id.Text, Id = Cabinet.Ours.Id.Text, sealedKey, publicKey, environment });
        return database;
    }

    private static void Run(Database database, string sql, object? values = null)
    {
        using var connection = database.Connect();
        connection.Execute(sql, values);
    }

    private static long Number(Database database, string sql)
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<long>(sql);
    }

    private static byte[] Bytes(Database database, string sql)
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<byte[]>(sql)!;
    }
}
