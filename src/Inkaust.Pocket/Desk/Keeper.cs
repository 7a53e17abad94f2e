using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Inkaust.Pocket.Writing;
using Microsoft.JSInterop;

namespace Inkaust.Pocket.Desk;

/// <summary>How it stands with what was written.</summary>
internal enum Keeping
{
    /// <summary>Nothing was written yet.</summary>
    Nothing,

    /// <summary>On this device, about to be saved.</summary>
    Waiting,

    Saving,

    Saved,

    /// <summary>The office does not answer; it is on this device and is tried again.</summary>
    Away,

    /// <summary>Another tab or person has saved something else; nobody overwrote anything.</summary>
    Conflict,

    /// <summary>It was issued or thrown away elsewhere.</summary>
    Gone,

    /// <summary>The person has to sign in again; it is on this device.</summary>
    SignedOut,
}

/// <summary>
/// Keeps the draft: first on this device, at once; then in the office, when the person pauses. When the line drops nothing is lost: it is tried again
/// until it goes. A newer version of somebody else is never overwritten.
/// </summary>
internal sealed class Keeper : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(900);
    private static readonly TimeSpan KeepPause = TimeSpan.FromMilliseconds(120);
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(4);

    private readonly Pad pad;
    private readonly Office office;
    private readonly Browser browser;
    private readonly TimeProvider clock;
    private readonly DotNetObjectReference<Keeper> self;
    private Task saving = Task.CompletedTask;
    private int written;
    private int savedOf;
    private bool isToBeKept;
    private bool hasLeft;

    public Keeper(Pad pad, Office office, Browser browser, TimeProvider clock)
    {
        (this.pad, this.office, this.browser, this.clock) = (pad, office, browser, clock);
        Id = pad.Start.Draft?.Id ?? Guid.NewGuid().ToString("n");
        Version = pad.Start.Draft?.Version;
        SavedAt = pad.Start.Draft?.SavedAt;
        State = Version is null ? Keeping.Nothing : Keeping.Saved;
        SavedHereAt = clock.GetUtcNow();
        self = DotNetObjectReference.Create(this);
        browser.Listen(self);
        TakeUp();
        pad.Written += OnWritten;
    }

    public event Action? Changed;

    public string Id { get; private set; }

    /// <summary>The version in the office that was read or written last; null: it is not there yet.</summary>
    public long? Version { get; private set; }

    /// <summary>When that was, by the clock of the office.</summary>
    public DateTimeOffset? SavedAt { get; private set; }

    /// <summary>When it was seen to be saved, by the clock of this device.</summary>
    public DateTimeOffset SavedHereAt { get; private set; }

    public Keeping State { get; private set; }

    /// <summary>What was written before this page was opened was found on this device.</summary>
    public bool WasTakenUp { get; private set; }

    /// <summary>What the office said, where it refused.</summary>
    public IReadOnlyList<Invoices.Finding> Said { get; private set; } = [];

    private string Key => $"{pad.Start.AccountId}.{pad.Start.Company}.{(Version is null && pad.Start.Draft is null ? "new" : Id)}";

    /// <summary>Saves what is not saved, and waits for it.</summary>
    /// <returns>It is saved.</returns>
    public async Task<bool> SaveNowAsync()
    {
        await saving;
        if (State == Keeping.Saved && savedOf == written && Version is not null) return true;
        await (saving = SaveAsync());
        return State == Keeping.Saved;
    }

    /// <summary>A conflict: the version of the other one is taken, and mine is given up.</summary>
    public async Task TakeTheirsAsync()
    {
        try
        {
            Take(await office.DraftAsync(Id));
        }
        catch (Exception fault) when (fault is OfficeIsAway or RefusedByOffice)
        {
            Become(Keeping.Conflict); // Both stay as they are.
        }
    }

    /// <summary>A conflict: mine goes on as a draft of its own, and theirs stays.</summary>
    public async Task KeepMineAsync()
    {
        browser.Forget(Key);
        (Id, Version, Said) = (Guid.NewGuid().ToString("n"), null, []);
        await (saving = SaveAsync());
    }

    /// <summary>It was issued: nothing is to be kept on this device.</summary>
    public void Forget()
    {
        savedOf = written;
        browser.Forget(Key);
    }

    /// <summary>What was saved while this page was on its way: a page that the browser remembered may be older than the draft.</summary>
    public async Task LookForNewerAsync()
    {
        if (Version is not { } known || written > 0) return;
        try
        {
            var there = await office.DraftAsync(Id);
            if (there.Version > known && written == 0) Take(there);
        }
        catch (Exception fault) when (fault is OfficeIsAway or RefusedByOffice)
        {
            // It is found out when something is saved.
        }
    }

    [JSInvokable]
    public void LineIsBack()
    {
        if (State is Keeping.Away or Keeping.Waiting && saving.IsCompleted) saving = SaveAsync();
    }

    /// <summary>Keeps on this device what the office has not got; there is nothing else to be kept.</summary>
    [JSInvokable]
    public void KeepHere()
    {
        isToBeKept = false;
        if (savedOf == written || hasLeft) return;
        browser.Keep(Key, new JsonObject { ["id"] = Id, ["over"] = Version, ["series"] = pad.SeriesId, ["draft"] = pad.Sheet.Content() }.ToJsonString());
    }

    /// <summary>The person has signed out in another tab: nothing of his stays here.</summary>
    [JSInvokable]
    public void SignedOut()
    {
        hasLeft = true;
        browser.Forget(Key);
        browser.GoTo("/sign-in");
    }

    public void Dispose() => self.Dispose();

    // What was not saved when the page went away last time is taken up again; if the office has something newer, that is a conflict.
    private void TakeUp()
    {
        if (browser.Kept(Key) is not { } text) return;
        try
        {
            var kept = JsonNode.Parse(text)!;
            var over = (long?)kept["over"];
            if (over is null && pad.Start.Draft is null) Id = (string?)kept["id"] ?? Id;
            pad.Load((JsonObject)kept["draft"]!.DeepClone(), (string?)kept["series"]);
            WasTakenUp = true;
            written++;
            if (over != Version)
            {
                State = Keeping.Conflict;
                return;
            }
            State = Keeping.Waiting;
            saving = SaveAsync();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or NullReferenceException)
        {
            browser.Forget(Key); // Of an older version of the program.
        }
    }

    private void OnWritten()
    {
        written++;
        _ = KeepSoonAsync();
        if (State is Keeping.Conflict or Keeping.Gone or Keeping.SignedOut) return;
        if (State != Keeping.Away) Become(Keeping.Waiting);
        _ = SaveSoonAsync(written);
    }

    // However fast somebody types, what he has written is on the device soon; and at once when the page goes away.
    private async Task KeepSoonAsync()
    {
        if (isToBeKept) return;
        isToBeKept = true;
        await Task.Delay(KeepPause);
        KeepHere();
    }

    private void Take(KeptDraft theirs)
    {
        (Version, SavedAt, SavedHereAt) = (theirs.Version, theirs.SavedAt, clock.GetUtcNow());
        browser.Forget(Key);
        (savedOf, Said) = (written, []);
        pad.Load(theirs.Content, theirs.Series);
        Become(Keeping.Saved);
    }

    private async Task SaveSoonAsync(int mine)
    {
        await Task.Delay(Pause);
        if (mine != written || State == Keeping.Away) return;
        await saving;
        if (mine == written && savedOf != written) await (saving = SaveAsync());
    }

    private async Task SaveAsync()
    {
        if (State is Keeping.Gone) return;
        Become(Keeping.Saving);
        var (mine, key) = (written, Key);
        try
        {
            (Version, SavedAt) = await office.SaveAsync(Id, Version, pad.Sheet.Content(), pad.SeriesId);
            (savedOf, SavedHereAt, Said) = (mine, clock.GetUtcNow(), []);
            browser.ReplaceAddress($"{pad.Start.Pages}/drafts/{Id}");
            browser.Forget(key);
            if (mine == written) Become(Keeping.Saved);
            else
            {
                KeepHere();
                Become(Keeping.Waiting);
                _ = SaveSoonAsync(written);
            }
        }
        catch (OfficeIsAway)
        {
            KeepHere();
            Become(Keeping.Away);
            _ = TryAgainAsync();
        }
        catch (RefusedByOffice refused)
        {
            KeepHere();
            Said = refused.Findings;
            Become(refused.Status switch
            {
                HttpStatusCode.PreconditionFailed => Keeping.Conflict,
                HttpStatusCode.Conflict or HttpStatusCode.NotFound => Keeping.Gone,
                HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest => Keeping.SignedOut,
                _ => Keeping.Away,
            });
            if (State == Keeping.Away) _ = TryAgainAsync();
        }
    }

    private async Task TryAgainAsync()
    {
        await Task.Delay(TryAgain);
        if (State == Keeping.Away && saving.IsCompleted) await (saving = SaveAsync());
    }

    private void Become(Keeping state)
    {
        if (State == state) return;
        State = state;
        Changed?.Invoke();
    }
}
