namespace Inkaust.Invoices;

/// <summary>Platnosc.</summary>
internal static class Fa3Payment
{
    public static void Write(Fa3Elements to, InvoiceDraft draft)
    {
        if (draft.Payment is not { } payment) return;
        to.In("Platnosc", it =>
        {
            it.Mark("Zaplacono", payment.PaidOn is not null);
            it.Date("DataZaplaty", payment.PaidOn);
            var due = payment.Due ?? (payment.DueInDays is { } days ? draft.IssueDate?.AddDays(days) : null);
            if (due is not null) it.In("TerminPlatnosci", term => term.Date("Termin", due));
            it.Number("FormaPlatnosci", (int?)payment.Method);
            it.Mark("PlatnoscInna", payment.OtherMethod is not null);
            it.Text("OpisPlatnosci", payment.OtherMethod);
            Account(it, "RachunekBankowy", payment.Account);
        });
    }

    private static void Account(Fa3Elements to, string name, BankAccount? account)
    {
        if (account is null) return;
        to.In(name, it =>
        {
            it.Text("NrRB", account.Number);
            it.Text("SWIFT", account.Swift);
            it.Number("RachunekWlasnyBanku", (int?)account.OwnedByBank);
            it.Text("NazwaBanku", account.Bank);
            it.Text("OpisRachunku", account.Description);
        });
    }
}
