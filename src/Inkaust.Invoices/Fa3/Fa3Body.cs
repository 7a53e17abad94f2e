namespace Inkaust.Invoices;

/// <summary>Fa: the invoice itself.</summary>
internal static class Fa3Body
{
    public static void Write(Fa3Elements to, InvoiceDraft draft) => to.In("Fa", fa =>
    {
        var totals = Totals.Of(draft.Lines, draft.ExchangeRate);
        fa.Text("KodWaluty", draft.Currency);
        fa.Date("P_1", draft.IssueDate);
        fa.Text("P_1M", draft.IssuePlace);
        fa.Text("P_2", draft.Number);
        fa.Date("P_6", draft.SaleDate);
        if (draft.SalePeriod is { } period)
            fa.In("OkresFa", it =>
            {
                it.Date("P_6_Od", period.From);
                it.Date("P_6_Do", period.To);
            });
        foreach (var bucket in totals.Buckets) Sum(fa, bucket);
        fa.Amount("P_15", totals.Due);
        Fa3Annotations.Write(fa, draft.Annotations ?? new Annotations());
        fa.Text("RodzajFaktury", Name(draft.Kind));
        foreach (var note in draft.Notes)
            fa.In("DodatkowyOpis", it =>
            {
                it.Number("NrWiersza", note.Line);
                it.Text("Klucz", note.Name);
                it.Text("Wartosc", note.Text);
            });
        for (var i = 0; i < draft.Lines.Count; i++) Line(fa, draft, draft.Lines[i], i + 1);
        Fa3Payment.Write(fa, draft);
    });

    internal static string Name(InvoiceKind kind) => kind switch
    {
        InvoiceKind.KorZal => "KOR_ZAL",
        InvoiceKind.KorRoz => "KOR_ROZ",
        _ => kind.ToString().ToUpperInvariant(),
    };

    private static void Sum(Fa3Elements to, BucketTotal total)
    {
        var field = Field(total.Bucket);
        to.Amount("P_13_" + field, total.Net);
        if (total.Bucket > TaxBucket.OneStopShop) return;
        to.Amount("P_14_" + field, total.Vat);
        to.Amount($"P_14_{field}W", total.VatInPln);
    }

    internal static string Field(TaxBucket bucket) => bucket switch
    {
        TaxBucket.Basic => "1",
        TaxBucket.FirstReduced => "2",
        TaxBucket.SecondReduced => "3",
        TaxBucket.TaxiLumpSum => "4",
        TaxBucket.OneStopShop => "5",
        TaxBucket.ZeroDomestic => "6_1",
        TaxBucket.ZeroIntraUnion => "6_2",
        TaxBucket.ZeroExport => "6_3",
        TaxBucket.Exempt => "7",
        TaxBucket.OutsideTerritory => "8",
        TaxBucket.ServicesToTheUnion => "9",
        TaxBucket.ReverseCharge => "10",
        _ => "11",
    };

    private static void Line(Fa3Elements to, InvoiceDraft draft, Line line, int place) => to.In("FaWiersz", it =>
    {
        it.Number("NrWierszaFa", line.Number ?? place);
        it.Text("UU_ID", line.Key);
        it.Date("P_6A", line.SaleDate);
        it.Text("P_7", line.Name);
        it.Text("Indeks", line.Code);
        it.Text("GTIN", line.Gtin);
        it.Text("PKWiU", line.Pkwiu);
        it.Text("CN", line.Cn);
        it.Text("PKOB", line.Pkob);
        it.Text("P_8A", line.Unit);
        it.Quantity("P_8B", line.Quantity);
        it.Price("P_9A", line.Price);
        it.Price("P_9B", line.GrossPrice);
        it.Price("P_10", line.Discount);
        if (!line.IsGross && (line.Net ?? line.Price) is not null) it.Amount("P_11", line.NetAmount);
        if (line.IsGross || line.Gross is not null) it.Amount("P_11A", line.GrossAmount);
        it.Amount("P_11Vat", line.Vat);
        it.Text("P_12", line.Rate?.Code);
        if (line.Rate is { Bucket: TaxBucket.OneStopShop, Percent: var percent }) it.Quantity("P_12_XII", percent);
        it.Mark("P_12_Zal_15", line.Annex15);
        it.Amount("KwotaAkcyzy", line.Excise);
        it.Text("GTU", line.Gtu);
        it.Text("Procedura", line.Procedure);
        it.Quantity("KursWaluty", line.ExchangeRate ?? draft.ExchangeRate);
        it.Mark("StanPrzed", line.Before);
    });
}
