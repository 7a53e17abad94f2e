using System.Net;
using System.Security;
using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Scenarios.Web;

/// <summary>An invoice that somebody sends to steer whoever looks at it: on pages, in tables, on a screen, in a calendar, in answers for programs.</summary>
public sealed class HostileInvoicesTests
{
    private const string Evil = "=1+1\"'><script>alert(1)</script><img src=x onerror=alert(1)>\u202Efdp javascript:alert(1)";

    [Fact]
    public async Task What_a_received_invoice_says_is_text_wherever_it_is_shown()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        using (var seller = new LocalKsefClient(house.Stage.Server))
        {
            var nip = await seller.SignInAsNewCompany();
            await ReceivedFiles.SendAsync(seller, [ReceivedFiles.Of(nip, SecurityElement.Escape(Evil), $"{house.Company.Nip}", account: ReceivedFiles.Account(1), line: SecurityElement.Escape(Evil))]);
            await ReceivedFiles.SendAsync(seller, [ReceivedFiles.Of(nip, "2", $"{house.Company.Nip}", account: ReceivedFiles.Account(2), line: SecurityElement.Escape(Evil))]);
        }
        await house.Office.SyncInbox.OnceAsync(house.Company, stop: Stage.Stop);
        var received = house.Office.FindReceived.Of(house.Company, new ReceivedFilter()).Invoices;
        Assert.Equal(2, received.Count);
        using var owner = house.Visitor(house.Account());
        using (var watch = house.Office.EventWatch(new EventWatchSettings { AddressOf = (_, _) => new Uri("https://inkaust.example.com/") })) watch.Look();
        var shown = 0;
        string[] paths =
        [
            "", "/inbox", "/inbox?q=alert", "/inbox/compare", "/inbox/refused", "/tasks", "/events", "/buyers", "/audit", .. received.SelectMany(one => new[] { $"/inbox/{one.Id}", $"/inbox/{one.Id}/html" }),
        ];
        foreach (var path in paths)
        {
            var page = await owner.GetAsync($"/c/{house.Company.Id}{path}");
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.DoesNotContain(page.Document.All, element => element.LocalName == "img" && element.GetAttribute("src") == "x"
                || element.LocalName == "script" && element.TextContent.Length > 0
                || element.Attributes.Any(one => one.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || one.Value.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase)));
            Assert.DoesNotContain(page.Text, Turns);
            if (page.Text.Contains("alert(1)", StringComparison.Ordinal)) shown++;
        }
        Assert.True(shown >= 4, $"It was shown {shown} times only.");

        foreach (var table in new[] { "inbox.csv", "inbox-jpk.csv" })
            Assert.DoesNotContain((await owner.GetAsync($"/c/{house.Company.Id}/{table}")).Text.Split('\n').SelectMany(line => line.Split(';')), cell => cell.TrimStart('"').StartsWith('='));
        var answer = await owner.GetAsync($"/api/v1/companies/{house.Company.Id}/inbox/{received[0].Id}");
        Assert.DoesNotContain(answer.Text, c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));

        var shell = new Shell(house.Stage.Store, house.Stage.Clock);
        foreach (string[] command in new string[][] { ["inbox", "list"], ["inbox", "show", $"id:{received[0].Id}"], ["inbox", "show", $"id:{received[1].Id}"], ["verify", Evil], ["inbox", "show", Evil] })
            foreach (string[] form in new string[][] { ["--format", "table"], ["--format", "csv"], ["--json"] })
            {
                var (_, output, error) = await shell.RunAsync([.. command, .. form]);
                Assert.DoesNotContain("INK-CLI-010", error);
                Assert.DoesNotContain(output + error, c => (char.IsControl(c) && c is not ('\n' or '\r' or '\t')) || Turns(c));
            }
    }

    private static bool Turns(char c) => Untrusted.TurnsDirection(c);
}
