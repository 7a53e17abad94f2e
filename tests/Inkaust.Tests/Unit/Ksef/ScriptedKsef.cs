using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Inkaust.Tests.Unit.Ksef;

/// <summary>A request as it came over the wire.</summary>
internal sealed record Received(HttpMethod Method, Uri Address, HttpRequestHeaders Headers, byte[] Body)
{
    public string Path => Address.AbsolutePath;

    public string Text => Encoding.UTF8.GetString(Body);

    public string? Bearer => Headers.Authorization?.Parameter;
}

/// <summary>The other end of the wire: answers by a script and remembers what came.</summary>
internal sealed class ScriptedKsef : HttpMessageHandler
{
    private readonly Queue<Func<Received, Task<HttpResponseMessage>>> script = new();

    public List<Received> Requests { get; } = [];

    /// <summary>Used when the script is over.</summary>
    public Func<Received, HttpResponseMessage>? Otherwise { get; set; }

    /// <summary>When set, the next request fails before a byte of it has left.</summary>
    public Exception? BeforeSending { get; set; }

    public ScriptedKsef Then(Func<Received, HttpResponseMessage> answer) => ThenLater(received => Task.FromResult(answer(received)));

    public ScriptedKsef Then(HttpResponseMessage answer) => Then(_ => answer);

    public ScriptedKsef ThenThrow(Exception exception) => Then(_ => throw exception);

    public ScriptedKsef ThenLater(Func<Received, Task<HttpResponseMessage>> answer)
    {
        script.Enqueue(answer);
        return this;
    }

    public static HttpResponseMessage Json(string json, HttpStatusCode status = HttpStatusCode.OK) => Answer(json, "application/json", status);

    public static HttpResponseMessage Problem(int code, string description, string? detail = null, HttpStatusCode status = HttpStatusCode.BadRequest) =>
        Answer(
            $$"""{"title":"Bad Request","status":400,"detail":"x","errors":[{"code":{{code}},"description":"{{description}}","details":{{(detail is null ? "null" : $"[\"{detail}\"]")}}}]}""",
            "application/problem+json", status);

    public static HttpResponseMessage Html(HttpStatusCode status) => Answer("<!DOCTYPE html><html><body>Gateway</body></html>", "text/html", status);

    public static HttpResponseMessage Answer(string body, string type, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, type) };

    public static HttpResponseMessage Empty(HttpStatusCode status) => new(status) { Content = new ByteArrayContent([]) };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (BeforeSending is { } exception)
        {
            BeforeSending = null;
            throw exception;
        }
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var received = new Received(request.Method, request.RequestUri!, request.Headers, body);
        lock (Requests) Requests.Add(received);
        var answer = script.TryDequeue(out var next)
            ? await next(received).WaitAsync(cancellationToken)
            : Otherwise?.Invoke(received) ?? throw new InvalidOperationException($"No answer is scripted for {received.Method} {received.Path}.");
        answer.RequestMessage ??= request;
        return answer;
    }
}
