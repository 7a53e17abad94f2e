using System.CommandLine;
using Inkaust.Answers;
using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Cli;

/// <summary>What official receipts prove, and who is trusted to sign them.</summary>
internal static class UpoCommands
{
    public static Command Create(CommandKit kit) => new("upo",
        "What the official receipts (UPO) prove, and who is trusted to sign them") { Check(kit), Authority(kit) };

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
        if (judgement is { IsProof: true, IsTrusted: true })
            terminal.Say($"UPO      podpisał {judgement.Signer}; stoi za nim zaufany urząd",
                $"UPO      signed by {judgement.Signer}; a trusted authority vouches for it");
        foreach (var one in new[] { judgement.Refusal, judgement.Reservation }.OfType<Finding>()) terminal.Say($"UPO      {one.Code} {one.Text.Pl}",
            $"UPO      {one.Code} {one.Text.En}");
    }

    private static Command Authority(CommandKit kit) => new("authority",
        "The authorities that are trusted to sign receipts, for each KSeF apart") { Add(kit), List(kit), Remove(kit) };

    private static Command Add(CommandKit kit)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Certificates in PEM: of an authority, or of who signs; - is the standard input" };
        var company = Arguments.Company();
        var command = new Command("add", "Trust the certificates in a file, in the KSeF of the company") { file, company };
        kit.Does(command, (parsed, workplace, terminal) =>
        {
            var environment = workplace.Companies.Find(parsed.GetValue(company)).Environment;
            var trusted = workplace.JudgeUpo.Trust(environment, UserFiles.Read(parsed.GetValue(file)!));
            terminal.Value(trusted.Select(AuthorityAnswer.Of));
            foreach (var one in trusted) terminal.Say($"W KSeF {environment.Word} zaufano: {one.Subject}",
                $"Trusted in KSeF {environment.Word}: {one.Subject}");
        });
        return command;
    }

    private static Command List(CommandKit kit)
    {
        var company = Arguments.Company();
        var command = new Command("list", "Show who is trusted in the KSeF of the company") { company };
        kit.Does(command, (parsed, workplace, terminal) =>
        {
            var trusted = workplace.JudgeUpo.Authorities(workplace.Companies.Find(parsed.GetValue(company)).Environment);
            terminal.Value(trusted.Select(AuthorityAnswer.Of));
            if (trusted.Count == 0) terminal.Say("Nikogo nie wskazano: podpisy są sprawdzane, podpisujący nie.",
                "Nobody was named: signatures are checked, signers are not.");
            else
            {
                terminal.Table([new("Podmiot", "Subject"), new("Ważny do", "Valid until"), new("SHA-256", "SHA-256")],
                    trusted.Select(one => (IReadOnlyList<string>)[one.Subject, $"{one.NotAfter.ToUniversalTime():yyyy-MM-dd}",
                        JudgeUpo.FingerprintOf(one)]));
            }
        });
        return command;
    }

    private static Command Remove(CommandKit kit)
    {
        var fingerprint = new Argument<string>("SHA256") { Description = "As the list shows it" };
        var company = Arguments.Company();
        var command = new Command("remove", "Trust one no longer") { fingerprint, company };
        kit.Does(command, (parsed, workplace, terminal) =>
        {
            workplace.JudgeUpo.Distrust(workplace.Companies.Find(parsed.GetValue(company)).Environment, parsed.GetValue(fingerprint)!);
            terminal.Value(new RemovedAnswer(parsed.GetValue(fingerprint)!));
            terminal.Say("Usunięto.", "Removed.");
        });
        return command;
    }
}
