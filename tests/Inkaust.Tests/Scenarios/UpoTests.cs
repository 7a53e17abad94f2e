using System.Text.Json;
using Inkaust.Cli;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Tests.Support;
using Inkaust.Tests.Unit.Ksef;

namespace Inkaust.Tests.Scenarios;

/// <summary>An official receipt is proof only when its signature is sound, its signer vouched for, and the invoice named as the ledger knows it.</summary>
public class UpoTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(12)] // one receipt for all of them
    [InlineData(35)] // a package
    public async Task A_receipt_of_KSeF_is_sound_and_its_signer_trusted(int count)
    {
        await using var stage = await Stage.ReadyAsync();
        for (var i = 0; i < count; i++) await stage.IssueAsync(ModeWish.Offline);
        Assert.Empty((await stage.SendAsync()).Problems);
        Assert.Equal(count, stage.Ledger.List().Count);
        foreach (var invoice in stage.Ledger.List())
        {
            var judgement = stage.Workplace.JudgeUpo.OfInvoice(stage.Company, invoice, stage.Ledger.Upos.Of(invoice));
            Assert.Null(judgement.Refusal);
            Assert.Null(judgement.Reservation);
            Assert.True(judgement.IsProof);
            Assert.Contains("Lokalny KSeF - UPO", judgement.Signer);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(12)]
    [InlineData(35)]
    public async Task A_receipt_changed_on_its_way_is_kept_as_evidence_and_taken_for_nothing(int count)
    {
        await using var stage = await Stage.ReadyAsync();
        for (var i = 0; i < count; i++) await stage.IssueAsync(ModeWish.Offline);
        using (var line = Changing(body => body.Replace("Dokument>", "Dokument>\n")))
        {
            var report = await line.SendAsync(stage);
            Assert.Single(report.Problems, problem => problem.Code == "INK-UPO-001" && problem.Text.En.Contains("changed after it was signed"));
        }
        var all = stage.Ledger.List();
        Assert.Equal(count, all.Count);
        Assert.Each(all, invoice => Assert.IsType<InvoiceState.Accepted>(invoice.State)); // KSeF's list tells of them all the same.
        Assert.Each(all, invoice => Assert.False(invoice.HasUpo));
        var standing = Assert.Single(stage.Workplace.TakeStock.Of([stage.Company]));
        Assert.Contains("INK-UPO-001", Assert.Single(standing.Alarms, one => one.Code == "INK-UPO-008").Text.En);
        if (count == 1)
        {
            var (content, why) = Assert.Single(stage.Ledger.RefusedUpos.Of(((InvoiceState.Accepted)all[0].State).KsefNumber));
            Assert.Contains("Potwierdzenie", System.Text.Encoding.UTF8.GetString(content));
            Assert.StartsWith("INK-UPO-001", why);
        }

        await stage.SendAsync();
        Assert.Each(stage.Ledger.List(), invoice => Assert.True(invoice.HasUpo));
        Assert.DoesNotContain(Assert.Single(stage.Workplace.TakeStock.Of([stage.Company])).Alarms, one => one.Code == "INK-UPO-008");
    }

    [Fact]
    public async Task A_receipt_that_goes_on_being_wrong_is_fetched_every_hour_only()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        await stage.IssueAsync(ModeWish.Offline);
        var fetched = 0;
        using var line = Changing(body => body.Replace("Dokument>", $"Dokument>{new string(' ', ++fetched)}"));
        for (var round = 0; round < 8; round++) await line.SendAsync(stage);
        Assert.Equal(4, fetched);
        clock.Jump(TimeSpan.FromMinutes(61));
        for (var round = 0; round < 3; round++) await line.SendAsync(stage);
        Assert.Equal(5, fetched);
        for (var hour = 0; hour < 3; hour++)
        {
            clock.Jump(TimeSpan.FromMinutes(61));
            await line.SendAsync(stage);
        }
        Assert.Equal(8, fetched);
        Assert.Equal(5, stage.Ledger.RefusedUpos.Of(((InvoiceState.Accepted)stage.Ledger.List()[0].State).KsefNumber).Count);
    }

    [Fact]
    public async Task A_sound_receipt_of_a_stranger_is_not_taken_where_an_authority_is_named_and_with_a_reservation_where_none_is()
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Offline);
        using var stranger = new SignedReceipt();
        using var line = Changing(body => System.Text.Encoding.UTF8.GetString(stranger.Sign(content: LocalSignature().Replace(body, ""))));

        Assert.Contains((await line.SendAsync(stage)).Problems, problem => problem.Code == "INK-UPO-002" && problem.Text.En.Contains("CN=UPO, O=Test"));
        Assert.False(stage.Now(issued).HasUpo);

        foreach (var one in stage.Workplace.JudgeUpo.Pinned(stage.Company.Environment)) stage.Workplace.JudgeUpo.Distrust(stage.Company.Environment, JudgeUpo.FingerprintOf(one.Certificate));
        Assert.Empty((await line.SendAsync(stage)).Problems);
        var judgement = stage.Workplace.JudgeUpo.OfInvoice(stage.Company, stage.Now(issued), stage.Ledger.Upos.Of(issued));
        Assert.Null(judgement.Refusal);
        Assert.Equal("INK-UPO-004", judgement.Reservation!.Code);
        Assert.Contains("was not checked: it is signed 'CN=UPO, O=Test'", judgement.Reservation.Text.En);

        // Named later, the authority judges what is stored already.
        stage.Workplace.JudgeUpo.Trust(stage.Company.Environment, await stage.Management.GetByteArrayAsync("certificates/authority", Stage.Stop));
        Assert.Equal("INK-UPO-002", stage.Workplace.JudgeUpo.OfInvoice(stage.Company, stage.Now(issued), stage.Ledger.Upos.Of(issued)).Refusal!.Code);
    }

    [Fact]
    public async Task A_receipt_signed_in_a_form_that_is_not_known_is_not_taken_where_an_authority_is_named_and_with_a_reservation_where_none_is()
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Offline);
        using var line = Changing(body => body.Replace("xmldsig-more#ecdsa-sha256", "xmldsig-more#ecdsa-of-tomorrow"));

        Assert.Contains((await line.SendAsync(stage)).Problems, problem => problem.Code == "INK-UPO-001" && problem.Text.En.Contains("ecdsa-of-tomorrow"));
        Assert.False(stage.Now(issued).HasUpo);

        foreach (var one in stage.Workplace.JudgeUpo.Pinned(stage.Company.Environment)) stage.Workplace.JudgeUpo.Distrust(stage.Company.Environment, JudgeUpo.FingerprintOf(one.Certificate));
        Assert.Empty((await line.SendAsync(stage)).Problems);
        var judgement = stage.Workplace.JudgeUpo.OfInvoice(stage.Company, stage.Now(issued), stage.Ledger.Upos.Of(issued));
        Assert.Equal("INK-UPO-009", judgement.Reservation!.Code);
        Assert.False(judgement.IsProof);
        Assert.Null(judgement.Refusal);
    }

    [Fact]
    public async Task A_receipt_that_cannot_be_checked_settles_no_invoice_and_the_list_of_the_session_does()
    {
        await using var stage = await Stage.ReadyAsync();
        foreach (var one in stage.Workplace.JudgeUpo.Pinned(stage.Company.Environment)) stage.Workplace.JudgeUpo.Distrust(stage.Company.Environment, JudgeUpo.FingerprintOf(one.Certificate));
        var issued = await stage.IssueAsync(ModeWish.Offline);
        for (var i = 0; i < 34; i++) await stage.IssueAsync(ModeWish.Offline);
        using var line = Changing(body => body.Replace("xmldsig-more#ecdsa-sha256", "xmldsig-more#ecdsa-of-tomorrow"));

        Assert.Empty((await line.SendAsync(stage)).Problems);
        Assert.Each(stage.Ledger.List(), invoice => Assert.IsType<InvoiceState.Accepted>(invoice.State));
        Assert.Each(stage.Ledger.List(), invoice => Assert.True(invoice.HasUpo)); // with a reservation
        Assert.DoesNotContain(stage.Ledger.History(issued), step => step.Cause.InWords.En.StartsWith("the receipt of session", StringComparison.Ordinal));
        Assert.Contains(stage.Ledger.History(issued), step => step.Cause.InWords.En.StartsWith("found in session", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_receipt_of_another_sellers_invoice_or_of_another_number_is_not_that_of_ours()
    {
        await using var stage = await Stage.ReadyAsync();
        var (one, other) = (await stage.IssueAsync(ModeWish.Offline), await stage.IssueAsync(ModeWish.Offline));
        await stage.SendAsync();
        var judge = stage.Workplace.JudgeUpo;
        Assert.Equal("INK-UPO-006", judge.OfInvoice(stage.Company, stage.Now(one), stage.Ledger.Upos.Of(other)).Refusal!.Code);
        var accepted = (InvoiceState.Accepted)stage.Now(one).State;
        Assert.Equal("INK-UPO-006", judge.OfInvoice(stage.Company, stage.Now(one) with { Seller = Nip.Parse("1111111111") }, stage.Ledger.Upos.Of(one)).Refusal!.Code);
        Assert.Equal("INK-UPO-006", judge.OfInvoice(stage.Company, stage.Now(one) with { Hash = other.Hash }, stage.Ledger.Upos.Of(one)).Refusal!.Code);
        Assert.Equal("INK-UPO-006", judge.OfInvoice(stage.Company, stage.Now(one) with { State = accepted with { KsefNumber = ((InvoiceState.Accepted)stage.Now(other).State).KsefNumber } }, stage.Ledger.Upos.Of(one)).Refusal!.Code);
        Assert.Equal("INK-UPO-005", judge.OfInvoice(stage.Company, one, null).Refusal!.Code);
    }

    [Fact]
    public async Task An_authority_of_one_KSeF_vouches_for_nobody_in_another()
    {
        await using var stage = await Stage.ReadyAsync();
        Assert.NotEmpty(stage.Workplace.JudgeUpo.Pinned(stage.Company.Environment));
        Assert.Empty(stage.Workplace.JudgeUpo.Pinned(Inkaust.Ksef.KsefEnvironment.Production));
    }

    private static LyingLine Changing(Func<string, string> change) => new((operation, body) =>
        operation.Contains("/upo", StringComparison.Ordinal) && body.Contains("<Potwierdzenie", StringComparison.Ordinal) ? ScriptedKsef.Answer(change(body), "application/xml") : null);

    private static System.Text.RegularExpressions.Regex LocalSignature() => new("<ds:Signature.*</ds:Signature>", System.Text.RegularExpressions.RegexOptions.Singleline);
}

[OnPostgres]
public sealed class UpoOnPostgresTests : UpoTests;

/// <summary>The same at the command line.</summary>
public sealed class UpoCommandTests
{
    [Fact]
    public async Task Authorities_are_named_at_the_command_line_and_receipts_checked_against_them()
    {
        await using var stage = await Stage.ReadyAsync();
        await stage.IssueAsync(ModeWish.Offline);
        await stage.SendAsync();
        var listed = JsonDocument.Parse((await RunAsync(stage, "upo", "authority", "list", "--json")).Output).RootElement;
        Assert.Equal("CN=Lokalny KSeF - UPO, OU=bez mocy prawnej - no legal force, C=PL", Assert.Single(listed.EnumerateArray()).GetProperty("subject").GetString());
        Assert.Contains("his certificate is pinned", (await RunAsync(stage, "upo", "check", "1")).Output);
        Assert.Contains("his certificate is pinned", (await RunAsync(stage, "ledger", "show", "1")).Output);

        foreach (var one in listed.EnumerateArray()) Assert.Equal(0, (await RunAsync(stage, "upo", "authority", "remove", one.GetProperty("fingerprint").GetString()!)).Code);
        Assert.Contains("INK-UPO-004 The receipt was not checked: it is signed 'CN=Lokalny KSeF - UPO", (await RunAsync(stage, "upo", "check", "1")).Output);
        var shown = JsonDocument.Parse((await RunAsync(stage, "ledger", "show", "1", "--json")).Output).RootElement.GetProperty("upo");
        Assert.Equal(("notChecked", "answerOfKsef", false),
            (shown.GetProperty("verdict").GetString(), shown.GetProperty("restsOn").GetString(), shown.GetProperty("isProof").GetBoolean()));

        var pem = Path.Combine(stage.Folder, "authority.pem");
        await File.WriteAllTextAsync(pem, "no certificate");
        var (code, output) = await RunAsync(stage, "upo", "authority", "add", pem);
        Assert.Equal(1, code);
        Assert.Contains("INK-UPO-003", output);
        await File.WriteAllBytesAsync(pem, await stage.Management.GetByteArrayAsync("certificates/authority", Stage.Stop));
        Assert.Equal(0, (await RunAsync(stage, "upo", "authority", "add", pem)).Code);

        // The certificate of a taxpayer comes from the same authority; the name alone is no proof, and the authority alone names nobody.
        var both = await File.ReadAllTextAsync(pem, Stage.Stop);
        var authority = Path.Combine(stage.Folder, "only.pem");
        await File.WriteAllTextAsync(authority, both[..(both.IndexOf("-----END CERTIFICATE-----", StringComparison.Ordinal) + "-----END CERTIFICATE-----".Length)]);
        Assert.Contains("INK-UPO-010", (await RunAsync(stage, "upo", "authority", "add", authority)).Output);
        var named = JsonDocument.Parse((await RunAsync(stage, "upo", "check", "1", "--json")).Output).RootElement.GetProperty("upo");
        Assert.Equal(("proven", "pinnedCertificate", true),
            (named.GetProperty("verdict").GetString(), named.GetProperty("restsOn").GetString(), named.GetProperty("isProof").GetBoolean()));
        Assert.Equal(0, (await RunAsync(stage, "upo", "authority", "remove", listed[0].GetProperty("fingerprint").GetString()!)).Code);
        Assert.Equal(0, (await RunAsync(stage, "upo", "authority", "add", authority, "--subject", listed[0].GetProperty("subject").GetString()!)).Code);
        Assert.Contains("his name and authority are pinned", (await RunAsync(stage, "upo", "check", "1")).Output);

        var copy = Path.Combine(stage.Folder, "copy.xml");
        await File.WriteAllTextAsync(copy, System.Text.Encoding.UTF8.GetString(stage.Ledger.Upos.Of(stage.Ledger.At(1))!).Replace("FV/1", "FV/2"));
        (code, output) = await RunAsync(stage, "upo", "check", "1", "--file", copy);
        Assert.Equal(1, code);
        Assert.Contains("INK-UPO-001", output);
        Assert.Equal(1, (await RunAsync(stage, "upo", "authority", "remove", "00")).Code);
    }

    private static async Task<(int Code, string Output)> RunAsync(Stage stage, params string[] arguments)
    {
        using var output = new StringWriter();
        var code = await CommandLine.RunAsync([.. arguments, "--data", stage.Workplace.Place, "--lang", "en"], output, output, stage.Clock);
        return (code, output.ToString());
    }
}
