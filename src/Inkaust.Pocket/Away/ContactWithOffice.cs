using System.Net;
using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.Pocket.Desk;

namespace Inkaust.Pocket.Away;

/// <summary>How the last contact ended.</summary>
internal enum ContactEnd
{
    /// <summary>There was none since the app was opened.</summary>
    None,

    Done,

    /// <summary>The office does not answer.</summary>
    Away,

    /// <summary>The person has to sign in again; what waits stays.</summary>
    SignedOut,

    /// <summary>The office refused the contact itself.</summary>
    Refused,

    /// <summary>What was said could not be kept here; nothing is lost, it is asked again.</summary>
    NotKept,
}

/// <summary>
/// Speaks with the office: hands over what is on this device only, hears what became of the rest, and brings a newer pack. Saying the same twice changes
/// nothing, so whatever breaks off is simply said again.
/// </summary>
internal sealed class ContactWithOffice(Device device, IOfficeOfDevice office)
{
    // The office takes bodies of a few megabytes; an invoice has at most one.
    private const int MostInvoices = 25, MostBytes = 2_500_000, MostHeld = 500;

    private static readonly string App = typeof(ContactWithOffice).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <summary>The version of this app, as people and the office are told it.</summary>
    /// <param name="mark">Of the files that are kept on the device; empty: none are yet.</param>
    public static string AppNamed(string mark) => mark.Length > 0 ? $"{App}+{mark}" : App;

    public event Action? Changed;

    public ContactEnd End { get; private set; }

    /// <summary>One goes on.</summary>
    public bool IsGoing { get; private set; }

    /// <summary>Why the office refused it.</summary>
    public IReadOnlyList<Finding> Said { get; private set; } = [];

    /// <summary>Makes contact until the queue is empty or the office names nothing more of it.</summary>
    /// <returns>How it ended.</returns>
    public async Task<ContactEnd> MakeAsync()
    {
        if (device.Identity is not { IsEnrolled: true } known) return ContactEnd.None;
        if (IsGoing) return End;
        IsGoing = true;
        Changed?.Invoke();
        try
        {
            foreach (var id in Speakers()) await UntilEmptyAsync(known.Company, id);
            (End, Said) = (ContactEnd.Done, []);
        }
        catch (OfficeIsAway)
        {
            End = ContactEnd.Away;
        }
        catch (RefusedByOffice refused) when (refused.Status is HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest && refused.Findings.Count == 0)
        {
            End = ContactEnd.SignedOut;
        }
        catch (RefusedByOffice refused)
        {
            (End, Said) = (refused.Status == HttpStatusCode.Unauthorized ? ContactEnd.SignedOut : ContactEnd.Refused, refused.Findings);
        }
        catch (NotKept)
        {
            End = ContactEnd.NotKept;
        }
        finally
        {
            IsGoing = false;
            Changed?.Invoke();
        }
        return End;
    }

    // What this device was before it was set up anew hands over what it issued, and hears what became of it.
    private List<string> Speakers() =>
        [.. device.Invoices.Where(one => !one.MayBeLetGo).Select(one => one.Device).Prepend(device.Identity!.Id).Distinct()];

    private async Task UntilEmptyAsync(string company, string id)
    {
        int before, after;
        do
        {
            before = QueueOf(id).Count();
            await OnceAsync(company, id);
            after = QueueOf(id).Count();
        }
        while (after > 0 && after < before);
    }

    private IEnumerable<HeldInvoice> QueueOf(string id) => device.Queue.Where(one => one.Device == id);

    // Only what was said is written in turn: an issue never waits for the line.
    private async Task OnceAsync(string company, string id)
    {
        var (asked, after) = (device.Now, await device.LastNewsAsync(id));
        var answer = await office.ContactAsync(company, id, Report(id, asked, after));
        if (AwayJson.Moment(answer["serverTime"]) is not { } serverTime) throw new OfficeIsAway();
        var compared = DeviceClock.Compared(asked, device.Now, serverTime);
        await device.InTurnAsync(async () =>
        {
            await device.HearAsync(id, answer["pack"] as JsonObject, compared, Math.Max(after, (long?)answer["last"] ?? 0), ChangedBy(answer));
            return true;
        });
    }

    private List<HeldInvoice> ChangedBy(JsonNode answer)
    {
        var changed = new Dictionary<InvoiceHash, HeldInvoice>();
        foreach (var one in AwayJson.Records(answer["taken"])) Change(one, Taken);
        foreach (var one in AwayJson.Records(answer["news"])) Change(one, Heard);
        return [.. changed.Values];

        void Change(JsonObject said, Func<HeldInvoice, JsonObject, HeldInvoice> how)
        {
            if (InvoiceHash.TryParse((string?)said["hash"], out var hash)
                && (changed.GetValueOrDefault(hash) ?? device.Invoices.FirstOrDefault(one => one.Hash == hash)) is { } held) changed[hash] = how(held, said);
        }
    }

    private JsonObject Report(string id, DateTimeOffset now, long after)
    {
        List<HeldInvoice> handed = [];
        var bytes = 0;
        foreach (var one in QueueOf(id))
        {
            bytes += one.File.Length;
            if (handed.Count > 0 && (handed.Count == MostInvoices || bytes > MostBytes)) break;
            handed.Add(one);
        }
        var held = device.Invoices.Where(one => one.Device == id && !(one.MayBeLetGo && one.HasUpo)).Take(MostHeld);
        return new JsonObject
        {
            ["format"] = Pack.Format,
            ["app"] = AppNamed(device.App),
            ["deviceTime"] = AwayJson.Text(now),
            ["after"] = after,
            ["holding"] = new JsonArray([.. held.Select(one => (JsonNode)one.Head())]),
            ["invoices"] = new JsonArray([.. handed.Select(one => (JsonNode)one.Whole())]),
        };
    }

    // The office names what it took, and what it keeps for a person; what it does not name stays in the queue.
    private static HeldInvoice Taken(HeldInvoice held, JsonObject said) => (string?)said["outcome"] switch
    {
        "taken" when held.Standing is Standing.OnlyHere or Standing.Kept => held with
        {
            Standing = Standing.Taken,
            OfficeId = (long?)said["id"],
            Deadline = AwayJson.Day(said["deadline"]) ?? held.Deadline,
            Because = [],
        },
        "kept" when held.IsOnlyHere => held with
        {
            Standing = Standing.Kept,
            Because = [.. OfficeLine.FindingsOf(said["findings"]).Select(one => one.Text)],
        },
        _ => held,
    };

    private static HeldInvoice Heard(HeldInvoice held, JsonObject said)
    {
        var news = held with
        {
            OfficeState = (string?)said["state"] ?? held.OfficeState,
            KsefNumber = (string?)said["ksefNumber"] ?? held.KsefNumber,
            HasUpo = (bool?)said["upo"] ?? held.HasUpo,
            Deadline = AwayJson.Day(said["deadline"]) ?? held.Deadline,
            Standing = held.IsOnlyHere ? Standing.Taken : held.Standing,
        };
        return (string?)said["state"] switch
        {
            "accepted" when news.KsefNumber is not null => news with { Standing = Standing.Accepted, Because = [] },
            "rejected" => news with { Standing = Standing.Rejected },
            _ => news,
        };
    }
}
