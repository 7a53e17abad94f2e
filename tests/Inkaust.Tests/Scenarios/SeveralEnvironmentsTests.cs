using System.Text.Json;
using Dapper;
using Inkaust.Cli;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.LocalKsef;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios;

/// <summary>One NIP in several environments at once: each is a company of its own, and nothing of one shows in another.</summary>
public class SeveralEnvironmentsTests
{
    [Fact]
    public async Task The_same_NIP_is_added_once_for_each_environment_and_found_by_both()
    {
        await using var stage = await Stage.BareAsync();
        var register = stage.Workplace.Companies;
        var test = register.Add(stage.Company with { Environment = KsefEnvironment.Test });
        var production = register.Add(stage.Company with { Environment = KsefEnvironment.Production });
        var nip = stage.Company.Nip;

        Assert.Distinct(register.All().Select(one => one.Id));
        Assert.All(register.All(), one => Assert.Equal((nip, one), (one.Nip, register.At(one.Id))));
        Assert.Equal(stage.Company.Id, register.Find(CompanyReference.Parse($"{nip}@{stage.Company.Environment.Word}")).Id);
        Assert.Equal(test.Id, register.Find(CompanyReference.Parse($"{nip}@test")).Id);
        Assert.Equal(production.Id, register.Find(CompanyReference.Parse("526-000-12-46@Production")).Id);
        Assert.Equal("INK-COMPANY-002", Refused(() => register.Find(CompanyReference.Parse($"{nip}@demo"))).Code);
        Assert.Equal("INK-COMPANY-002", Refused(() => register.Find(CompanyReference.Parse("1111111111@test"))).Code);
        Assert.Equal("INK-COMPANY-001", Refused(() => register.Add(stage.Company with { Environment = KsefEnvironment.Test })).Code);
        Assert.Equal("INK-COMPANY-003", Refused(() => register.Find(null)).Code);
        var several = Refused(() => register.Find(new CompanyReference(nip)));
        Assert.Equal("INK-COMPANY-003", several.Code);
        Assert.All(register.All(), one => Assert.Contains($"--company {nip}@{one.Environment.Word}", several.WhatNext!.En)); // What it says can be typed.

        register.Rename(test with { Name = "Próbna" });
        Assert.Equal(["Próbna"], register.All().Where(one => one.Name != stage.Company.Name).Select(one => one.Name));
    }

    [Theory]
    [InlineData("5260001246", true)]
    [InlineData("526-000-12-46@test", true)]
    [InlineData("5260001246@http://127.0.0.1:5080", true)]
    [InlineData("5260001246@", false)]
    [InlineData("@test", false)]
    [InlineData("5260001247@test", false)]
    [InlineData("", false)]
    public void A_company_is_named_by_its_NIP_and_its_environment(string text, bool isOne)
    {
        Assert.Equal(isOne, CompanyReference.TryParse(text, null, out var reference));
        if (isOne) Assert.Equal(reference, CompanyReference.Parse(reference.ToString()));
    }

    [Fact]
    public async Task Keys_tokens_and_turns_are_those_of_one_environment()
    {
        await using var stage = await Stage.ReadyAsync();
        var (keys, tokens) = (stage.Workplace.Keys, stage.Workplace.KsefTokens);
        var test = stage.Workplace.Companies.Add(stage.Company with { Environment = KsefEnvironment.Test });
        Assert.Empty(keys.Of(test.Id));
        Assert.Null(keys.Valid(test.Id, CertificateKind.Offline));
        Assert.StartsWith("INK-CERT-", (await Assert.ThrowsAsync<RefusedException>(
            () => stage.Workplace.IssueInvoice.FromDraftAsync(test, stage.Draft(), ModeWish.Offline, stop: Stage.Stop))).Findings[0].Code);
        Assert.Null(stage.Workplace.Rights.Of(test.Id));

        var before = keys.Of(stage.Company.Id).Select(one => one.Id).ToList();
        var (place, key) = keys.NewKey(test, CertificateKind.Authentication, "test");
        key.Dispose();
        Assert.Equal([place.Id], keys.Of(test.Id).Select(one => one.Id));
        Assert.Equal(before, keys.Of(stage.Company.Id).Select(one => one.Id));

        tokens.Keep(test, $"20261209-EC-0123456789-0123456789-01|nip-5260001246|{new string('0', 64)}", new DateOnly(2026, 12, 31));
        Assert.Null(tokens.EndDate(stage.Company.Id));
        Assert.NotNull(tokens.Good(test));
        // A secret is sealed for its company: moved to another, it does not open.
        using (var connection = Database.Open(stage.Store).Connect())
        {
            connection.Execute("INSERT INTO ksef_token (company, sealed, ends_on, added_at) SELECT @Other, sealed, ends_on, added_at FROM ksef_token",
                new { Other = stage.Company.Id.Text });
        }
        Assert.Equal("INK-KEY-003", Refused(() => tokens.Good(stage.Company)).Code);

        var leases = new Leases(Database.Open(stage.Store));
        await using var turn = Assert.IsType<Lease>(leases.Take(test.Id));
        await using var another = Assert.IsType<Lease>(leases.Take(stage.Company.Id));
        Assert.Null(leases.Take(test.Id));
    }

    [Fact]
    public async Task Two_environments_have_two_ledgers_with_the_same_numbers_and_each_sends_its_own()
    {
        await using var stage = await Stage.ReadyAsync();
        await using var server = await LocalKsefServer.StartAsync(new LocalKsefOptions { Clock = stage.Clock }, Stage.Stop);
        var (desk, here) = (stage.Workplace, stage.Company);
        var there = desk.Companies.Add(here with { Environment = KsefEnvironment.Local(server.BaseAddress) });
        await desk.EnrolCertificate.ForAsync(there, CertificateKind.Authentication, Stage.Stop);
        await desk.EnrolCertificate.ForAsync(there, CertificateKind.Offline, Stage.Stop);

        var draft = stage.Draft("FV/1");
        var one = await stage.IssueAsync(ModeWish.Offline, draft);
        var other = await desk.IssueInvoice.FromDraftAsync(there, draft, ModeWish.Offline, stop: Stage.Stop);
        Assert.NotEqual(one.CertificateSerial, other.CertificateSerial);
        Assert.Equal("INK-LEDGER-001", (await Assert.ThrowsAsync<RefusedException>(
            () => desk.IssueInvoice.FromDraftAsync(there, draft, ModeWish.Offline, stop: Stage.Stop))).Findings[0].Code);
        var correction = stage.Draft("FK/1") with { Correction = new Correction { Reason = "zwrot", Invoices = [] } };
        Assert.IsType<CorrectionOutcome.Held>(await desk.CorrectInvoice.FromDraftAsync(there, other, correction, ModeWish.Offline, Stage.Stop));
        Alone(desk, here, one, held: 0);
        Alone(desk, there, other, held: 1);

        Assert.Empty((await desk.SendWaiting.OnceAsync(there, Stage.Stop)).Problems);

        Assert.IsType<InvoiceState.Issued>(stage.Now(one).State);
        Assert.IsType<InvoiceState.Accepted>(stage.Now(other).State);
        Assert.Equal(0, await NumberedAsync(stage.Server));
        Assert.Equal(2, await NumberedAsync(server));
        Assert.Equal([1, 0], desk.TakeStock.Of([here, there]).Select(standing => standing.Waiting));
        Assert.Empty((await desk.SendWaiting.OnceAsync(here, Stage.Stop)).Problems);
        Assert.Equal((1, 2), (await NumberedAsync(stage.Server), await NumberedAsync(server)));
        Assert.Empty(desk.JudgeUpo.Pinned(there.Environment));
        Assert.Single(desk.Ledger.Of(here).List());
    }

    [Fact]
    public async Task A_file_that_was_issued_in_two_environments_has_the_codes_of_the_one_that_is_meant()
    {
        await using var stage = await Stage.ReadyAsync();
        var ledger = stage.Ledger;
        var issued = await stage.IssueAsync(ModeWish.Online);
        var file = ledger.File(issued);
        var test = stage.Workplace.Companies.Add(stage.Company with { Environment = KsefEnvironment.Test });
        Assert.Equal(issued.Id, stage.Workplace.SeenLedgers.IssuedAs(file, KsefEnvironment.Test)!.Id); // The only one there is.
        var again = stage.Workplace.Ledger.Of(test).Add(issued with
        {
            Company = test.Id,
            Environment = test.Environment.Word,
            KodI = VerificationLinks.KodI(test.Environment, file.SellerNip, file.IssueDate, file.Hash),
        }, file.Bytes);

        Assert.Equal(again.Id, stage.Workplace.SeenLedgers.IssuedAs(file)!.Id);
        Assert.Equal(again.Id, stage.Workplace.SeenLedgers.IssuedAs(file, KsefEnvironment.Test)!.Id);
        Assert.Equal(issued.Id, stage.Workplace.SeenLedgers.IssuedAs(file, stage.Company.Environment)!.Id);
    }

    [Fact]
    public async Task A_confirmation_is_that_of_the_KSeF_or_of_the_company_that_is_meant()
    {
        await using var stage = await Stage.ReadyAsync();
        var ledger = stage.Ledger;
        var issued = await stage.IssueAsync(ModeWish.Offline, stage.Draft() with { Buyer = Buyer });
        var file = ledger.File(issued);
        var test = stage.Workplace.Companies.Add(stage.Company with { Environment = KsefEnvironment.Test });
        var there = stage.Workplace.Ledger.Of(test);
        var again = there.Add(issued with { Company = test.Id, Environment = "test", State = new InvoiceState.Issued() }, file.Bytes);
        there.Move(there.Move(again, new InvoiceState.Sending("s", null), "test"), new InvoiceState.Rejected(450, "test", [], "s"), "test");

        var codes = stage.Workplace.CodesOfFile;
        foreach (var here in (KnownOfFile[])[new() { Ksef = stage.Company.Environment }, new() { Company = stage.Company.Reference }])
            Assert.Equal([issued.KodI, issued.KodII], codes.OfConfirmation(file, here).Select(code => code.Link));
        foreach (var other in (KnownOfFile[])[new() { Ksef = KsefEnvironment.Test }, new() { Company = test.Reference }])
            Assert.Equal("INK-PRINT-009", Refused(() => codes.OfConfirmation(file, other)).Code);
    }

    [Fact]
    public async Task A_number_that_is_refused_in_one_environment_and_not_in_another_is_asked_about()
    {
        await using var stage = await Stage.ReadyAsync();
        var ledger = stage.Ledger;
        var refused = ledger.Move(await stage.IssueAsync(ModeWish.Offline, stage.Draft("FV/1")), new InvoiceState.Sending("s", null), "test");
        ledger.Move(refused, new InvoiceState.Rejected(450, "test", [], "s"), "test");
        var test = stage.Workplace.Companies.Add(stage.Company with { Environment = KsefEnvironment.Test });
        stage.Workplace.Ledger.Of(test).Add(refused with { Company = test.Id, Environment = "test", State = new InvoiceState.Issued() }, ledger.Bytes(refused));
        // The other one repairs nothing: which is meant, only a person knows.
        Assert.Equal("INK-LEDGER-003", Refused(() => stage.Workplace.SeenLedgers.Find("FV/1")).Code);
        Assert.Empty(stage.Workplace.Ledger.Of(test).WaitingForRepair());
        Assert.Single(ledger.WaitingForRepair());
    }

    private static void Alone(Workplace desk, Company company, IssuedInvoice only, int held)
    {
        var ledger = desk.Ledger.Of(company);
        Assert.Equal([only.Id], ledger.List().Select(one => one.Id));
        Assert.Equal([only.Id], ledger.Waiting().Select(one => one.Id));
        Assert.Equal([only.Id], ledger.WithNumber(only.Kind, only.Number).Select(one => one.Id));
        Assert.Equal([only.Id], ledger.Named(only.Number, only.IssueDate).Select(one => one.Id));
        Assert.Equal([only.Id], ledger.NeedingCertificate(only.CertificateSerial!).Select(one => one.Id));
        Assert.Equal((1, 1), (ledger.Count(), ledger.Dues().Sum(due => due.Count)));
        Assert.Equal(held, desk.Corrections.Of(company).Count);
        Assert.Equal(held, Assert.Single(desk.TakeStock.Of([company])).Held.Count);
        Assert.StartsWith(company.Environment.Qr.AbsoluteUri, only.KodII!.AbsoluteUri);
    }

    /// <summary>One who may have a confirmation before the invoice has its number.</summary>
    internal static Inkaust.Invoices.Party Buyer { get; } =
        new() { Name = "Papiernia Sarna", Nip = Nip.Parse("6712345098"), Address = new Address { Line1 = "ul. Leśna 4, 00-001 Warszawa" } };

    private static Finding Refused(Func<object?> act) => Assert.Single(Assert.Throws<RefusedException>(act).Findings);

    private static async Task<int> NumberedAsync(LocalKsefServer server)
    {
        using var client = new HttpClient { BaseAddress = server.ManagementAddress };
        using var received = JsonDocument.Parse(await client.GetStringAsync("received", Stage.Stop));
        return received.RootElement.GetProperty("invoices").EnumerateArray()
            .Count(one => one.TryGetProperty("ksefNumber", out var number) && number.ValueKind == JsonValueKind.String);
    }
}

[OnPostgres]
public sealed class SeveralEnvironmentsOnPostgresTests : SeveralEnvironmentsTests;

/// <summary>The same at the command line.</summary>
public sealed class SeveralEnvironmentsCommandTests
{
    [Fact]
    public async Task A_company_is_named_with_its_environment_where_its_NIP_is_in_several()
    {
        await using var stage = await Stage.ReadyAsync();
        var (nip, local) = (stage.Company.Nip, stage.Company.Environment.Word);
        await stage.IssueAsync(ModeWish.Offline);
        foreach (var environment in (string[])["test", "production"])
        {
            Assert.Equal(0, (await RunAsync(stage, "company", "add", "--nip", nip.ToString(), "--name", "Atrament",
                "--address", "ul. Piękna 7, 00-539 Warszawa", "--ksef", environment)).Code);
        }

        Assert.Equal(3, Json(await RunAsync(stage, "company", "list", "--json")).GetArrayLength());
        Assert.Equal(1, Json(await RunAsync(stage, "ledger", "list", "--json", "--company", $"{nip}@{local}")).GetArrayLength());
        foreach (var environment in (string[])["test", "production"])
        {
            Assert.Equal(0, Json(await RunAsync(stage, "ledger", "list", "--json", "--company", $"{nip}@{environment}")).GetArrayLength());
            Assert.Equal(0, Json(await RunAsync(stage, "cert", "list", "--json", "--company", $"{nip}@{environment}")).GetArrayLength());
        }
        Assert.Equal(3, Json(await RunAsync(stage, "cert", "list", "--json", "--company", $"{nip}@{local}")).GetArrayLength());

        var (code, said) = await RunAsync(stage, "ledger", "list", "--company", nip.ToString());
        Assert.Equal(1, code);
        Assert.Contains("INK-COMPANY-003", said);
        Assert.Contains($"--company {nip}@test", said);
        Assert.Equal(1, (await RunAsync(stage, "ledger", "list", "--company", $"{nip}@demo")).Code);
        Assert.Equal(2, (await RunAsync(stage, "ledger", "list", "--company", $"{nip}@")).Code);
    }

    [Fact]
    public async Task A_file_that_was_not_issued_here_is_signed_for_no_environment()
    {
        await using var stage = await Stage.ReadyAsync();
        await using var server = await LocalKsefServer.StartAsync(new LocalKsefOptions { Clock = stage.Clock }, Stage.Stop);
        var environment = KsefEnvironment.Local(server.BaseAddress);
        var there = stage.Workplace.Companies.Add(stage.Company with { Name = "Ż, the last by its name", Environment = environment });
        await stage.Workplace.EnrolCertificate.ForAsync(there, CertificateKind.Offline, Stage.Stop);
        await using var desk = stage.AnotherDesk(); // Its file is in no ledger here.
        var path = Path.Combine(stage.Folder, "invoice.xml");
        var model = await desk.IssueInvoice.FromDraftAsync(
            stage.Company, stage.Draft() with { Buyer = SeveralEnvironmentsTests.Buyer }, ModeWish.Online, stop: Stage.Stop);
        await File.WriteAllBytesAsync(path, desk.Ledger.Of(stage.Company).Bytes(model).ToArray(), Stage.Stop);
        string[] pdf = ["pdf", path, "-o", Path.Combine(stage.Folder, "out.pdf"), "--mode", "offline24", "--json"];

        var (code, said) = await RunAsync(stage, pdf); // Which of the two is meant, only a person knows.
        Assert.Equal(2, code);
        Assert.Contains("INK-CLI-007", said);
        Assert.Contains("INK-PRINT-012", (await RunAsync(stage, [.. pdf, "--ksef", environment.Word])).Said);

        // The company says it as well, to every command that is about a file.
        var (nip, other) = (stage.Company.Nip, stage.Workplace.Companies.Add(stage.Company with { Nip = Nip.Parse("6712345098"), Name = "Piekarnia" }));
        foreach (var command in (string[][])[pdf, ["html", .. pdf[1..]], ["confirmation", .. pdf[1..]], ["codes", path, "--mode", "offline24", "--json"]])
        {
            Assert.Contains("INK-PRINT-012", (await RunAsync(stage, [.. command, "--company", $"{nip}@{environment.Word}"])).Said);
            Assert.Contains("INK-COMPANY-003", (await RunAsync(stage, [.. command, "--company", $"{nip}"])).Said);
            Assert.Contains("INK-COMPANY-002", (await RunAsync(stage, [.. command, "--company", $"{nip}@demo"])).Said);
            Assert.Contains("INK-PRINT-011", (await RunAsync(stage, [.. command, "--company", $"{other.Nip}"])).Said);
        }
    }

    private static JsonElement Json((int Code, string Said) answer)
    {
        Assert.True(answer.Code == 0, answer.Said);
        return JsonDocument.Parse(answer.Said).RootElement;
    }

    private static async Task<(int Code, string Said)> RunAsync(Stage stage, params string[] arguments)
    {
        using var output = new StringWriter();
        var code = await Inkaust.Cli.CommandLine.RunAsync([.. arguments, "--data", stage.Workplace.Place, "--lang", "en"], output, output, stage.Clock);
        return (code, output.ToString());
    }
}
