using System.Globalization;

namespace Inkaust.Print.Pdf;

/// <summary>A colour in sRGB, each part from 0 to 255.</summary>
internal readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    public static readonly Colour Black = new(0, 0, 0);

    public static readonly Colour StampRed = new(200, 16, 46);

    /// <summary>A neutral grey: 0 black, 255 white.</summary>
    public static Colour Grey(byte level) => new(level, level, level);

    /// <summary>Reads <c>#rrggbb</c>; false for anything else.</summary>
    public static bool TryParse(string? text, out Colour colour)
    {
        colour = default;
        if (text is not { Length: 7 } || text[0] != '#') return false;
        if (!int.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)) return false;
        colour = new Colour((byte)(value >> 16), (byte)(value >> 8), (byte)value);
        return true;
    }

    /// <summary><c>#rrggbb</c>.</summary>
    public override string ToString() => $"#{Red:x2}{Green:x2}{Blue:x2}";
}
