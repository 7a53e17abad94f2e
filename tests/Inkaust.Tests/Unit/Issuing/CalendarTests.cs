using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Tests.Unit.Ksef;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>The changes of the calendar that a person wrote down.</summary>
public sealed class CalendarTests : IDisposable
{
    private static readonly DateOnly Tuesday = new(2027, 5, 4), Saturday = new(2027, 5, 8);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-calendar-");
    private readonly Calendar calendar;

    public CalendarTests() =>
        calendar = new Calendar(Database.Open(Postgres.IsWanted ? Postgres.NewSchema() : Path.Combine(folder.FullName, "data")), new SteeredClock());

    [Fact]
    public void Changes_are_kept_by_day_and_deadlines_are_counted_by_them()
    {
        Assert.Empty(calendar.Changes());
        Assert.Same(WorkingDays.InPoland, calendar.Days());
        calendar.Add(new CalendarChange(Saturday, false, "Dz.U. 2"));
        calendar.Add(new CalendarChange(Tuesday, true, "Dz.U. 1"));
        Assert.Equal([new CalendarChange(Tuesday, true, "Dz.U. 1"), new CalendarChange(Saturday, false, "Dz.U. 2")], calendar.Changes());
        Assert.Equal(("Dz.U. 1", null), (calendar.Days().WhyFree(Tuesday)?.Pl, calendar.Days().WhyFree(Saturday)?.Pl));
    }

    [Fact]
    public void A_later_change_of_a_day_takes_the_place_of_an_earlier_one()
    {
        calendar.Add(new CalendarChange(Tuesday, true, "Dz.U. 1"));
        calendar.Add(new CalendarChange(Tuesday, false, "Dz.U. 3"));
        Assert.Equal([new CalendarChange(Tuesday, false, "Dz.U. 3")], calendar.Changes());
        calendar.Add(new CalendarChange(Tuesday, true, "Dz.U. 4"));
        Assert.Equal([new CalendarChange(Tuesday, true, "Dz.U. 4")], calendar.Changes());
    }

    [Fact]
    public void A_change_that_is_taken_back_leaves_the_day_as_it_is_every_year()
    {
        calendar.Add(new CalendarChange(Tuesday, true, "Dz.U. 1"));
        calendar.Add(new CalendarChange(Saturday, false, "Dz.U. 2"));
        calendar.Remove(Tuesday);
        Assert.Equal([new CalendarChange(Saturday, false, "Dz.U. 2")], calendar.Changes());
        Assert.Null(calendar.Days().WhyFree(Tuesday));
        calendar.Remove(Saturday);
        Assert.Empty(calendar.Changes());
        calendar.Add(new CalendarChange(Tuesday, true, "Dz.U. 5"));
        Assert.Equal("Dz.U. 5", calendar.Days().WhyFree(Tuesday)?.Pl);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t")]
    public void A_change_without_a_reason_is_refused(string reason)
    {
        var refused = Assert.Throws<RefusedException>(() => calendar.Add(new CalendarChange(Tuesday, true, reason)));
        Assert.Equal("INK-CALENDAR-002", Assert.Single(refused.Findings).Code);
        Assert.Empty(calendar.Changes());
    }

    [Fact]
    public void What_nobody_changed_cannot_be_taken_back()
    {
        NotChanged();
        calendar.Add(new CalendarChange(Saturday, true, "Dz.U. 2"));
        NotChanged();
        calendar.Add(new CalendarChange(Tuesday, true, "Dz.U. 1"));
        calendar.Remove(Tuesday);
        NotChanged();

        void NotChanged()
        {
            var finding = Assert.Single(Assert.Throws<RefusedException>(() => calendar.Remove(Tuesday)).Findings);
            Assert.Equal(
                ("INK-CALENDAR-003", "Dnia 2027-05-04 nikt tu nie zmienił.", "Nobody has changed 2027-05-04 here."),
                (finding.Code, finding.Text.Pl, finding.Text.En));
        }
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
