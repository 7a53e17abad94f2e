namespace Inkaust.Print.Description;

/// <summary>How, when and where to pay.</summary>
internal static class Payment
{
    public static IEnumerable<Block> Compose(Part fa, Composer composer)
    {
        var payment = fa.Child("Platnosc");
        if (!payment.Exists) return [];
        return Composer.SectionOf(composer.Label("Platnosc"), [
            new Fields([.. Form(payment, composer), .. DueDates(payment, composer), .. Paid(payment, composer), .. Accounts(payment, composer)]),
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

    private static IEnumerable<Field> Paid(Part payment, Composer composer)
    {
        if (payment.Says("Zaplacono")) yield return new Field(composer.Label("Zaplacono"), composer.Tongue.Say(Words.Yes)) { Strong = true };
        foreach (var date in composer.Fields(payment, "DataZaplaty")) yield return date;
        if (payment["ZnacznikZaplatyCzesciowej"] is { } mark)
            yield return new Field(composer.Label("Zaplacono"), mark == "2"
                ? composer.Say("w całości, w częściach", "in full, in parts") : composer.Say("w części", "in part"))
            { Strong = true };
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
                yield return new Field(composer.Label(name), Values.Account(account["NrRB"])) { Strong = true, OnOneLine = true };
                foreach (var field in composer.Fields(account, "NazwaBanku", "SWIFT", "OpisRachunku", "RachunekWlasnyBanku")) yield return field;
            }
        }
    }
}
