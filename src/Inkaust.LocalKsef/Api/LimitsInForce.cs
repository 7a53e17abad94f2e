namespace Inkaust.LocalKsef;

/// <summary>Tag "Limity i ograniczenia": what holds for the caller.</summary>
internal sealed class LimitsInForce(World world)
{
    public Task<Answer> OfContext(Call call)
    {
        object Shown(SessionKind kind)
        {
            var limits = world.Limits.Session(call.Caller.Context, kind);
            return new
            {
                maxInvoiceSizeInMB = limits.InvoiceBytes / 1_000_000,
                maxInvoiceWithAttachmentSizeInMB = limits.InvoiceWithAttachmentBytes / 1_000_000,
                maxInvoices = limits.Invoices,
            };
        }
        return Task.FromResult(Answer.Json(new { onlineSession = Shown(SessionKind.Online), batchSession = Shown(SessionKind.Batch) }));
    }

    public Task<Answer> OfRequests(Call call) => Task.FromResult(Answer.Json(RateLimits.Groups.ToDictionary(
        group => char.ToLowerInvariant(group.ToString()[0]) + group.ToString()[1..], group => world.RateLimits.Of(call.Caller.Context, group))));

    public Task<Answer> OfSubject(Call call)
    {
        var limits = world.Limits.Certificates(call.Caller.Subject);
        return Task.FromResult(Answer.Json(new
        {
            enrollment = new { maxEnrollments = limits.Enrollments },
            certificate = new { maxCertificates = limits.Certificates },
        }));
    }
}
