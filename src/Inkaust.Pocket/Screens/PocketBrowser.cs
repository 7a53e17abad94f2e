using System.Text.Json.Nodes;
using Inkaust.Pocket.Away;
using Microsoft.JSInterop;

namespace Inkaust.Pocket.Screens;

/// <summary>What the pocket needs of its browser; the other side is <c>pocket.js</c>, which decides nothing.</summary>
internal sealed class PocketBrowser(IJSInProcessRuntime js) : IDeviceStore, IDeviceKey
{
    private const string Pdf = "application/pdf";

    public Task<string?> ReadAsync(Shelf shelf, string key) => Asked(js.InvokeAsync<string?>("inkaustPocket.read", $"{shelf}", key));

    public async Task<IReadOnlyList<string>> AllAsync(Shelf shelf) => await Asked(js.InvokeAsync<string[]>("inkaustPocket.all", $"{shelf}"));

    public Task<int> CountAsync(Shelf shelf) => Asked(js.InvokeAsync<int>("inkaustPocket.count", $"{shelf}"));

    public async Task WriteAsync(params IReadOnlyList<Entry> entries)
    {
        var all = new JsonArray([.. entries.Select(one => (JsonNode)new JsonObject
        { ["shelf"] = $"{one.Shelf}", ["key"] = one.Key, ["text"] = one.Text, ["isNew"] = one.IsNew })]);
        switch (await js.InvokeAsync<string>("inkaustPocket.write", all.ToJsonString()))
        {
            case "": return;
            case "taken": throw new TakenMeanwhile();
            case var fault: throw new NotKept(fault == "full", fault);
        }
    }

    public async Task<Room> RoomAsync() => await js.InvokeAsync<double[]>("inkaustPocket.room") is [var used, var most, var lasts]
        ? new Room((long)used, (long)most, lasts > 0) : new Room(0, long.MaxValue, false);

    public async Task<byte[]> MakeAsync() => await Asked(js.InvokeAsync<byte[]>("inkaustPocket.makeKey"));

    public async Task<byte[]> SignAsync(byte[] text) =>
        await Asked(js.InvokeAsync<byte[]>("inkaustPocket.sign", text)) is { Length: > 0 } signature ? signature : throw new NotKept(false, "NoKey");

    public async Task<bool> VerifyAsync(byte[] publicKey, byte[] text, byte[] signature) =>
        await js.InvokeAsync<bool>("inkaustPocket.verify", publicKey, text, signature);

    /// <summary>What cannot work in this browser: insecure, worker, key, full, store; empty: everything does.</summary>
    public ValueTask<string> TryOutAsync() => js.InvokeAsync<string>("inkaustPocket.tryOut");

    /// <summary>Asks the browser to clear nothing by itself.</summary>
    public ValueTask<bool> AskToLastAsync() => js.InvokeAsync<bool>("inkaustPocket.askToLast");

    /// <summary>The whole app is on the device, so that it opens without a line.</summary>
    public ValueTask<bool> IsReadyOfflineAsync() => js.InvokeAsync<bool>("inkaustPocket.isReadyOffline");

    /// <summary>installed, prompt, ios, android, android-firefox, firefox, safari or desktop.</summary>
    public string Platform => js.Invoke<string>("inkaustPocket.platform");

    public ValueTask<bool> InstallAsync() => js.InvokeAsync<bool>("inkaustPocket.install");

    /// <summary>The mark of the version that the worker keeps and serves; empty: none does yet.</summary>
    public string App => js.Invoke<string>("inkaustPocket.version");

    /// <summary>pl or en.</summary>
    public string Language => js.Invoke<string>("inkaustPocket.language");

    /// <summary>The person has chosen a language on this device.</summary>
    public void ChooseLanguage(string language) => js.InvokeVoid("inkaustPocket.chooseLanguage", language);

    /// <summary>The account has a language; it holds where none was chosen on this device.</summary>
    /// <returns>It is another one than before.</returns>
    public bool TakeLanguageOf(string account) => js.Invoke<bool>("inkaustPocket.takeLanguage", account);

    /// <summary>Where in the app somebody is.</summary>
    public string At => js.Invoke<string>("inkaustPocket.at");

    public void Move(string to) => js.InvokeVoid("inkaustPocket.move", to);

    /// <summary>A new screen begins at its heading.</summary>
    public void Top() => js.InvokeVoid("inkaustPocket.top");

    public bool IsVisible => js.Invoke<bool>("inkaustPocket.isVisible");

    public void Listen<T>(DotNetObjectReference<T> ear) where T : class => js.InvokeVoid("inkaustPocket.listen", ear);

    /// <summary>The share sheet of the system takes a PDF.</summary>
    public bool MaySharePdf => js.Invoke<bool>("inkaustPocket.mayShare", "a.pdf", Pdf);

    /// <returns>shared; empty: the person changed his mind; else what went wrong.</returns>
    public ValueTask<string> SharePdfAsync(string name, byte[] file, string title) => js.InvokeAsync<string>("inkaustPocket.share", name, Pdf, file, title);

    public void Download(string name, string type, byte[] file) => js.InvokeVoid("inkaustPocket.download", name, type, file);

    public void DownloadPdf(string name, byte[] file) => Download(name, Pdf, file);

    /// <summary>Prints one part of the page alone.</summary>
    public void Print(string id) => js.InvokeVoid("inkaustPocket.print", id);

    /// <summary>It may show the picture of a camera.</summary>
    public bool HasCamera => js.Invoke<bool>("inkaustPocket.hasCamera");

    /// <summary>Shows the camera, and calls <paramref name="ear"/> once a code was read: by the browser, else by <paramref name="reader"/>.</summary>
    /// <returns>There is a camera, and it may be used.</returns>
    public ValueTask<bool> WatchAsync<T>(string video, DotNetObjectReference<T> ear, DotNetObjectReference<CodeReader> reader) where T : class =>
        js.InvokeAsync<bool>("inkaustPocket.watch", video, ear, reader);

    public void StopWatching() => js.InvokeVoid("inkaustPocket.stopWatching");

    private static async Task<T> Asked<T>(ValueTask<T> asked)
    {
        try
        {
            return await asked;
        }
        catch (JSException fault)
        {
            throw new NotKept(false, fault.Message.Split('\n')[0]);
        }
    }
}
