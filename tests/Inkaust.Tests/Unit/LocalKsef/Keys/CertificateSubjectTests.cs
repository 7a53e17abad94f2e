using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef.Keys;

/// <summary>Whom a certificate names (KSEF 3).</summary>
public sealed class CertificateSubjectTests
{
    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    [Theory]
    [InlineData("2.5.4.5=PNOPL-44051401359", "Pesel/44051401359", "QualifiedSignature")]
    [InlineData("2.5.4.5=PESEL: 44051401359", "Pesel/44051401359", "QualifiedSignature")]
    [InlineData("2.5.4.5=PNOPL-4405140135", null, "QualifiedSignature")]
    [InlineData("2.5.4.5=44051401359", null, "QualifiedSignature")]
    [InlineData("2.5.4.5=PNODE-44051401359", null, "QualifiedSignature")]
    [InlineData("2.5.4.5=TINPL-5260001246", "Nip/5260001246", "QualifiedSignature")]
    [InlineData("2.5.4.5=NIP 5260001246", "Nip/5260001246", "QualifiedSignature")]
    [InlineData("2.5.4.5=TINPL-5260001246-00012", "Nip/5260001246", "QualifiedSignature")]
    [InlineData("2.5.4.5=TINPL-526000124", null, "QualifiedSignature")]
    [InlineData("2.5.4.5=TINPL-5260001246 PNOPL-44051401359", "Pesel/44051401359", "QualifiedSignature")]
    [InlineData("2.5.4.5=TINPL-5260001246, 2.5.4.97=VATPL-5265877635", "Nip/5260001246", "QualifiedSignature")]
    [InlineData("2.5.4.97=VATPL-5265877635", "Nip/5265877635", "QualifiedSeal")]
    [InlineData("2.5.4.97=VATDE-5265877635", null, "QualifiedSeal")]
    [InlineData("2.5.4.5=1, 2.5.4.97=VATPL-5265877635", "Nip/5265877635", "QualifiedSeal")]
    [InlineData("CN=PPL123456", "PeppolId/PPL123456", "PeppolSignature")]
    [InlineData("CN=PPL123456, 2.5.4.97=VATPL-5265877635", "Nip/5265877635", "QualifiedSeal")]
    [InlineData("CN=PPL1234567", null, "QualifiedSignature")]
    [InlineData("O=PPL123456", null, "QualifiedSignature")]
    public void A_name_leads_to_a_subject_or_to_nobody_and_the_fingerprint_to_itself(string name, string? subject, string method)
    {
        using var certificate = SelfSigned(name);
        var fingerprint = "Fingerprint/" + Convert.ToHexString(SHA256.HashData(certificate.RawData));
        var named = CertificateSubject.Of(certificate, byFingerprint: false);
        Assert.Equal((subject, method), (named.Identifier?.ToString(), named.Method.Name));
        var asked = CertificateSubject.Of(certificate, byFingerprint: true);
        Assert.Equal((fingerprint, name.Contains("2.5.4.97", StringComparison.Ordinal) ? "QualifiedSeal" : "QualifiedSignature"),
            (asked.Identifier!.ToString(), asked.Method.Name));
    }

    [Fact]
    public void The_parts_of_a_name_are_read_in_their_order_and_the_first_of_a_kind_counts()
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCountryOrRegion("PL");
        builder.Add("2.5.4.3", "Jan");
        builder.Add("2.5.4.3", "Anna");
        var name = DistinguishedName.Of(builder.Build());
        // The builder puts what comes last in front.
        Assert.Equal(["Anna", "Jan", "PL"], name.Attributes.Select(attribute => attribute.Value).Order(StringComparer.Ordinal));
        Assert.Equal(name.Attributes.First(attribute => attribute.Oid == "2.5.4.3").Value, name["2.5.4.3"]);
        Assert.Equal("PL", name[DistinguishedName.Country]);
        Assert.Null(name[DistinguishedName.Surname]);
    }

    [Fact]
    public void Names_are_the_same_whatever_their_order_and_not_with_another_value_or_one_more()
    {
        var name = Name(("2.5.4.3", "Jan"), ("2.5.4.6", "PL"));
        Assert.True(name.IsSameAs(Name(("2.5.4.6", "PL"), ("2.5.4.3", "Jan"))));
        Assert.False(name.IsSameAs(Name(("2.5.4.6", "DE"), ("2.5.4.3", "Jan"))));
        Assert.False(name.IsSameAs(Name(("2.5.4.7", "PL"), ("2.5.4.3", "Jan"))));
        Assert.False(name.IsSameAs(Name(("2.5.4.3", "Jan"))));
        Assert.False(Name(("2.5.4.3", "Jan")).IsSameAs(name));
    }

    [Fact]
    public void An_application_repeats_eight_kinds_of_parts_once_each()
    {
        string[] repeated = ["2.5.4.3", "2.5.4.4", "2.5.4.5", "2.5.4.6", "2.5.4.10", "2.5.4.42", "2.5.4.45", "2.5.4.97"];
        var all = repeated.Concat(["2.5.4.7", "2.5.4.11", "2.5.4.12", "2.5.4.3"]).Select((oid, at) => (oid, $"{at}")).ToArray();
        Assert.Equal(repeated, Name(all).ForEnrollment().Attributes.Select(attribute => attribute.Oid));
        Assert.Equal("0", Name(all).ForEnrollment()["2.5.4.3"]);
    }

    private static DistinguishedName Name(params (string, string)[] attributes) => new(attributes);

    private static X509Certificate2 SelfSigned(string name) =>
        new CertificateRequest(name, Key, HashAlgorithmName.SHA256).CreateSelfSigned(LocalKsefDay.Noon.AddDays(-1), LocalKsefDay.Noon.AddDays(1));
}
