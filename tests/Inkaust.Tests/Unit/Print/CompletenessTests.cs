using System.Xml.Linq;
using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Print;
using Inkaust.Print.Description;
using Inkaust.Tests.Unit.Print;

namespace Inkaust.Tests.Unit.Print;

/// <summary>Everything in the file is on the paper.</summary>
public sealed class CompletenessTests
{
    private static readonly XNamespace Xsd = "http://www.w3.org/2001/XMLSchema";

    [Fact]
    public void Every_value_of_the_official_samples_is_on_the_paper()
    {
        foreach (var path in Tools.OfficialSamples())
        {
            // The samples carry sellers whose check digit is wrong.
            var invoice = Specimens.Read(File.ReadAllText(path).Replace("9999999999", Specimens.Seller));
            AssertAllShown(invoice, Path.GetFileName(path));
        }
    }

    [Theory]
    [MemberData(nameof(ExamplePrintTests.Examples), MemberType = typeof(ExamplePrintTests))]
    public void Every_value_of_an_example_is_on_the_paper(string name) => AssertAllShown(ExamplePrintTests.Read(name), name);

    [Fact]
    public void Every_element_that_FA3_can_carry_is_on_the_paper() => AssertAllShown(WithEveryElement(), "every element");

    private static void AssertAllShown(Fa3Invoice invoice, string name)
    {
        var pdf = InvoicePdf.Draw(invoice, [], new PrintOptions { Fonts = SystemFonts.Best, KsefNumber = Specimens.NumberOf(invoice) });
        AssertAllIn(Tools.OnFile(pdf, path => Tool.Must("pdftotext", "-raw", path, "-")), invoice, name + ", PDF");
        AssertAllIn(InvoiceHtmlTests.Parse(InvoiceHtml.Draw(invoice, [])).Body!.TextContent, invoice, name + ", HTML");
    }

    private static void AssertAllIn(string shown, Fa3Invoice invoice, string name)
    {
        var text = WithoutBlanks(shown);
        var missing = invoice.Document.Descendants().Where(leaf => !leaf.HasElements && leaf.Value.Trim().Length > 0 && !IsMark(leaf))
            .Where(leaf => !FormsOf(leaf).Any(form => text.Contains(WithoutBlanks(form), StringComparison.Ordinal)))
            .Select(leaf => $"{leaf.Parent?.Name.LocalName}/{leaf.Name.LocalName}={leaf.Value}").ToList();
        Assert.True(missing.Count == 0, $"{name}: {string.Join("; ", missing)}");
    }

    // The ways in which a value may be written on paper.
    private static IEnumerable<string> FormsOf(XElement leaf)
    {
        var (name, value) = (leaf.Name.LocalName, leaf.Value.Trim());
        var tongue = Tongue.Of(PrintLanguages.Polish);
        // A domestic print says nothing of Poland, and the country of a number stands before it.
        if (name == "KodKraju") return [value == "PL" ? "" : value, Words.For(name, value)?.Pl ?? value];
        // The variant stands in brackets behind the name of the form.
        if (name != "WariantFormularza" && Words.For(name, value) is { } meaning) return [meaning.Pl, Labels.Capital(meaning).Pl];
        return [value, Moment.Shown(value), tongue.Amount(value), tongue.Quantity(value), BankAccount.InFours(value)];
    }

    // A mark is shown by the words that it stands for, a mark that says no by nothing (LAW 48).
    private static bool IsMark(XElement leaf) => leaf.Name.LocalName is "JST" or "GV" or "BrakID" or "RolaInna" or "PlatnoscInna" or "TransportInny" or "LadunekInny"
        or "NrKSeF" or "NrKSeFN" or "NrKSeFZN" or "Zaplacono" or "ZnacznikZaplatyCzesciowej" or "FP" or "TP" or "ZwrotAkcyzy" or "StanPrzed" or "StanPrzedZ"
        or "P_12_Zal_15" or "P_12Z_Zal_15" or "PodmiotPosredniczacy" or "P_16" or "P_17" or "P_18" or "P_18A" or "P_19" or "P_19N" or "P_22" or "P_22N" or "P_23" or "P_42_5"
        || leaf.Name.LocalName.StartsWith("P_PMarzy", StringComparison.Ordinal);

    private static string WithoutBlanks(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    // A document with each element of the official schema once, all branches of all choices, each with a value of its own.
    private static Fa3Invoice WithEveryElement()
    {
        var samples = Path.GetDirectoryName(Tools.OfficialSamples()[0])!;
        var schema = XDocument.Load(Path.Combine(samples, "..", "schemas", "FA", "schemat_FA(3)_v1-0E.xsd")).Root!;
        var types = schema.Elements().Where(type => type.Name != Xsd + "element").ToDictionary(type => type.Attribute("name")?.Value ?? "", type => type);
        var count = 0;
        var document = new XDocument(Make(schema.Element(Xsd + "element")!));
        return Specimens.Read(document.ToString(SaveOptions.DisableFormatting));

        XElement Make(XElement declaration)
        {
            var name = declaration.Attribute("name")!.Value;
            var typeName = declaration.Attribute("type")?.Value.Replace("tns:", "");
            var type = typeName is not null && types.TryGetValue(typeName, out var named) ? named : declaration.Elements().FirstOrDefault(child => child.Name != Xsd + "annotation");
            var children = type?.Name == Xsd + "complexType" ? ElementsOf(type).ToList() : [];
            var made = new XElement(Fa3Invoice.Namespace + name, children.Select(Make));
            if (children.Count == 0) made.Value = ValueOf(name, typeName ?? "", type);
            return made;
        }

        static IEnumerable<XElement> ElementsOf(XElement type) => type.Elements()
            .SelectMany(child => child.Name == Xsd + "element" ? [child] : child.Name == Xsd + "annotation" || child.Name == Xsd + "attribute" ? [] : ElementsOf(child));

        string ValueOf(string name, string typeName, XElement? type)
        {
            count++;
            if (name is "NIP") return Specimens.Seller;
            if (name is "KodWaluty") return "EUR";
            if (IsMark(new XElement(name))) return "1";
            var listed = type?.Descendants(Xsd + "enumeration").FirstOrDefault()?.Attribute("value")?.Value;
            if (listed is not null) return listed;
            if (typeName.StartsWith("TData", StringComparison.Ordinal) && typeName != "TDataCzas") return new DateOnly(2025, 1, 1).AddDays(count).ToString("yyyy-MM-dd");
            if (typeName is "TKwotowy" or "TKwotowy2" or "TIlosci" or "TProcentowy") return $"{1000 + count}.{count % 90 + 10}";
            return $"{name}w{count}";
        }
    }
}
