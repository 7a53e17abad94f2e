using System.Security.Cryptography;
using System.Text;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>
/// Seals private keys before they reach the database: AES-256-GCM under a key that is never in the database nor beside it.
/// A sealed key opens only for the purpose it was sealed for.
/// </summary>
public sealed class MasterKey
{
    private const int KeyLength = 32, NonceLength = 12, TagLength = 16;

    private readonly byte[] key;

    private MasterKey(byte[] key, string? memory)
    {
        this.key = key;
        Resealed = new ResealedPlaces(memory);
    }

    /// <summary>The databases whose secrets were resealed under this key.</summary>
    internal ResealedPlaces Resealed { get; }

    /// <summary>A key that lives only in this process.</summary>
    public static MasterKey ForThisProcess() => new(RandomNumberGenerator.GetBytes(KeyLength), null);

    /// <summary>The key that a text holds: 32 bytes in Base64.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">Where it came from, for the error.</param>
    /// <param name="memory">A file in which it is remembered which databases were resealed; null: nowhere.</param>
    /// <exception cref="RefusedException">INK-KEY-001: it does not hold 32 bytes.</exception>
    public static MasterKey Of(string text, string source, string? memory = null)
    {
        var bytes = new byte[KeyLength + 1];
        if (Convert.TryFromBase64String(text.Trim(), bytes, out var length) && length == KeyLength) return new MasterKey(bytes[..KeyLength], memory);
        throw new RefusedException(new Finding("INK-KEY-001",
            $"{source} nie zawiera 32 bajtów w Base64.", $"{source} does not hold 32 bytes in Base64."));
    }

    /// <summary>The key in a file, which is made with mode 0600 at the first use.</summary>
    /// <exception cref="RefusedException">INK-KEY-001 it does not hold 32 bytes; INK-KEY-002 others can read it; INK-KEY-004 it cannot be made;
    /// INK-KEY-010 it is empty; INK-STORE-013 others may write in its folder.</exception>
    public static MasterKey InFile(string file)
    {
        try
        {
            if (!File.Exists(file)) Make(file);
            if (OwnerOnly.IsOpenToOthers(file))
            {
                throw new RefusedException(new Finding("INK-KEY-002",
                    $"Plik klucza {file} mogą czytać inni.", $"Others can read the key file {file}.")
                { Hint = new($"Wykonaj: chmod 600 {file}", $"Run: chmod 600 {file}") });
            }
            return new FileInfo(file).Length == 0 ? throw new RefusedException(Empty(file)) : Of(File.ReadAllText(file), file, file + ".resealed");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(new Finding("INK-KEY-004",
                $"Nie można użyć pliku klucza {file}: {fault.Message}", $"The key file {file} cannot be used: {fault.Message}")
            { Hint = new("Wskaż inny zmienną INKAUST_KEY_FILE.", "Name another one in INKAUST_KEY_FILE.") }, fault);
        }
    }

    // A key is made whole or not at all, so no process of today leaves such a file: an older one did, or a disk.
    private static Finding Empty(string file) => new("INK-KEY-010",
        $"Plik klucza {file} jest pusty: jego tworzenie przerwano albo ucierpiał dysk.",
        $"The key file {file} is empty: it was interrupted while it was made, or the disk suffered.")
    {
        Hint = new("Przywróć go z kopii. Jeśli programu jeszcze nie używano, usuń go: powstanie nowy.",
            "Restore it from its copy. Where the program was not used yet, delete it: a new one is made."),
    };

    /// <summary>Nonce, ciphertext and tag in one piece.</summary>
    public byte[] Seal(ReadOnlySpan<byte> secret, SealPurpose purpose)
    {
        var sealedBytes = new byte[NonceLength + secret.Length + TagLength];
        var nonce = sealedBytes.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, secret, sealedBytes.AsSpan(NonceLength, secret.Length), sealedBytes.AsSpan(NonceLength + secret.Length),
            purpose.Bound);
        return sealedBytes;
    }

    /// <exception cref="RefusedException">INK-KEY-003: sealed under another master key, for another purpose, or damaged.</exception>
    public byte[] Open(ReadOnlySpan<byte> sealedBytes, SealPurpose purpose)
    {
        try
        {
            var secret = new byte[sealedBytes.Length - NonceLength - TagLength];
            using var aes = new AesGcm(key, TagLength);
            aes.Decrypt(sealedBytes[..NonceLength], sealedBytes[NonceLength..^TagLength], sealedBytes[^TagLength..], secret,
                purpose.Bound);
            return secret;
        }
        catch (Exception fault) when (fault is CryptographicException or OverflowException)
        {
            throw new RefusedException(new Finding("INK-KEY-003",
                $"Zapieczętowanego sekretu ({purpose.What}) nie da się otworzyć: zapieczętowano go innym kluczem głównym albo do czego innego, "
                + "albo jest uszkodzony.",
                $"The sealed secret ({purpose.What}) cannot be opened: it was sealed under another master key or for something else, "
                + "or it is damaged.")
            {
                Hint = new(
                    "Przywróć klucz główny z kopii. Jeśli klucz jest właściwy, ktoś zmienił w bazie, do czego sekret należy: "
                    + "przywróć bazę z kopii.",
                    "Restore the master key from its copy. If the key is the right one, somebody changed in the database what the secret "
                    + "belongs to: restore the database from its copy."),
            }, fault);
        }
    }

    /// <summary>Vouches for a row that holds no secret but decides whom the program believes: nobody makes this without the master key.</summary>
    /// <param name="row">Its kind and all that it says.</param>
    public byte[] Vouch(SealPurpose row)
    {
        Span<byte> derived = stackalloc byte[KeyLength];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, derived, [], "inkaust: vouches for rows"u8);
        var mac = HMACSHA256.HashData(derived, row.Bound);
        CryptographicOperations.ZeroMemory(derived);
        return mac;
    }

    /// <summary>This key vouched for the row as it is.</summary>
    public bool VouchedFor(SealPurpose row, byte[]? mac) => mac is not null && CryptographicOperations.FixedTimeEquals(Vouch(row), mac);

    private static void Make(string file)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) OwnerOnly.Folder(folder);
        var fresh = RandomNumberGenerator.GetBytes(KeyLength);
        var text = Encoding.ASCII.GetBytes(Convert.ToBase64String(fresh) + "\n");
        try
        {
            OwnerOnly.Write(file, text);
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another process made it a moment ago; its key is the key.
        }
        finally
        {
            CryptographicOperations.ZeroMemory(fresh);
            CryptographicOperations.ZeroMemory(text);
        }
    }
}
