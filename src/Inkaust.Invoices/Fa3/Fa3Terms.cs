namespace Inkaust.Invoices;

/// <summary>WarunkiTransakcji, written and read.</summary>
internal static class Fa3Terms
{
    public static void Write(Fa3Elements to, TransactionTerms terms) => to.In("WarunkiTransakcji", it =>
    {
        Numbers(it, "Umowy", "DataUmowy", "NrUmowy", terms.Contracts);
        Numbers(it, "Zamowienia", "DataZamowienia", "NrZamowienia", terms.Orders);
        it.Texts("NrPartiiTowaru", terms.Batches);
        it.Text("WarunkiDostawy", terms.Delivery);
        it.Quantity("KursUmowny", terms.AgreedRate);
        it.Text("WalutaUmowna", terms.AgreedCurrency);
        foreach (var transport in terms.Transport) it.In("Transport", carriage => Transport(carriage, transport));
        it.Mark("PodmiotPosredniczacy", terms.Intermediary);
    });

    public static TransactionTerms? Read(Fa3Source? from) => from is not { } it ? null : new TransactionTerms
    {
        Contracts = it.All("Umowy", contract => new DatedNumber { Date = contract.Date("DataUmowy"), Number = contract.Text("NrUmowy") }),
        Orders = it.All("Zamowienia", order => new DatedNumber { Date = order.Date("DataZamowienia"), Number = order.Text("NrZamowienia") }),
        Batches = it.Texts("NrPartiiTowaru"),
        Delivery = it.Text("WarunkiDostawy"),
        AgreedRate = it.Decimal("KursUmowny"),
        AgreedCurrency = it.Text("WalutaUmowna"),
        Transport = it.All("Transport", ReadTransport),
        Intermediary = it.Has("PodmiotPosredniczacy"),
    };

    private static void Numbers(Fa3Elements to, string name, string date, string number, IReadOnlyList<DatedNumber> items)
    {
        foreach (var item in items)
            to.In(name, it =>
            {
                it.Date(date, item.Date);
                it.Text(number, item.Number);
            });
    }

    private static void Transport(Fa3Elements to, Transport transport)
    {
        to.Code("RodzajTransportu", transport.Kind);
        to.Mark("TransportInny", transport.OtherKind is not null);
        to.Text("OpisInnegoTransportu", transport.OtherKind);
        if (transport.Carrier is { } carrier)
            to.In("Przewoznik", it =>
            {
                it.In("DaneIdentyfikacyjne", identity => Fa3Parties.Identity(identity, carrier));
                Fa3Parties.Address(it, "AdresPrzewoznika", carrier.Address, carrier);
            });
        to.Text("NrZleceniaTransportu", transport.OrderNumber);
        to.Code("OpisLadunku", transport.Load);
        to.Mark("LadunekInny", transport.OtherLoad is not null);
        to.Text("OpisInnegoLadunku", transport.OtherLoad);
        to.Text("JednostkaOpakowania", transport.PackingUnit);
        to.Instant("DataGodzRozpTransportu", transport.StartsAt);
        to.Instant("DataGodzZakTransportu", transport.EndsAt);
        Fa3Parties.Address(to, "WysylkaZ", transport.From);
        foreach (var through in transport.Through) Fa3Parties.Address(to, "WysylkaPrzez", through);
        Fa3Parties.Address(to, "WysylkaDo", transport.To);
    }

    private static Transport ReadTransport(Fa3Source it) => new()
    {
        Kind = it.Code<TransportKind>("RodzajTransportu"),
        OtherKind = it.Text("OpisInnegoTransportu"),
        Carrier = it.In("Przewoznik") is { } carrier
            ? ReadCarrier(carrier, Fa3Parties.ReadIdentity(carrier.In("DaneIdentyfikacyjne")!.Value, new Party())) : null,
        OrderNumber = it.Text("NrZleceniaTransportu"),
        Load = it.Code<Load>("OpisLadunku"),
        OtherLoad = it.Text("OpisInnegoLadunku"),
        PackingUnit = it.Text("JednostkaOpakowania"),
        StartsAt = it.Instant("DataGodzRozpTransportu"),
        EndsAt = it.Instant("DataGodzZakTransportu"),
        From = Fa3Parties.ReadAddress(it.In("WysylkaZ")),
        Through = it.All("WysylkaPrzez", through => Fa3Parties.ReadAddress(through)!),
        To = Fa3Parties.ReadAddress(it.In("WysylkaDo")),
    };

    private static Party ReadCarrier(Fa3Source it, Party carrier) =>
        carrier with { Address = Fa3Parties.ReadAddress(it.In("AdresPrzewoznika"), carrier) };
}
