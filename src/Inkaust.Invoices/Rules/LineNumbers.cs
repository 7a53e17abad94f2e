namespace Inkaust.Invoices.Rules;

/// <summary>
/// Which line numbers were used, before a correction and after it: two bits for each number that an invoice can sensibly have; larger
/// ones are few and stand in a set.
/// </summary>
internal sealed class LineNumbers
{
    private const int MostInBits = 1 << 17;

    private ulong[] bits = new ulong[4];
    private HashSet<(decimal, bool)>? larger;

    /// <summary>False when the number was used before.</summary>
    public bool Add(decimal number, bool isBefore)
    {
        if (PlaceOf(number, isBefore) is not { } place) return (larger ??= []).Add((number, isBefore));
        if (place / 64 >= bits.Length) Array.Resize(ref bits, Math.Max(bits.Length * 2, place / 64 + 1));
        var bit = 1ul << place % 64;
        if ((bits[place / 64] & bit) != 0) return false;
        bits[place / 64] |= bit;
        return true;
    }

    public bool Contains(decimal number) => Contains(number, false) || Contains(number, true);

    private bool Contains(decimal number, bool isBefore) => PlaceOf(number, isBefore) is { } place
        ? place / 64 < bits.Length && (bits[place / 64] >> place % 64 & 1) != 0
        : larger is not null && larger.Contains((number, isBefore));

    private static int? PlaceOf(decimal number, bool isBefore) =>
        number is >= 0 and < MostInBits && (int)number is var whole && whole == number ? whole * 2 + (isBefore ? 1 : 0) : null;
}
