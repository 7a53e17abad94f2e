using System.Buffers;
using Inkaust.Answers;
using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Cli;

/// <summary>Checks any number of files as they come: memory stays flat however many there are.</summary>
internal sealed class InvoiceCheck(DateOnly today, bool strict, KsefKind ksef)
{
    private const int ProgressEvery = 500;

    private int done, invalid, unreadable, wrong;

    /// <summary>Checks the files and folders named.</summary>
    /// <returns>The exit code: 0 all valid, 1 some not, 2 some could not be read.</returns>
    public int Run(IEnumerable<string> paths, Terminal terminal, CancellationToken stop)
    {
        var answers = Files(paths).AsParallel().AsOrdered().WithMergeOptions(ParallelMergeOptions.NotBuffered).WithCancellation(stop)
            .Select(file => (File: file, Judged: Judge(file)));
        foreach (var (file, judged) in answers)
        {
            Count(judged);
            Tell(terminal, file, judged);
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

    private JudgedFile Judge(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            if (JudgeFile.UnreadOf(stream.Length) is { } tooLarge) return tooLarge;
            // Rented, so that a folder of large files leaves no large arrays behind.
            var bytes = ArrayPool<byte>.Shared.Rent((int)stream.Length);
            try
            {
                var length = stream.ReadAtLeast(bytes.AsSpan(0, (int)stream.Length), (int)stream.Length, throwOnEndOfStream: false);
                return JudgeFile.Of(bytes.AsMemory(0, length), today, ksef);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(bytes);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new JudgedFile([UserFiles.Unreadable(file, fault)]) { WasRead = false };
        }
    }

    private void Count(JudgedFile judged)
    {
        done++;
        if (!judged.WasRead) unreadable++;
        else if (judged.Verdict == FileVerdict.Refused) invalid++;
        else if (judged.Verdict == FileVerdict.Wrong) wrong++;
    }

    private static void Tell(Terminal terminal, string file, JudgedFile judged)
    {
        terminal.ValueOnOneLine(new JudgedFileAnswer(file, judged.IsTaken, [.. judged.Findings.Select(terminal.AsJson)]));
        if (terminal.IsJson) return;
        var verdict = judged.Verdict switch
        {
            _ when !judged.WasRead => new Wording("nieczytelny", "unreadable"),
            FileVerdict.Refused => new Wording("KSeF by odrzucił", "KSeF would refuse it"),
            FileVerdict.Valid => new Wording("poprawny", "valid"),
            _ => new Wording("przyjęty, z uwagami", "taken, with remarks"),
        };
        terminal.Say($"{file}: {verdict.Pl}", $"{file}: {verdict.En}");
        foreach (var finding in judged.Findings)
        {
            var place = finding.Line is { } line ? $"{line}:{finding.Column ?? 1} " : "";
            terminal.Say($"  {place}{finding.Code} {finding.Path} {finding.Text.Pl}", $"  {place}{finding.Code} {finding.Path} {finding.Text.En}");
            if (finding.WhatNext is { } hint) terminal.Say($"    → {hint.Pl}", $"    → {hint.En}");
        }
    }

    private static IEnumerable<string> Files(IEnumerable<string> paths) =>
        paths.SelectMany(path => Directory.Exists(path) ? Below(path) : Enumerable.Repeat(path, 1));

    // Folder by folder: in order, and without the names of all files in memory at once.
    private static IEnumerable<string> Below(string folder)
    {
        var here = new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive };
        foreach (var file in Directory.EnumerateFiles(folder, "*.xml", here).Order(StringComparer.Ordinal)) yield return file;
        foreach (var inner in Directory.EnumerateDirectories(folder, "*", here).Order(StringComparer.Ordinal))
            foreach (var file in Below(inner)) yield return file;
    }
}
