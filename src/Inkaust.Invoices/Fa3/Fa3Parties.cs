namespace Inkaust.Invoices;

/// <summary>Podmiot1, Podmiot2, Podmiot3 and PodmiotUpowazniony, written and read.</summary>
internal static class Fa3Parties
{
    public static void Write(Fa3Elements to, InvoiceDraft draft)
    {
        Seller(to, draft.Seller!);
        Buyer(to, draft.Buyer);
        foreach (var party in draft.ThirdParties) Third(to, party);
        if (draft.Authorised is { } authorised) Authorised(to, authorised);
    }

    public static InvoiceDraft Read(Fa3Source root, InvoiceDraft draft) => draft with
    {
        Seller = ReadParty(root.In("Podmiot1")!.Value, new Party()) with
        {
            Status = root.In("Podmiot1")!.Value.Code<TaxpayerStatus>("StatusInfoPodatnika"),
        },
        Buyer = ReadParty(root.In("Podmiot2")!.Value, new Party()),
        ThirdParties = root.All("Podmiot3", party => ReadParty(party, new ThirdParty
        {
            InternalId = party.In("DaneIdentyfikacyjne")!.Value.Text("IDWew"),
            Role = party.Code<ThirdPartyRole>("Rola"),
            OtherRole = party.Text("OpisRoli"),
            Share = party.Decimal("Udzial"),
        })),
        Authorised = root.In("PodmiotUpowazniony") is { } authorised
            ? ReadParty(authorised, new AuthorisedParty { Role = authorised.Code<AuthorisedRole>("RolaPU")!.Value }, "PU") : null,
    };

    private static void Seller(Fa3Elements to, Party seller) => to.In("Podmiot1", it =>
    {
        it.Text("PrefiksPodatnika", seller.EuPrefix);
        it.Text("NrEORI", seller.Eori);
        it.In("DaneIdentyfikacyjne", identity => PolishIdentity(identity, seller));
        Addresses(it, seller);
        Contacts(it, seller);
        it.Code("StatusInfoPodatnika", seller.Status);
    });

    private static void Buyer(Fa3Elements to, Party buyer) => to.In("Podmiot2", it =>
    {
        it.Text("NrEORI", buyer.Eori);
        it.In("DaneIdentyfikacyjne", identity => Identity(identity, buyer));
        Addresses(it, buyer);
        Contacts(it, buyer);
        it.Text("NrKlienta", buyer.CustomerNumber);
        it.Text("IDNabywcy", buyer.Key);
        it.YesOrNo("JST", buyer.LocalGovernment);
        it.YesOrNo("GV", buyer.VatGroup);
    });

    private static void Third(Fa3Elements to, ThirdParty party) => to.In("Podmiot3", it =>
    {
        it.Text("IDNabywcy", party.Key);
        it.Text("NrEORI", party.Eori);
        it.In("DaneIdentyfikacyjne", identity =>
        {
            if (party.InternalId is null) Identity(identity, party);
            else
            {
                identity.Text("IDWew", party.InternalId);
                identity.Text("Nazwa", party.Name);
            }
        });
        Addresses(it, party);
        Contacts(it, party);
        it.Code("Rola", party.Role);
        it.Mark("RolaInna", party.OtherRole is not null);
        it.Text("OpisRoli", party.OtherRole);
        it.Quantity("Udzial", party.Share);
        it.Text("NrKlienta", party.CustomerNumber);
    });

    private static void Authorised(Fa3Elements to, AuthorisedParty party) => to.In("PodmiotUpowazniony", it =>
    {
        it.Text("NrEORI", party.Eori);
        it.In("DaneIdentyfikacyjne", identity => PolishIdentity(identity, party));
        Addresses(it, party);
        Contacts(it, party, "PU");
        it.Code<AuthorisedRole>("RolaPU", party.Role);
    });

    internal static void PolishIdentity(Fa3Elements to, Party party)
    {
        to.Text("NIP", party.Nip?.ToString());
        to.Text("Nazwa", party.Name);
    }

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

    private static void Addresses(Fa3Elements to, Party party)
    {
        Address(to, "Adres", party.Address, party);
        Address(to, "AdresKoresp", party.MailingAddress, party);
    }

    internal static void Address(Fa3Elements to, string name, Address? address, Party? of = null)
    {
        if (address is null) return;
        to.In(name, it =>
        {
            it.Text("KodKraju", address.CountryBeside(of ?? new Party()));
            it.Text("AdresL1", address.Line1);
            it.Text("AdresL2", address.Line2);
            it.Text("GLN", address.Gln);
        });
    }

    private static void Contacts(Fa3Elements to, Party party, string suffix = "")
    {
        IEnumerable<Contact> first = (party.Email ?? party.Phone) is null ? [] : [new Contact { Email = party.Email, Phone = party.Phone }];
        foreach (var contact in first.Concat(party.OtherContacts))
            to.In("DaneKontaktowe", it =>
            {
                it.Text("Email" + suffix, contact.Email);
                it.Text("Telefon" + suffix, contact.Phone);
            });
    }

    internal static T ReadParty<T>(Fa3Source from, T party, string suffix = "") where T : Party
    {
        var identified = ReadIdentity(from.In("DaneIdentyfikacyjne")!.Value, party);
        var contacts = from.All("DaneKontaktowe", it => new Contact { Email = it.Text("Email" + suffix), Phone = it.Text("Telefon" + suffix) });
        return identified with
        {
            Address = ReadAddress(from.In("Adres"), identified),
            MailingAddress = ReadAddress(from.In("AdresKoresp"), identified),
            Email = contacts.Count > 0 ? contacts[0].Email : null,
            Phone = contacts.Count > 0 ? contacts[0].Phone : null,
            OtherContacts = [.. contacts.Skip(1)],
            Eori = from.Text("NrEORI"),
            EuPrefix = from.Text("PrefiksPodatnika"),
            CustomerNumber = from.Text("NrKlienta"),
            Key = from.Text("IDNabywcy"),
            LocalGovernment = from.Is("JST", "1"),
            VatGroup = from.Is("GV", "1"),
        };
    }

    internal static T ReadIdentity<T>(Fa3Source from, T party) where T : Party => party with
    {
        Name = from.Text("Nazwa"),
        Nip = from.Nip("NIP"),
        EuVat = from.Text("NrVatUE") is { } number ? EuVatNumber.Of(from.Text("KodUE")!, number) : null,
        ForeignId = from.Text("NrID") is { } other ? new ForeignId { Country = from.Text("KodKraju"), Number = other } : null,
    };

    /// <summary>An address; its country is left out where it would be filled in as the same.</summary>
    internal static Address? ReadAddress(Fa3Source? from, Party? of = null)
    {
        if (from is not { } it) return null;
        var address = new Address { Country = null, Line1 = it.Text("AdresL1")!, Line2 = it.Text("AdresL2"), Gln = it.Text("GLN") };
        var country = it.Text("KodKraju")!;
        return country == "PL" && address.CountryBeside(of ?? new Party()) == country ? address : address with { Country = country };
    }
}
