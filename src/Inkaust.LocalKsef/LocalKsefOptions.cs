namespace Inkaust.LocalKsef;

/// <summary>How a <see cref="LocalKsefServer"/> is started.</summary>
public sealed record LocalKsefOptions
{
    /// <summary>TCP port of the API, Latarnia and the QR pages on the loopback address; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>TCP port of the management interface on the loopback address; 0 takes a free one.</summary>
    public int ManagementPort { get; init; }

    /// <summary>The clock from which the server's own clock starts; the management port can set, freeze and advance that one.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How long an invoice waits (in real time) before it is processed. Zero: its final status is there within about 100 ms.</summary>
    public TimeSpan ProcessingDelay { get; init; }

    /// <summary>Which rate limits are kept.</summary>
    public RateLimitProfile RateLimits { get; init; }

    /// <summary>How many of the latest requests <c>GET /received</c> remembers.</summary>
    public int RequestsRemembered { get; init; } = 10_000;
}
