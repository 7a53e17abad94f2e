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
        try
        {
            var asWritten = XmlConvert.ToDateTime(text.Trim(), XmlDateTimeSerializationMode.RoundtripKind);
            return asWritten.Kind == DateTimeKind.Unspecified ? asWritten : PolishTime.At(XmlConvert.ToDateTimeOffset(text.Trim())).DateTime;
        }
        catch (Exception fault) when (fault is FormatException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
