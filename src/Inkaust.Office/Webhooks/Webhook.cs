namespace Inkaust.Office;

/// <summary>The names of events that programs may be told of (WEB R5).</summary>
public static class WebhookEvents
{
    /// <summary>The name of what is sent only to see whether it arrives.</summary>
    public const string Test = "test";

    /// <summary>All of them; one may be asked for ahead of the version that tells it.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "invoice.accepted", "invoice.rejected", "invoice.deadline_near", "invoice.late", "inbox.received", "certificate.expiring",
        "ksef.state_changed", "ksef.total_failure",
    ];
}

/// <summary>Why a webhook is disabled.</summary>
public enum WhyDisabled
{
    /// <summary>Somebody wanted it.</summary>
    ByPerson,

    /// <summary>It answered 410: it is gone for good.</summary>
    Gone,

    /// <summary>Nothing arrived there for a week.</summary>
    Failing,
}

/// <summary>Words of the reasons.</summary>
public static class WhyDisabledWords
{
    /// <summary>The word by which it is stored and told; it never changes.</summary>
    public static string Word(this WhyDisabled why) => why switch
    {
        WhyDisabled.Gone => "gone",
        WhyDisabled.Failing => "failing",
        _ => "person",
    };

    internal static WhyDisabled Parse(string word) => word switch
    {
        "gone" => WhyDisabled.Gone,
        "failing" => WhyDisabled.Failing,
        _ => WhyDisabled.ByPerson,
    };
}

/// <summary>Where events of a company are sent as they happen.</summary>
/// <param name="Id">By which it is known.</param>
/// <param name="Url">The address.</param>
/// <param name="Events">The names of the events that go there.</param>
/// <param name="MadeAt">When it was made.</param>
public sealed record Webhook(string Id, Uri Url, IReadOnlyList<string> Events, DateTimeOffset MadeAt)
{
    /// <summary>Until when the secret before this one signs too; null: it does no more.</summary>
    public DateTimeOffset? FormerSecretUntil { get; init; }

    /// <summary>Since when nothing has arrived there; null: the last one did.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>Since when nothing is sent there; null: it is.</summary>
    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>Why nothing is sent there.</summary>
    public WhyDisabled? Why { get; init; }

    public bool IsEnabled => DisabledAt is null;
}

/// <summary>A webhook with a secret that was just drawn.</summary>
/// <param name="Webhook">Which.</param>
/// <param name="Secret">The secret as the receiver needs it; nobody sees it again.</param>
public sealed record NewWebhook(Webhook Webhook, string Secret);

/// <summary>What is to be changed of a webhook; null: as it is.</summary>
/// <param name="Url">Another address.</param>
/// <param name="Events">Other events.</param>
/// <param name="IsEnabled">Whether something is sent there.</param>
public sealed record WebhookChange(string? Url = null, IReadOnlyList<string>? Events = null, bool? IsEnabled = null);
