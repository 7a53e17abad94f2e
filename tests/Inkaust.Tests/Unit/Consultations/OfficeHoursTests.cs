using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Tests.Unit.Issuing;

namespace Inkaust.Tests.Unit.Consultations;

/// <summary>The specialist answers on working days, from eight to four unless it is set otherwise.</summary>
public sealed class OfficeHoursTests : IDisposable
{
    private readonly House house = new();

    [Theory]
    [InlineData("2026-12-09T08:00", true, "2026-12-09T08:00")]
    [InlineData("2026-12-09T15:59", true, "2026-12-09T15:59")]
    [InlineData("2026-12-09T16:00", false, "2026-12-10T08:00")]
    [InlineData("2026-12-09T07:59", false, "2026-12-09T08:00")]
    [InlineData("2026-12-11T18:00", false, "2026-12-14T08:00")] // a Friday
    [InlineData("2026-12-24T10:00", false, "2026-12-28T08:00")] // Christmas Eve and what follows
    public void It_is_such_an_hour_or_the_next_one_is_told(string now, bool isOpen, string next)
    {
        house.Clock.Set(House.At(now));
        var hours = Hours().Now();
        Assert.Equal((isOpen, House.At(next)), (hours.IsOpen, hours.NextAt));
    }

    [Fact]
    public void A_day_that_a_statute_made_free_is_free_here_too_and_hours_are_as_they_were_set()
    {
        house.Calendar.Add(new CalendarChange(new DateOnly(2026, 12, 10), true, "Dz.U."));
        Hours().Set(new TimeOnly(9, 0), new TimeOnly(12, 0));
        Assert.Equal((false, House.At("2026-12-11T09:00")), (Hours().Now().IsOpen, Hours().Now().NextAt));
        Assert.Equal("INK-TALK-007", Assert.Throws<RefusedException>(() => Hours().Set(new TimeOnly(12, 0), new TimeOnly(12, 0))).Findings[0].Code);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\Users\a\faktura.pdf", "faktura.pdf")]
    [InlineData("fak\r\ntura\".pdf", "faktura.pdf")]
    [InlineData("cod\u202Efdp.exe", "codfdp.exe")]
    [InlineData("...", "plik")]
    [InlineData("", "plik")]
    public void The_name_of_a_file_is_a_name_and_no_path(string came, string kept) => Assert.Equal(kept, NewMessage.SafeName(came));

    [Fact]
    public void A_long_name_keeps_its_ending()
    {
        var kept = NewMessage.SafeName(new string('a', 400) + ".pdf");
        Assert.Equal((120, ".pdf"), (kept.Length, kept[^4..]));
    }

    public void Dispose() => house.Dispose();

    private OfficeHours Hours() => new(house.Database, house.Calendar, house.Clock);
}
