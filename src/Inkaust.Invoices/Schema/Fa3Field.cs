using System.Xml.Linq;
using Inkaust.Invoices.Schema;

namespace Inkaust.Invoices;

/// <summary>What an element of FA(3) holds.</summary>
public enum Fa3Kind
{
    /// <summary>Other elements.</summary>
    Group,

    Text,

    /// <summary>A bank account (TNrRB).</summary>
    Account,

    /// <summary>A Polish tax number.</summary>
    Nip,

    /// <summary>A word or figure of a list.</summary>
    Code,

    /// <summary>1 says yes; 2, where it may stand, says no.</summary>
    Mark,

    /// <summary>A rate of VAT: <c>23</c>, <c>zw</c>.</summary>
    VatRate,

    /// <summary>Money (TKwotowy, TKwotowy2).</summary>
    Amount,

    /// <summary>How much of something, or at what rate of exchange (TIlosci).</summary>
    Quantity,

    /// <summary>0 to 100.</summary>
    Percent,

    WholeNumber,

    Date,

    /// <summary>A date with its time.</summary>
    Instant,
}

/// <summary>
/// What the schema says of an element of FA(3) at its place: its label, what it holds and what its codes mean. Whoever draws, compares or
/// explains a file asks here (docs/adr/0004).
/// </summary>
public sealed class Fa3Field
{
    private static readonly Lazy<IReadOnlyList<Fa3Field>> Everything = new(() => [.. Gather(Faktura.Root, "")]);
    private static readonly Lazy<Dictionary<string, Fa3Field>> ByPath = new(() => All.ToDictionary(field => field.Path, StringComparer.Ordinal));

    private static readonly Lazy<Dictionary<string, Fa3Field>> ByName = new(() =>
        All.DistinctBy(field => field.Name).ToDictionary(field => field.Name, StringComparer.Ordinal));

    private readonly Value? value;

    private Fa3Field(Element element, string path)
    {
        (Name, Path, Label, value) = (element.Name, path, element.Label, element.Value);
        Kind = value?.Kind ?? Fa3Kind.Group;
    }

    /// <summary>Every element at every place, in the order of the file; the root comes first.</summary>
    public static IReadOnlyList<Fa3Field> All => Everything.Value;

    /// <summary>What the file calls it: <c>P_12</c>.</summary>
    public string Name { get; }

    /// <summary>Names below the root: <c>Fa/FaWiersz/P_12</c>; empty for the root.</summary>
    public string Path { get; }

    /// <summary>What people call it, in small letters: <c>stawka VAT</c>.</summary>
    public Wording Label { get; }

    public Fa3Kind Kind { get; }

    /// <summary>Two texts of it say the same when their numbers are equal: <c>1.5</c> and <c>1.50</c>.</summary>
    public bool IsNumber => Kind is Fa3Kind.Amount or Fa3Kind.Quantity or Fa3Kind.Percent or Fa3Kind.WholeNumber;

    /// <summary>What a code means, such as <c>6</c> of <c>FormaPlatnosci</c>; null where it has no meaning of its own.</summary>
    public Wording? Meaning(string code) => value?.Meanings.GetValueOrDefault(code.Trim());

    /// <summary>The element at a path of names below the root (<c>Fa/FaWiersz/P_7</c>; places such as <c>[2]</c> are passed over), or null.</summary>
    public static Fa3Field? Of(string path) => ByPath.Value.GetValueOrDefault(
        string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(step => step.Split('[')[0])));

    /// <summary>The declaration of an element where it stands, or of the first of its name when it stands where the schema has none.</summary>
    public static Fa3Field? Of(XElement element) =>
        ByPath.Value.GetValueOrDefault(string.Join('/', element.AncestorsAndSelf().Reverse().Skip(1).Select(step => step.Name.LocalName)))
            ?? Named(element.Name.LocalName);

    /// <summary>The first element of that name, for those who know no path; null when FA(3) has none. Elements of one name have one kind and the
    /// same codes.</summary>
    public static Fa3Field? Named(string name) => ByName.Value.GetValueOrDefault(name);

    public override string ToString() => Path;

    private static IEnumerable<Fa3Field> Gather(Element element, string path)
    {
        yield return new Fa3Field(element, path);
        foreach (var child in element.Children?.Elements ?? [])
            foreach (var field in Gather(child, path.Length == 0 ? child.Name : $"{path}/{child.Name}"))
                yield return field;
    }
}
