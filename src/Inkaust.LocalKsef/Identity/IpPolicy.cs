using System.Net;
using System.Net.Sockets;

namespace Inkaust.LocalKsef;

/// <summary>From which IPv4 addresses the tokens of a login may be used; an empty policy means from anywhere (KSEF 3).</summary>
internal sealed record IpPolicy(IReadOnlyList<string> Addresses, IReadOnlyList<string> Ranges, IReadOnlyList<string> Masks)
{
    // Of each kind (OpenAPI, AllowedIps).
    private const int MostEntries = 10;

    public static readonly IpPolicy Anywhere = new([], [], []);

    public bool IsEmpty => Addresses.Count + Ranges.Count + Masks.Count == 0;

    /// <summary>True when every entry is an IPv4 address, a range from-to or an address with a mask length.</summary>
    public bool IsWellFormed =>
        Addresses.Count <= MostEntries && Ranges.Count <= MostEntries && Masks.Count <= MostEntries
        && Addresses.All(text => TryNumber(text, out _))
        && Ranges.All(text => text.Split('-') is [var from, var to] && TryNumber(from, out var low) && TryNumber(to, out var high) && low <= high)
        && Masks.All(text => text.Split('/') is [var net, var bits] && TryNumber(net, out _) && int.TryParse(bits, out var length)
            && length is >= 0 and <= 32);

    public bool Allows(IPAddress? address)
    {
        if (IsEmpty) return true;
        if (address is null || !TryNumber((address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString(), out var number)) return false;
        return Addresses.Any(text => TryNumber(text, out var allowed) && allowed == number)
            || Ranges.Any(text => text.Split('-') is [var from, var to] && TryNumber(from, out var low) && TryNumber(to, out var high)
                && number >= low && number <= high)
            || Masks.Any(text => text.Split('/') is [var net, var bits] && TryNumber(net, out var start) && int.TryParse(bits, out var length)
                && (length == 0 || (number ^ start) >> (32 - length) == 0));
    }

    private static bool TryNumber(string text, out uint number)
    {
        number = 0;
        // Written as it is read: 010 would be 8.
        if (!IPAddress.TryParse(text, out var address) || address.AddressFamily != AddressFamily.InterNetwork || address.ToString() != text)
            return false;
        foreach (var octet in address.GetAddressBytes()) number = (number << 8) | octet;
        return true;
    }
}
