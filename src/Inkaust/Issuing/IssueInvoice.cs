using System.Security.Cryptography.X509Certificates;
using Inkaust.Certificates;
using Inkaust.Companies;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;

namespace Inkaust.Issuing;

/// <summary>
/// Issues an invoice: complete the draft -> write the XML once -> check the rules -> choose the mode -> compute the deadline
/// -> sign the codes -> one transaction into the ledger. The sender picks it up from there (<see cref="SendWaiting"/>).
/// </summary>
public sealed class IssueInvoice(Ledger ledger, KeyRing keys, ChooseMode chooseMode, TimeProvider clock)
{
    private const string SystemName = "Inkaust";

    /// <summary>Issues a draft: fills in the date and the seller, and writes the file.</summary>
    /// <exception cref="RefusedException">The draft or the file breaks a rule, or the codes cannot be signed. Nothing was issued.</exception>
    public Task<IssuedInvoice> FromDraftAsync(Company company, InvoiceDraft draft, ModeWish wish, CancellationToken stop = default)
    {
        var now = clock.GetUtcNow();
        var complete = draft with
        {
            IssueDate = draft.IssueDate ?? PolishTime.DateOf(now),
            Seller = draft.Seller ?? company.AsSeller(),
        };
        return FromFileAsync(company, Fa3Writer.Write(complete, now, SystemName), wish, stop);
    }

    /// <summary>Issues a file that another program wrote; its bytes stay as they are.</summary>
    /// <exception cref="RefusedException">The file breaks a rule, or the codes cannot be signed. Nothing was issued.</exception>
    public async Task<IssuedInvoice> FromFileAsync(Company company, ReadOnlyMemory<byte> xml, ModeWish wish, CancellationToken stop = default)
    {
        var invoice = Fa3Invoice.Read(xml);
        CheckRules(company, invoice);
        var choice = await chooseMode.ForAsync(company, invoice, PolishTime.DateOf(clock.GetUtcNow()), wish, stop);
        var issuedAt = clock.GetUtcNow();
        var deadline = Deadlines.Of(new IssueFacts(choice.Mode, invoice.IssueDate, issuedAt), [], issuedAt);
        var codes = SignCodes(company, invoice, choice.Mode);
        return ledger.Add(new IssuedInvoice
        {
            Id = 0,
            Company = company.Nip,
            Environment = company.Environment.Word,
            Kind = invoice.Kind,
            Number = invoice.Number,
            IssueDate = invoice.IssueDate,
            IssuedAt = issuedAt,
            BuyerName = invoice.BuyerName,
            BuyerNip = invoice.BuyerNip,
            Currency = invoice.Currency,
            Gross = invoice.Gross,
            Mode = choice.Mode,
            ModeReason = choice.Reason,
            Hash = invoice.Hash,
            KodI = codes.KodI,
            KodII = codes.KodII,
            CertificateSerial = codes.Serial,
            Deadline = deadline,
            State = new InvoiceState.Issued(),
            HasUpo = false,
        }, invoice.Bytes);
    }

    // What KSeF would refuse must be found here: an offline invoice is in the buyer's hands before KSeF sees it (LAW 69).
    private void CheckRules(Company company, Fa3Invoice invoice)
    {
        var findings = Fa3Validator.Validate(invoice.Bytes).Where(finding => finding.Severity == Severity.Rejected).ToList();
        if (invoice.SellerNip != company.Nip)
        {
            findings.Add(new Finding("INK-ISSUE-001",
                $"Sprzedawcą w pliku jest {invoice.SellerNip}, a fakturę wystawia {company.Nip}.", $"The seller in the file is {invoice.SellerNip}, but {company.Nip} issues the invoice.")
            {
                Path = "Podmiot1/DaneIdentyfikacyjne/NIP",
                Hint = new("Wybierz firmę opcją --company.", "Choose the company with --company."),
            });
        }
        var today = PolishTime.DateOf(clock.GetUtcNow());
        if (invoice.IssueDate > today)
        {
            // status 450 in KSeF; LAW 8
            findings.Add(new Finding("INK-ISSUE-002",
                $"Data wystawienia {invoice.IssueDate:yyyy-MM-dd} jest w przyszłości: w Polsce jest {today:yyyy-MM-dd}.",
                $"The date of issue {invoice.IssueDate:yyyy-MM-dd} lies in the future: in Poland it is {today:yyyy-MM-dd}.")
            {
                Path = "Fa/P_1",
                Hint = new("Wystaw ją tego dnia albo popraw datę.", "Issue it on that day, or correct the date."),
            });
        }
        if (findings.Count > 0) throw new RefusedException(findings);
    }

    private (Uri KodI, Uri? KodII, string? Serial) SignCodes(Company company, Fa3Invoice invoice, IssuingMode mode)
    {
        var kodI = VerificationLinks.KodI(company.Environment, invoice.SellerNip, invoice.IssueDate, invoice.Hash);
        if (!mode.IsOffline()) return (kodI, null, null);

        var certificate = keys.Valid(company.Nip, CertificateKind.Offline) ?? throw new RefusedException(new Finding("INK-CERT-001",
            "Wystawienie offline wymaga ważnego certyfikatu KSeF typu 2, a firma go nie ma.", "Issuing offline needs a valid KSeF certificate of type 2, and the company has none.")
        { Hint = new("Gdy KSeF działa: inkaust cert enrol --type offline", "While KSeF answers: inkaust cert enrol --type offline") });
        using var withKey = keys.WithKey(certificate);
        using var key = withKey.GetECDsaPrivateKey()!;
        var kodII = VerificationLinks.KodII(company.Environment, ContextIdentifier.Of(company.Nip), invoice.SellerNip, certificate.Serial!, invoice.Hash, key);
        if (!VerificationLinks.VerifyKodII(kodII, withKey))
        {
            throw new RefusedException(new Finding("INK-CERT-005",
                "Podpis KOD II nie zgadza się z certyfikatem.", "The signature of KOD II does not agree with the certificate.")
            { Hint = new("Klucz jest uszkodzony: pobierz nowy certyfikat.", "The key is damaged: enrol for a new certificate.") });
        }
        return (kodI, kodII, certificate.Serial);
    }
}
