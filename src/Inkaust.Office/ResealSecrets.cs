using System.Data.Common;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>
/// Binds the secrets that an older program sealed to what they belong to, once, when a database is first opened with its master key. From then on a
/// secret of the former kind opens nowhere. That it is done stands in the database and beside the master key: who writes the one cannot undo
/// the other.
/// </summary>
internal sealed class ResealSecrets(Database database, MasterKey masterKey)
{
    private const int Former = 1, Bound = 2, Resealed = 3;

    private sealed record CertificateRow
    {
        public required long Id { get; init; }
        public required string Company { get; init; }
        public required string Nip { get; init; }
        public required string Environment { get; init; }
        public required string Kind { get; init; }
        public required byte[] PublicKey { get; init; }
        public required byte[] Sealed { get; init; }
    }

    private sealed record TokenRow
    {
        public required string Company { get; init; }
        public required string Nip { get; init; }
        public required string Environment { get; init; }
        public required byte[] Sealed { get; init; }
    }

    private sealed record KeyedRow
    {
        public required string Id { get; init; }
        public required string Purpose { get; init; }
        public required byte[] Sealed { get; init; }
    }

    private sealed record LetterRow
    {
        public required long Id { get; init; }
        public required string Recipient { get; init; }
        public required string Subject { get; init; }
        public required byte[] Sealed { get; init; }
    }

    private sealed record FileRow
    {
        public required long Letter { get; init; }
        public required long Place { get; init; }
        public required string Recipient { get; init; }
        public required string Name { get; init; }
        public required string Type { get; init; }
        public required byte[] Sealed { get; init; }
    }

    private sealed record AuthorityRow
    {
        public required string Environment { get; init; }
        public required string Fingerprint { get; init; }
        public required byte[] Certificate { get; init; }
    }

    // How many were found, and how many this master key opened.
    private (int Found, int Opened) count;

    /// <summary>Reseals what is to be resealed; nothing where that is done.</summary>
    /// <exception cref="RefusedException">INK-KEY-005: it was done, and now former secrets are here again.</exception>
    public void Once()
    {
        var manner = MannerOf(database);
        if (manner == Former) manner = Now();
        // Where there was nothing of the former kind, nothing of it can be put back.
        if (manner == Resealed) masterKey.Resealed.Note(database.KnownBy);
    }

    private int Now() => database.InTransaction((connection, transaction) =>
        {
            // Whoever comes second waits here, and finds it done.
            if (connection.Execute("UPDATE sealing SET manner = manner WHERE one = 1 AND manner = @Former", new { Former }, transaction) == 0)
                return connection.ExecuteScalar<int>("SELECT manner FROM sealing WHERE one = 1", transaction: transaction);
            count = default;
            Everything(connection, transaction);
            if (count.Opened > 0 && masterKey.Resealed.Has(database.KnownBy)) throw new RefusedException(PutBack(masterKey.Resealed.File));
            // With another master key nothing is lost: its owner may still come.
            if (count is { Found: > 0, Opened: 0 }) return Former;
            var now = count.Opened > 0 ? Resealed : Bound;
            connection.Execute("UPDATE sealing SET manner = @now WHERE one = 1", new { now }, transaction);
            return now;
        });

    private static int MannerOf(Database database)
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<int?>("SELECT manner FROM sealing WHERE one = 1") ?? Former;
    }

    private void Everything(DbConnection connection, DbTransaction transaction)
    {
        foreach (var row in connection.Query<CertificateRow>("""
            SELECT certificate.id, certificate.company, company.nip, company.environment, certificate.kind, certificate.public_key,
                certificate.sealed_key AS sealed
            FROM certificate JOIN company ON company.id = certificate.company
            """, transaction: transaction).AsList())
        {
            var bound = KeyRing.Purpose(row.Company, row.Nip, row.Environment, row.Kind, row.PublicKey);
            if (Rebound(row.Sealed, $"{row.Company}|{Convert.ToHexString(SHA256.HashData(row.PublicKey))}", bound) is { } now)
            {
                connection.Execute("UPDATE certificate SET sealed_key = @now WHERE id = @Id AND company = @Company",
                    new { now, row.Id, row.Company }, transaction);
            }
        }
        foreach (var row in connection.Query<TokenRow>("""
            SELECT ksef_token.company, company.nip, company.environment, ksef_token.sealed
            FROM ksef_token JOIN company ON company.id = ksef_token.company
            """, transaction: transaction).AsList())
        {
            if (Rebound(row.Sealed, $"{row.Company}|ksef-token", KsefTokens.Purpose(row.Company, row.Nip, row.Environment)) is { } now)
                connection.Execute("UPDATE ksef_token SET sealed = @now WHERE company = @Company", new { now, row.Company }, transaction);
        }
        OfAccounts(connection, transaction);
        OfLetters(connection, transaction);
        if (count.Opened > 0 || count.Found == 0) VouchForAuthorities(connection, transaction);
    }

    private void OfAccounts(DbConnection connection, DbTransaction transaction)
    {
        foreach (var row in connection.Query<KeyedRow>(
            "SELECT id, id AS purpose, authenticator AS sealed FROM account WHERE authenticator IS NOT NULL", transaction: transaction).AsList())
        {
            if (Rebound(row.Sealed, $"{row.Id}|authenticator", SignInSecrets.Purpose(row.Id)) is { } now)
                connection.Execute("UPDATE account SET authenticator = @now WHERE id = @Id", new { now, row.Id }, transaction);
        }
        foreach (var row in connection.Query<KeyedRow>("SELECT id, purpose, facts AS sealed FROM email_code", transaction: transaction).AsList())
        {
            if (Rebound(row.Sealed, row.Purpose, EmailCodes.Purpose(row.Id, row.Purpose)) is { } now)
                connection.Execute("UPDATE email_code SET facts = @now WHERE id = @Id", new { now, row.Id }, transaction);
        }
        foreach (var row in connection.Query<KeyedRow>("SELECT id, id AS purpose, sealed FROM web_key", transaction: transaction).AsList())
        {
            if (Rebound(row.Sealed, "web-key", WebKeys.Purpose(row.Id)) is { } now)
                connection.Execute("UPDATE web_key SET sealed = @now WHERE id = @Id", new { now, row.Id }, transaction);
        }
    }

    private void OfLetters(DbConnection connection, DbTransaction transaction)
    {
        foreach (var row in connection.Query<KeyedRow>("SELECT name AS id, name AS purpose, sealed FROM mail_server", transaction: transaction).AsList())
        {
            if (Rebound(row.Sealed, "mail-server", MailServer.Purpose) is { } now)
                connection.Execute("UPDATE mail_server SET sealed = @now WHERE name = @Id", new { now, row.Id }, transaction);
        }
        foreach (var row in connection.Query<LetterRow>(
            "SELECT id, recipient, subject, sealed FROM letter WHERE sealed IS NOT NULL", transaction: transaction).AsList())
        {
            if (Rebound(row.Sealed, "letter", Outbox.Purpose(row.Recipient, row.Subject)) is { } now)
                connection.Execute("UPDATE letter SET sealed = @now WHERE id = @Id", new { now, row.Id }, transaction);
        }
        foreach (var row in connection.Query<FileRow>("""
            SELECT letter_file.letter, letter_file.place, letter.recipient, letter_file.name, letter_file.type, letter_file.sealed
            FROM letter_file JOIN letter ON letter.id = letter_file.letter
            """, transaction: transaction).AsList())
        {
            if (Rebound(row.Sealed, "letter", Outbox.Purpose(row.Letter, row.Recipient, new LetterFile(row.Name, row.Type, []))) is { } now)
            {
                connection.Execute("UPDATE letter_file SET sealed = @now WHERE letter = @Letter AND place = @Place",
                    new { now, row.Letter, row.Place }, transaction);
            }
        }
    }

    // Who was named as a signer of receipts is one still; who was named as an authority vouched for anybody to whom it gave a certificate.
    private void VouchForAuthorities(DbConnection connection, DbTransaction transaction)
    {
        foreach (var row in connection.Query<AuthorityRow>(
            "SELECT environment, fingerprint, certificate FROM upo_authority WHERE vouched IS NULL", transaction: transaction).AsList())
        {
            using var certificate = X509CertificateLoader.LoadCertificate(row.Certificate);
            if (PinnedSigner.IsAuthority(certificate)) continue;
            connection.Execute("UPDATE upo_authority SET vouched = @Vouched WHERE environment = @Environment AND fingerprint = @Fingerprint",
                new { Vouched = masterKey.Vouch(JudgeUpo.RowOf(row.Environment, row.Certificate, "")), row.Environment, row.Fingerprint }, transaction);
        }
    }

    private byte[]? Rebound(byte[] sealedBytes, string former, SealPurpose bound)
    {
        count.Found++;
        try
        {
            var secret = masterKey.Open(sealedBytes, SealPurpose.Former(former));
            count.Opened++;
            var now = masterKey.Seal(secret, bound);
            CryptographicOperations.ZeroMemory(secret);
            return now;
        }
        catch (RefusedException)
        {
            return null; // Sealed under another master key, or damaged: it stays as it is, and opens for nobody.
        }
    }

    private static Finding PutBack(string? memory) => new("INK-KEY-005",
        "W bazie są znów sekrety zapieczętowane po dawnemu, choć raz już je przepieczętowano: ktoś przywrócił starą bazę. Niczego nie otwarto.",
        "The database holds secrets sealed in the former way again, though they were resealed once: somebody put an old database back. "
        + "Nothing was opened.")
    {
        Hint = new($"Jeśli to Ty przywróciłeś kopię, usuń plik {memory} i zacznij od nowa.",
            $"If you restored a copy yourself, remove the file {memory} and start again."),
    };
}
