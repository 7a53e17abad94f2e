using System.Text.Json;
using System.Text.Json.Nodes;
using Inkaust.Answers;
using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Pocket.Away;
using Inkaust.Pocket.Desk;
using Inkaust.Tests.Unit.Pocket;
using Inkaust.Web.Api;

namespace Inkaust.Tests.Scenarios;

/// <summary>The office itself, as a device speaks to it, over a line that may break before the question or after it.</summary>
internal sealed class OfficeInProcess(Stage stage, AccountId account) : IOfficeOfDevice
{
    public bool IsAway { get; set; }

    /// <summary>The answer of the next contact is lost on its way back.</summary>
    public bool LosesTheAnswer { get; set; }

    public async Task<JsonNode> AddAsync(string company, string name, byte[] publicKey)
    {
        var (device, series) = await stage.Workplace.EnrolDevice.BeginAsync(stage.Company, account, name, publicKey, Stage.Stop);
        return Said(new DeviceBegunAnswer(device.Id, Convert.ToBase64String(device.ToSign), DeviceSeriesAnswer.Of(series)));
    }

    public async Task<JsonNode> CertificateAsync(string company, string device, byte[]? signature) =>
        Said(DeviceCertificateAnswer.Of(await stage.Workplace.EnrolDevice.GoOnAsync(stage.Company, device, signature, Stage.Stop)));

    public async Task<JsonNode> ContactAsync(string company, string device, JsonObject contact)
    {
        if (IsAway) throw new OfficeIsAway();
        var answer = Said(ContactAnswer.Of(await stage.Workplace.TakeFromDevice.ContactAsync(stage.Company, device,
            JsonSerializer.SerializeToUtf8Bytes(contact), Stage.Stop), ApiJson.Say));
        var lost = LosesTheAnswer;
        LosesTheAnswer = false;
        return lost ? throw new OfficeIsAway() : answer;
    }

    private static JsonNode Said<T>(T answer) => JsonSerializer.SerializeToNode(answer, ApiJson.Options)!;
}

/// <summary>
/// Stories that nobody wrote: devices issue, are cut off, killed, opened again, updated, set to a wrong time and speak with the office, in any order. At the
/// end of each, when everything is in order again, every invoice that a device showed is in the ledger once, byte for byte.
/// </summary>
public sealed class PocketStoriesTests
{
    // KSeF gives a company a hundred certificates, so a device plays many stories, one after another.
    private const int Usual = 60, Steps = 14, FirstSeed = 20260201, OnOneDevice = 100;

    [Fact]
    public async Task Nothing_that_a_device_showed_is_lost_or_doubled_whatever_happens()
    {
        // ./test plays a few; INKAUST_POCKET_STORIES=1000 as many as that.
        var many = int.TryParse(Environment.GetEnvironmentVariable("INKAUST_POCKET_STORIES"), out var asked) ? asked : Usual;
        await using var stage = await Stage.ReadyAsync();
        var account = stage.Workplace.Accounts.Add("anna@example.com", "Anna Nowak", Language.Polish).Id;
        var shown = 0;
        for (var begun = 0; begun < many; begun += OnOneDevice)
        {
            using var key = new KeyOfDevice();
            var (disk, office, clock) = (new Disk(), new OfficeInProcess(stage, account), new ShiftedClock(stage.Clock.GetUtcNow().ToString("O")));
            using (var device = new Pocket.Away.Device(disk, clock))
            {
                await new Enrol(device, key, office).BeginAsync(stage.Company.Id.Text, "anna@example.com", $"Telefon {begun}");
                Assert.Equal(ContactEnd.Done, await new ContactWithOffice(device, office).MakeAsync());
            }
            for (var story = begun; story < Math.Min(many, begun + OnOneDevice); story++)
                shown += await PlayAsync(stage, FirstSeed + story, disk, key, office, clock);
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{many} stories, {shown} invoices shown, lost 0, doubled 0");
        Assert.True(shown > many, "Hardly anything was issued.");
    }

    private static async Task<int> PlayAsync(Stage stage, int seed, Disk disk, KeyOfDevice key, OfficeInProcess office, ShiftedClock clock)
    {
        var chance = new Random(seed);
        var device = new Pocket.Away.Device(disk, clock);
        await device.LoadAsync();
        var before = device.Invoices.Select(one => one.Hash).ToHashSet(); // Of stories that ended well.
        var shown = new Dictionary<InvoiceHash, HeldInvoice>();
        for (var step = 0; step < Steps; step++)
        {
            try
            {
                switch (chance.Next(9))
                {
                    case 0 or 1 or 2:
                        var issued = await new IssueOnDevice(device, key).IssueAsync(PocketHouse.Draft(), [], null);
                        shown.Add(issued.Hash, issued);
                        break;
                    case 3:
                        office.IsAway = !office.IsAway;
                        break;
                    case 4:
                        office.LosesTheAnswer = true;
                        await new ContactWithOffice(device, office).MakeAsync();
                        break;
                    case 5:
                        disk.Power = (true, chance.Next(2) == 0);
                        break;
                    case 6:
                        await OpenAgainAsync();
                        break;
                    case 7:
                        clock.Jump(TimeSpan.FromHours(chance.Next(2) == 0 ? -26 : 2));
                        break;
                    default:
                        await new ContactWithOffice(device, office).MakeAsync();
                        break;
                }
            }
            catch (RefusedException)
            {
                // It says why, and issues nothing.
            }
            catch (PowerGone)
            {
                await OpenAgainAsync();
            }
        }

        // Everything is in order again: the line, the clock, the power.
        (office.IsAway, office.LosesTheAnswer, disk.Power) = (false, false, default);
        clock.Jump(stage.Clock.GetUtcNow() - clock.GetUtcNow());
        await OpenAgainAsync();
        // What was written when the power went, and never shown, counts too.
        foreach (var there in device.Invoices.Where(one => !before.Contains(one.Hash))) shown.TryAdd(there.Hash, there);
        await new ContactWithOffice(device, office).MakeAsync();
        Assert.True(device.Queue.Count == 0, $"Seed {seed}: {device.Queue.Count} stay in the queue.");
        var kept = stage.Workplace.DeviceInvoices.Open(stage.Company);
        foreach (var one in shown.Values)
        {
            var inLedger = stage.Ledger.WithNumber("VAT", one.Number);
            var isKept = kept.Count(it => it.Hash == one.Hash);
            Assert.True(inLedger.Count + isKept == 1, $"Seed {seed}: {one.Number} is {inLedger.Count} times in the ledger, kept {isKept} times.");
            if (inLedger is [var entry]) Assert.True(entry.Hash == one.Hash && stage.Ledger.File(entry).Bytes.Span.SequenceEqual(one.File), $"Seed {seed}: {one.Number}");
        }
        Assert.Equal(shown.Count, shown.Values.Select(one => one.Number).Distinct().Count());
        device.Dispose();
        return shown.Count;

        async Task OpenAgainAsync()
        {
            device.Dispose();
            device = new Pocket.Away.Device(disk, clock);
            await device.LoadAsync();
        }
    }
}
