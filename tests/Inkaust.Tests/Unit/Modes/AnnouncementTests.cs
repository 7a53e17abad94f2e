using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;

namespace Inkaust.Tests.Unit.Modes;

/// <summary>How messages become events (LAW 33, 103, 104). Times are those of 9 December 2026 in UTC.</summary>
public sealed class AnnouncementTests
{
    [Fact]
    public void A_beginning_and_an_end_are_one_event()
    {
        var one = Assert.Single(Announcement.Of([Start(7, "08:00", "08:05"), End(7, "08:00", "11:00", "11:10")]));
        Assert.Equal(new Announcement(7, AnnouncementCategory.Failure, At("08:05"), At("08:00"), At("11:00")), one);
    }

    [Fact]
    public void Without_an_end_a_failure_goes_on() => Assert.Null(Assert.Single(Announcement.Of([Start(7, "08:00")])).EndAt);

    [Fact]
    public void An_announcement_of_maintenance_carries_both_ends_and_its_end_has_no_message()
    {
        var window = Window(3, "08:00", "16:00");
        var one = new Announcement(3, AnnouncementCategory.Maintenance, At("07:00"), At("08:00"), At("16:00"));
        Assert.Equal([one], Announcement.Of([window]));
        Assert.Equal([one], Announcement.Of([window, End(3, "08:00", "10:00", "10:00") with { Category = LatarniaCategory.Maintenance }]));
        Assert.Equal([one with { EndAt = null }], Announcement.Of([window with { EndsAt = null }]));
    }

    // The end is that of the message; else its start, where that is not the start of the event; else its publication (LAW 104).
    [Theory]
    [InlineData("the message gives it", "08:00", "11:00", "11:00")]
    [InlineData("the message begins at the end", "11:00", null, "11:00")]
    [InlineData("the message repeats the beginning", "08:00", null, "11:10")]
    [InlineData("the message begins earlier than the event", "07:59", null, "11:10")]
    public void The_end_of_a_failure_is_found(string what, string start, string? end, string ends)
    {
        var one = Assert.Single(Announcement.Of([Start(7, "08:00"), End(7, start, end, "11:10")]));
        Assert.True(one.EndAt == At(ends), what);
        Assert.Equal(At("08:00"), one.StartAt);
    }

    [Fact]
    public void Of_an_end_whose_beginning_was_never_heard_the_start_counts()
    {
        Assert.Equal([new Announcement(7, AnnouncementCategory.Failure, At("11:10"), At("11:00"), At("11:00"))], Announcement.Of([End(7, "11:00", null, "11:10")]));
        Assert.Equal([new Announcement(7, AnnouncementCategory.Failure, At("11:10"), At("08:00"), At("11:00"))], Announcement.Of([End(7, "08:00", "11:00", "11:10")]));
    }

    [Fact]
    public void The_highest_version_holds_and_the_first_publication_is_the_announcement()
    {
        LatarniaMessage first = Start(7, "08:00", "08:05"), second = Start(7, "07:30", "08:30") with { Version = 2 };
        var expected = new Announcement(7, AnnouncementCategory.Failure, At("08:05"), At("07:30"), null);
        Assert.Equal([expected], Announcement.Of([first, second]));
        Assert.Equal([expected], Announcement.Of([second, first]));
        // What counts is the version, also where it was published earlier.
        Assert.Equal([expected with { PublishedAt = At("08:00") }], Announcement.Of([first, second with { PublishedAt = At("08:00") }]));
    }

    [Fact]
    public void Of_two_messages_of_one_version_the_later_publication_holds()
    {
        LatarniaMessage first = End(7, "08:00", "10:00", "10:05"), second = End(7, "08:00", "11:00", "10:30");
        Assert.Equal(At("11:00"), Assert.Single(Announcement.Of([Start(7, "08:00"), first, second])).EndAt);
        Assert.Equal(At("11:00"), Assert.Single(Announcement.Of([second, first, Start(7, "08:00")])).EndAt);
    }

    [Fact]
    public void The_announcement_is_that_of_the_beginning_even_if_the_end_was_published_before_it() =>
        Assert.Equal(At("09:00"), Assert.Single(Announcement.Of([Start(7, "08:00", "09:00"), End(7, "08:00", "08:30", "08:40")])).PublishedAt);

    [Fact]
    public void Events_stand_by_their_publication_and_apart_by_number_and_category()
    {
        var events = Announcement.Of([
            Start(8, "07:00", "10:00"),
            Start(7, "08:00", "09:00") with { Category = LatarniaCategory.TotalFailure }, // the failure grew into a total one
            Start(7, "08:00", "08:00"),
            Window(7, "12:00", "13:00")]);
        Assert.Equal(
            [(7, AnnouncementCategory.Maintenance), (7, AnnouncementCategory.Failure), (7, AnnouncementCategory.TotalFailure), (8, AnnouncementCategory.Failure)],
            events.Select(one => ((int)one.EventId, one.Category)));
    }

    [Fact]
    public void Unknown_categories_and_types_and_types_of_another_category_say_nothing()
    {
        Assert.Empty(Announcement.Of([Start(1, "08:00") with { Category = LatarniaCategory.Unknown }]));
        Assert.Empty(Announcement.Of([Start(1, "08:00") with { Type = LatarniaMessageType.Unknown }]));
        Assert.Empty(Announcement.Of([Start(1, "08:00") with { Type = LatarniaMessageType.MaintenanceAnnouncement }]));
        Assert.Empty(Announcement.Of([Start(1, "08:00") with { Category = LatarniaCategory.Maintenance }]));
        Assert.Empty(Announcement.Of([End(1, "08:00", "09:00", "09:00") with { Category = LatarniaCategory.Maintenance }]));
        Assert.Equal(AnnouncementCategory.TotalFailure, Assert.Single(Announcement.Of([Start(1, "08:00") with { Category = LatarniaCategory.TotalFailure }])).Category);
    }

    [Theory]
    [InlineData("07:59", 0, false)]
    [InlineData("08:05", 1, false)] // published exactly now
    [InlineData("11:09", 1, false)]
    [InlineData("11:10", 1, true)]
    public void What_is_published_later_is_not_known_yet(string asOf, int known, bool ended)
    {
        var events = Announcement.Of([Start(7, "08:00", "08:05"), End(7, "08:00", "11:00", "11:10")], At(asOf));
        Assert.Equal((known, ended), (events.Count, events.Any(one => one.EndAt is not null)));
    }

    [Theory]
    [InlineData("07:59", false, false)]
    [InlineData("08:00", true, true)] // its first moment
    [InlineData("10:59", true, true)]
    [InlineData("11:00", false, true)] // its end is not in it
    [InlineData("23:59", false, true)]
    public void An_event_covers_its_first_moment_and_not_its_last(string instant, bool covered, bool coveredWithoutAnEnd)
    {
        var one = new Announcement(7, AnnouncementCategory.Failure, At("08:00"), At("08:00"), At("11:00"));
        Assert.Equal((covered, coveredWithoutAnEnd), (one.Covers(At(instant)), (one with { EndAt = null }).Covers(At(instant))));
    }

    private const string Json = """[{"id":"K/1","eventId":7,"category":"FAILURE","type":"FAILURE_START","title":"Awaria","text":"Treść","start":"2026-12-09T09:00:00+01:00","end":null,"version":2,"published":"2026-12-09T08:05:00Z"}]""";

    [Fact]
    public void Messages_are_read_as_Latarnia_writes_them_with_or_without_a_byte_order_mark()
    {
        var bytes = Encoding.UTF8.GetBytes(Json);
        foreach (var utf8 in new byte[][] { bytes, [0xEF, 0xBB, 0xBF, .. bytes] })
        {
            var message = Assert.Single(LatarniaMessage.ReadJson(utf8));
            Assert.Equal(Start(7, "08:00", "08:05") with { Id = "K/1", Title = "Awaria", Text = "Treść", Version = 2 }, message);
        }
        Assert.Empty(LatarniaMessage.ReadJson("[]"u8));
    }

    [Theory]
    [InlineData("null", "null")]
    [InlineData("no array", "{}")]
    [InlineData("an empty place", "[null]")]
    [InlineData("an empty place behind a message", null)]
    [InlineData("a number for the category", """[{"id":"K/1","eventId":7,"category":1,"type":"FAILURE_START","start":"2026-12-09T08:00:00Z","published":"2026-12-09T08:05:00Z"}]""")]
    [InlineData("no id", """[{"eventId":7,"category":"FAILURE","type":"FAILURE_START","start":"2026-12-09T08:00:00Z","published":"2026-12-09T08:05:00Z"}]""")]
    [InlineData("no event", """[{"id":"K/1","category":"FAILURE","type":"FAILURE_START","start":"2026-12-09T08:00:00Z","published":"2026-12-09T08:05:00Z"}]""")]
    [InlineData("no category", """[{"id":"K/1","eventId":7,"type":"FAILURE_START","start":"2026-12-09T08:00:00Z","published":"2026-12-09T08:05:00Z"}]""")]
    [InlineData("no type", """[{"id":"K/1","eventId":7,"category":"FAILURE","start":"2026-12-09T08:00:00Z","published":"2026-12-09T08:05:00Z"}]""")]
    [InlineData("no start", """[{"id":"K/1","eventId":7,"category":"FAILURE","type":"FAILURE_START","published":"2026-12-09T08:05:00Z"}]""")]
    [InlineData("no publication", """[{"id":"K/1","eventId":7,"category":"FAILURE","type":"FAILURE_START","start":"2026-12-09T08:00:00Z"}]""")]
    [InlineData("half a byte order mark", "\u00EF\u00BB[]")]
    public void What_is_no_array_of_messages_is_refused(string what, string? json)
    {
        var utf8 = what.StartsWith("half", StringComparison.Ordinal) ? Encoding.Latin1.GetBytes(json!) : Encoding.UTF8.GetBytes(json ?? Json[..^1] + ",null]");
        Assert.Equal("INK-KSEF-030", Assert.Single(Assert.Throws<RefusedException>(() => LatarniaMessage.ReadJson(utf8)).Findings).Code);
    }

    private static LatarniaMessage Start(long eventId, string start, string? published = null) => new()
    {
        Id = "K",
        EventId = eventId,
        Category = LatarniaCategory.Failure,
        Type = LatarniaMessageType.FailureStart,
        StartsAt = At(start),
        Version = 1,
        PublishedAt = At(published ?? start),
    };

    private static LatarniaMessage End(long eventId, string start, string? end, string published) =>
        Start(eventId, start, published) with { Type = LatarniaMessageType.FailureEnd, EndsAt = end is null ? null : At(end) };

    private static LatarniaMessage Window(long eventId, string start, string end) =>
        End(eventId, start, end, "07:00") with { Category = LatarniaCategory.Maintenance, Type = LatarniaMessageType.MaintenanceAnnouncement };

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse($"2026-12-09T{time}:00Z", System.Globalization.CultureInfo.InvariantCulture);
}
