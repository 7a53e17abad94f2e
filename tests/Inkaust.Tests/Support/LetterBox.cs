using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Inkaust.Office;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Inkaust.Tests;

/// <summary>A real SMTP server on a free port, which keeps every letter as it came over the line.</summary>
internal sealed class LetterBox : IAsyncDisposable
{
    private readonly CancellationTokenSource end = new();
    private readonly Store store = new();
    private readonly Task running;

    public LetterBox()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Port = ((IPEndPoint)free.LocalEndpoint).Port;
        }
        var services = new ServiceProvider();
        services.Add(store);
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(one => one.Endpoint(new IPEndPoint(IPAddress.Loopback, Port))).Build();
        running = new SmtpServer.SmtpServer(options, services).StartAsync(end.Token);
    }

    public int Port { get; }

    /// <summary>How the program reaches it.</summary>
    public MailSettings Settings => new("127.0.0.1", Port, MailSecurity.None, "inkaust@example.com");

    /// <summary>What it says to the next letters in place of taking them.</summary>
    public SmtpResponse? Answer { set => store.Answer = value; }

    /// <summary>How many came.</summary>
    public int Count => store.Letters.Count;

    /// <summary>The next letter that nobody has read, once it comes: headers and text, decoded.</summary>
    public async Task<string> NextAsync()
    {
        await store.Came.WaitAsync(Stage.Stop);
        store.Letters.TryDequeue(out var letter);
        using var message = MimeKit.MimeMessage.Load(new MemoryStream(Encoding.Latin1.GetBytes(letter!)), Stage.Stop);
        return $"To: {message.To}\nSubject: {message.Subject}\nHeaders: {string.Join(' ', message.Headers.Select(one => one.Field))}\n\n{message.TextBody}";
    }

    /// <summary>The six digits in a letter.</summary>
    public static string CodeIn(string letter) => Regex.Match(letter, @"\b\d{6}\b").Value;

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        try
        {
            await running;
        }
        catch (OperationCanceledException)
        {
            // That is how it ends.
        }
        end.Dispose();
    }

    private sealed class Store : MessageStore
    {
        public ConcurrentQueue<string> Letters { get; } = new();

        public SemaphoreSlim Came { get; } = new(0);

        public SmtpResponse? Answer { get; set; }

        public override Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            if (Answer is { } refusal) return Task.FromResult(refusal);
            Letters.Enqueue(Encoding.Latin1.GetString(buffer.ToArray()));
            Came.Release();
            return Task.FromResult(SmtpResponse.Ok);
        }
    }
}
