namespace Inkaust.Invoices;

/// <summary>
/// What to do next, as a value. Nothing here words it: the shell makes a command line of it, a page a link. The set is closed by a test:
/// each step is a sealed record, and the shell knows every one.
/// </summary>
public abstract record NextStep;

/// <summary>Read which fields a draft may have.</summary>
public sealed record ListDraftFields : NextStep;
