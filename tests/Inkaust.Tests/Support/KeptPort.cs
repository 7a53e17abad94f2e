using System.Net;
using System.Net.Sockets;

namespace Inkaust.Tests.Support;

/// <summary>
/// A port for a server that stops and comes back at the same address. It lies below those that the system hands out to whoever asks for
/// any (from 32768 on), or one of the many connections of other tests would be given it in between.
/// </summary>
internal static class KeptPort
{
    private const int First = 10_000, Many = 10_000;

    // Another run of the tests may go on beside this one.
    private static int last = Random.Shared.Next(Many);

    public static int New()
    {
        while (true)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref last) % Many);
            try
            {
                using var trial = new TcpListener(IPAddress.Loopback, port);
                trial.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }
}
