using System.Data.Common;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Inkaust.Web.Safety;

/// <summary>Nobody is signed in.</summary>
internal sealed class NotSignedIn : Exception;

/// <summary>There is nothing here, or nothing that this person may know of: the two are not told apart.</summary>
internal sealed class NotHere : Exception;

/// <summary>The person belongs to the company and may not do this there.</summary>
internal sealed class NotAllowed : Exception;

/// <summary>The key of a program, or the role of a person who calls the API, lacks this right.</summary>
internal sealed class NotOfThisKey(ApiRights right) : Exception
{
    public ApiRights Right => right;
}

/// <summary>A key was given that lets nobody in.</summary>
internal sealed class NoSuchApiKey : Exception;

/// <summary>This route answers a program, whatever its address: a refusal of it is a problem, and no page.</summary>
internal sealed record ForPrograms;

/// <summary>Turns whatever ends a request badly into a page, or for programs into a problem, with a code and without inner words.</summary>
internal static class Refusals
{
    /// <summary>Answers what was refused further in.</summary>
    public static async Task AnswerAsync(HttpContext context, RequestDelegate next, ILogger log)
    {
        try
        {
            await next(context);
            // What routing refuses by itself, another method or kind of body for instance, has no words yet.
            if (IsForPrograms(context) && context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null } refused)
                await Problems.WriteAsync(context, refused.StatusCode, Of(new BadHttpRequestException("Refused by routing.")).Findings);
        }
        catch (NotSignedIn) when (!IsForPrograms(context) && HttpMethods.IsGet(context.Request.Method) && !context.Response.HasStarted)
        {
            // Where nobody has an account yet, the first one is made.
            var door = context.RequestServices.GetRequiredService<Workplace>().Accounts.IsEmpty() ? "sign-up" : "sign-in";
            var wanted = context.Request.PathBase + context.Request.Path + context.Request.QueryString;
            context.Response.Redirect($"/{door}?return={Uri.EscapeDataString(wanted)}");
        }
        catch (Exception fault) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            var (status, findings) = Of(fault);
            if (fault is DbException || status == StatusCodes.Status500InternalServerError)
                log.LogError(fault, "A request failed: {Path}", context.GetEndpoint()?.DisplayName);
            context.Response.Clear();
            Safeguards.SetHeaders(context);
            await ShowAsync(context, status, findings);
        }
    }

    /// <summary>The request is of a program that reads JSON.</summary>
    public static bool IsForPrograms(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api") || context.GetEndpoint()?.Metadata.GetMetadata<ForPrograms>() is not null;

    private static (int Status, IReadOnlyList<Finding> Findings) Of(Exception fault) => fault switch
    {
        NotSignedIn => (StatusCodes.Status401Unauthorized, [new Finding("INK-WEB-001", "Zaloguj się, żeby to zrobić.", "Sign in to do this.")]),
        NotHere => (StatusCodes.Status404NotFound, [new Finding("INK-WEB-002", "Tej strony nie ma.", "There is no such page.")]),
        NotAllowed => (StatusCodes.Status403Forbidden, [new Finding("INK-WEB-003",
            "Twoja rola w tej firmie na to nie pozwala. Nic nie zrobiono.", "Your role in this company does not allow this. Nothing was done.")
        { Hint = new("Poproś właściciela firmy o inną rolę.", "Ask the owner of the company for another role.") }]),
        NotOfThisKey lacks => (StatusCodes.Status403Forbidden, [ApiFindings.NotOfThisKey(lacks.Right)]),
        NoSuchApiKey => (StatusCodes.Status401Unauthorized, [new Finding("INK-API-006",
            "Tego klucza nie znamy, albo już nie działa.", "This key is not known, or works no more.")]),
        RefusedException refused => (StatusCodes.Status422UnprocessableEntity, refused.Findings),
        KsefException ksef => (StatusCodes.Status502BadGateway, [ksef.Finding]),
        DbException database => (StatusCodes.Status503ServiceUnavailable, [new Finding("INK-WEB-004",
            "Baza danych chwilowo nie odpowiada. To, co zapisano przedtem, nie przepadło.",
            "The database does not answer for the moment. What was written before is not lost.")]),
        // The form was read to look for the token, and was too long for that.
        AntiforgeryValidationException { InnerException: BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } tooLong }
            => Of(tooLong),
        AntiforgeryValidationException => (StatusCodes.Status400BadRequest, [new Finding("INK-WEB-005",
            "Ten formularz stracił ważność. Nic nie zrobiono.", "This form is no longer valid. Nothing was done.")
        { Hint = new("Wróć, odśwież stronę i wyślij go jeszcze raz.", "Go back, reload the page and send it again.") }]),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            (StatusCodes.Status413PayloadTooLarge, [new Finding("INK-WEB-006",
                "To za dużo naraz. Nic nie zrobiono.", "This is too much at once. Nothing was done.")]),
        BadHttpRequestException or InvalidDataException => (StatusCodes.Status400BadRequest, [new Finding("INK-WEB-007",
            "Tego żądania nie da się odczytać. Nic nie zrobiono.", "This request cannot be read. Nothing was done.")]),
        _ => (StatusCodes.Status500InternalServerError, [new Finding("INK-WEB-008",
            "Błąd w samym programie. To, co zapisano przedtem, nie przepadło.",
            "A fault of the program itself. What was written before is not lost.")]),
    };

    private static async Task ShowAsync(HttpContext context, int status, IReadOnlyList<Finding> findings)
    {
        context.Response.StatusCode = status;
        if (IsForPrograms(context)) await Problems.WriteAsync(context, status, findings);
        else await Show.RefusalAsync(context, status, findings);
    }
}
