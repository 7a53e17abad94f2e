using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Inkaust.Ksef;
using Inkaust.Office;
using Inkaust.Tests.Unit.Ksef;

namespace Inkaust.Tests.Unit.Certificates;

/// <summary>An enrolment step by step (LAW 73), with everything that KSeF may answer.</summary>
public sealed class EnrolmentTests : IDisposable
{
    private const string Apply = "POST /v2/certificates/enrollments",
        Decision = $"GET /v2/certificates/enrollments/{CertificateOffice.Application}", Query = "POST /v2/certificates/query";

    private readonly CertificateOffice office = new();
    private readonly Cabinet cabinet;

    public EnrolmentTests() => cabinet = office.Cabinet;

    public void Dispose() => office.Dispose();

    [Theory]
    [InlineData(CertificateKind.Offline, "Inkaust offline", "Offline")]
    [InlineData(CertificateKind.Authentication, "Inkaust uwierzytelnianie", "Authentication")]
    public async Task A_certificate_is_asked_for_by_name_and_type_and_kept_with_what_KSeF_says_of_it(CertificateKind kind, string name, string type)
    {
        var certificate = await office.Enrol.ForAsync(Cabinet.Ours, kind);
        var applied = office.Applied();
        Assert.Equal((name, type, false), (applied.GetProperty("certificateName").GetString(), applied.GetProperty("certificateType").GetString(),
            applied.TryGetProperty("validFrom", out _)));
        Assert.Equal((office.Given[0].Certificate.SerialNumber, kind, name, "Active"), (certificate.Serial, certificate.Kind, certificate.Name,
            certificate.Status));
        var kept = Ours().Single(one => one.Kind == kind);
        Assert.Equal((certificate.Serial, CertificateOffice.Application, "Active", cabinet.Now), (kept.Serial, kept.Enrolment, kept.Status,
            kept.StatusAt));
        Assert.Equal(office.Given[0].Certificate.PublicKey.ExportSubjectPublicKeyInfo(), kept.PublicKey);
        using var withKey = cabinet.Keys.WithKey(Cabinet.Ours, kept);
    }

    [Theory]
    [InlineData("a second ahead", 1, "2026-11-22T10:00:01+00:00")]
    [InlineData("now", 0, null)]
    [InlineData("earlier today", -36_000, null)] // midnight in Poland is eleven hours back
    public async Task A_beginning_is_named_when_it_lies_ahead(string what, int seconds, string? named)
    {
        await office.Enrol.ForAsync(Cabinet.Ours, new CertificateWish(CertificateKind.Offline) { ValidFrom = cabinet.Now.AddSeconds(seconds) });
        Assert.True(named == (office.Applied().TryGetProperty("validFrom", out var from) ? from.GetString() : null), what);
    }

    [Theory]
    [InlineData("2026-11-21T23:00:00Z", null)] // midnight of the 22nd in Poland
    [InlineData("2026-11-21T22:59:59Z", "INK-CERT-028")]
    public async Task A_beginning_on_a_day_that_has_passed_is_refused_before_KSeF_is_asked(string from, string? code)
    {
        Task Enrol() => office.Enrol.ForAsync(Cabinet.Ours, new CertificateWish(CertificateKind.Offline) { ValidFrom = DateTimeOffset.Parse(from) });
        if (code is null)
        {
            await Enrol();
            return;
        }
        Assert.Equal(code, await Cabinet.RefusalAsync(Enrol));
        Assert.Empty(office.Wire.Requests);
    }

    [Fact]
    public async Task When_KSeF_gives_no_more_no_key_is_made_and_the_numbers_are_said()
    {
        office.Answers["GET /v2/certificates/limits"] = _ => CertificateOffice.Limits(canRequest: false);
        var refused = await Assert.ThrowsAsync<Inkaust.Invoices.RefusedException>(() => office.Enrol.ForAsync(Cabinet.Ours, CertificateKind.Offline));
        Assert.Equal("INK-CERT-004", refused.Findings[0].Code);
        Assert.Contains("0 of 100 active ones are left, 7 of 300 requests", refused.Findings[0].Text.En);
        Assert.Contains("aktywnych zostało 0 z 100, wniosków 7 z 300", refused.Findings[0].Text.Pl);
        Assert.Empty(Waiting());
        Assert.Equal(0, office.Asked(Apply));
        Assert.Equal(7, (await office.Enrol.LimitsAsync(Cabinet.Ours)).Enrollment.Remaining);
    }

    [Fact]
    public async Task A_key_whose_application_is_refused_is_thrown_away()
    {
        office.Answers[Apply] = _ => ScriptedKsef.Problem(25006, "Limit.");
        Assert.True((await Assert.ThrowsAsync<KsefRejected>(() => office.Enrol.ForAsync(Cabinet.Ours, CertificateKind.Offline))).Has(25006));
        Assert.Empty(Waiting());
    }

    [Fact]
    public async Task A_key_whose_application_is_decided_against_is_thrown_away_and_the_reason_said()
    {
        office.Answers[Decision] = _ => CertificateOffice.Decided(400);
        var refused = await Assert.ThrowsAsync<Inkaust.Invoices.RefusedException>(() => office.Enrol.ForAsync(Cabinet.Ours, CertificateKind.Offline));
        Assert.Equal("INK-CERT-007", refused.Findings[0].Code);
        Assert.Contains("400 stan powód", refused.Findings[0].Text.Pl);
        Assert.Empty(Waiting());
    }

    [Fact]
    public async Task An_application_that_KSeF_still_works_on_is_taken_up_by_the_next_call_with_the_same_key()
    {
        office.Answers[Decision] = _ => CertificateOffice.Decided(100);
        Assert.Equal("INK-CERT-006", await Cabinet.RefusalAsync(() => office.Enrol.ForAsync(Cabinet.Ours, CertificateKind.Offline)));
        var waiting = Assert.Single(Waiting());
        Assert.Equal(CertificateOffice.Application, waiting.Enrolment);
        office.Answers.Clear();
        var certificate = await office.Enrol.ForAsync(Cabinet.Ours, CertificateKind.Offline);
        Assert.Equal((waiting.Id, 1), (certificate.Id, office.Asked(Apply)));
        Assert.Equal("Active", certificate.Status);
    }

    [Fact]
    public async Task One_of_the_other_type_that_is_still_to_come_is_left_alone()
    {
        var (place, key) = cabinet.Keys.NewKey(Cabinet.Ours, CertificateKind.Authentication, "Inkaust uwierzytelnianie");
        key.Dispose();
        await office.Enrol.ForAsync(Cabinet.Ours, CertificateKind.Offline);
        Assert.Equal(place.Id, Assert.Single(Waiting()).Id);
        Assert.Equal(1, office.Asked(Query)); // How the new one stands, and nothing of the other.
    }

    [Fact]
    public async Task A_certificate_for_another_key_is_not_kept_and_our_key_is()
    {
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        office.Answers[Apply] = received =>
        {
            var answer = office.Enrolled(received);
            office.Given[0].Certificate.Dispose();
            office.Given[0] = (office.Issue(new PublicKey(foreign)), "Active");
            return answer;
        };
        Assert.Equal("INK-CERT-003", await Cabinet.RefusalAsync(() => office.Enrol.ForAsync(Cabinet.Ours, CertificateKind.Offline)));
        Assert.Single(Waiting());
    }

    [Fact]
    public async Task A_certificate_whose_state_cannot_be_asked_is_here_all_the_same()
    {
        office.Answers[Query] = _ => ScriptedKsef.Html(HttpStatusCode.BadGateway);
        var certificate = await office.Enrol.ForAsync(Cabinet.Ours, CertificateKind.Offline);
        Assert.NotNull(certificate.Serial);
        Assert.Null(certificate.Status);
        Assert.True(Ours().Single(one => one.Kind == CertificateKind.Offline).IsValid(cabinet.Now));
    }

    [Fact]
    public async Task A_certificate_whose_application_got_no_answer_is_found_by_its_key_among_others()
    {
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        office.Given.Add((office.Issue(new PublicKey(foreign)), "Active"));
        office.Answers[Apply] = received =>
        {
            office.Enrolled(received).Dispose();
            office.Given[^1] = office.Given[^1] with { Status = "Blocked" };
            return ScriptedKsef.Html(HttpStatusCode.GatewayTimeout);
        };
        await Assert.ThrowsAsync<KsefOutcomeUnknown>(() => office.Enrol.ForAsync(Cabinet.Ours, CertificateKind.Offline));
        Assert.Null(Assert.Single(Waiting()).Enrolment);
        var certificate = await office.Enrol.ForAsync(Cabinet.Ours, CertificateKind.Offline);
        Assert.Equal((office.Given[1].Certificate.SerialNumber, "Blocked"), (certificate.Serial, certificate.Status));
        Assert.Equal(1, office.Asked(Apply));
        var asked = System.Text.Json.JsonDocument.Parse(office.Wire.Requests.Last(one => one.Path == "/v2/certificates/query").Body).RootElement;
        Assert.Equal(("Inkaust offline", "Offline"), (asked.GetProperty("name").GetString(), asked.GetProperty("type").GetString()));
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 1)]
    public async Task The_key_of_an_application_that_left_no_trace_is_kept_for_a_day(int secondsMore, int kept)
    {
        var (_, key) = cabinet.Keys.NewKey(Cabinet.Ours, CertificateKind.Offline, "Inkaust offline");
        key.Dispose();
        cabinet.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(secondsMore));
        await office.Enrol.ForAsync(Cabinet.Ours, CertificateKind.Offline);
        Assert.Equal(kept, Ours().Count(one => one.Kind == CertificateKind.Offline));
    }

    [Fact]
    public async Task An_application_that_KSeF_has_forgotten_is_looked_for_among_its_certificates()
    {
        var (place, key) = cabinet.Keys.NewKey(Cabinet.Ours, CertificateKind.Offline, "Inkaust offline");
        using (key) office.Given.Add((office.Issue(new PublicKey(key)), "Active"));
        cabinet.Keys.Requested(place, CertificateOffice.Application);
        office.Answers[Decision] = _ => ScriptedKsef.Problem(25005, "Nieznany wniosek.");
        var certificate = await office.Enrol.ForAsync(Cabinet.Ours, CertificateKind.Offline);
        Assert.Equal((place.Id, 0), (certificate.Id, office.Asked(Apply)));
    }

    private IReadOnlyList<CompanyCertificate> Ours() => cabinet.Keys.Of(Cabinet.Ours.Id);

    private List<CompanyCertificate> Waiting() => [.. Ours().Where(one => one.Serial is null)];
}
