using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests;

/// <summary>A firm in the middle of a working day: something accepted, something refused, something that waits.</summary>
internal static class WebStory
{
    /// <summary>Plays the day on a house whose company has its certificates, and cuts the line.</summary>
    /// <returns>The invoices by what they are examples of.</returns>
    public static async Task<IReadOnlyDictionary<string, IssuedInvoice>> PlayAsync(WebHouse house)
    {
        var (stage, told) = (house.Stage, new Dictionary<string, IssuedInvoice>());
        told["accepted"] = await IssueAsync(stage, "FV/11/12/2026", "Tartak Dębowy sp. j.", "7821015504", 10_000m);
        told["second"] = await IssueAsync(stage, "FV/12/12/2026", "Piekarnia Złoty Kłos Anna Wójcik", "6712345099", 3_825.24m);
        var refused = await stage.IssueAsync(ModeWish.Offline, Draft(stage, "FV/13/12/2026", "Hurtownia Papieru Kraft", "1132456786", 1_800m));
        refused = stage.Ledger.Move(refused, new InvoiceState.Sending("s", null), "test");
        told["rejected"] = stage.Ledger.Move(refused, new InvoiceState.Rejected(440, "Duplikat faktury", [], "s"), "test");
        await stage.FaultAsync("line-cut", "* /v2/*");
        told["offline"] = await IssueAsync(stage, "FV/14/12/2026", "Zdzisława Źrebiec-Łącka", null, 713.11m, ModeWish.Offline);
        told["foreign"] = await IssueAsync(stage, "FV/15/12/2026", "Müller & Söhne GmbH", null, 800m, ModeWish.Offline);
        await house.Office.WatchHealth.LookAsync(Stage.Stop);
        return told;
    }

    /// <summary>An invoice that KSeF has refused, put into the ledger of a company as if it had been sent.</summary>
    public static async Task<IssuedInvoice> RefusedAsync(Stage stage, Company company, InvoiceDraft draft, string reason = "Duplikat faktury")
    {
        await using var desk = stage.AnotherDesk();
        var model = await desk.IssueInvoice.FromDraftAsync(stage.Company, draft, ModeWish.Online, stop: Stage.Stop);
        return stage.Workplace.Ledger.Of(company).Add(
            model with { Company = company.Id, Seller = company.Nip, State = new InvoiceState.Rejected(440, reason, [reason], "s") }, desk.Ledger.Of(stage.Company).Bytes(model));
    }

    private static async Task<IssuedInvoice> IssueAsync(Stage stage, string number, string buyer, string? nip, decimal net, ModeWish wish = ModeWish.Auto) =>
        (await stage.Workplace.IssueAndSend.DraftAsync(stage.Company.Reference, Draft(stage, number, buyer, nip, net), wish, Stage.Stop)).Invoice;

    private static InvoiceDraft Draft(Stage stage, string number, string buyer, string? nip, decimal net)
    {
        var draft = stage.Draft(number);
        return draft with
        {
            Buyer = draft.Buyer with { Name = buyer, Nip = nip is null ? null : Nip.AsWritten(nip), Address = new Address { Country = "PL", Line1 = "ul. Młyńska 7", Line2 = "61-730 Poznań" } },
            Lines = [draft.Lines[0] with { Price = net }],
        };
    }
}
