using System.Diagnostics.CodeAnalysis;

namespace Inkaust.Ksef;

/// <summary>
/// The number that KSeF gives to a session, to an invoice within a session, to a UPO or to an application: 36 letters,
/// digits and dashes. Not a KSeF number: it proves that something was taken in, not that it was accepted.
/// </summary>
public readonly record struct ReferenceNumber : IParsable<ReferenceNumber>
{
    private readonly string? text;

    private ReferenceNumber(string text) => this.text = text;

    /// <exception cref="FormatException">Not 36 letters, digits and dashes.</exception>
    public static ReferenceNumber Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var number) ? number : throw new FormatException("Not a reference number of KSeF: 36 letters, digits and dashes.");

    public static bool TryParse([NotNullWhen(true)] string? s, out ReferenceNumber result) => TryParse(s, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ReferenceNumber result)
    {
        result = default;
        if (s is not { Length: 36 } || !s.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) return false;
        result = new ReferenceNumber(s);
        return true;
    }

    public override string ToString() => text ?? "";
}
