using System.Reflection;
using System.Security.Cryptography;
using Inkaust.Office;

namespace Inkaust.Tests.Rules;

/// <summary>Signing happens in one use case; whoever draws, checks or previews has no keys (DESIGN 6.5).</summary>
public sealed class SigningTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Whoever holds the keys of companies, and for what.</summary>
    private static readonly (Type Holder, string For)[] Holders =
    [
        (typeof(SignIn), "signs in"), (typeof(EnrolCertificate), "signs the request for a certificate"), (typeof(RenewCertificates), "the same, in time"),
        (typeof(RevokeCertificate), "finds the certificate"), (typeof(ImportCertificate), "keeps a key"), (typeof(ExportCertificate), "gives a key to its owner"),
        (typeof(TestCertificates), "tries a key with a hash of nothing"), (typeof(CertificateStates), "asks how they stand"),
        (typeof(LookAtCertificates), "lists them"), (typeof(RemoveCompany), "counts them"), (typeof(SetUpCompany), "sees which are lacking"),
        (typeof(IssueInvoice), "signs KOD II"), (typeof(KodII), "signs it for that one"), (typeof(OfflineReadiness), "sees whether it could"), (typeof(TakeStock), "warns of their ends"), (typeof(CompanyTasks), "the same"),
        (typeof(SeeTasks), "hands them to the one before"), (typeof(CalendarFeeds), "tells their ends"), (typeof(Workplace), "makes them all"),
        (typeof(SyncByItself), "sees who can sign in"), (typeof(VerifyCodes), "takes certificates out, never a key"),
    ];

    [Fact]
    public void Nobody_else_holds_the_keys_of_companies()
    {
        var holders = typeof(Workplace).Assembly.GetTypes().Where(type => !type.Name.Contains('<') && type != typeof(KeyRing) && Holds(type, typeof(KeyRing)))
            .Select(type => type.Name).Order(StringComparer.Ordinal);
        Assert.Equal(Holders.Select(one => one.Holder.Name).Order(StringComparer.Ordinal), holders);
    }

    [Theory]
    [InlineData(typeof(InvoicePrint))]
    [InlineData(typeof(PrintIssued))]
    [InlineData(typeof(PrintFile))]
    [InlineData(typeof(CodesOfFile))]
    [InlineData(typeof(LookIntoLedger))]
    [InlineData(typeof(MailInvoice))]
    [InlineData(typeof(JudgeFile))]
    [InlineData(typeof(JudgeDraft))]
    public void Whoever_draws_or_checks_is_never_handed_a_key(Type drawing)
    {
        Type[] keys = [typeof(KeyRing), typeof(MasterKey), typeof(AsymmetricAlgorithm), typeof(KsefTokens)];
        var handed = drawing.GetMethods(All).Cast<MethodBase>().Concat(drawing.GetConstructors(All)).SelectMany(one => one.GetParameters())
            .Select(one => one.ParameterType).Concat(drawing.GetFields(All).Select(one => one.FieldType));
        Assert.DoesNotContain(handed, type => keys.Any(key => key.IsAssignableFrom(type)));
    }

    [Fact]
    public void KOD_II_is_signed_where_an_invoice_is_issued_and_where_a_certificate_is_tried()
    {
        var signing = Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file) is var text && (text.Contains("KodII.Sign(", StringComparison.Ordinal)
                || text.Contains("VerificationLinks.KodII(", StringComparison.Ordinal)))
            .Select(Path.GetFileName).Order(StringComparer.Ordinal);
        Assert.Equal(["IssueInvoice.cs", "KodII.cs", "TestCertificates.cs"], signing);
    }

    private static bool Holds(Type type, Type what) => type.GetFields(All).Any(one => one.FieldType == what)
        || type.GetConstructors(All).Concat<MethodBase>(type.GetMethods(All)).Any(one => one.GetParameters().Any(parameter => parameter.ParameterType == what));
}
