using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Pocket.Away;

/// <summary>
/// A device as it stands: who it is, what the office gave it, what its clock is worth, and the invoices that were issued on it. Everything is read from
/// what is kept, and is kept before it counts.
/// </summary>
internal sealed class Device(IDeviceStore store, TimeProvider clock) : IDisposable
{
    private const string IdentityKey = "identity", PackKey = "pack", ClockKey = "clock", DraftKey = "draft", ToldKey = "told";

    private readonly SemaphoreSlim turn = new(1);
    private Told? told;

    /// <summary>Something is other than before.</summary>
    public event Action? Changed;

    /// <summary>The version of the app that runs here; empty: no whole version is kept on the device yet.</summary>
    public string App { get; init; } = "";

    /// <summary>Null: it was never set up.</summary>
    public Identity? Identity { get; private set; }

    /// <summary>Null: there was no contact yet.</summary>
    public Pack? Pack { get; private set; }

    /// <summary>Null: it was never compared.</summary>
    public DeviceClock? Clock { get; private set; }

    public Room Room { get; private set; } = new(0, long.MaxValue, true);

    /// <summary>The invoices issued here, the latest first.</summary>
    public IReadOnlyList<HeldInvoice> Invoices { get; private set; } = [];

    /// <summary>What is on this device and nowhere else, the most urgent first.</summary>
    public IReadOnlyList<HeldInvoice> Queue => [.. Invoices.Where(one => one.IsOnlyHere).OrderBy(one => one.Deadline).ThenBy(one => one.IssuedAt)];

    /// <summary>What the draft says that is being written; null: none is.</summary>
    public JsonObject? Draft { get; private set; }

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Why it issues nothing now; none: it may.</summary>
    public IReadOnlyList<Finding> Refusals
    {
        get
        {
            var now = Now;
            if (Identity is not { IsEnrolled: true } || Pack is not { } pack || Clock is not { } known) return [AwayFindings.NotEnrolled];
            List<Finding> all = [];
            if (pack.IsOfANewerApp) all.Add(AwayFindings.AppIsOld);
            if (pack.IsBlocked) all.Add(AwayFindings.Blocked);
            else if (pack.IsRevoked) all.Add(AwayFindings.CertificateRevoked);
            if (known.Refusal(now) is { } wrongTime) all.Add(wrongTime);
            else if (pack.ValidFrom is { } from && now < from) all.Add(AwayFindings.CertificateNotYet(from));
            else if (pack.ValidTo is { } to && now >= to) all.Add(AwayFindings.CertificateExpired(to));
            if (Room.IsGone) all.Add(AwayFindings.NoRoom);
            return all;
        }
    }

    /// <summary>What is to be said before it is too late.</summary>
    public IReadOnlyList<Finding> Warnings
    {
        get
        {
            List<Finding> all = Room is { IsShort: true, IsGone: false } ? [AwayFindings.RoomIsShort] : [];
            if (Pack is { Law: { Length: > 0 } law } && law != Deadlines.Law) all.Add(AwayFindings.LawIsAnother(Deadlines.Law, law));
            return all;
        }
    }

    /// <summary>What is other than the person at this device was told: the app, its law, the calendar.</summary>
    public IReadOnlyList<Finding> News => Pack is { } pack && told is { } known ? known.News(pack, App) : [];

    /// <summary>The person has read the news.</summary>
    public async Task HaveReadAsync()
    {
        if (Pack is { } pack) await TellAsync(Told.Now(pack, App));
        Changed?.Invoke();
    }

    /// <summary>Reads all that is kept.</summary>
    public async Task LoadAsync()
    {
        await ReadAsync();
        await ReadInvoicesAsync();
        // The first version that is kept here is no news.
        if (told is { App: "" } && App.Length > 0) await TellAsync(told with { App = App });
        Changed?.Invoke();
    }

    /// <summary>Reads what another tab may have written meanwhile: the invoices only where there are more or fewer of them.</summary>
    public async Task CatchUpAsync()
    {
        await ReadAsync();
        if (await store.CountAsync(Shelf.Invoices) != Invoices.Count) await ReadInvoicesAsync();
        Changed?.Invoke();
    }

    /// <summary>The device was set up, or has come further in it.</summary>
    public async Task BecomeAsync(Identity identity)
    {
        await store.WriteAsync(new Entry(Shelf.Device, IdentityKey, identity.Json().ToJsonString()));
        Identity = identity;
        Changed?.Invoke();
    }

    /// <summary>It is to be set up anew. What waits stays, and so do the numbers that were used.</summary>
    public async Task ForgetWhoItIsAsync()
    {
        await store.WriteAsync(new Entry(Shelf.Device, IdentityKey, null), new Entry(Shelf.Device, PackKey, null));
        (Identity, Pack) = (null, null);
        Changed?.Invoke();
    }

    /// <summary>Keeps what is being written; null: nothing is any more.</summary>
    public async Task KeepDraftAsync(JsonObject? draft)
    {
        await store.WriteAsync(new Entry(Shelf.Device, DraftKey, draft?.ToJsonString()));
        Draft = draft;
    }

    /// <summary>The clock is looked at, so that it is noticed when it goes back.</summary>
    public async Task SeeClockAsync()
    {
        if (Clock?.Seen(Now) is not { } seen || seen == Clock) return;
        await store.WriteAsync(new Entry(Shelf.Device, ClockKey, seen.Json().ToJsonString()));
        Clock = seen;
    }

    /// <summary>The counter that comes next in a period: what the office knows, and what was used here, are both behind it.</summary>
    public async Task<long> NextCountAsync(string period) =>
        Math.Max(Pack!.LastIn(period), (long?)Json(await store.ReadAsync(Shelf.Device, CounterKey(Pack.SeriesId, period))) ?? 0) + 1;

    /// <summary>The number that comes next, as far as it is known without asking the disk.</summary>
    public string NextNumber(DateOnly date)
    {
        var period = Pack!.Numbers.PeriodOf(date);
        var last = Invoices.Where(one => one.SeriesId == Pack.SeriesId && one.Period == period).Select(one => one.Count).DefaultIfEmpty().Max();
        return Pack.Numbers.Number(Math.Max(last, Pack.LastIn(period)) + 1, date);
    }

    /// <summary>One after another, whatever asks: an issue and a contact never look at the same thing at once.</summary>
    public async Task<T> InTurnAsync<T>(Func<Task<T>> work)
    {
        await turn.WaitAsync();
        try
        {
            return await work();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>
    /// An invoice comes into the world here: its bytes, its number, its counter and the moment are on the disk together, or none of them is.
    /// </summary>
    /// <exception cref="TakenMeanwhile">Its number was used, by another tab.</exception>
    /// <exception cref="NotKept">It cannot be kept; it is not issued.</exception>
    public async Task AddAsync(HeldInvoice invoice)
    {
        var seen = Clock!.Seen(invoice.IssuedAt);
        await store.WriteAsync(
            new Entry(Shelf.Numbers, invoice.Number, invoice.Hash.Base64Url, IsNew: true),
            new Entry(Shelf.Invoices, invoice.Hash.Base64Url, invoice.Stored(), IsNew: true),
            new Entry(Shelf.Device, CounterKey(invoice.SeriesId, invoice.Period), $"{invoice.Count}"),
            new Entry(Shelf.Device, ClockKey, seen.Json().ToJsonString()),
            new Entry(Shelf.Device, DraftKey, null));
        (Clock, Draft) = (seen, null);
        Invoices = [invoice, .. Invoices];
        Changed?.Invoke();
    }

    /// <summary>A document of an invoice was handed over. The office is told, as long as it has not taken the invoice.</summary>
    public Task<bool> HandedOverAsync(InvoiceHash hash, string document) => InTurnAsync(async () =>
    {
        if (Invoices.FirstOrDefault(one => one.Hash == hash) is not { IsOnlyHere: true } invoice || invoice.DocumentsGiven.Contains(document)) return false;
        var given = invoice with { DocumentsGiven = [.. invoice.DocumentsGiven, document] };
        await store.WriteAsync(new Entry(Shelf.Invoices, hash.Base64Url, given.Stored()));
        Invoices = [.. Invoices.Select(one => one.Hash == hash ? given : one)];
        Changed?.Invoke();
        return true;
    });

    /// <summary>The last news that the office has told of a device: this one, or what it was before.</summary>
    public async Task<long> LastNewsAsync(string id) => (long?)Json(await store.ReadAsync(Shelf.Device, LastKey(id))) ?? 0;

    /// <summary>Everything that one contact brought, at once.</summary>
    /// <param name="id">The device that made it: the pack of what it was before says nothing of what it is now.</param>
    /// <param name="pack">The pack; null: there was none.</param>
    /// <param name="compared">What was seen of the clock.</param>
    /// <param name="last">The last news.</param>
    /// <param name="changed">The invoices of which there is something new.</param>
    public async Task HearAsync(string id, JsonObject? pack, DeviceClock compared, long last, IReadOnlyList<HeldInvoice> changed)
    {
        var isOwn = id == Identity?.Id && pack is not null;
        List<Entry> all = [new(Shelf.Device, ClockKey, compared.Json().ToJsonString()), new(Shelf.Device, LastKey(id), $"{last}")];
        if (isOwn) all.Add(new Entry(Shelf.Device, PackKey, pack!.ToJsonString()));
        // What a device begins with is no news.
        var begins = isOwn && told is null ? Told.Now(new Pack(pack!), App) : null;
        if (begins is not null) all.Add(new Entry(Shelf.Device, ToldKey, begins.Json().ToJsonString()));
        all.AddRange(changed.Select(one => new Entry(Shelf.Invoices, one.Hash.Base64Url, one.Stored())));
        await store.WriteAsync(all);
        (Clock, told) = (compared, begins ?? told);
        if (isOwn) Pack = new Pack((JsonObject)pack!.DeepClone());
        Invoices = [.. Invoices.Select(one => changed.FirstOrDefault(other => other.Hash == one.Hash) ?? one)];
        Changed?.Invoke();
    }

    /// <summary>The person has seen its number and lets it go from this device.</summary>
    public async Task LetGoAsync(HeldInvoice invoice)
    {
        if (!invoice.MayBeLetGo) return;
        await store.WriteAsync(new Entry(Shelf.Invoices, invoice.Hash.Base64Url, null));
        Invoices = [.. Invoices.Where(one => one.Hash != invoice.Hash)];
        Changed?.Invoke();
    }

    public void Dispose() => turn.Dispose();

    private async Task TellAsync(Told now)
    {
        await store.WriteAsync(new Entry(Shelf.Device, ToldKey, now.Json().ToJsonString()));
        told = now;
    }

    private async Task ReadAsync()
    {
        Identity = Identity.Read(Json(await store.ReadAsync(Shelf.Device, IdentityKey)));
        Pack = Json(await store.ReadAsync(Shelf.Device, PackKey)) is JsonObject pack ? new Pack(pack) : null;
        Clock = DeviceClock.Read(Json(await store.ReadAsync(Shelf.Device, ClockKey)));
        Draft = Json(await store.ReadAsync(Shelf.Device, DraftKey)) as JsonObject;
        told = Told.Read(Json(await store.ReadAsync(Shelf.Device, ToldKey)));
        Room = await store.RoomAsync();
    }

    private async Task ReadInvoicesAsync() =>
        Invoices = [.. (await store.AllAsync(Shelf.Invoices)).Select(HeldInvoice.Read).OrderByDescending(one => one.IssuedAt)];

    private static string LastKey(string id) => $"last/{id}";

    private static string CounterKey(string series, string period) => $"counter/{series}/{period}";

    private static JsonNode? Json(string? text) => text is null ? null : JsonNode.Parse(text);
}
