using Inkaust.Scan.Pictures;

namespace Inkaust.Scan.Pdf;

/// <summary>Paints areas into a picture, sampling each pixel in its middle.</summary>
/// <param name="left">The left edge of what is painted, in points of the page.</param>
/// <param name="top">Its upper edge.</param>
/// <param name="width">Pixels across.</param>
/// <param name="height">Pixels down.</param>
/// <param name="scale">Pixels for a point.</param>
/// <param name="stop">Gives up.</param>
internal sealed class AreaPainter(float left, float top, int width, int height, float scale, CancellationToken stop)
{
    private readonly record struct Edge(float FromY, float ToY, float X, float Slope, int Direction);

    private readonly byte[] greys = White(width * height);

    public Picture Done() => new(width, height, greys);

    public void Paint(Area area)
    {
        var edges = EdgesOf(area);
        edges.Sort((one, other) => one.FromY.CompareTo(other.FromY));
        var active = new List<Edge>();
        var crossings = new List<(float X, int Direction)>();
        var next = 0;
        var first = edges.Count == 0 ? height : Math.Max(0, (int)MathF.Floor(edges[0].FromY));
        for (var row = first; row < height && (next < edges.Count || active.Count > 0); row++)
        {
            var middle = row + 0.5f;
            if (edges.Count > 1000) stop.ThrowIfCancellationRequested();
            while (next < edges.Count && edges[next].FromY <= middle) active.Add(edges[next++]);
            active.RemoveAll(edge => edge.ToY <= middle);
            crossings.Clear();
            foreach (var edge in active) crossings.Add((edge.X + ((middle - edge.FromY) * edge.Slope), edge.Direction));
            crossings.Sort((one, other) => one.X.CompareTo(other.X));
            PaintRow(row, crossings, area);
        }
    }

    private void PaintRow(int row, List<(float X, int Direction)> crossings, Area area)
    {
        var winding = 0;
        for (var i = 0; i + 1 < crossings.Count; i++)
        {
            winding += area.EvenOdd ? 1 : crossings[i].Direction;
            if (area.EvenOdd ? winding % 2 == 0 : winding == 0) continue;
            var from = Math.Clamp((int)MathF.Ceiling(crossings[i].X - 0.5f), 0, width);
            var to = Math.Clamp((int)MathF.Ceiling(crossings[i + 1].X - 0.5f), 0, width);
            if (to > from) greys.AsSpan((row * width) + from, to - from).Fill(area.Grey);
        }
    }

    private List<Edge> EdgesOf(Area area)
    {
        var edges = new List<Edge>(area.Points.Length);
        var begin = 0;
        foreach (var end in area.Ends)
        {
            for (var i = begin; i < end; i++) Add(edges, area.Points[i], area.Points[i + 1 < end ? i + 1 : begin]);
            begin = end;
        }
        return edges;
    }

    private void Add(List<Edge> edges, (float X, float Y) from, (float X, float Y) to)
    {
        // The page grows upwards, the picture downwards.
        var (x1, y1, x2, y2) = ((from.X - left) * scale, (top - from.Y) * scale, (to.X - left) * scale, (top - to.Y) * scale);
        if (y1 == y2 || Math.Max(y1, y2) < 0 || Math.Min(y1, y2) > height) return;
        var slope = (x2 - x1) / (y2 - y1);
        edges.Add(y1 < y2 ? new Edge(y1, y2, x1, slope, 1) : new Edge(y2, y1, x2, slope, -1));
    }

    private static byte[] White(int length)
    {
        var greys = new byte[length];
        Array.Fill(greys, (byte)255);
        return greys;
    }
}
