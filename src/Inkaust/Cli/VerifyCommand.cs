using System.CommandLine;
using Inkaust.Answers;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;

namespace Inkaust.Cli;

/// <summary>What the codes of invoices prove, whoever issued them.</summary>
internal static class VerifyCommand
{
    /// <summary>Exit codes beside those of every command: nothing is wrong, but nothing is proven; and there is no code at all.</summary>
    private const int NotProven = 3, NoCode = 4;

    public static Command Create(CommandKit kit)
    {
        var what = new Argument<string[]>("WHAT")
        {
            Description = "Links of codes, pictures (PNG, JPEG) or PDFs with codes, and XML files to which they belong; - is the standard input",
            Arity = ArgumentArity.OneOrMore,
        };
        var certificate = new Option<FileInfo?>("--certificate") { Description = "The certificate that is said to have signed KOD II", HelpName = "FILE" };
        var ksef = new Option<string?>("--ksef", "--environment")
        {
            Description = "To which KSeF the documents are said to belong: production, demo, test or the address of a local one",
            HelpName = "ENVIRONMENT",
        };
        var online = new Option<bool>("--online") { Description = "Open the page behind each code once, and say what KSeF says" };
        var watch = new Option<bool>("--watch") { Description = "Keep an eye on each invoice with a KOD I: a task appears when it is late in KSeF" };
        var company = Arguments.Company();
        var command = new Command("verify", "Say what the codes of an invoice prove, and why a code is wrong. "
            + "Exit code 0 proven, 1 something is wrong, 3 not proven, 4 no code found") { what, certificate, ksef, online, watch, company };
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            var companies = workplace.Companies.Meant(parsed.GetValue(company));
            var asked = parsed.GetValue(what)!;
            var verified = await workplace.VerifyCodes.AskAsync(companies, new CodeQuestion
            {
                Links = [.. asked.Where(IsLink)],
                Files = [.. asked.Where(one => !IsLink(one)).Select(one => new BroughtDocument(one, UserFiles.Read(new FileInfo(one))))],
                Certificate = parsed.GetValue(certificate) is { } file ? UserFiles.Read(file) : default(ReadOnlyMemory<byte>?),
                Environment = parsed.GetValue(ksef) is { } named ? KsefEnvironment.Parse(named) : null,
                Online = parsed.GetValue(online),
            }, stop);
            terminal.Value(VerifyAnswer.Of(verified, terminal.AsJson));
            foreach (var document in verified.Documents) Tell(terminal, document);
            if (parsed.GetValue(watch)) Watch(terminal, workplace, workplace.Companies.Find(parsed.GetValue(company)), verified);
            return verified.Verdict switch { Verdict.Proven => 0, Verdict.Wrong => 1, Verdict.NotChecked => NotProven, _ => NoCode };
        });
        return command;
    }

    private static bool IsLink(string text) => text.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || (CodeLink.Read(text) is not null && !File.Exists(text));

    private static void Tell(Terminal terminal, VerifiedDocument document)
    {
        terminal.Say(document.Name, document.Name);
        if (document.Refusal is { } refusal)
        {
            terminal.Say($"  {refusal.Code} {refusal.Text.Pl}", $"  {refusal.Code} {refusal.Text.En}");
            if (refusal.WhatNext is { } hint) terminal.Say($"    → {hint.Pl}", $"    → {hint.En}");
        }
        foreach (var code in document.Codes) Tell(terminal, code);
        if (document.OtherCodes > 0) terminal.Say($"  Inne kody, nie KSeF: {document.OtherCodes}", $"  Other codes, not of KSeF: {document.OtherCodes}");
        foreach (var words in document.NotRead) terminal.Say($"  {words.Pl}", $"  {words.En}");
    }

    private static void Tell(Terminal terminal, VerifiedCode code)
    {
        var (name, verdict) = (code.Judgement.Link.Kind == CodeKind.KodI ? "KOD I" : "KOD II", WordOf(code.Judgement.Verdict));
        terminal.Say($"  {name}: {verdict.Pl}{(code.FoundIn is { } place ? $" ({place.Pl})" : "")}",
            $"  {name}: {verdict.En}{(code.FoundIn is { } where ? $" ({where.En})" : "")}");
        foreach (var claim in code.Judgement.Claims)
        {
            var (word, why) = (WordOf(claim.Verdict), claim.Code is null ? "" : claim.Code + " ");
            terminal.Say($"    {word.Pl,-14}  {why}{claim.Text.Pl}", $"    {word.En,-11}  {why}{claim.Text.En}");
        }
        foreach (var words in code.Judgement.DoesNotProve) terminal.Say($"    {words.Pl}", $"    {words.En}");
    }

    private static void Watch(Terminal terminal, Workplace workplace, Company company, VerifiedCodes verified)
    {
        foreach (var document in verified.Documents)
        {
            foreach (var code in document.Codes.Where(one => one.Judgement.Link.Kind == CodeKind.KodI && !IsInKsef(one)))
            {
                var watched = workplace.WatchedInvoices.Watch(company, code.Judgement.Link, document.File?.Number);
                var until = workplace.WatchedInvoices.DeadlineOf(company, watched);
                terminal.Say(until is { } day ? $"Pilnuję: po {day:yyyy-MM-dd} będzie z tego zadanie." : "Pilnuję.",
                    until is { } due ? $"Watched: after {due:yyyy-MM-dd} it becomes a task." : "Watched.");
            }
        }
    }

    private static bool IsInKsef(VerifiedCode code) =>
        code.Judgement.Claims.Any(one => one is { About: ClaimSubject.Ksef, Verdict: Verdict.Proven });

    private static Wording WordOf(Verdict verdict) => verdict switch
    {
        Verdict.Proven => new("dowiedzione", "proven"),
        Verdict.Wrong => new("ŹLE", "WRONG"),
        _ => new("niesprawdzone", "not checked"),
    };
}
