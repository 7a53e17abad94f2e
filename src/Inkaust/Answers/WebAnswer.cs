namespace Inkaust.Answers;

/// <summary>The web app, once it answers.</summary>
/// <param name="Address">Where.</param>
/// <param name="LocalKsef">The KSeF of this machine that came with it; null: none.</param>
/// <param name="Management">The management port of that KSeF; null: none.</param>
/// <param name="FirstAccount">Where the account is made that runs the installation; null: it is there already, or the app is for this machine alone.</param>
public sealed record WebAnswer(string Address, string? LocalKsef, string? Management, string? FirstAccount);
