using System.Globalization;
using System.Xml.Linq;

namespace Inkaust.Tests.Invoices;

/// <summary>Whether one FA(3) file says all that another says; 1.5 and 1.50 say the same.</summary>
internal static class Fa3Comparison
{
    /// <summary>The path of the first element of <paramref name="before"/> that <paramref name="after"/> lacks or says otherwise; null when there is none.</summary>
    public static string? FirstLoss(byte[] before, byte[] after) => Losses(before, after).FirstOrDefault();

    /// <summary>The paths of all of them.</summary>
    public static IEnumerable<string> Losses(byte[] before, byte[] after) =>
        Losses(XDocument.Load(new MemoryStream(before)).Root!, XDocument.Load(new MemoryStream(after)).Root!, "");

    private static IEnumerable<string> Losses(XElement before, XElement after, string path)
    {
        foreach (var group in before.Elements().GroupBy(element => element.Name))
        {
            if (group.Key.LocalName is "Naglowek") continue;
            var others = after.Elements(group.Key).Where(Speaks).ToList();
            var place = 0;
            foreach (var element in group.Where(Speaks))
            {
                var here = $"{path}/{element.Name.LocalName}[{place}]";
                if (place >= others.Count)
                {
                    yield return $"{here} is gone";
                    continue;
                }
                var other = others[place++];
                if (element.HasElements) foreach (var loss in Losses(element, other, here)) yield return loss;
                else if (Value(element) != Value(other)) yield return $"{here} was '{element.Value}' and is '{other.Value}'";
                foreach (var attribute in element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration))
                    if (other.Attribute(attribute.Name)?.Value != attribute.Value) yield return $"{here}/@{attribute.Name.LocalName} was '{attribute.Value}'";
            }
        }
    }

    // An empty element says nothing, unless it keeps the place of a cell.
    private static bool Speaks(XElement element) => element.Value.Trim().Length > 0 || element.Name.LocalName.EndsWith("Kom", StringComparison.Ordinal);

    private static string Value(XElement element)
    {
        var text = string.Join(' ', element.Value.Split((char[])[' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        if (DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ssK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)) return instant.UtcDateTime.ToString("O");
        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? (number / 1.0000000000000000000m).ToString("G29", CultureInfo.InvariantCulture) : text;
    }
}
