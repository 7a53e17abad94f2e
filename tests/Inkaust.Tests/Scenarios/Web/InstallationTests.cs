using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Inkaust.Cli;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios.Web;

/// <summary>All that one command starts: the app, its local KSeF, and the clock that follows it.</summary>
public sealed class InstallationTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-installation-");
    private readonly ShiftedClock machine = new(Stage.WednesdayNoon);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_restart_goes_on_with_the_same_companies_certificates_and_KSeF()
    {
        var port = Support.KeptPort.New();
        IssuedInvoice first;
        Company company;
        await using (var house = await StartAsync(port))
        {
            company = await CompanyAsync(house);
            first = (await house.Office.SetUpCompany.IssueExampleAsync(company, Stage.Stop)).Invoice;
            Assert.True(first is { State: InvoiceState.Accepted, HasUpo: true });
            Assert.True(house.Office.LookIntoLedger.LifeOf($"id:{first.Id}").Upo!.IsProof);
        }
        await using (var house = await StartAsync(port: null)) // The port of the last time.
        {
            Assert.Equal(KsefEnvironment.Local(house.LocalKsef!.BaseAddress), company.Environment);
            Assert.Equal(first.State, house.Office.LookIntoLedger.LifeOf(company, first.Id)!.Invoice.State);
            Assert.All(await house.Office.TestCertificates.BothAsync(company, Stage.Stop), trial => Assert.Null(trial.Problem));
        }
    }

    [Fact]
    public async Task The_program_prints_one_address_ends_well_when_the_machine_does_and_goes_on_at_its_next_start()
    {
        string? before = null;
        for (var start = 1; start <= 2; start++)
        {
            string[] port = before is null ? ["--local-ksef-port", $"{Support.KeptPort.New()}"] : [];
            using var program = Process.Start(new ProcessStartInfo("dotnet",
                [Path.Combine(AppContext.BaseDirectory, "inkaust.dll"), "web", "--urls", "http://127.0.0.1:0", "--data", folder.FullName, "--json", .. port])
            { RedirectStandardOutput = true })!;
            var text = "";
            while (await program.StandardOutput.ReadLineAsync(Stage.Stop) is { } line && (text += line).Count(c => c == '{') != text.Count(c => c == '}')) { }
            var said = JsonNode.Parse(text)!;
            using var nobody = new Visitor(new Uri(said["address"]!.GetValue<string>()));
            Assert.Equal(HttpStatusCode.Redirect, (await nobody.GetAsync("/")).Status);
            before ??= said["localKsef"]!.GetValue<string>();
            Assert.Equal(before, said["localKsef"]!.GetValue<string>());
            await Tool.MustAsync("kill", "-TERM", $"{program.Id}");
            await program.WaitForExitAsync(Stage.Stop);
            Assert.Equal(0, program.ExitCode);
        }
    }

    [Fact]
    public async Task Whatever_the_app_does_beside_its_pages_has_ended_when_it_is_let_go_of()
    {
        CancellationToken ended;
        await using (var house = await StartAsync())
        {
            ended = house.App.Lifetime.ApplicationStopped; // Told once every service of the app has ended.
            Assert.False(ended.IsCancellationRequested);
        }
        Assert.True(ended.IsCancellationRequested);
    }

    [Fact]
    public async Task Two_at_once_on_one_folder_are_refused_with_a_code()
    {
        await using var house = await StartAsync();
        var refused = await Assert.ThrowsAsync<RefusedException>(() => StartAsync(port: null));
        Assert.Equal("INK-ENV-007", refused.Findings[0].Code);
        var taken = house.Address.ToString();
        refused = await Assert.ThrowsAsync<RefusedException>(() => StartAsync(hasLocalKsef: false, url: taken));
        Assert.Equal("INK-ENV-008", refused.Findings[0].Code);
    }

    [Fact]
    public async Task From_the_cut_line_to_the_number_the_story_is_played_by_its_buttons()
    {
        await using var house = await StartAsync();
        var company = await CompanyAsync(house);
        using var anna = VisitorOf(house, company, Role.Owner);
        var page = await anna.GetAsync($"/c/{company.Id}/rehearsal");
        page = await NextAsync(anna, page); // The line is cut.
        Assert.Equal("przecięte", page.Words("section[aria-labelledby=now] .chip"));
        page = await NextAsync(anna, page); // Issued offline.
        var waiting = house.Office.LookAtHome.Of(company).Waiting.Single();
        Assert.NotNull(waiting.KodII);
        Assert.Contains(waiting.Number, page.Words(".story [aria-current]"));
        page = await NextAsync(anna, page); // The line is back.
        await NextAsync(anna, page); // Sent.
        page = await anna.GetAsync($"/c/{company.Id}/rehearsal");
        var number = Assert.IsType<InvoiceState.Accepted>(house.Office.LookIntoLedger.LifeOf(company, waiting.Id)!.Invoice.State).KsefNumber;
        Assert.Contains(number, page.Words(".story [aria-current]"));
    }

    [Fact]
    public async Task The_clock_of_the_app_goes_with_that_of_the_local_KSeF_and_back()
    {
        await using var house = await StartAsync();
        var company = await CompanyAsync(house);
        using var anna = VisitorOf(house, company, Role.Owner);
        var page = await anna.GetAsync($"/c/{company.Id}/rehearsal");
        page = await TurnAsync(anna, page, "tomorrow");
        Assert.Equal(new DateOnly(2026, 12, 10), PolishTime.DateOf(house.Office.Clock.GetUtcNow()));
        Assert.Contains("10.12.2026 09:00", page.Words("section[aria-labelledby=now]"));
        var refused = Assert.Throws<RefusedException>(() => Begin(house, "6712345098", KsefEnvironment.Test));
        Assert.Equal("INK-COMPANY-012", refused.Findings[0].Code);
        await TurnAsync(anna, page, "present");
        Assert.Equal(new DateOnly(2026, 12, 9), PolishTime.DateOf(house.Office.Clock.GetUtcNow()));
        Begin(house, "6712345098", KsefEnvironment.Test);
    }

    [Fact]
    public async Task Nobody_turns_the_clock_while_a_company_belongs_to_another_KSeF()
    {
        await using var house = await StartAsync();
        var company = await CompanyAsync(house);
        Begin(house, "6712345098", KsefEnvironment.Test);
        using var anna = VisitorOf(house, company, Role.Owner);
        var page = await anna.GetAsync($"/c/{company.Id}/rehearsal");
        page = await anna.SubmitAsync(page, "input[value=tomorrow]");
        Assert.Contains("INK-REHEARSAL-001", page.Text);
        Assert.Equal(new DateOnly(2026, 12, 9), PolishTime.DateOf(house.Office.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task Whatever_is_announced_can_be_ended()
    {
        await using var house = await StartAsync();
        var company = await CompanyAsync(house);
        using var anna = VisitorOf(house, company, Role.Owner);
        foreach (var what in new[] { "Maintenance", "Failure", "TotalFailure" })
        {
            var page = await anna.SubmitAsync(await anna.GetAsync($"/c/{company.Id}/rehearsal"), $"form[action$='/announce'] input[value={what}]");
            page = await anna.FollowAsync(page.Location!.ToString());
            Assert.NotNull(page.Find($"form[action$='/end'] input[value={what}]"));
            page = await anna.FollowAsync((await anna.SubmitAsync(page, $"form[action$='/end'] input[value={what}]")).Location!.ToString());
            Assert.Contains("niczego nie ogłasza", page.Words("section[aria-labelledby=now]"));
        }
        await anna.SubmitAsync(await anna.GetAsync($"/c/{company.Id}/rehearsal/reset"), "main form");
        Assert.Contains("Przyjął plików0", (await anna.GetAsync($"/c/{company.Id}/rehearsal")).Words("section[aria-labelledby=now]"));
    }

    [Fact]
    public async Task There_is_no_rehearsal_for_a_company_of_another_KSeF_and_only_an_owner_steers_it()
    {
        await using var house = await StartAsync();
        var company = await CompanyAsync(house);
        var other = Begin(house, "6712345098", KsefEnvironment.Test);
        using var anna = VisitorOf(house, other, Role.Owner);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync($"/c/{other.Id}/rehearsal")).Status);
        using var jan = VisitorOf(house, company, Role.Reader);
        var page = await jan.GetAsync($"/c/{company.Id}/rehearsal");
        Assert.Null(page.Find("main form"));
        var token = page.Find("input[name=token]")!.GetAttribute("value")!;
        foreach (var deed in new[] { "cut", "restore", "announce", "end", "clock", "reset", "issue" })
            Assert.Equal(HttpStatusCode.Forbidden, (await jan.PostAsync($"/c/{company.Id}/rehearsal/{deed}", ("token", token))).Status);
    }

    private static async Task<SeenPage> NextAsync(Visitor visitor, SeenPage page)
    {
        var next = await visitor.SubmitAsync(page, ".story [aria-current] button.first");
        return await visitor.FollowAsync(next.Location!.ToString());
    }

    private static async Task<SeenPage> TurnAsync(Visitor visitor, SeenPage page, string to) =>
        await visitor.FollowAsync((await visitor.SubmitAsync(page, $"input[value={to}]")).Location!.ToString());

    private static Company Begin(Installation house, string nip, KsefEnvironment environment) =>
        house.Office.SetUpCompany.Begin(house.Office.Accounts.Add($"{Guid.NewGuid():n}@example.com", "Ktoś", Language.Polish).Id, nip, "Firma", "ul. Długa 5, 31-147 Kraków", environment);

    private static async Task<Company> CompanyAsync(Installation house)
    {
        var company = Begin(house, "5260001246", KsefEnvironment.Local(house.LocalKsef!.BaseAddress));
        await house.Office.FetchCertificates.FirstAsync(company, [CertificateKind.Authentication, CertificateKind.Offline], KeyKind.EcP256, null, new Progress<CertificateProgress>(), Stage.Stop);
        return company;
    }

    private static Visitor VisitorOf(Installation house, Company company, Role role)
    {
        var account = house.Office.Accounts.Add($"{Guid.NewGuid():n}@example.com", "Anna Nowak", Language.Polish);
        house.Office.Members.Let(account.Id, company, role);
        return WebHouse.Visitor(house.App, account);
    }

    private Task<Installation> StartAsync(int? port = 0, bool hasLocalKsef = true, string url = "http://127.0.0.1:0") => Installation.StartAsync(
        Surroundings.OfThisProcess(), folder.FullName, new InstallationWish { Urls = [url], LocalKsefPort = port, HasLocalKsef = hasLocalKsef }, machine, null, Stage.Stop);
}
