namespace Inkaust.Invoices;

/// <summary>Fa: the invoice itself, written and read in the order of FA(3).</summary>
internal static class Fa3Body
{
    public static void Write(Fa3Elements to, InvoiceDraft draft) => to.In("Fa", fa =>
    {
        var totals = Totals.Of(draft);
        fa.Text("KodWaluty", draft.Currency);
        fa.Date("P_1", draft.IssueDate);
        fa.Text("P_1M", draft.IssuePlace);
        fa.Text("P_2", draft.Number);
        fa.Texts("WZ", draft.DeliveryNotes);
        fa.Date("P_6", draft.SaleDate);
        if (draft.SalePeriod is { } period)
            fa.In("OkresFa", it =>
            {
                it.Date("P_6_Od", period.From);
                it.Date("P_6_Do", period.To);
            });
        foreach (var bucket in totals.Buckets) Sum(fa, bucket);
        fa.Amount("P_15", totals.Due);
        fa.Quantity("KursWalutyZ", draft.AdvanceExchangeRate ?? (IsAdvance(draft.Kind) ? draft.ExchangeRate : null));
        Fa3Annotations.Write(fa, draft.Annotations ?? new Annotations(), IsTaxedByTheBuyer(totals));
        fa.Text("RodzajFaktury", Name(draft.Kind));
        if (draft.Correction is { } correction) Fa3Correction.Write(fa, correction);
        foreach (var payment in draft.AdvancePayments)
            fa.In("ZaliczkaCzesciowa", it =>
            {
                it.Date("P_6Z", payment.Date);
                it.Amount("P_15Z", payment.Amount);
                it.Quantity("KursWalutyZW", payment.ExchangeRate);
            });
        fa.Mark("FP", draft.ForReceipt);
        fa.Mark("TP", draft.RelatedParties);
        foreach (var note in draft.Notes)
            fa.In("DodatkowyOpis", it =>
            {
                it.Number("NrWiersza", note.Line);
                it.Text("Klucz", note.Name);
                it.Text("Wartosc", note.Text);
            });
        foreach (var advance in draft.Advances)
            fa.In("FakturaZaliczkowa", it =>
            {
                it.Mark("NrKSeFZN", advance.KsefNumber is null);
                it.Text("NrFaZaliczkowej", advance.KsefNumber is null ? advance.Number : null);
                it.Text("NrKSeFFaZaliczkowej", advance.KsefNumber);
            });
        fa.Mark("ZwrotAkcyzy", draft.ExciseRefund);
        Fa3Lines.Write(fa, draft);
        Fa3Payment.Write(fa, draft, totals.Due);
        if (draft.Terms is { } terms) Fa3Terms.Write(fa, terms);
        if (draft.Order is { } order) Fa3Lines.WriteOrder(fa, order);
    });

    // "Odwrotne obciążenie" is no choice where the buyer accounts for the tax: oo and np II (art. 106e ust. 1 pkt 18).
    private static bool IsTaxedByTheBuyer(Totals totals) =>
        totals.Buckets.Any(sum => sum is { Bucket: TaxBucket.ReverseCharge or TaxBucket.ServicesToTheUnion, Net: not 0 });

    // What the draft would say by itself is left out of it.
    private static Annotations? WorthSaying(InvoiceDraft draft)
    {
        var said = draft.Annotations!;
        if (said.ReverseCharge == IsTaxedByTheBuyer(Totals.Of(draft))) said = said with { ReverseCharge = null };
        return said == new Annotations() ? null : said;
    }

    public static InvoiceDraft Read(Fa3Source fa)
    {
        var draft = new InvoiceDraft
        {
            Number = fa.Text("P_2")!,
            Kind = ReadKind(fa.Text("RodzajFaktury")!),
            Buyer = new Party(),
            Currency = fa.Text("KodWaluty")!,
            IssueDate = fa.Date("P_1"),
            IssuePlace = fa.Text("P_1M"),
            DeliveryNotes = fa.Texts("WZ"),
            SaleDate = fa.Date("P_6"),
            SalePeriod = fa.In("OkresFa") is { } period
                ? new Period { From = period.Date("P_6_Od")!.Value, To = period.Date("P_6_Do")!.Value } : null,
            AdvanceExchangeRate = fa.Decimal("KursWalutyZ"),
            Annotations = Fa3Annotations.Read(fa.In("Adnotacje")!.Value),
            Correction = Fa3Correction.Read(fa),
            AdvancePayments = fa.All("ZaliczkaCzesciowa", it => new AdvancePayment
            {
                Date = it.Date("P_6Z")!.Value,
                Amount = it.Decimal("P_15Z")!.Value,
                ExchangeRate = it.Decimal("KursWalutyZW"),
            }),
            ForReceipt = fa.Has("FP"),
            RelatedParties = fa.Has("TP"),
            Notes = fa.All("DodatkowyOpis", it => new Note { Line = it.Number("NrWiersza"), Name = it.Text("Klucz")!, Text = it.Text("Wartosc")! }),
            Advances = fa.All("FakturaZaliczkowa",
                it => new Advance { KsefNumber = it.Text("NrKSeFFaZaliczkowej"), Number = it.Text("NrFaZaliczkowej") }),
            ExciseRefund = fa.Has("ZwrotAkcyzy"),
            Terms = Fa3Terms.Read(fa.In("WarunkiTransakcji")),
            Order = Fa3Lines.ReadOrder(fa.In("Zamowienie")),
        };
        draft = WithSums(fa, Fa3Lines.Read(fa, draft));
        return Fa3Payment.Read(fa, draft with { Annotations = WorthSaying(draft) });
    }

    private static InvoiceDraft WithSums(Fa3Source fa, InvoiceDraft draft)
    {
        var sums = Enum.GetValues<TaxBucket>().Where(bucket => fa.Has("P_13_" + bucket.Field)).Select(bucket => new GivenSum
        {
            Bucket = bucket,
            Net = fa.Decimal("P_13_" + bucket.Field)!.Value,
            Vat = fa.Decimal("P_14_" + bucket.Field),
            VatInPln = fa.Decimal($"P_14_{bucket.Field}W"),
        }).ToList();
        var due = fa.Decimal("P_15")!.Value;
        if (Totals.Of(draft).AreSaidBy(sums, due)) return draft;
        if (IsAdvance(draft.Kind) && Totals.Of(draft with { Due = due }).AreSaidBy(sums, due)) return draft with { Due = due };
        var given = draft with { Sums = sums };
        return Totals.Of(given).Due == due ? given : given with { Due = due };
    }

    internal static bool IsAdvance(InvoiceKind kind) => kind is InvoiceKind.Zal or InvoiceKind.KorZal;

    internal static string Name(InvoiceKind kind) => kind switch
    {
        InvoiceKind.KorZal => "KOR_ZAL",
        InvoiceKind.KorRoz => "KOR_ROZ",
        _ => kind.ToString().ToUpperInvariant(),
    };

    private static InvoiceKind ReadKind(string name) => Enum.GetValues<InvoiceKind>().First(kind => Name(kind) == name);

    private static void Sum(Fa3Elements to, BucketTotal total)
    {
        var field = total.Bucket.Field;
        to.Amount("P_13_" + field, total.Net);
        if (total.Bucket > TaxBucket.OneStopShop) return;
        to.Amount("P_14_" + field, total.Vat);
        to.Amount($"P_14_{field}W", total.VatInPln);
    }
}
