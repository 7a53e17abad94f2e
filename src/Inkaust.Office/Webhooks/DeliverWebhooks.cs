using System.Data.Common;
using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Text;
using Inkaust.Invoices;
using Microsoft.Extensions.Hosting;

namespace Inkaust.Office;

/// <summary>What the delivering of webhooks needs of its host.</summary>
public sealed record DeliverWebhooksSettings
{
    /// <summary>What is sent of an event, in JSON; without an event, of a test.</summary>
    public required Func<ClaimedDelivery, byte[]> BodyOf { get; init; }

    /// <summary>Where something may be sent.</summary>
    public OutboundAddresses Reachable { get; init; } = new();

    /// <summary>What another process put is found after this at the latest.</summary>
    public TimeSpan BetweenLooks { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long an answer is waited for.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);
}

/// <summary>
/// Sends events to webhooks, by Standard Webhooks: signed, repeated until they are taken, each under one key. To be started by whoever hosts it: one in
/// a process, and any number of processes.
/// </summary>
public sealed class DeliverWebhooks : BackgroundService
{
    /// <summary>The longest body (WEB R3).</summary>
    public const int LongestBody = 20_000;

    // A slow receiver holds up neither the others nor, much, himself.
    private const int MostAtOnce = 16, MostAtOnceToOne = 4, LongestAnswer = 2_000;

    private static readonly TimeSpan BetweenCleanings = TimeSpan.FromHours(1);

    private readonly CompanyRegister companies;
    private readonly Webhooks webhooks;
    private readonly WebhookDeliveries deliveries;
    private readonly TimeProvider clock;
    private readonly OfficeLog log;
    private readonly DeliverWebhooksSettings settings;
    private readonly HttpClient http;
    private readonly List<(string Webhook, Task Task)> running = [];
    private DateTimeOffset? cleanedAt;

    internal DeliverWebhooks(
        CompanyRegister companies, Webhooks webhooks, WebhookDeliveries deliveries, TimeProvider clock, OfficeLog log, DeliverWebhooksSettings settings)
    {
        (this.companies, this.webhooks, this.deliveries, this.clock) = (companies, webhooks, deliveries, clock);
        (this.log, this.settings) = (log, settings);
        http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = settings.Reachable.ConnectAsync,
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            PreAuthenticate = false,
            MaxResponseHeadersLength = 16,
            MaxConnectionsPerServer = MostAtOnceToOne,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Delivers everything that is due, and ends when nothing is any more.</summary>
    public async Task DeliverAsync(CancellationToken stop)
    {
        while (Begin(stop) > 0 || running.Count > 0) await Task.WhenAny(running.Select(one => one.Task));
    }

    public override void Dispose()
    {
        http.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // SQL is synchronous (adr/0009): the host goes on starting meanwhile.
                await Task.Run(() => Begin(stoppingToken), stoppingToken);
                await deliveries.WaitAsync(settings.BetweenLooks, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // What is on its way gives its claims back.
            }
            catch (Exception fault) when (fault is RefusedException or DbException)
            {
                // A database that is away for a moment ends nothing: the next look is the next try.
                await Task.Delay(settings.BetweenLooks, clock, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
        await Task.WhenAll(running.Select(one => one.Task));
    }

    // Begins what is due, as far as there is room, and says how much that was.
    private int Begin(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        running.RemoveAll(one => one.Task.IsCompleted);
        var all = companies.All();
        if (cleanedAt is not { } before || clock.GetUtcNow() - before >= BetweenCleanings)
        {
            if (all.Count > 0) deliveries.ForgetOld(all);
            cleanedAt = clock.GetUtcNow();
        }
        var atWork = running.CountBy(one => one.Webhook).ToDictionary();
        var claimed = deliveries.Claim(all, MostAtOnce - running.Count,
            atWork.Where(one => one.Value >= MostAtOnceToOne).Select(one => one.Key).ToHashSet());
        foreach (var one in claimed) running.Add((one.Webhook.Id, Task.Run(() => DeliverAsync(one, stop), CancellationToken.None)));
        return claimed.Count;
    }

    private async Task DeliverAsync(ClaimedDelivery delivery, CancellationToken stop)
    {
        try
        {
            var body = delivery.Body ?? WrittenNow(delivery);
            var secrets = webhooks.SecretsOf(delivery.Company, delivery.Webhook.Id, delivery.Webhook.Url);
            if (secrets.Count == 0) return; // Removed a moment ago.
            var attempt = await AttemptAsync(delivery, body, secrets, stop);
            deliveries.Tell(delivery, attempt);
            log.Delivered(delivery.Company, delivery.Id, attempt);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            GiveBack(delivery);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The database is away, or the secret was sealed by another master key: the claim ends by itself, and it is tried again.
            log.NotDelivered(delivery.Company, delivery.Id, (fault as RefusedException)?.Findings[0].Code ?? fault.GetType().Name);
        }
        finally
        {
            deliveries.Ring();
        }
    }

    private byte[] WrittenNow(ClaimedDelivery delivery)
    {
        var body = settings.BodyOf(delivery);
        if (body.Length > LongestBody) throw new InvalidOperationException($"An event of {body.Length} bytes is too long.");
        deliveries.KeepBody(delivery, body);
        return body;
    }

    private async Task<DeliveryAttempt> AttemptAsync(
        ClaimedDelivery delivery, byte[] body, IReadOnlyList<WebhookSecret> secrets, CancellationToken stop)
    {
        var (at, began) = (clock.GetUtcNow(), clock.GetTimestamp());
        DeliveryAttempt Ended(AttemptOutcome outcome, int? status = null, string answer = "") =>
            new(at, clock.GetElapsedTime(began), outcome, status, answer);
        using var limit = new CancellationTokenSource(settings.Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        using var request = RequestOf(delivery, body, secrets, at);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return Ended(OutcomeOf(response.StatusCode), (int)response.StatusCode, await ReadAsync(response.Content, either.Token, stop));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return Ended(AttemptOutcome.TimedOut);
        }
        catch (HttpRequestException fault)
        {
            return Ended(fault.InnerException switch
            {
                AddressRefusedException => AttemptOutcome.NotPublic,
                AuthenticationException => AttemptOutcome.NotTrusted,
                _ => AttemptOutcome.NotReached,
            });
        }
        catch (IOException)
        {
            return Ended(AttemptOutcome.NotReached);
        }
    }

    private static HttpRequestMessage RequestOf(ClaimedDelivery delivery, byte[] body, IReadOnlyList<WebhookSecret> secrets, DateTimeOffset at)
    {
        var timestamp = at.ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, delivery.Webhook.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.TryAddWithoutValidation("User-Agent", "Inkaust-Webhooks");
        // None of these can hold what somebody wrote.
        request.Headers.Add("webhook-id", delivery.Message);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", string.Join(' ', secrets.Select(one => one.Sign(delivery.Message, timestamp, body))));
        return request;
    }

    private static AttemptOutcome OutcomeOf(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => AttemptOutcome.Taken,
        >= 300 and < 400 => AttemptOutcome.Redirected,
        410 => AttemptOutcome.Gone,
        _ => AttemptOutcome.Refused,
    };

    // A little of the answer, for whoever looks for what went wrong. Its status says how it ended: what breaks off or lasts too long changes nothing.
    private static async Task<string> ReadAsync(HttpContent content, CancellationToken limit, CancellationToken stop)
    {
        var (bytes, length) = (new byte[LongestAnswer], 0);
        try
        {
            await using var stream = await content.ReadAsStreamAsync(limit);
            while (length < bytes.Length && await stream.ReadAsync(bytes.AsMemory(length), limit) is > 0 and var read) length += read;
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException || (fault is OperationCanceledException && !stop.IsCancellationRequested))
        {
            // What came until then is kept.
        }
        return new string([.. Encoding.UTF8.GetString(bytes, 0, length).Where(c => c is '\n' or '\t' || !char.IsControl(c))]);
    }

    private void GiveBack(ClaimedDelivery delivery)
    {
        try
        {
            deliveries.GiveBack(delivery);
        }
        catch (Exception fault) when (fault is RefusedException or DbException)
        {
            // The claim ends by itself.
        }
    }
}
