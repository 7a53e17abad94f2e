using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>An invoice as a person corrects it: its lines as they stand after its corrections so far.</summary>
/// <param name="Draft">The invoice as a draft, for what stays as it is.</param>
/// <param name="Lines">Its lines now, with their numbers.</param>
/// <param name="EarlierCorrections">How often it was corrected before.</param>
public sealed record CorrectableInvoice(InvoiceDraft Draft, IReadOnlyList<Line> Lines, int EarlierCorrections);

/// <summary>What a person wants changed in a line; the rest of it stays.</summary>
/// <param name="Number">Which line.</param>
/// <param name="Name">What is sold.</param>
/// <param name="Quantity">How many; zero takes the line away.</param>
/// <param name="Price">The price of one: net or gross, as the line has it.</param>
/// <param name="Rate">The rate.</param>
public sealed record ChangedLine(long Number, string? Name, decimal? Quantity, decimal? Price, VatRate? Rate);

/// <summary>
/// Makes the draft of a correction out of what a person changes in the lines, so that "before" is what the ledger knows (art. 106j ust. 2).
/// </summary>
public sealed class ProposeCorrection(Ledger ledger, ReceivedSales sales)
{
    /// <summary>An invoice as it may be corrected.</summary>
    /// <exception cref="RefusedException">INK-CORRECT-012: what is left of it is not known.</exception>
    public CorrectableInvoice Of(Company company, IssuedInvoice invoice)
    {
        var ours = ledger.Of(company);
        var original = ours.InKsefFor(invoice);
        var draft = Fa3DraftReader.Read(ours.File(original).Bytes);
        var known = new NamedInvoices(ours);
        return Correctable(draft, known.SoFar(original), known.CorrectionsOf(original).Count);
    }

    /// <summary>A sale that the ledger has not got, as it was received.</summary>
    /// <exception cref="RefusedException">INK-CORRECT-013: another seller issued it; INK-INBOX-025: it is no FA(3).</exception>
    public CorrectableInvoice Of(Company company, ReceivedInvoice sale)
    {
        if (sale.SellerNip != $"{company.Nip}") throw new RefusedException(CorrectInvoice.OfAnotherSeller(company, sale.KsefNumber, sale.SellerNip));
        if (sales.FileOf(company, sale.KsefNumber) is not { } file) throw new RefusedException(InboxFindings.NotOfThisForm(sale.Form));
        var named = new CorrectedInvoice { Number = sale.Number, IssueDate = sale.IssueDate, KsefNumber = sale.KsefNumber };
        return Correctable(Fa3DraftReader.Read(file.Bytes), sales.SoFar(company, named, file), sales.CountCorrections(company, named));
    }

    private static CorrectableInvoice Correctable(InvoiceDraft draft, SaleSoFar? soFar, int corrections)
    {
        var lines = soFar?.Lines is { Count: > 0 } left ? left : draft.Lines;
        return new CorrectableInvoice(draft, [.. lines.Select((line, i) => line with { Number = line.Number ?? i + 1 })], corrections);
    }

    /// <summary>The draft of the correction.</summary>
    /// <param name="invoice">What is corrected.</param>
    /// <param name="number">The number of the correction.</param>
    /// <param name="reason">Why (PrzyczynaKorekty).</param>
    /// <param name="effect">When it counts in the VAT register.</param>
    /// <param name="changes">Lines as they are to be; those that stay as they are may be among them.</param>
    /// <exception cref="RefusedException">INK-CORRECT-014: nothing is changed.</exception>
    public static InvoiceDraft Draft(
        CorrectableInvoice invoice, string number, string reason, CorrectionEffect? effect, IReadOnlyList<ChangedLine> changes)
    {
        List<Line> lines = [];
        foreach (var before in invoice.Lines)
        {
            if (changes.FirstOrDefault(one => one.Number == before.Number) is not { } change || After(before, change) is var after && after == before)
                continue;
            lines.AddRange([before with { Before = true }, after]);
        }
        if (lines.Count == 0) throw new RefusedException(NothingChanged);
        var draft = invoice.Draft;
        return draft with
        {
            Number = number,
            Kind = InvoiceKind.Vat,
            IssueDate = null,
            Lines = lines,
            Sums = [],
            Due = null,
            Correction = new Correction { Reason = reason, Effect = effect, Invoices = [] },
            Order = null,
            Advances = [],
            Payment = null,
            Settlement = null,
            Attachment = null,
        };
    }

    // An amount that stood in the line was of the quantity and price before; it is counted anew.
    private static Line After(Line before, ChangedLine change)
    {
        var price = before.GrossPrice is null ? before.Price : before.GrossPrice;
        var isCounted = before.Quantity == change.Quantity && price == change.Price && before.Rate == change.Rate;
        return before with
        {
            Name = change.Name ?? before.Name,
            Quantity = change.Quantity,
            Price = before.GrossPrice is null ? change.Price : before.Price,
            GrossPrice = before.GrossPrice is null ? before.GrossPrice : change.Price,
            Rate = change.Rate,
            Net = isCounted ? before.Net : null,
            Gross = isCounted ? before.Gross : null,
            Vat = isCounted ? before.Vat : null,
        };
    }

    private static Finding NothingChanged => new("INK-CORRECT-014",
        "Ta korekta niczego nie zmienia.", "This correction changes nothing.")
    { Path = "lines", Hint = new("Wpisz w pozycjach, jak ma być.", "Write into the lines how they are to be.") };
}
