using System.Globalization;
using Inkaust.Invoices.Reading;

namespace Inkaust.Invoices;

/// <summary>An invoice that another one names: by its number, its KSeF number, or both.</summary>
public sealed record NamedInFile(string? Number, string? KsefNumber);

/// <summary>
/// What is noted of an FA(3) file where thousands come at once: its keys, and what it is found and paid by. It is read as <see cref="Fa3Validator"/>
/// reads, in one pass and without a tree of objects; what the schema says against it is not asked.
/// </summary>
public sealed record Fa3Facts : Fa3Keys
{
    private Fa3Facts(FileTree tree) : base(path => First(tree, path))
    {
        var fa = tree.Child(0, "Fa");
        ThirdParties = [.. All(tree, 0, "Podmiot3", "DaneIdentyfikacyjne", "NIP"), .. All(tree, 0, "Podmiot3", "DaneIdentyfikacyjne", "IDWew")];
        AuthorisedParties = All(tree, 0, "PodmiotUpowazniony", "DaneIdentyfikacyjne", "NIP");
        Accounts = [.. All(tree, fa, "Platnosc", "RachunekBankowy", "NrRB"), .. All(tree, fa, "Platnosc", "RachunekBankowyFaktora", "NrRB")];
        PaymentDates = [.. All(tree, fa, "Platnosc", "TerminPlatnosci", "Termin").Select(DateIn).OfType<DateOnly>()];
        Goods = [.. All(tree, fa, "FaWiersz", "P_7"), .. All(tree, fa, "Zamowienie", "ZamowienieWiersz", "P_7Z")];
        Names =
        [
            .. Named(tree, fa, "DaneFaKorygowanej", "NrFaKorygowanej", "NrKSeFFaKorygowanej"),
            .. Named(tree, fa, "FakturaZaliczkowa", "NrFaZaliczkowej", "NrKSeFFaZaliczkowej"),
        ];
    }

    /// <summary>Podmiot3: NIPs, and internal identifiers, which begin with one.</summary>
    public IReadOnlyList<string> ThirdParties { get; }

    /// <summary>PodmiotUpowazniony: its NIP.</summary>
    public IReadOnlyList<string> AuthorisedParties { get; }

    /// <summary>NrRB as they were written, those of the factor last.</summary>
    public IReadOnlyList<string> Accounts { get; }

    /// <summary>Termin: the days by which it is to be paid.</summary>
    public IReadOnlyList<DateOnly> PaymentDates { get; }

    /// <summary>P_7 and P_7Z: what is sold or ordered.</summary>
    public IReadOnlyList<string> Goods { get; }

    /// <summary>The originals that it corrects, and the advances that it settles.</summary>
    public IReadOnlyList<NamedInFile> Names { get; }

    /// <summary>Reads a file without judging its content.</summary>
    /// <param name="xml">The bytes of the file.</param>
    /// <exception cref="RefusedException">INK-XML-nnn: it is no FA(3), or cannot be read to its end; INK-XML-003, 004: what it is known by is missing
    /// or unreadable.</exception>
    public static Fa3Facts Read(ReadOnlyMemory<byte> xml)
    {
        var findings = new FindingList();
        if (!FileBytes.Check(xml.Span, findings, XmlBounds.Invoice.Bytes)) throw Ended(findings);
        using var reading = new FileReading(xml.Span, findings);
        return reading.Read() && reading.Tree.Count > 0 ? new Fa3Facts(reading.Tree) : throw Ended(findings);
    }

    // The last finding says where and why nobody could read on.
    private static RefusedException Ended(FindingList findings) => new(findings.InOrder()[^1]);

    private static string? First(FileTree tree, ReadOnlySpan<string> path)
    {
        var node = 0;
        foreach (var name in path) node = tree.Child(node, name);
        return node < 0 ? null : tree.Text(node).ToString();
    }

    private static List<string> All(FileTree tree, int node, params ReadOnlySpan<string> path)
    {
        var texts = new List<string>();
        Add(tree, node, path, texts);
        return texts;
    }

    private static void Add(FileTree tree, int node, ReadOnlySpan<string> path, List<string> texts)
    {
        if (path.Length == 0) texts.Add(tree.Text(node).ToString());
        else foreach (var child in tree.Children(node, path[0])) Add(tree, child, path[1..], texts);
    }

    private static IEnumerable<NamedInFile> Named(FileTree tree, int fa, string element, string number, string ksefNumber)
    {
        foreach (var named in tree.Children(fa, element))
            yield return new NamedInFile(TextOf(tree, named, number), TextOf(tree, named, ksefNumber));
    }

    private static string? TextOf(FileTree tree, int node, string name) =>
        tree.Child(node, name) is var child and >= 0 ? tree.Text(child).ToString() : null;

    private static DateOnly? DateIn(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
