using Inkaust.Office;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Inkaust.Tests.Rules;

/// <summary>
/// A face reads what it is given, calls one use case, and words the answer. What holds rules, keys or rows is behind the use cases, where the
/// next face finds it too.
/// </summary>
public sealed class FacesTests
{
    // What a use case is made of. Whoever needs one of these in a command lacks a use case.
    private static readonly HashSet<string> BehindUseCases =
    [
        nameof(KeyRing), nameof(Ledger), nameof(SignIn), nameof(Rights), nameof(KsefTokens), nameof(CertificateStates), nameof(KodII), nameof(OfflineReadiness),
        nameof(EnrolCertificate), nameof(RenewCertificates), nameof(ImportCertificate), nameof(AnnouncementArchive), nameof(AskForPresence), nameof(ChooseMode),
        nameof(IssueInvoice), nameof(InvoicePrint), nameof(CorrectInvoice), nameof(HeldCorrections), nameof(RepairInvoice), nameof(RepairComparison),
        nameof(KeepDeadlines), nameof(WarnAhead), nameof(TakeStock), nameof(SendAtOnce), "CompanyLedger", "SeenLedgers", "Lease", "Leases", "Deadlines", "Fa3Writer",
        "Fa3Validator", "VerificationLinks", "KsefClient",
    ];

    [Fact]
    public void Commands_pages_and_answers_use_nothing_but_use_cases_and_what_these_give()
    {
        var uses = TypesOf("inkaust.dll").Where(type => Outermost(type).Namespace is "Inkaust.Cli" or "Inkaust.Answers" || IsOfTheWeb(Outermost(type)))
            .SelectMany(type => FolderGraph.UsesOf(type).Select(used => (Face: Outermost(type).Name, Used: used.Name))).Distinct().ToList();
        Assert.Contains(uses, use => use.Used == nameof(Workplace)); // What is used is seen.
        Assert.Empty(uses.Where(use => BehindUseCases.Contains(use.Used)).Select(use => $"{use.Face} uses {use.Used}"));
    }

    private static bool IsOfTheWeb(TypeDefinition type) => type.Namespace.StartsWith("Inkaust.Web", StringComparison.Ordinal);

    /// <summary>What programs read has a name, which the REST API and its OpenAPI document publish too.</summary>
    [Fact]
    public void No_answer_is_anonymous()
    {
        var anonymous = TypesOf("inkaust.dll").Where(type => type.Name.StartsWith("<>f__AnonymousType", StringComparison.Ordinal))
            .Select(type => string.Join(", ", type.Properties.Select(one => one.Name)));
        Assert.Empty(anonymous.Except(["Invoices, Problems"]));
    }

    [Theory]
    [InlineData("Inkaust.Invoices.dll")]
    [InlineData("Inkaust.Print.dll")]
    [InlineData("Inkaust.Ksef.dll")]
    [InlineData("Inkaust.LocalKsef.dll")]
    [InlineData("Inkaust.Office.dll")]
    [InlineData("inkaust.dll")]
    public void Only_the_edge_reads_the_environment(string assembly)
    {
        var readers = TypesOf(assembly).Where(type => type.Methods.Where(method => method.HasBody).SelectMany(method => method.Body.Instructions).Any(IsReading))
            .Select(type => Outermost(type).Name).Distinct();
        Assert.Equal(assembly == "inkaust.dll" ? [nameof(Surroundings)] : [], readers);
    }

    private static bool IsReading(Instruction instruction) => instruction.Operand is MethodReference
    {
        DeclaringType.FullName: "System.Environment",
        Name: "GetEnvironmentVariable" or "GetEnvironmentVariables" or "ExpandEnvironmentVariables" or "get_UserName",
    };

    // What a method does is read when it is asked for, so the assembly stays in memory.
    private static IEnumerable<TypeDefinition> TypesOf(string assembly) =>
        ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, assembly), new ReaderParameters { InMemory = true }).GetTypes();

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
