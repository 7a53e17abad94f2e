using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Events;

/// <summary>What happened, how each person hears of it, and his calendar.</summary>
internal static class EventPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/c/{company}/events", (AsReader scope, long? before) =>
            Show.Page<EventList, EventPage>(scope, scope.Office.Events.Of(scope.Company, scope.Account.Id, before)));
        pages.MapPost("/c/{company}/events/seen", (AsReader scope, [FromForm(Name = "up-to")] long? upTo) =>
        {
            if (upTo is { } newest) scope.Office.Events.Seen(scope.Company, scope.Account.Id, newest);
            return scope.Context.Then(scope.At("events"));
        }).DisableAntiforgery();
        pages.MapGet("/c/{company}/notices", (AsReader scope) => Show.Page<NoticePage, NoticeModel>(scope, NoticeModel.Of(scope)));
        // What somebody wants to hear of is his own, also where he may change nothing else.
        pages.MapPost("/c/{company}/notices", (AsReader scope, IFormCollection form) =>
        {
            scope.Office.NoticeChoices.Choose(scope.Company, scope.Account.Id, NoticeModel.ChosenIn(form));
            return scope.Context.Then(scope.At("notices"), new Notice(new("Zapisano.", "Saved.")));
        }).DisableAntiforgery();
        pages.MapPost("/c/{company}/notices/calendar", (AsReader scope, WebSettings settings) =>
        {
            var secret = scope.Office.CalendarFeeds.Make(scope.Company, scope.Account.Id);
            var request = scope.Context.Request;
            var address = new Uri(settings.PublicAddress ?? new Uri($"{request.Scheme}://{request.Host}"), $"/calendar/{secret}.ics");
            return scope.Context.Then(scope.At("notices") + "#calendar", new Notice(new(
                $"Adres kalendarza, pokazany tylko teraz: {address}", $"The address of the calendar, shown only now: {address}")));
        });
        pages.MapPost("/c/{company}/notices/calendar/revoke", (AsReader scope) =>
        {
            scope.Office.CalendarFeeds.Revoke(scope.Company, scope.Account.Id);
            return scope.Context.Then(scope.At("notices") + "#calendar",
                new Notice(new("Adres kalendarza już nie działa.", "The address of the calendar works no more.")));
        });
        // Programs that show calendars have no cookie: the secret says who asks.
        pages.MapGet("/calendar/{secret}.ics", (Workplace office, string secret) => office.CalendarFeeds.TextOf(secret) is { } text
            ? Results.Text(text, "text/calendar; charset=utf-8") : throw new NotHere());
    }
}

/// <summary>Where an event leads.</summary>
internal static class EventAddresses
{
    /// <summary>The page; without an event the list of all of a company.</summary>
    public static string Of(Company company, Happening? what) => Addresses.Of(company, what switch
    {
        Happening.InvoiceAccepted it => $"invoices/{it.Invoice}",
        Happening.InvoiceRejected it => $"invoices/{it.Invoice}",
        Happening.DeadlineNear => "invoices?group=waiting",
        Happening.DeviceHolds => "devices",
        Happening.DeadlinePassed => "invoices?group=late",
        Happening.CertificateEnds => "certificates",
        Happening.MessageCame it => $"consultations/{it.Consultation}",
        Happening.InvoicesReceived => "inbox?state=new",
        null => "events",
        _ => "availability",
    });
}

/// <summary>How somebody hears of what happens.</summary>
/// <param name="Paces">Each kind.</param>
/// <param name="CalendarSince">Since when his calendar has an address; null: it has none.</param>
/// <param name="Email">Where letters go.</param>
public sealed record NoticeModel(IReadOnlyDictionary<EventKind, NoticePace> Paces, DateTimeOffset? CalendarSince, string Email)
{
    public static NoticeModel Of(InCompany scope) => new(scope.Office.NoticeChoices.Of(scope.Company, scope.Account.Id, scope.Role),
        scope.Office.CalendarFeeds.Since(scope.Company, scope.Account.Id), scope.Account.Email);

    public static Dictionary<EventKind, NoticePace> ChosenIn(IFormCollection form) => Enum.GetValues<EventKind>()
        .Select(kind => (Kind: kind, Pace: NoticePaces.Parse(form[kind.Word()]))).Where(one => one.Pace is not null)
        .ToDictionary(one => one.Kind, one => one.Pace!.Value);
}
