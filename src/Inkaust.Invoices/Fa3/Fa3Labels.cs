using Inkaust.Invoices.Schema;

namespace Inkaust.Invoices;

/// <summary>What people call the elements and codes of FA(3).</summary>
public static class Fa3Labels
{
    /// <summary>The label of the element at a path of names below the root (<c>Fa/FaWiersz/P_7</c>; places such as <c>[2]</c> are passed over), or null.</summary>
    public static Wording? Of(string path) => Find(path)?.Label;

    /// <summary>The label of the first element of that name, for those who know no path; null when FA(3) has none.</summary>
    public static Wording? OfName(string name) => ByName.Value.GetValueOrDefault(name);

    /// <summary>The meaning of a code at a path, such as <c>6</c> at <c>Fa/Platnosc/FormaPlatnosci</c>; null where codes have no meaning of their own.</summary>
    public static Wording? Meaning(string path, string code) => Find(path)?.Type is NumberCodeValue value
        ? value.Codes.Where(known => known.Code == code.Trim()).Select(known => known.Meaning).FirstOrDefault() : null;

    private static readonly Lazy<Dictionary<string, Wording>> ByName = new(() =>
    {
        var labels = new Dictionary<string, Wording>(StringComparer.Ordinal);
        Gather(Faktura.Root);
        return labels;

        void Gather(Element element)
        {
            labels.TryAdd(element.Name, element.Label);
            foreach (var child in (element.Type as Children)?.Elements ?? []) Gather(child);
        }
    });

    private static Element? Find(string path)
    {
        var element = Faktura.Root;
        foreach (var step in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = step.Split('[')[0];
            if ((element.Type as Children)?.Elements.FirstOrDefault(child => child.Name == name) is not { } child) return null;
            element = child;
        }
        return element;
    }
}
