using Inkaust.Print.Pdf;

namespace Inkaust.Print.Drawing;

/// <summary>A band across the page that is not divided. A document is a sequence of them; pages end between two.</summary>
/// <param name="Height">Points.</param>
/// <param name="Draw">Draws it; the second argument is its top.</param>
internal sealed record Strip(double Height, Action<PdfPage, double> Draw)
{
    /// <summary>Does not stand alone at the foot of a page: a heading, the head of a table.</summary>
    public bool KeepWithNext { get; init; }

    /// <summary>For a row: the table to which it belongs.</summary>
    public TableRun? Run { get; init; }

    /// <summary>For a row: the sum of the carried column before it.</summary>
    public decimal Before { get; init; }

    public static Strip Space(double height) => new(height, static (_, _) => { });
}

/// <summary>What a table says again when a page ends within it.</summary>
/// <param name="Head">Its head, drawn again at the top of the next page.</param>
/// <param name="Carry">Strips at the foot and at the top for a sum, when it carries one.</param>
internal sealed record TableRun(Strip Head, Func<decimal, (Strip Foot, Strip Top)>? Carry)
{
    public double FootHeight { get; } = Carry?.Invoke(0).Foot.Height ?? 0;
}

/// <summary>Puts strips on pages, one below the other.</summary>
internal sealed class PageFlow
{
    public const double PageWidth = 595.28, PageHeight = 841.89;

    private readonly PdfDocument document;
    private readonly double top, bottom;
    private readonly Action<int>? pageBegun;
    private PdfPage page;
    private double y;
    private int pages;

    public PageFlow(PdfDocument document, double top, double bottom, Action<int>? pageBegun)
    {
        (this.document, this.top, this.bottom, this.pageBegun, y) = (document, top, bottom, pageBegun, top);
        page = NewPage();
    }

    public void Place(IReadOnlyList<Strip> strips)
    {
        for (var i = 0; i < strips.Count; i++)
        {
            var strip = strips[i];
            if (y > top && y + Needed(strips, i) > bottom) Turn(strip, i == 0 ? null : strips[i - 1].Run);
            strip.Draw(page, y);
            y += strip.Height;
        }
    }

    private static double Needed(IReadOnlyList<Strip> strips, int index)
    {
        var last = index;
        var height = strips[index].Height;
        while (strips[last].KeepWithNext && last + 1 < strips.Count) height += strips[++last].Height;
        var goesOn = last + 1 < strips.Count && strips[last + 1].Run is { } run && run == strips[last].Run;
        return height + (goesOn ? strips[last].Run!.FootHeight : 0);
    }

    private void Turn(Strip next, TableRun? previous)
    {
        var run = next.Run is { } table && table == previous ? table : null;
        var carry = run?.Carry?.Invoke(next.Before);
        if (carry is { } ending) Put(ending.Foot);
        page = NewPage();
        y = top;
        if (run is not null) Put(run.Head);
        if (carry is { } beginning) Put(beginning.Top);
    }

    private PdfPage NewPage()
    {
        pageBegun?.Invoke(++pages);
        return document.AddPage(PageWidth, PageHeight);
    }

    private void Put(Strip strip)
    {
        strip.Draw(page, y);
        y += strip.Height;
    }
}
