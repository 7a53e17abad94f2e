namespace Inkaust.LocalKsef;

/// <summary>Tag "Limity i ograniczenia": what holds for the caller.</summary>
internal sealed class LimitsInForce(Limits limits, RateLimits rateLimits)
{
    public Task<Answer> OfContext(Call call)
    {
        object Shown(SessionKind kind)
        {
            var allowed = limits.Session(call.Caller.Context, kind);
            return new
            {
                maxInvoiceSizeInMB = allowed.InvoiceBytes / 1_000_000,
                maxInvoiceWithAttachmentSizeInMB = allowed.InvoiceWithAttachmentBytes / 1_000_000,
                maxInvoices = allowed.Invoices,
            };
        }
        return Task.FromResult(Answer.Json(new
        {
            onlineSession = Shown(SessionKind.Online),
            batchSession = Shown(SessionKind.Batch),
            collectiveIdentifier = new { maxInvoices = limits.InvoicesOfCollectiveIdentifier(call.Caller.Context) },
        }));
    }

    public Task<Answer> OfRequests(Call call)
    {
        var limits = RateLimits.Groups.ToDictionary(group => char.ToLowerInvariant(group.ToString()[0]) + group.ToString()[1..],
            group => rateLimits.Of(call.Caller.Context, group));
        limits["anonymous"] = rateLimits.Anonymous;
        limits["global"] = RateLimits.Global;
        return Task.FromResult(Answer.Json(limits));
    }

    public Task<Answer> OfSubject(Call call)
    {
        var allowed = limits.Certificates(call.Caller.Subject);
        return Task.FromResult(Answer.Json(new
        {
            enrollment = new { maxEnrollments = allowed.Enrollments },
            certificate = new { maxCertificates = allowed.Certificates },
        }));
    }
}
