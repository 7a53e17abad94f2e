using Inkaust.Ksef;
using Inkaust.Office;

namespace Inkaust.Model;

/// <summary>Calm after the story: everything is repaired and announced as over, and the program goes on until nothing moves.</summary>
internal static class Ending
{
    private const int MostRounds = 8;

    public static async Task ComesAsync(Play play)
    {
        await play.Ksef.PutAsync("latarnia", new { up = true });
        await DeadlinesAsync(play);
        await play.Ksef.DeleteAsync("faults");
        foreach (var desk in play.Desks.Append(play.Branch))
        {
            desk.ClockIsOffBy = TimeSpan.Zero;
            await desk.OpenAnewAsync();
        }
        await EndAnnouncementsAsync(play);
        await DeadlinesAsync(play);
        play.Told.Enqueue("-- calm --");
        for (var round = 0; round < MostRounds; round++)
        {
            // KSeF gives an open session twelve hours, and a package its time; a renewal is tried once a day.
            play.Clock.Jump(round == 0 ? TimeSpan.FromHours(2) : TimeSpan.FromHours(13));
            foreach (var company in play.Companies)
            {
                var desk = play.Desks[round % 2];
                var report = await desk.Workplace.SendWaiting.OnceAsync(company);
                play.Shown.AddRange(report.Problems);
                foreach (var problem in report.Problems) play.Told.Enqueue($"    calm round {round}, problem {problem.Code}: {problem.Text.En}");
            }
            if (IsQuiet(play)) return;
        }
    }

    private static bool IsQuiet(Play play) => play.Companies.All(company =>
        play.Office.Ledger.Of(company).List("issued", "sending", "unknown").Count == 0
        && play.Office.Ledger.Of(company).Upos.Lacking().Count == 0
        && play.Office.Ledger.Of(company).Sessions.Unsettled().Count == 0);

    private static async Task EndAnnouncementsAsync(Play play)
    {
        var events = (await play.Ksef.GetAsync("announcements")).EnumerateArray()
            .GroupBy(one => (Event: one.GetProperty("eventId").GetInt32(), Category: one.GetProperty("category").GetString()!));
        foreach (var (known, messages) in events.Select(one => (one.Key, one.Select(message => message.GetProperty("type").GetString()).ToList())))
        {
            if (messages.Contains("FAILURE_START") && !messages.Contains("FAILURE_END"))
                await play.Ksef.PostAsync("announcements", new { category = known.Category, type = "FAILURE_END", eventId = known.Event });
        }
    }

    private static async Task DeadlinesAsync(Play play)
    {
        foreach (var company in play.Companies)
        {
            if (await play.Office.Announcements.AskAsync(play.Office.SignIn.KsefOf(company)) is null) continue; // A fault hits Latarnia too.
            var from = play.Clock.GetUtcNow();
            play.Office.KeepDeadlines.For(company);
            Truths.DeadlinesAreRight(play, play.Office, company, from);
        }
    }
}
