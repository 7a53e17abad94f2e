namespace Inkaust.LocalKsef;

/// <summary>Tag "Pobieranie faktur".</summary>
internal sealed class InvoiceDownload(InvoiceSearch search, Registry registry, ServerClock clock, Faults faults, EncryptionKeys keys,
    Downloads downloads, Exports exports)
{
    public Task<Answer> ByKsefNumber(Call call)
    {
        var number = call.Segment("ksefNumber");
        var invoice = registry.InvoiceByNumber(number);
        if (invoice is null || !IsParty(call.Caller.Context, invoice))
            throw ApiRefusal.Of(21164, "Faktura o podanym identyfikatorze nie istnieje.", $"Faktura o numerze KSeF {number} nie została znaleziona.");
        if (invoice.AwaitsStorage)
            throw ApiRefusal.Of(21165, "Faktura o podanym numerze KSeF nie jest jeszcze dostępna.",
                $"Faktura o numerze KSeF {number} została przetworzona, ale nie jest jeszcze dostępna do pobrania. Spróbuj ponownie później.");
        return Task.FromResult(Answer.Xml(invoice.Xml));
    }

    public async Task<Answer> QueryMetadata(Call call)
    {
        var take = call.QueryNumber("pageSize", 10, 250, 10);
        var skip = call.QueryNumber("pageOffset", 0, InvoiceSearch.Most, 0) * take;
        var descending = call.QueryEnum<SortOrder>("sortOrder") == SortOrder.Desc;
        var most = Math.Min(InvoiceSearch.Most, skip + take);
        var found = search.Find(call.Caller.Context, await call.Body<InvoiceFilter>(), descending, most);
        return Answer.Json(new
        {
            // Both: there is more, but only behind a narrower range of dates (OpenAPI, scenario of incremental retrieval).
            hasMore = found.IsTruncated,
            isTruncated = found.IsTruncated && most == InvoiceSearch.Most,
            permanentStorageHwmDate = found.Hwm,
            invoices = found.Invoices.Skip(skip).Take(take)
                .Select(invoice => InvoiceMetadata.Of(invoice, registry.Sessions.Find(invoice.SessionReference)!.FormCode)),
        });
    }

    public async Task<Answer> Export(Call call)
    {
        var request = await call.Body<ExportRequest>();
        var (context, subject) = (call.Caller.Context.Type, request.Filters.SubjectType);
        if (!InvoiceSearch.CanBe(subject, context))
            throw ApiRefusal.Of(21181, "Nieprawidłowe żądanie eksportu faktur.",
                $"Nie można wyeksportować paczki faktur dla wybranego podmiotu ({subject}) i zalogowanego identyfikatora kontekstu ({context}).");
        var key = await request.Encryption.Open(keys);
        var found = search.FindForExport(call.Caller.Context, request.Filters);
        var export = exports.Start(call.Caller, found, request.Filters.DateRange.DateType, request.CompressionType ?? Compression.Zip,
            request.OnlyMetadata, key,
            isCancelled: faults.Hits(FaultKind.Cancelled550, call.Http.Request));
        faults.Hold(call.Http.Request, export.Reference, FaultKind.StuckOn100);
        return Answer.Json(new { referenceNumber = export.Reference }, 201);
    }

    public Task<Answer> ExportStatus(Call call)
    {
        var reference = call.Reference();
        var export = registry.Exports.Find(reference);
        if (export is null || export.Context != call.Caller.Context)
            throw ApiRefusal.Of(21175, "Wynik zapytania o podanym identyfikatorze nie istnieje.");
        var now = clock.Now;
        if (now > export.CompletedAt + LocalKsef.Export.StatusKept) throw ApiRefusal.Gone("Status eksportu faktur nie jest już dostępny.");
        if (faults.IsHeld(FaultKind.StuckOn100, reference)) return Task.FromResult(Answer.Json(new { status = LocalKsef.Export.Running }));
        return Task.FromResult(Answer.Json(new
        {
            status = export.StatusAt(now),
            completedDate = export.CompletedAt,
            packageExpirationDate = export.PackageExpiresAt,
            package = export.Package is { } package && now <= export.PackageExpiresAt ? Shown(call, export, package) : null,
        }));
    }

    private object Shown(Call call, Export export, ExportPackage package)
    {
        var expires = export.PackageExpiresAt!.Value;
        return new
        {
            invoiceCount = package.InvoiceCount,
            size = package.Parts.Sum(part => part.Size),
            compressionType = package.Compression,
            parts = package.Parts.Select(part => new
            {
                ordinalNumber = part.Ordinal,
                partName = $"{export.Reference}-{part.Ordinal:000}.aes",
                method = "GET",
                url = downloads.ExportPartLink(call.Origin, export.Reference, part.Ordinal, expires),
                partSize = part.Size,
                partHash = part.Hash,
                encryptedPartSize = part.EncryptedSize,
                encryptedPartHash = part.EncryptedHash,
                expirationDate = expires,
            }),
            isTruncated = package.IsTruncated,
            lastIssueDate = package.LastIssueDate,
            lastInvoicingDate = package.LastInvoicingDate,
            lastPermanentStorageDate = package.LastPermanentStorageDate,
            permanentStorageHwmDate = package.Hwm,
        };
    }

    // Who isn't named on an invoice doesn't even learn that it exists.
    private bool IsParty(ContextIdentifier context, SentInvoice invoice)
    {
        var facts = invoice.Facts!;
        bool Named(Party? party) => party is { Identifier: { } id }
            && (id == context.Value || (context.Type == ContextType.Nip && id == context.Nip));
        return facts.SellerNip == context.Nip || Named(facts.Buyer) || facts.ThirdParties.Any(Named) || Named(facts.Authorized)
            || registry.Sessions.Find(invoice.SessionReference)?.Context == context;
    }

    private enum SortOrder { Asc, Desc }

    private sealed record ExportRequest
    {
        public required EncryptionInfo Encryption { get; init; }
        public required InvoiceFilter Filters { get; init; }
        public bool OnlyMetadata { get; init; }
        public Compression? CompressionType { get; init; }
    }
}
