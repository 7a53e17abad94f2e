using System.Net;
using System.Net.Sockets;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>
/// Which addresses a KSeF may have, and what may be connected to. A text names one of the ministry's environments or a KSeF of one's own on this machine;
/// any other has to be named by whoever runs the program. What stands in a request or in a database never suffices.
/// </summary>
public sealed class KsefAddresses
{
    private readonly HashSet<string> named;

    private KsefAddresses(IReadOnlyList<Uri> ofOperator)
    {
        OfOperator = ofOperator;
        named = new(ofOperator.Select(one => one.IdnHost), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The named environments and this machine.</summary>
    public static KsefAddresses Usual { get; } = new([]);

    /// <summary>What whoever runs the program has named beside those.</summary>
    public IReadOnlyList<Uri> OfOperator { get; }

    /// <summary>The usual ones and those of a setting: base addresses, parted by blanks or commas. Each needs https, unless it is this machine.</summary>
    /// <exception cref="RefusedException">INK-KSEF-035: one of them cannot be the address of a KSeF.</exception>
    public static KsefAddresses Of(string? setting)
    {
        var texts = (setting ?? "").Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (texts.Length == 0) return Usual;
        return new([.. texts.Select(text => Uri.TryCreate(text, UriKind.Absolute, out var address) && IsBaseAddress(address) && IsSecure(address)
            ? address : throw new RefusedException(KsefFindings.AddressNotAllowed(text)))]);
    }

    /// <summary>Reads <c>test</c>, <c>demo</c>, <c>production</c>, or the base address of a KSeF on this machine or of one that was named.</summary>
    /// <exception cref="RefusedException">INK-KSEF-020: it is none of them; INK-KSEF-035: an address that nobody who may has named.</exception>
    public KsefEnvironment Environment(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Trim().ToLowerInvariant() switch
        {
            "test" => KsefEnvironment.Test,
            "demo" => KsefEnvironment.Demo,
            "production" => KsefEnvironment.Production,
            _ => !Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address) || !IsBaseAddress(address)
                ? throw new RefusedException(KsefFindings.UnknownEnvironment(text))
                : IsThisMachine(address) || (IsSecure(address) && OfOperator.Any(one => IsTheSame(one, address))) ? KsefEnvironment.Local(address)
                : throw new RefusedException(KsefFindings.AddressNotAllowed(text)),
        };
    }

    /// <summary>The same for a text that was kept: an address that may not be spoken to is one that <see cref="KsefEnvironment.MayBeReached"/> says so of, so
    /// that one such company does not hide the others.</summary>
    /// <exception cref="RefusedException">INK-KSEF-020: it is no environment at all.</exception>
    public KsefEnvironment Kept(string text)
    {
        try
        {
            return Environment(text);
        }
        catch (RefusedException) when (Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address) && address.Scheme.StartsWith("http", StringComparison.Ordinal))
        {
            return KsefEnvironment.OutOfReach(address);
        }
    }

    /// <summary>
    /// Whether a connection to this host may go to this address of it. A name of this machine leads to this machine; one that was named may be anywhere in
    /// the network; any other only to the public net, so that nobody's name leads to what stands behind the wall.
    /// </summary>
    internal bool MayConnect(string host, IPAddress address)
    {
        address = Plain(address);
        if (IsNameOfThisMachine(host)) return IPAddress.IsLoopback(address);
        if (IsNowhere(address)) return false;
        return named.Contains(host) ? !IPAddress.IsLoopback(address) : IsPublic(address);
    }

    /// <summary>The address can be the base of a KSeF of one's own: http or https, nothing but host, port and path, and not the ministry's.</summary>
    internal static bool IsBaseAddress(Uri address) =>
        (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0
        && address.Host.Length > 0 && !address.Host.EndsWith('.')
        // An address of the ministry given as text would lose the rules of its environment (production would become "local").
        && !IsOrBelow(address.IdnHost, "mf.gov.pl")
        && !(IPAddress.TryParse(address.Host.Trim('[', ']'), out var number) && IsNowhere(Plain(number)));

    /// <summary>What is said there is not heard on the way: https, or this machine.</summary>
    internal static bool IsSecure(Uri address) => address.Scheme == Uri.UriSchemeHttps || IsThisMachine(address);

    /// <summary>The host or one below it.</summary>
    internal static bool IsOrBelow(string host, string domain) =>
        host.Equals(domain, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);

    private static bool IsThisMachine(Uri address) => IsNameOfThisMachine(address.IdnHost);

    private static bool IsNameOfThisMachine(string host) => IsOrBelow(host, "localhost")
        || (IPAddress.TryParse(host.Trim('[', ']'), out var number) && IPAddress.IsLoopback(Plain(number)));

    private static bool IsTheSame(Uri one, Uri other) => one.AbsoluteUri.TrimEnd('/') == other.AbsoluteUri.TrimEnd('/');

    // ::ffff:127.0.0.1 and 64:ff9b::7f00:1 are IPv4 addresses in another dress.
    private static IPAddress Plain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        var octets = address.GetAddressBytes();
        return octets.Length == 16 && octets.AsSpan(0, 12).SequenceEqual((ReadOnlySpan<byte>)[0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0])
            ? new IPAddress(octets.AsSpan(12)) : address;
    }

    // No KSeF stands there, but the metadata of a cloud, with its keys, does (169.254.169.254, fd00:ec2::254).
    private static bool IsNowhere(IPAddress address)
    {
        var octets = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? octets is [0, ..] or [169, 254, ..] or [>= 224, ..]
            : address.IsIPv6LinkLocal || address.IsIPv6Multicast || address.IsIPv6SiteLocal || address.Equals(IPAddress.IPv6Any)
                || octets is [0xfd, 0x00, 0x0e, 0xc2, ..];
    }

    // IANA's registries of special-purpose addresses (RFC 6890).
    private static bool IsPublic(IPAddress address)
    {
        if (IPAddress.IsLoopback(address)) return false;
        var octets = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? octets is not ([10, ..] or [172, >= 16 and <= 31, ..] or [192, 168, ..] or [100, >= 64 and <= 127, ..] or [192, 0, 0, ..]
                or [192, 0, 2, ..] or [198, 18 or 19, ..] or [198, 51, 100, ..] or [203, 0, 113, ..])
            // Of IPv6 only 2000::/3 is given out; 6to4 and Teredo carry IPv4 addresses.
            : (octets[0] & 0xe0) == 0x20 && octets is not ([0x20, 0x02, ..] or [0x20, 0x01, 0x00, 0x00, ..] or [0x20, 0x01, 0x0d, 0xb8, ..]);
    }
}
