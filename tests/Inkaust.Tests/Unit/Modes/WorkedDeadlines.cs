using System.Globalization;
using Inkaust.Invoices;
using static Inkaust.Tests.SlowDeadline;

namespace Inkaust.Tests.Unit.Modes;

/// <summary>One deadline worked out by hand. Times without an offset are what a clock in Poland shows.</summary>
public sealed record WorkedDeadline(
    string Facts, string Mode, string IssueDate, string? Date, string Basis = "106nda", string Duty = "send", bool? Late = null, string? IssuedAt = null,
    string AsOf = "2040-01-01T12:00", long? EventId = null)
{
    internal Message[] Messages { get; init; } = [];

    public override string ToString() => Facts;
}

/// <summary>Deadlines worked out by hand; each names its facts, "8.n" being row n of LAW 8.</summary>
internal static class WorkedDeadlines
{
    public static readonly WorkedDeadline[] All =
    [
        // LAW 16, 86, 87: the next working day.
        Offline("8.1 Saturday 1 May, Sunday, Monday 3 May", "2027-04-30", "2027-05-04"),
        Offline("8.2 24 December has been free since 2025", "2026-12-23", "2026-12-28"),
        Offline("8.3 New Year's Day and a weekend", "2026-12-31", "2027-01-04"),
        Offline("8.3 Epiphany", "2027-01-05", "2027-01-07"),
        Offline("8.20 in 2025 a Friday before a free Monday was nothing special", "2025-07-11", "2025-07-14"),
        Offline("86 issued on a Friday", "2026-11-20", "2026-11-23"),
        Offline("86 issued on a Saturday", "2026-11-21", "2026-11-23"),
        Offline("86 issued on a Sunday", "2026-11-22", "2026-11-23"),
        Offline("87 in 2024 24 December was worked", "2024-12-23", "2024-12-24"),
        Offline("87 issued on 24 December 2024", "2024-12-24", "2024-12-27"),
        Offline("87 in 2025 24 December is free for the first time", "2025-12-23", "2025-12-29"),
        Offline("87 issued on a free 24 December", "2026-12-24", "2026-12-28"),
        Offline("87 Good Friday before Easter Monday", "2026-04-03", "2026-04-07"),
        Offline("87 Good Friday itself is worked", "2026-04-02", "2026-04-03"),
        Offline("87 Easter Monday late in April", "2030-04-19", "2030-04-23"),
        Offline("87 Pentecost is a Sunday anyway", "2026-05-22", "2026-05-25"),
        Offline("87 Corpus Christi 2026", "2026-06-03", "2026-06-05"),
        Offline("87 Corpus Christi 2027", "2027-05-26", "2027-05-28"),
        Offline("87 15 August on a Saturday is not moved", "2026-08-14", "2026-08-17"),
        Offline("87 6 January on a Saturday is not moved", "2029-01-05", "2029-01-08"),
        Offline("87 1 November on a Sunday", "2026-10-30", "2026-11-02"),
        Offline("87 11 November on a Wednesday", "2026-11-10", "2026-11-12"),
        Offline("87 1 May on a Friday, 3 May on a Sunday", "2026-04-30", "2026-05-04"),
        Offline("87 New Year's Day on a Saturday", "2027-12-31", "2028-01-03"),
        Offline("87 the one free day of 12 November 2018", "2018-11-09", "2018-11-13"),
        Offline("87 29 February", "2028-02-28", "2028-02-29"),

        // LAW 10-13, 88: midnight and the end of the day are those of Poland.
        Offline("88 issued at 00:05, while UTC still has the day before", "2026-12-09", "2026-12-10") with { IssuedAt = "2026-12-09T00:05" },
        Offline("88 not late in the last second of the day", "2026-12-03", "2026-12-04") with { AsOf = "2026-12-04T22:59:59Z", Late = false },
        Offline("88 late from midnight in Poland on", "2026-12-03", "2026-12-04") with { AsOf = "2026-12-04T23:00:00Z", Late = true },
        Offline("88 midnight comes earlier in summer", "2026-06-09", "2026-06-10") with { AsOf = "2026-06-10T22:00:00Z", Late = true },
        new("8.14 online with P_1 on the day before: auto-offline, in time", "online", "2026-12-03", "2026-12-04", AsOf: "2026-12-04T00:00:05"),
        new("13 auto-offline a day too late", "online", "2026-12-03", "2026-12-04", Late: true, AsOf: "2026-12-05T00:00:05"),

        // LAW 20, 33: a failure within the term of an offline24 invoice.
        Offline("8.4 announced within the term", "2026-12-07", "2026-12-18", Failure(1, "2026-12-08T14:00", "2026-12-09T11:00")) with { Basis = "106nf" },
        Offline("8.5 announced after the deadline", "2026-12-07", "2026-12-08", Failure(1, "2026-12-09T08:00", "2026-12-09T11:00")) with { AsOf = "2026-12-09T09:00", Late = true },
        Offline("33 announced in the last minute of the term", "2026-12-07", "2026-12-18", Failure(1, "2026-12-08T23:59", "2026-12-09T11:00")) with { Basis = "106nf" },
        Offline("33 announced a minute after it", "2026-12-07", "2026-12-08", Failure(1, "2026-12-09T00:01", "2026-12-09T11:00")),
        Offline("33 announced within the term, for a time after it", "2026-12-07", "2026-12-08",
            Start(1, "2026-12-09T08:00", "2026-12-08T12:00"), End(1, "2026-12-09T08:00", "2026-12-09T11:00")),
        Offline("33 it began before the issue and was announced after it, within the term", "2026-12-07", "2026-12-17",
            Start(1, "2026-12-07T20:00", "2026-12-08T07:00"), End(1, "2026-12-07T20:00", "2026-12-08T11:00")) with { Basis = "106nf", IssuedAt = "2026-12-07T21:00" },
        Offline("33 it began within the term and was announced after it", "2026-12-07", "2026-12-08",
            Start(1, "2026-12-07T20:00", "2026-12-09T08:00"), End(1, "2026-12-07T20:00", "2026-12-09T11:00")),
        Offline("20 going on when the invoice was issued: not announced after it", "2026-12-07", "2026-12-08", Failure(1, "2026-12-07T08:00", "2026-12-09T11:00"))
            with { IssuedAt = "2026-12-07T10:00" },
        Offline("20 announced later on the day of issue", "2026-12-07", "2026-12-18", Failure(1, "2026-12-07T14:00", "2026-12-09T11:00"))
            with { IssuedAt = "2026-12-07T10:00", Basis = "106nf" },
        Offline("35 announced on the day of issue, whose time nobody knows: the earlier term", "2026-12-07", "2026-12-08", Failure(1, "2026-12-07T14:00", "2026-12-09T11:00")),
        Offline("20 announced in the very moment of issue: not after it", "2026-12-07", "2026-12-08", Failure(1, "2026-12-07T10:00", "2026-12-09T11:00"))
            with { IssuedAt = "2026-12-07T10:00" },
        Offline("33 announced exactly now", "2026-12-07", null, Start(1, "2026-12-08T14:00")) with { Basis = "106nf", AsOf = "2026-12-08T14:00" },
        Offline("26 while the failure goes on there is no date", "2026-12-07", null, Start(1, "2026-12-08T14:00")) with { Basis = "106nf", AsOf = "2026-12-20T12:00" },
        Offline("104 an unknown category says nothing", "2026-12-07", "2026-12-08", Start(1, "2026-12-08T14:00") with { Category = "SOLAR_STORM" }),

        // LAW 21: unavailability extends nothing.
        Offline("8.13 a window on the day of the deadline", "2026-11-24", "2026-11-25", Window(3, "2026-11-25T08:00", "2026-11-25T16:00")),
        Offline("21 a window over all of it", "2026-11-24", "2026-11-25", Window(3, "2026-11-24T20:00", "2026-11-26T20:00")),

        // LAW 26: failure invoices.
        OfFailure("8.6 ended on a Saturday", "2026-12-11", "2026-12-22", Failure(1, "2026-12-11T10:00", "2026-12-12T20:00")),
        OfFailure("8.20 the ministry's own example", "2025-07-11", "2025-07-22", Failure(1, "2025-07-11T10:00", "2025-07-12T20:00")),
        OfFailure("87 over Christmas", "2026-12-18", "2026-12-31", Failure(1, "2026-12-18T08:00", "2026-12-18T16:00")),
        OfFailure("87 over the new year", "2026-12-21", "2027-01-04", Failure(1, "2026-12-21T08:00", "2026-12-21T10:00")),
        OfFailure("87 from the last day of the year", "2026-12-31", "2027-01-13", Failure(1, "2026-12-31T08:00", "2026-12-31T16:00")),
        OfFailure("89 the end in UTC is another day in Poland", "2026-12-13", "2026-12-23", Failure(1, "2026-12-13T09:00", "2026-12-13T23:30Z")),
        OfFailure("89 the same in summer", "2026-06-30", "2026-07-10", Failure(1, "2026-06-30T09:00", "2026-06-30T22:30Z")),
        OfFailure("89 the night to winter time, before it", "2026-10-24", "2026-11-03", Failure(1, "2026-10-24T09:00", "2026-10-24T22:30Z")),
        OfFailure("89 the night to winter time, after it", "2026-10-25", "2026-11-04", Failure(1, "2026-10-25T09:00", "2026-10-25T23:30Z")),
        OfFailure("89 an hour earlier it is still Sunday", "2026-10-25", "2026-11-03", Failure(1, "2026-10-25T09:00", "2026-10-25T22:30Z")),
        OfFailure("89 the night to summer time, which is Easter", "2027-03-27", "2027-04-07", Failure(1, "2027-03-27T09:00", "2027-03-28T21:59Z")),
        OfFailure("26 while it goes on there is no date", "2026-12-08", null, Start(1, "2026-12-07T08:00")) with { AsOf = "2026-12-09T12:00" },
        OfFailure("26 its end is not known before it is published", "2026-12-08", null, Failure(1, "2026-12-07T08:00", "2026-12-09T11:00")) with { AsOf = "2026-12-09T10:59" },
        OfFailure("35 before its publication there is no basis", "2026-12-08", null, Failure(1, "2026-12-08T08:00", "2026-12-09T11:00")) with { AsOf = "2026-12-08T07:59", Duty = "unknown" },
        OfFailure("35 no announcement covers the issue", "2026-12-08", null, Failure(1, "2026-12-01T08:00", "2026-12-02T11:00")) with { Duty = "unknown" },
        OfFailure("35 issued at the very end", "2026-12-09", null, Failure(1, "2026-12-08T08:00", "2026-12-09T11:00")) with { IssuedAt = "2026-12-09T11:00", Duty = "unknown" },
        OfFailure("35 issued at the very beginning", "2026-12-08", "2026-12-18", Failure(1, "2026-12-08T08:00", "2026-12-09T11:00")) with { IssuedAt = "2026-12-08T08:00" },
        OfFailure("35 it ended on the day of issue, whose time nobody knows", "2026-12-09", "2026-12-18", Failure(1, "2026-12-08T08:00", "2026-12-09T11:00")),
        OfFailure("35 it began on the day of issue, whose time nobody knows", "2026-12-08", "2026-12-18", Failure(1, "2026-12-08T23:00", "2026-12-09T11:00")),
        OfFailure("26 its end has come just now", "2026-12-08", "2026-12-18", Failure(1, "2026-12-08T08:00", "2026-12-09T11:00")) with { AsOf = "2026-12-09T11:00" },
        OfFailure("26 its end was announced and has not come yet", "2026-12-08", null, Start(1, "2026-12-08T08:00"),
            End(1, "2026-12-08T08:00", "2026-12-09T11:00") with { Published = Clock("2026-12-09T10:00") }) with { AsOf = "2026-12-09T10:59" },

        // LAW 26: chains.
        OfFailure("26 another failure within the seven days", "2026-12-08", "2026-12-30", Failure(1, "2026-12-08T08:00", "2026-12-09T11:00"), Failure(2, "2026-12-16T10:00", "2026-12-17T10:00")),
        OfFailure("26 and a third one on the last day of that", "2026-12-08", "2027-01-12", Failure(1, "2026-12-08T08:00", "2026-12-09T11:00"),
            Failure(2, "2026-12-16T10:00", "2026-12-17T10:00"), Failure(3, "2026-12-30T12:00", "2026-12-30T15:00")),
        OfFailure("26 another failure on the last day", "2026-12-08", "2026-12-31", Failure(1, "2026-12-08T08:00", "2026-12-09T11:00"), Failure(2, "2026-12-18T23:59", "2026-12-19T10:00")),
        OfFailure("33 another failure after the seven days", "2026-12-08", "2026-12-18", Failure(1, "2026-12-08T08:00", "2026-12-09T11:00"), Failure(2, "2026-12-19T00:01", "2026-12-19T10:00")),
        OfFailure("26 the other one still goes on", "2026-12-08", null, Failure(1, "2026-12-08T08:00", "2026-12-09T11:00"), Start(2, "2026-12-16T10:00")) with { AsOf = "2026-12-19T12:00" },
        OfFailure("104 two events cover the issue: the later end", "2026-12-08", "2026-12-18", Failure(1, "2026-12-08T08:00", "2026-12-09T20:00"), Failure(2, "2026-12-08T10:00", "2026-12-08T12:00"))
            with { IssuedAt = "2026-12-08T11:00" },
        OfFailure("107 bound to one of two events", "2026-12-08", "2026-12-18", Failure(5, "2026-12-08T08:00", "2026-12-09T11:00"), Failure(6, "2026-12-08T09:00", "2026-12-10T11:00"))
            with { IssuedAt = "2026-12-08T11:00", EventId = 5 },
        OfFailure("107 bound to an event whose end was told later and lies before the issue", "2026-12-08", "2026-12-17", Start(1, "2026-12-08T08:00"),
            End(1, "2026-12-08T08:00", "2026-12-08T11:00") with { Published = Clock("2026-12-08T13:00") }) with { IssuedAt = "2026-12-08T12:00", EventId = 1 },
        OfFailure("35 the same without the bond", "2026-12-08", null, Start(1, "2026-12-08T08:00"),
            End(1, "2026-12-08T08:00", "2026-12-08T11:00") with { Published = Clock("2026-12-08T13:00") }) with { IssuedAt = "2026-12-08T12:00", Duty = "unknown" },
        OfFailure("26 a shorter failure that comes while the first goes on brings the term no nearer", "2026-12-08", "2026-12-21",
            Failure(1, "2026-12-08T08:00", "2026-12-10T11:00"), Failure(2, "2026-12-09T08:00", "2026-12-09T09:00")),
        Offline("26 a shorter failure inside another brings the term no nearer", "2026-12-07", "2026-12-21",
            Failure(1, "2026-12-08T14:00", "2026-12-10T11:00"), Failure(2, "2026-12-09T08:00", "2026-12-09T09:00")) with { Basis = "106nf" },

        // LAW 22-24: unavailability.
        OfWindow("8.11 the day after the day on which it ended", "2026-11-24", "2026-11-26", Window(3, "2026-11-24T22:00", "2026-11-25T02:00")) with { IssuedAt = "2026-11-24T23:00" },
        OfWindow("22 ended on a Friday", "2026-11-27", "2026-11-30", Window(3, "2026-11-27T08:00", "2026-11-27T16:00")),
        OfWindow("22 while it goes on there is no date", "2026-11-24", null, Window(3, "2026-11-24T22:00", "2026-11-25T02:00")) with { AsOf = "2026-11-25T01:00" },
        OfWindow("89 the hour that comes twice", "2026-10-25", "2026-10-26", Window(3, "2026-10-25T01:00", "2026-10-25T03:00Z")) with { IssuedAt = "2026-10-25T00:30Z" },
        OfWindow("21 another window extends nothing", "2026-11-24", "2026-11-26", Window(3, "2026-11-24T22:00", "2026-11-25T02:00"), Window(4, "2026-11-26T08:00", "2026-11-27T16:00")),
        OfWindow("35 no window covers the issue", "2026-11-24", null, Window(3, "2026-11-25T22:00", "2026-11-26T02:00")) with { Duty = "unknown" },
        OfWindow("24 a failure while it waits", "2026-11-24", "2026-12-08", Window(3, "2026-11-24T22:00", "2026-11-25T02:00"), Failure(1, "2026-11-26T09:00", "2026-11-27T12:00")) with { Basis = "106nf" },
        OfWindow("24 a failure while its term is not known yet", "2026-11-24", "2026-12-04", Window(3, "2026-11-24T22:00", "2026-11-25T02:00"), Failure(1, "2026-11-25T01:00", "2026-11-25T10:00"))
            with { Basis = "106nf", IssuedAt = "2026-11-24T23:00" },
        OfWindow("24 the failure ends long before the window: failures are counted from failures", "2026-11-24", "2026-12-04",
            Window(3, "2026-11-24T22:00", "2026-11-28T02:00"), Failure(1, "2026-11-25T01:00", "2026-11-25T10:00")) with { Basis = "106nf", IssuedAt = "2026-11-24T23:00" },
        OfWindow("107 bound to one of two windows", "2026-11-24", "2026-11-26", Window(3, "2026-11-24T20:00", "2026-11-27T20:00"), Window(4, "2026-11-24T22:00", "2026-11-25T02:00"))
            with { IssuedAt = "2026-11-24T23:00", EventId = 4 },
        OfWindow("24 both go on", "2026-11-24", null, Window(3, "2026-11-24T22:00", "2026-11-25T02:00"), Start(1, "2026-11-25T01:00"))
            with { Basis = "106nf", IssuedAt = "2026-11-24T23:00", AsOf = "2026-11-25T01:30" },
        OfWindow("33 a failure after its term", "2026-11-24", "2026-11-26", Window(3, "2026-11-24T22:00", "2026-11-25T02:00"), Failure(1, "2026-11-27T09:00", "2026-11-27T12:00")),

        // LAW 103, 104: how messages are read.
        OfWindow("104 a higher version moves the end", "2026-11-24", "2026-11-27", Window(3, "2026-11-24T22:00", "2026-11-25T02:00"),
            Window(3, "2026-11-24T22:00", "2026-11-26T03:00") with { Version = 2, Published = Clock("2026-11-25T01:00") }),
        OfWindow("104 a higher version that is not published yet", "2026-11-24", "2026-11-26", Window(3, "2026-11-24T22:00", "2026-11-25T02:00"),
            Window(3, "2026-11-24T22:00", "2026-11-26T03:00") with { Version = 2, Published = Clock("2026-11-25T12:00") }) with { AsOf = "2026-11-25T11:00" },
        OfWindow("104 a lower version that comes later in the list", "2026-11-24", "2026-11-27",
            Window(3, "2026-11-24T22:00", "2026-11-26T03:00") with { Version = 2, Published = Clock("2026-11-25T01:00") }, Window(3, "2026-11-24T22:00", "2026-11-25T02:00")),
        OfFailure("104 a corrected end", "2026-12-08", "2026-12-21", Failure(1, "2026-12-08T08:00", "2026-12-09T11:00"), End(1, "2026-12-08T08:00", "2026-12-10T11:00") with { Version = 2, Published = Clock("2026-12-10T12:00") }),
        OfFailure("104 an end whose beginning was never heard", "2026-12-08", "2026-12-18", End(1, "2026-12-08T08:00", "2026-12-09T11:00")),
        OfFailure("104 an end that gives its moment as its start", "2026-12-08", "2026-12-18", Start(1, "2026-12-08T08:00"),
            End(1, "2026-12-09T11:00", "2026-12-09T11:05") with { End = null }),
        OfFailure("104 an end that repeats the beginning: its publication", "2026-12-08", "2026-12-18", Start(1, "2026-12-08T08:00"),
            End(1, "2026-12-08T08:00", "2026-12-09T11:00") with { End = null }),

        // LAW 26, 28, 30: total failures.
        OfFailure("8.17 the failure becomes a total one", "2026-12-08", null, Start(1, "2026-12-07T08:00"), Total(2, "2026-12-09T08:00")) with { Basis = "106ng", Duty = "none" },
        OfFailure("104 the same under one eventId", "2026-12-08", null, Start(1, "2026-12-07T08:00"), Total(1, "2026-12-09T08:00")) with { Basis = "106ng", Duty = "none" },
        OfFailure("26 within the seven days", "2026-12-08", null, Failure(1, "2026-12-08T08:00", "2026-12-09T11:00"), Total(2, "2026-12-18T23:59")) with { Basis = "106ng", Duty = "none" },
        OfFailure("30 after the seven days: it stays overdue", "2026-12-08", "2026-12-18", Failure(1, "2026-12-08T08:00", "2026-12-09T11:00"), Total(2, "2026-12-19T00:01")),
        OfFailure("30 a total failure where no failure was announced", "2026-12-08", null, Total(2, "2026-12-07T08:00")) with { Basis = "106ng", Duty = "none" },
        Offline("30 within the term", "2026-12-07", null, Total(2, "2026-12-08T12:00")) with { Basis = "106ng", Duty = "none" },
        Offline("88 in the last second of the term", "2026-12-07", null, Total(2, "2026-12-08T22:59:59Z")) with { Basis = "106ng", Duty = "none" },
        Offline("30 after the term: it stays overdue", "2026-12-07", "2026-12-08", Total(2, "2026-12-08T23:00:00Z")) with { AsOf = "2026-12-10T12:00", Late = true },
        Offline("30 over before the issue", "2026-12-07", "2026-12-08", Total(2, "2026-12-01T08:00"), End(2, "2026-12-01T08:00", "2026-12-03T08:00") with { Category = "TOTAL_FAILURE" }),
        Offline("30 going on at the issue", "2026-12-07", null, Total(2, "2026-12-06T08:00")) with { Basis = "106ng", Duty = "none", IssuedAt = "2026-12-07T10:00" },
        Offline("30 not published yet", "2026-12-07", "2026-12-08", Total(2, "2026-12-08T12:00")) with { AsOf = "2026-12-08T11:00" },
        Offline("30 it begins in the very moment of issue", "2026-12-07", null, Total(2, "2026-12-07T10:00")) with { Basis = "106ng", Duty = "none", IssuedAt = "2026-12-07T10:00" },
        Offline("30 a failure after the total one gives no duty back", "2026-12-07", null, Total(2, "2026-12-08T08:00"), Failure(3, "2026-12-08T12:00", "2026-12-08T13:00"))
            with { Basis = "106ng", Duty = "none" },
        OfWindow("24 an invoice of unavailability", "2026-11-24", null, Window(3, "2026-11-24T22:00", "2026-11-25T02:00"), Total(2, "2026-11-26T12:00")) with { Basis = "106ng", Duty = "none" },
        new("28 issued in a total failure", "total-failure", "2026-12-07", null, "106ng", "none"),
    ];

    /// <summary>A moment: with an offset as it stands, without one as a clock in Poland shows it.</summary>
    public static DateTimeOffset Clock(string text)
    {
        var time = DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        return time.Kind == DateTimeKind.Utc ? new DateTimeOffset(time) : new DateTimeOffset(time, PolishTime.Zone.GetUtcOffset(time));
    }

    private static WorkedDeadline Offline(string facts, string issued, string? due, params Said[] messages) =>
        new(facts, "offline24", issued, due) { Messages = [.. messages.SelectMany(one => one.Messages)] };

    private static WorkedDeadline OfFailure(string facts, string issued, string? due, params Said[] messages) =>
        Offline(facts, issued, due, messages) with { Mode = "failure", Basis = "106nf" };

    private static WorkedDeadline OfWindow(string facts, string issued, string? due, params Said[] messages) =>
        Offline(facts, issued, due, messages) with { Mode = "unavailability", Basis = "106nh" };

    private static Message Start(long eventId, string start, string? published = null) =>
        new(eventId, "FAILURE", "FAILURE_START", Clock(start), null, Clock(published ?? start));

    private static Message End(long eventId, string start, string end) =>
        new(eventId, "FAILURE", "FAILURE_END", Clock(start), Clock(end), Clock(end));

    // A failure that was announced when it began, and whose end was announced when it ended.
    private static Message[] Failure(long eventId, string start, string end) => [Start(eventId, start), End(eventId, start, end)];

    private static Message Total(long eventId, string start) => Start(eventId, start) with { Category = "TOTAL_FAILURE" };

    private static Message Window(long eventId, string start, string end) =>
        new(eventId, "MAINTENANCE", "MAINTENANCE_ANNOUNCEMENT", Clock(start), Clock(end), Clock("2025-06-01T12:00"));

    private readonly record struct Said(Message[] Messages)
    {
        public static implicit operator Said(Message one) => new([one]);

        public static implicit operator Said(Message[] several) => new(several);
    }
}
