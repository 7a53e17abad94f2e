using System.Text.Json.Serialization;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>What was known when the mode was chosen (LAW 35, 107).</summary>
public sealed record ModeEvidence
{
    /// <summary>How KSeF failed to answer; null when it answered or was not asked.</summary>
    public Silence? Silence { get; init; }

    /// <summary>Whether KSeF answered, since when, and when it was asked; null when it was not asked.</summary>
    public Presence? Presence { get; init; }

    /// <summary>What a person said of KSeF for this company; null: nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public KsefClaim? Claim { get; init; }

    /// <summary>The certificate behind KOD II, as far as it was known; null for an invoice without KOD II.</summary>
    public CertificateSeen? Certificate { get; init; }

    /// <summary>What the user said of the buyer and no file shows (art. 106gb ust. 4).</summary>
    public BuyerBranch? BuyerTold { get; init; }

    /// <summary>The device that issued it with no network; null: it was issued here.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DeviceEvidence? Device { get; init; }

    /// <summary>What Latarnia last said; null when it was never heard or is not to be relied on.</summary>
    public LatarniaHeard? Latarnia { get; init; }

    /// <summary>The event on which the mode rests.</summary>
    public long? EventId { get; init; }

    /// <summary>The messages of that event as they came.</summary>
    public IReadOnlyList<string> Messages { get; init; } = [];

    /// <summary>SHA-256 of each of them.</summary>
    public IReadOnlyList<string> MessageHashes { get; init; } = [];

    /// <summary>Number or address of the message in BIP, when a person gave one.</summary>
    public string? BipReference { get; init; }
}

/// <summary>What was known of the certificate behind KOD II when it signed; kept with the invoice.</summary>
public sealed record CertificateSeen(
    string Serial, DateTimeOffset ValidTo, string? Status, DateTimeOffset? StatusAt, IReadOnlyList<string>? Permissions,
        DateTimeOffset? PermissionsAt);

/// <summary>What a device said of an invoice that it issued with no network, and what was known of the device when it handed it over.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Name">How people call it.</param>
/// <param name="HandedOverAt">When it handed the invoice over.</param>
/// <param name="ClockOff">By how many seconds its clock was ahead of ours then.</param>
/// <param name="App">The version of its app.</param>
/// <param name="Law">The state of the law by which it counted.</param>
/// <param name="Calendar">The state of the calendar by which it counted.</param>
/// <param name="Deadline">The deadline that it counted.</param>
/// <param name="DocumentsGiven">What the buyer was given: invoice, confirmation.</param>
/// <param name="BlockedAt">When it was blocked as lost, after it had issued; null: it was not.</param>
public sealed record DeviceEvidence(
    string Id, string Name, DateTimeOffset HandedOverAt, long ClockOff, string App, string Law, string Calendar, DateOnly? Deadline,
    IReadOnlyList<string> DocumentsGiven, DateTimeOffset? BlockedAt);
