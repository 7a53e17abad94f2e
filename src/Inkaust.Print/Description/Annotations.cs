namespace Inkaust.Print.Description;

/// <summary>The annotations of art. 106e of the VAT Act, in the words that it prescribes.</summary>
internal static class Annotations
{
    public static IEnumerable<Block> Compose(Part fa, Composer composer)
    {
        var notes = fa.Child("Adnotacje");
        var words = Prescribed(notes, composer).Concat(Marks(fa, composer)).Select(text => new Paragraph(text, Emphasis.Strong)).ToList();
        var exemption = Exemption(notes.Child("Zwolnienie"), composer);
        return Composer.SectionOf(composer.Say("Adnotacje", "Annotations"),
            [.. words, .. exemption, .. NewVehicles(notes, composer), .. composer.Rest(notes)]);
    }

    private static IEnumerable<string> Prescribed(Part notes, Composer composer)
    {
        if (notes.Says("P_16")) yield return composer.Prescribed("metoda kasowa", "cash accounting");
        if (notes.Says("P_17")) yield return composer.Prescribed("samofakturowanie", "self-billing");
        if (notes.Says("P_18")) yield return composer.Prescribed("odwrotne obciążenie", "reverse charge");
        if (notes.Says("P_18A")) yield return composer.Prescribed("mechanizm podzielonej płatności", "split payment");
        // art. 136 ust. 1 pkt 1 and 2
        if (notes.Says("P_23"))
            yield return composer.Prescribed(
                "VAT: Faktura WE uproszczona na mocy art. 135–138 ustawy o ptu; podatek z tytułu dokonanej dostawy zostanie rozliczony " +
                "przez ostatniego w kolejności podatnika podatku od wartości dodanej",
                "triangular transaction: the last taxpayer in the chain accounts for the tax");
        var margin = notes.Child("PMarzy");
        _ = margin["P_PMarzyN"];
        var any = margin.Says("P_PMarzy");
        var kinds = Margins(margin, composer).ToList();
        if (any && kinds.Count == 0) yield return composer.Prescribed("procedura marży", "margin scheme");
        foreach (var kind in kinds) yield return kind;
    }

    private static IEnumerable<string> Margins(Part margin, Composer composer)
    {
        if (margin.Says("P_PMarzy_2")) yield return composer.Prescribed("procedura marży dla biur podróży", "margin scheme – travel agents");
        if (margin.Says("P_PMarzy_3_1")) yield return composer.Prescribed("procedura marży – towary używane", "margin scheme – second-hand goods");
        if (margin.Says("P_PMarzy_3_2")) yield return composer.Prescribed("procedura marży – dzieła sztuki", "margin scheme – works of art");
        if (margin.Says("P_PMarzy_3_3"))
            yield return composer.Prescribed("procedura marży – przedmioty kolekcjonerskie i antyki",
                "margin scheme – collector's items and antiques");
    }

    private static IEnumerable<string> Marks(Part fa, Composer composer)
    {
        foreach (var name in new[] { "FP", "TP", "ZwrotAkcyzy" })
            if (fa.Says(name)) yield return composer.Label(name);
    }

    private static IEnumerable<Block> Exemption(Part exemption, Composer composer)
    {
        _ = exemption["P_19N"];
        if (!exemption.Says("P_19")) return [];
        return [new Paragraph(composer.Say("Dostawa lub usługa zwolniona od podatku", "Supply exempt from tax"), Emphasis.Strong),
            new Fields(composer.Fields(exemption, "P_19A", "P_19B", "P_19C"))];
    }

    private static IEnumerable<Block> NewVehicles(Part notes, Composer composer)
    {
        var vehicles = notes.Child("NoweSrodkiTransportu");
        _ = vehicles["P_22N"];
        if (!vehicles.Says("P_22")) return [];
        var duty = vehicles.Says("P_42_5");
        var title = composer.Say("Wewnątrzwspólnotowa dostawa nowych środków transportu", "Intra-EU supply of new means of transport");
        List<Field> fields = duty ? [new Field(composer.Label("P_42_5"), composer.Tongue.Say(Words.Yes))] : [];
        return [new Paragraph(title, Emphasis.Strong), new Fields(fields), .. composer.Rest(vehicles)];
    }
}
