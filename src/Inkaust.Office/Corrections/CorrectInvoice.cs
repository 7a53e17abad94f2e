using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>Held corrections whose originals have got their numbers.</summary>
/// <param name="Moved">Those that are issued now.</param>
/// <param name="Problems">Why others could not be.</param>
public sealed record ReleasedCorrections(IReadOnlyList<IssuedInvoice> Moved, IReadOnlyList<Finding> Problems);

/// <summary>What became of a correction.</summary>
public abstract record CorrectionOutcome
{
    private CorrectionOutcome() { }

    /// <summary>It is issued.</summary>
    public sealed record Issued(IssuedInvoice Invoice) : CorrectionOutcome;

    /// <summary>It waits for the number of its original.</summary>
    /// <param name="Correction">What waits.</param>
    /// <param name="Why">The reason.</param>
    /// <param name="Next">What ends the waiting, where the number will not come by itself.</param>
    public sealed record Held(HeldCorrection Correction, Wording Why, NextStep? Next) : CorrectionOutcome
    {
        /// <summary>It goes by itself once its original has what it waits for; else somebody has to do something about it.</summary>
        public bool GoesByItself => Next is null or SendNow;
    }
}

/// <summary>The invoice that is corrected, as far as its correction has to name it; what it comes to is that after its corrections so far.</summary>
internal sealed record Original(string Kind, string Number, DateOnly IssueDate, decimal Gross, string? KsefNumber);

/// <summary>
/// Corrects an invoice: find the original's number -> fill in DaneFaKorygowanej -> issue; while the original has no number yet,
/// hold the correction and issue it with the number when that has come (LAW 52-54).
/// </summary>
public sealed class CorrectInvoice(Ledger ledger, ReceivedSales sales, HeldCorrections heldCorrections, IssueInvoice issue, SignIn signIn)
{
    /// <summary>Corrects an invoice of the ledger.</summary>
    /// <param name="company">Who issues.</param>
    /// <param name="corrected">The original.</param>
    /// <param name="draft">The correction; what it corrects is filled in, and KOR, KOR_ZAL or KOR_ROZ as the original demands.</param>
    /// <param name="terms">How; a mode alone is enough.</param>
    /// <param name="stop">Gives up; nothing is issued then.</param>
    /// <exception cref="RefusedException">INK-CORRECT-001 to 006, 016, or a rule is broken. Nothing was issued or held.</exception>
    public async Task<CorrectionOutcome> FromDraftAsync(Company company, IssuedInvoice corrected, InvoiceDraft draft, IssuingTerms terms,
        CancellationToken stop = default)
    {
        var ours = ledger.Of(company);
        var holder = Holder(ours, corrected);
        if (IsNumbered(holder))
        {
            var completed = Completed(company, draft, OriginalOf(ours, holder));
            return new CorrectionOutcome.Issued(await issue.FromDraftAsync(company, completed, terms, stop));
        }

        // It gets the date of the day on which it is issued. Everything but the number can be judged now.
        var undated = draft with { IssueDate = null };
        if (HeldBefore(company, undated, terms) is { } before) return WhyHeld(ours, before, holder);
        var waiting = Completed(company, undated, OriginalOf(ours, holder));
        issue.Check(company, waiting, terms with { OriginalGetsItsNumber = true });
        RefuseUsedNumber(company, waiting);
        return WhyHeld(ours, heldCorrections.Hold(company, corrected, KindOf(waiting.Kind), undated, terms), holder);
    }

    /// <summary>Judges a correction as if it were issued or held now.</summary>
    /// <exception cref="RefusedException">As <see cref="FromDraftAsync"/> says, but for numbers that are used.</exception>
    public void Check(Company company, IssuedInvoice corrected, InvoiceDraft draft, IssuingTerms terms)
    {
        var ours = ledger.Of(company);
        var holder = Holder(ours, corrected);
        issue.Check(company, Completed(company, draft, OriginalOf(ours, holder)), terms with { OriginalGetsItsNumber = !IsNumbered(holder) });
    }

    /// <summary>Says what would come of it: what is issued, or why it would wait. Nothing is issued or held.</summary>
    /// <inheritdoc cref="FromDraftAsync"/>
    public async Task<(IssuePreview Preview, Wording? WaitsBecause)> PreviewAsync(
        Company company, IssuedInvoice corrected, InvoiceDraft draft, IssuingTerms terms, CancellationToken stop = default)
    {
        var ours = ledger.Of(company);
        var holder = Holder(ours, corrected);
        var isNumbered = IsNumbered(holder);
        var completed = Completed(company, isNumbered ? draft : draft with { IssueDate = null }, OriginalOf(ours, holder));
        var preview = await issue.PreviewAsync(company, completed, terms with { OriginalGetsItsNumber = !isNumbered }, stop);
        // Mode and deadline follow from the day on which it is issued.
        return isNumbered ? (preview, null)
            : (preview with { Choice = null, Deadline = null, HandOver = null, Readiness = null }, WhyHeld(holder));
    }

    /// <summary>
    /// The invoice of the ledger that a draft corrects; of several the first without a number, because the correction waits for that. Null: it is no
    /// correction, or corrects what the ledger has not got.
    /// </summary>
    public IssuedInvoice? CorrectedBy(Company company, InvoiceDraft draft)
    {
        if (draft is not { Kind: InvoiceKind.Kor or InvoiceKind.KorZal or InvoiceKind.KorRoz, Correction.Invoices: { Count: > 0 } named }) return null;
        var ours = ledger.Of(company);
        List<IssuedInvoice> here = [.. named.Select(new NamedInvoices(ours).Here).OfType<IssuedInvoice>()];
        return here.FirstOrDefault(one => !IsNumbered(ours.InKsefFor(one))) ?? here.FirstOrDefault();
    }

    /// <summary>
    /// Corrects an invoice that is not in the ledger but in KSeF, by its number there: another program issued it, or its buyer. It is checked against
    /// its file as it was received, else as KSeF gives it now, and against its corrections in the ledger and among what was received.
    /// </summary>
    /// <exception cref="RefusedException">As above; INK-CORRECT-013: another seller issued it.</exception>
    /// <exception cref="Ksef.KsefException">KSeF does not give it, or could not be reached.</exception>
    public async Task<IssuedInvoice> OfKsefAsync(Company company, KsefNumber number, InvoiceDraft draft, IssuingTerms terms,
        CancellationToken stop = default)
    {
        // The number says who issued it; KSeF gives the invoice to its buyer as well.
        if (number.SellerNip != company.Nip) throw new RefusedException(OfAnotherSeller(company, $"{number}", $"{number.SellerNip}"));
        var file = sales.FileOf(company, $"{number}") ?? await DownloadedAsync(company, number, stop);
        var original = new Original(file.Kind, file.Number, file.IssueDate, file.Gross, $"{number}");
        var soFar = sales.SoFar(company, Named(original), file);
        var completed = Completed(company, draft, original with { Gross = soFar?.Due ?? file.Gross });
        return await issue.FromDraftAsync(company, completed, terms with { OriginalFromKsef = file }, stop);
    }

    private async Task<Fa3Invoice> DownloadedAsync(Company company, KsefNumber number, CancellationToken stop)
    {
        var (ksef, access) = await signIn.AsCompanyAsync(company, stop);
        return Fa3Invoice.Read(await ksef.Invoices.DownloadAsync(access, number, stop));
    }

    /// <summary>Issues or holds the zero correction and issues the right invoice, for an original with the wrong buyer (LAW 56).</summary>
    /// <inheritdoc cref="FromDraftAsync"/>
    public async Task<(CorrectionOutcome Zero, IssuedInvoice Right)> WrongBuyerAsync(
        Company company, IssuedInvoice corrected, WrongBuyer wrong, IssuingTerms terms, CancellationToken stop = default)
    {
        var original = ledger.Of(company).InKsefFor(corrected);
        var (zero, right) = wrong.Drafts(ledger.Of(company).File(original), Corrected(ledger.Of(company), original));
        // Neither is issued when the other one cannot be.
        issue.Check(company, right, terms);
        RefuseUsedNumber(company, right);
        var outcome = await FromDraftAsync(company, corrected, zero, terms, stop);
        return (outcome, await issue.FromDraftAsync(company, right, terms, stop));
    }

    /// <summary>Issues the held corrections whose originals have their numbers now.</summary>
    /// <returns>What was issued, and what could not be and why; that stays held.</returns>
    public async Task<ReleasedCorrections> ReleaseAsync(Company company, CancellationToken stop = default)
    {
        var issued = new List<IssuedInvoice>();
        var problems = new List<Finding>();
        foreach (var held in heldCorrections.Of(company))
        {
            var holder = ledger.Of(company).InKsefFor(ledger.Of(company).At(held.Original));
            if (!IsNumbered(holder)) continue;
            try
            {
                var original = OriginalOf(ledger.Of(company), holder);
                var invoice = IssuedBefore(company, held, original)
                    ?? await issue.FromDraftAsync(company, Completed(company, held.Draft, original), held.Terms, stop);
                heldCorrections.Released(company, held, invoice);
                issued.Add(invoice);
            }
            catch (RefusedException refused)
            {
                problems.Add(new Finding("INK-CORRECT-007",
                    $"Faktura korygowana ma już numer, a korekty {held.Number} nie da się wystawić: {refused.Findings[0].Text.Pl}",
                    $"The original has its number, but the correction {held.Number} cannot be issued: {refused.Findings[0].Text.En}")
                {
                    Path = refused.Findings[0].Path,
                    Hint = new("Wycofaj ją i wystaw poprawioną", "Withdraw it and issue a better one"),
                    Next = new WithdrawCorrection(held.Id),
                });
            }
        }
        return new ReleasedCorrections(issued, problems);
    }

    /// <summary>Why a correction still waits.</summary>
    public CorrectionOutcome.Held WhyHeld(Company company, HeldCorrection held) =>
        WhyHeld(ledger.Of(company), held, ledger.Of(company).InKsefFor(ledger.Of(company).At(held.Original)));

    private static CorrectionOutcome.Held WhyHeld(CompanyLedger ours, HeldCorrection held, IssuedInvoice original) => original switch
    {
        // Its number came outside a round, by repair or issue alone.
        { State: InvoiceState.Accepted accepted } => new(held, new(
            $"Faktura korygowana {original.Number} ma już numer KSeF {accepted.KsefNumber}; korektę wystawi najbliższe wysyłanie",
            $"The original {original.Number} has its KSeF number {accepted.KsefNumber} now; the next sending issues the correction"),
            new SendNow(ours.Company.Reference)),
        { State: InvoiceState.Waived } => new(held, new(
            $"Faktury korygowanej {original.Number} nie trzeba przesyłać (awaria całkowita), więc numeru nie będzie; "
                + "korektę wystawi najbliższe wysyłanie",
            $"The original {original.Number} need not be sent (total failure), so no number will come; the next sending issues the correction"),
            new SendNow(ours.Company.Reference)),
        { State: InvoiceState.Rejected } when ours.IsBeingRepaired(original) => new(held, WhyHeld(original), new SendNow(ours.Company.Reference)),
        { State: InvoiceState.Rejected { ClosedBecause: not null } } => new(held, new(
            $"KSeF odrzucił fakturę korygowaną {original.Number} i zamknięto ją: nie ma czego korygować. Wycofaj korektę",
            $"KSeF refused the original {original.Number}, and it was closed: there is nothing to correct. Withdraw the correction"),
            new WithdrawCorrection(held.Id)),
        { State: InvoiceState.Rejected } when original.Mode.IsOffline() => new(held, new(
            $"KSeF odrzucił fakturę korygowaną {original.Number}; trzeba ją najpierw naprawić",
            $"KSeF refused the original {original.Number}; it has to be repaired first"), new Repair(original.Id)),
        { State: InvoiceState.Rejected } => new(held, new(
            $"KSeF odrzucił fakturę korygowaną {original.Number}, wystawioną online: nie ma czego korygować. Wycofaj korektę",
            $"KSeF refused the original {original.Number}, issued online: there is nothing to correct. Withdraw the correction"),
            new WithdrawCorrection(held.Id)),
        _ => new(held, NoNumberYet(original), null),
    };

    private static Wording WhyHeld(IssuedInvoice original) => original.State is InvoiceState.Rejected ? new(
        $"KSeF odrzucił fakturę korygowaną {original.Number}, a jej naprawiony plik nie ma jeszcze numeru",
        $"KSeF refused the original {original.Number}, and its repaired file has no number yet") : NoNumberYet(original);

    private static Wording NoNumberYet(IssuedInvoice original) => new(
        $"Faktura korygowana {original.Number} nie ma jeszcze numeru KSeF, a korekta musi go podać (art. 106j ust. 2 pkt 3).",
        $"The original {original.Number} has no KSeF number yet, and a correction must name it (art. 106j ust. 2 pkt 3).");

    // Who has the number, or will get it.
    private static IssuedInvoice Holder(CompanyLedger ours, IssuedInvoice corrected)
    {
        var holder = ours.InKsefFor(corrected);
        return holder.State is InvoiceState.Rejected && !ours.IsBeingRepaired(holder) ? throw new RefusedException(NotIssued(holder)) : holder;
    }

    private HeldCorrection? HeldBefore(Company company, InvoiceDraft undated, IssuingTerms terms)
    {
        if (terms.IdempotencyKey is not { } key || heldCorrections.Under(company, key) is not { } held) return null;
        return held.Draft.WriteJson().AsSpan().SequenceEqual(undated.WriteJson()) ? held : throw new RefusedException(new Finding("INK-CORRECT-016",
            $"Pod tym kluczem czeka już inna korekta: {held.Number}.", $"Another correction waits under this key already: {held.Number}.")
        {
            Hint = new(
                "Każda faktura ma swój klucz; powtarza się go tylko z tą samą treścią.",
                "Each invoice has a key of its own; it is repeated only with the same content."),
        });
    }

    // A crash between the ledger and the note that it waits no longer: the correction is there and is not issued twice.
    private IssuedInvoice? IssuedBefore(Company company, HeldCorrection held, Original original) =>
        ledger.Of(company).WithNumber(held.Kind, held.Number)
            .FirstOrDefault(one => ledger.Of(company).File(one).Text("Fa", "DaneFaKorygowanej", "NrKSeFFaKorygowanej") == original.KsefNumber);

    // An invoice of a total failure never gets a number, and the correction says so (LAW 55).
    private static bool IsNumbered(IssuedInvoice original) => original.State is InvoiceState.Accepted or InvoiceState.Waived;

    // What is left of an invoice that was corrected before; null where it never was.
    private static SaleSoFar? Corrected(CompanyLedger ours, IssuedInvoice original)
    {
        var known = new NamedInvoices(ours);
        if (known.CorrectionsOf(original).Count == 0) return null;
        return known.SoFar(original) is { Sums: not null, Lines.Count: > 0 } left ? left : throw new RefusedException(new Finding("INK-CORRECT-012",
            $"Fakturę {original.Number} już skorygowano, i nic z niej nie zostało albo nie wiadomo, co: program nie wyzeruje jej sam.",
            $"Invoice {original.Number} was corrected before, and nothing is left of it, "
            + "or it is not known what: the program does not bring it to zero.")
        {
            Hint = new("Napisz szkic korekty od stanu po ostatniej korekcie", "Write the draft of the correction, from the state after the last one"),
            Next = new Correct(original.Id),
        });
    }

    private static Original OriginalOf(CompanyLedger ours, IssuedInvoice invoice) => new(
        invoice.Kind, invoice.Number, invoice.IssueDate, new NamedInvoices(ours).SoFar(invoice)?.Due ?? invoice.Gross,
        (invoice.State as InvoiceState.Accepted)?.KsefNumber);

    private InvoiceDraft Completed(Company company, InvoiceDraft draft, Original original)
    {
        var kind = CorrectionKindOf(original);
        if (draft.Kind is not InvoiceKind.Vat && draft.Kind != kind)
        {
            throw new RefusedException(new Finding("INK-CORRECT-003",
                $"Fakturę {original.Kind} koryguje {KindOf(kind)}, a nie {KindOf(draft.Kind)}.",
                $"An invoice {original.Kind} is corrected by {KindOf(kind)}, not by {KindOf(draft.Kind)}.")
            { Path = "kind", Hint = new("Popraw „kind” albo go usuń.", "Correct \"kind\" or leave it out.") });
        }
        var correction = draft.Correction ?? new Correction { Invoices = [] };
        return draft with
        {
            Kind = kind,
            Correction = correction with
            {
                Invoices = correction.Invoices.Count == 0 ? [Named(original)] : Filled(company, correction.Invoices, original),
                AmountBefore = correction.AmountBefore ?? (kind == InvoiceKind.Kor ? null : original.Gross),
            },
        };
    }

    private IReadOnlyList<CorrectedInvoice> Filled(Company company, IReadOnlyList<CorrectedInvoice> named, Original original)
    {
        if (!named.Any(one => one.Number == original.Number))
        {
            throw new RefusedException(new Finding("INK-CORRECT-002",
                $"Szkic koryguje inne faktury, a nie {original.Number}.", $"The draft corrects other invoices, not {original.Number}.")
            {
                Path = "correction.invoices",
                Hint = new("Usuń „invoices”: program sam wpisze fakturę korygowaną.", "Leave \"invoices\" out: the program fills in the original."),
            });
        }
        return [.. named.Select(one => one.Number == original.Number ? Named(original) : one.KsefNumber is null ? WithItsNumber(company, one) : one)];
    }

    // "Issued outside KSeF" must not stand for "its number has not come yet", nor for "KSeF refused it" (LAW 52).
    private CorrectedInvoice WithItsNumber(Company company, CorrectedInvoice named)
    {
        var ours = ledger.Of(company).Named(named.Number, named.IssueDate).Select(ledger.Of(company).InKsefFor).ToList();
        if (ours.Select(one => one.State).OfType<InvoiceState.Accepted>().FirstOrDefault() is { } accepted)
            return named with { KsefNumber = accepted.KsefNumber };
        if (ours.Count == 0 || ours.Any(one => one.State is InvoiceState.Waived)) return named;
        throw new RefusedException(new Finding("INK-CORRECT-006",
            $"Faktura {named.Number} też jest korygowana, a nie ma jeszcze numeru KSeF.",
            $"Invoice {named.Number} is corrected too and has no KSeF number yet.")
        { Path = "correction.invoices", Hint = new("Wyślij ją najpierw", "Send it first"), Next = new SendNow(company.Reference) });
    }

    private void RefuseUsedNumber(Company company, InvoiceDraft draft)
    {
        if (ledger.Of(company).WithNumber(KindOf(draft.Kind), draft.Number).Count > 0)
            throw new RefusedException(CompanyLedger.NumberIsUsed(KindOf(draft.Kind), draft.Number));
    }

    private static CorrectedInvoice Named(Original original) =>
        new() { Number = original.Number, IssueDate = original.IssueDate, KsefNumber = original.KsefNumber };

    private static InvoiceKind CorrectionKindOf(Original original) => original.Kind switch
    {
        "ZAL" or "KOR_ZAL" => InvoiceKind.KorZal,
        "ROZ" or "KOR_ROZ" => InvoiceKind.KorRoz,
        _ => InvoiceKind.Kor,
    };

    private static string KindOf(InvoiceKind kind) => kind switch
    {
        InvoiceKind.KorZal => "KOR_ZAL",
        InvoiceKind.KorRoz => "KOR_ROZ",
        _ => kind.ToString().ToUpperInvariant(),
    };

    internal static Finding OfAnotherSeller(Company company, string number, string seller) => new("INK-CORRECT-013",
        $"Fakturę {number} wystawił {seller}, a nie {company.Nip}: koryguje ją jej wystawca.",
        $"Invoice {number} was issued by {seller}, not by {company.Nip}: whoever issued it corrects it.")
    { Hint = new("Wybierz firmę", "Choose the company"), Next = new ChooseCompany([]) };

    private static Finding NotIssued(IssuedInvoice original) => new("INK-CORRECT-001",
        $"KSeF odrzucił fakturę {original.Number}: bez numeru nie jest wystawiona i nie ma czego korygować.",
        $"KSeF refused invoice {original.Number}: without a number it is not issued, and there is nothing to correct.")
    {
        Hint = original.Mode.IsOffline()
            ? new("Wystawiono ją offline, więc ją napraw", "It was issued offline, so repair it")
            : new("Wystawiono ją online, więc wystaw ją ponownie", "It was issued online, so issue it anew"),
        Next = original.Mode.IsOffline() ? new Repair(original.Id) : new Issue(),
    };
}
