namespace Inkaust.Scan.Pdf;

/// <summary>LZW as PDF has it (ISO 32000-1, 7.4.4).</summary>
internal static class LzwStream
{
    private const int Clear = 256, Over = 257, MostCodes = 4096;

    /// <summary>Unpacks.</summary>
    /// <returns>Null when that is too much.</returns>
    public static byte[]? Unpack(ReadOnlySpan<byte> packed, bool early, int most)
    {
        var bytes = new List<byte>();
        var words = new byte[MostCodes][];
        for (var i = 0; i < 256; i++) words[i] = [(byte)i];
        var (next, width, bits, kept) = (Over + 1, 9, 0, 0u);
        byte[]? before = null;
        long inWords = 0;
        foreach (var octet in packed)
        {
            kept = (kept << 8) | octet;
            bits += 8;
            if (bits < width) continue;
            var code = (int)(kept >> (bits - width)) & ((1 << width) - 1);
            bits -= width;
            kept &= (1u << bits) - 1;
            if (code == Over) break;
            if (code == Clear)
            {
                (next, width, before, inWords) = (Over + 1, 9, null, 0);
                continue;
            }
            var word = code < 256 || (code > Over && code < next) ? words[code] : before is not null && code == next ? [.. before, before[0]] : null;
            if (word is null) break;
            bytes.AddRange(word);
            if (bytes.Count > most) return null;
            if (before is not null && next < MostCodes && (inWords += before.Length) < most) words[next++] = [.. before, word[0]];
            before = word;
            width = (next + (early ? 1 : 0)) switch { >= 2048 => 12, >= 1024 => 11, >= 512 => 10, _ => 9 };
        }
        return [.. bytes];
    }
}
