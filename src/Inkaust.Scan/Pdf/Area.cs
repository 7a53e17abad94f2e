namespace Inkaust.Scan.Pdf;

/// <summary>An area that a page fills.</summary>
/// <param name="Points">Corners in points of the page.</param>
/// <param name="Ends">Behind which corner each closed line ends.</param>
/// <param name="Grey">With what: 0 is black, 255 white.</param>
/// <param name="EvenOdd">What lies within two lines is not within.</param>
internal sealed record Area((float X, float Y)[] Points, int[] Ends, byte Grey, bool EvenOdd)
{
    private (float Left, float Bottom, float Right, float Top)? box;

    /// <summary>The smallest rectangle around it.</summary>
    public (float Left, float Bottom, float Right, float Top) Box => box ??= BoxOf(Points);

    /// <summary>The smallest rectangle around each of its closed lines.</summary>
    public IEnumerable<(float Left, float Bottom, float Right, float Top)> Boxes()
    {
        var begin = 0;
        foreach (var end in Ends)
        {
            if (end > begin) yield return BoxOf(Points.AsSpan(begin, end - begin));
            begin = end;
        }
    }

    private static (float, float, float, float) BoxOf(ReadOnlySpan<(float X, float Y)> points)
    {
        var (left, bottom, right, top) = (float.MaxValue, float.MaxValue, float.MinValue, float.MinValue);
        foreach (var (x, y) in points)
        {
            (left, right) = (Math.Min(left, x), Math.Max(right, x));
            (bottom, top) = (Math.Min(bottom, y), Math.Max(top, y));
        }
        return (left, bottom, right, top);
    }
}

/// <summary>A picture that a page shows.</summary>
/// <param name="Stream">Its pixels with their description.</param>
/// <param name="Resources">Where names of its colours are explained.</param>
internal sealed record ShownPicture(PdfStream Stream, PdfDictionary Resources);
