using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Webhooks;

/// <summary>Where events of a company are sent, and what became of each, for its owner.</summary>
internal static class WebhookPages
{
    private const string All = "/c/{company}/webhooks", One = All + "/{id}";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(All, (AsOwner scope) => Listed(scope, "", [], []));
        pages.MapPost(All, (AsOwner scope, WebSettings settings, IFormCollection form) =>
        {
            var (url, events) = (form["url"].ToString().Trim(), EventsIn(form));
            return Attempt.OrAgain(() =>
            {
                var made = scope.Office.Webhooks.Add(scope.Company, url, events, settings.Outbound);
                return scope.Context.Then(scope.At($"webhooks/{made.Webhook.Id}"), SecretOf(made));
            }, findings => Listed(scope, url, events, findings));
        }).DisableAntiforgery().WithMetadata(WebhookWords.Made);
        pages.MapGet(One, (AsOwner scope, string id, long? before) => Shown(scope, id, before, []));
        pages.MapPost(One, (AsOwner scope, WebSettings settings, string id, IFormCollection form) => Attempt.OrAgain(() =>
            Then(scope, id, scope.Office.Webhooks.Change(scope.Company, id,
                new WebhookChange(form["url"].ToString().Trim(), EventsIn(form)), settings.Outbound), new("Zapisano.", "Saved.")),
            findings => Shown(scope, id, null, findings))).DisableAntiforgery().WithMetadata(WebhookWords.Changed);
        pages.MapPost(One + "/enable", (AsOwner scope, WebSettings settings, string id) => Then(scope, id,
            scope.Office.Webhooks.Change(scope.Company, id, new WebhookChange(IsEnabled: true), settings.Outbound),
            new("Webhook jest włączony. To, co czekało, idzie teraz.", "The webhook is enabled. What waited goes now."))).WithMetadata(WebhookWords.Changed);
        pages.MapPost(One + "/disable", (AsOwner scope, WebSettings settings, string id) => Then(scope, id,
            scope.Office.Webhooks.Change(scope.Company, id, new WebhookChange(IsEnabled: false), settings.Outbound),
            new("Webhook jest wyłączony.", "The webhook is disabled."))).WithMetadata(WebhookWords.Changed);
        pages.MapPost(One + "/rotate", (AsOwner scope, string id) =>
            scope.Office.Webhooks.Rotate(scope.Company, id, Office.Webhooks.UsualOverlap) is { } made
                ? scope.Context.Then(scope.At($"webhooks/{id}"), SecretOf(made)) : throw new NotHere()).WithMetadata(WebhookWords.Rotated);
        pages.MapPost(One + "/test", (AsOwner scope, string id) => Attempt.OrAgain(() => Then(scope, id,
            scope.Office.WebhookDeliveries.Test(scope.Company, id), OnItsWay), findings => Shown(scope, id, null, findings)))
            .WithMetadata(WebhookWords.Tested);
        pages.MapPost(One + "/deliveries/{delivery:long}/replay", (AsOwner scope, string id, long delivery) => Attempt.OrAgain(() => Then(scope, id,
            scope.Office.WebhookDeliveries.Replay(scope.Company, id, delivery), OnItsWay), findings => Shown(scope, id, null, findings)))
            .WithMetadata(WebhookWords.Replayed);
        pages.MapPost(One + "/remove", (AsOwner scope, string id) => scope.Office.Webhooks.Remove(scope.Company, id)
            ? scope.Context.Then(scope.At("webhooks"), new Notice(new("Webhook usunięto.", "The webhook is removed."))) : throw new NotHere())
            .WithMetadata(WebhookWords.Removed);
    }

    private static Wording OnItsWay => new("Zdarzenie jest w drodze. Odśwież stronę, żeby zobaczyć odpowiedź.",
        "The event is on its way. Reload the page to see the answer.");

    private static List<string> EventsIn(IFormCollection form) => [.. form["events"].OfType<string>()];

    private static Notice SecretOf(NewWebhook made) => new(new(
        $"Sekret do sprawdzania podpisów, pokazany tylko teraz: {made.Secret}",
        $"The secret for checking signatures, shown only now: {made.Secret}"));

    private static IResult Then(AsOwner scope, string id, object? done, Wording said) =>
        done is null ? throw new NotHere() : scope.Context.Then(scope.At($"webhooks/{id}"), new Notice(said));

    private static IResult Listed(AsOwner scope, string url, IReadOnlyList<string> events, IReadOnlyList<Finding> findings) =>
        Show.Page<WebhookList, WebhookListModel>(scope, new(scope.Office.Webhooks.Of(scope.Company), url, events, findings), Show.StatusOf(findings));

    private static IResult Shown(AsOwner scope, string id, long? before, IReadOnlyList<Finding> findings) =>
        scope.Office.Webhooks.At(scope.Company, id) is { } webhook
            ? Show.Page<OneWebhook, OneWebhookModel>(scope,
                new(webhook, scope.Office.WebhookDeliveries.Of(scope.Company, id, before, most: 20), findings), Show.StatusOf(findings))
            : throw new NotHere();
}

/// <summary>The webhooks of a company, and one that is being added.</summary>
public sealed record WebhookListModel(IReadOnlyList<Webhook> All, string Url, IReadOnlyList<string> Events, IReadOnlyList<Finding> Findings);

/// <summary>One webhook and what was sent there.</summary>
public sealed record OneWebhookModel(Webhook Webhook, DeliveryPage Page, IReadOnlyList<Finding> Findings);

/// <summary>Names of events for people.</summary>
internal static class EventNames
{
    public static Wording Of(string name) => name switch
    {
        "invoice.accepted" => new("KSeF przyjął fakturę", "KSeF accepted an invoice"),
        "invoice.rejected" => new("KSeF odrzucił fakturę", "KSeF refused an invoice"),
        "invoice.deadline_near" => new("Zbliża się termin przesłania", "A deadline comes near"),
        "invoice.late" => new("Termin minął", "A deadline has passed"),
        "inbox.received" => new("Przyszła faktura zakupu", "An invoice of a seller came"),
        "certificate.expiring" => new("Kończy się certyfikat albo token", "A certificate or the token ends"),
        "ksef.state_changed" => new("Zmienił się stan KSeF", "The state of KSeF changed"),
        "ksef.total_failure" => new("Awaria całkowita do potwierdzenia", "A total failure to confirm"),
        _ => new("Zdarzenie próbne", "A test event"),
    };
}
