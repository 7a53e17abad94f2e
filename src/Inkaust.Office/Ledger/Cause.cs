using System.Text.Json;
using System.Text.Json.Serialization;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>Why an invoice took a step: a word with its facts, kept with the step and worded when it is shown.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "cause")]
[JsonDerivedType(typeof(Issued), "issued")]
[JsonDerivedType(typeof(AboutToBeSent), "about-to-be-sent")]
[JsonDerivedType(typeof(AboutToBeSentInPackage), "about-to-be-sent-in-package")]
[JsonDerivedType(typeof(TakenIn), "taken-in")]
[JsonDerivedType(typeof(AnswerLost), "answer-lost")]
[JsonDerivedType(typeof(NothingSent), "nothing-sent")]
[JsonDerivedType(typeof(SessionTakesNoMore), "session-takes-no-more")]
[JsonDerivedType(typeof(SessionNotKnown), "session-not-known")]
[JsonDerivedType(typeof(NotInSession), "not-in-session")]
[JsonDerivedType(typeof(FoundInSession), "found-in-session")]
[JsonDerivedType(typeof(NumberedInSession), "numbered-in-session")]
[JsonDerivedType(typeof(NamedByReceipt), "named-by-receipt")]
[JsonDerivedType(typeof(AnsweredWithAnother), "answered-with-another")]
[JsonDerivedType(typeof(Numbered), "numbered")]
[JsonDerivedType(typeof(SameBytesHeld), "same-bytes-held")]
[JsonDerivedType(typeof(KsefGaveUp), "ksef-gave-up")]
[JsonDerivedType(typeof(KsefRefused), "ksef-refused")]
[JsonDerivedType(typeof(WaivedByTotalFailure), "waived-by-total-failure")]
[JsonDerivedType(typeof(RepairAccepted), "repair-accepted")]
[JsonDerivedType(typeof(SentAgainAsItIs), "sent-again-as-it-is")]
[JsonDerivedType(typeof(Closed), "closed")]
[JsonDerivedType(typeof(TakenUpAgain), "taken-up-again")]
[JsonDerivedType(typeof(Sentence), "sentence")]
public abstract record Cause
{
    private Cause() { }

    /// <summary>It was issued.</summary>
    /// <param name="Reason">Why in its mode.</param>
    public sealed record Issued(ModeReason Reason) : Cause
    {
        /// <summary>Codes of what is wrong with it and was taken knowingly; null: nothing.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<string>? TakenKnowingly { get; init; }

        public bool Equals(Issued? other) =>
            other is not null && Reason == other.Reason && (TakenKnowingly ?? []).SequenceEqual(other.TakenKnowingly ?? []);

        public override int GetHashCode() => Reason.GetHashCode();
    }

    /// <summary>The intent to send it by itself.</summary>
    public sealed record AboutToBeSent(string Session) : Cause;

    /// <summary>The intent to send it in a package.</summary>
    public sealed record AboutToBeSentInPackage(string Session) : Cause;

    /// <summary>KSeF took it in; that is no acceptance (LAW 34).</summary>
    public sealed record TakenIn(string Reference) : Cause;

    /// <summary>It may be in KSeF or not.</summary>
    public sealed record AnswerLost(KsefFault Fault) : Cause;

    /// <summary>It never left.</summary>
    public sealed record NothingSent(KsefFault Fault) : Cause;

    /// <summary>Its session ended before it was in.</summary>
    public sealed record SessionTakesNoMore(string Session, KsefFault Fault) : Cause;

    /// <summary>KSeF knows nothing of the session in which it was sent.</summary>
    public sealed record SessionNotKnown(string Session, KsefFault Fault) : Cause;

    /// <summary>Its session has ended, and it is not in it.</summary>
    /// <param name="Session">The session.</param>
    /// <param name="Outcome">How KSeF says that it ended; null when that was not told.</param>
    public sealed record NotInSession(string Session, string? Outcome) : Cause;

    /// <summary>It is in its session, and KSeF works on it or has refused it.</summary>
    public sealed record FoundInSession(string Session) : Cause;

    /// <summary>It is in its session, with its number.</summary>
    public sealed record NumberedInSession(string Session) : Cause;

    /// <summary>The official receipt of its session names it with its number.</summary>
    public sealed record NamedByReceipt(string Session) : Cause;

    /// <summary>Under its reference KSeF speaks of another file.</summary>
    public sealed record AnsweredWithAnother(string Reference) : Cause;

    /// <summary>KSeF gave it its number.</summary>
    public sealed record Numbered(string KsefNumber) : Cause;

    /// <summary>A 440 that was its own earlier sending (LAW 65).</summary>
    public sealed record SameBytesHeld(string KsefNumber) : Cause;

    /// <summary>KSeF gave up on it, which is no refusal.</summary>
    public sealed record KsefGaveUp(int Code, string Description) : Cause;

    /// <summary>KSeF refused it (LAW 63).</summary>
    /// <param name="Code">KSeF's code.</param>
    /// <param name="Description">KSeF's sentence.</param>
    /// <param name="Details">What KSeF adds to it.</param>
    public sealed record KsefRefused(int Code, string Description, IReadOnlyList<string> Details) : Cause
    {
        public bool Equals(KsefRefused? other) =>
            other is not null && Code == other.Code && Description == other.Description && Details.SequenceEqual(other.Details);

        public override int GetHashCode() => HashCode.Combine(Code, Description, Details.Count);
    }

    /// <summary>A total failure, confirmed by a person, lifted the duty to send it (art. 106ng, 106nha).</summary>
    public sealed record WaivedByTotalFailure(long EventId) : Cause;

    /// <summary>The file that repairs it was accepted.</summary>
    public sealed record RepairAccepted(string KsefNumber) : Cause;

    /// <summary>A person sends the same bytes again.</summary>
    /// <param name="Code">What KSeF had refused it for, outside the file.</param>
    public sealed record SentAgainAsItIs(int Code) : Cause;

    /// <summary>A person closed a refused invoice.</summary>
    /// <param name="Because">Why nothing more is to be done, in the words of that person.</param>
    public sealed record Closed(string Because) : Cause;

    /// <summary>A closed one is repaired after all.</summary>
    public sealed record TakenUpAgain : Cause;

    /// <summary>What an older version wrote down, in English.</summary>
    public sealed record Sentence(string En) : Cause;

    /// <summary>The word by which the ledger and JSON name it.</summary>
    [JsonIgnore]
    public string Word => JsonNamingPolicy.KebabCaseLower.ConvertName(GetType().Name);

    /// <summary>The same for people.</summary>
    [JsonIgnore]
    public Wording InWords => this switch
    {
        Issued { TakenKnowingly: { } codes } it => new($"wystawiona: {it.Reason.InWords.Pl}; świadomie przyjęto: {string.Join(", ", codes)}",
            $"issued: {it.Reason.InWords.En}; taken knowingly: {string.Join(", ", codes)}"),
        Issued it => new($"wystawiona: {it.Reason.InWords.Pl}", $"issued: {it.Reason.InWords.En}"),
        AboutToBeSent it => new($"zaraz będzie wysłana w sesji {it.Session}", $"about to be sent in session {it.Session}"),
        AboutToBeSentInPackage it => new($"zaraz będzie wysłana w sesji wsadowej {it.Session}", $"about to be sent in batch session {it.Session}"),
        TakenIn it => new($"KSeF przyjął ją do przetworzenia pod {it.Reference}; to jeszcze nie jest przyjęcie faktury",
            $"KSeF took it in under {it.Reference}; not accepted yet"),
        AnswerLost it => new($"odpowiedź przepadła: {it.Fault.Text.Pl}", $"the answer was lost: {it.Fault.Text.En}"),
        NothingSent it => new($"nic nie wysłano: {it.Fault.Text.Pl}", $"nothing was sent: {it.Fault.Text.En}"),
        SessionTakesNoMore it => new($"sesja {it.Session} nie przyjmuje więcej faktur: {it.Fault.Text.Pl}",
            $"session {it.Session} takes no more invoices: {it.Fault.Text.En}"),
        SessionNotKnown it =>
            new($"KSeF nie zna sesji {it.Session}: {it.Fault.Text.Pl}", $"KSeF does not know session {it.Session}: {it.Fault.Text.En}"),
        NotInSession it => new($"sesja {it.Session} skończyła się bez niej ({it.Outcome ?? "nie wiadomo jak"}): KSeF jej nie ma",
            $"session {it.Session} ended without it ({it.Outcome ?? "its end was not told"}): KSeF has not got it"),
        FoundInSession it => new($"znaleziona w sesji {it.Session} po skrócie", $"found in session {it.Session} by its hash"),
        NumberedInSession it => new($"znaleziona w sesji {it.Session} po skrócie: KSeF nadał jej numer",
            $"found in session {it.Session} by its hash: KSeF gave it its number"),
        NamedByReceipt it => new($"UPO sesji {it.Session} wymienia ją z numerem", $"the receipt of session {it.Session} names it with its number"),
        AnsweredWithAnother it => new($"pod {it.Reference} KSeF mówi o innym pliku", $"under {it.Reference} KSeF speaks of another file"),
        Numbered it => new($"KSeF nadał jej numer {it.KsefNumber}", $"KSeF gave it the number {it.KsefNumber}"),
        SameBytesHeld it => new($"KSeF ma te same bajty pod {it.KsefNumber} z wcześniejszego wysłania (440)",
            $"KSeF holds the same bytes under {it.KsefNumber} since an earlier sending (440)"),
        KsefGaveUp it => new($"KSeF nie przetworzył jej ({it.Code} {it.Description}); zostanie wysłana ponownie",
            $"KSeF gave up on it ({it.Code} {it.Description}); it is sent again"),
        KsefRefused it => new($"KSeF ją odrzucił: {SentenceOf(it)}", $"KSeF refused it: {SentenceOf(it)}"),
        WaivedByTotalFailure => new("awaria całkowita, potwierdzona przez człowieka: nie trzeba jej przesyłać (art. 106ng, 106nha)",
            "total failure, confirmed by a person: no duty to send (art. 106ng, 106nha)"),
        RepairAccepted it =>
            new($"jej korektę techniczną przyjęto pod {it.KsefNumber}", $"its technical correction was accepted under {it.KsefNumber}"),
        SentAgainAsItIs it => new($"wysłana ponownie bez zmian, bo odrzucono ją z powodu spoza pliku ({it.Code})",
            $"sent again as it is after a refusal for reasons outside the file ({it.Code})"),
        Closed it => new($"zamknięta: {it.Because}", $"closed: {it.Because}"),
        TakenUpAgain => new("mimo zamknięcia naprawiana innym plikiem", "taken up again: repaired by another file"),
        Sentence it => new(it.En, it.En),
        _ => throw new InvalidOperationException($"The cause {Word} has no words."),
    };

    private static string SentenceOf(KsefRefused it) => new KsefError(it.Code, it.Description, it.Details).Sentence;

    internal string ToJson() => StoredJson.Write(this);

    // Without facts it is the sentence of an older version.
    internal static Cause FromRow(string word, string? facts) => facts is null ? new Sentence(word) : StoredJson.Read<Cause>(facts);
}

/// <summary>What went wrong between KSeF and us, as a cause keeps it.</summary>
/// <param name="Code">The code of the error, <c>INK-...</c>.</param>
/// <param name="Text">What was said of it.</param>
public sealed record KsefFault(string Code, Wording Text)
{
    internal static KsefFault Of(KsefException fault) => new(fault.Finding.Code, new(fault.Finding.Text.Pl, fault.Message));
}
