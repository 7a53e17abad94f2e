using Inkaust.Print.Pdf;

namespace Inkaust.Print.Drawing;

/// <summary>A band across the page that is not divided. A document is a sequence of them; pages end between two.</summary>
/// <param name="Height">Points.</param>
/// <param name="Draw">Draws it; the second argument is its top.</param>
internal sealed record Strip(double Height, Action<PdfPage, double> Draw)
{
    /// <summary>Does not stand alone at the foot of a page: a heading, the head of a table.</summary>
    public bool KeepWithNext { get; init; }

    /// <summary>White space: what it follows is kept with what comes after it, and no page begins with it.</summary>
    public bool Blank { get; private init; }

    /// <summary>For a row: the table to which it belongs.</summary>
    public TableRun? Run { get; init; }

    /// <summary>For a row: the sum of the carried column before it.</summary>
    public decimal Before { get; init; }

    public static Strip Space(double height) => new(height, static (_, _) => { }) { Blank = true };
}

/// <summary>What a table says again when a page ends within it.</summary>
/// <param name="Head">Its head, drawn again at the top of the next page.</param>
/// <param name="Carry">Strips at the foot and at the top for a sum, when it carries one.</param>
internal sealed record TableRun(Strip Head, Func<decimal, (Strip Foot, Strip Top)>? Carry)
{
    public double FootHeight { get; } = Carry?.Invoke(0).Foot.Height ?? 0;
}

/// <summary>Who hears of the pages, and who may stop them.</summary>
internal sealed record PageWatch(IProgress<PrintProgress>? Progress, CancellationToken Stop);
