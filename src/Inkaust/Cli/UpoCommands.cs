using System.CommandLine;
using Inkaust.Answers;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;

namespace Inkaust.Cli;

/// <summary>What official receipts prove, and who is trusted to sign them.</summary>
internal static class UpoCommands
{
    public static Command Create(CommandKit kit) => new("upo",
        "What the official receipts (UPO) prove, and who is believed to sign them") { Check(kit), Authority(kit) };

    private static Command Check(CommandKit kit)
    {
        var reference = new Argument<string>("INVOICE") { Description = "Its place in the ledger, its number, its KSeF number or its hash" };
        var file = new Option<FileInfo?>("--file")
        {
            Description = "A receipt of this invoice in a file (default: the one that is stored; - is the standard input)",
            HelpName = "FILE",
        };
        var company = Arguments.Company();
        var command = new Command("check",
            "Check the receipt of an invoice: its signature, who signed it, and whether it names the invoice") { reference, company, file };
        kit.Does(command, (parsed, workplace, terminal) =>
        {
            var (invoice, judgement) = workplace.LookIntoLedger.ReceiptOf(parsed.GetValue(reference)!,
                parsed.GetValue(file) is { } from ? UserFiles.Read(from) : null, parsed.GetValue(company));
            terminal.Value(new ReceiptAnswer(invoice.Number, (invoice.State as InvoiceState.Accepted)?.KsefNumber,
                UpoAnswer.Of(judgement, terminal.AsJson)));
            Tell(terminal, judgement);
        });
        return command;
    }

    /// <summary>A judgement for people.</summary>
    public static void Tell(Terminal terminal, UpoJudgement judgement)
    {
        if (judgement.IsProof)
        {
            var ground = judgement.RestsOn == ReceiptGround.PinnedName ? new Wording("wskazano jego nazwę i urząd", "his name and authority are pinned")
                : new Wording("wskazano jego certyfikat", "his certificate is pinned");
            terminal.Say($"UPO      dowiedzione: podpisał {judgement.Signer}; {ground.Pl}",
                $"UPO      proven: signed by {judgement.Signer}; {ground.En}");
        }
        foreach (var one in new[] { judgement.Refusal, judgement.Reservation }.OfType<Finding>()) terminal.Say($"UPO      {one.Code} {one.Text.Pl}",
            $"UPO      {one.Code} {one.Text.En}");
    }

    private static Command Authority(CommandKit kit) => new("authority",
        "Who is pinned as a signer of receipts, for each KSeF apart") { Add(kit), List(kit), Remove(kit) };

    private static Command Add(CommandKit kit)
    {
        var file = new Argument<FileInfo>("FILE")
        {
            Description = "Certificates in PEM: of who signs, or with --subject of the authority that issued his; - is the standard input",
        };
        var subject = new Option<string?>("--subject") { Description = "The name of who signs, as his certificate writes it", HelpName = "NAME" };
        var company = Arguments.Company();
        var command = new Command("add", "Pin the signer of receipts in the KSeF of the company") { file, subject, company };
        kit.Does(command, (parsed, workplace, terminal) =>
        {
            var environment = workplace.Companies.Find(parsed.GetValue(company)).Environment;
            var trusted = workplace.JudgeUpo.Trust(environment, UserFiles.Read(parsed.GetValue(file)!), parsed.GetValue(subject));
            terminal.Value(trusted.Select(AuthorityAnswer.Of));
            foreach (var one in trusted) terminal.Say($"W KSeF {environment.Word} UPO podpisuje: {NameOf(one)}",
                $"In KSeF {environment.Word} receipts are signed by: {NameOf(one)}");
        });
        return command;
    }

    private static Command List(CommandKit kit)
    {
        var company = Arguments.Company();
        var command = new Command("list", "Show who is pinned in the KSeF of the company") { company };
        kit.Does(command, (parsed, workplace, terminal) =>
        {
            var trusted = workplace.JudgeUpo.Pinned(workplace.Companies.Find(parsed.GetValue(company)).Environment);
            terminal.Value(trusted.Select(AuthorityAnswer.Of));
            if (trusted.Count == 0) terminal.Say("Nikogo nie wskazano: UPO są zachowywane, ale niczego nie dowodzą.",
                "Nobody is pinned: receipts are kept, but prove nothing.");
            else
            {
                terminal.Table([new("Podpisujący", "Signer"), new("Ważny do", "Valid until"), new("SHA-256", "SHA-256")],
                    trusted.Select(one => (IReadOnlyList<string>)[NameOf(one),
                        $"{one.Certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}", JudgeUpo.FingerprintOf(one.Certificate)]));
            }
        });
        return command;
    }

    private static string NameOf(PinnedSigner one) => one.Subject is { } name ? $"{name} ({one.Certificate.Subject})" : one.Certificate.Subject;

    private static Command Remove(CommandKit kit)
    {
        var fingerprint = new Argument<string>("SHA256") { Description = "As the list shows it" };
        var company = Arguments.Company();
        var command = new Command("remove", "Believe one no longer") { fingerprint, company };
        kit.Does(command, (parsed, workplace, terminal) =>
        {
            workplace.JudgeUpo.Distrust(workplace.Companies.Find(parsed.GetValue(company)).Environment, parsed.GetValue(fingerprint)!);
            terminal.Value(new RemovedAnswer(parsed.GetValue(fingerprint)!));
            terminal.Say("Usunięto.", "Removed.");
        });
        return command;
    }
}
