using System.Formats.Asn1;
using System.Numerics;

namespace Inkaust.Tests;

/// <summary>
/// What openssl wants of an ECDSA signature: SEQUENCE { INTEGER r, INTEGER s }, where KOD II carries r and s side by side (KSEF 11).
/// Written here and not taken from the code under test.
/// </summary>
internal static class DerSignature
{
    /// <param name="signature">r and s of equal length; either may begin with zero octets (one signature in 128 has one), which an INTEGER must not.</param>
    public static byte[] Of(ReadOnlySpan<byte> signature)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(Number(signature[..(signature.Length / 2)]));
            writer.WriteInteger(Number(signature[(signature.Length / 2)..]));
        }
        return writer.Encode();
    }

    private static BigInteger Number(ReadOnlySpan<byte> octets) => new(octets, isUnsigned: true, isBigEndian: true);
}
