using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Inkaust.Office;

/// <summary>
/// The codes that an authenticator app counts: six digits, a new one every 30 seconds (RFC 6238, with HMAC-SHA-1, which all apps know).
/// </summary>
public static class AuthenticatorCode
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Seconds = 30;

    /// <summary>A new key, 160 bits in Base32.</summary>
    public static string NewKey() => string.Concat(RandomNumberGenerator.GetItems<char>(Letters, 32));

    /// <summary>The address that a QR code gives to the app.</summary>
    public static Uri Link(string key, string email) =>
        new($"otpauth://totp/{Uri.EscapeDataString($"Inkaust:{email}")}?secret={key}&issuer=Inkaust&digits=6&period={Seconds}");

    /// <summary>The code of a moment.</summary>
    public static string At(string key, DateTimeOffset at) => OfStep(key, StepOf(at));

    /// <summary>The step whose code this is, now or half a minute before or after: clocks of telephones differ. Null: of none.</summary>
    public static long? Step(string key, string code, DateTimeOffset now)
    {
        var digits = string.Concat(code.Where(char.IsAsciiDigit));
        long? found = null;
        for (var step = StepOf(now) - 1; step <= StepOf(now) + 1; step++)
        {
            if (digits.Length == 6 && CryptographicOperations.FixedTimeEquals(
                System.Text.Encoding.ASCII.GetBytes(digits), System.Text.Encoding.ASCII.GetBytes(OfStep(key, step))))
                found = step;
        }
        return found;
    }

    private static long StepOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / Seconds;

    private static string OfStep(string key, long step)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        // CA5350: the algorithm is that of the apps; what it needs of SHA-1 was never broken.
#pragma warning disable CA5350
        var hash = HMACSHA1.HashData(Bytes(key), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Bytes(string base32)
    {
        var (bytes, bits, count) = (new List<byte>(), 0, 0);
        foreach (var letter in base32)
        {
            bits = (bits << 5) | Letters.IndexOf(letter);
            if ((count += 5) < 8) continue;
            count -= 8;
            bytes.Add((byte)(bits >> count));
            bits &= (1 << count) - 1;
        }
        return [.. bytes];
    }
}
