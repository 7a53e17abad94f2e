using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>
/// An invoice went to the wrong buyer. A NIP is never corrected to another one: the invoice is corrected to zero with the wrong
/// NIP, and a new one is issued to the right buyer (LAW 56).
/// </summary>
/// <param name="RightNip">NIP of the right buyer.</param>
/// <param name="CorrectionNumber">P_2 of the zero correction.</param>
/// <param name="NewNumber">P_2 of the new invoice.</param>
public sealed record WrongBuyer(Nip RightNip, string CorrectionNumber, string NewNumber)
{
    /// <summary>Name of the right buyer; null = as on the original.</summary>
    public string? RightName { get; init; }

    /// <summary>Address of the right buyer; null = as on the original.</summary>
    public Address? RightAddress { get; init; }

    /// <summary>PrzyczynaKorekty.</summary>
    public string Reason { get; init; } = "błędny NIP nabywcy";

    /// <summary>Both drafts, made from the original, or from what is left of it.</summary>
    /// <param name="original">The original.</param>
    /// <param name="left">What its corrections have left of it; null: it was never corrected.</param>
    /// <exception cref="RefusedException">INK-CORRECT-008: the original is of a kind for which a person has to write the drafts.</exception>
    internal (InvoiceDraft Zero, InvoiceDraft Right) Drafts(Fa3Invoice original, SaleSoFar? left = null)
    {
        if (original.Kind is not "VAT")
        {
            throw new RefusedException(new Finding("INK-CORRECT-008",
                $"Faktury {original.Kind} program nie wyzeruje sam.", $"The program does not correct an invoice {original.Kind} to zero by itself.")
            { Hint = new("Napisz szkic korekty", "Write the draft of the correction"), Next = new Correct() });
        }
        if (original.BuyerNip == RightNip)
        {
            throw new RefusedException(new Finding("INK-CORRECT-009",
                $"Faktura już jest na NIP {RightNip}.", $"The invoice has the NIP {RightNip} already.")
            {
                Hint = new(
                    "Inny błąd w danych nabywcy popraw zwykłą korektą.",
                    "Correct another mistake in the buyer's data by an ordinary correction."),
            });
        }
        var draft = Fa3DraftReader.Read(original.Bytes);
        if (left is not null) draft = draft with { Lines = left.Lines!, Sums = SumsOf(draft, left), Due = null };
        var right = Right(draft, original.IssueDate);
        return (Zero(draft), left is null ? right : right with { Lines = [.. right.Lines.Select(line => line with { Number = null })] });
    }

    // To the grosz what the corrections have left; in another currency the tax in zloty has to be counted anew.
    private static IReadOnlyList<GivenSum> SumsOf(InvoiceDraft draft, SaleSoFar left) => draft.Currency != "PLN" ? []
        : [.. left.Sums!.Where(sum => sum is not { Net: 0, Vat: 0 }).Select(sum => new GivenSum
        {
            Bucket = sum.Bucket,
            Net = sum.Net,
            Vat = sum.Bucket < TaxBucket.OneStopShop || sum.Vat != 0 ? sum.Vat : null,
        })];

    private InvoiceDraft Zero(InvoiceDraft draft) => draft with
    {
        Number = CorrectionNumber,
        Kind = InvoiceKind.Kor,
        IssueDate = null,
        Lines = [.. draft.Lines.SelectMany((line, i) => BeforeAndAfter(line, line.Number ?? i + 1))],
        Sums = [.. draft.Sums.Select(sum => sum with { Net = -sum.Net, Vat = -sum.Vat, VatInPln = -sum.VatInPln })],
        Due = -draft.Due,
        Correction = new Correction { Reason = Reason, Effect = CorrectionEffect.OnTheDateOfTheOriginal, Invoices = [] },
        // What was agreed about paying and delivering goes with the new invoice.
        Payment = null,
        Settlement = null,
        Terms = null,
        Attachment = null,
    };

    private static Line[] BeforeAndAfter(Line line, long number) =>
    [
        line with { Before = true, Number = number },
        line with
        {
            Number = number,
            Quantity = 0,
            Discount = null,
            Net = line.Net is null ? null : 0,
            Gross = line.Gross is null ? null : 0,
            Vat = line.Vat is null ? null : 0,
            Excise = null,
        },
    ];

    // The sale was then, the invoice is of today.
    private InvoiceDraft Right(InvoiceDraft draft, DateOnly issued) => draft with
    {
        Number = NewNumber,
        IssueDate = null,
        SaleDate = draft.SaleDate ?? (draft.SalePeriod is null && draft.Lines.All(line => line.SaleDate is null) ? issued : null),
        Buyer = draft.Buyer with
        {
            Nip = RightNip,
            EuVat = null,
            ForeignId = null,
            Name = RightName ?? draft.Buyer.Name,
            Address = RightAddress ?? draft.Buyer.Address,
        },
    };
}
