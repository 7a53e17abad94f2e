using System.Text.Json;
using Inkaust.Cli;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios;

/// <summary>An accountant with several companies, one of which is in trouble.</summary>
public sealed class ManyCompaniesTests
{
    private static readonly Nip Broken = Nip.Parse("1111111111");

    [Fact]
    public async Task A_company_whose_KSeF_is_away_is_named_and_keeps_no_other_one_waiting()
    {
        await using var stage = await Stage.ReadyAsync();
        var fine = await stage.IssueAsync(ModeWish.Offline);
        await AddBrokenAsync(stage, fine);

        var (code, output, error) = await RunAsync(stage, "send");
        Assert.Equal(2, code);
        Assert.IsType<InvoiceState.Accepted>(stage.Now(fine).State);
        Assert.Contains(fine.Number, output);
        Assert.Contains($"INK-KSEF-003 Zepsuta (NIP {Broken}): ", error);

        var (_, answer, nothing) = await RunAsync(stage, "send", "--json");
        Assert.Empty(nothing);
        var problems = JsonDocument.Parse(answer).RootElement.GetProperty("problems").EnumerateArray().ToList();
        Assert.Equal(["INK-KSEF-003", "INK-SEND-016"], problems.Select(one => one.GetProperty("code").GetString())); // and what waits is due tomorrow
        Assert.All(problems, one => Assert.Equal(Broken.ToString(), one.GetProperty("company").GetString()));
    }

    [Theory]
    [InlineData(null, "get both certificates: inkaust cert enrol --company 1111111111")]
    [InlineData(CertificateKind.Authentication, "get a certificate of type 2 (KOD II): inkaust cert enrol --type offline --company 1111111111")]
    [InlineData(CertificateKind.Offline, "get a certificate of type 1 (signing in): inkaust cert enrol --type authentication --company 1111111111")]
    public async Task The_next_step_names_the_company_and_what_is_missing(CertificateKind? has, string next)
    {
        await using var stage = await Stage.ReadyAsync();
        var other = stage.Company with { Nip = Broken, Name = "Piekarnia" };
        stage.Workplace.Companies.Add(other);
        if (has is { } kind) await stage.Workplace.EnrolCertificate.ForAsync(other, kind, Stage.Stop);

        var (_, output, _) = await RunAsync(stage, "status");
        Assert.Contains($"Next: {next}", output);
        // What it says can be typed as it stands.
        var (code, _, error) = await RunAsync(stage, next[(next.IndexOf("inkaust ", StringComparison.Ordinal) + 8)..].Split(' '));
        Assert.True(code == 0, error);
        Assert.Contains($"Next: {Standing.NothingToDo.En}", (await RunAsync(stage, "status")).Output);
    }

    [Fact]
    public async Task Another_name_and_address_stand_on_what_is_issued_from_now_on()
    {
        await using var stage = await Stage.ReadyAsync();
        var before = await stage.IssueAsync(ModeWish.Offline);
        Assert.Equal(0, (await RunAsync(stage, "company", "change", "--name", "Atrament i Pióro S.A.")).Code);
        var now = stage.Workplace.Companies.Find(null);
        Assert.Equal(("Atrament i Pióro S.A.", stage.Company.Address), (now.Name, now.Address));
        var after = await stage.Workplace.IssueInvoice.FromDraftAsync(now, stage.Draft(), ModeWish.Offline, stop: Stage.Stop);
        Assert.Equal(["Atrament i Pióro sp. z o.o.", "Atrament i Pióro S.A."],
            new[] { before, after }.Select(one => stage.Ledger.File(one).Text("Podmiot1", "DaneIdentyfikacyjne", "Nazwa")));
        Assert.Equal(1, (await RunAsync(stage, "company", "change", "--name", " ")).Code);
    }

    [Fact]
    public async Task A_certificate_that_KSeF_has_blocked_is_found_by_its_test()
    {
        await using var stage = await Stage.ReadyAsync();
        var signs = stage.Workplace.Keys.Of(stage.Company.Id).Single(one => one.Kind == CertificateKind.Offline);
        Assert.Equal(0, (await RunAsync(stage, "cert", "test")).Code);
        (await stage.ManageAsync($"certificates/{signs.Serial}/block")).EnsureSuccessStatusCode();

        var (code, _, error) = await RunAsync(stage, "cert", "test");
        Assert.Equal(1, code);
        Assert.Contains("INK-CERT-001", error);
        Assert.Contains("blocked", (await RunAsync(stage, "cert", "list")).Output);
    }

    [Fact]
    public async Task An_offline_invoice_says_that_KSeF_did_not_answer()
    {
        await using var stage = await Stage.ReadyAsync();
        await stage.FaultAsync("line-cut", "* /v2/*");
        var file = Path.Combine(stage.Folder, "draft");
        await File.WriteAllBytesAsync(file, stage.Draft().WriteJson(), Stage.Stop); // named neither .json nor .xml: its content says what it is

        Assert.Contains("Because KSeF does not answer: ", (await RunAsync(stage, "issue", file)).Output);
        var status = (await RunAsync(stage, "status")).Output;
        Assert.Contains("KSeF: does not answer (", status);
        Assert.Contains("Latarnia: says that KSeF is available", status);
    }

    private static async Task AddBrokenAsync(Stage stage, IssuedInvoice like)
    {
        var broken = new Company(Broken, "Zepsuta", "ul. A 1, 00-001 Warszawa", KsefEnvironment.Local(new Uri("http://127.0.0.1:9")));
        stage.Workplace.Companies.Add(broken);
        using var seal = SelfSignedSeal.Create(broken.Environment, Broken, broken.Name, stage.Clock.GetUtcNow());
        stage.Workplace.Keys.Keep(broken, CertificateKind.Offline, "two", seal);
        await stage.Workplace.IssueInvoice.FromDraftAsync(broken, stage.Draft(like.Number), ModeWish.Offline, stop: Stage.Stop);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(Stage stage, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync([.. arguments, "--data", stage.Workplace.Place, "--lang", "en"], output, error, stage.Clock);
        return (code, output.ToString(), error.ToString());
    }
}
