using System.Text;
using System.Xml.Linq;
using Inkaust.Invoices.Schema;

namespace Inkaust.Contract;

/// <summary>
/// Damaged invoices by a seed: the same seed gives the same file on every machine. Half of them grow from real files, half from files
/// that are made up from the schema, so that elements which nobody uses are met too.
/// </summary>
internal sealed class Fa3Mutants(IReadOnlyList<byte[]> originals)
{
    private static readonly XNamespace Fa = Faktura.Namespace;
    private static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";
    private static readonly string[] ElementNames = [.. NamesBelow(Faktura.Root).Distinct()];

    private static readonly string[] Values =
    [
        "", " ", "1", "2", "0", "3", "8", "11", "12", "20", "21", "-1", "+1", "01", " 1 ", "\n1\t", "1.0", "1.00", "1.5", "1.23", "1.234", "12.345678", "12.3456789",
        "1.12345678", "1.123456789", ".5", "5.", "1,5", "1e5", "-0", "-0.00", "00.10", "+1.5", "100", "100.000001", "100.0", "0.0000001", "0.000000", "1.0000000",
        "9999999999999999", "99999999999999999", "9999999999999999.99", "99999999999999.99999999", "999999999999999.99999999", "99999999999999", "100000000000000",
        "79228162514264337593543950335", "79228162514264337593543950336", "NaN", "INF", "tak", "true", "PL", " PL", "PL ", "pl", "EL", "GR", "XI", "UK", "GB", "DE", "XX",
        "PLN", "EUR", "EURO", "pln", "XBT", "VAT", "KOR", "KOR_ZAL", "KOR ZAL", " VAT ", "23", "22", "0 KR", "0  KR", " 0 WDT", "zw", "ZW", "np I", "np  II", "oo", "GTU_01", "GTU_14", "B_SPV",
        "2006-01-01", "2005-12-31", "2050-01-01", "2050-01-02", "2016-07-01", "2016-06-30", "1990-01-01", "1989-12-31", "2026-02-29", "2028-02-29", "2026-13-01", "2026-1-1",
        "2026-11-22Z", "2026-11-22+01:00", " 2026-11-22 ", "22.11.2026", "02026-11-22", "-2026-11-22", "٢٠٢٦-11-22",
        "2026-02-01T00:00:00Z", "2026-02-01T00:00:00", "2026-02-01T00:00:00.123456789Z", "2026-02-01T00:00:00+01:00", "2026-02-01T24:00:00Z", "2026-02-01T24:00:01Z",
        "2026-02-01T23:60:00Z", "2026-02-01T23:59:60Z", "2026-02-01T00:00Z", "2026-02-01 00:00:00Z", "2025-08-31T23:59:59Z", "2025-09-01T00:00:00Z", "2025-09-01T00:00:00+02:00",
        "2050-01-01T23:59:59Z", "2050-01-02T00:00:00Z", "2026-02-01T00:00:00+14:00", "2026-02-01T00:00:00+14:01", "2026-02-01T00:00:00+15:00", "2026-02-01T00:00:00-13:59", "2021-10-01T00:00:00Z",
        "2026-02-01T00:00:00z", "2026-02-01t00:00:00Z", " 2026-02-01T00:00:00Z ", "2026-02-30T00:00:00Z", "12026-02-01T00:00:00Z",
        "5241037786", "0241037786", "1001037786", "1011037786", "524103778", "52410377860", "5241037786\n", " 5241037786", "524-103-77-86", "524103778٦", "PL5241037786",
        "5241037786-00001", "5241037786-0001", "5241037786-20260101-010203040506-0A", "5241037786-20260101-010203-040506-0A", "5241037786-20191231-010203040506-0A",
        "5241037786-20260132-010203040506-0A", "M123456789-20260101-010203040506-0A", "ABC1234567-20260101-010203040506-FF", "5241037786-20260101-010203040506-0a", " 5241037786-20260101-010203040506-0A ",
        "a@b", "@b", "a@", "a@b@c", "ab", "ą@ę", "a b@c", "DE123456789", "123456789", "12345678+*AB", "1234567890123", "ab", "BREXPLPW", "BREXPLPWXXX", "BREXPLPWXX", "brexplpw", "BREX PLPW",
        "60102010260000042270201111", "123456789", "1234567890", "0000099999", "000009999", "999999999", "99999999999999", "9999999999", "000099999", "0000999990",
        "https://pay.example.pl/x?IPKSeF=123abcDEF4567", "https://pay.example.pl/x?a=1&IPKSeF=123abcDEF4567&b=2#c", "http://localhost/?IPKSeF=123abcDEF4567", "ftp://pay.example.pl/?IPKSeF=123abcDEF4567",
        "123abcDEF4567", "123abcDEF456", "12aabcDEF4567", "123abcDEF45678", "date", "datetime", "dec", "txt", "FA", "FA(3)", "FA (3)", "1-0E", "  dwa   słowa  ", "zażółć gęślą jaźń", "😀", "\u00A0", "\u0085", "a\u2028b",
    ];

    private static readonly int[] Lengths = [0, 1, 2, 3, 9, 10, 11, 13, 14, 16, 17, 20, 21, 32, 33, 34, 35, 50, 51, 255, 256, 257, 512, 513, 3500, 3501];

    /// <summary>The mutant of that number.</summary>
    public byte[] Make(int seed)
    {
        var random = new Random(seed);
        var document = random.Next(2) == 0 && originals.Count > 0
            ? XDocument.Load(new MemoryStream(originals[random.Next(originals.Count)]), LoadOptions.PreserveWhitespace)
            : new XDocument(MadeUp(Faktura.Root, random, random.NextDouble()));
        // Declared default namespaces would forbid moving an element to another one; the writer declares what is needed.
        document.Root!.Attributes().Where(attribute => attribute.IsNamespaceDeclaration).Remove();
        var times = random.Next(10) == 0 ? 0 : 1 + random.Next(3);
        for (var i = 0; i < times; i++) Mutate(document, random);
        var text = document.ToString(SaveOptions.DisableFormatting);
        if (random.Next(12) == 0) text = DamageText(text, random);
        return Encoding.UTF8.GetBytes(text);
    }

    /// <summary>For every kind of value one valid file for each element that has it, with each value of the pool and each critical length in its place.</summary>
    public static IEnumerable<byte[]> EveryValueInEveryKind()
    {
        var seen = new HashSet<string>();
        var texts = Values.Concat(Lengths.Select(length => new string('x', length))).ToList();
        for (var seed = 0; seed < 120; seed++)
        {
            var root = MadeUp(Faktura.Root, new Random(seed), 0.6);
            foreach (var leaf in root.Descendants().Where(element => element.Annotation<Element>()!.Type is Value).ToList())
            {
                var declaration = leaf.Annotation<Element>()!;
                if (!seen.Add(((Value)declaration.Type).Name + declaration.Fixed)) continue;
                var original = leaf.Value;
                foreach (var text in texts)
                {
                    leaf.Value = text;
                    yield return Encoding.UTF8.GetBytes(root.ToString(SaveOptions.DisableFormatting));
                }
                leaf.Value = original;
            }
        }
    }

    /// <summary>Valid files that nobody wrote, from nearly empty to nearly full.</summary>
    public static IEnumerable<byte[]> MadeUpFiles(int count) => Enumerable.Range(0, count).Select(seed =>
    {
        var random = new Random(seed);
        return Encoding.UTF8.GetBytes(MadeUp(Faktura.Root, random, random.NextDouble()).ToString(SaveOptions.DisableFormatting));
    });

    private static IEnumerable<string> NamesBelow(Element element) =>
        element.Type is Children children ? children.Elements.SelectMany(child => NamesBelow(child).Prepend(child.Name)) : [];

    private static void Mutate(XDocument document, Random random)
    {
        var all = document.Root!.DescendantsAndSelf().ToList();
        // Leaves near the top are many; a level is drawn first so that branches get their share.
        var element = random.Next(3) == 0 ? all[random.Next(all.Count)] : Leaf(all, random);
        switch (random.Next(20))
        {
            case 0 when element.Parent is not null: element.Remove(); break;
            case 1 when element.Parent is not null: element.AddAfterSelf(new XElement(element)); break;
            case 2 when element.ElementsAfterSelf().FirstOrDefault() is { } next: next.Remove(); element.AddBeforeSelf(next); break;
            case 3: element.Name = Fa + ElementNames[random.Next(ElementNames.Length)]; break;
            case 4: element.Name = element.Name.Namespace + (element.Name.LocalName + "x"); break;
            case 5: element.Name = random.Next(2) == 0 ? element.Name.LocalName : XNamespace.Get("urn:inny") + element.Name.LocalName; break;
            case 6: Insert(all[random.Next(all.Count)], random); break;
            case 7: for (var i = random.Next(1, 34); i > 0 && element.Parent is not null; i--) element.AddAfterSelf(new XElement(element)); break;
            case 8: element.Add(new XText(random.Next(2) == 0 ? " " : "x")); break;
            case 9: element.Add(new XCData(random.Next(3) switch { 0 => "", 1 => " ", _ => "y" })); break;
            case 10: element.AddFirst(new XComment("komentarz")); break;
            case 11: Attribute(element, random); break;
            case 12: element.Value = new string(random.Next(4) == 0 ? 'ż' : 'x', Lengths[random.Next(Lengths.Length)]); break;
            case 13: element.Value = (random.Next(2) == 0 ? " " : "\n\t") + element.Value + " "; break;
            case 14 when element.Value.Length > 0: Break(element); break;
            case 15: element.RemoveNodes(); break;
            case 16: element.Value = all[random.Next(all.Count)].Value is { Length: < 600 } other ? other : "x"; break;
            default: element.Value = Values[random.Next(Values.Length)]; break;
        }
    }

    private static void Break(XElement element)
    {
        var text = element.Value;
        var half = char.IsLowSurrogate(text[text.Length / 2]) ? 0 : text.Length / 2;
        element.ReplaceNodes(new XText(text[..half]), new XComment("w środku"), new XCData(text[half..]));
    }

    private static XElement Leaf(List<XElement> all, Random random)
    {
        var leaves = all.Where(element => !element.HasElements).ToList();
        return leaves.Count == 0 ? all[0] : leaves[random.Next(leaves.Count)];
    }

    private static void Insert(XElement element, Random random)
    {
        var added = new XElement(Fa + ElementNames[random.Next(ElementNames.Length)], Values[random.Next(Values.Length)]);
        if (element.Parent is not null && random.Next(2) == 0) element.AddBeforeSelf(added);
        else element.Add(added);
    }

    private static void Attribute(XElement element, Random random)
    {
        switch (random.Next(10))
        {
            case 0: element.SetAttributeValue("obcy", "1"); break;
            case 1: element.RemoveAttributes(); break;
            case 2: element.SetAttributeValue("kodSystemowy", "FA (2)"); break;
            case 3: element.SetAttributeValue("Typ", Values[random.Next(Values.Length)]); break;
            case 4: element.SetAttributeValue(Instance + "schemaLocation", Faktura.Namespace + " schemat.xsd"); break;
            case 5: element.SetAttributeValue(Instance + "nil", random.Next(2) == 0 ? "true" : "false"); break;
            case 6: element.SetAttributeValue(XNamespace.Xml + "lang", "pl"); break;
            case 7: element.SetAttributeValue(XNamespace.Xmlns + "p", Faktura.Namespace); break;
            case 8: foreach (var attribute in element.Document!.Descendants().Attributes("Typ")) attribute.Value = Values[random.Next(Values.Length)]; break;
            default: element.SetAttributeValue(XNamespace.Get("urn:inny") + "a", "1"); break;
        }
    }

    private static string DamageText(string text, Random random)
    {
        var at = random.Next(text.Length);
        return random.Next(6) switch
        {
            0 => text[..at],
            1 => text.Insert(at, "<"),
            2 => text.Insert(at, "&"),
            3 => text.Insert(at, "&#32;"),
            4 => text.Insert(at, "<!--x-->"),
            _ => text.Remove(at, Math.Min(text.Length - at, random.Next(1, 20))),
        };
    }

    /// <summary>An element made up from the schema; mostly right.</summary>
    private static XElement MadeUp(Element declaration, Random random, double fullness)
    {
        var element = new XElement(Fa + declaration.Name, declaration.Attributes.Select(attribute =>
            new XAttribute(attribute.Name, attribute.Values[random.Next(attribute.Values.Count)])));
        element.AddAnnotation(declaration);
        if (declaration.Type is Children children) Fill(element, children.Order, random, fullness);
        else element.Value = declaration.Fixed ?? Sample((Value)declaration.Type, random);
        return element;
    }

    private static void Fill(XElement parent, Part part, Random random, double fullness)
    {
        if (part.IsOptional && random.NextDouble() > fullness) return;
        switch (part)
        {
            case Sequence sequence:
                foreach (var piece in sequence.Parts) Fill(parent, piece, random, fullness);
                break;
            case Choice choice:
                Fill(parent, choice.Parts[random.Next(choice.Parts.Count)], random, fullness);
                break;
            case Element element:
                for (var i = element.IsRepeated ? random.Next(1, 3) : 1; i > 0; i--) parent.Add(MadeUp(element, random, fullness * 0.9));
                break;
        }
    }

    private static string Sample(Value value, Random random) => value switch
    {
        CodeValue codes => codes.Codes[random.Next(codes.Codes.Count)],
        NumberCodeValue codes => codes.Codes[random.Next(codes.Codes.Count)].Code,
        DecimalValue amount => $"{(random.Next(4) == 0 ? "-" : "")}{(random.Next(3) == 0 ? new string('9', amount.Whole) : random.Next(10_000).ToString())}" +
            (random.Next(2) == 0 ? "" : "." + new string('7', random.Next(1, amount.Fraction + 1))),
        PercentValue => random.Next(101).ToString(),
        WholeNumberValue => random.Next(1, 1000).ToString(),
        DateValue => $"20{random.Next(17, 50):00}-{random.Next(1, 13):00}-{random.Next(1, 29):00}",
        InstantValue => $"20{random.Next(26, 50):00}-{random.Next(1, 13):00}-{random.Next(1, 29):00}T{random.Next(24):00}:00:00Z",
        NipValue => "5241037786",
        TextValue text => Text(text, random),
        _ => "1",
    };

    private static string Text(TextValue value, Random random) => value.Name switch
    {
        "TAdresEmail" => "a@b.pl",
        "TNIPIdWew" => "5241037786-00001",
        "TNrVatUE" => "811907980",
        "TNumerKSeF" => "5241037786-20260101-010203040506-0A",
        "SWIFT_Type" => "BREXPLPW",
        "TNrKRS" => "0000099999",
        "TNrREGON" => random.Next(2) == 0 ? "999999999" : "99999999999999",
        "LinkDoPlatnosci" => "https://pay.example.pl/x?IPKSeF=123abcDEF4567",
        "IPKSeF" => "123abcDEF4567",
        _ => new string('a', random.Next(4) switch { 0 => Math.Max(value.Least, 1), 1 => value.Most, _ => Math.Clamp(random.Next(1, 30), Math.Max(value.Least, 1), value.Most) }),
    };
}
