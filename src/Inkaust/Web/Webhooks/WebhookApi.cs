using Inkaust.Answers;
using Inkaust.Office;
using Inkaust.Web.Api;
using Inkaust.Web.People;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Webhooks;

/// <summary>Where events are to be sent.</summary>
/// <param name="Url">The address: https; http only to this machine, where whoever runs the installation allows it.</param>
/// <param name="Events">Names of events.</param>
internal sealed record WebhookBody(string? Url = null, IReadOnlyList<string>? Events = null);

/// <summary>What is to be changed; what is left out stays as it is.</summary>
/// <param name="Url">Another address.</param>
/// <param name="Events">Other events.</param>
/// <param name="Enabled">Whether something is sent there.</param>
internal sealed record WebhookChangeBody(string? Url = null, IReadOnlyList<string>? Events = null, bool? Enabled = null);

/// <summary>How a secret is replaced.</summary>
/// <param name="OverlapHours">For how many hours the one before signs too, 0 to 168; 24 unless told.</param>
internal sealed record RotationBody(int? OverlapHours = null);

/// <summary>Webhooks for programs. An address may bear a secret of its own, so also looking takes the right to administer.</summary>
internal static class WebhookApi
{
    private const string All = "/api/v1/companies/{company}/webhooks", One = All + "/{id}", Deliveries = One + "/deliveries";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(All, (MayAdminister scope) =>
            Results.Ok(new WebhooksAnswer([.. scope.Office.Webhooks.Of(scope.Company).Select(WebhookAnswer.Of)])))
            .Produces<WebhooksAnswer>().WithSummary("Where events are sent.");
        api.MapPost(All, (MayAdminister scope, WebSettings settings, WebhookBody body) =>
        {
            var made = NewWebhookAnswer.Of(scope.Office.Webhooks.Add(scope.Company, body.Url, body.Events, settings.Outbound));
            return Results.Created($"{scope.Context.Request.Path}/{made.Id}", made);
        }).WithMetadata(WebhookWords.Made).Produces<NewWebhookAnswer>(201).WithSummary("Send events to an address; the secret is told once.");
        api.MapGet(One, (MayAdminister scope, string id) =>
            Results.Ok(WebhookAnswer.Of(scope.Office.Webhooks.At(scope.Company, id) ?? throw new NotHere())))
            .Produces<WebhookAnswer>().WithSummary("One webhook.");
        api.MapPatch(One, (MayAdminister scope, WebSettings settings, string id, WebhookChangeBody body) => Results.Ok(WebhookAnswer.Of(
            scope.Office.Webhooks.Change(scope.Company, id, new WebhookChange(body.Url, body.Events, body.Enabled), settings.Outbound)
                ?? throw new NotHere()))).WithMetadata(WebhookWords.Changed)
            .Produces<WebhookAnswer>().WithSummary("Change its address or events, disable it, enable it again.");
        api.MapDelete(One, (MayAdminister scope, string id) => scope.Office.Webhooks.Remove(scope.Company, id)
            ? Results.NoContent() : throw new NotHere()).WithMetadata(WebhookWords.Removed)
            .Produces(204).WithSummary("Remove it, and what was sent there.");
        api.MapPost(One + "/rotate", (MayAdminister scope, string id, RotationBody? body) => Results.Ok(NewWebhookAnswer.Of(
            scope.Office.Webhooks.Rotate(scope.Company, id, OverlapOf(body)) ?? throw new NotHere()))).WithMetadata(WebhookWords.Rotated)
            .Produces<NewWebhookAnswer>().WithSummary("Draw another secret; the one before signs too for a while.");
        api.MapPost(One + "/test", (MayAdminister scope, string id) => UnderWay(scope, id,
            scope.Office.WebhookDeliveries.Test(scope.Company, id) ?? throw new NotHere())).WithMetadata(WebhookWords.Tested)
            .Produces<DeliveryAnswer>(202).WithSummary("Send a test event.");
        api.MapGet(Deliveries, (MayAdminister scope, string id, long? before, int? limit) => Page(scope, id, before, limit))
            .Produces<DeliveriesAnswer>().WithSummary("What was sent there, the newest first, with each answer.");
        api.MapGet(Deliveries + "/{delivery:long}", (MayAdminister scope, string id, long delivery) => Results.Ok(DeliveryAnswer.Of(
            scope.Office.WebhookDeliveries.At(scope.Company, id, delivery) ?? throw new NotHere())))
            .Produces<DeliveryAnswer>().WithSummary("One of them, with what was sent.");
        api.MapPost(Deliveries + "/{delivery:long}/replay", (MayAdminister scope, string id, long delivery) => UnderWay(scope, id,
            scope.Office.WebhookDeliveries.Replay(scope.Company, id, delivery) ?? throw new NotHere())).WithMetadata(WebhookWords.Replayed)
            .Produces<DeliveryAnswer>(202).WithSummary("Send it once more under the same key.");
    }

    private static IResult Page(MayAdminister scope, string id, long? before, int? limit)
    {
        if (scope.Office.Webhooks.At(scope.Company, id) is null) throw new NotHere();
        var page = scope.Office.WebhookDeliveries.Of(scope.Company, id, before, limit ?? int.MaxValue);
        return Results.Ok(new DeliveriesAnswer([.. page.Deliveries.Select(DeliveryAnswer.Of)], page.Next));
    }

    private static IResult UnderWay(MayAdminister scope, string id, WebhookDelivery delivery) => Results.Accepted(
        $"/api/v1/companies/{scope.Context.Request.RouteValues["company"]}/webhooks/{id}/deliveries/{delivery.Id}", DeliveryAnswer.Of(delivery));

    private static TimeSpan OverlapOf(RotationBody? body) => body?.OverlapHours is not { } hours ? Office.Webhooks.UsualOverlap
        : hours >= 0 && hours <= Office.Webhooks.LongestOverlap.TotalHours ? TimeSpan.FromHours(hours)
        : throw new BadHttpRequestException("No such overlap.");
}

/// <summary>What is done with webhooks, in words.</summary>
internal static class WebhookWords
{
    public static readonly AuditWords Made = new("Dodano webhook", "Added a webhook"), Changed = new("Zmieniono webhook", "Changed a webhook"),
        Removed = new("Usunięto webhook", "Removed a webhook"), Rotated = new("Wymieniono sekret webhooka", "Replaced the secret of a webhook"),
        Tested = new("Wysłano zdarzenie próbne", "Sent a test event"), Replayed = new("Wysłano zdarzenie ponownie", "Sent an event again");
}
