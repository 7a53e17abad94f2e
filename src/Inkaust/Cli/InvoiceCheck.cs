using System.Buffers;
using Inkaust.Invoices;

namespace Inkaust.Cli;

/// <summary>Checks any number of files as they come: memory stays flat however many there are.</summary>
internal sealed class InvoiceCheck(DateOnly today, bool strict)
{
    // More than an invoice may have; such a file need not be read to be refused.
    private const int MostBytes = 3_500_000;
    private const int ProgressEvery = 500;

    private int done, invalid, unreadable, wrong;

    /// <summary>Checks the files and folders named.</summary>
    /// <returns>The exit code: 0 all valid, 1 some not, 2 some could not be read.</returns>
    public int Run(IEnumerable<string> paths, Terminal terminal, CancellationToken stop)
    {
        var answers = Files(paths).AsParallel().AsOrdered().WithMergeOptions(ParallelMergeOptions.NotBuffered).WithCancellation(stop)
            .Select(file => (File: file, Findings: Check(file)));
        foreach (var (file, findings) in answers)
        {
            Count(findings);
            Tell(terminal, file, findings);
            if (done % ProgressEvery == 0) terminal.Progress($"{done} ...");
        }
        if (done == 0) throw new RefusedException(NothingToCheck);
        if (done > 1)
        {
            terminal.Say($"Sprawdzono {done}: odrzuciłby KSeF {invalid}, z innymi błędami {wrong}, nieczytelne {unreadable}.",
                $"Checked {done}: KSeF would refuse {invalid}, wrong otherwise {wrong}, unreadable {unreadable}.");
        }
        return unreadable > 0 ? 2 : invalid > 0 || (strict && wrong > 0) ? 1 : 0;
    }

    // A folder that was misspelt must not look like one in which all is well.
    private static Finding NothingToCheck => new("INK-CLI-012", "Nie ma tu żadnego pliku .xml.", "There is no .xml file here.")
    { Hint = new("Sprawdź nazwę folderu.", "Check the name of the folder.") };

    private IReadOnlyList<Finding> Check(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            if (stream.Length > MostBytes) return [Fa3Validator.TooLarge(stream.Length)];
            // Rented, so that a folder of large files leaves no large arrays behind.
            var bytes = ArrayPool<byte>.Shared.Rent((int)stream.Length);
            try
            {
                var length = stream.ReadAtLeast(bytes.AsSpan(0, (int)stream.Length), (int)stream.Length, throwOnEndOfStream: false);
                return Fa3Validator.Validate(bytes.AsMemory(0, length), today);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(bytes);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [UserFiles.Unreadable(file, fault)];
        }
    }

    private void Count(IReadOnlyList<Finding> findings)
    {
        done++;
        if (IsUnreadable(findings)) unreadable++;
        else if (!IsValid(findings)) invalid++;
        else if (findings.Any(finding => finding.Severity == Severity.Wrong)) wrong++;
    }

    private static void Tell(Terminal terminal, string file, IReadOnlyList<Finding> findings)
    {
        terminal.ValueOnOneLine(new { File = file, Valid = IsValid(findings), Findings = findings.Select(one => terminal.AsJson(one)) });
        if (terminal.IsJson) return;
        var verdict = findings switch
        {
            _ when IsUnreadable(findings) => new Wording("nieczytelny", "unreadable"),
            _ when !IsValid(findings) => new Wording("KSeF by odrzucił", "KSeF would refuse it"),
            { Count: > 0 } => new Wording("przyjęty, z uwagami", "taken, with remarks"),
            _ => new Wording("poprawny", "valid"),
        };
        terminal.Say($"{file}: {verdict.Pl}", $"{file}: {verdict.En}");
        foreach (var finding in findings)
        {
            var place = finding.Line is { } line ? $"{line}:{finding.Column ?? 1} " : "";
            terminal.Say($"  {place}{finding.Code} {finding.Path} {finding.Text.Pl}", $"  {place}{finding.Code} {finding.Path} {finding.Text.En}");
            if (finding.WhatNext is { } hint) terminal.Say($"    → {hint.Pl}", $"    → {hint.En}");
        }
    }

    private static bool IsValid(IReadOnlyList<Finding> findings) => findings.All(finding => finding.Severity != Severity.Rejected);

    private static bool IsUnreadable(IReadOnlyList<Finding> findings) => findings is [{ Code: "INK-CLI-003" }];

    private static IEnumerable<string> Files(IEnumerable<string> paths) => paths.SelectMany<string, string>(path => Directory.Exists(path) ? Below(path) : [path]);

    // Folder by folder: in order, and without the names of all files in memory at once.
    private static IEnumerable<string> Below(string folder)
    {
        var here = new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive };
        foreach (var file in Directory.EnumerateFiles(folder, "*.xml", here).Order(StringComparer.Ordinal)) yield return file;
        foreach (var inner in Directory.EnumerateDirectories(folder, "*", here).Order(StringComparer.Ordinal))
            foreach (var file in Below(inner)) yield return file;
    }
}
