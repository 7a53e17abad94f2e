using Inkaust.Office;

namespace Inkaust.Answers;

/// <summary>What a person says of KSeF for a company.</summary>
/// <param name="Company">Its NIP.</param>
/// <param name="Claim">What is claimed now; null: nothing, and the program goes by what it sees.</param>
public sealed record ClaimAnswer(string Company, KsefClaim? Claim);
