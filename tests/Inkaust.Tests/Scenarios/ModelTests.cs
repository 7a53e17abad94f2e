using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.LocalKsef;
using Inkaust.Model;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios;

/// <summary>
/// Random stories of users, announcements, faults, clocks and power cuts. Whatever happens in them, at the end every invoice is
/// accepted exactly once, or waived, or waits where a person sees it; and no state is without its evidence.
/// </summary>
public sealed class ModelTests
{
    private const int FirstSeed = 1, KnownStories = 16, NewStories = 6;

    // Well below what comes of the known stories (392, 287, 86 and 19): where the power fails depends a little on the machine.
    private const int LeastIssued = 260, LeastAccepted = 180, LeastWaived = 20, LeastRefused = 8;

    private static readonly Setting Usual = new();

    private static readonly DateTimeOffset Noon = DateTimeOffset.Parse(Stage.WednesdayNoon);

    [Fact]
    public async Task Whatever_happens_no_invoice_is_lost_or_doubled_and_no_deadline_is_wrong()
    {
        var tally = await Stories.HoldAsync(FirstSeed, KnownStories, Usual);
        // A program that refuses everything loses nothing either.
        Assert.True(tally is { Issued: >= LeastIssued, Accepted: >= LeastAccepted, Waived: >= LeastWaived, Refused: >= LeastRefused }, tally.ToString());
    }

    [Fact]
    public Task So_it_is_in_stories_that_were_never_told_before() => Stories.NewOnesHoldAsync(NewStories, Usual);

    [Fact]
    public async Task A_file_that_is_sent_behind_the_back_of_the_program_is_noticed()
    {
        var told = await ToldAsync(
            new Issues(0, 0, "FV/1", ModeWish.Offline, DraftKind.ForAPerson), new Sends(0, 0),
            new BehindItsBack(async play =>
            {
                var file = play.Office.Ledger.Of(play.Companies[0]).File(play.InTheLedger(play.Desks[0], 0)!).Bytes;
                await play.Branch.Workplace.IssueInvoice.FromFileAsync(play.Companies[0], file, ModeWish.Online, stop: Stage.Stop);
                await play.Branch.Workplace.SendWaiting.OnceAsync(play.Companies[0], Stage.Stop);
            }));
        Assert.Collection(told.Broken, one => Assert.StartsWith("doubled", one), one => Assert.EndsWith("was sent as issued online", one)); // offline24 here, online there
    }

    [Fact]
    public async Task An_invoice_whose_codes_do_not_fit_its_mode_is_noticed()
    {
        var told = await ToldAsync(
            new Issues(0, 0, "FV/1", ModeWish.Offline, DraftKind.ForAPerson),
            new BehindItsBack(play =>
            {
                var xml = play.Office.Ledger.Of(play.Companies[0]).File(play.InTheLedger(play.Desks[0], 0)!).Bytes;
                var changed = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(xml.Span).Replace("FV/1<", "FV/2<", StringComparison.Ordinal));
                // Issued online, with the codes of an offline invoice.
                play.Office.Ledger.Of(play.Companies[0]).Add(play.InTheLedger(play.Desks[0], 0)! with { Number = "FV/2", Mode = IssuingMode.Online, Hash = InvoiceHash.Of(changed), ModeReason = new ModeReason.Sentence("behind its back") }, changed);
                return Task.CompletedTask;
            }));
        Assert.StartsWith("evidence: the codes of", Assert.Single(told.Broken));
    }

    [Fact]
    public async Task A_promise_that_the_ledger_does_not_keep_is_noticed()
    {
        var told = await ToldAsync(new BehindItsBack(play =>
        {
            play.Promised.Enqueue(new Promise(1, "FV/1", InvoiceHash.Of(Encoding.UTF8.GetBytes("never written"))));
            return Task.CompletedTask;
        }));
        Assert.StartsWith("lost", Assert.Single(told.Broken));
    }

    [Fact]
    public async Task A_wrong_deadline_is_noticed()
    {
        var told = await ToldAsync(
            new Issues(0, 0, "FV/1", ModeWish.Offline, DraftKind.ForAPerson),
            new BehindItsBack(play =>
            {
                var invoice = play.InTheLedger(play.Desks[0], 0)!;
                play.Office.SeenLedgers.Of(invoice).SetDeadlines("wrong", [(invoice, invoice.Deadline with { Date = invoice.Deadline.Date!.Value.AddDays(1) })], []);
                Truths.DeadlinesAreRight(play, play.Office, play.Companies[0], play.Clock.GetUtcNow());
                return Task.CompletedTask;
            }));
        Assert.StartsWith("deadline", Assert.Single(told.Broken));
    }

    [Fact]
    public async Task A_story_that_breaks_something_is_told_as_short_as_it_can_be()
    {
        var lie = new BehindItsBack(play =>
        {
            if (play.Promised.IsEmpty) return Task.CompletedTask;
            play.Promised.Enqueue(new Promise(99, "FV/99", InvoiceHash.Of([1])));
            return Task.CompletedTask;
        });
        var long_ = await ToldAsync(
            new TimePasses(TimeSpan.FromHours(1)), new LatarniaIs(false), new Issues(1, 0, "FV/1", ModeWish.Offline, DraftKind.ForAPerson),
            new RotatesItsKeys(), new IsRepaired(), lie, new Restarts(0));
        var short_ = await ModelRun.ShrunkAsync(long_, Usual);
        Assert.Equal([typeof(Issues), typeof(BehindItsBack)], short_.Story.Steps.Select(step => step.GetType()));
        Assert.Contains("desk 1: company 0 issues FV/1", short_.ToString());
    }

    [Fact]
    public void The_same_seed_tells_the_same_story() =>
        Assert.Equal(Story.Of(77).Steps.Select(step => step.ToString()), Story.Of(77).Steps.Select(step => step.ToString()));

    private static Task<Played> ToldAsync(params Step[] steps) => ModelRun.PlayAsync(new Story(0, Noon, steps), Usual);

    private sealed record BehindItsBack(Func<Play, Task> Deed) : Step
    {
        public override Task HappensAsync(Play play) => Deed(play);

        public override string ToString() => "something happens behind the back of the program";
    }
}

/// <summary>The same, with what a large office has under it: PostgreSQL, and the limits that KSeF sets in earnest.</summary>
[OnPostgres]
public sealed class ModelOnPostgresTests
{
    private const int FirstSeed = 101, KnownStories = 6, NewStories = 2;

    private static readonly Setting InEarnest = new() { NewDatabase = Postgres.NewSchema, Limits = RateLimitProfile.Production };

    [Fact]
    public Task Whatever_happens_no_invoice_is_lost_or_doubled_and_no_deadline_is_wrong() => Stories.HoldAsync(FirstSeed, KnownStories, InEarnest);

    [Fact]
    public Task So_it_is_in_stories_that_were_never_told_before() => Stories.NewOnesHoldAsync(NewStories, InEarnest);
}

file static class Stories
{
    /// <summary>What came of them all.</summary>
    public static async Task<Tally> HoldAsync(int first, int count, Setting setting)
    {
        var tallies = new ConcurrentQueue<Tally>();
        await Parallel.ForAsync(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = Stage.Stop }, async (seed, _) =>
        {
            var played = await ModelRun.PlayAsync(Story.Of(seed), setting);
            if (played.Broken.Count > 0) Assert.Fail((await ModelRun.ShrunkAsync(played, setting)).ToString());
            tallies.Enqueue(played.Tally);
        });
        return tallies.Aggregate(new Tally(), (all, one) => all + one);
    }

    // Every change of the program is told other stories, and the same program always the same ones: what passes here passes elsewhere.
    public static Task NewOnesHoldAsync(int count, Setting setting)
    {
        var first = SeedOfTheSources.Value;
        Console.WriteLine($"    New stories: ./bench model --seed {first} --runs {count}");
        return HoldAsync(first, count, setting);
    }

    private static readonly Lazy<int> SeedOfTheSources = new(() =>
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.GetFiles(Path.Combine(Checkout.Root, "src"), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            hash.AppendData(File.ReadAllBytes(file));
        return (int)(BitConverter.ToUInt32(hash.GetHashAndReset()) % 1_000_000) + 1_000;
    });
}
