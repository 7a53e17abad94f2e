using System.Net;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Print;

namespace Inkaust.Tests.Scenarios.Web;

/// <summary>What a company is called, how its prints look, its limits and its end.</summary>
public sealed class SettingsPagesTests
{
    // One grey pixel: PNG of eight bits.
    private static readonly byte[] Pixel = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mOoBwAAgQCA7A8W3AAAAABJRU5ErkJggg==");

    [Fact]
    public async Task A_new_name_and_address_are_those_of_new_invoices()
    {
        await using var house = await WebHouse.OpenAsync();
        using var anna = house.Visitor(house.Account());
        var page = await anna.SubmitAsync(await anna.GetAsync(At(house)), "form[action$='/company']", ("name", "Atrament S.A."), ("address", "ul. Nowa 1, 00-001 Warszawa"));
        Assert.Equal(At(house), page.Location!.ToString());
        Assert.Equal(("Atrament S.A.", "ul. Nowa 1, 00-001 Warszawa"), (house.Office.Companies.At(house.Company.Id).Name, house.Office.Companies.At(house.Company.Id).Address));
        page = await anna.SubmitAsync(await anna.GetAsync(At(house)), "form[action$='/company']", ("name", " "));
        Assert.Contains("INK-COMPANY-004", page.Text);
    }

    [Fact]
    public async Task A_logo_a_second_language_accounts_and_a_footer_are_kept_and_go_onto_prints_and_drafts()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        var issued = await house.Stage.IssueAsync(ModeWish.Online);
        var before = house.Office.LookIntoLedger.DocumentsOf(house.Company, issued).Pdf;
        using var anna = house.Visitor(house.Account());
        var page = await LookAsync(anna, house, Pixel, "61 1090 1014 0000 0712 1981 2874\r\n\r\nPL27114020040000300201355387");
        Assert.Equal(HttpStatusCode.Redirect, page.Status);

        var look = house.Office.CompanyLooks.Of(house.Company);
        Assert.Equal(["61109010140000071219812874", "PL27114020040000300201355387"], look.Accounts);
        Assert.Equal((PrintLanguages.Both, "Dziękujemy."), (look.Languages, look.Footer));
        var draft = look.Into(house.Stage.Draft() with { Payment = new Payment { Method = PaymentMethod.Transfer } });
        Assert.Equal(("61109010140000071219812874", "Dziękujemy."), (draft.Payment!.Account!.Number, draft.Footer[0]));
        Assert.NotEqual(before.Length, house.Office.LookIntoLedger.DocumentsOf(house.Company, issued).Pdf.Length);
        Assert.Equal(HttpStatusCode.OK, (await anna.GetAsync(At(house) + "/logo")).Status);

        await anna.SubmitAsync(await anna.GetAsync(At(house)), "form[action$='/look']", ("no-logo", "1"));
        Assert.Null(house.Office.CompanyLooks.Of(house.Company).Logo);
        Assert.Equal(look.Accounts, house.Office.CompanyLooks.Of(house.Company).Accounts);
    }

    [Fact]
    public async Task What_is_no_picture_and_no_account_is_said_and_nothing_is_changed()
    {
        await using var house = await WebHouse.OpenAsync();
        using var anna = house.Visitor(house.Account());
        var page = await LookAsync(anna, house, "<svg onload=alert(1)>"u8.ToArray(), "61109010140000071219812875");
        Assert.Contains("INK-STYLE-001", page.Text);
        Assert.Contains("INK-STYLE-002", page.Text);
        Assert.Equal(CompanyLook.Plain.Accounts, house.Office.CompanyLooks.Of(house.Company).Accounts);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await LookAsync(anna, house, new byte[CompanyLooks.LargestLogo + 1], "")).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await LookAsync(anna, house, new byte[2_000_000], "")).Status);
    }

    [Fact]
    public async Task The_meter_shows_what_was_used_of_each_limit()
    {
        await using var house = await WebHouse.OpenAsync(ready: true, limits: Inkaust.LocalKsef.RateLimitProfile.Production);
        using var jan = house.Visitor(house.Account("Jan Widz", Role.Reader));
        await house.Office.IssueAndSend.ForAsync(house.Company, house.Stage.Draft(), ModeWish.Online, Stage.Stop);
        var use = house.Office.Pacing.UseOf(house.Company).Single(one => one.Group == Inkaust.Ksef.RequestGroup.InvoiceSend);
        Assert.Equal((1, 180), (use.InAnHour, use.Limit.PerHour));
        Assert.Contains("1 / 180", (await jan.GetAsync(At(house))).Words("section[aria-labelledby=limits]"));
    }

    [Fact]
    public async Task A_company_is_removed_by_its_owner_who_types_its_NIP_unless_it_has_issued_something()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        using var anna = house.Visitor(house.Account());
        var page = await anna.SubmitAsync(await anna.GetAsync(At(house) + "/remove"), "main form", ("nip", "6712345098"));
        Assert.Contains("INK-COMPANY-006", page.Text);
        var issued = await house.Stage.IssueAsync(ModeWish.Online);
        page = await anna.SubmitAsync(page, "main form", ("nip", house.Company.Nip.ToString()));
        Assert.Contains("INK-COMPANY-005", page.Text);
        Assert.NotNull(house.Stage.Now(issued));

        var other = house.Office.SetUpCompany.Begin(house.Office.Members.Among(house.Company)[0].Account, "6712345098", "Pusta", "ul. Długa 5, 31-147 Kraków", house.Company.Environment);
        await anna.SubmitAsync(await anna.GetAsync($"/c/{other.Id}/settings/remove"), "main form", ("nip", "671-234-50-98"));
        Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync($"/c/{other.Id}")).Status);
    }

    [Theory]
    [InlineData(Role.Reader)]
    [InlineData(Role.Issuer)]
    [InlineData(Role.Accountant)]
    public async Task Others_see_the_settings_and_change_nothing(Role role)
    {
        await using var house = await WebHouse.OpenAsync();
        using var jan = house.Visitor(house.Account("Jan Widz", role));
        var page = await jan.GetAsync(At(house));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Null(page.Find("main form"));
        var token = page.Find("input[name=token]")!.GetAttribute("value")!;
        foreach (var deed in new[] { "company", "look", "remove" }) Assert.Equal(HttpStatusCode.Forbidden, (await jan.PostAsync($"{At(house)}/{deed}", ("token", token))).Status);
    }

    private static async Task<SeenPage> LookAsync(Visitor visitor, WebHouse house, byte[] logo, string accounts) =>
        await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Post, At(house) + "/look")
        {
            Content = new MultipartFormDataContent
            {
                { new StringContent((await visitor.GetAsync(At(house))).Find("input[name=token]")!.GetAttribute("value")!), "token" },
                { new ByteArrayContent(logo), "logo", "logo.png" },
                { new StringContent("pl+en"), "languages" },
                { new StringContent(accounts), "accounts" },
                { new StringContent("Dziękujemy."), "footer" },
            },
        });

    private static string At(WebHouse house) => $"/c/{house.Company.Id}/settings";
}
