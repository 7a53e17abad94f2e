namespace Inkaust.Answers;

/// <summary>A company with which a local KSeF can be tried.</summary>
/// <param name="Nip">Its NIP.</param>
/// <param name="Command">The command line that adds it.</param>
public sealed record TrialCompanyAnswer(string Nip, string Command);

/// <summary>A local KSeF that is up.</summary>
/// <param name="Address">Where.</param>
/// <param name="Api">Its API.</param>
/// <param name="Qr">The pages behind the codes.</param>
/// <param name="Management">The port of the clock, announcements and faults.</param>
/// <param name="TestCompany">A company to begin with.</param>
public sealed record LocalKsefAnswer(string Address, string Api, string Qr, string Management, TrialCompanyAnswer TestCompany);
