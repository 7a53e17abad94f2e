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

    /// <summary>False for an address that was kept once and that nobody who may has named: nothing is ever said there.</summary>
    public bool MayBeReached { get; private init; } = true;

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
    /// <param name="baseAddress">Absolute https address, or http on this machine, with or without a trailing slash.</param>
    /// <exception cref="RefusedException">INK-KSEF-035: no KSeF of one's own may be there.</exception>
    public static KsefEnvironment Local(Uri baseAddress)
    {
        if (!KsefAddresses.IsBaseAddress(baseAddress) || !KsefAddresses.IsSecure(baseAddress))
            throw new RefusedException(KsefFindings.AddressNotAllowed(baseAddress.OriginalString));
        var root = baseAddress.AbsoluteUri.TrimEnd('/');
        return new KsefEnvironment("local", root + "/v2", root + "/qr", root) { AcceptsSelfSigned = true };
    }

    /// <summary>The environment behind a <see cref="Word"/> for whoever makes codes and sends nothing: any address of a local one, out of reach.</summary>
    /// <exception cref="RefusedException">INK-KSEF-020: it is neither a name nor an address.</exception>
    public static KsefEnvironment ForCodes(string word) => new[] { Test, Demo, Production }.FirstOrDefault(one => one.Name == word)
        ?? (Uri.TryCreate(word, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? OutOfReach(address) : Parse(word));

    // What stands in a ledger is shown, whatever became of its KSeF.
    internal static KsefEnvironment OutOfReach(Uri baseAddress)
    {
        var root = baseAddress.AbsoluteUri.TrimEnd('/');
        return new KsefEnvironment("local", root + "/v2", root + "/qr", root) { MayBeReached = false };
    }

    /// <summary>Reads <c>test</c>, <c>demo</c>, <c>production</c>, or the base address of a KSeF on this machine. Others have to be named by whoever
    /// runs the program, see <see cref="KsefAddresses"/>.</summary>
    /// <exception cref="RefusedException">None of them (INK-KSEF-020, 035).</exception>
    public static KsefEnvironment Parse(string text) => KsefAddresses.Usual.Environment(text);

    /// <summary>
    /// KSeF may have parts of packages put there and fetched from there: at the host of its API, or one below it; a local one at its own address alone.
    /// Whatever else an answer names, no part goes to it.
    /// </summary>
    internal bool MayHandOut(Uri address)
    {
        if (address.UserInfo.Length > 0) return false;
        return IsLocal ? address.Scheme == Api.Scheme && address.Authority == Api.Authority
            : address.Scheme == Uri.UriSchemeHttps && address.Port == Api.Port && KsefAddresses.IsOrBelow(address.IdnHost, Api.IdnHost);
    }

    /// <summary>The text from which <see cref="Parse"/> makes this environment again: its name, or the address of a local one.</summary>
    public string Word => IsLocal ? Latarnia!.AbsoluteUri.TrimEnd('/') : Name;

    /// <summary>The name, with the address of a local one.</summary>
    public override string ToString() => IsLocal ? $"local ({Latarnia})" : Name;
}
