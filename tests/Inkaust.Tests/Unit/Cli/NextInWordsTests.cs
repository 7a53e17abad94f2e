using System.CommandLine;
using System.Text.Json;
using System.Text.RegularExpressions;
using Inkaust.Answers;
using Inkaust.Cli;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Cli;

/// <summary>Every step that the office asks for has a command line, and the shell understands each.</summary>
public sealed partial class NextInWordsTests
{
    private static readonly Company Firm = new(Nip.Parse("5260001246"), "Firma", "ul. Długa 5, 31-147 Kraków", KsefEnvironment.Test);

    // A command to which each option that stands alone can be added.
    private static readonly Dictionary<Type, string> AddedTo = new()
    {
        [typeof(IssueOffline24)] = "issue FILE",
        [typeof(IssueInMode)] = "issue FILE",
        [typeof(TakeKnowingly)] = "issue FILE",
        [typeof(ChooseCompany)] = "issue FILE",
        [typeof(ConfirmRemoval)] = "company remove --company NIP",
        [typeof(ChooseDataFolder)] = "status",
        [typeof(NameTotalFailure)] = "total-failure confirm --reference SOURCE",
        [typeof(NameKeyFile)] = "cert import FILE.pem",
        [typeof(NameKsef)] = "codes FILE.xml",
        [typeof(NameStatute)] = "calendar add 2026-12-24",
    };

    public static TheoryData<Type> Kinds => [.. StepsIn(typeof(Finding)), .. StepsIn(typeof(SendNow))];

    private static IEnumerable<Type> StepsIn(Type one) =>
        one.Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(NextStep)) && type != typeof(NextStep));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_next_step_is_one_of_a_closed_set_and_a_command_line_that_the_shell_understands(Type kind)
    {
        Assert.True(kind.IsSealed);
        foreach (var step in Samples(kind))
        {
            var words = NextInWords.Of(step);
            foreach (var line in new[] { words.Pl, words.En }.SelectMany(both => both.Split(", "))) AssertUnderstood(kind, line);
        }
    }

    [Fact]
    public void A_step_is_a_kind_and_facts_to_a_program()
    {
        Assert.Null(NextStepAnswer.Of(null));
        Assert.Equal("""{"kind":"list-draft-fields"}""", NextStepAnswer.Of(new ListDraftFields())!.ToJsonString());
        Assert.Equal("""{"kind":"send-now","company":"5260001246@test"}""", NextStepAnswer.Of(new SendNow(Firm.Reference))!.ToJsonString());
        Assert.Equal("""{"kind":"get-certificate","certificate":"offline"}""",
            NextStepAnswer.Of(new GetCertificate(CertificateKind.Offline))!.ToJsonString());
        Assert.Equal("""{"kind":"choose-company","among":["5260001246@demo"]}""",
            NextStepAnswer.Of(new ChooseCompany([new(Firm.Nip, "demo")]))!.ToJsonString());
    }

    [Fact]
    public void A_company_whose_NIP_stands_in_several_environments_is_named_with_its_own() => Assert.Equal(
        ("inkaust send --company 5260001246", "inkaust send --company 5260001246@test"),
        (NextInWords.Of(new SendNow(Firm.Reference)).En, NextInWords.Of(new SendNow((Firm with { SharesNip = true }).Reference)).En));

    [Fact]
    public void A_hint_is_followed_by_its_command_line_and_stands_alone_where_there_is_none()
    {
        var finding = new Finding("INK-SEND-002", "Jest tak.", "It is so.") { Hint = new("Wyślij", "Send it") };
        Assert.Equal(new("Wyślij", "Send it"), finding.WhatNext);
        Assert.Equal(new("Wyślij: inkaust send --company 5260001246", "Send it: inkaust send --company 5260001246"),
            (finding with { Next = new SendNow(Firm.Reference) }).WhatNext);
        Assert.Equal(new("inkaust send --company 5260001246", "inkaust send --company 5260001246"),
            (finding with { Hint = null, Next = new SendNow(Firm.Reference) }).WhatNext);
        Assert.Null((finding with { Hint = null }).WhatNext);
    }

    [Fact]
    public void An_error_to_a_program_has_the_words_with_the_command_and_the_step_beside_them()
    {
        using var error = new StringWriter();
        var finding = new Finding("INK-SEND-002", "Jest tak.", "It is so.") { Hint = new("Wyślij", "Send it"), Next = new SendAgain(12) };
        new Terminal(TextWriter.Null, error, json: true, Language.English).Refuse([finding, finding with { Next = null }]);
        var errors = JsonDocument.Parse(error.ToString()).RootElement.GetProperty("errors");
        Assert.Equal("Send it: inkaust repair 12 --again", errors[0].GetProperty("hint").GetString());
        Assert.Equal("""{"kind":"send-again","invoice":12}""", errors[0].GetProperty("next").GetRawText());
        Assert.Equal("Send it", errors[1].GetProperty("hint").GetString());
        Assert.False(errors[1].TryGetProperty("next", out _));
    }

    [Theory]
    [InlineData(Handed.Confirmation, null, "So. Say so with --buyer. The confirmation: inkaust confirmation.")]
    [InlineData(Handed.InvoiceLater, BuyerBranch.NoNip, "So. The confirmation: inkaust confirmation.")]
    [InlineData(Handed.Copy, null, "So. Say so with --buyer.")]
    [InlineData(Handed.Invoice, null, "So.")]
    public void What_may_be_handed_over_is_said_with_the_ways_to_do_it(Handed what, BuyerBranch? branch, string said) =>
        Assert.Equal(said, new HandOver(what, branch, false, 2, new("Tak.", "So.")).InWords.En);

    // With every fact, and without those that may be left out.
    private static IEnumerable<NextStep> Samples(Type kind)
    {
        var facts = kind.GetConstructors().Single().GetParameters();
        yield return (NextStep)Activator.CreateInstance(kind, [.. facts.Select(fact => Sample(fact.ParameterType))])!;
        if (facts.Any(fact => fact.HasDefaultValue))
        {
            yield return (NextStep)Activator.CreateInstance(kind,
                [.. facts.Select(fact => fact.HasDefaultValue ? null : Sample(fact.ParameterType))])!;
        }
        if (kind == typeof(ChooseCompany)) yield return new ChooseCompany([]);
        if (kind == typeof(NameKsef)) yield return new NameKsef([]);
    }

    private static object Sample(Type fact) => fact switch
    {
        _ when fact == typeof(Company) => Firm,
        _ when fact == typeof(CompanyReference) => Firm.Reference,
        _ when fact == typeof(long) || fact == typeof(long?) => 12L,
        _ when fact == typeof(string) => "https://qr.ksef.mf.gov.pl/invoice/5260001246/01-11-2026/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE",
        _ when fact == typeof(DateOnly) => new DateOnly(2026, 11, 1),
        _ when fact == typeof(IssuingMode) => IssuingMode.Failure,
        _ when fact == typeof(CertificateKind?) => CertificateKind.Authentication,
        _ when fact == typeof(IReadOnlyList<CompanyReference>) => new CompanyReference[] { new(Firm.Nip, "test"), new(Firm.Nip, "demo") },
        _ when fact == typeof(IReadOnlyList<string>) => new[] { "test", "demo" },
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact, "No step had such a fact before."),
    };

    private static void AssertUnderstood(Type kind, string line)
    {
        var command = line.StartsWith("inkaust ", StringComparison.Ordinal) ? line["inkaust ".Length..] : $"{AddedTo[kind]} {line}";
        var filledIn = PlaceForANip().Replace(PlaceForANumber().Replace(command, "7"), Firm.Nip.ToString());
        var parsed = CommandLine.Commands(new(TextWriter.Null, TextWriter.Null, TimeProvider.System, Surroundings.OfThisProcess())).Parse(filledIn);
        Assert.Empty(parsed.UnmatchedTokens);
        Assert.NotNull(parsed.CommandResult.Command.Action);
        // Three are left to their own help: which facts a new company or a file has is too long for a hint.
        if (kind == typeof(AddCompany) || kind == typeof(ChangeCompany) || kind == typeof(BringCertificate)) return;
        Assert.True(parsed.Errors.Count == 0, $"{line}: {string.Join(' ', parsed.Errors.Select(error => error.Message))}");
    }

    [GeneratedRegex("\\bNIP\\b")]
    private static partial Regex PlaceForANip();

    [GeneratedRegex("\\bNUM(B|)ER\\b")]
    private static partial Regex PlaceForANumber();
}
