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
    // The longest needs five minutes on a slow machine.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(12), Grace = TimeSpan.FromMinutes(3);

    private readonly ConcurrentDictionary<string, Timer> watched = new();

    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        var running = TestContext.Current;
        var isTold = false;
        watched[test.UniqueID] = new Timer(
            _ =>
            {
                Console.WriteLine($"    {(isTold ? "DOES NOT STOP, THE RUN ENDS" : "STOPPED")}: {test.TestDisplayName} has run for longer than {Limit}.");
                if (isTold) Environment.Exit(3);
                isTold = true;
                running.CancelCurrentTest();
            },
            null, Limit, Grace);
    }

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (watched.TryRemove(test.UniqueID, out var timer)) timer.Dispose();
    }
}
