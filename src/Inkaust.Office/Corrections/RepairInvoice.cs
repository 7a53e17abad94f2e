using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>One of the ways on from a refusal.</summary>
/// <param name="What">What somebody does.</param>
/// <param name="Next">The step that does it.</param>
public sealed record WayOn(Wording What, NextStep Next);

/// <summary>
/// The technical correction: KSeF refused an invoice that was issued offline, and a buyer may hold its print. The repaired file
/// must say the same, which is proved here, because KSeF does not look; it is sent pointing at the hash on that print (LAW 57-64).
/// </summary>
public sealed class RepairInvoice(Ledger ledger, AnnouncementArchive announcements, Calendar calendar, TimeProvider clock)
{
    /// <summary>Why KSeF refused the invoice, or the last file that was sent to repair it; of one that was issued online too.</summary>
    /// <exception cref="RefusedException">INK-REPAIR-001, 006: there is nothing to repair.</exception>
    public InvoiceState.Rejected ReasonOf(Company company, IssuedInvoice refused)
    {
        var ours = ledger.Of(company);
        var first = First(ours, refused);
        RefuseWithoutNeed(ours, first);
        return (InvoiceState.Rejected)ours.RepairsOf(first).Append(first).MaxBy(one => one.Id)!.State;
    }

    /// <summary>Everything that may be done about a refused invoice, the likeliest first.</summary>
    /// <inheritdoc cref="ReasonOf"/>
    public IReadOnlyList<WayOn> WaysOf(Company company, IssuedInvoice refused)
    {
        var reason = ReasonOf(company, refused);
        var first = First(ledger.Of(company), refused);
        var ways = new List<WayOn>();
        if (reason.FaultLiesOutside)
            ways.Add(new(new("Nadaj w KSeF brakujące uprawnienie albo zgodę i wyślij ten sam plik",
                "Grant the missing right or consent in KSeF and send the same file"), new SendAgain(refused.Id)));
        else if (first.Mode.IsOffline())
            ways.Add(new(reason.IsDuplicate
                ? new("Nadaj plikowi nowy numer (P_2), resztę zostaw bez zmian, i wyślij go",
                    "Give the file a new number (P_2), leave the rest as it is, and send it")
                : new("Napraw w pliku tylko stronę techniczną i wyślij go",
                    "Repair the technical side of the file only and send it"), new RepairWith(refused.Id)));
        if (!first.Mode.IsOffline())
            ways.Add(new(reason.IsDuplicate
                ? new("Wystawiono ją online, więc nie jest wystawiona: wystaw ją na nowo pod innym numerem",
                    "It was issued online, so it is not issued: issue it anew under another number")
                : new("Wystawiono ją online, więc nie jest wystawiona: popraw ją i wystaw na nowo",
                    "It was issued online, so it is not issued: correct it and issue it anew"), new Issue()));
        if (reason.ClosedBecause is null && first.State is InvoiceState.Rejected { ClosedBecause: null })
            ways.Add(new(new("Jeśli nic więcej nie trzeba, zamknij ją z podaniem powodu",
                "If nothing more is to be done, close it and say why"), new CloseRefused(refused.Id)));
        return ways;
    }

    /// <summary>Closes a refused invoice about which nothing more is to be done. Issuing it anew or repairing it stays possible.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="refused">The refused invoice, or a refused file that was sent to repair it.</param>
    /// <param name="because">Why; the ledger keeps it.</param>
    /// <exception cref="RefusedException">INK-REPAIR-001, 006: not refused, or being repaired; INK-REPAIR-009: no reason;
    /// INK-REPAIR-010: closed before.</exception>
    public IssuedInvoice Close(Company company, IssuedInvoice refused, string because)
    {
        var ours = ledger.Of(company);
        var first = First(ours, refused);
        RefuseWithoutNeed(ours, first);
        if (string.IsNullOrWhiteSpace(because))
        {
            throw new RefusedException(new Finding("INK-REPAIR-009",
                "Zamknięcie faktury potrzebuje powodu; rejestr go zachowa.", "Closing an invoice needs a reason; the ledger keeps it.")
            { Hint = new("Podaj go", "Give it"), Next = new CloseRefused(first.Id) });
        }
        var state = (InvoiceState.Rejected)first.State;
        return state.ClosedBecause is null
            ? ours.Move(first, state with { ClosedBecause = because.Trim() }, new Cause.Closed(because.Trim()))
            : throw new RefusedException(new Finding("INK-REPAIR-010",
                $"Fakturę {first.Number} zamknięto już z powodem: {state.ClosedBecause}.",
                $"Invoice {first.Number} was closed before, because: {state.ClosedBecause}."));
    }

    /// <summary>What the repaired file says differently from the one that the buyer holds;
    /// nothing but a new P_2 after a duplicate is allowed.</summary>
    public IReadOnlyList<ContentDifference> Differences(Company company, IssuedInvoice refused, ReadOnlyMemory<byte> repaired)
    {
        var ours = ledger.Of(company);
        var first = First(ours, refused);
        // A number that KSeF knows from another invoice is the one thing that has to change, whichever file it was refused in (LAW 59).
        var newNumber = ours.RepairsOf(first).Append(first).Any(one => one.State is InvoiceState.Rejected { Code: InvoiceState.Rejected.Duplicate });
        return [.. RepairComparison.Compare(ours.File(first).Document, Fa3Invoice.Read(repaired).Document)
            .Where(difference => !(newNumber && difference.Path == "Fa/P_2"))];
    }

    /// <summary>Puts the repaired file into the ledger; the next round sends it in an interactive session.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="refused">The refused invoice, or a file that was sent to repair it.</param>
    /// <param name="xml">The repaired file; its bytes stay as they are.</param>
    /// <param name="nobodyHasIt">Nobody was given the print: it is sent plainly, as if for the first time (LAW 62).</param>
    /// <exception cref="RefusedException">INK-REPAIR-001 to 007, or the file breaks a rule. Nothing changed.</exception>
    public IssuedInvoice WithFile(Company company, IssuedInvoice refused, ReadOnlyMemory<byte> xml, bool nobodyHasIt = false)
    {
        var ours = ledger.Of(company);
        var first = First(ours, refused);
        var reason = ReasonOf(company, first);
        if (!first.Mode.IsOffline()) throw new RefusedException(IssuedOnline);
        if (reason.FaultLiesOutside) throw new RefusedException(NotInTheFile(first));
        var repaired = Fa3Invoice.Read(xml);
        if (repaired.Hash == first.Hash || ours.RepairsOf(first).Any(one => one.Hash == repaired.Hash)) throw new RefusedException(SameBytes);
        var broken = NewlyBroken(company, ours.Bytes(first), xml);
        if (broken.Count > 0) throw new RefusedException(broken);
        var differences = Differences(company, first, xml);
        if (differences.Count > 0) throw new RefusedException([.. differences.Select(ContentChanged)]);

        var added = ours.Add(first with
        {
            Id = 0,
            Number = repaired.Number,
            Hash = repaired.Hash,
            Size = xml.Length,
            HasAttachment = repaired.HasAttachment,
            KodI = Ksef.VerificationLinks.KodI(company.Environment, repaired.SellerNip, repaired.IssueDate, repaired.Hash),
            // Nobody is given this file before its number: the buyer's copy is the first one (LAW 60).
            KodII = null,
            ConfirmationCode = null,
            CertificateSerial = null,
            ModeReason = new ModeReason.Repaired(first.Hash.ToString(), nobodyHasIt, first.ModeReason),
            // The term is not extended by a refusal (LAW 63): issued when the first one was.
            Deadline = Deadlines.Of(new IssueFacts(first.Mode, first.IssueDate, first.IssuedAt, first.ModeEvidence.EventId),
                announcements.Confirmed(company.Environment), clock.GetUtcNow(), calendar.Days()),
            State = new InvoiceState.Issued(),
            HasUpo = false,
            Repairs = first.Id,
            CorrectedHash = nobodyHasIt ? null : first.Hash,
        }, xml);
        // Should it be refused as well, somebody has to hear of it.
        if (first.State is InvoiceState.Rejected { ClosedBecause: not null } closed)
            ours.Move(first, closed with { ClosedBecause = null }, new Cause.TakenUpAgain());
        return added;
    }

    /// <summary>The number on the buyer's copy, where a repaired file had to be given another one after a duplicate (LAW 59); else null.</summary>
    public string? NumberBefore(Company company, IssuedInvoice repaired) =>
        First(ledger.Of(company), repaired) is { } first && first.Number != repaired.Number ? first.Number : null;

    /// <summary>Sends the same bytes again, once the right or the consent that was missing is there.</summary>
    /// <exception cref="RefusedException">INK-REPAIR-001, 002: nothing to repair; INK-REPAIR-008: the fault is in the file;
    /// INK-LEDGER-001: its number was used anew.</exception>
    public IssuedInvoice Again(Company company, IssuedInvoice refused)
    {
        if (refused.State is not InvoiceState.Rejected reason) throw new RefusedException(NothingToRepair(refused));
        if (!reason.FaultLiesOutside)
        {
            throw new RefusedException(new Finding("INK-REPAIR-008",
                $"KSeF odrzucił to, co jest w pliku ({reason.Code}); te same bajty odrzuci znowu.",
                $"KSeF refused what stands in the file ({reason.Code}); the same bytes will be refused again.")
            { Hint = new("Podaj naprawiony plik", "Give the repaired file"), Next = new RepairWith(refused.Id) });
        }
        if (ledger.Of(company).WithNumber(refused.Kind, refused.Number).Count > 0)
            throw new RefusedException(CompanyLedger.NumberIsUsed(refused.Kind, refused.Number));
        return ledger.Of(company).Move(refused, new InvoiceState.Issued(), new Cause.SentAgainAsItIs(reason.Code));
    }

    /// <summary>Marks what an accepted technical correction stands for.</summary>
    /// <returns>The refused invoices that are settled now.</returns>
    internal static IReadOnlyList<IssuedInvoice> Settle(CompanyLedger ledger)
    {
        var settled = new List<IssuedInvoice>();
        foreach (var refused in ledger.RefusedWithAnAcceptedRepair())
        {
            var repairs = ledger.RepairsOf(First(ledger, refused));
            var repaired = repairs.First(one => one is { State: InvoiceState.Accepted, CorrectedHash: not null });
            var number = ((InvoiceState.Accepted)repaired.State).KsefNumber;
            settled.Add(ledger.Move(refused, new InvoiceState.TechnicallyCorrected(repaired.Id, number), new Cause.RepairAccepted(number)));
        }
        return settled;
    }

    // What is wrong in the first file too belongs to its content, which must not change; a person took it when that was issued.
    private static List<Finding> NewlyBroken(Company company, ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> repaired)
    {
        var before = Fa3Validator.Validate(first, ksef: company.Environment.Kind).Select(finding => (finding.Code, finding.Path)).ToHashSet();
        return [.. Fa3Validator.Validate(repaired, ksef: company.Environment.Kind).Where(finding => finding.Severity == Severity.Rejected
            || (finding.Severity == Severity.Wrong && !before.Contains((finding.Code, finding.Path))))];
    }

    private static IssuedInvoice First(CompanyLedger ledger, IssuedInvoice invoice) => invoice.Repairs is { } id ? ledger.At(id) : invoice;

    private static void RefuseWithoutNeed(CompanyLedger ledger, IssuedInvoice first)
    {
        if (first.State is not InvoiceState.Rejected) throw new RefusedException(NothingToRepair(first));
        if (ledger.RepairsOf(first).FirstOrDefault(one => one.State is not InvoiceState.Rejected) is { } under)
        {
            throw new RefusedException(new Finding("INK-REPAIR-006",
                $"Naprawiony plik tej faktury już jest w rejestrze pod {under.Id} ({under.State.Word}).",
                $"A repaired file of this invoice is in the ledger already, under {under.Id} ({under.State.Word}).")
            { Hint = new("Zobacz", "See"), Next = new SeeStanding() });
        }
    }

    private static Finding IssuedOnline => new("INK-REPAIR-002",
        "Fakturę wystawiono online; korekta techniczna jest tylko dla faktur wystawionych offline.",
        "The invoice was issued online; a technical correction is for invoices issued offline only.")
    {
        Hint = new("Bez numeru KSeF nie jest wystawiona; popraw ją i wystaw ponownie",
            "Without a KSeF number it is not issued; repair it and issue it again"),
        Next = new Issue(),
    };

    private static Finding NothingToRepair(IssuedInvoice invoice) => new("INK-REPAIR-001",
        $"KSeF nie odrzucił faktury {invoice.Number}; jej stan to: {invoice.State.Word}.",
        $"KSeF has not refused invoice {invoice.Number}; its state is: {invoice.State.Word}.")
    {
        Hint = invoice.State is InvoiceState.Accepted
            ? new("Przyjętą fakturę zmienia tylko korekta", "An accepted invoice is changed by a correction only")
            : new("Zobacz", "See"),
        Next = invoice.State is InvoiceState.Accepted ? new Correct(invoice.Id) : new SeeStanding(),
    };

    private static Finding NotInTheFile(IssuedInvoice refused) => new("INK-REPAIR-003",
        $"KSeF odrzucił fakturę {refused.Number} z powodu uprawnień albo zgody, a nie pliku; tego korekta techniczna nie naprawi.",
        $"KSeF refused invoice {refused.Number} for want of a right or a consent, not for its file; a technical correction does not repair that.")
    {
        Hint = new("Nadaj uprawnienie w KSeF i wyślij ten sam plik", "Grant the right in KSeF and send the same file"),
        Next = new SendAgain(refused.Id),
    };

    private static Finding ContentChanged(ContentDifference difference) => new("INK-REPAIR-004",
        $"Naprawiony plik mówi co innego: było „{difference.Before ?? "-"}”, jest „{difference.After ?? "-"}”.",
        $"The repaired file says something else: it was '{difference.Before ?? "-"}' and is '{difference.After ?? "-"}'.")
    {
        Path = difference.Path,
        Hint = new("Nabywca ma tamtą treść: napraw tylko stronę techniczną, a treść zmień korektą po przyjęciu.",
            "The buyer holds that content: repair the technical side only, and change the content by a correction after it is accepted."),
    };

    private static Finding SameBytes => new("INK-REPAIR-007",
        "To jest ten sam plik, który KSeF odrzucił.", "This is the same file that KSeF refused.");
}
