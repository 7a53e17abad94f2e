namespace Inkaust.Web;

/// <summary>How the web app is served.</summary>
public sealed record WebSettings
{
    /// <summary>Addresses on which it listens.</summary>
    public required IReadOnlyList<string> Urls { get; init; }

    /// <summary>Where people reach it: links in e-mails begin with it, and requests for another host are refused. Null: where it listens.</summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>The KSeF of this machine, which new companies may use; null: there is none.</summary>
    public Uri? LocalKsef { get; init; }

    /// <summary>The management port of that KSeF, for rehearsals; null: it is not ours to steer.</summary>
    public Uri? LocalManagement { get; init; }

    /// <summary>The mail server that the environment names; null: the one that the operator set, if any.</summary>
    public Office.MailSettings? Mail { get; init; }

    /// <summary>Events may be sent to programs on this machine, by http too, and by https to those in the networks around it.</summary>
    public bool AllowLocalWebhooks { get; init; }

    /// <summary>Where events may be sent.</summary>
    public Office.OutboundAddresses Outbound => new(AllowLocalWebhooks);

    /// <summary>Where people reach it.</summary>
    public Uri Address => PublicAddress ?? new Uri(Urls[0]);

    /// <summary>Others than this machine reach it.</summary>
    public bool IsForTheNet => PublicAddress is { IsLoopback: false }
        || Urls.Any(url => !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.IsLoopback));

    /// <summary>It is reached by https: cookies are bound to it.</summary>
    public bool IsHttps => Address.Scheme == Uri.UriSchemeHttps;
}
