using System.Text.RegularExpressions;
using System.Xml.Linq;
using Inkaust.Invoices;

namespace Inkaust.Tests.Invoices;

/// <summary>Drafts as FA(3) and back, of which a test looks at one place.</summary>
internal static partial class Written
{
    public static readonly InvoiceDraft Draft = new()
    {
        Number = "FV/7",
        IssueDate = new DateOnly(2026, 11, 22),
        Seller = Cookbook.Seller,
        Buyer = new Party { Name = "Łąka", Nip = Nip.Parse("7792468135") },
        Lines = [new Line { Name = "Dąb", Price = 100, Rate = VatRate.Parse("23") }],
    };

    /// <summary>What stands in the elements at a path below the root, without namespace and line ends; "" where there is none.</summary>
    public static string At(InvoiceDraft draft, string path) => At(Fa3Writer.Bytes(draft, Cookbook.CreatedAt, "Inkaust"), path);

    public static string At(byte[] xml, string path)
    {
        IEnumerable<XElement> found = [XDocument.Load(new MemoryStream(xml)).Root!];
        foreach (var step in path.Split('/')) found = found.SelectMany(one => one.Elements(Fa3Invoice.Namespace + step)).ToList();
        return string.Concat(found.SelectMany(one => one.Nodes()).Select(node =>
            NamespaceDeclaration().Replace(node.ToString(SaveOptions.DisableFormatting), "")));
    }

    /// <summary>The draft of a file, in which one text is replaced by another.</summary>
    public static InvoiceDraft ReadWith(InvoiceDraft draft, string from, string to)
    {
        var xml = System.Text.Encoding.UTF8.GetString(Fa3Writer.Bytes(draft, Cookbook.CreatedAt, "Inkaust"));
        Assert.Contains(from, xml, StringComparison.Ordinal);
        return Fa3DraftReader.Read(System.Text.Encoding.UTF8.GetBytes(xml.Replace(from, to, StringComparison.Ordinal)));
    }

    public static InvoiceDraft ReadAgain(InvoiceDraft draft) => Fa3DraftReader.Read(Fa3Writer.Bytes(draft, Cookbook.CreatedAt, "Inkaust"));

    [GeneratedRegex(" xmlns=\"[^\"]*\"")]
    private static partial Regex NamespaceDeclaration();
}
