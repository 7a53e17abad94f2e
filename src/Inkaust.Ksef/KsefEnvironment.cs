using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>
/// Which KSeF is spoken to, with all the addresses that belong together. A code printed for one environment proves
/// nothing in another: its host is part of the signed text (LAW 43).
/// </summary>
public sealed record KsefEnvironment
{
    private KsefEnvironment(string name, string api, string qr, string? latarnia)
    {
        Name = name;
        Api = new Uri(api);
        Qr = new Uri(qr);
        Latarnia = latarnia is null ? null : new Uri(latarnia);
    }

    /// <summary>The test environment: takes self-signed certificates and shares its data with everybody.</summary>
    public static KsefEnvironment Test { get; } = new(
        "test", "https://api-test.ksef.mf.gov.pl/v2", "https://qr-test.ksef.mf.gov.pl", "https://api-latarnia-test.ksef.mf.gov.pl")
    {
        AcceptsSelfSigned = true,
    };

    /// <summary>The demo environment: set up as production, without legal force. It has no Latarnia (LAW 101).</summary>
    public static KsefEnvironment Demo { get; } = new(
        "demo", "https://api-demo.ksef.mf.gov.pl/v2", "https://qr-demo.ksef.mf.gov.pl", null);

    /// <summary>Production: what is sent here is an invoice.</summary>
    public static KsefEnvironment Production { get; } = new(
        "production", "https://api.ksef.mf.gov.pl/v2", "https://qr.ksef.mf.gov.pl", "https://api-latarnia.ksef.mf.gov.pl")
    {
        IsProduction = true,
    };

    /// <summary><c>test</c>, <c>demo</c>, <c>production</c> or <c>local</c>.</summary>
    public string Name { get; }

    /// <summary>Root of the API with its version, without a trailing slash.</summary>
    public Uri Api { get; }

    /// <summary>Root of the verification pages behind the codes.</summary>
    public Uri Qr { get; }

    /// <summary>Root of the Latarnia, which announces maintenance and failures; null where there is none.</summary>
    public Uri? Latarnia { get; }

    /// <summary>True for a KSeF of one's own, which has no legal force.</summary>
    public bool IsLocal => Name == "local";

    /// <summary>True when an accepted invoice has legal force.</summary>
    public bool IsProduction { get; private init; }

    /// <summary>True where a certificate made by oneself is enough to sign in.</summary>
    public bool AcceptsSelfSigned { get; private init; }

    /// <summary>
    /// True when the Latarnia says how this environment really is. The one of the test environment is a frozen mock that
    /// announces a total failure (LAW 105) and must not be obeyed.
    /// </summary>
    public bool LatarniaIsLive => Latarnia is not null && Name != Test.Name;

    /// <summary>A KSeF on this machine or in this network: API, codes and Latarnia under one base address.</summary>
    /// <param name="baseAddress">Absolute http or https address, with or without a trailing slash.</param>
    public static KsefEnvironment Local(Uri baseAddress)
    {
        var root = baseAddress.AbsoluteUri.TrimEnd('/');
        return new KsefEnvironment("local", root + "/v2", root + "/qr", root) { AcceptsSelfSigned = true };
    }

    /// <summary>Reads <c>test</c>, <c>demo</c>, <c>production</c>, or the base address of a local KSeF.</summary>
    /// <exception cref="RefusedException">None of them (INK-KSEF-020).</exception>
    public static KsefEnvironment Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Trim().ToLowerInvariant() switch
        {
            "test" => Test,
            "demo" => Demo,
            "production" => Production,
            _ => Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address) && IsBaseAddress(address)
                ? Local(address)
                : throw new RefusedException(KsefFindings.UnknownEnvironment(text)),
        };
    }

    /// <summary>The text from which <see cref="Parse"/> makes this environment again: its name, or the address of a local one.</summary>
    public string Word => IsLocal ? Latarnia!.AbsoluteUri.TrimEnd('/') : Name;

    /// <summary>The name, with the address of a local one.</summary>
    public override string ToString() => IsLocal ? $"local ({Latarnia})" : Name;

    // A ministry address given as text would lose the rules of its environment (production would become "local").
    private static bool IsBaseAddress(Uri address) =>
        (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0
        && !address.Host.EndsWith(".mf.gov.pl", StringComparison.OrdinalIgnoreCase);
}
