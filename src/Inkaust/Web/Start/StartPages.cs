using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;
using Inkaust.Web.Certificates;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Inkaust.Web.Start;

/// <summary>The first start: company and environment, signing in, certificates, a test of the connection, the first invoice. Each is a page of its
/// own; where somebody goes on is read from what the company has.</summary>
internal static class StartPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/start", (AsAccount scope) => Show.Page<CompanyStep, CompanyStepModel>(scope, CompanyStepModel.Of(scope, Settings(scope))));
        pages.MapPost("/start", (AsAccount scope) => BeginAsync(scope));
        pages.MapGet("/start/{company}", (AsOwner scope) => Results.Redirect(At(scope, Word(scope.Office.SetUpCompany.StepOf(scope.Company)))));
        pages.MapGet("/start/{company}/sign-in", (AsOwner scope) => SignIn(scope, []));
        pages.MapPost("/start/{company}/sign-in/files", (AsOwner scope) => Attempt.OrAgain(() =>
        {
            var taken = BroughtFiles.Of(scope.Context.Request.Form).TakeInto(scope);
            return Then(scope, "certificates", CertificateWords.TakenIn(taken));
        }, findings => SignIn(scope, findings))).WithMetadata(new Uploads(BroughtFiles.Most));
        pages.MapPost("/start/{company}/sign-in/token", (AsOwner scope) => Attempt.OrAgain(() =>
        {
            scope.Office.KeepToken.Keep(scope.Company, scope.Context.Request.Form["ksef-token"].ToString(), null);
            return Then(scope, "certificates", new("Token KSeF zachowany.", "The KSeF token is kept."));
        }, findings => SignIn(scope, findings)));
        pages.MapGet("/start/{company}/certificates", (AsOwner scope) => Certificates(scope, []));
        pages.MapPost("/start/{company}/certificates", (AsOwner scope, CancellationToken stop) => Attempt.OrAgainAsync(async () =>
        {
            await scope.Office.FetchCertificates.FirstAsync(scope.Company, CertificatesModel.Missing(scope),
                KeyKind.EcP256, null, Silent.Progress, stop);
            return Then(scope, "test", new("Certyfikaty są gotowe.", "The certificates are here."));
        }, findings => Certificates(scope, findings)));
        pages.MapPost("/start/{company}/certificates/files", (AsOwner scope) => Attempt.OrAgain(() =>
        {
            var taken = BroughtFiles.Of(scope.Context.Request.Form).TakeInto(scope);
            return Then(scope, CertificatesModel.Missing(scope).Count > 0 ? "certificates" : "test", CertificateWords.TakenIn(taken));
        }, findings => Certificates(scope, findings))).WithMetadata(new Uploads(BroughtFiles.Most));
        pages.MapGet("/start/{company}/test", (AsOwner scope) => Show.Page<TestStep, TestStepModel>(scope, new([])));
        pages.MapPost("/start/{company}/test", async (AsOwner scope, CancellationToken stop) =>
            Show.Page<TestStep, TestStepModel>(scope, new(await scope.Office.TestCertificates.BothAsync(scope.Company, stop))));
        pages.MapGet("/start/{company}/invoice", (AsOwner scope) => Invoice(scope, []));
        pages.MapPost("/start/{company}/invoice", (AsOwner scope, CancellationToken stop) => Attempt.OrAgainAsync(async () =>
        {
            var issued = await scope.Office.SetUpCompany.IssueExampleAsync(scope.Company, stop);
            return scope.Context.Then(Addresses.Of(issued.Invoice), NoticeOf(issued));
        }, findings => Invoice(scope, findings)));
    }

    /// <summary>A page of the set-up of a company.</summary>
    public static string At(InCompany scope, string page) => At(scope.Company, page);

    /// <summary>A page of the set-up of a company.</summary>
    public static string At(Company company, string page) =>
        page.Length == 0 ? Addresses.Of(company) : $"{At(company)}/{page}";

    /// <summary>Where the set-up of a company goes on.</summary>
    public static string At(Company company) => $"/start/{Uri.EscapeDataString(company.Id.Text)}";

    private static async Task<IResult> BeginAsync(AsAccount scope)
    {
        var (form, settings) = (scope.Context.Request.Form, Settings(scope));
        if (form.ContainsKey("example") && settings.LocalKsef is not null)
        {
            var example = scope.Office.SetUpCompany.ExampleFor(scope.Account.Id);
            return Show.Page<CompanyStep, CompanyStepModel>(scope, CompanyStepModel.Of(scope, settings) with
            {
                Nip = example.Nip.ToString(),
                Name = example.Name,
                Address = example.Address,
                Environment = "local",
            });
        }
        var written = CompanyStepModel.Of(scope, settings) with
        {
            Nip = form["nip"].ToString(),
            Name = form["name"].ToString(),
            Address = form["address"].ToString(),
            Environment = form["environment"].ToString(),
        };
        return await Attempt.OrAgain(() =>
        {
            var company = scope.Office.SetUpCompany.Begin(
                scope.Account.Id, written.Nip, written.Name, written.Address, EnvironmentOf(written.Environment, settings));
            scope.Office.WatchHealth.LookSoon();
            return scope.Context.Then(At(company, company.Environment.AcceptsSelfSigned ? "certificates" : "sign-in"));
        }, findings =>
            Show.Page<CompanyStep, CompanyStepModel>(scope, written with { Findings = findings }, StatusCodes.Status422UnprocessableEntity));
    }

    // Named environments and the one KSeF of this machine: an address is never taken from a request (DESIGN 6.4).
    private static KsefEnvironment EnvironmentOf(string word, WebSettings settings) => word switch
    {
        "local" when settings.LocalKsef is { } here => KsefEnvironment.Local(here),
        "test" => KsefEnvironment.Test,
        "demo" => KsefEnvironment.Demo,
        "production" => KsefEnvironment.Production,
        _ => throw new RefusedException(new Finding("INK-SETUP-002",
            "Wybierz, z którym KSeF pracuje firma.", "Choose the KSeF that the company works with.")
        { Path = "environment" }),
    };

    private static string Word(SetUpStep step) => step switch
    {
        SetUpStep.SignIn => "sign-in",
        SetUpStep.Certificates => "certificates",
        SetUpStep.FirstInvoice => "test",
        _ => "",
    };

    private static IResult SignIn(AsOwner scope, IReadOnlyList<Finding> findings) =>
        Show.Page<SignInStep, SignInStepModel>(scope, new(scope.Company, findings), Show.StatusOf(findings));

    private static IResult Certificates(AsOwner scope, IReadOnlyList<Finding> findings) =>
        Show.Page<CertificatesStep, CertificatesModel>(scope, CertificatesModel.Of(scope) with { Findings = findings }, Show.StatusOf(findings));

    private static IResult Invoice(AsOwner scope, IReadOnlyList<Finding> findings) => Show.Page<InvoiceStep, InvoiceStepModel>(scope,
        new(scope.Company, scope.Office.SetUpCompany.Example(scope.Company, SetUpCompany.FirstNumber), findings), Show.StatusOf(findings));

    private static IResult Then(AsOwner scope, string page, Wording said) => scope.Context.Then(At(scope, page), new Notice(said));

    private static WebSettings Settings(Scope scope) => scope.Context.RequestServices.GetRequiredService<WebSettings>();

    private static Notice NoticeOf(IssuedNow issued) => issued.Invoice.State is InvoiceState.Accepted accepted
        ? new Notice(new($"Pierwsza faktura wystawiona. Numer KSeF: {accepted.KsefNumber}.",
            $"The first invoice is issued. Its KSeF number: {accepted.KsefNumber}."))
        : new Notice(new("Pierwsza faktura wystawiona. Wyślemy ją sami, gdy KSeF odpowie.",
            "The first invoice is issued. It will be sent by itself when KSeF answers."));
}

/// <summary>The company and its KSeF, as far as somebody has written them.</summary>
public sealed record CompanyStepModel(bool HasLocalKsef, IReadOnlyList<Company> Unfinished)
{
    public string Nip { get; init; } = "";

    public string Name { get; init; } = "";

    public string Address { get; init; } = "";

    /// <summary><c>local</c>, <c>test</c>, <c>demo</c> or <c>production</c>.</summary>
    public string Environment { get; init; } = "";

    public IReadOnlyList<Finding> Findings { get; init; } = [];

    internal static CompanyStepModel Of(AsAccount scope, WebSettings settings) => new(settings.LocalKsef is not null,
        [.. scope.Office.Members.Of(scope.Account.Id).Where(one => one.Role == Role.Owner).Select(one => one.Company)
            .Where(one => scope.Office.SetUpCompany.StepOf(one) != SetUpStep.Done)])
    {
        Environment = settings.LocalKsef is null ? "" : "local",
    };
}

/// <summary>What a company signs in with.</summary>
public sealed record SignInStepModel(Company Company, IReadOnlyList<Finding> Findings);

/// <summary>What came of the trials; empty: nothing was tried yet.</summary>
public sealed record TestStepModel(IReadOnlyList<CertificateTrial> Trials);

/// <summary>The first invoice, before it is issued.</summary>
public sealed record InvoiceStepModel(Company Company, InvoiceDraft Draft, IReadOnlyList<Finding> Findings);
