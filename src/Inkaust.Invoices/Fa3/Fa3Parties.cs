namespace Inkaust.Invoices;

/// <summary>Podmiot1 and Podmiot2.</summary>
internal static class Fa3Parties
{
    public static void Write(Fa3Elements to, InvoiceDraft draft)
    {
        Seller(to, draft.Seller!);
        Buyer(to, draft.Buyer);
    }

    private static void Seller(Fa3Elements to, Party seller) => to.In("Podmiot1", it =>
    {
        if (seller.PlPrefix) it.Text("PrefiksPodatnika", "PL");
        it.Text("NrEORI", seller.Eori);
        it.In("DaneIdentyfikacyjne", identity =>
        {
            identity.Text("NIP", seller.Nip?.ToString());
            identity.Text("Nazwa", seller.Name);
        });
        Address(it, "Adres", seller.Address);
        Address(it, "AdresKoresp", seller.MailingAddress);
        Contacts(it, seller);
        it.Number("StatusInfoPodatnika", (int?)seller.Status);
    });

    private static void Buyer(Fa3Elements to, Party buyer) => to.In("Podmiot2", it =>
    {
        it.Text("NrEORI", buyer.Eori);
        it.In("DaneIdentyfikacyjne", identity => Identity(identity, buyer));
        Address(it, "Adres", buyer.Address);
        Address(it, "AdresKoresp", buyer.MailingAddress);
        Contacts(it, buyer);
        it.Text("NrKlienta", buyer.CustomerNumber);
        it.Text("IDNabywcy", buyer.Key);
        it.YesOrNo("JST", buyer.LocalGovernment);
        it.YesOrNo("GV", buyer.VatGroup);
    });

    internal static void Identity(Fa3Elements to, Party party)
    {
        if (party.Nip is { } nip) to.Text("NIP", nip.ToString());
        else if (party.EuVat is { } euVat)
        {
            to.Text("KodUE", euVat.Prefix);
            to.Text("NrVatUE", euVat.Number);
        }
        else if (party.ForeignId is { } foreign)
        {
            to.Text("KodKraju", foreign.Country);
            to.Text("NrID", foreign.Number);
        }
        else to.Mark("BrakID", true);
        to.Text("Nazwa", party.Name);
    }

    internal static void Address(Fa3Elements to, string name, Address? address)
    {
        if (address is null) return;
        to.In(name, it =>
        {
            it.Text("KodKraju", address.Country);
            it.Text("AdresL1", address.Line1);
            it.Text("AdresL2", address.Line2);
            it.Text("GLN", address.Gln);
        });
    }

    internal static void Contacts(Fa3Elements to, Party party, string suffix = "")
    {
        IEnumerable<Contact> first = (party.Email ?? party.Phone) is null ? [] : [new Contact { Email = party.Email, Phone = party.Phone }];
        foreach (var contact in first.Concat(party.OtherContacts))
            to.In("DaneKontaktowe", it =>
            {
                it.Text("Email" + suffix, contact.Email);
                it.Text("Telefon" + suffix, contact.Phone);
            });
    }
}
