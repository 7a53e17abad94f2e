namespace Inkaust.Invoices;

/// <summary>FaWiersz and ZamowienieWiersz, written and read.</summary>
internal static class Fa3Lines
{
    public static void Write(Fa3Elements to, InvoiceDraft draft)
    {
        var exchangeRate = Fa3Body.IsAdvance(draft.Kind) ? null : draft.ExchangeRate;
        for (var i = 0; i < draft.Lines.Count; i++) Line(to, draft.Lines[i], i + 1, exchangeRate);
    }

    public static InvoiceDraft Read(Fa3Source fa, InvoiceDraft draft)
    {
        var isMargin = draft.Annotations?.Margin is not null && fa.Has("P_13_11");
        var lines = fa.All("FaWiersz", it => ReadLine(it, isMargin))
            .Select((line, i) => line.Number == i + 1 ? line with { Number = null } : line).ToList();
        var rates = lines.Select(line => line.ExchangeRate).Distinct().ToList();
        return rates is [{ } common] && !Fa3Body.IsAdvance(draft.Kind)
            ? draft with { ExchangeRate = common, Lines = [.. lines.Select(line => line with { ExchangeRate = null })] }
            : draft with { Lines = lines };
    }

    private static void Line(Fa3Elements to, Line line, int place, decimal? exchangeRate) => to.In("FaWiersz", it =>
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
        it.Quantity("P_12_XII", line.Rate is { Bucket: TaxBucket.OneStopShop, Percent: var percent } ? percent : line.OssRate);
        it.Mark("P_12_Zal_15", line.Annex15);
        it.Amount("KwotaAkcyzy", line.Excise);
        it.Text("GTU", line.Gtu);
        it.Text("Procedura", line.Procedure);
        it.Quantity("KursWaluty", line.ExchangeRate ?? exchangeRate);
        it.Mark("StanPrzed", line.Before);
    });

    private static Line ReadLine(Fa3Source it, bool isMargin)
    {
        var line = new Line
        {
            Number = it.Number("NrWierszaFa"),
            Key = it.Text("UU_ID"),
            SaleDate = it.Date("P_6A"),
            Name = it.Text("P_7"),
            Code = it.Text("Indeks"),
            Gtin = it.Text("GTIN"),
            Pkwiu = it.Text("PKWiU"),
            Cn = it.Text("CN"),
            Pkob = it.Text("PKOB"),
            Unit = it.Text("P_8A"),
            Quantity = it.Decimal("P_8B"),
            Price = it.Decimal("P_9A"),
            GrossPrice = it.Decimal("P_9B"),
            Discount = it.Decimal("P_10"),
            Vat = it.Decimal("P_11Vat"),
            OssRate = it.Has("P_12") ? it.Decimal("P_12_XII") : null,
            Rate = ReadRate(it, "P_12", "P_12_XII") ?? (isMargin ? VatRate.Parse("margin") : null),
            Annex15 = it.Has("P_12_Zal_15"),
            Excise = it.Decimal("KwotaAkcyzy"),
            Gtu = it.Text("GTU"),
            Procedure = it.Text("Procedura"),
            ExchangeRate = it.Decimal("KursWaluty"),
            Before = it.Has("StanPrzed"),
        };
        return WithAmounts(line, it.Decimal("P_11"), it.Decimal("P_11A"));
    }

    // An amount that follows from price, quantity and discount is left to be counted.
    private static Line WithAmounts(Line line, decimal? net, decimal? gross)
    {
        var follows = net is not null && line.Price is not null && gross is null && line.NetAmount == net;
        var grossFollows = gross is not null && line.GrossPrice is not null && line.Price is null && net is null && line.GrossAmount == gross;
        return line with { Net = follows ? null : net, Gross = grossFollows ? null : gross };
    }

    public static void WriteOrder(Fa3Elements to, Order order) => to.In("Zamowienie", it =>
    {
        it.Amount("WartoscZamowienia", order.Value ?? order.CountedValue);
        for (var i = 0; i < order.Lines.Count; i++) OrderLine(it, order.Lines[i], i + 1);
    });

    private static void OrderLine(Fa3Elements to, Line line, int place) => to.In("ZamowienieWiersz", it =>
    {
        it.Number("NrWierszaZam", line.Number ?? place);
        it.Text("UU_IDZ", line.Key);
        it.Text("P_7Z", line.Name);
        it.Text("IndeksZ", line.Code);
        it.Text("GTINZ", line.Gtin);
        it.Text("PKWiUZ", line.Pkwiu);
        it.Text("CNZ", line.Cn);
        it.Text("PKOBZ", line.Pkob);
        it.Text("P_8AZ", line.Unit);
        it.Quantity("P_8BZ", line.Quantity);
        it.Price("P_9AZ", line.Price);
        if ((line.Net ?? line.Price) is not null) it.Amount("P_11NettoZ", line.NetAmount);
        it.Amount("P_11VatZ", line.Vat ?? line.CountedVat);
        it.Text("P_12Z", line.Rate?.Code);
        it.Quantity("P_12Z_XII", line.Rate is { Bucket: TaxBucket.OneStopShop, Percent: var percent } ? percent : line.OssRate);
        it.Mark("P_12Z_Zal_15", line.Annex15);
        it.Text("GTUZ", line.Gtu);
        it.Text("ProceduraZ", line.Procedure);
        it.Amount("KwotaAkcyzyZ", line.Excise);
        it.Mark("StanPrzedZ", line.Before);
    });

    public static Order? ReadOrder(Fa3Source? from)
    {
        if (from is not { } it) return null;
        var lines = it.All("ZamowienieWiersz", ReadOrderLine).Select((line, i) => line.Number == i + 1 ? line with { Number = null } : line).ToList();
        var order = new Order { Lines = lines };
        return order.CountedValue == it.Decimal("WartoscZamowienia") ? order : order with { Value = it.Decimal("WartoscZamowienia") };
    }

    private static Line ReadOrderLine(Fa3Source it)
    {
        var line = new Line
        {
            Number = it.Number("NrWierszaZam"),
            Key = it.Text("UU_IDZ"),
            Name = it.Text("P_7Z"),
            Code = it.Text("IndeksZ"),
            Gtin = it.Text("GTINZ"),
            Pkwiu = it.Text("PKWiUZ"),
            Cn = it.Text("CNZ"),
            Pkob = it.Text("PKOBZ"),
            Unit = it.Text("P_8AZ"),
            Quantity = it.Decimal("P_8BZ"),
            Price = it.Decimal("P_9AZ"),
            OssRate = it.Has("P_12Z") ? it.Decimal("P_12Z_XII") : null,
            Rate = ReadRate(it, "P_12Z", "P_12Z_XII"),
            Annex15 = it.Has("P_12Z_Zal_15"),
            Gtu = it.Text("GTUZ"),
            Procedure = it.Text("ProceduraZ"),
            Excise = it.Decimal("KwotaAkcyzyZ"),
            Before = it.Has("StanPrzedZ"),
        };
        line = WithAmounts(line, it.Decimal("P_11NettoZ"), null);
        return line.CountedVat == it.Decimal("P_11VatZ") ? line : line with { Vat = it.Decimal("P_11VatZ") };
    }

    private static VatRate? ReadRate(Fa3Source it, string code, string oss) =>
        it.Text(code) is { } text && VatRate.TryOfCode(text, out var rate) ? rate : it.Decimal(oss) is { } percent ? VatRate.Oss(percent) : null;
}
