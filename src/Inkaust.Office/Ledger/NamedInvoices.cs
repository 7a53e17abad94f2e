using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>
/// The invoices of a ledger that another invoice names: the original of a correction with its corrections so far, the advances of a settlement.
/// What the ledger has not got is null here and says nothing.
/// </summary>
internal sealed class NamedInvoices(CompanyLedger ours)
{
    /// <summary>The corrected invoice whatever became of it, also one that KSeF refused; null where it is from elsewhere.</summary>
    public IssuedInvoice? Here(CorrectedInvoice named)
    {
        // Its number and date say which it is; a KSeF number may be one that it has not got.
        var found = ours.Named(named.Number, named.IssueDate);
        if (found.Count == 0 && named.KsefNumber is { } number) found = ours.Where("ksef_number = @number", new { number });
        return found.OrderByDescending(one => ours.InKsefFor(one).State is InvoiceState.Accepted or InvoiceState.Waived)
            .ThenBy(one => one.State is InvoiceState.Rejected).FirstOrDefault();
    }

    /// <summary>
    /// What a correction says of the numbers of its originals that the ledger knows better: "issued outside KSeF" stands neither for a number that
    /// has not come yet, nor for a refusal (LAW 52).
    /// </summary>
    public IEnumerable<Finding> ClaimsOutsideKsef(InvoiceDraft correction)
    {
        foreach (var named in correction.Correction?.Invoices ?? [])
        {
            if (named.KsefNumber is null && Here(named) is { } here && ours.InKsefFor(here) is { State: not InvoiceState.Waived } original)
                yield return NotOutsideKsef(original);
        }
    }

    private static Finding NotOutsideKsef(IssuedInvoice original)
    {
        var (pl, en) = original.State is InvoiceState.Accepted { KsefNumber: var number }
            ? ($"z numerem KSeF {number}", $"with the KSeF number {number}") : ("bez numeru KSeF", "without a KSeF number");
        return new("INK-CORRECT-015",
            $"Korekta mówi, że fakturę {original.Number} wystawiono poza KSeF, a ona jest w rejestrze, {pl}.",
            $"The correction says that invoice {original.Number} was issued outside KSeF, but it stands in the ledger, {en}.")
        {
            Path = "Fa/DaneFaKorygowanej",
            Hint = new("Skoryguj ją z rejestru: program wpisze numer albo na niego poczeka",
                "Correct it from the ledger: the program fills in the number, or waits for it"),
            Next = new Correct(original.Id),
        };
    }

    /// <summary>The corrected invoice, as it stands in KSeF; null where it is from elsewhere.</summary>
    public IssuedInvoice? Original(CorrectedInvoice named)
    {
        var found = named.KsefNumber is { } number ? ours.Where("ksef_number = @number", new { number }) : ours.Named(named.Number, named.IssueDate);
        return found.Select(ours.InKsefFor).OrderByDescending(one => one.State is InvoiceState.Accepted).FirstOrDefault(one =>
            one.State is not InvoiceState.Rejected);
    }

    /// <summary>The advance invoices with this number or KSeF number, or with both, each as it stands in KSeF.</summary>
    public IReadOnlyList<IssuedInvoice> Advances(Advance named)
    {
        var condition = (named.Number, named.KsefNumber) switch
        {
            (not null, not null) => "number = @Number AND ksef_number = @KsefNumber",
            (not null, null) => "number = @Number",
            _ => "ksef_number = @KsefNumber",
        };
        return [.. ours.Where($"kind = 'ZAL' AND {condition}", new { named.Number, named.KsefNumber }).Select(ours.InKsefFor).DistinctBy(one =>
            one.Id)];
    }

    /// <summary>Its corrections that were not refused, in the order of issue.</summary>
    public IReadOnlyList<(IssuedInvoice Invoice, InvoiceDraft Says)> CorrectionsOf(IssuedInvoice original) => CorrectionsOf(AsNamed(original));

    /// <summary>The same of an invoice that the ledger may not have.</summary>
    public IReadOnlyList<(IssuedInvoice Invoice, InvoiceDraft Says)> CorrectionsOf(CorrectedInvoice original) =>
        [.. Naming(original, "kind IN ('KOR', 'KOR_ZAL', 'KOR_ROZ')").Where(one => one.Says.Correction?.Invoices.Any(named =>
            Names(named, original)) == true)];

    /// <summary>The settlements that took an advance off, and were not themselves corrected to nothing.</summary>
    public IReadOnlyList<IssuedInvoice> SettlementsOf(IssuedInvoice advance) => [.. Naming(AsNamed(advance), "kind = 'ROZ'")
        .Where(one => one.Says.Advances.Any(named => named.KsefNumber is { } number ? number == (advance.State as InvoiceState.Accepted)?.KsefNumber
            : named.Number == advance.Number))
        .Select(one => one.Invoice).Where(one => SoFar(one)?.Sums is not { } sums || sums.Any(sum => sum is not { Net: 0, Vat: 0 }))];

    private IEnumerable<(IssuedInvoice Invoice, InvoiceDraft Says)> Naming(CorrectedInvoice named, string ofKind)
    {
        foreach (var one in ours.Naming(ofKind, named))
        {
            if (DraftOf(ours.Bytes(one)) is { } says) yield return (one, says);
        }
    }

    /// <summary>What an invoice comes to after its corrections so far; null where its file cannot be read any more.</summary>
    public SaleSoFar? SoFar(IssuedInvoice original) => DraftOf(ours.Bytes(original)) is { } says
        ? SaleSoFar.Of(says, CorrectionsOf(original).Select(one => one.Says)) : null;

    /// <summary>What a correction says that its original and the corrections so far contradict (art. 106j ust. 2).</summary>
    /// <param name="correction">The correction.</param>
    /// <param name="elsewhere">What an original comes to that the ledger has not got; null where that is not known.</param>
    public IReadOnlyList<Finding> Contradictions(InvoiceDraft correction, Func<CorrectedInvoice, SaleSoFar?> elsewhere)
    {
        if (correction.Correction is not { Invoices: [var only] }) return [];
        var sale = Original(only) is { } original ? SoFar(original) : elsewhere(only);
        return sale?.Contradictions(correction) ?? [];
    }

    /// <summary>What a file says; null where this version does not take it for FA(3).</summary>
    public static InvoiceDraft? DraftOf(ReadOnlyMemory<byte> xml)
    {
        try
        {
            return Fa3DraftReader.Read(xml);
        }
        catch (RefusedException)
        {
            return null;
        }
    }

    private static CorrectedInvoice AsNamed(IssuedInvoice invoice) => new()
    {
        Number = invoice.Number,
        IssueDate = invoice.IssueDate,
        KsefNumber = (invoice.State as InvoiceState.Accepted)?.KsefNumber,
    };

    private static bool Names(CorrectedInvoice named, CorrectedInvoice original) => named.KsefNumber is { } number
        ? number == original.KsefNumber : named.Number == original.Number && named.IssueDate == original.IssueDate;
}
