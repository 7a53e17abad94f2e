using System.Globalization;
using System.Text.RegularExpressions;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios;

/// <summary>What the log of a whole story holds, and what it never holds.</summary>
public sealed partial class LogTests : IDisposable
{
    private const string BuyerNip = "1111111111";
    private readonly HeardLog log = new();

    public void Dispose() => log.Dispose();

    [Fact]
    public async Task The_log_of_a_whole_story_holds_no_secret_and_nothing_personal()
    {
        await using var stage = await Stage.BareAsync();
        await using var desk = stage.AnotherDesk(logs: log);
        desk.JudgeUpo.Trust(stage.Company.Environment, await stage.Management.GetByteArrayAsync("certificates/authority", Stage.Stop));
        var secrets = new List<string>();

        await SignInEachWayAsync(stage, desk, secrets);
        var issued = await IssueEachWayAsync(stage, desk);
        await BreakTheLineAsync(stage, desk);
        await RenewAndRevokeAsync(stage, desk);

        Assert.All(issued, invoice => Assert.NotEqual("issued", desk.Ledger.Of(stage.Company).At(invoice.Id).State.Word));
        secrets.AddRange(PersonalOf(stage, desk, issued.Select(invoice => desk.Ledger.Of(stage.Company).At(invoice.Id))));
        AssertHoldsNone(secrets);
        foreach (var heard in new[]
        {
            "POST /auth/xades-signature 202", "POST /auth/ksef-token 202", "POST /certificates/enrollments 202", "GET /sessions/", "PUT part 1 20", "/upo",
            "signed in with a seal", "signed in with its certificate of type 1", "signed in with a token", "issued invoice", "a round begins", "the round ended", "got no answer",
            "refused with 25009", "opening an online session: KSeF calls it", " 502 in ", "POST /certificates/…/revoke 204",
        })
        {
            Assert.True(log.Lines.Any(line => line.Contains(heard, StringComparison.Ordinal)), $"Nothing says: {heard}");
        }
    }

    [Fact]
    public async Task Without_the_option_a_command_logs_nothing_and_with_it_on_the_error_stream()
    {
        await using var stage = await Stage.ReadyAsync();
        await stage.IssueAsync(ModeWish.Online);

        Assert.Equal("1 invoice: 1 accepted, 0 refused.\n", (await SentAsync(stage)).Error); // What stands beside a pipe is no log.
        await stage.IssueAsync(ModeWish.Online);
        var (output, error) = await SentAsync(stage, "--verbose");

        Assert.DoesNotContain("POST", output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^\d\d:\d\d:\d\d\.\d{3} debug Inkaust\.Ksef: POST /sessions/online 201 in \d+ ms$", error);
        await stage.IssueAsync(ModeWish.Online);
        var lines = (await SentAsync(stage, "--verbose", "--json")).Error.TrimEnd().Split('\n').Select(line => System.Text.Json.Nodes.JsonNode.Parse(line)!).ToList();
        var sent = Assert.Single(lines, line => line["path"]?.GetValue<string>() == "/sessions/online");
        Assert.Equal(("Answered", "Inkaust.Ksef", 201), (sent["event"]!.GetValue<string>(), sent["part"]!.GetValue<string>(), sent["status"]!.GetValue<int>()));
    }

    private static async Task SignInEachWayAsync(Stage stage, Workplace desk, List<string> secrets)
    {
        using var owner = new Support.LocalKsefClient(stage.Server);
        using var seal = SelfSignedSeal.Create(stage.Company.Environment, stage.Company.Nip, "Pieczęć spółki", stage.Clock.GetUtcNow());
        await owner.SignIn(seal, stage.Company.Nip.ToString());
        var made = await owner.Post("/v2/tokens", new { permissions = new[] { "InvoiceWrite", "InvoiceRead" }, description = "Program sprzedaży" });
        while ((await owner.Get($"/v2/tokens/{made.Json["referenceNumber"]}")).Json["status"]!.GetValue<string>() == "Pending") Stage.Stop.ThrowIfCancellationRequested();
        var token = made.Json["token"]!.GetValue<string>();
        desk.KsefTokens.Keep(stage.Company, token, KsefTokens.EndInForce);
        await desk.SignIn.AnewAsync(stage.Company, Stage.Stop);
        secrets.AddRange([token, token.Split('|')[^1]]);
        desk.KsefTokens.Remove(stage.Company.Id);

        await desk.SignIn.AnewAsync(stage.Company, Stage.Stop); // with a seal
        await desk.EnrolCertificate.ForAsync(stage.Company, CertificateKind.Authentication, Stage.Stop);
        await desk.EnrolCertificate.ForAsync(stage.Company, CertificateKind.Offline, Stage.Stop);
        await desk.SignIn.AnewAsync(stage.Company, Stage.Stop);
    }

    private static async Task<IReadOnlyList<IssuedInvoice>> IssueEachWayAsync(Stage stage, Workplace desk)
    {
        var issued = new List<IssuedInvoice>();
        async Task<IssuedInvoice> IssueAsync(ModeWish wish, string number)
        {
            var draft = stage.Draft(number) with { Buyer = new Party { Nip = Nip.Parse(BuyerNip), Name = "Zofia Żółć", Address = Address.Parse("ul. Długa 5, 31-147 Kraków", CultureInfo.InvariantCulture) } };
            issued.Add(await desk.IssueInvoice.FromDraftAsync(stage.Company, draft, wish, stop: Stage.Stop));
            return issued[^1];
        }
        async Task<IssuedInvoice> SentAsync(IssuedInvoice invoice)
        {
            await desk.SendWaiting.OnceAsync(stage.Company, Stage.Stop);
            return desk.Ledger.Of(stage.Company).At(invoice.Id);
        }

        Assert.IsType<InvoiceState.Accepted>((await SentAsync(await IssueAsync(ModeWish.Auto, "TAJNY/1"))).State);
        Assert.IsType<InvoiceState.Accepted>((await SentAsync(await IssueAsync(ModeWish.Offline, "TAJNY/2"))).State);
        // The same number at another desk: KSeF refuses the second one, and says whose the first is.
        await using var other = stage.AnotherDesk();
        await other.IssueInvoice.FromDraftAsync(stage.Company, stage.Draft("TAJNY/3"), ModeWish.Online, stop: Stage.Stop);
        await other.SendWaiting.OnceAsync(stage.Company, Stage.Stop);
        Assert.IsType<InvoiceState.Rejected>((await SentAsync(await IssueAsync(ModeWish.Online, "TAJNY/3"))).State);
        for (var number = 10; number < 45; number++) await IssueAsync(ModeWish.Offline, $"TAJNY/{number}");
        Assert.IsType<InvoiceState.Accepted>((await SentAsync(issued[^1])).State); // in a package
        await desk.SendWaiting.OnceAsync(stage.Company, Stage.Stop);
        return issued;
    }

    private static async Task BreakTheLineAsync(Stage stage, Workplace desk)
    {
        foreach (var fault in new[] { "line-cut", "html-502" })
        {
            await stage.FaultAsync(fault, "* /v2/*");
            await desk.IssueInvoice.FromDraftAsync(stage.Company, stage.Draft($"TAJNY/{fault}"), ModeWish.Auto, stop: Stage.Stop);
            await desk.SendWaiting.OnceAsync(stage.Company, Stage.Stop);
            await stage.NoFaultsAsync();
        }
        await desk.SendWaiting.OnceAsync(stage.Company, Stage.Stop);
    }

    private static async Task RenewAndRevokeAsync(Stage stage, Workplace desk)
    {
        var old = desk.Keys.Of(stage.Company.Id).Last(one => one.Kind == CertificateKind.Offline);
        await desk.RenewCertificates.NowAsync(stage.Company, CertificateKind.Offline, stop: Stage.Stop);
        await desk.RevokeCertificate.ForGoodAsync(stage.Company, old, RevocationReason.Superseded, Stage.Stop);
        var (ksef, access) = await desk.SignIn.AsCompanyAsync(stage.Company, Stage.Stop);
        await Assert.ThrowsAsync<KsefRejected>(() => ksef.Certificates.RevokeAsync(access, old.Serial!, RevocationReason.Superseded, Stage.Stop));
    }

    private static IEnumerable<string> PersonalOf(Stage stage, Workplace desk, IEnumerable<IssuedInvoice> invoices)
    {
        yield return stage.Company.Nip.ToString();
        yield return BuyerNip;
        foreach (var word in new[] { "Atrament", "Piękna", "00-539", "Zofia", "Żółć", "Długa", "TAJNY", "Kałamarz", "Faktura xmlns", "<?xml", "Bearer", "eyJ", "BEGIN ", "uwierzytelnianie" })
            yield return word;
        foreach (var certificate in desk.Keys.Of(stage.Company.Id))
        {
            if (certificate.Serial is { } serial) yield return serial;
            yield return Convert.ToBase64String(certificate.PublicKey);
        }
        foreach (var invoice in invoices)
        {
            yield return invoice.Hash.Base64;
            yield return invoice.Hash.Base64Url;
            if (invoice.State is InvoiceState.Accepted accepted) yield return accepted.KsefNumber;
        }
    }

    private void AssertHoldsNone(IEnumerable<string> secrets)
    {
        var all = string.Join('\n', log.Lines);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, all, StringComparison.OrdinalIgnoreCase));
        // Nor anything like one that nobody thought of: a long run of letters and digits is a reference number, a code of ours or a mode.
        Assert.Empty(LongRun().Matches(Known().Replace(all, "")).Select(run => run.Value));
    }

    private static async Task<(string Output, string Error)> SentAsync(Stage stage, params string[] more)
    {
        using StringWriter output = new(), error = new();
        Assert.Equal(0, await Cli.CommandLine.RunAsync(["send", "--data", stage.Store, .. more], output, error, stage.Clock));
        return (output.ToString(), error.ToString());
    }

    [GeneratedRegex(@"\d{8}-[A-Z]{2}-[0-9A-F]{10}-[0-9A-F]{10}-[0-9A-F]{2}|INK-[A-Z]+-\d{3}|Offline24")]
    private static partial Regex Known();

    [GeneratedRegex(@"(?=[A-Za-z+_-]*\d)[A-Za-z0-9+_-]{9,}")]
    private static partial Regex LongRun();
}
