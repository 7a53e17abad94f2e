using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Inkaust.LocalKsef;

/// <summary>A request and what this server answers to it.</summary>
internal sealed record Exchange(string Method, string Path, Answer Answer);

/// <summary>The one place where requests come in and answers go out: faults, credentials, refusals and the record of what came.</summary>
internal sealed class Door(
    Addressing addressing, Admission admission, BodyRoom room, Faults faults, Hostility hostility, ReceivedRequests received, ServerClock clock,
    Journal journal)
{
    public const string Listener = "Inkaust.LocalKsef";

    private const string IsOrder = "management";

    /// <summary>Tells whoever listens in this process what is answered (an <see cref="Exchange"/>), before any fault spoils it.</summary>
    private static readonly DiagnosticListener Answers = new(Listener);

    /// <summary>A request to the API, Latarnia or the QR pages.</summary>
    public async Task Serve(HttpContext http, Route route)
    {
        if (!addressing.Answers(http.Request.Host))
        {
            var elsewhere = Refused(http, ApiRefusal.OtherHost(http.Request.Host.Host), inEnglishToo: true);
            await Write(http, elsewhere, elsewhere.Length);
            return;
        }
        var isFromAllowedPage = addressing.Admits(http);
        if (isFromAllowedPage && Addressing.IsQuestion(http.Request))
        {
            await Write(http, Answer.NoContent, 0);
            return;
        }
        var fault = faults.Hitting(http.Request) ?? hostility.Hitting(http.Request);
        if (fault?.Kind == FaultKind.Slow) await faults.Wait(fault, http.RequestAborted);
        var answer = fault?.Kind switch
        {
            FaultKind.LineCut => null,
            // As a firewall in front of KSeF would. A page in somebody's browser leads here, but must change nothing.
            _ when !HttpMethods.IsGet(http.Request.Method) && !isFromAllowedPage && IsOfAnotherPage(http.Request) => GatewayPage(403, "Forbidden"),
            FaultKind.Html502 => GatewayPage(502, "Bad Gateway"),
            FaultKind.Redirect307 => new Answer(307, default, null).With("Location", "https://ksef.invalid/przerwa"),
            FaultKind.TooManyRequests => Refused(http,
                ApiRefusal.TooManyRequests($"Przekroczono limit żądań. Spróbuj ponownie po {fault.RetryAfter} sekundach.", fault.RetryAfter)),
            _ => Told(http, await Answered(http, route)),
        };
        if (fault?.Kind == FaultKind.Html504) answer = GatewayPage(504, "Gateway Time-out");
        if (fault?.Kind == FaultKind.WrongJson && answer!.Status < 300)
            answer = new Answer(answer.Status == 204 ? 200 : answer.Status,
                Encoding.UTF8.GetBytes(fault.Body?.GetRawText() ?? """{"message":"ok"}"""), "application/json");
        // An answer without a body has no middle: it is lost as a whole.
        var isCut = fault?.Kind is FaultKind.LineCut or FaultKind.AnswerLost || (fault?.Kind == FaultKind.CutMidBody && answer!.Length == 0);
        received.Add(new ReceivedRequest(clock.Now, http.Request.Method, http.Request.Path, isCut ? null : answer!.Status, fault?.Kind));
        if (isCut) http.Abort();
        else await Write(http, answer!, fault?.Kind == FaultKind.CutMidBody ? answer!.Length / 2 : answer!.Length);
    }

    /// <summary>A request to the management port: never hit by faults, refusals always as problem details.</summary>
    public async Task ServeManagement(HttpContext http, Route route)
    {
        http.Request.Headers["X-Error-Format"] = "problem-details";
        http.Items[IsOrder] = true;
        // A page in somebody's browser must not steer the server: neither one that has the loopback address under another name,
        // nor one that just sends a request there without being able to read the answer.
        var answer = !Addressing.IsLoopback(http.Request.Host) ? Refused(http, ApiRefusal.NotFound())
            : ComesFromAnotherSite(http.Request) ? Refused(http, ApiRefusal.FromAnotherSite())
            : await Answered(http, route);
        await Write(http, answer, answer.Length);
    }

    // Older browsers do not say how the two sites stand to each other, but whose page it is.
    private static bool IsOfAnotherPage(HttpRequest request) => request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site
        ? site.ToString() is "cross-site" or "same-site"
        : request.Headers.Origin is { Count: > 0 } origin && origin != $"{request.Scheme}://{request.Host}";

    private static bool ComesFromAnotherSite(HttpRequest request) =>
        (request.Headers.Origin is { Count: > 0 } origin && origin != $"{request.Scheme}://{request.Host}")
        || (request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site && site != "same-origin" && site != "none");

    private static Answer Told(HttpContext http, Answer answer)
    {
        if (Answers.IsEnabled()) Answers.Write(nameof(Exchange), new Exchange(http.Request.Method, http.Request.Path, answer));
        return answer;
    }

    private async Task<Answer> Answered(HttpContext http, Route route)
    {
        try
        {
            var answer = await CarriedOut(http, route);
            // A refusal tells something too: that a challenge is used up, that somebody has guessed wrong once more.
            await journal.Saved();
            return answer;
        }
        catch (BadHttpRequestException bad)
        {
            return Refused(http, bad.StatusCode == StatusCodes.Status408RequestTimeout ? ApiRefusal.TooSlow() : ApiRefusal.TooLarge());
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            throw;
        }
        // A fault of this server is told as one, in the protocol's form, and the server goes on.
#pragma warning disable CA1031
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return Refused(http, ApiRefusal.ServerFault(fault));
        }
    }

    private async Task<Answer> CarriedOut(HttpContext http, Route route)
    {
        try
        {
            var call = new Call(http, admission.Admit(http, route), room);
            return WithWarning(http, await route.Operation(call));
        }
        catch (ApiRefusal refusal)
        {
            return Refused(http, refusal);
        }
    }

    // A test may ask for a warning, and gets it in ASCII and on one line (OpenAPI, SystemWarning).
    private static Answer WithWarning(HttpContext http, Answer answer)
    {
        var asked = http.Request.Headers["X-Test-System-Warning"].ToString();
        if (asked.Length == 0 || !http.Request.Path.StartsWithSegments("/v2")) return answer;
        var folded = new string([.. asked[..Math.Min(asked.Length, 1000)].Replace('ł', 'l').Replace('Ł', 'L').Normalize(NormalizationForm.FormD)
            .Where(c => c is >= ' ' and <= '~')]);
        return answer.With("X-System-Warning", folded);
    }

    private Answer Refused(HttpContext http, ApiRefusal refusal, bool inEnglishToo = false) =>
        RefusalFormat.Of(refusal, http.Request, clock.Now, http.TraceIdentifier, inEnglishToo || http.Items.ContainsKey(IsOrder));

    // What a gateway in front of KSeF says when KSeF is not there (DESIGN 6).
    public static Answer GatewayPage(int status, string title) =>
        Answer.Html($"<html>\r\n<head><title>{status} {title}</title></head>\r\n"
            + $"<body>\r\n<center><h1>{status} {title}</h1></center>\r\n</body>\r\n</html>\r\n", status);

    private static async Task Write(HttpContext http, Answer answer, long length)
    {
        var response = http.Response;
        response.StatusCode = answer.Status;
        if (answer.ContentType is not null) response.ContentType = answer.ContentType;
        foreach (var (name, value) in answer.Headers) response.Headers[name] = value;
        if (answer.Status is not (204 or 307)) response.ContentLength = answer.Length;
        if (answer.Path is { } path) await response.SendFileAsync(path, 0, length, http.RequestAborted);
        else if (length > 0) await response.Body.WriteAsync(answer.Body[..(int)length], http.RequestAborted);
        if (length == answer.Length) return;
        await response.Body.FlushAsync(http.RequestAborted);
        http.Abort();
    }
}
