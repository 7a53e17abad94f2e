using System.Net;
using System.Net.Http;
using System.Net.Sockets;

namespace Inkaust.Office;

/// <summary>
/// To which addresses of the network something may be sent that a person of a company named. A name is resolved once, what it leads to is judged, and
/// that very address is connected to: a name that leads elsewhere a moment later leads nowhere.
/// </summary>
/// <param name="allowLocal">This machine, and by https the networks around it, may be reached too: whoever runs the installation said so.</param>
public sealed class OutboundAddresses(bool allowLocal = false)
{
    private enum Reach
    {
        Public,
        ThisMachine,
        Private,

        /// <summary>No place of anybody's: link-local and with it the metadata of clouds, multicast, reserved, or another address in disguise.</summary>
        Never,
    }

    private static readonly IPNetwork[] PrivateNetworks = Networks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7");

    private static readonly IPNetwork[] NeverReached = Networks(
        "0.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        // Of clouds, outside of what is link-local.
        "168.63.129.16/32", "fd00:ec2::254/128", "fd20:ce::254/128",
        // Teredo and other protocols, documentation, 6to4; NAT64 is outside of 2000::/3.
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    // All that is given out of IPv6 so far (RFC 4291, IANA).
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    /// <summary>Finds the addresses of a name; the system's own way unless told.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>Whether this machine and the networks around it may be reached.</summary>
    public bool AllowsLocal => allowLocal;

    /// <summary>An address may be reached.</summary>
    /// <param name="address">Which.</param>
    /// <param name="isEncrypted">By https; what goes in the clear stays on this machine.</param>
    public bool MayReach(IPAddress address, bool isEncrypted) => ReachOf(address) switch
    {
        Reach.Public => isEncrypted,
        Reach.ThisMachine => allowLocal,
        Reach.Private => allowLocal && isEncrypted,
        _ => false,
    };

    /// <summary>Connects for <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    /// <exception cref="AddressRefusedException">The name leads to nothing that may be reached.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var isEncrypted = context.InitialRequestMessage.RequestUri?.Scheme == Uri.UriSchemeHttps;
        var found = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await Resolve(host, stop).ConfigureAwait(false);
        var reachable = found.Where(one => MayReach(one, isEncrypted)).ToArray();
        if (reachable.Length == 0) throw new AddressRefusedException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(reachable, port, stop).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static Reach ReachOf(IPAddress address)
    {
        // What another address stands for is judged as that one; nobody who is to be reached from everywhere hides like this.
        if (address.IsIPv4MappedToIPv6) return ReachOf(address.MapToIPv4()) is var meant && meant == Reach.Public ? Reach.Never : meant;
        if (IPAddress.IsLoopback(address)) return Reach.ThisMachine;
        if (NeverReached.Any(one => one.Contains(address))) return Reach.Never;
        if (PrivateNetworks.Any(one => one.Contains(address))) return Reach.Private;
        return address.AddressFamily == AddressFamily.InterNetwork || GlobalUnicast.Contains(address) ? Reach.Public : Reach.Never;
    }

    private static IPNetwork[] Networks(params string[] all) => [.. all.Select(IPNetwork.Parse)];
}

/// <summary>An address leads to a place that may not be reached from here.</summary>
public sealed class AddressRefusedException : IOException;
