using Microsoft.AspNetCore.Http;

namespace Inkaust.LocalKsef;

/// <summary>
/// Writes refusals. 400 and 429 come as problem details when the caller asks for them by <c>X-Error-Format</c> and in the
/// older form otherwise; 401, 403 and 410 are always problem details (KSEF 2).
/// </summary>
internal static class RefusalFormat
{
    private const string ProblemType = "application/problem+json";

    public static Answer Of(ApiRefusal refusal, HttpRequest request, DateTimeOffset now, string traceId, bool inEnglishToo)
    {
        var asked = request.Headers["X-Error-Format"].ToString().Contains("problem-details", StringComparison.OrdinalIgnoreCase);
        var instance = request.Path.ToString();
        var answer = refusal.Status switch
        {
            400 when !asked => Answer.Json(new
            {
                exception = new
                {
                    exceptionDetailList = refusal.Errors.Select(error => new
                    {
                        exceptionCode = error.Code,
                        exceptionDescription = error.Description,
                        details = error.Details,
                    }),
                    serviceCode = traceId,
                    serviceName = "local-ksef",
                    timestamp = now,
                }
            }, 400),
            429 when !asked =>
                Answer.Json(new { status = new { code = 429, description = "Too Many Requests", details = new[] { refusal.Message } } }, 429),
            _ => Answer.Json(new
            {
                title = Title(refusal.Status),
                status = refusal.Status,
                instance,
                detail = refusal.Message,
                en = inEnglishToo ? refusal.English : null,
                errors = refusal.Status == 400 ? refusal.Errors : null,
                reasonCode = refusal.ReasonCode,
                security = refusal.Security,
                timestamp = now,
                traceId,
            }, refusal.Status) with
            { ContentType = ProblemType },
        };
        return refusal.RetryAfter is { } seconds ? answer.With("Retry-After", seconds.ToString()) : answer;
    }

    private static string Title(int status) => status switch
    {
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        410 => "Gone",
        413 => "Content Too Large",
        421 => "Misdirected Request",
        429 => "Too Many Requests",
        _ => "Internal Server Error",
    };
}
