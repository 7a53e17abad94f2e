using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios.Web;

/// <summary>Devices as people see them, and as a device speaks with the office over HTTP.</summary>
public class DevicePagesTests
{
    [Fact]
    public async Task A_device_enrols_makes_contact_and_is_lost_over_http()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        using var anna = house.Visitor(house.Account("Anna Nowak", Role.Issuer));
        using var device = DeviceInHand.Of(house.Stage);
        async Task<JsonNode> AskAsync(Visitor visitor, string path, JsonNode? body, HttpStatusCode expected)
        {
            var start = JsonNode.Parse((await visitor.GetAsync("/pocket/start")).Text)!;
            var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/companies/{house.Company.Id}/devices{path}");
            if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
            request.Headers.Add("X-Inkaust-Token", (string)start["token"]!);
            var answer = await visitor.SendAsync(request);
            Assert.True(expected == answer.Status, $"{path}: {answer.Status} {answer.Text}");
            return JsonNode.Parse(answer.Text)!;
        }

        var begun = await AskAsync(anna, "", new JsonObject { ["name"] = "Telefon Anny", ["publicKey"] = Convert.ToBase64String(device.PublicKey) }, HttpStatusCode.Created);
        var id = (string)begun["id"]!;
        Assert.Equal("FV/T1/{n}/{mm}/{yyyy}", (string)begun["series"]!["pattern"]!);
        Assert.Equal("INK-POCKET-007", (string)(await AskAsync(anna, $"/{id}/certificate", new JsonObject(), HttpStatusCode.UnprocessableEntity))["code"]!);
        var signature = device.Sign(Convert.FromBase64String((string)begun["toSign"]!));
        await AskAsync(anna, $"/{id}/certificate", new JsonObject { ["signature"] = Convert.ToBase64String(signature) }, HttpStatusCode.OK);
        var certificate = await AskAsync(anna, $"/{id}/certificate", null, HttpStatusCode.OK);
        Assert.Equal(house.Office.Devices.Find(house.Company, id).Serial, (string)certificate["serial"]!);

        device.Resume(house.Office.Devices.Find(house.Company, id));
        device.Issue();
        var answer = await AskAsync(anna, $"/{id}/contact", device.Contact(), HttpStatusCode.OK);
        Assert.Equal("taken", (string)answer["taken"]![0]!["outcome"]!);
        Assert.Equal(("active", house.Company.Environment.Qr.AbsoluteUri, "anna.nowak@example.com", 1L),
            ((string)answer["pack"]!["state"]!, (string)answer["pack"]!["company"]!["qr"]!, (string)answer["pack"]!["account"]!["email"]!, (long)answer["pack"]!["series"]!["last"]!["2026-12"]!));
        // What brings nothing is no deed of anybody.
        await AskAsync(anna, $"/{id}/contact", device.Contact(), HttpStatusCode.OK);
        Assert.Single(house.Office.Audit.Of(house.Company), one => one.Deed == "POST api/v1/companies/{company}/devices/{id}/contact");
        Assert.Equal("INK-POCKET-003", (string)(await AskAsync(anna, $"/{id}/contact", new JsonArray(), HttpStatusCode.UnprocessableEntity))["code"]!);

        // Another one may issue, and may not say that Anna's device is lost.
        using var igor = house.Visitor(house.Account("Igor Wystawia", Role.Issuer));
        await AskAsync(igor, $"/{id}/lost", new JsonObject { ["because"] = "Zgubiony" }, HttpStatusCode.Forbidden);
        var lost = await AskAsync(anna, $"/{id}/lost", new JsonObject { ["because"] = "Zgubiony" }, HttpStatusCode.OK);
        Assert.Equal("blocked", (string)lost["device"]!["state"]!);
        Assert.NotNull((string?)lost["device"]!["revokedAt"]);
        Assert.Contains(house.Office.Audit.Of(house.Company), one => one.Deed == "POST api/v1/companies/{company}/devices/{id}/lost" && one.Outcome == "done");
    }

    [Fact]
    public async Task The_page_says_what_each_device_holds_and_leads_through_a_loss()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var house = await WebHouse.OpenAsync(ready: true, clock: clock);
        var owner = house.Account();
        using var visitor = house.Visitor(owner);
        using var device = await DeviceInHand.ReadyAsync(house.Stage);
        var held = device.Issue();
        var contact = device.Contact();
        contact["invoices"] = new JsonArray();
        await device.ContactAsync(contact);

        var page = await visitor.GetAsync($"/c/{house.Company.Id}/devices");
        Assert.Contains((string)held["number"]!, page.Text);
        Assert.Contains("Telefon Anny", page.Words("h2"));
        // From the working day before the deadline a task, the calendar and a notice speak of it.
        clock.Jump(TimeSpan.FromDays(1));
        var task = house.Office.Tasks.Of(house.Company).Open.Single(one => one.Kind == TaskKind.DeviceHolds);
        Assert.Contains("2026-12-10", task.Text.En);
        Assert.Contains($"Połącz urządzenie Telefon Anny", house.Office.CalendarFeeds.TextOf(house.Office.CalendarFeeds.Make(house.Company, owner.Id)));

        var question = await visitor.GetAsync($"/c/{house.Company.Id}/devices/{device.Device.Id}/lost");
        Assert.Contains("art. 106nda", question.Text);
        var silent = await visitor.SubmitAsync(question, "input[name=because]", ("because", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.Status);
        Assert.Equal(DeviceState.Active, house.Office.Devices.Find(house.Company, device.Device.Id).State);
        await house.Stage.FaultAsync("html-502", "* /v2/certificates/*");
        var answer = await visitor.SubmitAsync(question, "input[name=because]", ("because", "Został w tramwaju"));
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Contains(house.Office.Tasks.Of(house.Company).Open, one => one.Kind == TaskKind.DeviceNotRevoked);
        await house.Stage.NoFaultsAsync();
        var after = await visitor.GetAsync(answer.Location!.ToString());
        await visitor.SubmitAsync(after, "form[action$=revoke]");
        Assert.NotNull(house.Office.Devices.Find(house.Company, device.Device.Id).RevokedAt);
        Assert.DoesNotContain(house.Office.Tasks.Of(house.Company).Open, one => one.Kind == TaskKind.DeviceNotRevoked);
    }

    [Fact]
    public async Task What_is_kept_is_shown_downloaded_tried_again_and_closed()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        using var visitor = house.Visitor(house.Account());
        using var device = await DeviceInHand.ReadyAsync(house.Stage);
        var said = device.Issue();
        said["issuedAt"] = "2026-12-10T12:00:00Z";
        var hopeless = device.Issue();
        hopeless["kodI"] = "https://example.com/";
        await device.ContactAsync();
        Assert.Equal(2, house.Office.Tasks.Of(house.Company).Open.Count(one => one.Kind == TaskKind.KeptFromDevice));

        var kept = house.Office.DeviceInvoices.Open(house.Company).Single(one => one.Hash.Base64Url == (string)said["hash"]!);
        var page = await visitor.GetAsync($"/c/{house.Company.Id}/devices/kept/{kept.Id}");
        Assert.Contains("INK-POCKET-027", page.Text);
        using (var file = await visitor.SendRawAsync(new HttpRequestMessage(HttpMethod.Get, $"/c/{house.Company.Id}/devices/kept/{kept.Id}/xml")))
            Assert.Equal(Convert.FromBase64String((string)said["xml"]!), await file.Content.ReadAsByteArrayAsync(Stage.Stop));
        var again = await visitor.SubmitAsync(page, "form[action$=again]");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        var taken = await visitor.SubmitAsync(page, "form[action$=again]", ("accept", "INK-POCKET-027"));
        Assert.Contains("/invoices/", taken.Location!.ToString());
        Assert.Equal(IssuingMode.Offline24, Assert.Single(house.Stage.Ledger.List()).Mode);
        // The page of the invoice names the device.
        Assert.Contains("„Telefon Anny” nie miało sieci", (await visitor.GetAsync(taken.Location.ToString())).Text);

        var other = house.Office.DeviceInvoices.Open(house.Company).Single();
        await visitor.SubmitAsync(await visitor.GetAsync($"/c/{house.Company.Id}/devices/kept/{other.Id}"), "form[action$=close]", ("because", "Wystawiona od nowa"));
        Assert.Empty(house.Office.DeviceInvoices.Open(house.Company));
        Assert.DoesNotContain(house.Office.Tasks.Of(house.Company).Open, one => one.Kind == TaskKind.KeptFromDevice);
    }
}

[OnPostgres]
public sealed class DevicePagesOnPostgresTests : DevicePagesTests;
