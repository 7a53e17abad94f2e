using Dapper;
using Inkaust.Ksef;
using Inkaust.Office;
using Inkaust.Tests.Unit.Ksef;
using Microsoft.Data.Sqlite;

namespace Inkaust.Tests.Unit.Requests;

/// <summary>Two processes on one data folder count their requests together. Here they are two counts on one folder.</summary>
public sealed class RequestCountTests : IDisposable
{
    private static readonly RateLimit TwoAMinute = new(2, 2, 100);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-count-");
    private readonly SteeredClock clock = new() { SkipsWaitsUpTo = TimeSpan.MinValue };
    private readonly RequestCount here, there;

    public RequestCountTests() => (here, there) = (new(folder.FullName, clock), new(folder.FullName, clock));

    [Fact]
    public void Two_processes_share_what_fits_into_a_window()
    {
        Made(here.PastOf("lane"));
        Made(there.PastOf("lane"));
        Assert.InRange(Wait(here.PastOf("lane")).TotalSeconds, 60, 60.01);
        Assert.Equal(Wait(there.PastOf("lane")), there.PastOf("lane").ExpectedWait(TwoAMinute, 0));
        Made(there.PastOf("another lane"));
        clock.Advance(TimeSpan.FromSeconds(61));
        Made(there.PastOf("lane"));
    }

    [Fact]
    public void A_refusal_of_one_process_holds_back_the_other()
    {
        here.PastOf("lane").Block(TimeSpan.FromSeconds(30));
        Assert.InRange(Wait(there.PastOf("lane")).TotalSeconds, 30, 30.01);
        clock.Advance(TimeSpan.FromSeconds(31));
        Made(there.PastOf("lane"));
    }

    [Fact]
    public void A_request_of_a_process_that_died_counts_for_a_while_and_not_for_ever()
    {
        Begun(here.PastOf("lane"));
        Begun(here.PastOf("lane"));
        here.Dispose();
        Assert.True(Wait(there.PastOf("lane")) > TimeSpan.Zero);
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True(Wait(there.PastOf("lane")) > TimeSpan.Zero);
        clock.Advance(TimeSpan.FromMinutes(1.1));
        Made(there.PastOf("lane"));
    }

    [Fact]
    public void A_clock_that_is_set_back_stops_nobody()
    {
        Made(here.PastOf("lane"));
        Made(here.PastOf("lane"));
        here.PastOf("lane").Block(TimeSpan.FromHours(1));
        clock.Advance(TimeSpan.FromDays(-3));
        Made(there.PastOf("lane"));
    }

    [Fact]
    public void A_limit_that_nobody_reaches_is_not_counted()
    {
        var none = new RateLimit(1_000_000, 1_000_000, 1_000_000);
        Assert.Equal(TimeSpan.Zero, here.PastOf("lane").TryBegin(none, out var request));
        here.PastOf("lane").End(request);
        Assert.Equal(0, Rows());
        Made(here.PastOf("lane"));
        Made(here.PastOf("lane"));
    }

    [Theory]
    [InlineData("a window", 60, true)]
    [InlineData("an instant more than a window", 60.001, false)]
    public void What_was_answered_counts_for_a_whole_window(string what, double seconds, bool counts)
    {
        Made(here.PastOf("lane"));
        Made(here.PastOf("lane"));
        clock.Advance(TimeSpan.FromSeconds(seconds));
        Assert.True(counts == Wait(there.PastOf("lane")) > TimeSpan.Zero, what);
    }

    [Fact]
    public void Each_lane_has_its_own_past_and_its_own_refusal()
    {
        Made(here.PastOf("lane"));
        Made(here.PastOf("lane"));
        here.PastOf("blocked").Block(TimeSpan.FromSeconds(30));
        here.PastOf("blocked").Block(TimeSpan.FromSeconds(10)); // A later refusal shortens none.
        Assert.Equal(TimeSpan.FromSeconds(30), Wait(there.PastOf("blocked")));
        Assert.Equal(TimeSpan.FromSeconds(30), there.PastOf("blocked").ExpectedWait(new RateLimit(10_000, 1, 1), 0)); // also where nothing is counted
        Made(there.PastOf("another"));
        Assert.Equal(TimeSpan.FromSeconds(60.001), Wait(there.PastOf("lane")));
        Assert.Equal(TimeSpan.FromSeconds(120.002), there.PastOf("lane").ExpectedWait(TwoAMinute, 2));
        clock.Advance(TimeSpan.FromSeconds(30));
        Made(there.PastOf("blocked"));
    }

    [Fact]
    public void A_request_under_way_keeps_its_place_until_a_window_after_its_answer()
    {
        var (first, second) = (Begun(here.PastOf("lane")), Begun(here.PastOf("lane")));
        clock.Advance(TimeSpan.FromSeconds(100));
        Assert.Equal(TimeSpan.FromSeconds(60.001), Wait(there.PastOf("lane")));
        here.PastOf("lane").End(first);
        clock.Advance(TimeSpan.FromSeconds(10));
        here.PastOf("lane").End(second);
        Assert.Equal(TimeSpan.FromSeconds(50.001), Wait(there.PastOf("lane")));
    }

    [Fact]
    public void A_refusal_that_is_over_shortens_no_wait()
    {
        here.PastOf("lane").Block(TimeSpan.FromSeconds(1));
        clock.Advance(TimeSpan.FromSeconds(30));
        Begun(here.PastOf("lane"));
        Begun(here.PastOf("lane"));
        Assert.Equal(TimeSpan.FromSeconds(60.001), Wait(there.PastOf("lane"))); // from now on, at the earliest
    }

    [Fact]
    public void What_counts_no_more_is_cleared_away_and_a_refused_try_leaves_nothing()
    {
        Made(here.PastOf("lane"));
        Made(here.PastOf("lane"));
        Assert.True(Wait(here.PastOf("lane")) > TimeSpan.Zero);
        Assert.Equal(2, Rows());
        clock.Advance(TimeSpan.FromMinutes(62));
        Made(here.PastOf("lane"));
        Assert.Equal(1, Rows());
    }

    [Fact]
    public void A_refusal_that_lies_further_ahead_than_a_day_is_of_a_clock_that_was_set_back()
    {
        here.PastOf("lane").Block(TimeSpan.FromDays(1));
        Assert.Equal(TimeSpan.FromDays(1), Wait(there.PastOf("lane")));
        clock.Advance(TimeSpan.FromMilliseconds(-1));
        Made(there.PastOf("lane"));
    }

    [Fact]
    public void Limits_that_one_process_read_the_other_knows_for_an_hour()
    {
        var limits = RateLimits.Usual with { InvoiceSend = new RateLimit(1, 2, 3) };
        here.Keep("company", limits);
        Assert.Equal(limits, there.LimitsOf("company", TimeSpan.FromHours(1)));
        Assert.Null(there.LimitsOf("another", TimeSpan.FromHours(1)));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(limits, there.LimitsOf("company", TimeSpan.FromHours(1)));
        here.Keep("company", RateLimits.Usual);
        Assert.Equal(RateLimits.Usual, there.LimitsOf("company", TimeSpan.FromHours(1)));
        clock.Advance(TimeSpan.FromMilliseconds(-1)); // Read after now: the clock was set back.
        Assert.Null(there.LimitsOf("company", TimeSpan.FromHours(1)));
        clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromMilliseconds(2));
        Assert.Null(there.LimitsOf("company", TimeSpan.FromHours(1)));
    }

    [Fact]
    public void Limits_that_a_newer_program_wrote_are_read_anew_and_spoil_nothing()
    {
        here.Keep("company", RateLimits.Usual);
        using (var file = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "requests.db")};Pooling=False"))
            file.Execute("UPDATE limits SET content = '{\"fewer\":3,\"v\":1000}'");
        Assert.Null(there.LimitsOf("company", TimeSpan.FromHours(1)));
        Assert.Null(there.Trouble);
        there.Keep("company", RateLimits.Usual);
        Assert.Equal(RateLimits.Usual, here.LimitsOf("company", TimeSpan.FromHours(1)));
    }

    [Fact]
    public void A_count_that_cannot_be_used_keeps_nobody_from_working()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "requests.db"), "This is not a database, however long one looks at it.");
        Made(here.PastOf("lane"));
        Assert.NotNull(here.Trouble);
        var past = there.PastOf("lane");
        Made(past);
        Made(past);
        Assert.True(Wait(past) > TimeSpan.Zero);
        Assert.Null(there.LimitsOf("company", TimeSpan.FromHours(1)));
    }

    // SQLite's own reader, beside both counts.
    private int Rows()
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder.FullName, "requests.db")};Pooling=False");
        connection.Open();
        return Dapper.SqlMapper.ExecuteScalar<int>(connection, "SELECT COUNT(*) FROM request");
    }

    public void Dispose()
    {
        here.Dispose();
        there.Dispose();
        folder.Delete(recursive: true);
    }

    private static TimeSpan Wait(ILanePast past) => past.TryBegin(TwoAMinute, out _);

    private static long Begun(ILanePast past)
    {
        Assert.Equal(TimeSpan.Zero, past.TryBegin(TwoAMinute, out var request));
        return request;
    }

    private static void Made(ILanePast past) => past.End(Begun(past));
}
