using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace Inkaust.Tests.Browser;

/// <summary>A WebAssembly app of this checkout, published as its users get it (trimmed) and served on loopback.</summary>
internal sealed class PublishedApp : IAsyncDisposable
{
    private readonly WebApplication server;

    private PublishedApp(WebApplication server) => this.server = server;

    public Uri Address => new(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<PublishedApp> ServeAsync(string project)
    {
        var folder = Path.Combine(Checkout.Root, "artifacts", "publish", project, Checkout.Configuration);
        await PublishAsync(project, folder);
        var files = new PhysicalFileProvider(Path.Combine(folder, "wwwroot"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        // Browsers compile WebAssembly while it arrives, and only when it is called by its type.
        var types = new FileExtensionContentTypeProvider { Mappings = { [".wasm"] = "application/wasm", [".dat"] = "application/octet-stream" } };
        server.UseStaticFiles(new StaticFileOptions { FileProvider = files, ContentTypeProvider = types });
        await server.StartAsync(TestContext.Current.CancellationToken);
        return new PublishedApp(server);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    // What the app refers to was built with the tests.
    private static async Task PublishAsync(string project, string folder)
    {
        // Files are named after their content, so those of an earlier publication would stay.
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        await Tool.BuildAsync("publish", Path.Combine(Checkout.Root, "tests", project), "-c", Checkout.Configuration, "-p:BuildProjectReferences=false");
    }
}
