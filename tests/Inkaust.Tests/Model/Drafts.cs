using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Model;

/// <summary>The drafts of the stories.</summary>
internal static class Drafts
{
    public static readonly Nip OtherBuyer = Nip.Parse("7792468135");

    private static readonly Line Inkwell = new() { Number = 1, Name = "Kałamarz", Quantity = 1, Unit = "szt.", Price = 100m, Rate = VatRate.Parse("23") };

    public static InvoiceDraft Of(DraftKind kind, string number) => kind switch
    {
        DraftKind.ForAPerson => new() { Number = number, Buyer = new Party { Name = "Zofia Żółć" }, Lines = [Inkwell] },
        DraftKind.ForACompany => new() { Number = number, Buyer = Bakery, Lines = [Inkwell with { Price = 250m }] },
        DraftKind.Advance => new()
        {
            Number = number,
            Kind = InvoiceKind.Zal,
            Buyer = Bakery,
            Due = 500,
            Order = new Order { Lines = [Inkwell with { Name = "Biurko", Price = 1600m }] },
        },
        _ => new()
        {
            Number = number,
            Buyer = Bakery,
            Lines = [Inkwell],
            Attachment = new Attachment { Blocks = [new AttachmentBlock { Facts = [new AttachmentFact { Name = "Punkt poboru", Text = "PL0037000012345678" }] }] },
        },
    };

    /// <summary>One that fits an original of any kind.</summary>
    public static InvoiceDraft Correction(IssuedInvoice original, string number) => original.Kind is "ZAL" or "KOR_ZAL"
        ? Of(DraftKind.Advance, number) with { Kind = InvoiceKind.KorZal, Due = 400, Correction = new Correction { Reason = "błędna kwota", Invoices = [] } }
        : Of(original.BuyerNip is null ? DraftKind.ForAPerson : DraftKind.ForACompany, number) with
        {
            Correction = new Correction { Reason = "błędna cena", Invoices = [] },
            // Less than an original loses in any story, however often it is corrected.
            Lines = [new Line { Name = "rabat", Quantity = 1, Unit = "szt.", Price = -1m, Rate = Inkwell.Rate }],
        };

    private static Party Bakery => new()
    {
        Name = "Piekarnia Złoty Kłos Anna Wójcik",
        Nip = Nip.Parse("6712345098"),
        Address = new Address { Line1 = "ul. Młyńska 7, 61-730 Poznań" },
    };
}
