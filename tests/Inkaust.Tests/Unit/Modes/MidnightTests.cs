using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Tests.Unit.Modes;

namespace Inkaust.Tests.Unit.Modes;

public sealed class MidnightTests
{
    [Theory]
    [InlineData("2026-12-09T23:50", "2026-12-09", "2026-12-10")]
    [InlineData("2026-12-10T00:05", "2026-12-10", "2026-12-11")]
    [InlineData("2026-12-09T22:50Z", "2026-12-09", "2026-12-10")] // 23:50 in Poland
    [InlineData("2026-12-09T23:05Z", "2026-12-10", "2026-12-11")] // 00:05 in Poland, while UTC still has the 9th
    [InlineData("2026-06-09T21:50Z", "2026-06-09", "2026-06-10")] // in summer midnight is at 22:00 UTC
    [InlineData("2026-10-25T22:50Z", "2026-10-25", "2026-10-26")] // after the night to winter time
    [InlineData("2026-10-24T22:05Z", "2026-10-25", "2026-10-26")] // in it; 00:05 on Sunday
    [InlineData("2027-03-27T22:50Z", "2027-03-27", "2027-03-30")] // before the night to summer time: Easter
    [InlineData("2027-03-28T21:50Z", "2027-03-28", "2027-03-30")] // after it
    public void Near_midnight_the_date_and_what_follows_are_said(string now, string date, string due)
    {
        foreach (var wish in new[] { ModeWish.Auto, ModeWish.Offline })
        {
            var midnight = Midnight.Near(WorkedDeadlines.Clock(now), wish, WorkingDays.InPoland);
            Assert.Equal(date, $"{midnight!.Date:yyyy-MM-dd}");
            Assert.Contains($"dated {date}", midnight.Text.En);
            Assert.Contains(due, midnight.Text.En);
        }
    }

    [Theory]
    [InlineData("2026-12-09T12:00:00", null)]
    [InlineData("2026-12-09T23:29:59", null)]
    [InlineData("2026-12-09T23:30:00", "In Poland it is 23:30: an invoice issued now is dated 2026-12-09, after midnight 2026-12-10.")]
    [InlineData("2026-12-09T23:59:59", "In Poland it is 23:59: an invoice issued now is dated 2026-12-09, after midnight 2026-12-10.")]
    [InlineData("2026-12-10T00:00:00", "In Poland it is 00:00 and a new day: an invoice issued now is dated 2026-12-10.")]
    [InlineData("2026-12-10T00:29:59", "In Poland it is 00:29 and a new day: an invoice issued now is dated 2026-12-10.")]
    [InlineData("2026-12-10T00:30:00", null)]
    public void Nothing_is_said_when_midnight_is_more_than_half_an_hour_away(string now, string? said)
    {
        var midnight = Midnight.Near(WorkedDeadlines.Clock(now), ModeWish.Auto, WorkingDays.InPoland);
        Assert.Equal(said is null, midnight is null);
        if (midnight is null) return;
        Assert.Equal(now, $"{midnight.Date:yyyy-MM-dd}T{midnight.Clock:HH:mm:ss}");
        Assert.StartsWith(said!, midnight.Text.En);
    }

    // Of the week whose Friday a statute makes free: Wednesday is due on Thursday, Thursday on Monday.
    private const string EveningPl = "W Polsce jest 23:50: faktura wystawiona teraz ma datę 2026-12-09, po północy 2026-12-10.",
        EveningEn = "In Poland it is 23:50: an invoice issued now is dated 2026-12-09, after midnight 2026-12-10.",
        OnlinePl = "Jeśli KSeF dostanie ją dopiero po północy, oznaczy ją jako offline: data wystawienia zostaje 2026-12-09, termin mija 2026-12-10, nabywca otrzymuje ją w dniu numeru.",
        OnlineEn = "If KSeF gets it only after midnight, it marks it offline: the issue date stays 2026-12-09, the deadline is 2026-12-10, and the buyer receives it on the day of the number.",
        OfflinePl = "Termin przesłania: 2026-12-10; wystawiona po północy: 2026-12-14.",
        OfflineEn = "To be sent by 2026-12-10; issued after midnight by 2026-12-14.",
        NightPl = "W Polsce jest 00:05 i nowy dzień: faktura wystawiona teraz ma datę 2026-12-10.",
        NightEn = "In Poland it is 00:05 and a new day: an invoice issued now is dated 2026-12-10.",
        YesterdayPl = "Plik z datą 2026-12-09 wysłany teraz KSeF oznaczy jako offline; jego termin liczy się od tamtej daty: 2026-12-10.",
        YesterdayEn = "A file dated 2026-12-09 that is sent now is marked offline by KSeF; its deadline is counted from that date: 2026-12-10.",
        DuePl = "Offline24 trzeba przesłać do 2026-12-14.", DueEn = "Offline24 is to be sent by 2026-12-14.",
        EventPl = "Termin liczy się od końca ogłoszonego zdarzenia, a nie od tej daty.",
        EventEn = "The deadline is counted from the end of the announced event, not from this date.";

    [Theory]
    [InlineData("2026-12-09T23:50", ModeWish.Online, $"{EveningPl} {OnlinePl}", $"{EveningEn} {OnlineEn}")]
    [InlineData("2026-12-09T23:50", ModeWish.Offline, $"{EveningPl} {OfflinePl}", $"{EveningEn} {OfflineEn}")]
    [InlineData("2026-12-09T23:50", ModeWish.Auto, $"{EveningPl} {OnlinePl} Offline24: {OfflinePl}", $"{EveningEn} {OnlineEn} Offline24: {OfflineEn}")]
    [InlineData("2026-12-09T23:50", ModeWish.Failure, $"{EveningPl} {EventPl}", $"{EveningEn} {EventEn}")]
    [InlineData("2026-12-09T23:50", ModeWish.Unavailability, $"{EveningPl} {EventPl}", $"{EveningEn} {EventEn}")]
    [InlineData("2026-12-10T00:05", ModeWish.Online, $"{NightPl} {YesterdayPl}", $"{NightEn} {YesterdayEn}")]
    [InlineData("2026-12-10T00:05", ModeWish.Offline, $"{NightPl} {DuePl}", $"{NightEn} {DueEn}")]
    [InlineData("2026-12-10T00:05", ModeWish.Auto, $"{NightPl} {YesterdayPl} {DuePl}", $"{NightEn} {YesterdayEn} {DueEn}")]
    [InlineData("2026-12-10T00:05", ModeWish.Failure, $"{NightPl} {EventPl}", $"{NightEn} {EventEn}")]
    [InlineData("2026-12-10T00:05", ModeWish.TotalFailure, $"{NightPl} {EventPl}", $"{NightEn} {EventEn}")]
    public void What_follows_from_midnight_depends_on_the_mode(string now, ModeWish wish, string pl, string en)
    {
        var calendar = WorkingDays.With([new(new DateOnly(2026, 12, 11), true, "Dz.U. 2026 poz. 1")]);
        var midnight = Midnight.Near(WorkedDeadlines.Clock(now), wish, calendar)!;
        Assert.Equal((pl, en), (midnight.Text.Pl, midnight.Text.En));
    }
}
