namespace Inkaust.LocalKsef;

/// <summary>
/// What stands in for the file store of KSeF: links that work for anybody until they expire. They carry a ticket that is
/// good for one file only.
/// </summary>
internal sealed class Downloads(Registry registry, Tickets tickets, UpoArchive upos, BatchProcessing batches, KeptFiles files)
{
    public string InvoiceUpoLink(string origin, string invoice, DateTimeOffset until) => Link(origin, $"upo/{invoice}", until);

    public string UpoPageLink(string origin, string session, string page, DateTimeOffset until) => Link(origin, $"upo/{session}/{page}", until);

    public Task<Answer> InvoiceUpo(Call call)
    {
        Admit(call, $"upo/{call.Segment("invoice")}");
        var invoice = registry.Invoices.Find(call.Segment("invoice"));
        return Task.FromResult(invoice is { IsAccepted: true } ? Answer.Xml(upos.OfInvoice(invoice)) : throw ApiRefusal.Gone("Pliku już nie ma."));
    }

    public Task<Answer> UpoPage(Call call)
    {
        Admit(call, $"upo/{call.Segment("session")}/{call.Segment("page")}");
        var upo = registry.Sessions.Find(call.Segment("session")) is { } session ? upos.OfSession(session, call.Segment("page")) : null;
        return Task.FromResult(upo is not null ? Answer.Xml(upo) : throw ApiRefusal.Gone("Pliku już nie ma."));
    }

    public string BatchPartLink(string origin, string session, int part, DateTimeOffset until) => Link(origin, $"batch/{session}/{part}", until);

    /// <summary>Takes one encrypted part of a package; the real store answers 201 (KSEF 1).</summary>
    public async Task<Answer> UploadBatchPart(Call call)
    {
        Admit(call, $"batch/{call.Segment("session")}/{call.Segment("part")}");
        if (registry.Sessions.Find(call.Segment("session")) is not { Batch: { } batch, ClosedAt: null } session)
            throw ApiRefusal.Gone("Paczka nie przyjmuje już części.");
        var part = batch.Parts.First(part => part.OrdinalNumber.ToString() == call.Segment("part"));
        await batches.Store(session, part, call.Http.Request.Body, call.Http.RequestAborted);
        return new Answer(201, default, null);
    }

    public string ExportPartLink(string origin, string export, int part, DateTimeOffset until) => Link(origin, $"export/{export}/{part}", until);

    public Task<Answer> ExportPart(Call call)
    {
        Admit(call, $"export/{call.Segment("export")}/{call.Segment("part")}");
        var export = registry.Exports.Find(call.Segment("export"));
        var part = export?.Package?.Parts.FirstOrDefault(part => part.Ordinal.ToString() == call.Segment("part"));
        var file = part is null ? null : files.Find(export!.FileKey(part.Ordinal));
        return Task.FromResult(file is { } kept ? Answer.File(kept.Path, kept.Size).With("x-ms-meta-hash", part!.EncryptedHash)
            : throw ApiRefusal.Gone("Pliku już nie ma."));
    }

    private string Link(string origin, string what, DateTimeOffset until) => $"{origin}/storage/{what}?ticket={tickets.Download(what, until)}";

    private void Admit(Call call, string what)
    {
        var ticket = tickets.Check(call.Query("ticket") ?? "", TicketKind.Download);
        if (ticket.LoginReference != what) throw ApiRefusal.Unauthorized();
    }
}
