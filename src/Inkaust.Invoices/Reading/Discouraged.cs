using System.Text;

namespace Inkaust.Invoices.Reading;

/// <summary>
/// The characters that XML 1.0 section 2.2 allows but discourages, and KSeF refuses: control characters from 7F to 9F except 85,
/// FDD0 to FDEF, and the last two of every plane above the first.
/// </summary>
internal static class Discouraged
{
    /// <summary>The first such character in the text, or null.</summary>
    public static int? Find(ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (IsOne(rune.Value)) return rune.Value;
        return null;
    }

    /// <summary>Where the first such character, or one of the forbidden FFFE and FFFF, stands in valid UTF-8; null when there is none.</summary>
    public static (int Position, int Character)? Find(ReadOnlySpan<byte> utf8)
    {
        var passed = 0;
        while (utf8[passed..].IndexOfAny(Leads) is var step and >= 0)
        {
            passed += step;
            Rune.DecodeFromUtf8(utf8[passed..], out var rune, out var length);
            if (IsOne(rune.Value) || rune.Value is 0xFFFE or 0xFFFF) return (passed, rune.Value);
            passed += length;
        }
        return null;
    }

    // The first bytes of all of them in UTF-8.
    private static readonly System.Buffers.SearchValues<byte> Leads =
        System.Buffers.SearchValues.Create([0x7F, 0xC2, 0xEF, 0xF0, 0xF1, 0xF2, 0xF3, 0xF4]);

    private static bool IsOne(int character) =>
        character is >= 0x7F and <= 0x9F and not 0x85 or >= 0xFDD0 and <= 0xFDEF || (character > 0xFFFF && (character & 0xFFFE) == 0xFFFE);
}
