using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Tests.Unit.Ksef;

/// <summary>The calls for certificates: their limits, what is sent, and what a lost answer means.</summary>
public sealed class CertificateCallsTests
{
    private const string Item =
        """{"certificateSerialNumber":"01F20A5D352AE590","name":"Próba","type":"Authentication","commonName":"x","status":"Active","subjectIdentifier":{"type":"Nip","value":"5265877635"},"validFrom":"2026-01-01T00:00:00Z","validTo":"2028-01-01T00:00:00Z","requestDate":"2026-01-01T00:00:00Z"}""";

    private readonly Desk desk = new();

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public async Task A_name_has_five_to_a_hundred_characters(int length, bool isAllowed) => await AssertNameAsync(new string('a', length),
        isAllowed);

    [Theory]
    [InlineData("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", true)]
    [InlineData("Firma_1 - biuro", true)]
    [InlineData("Firma.1", false)]
    [InlineData("Firma\t1", false)]
    [InlineData("\nFirma", false)]
    public async Task A_name_has_letters_digits_blanks_and_two_dashes(string name, bool isAllowed) => await AssertNameAsync(name, isAllowed);

    [Theory]
    [InlineData("0123456789ABCDEF", true)]
    [InlineData("FFFFFFFFFFFFFFFF", true)]
    [InlineData("0123456789ABCDE", false)]
    [InlineData("0123456789ABCDEF0", false)]
    [InlineData("0123456789abcdef", false)]
    [InlineData("0123456789ABCDEG", false)]
    [InlineData("0123456789ABCDE@", false)]
    [InlineData("0123456789ABCDE/", false)]
    [InlineData("0123456789ABCDE:", false)]
    [InlineData("٠123456789ABCDEF", false)] // an Arabic zero
    [InlineData(null, false)]
    public void A_serial_number_is_sixteen_digits_in_upper_case(string? serial, bool isOne)
    {
        if (isOne) CertificateSerial.Check(serial!);
        else Assert.Equal("INK-KSEF-027", Assert.Throws<RefusedException>(() => CertificateSerial.Check(serial!)).Findings.Single().Code);
    }

    [Fact]
    public async Task A_lost_answer_to_an_application_or_a_revocation_leaves_the_outcome_unknown_and_to_nothing_else()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Otherwise = _ => ScriptedKsef.Html(HttpStatusCode.BadGateway);
        var certificates = desk.Client.Certificates;
        await Assert.ThrowsAsync<KsefOutcomeUnknown>(() => certificates.EnrollAsync(access, "Certyfikat", CertificateType.Offline, new byte[1]));
        await Assert.ThrowsAsync<KsefOutcomeUnknown>(() => certificates.RevokeAsync(access, "01F20A5D352AE590", RevocationReason.Unspecified));
        await Assert.ThrowsAsync<KsefUnavailable>(() => certificates.LimitsAsync(access));
        await Assert.ThrowsAsync<KsefUnavailable>(() => certificates.EnrollmentDataAsync(access));
        await Assert.ThrowsAsync<KsefUnavailable>(() => certificates.EnrollmentStatusAsync(access, Desk.SessionReference));
        await Assert.ThrowsAsync<KsefUnavailable>(() => certificates.RetrieveAsync(access, ["01F20A5D352AE590"]));
        await Assert.ThrowsAsync<KsefUnavailable>(() => certificates.QueryAsync(access, new CertificateQuery()).ToListAsync().AsTask());
    }

    [Fact]
    public async Task An_application_says_when_the_certificate_shall_begin()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(ScriptedKsef.Json($$"""{"referenceNumber":"{{Desk.Session}}"}""", HttpStatusCode.Accepted));
        var reference = await desk.Client.Certificates.EnrollAsync(
            access, "Certyfikat", CertificateType.Authentication, new byte[] { 1, 2, 3 }, new DateTimeOffset(2026, 12, 24, 0, 0, 0,
                TimeSpan.FromHours(1)));
        Assert.Equal(Desk.Session, reference.ToString());
        var sent = JsonDocument.Parse(desk.Wire.Requests.Single().Body).RootElement;
        Assert.Equal(new DateTimeOffset(2026, 12, 23, 23, 0, 0, TimeSpan.Zero), sent.GetProperty("validFrom").GetDateTimeOffset());
        Assert.Equal(("Certyfikat", "Authentication", "AQID"),
            (sent.GetProperty("certificateName").GetString(), sent.GetProperty("certificateType").GetString(), sent.GetProperty("csr").GetString()));
    }

    [Theory]
    [InlineData(199, false)]
    [InlineData(200, true)]
    [InlineData(400, true)]
    [InlineData(550, true)]
    public async Task An_application_is_decided_from_200_on(int code, bool isDecided)
    {
        var access = await desk.SignInAsync();
        desk.Wire.Otherwise = _ => ScriptedKsef.Json($$"""{"requestDate":"2026-11-22T10:00:00Z","status":{"code":{{code}},"description":"?"} }""");
        var look = await desk.Client.Certificates.UntilDecidedAsync(access, Desk.SessionReference, Pace.Usual);
        Assert.Equal(isDecided, look is Look<EnrollmentStatus>.Done);
        Assert.Equal($"/v2/certificates/enrollments/{Desk.Session}", desk.Wire.Requests[0].Path);
    }

    [Fact]
    public async Task Certificates_are_retrieved_ten_at_a_time_and_all_are_given()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Otherwise = request => ScriptedKsef.Json($"{{\"certificates\":[{string.Join(',', JsonDocument.Parse(request.Body).RootElement
            .GetProperty("certificateSerialNumbers").EnumerateArray().Select(serial =>
                $$"""{"certificate":"AQ==","certificateName":"x","certificateSerialNumber":"{{serial.GetString()}}","certificateType":"Offline"}"""))}]}}");
        var serials = Enumerable.Range(1, 11).Select(number => $"{number:X16}").ToList();
        Assert.Equal(serials, (await desk.Client.Certificates.RetrieveAsync(access, serials)).Select(one => one.CertificateSerialNumber));
        Assert.Equal(2, desk.Wire.Requests.Count);
    }

    [Fact]
    public async Task A_list_of_certificates_without_end_is_left_after_two_hundred_pages()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Otherwise = _ => ScriptedKsef.Json($$"""{"certificates":[{{Item}}],"hasMore":true}""");
        var left = await Assert.ThrowsAsync<KsefUnavailable>(() => desk.Client.Certificates.QueryAsync(access,
            new CertificateQuery()).ToListAsync().AsTask());
        Assert.Equal(Disturbance.Unreadable, left.Disturbance);
        Assert.Equal(Enumerable.Range(0, 200).Select(page => $"?pageSize=50&pageOffset={page}"), desk.Wire.Requests.Select(request =>
            request.Address.Query));
    }

    [Fact]
    public void An_application_is_signed_with_SHA256_by_the_key_that_it_is_for()
    {
        var subject = new EnrollmentSubject { CommonName = "Próba", CountryName = "PL" };
        using var ec = CertificateRequests.NewKey();
        Assert.Equal(256, Assert.IsAssignableFrom<ECDsa>(ec).KeySize);
        using var rsa = CertificateRequests.NewKey(KeyKind.Rsa2048);
        Assert.Equal(2048, Assert.IsAssignableFrom<RSA>(rsa).KeySize);
        foreach (var key in new[] { ec, rsa })
        {
            var request = CertificateRequest.LoadSigningRequest(CertificateRequests.Write(subject, key), HashAlgorithmName.SHA256);
            Assert.Equal(key.ExportSubjectPublicKeyInfo(), request.PublicKey.ExportSubjectPublicKeyInfo());
        }
        Assert.Equal("1.2.840.10045.4.3.2", SignatureOf(CertificateRequests.Write(subject, ec))); // ecdsa-with-SHA256
        Assert.Equal("1.2.840.113549.1.1.11", SignatureOf(CertificateRequests.Write(subject, rsa))); // sha256WithRSAEncryption
    }

    [Theory]
    [InlineData("P-384")]
    [InlineData("P-521")]
    [InlineData("DSA")]
    [InlineData("RSA 1024")]
    public void An_application_for_a_key_that_KSeF_does_not_take_is_not_written(string what)
    {
        // The weakness is what is tested.
#pragma warning disable CA5384, CA5385
        using AsymmetricAlgorithm key = what switch
        {
            "P-384" => ECDsa.Create(ECCurve.NamedCurves.nistP384),
            "P-521" => ECDsa.Create(ECCurve.NamedCurves.nistP521),
            "DSA" => DSA.Create(),
            _ => RSA.Create(1024),
        };
#pragma warning restore CA5384, CA5385
        var subject = new EnrollmentSubject { CommonName = "Próba", CountryName = "PL" };
        Assert.Equal("INK-KSEF-022", Assert.Throws<RefusedException>(() => CertificateRequests.Write(subject, key)).Findings.Single().Code);
    }

    [Fact]
    public void A_name_holds_only_what_there_is_in_the_order_and_the_forms_of_the_standard()
    {
        var written = Attributes(new EnrollmentSubject
        {
            CommonName = "ascii",
            CountryName = "PL",
            OrganizationName = "Zażółć",
            OrganizationIdentifier = "VATPL-5265877635",
            GivenName = "Jan",
            Surname = "",
            SerialNumber = "TINPL-5265877635",
        });
        Assert.Equal(
            [
                ("2.5.4.6", UniversalTagNumber.PrintableString, "PL"), ("2.5.4.10", UniversalTagNumber.UTF8String, "Zażółć"),
                ("2.5.4.97", UniversalTagNumber.UTF8String, "VATPL-5265877635"), ("2.5.4.3", UniversalTagNumber.UTF8String, "ascii"),
                ("2.5.4.42", UniversalTagNumber.UTF8String, "Jan"), ("2.5.4.5", UniversalTagNumber.PrintableString, "TINPL-5265877635"),
            ],
            written);
        // A number that PrintableString cannot hold is written so that nothing of it is lost.
        Assert.Contains(("2.5.4.5", UniversalTagNumber.UTF8String, "ż_1"), Attributes(new EnrollmentSubject
        {
            CommonName = "a",
            CountryName = "PL",
            SerialNumber = "ż_1"
        }));
        Assert.Contains(("2.5.4.5", UniversalTagNumber.PrintableString, " '()+,-./:=?9z"),
            Attributes(new EnrollmentSubject { CommonName = "a", CountryName = "PL", SerialNumber = " '()+,-./:=?9z" }));
    }

    [Fact]
    public void A_seal_of_our_own_is_valid_for_two_years_signs_itself_and_does_nothing_else()
    {
        var now = desk.Clock.GetUtcNow();
        using var seal = SelfSignedSeal.Create(KsefEnvironment.Test, Desk.Nip, "Próba sp. z o.o.", now);
        Assert.Equal((now.AddMinutes(-61), now.AddYears(2)), (seal.NotBefore.ToUniversalTime(), seal.NotAfter.ToUniversalTime()));
        Assert.Equal(["2.5.4.6 PL", "2.5.4.10 Próba sp. z o.o.", "2.5.4.97 VATPL-5265877635", "2.5.4.3 Próba sp. z o.o."],
            seal.SubjectName.EnumerateRelativeDistinguishedNames(reversed: false).Select(one =>
                $"{one.GetSingleElementType().Value} {one.GetSingleElementValue()}"));
        Assert.Equal(seal.SubjectName.RawData, seal.IssuerName.RawData);
        Assert.True(Assert.Single(seal.Extensions.OfType<X509KeyUsageExtension>()).Critical);
        using var key = seal.GetECDsaPrivateKey()!;
        Assert.Equal(256, key.KeySize);
    }

    private async Task AssertNameAsync(string name, bool isAllowed)
    {
        var access = await desk.SignInAsync();
        desk.Wire.Otherwise = _ => ScriptedKsef.Json($$"""{"referenceNumber":"{{Desk.Session}}"}""", HttpStatusCode.Accepted);
        var refused = await Record.ExceptionAsync(() => desk.Client.Certificates.EnrollAsync(access, name, CertificateType.Offline, new byte[1]));
        Assert.Equal(isAllowed ? null : "INK-KSEF-026", (refused as RefusedException)?.Findings.Single().Code);
        Assert.Equal(isAllowed ? 1 : 0, desk.Wire.Requests.Count);
    }

    private static string SignatureOf(byte[] csr)
    {
        var reader = new AsnReader(csr, AsnEncodingRules.DER).ReadSequence();
        reader.ReadEncodedValue();
        return reader.ReadSequence().ReadObjectIdentifier();
    }

    private static List<(string Oid, UniversalTagNumber Form, string Value)> Attributes(EnrollmentSubject subject)
    {
        var reader = new AsnReader(DistinguishedName.Of(subject).RawData, AsnEncodingRules.DER).ReadSequence();
        var attributes = new List<(string, UniversalTagNumber, string)>();
        while (reader.HasData)
        {
            var pair = reader.ReadSetOf().ReadSequence();
            var oid = pair.ReadObjectIdentifier();
            var form = (UniversalTagNumber)pair.PeekTag().TagValue;
            attributes.Add((oid, form, pair.ReadCharacterString(form)));
        }
        return attributes;
    }
}
