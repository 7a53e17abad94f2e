using Inkaust.LocalKsef;
using Inkaust.Tests.Support;
using static Inkaust.Tests.Unit.LocalKsef.Register.RightsOnPaper;

namespace Inkaust.Tests.Unit.LocalKsef.Register;

/// <summary>The forms of identifiers (schema AuthTokenRequest) and what follows from a record.</summary>
public sealed class IdentifierTests
{
    [Theory]
    [InlineData("Nip/5260001246", true)]
    [InlineData("Nip/1010000000", true)]
    [InlineData("Nip/1100000000", true)]
    [InlineData("Nip/1000000000", false)]
    [InlineData("Nip/0260001246", false)]
    [InlineData("Nip/526000124", false)]
    [InlineData("Nip/52600012461", false)]
    [InlineData("Nip/526000124x", false)]
    [InlineData("Nip/5260001246\n", false)]
    [InlineData("InternalId/5260001246-00012", true)]
    [InlineData("InternalId/5260001246-0001", false)]
    [InlineData("InternalId/5260001246-000123", false)]
    [InlineData("InternalId/526000124600012", false)]
    [InlineData("InternalId/5260001246", false)]
    [InlineData("NipVatUe/5260001246-DE12", true)]
    [InlineData("NipVatUe/5260001246-DE1", false)]
    [InlineData("NipVatUe/5260001246-DE1234567890123", true)]
    [InlineData("NipVatUe/5260001246-DE12345678901234", false)]
    [InlineData("NipVatUe/5260001246-IE1A+*", true)]
    [InlineData("NipVatUe/5260001246-de123456789", false)]
    [InlineData("NipVatUe/5260001246-D123456789", false)]
    [InlineData("PeppolId/PPL123456", true)]
    [InlineData("PeppolId/XPL123456", false)]
    [InlineData("PeppolId/PPL12345", false)]
    [InlineData("PeppolId/PPL1234567", false)]
    [InlineData("PeppolId/5260001246", false)]
    public void A_context_has_the_form_of_its_type(string context, bool isWellFormed) => Assert.Equal(isWellFormed, Context(context).IsWellFormed);

    [Theory]
    [InlineData("Nip/5260001246", true)]
    [InlineData("Nip/44051401359", false)]
    [InlineData("Pesel/44051401359", true)]
    [InlineData("Pesel/4405140135", false)]
    [InlineData("Pesel/440514013599", false)]
    [InlineData("Pesel/4405140135x", false)]
    [InlineData("PeppolId/PPL123456", true)]
    [InlineData("PeppolId/44051401359", false)]
    public void A_subject_has_the_form_of_its_type(string subject, bool isWellFormed) => Assert.Equal(isWellFormed, Subject(subject).IsWellFormed);

    [Theory]
    [InlineData(64, 'A', true)]
    [InlineData(64, 'F', true)]
    [InlineData(64, '0', true)]
    [InlineData(64, 'a', false)]
    [InlineData(64, 'G', false)]
    [InlineData(63, 'A', false)]
    [InlineData(65, 'A', false)]
    public void A_fingerprint_is_64_upper_case_hexadecimal_digits(int length, char digit, bool isWellFormed) =>
        Assert.Equal(isWellFormed, new SubjectIdentifier(SubjectType.Fingerprint, new string(digit, length)).IsWellFormed);

    // 5+6+6+15+8+21+7+18+3+15 for the NIP 5265877635, then 0+0+0+3: 107, so 7 (KSEF 9).
    [Theory]
    [InlineData("InternalId/5265877635-00017", true)]
    [InlineData("InternalId/5265877635-00013", false)]
    [InlineData("InternalId/5265877635-00018", false)]
    // 0+0+1+0 instead: 105, so 5.
    [InlineData("InternalId/5265877635-00105", true)]
    [InlineData("InternalId/5265877635-00107", false)]
    [InlineData("Nip/5265877635", true)]
    [InlineData("Nip/5265877634", true)]
    public void The_last_digit_of_a_unit_is_a_check_digit(string context, bool isRight) => Assert.Equal(isRight, Context(context).HasRightCheckDigit);

    [Theory]
    [InlineData("Nip/5260001246", "5260001246")]
    [InlineData("InternalId/5260001246-00012", "5260001246")]
    [InlineData("NipVatUe/5260001246-DE123456789", "5260001246")]
    [InlineData("PeppolId/PPL123456", null)]
    public void A_context_has_the_NIP_that_it_begins_with(string context, string? nip) => Assert.Equal(nip, Context(context).Nip);

    [Theory]
    [InlineData(false, false, -1, "Active")]
    [InlineData(false, false, 0, "Expired")]
    [InlineData(false, true, 0, "Blocked")]
    [InlineData(true, true, 0, "Revoked")]
    [InlineData(true, false, -1, "Revoked")]
    [InlineData(false, true, -1, "Blocked")]
    public void A_certificate_is_what_was_done_to_it_before_what_the_time_makes_of_it(bool isRevoked, bool isBlocked, int secondsAfterTheEnd,
        string state)
    {
        var end = LocalKsefDay.Noon;
        var certificate = new IssuedCertificate
        {
            Serial = "01",
            Name = "Próbny",
            Purpose = CertificatePurpose.Offline,
            Owner = Accountant,
            CommonName = "Jan",
            RequestedAt = end,
            ValidFrom = end.AddYears(-2),
            ValidTo = end,
            Der = default,
            PublicKeyHash = "",
            RevokedAt = isRevoked ? end : null,
            BlockedAt = isBlocked ? end : null,
        };
        Assert.Equal(state, certificate.StateAt(end.AddSeconds(secondsAfterTheEnd)).ToString());
    }

    [Fact]
    public void A_structure_has_the_name_of_its_file()
    {
        Assert.Equal("Schemat_FA(3)_v1-0E.xsd", new FormCode("FA (3)", "1-0E", "FA").StructureName);
        Assert.Equal("Schemat_PEF_KOR(3)_v2-1.xsd", new FormCode("PEF_KOR (3)", "2-1", "PEF").StructureName);
    }

    [Fact]
    public void A_reference_number_has_36_characters_that_tell_day_and_kind()
    {
        // Half past midnight in Poland is the day before in UTC.
        var now = DateTimeOffset.Parse("2026-02-02T00:30:00+01:00", System.Globalization.CultureInfo.InvariantCulture);
        foreach (var (number, kind) in new[]
        {
            (ReferenceNumber.ForChallenge(now), "CR"), (ReferenceNumber.ForLogin(now), "AU"), (ReferenceNumber.ForEnrollment(now),
                "CE"), (ReferenceNumber.ForOnlineSession(now), "SO"),
            (ReferenceNumber.ForBatchSession(now), "SB"), (ReferenceNumber.ForExport(now), "EX"), (ReferenceNumber.ForPermission(now),
                "PE"), (ReferenceNumber.ForToken(now), "KT"),
            (ReferenceNumber.ForInvoice(now), "EE"), (ReferenceNumber.ForUpo(now), "EU"),
        })
            Assert.Matches($"^20260201-{kind}-[0-9A-F]{{10}}-[0-9A-F]{{10}}-[0-9A-F]{{2}}$", number);
        Assert.NotEqual(ReferenceNumber.ForLogin(now), ReferenceNumber.ForLogin(now));
    }
}
