namespace Inkaust.Print.Description;

/// <summary>
/// The advances that an invoice settles or documents (FakturaZaliczkowa, ZaliczkaCzesciowa). Lines of a settlement hold the whole supply and its
/// sums what is left of it (art. 106f ust. 3), so that what was deducted is shown between the two.
/// </summary>
internal static class Advances
{
    public static IEnumerable<Block> Compose(Part fa, Composer composer)
    {
        var invoices = fa.Children("FakturaZaliczkowa").SelectMany(advance => InvoiceOf(advance, composer)).ToList();
        var payments = fa.Children("ZaliczkaCzesciowa").ToList();
        List<Block> blocks = [];
        if (invoices.Count > 0)
        {
            if (Deducted(fa, composer) is { } deducted) blocks.Add(deducted);
            blocks.Add(new Fields(invoices));
        }
        if (payments.Count > 0) blocks.Add(PaymentsReceived(payments, composer));
        return Composer.SectionOf(composer.Say("Zaliczki", "Advances"), blocks);
    }

    private static List<Field> InvoiceOf(Part advance, Composer composer)
    {
        _ = advance["NrKSeFZN"];
        return composer.Fields(advance, "NrFaZaliczkowej", "NrKSeFFaZaliczkowej");
    }

    // FA(3) names the invoices of the advances and not their amounts: what the lines hold more than the sums is what was deducted.
    private static Table? Deducted(Part fa, Composer composer)
    {
        if (fa["RodzajFaktury"] != "ROZ") return null;
        var lines = fa.Children("FaWiersz").ToList();
        if (LineTotals.Of(lines) is not { } whole) return null;
        var left = Sums.TotalsOf(fa);
        if (whole.IsNear(left, lines.Count)) return null;
        return Sums.TableOf(composer.Say("Rozliczenie zaliczek", "Advances settled"), composer,
            (composer.Say("Wartość dostaw i usług", "Value of the supply"), whole, Emphasis.Plain),
            (composer.Say("Odliczone zaliczki", "Advances deducted"), left - whole, Emphasis.Plain),
            (composer.Say("Pozostaje", "Remaining"), left, Emphasis.Strong));
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
