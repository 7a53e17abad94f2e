using Inkaust.LocalKsef;

namespace Inkaust.Tests.Support;

/// <summary>
/// When the servers of these tests are: on a Wednesday from noon on, so that today is one and the same day for a test and its server
/// from its first line to its last, whatever day and hour it is on the machine.
/// </summary>
internal static class LocalKsefDay
{
    public static readonly DateTimeOffset Noon = DateTimeOffset.Parse(Stage.WednesdayNoon);

    public static readonly DateOnly Today = DateOnly.FromDateTime(Noon.DateTime);

    /// <summary>For a server that starts at that noon.</summary>
    public static LocalKsefOptions Options => new() { Clock = new ShiftedClock(Stage.WednesdayNoon) };
}
