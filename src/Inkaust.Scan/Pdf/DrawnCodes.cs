using Inkaust.Scan.Pictures;
using Inkaust.Scan.Search;

namespace Inkaust.Scan.Pdf;

/// <summary>
/// Codes that a page draws: where many small areas lie close together, what is drawn there is painted and looked at. A code has hundreds of them on
/// the space of a stamp.
/// </summary>
internal static class DrawnCodes
{
    private const float Cell = 9, LargestSquare = 60, SmallestCode = 20, LargestCode = 200, Around = 12;
    private const int FewestSquares = 40, MostPlaces = 10, Side = 800, SideOfPage = 1700;

    public static IReadOnlyList<string> In(List<Area> areas, CancellationToken stop)
    {
        var found = new List<string>();
        var (places, squares) = Places(areas);
        foreach (var place in places) Look(areas, place, Side, found, alone: place.Right - place.Left < LargestCode, stop);
        // Drawn in a way that hides where it is: the whole page.
        if (found.Count == 0 && squares >= FewestSquares && areas.Count > 0) Look(areas, PageOf(areas), SideOfPage, found, alone: false, stop);
        return found;
    }

    private static void Look(List<Area> areas, (float Left, float Bottom, float Right, float Top) place, int side, List<string> found, bool alone,
        CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var (width, height) = (place.Right - place.Left, place.Top - place.Bottom);
        var scale = side / Math.Max(width, height);
        var (across, down) = (Math.Clamp((int)(width * scale), 1, side), Math.Clamp((int)(height * scale), 1, side));
        var painter = new AreaPainter(place.Left, place.Top, across, down, scale, stop);
        var painted = 0;
        foreach (var area in areas)
        {
            var box = area.Box;
            if (box.Right < place.Left || box.Left > place.Right || box.Top < place.Bottom || box.Bottom > place.Top) continue;
            if (++painted % 512 == 0) stop.ThrowIfCancellationRequested();
            painter.Paint(area);
        }
        foreach (var text in QrSearch.In(painter.Done(), stop, alone))
            if (!found.Contains(text)) found.Add(text);
    }

    private static (IReadOnlyList<(float Left, float Bottom, float Right, float Top)> Places, int Squares) Places(List<Area> areas)
    {
        var cells = new Dictionary<(int X, int Y), Cluster>();
        var squares = 0;
        foreach (var box in areas.SelectMany(area => area.Boxes()))
        {
            if (box.Right - box.Left > LargestSquare || box.Top - box.Bottom > LargestSquare) continue;
            squares++;
            var cell = ((int)MathF.Floor((box.Left + box.Right) / 2 / Cell), (int)MathF.Floor((box.Bottom + box.Top) / 2 / Cell));
            if (!cells.TryGetValue(cell, out var cluster)) cells[cell] = cluster = new Cluster();
            cluster.Add(box);
        }
        var places = Joined(cells)
            .Where(one => one.Count >= FewestSquares && one.Right - one.Left >= SmallestCode && one.Top - one.Bottom >= SmallestCode)
            .OrderByDescending(one => one.Count).Take(MostPlaces)
            .Select(one => (one.Left - Around, one.Bottom - Around, one.Right + Around, one.Top + Around));
        return ([.. places], squares);
    }

    // Cells that touch belong together.
    private static List<Cluster> Joined(Dictionary<(int X, int Y), Cluster> cells)
    {
        var clusters = new List<Cluster>();
        var open = new Stack<(int X, int Y)>();
        foreach (var start in cells.Keys.ToList())
        {
            if (!cells.ContainsKey(start)) continue;
            var whole = new Cluster();
            open.Push(start);
            while (open.TryPop(out var cell))
            {
                if (!cells.Remove(cell, out var part)) continue;
                whole.Add(part);
                for (var dx = -1; dx <= 1; dx++)
                    for (var dy = -1; dy <= 1; dy++) open.Push((cell.X + dx, cell.Y + dy));
            }
            clusters.Add(whole);
        }
        return clusters;
    }

    private static (float Left, float Bottom, float Right, float Top) PageOf(List<Area> areas)
    {
        // Sheets are within 2000 points; what lies farther out is no sheet.
        var (left, bottom, right, top) = (0f, 0f, 1f, 1f);
        foreach (var box in areas.Select(one => one.Box))
        {
            if (box.Left < -100 || box.Bottom < -100 || box.Right > 2500 || box.Top > 2500) continue;
            (left, right) = (Math.Min(left, box.Left), Math.Max(right, box.Right));
            (bottom, top) = (Math.Min(bottom, box.Bottom), Math.Max(top, box.Top));
        }
        return (left, bottom, right, top);
    }

    private sealed class Cluster
    {
        public float Left { get; private set; } = float.MaxValue;

        public float Bottom { get; private set; } = float.MaxValue;

        public float Right { get; private set; } = float.MinValue;

        public float Top { get; private set; } = float.MinValue;

        public int Count { get; private set; }

        public void Add((float Left, float Bottom, float Right, float Top) box) => Add(box.Left, box.Bottom, box.Right, box.Top, 1);

        public void Add(Cluster other) => Add(other.Left, other.Bottom, other.Right, other.Top, other.Count);

        private void Add(float left, float bottom, float right, float top, int count)
        {
            (Left, Bottom) = (Math.Min(Left, left), Math.Min(Bottom, bottom));
            (Right, Top) = (Math.Max(Right, right), Math.Max(Top, top));
            Count += count;
        }
    }
}
