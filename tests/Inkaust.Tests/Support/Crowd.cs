using Inkaust.LocalKsef;

namespace Inkaust.Tests.Support;

/// <summary>Many connections at once.</summary>
internal sealed class Crowd(RawConnection[] connections) : IDisposable
{
    /// <summary>Far less than a crowd could take of a server's memory: 3 GB of announced bodies, 1 GB of answers.</summary>
    public const long Little = 300_000_000;
    public static async Task<Crowd> Of(int number, Func<Task<RawConnection>> connect)
    {
        var made = new List<RawConnection>();
        foreach (var some in Enumerable.Range(0, number).Chunk(100)) made.AddRange(await Task.WhenAll(some.Select(_ => connect())));
        return new Crowd([.. made]);
    }

    public Task Each(Func<RawConnection, Task> act) => Task.WhenAll(connections.Select(act));

    public void Dispose()
    {
        foreach (var one in connections) one.Dispose();
    }
}

/// <summary>Clients who do nothing wrong.</summary>
internal static class Others
{
    /// <summary>Fails unless the server serves them as fast as ever.</summary>
    public static async Task AreServed(LocalKsefProcess server)
    {
        using var client = new LocalKsefClient(server.BaseAddress, server.ManagementAddress);
        using var time = new AwakeTime();
        for (var i = 0; i < 20; i++) await client.Challenge();
        Assert.InRange(time.Passed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }
}
