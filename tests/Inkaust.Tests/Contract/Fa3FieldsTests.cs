using System.Xml.Linq;
using System.Xml.Schema;
using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Contract;

/// <summary>Our table of FA(3) beside the official schema: every element at its place, of its kind, with its label.</summary>
public sealed class Fa3FieldsTests
{
    private const string NotThere = "The official schema is not in ../shared/ksef.";

    [Fact]
    public void Every_element_of_the_official_schema_is_in_the_table_in_its_order_and_nothing_else()
    {
        Assert.SkipUnless(OfficialFa3.IsThere, NotThere);
        Assert.Equal(Official().Select(one => one.Path), Fa3Field.All.Select(field => field.Path));
    }

    [Fact]
    public void Every_element_of_the_official_schema_has_a_label_in_Polish_and_English()
    {
        Assert.SkipUnless(OfficialFa3.IsThere, NotThere);
        Assert.All(Official(), one =>
        {
            var label = Fa3Field.Of(one.Path)!.Label;
            Assert.True(label.Pl.Trim().Length > 0 && label.En.Trim().Length > 0, one.Path);
        });
    }

    [Fact]
    public void An_element_holds_what_the_official_schema_says()
    {
        Assert.SkipUnless(OfficialFa3.IsThere, NotThere);
        Assert.All(Official(), one => Assert.Equal((one.Path, KindOf(one.Element)), (one.Path, Rough(Fa3Field.Of(one.Path)!))));
    }

    [Fact]
    public void A_number_of_the_official_schema_is_never_compared_as_text()
    {
        Assert.SkipUnless(OfficialFa3.IsThere, NotThere);
        var numbers = Official().Where(one => KindOf(one.Element) == "number").ToList();
        Assert.True(numbers.Count > 50, $"{numbers.Count} numbers");
        Assert.All(numbers, one =>
        {
            Assert.Empty(RepairComparison.Compare(With(one.Path, "1.5"), With(one.Path, "1.50")));
            Assert.Single(RepairComparison.Compare(With(one.Path, "1.5"), With(one.Path, "1.51")));
        });
    }

    private static XDocument With(string path, string value) =>
        new(new XElement("Faktura", path.Split('/').Reverse().Aggregate((object)value, (inner, name) => new XElement(name, inner))));

    // A choice of figures is a code with us, although the official schema derives it from a number.
    private static string KindOf(XmlSchemaElement element)
    {
        if (element.ElementSchemaType is XmlSchemaComplexType { Datatype: null }) return "group";
        var type = element.ElementSchemaType as XmlSchemaSimpleType ?? ((XmlSchemaComplexType)element.ElementSchemaType!).BaseXmlSchemaType as XmlSchemaSimpleType;
        return Listed(type) ? "code" : element.ElementSchemaType!.Datatype!.TypeCode switch
        {
            XmlTypeCode.Decimal or XmlTypeCode.Integer or XmlTypeCode.NonNegativeInteger or XmlTypeCode.PositiveInteger => "number",
            XmlTypeCode.Date => "date",
            XmlTypeCode.DateTime => "instant",
            _ => "text",
        };
    }

    private static bool Listed(XmlSchemaSimpleType? type) =>
        type?.Content is XmlSchemaSimpleTypeRestriction restriction
        && (restriction.Facets.OfType<XmlSchemaEnumerationFacet>().Any() || Listed(type.BaseXmlSchemaType as XmlSchemaSimpleType));

    private static string Rough(Fa3Field field) => field.Kind switch
    {
        Fa3Kind.Group => "group",
        Fa3Kind.Code or Fa3Kind.Mark or Fa3Kind.VatRate => "code",
        Fa3Kind.Date => "date",
        Fa3Kind.Instant => "instant",
        _ => field.IsNumber ? "number" : "text",
    };

    private static IEnumerable<(string Path, XmlSchemaElement Element)> Official() =>
        Below(OfficialFa3.Schema.GlobalElements.Values.Cast<XmlSchemaElement>().Single(element => element.Name == "Faktura"), "");

    private static IEnumerable<(string Path, XmlSchemaElement Element)> Below(XmlSchemaElement element, string path) =>
        Children((element.ElementSchemaType as XmlSchemaComplexType)?.ContentTypeParticle)
            .SelectMany(child => Below(child, path.Length == 0 ? child.QualifiedName.Name : $"{path}/{child.QualifiedName.Name}"))
            .Prepend((path, element));

    private static IEnumerable<XmlSchemaElement> Children(XmlSchemaParticle? particle) => particle switch
    {
        XmlSchemaElement element => [element],
        XmlSchemaGroupBase group => group.Items.Cast<XmlSchemaParticle>().SelectMany(Children),
        _ => [],
    };
}
