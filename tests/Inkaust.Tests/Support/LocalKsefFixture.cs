using Inkaust.LocalKsef;

namespace Inkaust.Tests.Support;

/// <summary>One server for all tests of a class that leave its clock and its faults alone; each signs in as a company of its own.</summary>
public sealed class LocalKsefFixture : IAsyncLifetime
{
    public LocalKsefServer Server { get; private set; } = null!;

    public TimeProvider Clock { get; } = LocalKsefDay.Options.Clock;

    public async ValueTask InitializeAsync() => Server = await LocalKsefServer.StartAsync(LocalKsefDay.Options with { Clock = Clock });

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
