namespace Inkaust.Print.Description;

/// <summary>What a corrective invoice corrects and why, and which advance invoices an invoice settles.</summary>
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

    /// <summary>FakturaZaliczkowa and ZaliczkaCzesciowa.</summary>
    public static IEnumerable<Block> Advances(Part fa, Composer composer)
    {
        var advances = fa.Children("FakturaZaliczkowa").ToList();
        var payments = fa.Children("ZaliczkaCzesciowa").ToList();
        var blocks = new List<Block>();
        foreach (var advance in advances)
        {
            _ = advance["NrKSeFZN"];
            blocks.Add(new Fields(composer.Fields(advance, "NrFaZaliczkowej", "NrKSeFFaZaliczkowej")));
        }
        if (payments.Count > 0) blocks.Add(PaymentsReceived(payments, composer));
        return Composer.SectionOf(composer.Say("Zaliczki", "Advances"), blocks);
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

    private static Table PaymentsReceived(List<Part> payments, Composer composer)
    {
        var rated = payments.Exists(payment => payment.Child("KursWalutyZW").Exists);
        var columns = new List<Column> { composer.Column("P_6Z"), composer.Column("P_15Z", numeric: true) };
        if (rated) columns.Add(composer.Column("KursWalutyZW", numeric: true));
        return new Table(columns, payments.ConvertAll(payment =>
        {
            var cells = new List<Cell> { new(payment["P_6Z"] ?? ""), new(composer.Tongue.Amount(payment["P_15Z"])) };
            if (rated) cells.Add(new Cell(composer.Tongue.Quantity(payment["KursWalutyZW"])));
            return new Row(cells);
        }));
    }
}
