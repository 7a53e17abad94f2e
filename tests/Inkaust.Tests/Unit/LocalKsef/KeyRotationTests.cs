using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>New public keys beside the old ones, by order or because their time is over.</summary>
public sealed class KeyRotationTests : OwnServerTests
{
    [Fact]
    public async Task Rotated_keys_come_first_and_the_old_ones_still_open()
    {
        var before = (await Client.Get("/v2/security/public-key-certificates")).Json.AsArray();
        await Client.Manage(HttpMethod.Post, "/keys/rotate");
        var after = (await Client.Get("/v2/security/public-key-certificates")).Json.AsArray();
        Assert.Equal(4, after.Count);
        Assert.NotEqual(before[0]!["publicKeyId"]!.GetValue<string>(), after[0]!["publicKeyId"]!.GetValue<string>());
        await Client.SignInAsNewCompany();
        await Client.OpenSession();
    }

    [Fact]
    public async Task A_clock_that_has_left_the_time_of_the_keys_brings_new_ones()
    {
        await Client.Get("/v2/security/public-key-certificates");
        await Client.Manage(HttpMethod.Post, "/clock/advance", new { by = "800.00:00:00" });
        var newest = (await Client.Get("/v2/security/public-key-certificates")).Json.AsArray()[0]!;
        Assert.True(newest["validTo"]!.GetValue<DateTimeOffset>() > await Client.Now());
        await Client.SignInAsNewCompany();
        await Client.OpenSession();
    }
}
