using System.Globalization;
using System.Xml;
using Inkaust.Invoices;

namespace Inkaust.Print.Description;

/// <summary>A moment as people in Poland read it: by their clock, without the signs of xsd:dateTime.</summary>
internal static class Moment
{
    private const string ToTheMinute = "yyyy-MM-dd HH:mm", ToTheSecond = "yyyy-MM-dd HH:mm:ss";

    /// <summary><c>2026-11-26T23:30:00Z</c> is <c>2026-11-27 00:30</c>. A moment without offset is by the Polish clock already; what is no moment
    /// stays as it is.</summary>
    public static string Shown(string text) => Written(text, ToTheMinute);

    /// <summary>The same to the second, where the moment is proof of something.</summary>
    public static string Exact(string text) => Written(text, ToTheSecond);

    private static string Written(string text, string form) => Of(text)?.ToString(form, CultureInfo.InvariantCulture) ?? text;

    // By the Polish clock.
    private static DateTime? Of(string text)
    {
        // A date alone is no moment, and words that hold a T are none either.
        if (text.Length < 16 || text[10] != 'T') return null;
        // 24:00:00 ends a day.
        var (written, days) = text.AsSpan(11).StartsWith("24:00", StringComparison.Ordinal) ? ($"{text[..11]}00{text[13..]}", 1) : (text, 0);
        try
        {
            var hasOffset = XmlConvert.ToDateTime(written, XmlDateTimeSerializationMode.RoundtripKind).Kind != DateTimeKind.Unspecified;
            return (hasOffset ? PolishTime.At(XmlConvert.ToDateTimeOffset(written)).DateTime
                : XmlConvert.ToDateTime(written, XmlDateTimeSerializationMode.Unspecified)).AddDays(days);
        }
        catch (Exception fault) when (fault is FormatException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
