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

    /// <summary>Moves into the field of a place of the draft, or the one nearest to it, once it has been drawn.</summary>
    public void Focus(string place) => js.InvokeVoid("inkaust.focus", place);

    /// <summary>Shows a document with a style of its own, which touches nothing else of the page.</summary>
    public void Draw(string id, string html, string style) => js.InvokeVoid("inkaust.draw", id, html, style);

    public void OpenDialog(string id) => js.InvokeVoid("inkaust.open", id);

    public void CloseDialog(string id) => js.InvokeVoid("inkaust.close", id);

    /// <summary>
    /// Arrows and Enter move between the cells of a table; what only the editor can do comes to <paramref name="ear"/>: another line, and a table
    /// that is pasted.
    /// </summary>
    public void Grid<T>(string id, DotNetObjectReference<T> ear) where T : class => js.InvokeVoid("inkaust.grid", id, ear);

    /// <summary>While a list hangs under a field, the keys that move in it come to <paramref name="ear"/>.</summary>
    public void Combo<T>(string id, DotNetObjectReference<T> ear) where T : class => js.InvokeVoid("inkaust.combo", id, ear);

    /// <summary>Calls <paramref name="ear"/> when the line is back, before the page goes away, and when somebody signs out in another tab.</summary>
    public void Listen<T>(DotNetObjectReference<T> ear) where T : class => js.InvokeVoid("inkaust.listen", ear);
}
