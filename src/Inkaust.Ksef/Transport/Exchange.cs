using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Inkaust.Ksef;

/// <summary>One request and its answer, and the judgement what a missing answer means. Everything goes through here.</summary>
internal sealed class Exchange(
    Wire wire, Uri root, TimeProvider clock, TimeSpan requestLimit, RequestPacing? pacing = null, TimeSpan? longestWait = null,
    IReadOnlyCollection<string>? features = null)
{
    private const int LargestJson = 16 << 20;
    private const int LargestDocument = 128 << 20;

    /// <summary>Asks for JSON.</summary>
    public async Task<T> AskAsync<T>(Call call, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        (await AskWithEvidenceAsync(call, type, cancellation).ConfigureAwait(false)).Value;

    /// <summary>Asks for JSON and keeps the text as it came.</summary>
    public async Task<(T Value, byte[] Body)> AskWithEvidenceAsync<T>(Call call, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        var answer = await SendAsync(call, LargestJson, cancellation).ConfigureAwait(false);
        if (!answer.IsJson) throw Lost(call, Disturbance.NotKsef, $"HTTP {answer.Status} without JSON");
        try
        {
            var value = JsonSerializer.Deserialize(answer.Body, type);
            if (value is null) throw Lost(call, Disturbance.Unreadable, "the answer is null");
            if (value is IHasBegun begun) wire.Log.Began(call.Operation.En, begun.ReferenceNumber);
            return (value, answer.Body);
        }
        catch (JsonException cause)
        {
            throw Lost(call, Disturbance.Unreadable, "the JSON cannot be read", cause);
        }
    }

    /// <summary>Asks for an XML document and gives its bytes untouched.</summary>
    public async Task<byte[]> DownloadAsync(Call call, CancellationToken cancellation)
    {
        var answer = await SendAsync(call, LargestDocument, cancellation).ConfigureAwait(false);
        if (!answer.IsXml || !StartsAsXml(answer.Body)) throw Lost(call, Disturbance.NotKsef, $"HTTP {answer.Status} without XML");
        // KSEF 7: the header holds the Base64 of SHA-256 over the body.
        if (answer.Hash is not null && answer.Hash != Convert.ToBase64String(SHA256.HashData(answer.Body)))
            throw Lost(call, Disturbance.Unreadable, "the document differs from its hash");
        return answer.Body;
    }

    /// <summary>Asks for something to be done that has no answer beyond success.</summary>
    public async Task DoAsync(Call call, CancellationToken cancellation)
    {
        var answer = await SendAsync(call, LargestJson, cancellation).ConfigureAwait(false);
        if (answer.Body.Length > 0 && !answer.IsJson) throw Lost(call, Disturbance.NotKsef, $"HTTP {answer.Status} with a page");
    }

    private async Task<Answer> SendAsync(Call call, int largest, CancellationToken cancellation)
    {
        var (answer, token) = await SendInTurnAsync(call, null, largest, cancellation).ConfigureAwait(false);
        // A 401 says that nothing was done, so one repetition with a fresh token cannot double anything.
        if (IsRefusedToken(answer) && call.Access is not null)
            (answer, _) = await SendInTurnAsync(call, token, largest, cancellation).ConfigureAwait(false);
        if (answer.Status is < 200 or >= 300) throw Failed(call, answer);
        var isOfKsef = answer.Body.Length == 0 || answer.IsJson || answer.IsXml;
        if (isOfKsef && (call.Access is not null || call.Bearer is not null)) wire.Answered?.Invoke();
        return answer;
    }

    private async Task<(Answer Answer, string? Token)> SendInTurnAsync(Call call, string? spentToken, int largest, CancellationToken cancellation)
    {
        var asked = clock.GetTimestamp();
        using var turn = pacing is null ? null : await pacing.TakeTurnAsync(call, longestWait, cancellation).ConfigureAwait(false);
        if (clock.GetElapsedTime(asked).TotalMilliseconds is var waited and >= 1) wire.Log.Waited(call.Operation.En, (int)waited);
        // Only now: the wait may outlive a token.
        var token = call.Access is null ? call.Bearer
            : spentToken is null ? await call.Access.TokenAsync(cancellation).ConfigureAwait(false)
            : await call.Access.RenewAsync(spentToken, cancellation).ConfigureAwait(false);
        var answer = await SendOnceAsync(call, token, largest, cancellation).ConfigureAwait(false);
        if (answer.Status == 429) turn?.Refused(WaitAfterTooMany(answer));
        return (answer, token);
    }

    private async Task<Answer> SendOnceAsync(Call call, string? token, int largest, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(requestLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        using var request = Request(call, token);
        var content = request.Content as WatchedContent;
        try
        {
            return await wire.SendAsync(request, ShownPath.Of(call.Path), async (response, giveUp) =>
            {
                if (response.RequestMessage?.RequestUri is { } asked && asked != request.RequestUri)
                    throw Lost(call, Disturbance.NotKsef, "a redirection was followed");
                return await ReadAsync(response, largest, giveUp).ConfigureAwait(false)
                    ?? throw Lost(call, Disturbance.Unreadable, $"HTTP {(int)response.StatusCode} with more than {largest} bytes");
            }, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException cause) when (!cancellation.IsCancellationRequested)
        {
            throw Lost(call, Disturbance.TimedOut, "no answer in time", cause, content);
        }
        catch (HttpRequestException cause)
        {
            throw NeverConnected(cause)
                ? new KsefUnavailable(call.Operation, Disturbance.NoConnection, "no connection", cause)
                : Lost(call, Disturbance.ConnectionBroken, "the connection broke", cause, content);
        }
        catch (IOException cause)
        {
            throw Lost(call, Disturbance.ConnectionBroken, "the connection broke", cause, content);
        }
    }

    private HttpRequestMessage Request(Call call, string? token)
    {
        var request = new HttpRequestMessage(call.Method, root.AbsoluteUri.TrimEnd('/') + call.Path);
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.ParseAdd("application/xml");
        // KSEF 2: without it a 400 comes in the older form.
        request.Headers.Add("X-Error-Format", "problem-details");
        foreach (var feature in features ?? []) request.Headers.TryAddWithoutValidation("X-KSeF-Feature", feature);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (call.ContinuationToken is not null) request.Headers.TryAddWithoutValidation("x-continuation-token", call.ContinuationToken);
        // Also an empty body: SocketsHttpHandler silently repeats a request without content when a pooled connection
        // turns out to be dead, and a request that changes something must never be repeated silently.
        if (call.Method != HttpMethod.Get) request.Content = new WatchedContent(call.Body ?? [], call.BodyType);
        return request;
    }

    private static async Task<Answer?> ReadAsync(HttpResponseMessage response, int largest, CancellationToken cancellation)
    {
        if (await BodyAsync(response.Content, largest, cancellation).ConfigureAwait(false) is not { } body) return null;
        return new Answer((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType ?? "", body)
        {
            Hash = response.Headers.TryGetValues("x-ms-meta-hash", out var hash) ? hash.FirstOrDefault() : null,
            RetryAfter = response.Headers.RetryAfter,
        };
    }

    /// <returns>Null when it is larger than that.</returns>
    private static async Task<byte[]?> BodyAsync(HttpContent content, int largest, CancellationToken cancellation)
    {
        using var stream = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        // Most answers say how long they are, and then need no room beside their own; one that ends early breaks the connection.
        if (content.Headers.ContentLength is { } length)
        {
            if (length > largest) return null;
            var exact = new byte[length];
            await stream.ReadExactlyAsync(exact, cancellation).ConfigureAwait(false);
            return exact;
        }
        using var body = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(81920);
        try
        {
            while (await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false) is var count and > 0)
            {
                if (body.Length + count > largest) return null;
                body.Write(buffer, 0, count);
            }
            return body.ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private KsefException Failed(Call call, Answer answer)
    {
        if (answer.Status == 429)
            return new KsefUnavailable(call.Operation, Disturbance.TooManyRequests, "too many requests (HTTP 429)")
            {
                RetryAfter = WaitAfterTooMany(answer),
            };
        if (IsRefusedToken(answer)) return new KsefAccessLost(call.Operation, "the token was not taken (HTTP 401)");
        if (answer.Status is >= 400 and < 500 && answer.IsJson && ErrorAnswers.Read(answer.Body) is { } said)
        {
            wire.Log.Refused(call.Operation.En, string.Join(", ", said.Errors.Select(error => error.Code)));
            return new KsefRejected(call.Operation, said.Errors, answer.Status) { ReasonCode = said.ReasonCode };
        }
        var disturbance = answer.Status >= 500 ? Disturbance.ServerError : Disturbance.NotKsef;
        return Lost(call, disturbance, $"HTTP {answer.Status}", status: answer.Status, retryAfter: Wait(answer.RetryAfter));
    }

    // The heart of it: what a missing answer means. Only a request that changes something, and whose bytes have left,
    // may have been processed (DESIGN 6: a 504 after sending, sent again, makes mass duplicates).
    private static KsefException Lost(
        Call call, Disturbance disturbance, string what, Exception? cause = null, WatchedContent? content = null, int? status = null,
        TimeSpan? retryAfter = null) =>
        call.ChangesSomething && (content is null || content.WasSent)
            ? new KsefOutcomeUnknown(call.Operation, disturbance, what, cause)
            : new KsefUnavailable(call.Operation, disturbance, what, cause) { RetryAfter = retryAfter, HttpStatus = status };

    internal static bool NeverConnected(HttpRequestException cause) => cause.HttpRequestError is HttpRequestError.NameResolutionError
        or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    // A page of a firewall with 401 says nothing about our token.
    private static bool IsRefusedToken(Answer answer) => answer.Status == 401 && (answer.IsJson || answer.Body.Length == 0);

    // KSEF 2: absent means a second.
    private TimeSpan WaitAfterTooMany(Answer answer) => Wait(answer.RetryAfter) ?? TimeSpan.FromSeconds(1);

    private TimeSpan? Wait(RetryConditionHeaderValue? header) => RetryAfter.Read(header, clock);

    private static bool StartsAsXml(ReadOnlySpan<byte> body)
    {
        var start = body.StartsWith("\uFEFF"u8) ? body[3..] : body;
        start = start.TrimStart(" \t\r\n"u8);
        return start.StartsWith("<"u8) && !Starts(start, "<!doctype"u8) && !Starts(start, "<html"u8);
    }

    private static bool Starts(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lowerCase) =>
        text.Length >= lowerCase.Length && System.Text.Ascii.EqualsIgnoreCase(text[..lowerCase.Length], lowerCase);

    private sealed record Answer(int Status, string MediaType, byte[] Body)
    {
        public string? Hash { get; init; }

        public RetryConditionHeaderValue? RetryAfter { get; init; }

        public bool IsJson => MediaType == "application/json" || MediaType.EndsWith("+json", StringComparison.Ordinal);

        public bool IsXml => MediaType is "application/xml" or "text/xml" or "application/octet-stream";
    }
}

internal static class RetryAfter
{
    /// <summary>How long KSeF asks to wait, a day at most; null when it does not say.</summary>
    public static TimeSpan? Read(RetryConditionHeaderValue? header, TimeProvider clock)
    {
        var wait = header?.Delta ?? header?.Date - clock.GetUtcNow();
        return wait is null ? null : TimeSpan.FromTicks(Math.Clamp(wait.Value.Ticks, 0, TimeSpan.TicksPerDay));
    }
}
