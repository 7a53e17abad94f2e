namespace Inkaust.Print.Description;

/// <summary>Who sells, who buys and who else takes part.</summary>
internal static class Parties
{
    public static IEnumerable<Block> Compose(Part invoice, Composer composer)
    {
        var seller = invoice.Child("Podmiot1");
        var buyer = invoice.Child("Podmiot2");
        yield return new SideBySide([
            [Party(seller, composer.Say("Sprzedawca", "Seller"), composer)],
            [Party(buyer, composer.Say("Nabywca", "Buyer"), composer)]]);
        var others = invoice.Children("Podmiot3").Concat(invoice.Children("PodmiotUpowazniony"))
            .Select(IReadOnlyList<Block> (other) => [Party(other, RoleOf(other, composer), composer)]);
        foreach (var pair in others.Chunk(2)) yield return new SideBySide(pair.Length == 2 ? pair : [pair[0], []]);
    }

    /// <summary>One party under a heading.</summary>
    public static Section Party(Part party, string title, Composer composer, int level = 2)
    {
        var identity = party.Child("DaneIdentyfikacyjne");
        var fields = Identifiers(identity, party, composer);
        if (composer.Address(party.Child("Adres"), composer.Label("Adres")) is { } address) fields.Add(address);
        if (composer.Address(party.Child("AdresKoresp"), composer.Say("Koresp.", "Correspondence")) is { } correspondence) fields.Add(correspondence);
        foreach (var contact in party.Children("DaneKontaktowe"))
            fields.AddRange(composer.Fields(contact, "Email", "EmailPU", "Telefon", "TelefonPU"));
        fields.AddRange(composer.Fields(party, "NrKlienta", "IDNabywcy", "StatusInfoPodatnika", "Udzial"));
        // A mark that says "no" need not be printed (LAW 48).
        if (party.Says("JST")) fields.Add(new Field(composer.Label("JST"), composer.Tongue.Say(Words.Yes)));
        if (party.Says("GV")) fields.Add(new Field(composer.Label("GV"), composer.Tongue.Say(Words.Yes)));
        var name = identity["Nazwa"];
        List<Block> blocks = name is { Length: > 0 } ? [new Paragraph(name, Emphasis.Strong), new Fields(fields)] : [new Fields(fields)];
        return new Section(title, [.. blocks, .. composer.Rest(party)]) { Level = level };
    }

    internal static List<Field> Identifiers(Part identity, Part party, Composer composer)
    {
        var fields = composer.Fields(identity, "NIP", "IDWew");
        if (party["PrefiksPodatnika"] is { } prefix) fields.Add(new Field(composer.Label("PrefiksPodatnika"), prefix));
        if (identity["NrVatUE"] is { } vat) fields.Add(new Field(composer.Label("NrVatUE"), $"{identity["KodUE"]} {vat}"));
        if (identity["NrID"] is { } other) fields.Add(new Field(composer.Label("NrID"), WithCountry(identity["KodKraju"], other)));
        if (identity.Says("BrakID")) fields.Add(new Field(composer.Label("BrakID"), composer.Say("brak", "none")));
        fields.AddRange(composer.Fields(party, "NrEORI"));
        return fields;
    }

    // Many numbers begin with the country that is told beside them.
    private static string WithCountry(string? country, string number) =>
        country is null || (number.StartsWith(country, StringComparison.Ordinal) && !number.Skip(country.Length).Take(1).Any(char.IsLetter))
            ? number : $"{country} {number}";

    private static string RoleOf(Part party, Composer composer)
    {
        if (party["OpisRoli"] is { } described)
        {
            _ = party["RolaInna"];
            return described;
        }
        var (name, role) = party["Rola"] is { } third ? ("Rola", third) : ("RolaPU", party["RolaPU"]);
        return role is not null && Words.For(name, role) is { } wording
            ? composer.Tongue.Say(Labels.Capital(wording)) : composer.Say("Podmiot trzeci", "Third party");
    }
}
