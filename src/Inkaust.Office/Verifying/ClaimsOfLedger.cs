using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>What our own ledger says of a code.</summary>
internal static class ClaimsOfLedger
{
    /// <summary>What the archive of received invoices says.</summary>
    public static Claim OfReceived(ReceivedInvoice received) => Claim.Proven(ClaimSubject.Ledger,
        $"Ta faktura przyszła z KSeF i jest w archiwum pod numerem {received.KsefNumber}.",
        $"This invoice came from KSeF and is in the archive under {received.KsefNumber}.");

    /// <summary>One claim, or null where the ledger has no say: in a code of strangers.</summary>
    /// <param name="judgement">The code.</param>
    /// <param name="issued">The invoice that was issued here with the hash of the code; null: none.</param>
    /// <param name="companies">Whose ledgers were looked at.</param>
    public static Claim? Of(CodeJudgement judgement, IssuedInvoice? issued, IReadOnlyList<Company> companies)
    {
        var link = judgement.Link;
        if (issued is null)
        {
            return link.Seller is { } seller && companies.Any(one => one.Nip == seller && one.Environment == judgement.Environment)
                ? Claim.NotChecked(ClaimSubject.Ledger, $"Sprzedawca {seller} jest tu, ale w jego rejestrze nie ma takiej faktury.",
                    $"The seller {seller} is here, but there is no such invoice in his ledger.")
                : null;
        }
        if (judgement.Environment is { } environment && VerifyCodes.EnvironmentOf(issued) is { } ours && ours != environment)
        {
            return Claim.Wrong(ClaimSubject.Ledger, "INK-VERIFY-203",
                $"Fakturę {issued.Number} wystawiono tu dla innego środowiska ({ours.Word}) niż to, do którego prowadzi kod.",
                $"Invoice {issued.Number} was issued here for another environment ({ours.Word}) than the one to which the code leads.");
        }
        return issued.State switch
        {
            InvoiceState.Rejected => Claim.Wrong(ClaimSubject.Ledger, "INK-VERIFY-202",
                $"Fakturę {issued.Number} z tego kodu KSeF odrzucił, więc nie jest wystawiona.",
                $"Invoice {issued.Number} of this code was refused by KSeF, so that it is not issued."),
            InvoiceState.Accepted accepted => Claim.Proven(ClaimSubject.Ledger,
                $"To nasza faktura {issued.Number}; KSeF nadał jej numer {accepted.KsefNumber}.",
                $"It is our invoice {issued.Number}; KSeF gave it the number {accepted.KsefNumber}."),
            InvoiceState.TechnicallyCorrected by => Claim.Proven(ClaimSubject.Ledger,
                $"To nasza faktura {issued.Number}; po korekcie technicznej ma numer {by.KsefNumber}.",
                $"It is our invoice {issued.Number}; technically corrected, it has the number {by.KsefNumber}."),
            InvoiceState.Waived => Claim.Proven(ClaimSubject.Ledger,
                $"To nasza faktura {issued.Number}, wystawiona w awarii całkowitej poza KSeF.",
                $"It is our invoice {issued.Number}, issued outside KSeF in a total failure."),
            _ => Claim.Proven(ClaimSubject.Ledger,
                $"To nasza faktura {issued.Number}; czeka na numer KSeF{(issued.Deadline.Date is { } day ? $" do {day:yyyy-MM-dd}" : "")}.",
                $"It is our invoice {issued.Number}; it waits for its KSeF number{(issued.Deadline.Date is { } due ? $" until {due:yyyy-MM-dd}" : "")}."),
        };
    }
}
