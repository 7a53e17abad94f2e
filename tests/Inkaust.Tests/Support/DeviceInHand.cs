using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests;

/// <summary>
/// A device as the office sees one: a key that the office never gets, a series of its own, and what it says. It issues without asking anybody; what it
/// says of an invoice can be changed before it is handed over.
/// </summary>
internal sealed class DeviceInHand : IDisposable
{
    private readonly Stage stage;
    private readonly Workplace office;
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly List<JsonObject> queue = [];
    private long count;

    private DeviceInHand(Stage stage, Workplace office) => (this.stage, this.office) = (stage, office);

    public Device Device { get; private set; } = null!;

    public Series Series { get; private set; } = null!;

    public byte[] PublicKey => key.ExportSubjectPublicKeyInfo();

    public byte[] PrivateKey => key.ExportPkcs8PrivateKey();

    /// <summary>By how much its clock is ahead.</summary>
    public TimeSpan ClockOff { get; set; }

    public long After { get; set; }

    /// <summary>What it holds and has not handed over.</summary>
    public IReadOnlyList<JsonObject> Queue => queue;

    /// <summary>A device with its certificate.</summary>
    public static async Task<DeviceInHand> ReadyAsync(Stage stage, string name = "Telefon Anny", Workplace? office = null)
    {
        var device = Of(stage, office);
        await device.BeginAsync(name);
        device.Device = await device.office.EnrolDevice.GoOnAsync(stage.Company, device.Device.Id, device.Signature(), Stage.Stop);
        Assert.Equal(DeviceState.Active, device.Device.State);
        return device;
    }

    public static DeviceInHand Of(Stage stage, Workplace? office = null) => new(stage, office ?? stage.Workplace);

    public async Task BeginAsync(string name = "Telefon Anny", string account = "anna") => (Device, Series) =
        await office.EnrolDevice.BeginAsync(stage.Company, new AccountId(account), name, PublicKey, Stage.Stop);

    /// <summary>Goes on as the device that the office knows by now.</summary>
    public void Resume(Device known) => (Device, Series) = (known, office.Series.OfDevice(stage.Company, known.Series)!);

    /// <summary>Its signature under its application: r followed by s.</summary>
    public byte[] Signature() => Sign(Device.ToSign);

    public byte[] Sign(byte[] bytes) => key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    /// <summary>Issues an invoice with no network: it waits in the queue.</summary>
    /// <param name="change">Changes the draft.</param>
    /// <param name="number">Its number; null: the next of its series.</param>
    /// <param name="at">When, by its own clock; null: now.</param>
    public JsonObject Issue(Func<InvoiceDraft, InvoiceDraft>? change = null, string? number = null, DateTimeOffset? at = null)
    {
        var issuedAt = at ?? stage.Clock.GetUtcNow() + ClockOff;
        var date = PolishTime.DateOf(issuedAt);
        number ??= Series.Number(++count, date);
        var draft = stage.Draft(number) with { Seller = stage.Company.AsSeller(), IssueDate = date };
        return Add(Fa3Writer.Write(change is null ? draft : change(draft), issuedAt, "Inkaust Pocket"), issuedAt);
    }

    /// <summary>Adds a file to the queue, with what a device says of it.</summary>
    public JsonObject Add(byte[] xml, DateTimeOffset issuedAt)
    {
        var invoice = Fa3Invoice.Read(xml);
        var (environment, context) = (stage.Company.Environment, ContextIdentifier.Of(stage.Company.Nip));
        var signature = Sign(VerificationLinks.TextOfKodII(environment, context, invoice.SellerNip, Device.Serial!, invoice.Hash));
        var deadline = Deadlines.Of(new IssueFacts(IssuingMode.Offline24, invoice.IssueDate, issuedAt), [], issuedAt).Date;
        var said = new JsonObject
        {
            ["hash"] = invoice.Hash.Base64Url,
            ["xml"] = Convert.ToBase64String(xml),
            ["number"] = invoice.Number,
            ["issueDate"] = $"{invoice.IssueDate:yyyy-MM-dd}",
            ["issuedAt"] = Database.Instant(issuedAt),
            ["deadline"] = $"{deadline:yyyy-MM-dd}",
            ["law"] = Deadlines.Law,
            ["calendar"] = "usual",
            ["kodI"] = VerificationLinks.KodI(environment, invoice.SellerNip, invoice.IssueDate, invoice.Hash).AbsoluteUri,
            ["kodII"] = VerificationLinks.SignedKodII(environment, context, invoice.SellerNip, Device.Serial!, invoice.Hash, signature).AbsoluteUri,
            ["serial"] = Device.Serial,
            ["series"] = new JsonObject { ["id"] = Series.Id, ["period"] = invoice.IssueDate.ToString("yyyy-MM", CultureInfo.InvariantCulture), ["count"] = count },
            ["accepted"] = new JsonArray(),
            ["buyerTold"] = null,
            ["documentsGiven"] = new JsonArray("confirmation"),
        };
        queue.Add(said);
        return said;
    }

    /// <summary>Takes something out of the queue.</summary>
    public void Drop(JsonObject said) => queue.Remove(said);

    /// <summary>A contact that hands over this one alone.</summary>
    public JsonObject Contact(JsonObject said)
    {
        var contact = Contact();
        contact["invoices"] = new JsonArray(said.DeepClone());
        return contact;
    }

    /// <summary>What it says when it makes contact.</summary>
    public JsonObject Contact() => new()
    {
        ["format"] = 1,
        ["app"] = "1.0.0",
        ["deviceTime"] = Database.Instant(stage.Clock.GetUtcNow() + ClockOff),
        ["after"] = After,
        ["holding"] = new JsonArray([.. queue.Select(one => new JsonObject
        {
            ["hash"] = (string)one["hash"]!,
            ["number"] = (string)one["number"]!,
            ["issueDate"] = (string)one["issueDate"]!,
            ["deadline"] = (string?)one["deadline"],
            ["gross"] = "123.00",
            ["currency"] = "PLN",
        })]),
        ["invoices"] = new JsonArray([.. queue.Select(one => one.DeepClone())]),
    };

    /// <summary>Makes contact; what the office names leaves the queue.</summary>
    public async Task<ContactAnswered> ContactAsync(JsonObject? said = null, Workplace? through = null)
    {
        var answer = await (through ?? office).TakeFromDevice.ContactAsync(
            stage.Company, Device.Id, Encoding.UTF8.GetBytes((said ?? Contact()).ToJsonString()), Stage.Stop);
        queue.RemoveAll(one => answer.Taken.Any(taken => taken.Hash.Base64Url == (string)one["hash"]!));
        After = answer.Last;
        return answer;
    }

    public void Dispose() => key.Dispose();
}
