using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>
/// A settlement takes its advances from the ledger: KSeF numbers, amounts and tax by rate, after their corrections (art. 106f ust. 3). Amounts
/// by hand are for advances from elsewhere, and then for all of those. What is taxed twice can only be corrected later.
/// </summary>
internal sealed class TakeAdvances(Ledger ledger)
{
    private sealed record Taken(Advance Advance, IssuedInvoice? Invoice, IReadOnlyList<Finding> Wrong);

    /// <summary>The draft of a settlement (ROZ), or of its correction (KOR_ROZ), with what the ledger knows of its advances.</summary>
    /// <exception cref="RefusedException">INK-ADVANCE-001 to 010: an advance is unknown, not accepted, of another buyer,
    /// or not as was said.</exception>
    public InvoiceDraft Into(Company company, InvoiceDraft draft)
    {
        if (draft.Kind is not (InvoiceKind.Roz or InvoiceKind.KorRoz) || draft.Advances.Count == 0) return draft;
        var settled = SettledBefore(company, draft);
        var taken = draft.Advances.Select((advance, i) => Take(company, draft, advance, $"advances[{i}]", settled)).ToList();
        List<Finding> wrong = [.. taken.SelectMany(one => one.Wrong), .. Twice(taken, i => $"advances[{i}]")];
        wrong.AddRange(taken.Select((one, i) => (one, i)).Where(at => at.one is { Invoice: null, Wrong.Count: 0, Advance.Amounts.Count: 0 }
            && draft is { Kind: InvoiceKind.Roz, Sums.Count: 0 })
            .Select(at => Unknown(draft.Advances[at.i], $"advances[{at.i}]")));
        return wrong.Count > 0 ? throw new RefusedException(wrong) : draft with { Advances = [.. taken.Select(one => one.Advance)] };
    }

    /// <summary>What a finished file says of its advances that the ledger contradicts.</summary>
    public IReadOnlyList<Finding> Contradictions(Company company, InvoiceDraft file)
    {
        static string At(int i) => $"Fa/FakturaZaliczkowa[{i + 1}]";
        var taken = file.Advances.Select((advance, i) => Take(company, file, advance, At(i), null)).ToList();
        List<Finding> wrong = [.. taken.SelectMany(one => one.Wrong), .. Twice(taken, At)];
        wrong.AddRange(taken.Select((one, i) => (one, i)).Where(at => file.Advances[at.i].KsefNumber is null && at.one.Advance.KsefNumber is not null)
            .Select(at => OutsideKsef(file.Advances[at.i], at.one.Advance.KsefNumber!, At(at.i))));
        if (file.Kind is InvoiceKind.Roz) wrong.AddRange(taken.SelectMany((one, i) => SettledAlready(company, one.Invoice, At(i))));
        var allAreOurs = taken.Count > 0 && taken.All(one => one.Invoice is not null);
        if (wrong.Count == 0 && file.Kind is InvoiceKind.Roz && allAreOurs) wrong.AddRange(NotTakenOff(file, taken));
        return [.. wrong.Select(one => one with { Severity = Severity.Wrong })];
    }

    private Taken Take(Company company, InvoiceDraft settlement, Advance named, string path, HashSet<long>? settled)
    {
        if (named.Number is null && named.KsefNumber is null) return new(named, null, [Nameless(path)]);
        var ours = ledger.Of(company);
        var known = new NamedInvoices(ours);
        var candidates = known.Advances(named);
        if ((candidates.FirstOrDefault(IsSettled) ?? (candidates is [var first, ..] ? first : null)) is not { } advance)
        {
            var isUnderAnother = named is { Number: not null, KsefNumber: not null }
                && known.Advances(new Advance { Number = named.Number }).Count > 0;
            return new(named, null, isUnderAnother ? [OtherNumber(named, path)] : []);
        }
        if (!IsSettled(advance)) return new(named, advance, [NotAccepted(company, advance, path)]);
        if (NamedInvoices.DraftOf(ours.Bytes(advance)) is not { } says) return new(named, advance, []);
        if (!IsSameBuyer(says.Buyer, settlement.Buyer)) return new(named, advance, [OtherBuyer(advance, path)]);
        if (says.Currency != settlement.Currency) return new(named, advance, [OtherCurrency(advance, settlement.Currency, path)]);

        var corrections = known.CorrectionsOf(advance);
        if (corrections.Select(one => one.Invoice).FirstOrDefault(one => !IsSettled(one)) is { } waits)
            return new(named, advance, [NotAccepted(company, waits, path)]);
        var numbered = named with { Number = advance.Number, KsefNumber = (advance.State as InvoiceState.Accepted)?.KsefNumber };
        // A correction gives the difference: what the original settled already takes nothing off again.
        if (settlement.Kind is InvoiceKind.KorRoz && settled is null) return new(numbered, advance, []);
        var amounts = settled?.Contains(advance.Id) == true ? [] : SaleSoFar.Of(says, corrections.Select(one => one.Says)).AsAdvance(says);
        if (amounts is null) return new(numbered, advance, named.Amounts.Count == 0 ? [Untold(advance, path)] : []);
        if (named.Amounts.Count > 0 && !IsSame(named.Amounts, amounts)) return new(named, advance, [OtherAmounts(advance, amounts, path)]);
        return new(numbered with { Amounts = amounts }, advance, []);
    }

    // It will not change any more, and has the number that it will ever have.
    private static bool IsSettled(IssuedInvoice invoice) => invoice.State is InvoiceState.Accepted or InvoiceState.Waived;

    // The advances that the corrected settlement and its corrections so far name; null where it is not of this ledger.
    private HashSet<long>? SettledBefore(Company company, InvoiceDraft draft)
    {
        var known = new NamedInvoices(ledger.Of(company));
        if (draft.Kind is InvoiceKind.Roz) return [];
        if (draft.Correction is not { Invoices: [var corrected] } || known.Original(corrected) is not { } original) return null;
        if (NamedInvoices.DraftOf(ledger.Of(company).Bytes(original)) is not { } says) return null;
        var named = says.Advances.Concat(known.CorrectionsOf(original).SelectMany(one => one.Says.Advances));
        return [.. named.SelectMany(known.Advances).Select(one => one.Id)];
    }

    private static IEnumerable<Finding> Twice(List<Taken> taken, Func<int, string> at) => taken.Select((one, i) => (one, i))
        .Where(one => one.one.Invoice is { } invoice && taken.FindIndex(other => other.Invoice?.Id == invoice.Id) < one.i)
        .Select(one => new Finding("INK-ADVANCE-007",
            $"Zaliczka {one.one.Invoice!.Number} jest podana dwa razy.", $"The advance {one.one.Invoice.Number} is named twice.")
        { Path = at(one.i), Hint = new("Zostaw ją raz.", "Keep it once.") });

    private IEnumerable<Finding> SettledAlready(Company company, IssuedInvoice? advance, string path)
    {
        if (advance is null || new NamedInvoices(ledger.Of(company)).SettlementsOf(advance) is not [var settlement, ..]) yield break;
        yield return new Finding("INK-ADVANCE-012", Severity.Wrong, new(
            $"Zaliczkę {advance.Number} rozliczyła już faktura {settlement.Number}.",
            $"The advance {advance.Number} was settled by invoice {settlement.Number} before."))
        { Path = path, Hint = new("Usuń ją albo najpierw skoryguj tamto rozliczenie.", "Leave it out, or correct that settlement first.") };
    }

    private static IEnumerable<Finding> NotTakenOff(InvoiceDraft file, List<Taken> taken)
    {
        if (file.Lines.Count == 0 || file.Lines.Any(line => line.Rate is null)) yield break;
        var expected = Totals.Of(file with { Sums = [], Due = null, Advances = [.. taken.Select(one => one.Advance)] }).Due;
        var said = Totals.Of(file).Buckets.Sum(sum => sum.Gross);
        if (Math.Abs(expected - said) <= 0.01m * (file.Lines.Count + taken.Count)) yield break;
        yield return new Finding("INK-ADVANCE-008", Severity.Wrong, new(
            $"Po odjęciu zaliczek sumy dają {expected:0.00}, a faktura rozliczeniowa podaje {said:0.00}.",
            $"Less the advances the sums come to {expected:0.00}, and the settlement says {said:0.00}."))
        {
            Path = "Fa/P_15",
            Hint = new("Odejmij od sum P_13 i P_14 kwoty faktur zaliczkowych (art. 106f ust. 3).",
                "Take the amounts of the advance invoices off the sums P_13 and P_14 (art. 106f(3))."),
        };
    }

    private static bool IsSame(IReadOnlyList<AdvanceAmount> one, IReadOnlyList<AdvanceAmount> other)
    {
        static Dictionary<TaxBucket, (decimal, decimal)> ByBucket(IReadOnlyList<AdvanceAmount> amounts) =>
            amounts.GroupBy(amount => amount.Rate.Bucket).ToDictionary(group => group.Key,
                group => (group.Sum(one => one.Net), group.Sum(one => one.Vat)));
        var (ours, theirs) = (ByBucket(one), ByBucket(other));
        return ours.Count == theirs.Count && ours.All(pair => theirs.TryGetValue(pair.Key, out var same) && same == pair.Value);
    }

    // A tax number decides; those who have none are known by their names.
    private static bool IsSameBuyer(Party one, Party other) =>
        (one.Nip, one.EuVat, one.ForeignId, other.Nip, other.EuVat, other.ForeignId) is (null, null, null, null, null, null)
        ? string.Equals(one.Name?.Trim(), other.Name?.Trim(), StringComparison.OrdinalIgnoreCase)
        : one.Nip == other.Nip && one.EuVat == other.EuVat && one.ForeignId == other.ForeignId;

    private static Finding Unknown(Advance named, string path) => new("INK-ADVANCE-001",
        $"Rejestr nie zna faktury zaliczkowej {named.Number ?? named.KsefNumber}, a bez jej kwot zapłacony podatek zostałby naliczony drugi raz.",
        $"The ledger does not know the advance invoice {named.Number ?? named.KsefNumber}, and without its amounts its tax would be charged again.")
    {
        Path = path,
        Hint = new("Popraw numer, a zaliczce wystawionej gdzie indziej wpisz „amounts”, dla każdej stawki",
            "Correct the number, or give \"amounts\" by rate for an advance that was issued elsewhere"),
        Next = new SeeLedger(),
    };

    private static Finding NotAccepted(Company company, IssuedInvoice invoice, string path) => new("INK-ADVANCE-002",
        $"Faktura {invoice.Number} nie ma jeszcze numeru KSeF ({invoice.State.Word}), a rozliczenie musi podać numery zaliczek i ich kwoty.",
        $"Invoice {invoice.Number} has no KSeF number yet ({invoice.State.Word}), "
        + "and a settlement has to give the numbers and amounts of its advances.")
    {
        Path = path,
        Hint = invoice.State is InvoiceState.Rejected
            ? new("KSeF ją odrzucił; najpierw ją napraw", "KSeF refused it; repair it first") : new("Wyślij ją najpierw", "Send it first"),
        Next = invoice.State is InvoiceState.Rejected ? new Repair(invoice.Id) : new SendNow(company.Reference),
    };

    private static Finding OtherBuyer(IssuedInvoice advance, string path) => new("INK-ADVANCE-003",
        $"Zaliczkę {advance.Number} zapłacił inny nabywca: {advance.BuyerName}.",
        $"The advance {advance.Number} was paid by another buyer: {advance.BuyerName}.")
    { Path = path, Hint = new("Popraw nabywcę albo numer zaliczki.", "Correct the buyer, or the number of the advance.") };

    private static Finding OtherCurrency(IssuedInvoice advance, string currency, string path) => new("INK-ADVANCE-004",
        $"Zaliczka {advance.Number} jest w walucie {advance.Currency}, a rozliczenie w {currency}.",
            $"The advance {advance.Number} is in {advance.Currency}, and the settlement in {currency}.")
    { Path = path, Hint = new("Rozlicz ją w jej walucie.", "Settle it in its own currency.") };

    private static Finding OtherAmounts(IssuedInvoice advance, IReadOnlyList<AdvanceAmount> amounts, string path)
    {
        var listed = amounts.Count == 0 ? "0" : string.Join(", ", amounts.Select(one => $"{one.Rate}: {one.Net:0.00} + {one.Vat:0.00}"));
        return new("INK-ADVANCE-005",
            $"Podane kwoty zaliczki {advance.Number} są inne niż w rejestrze, po jej korektach ({listed}).",
            $"The amounts given for the advance {advance.Number} are other than those in the ledger, after its corrections ({listed}).")
        {
            Path = path + ".amounts",
            Hint = new("Usuń „amounts”: program sam je weźmie z rejestru.",
            "Leave \"amounts\" out: the program takes them from the ledger.")
        };
    }

    private static Finding Untold(IssuedInvoice advance, string path) => new("INK-ADVANCE-006",
        $"Zaliczkę {advance.Number} skorygowano razem z innymi fakturami, więc nie wiadomo, do jakiej kwoty doszła.",
        $"The advance {advance.Number} was corrected together with other invoices, so it is not known what it came to.")
    {
        Path = path,
        Hint = new("Wpisz „amounts”: kwoty po korekcie, dla każdej stawki.",
        "Give \"amounts\": what it comes to after the correction, by rate.")
    };

    private static Finding OtherNumber(Advance named, string path) => new("INK-ADVANCE-009",
        $"Zaliczka {named.Number} ma w rejestrze inny numer KSeF niż {named.KsefNumber}.",
            $"The advance {named.Number} has another KSeF number in the ledger than {named.KsefNumber}.")
    { Path = path, Hint = new("Usuń „ksefNumber”: program sam go wpisze.", "Leave \"ksefNumber\" out: the program fills it in.") };

    private static Finding Nameless(string path) => new("INK-ADVANCE-010",
        "Zaliczka nie ma ani numeru, ani numeru KSeF.", "The advance has neither a number nor a KSeF number.")
    { Path = path, Hint = new("Podaj „number” albo „ksefNumber”.", "Give \"number\" or \"ksefNumber\".") };

    private static Finding OutsideKsef(Advance named, string number, string path) => new("INK-ADVANCE-011", Severity.Wrong, new(
        $"Zaliczka {named.Number} jest podana jak wystawiona poza KSeF, a ma numer KSeF {number}.",
        $"The advance {named.Number} is named as one that was issued outside KSeF, and it has the KSeF number {number}."))
    {
        Path = path,
        Hint = new("Podaj NrKSeFFaZaliczkowej zamiast NrKSeFZN i NrFaZaliczkowej.",
        "Give NrKSeFFaZaliczkowej instead of NrKSeFZN and NrFaZaliczkowej.")
    };
}
