using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>Why the hash of a code is not that of the file: the mistakes that programs are known to make are tried one by one.</summary>
internal static partial class HashMistakes
{
    private sealed record Mistake(Func<byte[]> Hashed, Wording Words);

    /// <summary>Says why a hash does not fit.</summary>
    /// <param name="claimed">The hash in the code.</param>
    /// <param name="file">A file with another one.</param>
    public static Claim Why(InvoiceHash claimed, Fa3Invoice file)
    {
        foreach (var mistake in OfHash(file.Hash))
        {
            if (InvoiceHash.Of(mistake.Hashed()) != claimed) continue;
            return Claim.Wrong(ClaimSubject.File, "INK-VERIFY-141", $"Kod niesie skrót ze skrótu zamiast skrótu pliku: {mistake.Words.Pl}.",
                $"The code carries the hash of a hash instead of that of the file: {mistake.Words.En}.");
        }
        foreach (var mistake in OfBytes(file))
        {
            if (InvoiceHash.Of(mistake.Hashed()) != claimed) continue;
            return Claim.Wrong(ClaimSubject.File, "INK-VERIFY-142", $"Skrót policzono z innych bajtów niż te pliku: {mistake.Words.Pl}.",
                $"The hash was counted over other bytes than those of the file: {mistake.Words.En}.");
        }
        return Claim.Wrong(ClaimSubject.File, "INK-VERIFY-143",
            $"Skrót nie zgadza się z plikiem faktury {file.Number}: to inny plik, albo zmieniono w nim choć jeden znak.",
            $"The hash does not agree with the file of invoice {file.Number}: it is another file, or a single character of it was changed.");
    }

    private static IEnumerable<Mistake> OfHash(InvoiceHash hash)
    {
        var bytes = Convert.FromBase64String(hash.Base64);
        yield return new(() => bytes, new("policzono go dwa razy", "it was counted twice"));
        yield return new(() => Text(hash.Base64), new("policzono go z Base64 skrótu", "it was counted over the Base64 of the hash"));
        yield return new(() => Text(hash.Base64Url), new("policzono go z Base64URL skrótu", "it was counted over the Base64URL of the hash"));
        yield return new(() => Text(Convert.ToHexStringLower(bytes)), new("policzono go z cyfr szesnastkowych skrótu", "over the hash in hexadecimal digits"));
        yield return new(() => Text(Convert.ToHexString(bytes)), new("policzono go z cyfr szesnastkowych skrótu", "over the hash in hexadecimal digits"));
    }

    private static IEnumerable<Mistake> OfBytes(Fa3Invoice file)
    {
        var bytes = file.Bytes.ToArray();
        var hasMark = bytes.AsSpan().StartsWith("\uFEFF"u8);
        var text = Encoding.UTF8.GetString(hasMark ? bytes.AsSpan(3) : bytes);
        var unix = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        yield return hasMark
            ? new(() => bytes[3..], new("bez znaku BOM na początku", "without the byte order mark at its beginning"))
            : new(() => [.. "\uFEFF"u8, .. bytes], new("ze znakiem BOM na początku", "with a byte order mark at its beginning"));
        yield return new(() => Text(unix), new("z końcami wierszy LF", "with line ends LF"));
        yield return new(() => Text(unix.Replace("\n", "\r\n", StringComparison.Ordinal)), new("z końcami wierszy CRLF", "with line ends CRLF"));
        yield return new(() => Text(text.TrimEnd()), new("bez pustego wiersza na końcu", "without the line end at its end"));
        yield return new(() => Text(text.TrimEnd() + "\n"), new("z końcem wiersza na końcu", "with a line end at its end"));
        yield return new(() => Text(text.TrimEnd() + "\r\n"), new("z końcem wiersza na końcu", "with a line end at its end"));
        yield return new(() => Text(BlankBetween().Replace(text, "><")), new("bez odstępów między elementami", "without the blanks between elements"));
        yield return new(() => Text(Declaration().Replace(text, "")), new("bez deklaracji XML", "without the XML declaration"));
        yield return new(() => Text(BlankBetween().Replace(Declaration().Replace(text, ""), "><")),
            new("bez deklaracji XML i odstępów", "without the XML declaration and blanks"));
        yield return new(() => Text(Convert.ToBase64String(bytes)), new("z Base64 pliku", "the Base64 of the file"));
        yield return new(() => Encoding.Unicode.GetBytes(text), new("z tekstu w UTF-16", "the text in UTF-16"));
        yield return new(() => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)], new("z tekstu w UTF-16", "the text in UTF-16"));
        foreach (var options in (SaveOptions[])[SaveOptions.None, SaveOptions.DisableFormatting])
            yield return new(() => Text(file.Document.ToString(options)), new("z pliku zapisanego od nowa", "the file written anew"));
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    [GeneratedRegex(@">\s+<")]
    private static partial Regex BlankBetween();

    [GeneratedRegex(@"\A<\?xml[^>]*\?>\s*")]
    private static partial Regex Declaration();
}
