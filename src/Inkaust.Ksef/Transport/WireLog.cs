using Microsoft.Extensions.Logging;

namespace Inkaust.Ksef;

/// <summary>
/// The lines that the client writes to its log. No parameter of them may hold more than a code, a count, a time or a reference number, or
/// a warning of KSeF without its numbers.
/// </summary>
internal static partial class WireLog
{
    [LoggerMessage(EventId = 1, EventName = "Answered", Level = LogLevel.Debug, Message = "{Method} {Path} {Status} in {Milliseconds} ms")]
    public static partial void Answered(this ILogger log, string method, string path, int status, int milliseconds);

    [LoggerMessage(EventId = 2, EventName = "NotAnswered", Level = LogLevel.Warning,
        Message = "{Method} {Path} got no answer in {Milliseconds} ms: {Fault}")]
    public static partial void NotAnswered(this ILogger log, string method, string path, string fault, int milliseconds);

    [LoggerMessage(EventId = 3, EventName = "AnswerNotTaken", Level = LogLevel.Warning,
        Message = "{Method} {Path} {Status}, but the answer was not taken after {Milliseconds} ms: {Fault}")]
    public static partial void AnswerNotTaken(this ILogger log, string method, string path, int status, string fault, int milliseconds);

    [LoggerMessage(EventId = 4, EventName = "Began", Level = LogLevel.Debug, Message = "{Operation}: KSeF calls it {Reference}")]
    public static partial void Began(this ILogger log, string operation, ReferenceNumber reference);

    [LoggerMessage(EventId = 5, EventName = "Refused", Level = LogLevel.Warning, Message = "{Operation}: refused with {Codes}")]
    public static partial void Refused(this ILogger log, string operation, string codes);

    [LoggerMessage(EventId = 7, EventName = "Warned", Level = LogLevel.Warning, Message = "KSeF warns: {Text}")]
    public static partial void Warned(this ILogger log, string text);

    [LoggerMessage(EventId = 6, EventName = "Waited", Level = LogLevel.Trace,
        Message = "{Operation}: waited {Milliseconds} ms for the limits of requests")]
    public static partial void Waited(this ILogger log, string operation, int milliseconds);
}
