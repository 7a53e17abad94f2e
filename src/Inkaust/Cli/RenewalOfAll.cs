using Inkaust.Answers;
using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Cli;

/// <summary>The renewal of every company's certificates, and how it is told: a line for each as it comes, a summary at the end.</summary>
internal static class RenewalOfAll
{
    public static async Task<int> DoAsync(
        Workplace workplace, Terminal terminal, IReadOnlyList<CertificateKind> kinds, bool onlyEnding, CancellationToken stop)
    {
        var told = new Told<RenewalProgress>(step => Tell(terminal, step));
        var all = await workplace.FetchCertificates.SuccessorsOfAllAsync(workplace.Companies.All(), kinds, onlyEnding, told, stop);
        var now = workplace.Clock.GetUtcNow();
        List<(Company Company, Finding Problem)> problems = [.. all.SelectMany(one => one.Problems.Select(problem => (one.Company, problem)))];
        var answer = new RenewalsAnswer(
            [.. all.SelectMany(one => one.Came).Select(one => CertificateAnswer.Of(one, now))],
            [.. problems.Select(one => terminal.AsJson(one.Problem, one.Company.Nip))],
            all.Count(one => one.HadNothing));
        terminal.Value(answer);
        terminal.Say(
            $"Odnowione certyfikaty: {answer.Renewed.Count}; nieodnowione: {problems.Count}; "
            + $"firmy, w których nie było nic do odnowienia: {answer.HadNothing}.",
            $"Certificates renewed: {answer.Renewed.Count}; not renewed: {problems.Count}; companies with nothing to renew: {answer.HadNothing}.");
        return problems.Count == 0 ? 0 : CommandLine.ExitCode([.. problems.Select(one => one.Problem)]);
    }

    private static void Tell(Terminal terminal, RenewalProgress step)
    {
        var whose = $"[{step.Done + 1}/{step.Of}] {step.Company.Name} (NIP {step.Company.Reference.Shortest})";
        if (step.Came is { } came)
            terminal.Say($"{whose}: {CertificateCommands.InWords(came).Pl}", $"{whose}: {CertificateCommands.InWords(came).En}");
        else if (step.Problem is { } problem && !terminal.IsJson)
            terminal.Refuse([problem with { Text = new($"{whose}: {problem.Text.Pl}", $"{whose}: {problem.Text.En}") }]);
    }
}
