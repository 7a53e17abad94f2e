using Inkaust.Answers;
using Inkaust.Office;
using Inkaust.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Events;

/// <summary>Events for programs that cannot be called, and as a stream for pages.</summary>
internal static class EventApi
{
    private const string All = "/api/v1/companies/{company}/events";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(All, (MayRead scope, string? after, int? limit) =>
        {
            var page = scope.Office.EventFeed.After(scope.Company, after, limit ?? EventFeed.Most);
            return Results.Ok(new EventsAnswer([.. page.Events.Select(one => AnswerOf(scope.Office, scope.Company, one))], page.Cursor, page.HasMore));
        }).Produces<EventsAnswer>().WithSummary("What happened after an event, in order, a part at a time.");
        api.MapGet(All + "/stream", async (MayRead scope, EventStreams streams, string? after, int? seconds, CancellationToken stop) =>
        {
            // A browser that comes back says itself what it has seen.
            var seen = scope.Context.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last ? last : after;
            await streams.WriteAsync(scope, seen, seconds is { } asked ? TimeSpan.FromSeconds(Math.Max(asked, 0)) : EventStreams.Longest, stop);
            return Results.Empty;
        }).Produces<string>(200, "text/event-stream").WithSummary("The same as server-sent events, from now on or after Last-Event-ID.");
    }

    /// <summary>An event as programs read it.</summary>
    public static EventAnswer AnswerOf(Workplace office, Company company, FedEvent one) =>
        EventAnswer.Of(company, one, one.What.InvoiceId is { } invoice ? office.LookIntoLedger.At(company, invoice) : null);

    /// <summary>What is sent to a webhook.</summary>
    public static byte[] BodyOf(Workplace office, ClaimedDelivery delivery) => (delivery.Event is { } number
        ? AnswerOf(office, delivery.Company, office.EventFeed.At(delivery.Company, number)).AsSent()
        : SentEventAnswer.Test(delivery.Company, delivery.HappenedAt)).Bytes();
}
