using System.Xml.Linq;
using Inkaust.Invoices;

namespace Inkaust.Print.Description;

/// <summary>What all sections of an invoice need: its language and currency, and the plain way from elements to blocks.</summary>
internal sealed record Composer(Tongue Tongue, string Currency)
{
    private const int DeepestHeading = 8;

    /// <summary>All addresses are in Poland, so that none need say it.</summary>
    public bool Domestic { get; init; } = true;

    public string Say(string pl, string en) => Tongue.Say(pl, en);

    /// <summary>Words that the law prescribes: Polish in each language, with a translation beside them.</summary>
    public string Prescribed(string pl, string en) => Tongue.Code == "pl" ? Tongue.Say(pl, en) : $"{pl} / {en}";

    public string Label(string name) => Tongue.Say(Labels.For(name));

    /// <summary>A column under the label of an element; a second language starts a new line of its head.</summary>
    public Column Column(string name, bool numeric = false) => Head(Labels.For(name), numeric);

    public Column Head(string pl, string en, bool numeric = false) => Head(new Wording(pl, en), numeric);

    /// <summary>Fields of those children that are there, in the order of the names.</summary>
    public List<Field> Fields(Part part, params ReadOnlySpan<string> names)
    {
        var fields = new List<Field>();
        foreach (var name in names)
            foreach (var child in part.Children(name))
                if (child.Text is { Length: > 0 }) fields.Add(FieldOf(child.Element!));
        return fields;
    }

    /// <summary>All that nobody has read below a part, under its own labels: leaves as fields, groups under headings.</summary>
    public List<Block> Rest(Part part) => Rest(part, DeepestHeading);

    private List<Block> Rest(Part part, int depth)
    {
        // Nested deeper than any form is, it is shown in one paragraph: a hostile file must not exhaust the stack.
        if (depth == 0) return [new Paragraph(RestInLine(part))];
        var leaves = new List<Field>();
        var groups = new List<Block>();
        foreach (var child in part.Element?.Elements() ?? [])
        {
            if (!part.Reading.Of(child).Unread().Any()) continue;
            if (child.HasElements) groups.Add(new Section(Tongue.Say(Labels.For(child)), Rest(part.Reading.Of(child), depth - 1)) { Level = 3 });
            else leaves.Add(Read(part.Reading, child));
        }
        return leaves.Count == 0 ? groups : [Grid(leaves), .. groups];
    }

    /// <summary>The same as one line of small print.</summary>
    public string RestInLine(Part part)
    {
        var reading = part.Reading;
        return string.Join(" · ", part.Unread().ToList().Select(leaf => Read(reading, leaf)).Select(field => $"{field.Label}: {field.Value}"));
    }

    /// <summary>Two columns where there is enough to fill them.</summary>
    public static Fields Grid(IReadOnlyList<Field> fields) =>
        new(fields) { Columns = fields.Count > 3 && fields.All(field => field.Value.Length < 60) ? 2 : 1 };

    /// <summary>A section, or nothing when there is nothing to say in it.</summary>
    public static IEnumerable<Block> SectionOf(string title, params IReadOnlyList<Block> blocks) =>
        blocks.Any(block => block is not Fields { Items.Count: 0 })
            ? [new Section(title, [.. blocks.Where(block => block is not Fields { Items.Count: 0 })])] : [];

    /// <summary>An address in one value, as one writes it on an envelope: with the name of the country where somebody else is abroad.</summary>
    public Field? Address(Part address, string label)
    {
        if (!address.Exists) return null;
        var location = address["GLN"] is { Length: > 0 } gln ? $"GLN {gln}" : null;
        var lines = new[] { address["AdresL1"], address["AdresL2"] }.Where(line => !string.IsNullOrWhiteSpace(line)).ToList();
        string?[] all = [.. lines, Country(address["KodKraju"], lines.LastOrDefault() ?? ""), location];
        return new Field(label, string.Join(", ", all.Where(line => !string.IsNullOrWhiteSpace(line))));
    }

    // Not twice, when the sender of the file wrote it himself.
    private string? Country(string? code, string lastLine)
    {
        if (code is null || (Domestic && code == CountryNames.Poland)) return null;
        if (CountryNames.Of(code) is not { } name) return code;
        return Ends(name.Pl) || Ends(name.En) ? null : Tongue.Say(name);

        bool Ends(string words) => lastLine.EndsWith(words, StringComparison.OrdinalIgnoreCase);
    }

    private Column Head(Wording wording, bool numeric) => new(Tongue.Say(wording).Replace(" / ", "\n"), numeric);

    private Field Read(Reading reading, XElement leaf)
    {
        reading.Mark(leaf);
        return FieldOf(leaf);
    }

    private Field FieldOf(XElement leaf) => new(Tongue.Say(Labels.For(leaf)), Values.Of(leaf, Tongue));
}
