using System.Globalization;
using Inkaust.Invoices;

namespace Inkaust.LocalKsef;

/// <summary>Times as they come from outside: with an offset, or without one and then in Poland (KSEF 8).</summary>
internal static class WireTime
{
    public static bool TryRead(string text, out DateTimeOffset time)
    {
        // A '+' in a query that was not escaped arrives as a blank.
        if (!DateTime.TryParse(text.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var read)
            && !DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out read))
        {
            time = default;
            return false;
        }
        // Clients send the first or the last moment that they can say for "always"; nothing can be reckoned from those.
        if (read.Year is < 1900 or > 9000)
        {
            time = default;
            return false;
        }
        time = read.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(read, PolishTime.Zone.GetUtcOffset(read)) : new DateTimeOffset(read);
        return true;
    }
}
