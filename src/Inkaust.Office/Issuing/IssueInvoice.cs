using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>
/// Issues an invoice: complete the draft -> write the XML once -> check the rules -> choose the mode -> compute the deadline
/// -> sign the codes -> one transaction into the ledger. The sender picks it up from there (<see cref="SendWaiting"/>).
/// </summary>
public sealed class IssueInvoice(
    Ledger ledger, KeyRing keys, Rights rights, ChooseMode chooseMode, AnnouncementArchive announcements, Calendar calendar, TimeProvider clock)
{
    /// <summary>Through which every issue goes into the ledger.</summary>
    public Door Door { get; init; } = new(1);

    /// <summary>Issues a draft: fills in the date and the seller, and writes the file.</summary>
    /// <exception cref="RefusedException">The draft or the file breaks a rule, or the codes cannot be signed. Nothing was issued.</exception>
    public Task<IssuedInvoice> FromDraftAsync(
        Company company, InvoiceDraft draft, ModeWish wish, string? bipReference = null, BuyerBranch? buyerTold = null, CancellationToken stop = default) =>
        FromFileAsync(company, Written(company, draft), wish, bipReference, buyerTold, stop);

    /// <summary>Judges a draft as if it were issued now.</summary>
    /// <exception cref="RefusedException">The draft or its file breaks a rule.</exception>
    public void Check(Company company, InvoiceDraft draft) => Refuse(Broken(company, Fa3Invoice.Read(Written(company, draft))));

    private byte[] Written(Company company, InvoiceDraft draft) => CompleteDraft.Written(draft, company.AsSeller, clock.GetUtcNow());

    /// <summary>Issues a file that another program wrote; its bytes stay as they are.</summary>
    /// <exception cref="RefusedException">The file breaks a rule, or the codes cannot be signed. Nothing was issued.</exception>
    public async Task<IssuedInvoice> FromFileAsync(
        Company company, ReadOnlyMemory<byte> xml, ModeWish wish, string? bipReference = null, BuyerBranch? buyerTold = null, CancellationToken stop = default)
    {
        var invoice = Fa3Invoice.Read(xml);
        var broken = Broken(company, invoice);
        // All reasons at once: who asks for an offline mode hears of his certificate too.
        if (wish is ModeWish.Offline or ModeWish.Unavailability or ModeWish.Failure) broken.AddRange(Readiness(company).Refusals);
        Refuse(broken);
        var choice = await chooseMode.ForAsync(company, invoice, wish, bipReference, stop);
        return await Door.ThroughAsync(() => Issued(company, invoice, choice, buyerTold), stop);
    }

    private IssuedInvoice Issued(Company company, Fa3Invoice invoice, ModeChoice choice, BuyerBranch? buyerTold)
    {
        var issuedAt = clock.GetUtcNow();
        var facts = new IssueFacts(choice.Mode, invoice.IssueDate, issuedAt, choice.Evidence.EventId);
        var deadline = Deadlines.Of(facts, announcements.Confirmed(company.Environment), issuedAt, calendar.Days());
        var readiness = choice.Mode.IsOffline() ? Readiness(company, deadline.Date) : null;
        if (readiness is not null) Refuse(readiness.Refusals);
        var kodI = VerificationLinks.KodI(company.Environment, invoice.SellerNip, invoice.IssueDate, invoice.Hash);
        var kodII = choice.Mode.IsOffline() ? KodII.Sign(keys, company, company.Environment, invoice) : null;
        return ledger.By(company.By).Add(new IssuedInvoice
        {
            Id = 0,
            Company = company.Id,
            Seller = company.Nip,
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
            ModeEvidence = choice.Evidence with { Certificate = readiness?.Certificate, BuyerTold = buyerTold },
            Hash = invoice.Hash,
            Size = invoice.Bytes.Length,
            HasAttachment = invoice.HasAttachment,
            KodI = kodI,
            KodII = kodII?.Link,
            CertificateSerial = kodII?.Serial,
            Deadline = deadline,
            // An invoice of a total failure is never sent (art. 106ng; LAW 28).
            State = choice is { Mode: IssuingMode.TotalFailure, Evidence.EventId: { } total } ? new InvoiceState.Waived(total) : new InvoiceState.Issued(),
            HasUpo = false,
            Warnings = readiness?.Warnings ?? [],
        }, invoice.Bytes);
    }

    private OfflineReadiness Readiness(Company company, DateOnly? due = null) => OfflineReadiness.Of(keys, rights, company, clock.GetUtcNow(), due);

    // What KSeF would refuse must be found here: an offline invoice is in the buyer's hands before KSeF sees it (LAW 69).
    private List<Finding> Broken(Company company, Fa3Invoice invoice)
    {
        var findings = Fa3Validator.Validate(invoice.Bytes).Where(finding => finding.Severity == Severity.Rejected).ToList();
        if (invoice.SellerNip != company.Nip)
        {
            findings.Add(new Finding("INK-ISSUE-001",
                $"Sprzedawcą w pliku jest {invoice.SellerNip}, a fakturę wystawia {company.Nip}.", $"The seller in the file is {invoice.SellerNip}, but {company.Nip} issues the invoice.")
            {
                Path = "Podmiot1/DaneIdentyfikacyjne/NIP",
                Hint = new("Wybierz firmę", "Choose the company"),
                Next = new ChooseCompany([]),
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
        return findings;
    }

    private static void Refuse(IReadOnlyList<Finding> findings)
    {
        if (findings.Count > 0) throw new RefusedException(findings);
    }
}
