using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>What a letter to a buyer fills in for a word in braces.</summary>
public enum LetterInsert
{
    /// <summary>P_2.</summary>
    Number,

    /// <summary>What is to be paid, with its currency.</summary>
    Gross,

    /// <summary>The first day of payment that the invoice names; a line with it is left out where it names none.</summary>
    Payment,

    /// <summary>The name of the company.</summary>
    Company,

    /// <summary>Invoice, or transaction confirmation.</summary>
    Document,

    /// <summary>What goes along, in one sentence that says the truth about it.</summary>
    Attachment,
}

/// <summary>The letter to a buyer as a company words it, with words in braces that are filled in for each invoice.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">What it says.</param>
public sealed partial record LetterWords(string Subject, string Text)
{
    /// <summary>Characters of each.</summary>
    public const int LongestSubject = 150, LongestText = 5_000;

    /// <summary>The inserts with their names in both languages, of which each is known in either.</summary>
    public static IReadOnlyList<(LetterInsert Insert, Wording Name, Wording Meaning)> Inserts { get; } =
    [
        (LetterInsert.Number, new("numer", "number"), new("numer faktury", "the number of the invoice")),
        (LetterInsert.Gross, new("brutto", "gross"), new("kwota do zapłaty", "the amount to be paid")),
        (LetterInsert.Payment, new("termin", "due"), new("termin płatności; bez niego wiersz znika", "the day of payment; without one its line is left out")),
        (LetterInsert.Company, new("firma", "company"), new("nazwa firmy", "the name of the company")),
        (LetterInsert.Document, new("dokument", "document"), new("faktura albo potwierdzenie transakcji", "invoice, or transaction confirmation")),
        (LetterInsert.Attachment, new("załącznik", "attachment"), new("zdanie o tym, co jest w załączniku", "a sentence that says what is attached")),
    ];

    /// <summary>The words of a company that has chosen none.</summary>
    public static LetterWords Usual(Language language) => language == Language.Polish
        ? new("{dokument} {numer}, {firma}", "Dzień dobry,\n\n{załącznik}\n\nZ poważaniem\n{firma}")
        : new("{document} {number}, {company}", "Hello,\n\n{attachment}\n\nKind regards\n{company}");

    /// <summary>They fit a transaction confirmation, too: what goes along is said by the program and not by the company.</summary>
    public bool FitAnyDocument => InsertsIn(Subject).Contains(LetterInsert.Document) && InsertsIn(Text).Contains(LetterInsert.Attachment);

    /// <exception cref="RefusedException">INK-LETTER-001 to 003: all that is wrong at once.</exception>
    internal void RefuseUnfit()
    {
        List<Finding> wrong = [];
        if (Subject.Trim().Length is 0 or > LongestSubject || !Letter.IsOneLine(Subject)) wrong.Add(new Finding("INK-LETTER-001",
            $"Temat listu to jeden wiersz, od 1 do {LongestSubject} znaków.", $"The subject of a letter is one line of 1 to {LongestSubject} characters.")
        { Path = "subject" });
        if (Text.Trim().Length is 0 or > LongestText || Text.Any(c => char.IsControl(c) && c is not '\n')) wrong.Add(new Finding("INK-LETTER-002",
            $"Treść listu ma od 1 do {LongestText} znaków i żadnych znaków sterujących.",
            $"The text of a letter has 1 to {LongestText} characters, and no control characters.")
        { Path = "text" });
        foreach (var (path, words) in new[] { ("subject", Subject), ("text", Text) })
            wrong.AddRange(NamesIn(words).Where(name => InsertOf(name) is null).Distinct().Select(name => Unknown(name) with { Path = path }));
        if (wrong.Count > 0) throw new RefusedException(wrong);
    }

    /// <summary>With the inserts filled in, each once: what comes from an invoice is never taken for one.</summary>
    internal LetterWords Filled(Func<LetterInsert, string?> value) => new(
        Letter.OneLine(InBraces().Replace(Subject, insert => ValueOf(insert, value) ?? "")),
        string.Join('\n', Text.Split('\n').Where(line => InBraces().Matches(line).All(insert => ValueOf(insert, value) is not null))
            .Select(line => InBraces().Replace(line, insert => ValueOf(insert, value)!))));

    private static string? ValueOf(Match insert, Func<LetterInsert, string?> value) =>
        InsertOf(insert.Groups[1].Value) is { } known ? value(known) : insert.Value;

    private static IEnumerable<LetterInsert> InsertsIn(string words) => NamesIn(words).Select(InsertOf).OfType<LetterInsert>();

    private static IEnumerable<string> NamesIn(string words) => InBraces().Matches(words).Select(one => one.Groups[1].Value);

    private static LetterInsert? InsertOf(string name) => Inserts
        .Where(one => string.Equals(one.Name.Pl, name.Trim(), StringComparison.OrdinalIgnoreCase)
            || string.Equals(one.Name.En, name.Trim(), StringComparison.OrdinalIgnoreCase))
        .Select(one => (LetterInsert?)one.Insert).FirstOrDefault();

    private static Finding Unknown(string name) => new("INK-LETTER-003",
        $"List nie zna wstawki „{name}”.", $"A letter knows no insert '{name}'.")
    {
        Hint = new($"Zna: {string.Join(", ", Inserts.Select(one => $"{{{one.Name.Pl}}}"))}.",
            $"It knows {string.Join(", ", Inserts.Select(one => $"{{{one.Name.En}}}"))}."),
    };

    [GeneratedRegex(@"\{([^{}\n]*)\}")]
    private static partial Regex InBraces();
}

/// <summary>What a letter is about.</summary>
internal sealed record LetterFacts
{
    public required string Number { get; init; }
    public required decimal Gross { get; init; }
    public required string Currency { get; init; }
    public required DateOnly? PaymentDate { get; init; }
    public required SentDocument Document { get; init; }

    /// <summary>The number that KSeF gave; null: none yet.</summary>
    public required string? KsefNumber { get; init; }
}

/// <summary>How companies word their letters to buyers, in Polish and in English.</summary>
public sealed class BuyerLetters(Database database, TimeProvider clock)
{
    private static readonly NumberFormatInfo Polish = new() { NumberGroupSeparator = "\u00A0", NumberDecimalSeparator = "," };

    private sealed record Row(string Subject, string Content);

    /// <summary>The words of a company in a language: its own, or the usual ones.</summary>
    public LetterWords Of(Company company, Language language)
    {
        using var connection = database.Connect();
        return connection.QuerySingleOrDefault<Row>(
            "SELECT subject, content FROM company_letter WHERE company = @Company AND language = @Language",
            new { Company = company.Id.Text, Language = WordOf(language) }) is { } row ? new(row.Subject, row.Content) : LetterWords.Usual(language);
    }

    /// <summary>Keeps the words of a company; the usual ones are not kept, so that it goes on with them when they are bettered.</summary>
    /// <exception cref="RefusedException">INK-LETTER-001 to 003. Nothing changed.</exception>
    public void Keep(Company company, Language language, LetterWords words)
    {
        words.RefuseUnfit();
        words = new(words.Subject.Trim(), words.Text.TrimEnd());
        var row = new { Company = company.Id.Text, Language = WordOf(language), words.Subject, Content = words.Text };
        using var connection = database.Connect();
        if (words == LetterWords.Usual(language))
            connection.Execute("DELETE FROM company_letter WHERE company = @Company AND language = @Language", row);
        else connection.Execute("""
            INSERT INTO company_letter (company, language, subject, content) VALUES (@Company, @Language, @Subject, @Content)
            ON CONFLICT (company, language) DO UPDATE SET subject = excluded.subject, content = excluded.content
            """, row);
    }

    /// <summary>The letter about an invoice that nobody has issued.</summary>
    /// <exception cref="RefusedException">INK-LETTER-001 to 003.</exception>
    public LetterWords Example(Company company, Language language, LetterWords words)
    {
        words.RefuseUnfit();
        var today = PolishTime.DateOf(clock.GetUtcNow());
        return Filled(company, language, words, new LetterFacts
        {
            Number = $"FV/7/{today.Month:00}/{today.Year}",
            Gross = 1_230m,
            Currency = "PLN",
            PaymentDate = today.AddDays(14),
            Document = SentDocument.Invoice,
            KsefNumber = Invoices.KsefNumber.Create(company.Nip, today, 7).ToString(),
        });
    }

    /// <summary>The letter about an invoice. What a company says of an invoice is not said of a confirmation, which gets the usual words.</summary>
    internal LetterWords About(Company company, Language language, LetterFacts facts)
    {
        var words = Of(company, language);
        return Filled(company, language, facts.Document == SentDocument.Invoice || words.FitAnyDocument ? words : LetterWords.Usual(language), facts);
    }

    private static LetterWords Filled(Company company, Language language, LetterWords words, LetterFacts facts) => words.Filled(insert => insert switch
    {
        LetterInsert.Number => Letter.OneLine(facts.Number),
        LetterInsert.Gross => language == Language.Polish
            ? $"{facts.Gross.ToString("N2", Polish)}\u00A0{(facts.Currency == "PLN" ? "zł" : facts.Currency)}"
            : $"{facts.Gross.ToString("N2", CultureInfo.InvariantCulture)}\u00A0{facts.Currency}",
        LetterInsert.Payment => facts.PaymentDate?.ToString(language == Language.Polish ? "dd.MM.yyyy" : "d MMM yyyy", CultureInfo.InvariantCulture),
        LetterInsert.Company => Letter.OneLine(company.Name),
        LetterInsert.Document => (facts.Document == SentDocument.Invoice
            ? new Wording("Faktura", "Invoice") : new Wording("Potwierdzenie transakcji", "Transaction confirmation")).In(language),
        _ => Attached(facts).In(language),
    });

    private static Wording Attached(LetterFacts facts) => facts switch
    {
        { Document: SentDocument.Confirmation, Number: var number } => new(
            $"w załączniku przesyłamy potwierdzenie transakcji. To nie jest faktura: fakturę {number} otrzymają Państwo w KSeF.",
            $"please find a transaction confirmation attached. It is not the invoice: you will receive invoice {number} in KSeF."),
        { KsefNumber: { } ksef, Number: var number } => new(
            $"w załączniku przesyłamy fakturę {number}. Jej numer w KSeF: {ksef}.",
            $"please find invoice {number} attached. Its number in KSeF is {ksef}."),
        { Number: var number } => new(
            $"w załączniku przesyłamy fakturę {number}. Wystawiono ją poza KSeF; kodami na niej sprawdzą ją Państwo w KSeF.",
            $"please find invoice {number} attached. It was issued outside KSeF; its codes let you verify it there."),
    };

    private static string WordOf(Language language) => language == Language.Polish ? "pl" : "en";
}
