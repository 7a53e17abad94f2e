namespace Inkaust.LocalKsef;

/// <summary>Tag "Pobieranie faktur".</summary>
internal sealed class InvoiceDownload(World world)
{
    public Task<Answer> ByKsefNumber(Call call)
    {
        var number = call.Segment("ksefNumber");
        var invoice = world.Registry.InvoiceByNumber(number);
        return Task.FromResult(invoice is not null && IsParty(call.Caller.Context, invoice) ? Answer.Xml(invoice.Xml)
            : throw ApiRefusal.Of(21164, "Faktura o podanym identyfikatorze nie istnieje.", $"Faktura o numerze KSeF {number} nie została znaleziona."));
    }

    // Who isn't named on an invoice doesn't even learn that it exists.
    private bool IsParty(ContextIdentifier context, SentInvoice invoice)
    {
        var facts = invoice.Facts!;
        bool Named(Party? party) => party is { Identifier: { } id } && (id == context.Value || (context.Type == ContextType.Nip && id == context.Nip));
        return facts.SellerNip == context.Nip || Named(facts.Buyer) || facts.ThirdParties.Any(Named) || Named(facts.Authorized)
            || world.Registry.Sessions.Find(invoice.SessionReference)?.Context == context;
    }
}
