using Inkaust.LocalKsef;
using Inkaust.Tests.Support;
using Inkaust.Tests.Unit.LocalKsef.Invoices;

namespace Inkaust.Tests.Unit.LocalKsef.Register;

/// <summary>The status of a session follows from what it holds (OpenAPI, SessionStatusResponse).</summary>
public sealed class SessionStatusTests
{
    private static readonly DateTimeOffset End = LocalKsefDay.Noon.AddHours(12);

    [Theory]
    [InlineData("open", false, -1, 0, 0, 0, 100)]
    [InlineData("open with invoices", false, -1, 3, 1, 1, 100)]
    [InlineData("out of time with nothing in it", false, 0, 0, 0, 0, 440)]
    [InlineData("closed with nothing in it", true, -1, 0, 0, 0, 440)]
    [InlineData("closed, one is still on its way", true, -1, 3, 1, 1, 170)]
    [InlineData("closed, all are through", true, -1, 3, 2, 1, 200)]
    [InlineData("closed, none is right", true, -1, 3, 0, 3, 445)]
    [InlineData("out of time, all are through", false, 0, 1, 1, 0, 200)]
    public void Of_an_online_session(string what, bool isClosed, int secondsAfterTheEnd, int received, int accepted, int refused, int code)
    {
        Assert.NotEmpty(what);
        var session = Sent.Session("5260001246") with
        {
            ClosedAt = isClosed ? LocalKsefDay.Noon : null,
            Received = received,
            Accepted = accepted,
            Refused = refused
        };
        Assert.Equal(code, SessionStatus.Of(session, End.AddSeconds(secondsAfterTheEnd)).Code);
    }

    [Theory]
    [InlineData("begun", false, -1, false, 0, 100)]
    [InlineData("out of time", false, 0, false, 0, 440)]
    [InlineData("closed in time", true, 1, false, 0, 150)]
    [InlineData("still on its way with some through", true, 1, false, 2, 150)]
    [InlineData("through", true, 1, true, 1, 200)]
    [InlineData("through and none is right", true, 1, true, 0, 445)]
    public void Of_a_package(string what, bool isClosed, int secondsAfterTheEnd, bool isThrough, int accepted, int code)
    {
        Assert.NotEmpty(what);
        var session = Sent.Session("5260001246", kind: SessionKind.Batch) with
        {
            ClosedAt = isClosed ? LocalKsefDay.Noon : null,
            PackageIsThrough = isThrough,
            Received = 3,
            Accepted = accepted
        };
        Assert.Equal(code, SessionStatus.Of(session, End.AddSeconds(secondsAfterTheEnd)).Code);
        Assert.Equal(430, SessionStatus.Of(session with { Fault = new StatusInfo(430, "") }, End).Code);
    }

    [Theory]
    [InlineData(100, "InProgress")]
    [InlineData(170, "InProgress")]
    [InlineData(200, "Succeeded")]
    [InlineData(440, "Cancelled")]
    [InlineData(415, "Failed")]
    [InlineData(445, "Failed")]
    public void Four_words_stand_for_all_of_them(int code, string word) =>
        Assert.Equal(word, SessionStatus.CommonOf(new StatusInfo(code, "")).ToString());

    [Fact]
    public void A_session_is_closed_by_somebody_or_by_its_time()
    {
        var session = Sent.Session("5260001246");
        Assert.Null(session.ClosedBy(End.AddTicks(-1)));
        Assert.Equal(End, session.ClosedBy(End));
        Assert.Equal(LocalKsefDay.Noon, (session with { ClosedAt = LocalKsefDay.Noon }).ClosedBy(End));
        Assert.True((session with { Received = 3, Accepted = 1, Refused = 2 }).EveryInvoiceIsFinal);
        Assert.False((session with { Received = 3, Accepted = 1, Refused = 1 }).EveryInvoiceIsFinal);
    }
}
