namespace Inkaust.Print.Description;

/// <summary>What a corrective invoice corrects and why.</summary>
internal static class Correction
{
    public static IEnumerable<Block> Compose(Part fa, Composer composer)
    {
        var fields = composer.Fields(fa, "PrzyczynaKorekty", "TypKorekty", "OkresFaKorygowanej", "NrFaKorygowany");
        var parties = new List<Block>();
        if (fa.Child("Podmiot1K") is { Exists: true } seller) parties.Add(Parties.Party(seller, composer.Label("Podmiot1K"), composer, level: 3));
        parties.AddRange(fa.Children("Podmiot2K").Select(buyer => Parties.Party(buyer, composer.Label("Podmiot2K"), composer, level: 3)));
        return Composer.SectionOf(composer.Say("Dane korekty", "Correction"),
            [new Fields(fields), .. Corrected(fa, composer), .. parties]);
    }

    private static IEnumerable<Block> Corrected(Part fa, Composer composer)
    {
        var invoices = fa.Children("DaneFaKorygowanej").ToList();
        if (invoices.Count == 0) yield break;
        yield return new Table(
            [composer.Column("NrFaKorygowanej"), composer.Column("DataWystFaKorygowanej"), composer.Column("NrKSeFFaKorygowanej")],
            invoices.ConvertAll(invoice =>
            {
                _ = invoice["NrKSeF"];
                var number = invoice["NrKSeFFaKorygowanej"]
                    ?? (invoice.Says("NrKSeFN") ? composer.Say("wystawiona poza KSeF", "issued outside KSeF") : "");
                return new Row([new Cell(invoice["NrFaKorygowanej"] ?? ""), new Cell(invoice["DataWystFaKorygowanej"] ?? ""), new Cell(number)]);
            }));
    }
}
