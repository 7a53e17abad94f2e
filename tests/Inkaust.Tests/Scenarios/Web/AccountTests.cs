using System.Net;
using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios.Web;

/// <summary>Coming in: accounts, codes by e-mail, passwords, the second factor, and those who try what is not theirs.</summary>
public class AccountTests
{
    internal const string Password = "cztery różne słowa tu";

    private const string Email = "zofia@example.com";

    [Fact]
    public async Task An_account_begins_with_a_code_that_comes_by_e_mail()
    {
        await using var letters = new LetterBox();
        await using var house = await WebHouse.OpenAsync(change: settings => settings with { Mail = letters.Settings });
        using var zofia = house.Visitor();
        var code = await BeginAsync(zofia, letters);
        Assert.Null(house.Office.Accounts.With(Email));
        var done = await zofia.SubmitAsync(await zofia.GetAsync("/sign-up/code"), "form.form", ("code", code));
        Assert.Equal("/", done.Location?.ToString());
        var account = house.Office.Accounts.With(Email)!;
        Assert.Equal(("Zofia Żółć", true), (account.Name, account.IsOperator)); // The first one runs the installation.
        Assert.Equal(HttpStatusCode.OK, (await zofia.GetAsync("/account")).Status);
        Assert.Equal([SignInWay.EmailCode], house.Office.SignIns.Of(account.Id).Select(one => one.Way));
    }

    [Fact]
    public async Task A_code_works_once_for_a_quarter_of_an_hour_and_bears_five_mistakes()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var letters = new LetterBox();
        await using var house = await WebHouse.OpenAsync(change: settings => settings with { Mail = letters.Settings }, clock: clock);
        using var zofia = house.Visitor();
        var code = await BeginAsync(zofia, letters);
        var page = await zofia.GetAsync("/sign-up/code");
        clock.Jump(TimeSpan.FromMinutes(15));
        Assert.Contains("Ten kod już nie działa.", (await zofia.SubmitAsync(page, "form.form", ("code", code))).Words(".field-wrong"));

        await zofia.SubmitAsync(page, "form.deed");
        var second = LetterBox.CodeIn(await letters.NextAsync());
        Assert.Contains("O następny kod można poprosić za", (await zofia.FollowAsync((await zofia.SubmitAsync(page, "form.deed")).Location!.ToString())).Words(".notice"));
        Assert.Equal(0, letters.Count); // A minute lies between two letters.
        var wrong = second == "000000" ? "111111" : "000000";
        for (var mistake = 0; mistake < 5; mistake++)
            Assert.Contains("Ten kod się nie zgadza.", (await zofia.SubmitAsync(page, "form.form", ("code", wrong))).Words(".field-wrong"));
        Assert.Contains("Ten kod już nie działa.", (await zofia.SubmitAsync(page, "form.form", ("code", second))).Words(".field-wrong"));

        clock.Jump(TimeSpan.FromMinutes(2));
        await zofia.SubmitAsync(page, "form.deed");
        var third = LetterBox.CodeIn(await letters.NextAsync());
        Assert.Equal(HttpStatusCode.Redirect, (await zofia.SubmitAsync(page, "form.form", ("code", third))).Status);
        using var another = house.Visitor();
        foreach (Cookie cookie in zofia.Cookies.GetAllCookies()) if (cookie.Name.Contains("sign-up")) another.Cookies.Add(house.Address, new Cookie(cookie.Name, cookie.Value));
        var again = await another.SubmitAsync(await another.GetAsync("/sign-up"), "form.form", ("email", "b@example.com"), ("name", "B"), ("password", Password));
        Assert.Equal(HttpStatusCode.Redirect, again.Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity,
            (await another.SubmitAsync(await another.GetAsync("/sign-up/code"), "form.form", ("code", third))).Status);
    }

    [Fact]
    public async Task Nothing_tells_whether_an_address_has_an_account()
    {
        await using var letters = new LetterBox();
        await using var house = await WebHouse.OpenAsync(change: settings => settings with { Mail = letters.Settings });
        var known = house.Account();
        using var stranger = house.Visitor();
        async Task<string> SignUpAsync(string email) =>
            Plain((await stranger.SubmitAsync(await stranger.GetAsync("/sign-up"), "form.form", ("email", email), ("name", "X"), ("password", Password))).Location!.ToString()
            + (await stranger.GetAsync("/sign-up/code")).Words("main"), email);
        Assert.Equal(await SignUpAsync("nobody@example.com"), await SignUpAsync(known.Email));
        Assert.Contains("Kod do założenia konta", await letters.NextAsync());
        Assert.Contains("Masz już konto", await letters.NextAsync());
        async Task<string> ForgotAsync(string email) =>
            Plain((await stranger.SubmitAsync(await stranger.GetAsync("/forgot"), "form.form", ("email", email))).Location!.ToString()
            + (await stranger.GetAsync("/forgot/code")).Words("main"), email);
        Assert.Equal(await ForgotAsync("nobody@example.com"), await ForgotAsync(known.Email));
        async Task<string> SignInAsync(string email) =>
            (await stranger.SubmitAsync(await stranger.GetAsync("/sign-in"), "form.form", ("email", email), ("password", "wrong wrong"))).Words(".said");
        Assert.Equal(await SignInAsync("nobody@example.com"), await SignInAsync(known.Email));
    }

    [Fact]
    public async Task A_forgotten_password_is_replaced_on_one_page_and_everybody_else_is_signed_out()
    {
        await using var letters = new LetterBox();
        await using var house = await WebHouse.OpenAsync(change: settings => settings with { Mail = letters.Settings });
        var account = house.Account();
        using var elsewhere = house.Visitor(account);
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.GetAsync("/account")).Status);
        using var anna = house.Visitor();
        await anna.SubmitAsync(await anna.GetAsync("/forgot"), "form.form", ("email", account.Email.ToUpperInvariant()));
        var letter = await letters.NextAsync();
        Assert.Contains($"To: {account.Email}", letter); // As the account has it, not as somebody wrote it.
        var page = await anna.GetAsync("/forgot/code");
        var done = await anna.SubmitAsync(page, "form.form", ("code", LetterBox.CodeIn(letter)), ("password", Password));
        Assert.Equal("/", done.Location?.ToString());
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.GetAsync("/account")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity,
            (await anna.SubmitAsync(page, "form.form", ("token", (await anna.GetAsync("/account")).Find("[name=token]")!.GetAttribute("value")!),
                ("code", LetterBox.CodeIn(letter)), ("password", "cztery inne słowa tu"))).Status);
        using var later = house.Visitor();
        Assert.Equal("/", (await SignInAsync(later, account.Email, Password)).Location?.ToString());
    }

    [Fact]
    public async Task The_second_factor_is_asked_for_after_the_password_and_none_of_its_codes_works_twice()
    {
        await using var house = await WebHouse.OpenAsync();
        var (account, key, recovery) = await WithSecondFactorAsync(house);
        using var anna = house.Visitor();
        Assert.StartsWith("/sign-in/second", (await SignInAsync(anna, account.Email, Password)).Location?.ToString());
        Assert.Equal(HttpStatusCode.Redirect, (await anna.GetAsync("/account")).Status); // Half in is not in.
        ((ShiftedClock)house.Stage.Clock).Jump(TimeSpan.FromMinutes(1));
        var code = AuthenticatorCode.At(key, house.Stage.Clock.GetUtcNow());
        Assert.Equal("/", (await anna.SubmitAsync(await anna.GetAsync("/sign-in/second"), "form.form", ("code", code))).Location?.ToString());

        foreach (var (tried, works) in new[] { (code, false), (recovery, true), (recovery, false) })
        {
            using var next = house.Visitor();
            await SignInAsync(next, account.Email, Password);
            var answer = await next.SubmitAsync(await next.GetAsync("/sign-in/second"), "form.form", ("code", tried));
            Assert.Equal(works ? HttpStatusCode.Redirect : HttpStatusCode.UnprocessableEntity, answer.Status);
        }
        Assert.Equal([SignInWay.RecoveryCode, SignInWay.SecondFactor], house.Office.SignIns.Of(account.Id).Take(2).Select(one => one.Way));
        Assert.Equal(9, house.Office.SignInSecrets.CountRecoveryCodes(account.Id));
    }

    [Fact]
    public async Task Tries_in_vain_wait_longer_and_longer_but_the_owner_comes_in()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var house = await WebHouse.OpenAsync(clock: clock);
        var account = WithPassword(house);
        using var anna = house.Visitor();
        Assert.Equal("/", (await SignInAsync(anna, account.Email, Password)).Location?.ToString());
        await anna.SubmitAsync(await anna.GetAsync("/account"), "form[action='/sign-out']");

        clock.StandStill();
        using var stranger = house.Visitor();
        var page = await stranger.GetAsync("/sign-in");
        var answers = new List<HttpStatusCode>();
        for (var attempt = 0; attempt < 1000; attempt++)
            answers.Add((await stranger.SubmitAsync(page, "form.form", ("email", account.Email), ("password", $"guess {attempt}"))).Status);
        Assert.Equal(5, answers.Count(one => one == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(995, answers.Count(one => one == HttpStatusCode.TooManyRequests));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await SignInAsync(stranger, account.Email, Password)).Status);
        // A browser that she has used before is not held up by strangers.
        Assert.Equal("/", (await SignInAsync(anna, account.Email, Password)).Location?.ToString());
        // The wait ends by itself.
        clock.Jump(TimeSpan.FromSeconds(31));
        Assert.Equal("/", (await SignInAsync(stranger, account.Email, Password)).Location?.ToString());
    }

    [Fact]
    public async Task Signing_out_everywhere_works_at_once_and_a_session_cannot_be_given_to_somebody_before()
    {
        await using var house = await WebHouse.OpenAsync();
        var account = WithPassword(house);
        using var first = house.Visitor();
        using var second = house.Visitor(account);
        var before = await first.GetAsync("/sign-in");
        var planted = first.Cookies.GetAllCookies().ToDictionary(one => one.Name, one => one.Value);
        await first.SubmitAsync(before, "form.form", ("email", account.Email), ("password", Password));
        Assert.Equal(HttpStatusCode.OK, (await first.GetAsync("/account")).Status);
        using var attacker = house.Visitor();
        foreach (var (name, value) in planted) attacker.Cookies.Add(house.Address, new Cookie(name, value));
        Assert.Equal(HttpStatusCode.Redirect, (await attacker.GetAsync("/account")).Status);

        var signedIn = first.Cookies.GetAllCookies().Single(one => one.Name == "inkaust").Value;
        Assert.Equal("/sign-in", (await first.SubmitAsync(await first.GetAsync("/account"), "form[action='/account/sign-out-everywhere']")).Location?.ToString());
        using var kept = house.Visitor();
        kept.Cookies.Add(house.Address, new Cookie("inkaust", signedIn));
        Assert.Equal(HttpStatusCode.Redirect, (await kept.GetAsync("/account")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await second.GetAsync("/account")).Status);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task Nobody_is_sent_to_another_place_after_signing_in(string elsewhere)
    {
        await using var house = await WebHouse.OpenAsync();
        var account = WithPassword(house);
        using var anna = house.Visitor();
        var page = await anna.GetAsync($"/sign-in?return={Uri.EscapeDataString(elsewhere)}");
        Assert.DoesNotContain("evil", page.Find("form.form")!.OuterHtml);
        Assert.Equal("/", (await anna.SubmitAsync(page, "form.form", ("email", account.Email), ("password", Password), ("return", elsewhere))).Location?.ToString());
    }

    [Theory]
    [InlineData("a@example.com\r\nBcc: b@example.com", "Zofia")]
    [InlineData("a@example.com,b@example.com", "Zofia")]
    [InlineData("<a@example.com>", "Zofia")]
    [InlineData("a@example.com", "Zofia\r\nBcc: b@example.com")]
    public async Task No_address_and_no_name_reaches_into_a_header(string email, string name)
    {
        await using var house = await WebHouse.OpenAsync();
        using var stranger = house.Visitor();
        var answer = await stranger.SubmitAsync(await stranger.GetAsync("/sign-up"), "form.form", ("email", email), ("name", name), ("password", Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Empty(house.Office.Outbox.Newest(5));
    }

    [Fact]
    public async Task A_sign_in_from_a_new_device_is_told_by_e_mail_and_one_from_a_known_one_is_not()
    {
        await using var house = await WebHouse.OpenAsync();
        var account = WithPassword(house);
        using var known = house.Visitor();
        await SignInAsync(known, account.Email, Password);
        await known.SubmitAsync(await known.GetAsync("/account"), "form[action='/sign-out']");
        await SignInAsync(known, account.Email, Password);
        Assert.Empty(house.Office.Outbox.Newest(5));
        using var other = house.Visitor();
        await SignInAsync(other, account.Email, Password);
        Assert.Equal("Nowe logowanie do Twojego konta · Inkaust", Assert.Single(house.Office.Outbox.Newest(5)).Subject);
    }

    [Fact]
    public async Task A_changed_password_keeps_this_window_and_ends_the_others()
    {
        await using var house = await WebHouse.OpenAsync();
        var account = WithPassword(house);
        using var here = house.Visitor();
        await SignInAsync(here, account.Email, Password);
        using var elsewhere = house.Visitor(account);
        var wrong = await here.SubmitAsync(await here.GetAsync("/account"), "form[action='/account/password']", ("password", "something else"), ("new", "cztery inne słowa tu"));
        Assert.Contains("Dotychczasowe hasło się nie zgadza.", wrong.Words(".field-wrong"));
        await here.SubmitAsync(await here.GetAsync("/account"), "form[action='/account/password']", ("password", Password), ("new", "cztery inne słowa tu"));
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/account")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.GetAsync("/account")).Status);
    }

    [Fact]
    public async Task Another_address_is_proved_by_a_code_the_old_one_is_told_and_others_are_signed_out()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var house = await WebHouse.OpenAsync(clock: clock);
        var account = WithPassword(house);
        using var here = house.Visitor();
        await SignInAsync(here, account.Email, Password);
        using var elsewhere = house.Visitor(account);
        var page = await here.GetAsync("/account");
        var wrong = await here.SubmitAsync(page, "form[action='/account/email']", ("email", "nowa@example.com"), ("email-password", "nie to hasło"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal("nowa@example.com", wrong.Find("#f-email")!.GetAttribute("value"));
        Assert.Contains("Dotychczasowe hasło się nie zgadza.", wrong.Words(".field-wrong"));
        Assert.Contains("To już jest adres tego konta.", (await here.SubmitAsync(page, "form[action='/account/email']",
            ("email", account.Email), ("email-password", Password))).Words(".field-wrong"));
        Assert.DoesNotContain(house.Office.Outbox.Newest(9), one => one.To == "nowa@example.com");

        page = await AskAsync(here, "nowa@example.com");
        var first = CodeTo(house, "nowa@example.com");
        clock.Jump(TimeSpan.FromMinutes(15));
        Assert.Contains("Ten kod już nie działa.", (await here.SubmitAsync(page, "form.form", ("code", first))).Words(".field-wrong"));
        await here.SubmitAsync(page, "form[action$='/again']");
        var code = CodeTo(house, "nowa@example.com");
        // The code is good in the browser that asked, for the account that asked, and nowhere else.
        using var another = house.Visitor(house.Account("Jan Drugi"));
        foreach (var cookie in here.Cookies.GetAllCookies().Where(one => one.Name.EndsWith("-email", StringComparison.Ordinal)))
            another.Cookies.Add(house.Address, new Cookie(cookie.Name, cookie.Value));
        Assert.Equal("/account", (await another.GetAsync("/account/email/code")).Location?.ToString());

        Assert.Equal("/account", (await here.SubmitAsync(page, "form.form", ("code", code))).Location?.ToString());
        Assert.Contains("nowa@example.com", (await here.GetAsync("/account")).Words(".lead"));
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.GetAsync("/account")).Status);
        var told = house.Office.Outbox.Open(house.Office.Outbox.Newest(1).Single().Id)!;
        Assert.Equal(account.Email, told.To);
        Assert.Contains("ma teraz adres nowa@example.com", told.Text);
        using var later = house.Visitor();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SignInAsync(later, account.Email, Password)).Status);
        Assert.Equal("/", (await SignInAsync(later, "nowa@example.com", Password)).Location?.ToString());
        Assert.Equal("/account", (await here.GetAsync("/account/email/code")).Location?.ToString()); // The code is used up.
    }

    [Fact]
    public async Task Nothing_tells_whether_the_wished_address_has_an_account_and_nobody_takes_it_away()
    {
        await using var house = await WebHouse.OpenAsync();
        var account = WithPassword(house);
        var other = house.Account("Jan Drugi");
        using var anna = house.Visitor(account);
        var free = Plain((await AskAsync(anna, "wolny@example.com")).Words("main"), "wolny@example.com");
        var page = await AskAsync(anna, other.Email.ToUpperInvariant());
        Assert.Equal(free, Plain(page.Words("main"), other.Email.ToUpperInvariant()));
        var letter = house.Office.Outbox.Open(house.Office.Outbox.Newest(1).Single().Id)!;
        Assert.Equal((other.Email, "Ten adres ma już konto · Inkaust"), (letter.To, letter.Subject));
        Assert.DoesNotMatch(@"\b\d{6}\b", letter.Text);
        // Too many wishes are slowed down, whoever has those addresses.
        for (var more = 0; more < 2; more++) await AskAsync(anna, $"wolny{more}@example.com");
        var tooMany = await anna.SubmitAsync(await anna.GetAsync("/account"), "form[action='/account/email']",
            ("email", "x@example.com"), ("email-password", Password));
        Assert.Equal(HttpStatusCode.TooManyRequests, tooMany.Status);

        // Somebody signs up with the address while its code is on its way.
        var (accounts, secrets) = (house.Office.Accounts, house.Office.SignInSecrets);
        var asked = accounts.Move(account.Id, other.Email, secrets.Of(account.Id)!.Stamp);
        Assert.Null(asked);
        Assert.Equal(account.Email, accounts.At(account.Id)!.Email);
        Assert.Null(accounts.Move(account.Id, "inny@example.com", "an old stamp"));
    }

    private static async Task<SeenPage> AskAsync(Visitor visitor, string email)
    {
        var sent = await visitor.SubmitAsync(await visitor.GetAsync("/account"), "form[action='/account/email']",
            ("email", email), ("email-password", Password));
        Assert.Equal("/account/email/code", sent.Location?.ToString());
        var page = await visitor.GetAsync("/account/email/code");
        Assert.Equal((HttpStatusCode.OK, null), (page.Status, page.Location));
        return page;
    }

    private static string CodeTo(WebHouse house, string email)
    {
        var letter = house.Office.Outbox.Open(house.Office.Outbox.Newest(1).Single().Id)!;
        Assert.Equal((email, "Kod do zmiany adresu · Inkaust"), (letter.To, letter.Subject));
        return LetterBox.CodeIn(letter.Text);
    }

    [Fact]
    public async Task Another_instance_on_the_same_database_knows_who_is_signed_in()
    {
        await using var house = await WebHouse.OpenAsync();
        var account = WithPassword(house);
        using var anna = house.Visitor();
        await SignInAsync(anna, account.Email, Password);
        await using var office = house.Stage.AnotherInstance();
        await using var other = Inkaust.Web.WebApp.Build(office, new Inkaust.Web.WebSettings { Urls = ["http://127.0.0.1:0"] });
        await other.StartAsync(Stage.Stop);
        using var there = new Visitor(new Uri(other.Urls.Single()));
        foreach (Cookie cookie in anna.Cookies.GetAllCookies()) there.Cookies.Add(new Uri(other.Urls.Single()), new Cookie(cookie.Name, cookie.Value));
        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("/account")).Status);
        house.Office.SignInSecrets.EndAll(account.Id);
        Assert.Equal(HttpStatusCode.Redirect, (await there.GetAsync("/account")).Status);
        await other.StopAsync(Stage.Stop);
    }

    [Fact]
    public async Task Letters_are_shown_only_where_nothing_is_at_stake()
    {
        await using var house = await WebHouse.OpenAsync();
        using var nobody = house.Visitor();
        await nobody.SubmitAsync(await nobody.GetAsync("/sign-up"), "form.form", ("email", Email), ("name", "Z"), ("password", Password));
        var letter = Assert.Single(house.Office.Outbox.Newest(5));
        Assert.NotEmpty(LetterBox.CodeIn((await nobody.GetAsync($"/outbox/{letter.Id}")).Words(".letter")));
        house.Office.Companies.Add(house.Company with { Environment = Inkaust.Ksef.KsefEnvironment.Test });
        Assert.Equal(HttpStatusCode.NotFound, (await nobody.GetAsync("/outbox")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await nobody.GetAsync($"/outbox/{letter.Id}")).Status);
    }

    internal static Account WithPassword(WebHouse house, string email = "anna@example.com") => WithPassword(house.Office, email);

    internal static Account WithPassword(Workplace office, string email = "anna@example.com") =>
        office.Accounts.Add(email, "Anna Nowak", Language.Polish, new Microsoft.AspNetCore.Identity.PasswordHasher<object>().HashPassword(null!, Password));

    internal static async Task<SeenPage> SignInAsync(Visitor visitor, string email, string password) =>
        await visitor.SubmitAsync(await visitor.GetAsync("/sign-in"), "form.form", ("email", email), ("password", password));

    private static async Task<string> BeginAsync(Visitor visitor, LetterBox letters)
    {
        var sent = await visitor.SubmitAsync(await visitor.GetAsync("/sign-up"), "form.form", ("name", "Zofia Żółć"), ("email", Email), ("password", Password));
        Assert.Equal(HttpStatusCode.Redirect, sent.Status);
        return LetterBox.CodeIn(await letters.NextAsync());
    }

    private static async Task<(Account Account, string Key, string RecoveryCode)> WithSecondFactorAsync(WebHouse house)
    {
        var account = WithPassword(house);
        using var anna = house.Visitor();
        await SignInAsync(anna, account.Email, Password);
        var page = await anna.GetAsync("/account/second-factor");
        var key = page.Words(".hash").Replace(" ", "");
        Assert.NotNull(page.Find(".qr svg"));
        var codes = await anna.SubmitAsync(page, "form[action='/account/second-factor']", ("password", Password), ("code", AuthenticatorCode.At(key, house.Stage.Clock.GetUtcNow())));
        return (account, key, codes.Find(".recovery li")!.TextContent);
    }

    private static string Plain(string text, string email) => text.Replace(email, "…").Replace(Uri.EscapeDataString(email), "…");
}

[OnPostgres]
public sealed class AccountOnPostgresTests : AccountTests;
