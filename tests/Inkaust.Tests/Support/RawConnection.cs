using System.Net.Sockets;
using System.Text;

namespace Inkaust.Tests.Support;

/// <summary>A connection over which a test says octet by octet what it wants, as no HTTP library would.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient tcp;

    private RawConnection(TcpClient tcp) => this.tcp = tcp;

    /// <param name="server">Host and port.</param>
    /// <param name="receiveBuffer">How much the system takes in before anybody reads.</param>
    public static async Task<RawConnection> To(Uri server, int? receiveBuffer = null)
    {
        var tcp = new TcpClient { NoDelay = true };
        if (receiveBuffer is { } size) tcp.ReceiveBufferSize = size;
        await tcp.ConnectAsync(server.Host, server.Port);
        return new RawConnection(tcp);
    }

    public async Task Say(string text) => await tcp.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text), TestContext.Current.CancellationToken);

    /// <summary>Everything until the other side closes; it must do so in time.</summary>
    public async Task<string> UntilClosed(TimeSpan within)
    {
        using var late = new CancellationTokenSource(within);
        var heard = new MemoryStream();
        try
        {
            await tcp.GetStream().CopyToAsync(heard, late.Token);
        }
        catch (IOException)
        {
            // Reset instead of closed, which is as good.
        }
        return Encoding.Latin1.GetString(heard.ToArray());
    }

    /// <summary>Waits, without reading anything, until the other side breaks the connection off; it must do so in time.</summary>
    public async Task UntilBrokenOff(TimeSpan within)
    {
        using var late = new CancellationTokenSource(within);
        while (!tcp.Client.Poll(0, SelectMode.SelectError)) await Task.Delay(200, late.Token);
    }

    /// <summary>What comes first.</summary>
    public async Task<string> Hear()
    {
        var buffer = new byte[65536];
        var read = await tcp.GetStream().ReadAsync(buffer, TestContext.Current.CancellationToken);
        return Encoding.Latin1.GetString(buffer, 0, read);
    }

    public void Dispose() => tcp.Dispose();
}
