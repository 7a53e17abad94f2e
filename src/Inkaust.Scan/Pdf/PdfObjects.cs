using System.Text;
using Inkaust.Invoices;

namespace Inkaust.Scan.Pdf;

/// <summary>
/// The objects of a PDF. They are found by looking through the whole file and not by its table of contents, which may be missing, wrong or a trap; of two
/// with one number the later counts, as it does for whoever shows the file.
/// </summary>
internal sealed class PdfObjects
{
    private const int LongestDictionary = 65_536, ChainOfReferences = 16;

    private sealed record Place(int At, ReadOnlyMemory<byte> Bytes, bool IsInStream);

    private readonly ReadOnlyMemory<byte> file;
    private readonly CancellationToken stop;
    private readonly Dictionary<int, Place> places = [];
    private readonly Dictionary<int, object?> read = [];
    private readonly List<PdfDictionary> trailers = [];
    private long unpackedInAll;

    public PdfObjects(ReadOnlyMemory<byte> file, CancellationToken stop)
    {
        (this.file, this.stop) = (file, stop);
        Find();
        foreach (var trailer in TrailersIn("trailer"u8)) trailers.Add(trailer);
    }

    /// <summary>The root of the document; null: there is none.</summary>
    public PdfDictionary? Catalog => trailers.AsEnumerable().Reverse().Select(one => Value(one, "Root")).OfType<PdfDictionary>()
        .FirstOrDefault(one => one.ContainsKey("Pages")) ?? places.Keys.Select(Object).OfType<PdfDictionary>().FirstOrDefault(one => IsOfType(one, "Catalog"));

    /// <summary>It is encrypted, so that its strings and streams say nothing.</summary>
    public bool IsEncrypted => trailers.Any(one => one.ContainsKey("Encrypt"));

    /// <summary>The value behind references.</summary>
    public object? Resolve(object? value)
    {
        for (var links = 0; value is PdfReference { Number: var number }; links++)
        {
            if (links == ChainOfReferences) return null;
            value = Object(number);
        }
        return value;
    }

    public object? Value(PdfDictionary dictionary, string name) => dictionary.TryGetValue(name, out var value) ? Resolve(value) : null;

    public PdfDictionary? Dictionary(PdfDictionary dictionary, string name) => Value(dictionary, name) switch
    {
        PdfDictionary own => own,
        PdfStream stream => stream.Dictionary,
        _ => null,
    };

    public double Number(PdfDictionary dictionary, string name, double otherwise = 0) => Value(dictionary, name) is double number ? number : otherwise;

    public IReadOnlyList<object?> List(PdfDictionary dictionary, string name) => Value(dictionary, name) switch
    {
        List<object?> list => list,
        null => [],
        var one => [one],
    };

    public bool IsOfType(PdfDictionary dictionary, string type) => Value(dictionary, "Type") is PdfName { Text: var text } && text == type;

    /// <summary>The bytes of a stream, unpacked.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="picture">How a picture is packed where no filter of ours unpacks it: <c>DCTDecode</c>; else null.</param>
    /// <returns>Null when it cannot be unpacked.</returns>
    public ReadOnlyMemory<byte>? Unpacked(PdfStream stream, out string? picture)
    {
        stop.ThrowIfCancellationRequested();
        var left = ScanBounds.UnpackedInAll - unpackedInAll;
        var bytes = left <= 0 ? null : PdfFilters.Undo(this, stream, (int)Math.Min(left, ScanBounds.Unpacked), out _);
        picture = bytes is null ? PdfFilters.LastOf(this, stream.Dictionary) : PdfFilters.PictureFilterOf(this, stream.Dictionary);
        unpackedInAll += bytes?.Length ?? 0;
        return bytes;
    }

    private object? Object(int number)
    {
        if (read.TryGetValue(number, out var known)) return known;
        if (!places.TryGetValue(number, out var place)) return null;
        stop.ThrowIfCancellationRequested();
        read[number] = null; // Whoever points at himself finds nothing.
        return read[number] = place.IsInStream ? new PdfTokens(place.Bytes, place.At).Next() : At(place.At);
    }

    private object? At(int at)
    {
        var tokens = new PdfTokens(file, at);
        var value = tokens.Next();
        if (value is not PdfDictionary dictionary) return value == PdfTokens.End ? null : value;
        tokens.SkipBlanks();
        var span = file.Span;
        if (!span[tokens.At..].StartsWith("stream"u8)) return dictionary;
        var begin = tokens.At + "stream".Length;
        if (begin < span.Length && span[begin] == '\r') begin++;
        if (begin < span.Length && span[begin] == '\n') begin++;
        return new PdfStream(dictionary, file[begin..EndOf(dictionary, begin)]);
    }

    // Its length is believed where the word for its end follows it.
    private int EndOf(PdfDictionary dictionary, int begin)
    {
        var span = file.Span;
        if (Value(dictionary, "Length") is double length && length >= 0 && length <= span.Length - begin)
        {
            var end = begin + (int)length;
            var after = span[end..Math.Min(span.Length, end + 20)].TrimStart("\r\n \t"u8);
            if (after.StartsWith("endstream"u8) || after.StartsWith("endobj"u8)) return end;
        }
        var found = span[begin..].IndexOf("endstream"u8);
        var until = found < 0 ? span.Length : begin + found;
        if (until > begin && span[until - 1] == '\n') until--;
        if (until > begin && span[until - 1] == '\r') until--;
        return until;
    }

    private void Find()
    {
        var span = file.Span;
        int nextEnd = -1, nextStream = -1;
        for (var at = 0; at < span.Length && places.Count < ScanBounds.Objects;)
        {
            stop.ThrowIfCancellationRequested();
            var found = span[at..].IndexOf(" obj"u8);
            if (found < 0) return;
            var word = at + found;
            at = word + 4;
            if (NumberBefore(span, word) is not { } number) continue;
            if (nextEnd < at) nextEnd = After(span, at, "endobj"u8);
            if (nextStream < at) nextStream = After(span, at, "stream"u8);
            places[number] = new Place(at, file, false);
            read.Remove(number);
            if (nextStream >= nextEnd) continue;
            var dictionary = span[at..Math.Min(nextStream, at + LongestDictionary)];
            if (dictionary.IndexOf("ObjStm"u8) >= 0) FindIn(number);
            else if (dictionary.IndexOf("XRef"u8) >= 0 && new PdfTokens(file, at).Next() is PdfDictionary trailer) trailers.Add(trailer);
            var over = span[nextStream..].IndexOf("endstream"u8);
            if (over > 0) at = nextStream + over;
        }
    }

    private static int After(ReadOnlySpan<byte> span, int at, ReadOnlySpan<byte> word)
    {
        var found = span[at..].IndexOf(word);
        return found < 0 ? int.MaxValue : at + found;
    }

    // "12 0" before the word; backwards.
    private static int? NumberBefore(ReadOnlySpan<byte> span, int word)
    {
        var at = word - 1;
        var digits = at;
        while (at >= 0 && char.IsAsciiDigit((char)span[at])) at--;
        if (at == digits || digits - at > 5) return null;
        var blanks = at;
        while (at >= 0 && PdfTokens.IsBlank(span[at])) at--;
        if (at == blanks) return null;
        var last = at;
        while (at >= 0 && char.IsAsciiDigit((char)span[at]) && last - at < 9) at--;
        return last > at && int.TryParse(Encoding.ASCII.GetString(span[(at + 1)..(last + 1)]), out var number) ? number : null;
    }

    // Objects that are packed together: pairs of a number and a place, then the objects.
    private void FindIn(int number)
    {
        if (Object(number) is not PdfStream stream || Unpacked(stream, out _) is not { } bytes) return;
        var tokens = new PdfTokens(bytes);
        var (count, first) = (Number(stream.Dictionary, "N"), Number(stream.Dictionary, "First"));
        for (var i = 0; i < count && places.Count < ScanBounds.Objects; i++)
        {
            if (tokens.Next() is not double inner || tokens.Next() is not double offset) return;
            var at = first + offset;
            if (inner is < 0 or > int.MaxValue || at < 0 || at >= bytes.Length) continue;
            places[(int)inner] = new Place((int)at, bytes, true);
            read.Remove((int)inner);
        }
    }

    private List<PdfDictionary> TrailersIn(ReadOnlySpan<byte> word)
    {
        var span = file.Span;
        var all = new List<PdfDictionary>();
        for (var at = 0; all.Count < 100;)
        {
            var found = span[at..].IndexOf(word);
            if (found < 0) return all;
            at += found + word.Length;
            if (new PdfTokens(file, at).Next() is PdfDictionary trailer) all.Add(trailer);
        }
        return all;
    }
}
