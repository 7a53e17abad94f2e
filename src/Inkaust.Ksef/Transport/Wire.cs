using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace Inkaust.Ksef;

/// <summary>
/// The line to KSeF: every request of the client passes here, and here alone it is logged. A line of the log holds method, path,
/// status, time and reference numbers; never a body, a header, a query, a token, or an identifier of a company, person, invoice or certificate.
/// </summary>
internal sealed partial class Wire(HttpClient http, TimeProvider clock, ILogger log)
{
    private const int LongestWarning = 1000; // OpenAPI, SystemWarning

    private volatile SystemWarning? warning;

    /// <summary>Where its lines go.</summary>
    public ILogger Log => log;

    /// <summary>Called when KSeF has done what was asked for in somebody's own name, which no proxy or page of a firewall can do.</summary>
    public Action? Answered { get; init; }

    /// <summary>The last warning that came with an answer.</summary>
    public SystemWarning? Warning => warning;

    /// <summary>Sends a request and reads its answer.</summary>
    /// <param name="request">What is sent.</param>
    /// <param name="shown">What the log may show of its address, see <see cref="ShownPath"/>.</param>
    /// <param name="read">Reads the answer; what it throws is thrown on.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<T> SendAsync<T>(
        HttpRequestMessage request, string shown, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        HttpStatusCode? status = null;
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            status = response.StatusCode;
            if (response.Headers.TryGetValues("X-System-Warning", out var said)) Heed(string.Join(' ', said));
            var answer = await read(response, cancellation).ConfigureAwait(false);
            log.Answered(request.Method.Method, shown, (int)status, MillisecondsSince(started));
            return answer;
        }
        catch (Exception fault)
        {
            // The type alone: messages of the HTTP stack name hosts and addresses.
            if (status is null) log.NotAnswered(request.Method.Method, shown, KindOf(fault), MillisecondsSince(started));
            else log.AnswerNotTaken(request.Method.Method, shown, (int)status, KindOf(fault), MillisecondsSince(started));
            throw;
        }
    }

    // The same with every answer: told once.
    private void Heed(string said)
    {
        var text = new string([.. said.Where(c => !char.IsControl(c)).Take(LongestWarning)]);
        if (warning?.Text != text) log.Warned(Numbers().Replace(text, "…"));
        warning = new SystemWarning(text, clock.GetUtcNow());
    }

    // A warning speaks of KSeF, but should a NIP or a KSeF number ever stand in one, it stays out of the log.
    [GeneratedRegex(@"[A-Za-z0-9-]*\d{8,}[A-Za-z0-9-]*")]
    private static partial Regex Numbers();

    private static string KindOf(Exception fault) => fault switch
    {
        HttpRequestException { HttpRequestError: var error and not HttpRequestError.Unknown } => error.ToString(),
        KsefUnavailable unavailable => unavailable.Disturbance.ToString(),
        KsefOutcomeUnknown unknown => unknown.Disturbance.ToString(),
        _ => fault.GetType().Name,
    };

    private int MillisecondsSince(long started) => (int)clock.GetElapsedTime(started).TotalMilliseconds;
}

/// <summary>What KSeF warns of with its answers (header <c>X-System-Warning</c>, since API 2.6).</summary>
/// <param name="Text">KSeF's sentence, in Polish without its letters.</param>
/// <param name="HeardAt">When it came last.</param>
public sealed record SystemWarning(string Text, DateTimeOffset HeardAt);

/// <summary>What may be logged of the path of a call: the words of the API and reference numbers. Whatever else stands in it is left out.</summary>
internal static class ShownPath
{
    private const string LeftOut = "…";

    public static string Of(string path) =>
        string.Join('/', path.Split('?')[0].Split('/').Select(segment => IsWord(segment) || IsReference(segment) ? segment : LeftOut));

    // Every word of a path is in small letters; identifiers of KSeF hold digits or capitals.
    private static bool IsWord(string segment) => segment.All(c => char.IsAsciiLetterLower(c) || c == '-');

    // Eight digits of the day, two letters of the kind: a sign-in, a session, an invoice in it, an application.
    private static bool IsReference(string segment) =>
        ReferenceNumber.TryParse(segment, out _) && segment[8] == '-' && segment[..8].All(char.IsAsciiDigit) && segment[11] == '-';
}
