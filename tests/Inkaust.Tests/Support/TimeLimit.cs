using System.Collections.Concurrent;
using System.Reflection;
using Inkaust.Tests.Support;
using Xunit.v3;

[assembly: TimeLimit]

namespace Inkaust.Tests.Support;

/// <summary>
/// No test lasts for ever: after its minutes it is named and told to stop (<see cref="Stage.Stop"/>). One that does not listen ends the run
/// some minutes later, because nobody would learn which one it was from a run that is cut off from outside.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class TimeLimitAttribute : BeforeAfterTestAttribute
{
    // Counted in ticks, of which there are none while the machine stands still. The longest test needs six minutes on a slow one.
    private const int Limit = 12 * 60, WhenDeaf = 15 * 60;

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Timer> watched = new();

    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        var running = TestContext.Current;
        var ticks = 0;
        watched[test.UniqueID] = new Timer(
            _ =>
            {
                switch (Interlocked.Increment(ref ticks))
                {
                    case Limit:
                        Console.WriteLine($"    STOPPED after {Limit} s: {test.TestDisplayName}");
                        running.CancelCurrentTest();
                        break;
                    case WhenDeaf:
                        Console.WriteLine($"    DOES NOT STOP, so the run ends: {test.TestDisplayName}");
                        Environment.Exit(3);
                        break;
                }
            },
            null, Tick, Tick);
    }

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (watched.TryRemove(test.UniqueID, out var timer)) timer.Dispose();
    }
}
