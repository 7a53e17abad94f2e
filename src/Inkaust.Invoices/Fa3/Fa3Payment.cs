namespace Inkaust.Invoices;

/// <summary>Rozliczenie and Platnosc, written and read.</summary>
internal static class Fa3Payment
{
    public static void Write(Fa3Elements to, InvoiceDraft draft, decimal due)
    {
        if (draft.Settlement is { } settlement) WriteSettlement(to, settlement, due);
        if (draft.Payment is { } payment) WritePayment(to, payment, draft.IssueDate);
    }

    public static InvoiceDraft Read(Fa3Source fa, InvoiceDraft draft) => draft with
    {
        Settlement = ReadSettlement(fa.In("Rozliczenie"), fa.Decimal("P_15")!.Value),
        Payment = ReadPayment(fa.In("Platnosc")),
    };

    private static void WriteSettlement(Fa3Elements to, Settlement settlement, decimal due) => to.In("Rozliczenie", it =>
    {
        Items(it, "Obciazenia", "SumaObciazen", settlement.Charges, settlement.ChargesSum);
        Items(it, "Odliczenia", "SumaOdliczen", settlement.Deductions, settlement.DeductionsSum);
        var (toPay, toSettle) = Comes(settlement, due);
        it.Amount("DoZaplaty", toPay);
        it.Amount("DoRozliczenia", toSettle);
    });

    private static void Items(Fa3Elements to, string name, string sum, IReadOnlyList<SettlementItem> items, decimal? given)
    {
        foreach (var item in items)
            to.In(name, it =>
            {
                it.Amount("Kwota", item.Amount);
                it.Text("Powod", item.Reason);
            });
        to.Amount(sum, given ?? (items.Count > 0 ? items.Sum(item => item.Amount) : null));
    }

    private static (decimal? ToPay, decimal? ToSettle) Comes(Settlement settlement, decimal due)
    {
        if ((settlement.ToPay ?? settlement.ToSettle) is not null) return (settlement.ToPay, settlement.ToSettle);
        var comes = due + settlement.Charges.Sum(item => item.Amount) - settlement.Deductions.Sum(item => item.Amount);
        return comes >= 0 ? (comes, null) : (null, -comes);
    }

    private static Settlement? ReadSettlement(Fa3Source? from, decimal due)
    {
        if (from is not { } it) return null;
        var settlement = new Settlement { Charges = it.All("Obciazenia", ReadItem), Deductions = it.All("Odliczenia", ReadItem) };
        settlement = settlement with
        {
            ChargesSum = Unless(it.Decimal("SumaObciazen"), settlement.Charges),
            DeductionsSum = Unless(it.Decimal("SumaOdliczen"), settlement.Deductions),
        };
        var (toPay, toSettle) = (it.Decimal("DoZaplaty"), it.Decimal("DoRozliczenia"));
        return Comes(settlement, due) == (toPay, toSettle) ? settlement : settlement with { ToPay = toPay, ToSettle = toSettle };
    }

    private static decimal? Unless(decimal? written, IReadOnlyList<SettlementItem> items) =>
        items.Count > 0 && written == items.Sum(item => item.Amount) ? null : written;

    private static SettlementItem ReadItem(Fa3Source it) => new() { Amount = it.Decimal("Kwota")!.Value, Reason = it.Text("Powod")! };

    private static void WritePayment(Fa3Elements to, Payment payment, DateOnly? issueDate) => to.In("Platnosc", it =>
    {
        it.Mark("Zaplacono", payment.PaidOn is not null);
        it.Date("DataZaplaty", payment.PaidOn);
        if (payment.Parts.Count > 0) it.Text("ZnacznikZaplatyCzesciowej", payment.PaidInFullByParts ? "2" : "1");
        foreach (var part in payment.Parts)
            it.In("ZaplataCzesciowa", paid =>
            {
                paid.Amount("KwotaZaplatyCzesciowej", part.Amount);
                paid.Date("DataZaplatyCzesciowej", part.Date);
                Way(paid, part.Method, part.OtherMethod);
            });
        var due = payment.Due ?? (payment.DueInDays is { } days ? issueDate is { } issued ? PolishTime.DaysAfter(issued, days) : (DateOnly?)null : null);
        if (due is not null) Term(it, new DueTerm { Date = due });
        foreach (var term in payment.OtherDue) Term(it, term);
        Way(it, payment.Method, payment.OtherMethod);
        if (payment.Account is { } account) Account(it, "RachunekBankowy", account);
        foreach (var other in payment.OtherAccounts) Account(it, "RachunekBankowy", other);
        foreach (var factor in payment.FactorAccounts) Account(it, "RachunekBankowyFaktora", factor);
        if (payment.EarlyPayment is { } early)
            it.In("Skonto", skonto =>
            {
                skonto.Text("WarunkiSkonta", early.Conditions);
                skonto.Text("WysokoscSkonta", early.Discount);
            });
        it.Text("LinkDoPlatnosci", payment.Link);
        it.Text("IPKSeF", payment.PaymentId);
    });

    private static void Way(Fa3Elements to, PaymentMethod? method, string? other)
    {
        to.Code("FormaPlatnosci", method);
        to.Mark("PlatnoscInna", other is not null);
        to.Text("OpisPlatnosci", other);
    }

    private static void Term(Fa3Elements to, DueTerm term) => to.In("TerminPlatnosci", it =>
    {
        it.Date("Termin", term.Date);
        if (term.Count is null && term.Unit is null && term.After is null) return;
        it.In("TerminOpis", words =>
        {
            words.Number("Ilosc", term.Count);
            words.Text("Jednostka", term.Unit);
            words.Text("ZdarzeniePoczatkowe", term.After);
        });
    });

    private static void Account(Fa3Elements to, string name, BankAccount account) => to.In(name, it =>
    {
        it.Text("NrRB", account.Number);
        it.Text("SWIFT", account.Swift);
        it.Code("RachunekWlasnyBanku", account.OwnedByBank);
        it.Text("NazwaBanku", account.Bank);
        it.Text("OpisRachunku", account.Description);
    });

    private static Payment? ReadPayment(Fa3Source? from)
    {
        if (from is not { } it) return null;
        var terms = it.All("TerminPlatnosci", ReadTerm);
        var due = terms is [{ Date: { } first, Count: null, Unit: null, After: null }, ..] ? first : (DateOnly?)null;
        var accounts = it.All("RachunekBankowy", ReadAccount);
        return new Payment
        {
            PaidOn = it.Date("DataZaplaty"),
            PaidInFullByParts = it.Is("ZnacznikZaplatyCzesciowej", "2"),
            Parts = it.All("ZaplataCzesciowa", part => new PartPayment
            {
                Amount = part.Decimal("KwotaZaplatyCzesciowej")!.Value,
                Date = part.Date("DataZaplatyCzesciowej")!.Value,
                Method = part.Code<PaymentMethod>("FormaPlatnosci"),
                OtherMethod = part.Text("OpisPlatnosci"),
            }),
            Due = due,
            OtherDue = due is null ? terms : [.. terms.Skip(1)],
            Method = it.Code<PaymentMethod>("FormaPlatnosci"),
            OtherMethod = it.Text("OpisPlatnosci"),
            Account = accounts.Count > 0 ? accounts[0] : null,
            OtherAccounts = [.. accounts.Skip(1)],
            FactorAccounts = it.All("RachunekBankowyFaktora", ReadAccount),
            EarlyPayment = it.In("Skonto") is { } skonto
                ? new EarlyPayment { Conditions = skonto.Text("WarunkiSkonta")!, Discount = skonto.Text("WysokoscSkonta")! } : null,
            Link = it.Text("LinkDoPlatnosci"),
            PaymentId = it.Text("IPKSeF"),
        };
    }

    private static DueTerm ReadTerm(Fa3Source it)
    {
        var words = it.In("TerminOpis");
        return new DueTerm
        {
            Date = it.Date("Termin"),
            Count = words?.Number("Ilosc"),
            Unit = words?.Text("Jednostka"),
            After = words?.Text("ZdarzeniePoczatkowe"),
        };
    }

    private static BankAccount ReadAccount(Fa3Source it) => new()
    {
        Number = it.Text("NrRB")!,
        Swift = it.Text("SWIFT"),
        OwnedByBank = it.Code<BankOwnAccount>("RachunekWlasnyBanku"),
        Bank = it.Text("NazwaBanku"),
        Description = it.Text("OpisRachunku"),
    };
}
