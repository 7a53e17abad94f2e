namespace Inkaust.Office;

/// <summary>What a person may do for a company; each may also do what those before may.</summary>
public enum Role
{
    /// <summary>See everything of the company, and change nothing.</summary>
    Reader,

    /// <summary>Issue, send, correct, and write drafts.</summary>
    Issuer,

    /// <summary>Settle what concerns the books: total failures, the calendar, markers of JPK, tasks and consultations of others.</summary>
    Accountant,

    /// <summary>Everything: people, certificates, keys, the company itself.</summary>
    Owner,
}

/// <summary>Roles as they are stored.</summary>
public static class Roles
{
    /// <summary>The word by which a role is stored; it never changes.</summary>
    public static string Word(this Role role) => role switch
    {
        Role.Reader => "reader",
        Role.Issuer => "issuer",
        Role.Accountant => "accountant",
        Role.Owner => "owner",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    /// <summary>The role of a stored word; null where there is none.</summary>
    public static Role? Parse(string? word) => Enum.GetValues<Role>().Select(one => (Role?)one).FirstOrDefault(one => one!.Value.Word() == word);
}
