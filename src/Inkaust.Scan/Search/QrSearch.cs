using Inkaust.Scan.Pictures;
using ZXing;
using ZXing.Common;
using ZXing.Multi.QrCode;
using ZXing.QrCode;

namespace Inkaust.Scan.Search;

/// <summary>
/// Finds QR codes in a picture, turned, bent, blurred, dark as it may be: in several sizes and parts of it, the cheapest first, until a look finds
/// nothing new.
/// </summary>
internal static class QrSearch
{
    // A module wants three pixels, a code has up to 97 modules and stands small on a sheet.
    private const int ComfortableSide = 1400;

    // Programs draw codes with a pixel or two for each module, and without the white around them.
    private const int SmallSide = 350;
    private const int MostCodes = 8;

    private static readonly Dictionary<DecodeHintType, object> Hints = new() { [DecodeHintType.TRY_HARDER] = true };

    /// <summary>What the codes say, each once.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="stop">Gives up.</param>
    /// <param name="alone">There is one code at most, so that nobody looks for a second.</param>
    public static IReadOnlyList<string> In(Picture picture, CancellationToken stop, bool alone = false)
    {
        var enough = alone ? 1 : 2;
        var found = new List<string>();
        if (picture.IsTooSmall) return found;
        if (Math.Max(picture.Width, picture.Height) <= SmallSide) picture = picture.Framed(ComfortableSide / 2 / Math.Max(picture.Width, picture.Height));
        var whole = Comfortable(picture);
        Look(whole, found, stop);
        if (found.Count >= enough) return found;
        // One may hide another; in its own half each is alone.
        foreach (var part in Halves(whole)) Look(part, found, stop);
        if (found.Count >= enough) return found;
        foreach (var view in OtherViews(picture, whole))
        {
            Look(view, found, stop);
            if (found.Count >= enough) return found;
        }
        return found;
    }

    /// <summary>What the one code in a picture says, looked for once.</summary>
    /// <returns>Null: none was found.</returns>
    public static string? Quick(Picture picture)
    {
        if (picture.IsTooSmall) return null;
        var source = new RGBLuminanceSource(picture.Greys, picture.Width, picture.Height, RGBLuminanceSource.BitmapFormat.Gray8);
        return Guarded(() => new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))))?.Text;
    }

    private static Picture Comfortable(Picture picture)
    {
        var by = 1;
        while (Math.Max(picture.Width, picture.Height) / by > ComfortableSide * 3 / 2) by++;
        return picture.Divided(by);
    }

    private static IEnumerable<Picture> Halves(Picture picture)
    {
        var (width, height) = (picture.Width, picture.Height);
        if (Math.Min(width, height) < 80) yield break;
        var (half, middle) = (width * 5 / 9, height * 5 / 9);
        yield return picture.Part(0, 0, half, height);
        yield return picture.Part(width - half, 0, half, height);
        yield return picture.Part(0, 0, width, middle);
        yield return picture.Part(0, height - middle, width, middle);
    }

    private static IEnumerable<Picture> OtherViews(Picture picture, Picture whole)
    {
        yield return Sharpened(whole);
        foreach (var part in Parts(picture)) yield return whole.Width < picture.Width ? part : part.Doubled();
        yield return whole.Divided(2);
        yield return Sharpened(whole.Divided(2));
        yield return whole.Divided(3);
        yield return Negative(whole);
    }

    // At its full size, in nine parts that overlap.
    private static IEnumerable<Picture> Parts(Picture picture)
    {
        var (width, height) = (picture.Width * 9 / 20, picture.Height * 9 / 20);
        if (Math.Min(width, height) < 40) yield break;
        for (var down = 0; down < 3; down++)
        {
            for (var across = 0; across < 3; across++)
                yield return picture.Part((picture.Width - width) * across / 2, (picture.Height - height) * down / 2, width, height);
        }
    }

    // A blurred edge made steep again.
    private static Picture Sharpened(Picture picture)
    {
        var (width, height, greys) = (picture.Width, picture.Height, picture.Greys);
        var sharp = (byte[])greys.Clone();
        for (var y = 2; y < height - 2; y++)
        {
            for (var x = 2; x < width - 2; x++)
            {
                var at = (y * width) + x;
                var around = (greys[at - 2] + greys[at + 2] + greys[at - (2 * width)] + greys[at + (2 * width)]) / 4;
                sharp[at] = (byte)Math.Clamp(greys[at] + (2 * (greys[at] - around)), 0, 255);
            }
        }
        return new Picture(width, height, sharp);
    }

    private static Picture Negative(Picture picture) => picture with { Greys = [.. picture.Greys.Select(grey => (byte)(255 - grey))] };

    private static void Look(Picture picture, List<string> found, CancellationToken stop)
    {
        if (found.Count >= MostCodes || picture.IsTooSmall) return;
        foreach (var dark in (Func<LuminanceSource, Binarizer>[])[source => new HybridBinarizer(source), source => new GlobalHistogramBinarizer(source)])
        {
            stop.ThrowIfCancellationRequested();
            var source = new RGBLuminanceSource(picture.Greys, picture.Width, picture.Height, RGBLuminanceSource.BitmapFormat.Gray8);
            var bitmap = new BinaryBitmap(dark(source));
            foreach (var result in Guarded(() => new QRCodeMultiReader().decodeMultiple(bitmap, Hints)) ?? []) Add(result, found);
            if (found.Count >= 2) return;
            stop.ThrowIfCancellationRequested();
            if (Guarded(() => new QRCodeReader().decode(bitmap, Hints)) is { } single) Add(single, found);
        }
    }

    private static void Add(Result? result, List<string> found)
    {
        if (result?.Text is { Length: > 0 } text && !found.Contains(text)) found.Add(text);
    }

    // What the reader trips over in a picture that is no code is no code.
    private static T? Guarded<T>(Func<T?> read) where T : class
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is ReaderException or IndexOutOfRangeException or ArgumentException or NullReferenceException
            or InvalidOperationException or OverflowException or DivideByZeroException or System.FormatException)
        {
            return null;
        }
    }
}
