using System.Security.Cryptography;
using Inkaust.LocalKsef;

namespace Inkaust.Tests.Unit.LocalKsef.Invoices;

/// <summary>What was declared of a file, against what came (KSEF 6).</summary>
public sealed class EncryptedFileTests
{
    private static readonly ContentKey Key = new([.. Enumerable.Range(0, 32).Select(at =>
        (byte)at)], [.. Enumerable.Range(0, 16).Select(at => (byte)at)]);
    private static readonly ContentKey OtherVector = Key with { Vector = new byte[16] };
    private static readonly byte[] Plain = "An invoice that is longer than one block of sixteen."u8.ToArray();
    private static readonly byte[] Encrypted = Key.Encrypt(Plain);

    [Fact]
    public void The_file_is_opened_as_it_was_sent() => Assert.Equal(Plain, EncryptedFileChecks.Open(File(Encrypted), Key).Xml);

    [Fact]
    public void The_vector_may_stand_in_front_of_the_cipher_text()
    {
        byte[] inFront = [.. Key.Vector, .. Encrypted];
        Assert.Equal(Plain, EncryptedFileChecks.Open(File(inFront), OtherVector).Xml);
        // Only when the hash then fits.
        Assert.Equal(430, EncryptedFileChecks.Open(File(inFront) with { Plain = new DeclaredFile(Plain.Length, Sha256Text.Of([1])) },
            OtherVector).Refusal!.Code);
    }

    public static TheoryData<string> Wrong => [.. Files.Keys];

    private static readonly Dictionary<string, (Func<ReceivedFile> File, int Code, string Detail)> Files = new()
    {
        ["the encrypted file is longer than declared"] = (() =>
            File(Encrypted) with { Encrypted = new DeclaredFile(Encrypted.Length - 1, Sha256Text.Of(Encrypted)) }, 430, "Rozmiar zaszyfrowanego"),
        ["the encrypted file is shorter than declared"] = (() =>
            File(Encrypted) with { Encrypted = new DeclaredFile(Encrypted.Length + 1, Sha256Text.Of(Encrypted)) }, 430, "Rozmiar zaszyfrowanego"),
        ["the encrypted file has another hash"] = (() =>
            File(Encrypted) with { Encrypted = new DeclaredFile(Encrypted.Length, Sha256Text.Of(Plain)) }, 430, "Skrót zaszyfrowanego"),
        ["the encrypted file is no whole number of blocks"] = (() => File(Encrypted[..^1]), 435, "Nie można odszyfrować"),
        ["the encrypted file is empty"] = (() => File([]), 435, "Nie można odszyfrować"),
        ["the plain file is longer than declared"] = (() =>
            File(Encrypted) with { Plain = new DeclaredFile(Plain.Length - 1, Sha256Text.Of(Plain)) }, 430, "Rozmiar przesłanego"),
        ["the plain file is shorter than declared"] = (() =>
            File(Encrypted) with { Plain = new DeclaredFile(Plain.Length + 1, Sha256Text.Of(Plain)) }, 430, "Rozmiar przesłanego"),
        ["the plain file has another hash"] = (() =>
            File(Encrypted) with { Plain = new DeclaredFile(Plain.Length, Sha256Text.Of(Encrypted)) }, 430, "Skrót przesłanego"),
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_does_not_fit_is_refused(string what)
    {
        var (file, code, detail) = Files[what];
        var (xml, refusal) = EncryptedFileChecks.Open(file(), Key);
        Assert.Null(xml);
        Assert.Equal(code, refusal!.Code);
        Assert.StartsWith(detail, refusal.Details!.Single());
    }

    [Fact]
    public void A_key_opens_what_it_has_closed_and_what_is_damaged_is_nothing()
    {
        using var aes = Aes.Create();
        aes.Key = Key.Key;
        Assert.Equal(aes.EncryptCbc(Plain, Key.Vector), Encrypted);
        Assert.Equal(Plain, Key.Decrypt(Encrypted));
        Assert.Null(ContentKey.None.Decrypt(Encrypted));
        Assert.Null(Key.Decrypt([]));
        Assert.Null(Key.Decrypt(new byte[15]));
        // The padding of a block of zeros is none.
        Assert.Null(Key.Decrypt(aes.EncryptCbc(new byte[16], Key.Vector, PaddingMode.None)));
    }

    [Fact]
    public void In_front_of_a_vector_there_is_at_least_one_block()
    {
        byte[] shortest = [.. Key.Vector, .. Key.Encrypt([1])];
        Assert.Equal([1], OtherVector.DecryptWithVectorInFront(shortest));
        Assert.Null(OtherVector.DecryptWithVectorInFront(shortest.AsSpan(0, 16)));
        Assert.Null(OtherVector.DecryptWithVectorInFront([]));
    }

    private static ReceivedFile File(byte[] encrypted) =>
        new("20260201-EE-0123456789-0123456789-01", encrypted, new DeclaredFile(Plain.Length, Sha256Text.Of(Plain)),
            new DeclaredFile(encrypted.Length, Sha256Text.Of(encrypted)));
}
