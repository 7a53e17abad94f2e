using System.Text.Json;
using System.Text.Json.Serialization;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>Why an invoice was issued in its mode: a word with its facts, kept with the invoice and worded when it is shown.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "reason")]
[JsonDerivedType(typeof(AskedFor), "asked-for")]
[JsonDerivedType(typeof(KsefAnswers), "ksef-answers")]
[JsonDerivedType(typeof(KsefIsSilent), "ksef-is-silent")]
[JsonDerivedType(typeof(Claimed), "claimed")]
[JsonDerivedType(typeof(Announced), "announced")]
[JsonDerivedType(typeof(Repaired), "repaired")]
[JsonDerivedType(typeof(NoNetwork), "no-network")]
[JsonDerivedType(typeof(Sentence), "sentence")]
public abstract record ModeReason
{
    private ModeReason() { }

    /// <summary>Somebody wished for online or offline24, which need no other reason.</summary>
    /// <param name="Mode">The mode.</param>
    /// <param name="IsDatedEarlier">P_1 lies before the day of sending, so KSeF will mark it offline (art. 106nda ust. 16).</param>
    public sealed record AskedFor(IssuingMode Mode, bool IsDatedEarlier) : ModeReason;

    /// <summary>KSeF answers.</summary>
    /// <param name="IsDatedEarlier">P_1 lies before the day of sending, so KSeF will mark it offline (art. 106nda ust. 16).</param>
    public sealed record KsefAnswers(bool IsDatedEarlier) : ModeReason;

    /// <summary>KSeF does not answer, and nothing that was announced is a basis.</summary>
    /// <param name="Since">Since when.</param>
    /// <param name="EventBegunTooLate">An announced event that began after P_1; null when nothing is announced.</param>
    /// <param name="Silence">How it failed to answer.</param>
    public sealed record KsefIsSilent(DateTimeOffset Since, long? EventBegunTooLate, Silence? Silence) : ModeReason;

    /// <summary>A person said whether KSeF is to be taken as reachable, and it was not asked.</summary>
    /// <param name="Claim">What he said.</param>
    /// <param name="EventBegunTooLate">An announced event that began after P_1; null when nothing is announced.</param>
    /// <param name="IsDatedEarlier">P_1 lies before the day of sending, so KSeF will mark an online one offline (art. 106nda ust. 16).</param>
    public sealed record Claimed(KsefClaim Claim, long? EventBegunTooLate, bool IsDatedEarlier) : ModeReason;

    /// <summary>It rests on an announced event.</summary>
    public sealed record Announced(IssuingMode Mode, long EventId, DateTimeOffset StartAt) : ModeReason;

    /// <summary>It repairs a refused one, whose mode it has.</summary>
    /// <param name="Hash">The hash of the refused one.</param>
    /// <param name="NobodyHasIt">Nobody was given the print of that one, so this is no technical correction (LAW 62).</param>
    /// <param name="First">Why that one was issued in its mode.</param>
    public sealed record Repaired(string Hash, bool NobodyHasIt, ModeReason First) : ModeReason;

    /// <summary>It was issued on a device that had no network.</summary>
    /// <param name="Device">How people call that device.</param>
    public sealed record NoNetwork(string Device) : ModeReason;

    /// <summary>What an older version wrote down, in English.</summary>
    public sealed record Sentence(string En) : ModeReason;

    /// <summary>The word by which the ledger and JSON name it.</summary>
    [JsonIgnore]
    public string Word => JsonNamingPolicy.KebabCaseLower.ConvertName(GetType().Name);

    /// <summary>The same for people.</summary>
    [JsonIgnore]
    public Wording InWords => this switch
    {
        AskedFor it =>
            Online(new($"{it.Mode.Word()} na życzenie (art. {it.Mode.Article()})", $"{it.Mode.Word()} as asked for (art. {it.Mode.Article()})"),
            it.IsDatedEarlier),
        KsefAnswers it => Online(new("KSeF odpowiada: online (art. 106na)", "KSeF answers: online (art. 106na)"), it.IsDatedEarlier),
        KsefIsSilent { EventBegunTooLate: { } late } it => new(
            $"KSeF nie odpowiada od {PolishTime.Shown(it.Since)}, a ogłoszone zdarzenie {late} zaczęło się po P_1: offline24 (art. 106nda)"
                + How(it).Pl,
            $"KSeF does not answer since {PolishTime.Shown(it.Since)} and the announced event {late} began after P_1: offline24 (art. 106nda)"
                + How(it).En),
        KsefIsSilent it => new(
            $"KSeF nie odpowiada od {PolishTime.Shown(it.Since)}, a nic nie ogłoszono: offline24 (art. 106nda)" + How(it).Pl,
            $"KSeF does not answer since {PolishTime.Shown(it.Since)} and nothing is announced: offline24 (art. 106nda)" + How(it).En),
        Claimed { Claim.IsReachable: true } it => Online(
            new($"{it.Claim.InWords.Pl}; online (art. 106na)", $"{it.Claim.InWords.En}; online (art. 106na)"), it.IsDatedEarlier),
        Claimed { EventBegunTooLate: { } late } it => new(
            $"{it.Claim.InWords.Pl}; ogłoszone zdarzenie {late} zaczęło się po P_1: offline24 (art. 106nda)",
            $"{it.Claim.InWords.En}; the announced event {late} began after P_1: offline24 (art. 106nda)"),
        Claimed it => new(
            $"{it.Claim.InWords.Pl}; offline24 (art. 106nda)", $"{it.Claim.InWords.En}; offline24 (art. 106nda)"),
        Announced it => new(
            $"ogłoszone zdarzenie {it.EventId} od {PolishTime.Shown(it.StartAt)}: {it.Mode.Word()} (art. {it.Mode.Article()})",
            $"announced event {it.EventId} since {PolishTime.Shown(it.StartAt)}: {it.Mode.Word()} (art. {it.Mode.Article()})"),
        Repaired { NobodyHasIt: true } it => new(
            $"naprawiony plik {it.Hash}; {it.First.InWords.Pl}", $"repaired file of {it.Hash}; {it.First.InWords.En}"),
        Repaired it => new($"korekta techniczna pliku {it.Hash}; {it.First.InWords.Pl}", $"technical correction of {it.Hash}; {it.First.InWords.En}"),
        NoNetwork it => new($"urządzenie „{it.Device}” nie miało sieci: offline24 (art. 106nda)",
            $"the device \"{it.Device}\" had no network: offline24 (art. 106nda)"),
        Sentence it => new(it.En, it.En),
        _ => throw new InvalidOperationException($"The reason {Word} has no words."),
    };

    private static Wording How(KsefIsSilent it) =>
        it.Silence?.InWords is { } how ? new($"; {how.Pl}", $"; {how.En}") : new("", "");

    private static Wording Online(Wording reason, bool isDatedEarlier) => !isDatedEarlier ? reason : new(
        $"{reason.Pl}; KSeF oznaczy ją jako offline, bo P_1 jest wcześniejsza niż dzień przesłania (art. 106nda ust. 16)",
        $"{reason.En}; KSeF will mark it offline, because P_1 is earlier than the day of sending (art. 106nda ust. 16)");

    internal string ToJson() => StoredJson.Write(this);

    // Without facts it is the sentence of an older version.
    internal static ModeReason FromRow(string word, string? facts) => facts is null ? new Sentence(word) : StoredJson.Read<ModeReason>(facts);
}
