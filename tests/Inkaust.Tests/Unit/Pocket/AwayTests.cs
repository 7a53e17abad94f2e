using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Pocket.Away;

namespace Inkaust.Tests.Unit.Pocket;

/// <summary>Issuing on a device, its queue, its clock and its contact, without a browser and with the real law and rules.</summary>
public sealed class AwayTests
{
    [Fact]
    public async Task An_invoice_is_on_the_disk_before_it_is_shown_with_its_deadline_and_both_codes()
    {
        using var house = await PocketHouse.ReadyAsync();
        var invoice = await house.IssueAsync();

        Assert.Equal(("FV/T1/4/12/2026", new DateOnly(2026, 12, 9), new DateOnly(2026, 12, 10)), (invoice.Number, invoice.IssueDate, invoice.Deadline));
        var file = Fa3Invoice.Read(invoice.File);
        Assert.Equal(invoice.Hash, file.Hash);
        Assert.Equal($"https://qr-test.ksef.mf.gov.pl/invoice/5260001246/09-12-2026/{invoice.Hash.Base64Url}", invoice.KodI.AbsoluteUri);
        Assert.StartsWith($"https://qr-test.ksef.mf.gov.pl/certificate/Nip/5260001246/5260001246/0123456789ABCDEF/{invoice.Hash.Base64Url}/", invoice.KodII.AbsoluteUri);
        var end = invoice.KodII.AbsoluteUri.LastIndexOf('/');
        Assert.True(await house.Key.VerifyAsync(house.Device.Identity!.PublicKey, Encoding.UTF8.GetBytes(invoice.KodII.AbsoluteUri[8..end]),
            System.Buffers.Text.Base64Url.DecodeFromChars(invoice.KodII.AbsoluteUri.AsSpan(end + 1))));
        Assert.Equal(Deadlines.Of(new IssueFacts(IssuingMode.Offline24, invoice.IssueDate, invoice.IssuedAt), [], house.Clock.GetUtcNow()).Steps, invoice.DeadlineSteps);

        await house.OpenAgainAsync();
        var kept = Assert.Single(house.Device.Queue);
        Assert.Equal(invoice.Stored(), kept.Stored());
        Assert.Equal("FV/T1/5/12/2026", (await house.IssueAsync()).Number);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task When_the_power_goes_while_an_invoice_is_written_it_is_there_whole_or_not_at_all_and_no_number_is_used_twice(bool afterIt, int there)
    {
        using var house = await PocketHouse.ReadyAsync();
        house.Disk.Power = (true, afterIt);
        await Assert.ThrowsAsync<PowerGone>(() => house.IssueAsync());
        await house.OpenAgainAsync();
        Assert.Equal(there, house.Device.Queue.Count);
        await house.IssueAsync();
        Assert.Equal(there + 1, house.Device.Queue.Select(one => one.Number).Distinct().Count());
    }

    [Fact]
    public async Task Two_tabs_of_one_device_never_use_the_same_number()
    {
        using var house = await PocketHouse.ReadyAsync();
        using var tab = new Device(house.Disk, house.Clock);
        await tab.LoadAsync();
        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => i % 2 == 0 ? house.IssueAsync()
            : new IssueOnDevice(tab, house.Key).IssueAsync(PocketHouse.Draft(), [], null)));
        Assert.Equal(6, all.Select(one => one.Number).Distinct().Count());
    }

    [Fact]
    public async Task What_forbids_issuing_is_said_and_nothing_is_written()
    {
        using var house = await PocketHouse.ReadyAsync();
        async Task RefusesAsync(string code, Action does, Action undoes)
        {
            does();
            Assert.Contains(await house.RefusedAsync(), one => one.Code == code);
            undoes();
        }
        async Task PackSaysAsync(string code, Action<JsonObject> says)
        {
            house.Office.ChangesPack = says;
            await house.Contact.MakeAsync();
            Assert.Contains(await house.RefusedAsync(), one => one.Code == code);
            house.Office.ChangesPack = null;
            await house.Contact.MakeAsync();
        }

        await PackSaysAsync("INK-DEVICE-002", pack => pack["state"] = "blocked");
        await PackSaysAsync("INK-DEVICE-003", pack => pack["certificate"]!["validFrom"] = "2027-01-01T00:00:00Z");
        await PackSaysAsync("INK-DEVICE-004", pack => pack["certificate"]!["validTo"] = "2026-12-01T00:00:00Z");
        await PackSaysAsync("INK-DEVICE-021", pack => pack["certificate"]!["status"] = "revoked");
        await PackSaysAsync("INK-DEVICE-021", pack => pack["certificate"]!["status"] = "blocked");
        await PackSaysAsync("INK-DEVICE-016", pack => pack["format"] = 2);
        await PackSaysAsync("INK-DEVICE-015", pack => pack["certificate"]!["validTo"] = "2026-12-10T12:00:00Z");
        await RefusesAsync("INK-DEVICE-007", () => house.Disk.Room = new Room(999_000_000, 1_000_000_000, true), () => house.Disk.Room = new Room(0, 1_000_000_000, true));
        await RefusesAsync("INK-DEVICE-007", () => house.Disk.IsFull = true, () => house.Disk.IsFull = false);
        await RefusesAsync("INK-DEVICE-010", () => house.Key.IsBroken = true, () => house.Key.IsBroken = false);
        Assert.Equal("INK-DEVICE-011", (await house.RefusedAsync(With("kind", "KOR")))[0].Code);
        Assert.Equal("INK-DEVICE-012", (await house.RefusedAsync(With("number", "FV/1")))[0].Code);
        Assert.Equal("INK-DEVICE-013", (await house.RefusedAsync(With("issueDate", "2026-12-08")))[0].Code);
        await RefusesAsync("INK-DEVICE-017", house.Key.Lose, () => { });

        static JsonObject With(string field, string value)
        {
            var draft = PocketHouse.Draft();
            draft[field] = value;
            return draft;
        }
    }

    [Fact]
    public async Task A_clock_that_was_wrong_at_the_last_contact_or_went_back_since_issues_nothing_until_it_is_compared_again()
    {
        using var house = await PocketHouse.ReadyAsync();
        house.Office.ClockOff = TimeSpan.FromMinutes(-6);
        await house.Contact.MakeAsync();
        Assert.Equal("INK-DEVICE-005", Assert.Single(await house.RefusedAsync()).Code);
        house.Office.ClockOff = TimeSpan.FromMinutes(4);
        await house.Contact.MakeAsync();
        await house.IssueAsync();

        house.Clock.Jump(TimeSpan.FromDays(-1));
        Assert.Equal("INK-DEVICE-006", Assert.Single(await house.RefusedAsync()).Code);
        await house.OpenAgainAsync();
        Assert.Equal("INK-DEVICE-006", Assert.Single(await house.RefusedAsync()).Code);
        house.Office.IsAway = true;
        Assert.Equal(ContactEnd.Away, await house.Contact.MakeAsync());
        Assert.Single(await house.RefusedAsync());
        (house.Office.IsAway, house.Office.ClockOff) = (false, TimeSpan.Zero);
        await house.Contact.MakeAsync();
        await house.IssueAsync();
    }

    [Fact]
    public async Task What_has_changed_since_the_person_was_told_is_said_until_it_was_read()
    {
        using var house = await PocketHouse.ReadyAsync();
        Assert.Empty(house.Device.News);
        house.Office.ChangesPack = pack => pack["calendar"] = JsonNode.Parse("""{"version":"0a1b","free":[{"date":"2026-12-10","reason":"Dz.U. 2026 poz. 1"}],"working":[]}""");
        await house.Contact.MakeAsync();
        Assert.Contains("2026-12-10 is a day off (Dz.U. 2026 poz. 1)", Assert.Single(house.Device.News).Text.En);
        Assert.Equal(new DateOnly(2026, 12, 11), (await house.IssueAsync()).Deadline); // Counted with it.
        await house.OpenAgainAsync();
        Assert.Equal("INK-DEVICE-024", Assert.Single(house.Device.News).Code);
        await house.Device.HaveReadAsync();
        await house.OpenAgainAsync();
        Assert.Empty(house.Device.News);
        house.Office.ChangesPack = null;
        await house.Contact.MakeAsync();
        Assert.Contains("2026-12-10 is as usual again", Assert.Single(house.Device.News).Text.En);
        await house.Device.HaveReadAsync();

        // A first version that is kept is no news, another one is; what waits stays.
        foreach (var (app, news) in new[] { ("a1", 0), ("b2", 1) })
        {
            await house.OpenAgainAsync(app);
            await house.Contact.MakeAsync();
            Assert.Equal(news, house.Device.News.Count);
        }
        Assert.Contains("b2", house.Device.News[0].Text.Pl);
        Assert.Equal("0.1.0+b2", (string)house.Office.Heard[^1]["app"]!);
        house.Office.ChangesPack = pack => pack["law"] = "2027-01-01";
        await house.Contact.MakeAsync();
        Assert.Equal("INK-DEVICE-022", Assert.Single(house.Device.Warnings).Code);
    }

    [Fact]
    public async Task The_queue_is_handed_over_byte_for_byte_and_stays_until_the_office_has_named_it()
    {
        using var house = await PocketHouse.ReadyAsync();
        var (first, second) = (await house.IssueAsync(), await house.IssueAsync());
        house.Office.IsAway = true;
        Assert.Equal(ContactEnd.Away, await house.Contact.MakeAsync());
        Assert.Equal(2, house.Device.Queue.Count);

        house.Office.IsAway = false;
        house.Office.Says = contact => new JsonObject
        {
            ["taken"] = new JsonArray(new JsonObject
            {
                ["hash"] = second.Hash.Base64Url,
                ["outcome"] = "kept",
                ["findings"] = new JsonArray(new JsonObject { ["code"] = "INK-POCKET-022", ["pl"] = "Numer zajęty.", ["en"] = "Number used." }),
            }),
        };
        await house.Contact.MakeAsync();
        Assert.Equal(first.Hash, Assert.Single(house.Device.Queue).Hash); // Not named, so it stays.
        var handed = house.Office.Heard[^1]["invoices"]!.AsArray().Concat(house.Office.Heard[^2]["invoices"]!.AsArray()).First(one => (string)one!["hash"]! == first.Hash.Base64Url)!;
        Assert.Equal(first.File, Convert.FromBase64String((string)handed["xml"]!));
        var kept = house.Device.Invoices.Single(one => one.Hash == second.Hash);
        Assert.Equal((Standing.Kept, "Numer zajęty."), (kept.Standing, Assert.Single(kept.Because).Pl));

        house.Office.Says = null;
        await house.Contact.MakeAsync();
        Assert.Empty(house.Device.Queue);
        house.Office.Says = _ => new JsonObject
        {
            ["news"] = new JsonArray(new JsonObject { ["hash"] = first.Hash.Base64Url, ["state"] = "accepted", ["ksefNumber"] = "5260001246-20261209-0AAAAAAAAAAA-01", ["upo"] = true }),
        };
        await house.Contact.MakeAsync();
        await house.OpenAgainAsync();
        var accepted = house.Device.Invoices.Single(one => one.Hash == first.Hash);
        Assert.Equal((Standing.Accepted, "5260001246-20261209-0AAAAAAAAAAA-01", true), (accepted.Standing, accepted.KsefNumber, accepted.HasUpo));
        Assert.Equal(["5260001246-20261209-0AAAAAAAAAAA-01"], Papers.CodesOf(accepted).Select(one => one.Label));
        await house.Device.LetGoAsync(kept);
        await house.Device.LetGoAsync(accepted);
        Assert.Equal(kept.Hash, Assert.Single(house.Device.Invoices).Hash); // What a person decides yet is not let go.
    }

    [Fact]
    public async Task What_was_issued_before_the_device_was_set_up_anew_is_handed_over_under_its_old_name()
    {
        using var house = await PocketHouse.ReadyAsync();
        var old = await house.IssueAsync();
        await house.Device.BecomeAsync(house.Device.Identity! with { Id = "d2" });
        await house.Contact.MakeAsync();
        Assert.Empty(house.Device.Queue);
        Assert.Single(house.Office.Heard, one => one["invoices"]!.AsArray().Any(it => (string)it!["hash"]! == old.Hash.Base64Url));
    }

    [Theory]
    [InlineData("""{"name":"Zofia Żółć"}""", "23", true)]
    [InlineData("""{"name":"Musterbau GmbH","euVat":"DE123456789","address":{"line1":"Hauptstr. 1","country":"DE"}}""", "np II", true)]
    [InlineData("""{"name":"Piekarnia Złoty Kłos","nip":"6712345098","address":"ul. Młyńska 7, 61-730 Poznań"}""", "23", false)]
    public async Task Who_may_be_handed_what_is_obeyed(string buyer, string rate, bool invoice)
    {
        using var house = await PocketHouse.ReadyAsync();
        var issued = await house.IssueAsync(PocketHouse.Draft(buyer, rate));
        var file = Fa3Invoice.Read(issued.File);
        Assert.Equal(invoice ? Paper.Invoice : Paper.Confirmation, Papers.MayHand(issued, file));
        var pdf = new Papers(house.Device.Pack).Pdf(issued, file, invoice ? Paper.Invoice : Paper.Confirmation);
        var read = Inkaust.Scan.ScannedFile.Read(pdf);
        Assert.Equal(new[] { issued.KodI.AbsoluteUri, issued.KodII.AbsoluteUri }.Order(), read.Texts.Where(one => one.Where == Inkaust.Scan.FoundIn.Drawing).Select(one => one.Text).Distinct().Order());
    }

    [Fact]
    public async Task The_export_holds_every_file_byte_for_byte()
    {
        using var house = await PocketHouse.ReadyAsync();
        var invoice = await house.IssueAsync();
        using var zip = new ZipArchive(new MemoryStream(ExportQueue.Zip(house.Device.Queue)));
        Assert.Equal(["FV-T1-4-12-2026.txt", "FV-T1-4-12-2026.xml"], zip.Entries.Select(one => one.Name).Order());
        using var content = new MemoryStream();
        using (var entry = zip.GetEntry("FV-T1-4-12-2026.xml")!.Open()) entry.CopyTo(content);
        Assert.Equal(invoice.File, content.ToArray());
    }

    [Fact]
    public async Task Buyers_and_products_are_remembered_from_the_pack_and_from_what_was_written_here()
    {
        using var house = await PocketHouse.ReadyAsync();
        await house.IssueAsync();
        var memory = new Memory(house.Device);
        Assert.Equal("Piekarnia Złoty Kłos", (string?)Assert.Single(await memory.BuyersAsync("kłos"))["name"]);
        Assert.Equal("Zofia Żółć", (string?)Assert.Single(await memory.BuyersAsync("zofia zolc"))["name"]);
        Assert.Equal("Naprawa kranu", (string?)Assert.Single(memory.Products(""))["name"]);
    }

    [Fact]
    public async Task The_contact_is_written_as_the_office_reads_it_for_ever()
    {
        using var house = await PocketHouse.ReadyAsync();
        await house.IssueAsync();
        await house.Contact.MakeAsync();
        var golden = JsonNode.Parse(File.ReadAllText(Path.Combine(Checkout.Root, "tests/Inkaust.Tests/Golden/pocket/v1-contact.json")))!;
        Assert.Equal(Shape(golden), Shape(house.Office.Heard.Last(one => one["invoices"]!.AsArray().Count > 0)));

        static string Shape(JsonNode? node) => node switch
        {
            JsonObject record => $"{{{string.Join(',', record.Select(one => $"{one.Key}:{Shape(one.Value)}"))}}}",
            JsonArray => "[]",
            _ => "",
        } is var shape && node is JsonArray { Count: > 0 } list && list[0] is JsonObject first ? $"[{Shape(first)}]" : shape;
    }
}
