using Inkaust.Invoices;

namespace Inkaust.Print.Description;

/// <summary>How, when and where to pay.</summary>
internal static class Payment
{
    public static IEnumerable<Block> Compose(Part fa, Composer composer)
    {
        var payment = fa.Child("Platnosc");
        if (!payment.Exists) return [];
        return Composer.SectionOf(composer.Label("Platnosc"), [
            new Fields([.. State(fa, payment, composer), .. Form(payment, composer), .. DueDates(payment, composer),
                .. Accounts(payment, composer)]),
            .. PartialPayments(payment, composer), .. composer.Rest(payment)]);
    }

    private static List<Field> Form(Part payment, Composer composer)
    {
        _ = payment["PlatnoscInna"];
        return composer.Fields(payment, "FormaPlatnosci", "OpisPlatnosci");
    }

    private static IEnumerable<Field> DueDates(Part payment, Composer composer)
    {
        foreach (var due in payment.Children("TerminPlatnosci"))
        {
            if (due["Termin"] is { } date) yield return new Field(composer.Label("Termin"), date) { Strong = true };
            var terms = due.Child("TerminOpis");
            if (terms.Exists)
                yield return new Field(composer.Label("TerminOpis"),
                    $"{terms["Ilosc"]} {terms["Jednostka"]}, {terms["ZdarzeniePoczatkowe"]}".Trim(' ', ','));
        }
    }

    // Whether something is still to be paid; "no" needs a word of its own, because the file is silent then.
    private static IEnumerable<Field> State(Part fa, Part payment, Composer composer)
    {
        var (paid, inParts) = (payment.Says("Zaplacono"), payment["ZnacznikZaplatyCzesciowej"]);
        var state = paid ? composer.Say("zapłacono", "paid")
            : inParts == "2" ? composer.Say("zapłacono w częściach", "paid in parts")
            : inParts is not null ? composer.Say("zapłacono w części", "paid in part")
            : !AsksForPayment(fa) ? null
            : payment.Child("TerminPlatnosci").Exists ? composer.Say("do zapłaty", "to be paid")
            : composer.Say("brak zapłaty", "not paid");
        if (state is not null) yield return new Field(composer.Say("Stan płatności", "Payment status"), state) { Strong = true };
        foreach (var date in composer.Fields(payment, "DataZaplaty")) yield return date;
        if (inParts == "1" && Remaining(fa, payment) is { } remaining)
            yield return new Field(composer.Say("Pozostaje do zapłaty", "Remaining to be paid"),
                $"{composer.Tongue.Amount(remaining)} {composer.Currency}")
            { Strong = true };
    }

    // An advance documents what came already, and a correction may give money back.
    private static bool AsksForPayment(Part fa) =>
        fa["RodzajFaktury"] is not ("ZAL" or "KOR" or "KOR_ZAL" or "KOR_ROZ") && Values.NumberOf(fa["P_15"]) > 0;

    // What is told by the file itself (Rozliczenie) is not told again.
    private static decimal? Remaining(Part fa, Part payment)
    {
        if (fa.Child("Rozliczenie").Child("DoZaplaty").Exists) return null;
        var left = Values.NumberOf(fa["P_15"])
            - payment.Children("ZaplataCzesciowa").Sum(part => Values.NumberOf(part["KwotaZaplatyCzesciowej"]) ?? 0);
        return left > 0 ? left : null;
    }

    private static IEnumerable<Block> PartialPayments(Part payment, Composer composer)
    {
        var parts = payment.Children("ZaplataCzesciowa").ToList();
        if (parts.Count == 0) yield break;
        yield return new Table(
            [composer.Column("DataZaplatyCzesciowej"), composer.Column("FormaPlatnosci"), composer.Column("KwotaZaplatyCzesciowej", numeric: true)],
            parts.ConvertAll(part => new Row(
                [new Cell(part["DataZaplatyCzesciowej"] ?? ""), new Cell(string.Join(", ", Form(part, composer).Select(field => field.Value))),
                 new Cell(composer.Tongue.Amount(part["KwotaZaplatyCzesciowej"]))])));
    }

    private static IEnumerable<Field> Accounts(Part payment, Composer composer)
    {
        foreach (var name in new[] { "RachunekBankowy", "RachunekBankowyFaktora" })
        {
            foreach (var account in payment.Children(name))
            {
                yield return new Field(composer.Label(name), BankAccount.InFours(account["NrRB"] ?? "")) { Strong = true, OnOneLine = true };
                foreach (var field in composer.Fields(account, "NazwaBanku", "SWIFT", "OpisRachunku", "RachunekWlasnyBanku")) yield return field;
            }
        }
    }
}
