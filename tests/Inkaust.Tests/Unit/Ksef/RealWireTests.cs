using System.Net;
using System.Net.Sockets;
using System.Text;
using Inkaust.Ksef;

namespace Inkaust.Tests.Unit.Ksef;

/// <summary>The judgement of a lost answer on real sockets, where the HTTP stack has habits of its own.</summary>
public sealed class RealWireTests : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly HttpClient http = KsefClient.NewHttpClient();

    public RealWireTests() => listener.Start();

    private int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Dispose()
    {
        http.Dispose();
        listener.Dispose();
    }

    [Fact]
    public async Task A_change_is_never_repeated_silently_when_a_pooled_connection_dies()
    {
        var received = 0;
        var serving = ServeAsync(async stream =>
        {
            await ReadRequestAsync(stream);
            received++;
            await stream.WriteAsync("HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
            await ReadRequestAsync(stream);
            received++;
        });
        var client = await SignedInAsync();
        await client.Ksef.OnlineSessions.CloseAsync(client.Access, Desk.SessionReference);
        await Assert.ThrowsAsync<KsefOutcomeUnknown>(() => client.Ksef.OnlineSessions.CloseAsync(client.Access, Desk.SessionReference));
        listener.Stop();
        await serving;
        Assert.Equal(2, received);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_leaves_the_outcome_unknown()
    {
        var serving = ServeAsync(async stream =>
        {
            await ReadRequestAsync(stream);
            await stream.WriteAsync("HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"refer"u8.ToArray());
        });
        var client = await SignedInAsync();
        var lost = await Assert.ThrowsAsync<KsefOutcomeUnknown>(
            () => client.Ksef.OnlineSessions.SendAsync(client.Access, Desk.SessionReference, Desk.Encrypted(), offlineMode: false));
        Assert.Equal(Disturbance.ConnectionBroken, lost.Disturbance);
        listener.Stop();
        await serving;
    }

    [Fact]
    public async Task A_refused_connection_means_that_nothing_was_done()
    {
        // Taken and not listened at: once it is free again, somebody else's listener could get the port.
        using var nobody = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var client = await SignedInAsync(((IPEndPoint)nobody.LocalEndPoint!).Port);
        var unavailable = await Assert.ThrowsAsync<KsefUnavailable>(
            () => client.Ksef.OnlineSessions.SendAsync(client.Access, Desk.SessionReference, Desk.Encrypted(), offlineMode: false));
        Assert.Equal(Disturbance.NoConnection, unavailable.Disturbance);
    }

    // The access is made on a scripted wire; what is tested goes over the real one.
    private async Task<(KsefClient Ksef, KsefAccess Access)> SignedInAsync(int? port = null)
    {
        var desk = new Desk();
        var access = await desk.SignInAsync();
        return (new KsefClient(http, KsefEnvironment.Local(new Uri($"http://127.0.0.1:{port ?? Port}")), desk.Clock), access);
    }

    // Serves every connection in the same way until the listener stops, and closes it afterwards.
    private async Task ServeAsync(Func<NetworkStream, Task> serve)
    {
        while (true)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync();
                await serve(client.GetStream());
            }
            catch (Exception end) when (end is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private static async Task ReadRequestAsync(NetworkStream stream)
    {
        var text = "";
        var buffer = new byte[65536];
        while (true)
        {
            var count = await stream.ReadAsync(buffer);
            if (count == 0) return;
            text += Encoding.ASCII.GetString(buffer, 0, count);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0) continue;
            var length = text.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
            if (text.Length >= end + 4 + (length is null ? 0 : int.Parse(length["Content-Length:".Length..]))) return;
        }
    }
}
