namespace Inkaust.Scan.Pdf;

/// <summary>
/// Draws a page as far as codes go: the areas that it fills, lines as thin areas, and the pictures that it shows. Letters, shadings, patterns and
/// clipping say nothing of codes and are passed over.
/// </summary>
internal sealed class PageContent(PdfObjects objects, CancellationToken stop)
{
    private const int MostOperands = 64, CurveSteps = 6;

    private sealed record State(Matrix Place, byte Fill, byte Line, double LineWidth, int FillNumbers, int LineNumbers);

    private readonly List<(float X, float Y)> points = [];
    private readonly List<int> ends = [];
    private readonly Stack<State> saved = [];
    private readonly List<double> numbers = [];
    private State now = new(Matrix.Identity, 0, 0, 1, 1, 1);
    private (double X, double Y) at;
    private int operators, pointsInAll;
    private string lastName = "";

    /// <summary>What it fills, in the order of filling.</summary>
    public List<Area> Areas { get; } = [];

    /// <summary>The pictures that it shows.</summary>
    public List<ShownPicture> Pictures { get; } = [];

    /// <summary>It draws more than is looked at.</summary>
    public bool WasCut { get; private set; }

    public void Draw(ReadOnlyMemory<byte> content, PdfDictionary resources) => Draw(content, resources, 0);

    private void Draw(ReadOnlyMemory<byte> content, PdfDictionary resources, int depth)
    {
        var tokens = new PdfTokens(content);
        while (tokens.Next() is var token && token != PdfTokens.End)
        {
            if (token is double number)
            {
                if (numbers.Count < MostOperands) numbers.Add(number);
            }
            else if (token is PdfName name) lastName = name.Text;
            else if (token is PdfReference reference)
            {
                // "1 0 R" is no operand of a content stream; two numbers and a word are.
                numbers.Add(reference.Number);
            }
            else if (token is PdfOperator { Text: var word })
            {
                if (++operators > ScanBounds.Operators || pointsInAll > ScanBounds.Points || Areas.Count > ScanBounds.Areas)
                {
                    WasCut = true;
                    return;
                }
                if (operators % 1024 == 0) stop.ThrowIfCancellationRequested();
                if (word == "BI") Inline(tokens, resources);
                else Do(word, resources, depth);
                numbers.Clear();
            }
        }
    }

    private void Do(string word, PdfDictionary resources, int depth)
    {
        switch (word)
        {
            case "q": if (saved.Count < 500) saved.Push(now); break;
            case "Q": if (saved.TryPop(out var before)) now = before; break;
            case "cm" when numbers is [var a, var b, var c, var d, var e, var f]:
                now = now with { Place = new Matrix(a, b, c, d, e, f).Then(now.Place) };
                break;
            case "w" when numbers is [.., var width]: now = now with { LineWidth = Math.Abs(width) }; break;
            case "m" when numbers is [.., var x, var y]: Begin(x, y); break;
            case "l" when numbers is [.., var x, var y]: Line(x, y); break;
            case "c" when numbers.Count >= 6: Curve(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]); break;
            case "v" when numbers.Count >= 4: Curve(at.X, at.Y, numbers[0], numbers[1], numbers[2], numbers[3]); break;
            case "y" when numbers.Count >= 4: Curve(numbers[0], numbers[1], numbers[2], numbers[3], numbers[2], numbers[3]); break;
            case "h": Close(); break;
            case "re" when numbers is [.., var x, var y, var width, var height]: Rectangle(x, y, width, height); break;
            case "f" or "F" or "B" or "b": Fill(evenOdd: false); break;
            case "f*" or "B*" or "b*": Fill(evenOdd: true); break;
            case "S" or "s": Stroke(); break;
            case "n": Forget(); break;
            case "g" or "rg" or "k": now = now with { Fill = GreyOf(numbers), FillNumbers = numbers.Count }; break;
            case "G" or "RG" or "K": now = now with { Line = GreyOf(numbers), LineNumbers = numbers.Count }; break;
            case "cs": now = now with { Fill = 0 }; break;
            case "CS": now = now with { Line = 0 }; break;
            case "sc" or "scn" when numbers.Count > 0: now = now with { Fill = GreyOf(numbers) }; break;
            case "SC" or "SCN" when numbers.Count > 0: now = now with { Line = GreyOf(numbers) }; break;
            case "Do": Show(resources, depth); break;
        }
    }

    // Numbers of light, of inks when there are four; how many tells which.
    private static byte GreyOf(List<double> colour) => (byte)(255 * Math.Clamp(colour switch
    {
        [var grey] => grey,
        [var red, var green, var blue] => (0.299 * red) + (0.587 * green) + (0.114 * blue),
        [var cyan, var magenta, var yellow, var black] => 1 - black - (0.299 * cyan) - (0.587 * magenta) - (0.114 * yellow),
        _ => 0,
    }, 0, 1));

    private void Begin(double x, double y)
    {
        End();
        at = (x, y);
        Add(x, y);
    }

    private void Line(double x, double y)
    {
        at = (x, y);
        Add(x, y);
    }

    private void Add(double x, double y)
    {
        pointsInAll++;
        points.Add(now.Place.Of(x, y));
    }

    private void Curve(double x1, double y1, double x2, double y2, double x3, double y3)
    {
        var (x0, y0) = at;
        for (var step = 1; step <= CurveSteps; step++)
        {
            var t = step / (double)CurveSteps;
            var u = 1 - t;
            Add((u * u * u * x0) + (3 * u * u * t * x1) + (3 * u * t * t * x2) + (t * t * t * x3),
                (u * u * u * y0) + (3 * u * u * t * y1) + (3 * u * t * t * y2) + (t * t * t * y3));
        }
        at = (x3, y3);
    }

    private void Close()
    {
        var begin = ends.Count == 0 ? 0 : ends[^1];
        if (points.Count > begin) ends.Add(points.Count);
    }

    private void End() => Close();

    private void Rectangle(double x, double y, double width, double height)
    {
        Begin(x, y);
        Add(x + width, y);
        Add(x + width, y + height);
        Add(x, y + height);
        Close();
        at = (x, y);
    }

    private void Fill(bool evenOdd)
    {
        End();
        if (points.Count >= 3) Areas.Add(new Area([.. points], [.. ends], now.Fill, evenOdd));
        Forget();
    }

    // A line as wide as it is, without caps: codes are drawn so, row by row.
    private void Stroke()
    {
        End();
        var half = (float)(now.LineWidth * now.Place.Scale / 2);
        if (half > 0.1f && points.Count <= 2_000)
        {
            var begin = 0;
            foreach (var end in ends)
            {
                for (var i = begin + 1; i < end; i++) Thick(points[i - 1], points[i], half);
                begin = end;
            }
        }
        Forget();
    }

    private void Thick((float X, float Y) from, (float X, float Y) to, float half)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = MathF.Sqrt((dx * dx) + (dy * dy));
        if (length < 0.01f || Areas.Count > ScanBounds.Areas) return;
        var (across, down) = (-dy / length * half, dx / length * half);
        Areas.Add(new Area([(from.X + across, from.Y + down), (to.X + across, to.Y + down), (to.X - across, to.Y - down), (from.X - across, from.Y - down)],
            [4], now.Line, false));
    }

    private void Forget()
    {
        points.Clear();
        ends.Clear();
    }

    private void Show(PdfDictionary resources, int depth)
    {
        if (objects.Dictionary(resources, "XObject") is not { } named || objects.Value(named, lastName) is not PdfStream stream) return;
        if (objects.Value(stream.Dictionary, "Subtype") is not PdfName { Text: var kind }) return;
        if (kind == "Image")
        {
            if (Pictures.Count < ScanBounds.Pictures && Pictures.TrueForAll(one => one.Stream != stream)) Pictures.Add(new ShownPicture(stream, resources));
            return;
        }
        if (kind != "Form" || depth >= ScanBounds.FormsWithinForms || objects.Unpacked(stream, out _) is not { } content) return;
        var (before, kept) = (now, saved.Count);
        var inner = objects.Dictionary(stream.Dictionary, "Resources") ?? resources;
        if (objects.List(stream.Dictionary, "Matrix").Select(objects.Resolve).OfType<double>().ToList() is [var a, var b, var c, var d, var e, var f])
            now = now with { Place = new Matrix(a, b, c, d, e, f).Then(now.Place) };
        numbers.Clear();
        Draw(content, inner, depth + 1);
        while (saved.Count > kept) saved.Pop();
        now = before;
    }

    // A picture that stands in the content itself, between ID and EI.
    private void Inline(PdfTokens tokens, PdfDictionary resources)
    {
        var dictionary = new PdfDictionary();
        while (tokens.Next() is var name && name != PdfTokens.End && name is not PdfOperator)
            if (name is PdfName { Text: var key }) dictionary[Full(key)] = tokens.Next();
        var span = tokens.Bytes.Span;
        var begin = Math.Min(tokens.At + 1, span.Length);
        var end = begin;
        while (end < span.Length)
        {
            var found = span[end..].IndexOf("EI"u8);
            if (found < 0) return;
            end += found;
            if (end > begin && PdfTokens.IsBlank(span[end - 1]) && (end + 2 >= span.Length || PdfTokens.IsBlank(span[end + 2]))) break;
            end += 2;
        }
        tokens.At = Math.Min(end + 2, span.Length);
        if (end > begin && end <= span.Length && Pictures.Count < ScanBounds.Pictures)
            Pictures.Add(new ShownPicture(new PdfStream(dictionary, tokens.Bytes[begin..end]), resources));
    }

    private static string Full(string key) => key switch
    {
        "W" => "Width",
        "H" => "Height",
        "BPC" => "BitsPerComponent",
        "CS" => "ColorSpace",
        "D" => "Decode",
        "IM" => "ImageMask",
        "F" => "Filter",
        "DP" => "DecodeParms",
        _ => key,
    };
}
