using Inkaust.Scan;
using Microsoft.AspNetCore.Components.WebAssembly.Services;
using Microsoft.JSInterop;

namespace Inkaust.Pocket.Screens;

/// <summary>Reads the code in a picture of the camera where the browser cannot. What it takes for that is loaded when it is first asked.</summary>
internal sealed class CodeReader(LazyAssemblyLoader loader)
{
    private static readonly string[] Parts = ["Inkaust.Scan.wasm", "zxing.wasm"];

    private bool isLoaded;

    /// <inheritdoc cref="ScannedFrame.Code"/>
    [JSInvokable]
    public async Task<string?> Code(int width, int height, byte[] pixels)
    {
        if (!isLoaded) await loader.LoadAssembliesAsync(Parts);
        isLoaded = true;
        return Read(width, height, pixels);
    }

    // Of its own, so that nothing of the scanner is asked for before it is here.
    private static string? Read(int width, int height, byte[] pixels) => ScannedFrame.Code(width, height, pixels);
}
