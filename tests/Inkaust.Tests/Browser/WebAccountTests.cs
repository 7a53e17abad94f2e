using Inkaust.Office;
using Inkaust.Tests.Scenarios.Web;

namespace Inkaust.Tests.Browser;

/// <summary>What of accounts needs a browser: passkeys, with Chromium's own virtual authenticator.</summary>
[Collection(nameof(Chromium))]
public sealed class WebAccountTests(Chromium chromium)
{
    [Fact]
    public async Task A_passkey_is_added_signs_in_without_a_password_and_signs_in_no_more_once_it_is_removed()
    {
        await using var house = await WebHouse.OpenAsync();
        var account = AccountTests.WithPassword(house);
        var page = await chromium.NewPageAsync();
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        var address = $"http://localhost:{house.Address.Port}";
        await page.GotoAsync($"{address}/sign-in");
        await page.FillAsync("#f-email", account.Email);
        await page.FillAsync("#f-password", "cztery różne słowa tu");
        await page.ClickAsync("form[action='/sign-in'] button");
        await page.GotoAsync($"{address}/account");
        await page.FillAsync("#f-passkey-password", "cztery różne słowa tu");
        await page.ClickAsync("form[action='/account/passkeys'] button");
        await page.WaitForSelectorAsync(".notice-good");
        Assert.Single(house.Office.SignInSecrets.PasskeysOf(account.Id));

        await page.ClickAsync("form[action='/sign-out'] button");
        await page.ClickAsync("form[action='/sign-in/passkey'] button");
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
        Assert.Equal(SignInWay.Passkey, house.Office.SignIns.Of(account.Id)[0].Way);
        Assert.NotNull(house.Office.SignInSecrets.PasskeysOf(account.Id).Single().UsedAt);

        await page.GotoAsync($"{address}/account");
        await page.ClickAsync("form[action$='/remove'] button");
        await page.ClickAsync("form[action='/sign-out'] button");
        await page.ClickAsync("form[action='/sign-in/passkey'] button");
        Assert.Contains("INK-ACCOUNT-014", await (await page.WaitForSelectorAsync(".said"))!.InnerTextAsync());
    }
}
