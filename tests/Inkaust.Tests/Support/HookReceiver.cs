using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using StandardWebhooks;

namespace Inkaust.Tests;

/// <summary>A request as a webhook received it.</summary>
/// <param name="Id">The key of the event.</param>
/// <param name="Body">What was sent.</param>
/// <param name="Headers">Its headers.</param>
internal sealed record ReceivedHook(string Id, string Body, IHeaderDictionary Headers)
{
    /// <summary>Its signatures, one for each secret.</summary>
    public string[] Signatures => Headers["webhook-signature"].ToString().Split(' ');

    /// <summary>
    /// Whether an implementation of Standard Webhooks that is none of ours accepts one of the signatures. It looks at the first of a header alone,
    /// so it is given each in its turn.
    /// </summary>
    public bool IsSignedBy(string secret, string? body = null) => Signatures.Any(signature =>
    {
        var headers = new HeaderDictionary(Headers.ToDictionary(one => one.Key, one => one.Value)) { ["webhook-signature"] = signature };
        try
        {
            new StandardWebhook(secret).Verify(body ?? Body, headers);
            return true;
        }
        catch (StandardWebhooks.Diagnostics.WebhookVerificationException)
        {
            return false;
        }
    });
}

/// <summary>A program on this machine that receives webhooks, and answers as a test wants.</summary>
internal sealed class HookReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<ReceivedHook> received = new();
    private readonly SemaphoreSlim came = new(0);

    private HookReceiver(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    /// <summary>What it answers to each request; taken unless told.</summary>
    public Func<ReceivedHook, IResult> Answer { get; set; } = _ => Results.Ok();

    /// <summary>What it does before it answers.</summary>
    public Func<CancellationToken, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>All that came, the oldest first.</summary>
    public IReadOnlyList<ReceivedHook> Received => [.. received];

    public static async Task<HookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new HookReceiver(builder.Build());
        receiver.app.Map("/{**path}", receiver.TakeAsync);
        await receiver.app.StartAsync(Stage.Stop);
        return receiver;
    }

    /// <summary>The next one, once it comes.</summary>
    public async Task<ReceivedHook> NextAsync(int number)
    {
        while (received.Count <= number) await came.WaitAsync(Stage.Stop);
        return Received[number];
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        came.Dispose();
    }

    private async Task<IResult> TakeAsync(HttpRequest request, CancellationToken stop)
    {
        using var reader = new StreamReader(request.Body);
        var headers = new HeaderDictionary();
        foreach (var (name, value) in request.Headers) headers[name] = value;
        var one = new ReceivedHook(request.Headers["webhook-id"].ToString(), await reader.ReadToEndAsync(stop), headers);
        received.Enqueue(one);
        came.Release();
        await Before(stop);
        return Answer(one);
    }
}
