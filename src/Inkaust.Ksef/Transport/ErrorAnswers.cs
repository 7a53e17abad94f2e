using System.Text.Json;
using System.Text.Json.Serialization;

namespace Inkaust.Ksef;

/// <summary>Reads the errors out of each form in which KSeF writes them (KSEF 2).</summary>
internal static class ErrorAnswers
{
    /// <summary>The errors, with the reason of a 403; null when the body is no error of KSeF.</summary>
    public static (IReadOnlyList<KsefError> Errors, string? ReasonCode)? Read(ReadOnlySpan<byte> body)
    {
        ErrorAnswer? answer;
        try
        {
            answer = JsonSerializer.Deserialize(body, ErrorJson.Default.ErrorAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
        if (answer is null) return null;
        var errors = answer.Errors?.Select(Error).ToList()
            ?? answer.Exception?.ExceptionDetailList?.Select(Error).ToList()
            ?? [];
        if (errors.Count == 0 && answer.Detail is not null)
            errors.Add(new KsefError(HttpStatus(answer) ?? 0, answer.Detail, answer.ReasonCode is null ? [] : [answer.ReasonCode]));
        return errors.Count == 0 ? null : (errors, answer.ReasonCode);
    }

    // "status" is a number in problem details and an object in the older answer to too many requests.
    private static int? HttpStatus(ErrorAnswer answer) =>
        answer.Status is { ValueKind: JsonValueKind.Number } status && status.TryGetInt32(out var number) ? number : null;

    private static KsefError Error(ProblemError error) => new(error.Code, error.Description ?? "", error.Details ?? []);

    private static KsefError Error(ExceptionDetail error) =>
        new(error.ExceptionCode, error.ExceptionDescription ?? "", error.Details ?? []);
}

internal sealed record ErrorAnswer
{
    public IReadOnlyList<ProblemError>? Errors { get; init; }

    public string? Detail { get; init; }

    public string? ReasonCode { get; init; }

    public JsonElement? Status { get; init; }

    public ExceptionContent? Exception { get; init; }
}

[OpenApiSchema("ApiError")]
internal sealed record ProblemError
{
    public required int Code { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string>? Details { get; init; }
}

internal sealed record ExceptionContent
{
    public IReadOnlyList<ExceptionDetail>? ExceptionDetailList { get; init; }
}

[OpenApiSchema("ExceptionDetails")]
internal sealed record ExceptionDetail
{
    public int ExceptionCode { get; init; }

    public string? ExceptionDescription { get; init; }

    public IReadOnlyList<string>? Details { get; init; }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ErrorAnswer))]
internal sealed partial class ErrorJson : JsonSerializerContext;
