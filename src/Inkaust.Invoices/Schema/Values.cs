using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace Inkaust.Invoices.Schema;

/// <summary>A kind of value: the text of an element must have its form.</summary>
internal abstract class Value(string name) : ContentType
{
    /// <summary>The name of the type in the official schema.</summary>
    public string Name { get; } = name;

    /// <summary>What it says, apart from its form.</summary>
    public abstract Fa3Kind Kind { get; }

    public Blanks Blanks { get; init; } = Blanks.Collapsed;

    /// <summary>What its codes mean, where they mean something of their own.</summary>
    public virtual IReadOnlyDictionary<string, Wording> Meanings => NoMeanings;

    private static readonly Dictionary<string, Wording> NoMeanings = [];

    /// <summary>What is wrong with a text whose blanks have been dealt with, or null.</summary>
    public abstract Finding? Check(ReadOnlySpan<char> text);

    /// <summary>What the value must look like.</summary>
    public abstract Wording Expected { get; }

    /// <summary>The usual way of writing a right value that is written otherwise; null where it is written so.</summary>
    public virtual string? WrittenOtherwise(ReadOnlySpan<char> text) => null;

    /// <summary>A text as the schema sees it: its blanks dealt with, written in the usual way. What is not right stays as it is.</summary>
    public string Seen(string text)
    {
        if (Blanks.Change(text))
        {
            var signs = text.ToCharArray();
            text = new string(signs, 0, Blanks.Settle(signs));
        }
        return WrittenOtherwise(text) ?? text;
    }

    protected static string Short(ReadOnlySpan<char> text) => text.Length <= 60 ? text.ToString() : string.Concat(text[..60], "…");
}

/// <summary>A form that a text must have.</summary>
internal abstract class Form(string pl, string en)
{
    public Wording Expected { get; } = new(pl, en);

    public abstract bool Fits(ReadOnlySpan<char> text);
}

/// <summary>A form by a regular expression.</summary>
internal sealed class Pattern(string pattern, string pl, string en) : Form(pl, en)
{
    // None of the patterns has nested repetition over the same signs, and lengths are bounded, so backtracking stays cheap.
    private readonly Lazy<Regex> regex = new(() => new Regex($"^(?:{pattern})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture));

    public override bool Fits(ReadOnlySpan<char> text) => regex.Value.IsMatch(text);
}

/// <summary>A KSeF number. Its usual shape is compared sign by sign, and only what looks otherwise by the whole expression.</summary>
internal sealed class KsefNumberForm(string pattern, string pl, string en) : Form(pl, en)
{
    private readonly Pattern whole = new(pattern, pl, en);

    public override bool Fits(ReadOnlySpan<char> text) => IsUsual(text) || whole.Fits(text);

    private static bool IsUsual(ReadOnlySpan<char> text) =>
        text.Length == 35 && text[10] == '-' && text[19] == '-' && text[32] == '-' &&
        text[..3] is [>= '1' and <= '9', >= '1' and <= '9', _] && !text[..10].ContainsAnyExceptInRange('0', '9') &&
        text[11..14] is "202" && !text[11..19].ContainsAnyExceptInRange('0', '9') && DateValue.IsDay(text[15..17], text[17..19]) &&
        !text[20..32].ContainsAnyExcept(UpperHex) && !text[33..].ContainsAnyExcept(UpperHex);

    private static readonly System.Buffers.SearchValues<char> UpperHex = System.Buffers.SearchValues.Create("0123456789ABCDEF");
}

/// <summary>So many digits, of any script, as the schema has it.</summary>
internal sealed class Digits(int count, int orCount, string pl, string en) : Form(pl, en)
{
    public override bool Fits(ReadOnlySpan<char> text)
    {
        // The reference validator lets one line feed pass at the end of a form.
        if (text is [.., '\n']) text = text[..^1];
        if (text.Length != count && text.Length != orCount) return false;
        foreach (var sign in text)
            if (!char.IsDigit(sign)) return false;
        return true;
    }
}

/// <summary>Something, the sign @, something.</summary>
internal sealed class AroundAt(string pl, string en) : Form(pl, en)
{
    public override bool Fits(ReadOnlySpan<char> text) => text.Length > 2 && text[1..^1].Contains('@');
}

/// <summary>Text of a certain length, perhaps of a certain form.</summary>
internal sealed class TextValue(string name, int least, int most) : Value(name)
{
    public int Least { get; } = least;

    /// <summary>In UTF-16 units, as the reference validator counts.</summary>
    public int Most { get; } = most;

    public Form? Form { get; init; }

    public bool IsAccount { get; init; }

    public override Fa3Kind Kind => IsAccount ? Fa3Kind.Account : Fa3Kind.Text;

    public override Wording Expected => Form?.Expected ??
        (Least == Most
            ? new($"tekst o długości {Counted.InPolish(Most, "znaku", "znaków", "znaków")}", $"text of {Counted.InEnglish(Most, "character")}")
            : new($"tekst od {Least} do {Counted.InPolish(Most, "znaku", "znaków", "znaków")}", $"text of {Least} to {Most} characters"));

    public override Finding? Check(ReadOnlySpan<char> text)
    {
        // The reference validator takes nothing but blanks for no token at all, even where the text may be empty.
        if (Blanks == Blanks.Collapsed && text is " ") return SchemaFindings.Empty(Expected);
        // Values with blanks kept are bounded by their form alone; its end lets one line feed pass, as in the reference validator.
        if (Blanks == Blanks.Kept && Form is not null && text.Length > 0)
            return Form.Fits(text) ? null : SchemaFindings.WrongForm(Short(text), Form.Expected);
        if (text.Length > Most) return SchemaFindings.TooLong(text.Length, Most);
        if (text.Length < Least) return text.Length == 0 ? SchemaFindings.Empty(Expected) : SchemaFindings.TooShort(text.Length, Least);
        return Form is null || Form.Fits(text) ? null : SchemaFindings.WrongForm(Short(text), Form.Expected);
    }
}

/// <summary>A NIP as the schema sees it: ten digits, without the check digit.</summary>
internal sealed class NipValue : Value
{
    public NipValue() : base("TNrNIP") => Blanks = Blanks.Kept;

    public override Fa3Kind Kind => Fa3Kind.Nip;

    public override Wording Expected => new("dziesięć cyfr bez kresek", "ten digits without dashes");

    public override Finding? Check(ReadOnlySpan<char> text)
    {
        if (text.Length == 0) return SchemaFindings.Empty(Expected);
        // The reference validator lets one line feed pass at the end of a form.
        if (text.Length == 11 && text[^1] == '\n') text = text[..10];
        var fits = text.Length == 10 && text[0] is >= '1' and <= '9';
        // Digits of any script are digits to the schema; the rule on check digits refuses them afterwards.
        for (var i = 1; fits && i < 10; i++) fits = char.IsDigit(text[i]);
        return fits && (text[1] is >= '1' and <= '9' || text[2] is >= '1' and <= '9') ? null : SchemaFindings.WrongForm(Short(text), Expected);
    }
}

/// <summary>A decimal number with so many digits before and after the point.</summary>
internal sealed class DecimalValue(string name, int whole, int fraction, Fa3Kind kind) : Value(name)
{
    public override Fa3Kind Kind { get; } = kind;

    public int Whole { get; } = whole;

    public int Fraction { get; } = fraction;

    public override Wording Expected => new(
        $"liczba z kropką, do {Whole} cyfr przed nią i do {Fraction} po niej, bez zbędnych zer z przodu",
        $"a number with a point, up to {Whole} digits before and {Fraction} after it, without needless zeros in front");

    public override Finding? Check(ReadOnlySpan<char> text) =>
        text.Length == 0 ? SchemaFindings.Empty(Expected) : Fits(text) ? null : SchemaFindings.NotANumber(Short(text), Expected);

    private bool Fits(ReadOnlySpan<char> text)
    {
        if (text[0] == '-') text = text[1..];
        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        if (whole.Length == 0 || whole.Length > Whole || whole.ContainsAnyExceptInRange('0', '9') || (whole[0] == '0' && whole.Length > 1))
            return false;
        if (point < 0) return true;
        var fraction = text[(point + 1)..];
        return fraction.Length >= 1 && fraction.Length <= Fraction && !fraction.ContainsAnyExceptInRange('0', '9');
    }
}

/// <summary>0 to 100 with up to six decimal places.</summary>
internal sealed class PercentValue(string name) : Value(name)
{
    public override Fa3Kind Kind => Fa3Kind.Percent;

    public override Wording Expected => new("liczba od 0 do 100, do 6 miejsc po kropce", "a number from 0 to 100, up to 6 decimal places");

    public override Finding? Check(ReadOnlySpan<char> text)
    {
        if (text.Length == 0) return SchemaFindings.Empty(Expected);
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        var fits = decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var percent) &&
            percent is >= 0 and <= 100 && decimal.Round(percent, 6) == percent;
        return fits ? null : SchemaFindings.NotANumber(Short(text), Expected);
    }
}

/// <summary>A whole number within limits.</summary>
internal sealed class WholeNumberValue(string name, decimal? least, decimal? most) : Value(name)
{
    public override Fa3Kind Kind => Fa3Kind.WholeNumber;

    public override Wording Expected => least is null
        ? new("liczba całkowita", "a whole number")
        : new($"liczba całkowita od {least} do {most}", $"a whole number from {least} to {most}");

    public override Finding? Check(ReadOnlySpan<char> text)
    {
        if (text.Length == 0) return SchemaFindings.Empty(Expected);
        // The usual case: a number from 1 to 99999.
        if (text.Length < 6 && text[0] is >= '1' and <= '9' && !text.ContainsAnyExceptInRange('0', '9')) return null;
        var fits = decimal.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) &&
            !(number < least) && !(number > most);
        return fits ? null : SchemaFindings.NotANumber(Short(text), Expected);
    }
}

/// <summary>A date without time zone, within limits.</summary>
internal sealed class DateValue(string name, DateOnly least, DateOnly most) : Value(name)
{
    public override Fa3Kind Kind => Fa3Kind.Date;

    public override Wording Expected =>
        new($"data rrrr-mm-dd od {least:yyyy-MM-dd} do {most:yyyy-MM-dd}", $"a date yyyy-mm-dd from {least:yyyy-MM-dd} to {most:yyyy-MM-dd}");

    public override Finding? Check(ReadOnlySpan<char> text)
    {
        if (text.Length == 0) return SchemaFindings.Empty(Expected);
        if (!TryRead(text, out var date)) return SchemaFindings.NotADate(Short(text));
        return date >= least && date <= most ? null : SchemaFindings.DateOutOfRange(date, least, most);
    }

    /// <summary>01 to 12 and 01 to 31, whatever the month.</summary>
    internal static bool IsDay(ReadOnlySpan<char> month, ReadOnlySpan<char> day) =>
        (month is ['0', >= '1' and <= '9'] or ['1', >= '0' and <= '2'])
            && (day is ['0', >= '1' and <= '9'] or ['1' or '2', >= '0' and <= '9'] or ['3', '0' or '1']);

    /// <summary>A number of ASCII digits and nothing else.</summary>
    internal static bool TryDigits(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        foreach (var sign in text)
        {
            if (!char.IsAsciiDigit(sign)) return false;
            number = number * 10 + sign - '0';
        }
        return true;
    }

    internal static bool TryRead(ReadOnlySpan<char> text, out DateOnly date)
    {
        date = default;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-') return false;
        if (!TryDigits(text[..4], out var year) || !TryDigits(text[5..7], out var month) || !TryDigits(text[8..], out var day)) return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        date = new DateOnly(year, month, day);
        return true;
    }
}

/// <summary>A date with time, within limits given in UTC; without a zone it counts as UTC.</summary>
internal sealed class InstantValue(string name, DateTime least, DateTime most) : Value(name)
{
    public override Fa3Kind Kind => Fa3Kind.Instant;

    public override Wording Expected => new(
        $"data z godziną rrrr-mm-ddTgg:mm:ssZ od {least:yyyy-MM-dd} do {most:yyyy-MM-dd}",
            $"a date with time yyyy-mm-ddThh:mm:ssZ from {least:yyyy-MM-dd} to {most:yyyy-MM-dd}");

    public override Finding? Check(ReadOnlySpan<char> text)
    {
        if (text.Length == 0) return SchemaFindings.Empty(Expected);
        if (!TryRead(text, out var instant)) return SchemaFindings.NotAnInstant(Short(text));
        return instant >= least && instant <= most ? null : SchemaFindings.InstantOutOfRange(Short(text), Expected);
    }

    internal static bool TryRead(ReadOnlySpan<char> text, out DateTime instant)
    {
        instant = default;
        if (text.Length == 20 && text[10] == 'T' && text[13] == ':' && text[16] == ':' && text[^1] == 'Z' &&
            DateValue.TryRead(text[..10], out var date) && DateValue.TryDigits(text[11..13], out var hour) &&
            DateValue.TryDigits(text[14..16], out var minute) && DateValue.TryDigits(text[17..19], out var second) &&
            hour < 24 && minute < 60 && second < 60)
        {
            instant = date.ToDateTime(new TimeOnly(hour, minute, second), DateTimeKind.Utc);
            return true;
        }
        if (!text.Contains('T')) return false;
        try
        {
            // The rare forms (fractions, offsets, 24:00) are left to the platform's own reading of xsd:dateTime.
            instant = DateTime.SpecifyKind(XmlConvert.ToDateTime(text.ToString(), XmlDateTimeSerializationMode.Utc), DateTimeKind.Utc);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}

/// <summary>One of a list of words.</summary>
internal sealed class CodeValue(string name, IReadOnlyList<string> codes) : Value(name)
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> known =
        codes.ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public CodeValue(string name, string codes) : this(name, codes.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)) =>
        Blanks = Blanks.MadeSpaces;

    /// <summary>The same, and what some of the words mean.</summary>
    public CodeValue(string name, IReadOnlyList<string> codes, params IReadOnlyList<(string Code, string Pl, string En)> meanings)
        : this(name, codes) =>
        Meanings = meanings.ToDictionary(one => one.Code, one => new Wording(one.Pl, one.En), StringComparer.Ordinal);

    public IReadOnlyList<string> Codes { get; } = codes;

    public bool IsVatRate { get; init; }

    public override Fa3Kind Kind => IsVatRate ? Fa3Kind.VatRate : Fa3Kind.Code;

    public override IReadOnlyDictionary<string, Wording> Meanings { get; } = new Dictionary<string, Wording>();

    /// <summary>What to write instead of what people often write wrongly; null: nothing better is known than the list.</summary>
    public Func<string, Wording?> Meant { get; init; } = _ => null;

    public override Wording Expected => Codes.Count > 20
        ? new("kod z listy schematu", "a code from the schema's list")
        : new("jedna z wartości: " + string.Join(", ", Codes), "one of: " + string.Join(", ", Codes));

    public override Finding? Check(ReadOnlySpan<char> text)
    {
        if (known.Contains(text)) return null;
        if (text.Length == 0) return SchemaFindings.Empty(Expected);
        var finding = SchemaFindings.NotListed(Short(text), Expected);
        return Meant(text.ToString()) is { } meant ? finding with { Hint = meant } : finding;
    }
}

/// <summary>One of a list of numbers, each with its meaning; 01 and +1 are 1.</summary>
internal sealed class NumberCodeValue(string name, params IReadOnlyList<(string Code, string Pl, string En)> codes) : Value(name)
{
    private readonly string[] written = [.. codes.Select(code => code.Code)];

    /// <summary>The codes with what they mean.</summary>
    public IReadOnlyList<(string Code, Wording Meaning)> Codes { get; } = [.. codes.Select(code => (code.Code, new Wording(code.Pl, code.En)))];

    /// <summary>It says yes or no.</summary>
    public bool IsMark { get; init; }

    public override Fa3Kind Kind => IsMark ? Fa3Kind.Mark : Fa3Kind.Code;

    public override IReadOnlyDictionary<string, Wording> Meanings { get; } =
        codes.ToDictionary(code => code.Code, code => new Wording(code.Pl, code.En), StringComparer.Ordinal);

    public override Wording Expected => new(
        "jedna z wartości: " + string.Join(", ", Codes.Select(code => $"{code.Code} ({code.Meaning.Pl})")),
        "one of: " + string.Join(", ", Codes.Select(code => $"{code.Code} ({code.Meaning.En})")));

    public override Finding? Check(ReadOnlySpan<char> text)
    {
        if (IsListed(text)) return null;
        if (text.Length == 0) return SchemaFindings.Empty(Expected);
        return Equal(text) is null ? SchemaFindings.NotListed(Short(text), Expected) : null;
    }

    public override string? WrittenOtherwise(ReadOnlySpan<char> text) => IsListed(text) ? null : Equal(text);

    private bool IsListed(ReadOnlySpan<char> text)
    {
        foreach (var code in written)
            if (text.SequenceEqual(code)) return true;
        return false;
    }

    // To the schema they are numbers: 01 and +1 are 1.
    private string? Equal(ReadOnlySpan<char> text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? written.FirstOrDefault(code => decimal.Parse(code, CultureInfo.InvariantCulture) == number) : null;
}
