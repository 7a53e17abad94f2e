using Inkaust.Office;

namespace Inkaust.Answers;

/// <summary>Where events of a company are sent.</summary>
/// <param name="Id">By which it is known.</param>
/// <param name="Url">The address.</param>
/// <param name="Events">Names of the events that go there.</param>
/// <param name="Enabled">Something is sent there.</param>
/// <param name="DisabledAt">Since when nothing is; null while it is enabled.</param>
/// <param name="DisabledBecause"><c>person</c>, <c>gone</c> (it answered 410) or <c>failing</c> (for a week); null while it is enabled.</param>
/// <param name="FailingSince">Since when nothing has arrived there; null: the last one did.</param>
/// <param name="FormerSecretUntil">Until when the secret before this one signs too; null: it does no more.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record WebhookAnswer(
    string Id, string Url, IReadOnlyList<string> Events, bool Enabled, DateTimeOffset? DisabledAt, string? DisabledBecause,
    DateTimeOffset? FailingSince, DateTimeOffset? FormerSecretUntil, DateTimeOffset CreatedAt)
{
    public static WebhookAnswer Of(Webhook one) => new(one.Id, one.Url.AbsoluteUri, one.Events, one.IsEnabled, one.DisabledAt, one.Why?.Word(),
        one.FailingSince, one.FormerSecretUntil, one.MadeAt);
}

/// <summary>A webhook with a secret that was just drawn.</summary>
/// <param name="Id">By which it is known.</param>
/// <param name="Secret">What signs, <c>whsec_</c> and Base64; it is never told again.</param>
/// <param name="Webhook">The webhook.</param>
public sealed record NewWebhookAnswer(string Id, string Secret, WebhookAnswer Webhook)
{
    public static NewWebhookAnswer Of(NewWebhook made) => new(made.Webhook.Id, made.Secret, WebhookAnswer.Of(made.Webhook));
}

/// <summary>The webhooks of a company, the oldest first.</summary>
public sealed record WebhooksAnswer(IReadOnlyList<WebhookAnswer> Webhooks);

/// <summary>One try to deliver.</summary>
/// <param name="At">When it began.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Outcome"><c>taken</c>, <c>refused</c>, <c>redirected</c>, <c>gone</c>, <c>timed-out</c>, <c>not-reached</c>, <c>not-trusted</c> or
/// <c>not-public</c>.</param>
/// <param name="Status">HTTP status of the answer; null: there was none.</param>
/// <param name="Answer">The beginning of the answer.</param>
public sealed record AttemptAnswer(DateTimeOffset At, long Milliseconds, string Outcome, int? Status, string Answer);

/// <summary>An event on its way to a webhook.</summary>
/// <param name="Id">Its place among all deliveries.</param>
/// <param name="WebhookId">The key of the event, the same for every try.</param>
/// <param name="Type">The name of the event.</param>
/// <param name="Timestamp">When it happened.</param>
/// <param name="State"><c>waiting</c>, <c>delivered</c> or <c>failed</c>.</param>
/// <param name="NextAt">The next try; null: at once, or there is none.</param>
/// <param name="Body">What is sent, where one delivery was asked for and it was tried.</param>
/// <param name="Attempts">Each try, the newest first.</param>
public sealed record DeliveryAnswer(
    long Id, string WebhookId, string Type, DateTimeOffset Timestamp, string State, DateTimeOffset? NextAt, string? Body,
    IReadOnlyList<AttemptAnswer> Attempts)
{
    public static DeliveryAnswer Of(WebhookDelivery one) => new(one.Id, one.Message, one.Name, one.HappenedAt, one.State switch
    {
        DeliveryState.Delivered => "delivered",
        DeliveryState.Failed => "failed",
        _ => "waiting",
    }, one.NextAt, one.Body, [.. one.Attempts.Select(attempt =>
        new AttemptAnswer(attempt.At, (long)attempt.Took.TotalMilliseconds, attempt.Outcome.Word(), attempt.Status, attempt.Answer))]);
}

/// <summary>A page of deliveries, the newest first.</summary>
/// <param name="Deliveries">Those of the page.</param>
/// <param name="Next">To be given as <c>before</c> for the next page; null: this is the last.</param>
public sealed record DeliveriesAnswer(IReadOnlyList<DeliveryAnswer> Deliveries, long? Next);
