namespace Inkaust.Print.Description;

/// <summary>Orders, contracts, delivery and transport: what the parties agreed beside the price.</summary>
internal static class Terms
{
    public static IEnumerable<Block> Compose(Part fa, Composer composer)
    {
        var terms = fa.Child("WarunkiTransakcji");
        var fields = new List<Field>();
        if (Listed(fa, "WZ", composer) is { } notes) fields.Add(notes);
        fields.AddRange(Documents(terms, "Umowy", "NrUmowy", "DataUmowy", composer));
        fields.AddRange(Documents(terms, "Zamowienia", "NrZamowienia", "DataZamowienia", composer));
        if (Listed(terms, "NrPartiiTowaru", composer) is { } batches) fields.Add(batches);
        fields.AddRange(composer.Fields(terms, "WarunkiDostawy", "KursUmowny", "WalutaUmowna"));
        if (terms.Says("PodmiotPosredniczacy")) fields.Add(new Field(composer.Label("PodmiotPosredniczacy"), composer.Tongue.Say(Words.Yes)));
        return Composer.SectionOf(composer.Label("WarunkiTransakcji"),
            [Composer.Grid(fields), .. terms.Children("Transport").SelectMany(transport => Transport(transport, composer)), .. composer.Rest(terms)]);
    }

    // Many numbers of one kind stand in one field.
    private static Field? Listed(Part part, string name, Composer composer)
    {
        var numbers = part.Children(name).Select(child => child.Text).Where(text => !string.IsNullOrWhiteSpace(text)).ToList();
        return numbers.Count == 0 ? null : new Field(composer.Label(name), string.Join(", ", numbers));
    }

    private static IEnumerable<Field> Documents(Part terms, string name, string number, string date, Composer composer) =>
        terms.Children(name).Select(document => new Field(composer.Label(name),
            string.Join(", ", new[] { document[number], document[date] }.Where(text => !string.IsNullOrWhiteSpace(text)))));

    private static IEnumerable<Block> Transport(Part transport, Composer composer)
    {
        _ = (transport["TransportInny"], transport["LadunekInny"]);
        var fields = composer.Fields(transport, "RodzajTransportu", "OpisInnegoTransportu", "NrZleceniaTransportu", "OpisLadunku",
            "OpisInnegoLadunku", "JednostkaOpakowania", "DataGodzRozpTransportu", "DataGodzZakTransportu");
        if (Carrier(transport.Child("Przewoznik"), composer) is { } carrier) fields.Add(carrier);
        foreach (var name in new[] { "WysylkaZ", "WysylkaPrzez", "WysylkaDo" })
            foreach (var place in transport.Children(name))
                if (composer.Address(place, composer.Label(name)) is { } address) fields.Add(address);
        yield return new Section(composer.Label("Transport"), [Composer.Grid(fields), .. composer.Rest(transport)]) { Level = 3 };
    }

    private static Field? Carrier(Part carrier, Composer composer)
    {
        if (!carrier.Exists) return null;
        var identity = carrier.Child("DaneIdentyfikacyjne");
        var identifiers = Parties.Identifiers(identity, carrier, composer).Select(field => $"{field.Label} {field.Value}");
        var address = composer.Address(carrier.Child("AdresPrzewoznika"), "")?.Value;
        string?[] parts = [identity["Nazwa"], .. identifiers, address];
        return new Field(composer.Label("Przewoznik"), string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part))));
    }
}
