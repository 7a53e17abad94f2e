using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>Each test has a server of its own, so that it may set its clock, break it and reset it.</summary>
public abstract class OwnServerTests : IAsyncLifetime
{
    private protected LocalKsefServer Server { get; private set; } = null!;

    private protected LocalKsefClient Client { get; private set; } = null!;

    private protected static DateOnly Today => LocalKsefDay.Today;

    /// <summary>How the server is started.</summary>
    private protected virtual LocalKsefOptions Options => LocalKsefDay.Options;

    public async ValueTask InitializeAsync()
    {
        Server = await LocalKsefServer.StartAsync(Options);
        Client = new LocalKsefClient(Server);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
