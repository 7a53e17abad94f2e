using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>What a person has made of a received invoice.</summary>
public enum ReceivedState
{
    /// <summary>Nobody has looked at it.</summary>
    New,

    Seen,

    /// <summary>Accepted for booking.</summary>
    ForBooking,

    /// <summary>Something is to be cleared up with the seller.</summary>
    Questioned,

    /// <summary>Not of the company's business.</summary>
    Private,

    /// <summary>Unwanted; it is shown to nobody who does not ask for it.</summary>
    Hidden,

    /// <summary>Suspected of fraud.</summary>
    Suspected,
}

/// <summary>Words of states and roles, as they are stored and told to programs; they never change.</summary>
public static class InboxWords
{
    public static string Word(this ReceivedState state) => state switch
    {
        ReceivedState.New => "new",
        ReceivedState.Seen => "seen",
        ReceivedState.ForBooking => "for-booking",
        ReceivedState.Questioned => "questioned",
        ReceivedState.Private => "private",
        ReceivedState.Hidden => "hidden",
        ReceivedState.Suspected => "suspected",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>The state of a word; null where there is none.</summary>
    public static ReceivedState? StateOf(string? word) =>
        Enum.GetValues<ReceivedState>().Select(one => (ReceivedState?)one).FirstOrDefault(one => one!.Value.Word() == word);

    public static string Word(this InvoiceRole role) => role switch
    {
        InvoiceRole.Subject1 => "seller",
        InvoiceRole.Subject2 => "buyer",
        InvoiceRole.Subject3 => "third-party",
        InvoiceRole.SubjectAuthorized => "authorised",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    /// <summary>The role of a word; null where there is none.</summary>
    public static InvoiceRole? RoleOf(string? word) =>
        Enum.GetValues<InvoiceRole>().Select(one => (InvoiceRole?)one).FirstOrDefault(one => one!.Value.Word() == word);

    /// <summary>A state for people.</summary>
    public static Wording InWords(this ReceivedState state) => state switch
    {
        ReceivedState.New => new("nowa", "new"),
        ReceivedState.Seen => new("widziana", "seen"),
        ReceivedState.ForBooking => new("do księgowania", "for booking"),
        ReceivedState.Questioned => new("do wyjaśnienia", "questioned"),
        ReceivedState.Private => new("prywatna", "private"),
        ReceivedState.Hidden => new("ukryta", "hidden"),
        _ => new("podejrzana", "suspected"),
    };

    /// <summary>What the company is on an invoice, for people.</summary>
    public static Wording InWords(this InvoiceRole role) => role switch
    {
        InvoiceRole.Subject1 => new("sprzedawca", "seller"),
        InvoiceRole.Subject2 => new("nabywca", "buyer"),
        InvoiceRole.Subject3 => new("podmiot trzeci", "third party"),
        _ => new("podmiot upoważniony", "authorised party"),
    };
}

/// <summary>An invoice as KSeF holds it, and what was made of it here. Its bytes are the seller's and never change.</summary>
public sealed record ReceivedInvoice
{
    /// <summary>Its place among all that were received.</summary>
    public required long Id { get; init; }

    /// <summary>The key of the company that received it.</summary>
    public required CompanyId Company { get; init; }

    public required string KsefNumber { get; init; }

    public required ReceivedState State { get; init; }

    /// <summary>What the company is on it: the role in which it came first.</summary>
    public required InvoiceRole Role { get; init; }

    /// <summary>P_2.</summary>
    public required string Number { get; init; }

    /// <summary>RodzajFaktury as it stands in the file: <c>VAT</c>, <c>KOR</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The form of the document: <c>FA (3)</c>.</summary>
    public required string Form { get; init; }

    /// <summary>P_1.</summary>
    public required DateOnly IssueDate { get; init; }

    /// <summary>When KSeF stored it for good.</summary>
    public required DateTimeOffset StoredAt { get; init; }

    /// <summary>When KSeF took it in.</summary>
    public required DateTimeOffset TakenInAt { get; init; }

    /// <summary>KSeF has it as issued offline.</summary>
    public required bool IsOffline { get; init; }

    public required string SellerNip { get; init; }

    public required string SellerName { get; init; }

    /// <summary>A NIP, or another identifier of the buyer; empty where there is none.</summary>
    public required string BuyerId { get; init; }

    public required string BuyerName { get; init; }

    public required decimal Net { get; init; }

    public required decimal Vat { get; init; }

    public required decimal Gross { get; init; }

    public required string Currency { get; init; }

    public required InvoiceHash Hash { get; init; }

    /// <summary>Of its file, in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Issued by the buyer in the name of the seller.</summary>
    public required bool IsSelfBilled { get; init; }

    /// <summary>The accounts that are to be paid, without blanks.</summary>
    public required IReadOnlyList<string> Accounts { get; init; }

    /// <summary>Where the seller was paid before, when an account of this invoice is none of those; null: nothing is odd.</summary>
    public IReadOnlyList<string>? UsualAccounts { get; init; }

    /// <summary>The day by which it is to be paid.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>When it came here.</summary>
    public required DateTimeOffset CameAt { get; init; }

    /// <summary>Its account is not the seller's usual one.</summary>
    public bool HasOtherAccount => UsualAccounts is not null;

    /// <summary>It corrects another.</summary>
    public bool IsCorrection => Kind.StartsWith("KOR", StringComparison.Ordinal);

    /// <summary>The company sold; else it bought, or is named otherwise.</summary>
    public bool IsSale => Role == InvoiceRole.Subject1;

    /// <summary>The word alone: numbers and names stay out of logs.</summary>
    public override string ToString() => $"received invoice {Id}";
}

/// <summary>Somebody put an invoice into a state.</summary>
public sealed record ReceivedStep(DateTimeOffset At, ReceivedState State, Who By, string Note);

/// <summary>A file of a package that was refused, and why.</summary>
/// <param name="Name">Its name; null: the package as a whole, or all that would have followed.</param>
/// <param name="Why">A code of INK-INBOX.</param>
public sealed record RefusedFile(string? Name, Finding Why);
