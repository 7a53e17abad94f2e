using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Events;

/// <summary>What happened is kept as a word with its facts, for ever, and worded when it is shown.</summary>
public sealed class HappeningTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.Parse("2026-12-09T11:00:00Z");

    public static TheoryData<Happening, string, string> Rows => new()
    {
        { new Happening.InvoiceAccepted(1, "FV/1", "n"), """{"happening":"invoice-accepted","invoice":1,"number":"FV/1","ksefNumber":"n","v":1}""", "invoice.accepted" },
        { new Happening.InvoiceRejected(1, "FV/1", "no"), """{"happening":"invoice-rejected","invoice":1,"number":"FV/1","reason":"no","v":1}""", "invoice.rejected" },
        { new Happening.DeadlineNear(new(2026, 12, 10), 2), """{"happening":"deadline-near","date":"2026-12-10","count":2,"v":1}""", "invoice.deadline_near" },
        { new Happening.DeadlinePassed(new(2026, 12, 8)), """{"happening":"deadline-passed","date":"2026-12-08","v":1}""", "invoice.late" },
        { new Happening.KsefFellSilent(At), """{"happening":"ksef-fell-silent","since":"2026-12-09T11:00:00+00:00","v":1}""", "ksef.state_changed" },
        { new Happening.KsefAnswersAgain(At), """{"happening":"ksef-answers-again","since":"2026-12-09T11:00:00+00:00","v":1}""", "ksef.state_changed" },
        { new Happening.Announced(AnnouncementCategory.TotalFailure, 9, At, null),
            """{"happening":"announced","category":"total-failure","eventId":9,"startAt":"2026-12-09T11:00:00+00:00","endAt":null,"v":1}""", "ksef.state_changed" },
        { new Happening.Ended(AnnouncementCategory.Failure, 9, At),
            """{"happening":"ended","category":"failure","eventId":9,"endAt":"2026-12-09T11:00:00+00:00","v":1}""", "ksef.state_changed" },
        { new Happening.CertificateEnds(new("pl.", "en.")), """{"happening":"certificate-ends","text":{"pl":"pl.","en":"en."},"v":1}""", "certificate.expiring" },
        { new Happening.DeviceHolds(new("pl.", "en.")), """{"happening":"device-holds","text":{"pl":"pl.","en":"en."},"v":1}""", "invoice.deadline_near" },
        { new Happening.TotalFailureToConfirm(9), """{"happening":"total-failure-to-confirm","eventId":9,"v":1}""", "ksef.total_failure" },
        { new Happening.InvoicesReceived(1, "FV/1", "Papiernia"), """{"happening":"invoices-received","count":1,"number":"FV/1","seller":"Papiernia","v":1}""", "inbox.received" },
        { new Happening.InvoicesReceived(3, null, null), """{"happening":"invoices-received","count":3,"number":null,"seller":null,"v":1}""", "inbox.received" },
        { new Happening.MessageCame(3, "VAT", "Anna"), """{"happening":"message-came","consultation":3,"subject":"VAT","from":"Anna","v":1}""", "consultation.answered" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_happening_is_a_word_with_its_facts_and_a_sentence_in_both_languages(Happening what, string written, string kind)
    {
        Assert.Equal(written, StoredJson.Write(what));
        Assert.Equal(what, StoredJson.Read<Happening>(written));
        Assert.Equal(kind, what.Kind.Word());
        Assert.Equal(what.Kind, EventKinds.Parse(kind));
        Assert.All(new[] { what.InWords.Pl, what.InWords.En }, words => Assert.EndsWith(".", words));
    }

    [Fact]
    public void Every_happening_has_its_row() => Assert.Equal(
        typeof(Happening).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(Happening))).Select(type => type.Name).Order(),
        Rows.Select(row => row.Data.Item1.GetType().Name).Distinct().Order());
}
