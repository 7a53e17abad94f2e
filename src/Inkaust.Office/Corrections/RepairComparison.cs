using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>A place at which two invoices say different things.</summary>
/// <param name="Path">In names of the file: <c>Fa/FaWiersz[2]/P_12</c>.</param>
/// <param name="Before">What the first says; null = nothing.</param>
/// <param name="After">What the second says; null = nothing.</param>
public sealed record ContentDifference(string Path, string? Before, string? After);

/// <summary>
/// Compares what two FA(3) files say, without the technical side: bytes, encoding, order and prefixes of elements, blanks,
/// comments, empty elements, the header, and how a number is written. Two files without a difference are one invoice (LAW 57).
/// </summary>
public static partial class RepairComparison
{
    // The header says who wrote the file and when, nothing about the sale.
    private const string Header = "Naglowek";

    /// <summary>Every difference in content, in the order of the first file.</summary>
    public static IReadOnlyList<ContentDifference> Compare(XDocument before, XDocument after)
    {
        var differences = new List<ContentDifference>();
        Compare(before.Root!, after.Root!, "", differences);
        return differences;
    }

    private static void Compare(XElement before, XElement after, string path, List<ContentDifference> differences)
    {
        CompareAttributes(before, after, path, differences);
        if (!before.HasElements && !after.HasElements)
        {
            if (Text(before) != Text(after)) differences.Add(new(path, Shown(before), Shown(after)));
            return;
        }
        var ours = Children(before);
        var theirs = Children(after);
        foreach (var name in ours.Select(child => child.Key).Union(theirs.Select(child => child.Key)).ToList())
        {
            var left = ours[name].ToList();
            var right = theirs[name].ToList();
            for (var i = 0; i < Math.Max(left.Count, right.Count); i++)
            {
                int? place = left.Count > 1 || right.Count > 1 ? i + 1 : null;
                CompareAt(left.ElementAtOrDefault(i), right.ElementAtOrDefault(i), Below(path, name, place), differences);
            }
        }
    }

    private static void CompareAt(XElement? before, XElement? after, string path, List<ContentDifference> differences)
    {
        if (before is not null && after is not null) Compare(before, after, path, differences);
        // One has it and the other does not: each thing that it says is a difference of its own.
        else foreach (var leaf in (before ?? after)!.DescendantsAndSelf().Where(element => !element.HasElements && SaysSomething(element)))
        {
            var above = leaf.AncestorsAndSelf().TakeWhile(one => one != before && one != after);
            var place = string.Concat(above.Reverse().Select(one => "/" + one.Name.LocalName));
            differences.Add(new(path + place, before is null ? null : Shown(leaf), after is null ? null : Shown(leaf)));
        }
    }

    private static void CompareAttributes(XElement before, XElement after, string path, List<ContentDifference> differences)
    {
        foreach (var name in before.Attributes().Concat(after.Attributes()).Where(IsContent).Select(attribute => attribute.Name).Distinct().ToList())
        {
            var (left, right) = (before.Attribute(name)?.Value.Trim(), after.Attribute(name)?.Value.Trim());
            if (left != right) differences.Add(new($"{path}/@{name.LocalName}", left, right));
        }
    }

    // xmlns and xsi are about the file.
    private static bool IsContent(XAttribute attribute) => !attribute.IsNamespaceDeclaration && attribute.Name.Namespace == XNamespace.None;

    private static ILookup<string, XElement> Children(XElement element) => element.Elements()
        .Where(child => !(element.Parent is null && child.Name.LocalName == Header)
            && child.DescendantsAndSelf().Any(one => SaysSomething(one) || KeepsAPlace(one)))
        .ToLookup(child => child.Name.LocalName);

    private static bool SaysSomething(XElement element) => !element.HasElements && Text(element).Length > 0 && !SaysNo(element);

    // An empty cell of a table is the reason why the next one stands where it does.
    private static bool KeepsAPlace(XElement element) => element.Name.LocalName is "Kol" or "WKom" or "SKom";

    // A required mark that means "no" says the same as its absence (LAW 48).
    private static bool SaysNo(XElement element) => (element.Name.LocalName, element.Value.Trim()) is
        ("P_16" or "P_17" or "P_18" or "P_18A" or "P_23" or "JST" or "GV", "2") or ("P_19N" or "P_22N" or "P_PMarzyN", "1");

    private static string Text(XElement element)
    {
        var text = Shown(element);
        var name = element.Name.LocalName;
        if (Fa3Field.Named(name) is { Kind: Fa3Kind.Nip }) return string.Concat(text.Where(char.IsAsciiDigit));
        return Fa3Field.Named(name) is { IsNumber: true }
            && decimal.TryParse(text, NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var amount)
            ? amount.ToString("0.##########", CultureInfo.InvariantCulture)
            : text;
    }

    // Runs of blanks count as one, and characters that KSeF discourages are no content (LAW 69).
    private static string Shown(XElement element) =>
        Blanks().Replace(string.Concat(element.Value.EnumerateRunes().Where(sign => !IsDiscouraged(sign.Value))), " ").Trim();

    private static bool IsDiscouraged(int sign) => sign is (>= 0x7F and <= 0x84) or (>= 0x86 and <= 0x9F) or 0xFEFF or (>= 0xFDD0 and <= 0xFDEF)
        || (sign > 0xFFFF && (sign & 0xFFFE) == 0xFFFE);

    private static string Below(string path, string name, int? place) =>
        (path.Length == 0 ? "" : path + "/") + name + (place is { } one ? $"[{one}]" : "");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
