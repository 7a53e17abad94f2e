namespace Inkaust.Tests.Scenarios.Web;

/// <summary>The app is killed while programs issue; a thousand of them: ./bench rest --kill 1000.</summary>
public sealed class RestKillTests
{
    [Fact]
    public async Task Each_order_becomes_one_invoice_and_its_webhook_hears_of_it_under_one_key_though_the_app_is_killed_meanwhile()
    {
        var outcome = await RestThroughKills.RunAsync(invoices: 60, kills: 3, Stage.Stop);
        Assert.True(outcome is { IsRight: true, Issued: 60, Kills: 3 }, $"{outcome}");
    }
}
