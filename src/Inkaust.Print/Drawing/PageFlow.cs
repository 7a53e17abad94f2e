using Inkaust.Print.Pdf;

namespace Inkaust.Print.Drawing;

/// <summary>Puts strips on pages, one below the other.</summary>
internal sealed class PageFlow
{
    public const double PageWidth = 595.28, PageHeight = 841.89;

    // What is kept together beyond this would leave a page half empty.
    private const double MostKept = 0.6;

    private readonly IReadOnlyList<Strip> strips;
    private readonly double top, bottom;
    private readonly List<List<(Strip Strip, double Y)>> pages = [[]];
    private double y;

    private PageFlow(IReadOnlyList<Strip> strips, double top, double bottom) => (this.strips, this.top, this.bottom, y) = (strips, top, bottom, top);

    /// <summary>How many pages the strips fill.</summary>
    public int Pages => pages.Count;

    /// <summary>How much of the last page is filled, in points.</summary>
    public double OnTheLast => y - top;

    /// <summary>Finds the place of each strip. Nothing is drawn.</summary>
    public static PageFlow Of(IReadOnlyList<Strip> strips, double top, double bottom)
    {
        var flow = new PageFlow(strips, top, bottom);
        for (var i = 0; i < strips.Count; i++) flow.Place(i);
        return flow;
    }

    /// <summary>Draws all strips at their places.</summary>
    /// <exception cref="OperationCanceledException">It was stopped between two pages.</exception>
    public void Draw(PdfDocument document, PageWatch watch)
    {
        foreach (var placed in pages)
        {
            watch.Stop.ThrowIfCancellationRequested();
            var page = document.AddPage(PageWidth, PageHeight);
            watch.Progress?.Report(new PrintProgress(document.Pages.Count, pages.Count));
            foreach (var (strip, at) in placed) strip.Draw(page, at);
        }
    }

    private void Place(int index)
    {
        var strip = strips[index];
        if (y > top && y + Needed(index) > bottom) Turn(strip, index == 0 ? null : strips[index - 1].Run);
        if (y > top || !strip.Blank) Put(strip);
    }

    // Its own height and that of all that must not be parted from it.
    private double Needed(int index)
    {
        var last = index;
        var height = strips[index].Height;
        while ((strips[last].KeepWithNext || strips[last].Blank) && last + 1 < strips.Count && height < MostKept * (bottom - top))
            height += strips[++last].Height;
        var goesOn = last + 1 < strips.Count && strips[last + 1].Run is { } run && run == strips[last].Run;
        return height + (goesOn ? strips[last].Run!.FootHeight : 0);
    }

    private void Turn(Strip next, TableRun? previous)
    {
        var run = next.Run is { } table && table == previous ? table : null;
        var carry = run?.Carry?.Invoke(next.Before);
        if (carry is { } ending) Put(ending.Foot);
        pages.Add([]);
        y = top;
        if (run is not null) Put(run.Head);
        if (carry is { } beginning) Put(beginning.Top);
    }

    private void Put(Strip strip)
    {
        pages[^1].Add((strip, y));
        y += strip.Height;
    }
}
