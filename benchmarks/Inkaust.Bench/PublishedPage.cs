using System.Diagnostics;
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

    private static readonly string Apart = Path.GetFullPath(Path.Combine("artifacts", "published"));

    private readonly WebApplication server;

    private PublishedPage(WebApplication server) => this.server = server;

    public string Address => server.Urls.Single() + "/";

    /// <summary>Where a project lies that was published.</summary>
    public static string FolderOf(string project) => Path.Combine(Apart, "publish", Path.GetFileName(project), "release");

    /// <summary>Publishes a project, apart from what is built for this checkout: the two would overwrite each other's files.</summary>
    /// <returns>It could be done.</returns>
    public static bool Publish(string project)
    {
        using var publishing = Process.Start(new ProcessStartInfo("dotnet", ["publish", project, "-c", "Release", "--artifacts-path", Apart, "-v", "quiet", "--nologo"])
        { RedirectStandardOutput = true })!;
        publishing.StandardOutput.ReadToEnd();
        publishing.WaitForExit();
        return publishing.ExitCode == 0;
    }

    public static async Task<PublishedPage> ServeAsync(string project, byte[] given)
    {
        var files = new PhysicalFileProvider(Path.GetFullPath(Path.Combine(FolderOf(project), "wwwroot")));
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
