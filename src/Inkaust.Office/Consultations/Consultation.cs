using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>Who is asked.</summary>
public enum Partner
{
    /// <summary>The accountants of the company; where there is none, its owners.</summary>
    Accountant,

    /// <summary>The specialist of whoever runs the installation.</summary>
    Specialist,
}

/// <summary>A thread of questions and answers, as a list shows it.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Partner">Who is asked.</param>
/// <param name="Subject">About what.</param>
/// <param name="Invoice">The invoice that it is about, by its place in the ledger; null: about none.</param>
/// <param name="OpenedBy">Who asked, by name.</param>
/// <param name="LastAt">When something was written last.</param>
/// <param name="LastBy">By whom.</param>
/// <param name="Messages">How many messages.</param>
/// <param name="ClosedAt">When it was closed; null: it is open.</param>
/// <param name="IsUnread">Whoever looks is meant and has not read all of it.</param>
public sealed record Consultation(
    long Id, Partner Partner, string Subject, long? Invoice, string OpenedBy, DateTimeOffset LastAt, string LastBy, int Messages,
    DateTimeOffset? ClosedAt, bool IsUnread);

/// <summary>What somebody wrote.</summary>
/// <param name="Id">Its key.</param>
/// <param name="From">Who, by name.</param>
/// <param name="IsOwn">Whoever looks wrote it.</param>
/// <param name="At">When.</param>
/// <param name="Text">What.</param>
/// <param name="Files">What he attached.</param>
public sealed record ConsultationMessage(long Id, string From, bool IsOwn, DateTimeOffset At, string Text, IReadOnlyList<AttachedFile> Files);

/// <summary>A file of a message; what stands in it is fetched by its key.</summary>
public sealed record AttachedFile(long Id, string Name, long Size);

/// <summary>A thread, whole.</summary>
/// <param name="Head">What it is about.</param>
/// <param name="Messages">Oldest first.</param>
/// <param name="About">The invoice that it is about; null: none.</param>
public sealed record ConsultationThread(Consultation Head, IReadOnlyList<ConsultationMessage> Messages, IssuedInvoice? About);

/// <summary>A file that somebody attaches.</summary>
/// <param name="Name">Its name as it came.</param>
/// <param name="Bytes">What stands in it; it is kept as it is and never opened.</param>
public sealed record NewFile(string Name, byte[] Bytes);

/// <summary>What somebody writes.</summary>
/// <param name="Text">The text.</param>
/// <param name="Files">What he attaches.</param>
public sealed record NewMessage(string Text, IReadOnlyList<NewFile> Files)
{
    /// <summary>How many files one message may have, and how many bytes each.</summary>
    public const int MostFiles = 5, MostBytes = 5_000_000;

    private const int LongestText = 10_000, LongestName = 120;

    /// <summary>What stands in the way of writing it; nothing: nothing does.</summary>
    internal IEnumerable<Finding> Faults()
    {
        if (string.IsNullOrWhiteSpace(Text))
            yield return new Finding("INK-TALK-002", "Wpisz treść.", "Write a message.") { Path = "message" };
        if (Text.Length > LongestText)
            yield return new Finding("INK-TALK-003",
                $"Treść ma mieć do {LongestText} znaków.", $"A message has up to {LongestText} characters.")
            { Path = "message" };
        if (Files.Count > MostFiles || Files.Any(one => one.Bytes.Length > MostBytes))
        {
            yield return new Finding("INK-TALK-004",
                $"Do wiadomości można załączyć {MostFiles} plików po {MostBytes / 1_000_000} MB.",
                $"A message has up to {MostFiles} files of {MostBytes / 1_000_000} MB each.")
            { Path = "files" };
        }
    }

    /// <summary>A name without a path and without what no system takes; it may still say anything.</summary>
    internal static string SafeName(string name) => Untrusted.ForDownload(name, LongestName, "plik");
}
