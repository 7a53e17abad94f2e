namespace Inkaust.Office;

/// <summary>Who does something: it stands beside every step in the ledger.</summary>
/// <param name="Text">What is kept: the kind of somebody, a colon, and who of that kind.</param>
public readonly record struct Who(string Text)
{
    /// <summary>The program by itself: a round of sending, a deadline that was counted anew.</summary>
    public static Who Program { get; } = new("program");

    /// <summary>Nobody wrote it down: a step of an older version.</summary>
    public static Who Unknown { get; } = new("");

    /// <summary>Somebody at the command line, by the name of his account on that machine.</summary>
    public static Who Shell(string user) => new($"shell:{user}");

    /// <summary>A person with an account.</summary>
    public static Who Account(string id) => new($"account:{id}");

    /// <summary>Another program, by its API key's name; never by the key.</summary>
    public static Who Key(string name) => new($"key:{name}");

    /// <summary>The key of the account, where it is a person with one.</summary>
    public string? AccountId => Text.StartsWith("account:", StringComparison.Ordinal) ? Text["account:".Length..] : null;

    public override string ToString() => Text;
}
