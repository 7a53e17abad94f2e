using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios;

/// <summary>Several companies at one shell: whose a row is, whose an invoice is, and what is done for all at once.</summary>
public sealed class AccountantsShellTests
{
    private const string Other = "1111111111";

    [Theory]
    [InlineData("send")]
    [InlineData("inbox", "sync")]
    public async Task What_a_schedule_runs_in_the_wrong_folder_is_not_taken_for_done(params string[] command)
    {
        var folder = Directory.CreateTempSubdirectory("inkaust-nobody-");
        try
        {
            var (code, _, error) = await new Shell(folder.FullName, TimeProvider.System).RunAsync(command);
            Assert.NotEqual(0, code);
            Assert.Contains("INK-COMPANY-002", error);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Every_table_tells_whose_a_row_is_where_several_companies_can_be()
    {
        await using var stage = await Stage.ReadyAsync();
        var shell = new Shell(stage.Store, stage.Clock);
        var issued = await stage.IssueAsync(ModeWish.Offline, stage.Draft("FV/1"));
        await stage.Workplace.CorrectInvoice.FromDraftAsync(stage.Company, issued, Correction(stage), ModeWish.Offline, Stage.Stop);
        string[][] tables = [["ledger", "list"], ["ledger", "show", "FV/1"], ["ledger", "held"], ["cert", "list"]];
        foreach (var table in tables) Assert.DoesNotContain("Company", (await shell.DoneAsync(table)).Split('\n')[1]);

        await WithAnotherAsync(stage);
        foreach (var table in tables)
        {
            var said = await shell.DoneAsync(table);
            Assert.Contains("Company", said);
            Assert.Contains("5260001246 Atrament i Pióro sp. z o.o.", said);
        }
        Assert.DoesNotContain("Company", await shell.DoneAsync("ledger", "list", "--company", "5260001246"));
        Assert.Contains("5260001246 Atrament i Pióro", await shell.DoneAsync("status"));
        Assert.Contains("5260001246 Atrament i Pióro", await shell.DoneAsync("send"));
    }

    [Fact]
    public async Task A_received_sale_of_another_program_is_corrected_from_its_file_and_all_corrections_of_it()
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Online);
        await stage.SendAsync();
        var original = stage.Now(issued);
        var number = ((InvoiceState.Accepted)original.State).KsefNumber;
        await stage.Workplace.CorrectInvoice.FromDraftAsync(stage.Company, original, Priced(stage, 100m, 90m), ModeWish.Online, Stage.Stop);
        await stage.SendAsync();
        await using var desk = stage.AnotherDesk();
        var shell = new Shell(desk.Place, stage.Clock);
        await shell.DoneAsync("inbox", "sync");
        await stage.FaultAsync("html-502", "GET /v2/invoices/ksef/*"); // Nothing is asked of KSeF that is here already.
        string Draft(decimal before, decimal after)
        {
            var file = Path.Combine(stage.Folder, "kor.json");
            File.WriteAllBytes(file, Priced(stage, before, after).WriteJson());
            return file;
        }

        Assert.Contains("INK-CORRECT-010", await shell.RefusedAsync(1, "correct", number, "--draft", Draft(100m, 80m))); // The other program made it 90.
        var corrected = (await shell.AnswerAsync("correct", number, "--draft", Draft(90m, 80m))).GetProperty("issued")[0];
        var correction = desk.Ledger.Of(stage.Company).At(corrected.GetProperty("id").GetInt64());
        Assert.Equal(number, desk.Ledger.Of(stage.Company).File(correction).Text("Fa", "DaneFaKorygowanej", "NrKSeFFaKorygowanej"));

        // It comes back and is counted once; a correction that is issued as any other invoice is compared, too.
        ((ShiftedClock)stage.Clock).Jump(TimeSpan.FromMinutes(16));
        await shell.DoneAsync("inbox", "sync");
        Task<IssuedInvoice> IssuedAsync(decimal before) => desk.IssueInvoice.FromDraftAsync(stage.Company, Priced(stage, before, 70m) with
        {
            Kind = InvoiceKind.Kor,
            Correction = new Correction { Reason = "rabat", Invoices = [new() { Number = original.Number, IssueDate = original.IssueDate, KsefNumber = number }] },
        }, ModeWish.Online, Stage.Stop);
        Assert.Equal("INK-CORRECT-010", (await Assert.ThrowsAsync<RefusedException>(() => IssuedAsync(90m))).Findings[0].Code);
        await IssuedAsync(80m);
    }

    private static InvoiceDraft Priced(Stage stage, decimal before, decimal after)
    {
        var line = new Line { Number = 1, Name = "Kałamarz", Quantity = 1, Unit = "szt.", Price = before, Rate = VatRate.Parse("23"), Before = true };
        return stage.Draft() with
        {
            Correction = new Correction { Reason = "błędna cena", Invoices = [] },
            Lines = [line, line with { Price = after, Before = false }],
        };
    }

    [Fact]
    public async Task An_invoice_whose_number_two_companies_have_is_named_with_its_company()
    {
        await using var stage = await Stage.ReadyAsync();
        var other = await WithAnotherAsync(stage);
        var shell = new Shell(stage.Store, stage.Clock);
        await stage.IssueAsync(ModeWish.Offline, stage.Draft("FV/1"));
        var theirs = await stage.Workplace.IssueInvoice.FromDraftAsync(other, stage.Draft("FV/1"), ModeWish.Offline, stop: Stage.Stop);

        var several = await shell.RefusedAsync(1, "ledger", "show", "FV/1");
        Assert.Contains("INK-LEDGER-003", several);
        Assert.Contains("Atrament i Pióro sp. z o.o., NIP 5260001246", several);
        Assert.Contains($"Piekarnia Łąka, NIP {Other}", several);

        Assert.Equal(theirs.Id, (await shell.AnswerAsync("ledger", "show", "FV/1", "--company", Other)).GetProperty("invoice").GetProperty("id").GetInt64());
        Assert.Contains("INK-LEDGER-002", await shell.RefusedAsync(1, "ledger", "show", $"id:{theirs.Id}", "--company", "5260001246"));
        Assert.Contains("INK-UPO-005", await shell.RefusedAsync(1, "upo", "check", "FV/1", "--company", Other));
        Assert.Contains("INK-REPAIR-001", await shell.RefusedAsync(1, "repair", "FV/1", "--company", Other));
        Assert.Contains("INK-REPAIR-001", await shell.RefusedAsync(1, "repair", "FV/1", "--again", "--company", Other));
        var draft = Path.Combine(stage.Folder, "kor.json");
        await File.WriteAllBytesAsync(draft, Correction(stage).WriteJson(), Stage.Stop);
        var corrected = await shell.AnswerAsync("correct", "FV/1", "--draft", draft, "--company", Other);
        Assert.Equal(Other, corrected.GetProperty("held").GetProperty("company").GetString());
        var held = corrected.GetProperty("held").GetProperty("id").GetInt64();
        Assert.Contains("INK-CORRECT-005", await shell.RefusedAsync(1, "ledger", "held", "--withdraw", $"{held}", "--company", "5260001246"));
        await shell.DoneAsync("ledger", "held", "--withdraw", $"{held}", "--company", Other);
        await shell.DoneAsync("correct", "FV/1", "--wrong-buyer", "--buyer-nip", "6712345098", "--buyer-address", "ul. Leśna 4, 00-001 Warszawa", "--number", "K/1",
            "--new-number", "FV/9", "--company", Other);
    }

    [Fact]
    public async Task A_company_without_invoices_is_removed_when_that_is_said_and_one_with_invoices_never()
    {
        await using var stage = await Stage.ReadyAsync();
        await WithAnotherAsync(stage);
        await stage.IssueAsync(ModeWish.Offline);
        var shell = new Shell(stage.Store, stage.Clock);

        var untold = await shell.RefusedAsync(1, "company", "remove", "--company", Other);
        Assert.Contains("INK-COMPANY-006", untold);
        Assert.Contains("--yes", untold);
        Assert.Equal(2, stage.Workplace.Companies.All().Count);
        Assert.Equal($"{Other}@{stage.Company.Environment.Word}",
            (await shell.AnswerAsync("company", "remove", "--company", Other, "--yes")).GetProperty("removed").GetString());
        Assert.Contains("INK-COMPANY-005", await shell.RefusedAsync(1, "company", "remove", "--company", "5260001246", "--yes"));
        Assert.Contains("INK-CLI-001", await shell.RefusedAsync(2, "company", "remove", "--yes"));
        Assert.Equal(stage.Company.Nip, Assert.Single(stage.Workplace.Companies.All()).Nip);
        // Nothing of it is left behind for the next one with its NIP.
        Assert.Empty(stage.Workplace.Keys.Of((await WithAnotherAsync(stage, enrolled: false)).Id));
    }

    [Fact]
    public async Task Companies_come_from_a_table_after_a_rehearsal()
    {
        await using var stage = await Stage.BareAsync();
        var shell = new Shell(stage.Store, stage.Clock);
        var csv = Path.Combine(stage.Folder, "firmy.csv");
        await File.WriteAllTextAsync(csv, $"NIP;Nazwa;Adres;KSeF\n{Other};Piekarnia Łąka;ul. Żytnia 2, 00-001 Warszawa;{stage.Company.Environment.Word}\n", Stage.Stop);
        Assert.False((await shell.AnswerAsync("company", "import", csv, "--dry-run")).GetProperty("added").GetBoolean());
        Assert.Single(stage.Workplace.Companies.All());
        Assert.Equal(Other, (await shell.AnswerAsync("company", "import", csv)).GetProperty("companies")[0].GetProperty("nip").GetString());
        Assert.Contains("INK-COMPANY-001 nip 2:1", await shell.RefusedAsync(1, "company", "import", csv));
    }

    [Fact]
    public async Task Certificates_of_all_are_renewed_and_one_that_fails_stops_no_other()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        await WithAnotherAsync(stage);
        stage.Workplace.Companies.Add(stage.Company with { Nip = Nip.Parse("5265877635"), Name = "Bez certyfikatów" });
        var shell = new Shell(stage.Store, clock);

        var nothingEnds = await shell.AnswerAsync("cert", "renew", "--all", "--ending");
        Assert.Equal((0, 3), (nothingEnds.GetProperty("renewed").GetArrayLength(), nothingEnds.GetProperty("hadNothing").GetInt32()));
        var said = await shell.DoneAsync("cert", "renew", "--all");
        Assert.Contains($"[3/3] Piekarnia Łąka (NIP {Other}): Certificate of type 2", said);
        Assert.Contains("Certificates renewed: 4; not renewed: 0; companies with nothing to renew: 1.", said);

        foreach (var one in stage.Workplace.Keys.Of(stage.Company.Id).Where(one => one.Kind == CertificateKind.Offline))
            stage.Workplace.Keys.Said(one, "Revoked");
        clock.Jump(TimeSpan.FromDays(720));
        await stage.FaultAsync("too-many-requests", "POST /v2/certificates/enrollments", count: 1, retryAfter: 3600);
        var (code, answer, _) = await shell.RunAsync("cert", "renew", "--all", "--ending", "--json");
        var renewals = System.Text.Json.JsonDocument.Parse(answer).RootElement;
        Assert.Equal((2, 1), (code, renewals.GetProperty("problems").GetArrayLength()));
        Assert.Equal(2, renewals.GetProperty("renewed").GetArrayLength());
        foreach (var wrong in (string[][])[["--all", "--company", Other], ["--all", "--valid-from", "2027-01-01"], ["--ending"]])
            Assert.Contains("INK-CLI-001", await shell.RefusedAsync(2, ["cert", "renew", .. wrong]));
    }

    private static async Task<Company> WithAnotherAsync(Stage stage, bool enrolled = true)
    {
        var other = stage.Workplace.Companies.Add(stage.Company with { Nip = Nip.Parse(Other), Name = "Piekarnia Łąka" });
        if (!enrolled) return other;
        await stage.Workplace.EnrolCertificate.ForAsync(other, CertificateKind.Authentication, Stage.Stop);
        await stage.Workplace.EnrolCertificate.ForAsync(other, CertificateKind.Offline, Stage.Stop);
        return other;
    }

    private static InvoiceDraft Correction(Stage stage) => stage.Draft("KOR/1") with { Correction = new Correction { Reason = "zwrot", Invoices = [] } };
}
