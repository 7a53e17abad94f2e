using System.Net;
using System.Net.Sockets;

namespace Inkaust.Ksef;

/// <summary>
/// The one way out of this program by HTTP. It follows no redirection (a redirected POST could be repeated, and whoever answers would choose where
/// secrets go), keeps no cookies, heeds no proxy but one that was set, and looks at the address behind a name before it connects there.
/// </summary>
internal static class Outbound
{
    public static HttpClient NewClient(KsefAddresses addresses, Uri? proxy) => new(Handler(addresses, proxy)) { Timeout = Timeout.InfiniteTimeSpan };

    private static SocketsHttpHandler Handler(KsefAddresses addresses, Uri? proxy) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = proxy is not null,
        Proxy = proxy is null ? null : new WebProxy(proxy),
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = (context, stop) => ConnectAsync(context.DnsEndPoint, addresses, proxy, stop),
    };

    // The name is looked up once, and connected to is what was looked at: a name that leads elsewhere a moment later gains nothing.
    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint to, KsefAddresses addresses, Uri? proxy, CancellationToken stop)
    {
        var isProxy = proxy is not null && to.Host == proxy.IdnHost && to.Port == proxy.Port;
        var found = await Dns.GetHostAddressesAsync(to.Host, stop).ConfigureAwait(false);
        var allowed = found.Where(one => isProxy || addresses.MayConnect(to.Host, one)).ToArray();
        if (allowed.Length == 0)
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The name leads to an address where no KSeF may be.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, to.Port, stop).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
