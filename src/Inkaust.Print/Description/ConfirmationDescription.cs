using Inkaust.Invoices;

namespace Inkaust.Print.Description;

/// <summary>
/// A transaction confirmation (potwierdzenie transakcji): what a domestic buyer may be handed before the invoice has its
/// number (LAW 18, 1.10). It is not an invoice, says so first, and shows no tax.
/// </summary>
internal static class ConfirmationDescription
{
    public static Visualisation Of(Fa3Invoice file, IReadOnlyList<PrintedCode> codes, PrintOptions options)
    {
        var tongue = Tongue.Of(options.Languages);
        var composer = new Composer(tongue, file.Currency);
        if (options.Stamp != PrintStamp.None) codes = [];
        var invoice = new Reading().Of(file.Document.Root);
        var kind = composer.Prescribed("Potwierdzenie transakcji", "Transaction confirmation");
        List<Block> blocks = [
            new Space(8),
            new Paragraph(composer.Say(
                "Ten dokument nie jest fakturą. Fakturę nabywca otrzyma w Krajowym Systemie e-Faktur (KSeF) po nadaniu jej numeru.",
                "This document is not an invoice. " +
                "The buyer will receive the invoice in the national e-invoice system KSeF once it has its number."), Emphasis.Strong),
            .. PartiesOf(file, composer),
            .. Goods(invoice.Child("Fa"), composer),
            new GrandTotal(composer.Say("Kwota transakcji", "Amount of the transaction"),
                $"{tongue.Amount(file.Text("Fa", "P_15"))} {file.Currency}")];
        var masthead = new Masthead(kind, composer.Say($"do faktury {file.Number}", $"for invoice {file.Number}"),
            [new Fields([new Field(composer.Label("P_1"), $"{file.IssueDate:yyyy-MM-dd}")])],
            [.. codes.Select(code => InvoiceDescription.CodeOf(code, composer))]);
        return new Visualisation($"{kind} {file.Number}", masthead, blocks)
        {
            Language = tongue.Code,
            Stamp = Stamps.WordsOf(options.Stamp) is { } words ? composer.Prescribed(words.Pl, words.En) : null,
            Footer = $"{kind} · {composer.Say("to nie jest faktura", "not an invoice")} · {file.SellerName}",
            PageOf = composer.Say("Strona {0} z {1}", "Page {0} of {1}"),
        };
    }

    private static IEnumerable<Block> PartiesOf(Fa3Invoice file, Composer composer)
    {
        yield return new SideBySide([
            [Party(composer.Say("Sprzedawca", "Seller"), file.SellerName, file.SellerNip)],
            [Party(composer.Say("Nabywca", "Buyer"), file.BuyerName, file.BuyerNip)]]);

        Section Party(string title, string name, Nip? nip) => new(title,
            [new Paragraph(name, Emphasis.Strong), new Fields(nip is null ? [] : [new Field(composer.Label("NIP"), nip.Value.ToString())])]);
    }

    private static IEnumerable<Block> Goods(Part fa, Composer composer)
    {
        var rows = fa.Children("FaWiersz").Where(line => !line.Says("StanPrzed"))
            .Select(line => new Row(
            [
                new Cell(line["NrWierszaFa"] ?? ""), new Cell(line["P_7"] ?? ""), new Cell(composer.Tongue.Quantity(line["P_8B"])),
                new Cell(line["P_8A"] ?? ""),
            ])).ToList();
        if (rows.Count == 0) return [];
        return [new Section(composer.Say("Przedmiot transakcji", "Subject of the transaction"), [new Table(
            [composer.Column("NrWierszaFa", numeric: true), composer.Column("P_7"), composer.Column("P_8B", numeric: true), composer.Column("P_8A")],
            rows)])];
    }
}
