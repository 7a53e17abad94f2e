using Microsoft.JSInterop;

namespace Inkaust.Pocket.Desk;

/// <summary>What WebAssembly lacks and the browser has; the other side is <c>editor.js</c>, which decides nothing.</summary>
internal sealed class Browser(IJSInProcessRuntime js)
{
    /// <summary>What the page said when it was opened.</summary>
    public string Start => js.Invoke<string>("inkaust.start");

    /// <summary>Keeps a text on this device; what cannot be kept (a private window) is not.</summary>
    public bool Keep(string key, string text) => js.Invoke<bool>("inkaust.keep", key, text);

    /// <summary>What was kept; null: nothing.</summary>
    public string? Kept(string key) => js.Invoke<string?>("inkaust.kept", key);

    public void Forget(string key) => js.InvokeVoid("inkaust.forget", key);

    /// <summary>The address of this page becomes another one, so that a reload finds the same.</summary>
    public void ReplaceAddress(string address) => js.InvokeVoid("inkaust.replace", address);

    public void GoTo(string address) => js.InvokeVoid("inkaust.go", address);

    public void Focus(string id) => js.InvokeVoid("inkaust.focus", id);

    /// <summary>Shows a document with a style of its own, which touches nothing else of the page.</summary>
    public void Draw(string id, string html, string style) => js.InvokeVoid("inkaust.draw", id, html, style);

    public void OpenDialog(string id) => js.InvokeVoid("inkaust.open", id);

    public void CloseDialog(string id) => js.InvokeVoid("inkaust.close", id);

    /// <summary>Arrows move between the cells of a table, and a table that is pasted comes to <paramref name="ear"/>.</summary>
    public void Grid<T>(string id, DotNetObjectReference<T> ear) where T : class => js.InvokeVoid("inkaust.grid", id, ear);

    /// <summary>Calls <paramref name="ear"/> when the line is back, and before the page goes away.</summary>
    public void Listen<T>(DotNetObjectReference<T> ear) where T : class => js.InvokeVoid("inkaust.listen", ear);
}
