using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Inkaust.Web.Accounts;

/// <summary>From where a request comes, and with what.</summary>
internal static class Origin
{
    /// <summary>The address of the network, for people.</summary>
    public static string Of(HttpContext context) => Address(context)?.ToString() ?? "?";

    /// <summary>By what tries are counted: of IPv6 the half that belongs to one household.</summary>
    public static string Counted(HttpContext context)
    {
        if (Address(context) is not { } address) return "?";
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexStringLower(address.GetAddressBytes()[..8]) : address.ToString();
    }

    /// <summary>It comes from this very machine, which it calls by its own name; not through a proxy that serves others.</summary>
    public static bool IsThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && context.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]";

    /// <summary>The browser and its system in two words.</summary>
    public static string Browser(HttpContext context)
    {
        var agent = context.Request.Headers.UserAgent.ToString();
        var browser = FirstIn(agent, ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"));
        var system = FirstIn(agent, ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
            ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux"));
        return string.Join(", ", new[] { browser, system }.Where(one => one is not null)) is { Length: > 0 } words ? words : "?";
    }

    private static IPAddress? Address(HttpContext context) =>
        context.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : context.Connection.RemoteIpAddress;

    private static string? FirstIn(string agent, params (string Mark, string Name)[] known) =>
        known.FirstOrDefault(one => agent.Contains(one.Mark, StringComparison.Ordinal)).Name;
}
