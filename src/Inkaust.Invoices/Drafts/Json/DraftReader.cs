using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Xml;

namespace Inkaust.Invoices.Drafts.Json;

/// <summary>Makes a draft record from JSON and collects everything that is wrong on the way.</summary>
internal sealed class DraftReader
{
    private const int MostBytes = 10_000_000;
    // Beyond so many nobody reads on, and each looks for its line from the beginning.
    private const int MostFindings = 1000;
    private const decimal MostNumber = 1_000_000_000_000_000_000m;

    private readonly ReadOnlyMemory<byte> utf8;
    private readonly List<Finding> findings = [];

    private DraftReader(ReadOnlyMemory<byte> utf8) => this.utf8 = utf8;

    public static T Read<T>(ReadOnlyMemory<byte> utf8) where T : class
    {
        if (utf8.Span.StartsWith(Encoding.UTF8.Preamble)) utf8 = utf8[3..];
        var reader = new DraftReader(utf8);
        var draft = reader.Record(reader.Tree(), typeof(T), "");
        return reader.findings.Count == 0 ? (T)draft! : throw new RefusedException(reader.findings);
    }

    private JsonTree Tree()
    {
        if (utf8.Length > MostBytes) throw new RefusedException(DraftFindings.TooLarge(utf8.Length, MostBytes));
        if (FirstBadByte(utf8.Span) is >= 0 and var bad)
        {
            var before = utf8.Span[..bad];
            throw new RefusedException(DraftFindings.NotUtf8(before.Count((byte)'\n') + 1,
                Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1));
        }
        try
        {
            return JsonTree.Parse(utf8.Span);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            var line = (int)((fault as JsonException)?.LineNumber ?? 0) + 1;
            var column = (int)((fault as JsonException)?.BytePositionInLine ?? 0) + 1;
            throw new RefusedException(DraftFindings.NotJson(line, column), fault);
        }
    }

    // The place of the first octet that is not UTF-8; -1: there is none.
    private static int FirstBadByte(ReadOnlySpan<byte> text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (Rune.DecodeFromUtf8(text[at..], out _, out var length) != OperationStatus.Done) return at;
            at += length;
        }
        return -1;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "The records and choices of a draft stay whole: ILLink.Descriptors.xml.")]
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "The records and choices of a draft stay whole: ILLink.Descriptors.xml.")]
    private object? Record(JsonTree tree, Type type, string path)
    {
        if (tree is not JsonTree.Object written) return Refuse(tree, path, DraftFindings.WrongType(Expected.Object, tree));
        var shape = DraftShape.Of(type);
        var made = RuntimeHelpers.GetUninitializedObject(type);
        type.GetConstructor(Type.EmptyTypes)!.Invoke(made, null);
        var before = findings.Count;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in written.Members)
        {
            var at = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            var field = shape.Fields.FirstOrDefault(field => field.Name == member.Name);
            if (field is null) Refuse(member.Position, at, DraftFindings.UnknownField(member.Name, shape.Fields.Select(field => field.Name)));
            else if (!seen.Add(member.Name)) Refuse(member.Position, at, DraftFindings.WrittenTwice(member.Name));
            else if (member.Value is JsonTree.Null) continue;
            else if (Value(member.Value, field.Type, at) is not { } value) continue;
            else if (field.IsInvoiceNumber && !InvoiceNumberAttribute.Fits((string)value))
                Refuse(member.Value, at, InvoiceNumberAttribute.NotFitting);
            else field.Property.SetValue(made, value);
        }
        foreach (var field in shape.Fields.Where(field => field.IsRequired && !Given(written, field.Name)))
            Refuse(tree.Position, path.Length == 0 ? field.Name : $"{path}.{field.Name}", DraftFindings.Missing(field.Name));
        return findings.Count == before ? made : null;
    }

    private static bool Given(JsonTree.Object written, string name) =>
        written.Members.Any(member => member.Name == name && member.Value is not JsonTree.Null);

    private object? Value(JsonTree tree, Type type, string path)
    {
        if (tree is JsonTree.Text { Value: var written } && !IsForXml(written)) return Refuse(tree, path, DraftFindings.NotForXml());
        if (DraftShape.ItemType(type) is { } item) return List(tree, item, path);
        if (type.IsEnum) return Choice(tree, type, path);
        if (type == typeof(string)) return Text(tree, path);
        if (type == typeof(decimal)) return Decimal(tree, path);
        if (type == typeof(int)) return Whole<int>(tree, path);
        if (type == typeof(long)) return Whole<long>(tree, path);
        if (type == typeof(bool)) return tree is JsonTree.Bool flag ? flag.Value : Refuse(tree, path, DraftFindings.WrongType(Expected.Bool, tree));
        if (type == typeof(DateOnly)) return Date(tree, path);
        if (type == typeof(DateTimeOffset)) return Instant(tree, path);
        // An address or an account may also be an object; a NIP or a rate may not.
        if (DraftShape.ParserOf(type) is not null && !(tree is JsonTree.Object && DraftShape.IsRecord(type))) return Parsed(tree, type, path);
        return Record(tree, type, path);
    }

    private static bool IsForXml(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i])) continue;
            if (i + 1 == text.Length || !XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i])) return false;
            i++;
        }
        return true;
    }

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Items of lists are texts and records, never values: their arrays share their code.")]
    private object? List(JsonTree tree, Type item, string path)
    {
        if (tree is not JsonTree.Array written) return Refuse(tree, path, DraftFindings.WrongType(Expected.List, tree));
        var list = Array.CreateInstance(item, written.Items.Count);
        for (var i = 0; i < written.Items.Count; i++)
            // A cell of a table may be empty; where an empty text makes no sense, the schema of FA(3) says so.
            list.SetValue(item == typeof(string) && written.Items[i] is JsonTree.Text { Value: "" }
                ? "" : Value(written.Items[i], item, $"{path}[{i}]"), i);
        return list;
    }

    private string? Text(JsonTree tree, string path) => tree switch
    {
        JsonTree.Text { Value: var text } when text.Trim().Length > 0 => text.Trim(),
        JsonTree.Text => Refuse(tree, path, DraftFindings.Empty()) as string,
        _ => Refuse(tree, path, DraftFindings.WrongType(Expected.Text, tree)) as string,
    };

    private object? Decimal(JsonTree tree, string path) =>
        tree is JsonTree.Number { Written: var written } &&
        decimal.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            // What no field of FA(3) can hold would not fit where it is added up.
            ? Math.Abs(number) < MostNumber ? number : Refuse(tree, path, DraftFindings.NumberTooLarge())
            : Refuse(tree, path, DraftFindings.WrongType(Expected.Number, tree));

    private object? Whole<T>(JsonTree tree, string path) where T : System.Numerics.INumber<T> =>
        tree is JsonTree.Number { Written: var written }
            && T.TryParse(written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number : Refuse(tree, path, DraftFindings.WrongType(Expected.Whole, tree));

    private object? Date(JsonTree tree, string path) =>
        tree is JsonTree.Text { Value: var text }
            && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date : Refuse(tree, path, DraftFindings.NotADate(tree));

    private object? Instant(JsonTree tree, string path) =>
        tree is JsonTree.Text { Value: var text } &&
        DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"],
            CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant : Refuse(tree, path, DraftFindings.NotAnInstant(tree));

    private object? Choice(JsonTree tree, Type type, string path)
    {
        var choices = DraftShape.Choices(type);
        if (tree is not JsonTree.Text { Value: var text }) return Refuse(tree, path, DraftFindings.WrongType(Expected.Text, tree));
        return choices.TryGetValue(text, out var value) ? value : Refuse(tree, path, DraftFindings.NotAChoice(text, choices.Keys));
    }

    private object? Parsed(JsonTree tree, Type type, string path)
    {
        var text = tree switch { JsonTree.Text written => written.Value, JsonTree.Number number => number.Written, _ => null };
        if (text is null) return Refuse(tree, path, DraftFindings.WrongType(Expected.Text, tree));
        return DraftShape.ParserOf(type)!(text) ?? Refuse(tree, path, DraftFindings.NotParsable(type, text));
    }

    private object? Refuse(JsonTree tree, string path, Finding finding) => Refuse(tree.Position, path, finding);

    private object? Refuse(int position, string path, Finding finding)
    {
        var before = utf8.Span[..position];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        findings.Add(finding with
        {
            Path = path.Length == 0 ? null : path,
            Line = before.Count((byte)'\n') + 1,
            Column = Encoding.UTF8.GetCharCount(before[lineStart..]) + 1,
        });
        return findings.Count < MostFindings ? null : throw new RefusedException(findings);
    }
}
