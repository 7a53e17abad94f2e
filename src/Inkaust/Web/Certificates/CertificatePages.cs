using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Certificates;

/// <summary>The certificates of a company, and the token with which it signs in as long as it has none.</summary>
internal static class CertificatePages
{
    private const string Page = "/c/{company}/certificates";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Page, (AsReader scope) => Shown(scope, CertificatesModel.Of(scope)));
        pages.MapPost(Page + "/enrol", (AsOwner scope, CancellationToken stop) => Attempt.OrAgainAsync(async () =>
        {
            var kinds = KindIn(scope) is { } kind ? [kind] : CertificatesModel.Missing(scope);
            await scope.Office.FetchCertificates.FirstAsync(scope.Company, kinds, KeyKind.EcP256, null, Silent.Progress, stop);
            return Then(scope, new("Certyfikaty są gotowe.", "The certificates are here."));
        }, findings => Refused(scope, findings)));
        pages.MapPost(Page + "/renew", (AsOwner scope, CancellationToken stop) => Attempt.OrAgainAsync(async () =>
        {
            CertificateKind[] kinds = KindIn(scope) is { } kind ? [kind] : [];
            await scope.Office.FetchCertificates.SuccessorsAsync(scope.Company, kinds, null, Silent.Progress, stop);
            return Then(scope, new("Odnowiony. Stary certyfikat zostaje, dopóki jest ważny.",
                "Renewed. The old certificate is kept as long as it is valid."));
        }, findings => Refused(scope, findings)));
        pages.MapPost(Page + "/files", (AsOwner scope) => Attempt.OrAgain(
            () => Then(scope, CertificateWords.TakenIn(BroughtFiles.Of(scope.Context.Request.Form).TakeInto(scope))),
            findings => Refused(scope, findings))).WithMetadata(new Uploads(BroughtFiles.Most));
        pages.MapPost(Page + "/test", async (AsOwner scope, CancellationToken stop) =>
        {
            var trials = await scope.Office.TestCertificates.BothAsync(scope.Company, stop);
            return Shown(scope, CertificatesModel.Of(scope) with { Trials = trials });
        });
        pages.MapPost(Page + "/token", (AsOwner scope) => Attempt.OrAgain(() =>
        {
            scope.Office.KeepToken.Keep(scope.Company, scope.Context.Request.Form["ksef-token"].ToString(), null);
            return Then(scope, new("Token KSeF zachowany.", "The KSeF token is kept."));
        }, findings => Refused(scope, findings)));
        pages.MapPost(Page + "/token/remove", (AsOwner scope) =>
        {
            scope.Office.KeepToken.Forget(scope.Company);
            return Then(scope, new("Token usunięty stąd. W KSeF działa, dopóki go tam nie unieważnisz.",
                "The token is removed from here. In KSeF it goes on until it is revoked there."));
        });
        MapRevocation(pages);
    }

    private static void MapRevocation(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Page + "/{serial}/revoke", (AsOwner scope, string serial) => Revocation(scope, serial, []));
        pages.MapPost(Page + "/{serial}/revoke", (AsOwner scope, string serial, CancellationToken stop) => Attempt.OrAgainAsync(async () =>
        {
            var reason = Enum.TryParse<RevocationReason>(scope.Context.Request.Form["reason"], ignoreCase: true, out var named)
                && Enum.IsDefined(named)
                ? named : RevocationReason.Unspecified;
            var one = await scope.Office.RevokeCertificate.ForGoodAsync(scope.Company, serial, reason, stop);
            return Then(scope, new($"Certyfikat {one.Serial} unieważniony.", $"The certificate {one.Serial} is revoked."));
        }, findings => Revocation(scope, serial, findings)));
    }

    private static IResult Revocation(AsOwner scope, string serial, IReadOnlyList<Finding> findings)
    {
        if (scope.Office.LookAtCertificates.Of([scope.Company]).All(one => one.Serial != serial)) throw new NotHere();
        return Show.Page<RevokePage, RevokeModel>(scope,
            new(scope.Office.LookAtCertificates.Whole(scope.Company, serial), findings), Show.StatusOf(findings));
    }

    private static IResult Refused(AsOwner scope, IReadOnlyList<Finding> findings) =>
        Shown(scope, CertificatesModel.Of(scope) with { Findings = findings });

    private static IResult Shown(InCompany scope, CertificatesModel model) =>
        Show.Page<CertificatesPage, CertificatesModel>(scope, model, Show.StatusOf(model.Findings));

    private static IResult Then(AsOwner scope, Wording said) => scope.Context.Then(scope.At("certificates"), new Notice(said));

    private static CertificateKind? KindIn(AsOwner scope) =>
        CertificatesModel.Kinds.Select(kind => (CertificateKind?)kind)
            .FirstOrDefault(kind => kind!.Value.Word() == scope.Context.Request.Form["kind"]);
}

/// <summary>The certificates of a company as they stand.</summary>
/// <param name="All">All of them, newest first, those still to come among them.</param>
/// <param name="Token">The KSeF token.</param>
/// <param name="Now">The time.</param>
public sealed record CertificatesModel(IReadOnlyList<CompanyCertificate> All, TokenNow Token, DateTimeOffset Now)
{
    /// <summary>The two slots.</summary>
    public static IReadOnlyList<CertificateKind> Kinds { get; } = [CertificateKind.Authentication, CertificateKind.Offline];

    /// <summary>What was refused.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>What came of a test that was asked for; null: none was.</summary>
    public IReadOnlyList<CertificateTrial>? Trials { get; init; }

    /// <summary>The one that is used: valid and longest so; else the newest; null: there is none.</summary>
    public CompanyCertificate? Best(CertificateKind kind) =>
        All.Where(one => one.Kind == kind && one.IsValid(Now)).MaxBy(one => one.ValidTo) ?? All.FirstOrDefault(one => one.Kind == kind);

    /// <summary>The others of this kind.</summary>
    public IReadOnlyList<CompanyCertificate> Others(CertificateKind kind) => [.. All.Where(one => one.Kind == kind && one != Best(kind))];

    /// <summary>The types of which none is valid.</summary>
    public IReadOnlyList<CertificateKind> Lacks => [.. Kinds.Where(kind => Best(kind)?.IsValid(Now) != true)];

    internal static CertificatesModel Of(InCompany scope) =>
        new(scope.Office.LookAtCertificates.Of([scope.Company]), scope.Office.KeepToken.Of(scope.Company), scope.Now);

    internal static IReadOnlyList<CertificateKind> Missing(InCompany scope) => Of(scope).Lacks;
}

/// <summary>A certificate that somebody is about to revoke.</summary>
public sealed record RevokeModel(CertificateWhole Whole, IReadOnlyList<Finding> Findings);

/// <summary>Nobody listens: a page waits for the end.</summary>
internal sealed class Silent : IProgress<CertificateProgress>
{
    public static Silent Progress { get; } = new();

    public void Report(CertificateProgress value) { }
}
