using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>A letter by e-mail, to one address.</summary>
/// <param name="To">The address.</param>
/// <param name="Subject">One line. Never a secret: the list of letters shows it.</param>
/// <param name="Text">What it says, as plain text.</param>
public sealed record Letter(string To, string Subject, string Text)
{
    private const int LongestSubject = 200, MostBytes = 15_000_000;

    /// <summary>What is attached.</summary>
    public IReadOnlyList<LetterFile> Files { get; init; } = [];

    /// <summary>From then on it would only confuse and is not sent any more: a code that has run out. Null: it is always good.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>What people wrote, as it may stand in a line of a letter.</summary>
    internal static string OneLine(string text) => string.Concat(text.Trim().Select(c => BreaksLine(c) ? ' ' : c));

    /// <summary>It may stand in a line of a letter as it is.</summary>
    internal static bool IsOneLine(string text) => !text.Any(BreaksLine);

    private static bool BreaksLine(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';

    /// <summary>What comes from outside and ends in a header is one line and an address (DESIGN 6.7).</summary>
    /// <exception cref="RefusedException">INK-MAIL-001 to 003.</exception>
    internal void RefuseUnfit()
    {
        if (EmailAddress.Read(To) is null)
        {
            throw new RefusedException(new Finding("INK-MAIL-001", "To nie jest adres e-mail.", "This is not an e-mail address.")
            { Path = "to", Hint = new("Wpisz jeden adres, np. anna@example.com.", "Write one address, for instance anna@example.com.") });
        }
        if (string.IsNullOrWhiteSpace(Subject) || Subject.Length > LongestSubject || Subject.Any(char.IsControl))
        {
            throw new RefusedException(new Finding("INK-MAIL-002",
                $"Temat to jeden wiersz do {LongestSubject} znaków.", $"The subject is one line of up to {LongestSubject} characters.")
            { Path = "subject" });
        }
        if (Files.Any(file => file.Name.Length == 0 || file.Name.Any(char.IsControl)) || Files.Sum(file => (long)file.Bytes.Length) > MostBytes)
        {
            throw new RefusedException(new Finding("INK-MAIL-003",
                $"Załączniki mają mieć nazwy i razem do {MostBytes / 1_000_000} MB.",
                $"Attachments need names, and may have up to {MostBytes / 1_000_000} MB together.")
            { Path = "files" });
        }
    }
}

/// <summary>A file attached to a letter.</summary>
/// <param name="Name">Its name, without a path.</param>
/// <param name="Type">Its media type.</param>
/// <param name="Bytes">What stands in it.</param>
public sealed record LetterFile(string Name, string Type, byte[] Bytes);

/// <summary>What has become of a letter.</summary>
public enum LetterState
{
    /// <summary>It goes out as soon as the mail server takes it.</summary>
    Waiting,

    /// <summary>The mail server took it.</summary>
    Sent,

    /// <summary>It was given up.</summary>
    Failed,
}

/// <summary>A letter as the list shows it.</summary>
/// <param name="Id">Its key.</param>
/// <param name="To">To whom.</param>
/// <param name="Subject">About what.</param>
/// <param name="State">What has become of it.</param>
/// <param name="Tries">How often it was tried.</param>
/// <param name="Error">What the mail server said last; empty: nothing bad.</param>
/// <param name="PutAt">When it was written.</param>
/// <param name="SentAt">When it was taken; null: it was not.</param>
public sealed record SeenLetter(
    long Id, string To, string Subject, LetterState State, int Tries, string Error, DateTimeOffset PutAt, DateTimeOffset? SentAt);
