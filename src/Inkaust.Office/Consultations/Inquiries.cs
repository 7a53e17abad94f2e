using System.Data.Common;
using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>What somebody without an account fills in.</summary>
public sealed record InquiryForm
{
    public string Name { get; init; } = "";

    public string Email { get; init; } = "";

    /// <summary>The NIP of his company; empty: he does not say.</summary>
    public string Nip { get; init; } = "";

    /// <summary>The package, by its name.</summary>
    public string Offer { get; init; } = "";

    public string Message { get; init; } = "";

    public Language Language { get; init; } = Language.Polish;
}

/// <summary>A request that came.</summary>
public sealed record Inquiry(
    long Id, DateTimeOffset At, string Name, string Email, string? Nip, string Offer, string Message, Language Language, DateTimeOffset? ClosedAt,
    IReadOnlyList<InquiryAnswer> Answers);

/// <summary>What was answered by e-mail.</summary>
/// <param name="At">When.</param>
/// <param name="By">By whom, by name.</param>
/// <param name="Text">What.</param>
public sealed record InquiryAnswer(DateTimeOffset At, string By, string Text);

/// <summary>Requests of people without an account: taken in, and answered by e-mail.</summary>
public sealed class Inquiries(Database database, Offers offers, AccountRegister accounts, Outbox outbox, TimeProvider clock)
{
    private const int LongestName = 120, LongestText = 5_000, MostOfOne = 5, MostOfAll = 100, MostListed = 200;

    private sealed record Row(
        long Id, string At, string Name, string Email, string? Nip, string Offer, string Content, string Language, string? ClosedAt);

    private sealed record AnswerRow(long Inquiry, string At, string? Name, string Content);

    /// <summary>Takes a request in.</summary>
    /// <param name="form">What was filled in.</param>
    /// <param name="cameFrom">From which address of the network; kept only as a hash of the day.</param>
    /// <exception cref="RefusedException">INK-TALK-010 and one finding for each field that is missing or wrong; 016: too many of late.</exception>
    public void Ask(InquiryForm form, string cameFrom)
    {
        var faults = Faults(form).ToList();
        if (faults.Count > 0)
        {
            throw new RefusedException([new Finding("INK-TALK-010",
                "Nie wszystkie pola są wypełnione poprawnie.", "Not all fields are completed correctly."), .. faults]);
        }
        var now = clock.GetUtcNow();
        var hash = Secret.HashOf($"{PolishTime.DateOf(now):yyyy-MM-dd}|{cameFrom}");
        database.InTransaction((connection, transaction) =>
        {
            database.Alone(connection, transaction); // Or several that come at once are each the last that may.
            RefuseTooMany(connection, transaction, now, hash);
            return connection.Execute("""
                INSERT INTO inquiry (at, name, email, nip, offer, content, language, came_from)
                VALUES (@At, @Name, @Email, @Nip, @Offer, @Message, @Language, @hash)
                """, new
            {
                At = Database.Instant(now),
                Name = Letter.OneLine(form.Name),
                Email = form.Email.Trim(),
                Nip = form.Nip.Trim().Length > 0 ? Nip.Parse(form.Nip.Trim()).ToString() : null,
                Offer = form.Offer.Trim(),
                Message = Database.WithoutNul(form.Message.Trim()),
                Language = form.Language == Language.Polish ? "pl" : "en",
                hash,
            }, transaction);
        });
        foreach (var one in accounts.Operators().Where(one => EmailAddress.Read(one.Email) is not null))
        {
            outbox.Put(one.Language == Language.Polish
                ? new Letter(one.Email, "Nowe zgłoszenie",
                    $"{Letter.OneLine(form.Name)} pyta o pakiet {form.Offer}.\n\nOdpowiedz w Inkauście: Instalacja, Zgłoszenia.")
                : new Letter(one.Email, "A new request",
                    $"{Letter.OneLine(form.Name)} asks for the package {form.Offer}.\n\nAnswer in Inkaust: Installation, Requests."));
        }
    }

    private static void RefuseTooMany(DbConnection connection, DbTransaction transaction, DateTimeOffset now, string hash)
    {
        var (ofOne, ofAll) = connection.QuerySingle<(long OfOne, long OfAll)>(
            "SELECT COALESCE(SUM(CASE WHEN came_from = @hash THEN 1 ELSE 0 END), 0), COUNT(*) FROM inquiry WHERE at > @Hour",
            new { hash, Hour = Database.Instant(now - TimeSpan.FromHours(1)) }, transaction);
        if (ofOne < MostOfOne && ofAll < MostOfAll) return;
        throw new RefusedException(new Finding("INK-TALK-016", "Za dużo zgłoszeń w krótkim czasie.", "Too many requests in a short time.")
        {
            Hint = new("Spróbuj za godzinę.", "Try again in an hour."),
        });
    }

    /// <summary>The requests, open ones first, newest first.</summary>
    public IReadOnlyList<Inquiry> All() => Read("""
        ORDER BY CASE WHEN closed_at IS NULL THEN 0 ELSE 1 END, id DESC LIMIT @MostListed
        """, new { MostListed });

    /// <summary>A request; null: there is none with this key.</summary>
    public Inquiry? At(long id) => Read("WHERE id = @id", new { id }) is [var one] ? one : null;

    private IReadOnlyList<Inquiry> Read(string which, object values)
    {
        using var connection = database.Connect();
        var rows = connection.Query<Row>($"SELECT id, at, name, email, nip, offer, content, language, closed_at FROM inquiry {which}", values).AsList();
        var answers = connection.Query<AnswerRow>($"""
            SELECT inquiry, at, (SELECT name FROM account WHERE account.id = author) AS name, content FROM inquiry_answer
            WHERE inquiry IN (SELECT id FROM inquiry {which}) ORDER BY id
            """, values).ToLookup(row => row.Inquiry);
        return [.. rows.Select(row => new Inquiry(row.Id, Database.Instant(row.At), row.Name, row.Email, row.Nip, row.Offer, row.Content,
            row.Language == "en" ? Language.English : Language.Polish, row.ClosedAt is { } at ? Database.Instant(at) : null,
            [.. answers[row.Id].Select(answer => new InquiryAnswer(Database.Instant(answer.At), answer.Name ?? "?", answer.Content))]))];
    }

    /// <summary>Answers by e-mail.</summary>
    /// <exception cref="RefusedException">INK-TALK-002, 003: there is no text, or too much; 017: no such request.</exception>
    public void Answer(long id, Account by, string text)
    {
        var inquiry = At(id) ?? throw new RefusedException(NotThere);
        if (new NewMessage(text, []).Faults().ToList() is { Count: > 0 } faults) throw new RefusedException(faults);
        database.InTransaction((connection, transaction) =>
        {
            connection.Execute("INSERT INTO inquiry_answer (inquiry, at, author, content) VALUES (@id, @At, @By, @Text)",
                new { id, At = Database.Instant(clock.GetUtcNow()), By = by.Id.Text, Text = Database.WithoutNul(text.Trim()) }, transaction);
            return outbox.PutWithin(connection, transaction, LetterOf(inquiry, by, text.Trim()));
        });
        outbox.Ring();
    }

    /// <summary>Nothing more is to be done about it, or something is after all.</summary>
    public void Close(long id, bool isClosed)
    {
        using var connection = database.Connect();
        connection.Execute("UPDATE inquiry SET closed_at = @At WHERE id = @id",
            new { id, At = isClosed ? Database.Instant(clock.GetUtcNow()) : null });
    }

    private IEnumerable<Finding> Faults(InquiryForm form)
    {
        if (form.Name.Trim() is not { Length: > 0 and <= LongestName })
            yield return new Finding("INK-TALK-011", "Wpisz imię i nazwisko.", "Write your name.") { Path = "name" };
        if (EmailAddress.Read(form.Email) is null)
            yield return new Finding("INK-TALK-012",
                "Wpisz adres e-mail, na który odpowiemy.", "Write the e-mail address for our answer.")
            { Path = "email" };
        if (form.Nip.Trim().Length > 0 && !Nip.TryParse(form.Nip.Trim(), null, out _))
            yield return new Finding("INK-TALK-013",
                "To nie jest NIP; możesz zostawić to pole puste.", "This is no NIP; the field may stay empty.")
            { Path = "nip" };
        if (offers.All().All(one => one.Name != form.Offer.Trim()))
            yield return new Finding("INK-TALK-014", "Wybierz pakiet.", "Choose a package.") { Path = "offer" };
        if (form.Message.Trim() is not { Length: > 0 and <= LongestText })
            yield return new Finding("INK-TALK-015",
                $"Napisz, w czym pomóc, do {LongestText} znaków.",
                $"Write what we can do for you, in up to {LongestText} characters.")
            { Path = "message" };
    }

    private static Letter LetterOf(Inquiry inquiry, Account by, string text)
    {
        string L(string pl, string en) => inquiry.Language == Language.Polish ? pl : en;
        var quoted = string.Join('\n', inquiry.Message.ReplaceLineEndings("\n").Split('\n').Select(line => "> " + line));
        return new Letter(inquiry.Email, L($"Odpowiedź na zgłoszenie: {inquiry.Offer}", $"Our answer: {inquiry.Offer}"),
            $"{text}\n\n{Letter.OneLine(by.Name)}\n\n"
                + $"{L($"{PolishTime.Shown(inquiry.At)} napisano:", $"On {PolishTime.Shown(inquiry.At)} you wrote:")}\n{quoted}\n");
    }

    private static Finding NotThere => new("INK-TALK-017", "Nie ma takiego zgłoszenia.", "There is no such request.");
}
