namespace Inkaust.LocalKsef;

/// <summary>Tag "Status wysyłki i UPO": sessions, their invoices, their confirmations.</summary>
internal sealed class SessionsAndUpo(Registry registry, ServerClock clock, Downloads downloads, UpoArchive upos)
{
    public Task<Answer> List(Call call)
    {
        var take = call.QueryNumber("pageSize", 10, 1000, 10);
        var skip = call.ContinuationPosition();
        var now = clock.Now;
        var kind = call.QueryEnum<SessionKind>("sessionType") ?? throw ApiRefusal.Invalid("Parametr 'sessionType' jest wymagany.");
        var reference = call.Query("referenceNumber");
        var statuses = call.QueryEnums<CommonSessionStatus>("statuses");
        var created = new Period(call, "dateCreated");
        var closed = new Period(call, "dateClosed");
        var modified = new Period(call, "dateModified");
        var all = registry.Sessions.Of(call.Caller.Context, session => MaySee(call, session)
                && session.Kind == kind && (reference is null || session.Reference == reference)
                && created.Holds(session.OpenedAt) && closed.Holds(session.ClosedBy(now)) && modified.Holds(session.UpdatedAt)
                && (statuses.Count == 0 || statuses.Contains(SessionStatus.CommonOf(SessionStatus.Of(session, now)))))
            .OrderByDescending(session => session.OpenedAt).ToList();
        return Task.FromResult(Answer.Json(new
        {
            continuationToken = skip + take < all.Count ? call.ContinueAt(skip + take) : null,
            sessions = all.Skip(skip).Take(take).Select(session => new
            {
                referenceNumber = session.Reference,
                status = SessionStatus.Of(session, now),
                dateCreated = session.OpenedAt,
                dateUpdated = session.UpdatedAt,
                validUntil = session.ValidUntil,
                totalInvoiceCount = session.Received,
                successfulInvoiceCount = session.Accepted,
                failedInvoiceCount = session.Refused,
            }),
        }));
    }

    public Task<Answer> Status(Call call)
    {
        var session = SessionOf(call);
        var now = clock.Now;
        var pages = upos.PagesOf(session);
        var linksUntil = now + UpoArchive.LinkLifetime;
        // Counts of an online session appear with the first invoice that they count (KSEF 6).
        int? Shown(int count) => count > 0 || session.Kind == SessionKind.Batch ? count : null;
        return Task.FromResult(Answer.Json(new
        {
            status = SessionStatus.Of(session, now),
            dateCreated = session.OpenedAt,
            dateUpdated = session.UpdatedAt,
            validUntil = session.ValidUntil,
            invoiceCount = Shown(session.Received),
            successfulInvoiceCount = Shown(session.Accepted),
            failedInvoiceCount = Shown(session.Refused),
            upo = pages.Count == 0 ? null : new
            {
                pages = pages.Select(page => new
                {
                    referenceNumber = page,
                    downloadUrl = downloads.UpoPageLink(call.Origin, session.Reference, page, linksUntil),
                    downloadUrlExpirationDate = linksUntil,
                }),
            },
        }));
    }

    public Task<Answer> Invoices(Call call) => InvoicesWhere(call, failedOnly: false);

    public Task<Answer> FailedInvoices(Call call) => InvoicesWhere(call, failedOnly: true);

    public Task<Answer> Invoice(Call call) => Task.FromResult(Answer.Json(Shown(call, InvoiceOf(call))));

    public Task<Answer> UpoByReference(Call call)
    {
        var invoice = InvoiceOf(call);
        return Task.FromResult(invoice.IsAccepted ? Answer.Xml(upos.OfInvoice(invoice))
            : throw ApiRefusal.UnknownUpo($"UPO faktury o numerze referencyjnym {invoice.Reference} nie zostało znalezione."));
    }

    public Task<Answer> UpoByKsefNumber(Call call)
    {
        var session = SessionOf(call);
        var number = call.Segment("ksefNumber");
        var invoice = registry.InvoiceByNumber(number);
        return Task.FromResult(invoice?.SessionReference == session.Reference ? Answer.Xml(upos.OfInvoice(invoice))
            : throw ApiRefusal.UnknownUpo($"UPO o numerze KSeF {number} i numerze referencyjnym sesji {session.Reference} nie zostało znalezione."));
    }

    public Task<Answer> UpoOfSession(Call call)
    {
        var session = SessionOf(call);
        var page = call.Reference("upoReferenceNumber");
        return Task.FromResult(upos.OfSession(session, page) is { } upo ? Answer.Xml(upo)
            : throw ApiRefusal.UnknownUpo($"UPO o numerze referencyjnym {page} dla sesji {session.Reference} nie zostało znalezione."));
    }

    private Task<Answer> InvoicesWhere(Call call, bool failedOnly)
    {
        var session = SessionOf(call);
        var take = call.QueryNumber("pageSize", 10, 1000, 10);
        var skip = call.ContinuationPosition();
        // One more than asked for tells whether there is a next page. A batch shows its invoices when they are final (KSEF 6).
        IReadOnlyList<SentInvoice> page = failedOnly || session.Kind == SessionKind.Batch
            ? [.. registry.InvoicesOf(session.Reference).Where(invoice => failedOnly ? invoice.IsFinal && !invoice.IsAccepted : invoice.IsFinal)
                .Skip(skip).Take(take + 1)]
            : registry.InvoicesOf(session.Reference, skip, take + 1);
        return Task.FromResult(Answer.Json(new
        {
            continuationToken = page.Count > take ? call.ContinueAt(skip + take) : null,
            invoices = page.Take(take).Select(invoice => Shown(call, invoice)),
        }));
    }

    private object Shown(Call call, SentInvoice invoice)
    {
        var linkUntil = clock.Now + UpoArchive.LinkLifetime;
        return new
        {
            ordinalNumber = invoice.Ordinal,
            invoiceNumber = invoice.Facts?.Number,
            ksefNumber = invoice.Number?.ToString(),
            referenceNumber = invoice.Reference,
            invoiceHash = invoice.Hash,
            invoiceFileName = invoice.FileName,
            acquisitionDate = invoice.NumberedAt,
            invoicingDate = invoice.ReceivedAt,
            permanentStorageDate = invoice.StoredAt,
            upoDownloadUrl = invoice.IsAccepted ? downloads.InvoiceUpoLink(call.Origin, invoice.Reference, linkUntil) : null,
            upoDownloadUrlExpirationDate = invoice.IsAccepted ? linkUntil : (DateTimeOffset?)null,
            invoicingMode = invoice.Mode,
            status = invoice.Status,
        };
    }

    private SendingSession SessionOf(Call call)
    {
        var reference = call.Reference();
        var session = registry.Sessions.Find(reference);
        if (session is null || session.Context != call.Caller.Context) throw ApiRefusal.UnknownSession(reference);
        return MaySee(call, session) ? session : throw ApiRefusal.NotYours();
    }

    private SentInvoice InvoiceOf(Call call)
    {
        var session = SessionOf(call);
        var reference = call.Reference("invoiceReferenceNumber");
        return registry.Invoices.Find(reference) is { } invoice && invoice.SessionReference == session.Reference ? invoice
            : throw ApiRefusal.Invalid($"Faktura o numerze referencyjnym {reference} nie została znaleziona w sesji {session.Reference}.");
    }

    // With InvoiceWrite one sees what one has sent oneself, with Introspection everything in the context (OpenAPI, GET /sessions).
    private static bool MaySee(Call call, SendingSession session) =>
        session.Context == call.Caller.Context
        && (session.OpenedBy == call.Caller.Subject || call.Has(Permission.Introspection) || call.Has(Permission.EnforcementOperations));

    private sealed record Period(DateTimeOffset? From, DateTimeOffset? To)
    {
        public Period(Call call, string name) : this(call.QueryTime(name + "From"), call.QueryTime(name + "To")) { }

        public bool Holds(DateTimeOffset? moment) => (From is null || moment >= From) && (To is null || moment <= To);
    }
}
