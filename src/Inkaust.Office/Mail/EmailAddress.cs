using System.Text.RegularExpressions;

namespace Inkaust.Office;

/// <summary>
/// Addresses of e-mail as they are taken here: one address in Latin letters, without quotes, comments, names or blanks. All that people have is
/// among them, and nothing of what headers are forged with.
/// </summary>
public static partial class EmailAddress
{
    /// <summary>The longest one (RFC 5321, 4.5.3.1.3, without its brackets).</summary>
    public const int Longest = 254;

    /// <summary>The address in a text, without blanks around it; null: it is none.</summary>
    public static string? Read(string? text) => text?.Trim() is { Length: > 0 and <= Longest } address && Form().IsMatch(address) ? address : null;

    /// <summary>How addresses are compared: capitals make no other person.</summary>
    internal static string KeyOf(string address) => address.ToUpperInvariant();

    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
        + @"@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\z")]
    private static partial Regex Form();
}
