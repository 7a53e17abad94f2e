namespace Inkaust.Invoices;

/// <summary>What a correction says about the corrected invoice, written and read.</summary>
internal static class Fa3Correction
{
    public static void Write(Fa3Elements to, Correction correction)
    {
        to.Text("PrzyczynaKorekty", correction.Reason);
        to.Code("TypKorekty", correction.Effect);
        foreach (var invoice in correction.Invoices)
            to.In("DaneFaKorygowanej", it =>
            {
                it.Date("DataWystFaKorygowanej", invoice.IssueDate);
                it.Text("NrFaKorygowanej", invoice.Number);
                it.Mark("NrKSeF", invoice.KsefNumber is not null);
                it.Text("NrKSeFFaKorygowanej", invoice.KsefNumber);
                it.Mark("NrKSeFN", invoice.KsefNumber is null);
            });
        to.Text("OkresFaKorygowanej", correction.Period);
        to.Text("NrFaKorygowany", correction.RightNumber);
        if (correction.SellerBefore is { } seller)
            to.In("Podmiot1K", it =>
            {
                it.Text("PrefiksPodatnika", seller.EuPrefix);
                it.In("DaneIdentyfikacyjne", identity => Fa3Parties.PolishIdentity(identity, seller));
                Fa3Parties.Address(it, "Adres", seller.Address, seller);
            });
        foreach (var buyer in correction.BuyersBefore)
            to.In("Podmiot2K", it =>
            {
                it.In("DaneIdentyfikacyjne", identity => Fa3Parties.Identity(identity, buyer));
                Fa3Parties.Address(it, "Adres", buyer.Address, buyer);
                it.Text("IDNabywcy", buyer.Key);
            });
        to.Amount("P_15ZK", correction.AmountBefore);
        to.Quantity("KursWalutyZK", correction.ExchangeRateBefore);
    }

    public static Correction? Read(Fa3Source fa) => !fa.Has("DaneFaKorygowanej") ? null : new Correction
    {
        Reason = fa.Text("PrzyczynaKorekty"),
        Effect = fa.Code<CorrectionEffect>("TypKorekty"),
        Invoices = fa.All("DaneFaKorygowanej", it => new CorrectedInvoice
        {
            IssueDate = it.Date("DataWystFaKorygowanej")!.Value,
            Number = it.Text("NrFaKorygowanej")!,
            KsefNumber = it.Text("NrKSeFFaKorygowanej"),
        }),
        Period = fa.Text("OkresFaKorygowanej"),
        RightNumber = fa.Text("NrFaKorygowany"),
        SellerBefore = fa.In("Podmiot1K") is { } seller ? Fa3Parties.ReadParty(seller, new Party()) : null,
        BuyersBefore = fa.All("Podmiot2K", it => Fa3Parties.ReadParty(it, new Party())),
        AmountBefore = fa.Decimal("P_15ZK"),
        ExchangeRateBefore = fa.Decimal("KursWalutyZK"),
    };
}
