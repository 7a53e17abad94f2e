using System.Net;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios.Web;

/// <summary>From an account without a company to an issued invoice.</summary>
public sealed class SetUpTests
{
    [Fact]
    public async Task From_the_first_start_to_an_accepted_invoice_it_takes_at_most_twelve_interactions()
    {
        await using var house = await WebHouse.OpenAsync();
        var account = house.Account(role: null);
        using var anna = house.Visitor(account);
        var clicks = 0;
        async Task<SeenPage> PressAsync(SeenPage page, string button)
        {
            clicks++;
            var next = page.Find(button)!.LocalName == "a" ? await anna.GetAsync(page.Find(button)!.GetAttribute("href")!) : await anna.SubmitAsync(page, button);
            for (; next.Location is { } on; next = await anna.GetAsync(on.ToString())) { }
            return next;
        }

        var page = await anna.FollowAsync("/");
        page = await PressAsync(page, "button[name=example]");
        page = await PressAsync(page, "main button.first"); // The company and its KSeF.
        Assert.Equal("Dwa certyfikaty KSeF", page.Words("h1"));
        page = await PressAsync(page, "main button.first"); // Both certificates.
        Assert.Equal("Test połączenia", page.Words("h1"));
        page = await PressAsync(page, "main button.first"); // The test.
        Assert.Contains("Logowanie do KSeF działa", page.Words("main"));
        Assert.Contains("KOD II podpisany i sprawdzony", page.Words("main"));
        page = await PressAsync(page, "main a.first");
        page = await PressAsync(page, "main button.first"); // The invoice.

        var company = Assert.Single(house.Office.Members.Of(account.Id));
        Assert.Equal(Role.Owner, company.Role);
        var (invoice, _) = house.Office.Ledger.Of(company.Company).Latest(1)[0];
        var number = Assert.IsType<InvoiceState.Accepted>(invoice.State).KsefNumber;
        Assert.Contains(number, page.Words("main"));
        Assert.Contains($"account:{account.Id}", house.Office.Ledger.Of(company.Company).History(invoice)[0].By.Text);
        Assert.InRange(clicks, 1, 12);
        Assert.Equal(6, clicks);
    }

    [Fact]
    public async Task It_can_be_left_at_any_step_and_goes_on_where_it_was()
    {
        await using var house = await WebHouse.OpenAsync();
        var account = house.Account(role: null);
        using var anna = house.Visitor(account);
        var company = house.Office.SetUpCompany.Begin(account.Id, "5260001246", "Atrament", "ul. Piękna 7, 00-539 Warszawa", house.Company.Environment);
        var at = $"/start/{company.Id}";

        Assert.Equal(at + "/certificates", (await anna.GetAsync(at)).Location!.ToString());
        Assert.Contains("Atrament", (await anna.GetAsync("/start")).Words(".notice"));
        await house.Office.FetchCertificates.FirstAsync(company, [CertificateKind.Authentication, CertificateKind.Offline], KeyKind.EcP256, null, new Progress<CertificateProgress>(), Stage.Stop);
        Assert.Equal(at + "/test", (await anna.GetAsync(at)).Location!.ToString());
        await house.Office.SetUpCompany.IssueExampleAsync(company, Stage.Stop);
        Assert.Equal($"/c/{company.Id}", (await anna.GetAsync(at)).Location!.ToString());
        Assert.Null((await anna.GetAsync("/start")).Find(".notice"));
    }

    [Fact]
    public async Task A_second_click_issues_no_second_invoice()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        using var anna = house.Visitor(house.Account());
        var page = await anna.GetAsync($"/start/{house.Company.Id}/invoice");
        var first = await anna.SubmitAsync(page, "main button.first");
        var second = await anna.SubmitAsync(page, "main button.first");
        Assert.Equal(first.Location, second.Location);
        Assert.Single(house.Office.LookIntoLedger.List(house.Company, null));
    }

    [Fact]
    public async Task A_wrong_NIP_and_a_missing_name_are_said_at_once_and_what_was_written_stays()
    {
        await using var house = await WebHouse.OpenAsync();
        using var anna = house.Visitor(house.Account(role: null));
        var page = await anna.SubmitAsync(await anna.GetAsync("/start"), "main button.first", ("nip", "5260001247"), ("name", ""), ("address", "ul. Długa 5"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("nie jest numerem NIP", page.Words("#f-nip-say"));
        Assert.NotNull(page.Find("#f-name-say"));
        Assert.Equal("ul. Długa 5", page.Find("#f-address")!.GetAttribute("value"));
        Assert.Empty(house.Office.Members.Of(house.Office.Accounts.Add("b@example.com", "B", Language.Polish).Id));
    }

    [Fact]
    public async Task An_address_is_no_environment()
    {
        await using var house = await WebHouse.OpenAsync();
        using var anna = house.Visitor(house.Account(role: null));
        var page = await anna.SubmitAsync(await anna.GetAsync("/start"), "main button.first",
            ("nip", "6712345098"), ("name", "Zła"), ("address", "ul. Długa 5"), ("environment", "http://attacker.example"));
        Assert.Contains("INK-SETUP-002", page.Text);
        Assert.Single(house.Office.Companies.All());
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("production")]
    public async Task Whoever_works_with_a_KSeF_in_earnest_brings_a_certificate_or_a_token_first(string environment)
    {
        await using var house = await WebHouse.OpenAsync();
        using var anna = house.Visitor(house.Account(role: null));
        var page = await anna.SubmitAsync(await anna.GetAsync("/start"), "main button.first",
            ("nip", "6712345098"), ("name", "Papiernia"), ("address", "ul. Długa 5, 31-147 Kraków"), ("environment", environment));
        Assert.EndsWith("/sign-in", page.Location!.ToString());
        page = await anna.GetAsync(page.Location.ToString());
        Assert.Equal(environment == "demo", page.Find(".strip-demo") is not null);
        page = await anna.SubmitAsync(page, "input[name=ksef-token]", ("ksef-token", "to nie token"));
        Assert.Contains("INK-CERT-017", page.Text);
        page = await anna.SubmitAsync(page, "input[name=ksef-token]", ("ksef-token", $"20261209-EC-0000000000-0000000000-00|nip-6712345098|{new string('a', 64)}"));
        Assert.EndsWith("/certificates", page.Location!.ToString());
    }

    [Fact]
    public async Task In_production_no_example_is_issued()
    {
        await using var house = await WebHouse.OpenAsync();
        var account = house.Account(role: null);
        var company = house.Office.SetUpCompany.Begin(account.Id, "6712345098", "Papiernia", "ul. Długa 5, 31-147 Kraków", KsefEnvironment.Production);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => house.Office.SetUpCompany.IssueExampleAsync(company, Stage.Stop));
        Assert.Equal("INK-SETUP-001", refused.Findings[0].Code);
        using var anna = house.Visitor(account);
        Assert.Null((await anna.GetAsync($"/start/{company.Id}/invoice")).Find("form[action$='/invoice']"));
    }

    [Theory]
    [InlineData(Role.Reader)]
    [InlineData(Role.Accountant)]
    public async Task Only_an_owner_sets_a_company_up(Role role)
    {
        await using var house = await WebHouse.OpenAsync();
        using var visitor = house.Visitor(house.Account(role: role));
        foreach (var page in new[] { "sign-in", "certificates", "test", "invoice" })
            Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync($"/start/{house.Company.Id}/{page}")).Status);
    }
}
