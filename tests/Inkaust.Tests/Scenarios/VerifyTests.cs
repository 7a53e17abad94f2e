using System.Text.Json;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Print;

namespace Inkaust.Tests.Scenarios;

/// <summary>Codes are verified as an issuer, as a stranger and as a program would, with KSeF and without.</summary>
public sealed class VerifyTests
{
    [Fact]
    public async Task The_codes_of_an_offline_invoice_are_verified_before_and_after_it_is_in_KSeF_and_are_missed_when_it_is_late()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        var issued = await stage.IssueAsync(ModeWish.Offline);
        var print = new BroughtDocument("print.pdf", PrintOf(stage, issued));

        // Whoever issued it has the file, the certificate and his ledger; nobody need be asked.
        var own = await AskAsync(stage.Workplace, stage.Company, new CodeQuestion { Files = [print] });
        Assert.Equal([CodeKind.KodI, CodeKind.KodII], own.Codes.Select(one => one.Link.Kind));
        Assert.Equal(Verdict.Proven, own.Verdict);
        Assert.Contains(issued.Number, Of(own, CodeKind.KodI, ClaimSubject.Ledger).Text.En);
        Assert.Contains("2026-12-10", Of(own, CodeKind.KodI, ClaimSubject.Ksef).Text.En);

        // A stranger has the paper alone.
        await using var desk = stage.AnotherDesk(clock);
        var unasked = await AskAsync(desk, stage.Company, new CodeQuestion { Files = [print] });
        Assert.Equal(Verdict.NotChecked, unasked.Verdict);
        var asked = await AskAsync(desk, stage.Company, new CodeQuestion { Files = [print], Online = true });
        Assert.Equal(Verdict.Proven, asked.Codes.Single(one => one.Link.Kind == CodeKind.KodII).Verdict);
        Assert.Equal(Verdict.NotChecked, Of(asked, CodeKind.KodI, ClaimSubject.Ksef).Verdict);
        Assert.Contains("2026-12-10", Of(asked, CodeKind.KodI, ClaimSubject.Ksef).Text.En);

        // Watched, it is a task as soon as its day has passed, with that day.
        desk.WatchedInvoices.Watch(stage.Company, asked.Codes.First().Link, issued.Number);
        Assert.DoesNotContain(desk.Tasks.Of(stage.Company).Open, one => one.Kind == TaskKind.MissingInKsef);
        clock.Jump(TimeSpan.FromDays(2));
        Assert.Contains("2026-12-10", desk.Tasks.Of(stage.Company).Open.Single(one => one.Kind == TaskKind.MissingInKsef).Text.En);
        var late = await AskAsync(desk, stage.Company, new CodeQuestion { Files = [print], Online = true });
        Assert.Equal("INK-VERIFY-201", Of(late, CodeKind.KodI, ClaimSubject.Ksef).Code);

        await stage.SendAsync();
        // What KSeF has is not awaited there.
        var done = await AskAsync(stage.Workplace, stage.Company, new CodeQuestion { Files = [print] });
        Assert.Equal("KSeF was not asked.", Of(done, CodeKind.KodI, ClaimSubject.Ksef).Text.En);
        var there = await AskAsync(desk, stage.Company, new CodeQuestion { Links = [asked.Codes.First().Link.Text], Online = true });
        Assert.Equal(Verdict.Proven, there.Verdict);
        Assert.Contains(((InvoiceState.Accepted)stage.Now(issued).State).KsefNumber, Of(there, CodeKind.KodI, ClaimSubject.Ksef).Text.En);
        Assert.DoesNotContain(desk.Tasks.Of(stage.Company).Open, one => one.Kind == TaskKind.MissingInKsef);
    }

    [Fact]
    public async Task What_KSeF_says_against_a_code_is_said()
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Offline);
        var serial = issued.KodII!.AbsoluteUri.Split('/')[^3];
        await stage.ManageAsync($"certificates/{serial}/revoke");
        var verified = await AskAsync(stage.Workplace, stage.Company, new CodeQuestion { Links = [issued.KodII.AbsoluteUri], Online = true });
        Assert.Equal(Verdict.Wrong, verified.Verdict);
        Assert.Contains(verified.Codes.Single().Claims, one => one.Code == "INK-VERIFY-206" && one.Text.En.Contains("revoked"));
        // No page answers: nothing is taken for proven, nothing for wrong.
        await stage.FaultAsync("line-cut", "* /qr/*");
        await using var desk = stage.AnotherDesk();
        Assert.Equal(Verdict.NotChecked, (await AskAsync(desk, stage.Company, new CodeQuestion { Links = [issued.KodI.AbsoluteUri], Online = true })).Verdict);
    }

    [Fact]
    public async Task A_shell_tells_by_its_exit_code_what_is_proven_wrong_open_or_not_there()
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Offline);
        var shell = new Shell(stage.Store, stage.Clock);
        var (print, xml, empty) = (Path.Combine(stage.Folder, "print.pdf"), Path.Combine(stage.Folder, "invoice.xml"), Path.Combine(stage.Folder, "empty.pdf"));
        File.WriteAllBytes(print, PrintOf(stage, issued));
        File.WriteAllBytes(xml, stage.Ledger.Bytes(issued).ToArray());
        File.WriteAllBytes(empty, InvoicePdf.Draw(stage.Ledger.File(issued), [], new PrintOptions { Fonts = PrintFonts.Standard }));

        var said = await shell.DoneAsync("verify", print);
        Assert.Contains("KOD II: proven (a drawn code, page 1)", said);
        Assert.Contains("It does not prove that the invoice is, or ever will be, in KSeF", said);
        Assert.Equal(0, (await shell.RunAsync("verify", xml)).Code);

        var (code, output, _) = await shell.RunAsync("verify", print, "--ksef", "production", "--json");
        Assert.Equal(1, code);
        var answer = JsonDocument.Parse(output).RootElement;
        Assert.Equal("wrong", answer.GetProperty("verdict").GetString());
        var claims = answer.GetProperty("documents")[0].GetProperty("codes")[0].GetProperty("claims");
        Assert.Contains(claims.EnumerateArray(), claim => claim.TryGetProperty("code", out var why) && why.GetString() == "INK-VERIFY-122");

        // Whoever has no ledger knows nothing of it, unless he brings the file.
        var stranger = new Shell(Path.Combine(stage.Folder, "stranger"), stage.Clock);
        string[] local = ["--ksef", stage.Company.Environment.Word];
        Assert.Equal(3, (await stranger.RunAsync(["verify", print, .. local])).Code);
        Assert.Equal(0, (await stranger.RunAsync(["verify", issued.KodI.AbsoluteUri, xml, .. local])).Code);
        Assert.Equal(4, (await stranger.RunAsync("verify", empty)).Code);
        Assert.Equal(1, (await stranger.RunAsync("verify", print)).Code); // The address of a local KSeF that nobody has named.
        Assert.Equal(1, (await stranger.RunAsync("verify", xml)).Code); // INK-VERIFY-003
        Assert.Equal(2, (await stranger.RunAsync("verify", Path.Combine(stage.Folder, "nothing.pdf"))).Code);
    }

    [Fact]
    public async Task A_shell_takes_a_certificate_and_watches()
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Offline);
        var certificate = stage.Workplace.Keys.Certificate(stage.Workplace.Keys.Valid(stage.Company.Id, CertificateKind.Offline)!);
        var file = Path.Combine(stage.Folder, "offline.pem");
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem(), Stage.Stop);
        await using var desk = stage.AnotherDesk();
        var shell = new Shell(desk.Place, stage.Clock);
        var (code, output, error) = await shell.RunAsync("verify", issued.KodII!.AbsoluteUri, issued.KodI.AbsoluteUri, "--certificate", file, "--watch");
        Assert.True(code == 3, error);
        Assert.Contains("The signature is good", output);
        Assert.Contains("Watched: after 2026-12-10", output);
        Assert.Equal(issued.Hash, Assert.Single(desk.WatchedInvoices.Of(stage.Company)).Hash);
        Assert.Contains("INK-VERIFY-001", await shell.RefusedAsync(1, "verify", issued.KodI.AbsoluteUri, "--certificate", Path.Combine(Checkout.Root, "README.md")));
    }

    [Fact]
    public async Task A_code_of_an_invoice_that_KSeF_refused_and_one_of_another_environment_are_wrong()
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Offline);
        var test = VerificationLinks.KodI(KsefEnvironment.Test, issued.Seller, issued.IssueDate, issued.Hash).AbsoluteUri;
        var elsewhere = await AskAsync(stage.Workplace, stage.Company, new CodeQuestion { Links = [test] });
        Assert.Equal("INK-VERIFY-203", Of(elsewhere, CodeKind.KodI, ClaimSubject.Ledger).Code);
        var sending = stage.Ledger.Move(issued, new InvoiceState.Sending("s", null), "t");
        stage.Ledger.Move(sending, new InvoiceState.Rejected(450, "Błąd", [], "s"), "t");
        var refused = await AskAsync(stage.Workplace, stage.Company, new CodeQuestion { Links = [issued.KodI.AbsoluteUri] });
        Assert.Equal("INK-VERIFY-202", Of(refused, CodeKind.KodI, ClaimSubject.Ledger).Code);
    }

    [Fact]
    public async Task Behind_a_code_lies_the_link_that_it_shows()
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Offline);
        var file = Path.Combine(stage.Folder, "print.pdf");
        File.WriteAllBytes(file, PrintOf(stage, issued));
        await Tool.MustAsync("qpdf", "--qdf", "--object-streams=disable", file, file + ".plain");
        var pdf = await File.ReadAllBytesAsync(file + ".plain", Stage.Stop);
        // The link of the annotation in KOD I, another one of the same length.
        var text = System.Text.Encoding.Latin1.GetString(pdf);
        var link = issued.KodI.AbsoluteUri;
        Assert.Contains($"({link})", text);
        var forged = System.Text.Encoding.Latin1.GetBytes(text.Replace($"({link})", $"({link.Replace(issued.Hash.Base64Url, InvoiceHash.Of("x"u8).Base64Url)})"));
        var verified = await AskAsync(stage.Workplace, stage.Company, new CodeQuestion { Files = [new("forged.pdf", forged)] });
        Assert.Contains(verified.Codes.SelectMany(one => one.Claims), claim => claim.Code == "INK-VERIFY-134");
    }

    [Theory]
    [InlineData("<h1>Faktura znajduje się w KSeF</h1><p>Numer KSeF: 5265877635-20261120-010203040506-A1</p>", true)]
    [InlineData("<p>Faktura nie zosta&#322;a znaleziona w KSeF!</p>", false)]
    [InlineData("<p>Serwis jest niedost&#281;pny</p>", null)]
    public void A_page_made_for_people_is_understood_by_its_sentences_alone(string page, bool? found) => Assert.Equal(found, AskVerificationPage.OfPage(page).IsFound);

    [Theory]
    [InlineData("Wystawca posiada uprawnienia do wystawienia faktury", true)]
    [InlineData("Wystawca nie posiada uprawnień do wystawiania faktur w imieniu 1111111111", false)]
    public void What_the_page_of_KOD_II_says_of_rights_is_understood(string sentence, bool may) =>
        Assert.Equal(may, Assert.Single(AskVerificationPage.OfPage($"<html><b>{sentence}</b></html>").Checks).Passed);

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"found\":\"yes\",\"checks\":[1,{\"name\":3}]}")]
    [InlineData("<html>")]
    public void An_answer_that_is_none_says_nothing(string json)
    {
        var answer = AskVerificationPage.OfJson(System.Text.Encoding.UTF8.GetBytes(json));
        Assert.Null(answer.IsFound);
        Assert.Empty(answer.Checks);
    }

    private static byte[] PrintOf(Stage stage, IssuedInvoice issued) => InvoicePdf.Draw(stage.Ledger.File(issued),
        [new("OFFLINE", issued.KodI), new("CERTYFIKAT", issued.KodII!)], new PrintOptions { Fonts = PrintFonts.Standard });

    private static Task<VerifiedCodes> AskAsync(Workplace desk, Company company, CodeQuestion question) =>
        desk.VerifyCodes.AskAsync([company], question, Stage.Stop);

    private static Claim Of(VerifiedCodes verified, CodeKind kind, ClaimSubject about) =>
        verified.Codes.First(one => one.Link.Kind == kind).Claims.Last(claim => claim.About == about);
}
