using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Inkaust.Invoices;

/// <summary>
/// SHA-256 over the bytes of the invoice XML: the distinguishing mark (wyróżnik) in both codes and in every call that
/// sends the invoice. It belongs to bytes, not to content: the same invoice written anew has another one.
/// </summary>
public readonly record struct InvoiceHash : IParsable<InvoiceHash>
{
    private readonly string? base64;

    private InvoiceHash(ReadOnlySpan<byte> hash) => base64 = Convert.ToBase64String(hash);

    /// <summary>The hash of these bytes.</summary>
    public static InvoiceHash Of(ReadOnlySpan<byte> xml) => new(SHA256.HashData(xml));

    /// <summary>Standard Base64, as the API writes it.</summary>
    public string Base64 => base64 ?? "";

    /// <summary>Base64URL without padding, as the links behind the codes carry it.</summary>
    public string Base64Url => Base64.TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>Reads either form.</summary>
    /// <exception cref="FormatException">Not 32 bytes in Base64 or Base64URL.</exception>
    public static InvoiceHash Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var hash) ? hash : throw new FormatException($"'{s}' is not a SHA-256 hash in Base64 or Base64URL.");

    public static bool TryParse([NotNullWhen(true)] string? s, out InvoiceHash result) => TryParse(s, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out InvoiceHash result)
    {
        result = default;
        if (s is not { Length: 43 or 44 }) return false;
        var standard = s.TrimEnd('=').Replace('-', '+').Replace('_', '/') + "=";
        Span<byte> bytes = stackalloc byte[33];
        if (!Convert.TryFromBase64String(standard, bytes, out var length) || length != 32) return false;
        result = new InvoiceHash(bytes[..32]);
        return true;
    }

    /// <summary>The Base64URL form.</summary>
    public override string ToString() => Base64Url;
}
