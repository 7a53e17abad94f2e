using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>
/// Issues an invoice: complete the draft, a settlement with its advances -> write the XML once -> check the rules, and what the ledger knows of the
/// invoices that it names -> choose the mode -> compute the deadline -> sign the codes -> one transaction into the ledger. The sender picks it up
/// from there (<see cref="SendWaiting"/>).
/// </summary>
public sealed class IssueInvoice(
    Ledger ledger, KeyRing keys, Rights rights, ChooseMode chooseMode, AnnouncementArchive announcements, Calendar calendar, TimeProvider clock,
    OfficeLog? log = null)
{
    private readonly TakeAdvances advances = new(ledger);

    /// <summary>Through which every issue goes into the ledger.</summary>
    public Door Door { get; init; } = new(1);

    /// <summary>Knows the series from which devices take numbers, and nobody else; null: there are no devices.</summary>
    public NumberSeries? Series { get; init; }

    /// <summary>Issues a draft: fills in the date and the seller, and writes the file.</summary>
    /// <param name="company">Who issues.</param>
    /// <param name="draft">The draft.</param>
    /// <param name="terms">How; a mode alone is enough.</param>
    /// <param name="stop">Gives up; nothing is issued then.</param>
    /// <returns>The invoice; one that the same request has issued before,
    /// where the terms have a key (<see cref="IssuedInvoice.WasThere"/>).</returns>
    /// <exception cref="RefusedException">
    /// The draft or the file breaks a rule that is not taken knowingly, or the codes cannot be signed; INK-LEDGER-001: the number is used;
    /// INK-ISSUE-004: the key was used for something else. Nothing was issued.
    /// </exception>
    public Task<IssuedInvoice> FromDraftAsync(Company company, InvoiceDraft draft, IssuingTerms terms, CancellationToken stop = default)
    {
        var request = IssuingRequest.Of(terms.IdempotencyKey, draft.WriteJson());
        return IssuedBy(company, request) is { } there ? Task.FromResult(there) : IssuedAsync(company, Written(company, draft), terms, request, stop);
    }

    /// <summary>Issues a file that another program wrote; its bytes stay as they are.</summary>
    /// <inheritdoc cref="FromDraftAsync"/>
    public Task<IssuedInvoice> FromFileAsync(Company company, ReadOnlyMemory<byte> xml, IssuingTerms terms, CancellationToken stop = default)
    {
        var request = IssuingRequest.Of(terms.IdempotencyKey, xml.Span);
        return IssuedBy(company, request) is { } there ? Task.FromResult(there) : IssuedAsync(company, xml, terms, request, stop);
    }

    /// <summary>Says what would happen to a draft. Nothing is issued, and no code is signed.</summary>
    /// <exception cref="RefusedException">INK-DRAFT-nnn: it cannot be written as a file.</exception>
    public Task<IssuePreview> PreviewAsync(Company company, InvoiceDraft draft, IssuingTerms terms, CancellationToken stop = default) =>
        PreviewAsync(company, Written(company, draft), terms, stop);

    /// <summary>Says what would happen to a finished file. Nothing is issued, and no code is signed.</summary>
    public async Task<IssuePreview> PreviewAsync(Company company, ReadOnlyMemory<byte> xml, IssuingTerms terms, CancellationToken stop = default)
    {
        var judged = Judged(company, xml, terms);
        return judged.Invoice is { } invoice ? await PreparedAsync(company, invoice, judged.Preview, terms, clock.GetUtcNow(), stop) : judged.Preview;
    }

    /// <summary>Judges a draft as if it were issued now.</summary>
    /// <exception cref="RefusedException">The draft or its file breaks a rule that is not taken knowingly.</exception>
    public void Check(Company company, InvoiceDraft draft, IssuingTerms terms) =>
        Refuse(Judged(company, Written(company, draft), terms).Preview.Stops);

    /// <summary>Judges a finished file likewise.</summary>
    /// <inheritdoc cref="Check(Company, InvoiceDraft, IssuingTerms)"/>
    public void Check(Company company, ReadOnlyMemory<byte> xml, IssuingTerms terms) => Refuse(Judged(company, xml, terms).Preview.Stops);

    /// <summary>Judges a file that was issued elsewhere, where nobody could ask the ledger.</summary>
    /// <param name="company">Whose it should be.</param>
    /// <param name="xml">The file.</param>
    /// <param name="accepted">Codes that were taken knowingly.</param>
    internal IssuePreview JudgedAgain(Company company, ReadOnlyMemory<byte> xml, IReadOnlyCollection<string> accepted) =>
        Judged(company, xml, new IssuingTerms(ModeWish.Auto) { Accept = accepted }).Preview;

    /// <summary>The invoice in the ledger that says the same as a draft, of whatever day where the draft names none; null: there is none.</summary>
    internal IssuedInvoice? SameAs(Company company, InvoiceDraft draft)
    {
        var written = Written(company, draft);
        if (draft.IssueDate is null && Readable(written) is { } today && ledger.Of(company).WithNumber(today.Kind, today.Number) is [var there])
            written = Written(company, draft with { IssueDate = there.IssueDate });
        return SameAs(company, written);
    }

    /// <summary>The invoice in the ledger that says the same as a finished file; null: there is none.</summary>
    internal IssuedInvoice? SameAs(Company company, ReadOnlyMemory<byte> xml) => Readable(xml) is not { } invoice ? null
        : ledger.Of(company).WithNumber(invoice.Kind, invoice.Number).Where(there => IsTheSame(ledger.Of(company).File(there), invoice))
            .Select(there => there with { WasThere = true }).FirstOrDefault();

    private byte[] Written(Company company, InvoiceDraft draft)
    {
        RefuseNumberOfADevice(company, draft);
        return CompleteDraft.Written(advances.Into(company, draft), company.AsSeller, clock.GetUtcNow());
    }

    // A device that is away may have given the number by now. A finished file may be its own, which somebody brings from it.
    private void RefuseNumberOfADevice(Company company, InvoiceDraft draft)
    {
        var date = draft.IssueDate ?? PolishTime.DateOf(clock.GetUtcNow());
        if (draft.Number is { } number && Series?.OfDeviceGiving(company, number, date) is { } other)
            throw new RefusedException(ShelfFindings.OfADevice(other));
    }

    private IssuedInvoice? IssuedBy(Company company, IssuingRequest? request) => request is null ? null : ledger.Of(company).IssuedBy(request);

    private async Task<IssuedInvoice> IssuedAsync(
        Company company, ReadOnlyMemory<byte> xml, IssuingTerms terms, IssuingRequest? request, CancellationToken stop)
    {
        var judged = Judged(company, xml, terms);
        Refuse(judged.Preview.Stops);
        var invoice = judged.Invoice!;
        var ready = await PreparedAsync(company, invoice, judged.Preview, terms, null, stop);
        Refuse(ready.Stops);
        return await Door.ThroughAsync(() => Issued(company, invoice, ready, terms, request), stop);
    }

    private IssuedInvoice Issued(Company company, Fa3Invoice invoice, IssuePreview ready, IssuingTerms terms, IssuingRequest? request)
    {
        var (choice, readiness) = (ready.Choice!, ready.Readiness);
        var issuedAt = clock.GetUtcNow();
        var deadline = DeadlineOf(company, invoice, choice, issuedAt);
        var kodI = VerificationLinks.KodI(company.Environment, invoice.SellerNip, invoice.IssueDate, invoice.Hash);
        var kodII = choice.Mode.IsOffline() ? KodII.Sign(keys, company, invoice.SellerNip, invoice.Hash) : null;
        var issued = ledger.Of(company).Add(new IssuedInvoice
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
            ModeEvidence = choice.Evidence with { Certificate = readiness?.Certificate, BuyerTold = terms.BuyerTold },
            Hash = invoice.Hash,
            Size = invoice.Bytes.Length,
            HasAttachment = invoice.HasAttachment,
            KodI = kodI,
            KodII = kodII?.Link,
            ConfirmationCode = choice.Mode == IssuingMode.Online ? ForConfirmation(company, invoice) : null,
            CertificateSerial = kodII?.Serial,
            Deadline = deadline,
            // An invoice of a total failure is never sent (art. 106ng; LAW 28).
            State = choice is { Mode: IssuingMode.TotalFailure, Evidence.EventId: { } total }
                ? new InvoiceState.Waived(total) : new InvoiceState.Issued(),
            HasUpo = false,
            Warnings = ready.Findings,
            TakenKnowingly = ready.TakenKnowingly,
            Request = request,
            ExternalId = terms.ExternalId,
        }, invoice.Bytes);
        log?.Issued(company, issued);
        return issued;
    }

    // Whoever waits for the number of an online invoice may be handed a confirmation, which needs a KOD II (LAW 1.10). It is made now or never: who
    // draws has no keys. Without a certificate that is fit the invoice is issued all the same.
    private Uri? ForConfirmation(Company company, Fa3Invoice invoice)
    {
        try
        {
            return keys.Valid(company.Id, CertificateKind.Offline) is null ? null
                : KodII.Sign(keys, company, invoice.SellerNip, invoice.Hash).Link;
        }
        catch (RefusedException)
        {
            return null;
        }
    }

    // Mode, deadline and certificate, as they are at this moment; the moment of issue is asked for once more where nobody is shown a preview.
    private async Task<IssuePreview> PreparedAsync(
        Company company, Fa3Invoice invoice, IssuePreview judged, IssuingTerms terms, DateTimeOffset? at, CancellationToken stop)
    {
        ModeChoice choice;
        try
        {
            choice = await chooseMode.ForAsync(company, invoice, terms.Wish, terms.BipReference, terms.AnswerIsGoodFor, stop);
        }
        catch (RefusedException noBasis) when (at is not null)
        {
            return judged.Stopped(noBasis.Findings);
        }
        var deadline = DeadlineOf(company, invoice, choice, at ?? clock.GetUtcNow());
        var readiness = choice.Mode.IsOffline() ? Readiness(company, deadline.Date) : null;
        var ready = judged with
        {
            Choice = choice,
            Deadline = deadline,
            Readiness = readiness,
            HandOver = HandOver.BeforeTheNumber(invoice, choice.Mode, terms.BuyerTold),
        };
        if (choice.OnAnEvent is { } other)
        {
            var deadlineThere = DeadlineOf(company, invoice, other, at ?? clock.GetUtcNow());
            ready = ready with { Findings = [.. ready.Findings, .. MoreTime.Hint(choice, deadline, other, deadlineThere)] };
        }
        return readiness is null ? ready : (ready with { Findings = [.. ready.Findings, .. readiness.Warnings] }).Stopped(readiness.Refusals);
    }

    private Deadline DeadlineOf(Company company, Fa3Invoice invoice, ModeChoice choice, DateTimeOffset now) => Deadlines.Of(
        new IssueFacts(choice.Mode, invoice.IssueDate, now, choice.Evidence.EventId),
        announcements.Confirmed(company.Environment), now, calendar.Days());

    private OfflineReadiness Readiness(Company company, DateOnly? due = null) => OfflineReadiness.Of(keys, rights, company, clock.GetUtcNow(), due);

    // What is wrong must be found here: an offline invoice is in the buyer's hands before KSeF sees it (LAW 69), and an online one that KSeF
    // has taken can only be corrected (LAW 51).
    private (Fa3Invoice? Invoice, IssuePreview Preview) Judged(Company company, ReadOnlyMemory<byte> xml, IssuingTerms terms)
    {
        IReadOnlyList<Finding> said = Fa3Validator.Validate(xml, ksef: company.Environment.Kind);
        var isRefused = said.Any(one => one.Severity == Severity.Rejected);
        var invoice = isRefused ? Readable(xml) : Fa3Invoice.Read(xml);
        if (invoice is not null && !isRefused) said = [.. said, .. AgainstNamed(company, invoice, terms)];
        List<Finding> stops = [.. said.Where(one => one.Severity == Severity.Rejected)];
        if (invoice is not null)
        {
            stops.AddRange(NotOurs(company, invoice));
            stops.AddRange(TooEarly(invoice));
            stops.AddRange(UsedNumber(company, invoice));
        }
        List<Finding> wrong = [.. said.Where(one => one.Severity == Severity.Wrong)];
        List<Finding> notTaken = [.. wrong.Where(one => !terms.Accept.Contains(one.Code))];
        if (notTaken.Count > 0) stops.AddRange([.. notTaken, NothingIssued(notTaken)]);
        // All reasons at once: who asks for an offline mode hears of his certificate too.
        if (terms.Wish is ModeWish.Offline or ModeWish.Unavailability or ModeWish.Failure) stops.AddRange(Readiness(company).Refusals);
        return (invoice, new IssuePreview(xml, [.. said.Where(one => !stops.Contains(one))], stops)
        {
            TakenKnowingly = [.. wrong.Select(one => one.Code).Distinct().Where(terms.Accept.Contains)],
        });
    }

    // The validator knows the file alone; what it says of originals and advances must agree with the ledger that has them.
    private IEnumerable<Finding> AgainstNamed(Company company, Fa3Invoice invoice, IssuingTerms terms)
    {
        if (invoice.Kind is not ("KOR" or "KOR_ZAL" or "KOR_ROZ" or "ROZ") || NamedInvoices.DraftOf(invoice.Bytes) is not { } says) return [];
        IEnumerable<Finding> ofAdvances = invoice.Kind is "ROZ" or "KOR_ROZ" ? advances.Contradictions(company, says) : [];
        if (invoice.Kind is "ROZ") return ofAdvances;
        var named = new NamedInvoices(ledger.Of(company));
        return [.. ofAdvances, .. named.Contradictions(says, terms.OriginalFromKsef), .. terms.OriginalGetsItsNumber ? [] : named.ClaimsOutsideKsef(says)];
    }

    private static Fa3Invoice? Readable(ReadOnlyMemory<byte> xml)
    {
        try
        {
            return Fa3Invoice.Read(xml);
        }
        catch (RefusedException)
        {
            return null; // The validator has said why.
        }
    }

    /// <summary>Stands beside what is wrong and not taken knowingly.</summary>
    internal const string NothingIssuedCode = "INK-ISSUE-003";

    private static Finding NothingIssued(IReadOnlyList<Finding> wrong) => new("INK-ISSUE-003",
        "KSeF przyjąłby taki plik, a przyjętej faktury nie da się cofnąć; dlatego nic nie wystawiono.",
        "KSeF would take such a file, and an invoice that it took cannot be undone; so nothing was issued.")
    {
        Hint = new("Popraw fakturę albo przyjmij świadomie", "Repair the invoice, or take it knowingly"),
        Next = new TakeKnowingly([.. wrong.Select(one => one.Code).Distinct()]),
    };

    private static IEnumerable<Finding> NotOurs(Company company, Fa3Invoice invoice)
    {
        if (invoice.SellerNip == company.Nip) yield break;
        yield return new Finding("INK-ISSUE-001",
            $"Sprzedawcą w pliku jest {invoice.SellerNip}, a fakturę wystawia {company.Nip}.",
            $"The seller in the file is {invoice.SellerNip}, but {company.Nip} issues the invoice.")
        {
            Path = "Podmiot1/DaneIdentyfikacyjne/NIP",
            Hint = new("Wybierz firmę", "Choose the company"),
            Next = new ChooseCompany([]),
        };
    }

    // Status 450 in KSeF (LAW 8).
    private IEnumerable<Finding> TooEarly(Fa3Invoice invoice)
    {
        var today = PolishTime.DateOf(clock.GetUtcNow());
        if (invoice.IssueDate <= today) yield break;
        yield return new Finding("INK-ISSUE-002",
            $"Data wystawienia {invoice.IssueDate:yyyy-MM-dd} jest w przyszłości: w Polsce jest {today:yyyy-MM-dd}.",
            $"The date of issue {invoice.IssueDate:yyyy-MM-dd} lies in the future: in Poland it is {today:yyyy-MM-dd}.")
        {
            Path = "Fa/P_1",
            Hint = new("Wystaw ją tego dnia albo popraw datę.", "Issue it on that day, or correct the date."),
        };
    }

    // Seller, kind and number make a duplicate (LAW 65). Whoever meets one wants to know which it is, and whether it is the same invoice.
    private IEnumerable<Finding> UsedNumber(Company company, Fa3Invoice invoice)
    {
        foreach (var there in ledger.Of(company).WithNumber(invoice.Kind, invoice.Number))
            yield return CompanyLedger.NumberIsUsed(there, IsTheSame(ledger.Of(company).File(there), invoice));
    }

    private static bool IsTheSame(Fa3Invoice one, Fa3Invoice other)
    {
        try
        {
            return one.Hash == other.Hash
                || Fa3DraftReader.Read(one.Bytes).WriteJson().AsSpan().SequenceEqual(Fa3DraftReader.Read(other.Bytes).WriteJson());
        }
        catch (RefusedException)
        {
            return false; // One of them is no FA(3) any more to this version.
        }
    }

    private static void Refuse(IReadOnlyList<Finding> findings)
    {
        if (findings.Count > 0) throw new RefusedException(findings);
    }
}
