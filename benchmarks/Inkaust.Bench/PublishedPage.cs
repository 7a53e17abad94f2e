using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace Inkaust.Bench;

/// <summary>A WebAssembly app of this checkout, published as its users get it and served on loopback beside a file that it is to read.</summary>
internal sealed class PublishedPage : IAsyncDisposable
{
    /// <summary>Where that file is.</summary>
    public const string File = "/given.xml";

    private readonly WebApplication server;

    private PublishedPage(WebApplication server) => this.server = server;

    public string Address => server.Urls.Single() + "/";

    public static async Task<PublishedPage> ServeAsync(string project, byte[] given)
    {
        var files = new PhysicalFileProvider(Path.GetFullPath(Path.Combine(PublishedApart.FolderOf(project), "wwwroot")));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        // Browsers compile WebAssembly while it arrives, and only when it is called by its type.
        server.UseStaticFiles(new StaticFileOptions
        { FileProvider = files, ContentTypeProvider = new FileExtensionContentTypeProvider { Mappings = { [".wasm"] = "application/wasm", [".dat"] = "application/octet-stream" } } });
        server.MapGet(File, () => Results.Bytes(given, "application/xml"));
        await server.StartAsync();
        return new PublishedPage(server);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
