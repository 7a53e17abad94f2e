using System.Net;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Scenarios.Web;

/// <summary>What strangers on the net, people who were put out, and pages in another tab try.</summary>
public class HostileStrangersTests
{
    private static readonly string[] Headers =
        ["Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Cache-Control"];

    [Fact]
    public async Task Whoever_finds_a_fresh_installation_on_the_net_first_does_not_run_it()
    {
        await using var letters = new LetterBox();
        await using var house = await WebHouse.OpenAsync(change: settings => settings with { Mail = letters.Settings, PublicAddress = new Uri("http://faktury.example") });
        using var stranger = new Visitor(house.Settings.PublicAddress!, () => house.Address.Port);
        var refused = await stranger.GetAsync("/sign-up");
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("INK-ACCOUNT-017", refused.Text);
        foreach (var word in new[] { "", "x", $"{house.Office.FirstAccount.Word}x" })
        {
            var tried = await stranger.SubmitAsync(refused, "form[action='/sign-up']", ("name", "Obcy"), ("email", "obcy@example.com"), ("password", "cztery różne słowa tu"), ("first", word));
            Assert.Contains("INK-ACCOUNT-017", tried.Text);
        }
        Assert.Empty(house.Office.Outbox.Newest(5));

        using var owner = new Visitor(house.Settings.PublicAddress!, () => house.Address.Port);
        var page = await owner.GetAsync($"/sign-up?first={house.Office.FirstAccount.Word}");
        var sent = await owner.SubmitAsync(page, "form[action='/sign-up']", ("name", "Ewa"), ("email", "ewa@example.com"), ("password", "cztery różne słowa tu"));
        Assert.Equal(HttpStatusCode.Redirect, sent.Status);
        await owner.SubmitAsync(await owner.GetAsync("/sign-up/code"), "form.form", ("code", LetterBox.CodeIn(await letters.NextAsync())));
        Assert.True(house.Office.Accounts.With("ewa@example.com")!.IsOperator);
        // From then on anybody may have an account.
        Assert.Null(house.Office.FirstAccount.Word);
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync("/sign-up")).Status);
    }

    [Fact]
    public async Task Of_many_who_come_at_once_one_is_the_first()
    {
        await using var house = await WebHouse.OpenAsync();
        var all = await AtOnce(8, n => house.Office.Accounts.Add($"a{n}@example.com", "A", Language.Polish));
        Assert.Single(all, one => one.IsOperator);
    }

    [Fact]
    public async Task Tries_that_come_at_once_are_counted_each()
    {
        await using var house = await WebHouse.OpenAsync();
        var waits = await AtOnce(12, _ => house.Office.Throttle.Begin(("account|anna@example.com", 3), ("origin|10.0.0.1", 50)));
        Assert.InRange(waits.Count(one => one is null), 1, 3);
    }

    [Fact]
    public async Task A_recovery_code_that_is_sent_many_times_at_once_lets_in_once()
    {
        await using var house = await WebHouse.OpenAsync();
        var account = house.Account();
        house.Office.SignInSecrets.KeepRecoveryCodes(account.Id, ["abcd-efgh"]);
        Assert.Single(await AtOnce(8, _ => house.Office.SignInSecrets.UseUp(account.Id, "ABCDEFGH")), one => one);
        Assert.Single(await AtOnce(8, _ => house.Office.SignInSecrets.UseUp(account.Id, 77)), one => one);
    }

    [Fact]
    public async Task An_invitation_that_is_taken_twice_at_once_is_taken_once()
    {
        await using var house = await WebHouse.OpenAsync();
        var (owner, guest) = (house.Account(), house.Account("Jan Gosc", role: null));
        var secret = "";
        house.Office.Invitations.Invite(house.Company, owner, guest.Email, Role.Reader, one => new Uri($"https://example.com/{secret = one}"));
        var taken = await AtOnce(6, _ => Taken(() => house.Office.Invitations.Accept(secret, guest)));
        Assert.Single(taken, one => one);
        Assert.Single(house.Office.Members.Among(house.Company), one => one.Account == guest.Id);
    }

    [Fact]
    public async Task Every_answer_says_how_a_browser_has_to_take_it_refusals_too()
    {
        await using var house = await WebHouse.OpenAsync();
        var owner = house.Account();
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = house.Address };
        async Task LookAsync(HttpRequestMessage request, HttpStatusCode expected)
        {
            using var answer = await http.SendAsync(request, Stage.Stop);
            Assert.Equal(expected, answer.StatusCode);
            var missing = Headers.Where(name => !answer.Headers.Contains(name) && !answer.Content.Headers.Contains(name)).ToList();
            Assert.True(missing.Count == 0, $"{request.RequestUri} {answer.StatusCode} lacks {string.Join(", ", missing)}");
            Assert.True(answer.Headers.CacheControl!.NoStore);
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
            Assert.False(answer.Headers.Contains("Server"));
        }
        HttpRequestMessage By(string method, string path, params (string Name, string Value)[] headers)
        {
            var request = new HttpRequestMessage(new HttpMethod(method), path);
            foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
            return request;
        }
        var cookie = ("Cookie", $"{Cookie(house, owner).Name}={Cookie(house, owner).Value}");
        await LookAsync(By("GET", "/sign-in", ("Origin", "https://evil.example")), HttpStatusCode.OK);
        await LookAsync(By("GET", $"/c/{house.Company.Id}/settings", cookie), HttpStatusCode.OK);
        await LookAsync(By("GET", $"/c/{house.Company.Id}", ("Host", "evil.example")), HttpStatusCode.BadRequest);
        await LookAsync(By("GET", "/c/1/settings", cookie), HttpStatusCode.NotFound);
        await LookAsync(By("GET", "/nothing"), HttpStatusCode.NotFound);
        await LookAsync(By("GET", "/companies"), HttpStatusCode.Redirect);
        await LookAsync(By("POST", "/sign-in"), HttpStatusCode.BadRequest);
        await LookAsync(By("GET", "/api/v1/companies"), HttpStatusCode.Unauthorized);
        await LookAsync(By("GET", $"/api/v1/companies/{house.Company.Id}/invoices", cookie, ("Origin", "https://evil.example")), HttpStatusCode.OK);
        // Another tab may ask beforehand, and is told nothing; another method in a header is none.
        await LookAsync(By("OPTIONS", $"/api/v1/companies/{house.Company.Id}/drafts", ("Origin", "https://evil.example"), ("Access-Control-Request-Method", "POST"), cookie), HttpStatusCode.BadRequest);
        await LookAsync(By("GET", $"/c/{house.Company.Id}/people/leave", cookie, ("X-HTTP-Method-Override", "POST")), HttpStatusCode.NotFound);
        Assert.NotNull(house.Office.Members.Of(owner.Id, house.Company.Id));
    }

    [Fact]
    public async Task No_cookie_helps_a_key_and_no_key_helps_a_page()
    {
        await using var house = await WebHouse.OpenAsync();
        var owner = house.Account();
        var (reads, gone) = (house.Office.ApiKeys.Make(house.Company, "k", ApiRights.Read), house.Office.ApiKeys.Make(house.Company, "k", ApiRightsWords.All));
        house.Office.ApiKeys.Revoke(house.Company, gone.Key.Id);
        using var both = house.Visitor(owner);
        async Task<HttpStatusCode> AsAsync(HttpMethod method, string path, string key)
        {
            using var request = new HttpRequestMessage(method, path) { Headers = { Authorization = new("Bearer", key) } };
            if (method != HttpMethod.Get) request.Content = new StringContent("""{"draft":{}}""", Encoding.UTF8, "application/json");
            return (await both.SendAsync(request)).Status;
        }
        var drafts = $"/api/v1/companies/{house.Company.Id}/drafts";
        Assert.Equal(HttpStatusCode.OK, await AsAsync(HttpMethod.Get, drafts, reads.Text));
        Assert.Equal(HttpStatusCode.Forbidden, await AsAsync(HttpMethod.Post, drafts, reads.Text));
        Assert.Equal(HttpStatusCode.Unauthorized, await AsAsync(HttpMethod.Get, drafts, gone.Text));
        // On a page a key is nothing, and the token is asked for beside the cookie.
        Assert.Equal(HttpStatusCode.BadRequest, await AsAsync(HttpMethod.Post, $"/c/{house.Company.Id}/people/leave", reads.Text));
        using var nobody = house.Visitor();
        Assert.Equal(HttpStatusCode.Redirect, (await nobody.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/c/{house.Company.Id}") { Headers = { Authorization = new("Bearer", reads.Text) } })).Status);
    }

    [Fact]
    public async Task Whoever_is_put_out_hears_nothing_more_on_a_stream_that_was_open()
    {
        await using var house = await WebHouse.OpenAsync();
        house.Account();
        var guest = house.Account("Jan Gość", Role.Reader);
        var key = house.Office.ApiKeys.Make(house.Company, "k", ApiRights.Read);
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = house.Address };
        async Task<Task<string>> ListenAsync(string header, string value)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/companies/{house.Company.Id}/events/stream?seconds=300");
            request.Headers.TryAddWithoutValidation(header, value);
            var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stage.Stop);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return answer.Content.ReadAsStringAsync(Stage.Stop);
        }
        var (byCookie, byKey) = (await ListenAsync("Cookie", $"{Cookie(house, guest).Name}={Cookie(house, guest).Value}"), await ListenAsync("Authorization", $"Bearer {key.Text}"));
        house.Office.Members.End(guest.Id, house.Company);
        house.Office.ApiKeys.Revoke(house.Company, key.Key.Id);
        // Both end by themselves, long before their time.
        foreach (var heard in new[] { byCookie, byKey }) Assert.DoesNotContain("data:", await heard.WaitAsync(TimeSpan.FromSeconds(60), Stage.Stop));
    }

    [Fact]
    public async Task A_window_that_was_left_open_opens_no_other_way_in()
    {
        await using var house = await WebHouse.OpenAsync();
        var account = AccountTests.WithPassword(house);
        using var thief = house.Visitor(account);
        var page = await thief.GetAsync("/account/second-factor");
        var key = page.Words(".hash").Replace(" ", "");
        foreach (var password in new[] { "", "nie to hasło" })
        {
            var tried = await thief.SubmitAsync(page, "form[action='/account/second-factor']", ("code", AuthenticatorCode.At(key, house.Stage.Clock.GetUtcNow())), ("password", password));
            Assert.Contains(AccountFindings.OldPassword.Text.Pl, tried.Text);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, tried.Status);
        }
        Assert.False(house.Office.SignInSecrets.Of(account.Id)!.HasSecondFactor);
        var token = page.Find("input[name=token]")!.GetAttribute("value")!;
        var passkey = await thief.PostAsync("/account/passkeys", ("token", token), ("credential", "{}"), ("passkey-password", "nie to hasło"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, passkey.Status);
        Assert.DoesNotContain("INK-ACCOUNT-014", passkey.Text);
        Assert.Empty(house.Office.SignInSecrets.PasskeysOf(account.Id));
        // What takes the right word goes on to the next question.
        Assert.Contains("INK-ACCOUNT-014", (await thief.PostAsync("/account/passkeys", ("token", token), ("credential", "{}"), ("passkey-password", "cztery różne słowa tu"))).Text);
    }

    [Fact]
    public async Task A_role_that_is_lowered_counts_at_once()
    {
        await using var house = await WebHouse.OpenAsync();
        house.Account();
        var other = house.Account("Ola Druga");
        using var window = house.Visitor(other);
        var page = await window.GetAsync($"/c/{house.Company.Id}/people");
        var key = house.Office.ApiKeys.Make(other.Id, "k", ApiRightsWords.All);
        house.Office.Members.Let(other.Id, house.Company, Role.Reader);
        Assert.Equal(HttpStatusCode.Forbidden, (await window.SubmitAsync(page, "form[action$='/invite']", ("email", "jan@example.com"))).Status);
        using var program = house.Visitor();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/companies/{house.Company.Id}/send") { Headers = { Authorization = new("Bearer", key.Text) } };
        Assert.Equal(HttpStatusCode.Forbidden, (await program.SendAsync(request)).Status);
    }

    private static Cookie Cookie(WebHouse house, Account account) => SignInCookie.Of(house.Services, account);

    private static bool Taken(Action take)
    {
        try
        {
            take();
            return true;
        }
        catch (RefusedException)
        {
            return false;
        }
    }

    // All at the same moment, as far as a machine can.
    private static async Task<T[]> AtOnce<T>(int size, Func<int, T> each)
    {
        using var start = new Barrier(size);
        return await Task.WhenAll(Enumerable.Range(0, size).Select(n => Task.Factory.StartNew(() =>
        {
            start.SignalAndWait(Stage.Stop);
            return each(n);
        }, Stage.Stop, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
    }
}

[OnPostgres]
public sealed class HostileStrangersOnPostgresTests : HostileStrangersTests;
