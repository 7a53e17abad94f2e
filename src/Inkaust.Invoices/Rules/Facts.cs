using Inkaust.Invoices.Reading;
using Inkaust.Invoices.Schema;

namespace Inkaust.Invoices.Rules;

/// <summary>A sum P_13_x with its taxes.</summary>
internal readonly record struct SumFacts(TaxBucket Bucket, int Node, decimal Net, decimal? Vat, int VatNode, decimal? VatInPln, int PlnNode);

/// <summary>What the rules want to know about a file, read once.</summary>
internal sealed class Facts
{
    private static readonly Dictionary<string, TaxBucket> NetFields = Enum.GetValues<TaxBucket>().ToDictionary(bucket => "P_13_" + bucket.Field);

    public Facts(FileTree tree, DateOnly? today)
    {
        Tree = tree;
        Today = today;
        Seller = tree.Child(0, "Podmiot1");
        Buyer = tree.Child(0, "Podmiot2");
        Fa = tree.Child(0, "Fa");
        Annotations = Child(Fa, "Adnotacje");
        Payment = Child(Fa, "Platnosc");
        Kind = Text(Child(Fa, "RodzajFaktury"));
        Currency = Text(Child(Fa, "KodWaluty"));
        IssueDate = Date(Child(Fa, "P_1"));
        Due = Amount(Child(Fa, "P_15"));
        Sums = ReadSums();
        Lines = All(Fa, "FaWiersz");
    }

    private LineNumbers? orderNumbers;

    public FileTree Tree { get; }

    /// <summary>Today's date in Poland, when it is known.</summary>
    public DateOnly? Today { get; }

    public int Seller { get; }

    public int Buyer { get; }

    public int Fa { get; }

    public int Annotations { get; }

    public int Payment { get; }

    public string Kind { get; }

    public string Currency { get; }

    public DateOnly? IssueDate { get; }

    /// <summary>P_15.</summary>
    public decimal? Due { get; }

    /// <summary>The lines, each to be read by <see cref="LineReading"/>; their facts are not kept, for there may be very many.</summary>
    public FileTree.NamedChildren Lines { get; }

    public SumFacts[] Sums { get; }

    /// <summary>The lines added up; complete once each was read.</summary>
    public LineSums LineSums { get; } = new();

    /// <summary>The numbers of the lines that were read.</summary>
    public LineNumbers LineNumbers { get; } = new();

    public bool IsCorrection => Kind.StartsWith("KOR", StringComparison.Ordinal);

    /// <summary>An ordinary invoice, whose lines tell everything.</summary>
    public bool IsPlain => Kind == "VAT";

    public bool IsInZloty => Currency == "PLN";

    public SumFacts? Sum(TaxBucket bucket)
    {
        foreach (var sum in Sums)
            if (sum.Bucket == bucket) return sum;
        return null;
    }

    public int Child(int node, string name) => Tree.Child(node, name);

    /// <summary>The element at a path below another, or -1.</summary>
    public int At(int node, string first, string second) => Tree.Child(Tree.Child(node, first), second);

    public bool Has(int node, string name) => Tree.Child(node, name) >= 0;

    public string Text(int node) => node < 0 ? "" : Names.Known(Tree.Text(node));

    public bool Is(int node, string name, string value) => Tree.Child(node, name) is var child and >= 0 && Tree.Text(child).SequenceEqual(value);

    public bool Annotated(string name) => Is(Annotations, name, "1");

    /// <summary>An annotation that stands one level lower: <c>Zwolnienie/P_19</c>.</summary>
    public bool AnnotatedIn(string group, string name) => Is(Child(Annotations, group), name, "1");

    /// <summary>Whether a line of the invoice or of its order has that number.</summary>
    public bool HasLine(decimal number)
    {
        if (LineNumbers.Contains(number)) return true;
        if (orderNumbers is null)
        {
            orderNumbers = new LineNumbers();
            foreach (var line in All(Child(Fa, "Zamowienie"), "ZamowienieWiersz")) orderNumbers.Add(Amount(Child(line, "NrWierszaZam")) ?? 0, false);
        }
        return orderNumbers.Contains(number);
    }

    /// <summary>A number; what is larger than the schema allows is none, so that sums never overflow.</summary>
    public decimal? Amount(int node) => node >= 0 && Tree.Text(node) is { Length: <= 26 } text && Decimals.TryRead(text, out var amount) &&
        Math.Abs(amount) < 100_000_000_000_000_000m ? amount : null;

    public DateOnly? Date(int node) => node >= 0 && DateValue.TryRead(Tree.Text(node), out var date) ? date : null;

    /// <summary>All children of that name.</summary>
    public FileTree.NamedChildren All(int node, string name) => Tree.Children(node, name);

    /// <summary>The tax, register, account or KSeF numbers of that name anywhere in the file.</summary>
    public Numbers Everywhere(string name) => new(Tree, name);

    private SumFacts[] ReadSums()
    {
        var sums = new List<SumFacts>();
        if (Fa < 0) return [];
        for (var child = Fa + 1; child < Tree[Fa].End; child = Tree[child].End)
        {
            var name = Tree[child].Declaration.Name;
            if (name == "Adnotacje") break;
            if (!NetFields.TryGetValue(name, out var bucket) || Amount(child) is not { } net) continue;
            // The taxes of a sum stand right after it.
            var vat = Following(child, "P_14_");
            var pln = vat < 0 ? -1 : Following(vat, "P_14_");
            sums.Add(new SumFacts(bucket, child, net, Amount(vat), vat, Amount(pln), pln));
        }
        return [.. sums];
    }

    private int Following(int node, string beginning) =>
        Tree[node].End is var next && next < Tree[Fa].End && Tree[next].Declaration.Name.StartsWith(beginning, StringComparison.Ordinal) ? next : -1;

    /// <summary>The numbers of one name, one after another.</summary>
    internal struct Numbers(FileTree tree, string name)
    {
        private int place = -1;

        public readonly int Current => tree.Identifiers[place];

        public readonly Numbers GetEnumerator() => this;

        public bool MoveNext()
        {
            while (++place < tree.Identifiers.Count)
                if (ReferenceEquals(tree[Current].Declaration.Name, name)) return true;
            return false;
        }
    }

    /// <summary>Short codes that occur again and again need no new string each time.</summary>
    private static class Names
    {
        private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Codes =
            new HashSet<string>([.. Vocabulary.Kind.Codes, .. Vocabulary.Rate.Codes, .. Vocabulary.Currency.Codes, .. Vocabulary.Country.Codes, "1",
                "2"], StringComparer.Ordinal)
                .GetAlternateLookup<ReadOnlySpan<char>>();

        public static string Known(ReadOnlySpan<char> text) => text.Length <= 7 && Codes.TryGetValue(text, out var known) ? known : text.ToString();
    }
}
