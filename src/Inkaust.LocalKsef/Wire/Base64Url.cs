namespace Inkaust.LocalKsef;

/// <summary>Base64 as it stands in addresses and tokens: - and _, and no padding.</summary>
internal static class Base64Url
{
    public static string Write(byte[] octets) => Convert.ToBase64String(octets).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <exception cref="FormatException">Not such a text.</exception>
    public static byte[] Read(string text) =>
        Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '='));
}
