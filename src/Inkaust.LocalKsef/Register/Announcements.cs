using System.Text.Json.Serialization;
using Inkaust.Invoices;

namespace Inkaust.LocalKsef;

internal enum AnnouncementCategory { FAILURE, TOTAL_FAILURE, MAINTENANCE }

internal enum AnnouncementType { FAILURE_START, FAILURE_END, MAINTENANCE_ANNOUNCEMENT }

/// <summary>A message of Latarnia; the names are those of its API (KSEF 11).</summary>
internal sealed record Announcement
{
    public required string Id { get; init; }
    public required int EventId { get; init; }
    public required AnnouncementCategory Category { get; init; }
    public required AnnouncementType Type { get; init; }
    public required string Title { get; init; }
    public required string Text { get; init; }
    public required DateTimeOffset Start { get; init; }
    public DateTimeOffset? End { get; init; }
    public required int Version { get; init; }
    public required DateTimeOffset Published { get; init; }
}

/// <summary>The messages and the state of KSeF that follows from them.</summary>
internal sealed class Announcements
{
    /// <summary>All messages as they are written down.</summary>
    internal sealed record Written(IReadOnlyList<Announcement> Messages, int Events, bool IsDown);

    // Latarnia drops messages after 30 days (LAW 35).
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private readonly Lock gate;
    private readonly ServerClock clock;
    private readonly Page<Written> page;
    private readonly List<Announcement> messages = [];
    private int events;
    private bool isDown;

    public Announcements(ServerClock clock, Journal journal)
    {
        (this.clock, gate) = (clock, journal.Gate);
        page = new Page<Written>(journal, "announcements", () => new Written([.. messages], events, isDown), PutBack, ClearAll);
    }

    /// <summary>Latarnia itself is out of order, which says nothing about KSeF.</summary>
    public bool IsDown
    {
        get { lock (gate) return isDown; }
        set
        {
            lock (gate)
            {
                isDown = value;
                page.Changed();
            }
        }
    }

    public IReadOnlyList<Announcement> Published()
    {
        var now = clock.Now;
        lock (gate)
            return [.. messages.Where(message => message.Published <= now && now - (message.End ?? message.Published) <= Kept)
                .OrderByDescending(message => message.Published)];
    }

    /// <summary>The state now and the messages that make it.</summary>
    public (string Status, IReadOnlyList<Announcement> Because) State()
    {
        var now = clock.Now;
        // What still goes on counts, also when its message has been dropped from the list meanwhile.
        List<Announcement> current;
        lock (gate) current = [.. Latest(messages.Where(message => message.Published <= now))];
        var running = current.Where(message => message.Start <= now && message.Type switch
        {
            AnnouncementType.FAILURE_START => message.End is null || now < message.End,
            AnnouncementType.MAINTENANCE_ANNOUNCEMENT => message.End is null || now < message.End,
            _ => now < message.End,
        }).ToList();
        AnnouncementCategory[] weightiestFirst = [AnnouncementCategory.TOTAL_FAILURE, AnnouncementCategory.FAILURE, AnnouncementCategory.MAINTENANCE];
        foreach (var category in weightiestFirst)
            if (running.Where(message => message.Category == category).ToList() is { Count: > 0 } because) return (category.ToString(), because);
        return ("AVAILABLE", []);
    }

    /// <exception cref="ApiRefusal">21405: a message that Latarnia could not publish.</exception>
    public Announcement Add(AnnouncementRequest request)
    {
        var now = clock.Now;
        if (request.Category == AnnouncementCategory.MAINTENANCE != (request.Type == AnnouncementType.MAINTENANCE_ANNOUNCEMENT))
            throw ApiRefusal.Invalid(new Wording(
                "MAINTENANCE_ANNOUNCEMENT należy do kategorii MAINTENANCE, a FAILURE_START i FAILURE_END do FAILURE albo TOTAL_FAILURE.",
                "MAINTENANCE_ANNOUNCEMENT belongs to the category MAINTENANCE, FAILURE_START and FAILURE_END to FAILURE or TOTAL_FAILURE."));
        if (request.End < request.Start) throw ApiRefusal.Invalid(new Wording("end jest wcześniejsze niż start.", "end is before start."));
        if (request.EventId < 1 || request.Version < 1)
            throw ApiRefusal.Invalid(new Wording("eventId i version muszą być dodatnie.", "eventId and version are positive."));
        lock (gate)
        {
            if (messages.Exists(other => other.Id == request.Id))
                throw ApiRefusal.Invalid(new Wording($"Komunikat o id {request.Id} już jest.",
                    $"There is a message with the id {request.Id} already."));
            var open = request.Type == AnnouncementType.FAILURE_END
                ? Latest(messages).LastOrDefault(message => message.Type == AnnouncementType.FAILURE_START && message.Category == request.Category
                    && (request.EventId is null || request.EventId == message.EventId)) : null;
            if (request.Type == AnnouncementType.FAILURE_END && open is null && request.Start is null)
                throw ApiRefusal.Invalid(new Wording(
                    $"Nie ma trwającej awarii kategorii {request.Category}, którą można by zakończyć; podaj start, jeżeli to komunikat o dawnej.",
                    $"No failure of the category {request.Category} goes on that could end; give a start if the message is about a former one."));
            var eventId = request.EventId ?? open?.EventId ?? ++events;
            events = Math.Max(events, eventId);
            var message = new Announcement
            {
                Id = request.Id ?? Guid.NewGuid().ToString(),
                EventId = eventId,
                Category = request.Category,
                Type = request.Type,
                Title = request.Title ?? Title(request),
                Text = request.Text ?? Title(request),
                Start = request.Start ?? open?.Start ?? now,
                End = request.End ?? (request.Type == AnnouncementType.FAILURE_END ? Later(now, request.Start ?? open?.Start) : null),
                Version = request.Version ?? messages.Count(other => other.EventId == eventId && other.Type == request.Type) + 1,
                Published = request.Published ?? now,
            };
            // Who says when it was published says where it belongs; else it is the last word.
            var later = request.Published is null ? -1 : messages.FindIndex(other => other.EventId == eventId && other.Published > message.Published);
            messages.Insert(later < 0 ? messages.Count : later, message);
            page.Changed();
            return message;
        }
    }

    /// <summary>Publishes a message again as its next version; what the change leaves out stays. Null when there is no such message.</summary>
    public Announcement? Revise(string id, AnnouncementChange change)
    {
        lock (gate)
        {
            if (messages.Find(message => message.Id == id) is not { } known) return null;
            var revised = known with
            {
                Id = Guid.NewGuid().ToString(),
                Title = change.Title ?? known.Title,
                Text = change.Text ?? known.Text,
                Start = change.Start ?? known.Start,
                End = change.End ?? known.End,
                Version = messages.Where(message => message.EventId == known.EventId && message.Type == known.Type)
                    .Max(message => message.Version) + 1,
                Published = clock.Now,
            };
            messages.Add(revised);
            page.Changed();
            return revised;
        }
    }

    public bool Remove(string id)
    {
        lock (gate)
        {
            if (messages.RemoveAll(message => message.Id == id) == 0) return false;
            page.Changed();
            return true;
        }
    }

    /// <summary>Withdraws all messages. Whether Latarnia answers is another matter.</summary>
    public void Withdraw()
    {
        lock (gate)
        {
            messages.Clear();
            page.Changed();
        }
    }

    private void ClearAll()
    {
        messages.Clear();
        isDown = false;
    }

    private void PutBack(Written written)
    {
        ClearAll();
        messages.AddRange(written.Messages);
        (events, isDown) = (written.Events, written.IsDown);
    }

    // The clock may have gone back since the start.
    private static DateTimeOffset Later(DateTimeOffset now, DateTimeOffset? start) => start > now ? start.Value : now;

    // Of each event the last word counts: that which was said last, since a clock that was set back may show an earlier time for it.
    private static IEnumerable<Announcement> Latest(IEnumerable<Announcement> all) =>
        all.GroupBy(message => message.EventId).Select(one => one.Last());

    private static string Title(AnnouncementRequest request) => (request.Category, request.Type) switch
    {
        (AnnouncementCategory.MAINTENANCE, _) => "Niedostępność KSeF",
        (AnnouncementCategory.FAILURE, AnnouncementType.FAILURE_END) => "Koniec awarii KSeF",
        (AnnouncementCategory.FAILURE, _) => "Awaria KSeF",
        (_, AnnouncementType.FAILURE_END) => "Koniec awarii całkowitej KSeF",
        _ => "Awaria całkowita KSeF",
    };
}

/// <summary>A message as it is posted on the management port; what is left out is filled in.</summary>
internal sealed record AnnouncementRequest
{
    public required AnnouncementCategory Category { get; init; }
    public required AnnouncementType Type { get; init; }
    public string? Id { get; init; }
    public int? EventId { get; init; }
    public string? Title { get; init; }
    public string? Text { get; init; }
    [JsonConverter(typeof(PolishTimeConverter))]
    public DateTimeOffset? Start { get; init; }

    [JsonConverter(typeof(PolishTimeConverter))]
    public DateTimeOffset? End { get; init; }

    public int? Version { get; init; }
    [JsonConverter(typeof(PolishTimeConverter))]
    public DateTimeOffset? Published { get; init; }
}

/// <summary>What a new version of a message changes.</summary>
internal sealed record AnnouncementChange
{
    public string? Title { get; init; }
    public string? Text { get; init; }
    [JsonConverter(typeof(PolishTimeConverter))]
    public DateTimeOffset? Start { get; init; }

    [JsonConverter(typeof(PolishTimeConverter))]
    public DateTimeOffset? End { get; init; }
}
