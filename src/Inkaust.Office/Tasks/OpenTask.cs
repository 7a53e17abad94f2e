using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>Why something needs a person.</summary>
public enum TaskKind
{
    /// <summary>KSeF refuses every package.</summary>
    RefusedPackages,

    /// <summary>What waits is past its deadline.</summary>
    LateInvoices,

    /// <summary>KSeF took something in and does not judge it, or its answer was lost, and it lasts.</summary>
    UnknownOutcome,

    /// <summary>A person has to look whether a total failure was announced (LAW 3).</summary>
    TotalFailure,

    /// <summary>KSeF refused an invoice.</summary>
    RefusedInvoice,

    /// <summary>What a device handed over contradicts something, and is kept.</summary>
    KeptFromDevice,

    /// <summary>A device holds what must soon be in KSeF, or has been silent for long while it holds something.</summary>
    DeviceHolds,

    /// <summary>The certificate of a lost device still holds good.</summary>
    DeviceNotRevoked,

    /// <summary>A received invoice names an account that is not the seller's usual one.</summary>
    OtherAccount,

    /// <summary>There is no certificate.</summary>
    CertificateMissing,

    /// <summary>A certificate ends soon.</summary>
    CertificateEnds,

    /// <summary>A correction waits for what will not come by itself.</summary>
    HeldCorrection,

    /// <summary>KSeF has not said for long how a certificate stands.</summary>
    CertificateStateOld,

    /// <summary>The KSeF token ends soon.</summary>
    TokenEnds,

    /// <summary>Receipts of KSeF prove nothing.</summary>
    RefusedReceipts,

    /// <summary>Files of a package from KSeF were refused here.</summary>
    RefusedFromKsef,

    /// <summary>An invoice that came outside KSeF, and that somebody watches, is past its deadline.</summary>
    MissingInKsef,

    /// <summary>JPK_V7 was due with markers in place of numbers that have come since (LAW 68).</summary>
    JpkMarker,

    /// <summary>Events are not sent to a webhook any more, because nothing arrived there.</summary>
    WebhookDisabled,
}

/// <summary>
/// Something that needs a person. It follows from what is true, and is gone when its cause is; stored is only what people add to it.
/// </summary>
/// <param name="Key">By which it is known as long as its cause lasts: <c>refused:17</c>. Another cause of the same kind has another.</param>
/// <param name="Kind">Why.</param>
/// <param name="Text">What is the matter, as a sentence.</param>
/// <param name="Next">What does it; null where no step of the program does.</param>
/// <param name="Since">Since when.</param>
public sealed record OpenTask(string Key, TaskKind Kind, Wording Text, NextStep? Next, DateTimeOffset Since)
{
    /// <summary>Whose it is; null: everybody's.</summary>
    public AccountId? AssignedTo { get; init; }

    /// <summary>The day on which it is to be seen again; null: now.</summary>
    public DateOnly? PutOffUntil { get; init; }

    /// <summary>When a person said that it is done, which only what the program cannot see needs; null: nobody has.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>Who said so.</summary>
    public AccountId? DoneBy { get; init; }

    /// <summary>It cannot wait.</summary>
    public bool IsUrgent => Kind <= TaskKind.OtherAccount;

    /// <summary>A person has to say that it is done, because the program cannot see it.</summary>
    public bool IsDoneByWord => Kind is TaskKind.JpkMarker or TaskKind.MissingInKsef or TaskKind.DeviceHolds;

    /// <summary>It is this person's, or everybody's.</summary>
    public bool IsFor(AccountId account) => AssignedTo is null || AssignedTo == account;
}

/// <summary>The tasks of a company, the most urgent first.</summary>
/// <param name="Open">Those that are to be seen now.</param>
/// <param name="PutOff">Those that were put off, the nearest first.</param>
/// <param name="Done">Those of which a person said that they are done, and which would be open else.</param>
public sealed record TasksOfCompany(IReadOnlyList<OpenTask> Open, IReadOnlyList<OpenTask> PutOff, IReadOnlyList<OpenTask> Done)
{
    /// <summary>One of them; null: there is none with this key any more.</summary>
    public OpenTask? Find(string key) => Open.Concat(PutOff).Concat(Done).FirstOrDefault(one => one.Key == key);
}
