using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Inkaust.Tests.Scenarios.Web;

/// <summary>Those who write what is not meant to be read, send too much, or come by another name.</summary>
public sealed class HostileUseTests
{
    private const string Evil = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>";

    private const int Much = 100_000_000;

    [Fact]
    public async Task What_anybody_wrote_anywhere_is_text_on_every_page()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        var account = house.Office.Accounts.Add("ewa@example.com", $"Ewa {Evil}", Language.Polish); // The first account runs the installation too.
        house.Office.Members.Let(account.Id, house.Company, Role.Owner);
        var company = house.Office.Companies.Rename(house.Company, $"Firma {Evil}", $"ul. {Evil} 7");
        var told = await WriteEverywhereAsync(house, company, account);
        using var visitor = house.Visitor(account);
        List<string> faults = [];
        HashSet<string> showing = [];
        foreach (var path in PagesOf(house).Concat(told).Distinct())
        {
            var page = await visitor.GetAsync(path);
            if (page.Status is HttpStatusCode.Redirect || !page.Text.Contains("<html", StringComparison.OrdinalIgnoreCase)) continue;
            faults.AddRange(Harm(page).Select(one => $"{path}: {one}"));
            if (page.Text.Contains("alert(1)", StringComparison.Ordinal)) showing.Add(path.Replace($"/c/{company.Id}", ""));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        // It did stand there to be read.
        foreach (var path in new[] { "", "/invoices", "/buyers", "/drafts", "/tasks", "/consultations", "/people", "/audit", "/settings", "/companies", "/account", "/operator/requests", "/outbox" })
            Assert.Contains(path, showing);
    }

    [Fact]
    public async Task What_an_address_or_a_refused_form_says_comes_back_as_text()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        using var anna = house.Visitor(house.Account());
        using var nobody = house.Visitor();
        var (company, evil) = ($"/c/{house.Company.Id}", Uri.EscapeDataString(Evil));
        List<SeenPage> pages =
        [
            await anna.GetAsync($"{company}/invoices?q={evil}&month={evil}&mode={evil}&group={evil}&order={evil}"), await anna.GetAsync($"/companies?q={evil}"),
            await anna.GetAsync($"{company}/buyers?q={evil}"), await anna.GetAsync($"{company}/{evil}"), await anna.GetAsync($"/c/{evil}/invoices"),
            await anna.GetAsync($"{company}/drafts/{evil}"), await anna.GetAsync($"{company}/consultations/new?invoice={evil}"),
            await nobody.GetAsync($"/sign-in?return={evil}"), await nobody.GetAsync($"/sign-up?email={evil}&return=/{evil}"), await nobody.GetAsync($"/invitations/{evil}"),
            await nobody.SubmitAsync(await nobody.GetAsync("/sign-in"), "form.form", ("email", Evil), ("password", Evil)),
            await nobody.SubmitAsync(await nobody.GetAsync("/sign-up"), "form.form", ("email", Evil), ("name", Evil), ("password", "krótkie")),
            await nobody.SubmitAsync(await nobody.GetAsync("/forgot"), "form.form", ("email", Evil)),
            await nobody.SubmitAsync(await nobody.GetAsync("/request"), "form.form", ("name", Evil), ("email", Evil), ("nip", Evil), ("message", Evil)),
            await anna.SubmitAsync(await anna.GetAsync("/start"), "main button.first", ("nip", Evil), ("name", Evil), ("address", Evil)),
            await anna.SubmitAsync(await anna.GetAsync($"{company}/buyers/new"), "form.form", ("name", Evil), ("nip", Evil)),
            await anna.SubmitAsync(await anna.GetAsync($"{company}/settings/series"), "form.form", ("pattern", Evil), ("name", Evil)),
            await anna.SubmitAsync(await anna.GetAsync($"{company}/people"), "form[action$='/invite']", ("email", Evil)),
        ];
        Assert.Empty(pages.SelectMany(Harm));
    }

    [Fact]
    public async Task A_hundred_megabytes_are_refused_by_every_route_before_they_are_read()
    {
        await using var house = await WebHouse.OpenAsync();
        using var owner = house.Visitor(house.Account());
        var bytes = new byte[Much];
        List<string> faults = [];
        foreach (var (method, pattern) in RoutesOf(house).Where(one => one.Method != "GET"))
        {
            foreach (var type in new[] { "application/x-www-form-urlencoded", "multipart/form-data; boundary=b" })
            {
                var content = new ByteArrayContent(bytes);
                content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
                using var request = new HttpRequestMessage(new HttpMethod(method), Concrete(house, pattern)) { Content = content };
                var answer = await owner.SendAsync(request);
                if (answer.Status != HttpStatusCode.RequestEntityTooLarge || !answer.Text.Contains("INK-WEB-006")) faults.Add($"{method} {pattern} ({type}): {answer.Status}");
            }
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task Another_host_is_refused_and_no_letter_leads_to_one()
    {
        await using var house = await WebHouse.OpenAsync();
        using var anna = house.Visitor(house.Account());
        using var elsewhere = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        elsewhere.Headers.Host = "evil.example";
        Assert.Equal(HttpStatusCode.BadRequest, (await anna.SendAsync(elsewhere)).Status);

        var token = (await anna.GetAsync($"/c/{house.Company.Id}/people")).Find("input[name=token]")!.GetAttribute("value")!;
        using var invite = new HttpRequestMessage(HttpMethod.Post, $"/c/{house.Company.Id}/people/invite")
        {
            Content = new FormUrlEncodedContent([new("token", token), new("email", "jan@example.com"), new("role", "reader")]),
        };
        invite.Headers.Add("X-Forwarded-Host", "evil.example");
        Assert.Equal(HttpStatusCode.Redirect, (await anna.SendAsync(invite)).Status);
        var letter = house.Office.Outbox.Open(Assert.Single(house.Office.Outbox.Newest(5)).Id)!;
        Assert.Contains("/invitations/", letter.Text);
        Assert.DoesNotContain("evil", letter.Text);
    }

    [Fact]
    public async Task A_number_that_is_a_path_leads_nowhere_and_neither_does_an_address()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        var invoice = await house.Stage.IssueAsync(ModeWish.Offline, house.Stage.Draft("../../etc/passwd\\..\\x"));
        using var anna = house.Visitor(house.Account());
        var page = $"/c/{house.Company.Id}/invoices/{invoice.Id}";
        using var http = new HttpClient(new HttpClientHandler { CookieContainer = anna.Cookies }) { BaseAddress = house.Address };
        foreach (var file in new[] { "xml", "pdf" })
        {
            using var answer = await http.GetAsync($"{page}/{file}", Stage.Stop);
            Assert.Equal($"etc-passwd-..-x.{file}", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        }
        var token = (await anna.GetAsync($"/c/{house.Company.Id}/invoices")).Find("input[name=token]")!.GetAttribute("value")!;
        using var form = new FormUrlEncodedContent([new("token", token), new("id", $"{invoice.Id}")]);
        using var zip = await http.PostAsync($"/c/{house.Company.Id}/invoices/archive", form, Stage.Stop);
        using var archive = new ZipArchive(await zip.Content.ReadAsStreamAsync(Stage.Stop));
        Assert.All(archive.Entries, entry => Assert.StartsWith("etc-passwd-..-x-", entry.FullName));
        foreach (var path in new[] { $"{page}/..%2f..%2f..%2fetc%2fpasswd", $"{page}/%2e%2e%5cxml", "/..%2f..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/inkaust.dll", "/inkaust.dll", "/_framework/..%2finkaust.dll" })
            Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync(path)).Status);
    }

    /// <returns>Pages that no route without a key shows.</returns>
    private static async Task<IReadOnlyList<string>> WriteEverywhereAsync(WebHouse house, Company company, Account account)
    {
        var (office, stage, at) = (house.Office, house.Stage, $"/c/{company.Id}");
        var party = new Party { Name = Evil, Address = new Address { Country = "PL", Line1 = Evil, Line2 = Evil } };
        InvoiceDraft Draft(int place) => stage.Draft($"{place} {Evil}") with { Buyer = party, Lines = [stage.Draft().Lines[0] with { Name = Evil, Unit = Evil }] };
        office.CompanyLooks.Keep(company, new CompanyLook { Footer = Evil });
        var accepted = (await office.IssueAndSend.DraftAsync(company.Reference, Draft(1), ModeWish.Auto, Stage.Stop)).Invoice;
        var refused = await WebStory.RefusedAsync(stage, company, Draft(2), Evil);
        await stage.FaultAsync("line-cut", "* /v2/*");
        var waiting = await office.IssueInvoice.FromDraftAsync(company, Draft(3), ModeWish.Offline, stop: Stage.Stop);
        await office.WatchHealth.LookAsync(Stage.Stop);
        office.Drafts.Save(company, "draft-0001", null, DraftContent.Of(Draft(4)));
        var thread = office.Consult.Ask(company, account, Partner.Specialist, Evil, accepted.Id, new NewMessage(Evil, [new NewFile($"{Evil}.html", "x"u8.ToArray())]));
        using var visitor = house.Visitor(account);
        await visitor.SubmitAsync(await visitor.GetAsync($"{at}/buyers/new"), "form.form", ("name", Evil), ("address", Evil));
        await visitor.SubmitAsync(await visitor.GetAsync($"{at}/people"), "form[action$='/invite']", ("email", "jan@example.com"));
        await visitor.SubmitAsync(await visitor.GetAsync("/request"), "form.form", ("name", Evil), ("email", "ewa@example.com"), ("nip", ""), ("offer", "JDG M"), ("message", Evil));
        using (var watch = office.EventWatch(new EventWatchSettings { AddressOf = (_, _) => new Uri("https://inkaust.example.com/") })) watch.Look();
        return
        [
            .. new[] { accepted, refused, waiting }.SelectMany(one => new[] { "", "/html", "/correct", "/mail", "/repair" }.Select(page => $"{at}/invoices/{one.Id}{page}")),
            $"{at}/consultations/{thread}", $"{at}/consultations/new?invoice={accepted.Id}", $"{at}/drafts/draft-0001", $"/operator/requests/threads/{thread}",
            $"/operator/requests/{office.Inquiries.All()[0].Id}", $"{at}/buyers/{office.Buyers.Search(company, "")[0].Id}",
            .. office.Outbox.Newest(20).Select(letter => $"/outbox/{letter.Id}"),
        ];
    }

    // None of our pages has script inside, or a handler: whatever has is somebody else's.
    private static IEnumerable<string> Harm(SeenPage page)
    {
        foreach (var element in page.Document.All)
        {
            if (element.LocalName == "script" && (element.TextContent.Length > 0 || element.GetAttribute("src")?.StartsWith('/') is not true)) yield return element.OuterHtml;
            if (element.GetAttribute("src") == "x") yield return element.OuterHtml;
            foreach (var attribute in element.Attributes)
            {
                if (attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)) yield return $"{element.LocalName} {attribute.Name}";
                if (attribute.Value.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase)) yield return $"{attribute.Name}={attribute.Value}";
            }
        }
        if (page.Text.Contains("<script>alert", StringComparison.OrdinalIgnoreCase)) yield return "it stands there as it was written";
    }

    private static IEnumerable<string> PagesOf(WebHouse house) => RoutesOf(house)
        .Where(one => one.Method == "GET" && !one.Pattern.StartsWith("/api/", StringComparison.Ordinal) && one.Pattern != "/start/leave")
        .Select(one => one.Pattern.Replace("{company}", house.Company.Id.Text)).Where(path => !path.Contains('{'));

    private static IReadOnlyList<(string Method, string Pattern)> RoutesOf(WebHouse house) =>
    [
        .. from endpoint in house.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           where endpoint.Metadata.GetMetadata<MethodInfo>() is not null
           from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []
           select (method, endpoint.RoutePattern.RawText!),
    ];

    private static string Concrete(WebHouse house, string pattern) => string.Join('/', pattern.Split('/')
        .Select(part => part == "{company}" ? house.Company.Id.Text : part.StartsWith('{') ? "1" : part));
}
