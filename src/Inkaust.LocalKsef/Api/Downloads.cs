namespace Inkaust.LocalKsef;

/// <summary>
/// What stands in for the file store of KSeF: links that work for anybody until they expire. They carry a ticket that is
/// good for one file only.
/// </summary>
internal sealed class Downloads(World world)
{
    public string InvoiceUpoLink(string origin, string invoice, DateTimeOffset until) => Link(origin, $"upo/{invoice}", until);

    public string UpoPageLink(string origin, string session, string page, DateTimeOffset until) => Link(origin, $"upo/{session}/{page}", until);

    public Task<Answer> InvoiceUpo(Call call)
    {
        Admit(call, $"upo/{call.Segment("invoice")}");
        var invoice = world.Registry.Invoices.Find(call.Segment("invoice"));
        return Task.FromResult(invoice is { IsAccepted: true } ? Answer.Xml(world.Upos.OfInvoice(invoice)) : throw ApiRefusal.Gone("Pliku już nie ma."));
    }

    public Task<Answer> UpoPage(Call call)
    {
        Admit(call, $"upo/{call.Segment("session")}/{call.Segment("page")}");
        var upo = world.Registry.Sessions.Find(call.Segment("session")) is { } session ? world.Upos.OfSession(session, call.Segment("page")) : null;
        return Task.FromResult(upo is not null ? Answer.Xml(upo) : throw ApiRefusal.Gone("Pliku już nie ma."));
    }

    private string Link(string origin, string what, DateTimeOffset until) => $"{origin}/storage/{what}?ticket={world.Tickets.Download(what, until)}";

    private void Admit(Call call, string what)
    {
        var ticket = world.Tickets.Check(call.Query("ticket") ?? "", TicketKind.Download);
        if (ticket.LoginReference != what) throw ApiRefusal.Unauthorized();
    }
}
