using System.Text.Json.Nodes;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios.Web;

/// <summary>Requests made after the schemas of the API, right and wrong ones; a thousand for each operation: ./bench rest --fuzz 1000.</summary>
public sealed class RestFuzzTests
{
    [Fact]
    public async Task No_request_ends_in_a_fault_of_ours_and_every_refusal_is_a_problem_with_a_code()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        await house.Stage.IssueAsync(ModeWish.Offline);
        using var anybody = house.Visitor();
        var document = JsonNode.Parse((await anybody.GetAsync("/openapi/v1.json")).Text)!;
        var key = house.Office.ApiKeys.Make(house.Company, "fuzz", ApiRightsWords.All).Text;
        var fuzz = new ApiFuzz(document, house.Address, key, new Dictionary<string, string[]>
        {
            ["company"] = [house.Company.Nip.ToString()],
            ["id"] = ["1", house.Office.Webhooks.Add(house.Company, "https://shop.example/", ["invoice.late"], new OutboundAddresses()).Webhook.Id],
        });
        var operations = await fuzz.RunAsync(each: 8, seed: 1, Stage.Stop);
        var faults = operations.SelectMany(one => one.Faults.Select(fault => $"{one.Name}: {fault}")).ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.True(operations.Count > 50);
        Assert.True(operations.Sum(one => one.Taken) > operations.Count, "hardly any request was right");
    }
}
