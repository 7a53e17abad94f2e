using Inkaust.Invoices;
using Inkaust.Scan.Pictures;
using Inkaust.Scan.Search;

namespace Inkaust.Scan.Pdf;

/// <summary>Looks for codes in the pictures of a PDF, in each once.</summary>
internal sealed class PdfPictures(PdfObjects objects, CancellationToken stop)
{
    private const int Smallest = 20;

    // Pixels of all pictures of a document.
    private const long PixelsInAll = 3L * ScanBounds.Pixels;

    private readonly Dictionary<object, IReadOnlyList<string>> known = new(ReferenceEqualityComparer.Instance);
    private long pixels;

    /// <summary>Why some picture was not looked at; null: all were.</summary>
    public Wording? NotRead { get; private set; }

    /// <summary>What the codes in a picture say.</summary>
    public IReadOnlyList<string> CodesIn(ShownPicture shown)
    {
        if (known.TryGetValue(shown.Stream, out var before)) return before;
        return known[shown.Stream] = Read(shown) is { } picture ? QrSearch.In(picture, stop) : [];
    }

    private Picture? Read(ShownPicture shown)
    {
        var dictionary = shown.Stream.Dictionary;
        var (width, height) = (objects.Number(dictionary, "Width"), objects.Number(dictionary, "Height"));
        if (width < Smallest || height < Smallest) return null;
        if (width > ScanBounds.Side || height > ScanBounds.Side || width * height > ScanBounds.Pixels
            || (pixels += (long)(width * height)) > PixelsInAll || known.Count > ScanBounds.Pictures)
            return NotLookedAt("jest za dużo pikseli", "there are too many pixels");
        if (objects.Unpacked(shown.Stream, out var packed) is not { } bytes)
            return NotLookedAt("obraz jest uszkodzony albo za duży", "a picture is damaged or too large");
        try
        {
            return packed switch
            {
                "DCTDecode" or "DCT" => JpegPicture.Read(bytes, stop),
                null => Plain(shown, bytes, (int)width, (int)height),
                _ => NotLookedAt($"obrazu zapisanego jako {packed} program nie czyta", $"a picture written as {packed} is not read"),
            };
        }
        catch (RefusedException)
        {
            return NotLookedAt("obraz jest uszkodzony albo za duży", "a picture is damaged or too large");
        }
    }

    private Picture? NotLookedAt(string pl, string en)
    {
        NotRead ??= new($"Nie wszystkie obrazy w PDF przejrzano: {pl}.", $"Not all pictures of the PDF were looked at: {en}.");
        return null;
    }

    private Picture? Plain(ShownPicture shown, ReadOnlyMemory<byte> bytes, int width, int height)
    {
        var dictionary = shown.Stream.Dictionary;
        var mask = objects.Value(dictionary, "ImageMask") is true;
        var bits = mask ? 1 : (int)objects.Number(dictionary, "BitsPerComponent", 8);
        if (bits is not (1 or 2 or 4 or 8 or 16)) return null;
        var form = mask ? new PixelForm(1, 1, false, null, false) : FormOf(objects.Value(dictionary, "ColorSpace"), shown.Resources, bits, 0);
        var row = (int)form.RowBytes(width);
        if (row <= 0) return null;
        var turned = objects.List(dictionary, "Decode").Select(objects.Resolve).OfType<double>().ToList() is [var first, var second, ..] && first > second;
        var rows = new PictureRows(width, height, Picture.Reduction(width, height));
        var greys = new byte[width];
        for (var y = 0; y < height; y++)
        {
            if (y % 64 == 0) stop.ThrowIfCancellationRequested();
            if ((long)(y + 1) * row > bytes.Length) Array.Fill(greys, (byte)255);
            else
            {
                form.Greys(bytes.Span.Slice(y * row, row), greys);
                if (turned) Turn(greys);
            }
            rows.Add(greys);
        }
        var picture = rows.Done();
        return Over(picture, dictionary);
    }

    private static void Turn(Span<byte> greys)
    {
        for (var x = 0; x < greys.Length; x++) greys[x] = (byte)(255 - greys[x]);
    }

    // A picture that shines through lies on white paper.
    private Picture Over(Picture picture, PdfDictionary dictionary)
    {
        if (objects.Value(dictionary, "SMask") is not PdfStream soft || soft.Dictionary.ContainsKey("SMask")) return picture;
        if (Read(new ShownPicture(soft, [])) is not { } mask || mask.Width != picture.Width || mask.Height != picture.Height) return picture;
        var greys = new byte[picture.Greys.Length];
        for (var i = 0; i < greys.Length; i++) greys[i] = (byte)(255 - ((255 - picture.Greys[i]) * mask.Greys[i] / 255));
        return picture with { Greys = greys };
    }

    private PixelForm FormOf(object? space, PdfDictionary resources, int bits, int depth)
    {
        if (space is PdfName { Text: var name })
        {
            if (depth < 4 && objects.Dictionary(resources, "ColorSpace") is { } spaces && objects.Value(spaces, name) is { } explained)
                return FormOf(explained, resources, bits, depth + 1);
            return name switch
            {
                "DeviceRGB" or "RGB" or "CalRGB" => new(3, bits, false, null, false),
                "DeviceCMYK" or "CMYK" => new(4, bits, true, null, false),
                _ => new(1, bits, false, null, false),
            };
        }
        if (space is not List<object?> { Count: > 0 } list || objects.Resolve(list[0]) is not PdfName { Text: var kind })
            return new(1, bits, false, null, false);
        var second = list.Count > 1 ? objects.Resolve(list[1]) : null;
        return kind switch
        {
            "ICCBased" when second is PdfStream profile => (int)objects.Number(profile.Dictionary, "N", 1) switch
            {
                3 => new(3, bits, false, null, false),
                4 => new(4, bits, true, null, false),
                _ => new(1, bits, false, null, false),
            },
            "CalRGB" or "Lab" => new(3, bits, false, null, false),
            "Indexed" or "I" when list.Count > 3 && depth < 4 =>
                new(1, bits, false, PaletteOf(FormOf(second, resources, 8, depth + 1), objects.Resolve(list[3])), false),
            "Separation" => new(1, bits, true, null, false),
            "DeviceN" when second is List<object?> inks => new(Math.Clamp(inks.Count, 1, 8), bits, true, null, false),
            _ => new(1, bits, false, null, false),
        };
    }

    private byte[] PaletteOf(PixelForm form, object? table)
    {
        var bytes = table switch { byte[] text => text, PdfStream stream => objects.Unpacked(stream, out _)?.ToArray() ?? [], _ => [] };
        var greys = new byte[Math.Min(256, bytes.Length / form.Components)];
        form.Greys(bytes, greys);
        return greys;
    }
}
