using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios.Web;

/// <summary>Questions and answers between people, and what is attached to them.</summary>
public class ConsultationPagesTests
{
    private const string Evil = "<script>alert(1)</script>";

    [Fact]
    public async Task The_accountant_hears_of_a_question_answers_it_and_whoever_asked_hears_of_that()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        var invoice = await house.Stage.IssueAsync(ModeWish.Offline);
        var (issuer, accountant, owner) = (house.Account("Jan Lis", Role.Issuer), house.Account("Maria Wrona", Role.Accountant), house.Account());
        using var jan = house.Visitor(issuer);
        using var maria = house.Visitor(accountant);
        using var anna = house.Visitor(owner);
        var ask = (await jan.GetAsync($"/c/{house.Company.Id}/invoices/{invoice.Id}")).Find("a[href*='consultations/new']")!.GetAttribute("href")!;
        var asked = await PostAsync(jan, await jan.GetAsync(ask), "form[action$='consultations/new']", ("message", "Czy 23% jest dobrze?"));
        var thread = asked.Location!.ToString();
        Assert.Contains("Czy 23% jest dobrze?", (await jan.FollowAsync(thread)).Words(".talk"));

        Assert.Contains("1", (await maria.GetAsync($"/c/{house.Company.Id}")).Words(".entry[href$='consultations'] .count"));
        Assert.Null((await anna.GetAsync($"/c/{house.Company.Id}")).Find(".entry[href$='consultations'] .count")); // there is an accountant
        var page = await maria.GetAsync(thread);
        Assert.Contains($"o fakturze {invoice.Number}", page.Words("main"));
        Assert.Null(page.Find(".entry[href$='consultations'] .count")); // she has read it
        await PostAsync(maria, page, $"form[action$='{thread}']", ("message", "Tak."));
        Assert.Contains("nowa odpowiedź", (await jan.GetAsync($"/c/{house.Company.Id}/consultations")).Words("main"));
        Assert.Contains("Maria Wrona pisze w konsultacji", (await jan.GetAsync($"/c/{house.Company.Id}/events")).Words("main"));
        Assert.DoesNotContain("Maria Wrona", (await anna.GetAsync($"/c/{house.Company.Id}/events")).Words("main"));

        using var watch = house.Office.EventWatch(new EventWatchSettings { AddressOf = (_, _) => new Uri("https://inkaust.example.com/") });
        watch.Look();
        Assert.Equal(["jan.lis@example.com", "maria.wrona@example.com"],
            house.Office.Outbox.Newest(50).Where(one => one.Subject.Contains("pisze", StringComparison.Ordinal)).Select(one => one.To).Distinct().Order());
    }

    [Fact]
    public async Task A_thread_is_closed_opened_again_and_opened_by_whoever_writes_in_it()
    {
        await using var house = await WebHouse.OpenAsync();
        var anna = house.Account();
        var id = house.Office.Consult.Ask(house.Company, anna, Partner.Accountant, "VAT", null, new NewMessage("Czy?", []));
        using var visitor = house.Visitor(anna);
        var thread = $"/c/{house.Company.Id}/consultations/{id}";
        var closed = await visitor.SubmitAsync(await visitor.GetAsync(thread), "form[action$='/close']");
        var list = await visitor.FollowAsync(closed.Location!.ToString());
        Assert.Contains("zamknięta", list.Words(".rows"));
        await visitor.SubmitAsync(list, ".notice form"); // undo
        Assert.NotNull((await visitor.GetAsync(thread)).Find("form[action$='/close']"));
        await visitor.SubmitAsync(await visitor.GetAsync(thread), "form[action$='/close']");
        await PostAsync(visitor, await visitor.GetAsync(thread), $"form[action='{thread}']", ("message", "Jednak."));
        Assert.NotNull((await visitor.GetAsync(thread)).Find("form[action$='/close']"));
    }

    [Fact]
    public async Task What_is_attached_leaves_as_a_download_and_is_never_drawn()
    {
        await using var house = await WebHouse.OpenAsync();
        using var anna = house.Visitor(house.Account());
        var asked = await PostAsync(anna, await anna.GetAsync($"/c/{house.Company.Id}/consultations/new"), "form[action$='consultations/new']",
            [("subject", Evil), ("message", Evil)], ("../..\\strona.html", Encoding.UTF8.GetBytes(Evil), "text/html"));
        var page = await anna.FollowAsync(asked.Location!.ToString());
        Assert.DoesNotContain(Evil, page.Text);
        Assert.Equal(Evil, page.Words("h1"));
        var link = page.Find(".files a")!;
        Assert.Equal("strona.html", link.TextContent.Trim());
        using var http = new HttpClient(new HttpClientHandler { CookieContainer = anna.Cookies }) { BaseAddress = house.Address };
        using var file = await http.GetAsync(link.GetAttribute("href"), Stage.Stop);
        Assert.Equal("application/octet-stream", file.Content.Headers.ContentType!.ToString());
        Assert.Equal(("attachment", "strona.html"), (file.Content.Headers.ContentDisposition!.DispositionType, file.Content.Headers.ContentDisposition.FileName));
        Assert.Equal("nosniff", Assert.Single(file.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal(Evil, await file.Content.ReadAsStringAsync(Stage.Stop));
    }

    [Fact]
    public async Task All_that_is_missing_is_named_and_what_is_too_much_is_refused()
    {
        await using var house = await WebHouse.OpenAsync();
        using var anna = house.Visitor(house.Account());
        var form = await anna.GetAsync($"/c/{house.Company.Id}/consultations/new");
        var refused = await PostAsync(anna, form, "form[action$='consultations/new']", ("subject", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Wpisz temat", refused.Words("#f-subject-say"));
        Assert.Contains("Wpisz treść", refused.Words("#f-message-say"));
        var six = Enumerable.Range(0, 6).Select(i => ($"{i}.txt", "x"u8.ToArray(), "text/plain")).ToArray();
        refused = await PostAsync(anna, form, "form[action$='consultations/new']", [("subject", "s"), ("message", "m")], six);
        Assert.Contains("5 plików po 5 MB", refused.Words("#f-files-say"));
        refused = await PostAsync(anna, form, "form[action$='consultations/new']", [("subject", "s"), ("message", "m")],
            ("duży", new byte[NewMessage.MostBytes + 1], "image/png"));
        Assert.NotEqual(HttpStatusCode.Redirect, refused.Status);
        Assert.Empty(house.Office.Consult.Of(house.Company, house.Account("Ewa Sowa").Id));
    }

    [Fact]
    public async Task A_thread_and_its_files_are_seen_by_nobody_else()
    {
        await using var house = await WebHouse.OpenAsync();
        var anna = house.Account(); // The first account runs the installation.
        var id = house.Office.Consult.Ask(house.Company, anna, Partner.Accountant, "VAT", null, new NewMessage("Czy?", [new("a.txt", "x"u8.ToArray())]));
        var file = house.Office.Consult.Read(house.Company, anna.Id, id)!.Messages[0].Files[0].Id;
        using var stranger = house.Visitor(house.Account("Jan Obcy", role: null));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/c/{house.Company.Id}/consultations/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/c/{house.Company.Id}/consultations/{id}/files/{file}")).Status);
        // Not asked of the specialist: whoever runs the installation sees nothing of it at his desk.
        using var desk = house.Visitor(anna);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.GetAsync($"/operator/requests/threads/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.GetAsync($"/operator/requests/threads/{id}/files/{file}")).Status);
        // A file of one thread is not reached through another.
        var other = house.Office.Consult.Ask(house.Company, anna, Partner.Specialist, "inne", null, new NewMessage("Czy?", []));
        Assert.Equal(HttpStatusCode.NotFound, (await desk.GetAsync($"/operator/requests/threads/{other}/files/{file}")).Status);
        using var reader = house.Visitor(house.Account("Zofia Cicha", Role.Reader));
        Assert.Null((await reader.GetAsync($"/c/{house.Company.Id}/consultations/{id}")).Find("textarea"));
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync($"/c/{house.Company.Id}/consultations/new")).Status);
    }

    [Fact]
    public async Task The_specialist_answers_what_he_was_asked_without_belonging_to_the_company()
    {
        await using var house = await WebHouse.OpenAsync();
        var specialist = house.Account("Olga Ruda", role: null); // the first account runs the installation
        var anna = house.Account();
        var id = house.Office.Consult.Ask(house.Company, anna, Partner.Specialist, "Certyfikat", null, new NewMessage("Skąd go wziąć?", []));
        Assert.Contains(house.Office.Outbox.Newest(5), one => one.To == specialist.Email && one.Subject == "Pytanie do specjalisty");
        using var olga = house.Visitor(specialist);
        Assert.Contains("nowa wiadomość", (await olga.GetAsync("/operator/requests")).Words("main"));
        var page = await olga.GetAsync($"/operator/requests/threads/{id}");
        Assert.Equal(HttpStatusCode.NotFound, (await olga.GetAsync($"/c/{house.Company.Id}/consultations/{id}")).Status);
        await PostAsync(olga, page, $"form[action$='threads/{id}']", ("message", "Z Modułu Certyfikatów."));
        using var visitor = house.Visitor(anna);
        Assert.Contains("Olga Ruda", (await visitor.GetAsync($"/c/{house.Company.Id}/consultations/{id}")).Words(".talk"));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/operator/requests")).Status);
    }

    private static Task<SeenPage> PostAsync(Visitor visitor, SeenPage page, string form, (string Name, string Value) field) =>
        PostAsync(visitor, page, form, [field], []);

    // A form with files, filled in as a browser does.
    private static async Task<SeenPage> PostAsync(Visitor visitor, SeenPage page, string form, (string Name, string Value)[] fields,
        params (string Name, byte[] Bytes, string Type)[] files)
    {
        var found = page.Find(form) ?? throw new InvalidOperationException($"There is no {form}: {page.Text}");
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields) content.Add(new StringContent(value), name);
        foreach (var input in found.QuerySelectorAll("input[type=hidden], input[type=radio][checked], input[name=subject]")
            .Where(one => fields.All(field => field.Name != one.GetAttribute("name")))) content.Add(new StringContent(input.GetAttribute("value") ?? ""), input.GetAttribute("name")!);
        foreach (var (name, bytes, type) in files)
        {
            var part = new ByteArrayContent(bytes);
            part.Headers.ContentType = new MediaTypeHeaderValue(type);
            content.Add(part, "files", name);
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, found.GetAttribute("action")) { Content = content };
        return await visitor.SendAsync(request);
    }
}
