using System.Globalization;
using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Consultations;

/// <summary>The request that anybody may send, and the desk at which the operator answers requests and the questions to his specialist.</summary>
internal static class RequestPages
{
    // A field that people do not see; what fills in everything fills in this one, too.
    private const string Trap = "website";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/request", (HttpContext context, Workplace office) => Form(context, office, new InquiryForm(), []));
        pages.MapGet("/request/sent", (HttpContext context) => Show.Page<RequestSent, Look.NoModel>(context, new Look.NoModel()));
        pages.MapPost("/request", (HttpContext context, Workplace office, IFormCollection form) =>
        {
            var filled = FilledIn(form, Face.Of(context).Language);
            return Attempt.OrAgain(() =>
            {
                if (form[Trap].ToString().Length == 0) office.Inquiries.Ask(filled, context.Connection.RemoteIpAddress?.ToString() ?? "?");
                return Results.Redirect("/request/sent");
            }, findings => Form(context, office, filled, findings));
        }).DisableAntiforgery();
        MapDesk(pages);
    }

    private static void MapDesk(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/operator/requests", (AsOperator scope) => Show.Page<RequestDesk, RequestDeskModel>(scope, new RequestDeskModel(
            scope.Office.Inquiries.All(), scope.Office.SpecialistDesk.Of(scope.Account.Id),
            scope.Office.Offers.All(), scope.Office.OfficeHours.Now())));
        pages.MapGet("/operator/requests/{id:long}", (AsOperator scope, long id) => OneRequest(scope, id, "", []));
        pages.MapPost("/operator/requests/{id:long}", (AsOperator scope, long id, [FromForm] string? message) => Attempt.OrAgain(() =>
        {
            scope.Office.Inquiries.Answer(id, scope.Account, message ?? "");
            return scope.Context.Then($"/operator/requests/{id}", new Notice(new("Odpowiedź poszła e-mailem.", "Your answer goes by e-mail.")));
        }, findings => OneRequest(scope, id, message ?? "", findings))).DisableAntiforgery();
        foreach (var (word, isClosed) in new[] { ("close", true), ("reopen", false) })
        {
            pages.MapPost($"/operator/requests/{{id:long}}/{word}", (AsOperator scope, long id) =>
            {
                scope.Office.Inquiries.Close(id, isClosed);
                return scope.Context.Then("/operator/requests", isClosed
                    ? new Notice(new("Zgłoszenie zamknięto.", "The request is closed.")) { Undo = $"/operator/requests/{id}/reopen" } : null);
            });
        }
        pages.MapGet("/operator/requests/threads/{id:long}", (AsOperator scope, long id) => SpecialistThread(scope, id, "", []));
        pages.MapPost("/operator/requests/threads/{id:long}", (AsOperator scope, long id, IFormCollection form, CancellationToken stop) => Attempt.OrAgainAsync(async () =>
        {
            scope.Office.SpecialistDesk.Answer(scope.Account, id, await ConsultationPages.MessageOf(form, stop));
            return scope.Context.Then($"/operator/requests/threads/{id}", new Notice(new("Odpowiedź wysłano.", "Your answer was sent.")));
        }, findings => SpecialistThread(scope, id, form["message"].ToString(), findings))).WithMetadata(ConsultationPages.Attachments).DisableAntiforgery();
        pages.MapGet("/operator/requests/threads/{id:long}/files/{file:long}", (AsOperator scope, long id, long file) =>
            ConsultationPages.Download(scope.Office.SpecialistDesk.FileOf(id, file)));
        pages.MapPost("/operator/requests/hours", (AsOperator scope, [FromForm] string? opens, [FromForm] string? closes) =>
        {
            scope.Office.OfficeHours.Set(TimeOf(opens), TimeOf(closes));
            return scope.Context.Then("/operator/requests", new Notice(new("Godziny zapisano.", "The hours are saved.")));
        }).DisableAntiforgery();
        pages.MapPost("/operator/requests/offers", (AsOperator scope, [FromForm] string? name) =>
        {
            scope.Office.Offers.Add(name ?? "");
            return scope.Context.Then("/operator/requests", new Notice(new("Pakiet dodano.", "The package was added.")));
        }).DisableAntiforgery();
        pages.MapPost("/operator/requests/offers/{id:long}/remove", (AsOperator scope, long id) =>
        {
            scope.Office.Offers.Remove(id);
            return scope.Context.Then("/operator/requests",
                new Notice(new("Pakietu nie można już wybrać.", "The package cannot be chosen any more.")));
        });
    }

    private static InquiryForm FilledIn(IFormCollection form, Language language) => new()
    {
        Name = form["name"].ToString(),
        Email = form["email"].ToString(),
        Nip = form["nip"].ToString(),
        Offer = form["offer"].ToString(),
        Message = form["message"].ToString(),
        Language = language,
    };

    private static TimeOnly TimeOf(string? text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : TimeOnly.MinValue;

    private static IResult Form(HttpContext context, Workplace office, InquiryForm form, IReadOnlyList<Finding> faults) =>
        Show.Page<RequestForm, RequestFormModel>(context, new RequestFormModel(form, office.Offers.All(), faults, office.OfficeHours.Now()),
            Show.StatusOf(faults));

    private static IResult OneRequest(AsOperator scope, long id, string text, IReadOnlyList<Finding> faults) =>
        Show.Page<RequestThread, RequestThreadModel>(scope,
            new RequestThreadModel(scope.Office.Inquiries.At(id) ?? throw new NotHere(), text, faults),
            Show.StatusOf(faults));

    private static IResult SpecialistThread(AsOperator scope, long id, string text, IReadOnlyList<Finding> faults) =>
        scope.Office.SpecialistDesk.Read(scope.Account.Id, id) is { } found
            ? Show.Page<SpecialistThread, SpecialistThreadModel>(scope, new SpecialistThreadModel(found.Company, found.Thread, text, faults),
                Show.StatusOf(faults))
            : throw new NotHere();
}

/// <summary>The public form as it was filled in.</summary>
public sealed record RequestFormModel(InquiryForm Form, IReadOnlyList<Offer> Offers, IReadOnlyList<Finding> Faults, Hours Hours);

/// <summary>What waits at the operator's desk.</summary>
public sealed record RequestDeskModel(
    IReadOnlyList<Inquiry> Inquiries, IReadOnlyList<(Company Company, Consultation Thread)> Threads, IReadOnlyList<Offer> Offers, Hours Hours);

/// <summary>A request and the answer that is being written.</summary>
public sealed record RequestThreadModel(Inquiry Inquiry, string Text, IReadOnlyList<Finding> Faults);

/// <summary>A question to the specialist and the answer that is being written.</summary>
public sealed record SpecialistThreadModel(Company Company, ConsultationThread Thread, string Text, IReadOnlyList<Finding> Faults);
