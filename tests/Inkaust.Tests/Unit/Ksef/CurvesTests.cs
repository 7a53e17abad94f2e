using System.Security.Cryptography;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Ksef;

/// <summary>A curve of 256 bits is not P-256 yet: KSeF would refuse the application, and nobody could verify the code.</summary>
public sealed class CurvesTests
{
    private const string BrainpoolP256r1 = "1.3.36.3.3.2.8.1.1.7", Secp256k1 = "1.3.132.0.10";

    [Fact]
    public void P256_is_P256_also_when_its_key_was_read_from_bytes()
    {
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var read = ECDsa.Create();
        read.ImportPkcs8PrivateKey(made.ExportPkcs8PrivateKey(), out _);
        using var publicOnly = ECDsa.Create();
        publicOnly.ImportSubjectPublicKeyInfo(made.ExportSubjectPublicKeyInfo(), out _);
        using var larger = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        Assert.True(made.IsP256() && read.IsP256() && publicOnly.IsP256());
        Assert.False(larger.IsP256());
    }

    [Theory]
    [InlineData(BrainpoolP256r1)]
    [InlineData(Secp256k1)]
    public void Another_curve_of_256_bits_signs_no_application_and_no_code_and_is_no_type_2_key(string oid)
    {
        using var key = ECDsa.Create(ECCurve.CreateFromValue(oid));
        var subject = new EnrollmentSubject { CommonName = "Atrament", CountryName = "PL" };
        Assert.Equal(256, key.KeySize);

        Assert.Equal("INK-KSEF-022", Refused(() => CertificateRequests.Write(subject, key)));
        Assert.Equal("INK-KSEF-022", Refused(() =>
            VerificationLinks.KodII(KsefEnvironment.Test, ContextIdentifier.Of(Desk.Nip), Desk.Nip, "0123456789ABCDEF", InvoiceHash.Of("x"u8), key)));
        Assert.False(PrivateKeys.IsFit(key, CertificateKind.Offline));
    }

    private static string Refused(Func<object> what) => Assert.Throws<RefusedException>(what).Findings[0].Code;
}
