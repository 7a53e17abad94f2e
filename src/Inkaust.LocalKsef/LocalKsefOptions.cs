using System.Security.Cryptography.X509Certificates;

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

    /// <summary>
    /// Where the server's clock stands at the start and after a reset; null is where <see cref="Clock"/> is. A data file knows better.
    /// </summary>
    public DateTimeOffset? ClockStartsAt { get; init; }

    /// <summary>A SQLite file in which everything is kept, so that a restart goes on; null keeps everything in memory.</summary>
    public string? DataFile { get; init; }

    /// <summary>
    /// How hard the server is to live with, from 0 (not at all) to 100: requests refused by 429, invoices that take their time in
    /// status 150, and above 50 answers that are lost after the work was done.
    /// </summary>
    public int Hostility { get; init; }

    /// <summary>From what the hostility is drawn: the same number and the same requests give the same troubles.</summary>
    public int HostilitySeed { get; init; } = 20260201;

    /// <summary>With a private key: the API is served by https. The management port stays at http.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>How long an invoice waits (in real time) before it is processed. Zero: its final status is there within about 100 ms.</summary>
    public TimeSpan ProcessingDelay { get; init; }

    /// <summary>Which rate limits are kept.</summary>
    public RateLimitProfile RateLimits { get; init; }

    /// <summary>
    /// Refuses invoices whose parties have NIPs with wrong check digits, as production does; else only in sessions that were opened with
    /// <c>X-KSeF-Feature: subject-identifier-validation</c>, as on TEST.
    /// </summary>
    public bool ChecksIdentifiers { get; init; }

    /// <summary>Names beside those of the loopback address under which the API port answers, without port: <c>ksef.example</c>.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>From where a page in a browser may call the API: <c>http://localhost:3000</c>.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Draws invoices for whoever asks for a PDF behind KOD I; without it only the XML is offered there.</summary>
    public InvoiceDrawing? Drawing { get; init; }

    /// <summary>How many octets of compressed invoices a package of an export has at most (KSEF 8). For tests.</summary>
    public long LargestExport { get; init; } = 1_000_000_000;

    /// <summary>Up to how many octets together the files go into a snapshot. For tests.</summary>
    internal long LargestFilesInSnapshot { get; init; } = KeptFiles.MostInSnapshot;

    /// <summary>How many challenges, and how many logins that nobody has redeemed, are kept at most; the oldest go. For tests.</summary>
    internal int MostLeftByStrangers { get; init; } = 50_000;

    /// <summary>How many of the latest requests <c>GET /received</c> remembers.</summary>
    public int RequestsRemembered { get; init; } = 10_000;
}
