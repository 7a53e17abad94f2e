using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.Pocket.Away;
using Inkaust.Pocket.Desk;

namespace Inkaust.Tests.Unit.Pocket;

/// <summary>The power went while something was written.</summary>
internal sealed class PowerGone : Exception;

/// <summary>A disk without a browser: what was written is there, or nothing of it.</summary>
internal sealed class Disk : IDeviceStore
{
    private readonly Dictionary<(Shelf, string), string> all = [];

    /// <summary>The power goes at the next writing: before it, or after it and before anybody is told.</summary>
    public (bool Goes, bool AfterIt) Power { get; set; }

    public bool IsFull { get; set; }

    public Room Room { get; set; } = new(0, 1_000_000_000, true);

    public Task<string?> ReadAsync(Shelf shelf, string key) => Task.FromResult(all.GetValueOrDefault((shelf, key)));

    public Task<IReadOnlyList<string>> AllAsync(Shelf shelf) => Task.FromResult<IReadOnlyList<string>>([.. all.Where(one => one.Key.Item1 == shelf).Select(one => one.Value)]);

    public Task<int> CountAsync(Shelf shelf) => Task.FromResult(all.Keys.Count(one => one.Item1 == shelf));

    public Task<Room> RoomAsync() => Task.FromResult(Room);

    public Task WriteAsync(params IReadOnlyList<Entry> entries)
    {
        if (IsFull) throw new NotKept(true, "full");
        if (entries.Any(one => one.IsNew && all.ContainsKey((one.Shelf, one.Key)))) throw new TakenMeanwhile();
        var power = Power;
        Power = default;
        if (power is { Goes: true, AfterIt: false }) throw new PowerGone();
        foreach (var one in entries)
        {
            if (one.Text is null) all.Remove((one.Shelf, one.Key));
            else all[(one.Shelf, one.Key)] = one.Text;
        }
        return power.Goes ? throw new PowerGone() : Task.CompletedTask;
    }
}

/// <summary>A key without a browser.</summary>
internal sealed class KeyOfDevice : IDeviceKey, IDisposable
{
    private ECDsa? key;

    /// <summary>It signs something else than it was asked for.</summary>
    public bool IsBroken { get; set; }

    public Task<byte[]> MakeAsync()
    {
        key?.Dispose();
        key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Task.FromResult(key.ExportSubjectPublicKeyInfo());
    }

    public Task<byte[]> SignAsync(byte[] text) => key is null ? throw new NotKept(false, "NoKey")
        : Task.FromResult(key.SignData(IsBroken ? [.. text, 0] : text, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));

    public Task<bool> VerifyAsync(byte[] publicKey, byte[] text, byte[] signature)
    {
        using var given = ECDsa.Create();
        given.ImportSubjectPublicKeyInfo(publicKey, out _);
        return Task.FromResult(given.VerifyData(text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
    }

    public void Lose()
    {
        key?.Dispose();
        key = null;
    }

    public void Dispose() => key?.Dispose();
}

/// <summary>An office that takes what comes and answers what a test wants.</summary>
internal sealed class OfficeOnPaper(TimeProvider clock) : IOfficeOfDevice
{
    private byte[] publicKey = [];

    /// <summary>It does not answer.</summary>
    public bool IsAway { get; set; }

    public TimeSpan ClockOff { get; set; }

    public List<JsonObject> Heard { get; } = [];

    /// <summary>What it says beside the pack; by default it takes everything.</summary>
    public Func<JsonObject, JsonObject>? Says { get; set; }

    public Action<JsonObject>? ChangesPack { get; set; }

    public Task<JsonNode> AddAsync(string company, string name, byte[] key)
    {
        publicKey = IsAway ? throw new OfficeIsAway() : key;
        return Task.FromResult<JsonNode>(new JsonObject { ["id"] = "d1", ["toSign"] = "AAAA", ["series"] = new JsonObject() });
    }

    public Task<JsonNode> CertificateAsync(string company, string device, byte[]? signature) => Task.FromResult<JsonNode>(
        new JsonObject { ["certificate"] = Convert.ToBase64String([48, 1, .. publicKey, 3]), ["serial"] = "0123456789ABCDEF" });

    public Task<JsonNode> ContactAsync(string company, string device, JsonObject contact)
    {
        if (IsAway) throw new OfficeIsAway();
        Heard.Add((JsonObject)contact.DeepClone());
        var pack = Pack();
        ChangesPack?.Invoke(pack);
        var answer = Says?.Invoke(contact) ?? new JsonObject
        {
            ["taken"] = new JsonArray([.. contact["invoices"]!.AsArray().Select(one =>
                (JsonNode)new JsonObject { ["hash"] = (string)one!["hash"]!, ["outcome"] = "taken", ["id"] = 7 })]),
        };
        answer["format"] = 1;
        answer["serverTime"] = AwayJson.Text(clock.GetUtcNow() + ClockOff);
        answer["last"] = Heard.Count;
        answer["pack"] = pack;
        return Task.FromResult(JsonNode.Parse(answer.ToJsonString())!); // As it comes over a line.
    }

    public static JsonObject Pack() => (JsonObject)JsonNode.Parse("""
        {"format":1,"id":"d1","state":"active","company":{"id":"c","nip":"5260001246","name":"Atrament i Pióro sp. z o.o.",
         "address":"ul. Piękna 7/3, 00-539 Warszawa","environment":"test","qr":"https://qr-test.ksef.mf.gov.pl"},
         "account":{"id":"1","email":"anna@example.com"},
         "certificate":{"serial":"0123456789ABCDEF","validFrom":"2026-01-01T00:00:00Z","validTo":"2028-01-01T00:00:00Z"},
         "series":{"id":"d1","pattern":"FV/T1/{n}/{mm}/{yyyy}","beginsAnew":"month","last":{"2026-12":3}},
         "buyers":[{"name":"Piekarnia Złoty Kłos","nip":"6712345098","address":"ul. Młyńska 7, 61-730 Poznań"}],"products":[],
         "calendar":{"version":"usual","free":[],"working":[]},"announcements":[],"look":{"languages":"pl","accounts":[],"footer":""},"law":"2026-02-01"}
        """)!;
}

/// <summary>A device without a browser: a disk, a key, a clock and an office.</summary>
internal sealed class PocketHouse : IDisposable
{
    private PocketHouse(ShiftedClock clock)
    {
        Clock = clock;
        Office = new OfficeOnPaper(clock);
        Device = new Device(Disk, clock);
    }

    public Disk Disk { get; } = new();

    public KeyOfDevice Key { get; } = new();

    public ShiftedClock Clock { get; }

    public OfficeOnPaper Office { get; }

    public Device Device { get; private set; }

    public ContactWithOffice Contact => new(Device, Office);

    public static async Task<PocketHouse> ReadyAsync()
    {
        var house = new PocketHouse(new ShiftedClock(Stage.WednesdayNoon));
        await house.Device.LoadAsync();
        await new Enrol(house.Device, house.Key, house.Office).BeginAsync("c", "anna@example.com", "Telefon Anny");
        Assert.Equal(ContactEnd.Done, await house.Contact.MakeAsync());
        Assert.Empty(house.Device.Refusals);
        return house;
    }

    public static JsonObject Draft(string buyer = """{"name":"Zofia Żółć"}""", string rate = "23") => (JsonObject)JsonNode.Parse(
        $$$"""{"buyer":{{{buyer}}},"lines":[{"name":"Naprawa kranu","quantity":1,"unit":"usł.","price":180,"rate":"{{{rate}}}"}],"payment":{"method":"cash"}}""")!;

    public Task<HeldInvoice> IssueAsync(JsonObject? draft = null, IReadOnlyCollection<string>? accept = null) =>
        new IssueOnDevice(Device, Key).IssueAsync(draft ?? Draft(), accept ?? [], null);

    public async Task<IReadOnlyList<Finding>> RefusedAsync(JsonObject? draft = null)
    {
        var before = Device.Invoices.Count;
        var refused = (await Assert.ThrowsAsync<RefusedException>(() => IssueAsync(draft))).Findings;
        await Device.LoadAsync();
        Assert.Equal(before, Device.Invoices.Count);
        return refused;
    }

    /// <summary>The app is closed and opened again, on the same disk.</summary>
    /// <param name="app">The version of the app by now.</param>
    public async Task OpenAgainAsync(string app = "")
    {
        Device.Dispose();
        Device = new Device(Disk, Clock) { App = app };
        await Device.LoadAsync();
    }

    public void Dispose()
    {
        Device.Dispose();
        Key.Dispose();
    }
}
