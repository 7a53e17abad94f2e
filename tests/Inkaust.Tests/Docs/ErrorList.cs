using System.Text;
using System.Text.RegularExpressions;

namespace Inkaust.Tests.Docs;

/// <summary>The list of error codes, gathered from the sources in which each code stands with its sentences.</summary>
internal static partial class ErrorList
{
    private static readonly Dictionary<string, string> Areas = new()
    {
        ["ACCOUNT"] = "Accounts and people",
        ["API"] = "Keys and requests of other programs",
        ["ADVANCE"] = "Advances that a settlement names",
        ["BATCH"] = "Packages of many invoices",
        ["CALENDAR"] = "The calendar of working days",
        ["CERT"] = "Keys and certificates",
        ["CLAIM"] = "What a person says of KSeF",
        ["CLI"] = "The command line (exit code 2 for usage)",
        ["COMPANY"] = "Companies",
        ["CORRECT"] = "Corrections",
        ["DEMO"] = "The demo",
        ["DRAFT"] = "Drafts in JSON",
        ["ENV"] = "The environment (exit code 2)",
        ["FA3"] = "The FA(3) schema",
        ["HOOK"] = "Webhooks and events for programs",
        ["INBOX"] = "Receiving from KSeF",
        ["ISSUE"] = "Issuing",
        ["KEY"] = "The master key (exit code 2)",
        ["KSEF"] = "Talking to KSeF",
        ["LEDGER"] = "The ledger",
        ["LETTER"] = "The wording of letters to buyers",
        ["LOCAL"] = "The local KSeF",
        ["MAIL"] = "Letters by e-mail",
        ["MODE"] = "Modes",
        ["PACE"] = "Limits of requests",
        ["POCKET"] = "Devices that issue with no network",
        ["PRINT"] = "Prints",
        ["REPAIR"] = "Technical corrections",
        ["RULE"] = "Rules beyond the schema",
        ["SCAN"] = "Looking for codes in pictures and PDFs",
        ["SEND"] = "Sending",
        ["STORE"] = "The database (exit code 2)",
        ["TALK"] = "Consultations and requests",
        ["TASK"] = "Tasks",
        ["UPO"] = "Official receipts (UPO)",
        ["VERIFY"] = "Verifying codes (those from 101 on say why a code is wrong)",
        ["XML"] = "Bytes and XML",
    };

    public static string Write(IEnumerable<string> sources)
    {
        var sentences = new SortedDictionary<string, string>(StringComparer.Ordinal);
        // A sentence that is too long for a line is in pieces.
        foreach (var source in sources.Select(text => Joint().Replace(Comment().Replace(text, ""), "")))
        {
            foreach (Match bare in Code().Matches(source)) sentences.TryAdd(bare.Value, "");
            foreach (var draft in WhatADraftLacks().Matches(source).GroupBy(one => one.Groups["code"].Value))
                sentences[draft.Key] = $"The draft lacks {string.Join(" or ", draft.Select(one => one.Groups["en"].Value))}.";
            foreach (Match draft in WhatADraftSaysTwice().Matches(source)) sentences[draft.Groups["code"].Value] = "Two fields of the draft exclude each other.";
            foreach (Match full in CodeWithSentences().Matches(source))
            {
                var english = Hole().Replace(full.Groups["en"].Value, "…").Replace("\\\"", "\"");
                if (sentences[full.Groups["code"].Value].Length == 0) sentences[full.Groups["code"].Value] = english;
            }
        }
        var list = new StringBuilder("# Errors\n\nA code is permanent: it may retire and never gets another meaning. Programs read codes, people read sentences.\n");
        list.Append("This list is gathered from the sources by a test.\n");
        foreach (var area in sentences.GroupBy(one => one.Key.Split('-')[1]))
        {
            list.Append($"\n## INK-{area.Key}: {Areas.GetValueOrDefault(area.Key, area.Key)}\n\n| code | what it says |\n|---|---|\n");
            foreach (var (code, english) in area) list.Append($"| `{code}` | {english.Replace("|", "\\|")} |\n");
        }
        return list.ToString();
    }

    [GeneratedRegex("""
        "\s*\+\s*\$?"
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Joint();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex("INK-[A-Z0-9]+-[0-9]{3}")]
    private static partial Regex Code();

    [GeneratedRegex("""Lacks\("(?<code>INK-DRAFT-[0-9]{3})", \$?"[^"]*", "[^"]*", "(?<en>[^"]*)"\)|Lacks\("(?<code>INK-DRAFT-[0-9]{3})", [^"]*"[^"]*", "[^"]*", "(?<en>[^"]*)"\)""")]
    private static partial Regex WhatADraftLacks();

    [GeneratedRegex("""Both\("(?<code>INK-DRAFT-[0-9]{3})",""")]
    private static partial Regex WhatADraftSaysTwice();

    // "CODE", [Severity, "Name_of_a_rule", new(] [condition ?] "Polish" [: "Polish"], [condition ?] "English": the ways in which findings are written.
    [GeneratedRegex(""""
        "(?<code>INK-[A-Z0-9]+-[0-9]{3})",(?:\s*Severity\.\w+,\s*"\w+",)?[^"$;]*\$?"(?<pl>(?:[^"\\{]|\\.|\{(?:[^{}]|\{[^{}]*\})*\})*)"(?:\s*:\s*\$?"(?:[^"\\{]|\\.|\{(?:[^{}]|\{[^{}]*\})*\})*")?,[^"$;]*\$?"(?<en>(?:[^"\\{]|\\.|\{(?:[^{}]|\{[^{}]*\})*\})*)"
        """")]
    private static partial Regex CodeWithSentences();

    [GeneratedRegex(@"\{(?:[^{}]|\{[^{}]*\})*\}")]
    private static partial Regex Hole();
}
