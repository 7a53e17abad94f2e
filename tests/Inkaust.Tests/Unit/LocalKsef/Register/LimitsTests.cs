using Inkaust.LocalKsef;
using static Inkaust.Tests.Unit.LocalKsef.Register.RightsOnPaper;

namespace Inkaust.Tests.Unit.LocalKsef.Register;

/// <summary>How much and how many, usually and where test data say otherwise.</summary>
public sealed class LimitsTests
{
    private readonly Limits limits = new(new Journal());

    [Theory]
    [InlineData("Nip/5260001246", 300, 100)]
    [InlineData("PeppolId/PPL123456", 300, 100)]
    [InlineData("Pesel/44051401359", 12, 6)]
    [InlineData("Fingerprint/AB", 12, 6)]
    public void A_subject_has_so_many_applications_and_certificates(string subject, int enrollments, int certificates)
    {
        Assert.Equal(new CertificateLimits(enrollments, certificates), limits.Certificates(Subject(subject)));
        limits.Set(Subject(subject), new CertificateLimits(1, 2));
        Assert.Equal(new CertificateLimits(1, 2), limits.Certificates(Subject(subject)));
        Assert.Equal(new CertificateLimits(300, 100), limits.Certificates(Stranger));
        limits.Set(Subject(subject), null);
        Assert.Equal(new CertificateLimits(enrollments, certificates), limits.Certificates(Subject(subject)));
    }

    [Fact]
    public void A_session_has_its_limits_by_context_and_kind()
    {
        var (usual, other) = (new SessionLimits(1_000_000, 3_000_000, 10_000), new SessionLimits(1, 2, 3));
        limits.Set(Company, SessionKind.Batch, other);
        Assert.Equal((other, usual, usual),
            (limits.Session(Company, SessionKind.Batch), limits.Session(Company, SessionKind.Online), limits.Session(Client, SessionKind.Batch)));
        limits.Set(Company, SessionKind.Batch, null);
        Assert.Equal(usual, limits.Session(Company, SessionKind.Batch));
    }

    [Fact]
    public void A_reset_restores_the_usual_ones_and_a_snapshot_brings_the_others_back()
    {
        var journal = new Journal();
        var others = new Limits(journal);
        others.Set(Accountant, new CertificateLimits(1, 2));
        others.Set(Company, SessionKind.Online, new SessionLimits(1, 2, 3));
        var snapshot = journal.Snapshot(() => new LeftOut(0, 0));
        journal.Clear(() => { });
        Assert.Equal((new CertificateLimits(300, 100), SessionLimits.Usual),
            (others.Certificates(Accountant), others.Session(Company, SessionKind.Online)));
        others.Set(Stranger, new CertificateLimits(1, 2));
        others.Set(Client, SessionKind.Online, new SessionLimits(1, 2, 3));
        journal.Restore(snapshot, () => { });
        Assert.Equal((new CertificateLimits(1, 2), new SessionLimits(1, 2, 3)),
            (others.Certificates(Accountant), others.Session(Company, SessionKind.Online)));
        Assert.Equal((new CertificateLimits(300, 100), SessionLimits.Usual),
            (others.Certificates(Stranger), others.Session(Client, SessionKind.Online)));
    }
}
