using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.FileProviders;

namespace Inkaust.Web;

/// <summary>Files of the program with a mark of their content in the address, so that a browser may keep them and still gets new ones.</summary>
internal sealed class Assets(IWebHostEnvironment host)
{
    private readonly ConcurrentDictionary<string, string> known = new();

    /// <summary>The address of a file.</summary>
    /// <param name="name">Below <c>wwwroot</c>.</param>
    public string Of(string name) => known.GetOrAdd(name, static (name, files) =>
    {
        var file = files.GetFileInfo(name);
        if (!file.Exists) throw new FileNotFoundException($"There is no {name} in wwwroot.", name);
        using var stream = file.CreateReadStream();
        return $"/{name}?v={Convert.ToHexStringLower(SHA256.HashData(stream))[..12]}";
    }, host.WebRootFileProvider);
}
