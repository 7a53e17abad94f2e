using Inkaust.Invoices;

namespace Inkaust.Pocket.Writing;

/// <summary>A part of an invoice that most do without, and that is added when it is needed.</summary>
/// <param name="Form">Its form.</param>
/// <param name="Title">How it is called.</param>
public sealed record InvoicePart(string Form, Wording Title)
{
    /// <summary>What it is for, where the title says too little.</summary>
    public Wording? Means { get; init; }

    /// <summary>The record in the draft that it is of; empty: the draft itself.</summary>
    public string Place { get; init; } = "";

    /// <summary>The record that it is, where it is no more than one.</summary>
    public Control? OneRecord => Controls.Named(Form).All.ToList() is [{ Kind: ControlKind.Form } only] ? only : null;

    /// <summary>The kinds of invoice that cannot do without it.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>The lists that begin with an empty one.</summary>
    public IReadOnlyList<string> Begins { get; init; } = [];

    /// <summary>The places of the draft that it writes.</summary>
    public IReadOnlyList<string> Places { get; } = [.. Of(Form)];

    private static IEnumerable<string> Of(string form)
    {
        var known = Controls.Named(form);
        var record = known.Record switch { "Party" => "buyer.", "Payment" => "payment.", _ => "" };
        // These have a field above as well.
        return known.All.Concat(known.Strange).Select(one => record + one.Name).Where(place => place is not ("payment.account" or "payment.method"));
    }

    /// <summary>All of them, the likelier first.</summary>
    public static IReadOnlyList<InvoicePart> All { get; } =
    [
        new("Correcting", new("Korekta", "Correction"))
        {
            Kinds = ["KOR", "KOR_ZAL", "KOR_ROZ"], Begins = ["correction.invoices"],
            Means = new("W pozycjach wpisz stan przed korektą (zaznacz „Stan przed korektą”) i po niej, albo samą różnicę. "
                + "Numer KSeF faktury z rejestru wpisze program.",
                "Write the lines as they were (tick \"As it was before\") and as they are, or the difference alone. "
                + "The program fills in the KSeF number of an invoice of the ledger."),
        },
        new("AdvanceInvoice", new("Zaliczka i zamówienie", "Advance and order"))
        {
            Kinds = ["ZAL", "KOR_ZAL"], Begins = ["order.lines"],
            Means = new("Co zamówiono, i ile z tego wpłacono.", "What was ordered, and what of it was paid."),
        },
        new("Settling", new("Rozliczane zaliczki", "Settled advances"))
        {
            Kinds = ["ROZ", "KOR_ROZ"], Begins = ["advances"],
            Means = new("Kwoty faktur zaliczkowych z rejestru odliczy program; innych wpisz według stawek.",
                "The program takes off the advances of the ledger; write the amounts of others by rate."),
        },
        new("Money", new("Waluta i kurs", "Currency and rate")),
        new("Remarks", new("Adnotacje: MPP, marża, samofakturowanie", "Annotations: split payment, margin, self-billing")),
        new("Words", new("Uwagi i stopka", "Notes and foot")) { Begins = ["notes"] },
        new("Dates", new("Okres i miejsce wystawienia", "Period and place of issue")),
        new("ThirdParties", new("Podmioty trzecie", "Third parties"))
        {
            Begins = ["thirdParties"],
            Means = new("Odbiorca, faktor, płatnik, dodatkowy nabywca.", "Recipient, factor, payer, further buyer."),
        },
        new("BuyerMore", new("Więcej o nabywcy", "More about the buyer")) { Place = "buyer" },
        new("PaymentMore", new("Więcej o płatności", "More about the payment"))
        {
            Place = "payment",
            Means = new("Skonto, wpłaty w częściach, dalsze terminy i rachunki.", "Early payment, parts that were paid, further terms and accounts."),
        },
        new("Terms", new("Umowa, zamówienie, dostawa, transport", "Contract, order, delivery, transport")),
        new("Delivery", new("Dokumenty WZ", "Delivery notes")) { Begins = ["deliveryNotes"] },
        new("Balance", new("Doliczenia i odliczenia", "Charges and deductions")) { Begins = ["settlement.deductions"] },
        new("Marks", new("Oznaczenia: paragon, powiązania, akcyza", "Marks: receipt, related parties, excise")),
        new("Annex", new("Załącznik z tabelami", "Attachment with tables")) { Begins = ["attachment.blocks"] },
        new("Registers", new("KRS, REGON, BDO", "KRS, REGON, BDO")) { Begins = ["registers"] },
        new("OtherSeller", new("Inne dane sprzedawcy", "Other data of the seller")),
        new("Authority", new("Komornik, organ, przedstawiciel podatkowy", "Bailiff, authority, tax representative")),
        new("GivenSums", new("Sumy z ręki", "Sums as given"))
        {
            Begins = ["sums"],
            Means = new("Tylko gdy sumy nie mają być policzone z pozycji.", "Only where the sums are not to be counted from the lines."),
        },
    ];
}
