using Inkaust.Invoices;
using Inkaust.Pocket.Writing;
using Microsoft.AspNetCore.Components;

namespace Inkaust.Pocket.Parts;

/// <summary>Something in a part of the editor; it is drawn anew with that.</summary>
public abstract class EditorField : ComponentBase
{
    [Inject]
    internal Pad Pad { get; set; } = null!;

    /// <summary>One of two texts, by the language.</summary>
    protected string L(string pl, string en) => Pad.L(pl, en);

    protected string L(Wording words) => Pad.L(words);
}

/// <summary>A part of the editor, drawn anew whenever what is written changes.</summary>
public abstract class EditorPart : EditorField, IDisposable
{
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected override void OnInitialized() => Pad.Changed += Redraw;

    protected virtual void Dispose(bool disposing) => Pad.Changed -= Redraw;

    protected void Redraw() => _ = InvokeAsync(StateHasChanged);
}
