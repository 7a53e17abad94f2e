using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef.Invoices;

/// <summary>Everything that a server is made of, without the server: for tests that ask its parts directly.</summary>
public sealed class WorldFixture : IAsyncLifetime
{
    internal World World { get; } = new(LocalKsefDay.Options);

    public ValueTask InitializeAsync()
    {
        World.Start();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        // The keys are being made beside the start.
        await World.Keys.All();
        await World.DisposeAsync();
    }
}
