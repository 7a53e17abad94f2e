using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Inkaust.LocalKsef;

/// <summary>
/// A KSeF 2.0 on this machine: API, Latarnia and QR pages on one port, the management interface on another. It has no legal
/// force, its keys die with it unless there is a data file, and it is not for production.
/// </summary>
public sealed class LocalKsefServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly World world;
    private int disposals;

    private LocalKsefServer(WebApplication application, World world, string scheme, int port, int managementPort)
    {
        (this.application, this.world) = (application, world);
        BaseAddress = new Uri($"{scheme}://127.0.0.1:{port}");
        ManagementAddress = new Uri($"http://127.0.0.1:{managementPort}");
    }

    /// <summary>
    /// <c>http://127.0.0.1:PORT</c> (https with a certificate): the API under <c>/v2</c>, Latarnia at <c>/status</c> and <c>/messages</c>,
    /// the pages behind the codes under <c>/qr</c>.
    /// </summary>
    public Uri BaseAddress { get; }

    /// <summary>The address of the management interface: clock, announcements, faults, what was received.</summary>
    public Uri ManagementAddress { get; }

    /// <summary>Starts a server; it answers when this returns.</summary>
    /// <exception cref="IOException">A port is taken, or the data file cannot be opened.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The hostility isn't a number from 0 to 100, or the clock doesn't start between 2000 and 2150.
    /// </exception>
    public static async Task<LocalKsefServer> StartAsync(LocalKsefOptions options, CancellationToken ct = default)
    {
        var world = new World(options);
        ListenOptions? api = null, management = null;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Inkaust.LocalKsef" });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, OwnersLifetime>();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            Endurance.Apply(kestrel.Limits);
            kestrel.Listen(IPAddress.Loopback, options.Port, listen =>
            {
                api = listen;
                if (options.Certificate is not null) listen.UseHttps(options.Certificate, https => https.HandshakeTimeout = Endurance.ForHeaders);
            });
            kestrel.Listen(IPAddress.Loopback, options.ManagementPort, listen => management = listen);
        });
        var application = builder.Build();
        application.MapWhen(http => http.Connection.LocalPort == management!.IPEndPoint!.Port,
            branch => Map(branch, Routes.OfManagement(world), world.Door.ServeManagement));
        Map(application, [.. Routes.OfApi(world), .. Routes.OfPublic(world)], world.Door.Serve);
        try
        {
            world.Start();
            await application.StartAsync(ct);
        }
        catch
        {
            await application.DisposeAsync();
            await world.DisposeAsync();
            throw;
        }
        return new LocalKsefServer(application, world, options.Certificate is null ? "http" : "https", api!.IPEndPoint!.Port,
            management!.IPEndPoint!.Port);
    }

    /// <summary>Stops answering and forgets everything that isn't in a data file. A second call does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Increment(ref disposals) > 1) return;
        // Nobody is waited for: who still talks to a server that is going away is a test of that.
        await application.StopAsync(new CancellationToken(canceled: true));
        await application.DisposeAsync();
        await world.DisposeAsync();
    }

    private static void Map(IApplicationBuilder branch, IReadOnlyList<Route> routes, Func<HttpContext, Route, Task> serve)
    {
        branch.UseRouting();
        // Routing answers a wrong method by an endpoint of its own; ours says it in the protocol's way.
        branch.Use(next => http => http.GetEndpoint()?.DisplayName?.StartsWith("405", StringComparison.Ordinal) == true
            ? serve(http, Refusing(ApiRefusal.WrongMethod())) : next(http));
        branch.UseEndpoints(endpoints =>
        {
            foreach (var route in routes) endpoints.MapMethods(route.Path, [route.Method], http => serve(http, route));
        });
        branch.Run(http => serve(http, Refusing(ApiRefusal.NotFound())));
    }

    // The usual lifetime would catch Ctrl-C and SIGTERM away from the program in which the server runs.
    private sealed class OwnersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private static Route Refusing(ApiRefusal refusal) => new("*", "*", RateGroup.None, _ => Task.FromException<Answer>(refusal));
}
