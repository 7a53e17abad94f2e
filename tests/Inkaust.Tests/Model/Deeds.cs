using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Model;

/// <summary>What a draft is like.</summary>
internal enum DraftKind { ForAPerson, ForACompany, Advance, WithAttachment }

internal sealed record Issues(int Desk, int Company, string Number, ModeWish Wish, DraftKind Kind) : DeskStep(Desk)
{
    protected override string Deed => $"company {Company} issues {Number} ({Kind}), mode {Wish}";

    protected override async Task DoAsync(Play play, Desk desk) =>
        play.WasPromised(desk, await desk.Workplace.IssueInvoice.FromDraftAsync(play.Companies[Company], Drafts.Of(Kind, Number), Wish));
}

/// <summary>A pile of invoices, enough for a package.</summary>
internal sealed record IssuesAPile(int Desk, int Company, string Number, int Count) : DeskStep(Desk)
{
    protected override string Deed => $"company {Company} issues {Count} invoices {Number}/n, mode Offline";

    protected override async Task DoAsync(Play play, Desk desk)
    {
        for (var i = 1; i <= Count; i++)
            play.WasPromised(desk, await desk.Workplace.IssueInvoice.FromDraftAsync(play.Companies[Company], Drafts.Of(DraftKind.ForAPerson, $"{Number}/{i}"), ModeWish.Offline));
    }
}

internal sealed record Sends(int Desk, int Company) : DeskStep(Desk)
{
    protected override string Deed => $"a round of sending for company {Company}";

    protected override Task DoAsync(Play play, Desk desk) => play.RoundAsync(desk, play.Companies[Company]);
}

/// <summary>As <c>inkaust status</c> does.</summary>
internal sealed record LooksAtTheStatus(int Desk, int Company) : DeskStep(Desk)
{
    protected override string Deed => $"looks at the status of company {Company}";

    protected override async Task DoAsync(Play play, Desk desk)
    {
        await desk.Workplace.Announcements.AskAsync(desk.Workplace.SignIn.KsefOf(play.Companies[Company]));
        desk.Workplace.KeepDeadlines.For(play.Companies[Company]);
    }
}

/// <summary>As <c>inkaust total-failure confirm</c> does.</summary>
internal sealed record ConfirmsTheTotalFailure(int Desk, int Company) : DeskStep(Desk)
{
    protected override string Deed => $"confirms the last total failure, from the radio, and looks at company {Company}";

    protected override async Task DoAsync(Play play, Desk desk)
    {
        var company = play.Companies[Company];
        await desk.Workplace.Announcements.AskAsync(desk.Workplace.SignIn.KsefOf(company));
        if (desk.Workplace.Announcements.Of(company.Environment).LastOrDefault(one => one.Category == AnnouncementCategory.TotalFailure) is not { } total) return;
        play.Confirmed.Add(total.EventId);
        desk.Workplace.Announcements.ConfirmTotalFailure(company.Environment, total.EventId, "radio");
        desk.Workplace.KeepDeadlines.For(company);
    }
}

/// <param name="Desk">Where.</param>
/// <param name="Which">Which of the invoices of the ledger, counted round and round.</param>
/// <param name="Number">P_2 of the correction.</param>
/// <param name="Wish">The mode.</param>
internal sealed record Corrects(int Desk, int Which, string Number, ModeWish Wish) : DeskStep(Desk)
{
    protected override string Deed => $"corrects invoice #{Which} by {Number}, mode {Wish}";

    protected override async Task DoAsync(Play play, Desk desk)
    {
        if (play.InTheLedger(desk, Which) is not { } original) return;
        var outcome = await desk.Workplace.CorrectInvoice.FromDraftAsync(play.CompanyOf(original), original, Drafts.Correction(original, Number), Wish);
        if (outcome is CorrectionOutcome.Issued issued) play.WasPromised(desk, issued.Invoice);
        if (outcome is CorrectionOutcome.Held held) play.WasHeld(desk, held.Correction);
    }
}

internal sealed record CorrectsTheBuyer(int Desk, int Which, string Zero, string Right) : DeskStep(Desk)
{
    protected override string Deed => $"invoice #{Which} went to the wrong buyer: {Zero} to zero, {Right} to the right one";

    protected override async Task DoAsync(Play play, Desk desk)
    {
        if (play.InTheLedger(desk, Which) is not { } original) return;
        var (zero, right) = await desk.Workplace.CorrectInvoice.WrongBuyerAsync(
            play.CompanyOf(original), original, new WrongBuyer(Drafts.OtherBuyer, Zero, Right), ModeWish.Auto);
        if (zero is CorrectionOutcome.Issued issued) play.WasPromised(desk, issued.Invoice);
        if (zero is CorrectionOutcome.Held held) play.WasHeld(desk, held.Correction);
        play.WasPromised(desk, right);
    }
}

internal sealed record WithdrawsAHeldCorrection(int Desk, int Which) : DeskStep(Desk)
{
    protected override string Deed => $"withdraws held correction #{Which}";

    protected override Task DoAsync(Play play, Desk desk)
    {
        var all = desk.Workplace.Corrections.Among(desk.Workplace.Companies.All());
        if (all.Count > 0) play.WasWithdrawn(desk, desk.Workplace.Corrections.Withdraw(play.Companies, all[Which % all.Count].Id));
        return Task.CompletedTask;
    }
}

/// <summary>Repairs a refused invoice: the header is written anew, and after a duplicate P_2 too.</summary>
internal sealed record Repairs(int Desk, int Which, string Number, bool NobodyHasIt) : DeskStep(Desk)
{
    protected override string Deed => $"repairs refused invoice #{Which}{(NobodyHasIt ? ", which nobody has" : "")} (number {Number} if it must have another)";

    protected override Task DoAsync(Play play, Desk desk)
    {
        var refused = desk.Workplace.SeenLedgers.List("rejected");
        if (refused.Count == 0) return Task.CompletedTask;
        var one = refused[Which % refused.Count];
        var xml = Encoding.UTF8.GetString(desk.Workplace.SeenLedgers.Of(one).File(one).Bytes.Span);
        var first = one.Repairs is { } id ? desk.Workplace.SeenLedgers.Of(one).At(id) : one;
        if (first.State is InvoiceState.Rejected { Code: 440 }) xml = xml.Replace($"<P_2>{one.Number}</P_2>", $"<P_2>{Number}</P_2>");
        var repaired = xml.Replace("<SystemInfo>", $"<SystemInfo>{Number} ");
        play.WasPromised(desk, desk.Workplace.RepairInvoice.WithFile(play.CompanyOf(one), one, Encoding.UTF8.GetBytes(repaired), NobodyHasIt));
        return Task.CompletedTask;
    }
}

internal sealed record SendsAgain(int Desk, int Which) : DeskStep(Desk)
{
    protected override string Deed => $"sends refused invoice #{Which} again as it is";

    protected override Task DoAsync(Play play, Desk desk)
    {
        var refused = desk.Workplace.SeenLedgers.List("rejected");
        if (refused.Count > 0) desk.Workplace.RepairInvoice.Again(play.CompanyOf(refused[Which % refused.Count]), refused[Which % refused.Count]);
        return Task.CompletedTask;
    }
}

/// <summary>Another branch of the company, with a ledger of its own, uses the same number for something else.</summary>
internal sealed record AnotherBranchTakesTheNumber(int Company, string Number) : Step
{
    public override Task HappensAsync(Play play) => play.TriedAsync(play.Branch, this, async () =>
    {
        await play.Branch.Workplace.IssueInvoice.FromDraftAsync(play.Companies[Company], Drafts.Of(DraftKind.ForACompany, Number), ModeWish.Online);
        await play.Branch.Workplace.SendWaiting.OnceAsync(play.Companies[Company]);
    });

    public override string ToString() => $"another branch of company {Company}: issues and sends an invoice {Number} of its own";
}

/// <summary>Another branch, or another program, sends the very file that is in our ledger.</summary>
internal sealed record AnotherBranchSendsOurFile(int Which) : Step
{
    public override Task HappensAsync(Play play) => play.TriedAsync(play.Branch, this, async () =>
    {
        if (play.InTheLedger(play.Desks[0], Which) is not { } ours || ours.Mode == IssuingMode.TotalFailure) return;
        play.SentElsewhere.Add(ours.Hash.Base64);
        var company = play.CompanyOf(ours);
        await play.Branch.Workplace.IssueInvoice.FromFileAsync(company, play.Desks[0].Workplace.SeenLedgers.Of(ours).File(ours).Bytes, ModeWish.Online);
        await play.Branch.Workplace.SendWaiting.OnceAsync(company);
    });

    public override string ToString() => $"another branch: sends the very file of invoice #{Which}";
}

internal sealed record Enrols(int Desk, int Company, CertificateKind Kind) : DeskStep(Desk)
{
    protected override string Deed => $"enrols for a certificate of company {Company}, {Kind}";

    protected override Task DoAsync(Play play, Desk desk) => desk.Workplace.EnrolCertificate.ForAsync(play.Companies[Company], Kind);
}

internal sealed record Renews(int Desk, int Company, CertificateKind Kind) : DeskStep(Desk)
{
    protected override string Deed => $"renews the certificate of company {Company}, {Kind}";

    protected override Task DoAsync(Play play, Desk desk) => desk.Workplace.RenewCertificates.NowAsync(play.Companies[Company], Kind);
}

internal sealed record RevokesItsCertificate(int Desk, int Company, bool Compromised) : DeskStep(Desk)
{
    protected override string Deed => $"revokes the oldest type 2 certificate of company {Company}, {(Compromised ? "whose key was stolen" : "which is not needed any more")}";

    protected override async Task DoAsync(Play play, Desk desk)
    {
        var company = play.Companies[Company];
        if (desk.Workplace.Keys.Of(company.Id).LastOrDefault(one => one is { Kind: CertificateKind.Offline, Serial: not null, Status: null or "Active" }) is not { } oldest) return;
        if (Compromised) play.CodesLost = true;
        await desk.Workplace.RevokeCertificate.ForGoodAsync(company, oldest, Compromised ? RevocationReason.KeyCompromise : RevocationReason.Superseded);
    }
}
