using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>How loudly it is said that KSeF does not judge an invoice. It was sent on Wednesday 9 December 2026 at noon.</summary>
public sealed class StuckAlarmTests : IDisposable
{
    private readonly House house = new();
    private readonly IssuedInvoice invoice;

    public StuckAlarmTests() => invoice = house.Add(draft: house.Draft("FV/1"));

    [Theory]
    [InlineData("2026-12-20", 14.99, null, null)]
    [InlineData("2026-12-20", 15, "INK-SEND-010", Severity.Advice)]
    [InlineData("2026-12-20", 239.9, "INK-SEND-010", Severity.Advice)]
    [InlineData("2026-12-20", 240, "INK-SEND-010", Severity.Wrong)]
    [InlineData(null, 300, "INK-SEND-010", Severity.Wrong)] // no deadline is known
    [InlineData("2026-12-10", 719.98, "INK-SEND-010", Severity.Wrong)] // 24 h and a second to the end of the 10th
    [InlineData("2026-12-10", 720, "INK-SEND-011", Severity.Wrong)]
    [InlineData("2026-12-09", 15, "INK-SEND-011", Severity.Wrong)]
    [InlineData("2026-12-09", 719.98, "INK-SEND-011", Severity.Wrong)]
    [InlineData("2026-12-09", 720, "INK-SEND-012", Severity.Wrong)]
    public void The_longer_it_lasts_and_the_closer_the_deadline_the_louder_it_is(string? due, double minutes, string? code, Severity? severity)
    {
        var alarm = Of(new InvoiceState.Sending("s", "r"), due, minutes);
        Assert.Equal((code, severity), (alarm?.Code, alarm?.Severity));
    }

    [Fact]
    public void In_the_last_second_of_the_deadline_it_has_not_passed()
    {
        var sending = invoice with { State = new InvoiceState.Sending("s", null) }; // due on the 10th
        Assert.Equal("INK-SEND-011", StuckAlarm.Of(house.Company, sending, House.At("2026-12-09T12:00"), House.At("2026-12-10T23:59:59"))!.Code);
        Assert.Equal("INK-SEND-012", StuckAlarm.Of(house.Company, sending, House.At("2026-12-09T12:00"), House.At("2026-12-11T00:00:00"))!.Code);
        Assert.Equal("INK-SEND-010", StuckAlarm.Of(house.Company, sending, House.At("2026-12-09T12:00"), House.At("2026-12-09T23:59:59"))!.Code); // a day is left
    }

    [Fact]
    public void Only_what_is_under_way_is_stuck()
    {
        Assert.NotNull(Of(new InvoiceState.Sending("s", null), "2026-12-20", 60));
        Assert.NotNull(Of(new InvoiceState.Unknown("s", null), "2026-12-20", 60));
        foreach (var other in new InvoiceState[] { new InvoiceState.Issued(), new InvoiceState.Rejected(450, "no", [], "s"),
            new InvoiceState.Waived(9) }) Assert.Null(Of(other, "2026-12-20", 60));
    }

    [Theory]
    [InlineData("2026-12-20", 60, "For 1 h KSeF has not judged invoice FV/1; that is not a refusal.")]
    [InlineData("2026-12-20", 59, "For 59 min KSeF has not judged invoice FV/1; that is not a refusal.")]
    [InlineData("2026-12-20", 71 * 60, "For 71 h KSeF has not judged invoice FV/1; that is not a refusal.")]
    [InlineData("2026-12-20", 72 * 60, "For 3 days KSeF has not judged invoice FV/1; that is not a refusal.")]
    [InlineData("2026-12-09", 30, "For 30 min KSeF has not judged invoice FV/1, and 11 h are left until its deadline 2026-12-09; that is not a refusal.")]
    [InlineData("2026-12-08", 30, "For 30 min KSeF has not judged invoice FV/1, and its deadline 2026-12-08 has passed; that is not a refusal.")]
    public void It_is_said_how_long_it_lasts_and_what_is_left(string due, double minutes, string said)
    {
        var alarm = Of(new InvoiceState.Sending("s", null), due, minutes)!;
        Assert.Equal(said, alarm.Text.En);
        Assert.Contains("Do not send it a second time", alarm.Hint!.En);
    }

    public void Dispose() => house.Dispose();

    private Finding? Of(InvoiceState state, string? due, double minutes) => StuckAlarm.Of(house.Company,
        invoice with { State = state, Deadline = invoice.Deadline with { Date = due is null ? null : DateOnly.Parse(due) } },
        House.At("2026-12-09T12:00"), House.At("2026-12-09T12:00") + TimeSpan.FromMinutes(minutes));
}
