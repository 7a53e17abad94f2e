using Inkaust.Invoices;

namespace Inkaust.Print.Description;

/// <summary>From an FA(3) file to the description of its visualisation. Everything in the file finds a place.</summary>
internal static class InvoiceDescription
{
    public static Visualisation Of(Fa3Invoice file, IReadOnlyList<PrintedCode> codes, PrintOptions options)
    {
        var tongue = Tongue.Of(options.Languages);
        var composer = new Composer(tongue, file.Currency) { Domestic = IsDomestic(file) };
        var invoice = new Reading().Of(file.Document.Root);
        if (options.Stamp != PrintStamp.None) codes = [];
        var fa = invoice.Child("Fa");
        var masthead = MastheadOf(file, fa, codes, options, composer);
        List<Block> blocks = [
            .. Parties.Compose(invoice, composer),
            .. Correction.Compose(fa, composer),
            .. Lines.OfInvoice(fa, composer),
            .. Lines.OfOrder(fa, composer),
            // What was paid before stands between the lines and what is left of them.
            .. Advances.Compose(fa, composer),
            .. SumsAndPayment(fa, composer),
            .. Sums.Settlement(fa, composer),
            .. Annotations.Compose(fa, composer),
            .. Appendix.Details(fa, composer),
            .. Terms.Compose(fa, composer),
            .. Appendix.Footer(invoice, composer),
            .. Appendix.Attachment(invoice, composer)];
        var origin = Origin(invoice, file, composer);
        blocks.AddRange(Composer.SectionOf(composer.Say("Pozostałe dane", "Other data"), composer.Rest(invoice)));
        blocks.Add(new Space(8));
        blocks.Add(origin);
        var stamp = Stamps.WordsOf(options.Stamp) is { } words ? composer.Prescribed(words.Pl, words.En) : null;
        var title = $"{masthead.Kind} {file.Number}{(stamp is null ? "" : $" ({stamp})")}";
        return new Visualisation(title, masthead, blocks)
        {
            Language = tongue.Code,
            Footer = $"{title} · {file.SellerName}",
            Stamp = stamp,
            PageOf = composer.Say("Strona {0} z {1}", "Page {0} of {1}"),
        };
    }

    private static Masthead MastheadOf(Fa3Invoice file, Part fa, IReadOnlyList<PrintedCode> codes, PrintOptions options, Composer composer)
    {
        _ = (fa["RodzajFaktury"], fa["P_2"]);
        var kind = Words.For("RodzajFaktury", file.Kind) is { } wording ? composer.Tongue.Say(Labels.Capital(wording)) : file.Kind;
        var fields = composer.Fields(fa, "P_1", "P_1M");
        // An advance invoice tells when the payment came, any other when the supply was made.
        if (fa["P_6"] is { } date) fields.Add(new Field(composer.Label(file.Kind is "ZAL" or "KOR_ZAL" ? "P_6Z" : "P_6"), date));
        var period = fa.Child("OkresFa");
        if (period.Exists) fields.Add(new Field(composer.Label("OkresFa"), $"{period["P_6_Od"]} – {period["P_6_Do"]}"));
        fields.AddRange(composer.Fields(fa, "KodWaluty"));
        // Once on a print: where there is a code, it stands under it (LAW 40).
        if (options.Stamp == PrintStamp.None && options.KsefNumber is { } number && InvoicePdf.NumberUnder(codes) is null)
            fields.Add(new Field(composer.Say("Numer KSeF", "KSeF number"), number));
        return new Masthead(kind, $"{composer.Say("nr", "no.")} {file.Number}", [new Fields(fields)],
            [.. codes.Select(code => CodeOf(code, composer))]);
    }

    private static bool IsDomestic(Fa3Invoice file) =>
        file.Document.Descendants().Where(element => element.Name.LocalName == "KodKraju").All(code => code.Value.Trim() == CountryNames.Poland);

    internal static Code CodeOf(PrintedCode code, Composer composer) => new(
        code.Link.AbsolutePath.Contains("/certificate/", StringComparison.Ordinal)
            ? composer.Say("Weryfikacja wystawcy", "Verify the issuer") : composer.Say("Weryfikacja faktury w KSeF", "Verify in KSeF"),
        code.Label, code.Link);

    // Most invoices have a short payment part, which leaves half of the width to the summary.
    private static IEnumerable<Block> SumsAndPayment(Part fa, Composer composer)
    {
        var sums = Sums.Compose(fa, composer).ToList();
        var payment = Payment.Compose(fa, composer).ToList();
        return payment.Count == 0 ? [new SideBySide([[], sums])] : [new SideBySide([payment, sums])];
    }

    private static Paragraph Origin(Part invoice, Fa3Invoice file, Composer composer)
    {
        var head = invoice.Child("Naglowek");
        var form = head.Child("KodFormularza");
        var words = new[]
        {
            $"{form.Text} ({head["WariantFormularza"]})",
            head["DataWytworzeniaFa"] is { } made ? $"{composer.Label("DataWytworzeniaFa")}: {Moment.Shown(made)}" : null,
            head["SystemInfo"] is { } system ? $"{composer.Label("SystemInfo")}: {system}" : null,
            $"SHA-256: {file.Hash.Base64}",
        };
        return new Paragraph(string.Join(" · ", words.OfType<string>()), Emphasis.Quiet);
    }
}
