namespace Inkaust.Tests.Support;

/// <summary>
/// How long something takes, counted in beats of a thread that does nothing else. While the machine stands still, or works for others,
/// there are no beats, so that neither makes anything look slow.
/// </summary>
internal sealed class AwakeTime : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(10);

    private readonly ManualResetEvent over = new(false);
    private readonly Thread heart;
    private long beats;

    public AwakeTime()
    {
        heart = new Thread(() =>
        {
            while (!over.WaitOne(Beat)) Interlocked.Increment(ref beats);
        })
        { IsBackground = true };
        heart.Start();
    }

    public TimeSpan Passed => Beat * Interlocked.Read(ref beats);

    public void Dispose()
    {
        over.Set();
        heart.Join();
        over.Dispose();
    }
}
