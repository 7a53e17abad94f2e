using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>What of a round goes in packages, and what goes singly beside them.</summary>
public sealed class RoundOfPackagesTests : IDisposable
{
    private const string OpeningAPackage = "POST /v2/sessions/batch";

    private readonly House house = new();
    private int number;

    [Theory]
    [InlineData(30, 0)]
    [InlineData(31, 1)]
    public async Task More_than_30_go_in_a_package(int count, int packages)
    {
        for (var i = 0; i < count; i++) house.Add();
        await SendAsync();
        Assert.Equal(packages, house.Wire.CountOf(OpeningAPackage));
        Assert.Equal(packages == 0 ? count : 0, house.Wire.Sent.Count);
    }

    [Fact]
    public async Task A_technical_correction_among_31_that_wait_goes_singly()
    {
        for (var i = 0; i < 31; i++) house.Add();
        var correction = house.Add(change: one => one with { CorrectedHash = InvoiceHash.Of("held"u8) });
        await SendAsync();
        Assert.Equal(correction.Hash, Assert.Single(house.Wire.Sent).Hash); // LAW 57
        Assert.Equal(1, house.Wire.CountOf(OpeningAPackage));
    }

    /// <summary>What waits, and what of it goes in packages.</summary>
    public static TheoryData<string, int, int, bool, bool, bool, string> Packages => new()
    {
        { "few", 3, 3, false, false, false, "" },
        { "few, when single ones have to wait", 3, 2, true, false, false, "online 2, offline 3" },
        { "many offline and few online", 31, 3, false, false, false, "offline 31" },
        { "many of both", 31, 31, false, false, false, "online 31, offline 31" },
        { "thirty of each are not many", 30, 30, false, false, false, "" },
        { "an attachment", 2, 0, false, true, false, "offline 1" },
        { "a technical correction with an attachment", 2, 0, false, true, true, "" },
        { "many, one of them with an attachment", 31, 0, false, true, false, "offline 31" },
    };

    [Theory]
    [MemberData(nameof(Packages))]
    public void What_goes_in_packages_is_told_apart_by_how_it_was_issued(string what, int offline, int online, bool singlesWait, bool attached,
        bool corrects, string expected)
    {
        var like = house.Add();
        List<IssuedInvoice> waiting = [.. Enumerable.Repeat(like with { Mode = IssuingMode.Online }, online), .. Enumerable.Repeat(like, offline)];
        if (attached) waiting[^1] = waiting[^1] with { HasAttachment = true, CorrectedHash = corrects ? like.Hash : null };
        var packages = SendIssued.ForPackages(waiting, singlesWait).Select(one => $"{(one.Offline ? "offline" : "online")} {one.Invoices.Count}");
        Assert.Equal((what, expected), (what, string.Join(", ", packages)));
    }

    [Fact]
    public async Task An_attachment_goes_in_a_package_and_the_rest_singly_unless_it_corrects_technically()
    {
        var (plain, attached) = (house.Add(), house.Add(change: one => one with { HasAttachment = true }));
        var correction = house.Add(change: one => one with { HasAttachment = true, CorrectedHash = InvoiceHash.Of("held"u8) });
        await SendAsync();
        Assert.Equal([plain.Hash, correction.Hash], house.Wire.Sent.Select(sent => sent.Hash));
        Assert.Equal([true], house.Wire.Packages);
        Assert.Equal("batch", house.Ledger.History(attached)[1].Cause.InWords.En.Split(' ')[5]);
    }

    /// <summary>How many invoices KSeF takes in a minute and in an hour when two were sent just now, and how the third goes.</summary>
    public static TheoryData<string, int, int, bool> Waits => new()
    {
        { "there is room", 30, 180, false },
        { "a minute's wait", 2, 180, false },
        { "an hour's wait", 30, 2, true },
    };

    [Theory]
    [MemberData(nameof(Waits))]
    public async Task Where_single_ones_have_to_wait_longer_than_a_minute_a_package_goes(string what, int perMinute, int perHour, bool package)
    {
        var pacing = new RequestPacing(house.Clock, RateLimits.Usual with { InvoiceSend = new RateLimit(10, perMinute, perHour) });
        house.Add();
        house.Add();
        await SendAsync(pacing);
        house.Clock.Jump(TimeSpan.FromSeconds(1)); // so that less than a minute is left of the minute
        house.Add();
        await SendAsync(pacing);
        Assert.Equal((what, package ? 1 : 0, package ? 2 : 3), (what, house.Wire.CountOf(OpeningAPackage), house.Wire.Sent.Count));
    }

    [Fact]
    public async Task Where_both_are_refused_for_now_nothing_goes()
    {
        // opening the first one; closing has a limit of its own
        var pacing = new RequestPacing(house.Clock, RateLimits.Usual with { OnlineSession = new RateLimit(10, 30, 1) });
        house.Add();
        await SendAsync(pacing);
        for (var i = 0; i < 2; i++)
        {
            house.Ledger.Packages.NotLetIn("21405");
            house.Clock.Jump(TimeSpan.FromSeconds(1));
        }
        var waits = house.Add();
        Assert.Contains((await SendAsync(pacing)).Problems, one => one.Code == "INK-SEND-014");
        Assert.Single(house.Ledger.History(waits));
    }

    [Theory]
    [InlineData(1, 0, 1)] // once may be chance: the package goes again
    [InlineData(2, 4, 0)] // twice: it waits for five minutes, and what needs no package goes meanwhile
    [InlineData(2, 6, 1)]
    public async Task While_packages_are_refused_they_go_more_rarely_and_the_rest_singly_by_deadline(int refusals, int minutesLater, int packages)
    {
        var late = house.Add(due: new DateOnly(2026, 12, 20));
        var open = house.Add(change: one => one with { Deadline = one.Deadline with { Date = null } });
        for (var i = 0; i < 30; i++) house.Add(due: new DateOnly(2026, 12, 15));
        var soon = house.Add(due: new DateOnly(2026, 12, 10));
        for (var i = 0; i < refusals; i++)
        {
            house.Ledger.Packages.NotLetIn("21405");
            house.Clock.Jump(TimeSpan.FromSeconds(1));
        }
        house.Clock.Jump(TimeSpan.FromMinutes(minutesLater));

        var report = await SendAsync();

        Assert.Equal(packages, house.Wire.CountOf(OpeningAPackage));
        Assert.Equal(packages == 0, report.Problems.Any(one => one.Code == "INK-SEND-014"));
        if (packages > 0) return;
        Assert.Equal(30, house.Wire.Sent.Count);
        Assert.Equal(soon.Hash, house.Wire.Sent[0].Hash);
        Assert.All([late, open], one => Assert.IsType<InvoiceState.Issued>(house.StateOf(one))); // no more than go in a minute
        Assert.All([late, open], one => Assert.DoesNotContain(one.Hash, house.Wire.Sent.Select(sent => sent.Hash)));
    }

    [Fact]
    public async Task A_package_that_is_not_let_in_keeps_the_rest_not_waiting()
    {
        var (attached, plain) = (house.Add(change: one => one with { HasAttachment = true }), house.Add());
        house.Wire.First = asked => asked == OpeningAPackage ? SmallKsef.Problem(21405) : null;
        var report = await SendAsync();
        Assert.IsType<InvoiceState.Accepted>(house.StateOf(plain));
        Assert.IsType<InvoiceState.Issued>(house.StateOf(attached));
        Assert.Contains(report.Problems, one => one.Text.En.Contains("21405", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_comes_back_from_a_package_goes_again_in_the_next_round_only()
    {
        for (var i = 0; i < 31; i++) house.Add();
        await SendAsync(); // the small KSeF has none of them in its session
        Assert.All(house.Ledger.List(), one => Assert.IsType<InvoiceState.Issued>(one.State));
        Assert.Empty(house.Wire.Sent);
        Assert.Equal(1, house.Wire.CountOf(OpeningAPackage));
    }

    public void Dispose() => house.Dispose();

    private RoundParts Round(RequestPacing? pacing = null) => new(house.Ledger, house.JudgeUpo, new KsefClient(house.Http,
        house.Company.Environment, house.Clock, pacing: pacing), house.Access(),
        house.Clock, new Pace(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(2)));

    private async Task<SendingReport> SendAsync(RequestPacing? pacing = null)
    {
        house.Wire.Judge = sent => sent with { Number = SmallKsef.NumberOf(++number) };
        var round = Round(pacing);
        await round.SendAsync(House.Stop);
        return round.Report();
    }
}
