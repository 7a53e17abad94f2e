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
    public async Task The_letter_to_buyers_is_worded_by_the_company_and_put_back()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        var told = await WebStory.PlayAsync(house);
        using var anna = house.Visitor(house.Account());
        var at = At(house) + "/letters";
        var mail = $"/c/{house.Company.Id}/invoices/{told["offline"].Id}/mail";
        const string Polish = "form:has([name=language][value=pl]) [name=do]";
        var usual = (await anna.GetAsync(mail)).Find("#f-text")!.TextContent;
        var page = await anna.SubmitAsync(await anna.GetAsync(at), Polish + "[value=look]",
            ("subject", "{firma}: {numer}"), ("text", "Do zapłaty {brutto}.\r\nTermin: {termin}.\r\n<b>Pozdrawiamy</b>"));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("niezapisany", page.Words("section[aria-labelledby=letter-pl]"));
        Assert.Contains("1 230,00 zł.", page.Words(".example").Replace('\u00A0', ' '));
        Assert.Contains("Termin: ", page.Words(".example"));
        Assert.Equal(usual, (await anna.GetAsync(mail)).Find("#f-text")!.TextContent); // Looking keeps nothing.

        await anna.SubmitAsync(page, Polish + "[value=save]");
        page = await anna.GetAsync(mail + "?language=pl");
        Assert.Equal($"{house.Company.Name}: {told["offline"].Number}", page.Find("#f-subject")!.GetAttribute("value"));
        // The invoice names no day of payment, so that its line is left out.
        Assert.Equal("Do zapłaty 877,13 zł.\n<b>Pozdrawiamy</b>", page.Find("#f-text")!.TextContent.Replace('\u00A0', ' '));
        Assert.StartsWith("Hello,", (await anna.GetAsync(mail + "?language=en")).Find("#f-text")!.TextContent);
        // A buyer who may only have a confirmation is not told that it is the invoice.
        var confirmation = house.Office.BuyerLetters.About(house.Company, Language.Polish, new LetterFacts
        {
            Number = "FV/1",
            Gross = 1,
            Currency = "PLN",
            PaymentDate = null,
            Document = SentDocument.Confirmation,
            KsefNumber = null,
        });
        Assert.StartsWith("Potwierdzenie transakcji FV/1", confirmation.Subject);
        Assert.Contains("To nie jest faktura", confirmation.Text);

        page = await anna.SubmitAsync(await anna.GetAsync(at), Polish + "[value=usual]");
        Assert.StartsWith("{dokument} {numer}", page.Find("#subject-pl")!.GetAttribute("value"));
        await anna.SubmitAsync(page, Polish + "[value=save]");
        Assert.Equal(usual, (await anna.GetAsync(mail)).Find("#f-text")!.TextContent);
    }

    [Fact]
    public async Task A_letter_with_a_second_header_or_an_unknown_insert_is_refused_and_only_an_owner_words_it()
    {
        await using var house = await WebHouse.OpenAsync();
        using var anna = house.Visitor(house.Account());
        var at = At(house) + "/letters";
        var page = await anna.SubmitAsync(await anna.GetAsync(at), "form:has([name=language][value=en]) [name=do][value=save]",
            ("subject", "Invoice\r\nBcc: b@example.com"), ("text", "{number} {nmuber} {iban} \u0007"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        foreach (var code in new[] { "INK-LETTER-001", "INK-LETTER-002", "INK-LETTER-003" }) Assert.Contains(code, page.Words(".said"));
        Assert.Contains("nmuber", page.Words(".said"));
        Assert.Contains("iban", page.Words(".said"));
        Assert.Equal(LetterWords.Usual(Language.English), house.Office.BuyerLetters.Of(house.Company, Language.English));
        using var jan = house.Visitor(house.Account("Jan Widz", Role.Accountant));
        page = await jan.GetAsync(at);
        Assert.Null(page.Find("textarea"));
        Assert.Contains("FV/7/", page.Words(".example"));
    }

    [Fact]
    public void What_comes_from_an_invoice_fills_an_insert_and_is_never_taken_for_one()
    {
        var filled = new LetterWords("{Number} {company}", "{number}\n{due}\n{ company }").Filled(
            insert => insert switch { LetterInsert.Number => "{company}", LetterInsert.Company => "A\nB", _ => null });
        Assert.Equal("{company} A B", filled.Subject);
        Assert.Equal("{company}\nA\nB", filled.Text);
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
