using System.Text;
using System.Xml.Linq;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios;

/// <summary>Technical corrections: the buyer holds a print that KSeF has refused.</summary>
public class RepairTests
{
    [Fact]
    public async Task A_refused_invoice_is_repaired_and_its_code_leads_to_the_repaired_one()
    {
        await using var stage = await Stage.ReadyAsync();
        var refused = await RefusedAsync(stage);
        Assert.True(refused.State is InvoiceState.Rejected { Code: 450 }, stage.Now(refused).State.ToString());
        Assert.Equal(450, stage.Workplace.RepairInvoice.ReasonOf(stage.Company, refused).Code);

        var repaired = stage.Workplace.RepairInvoice.WithFile(stage.Company, refused, Repaired(stage, refused));
        Assert.Equal((refused.Hash, null, refused.Deadline.Date), (repaired.CorrectedHash, repaired.KodII, repaired.Deadline.Date));
        var withheld = Assert.Single(Assert.Throws<RefusedException>(() => InvoicePrint.CodesOf(repaired)).Findings);
        Assert.Equal("INK-PRINT-006", withheld.Code); // LAW 60
        Assert.Contains(refused.Hash.Base64Url, withheld.Text.En);
        Assert.Empty((await stage.SendAsync()).Problems);

        var accepted = Assert.IsType<InvoiceState.Accepted>(stage.Now(repaired).State);
        var corrected = Assert.IsType<InvoiceState.TechnicallyCorrected>(stage.Now(refused).State);
        Assert.Equal((repaired.Id, accepted.KsefNumber), (corrected.By, corrected.KsefNumber));
        Assert.Contains(accepted.KsefNumber, (await stage.ScanAsync(refused.KodI)).GetRawText()); // LAW 61
        Assert.Equal(repaired.Id, stage.Ledger.Find(refused.Number).Id);
        Assert.Equal("INK-REPAIR-001", Refused(stage, refused with { State = corrected }, Repaired(stage, refused, "<!-- again -->")));
    }

    [Fact]
    public async Task A_repair_of_a_repair_points_at_the_hash_that_the_buyer_holds()
    {
        await using var stage = await Stage.ReadyAsync();
        var first = await RefusedAsync(stage);
        // The second file lacks a right in KSeF's eyes only; here it is put into the ledger as refused.
        var second = stage.Workplace.RepairInvoice.WithFile(stage.Company, first, Repaired(stage, first));
        second = stage.Ledger.Move(second, new InvoiceState.Sending("s", null), "test");
        second = stage.Ledger.Move(second, new InvoiceState.Rejected(450, "test", [], "s"), "test");

        var third = stage.Workplace.RepairInvoice.WithFile(stage.Company, second, Repaired(stage, first, "<!-- 3 -->"));
        Assert.Equal((first.Id, first.Hash), (third.Repairs!.Value, third.CorrectedHash));
        await stage.SendAsync();
        Assert.IsType<InvoiceState.Accepted>(stage.Now(third).State);
        Assert.All([first, second], one => Assert.IsType<InvoiceState.TechnicallyCorrected>(stage.Now(one).State));
        Assert.Empty(stage.Ledger.WaitingForRepair());
    }

    [Fact]
    public async Task A_repair_that_was_refused_for_its_number_may_get_another_one()
    {
        await using var stage = await Stage.ReadyAsync();
        var first = await RefusedAsync(stage);
        var second = stage.Workplace.RepairInvoice.WithFile(stage.Company, first, Repaired(stage, first));
        second = stage.Ledger.Move(second, new InvoiceState.Sending("s", null), "test");
        stage.Ledger.Move(second, new InvoiceState.Rejected(440, "Duplikat", [], "s"), "test");
        var renumbered = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Repaired(stage, first)).Replace($"<P_2>{first.Number}<", "<P_2>FV/1A/2026<"));

        var third = stage.Workplace.RepairInvoice.WithFile(stage.Company, first, renumbered); // LAW 59

        await stage.SendAsync();
        Assert.IsType<InvoiceState.Accepted>(stage.Now(third).State);
        Assert.Equal(first.Hash, third.CorrectedHash); // LAW 60

        // Whoever corrects it by the number on the buyer's print names it by the number that KSeF gave.
        var original = await stage.IssueAsync(ModeWish.Online);
        await stage.SendAsync();
        var correction = stage.Draft() with
        {
            Correction = new Correction { Reason = "rabat", Invoices = [new CorrectedInvoice { Number = original.Number, IssueDate = original.IssueDate }, new CorrectedInvoice { Number = first.Number, IssueDate = first.IssueDate }] },
        };
        var outcome = await stage.Workplace.CorrectInvoice.FromDraftAsync(stage.Company, stage.Now(original), correction, ModeWish.Online, Stage.Stop);
        var file = Encoding.UTF8.GetString(stage.Ledger.File(Assert.IsType<CorrectionOutcome.Issued>(outcome).Invoice).Bytes.Span);
        Assert.Contains(((InvoiceState.Accepted)stage.Now(third).State).KsefNumber, file);
        Assert.DoesNotContain("NrKSeFN>", file);
    }

    [Fact]
    public async Task A_refused_invoice_that_nothing_was_done_about_is_not_corrected_beside_another_one()
    {
        await using var stage = await Stage.ReadyAsync();
        var refused = await RefusedAsync(stage);
        var original = await stage.IssueAsync(ModeWish.Online);
        await stage.SendAsync();
        var correction = stage.Draft() with
        {
            Correction = new Correction { Reason = "rabat", Invoices = [new CorrectedInvoice { Number = original.Number, IssueDate = original.IssueDate }, new CorrectedInvoice { Number = refused.Number, IssueDate = refused.IssueDate }] },
        };
        var exception = await Assert.ThrowsAsync<RefusedException>(() =>
            stage.Workplace.CorrectInvoice.FromDraftAsync(stage.Company, stage.Now(original), correction, ModeWish.Online, Stage.Stop));
        Assert.Equal("INK-CORRECT-006", exception.Findings[0].Code); // LAW 52
    }

    [Fact]
    public async Task A_correction_goes_with_the_number_of_the_file_that_was_sent_in_place_of_a_refused_one_that_nobody_has()
    {
        await using var stage = await Stage.ReadyAsync();
        var original = await RefusedAsync(stage, send: false);
        var draft = stage.Draft() with { Correction = new Correction { Reason = "błędna cena", Invoices = [] } };
        var held = Assert.IsType<CorrectionOutcome.Held>(await stage.Workplace.CorrectInvoice.FromDraftAsync(stage.Company, original, draft, ModeWish.Auto, Stage.Stop)).Correction;
        await stage.SendAsync();
        var plain = stage.Workplace.RepairInvoice.WithFile(stage.Company, stage.Now(original), Repaired(stage, original), nobodyHasIt: true);

        await stage.SendAsync();

        var number = Assert.IsType<InvoiceState.Accepted>(stage.Now(plain).State).KsefNumber;
        Assert.Equal(number, stage.Ledger.File(stage.Ledger.Find(held.Number)).Text("Fa", "DaneFaKorygowanej", "NrKSeFFaKorygowanej"));
        Assert.Empty(stage.Workplace.Corrections.Among(stage.Workplace.Companies.All()));
    }

    [Fact]
    public async Task Every_change_of_content_is_named_by_its_path_and_refused()
    {
        await using var stage = await Stage.ReadyAsync();
        var refused = await RefusedAsync(stage);
        var changed = XDocument.Parse(Encoding.UTF8.GetString(Repaired(stage, refused)));
        XElement Fa(string name) => changed.Root!.Element(Fa3Invoice.Namespace + "Fa")!.Element(Fa3Invoice.Namespace + name)!;
        Fa("P_2").Value = "FV/other";
        Fa("FaWiersz").Element(Fa3Invoice.Namespace + "P_7")!.Value = "Pióro";
        Fa("FaWiersz").Add(new XElement(Fa3Invoice.Namespace + "GTU", "GTU_01"));

        var exception = Assert.Throws<RefusedException>(() => stage.Workplace.RepairInvoice.WithFile(stage.Company, refused, Bytes(changed)));
        Assert.Each(exception.Findings, finding => Assert.Equal("INK-REPAIR-004", finding.Code));
        Assert.Equal(["Fa/P_2", "Fa/FaWiersz/P_7", "Fa/FaWiersz/GTU"], exception.Findings.Select(finding => finding.Path));
        Assert.Single(stage.Ledger.List());
    }

    [Fact]
    public async Task The_refusals_of_the_law_are_kept()
    {
        await using var stage = await Stage.ReadyAsync();
        var accepted = await stage.IssueAsync(ModeWish.Offline);
        await stage.SendAsync();
        Assert.Equal("INK-REPAIR-001", Refused(stage, stage.Now(accepted), [1]));

        var online = await RefusedAsync(stage, ModeWish.Online);
        Assert.Equal("INK-REPAIR-002", Refused(stage, online, Repaired(stage, online))); // LAW 57

        var refused = await RefusedAsync(stage);
        Assert.Equal("INK-REPAIR-007", Refused(stage, refused, stage.Ledger.File(refused).Bytes.ToArray()));
        stage.Workplace.RepairInvoice.WithFile(stage.Company, refused, Repaired(stage, refused));
        Assert.Equal("INK-REPAIR-006", Refused(stage, refused, Repaired(stage, refused, "<!-- again -->")));
    }

    [Fact]
    public async Task A_missing_right_is_granted_and_the_same_bytes_are_sent_again()
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Offline);
        issued = stage.Ledger.Move(issued, new InvoiceState.Sending("s", null), "test");
        var refused = stage.Ledger.Move(issued, new InvoiceState.Rejected(410, "Nieprawidłowy zakres uprawnień", [], "s"), "test");
        Assert.Equal("INK-REPAIR-003", Refused(stage, refused, Repaired(stage, refused, "<!-- other bytes -->")));

        stage.Workplace.RepairInvoice.Again(stage.Company, refused);
        await stage.SendAsync();
        Assert.IsType<InvoiceState.Accepted>(stage.Now(refused).State);
        var other = await RefusedAsync(stage);
        Assert.Equal("INK-REPAIR-008", Assert.Throws<RefusedException>(() => stage.Workplace.RepairInvoice.Again(stage.Company, other)).Findings[0].Code);
    }

    [Fact]
    public async Task When_nobody_has_the_print_the_repaired_file_goes_plainly()
    {
        await using var stage = await Stage.ReadyAsync();
        var refused = await RefusedAsync(stage);
        var repaired = stage.Workplace.RepairInvoice.WithFile(stage.Company, refused, Repaired(stage, refused), nobodyHasIt: true);
        await stage.SendAsync();
        Assert.IsType<InvoiceState.Accepted>(stage.Now(repaired).State);
        Assert.Null(repaired.CorrectedHash); // LAW 62
        Assert.IsType<InvoiceState.Rejected>(stage.Now(refused).State);
        Assert.Empty(stage.Ledger.WaitingForRepair());
        // Nobody will scan its code, so its certificate is not needed for it (LAW 79).
        Assert.Empty(stage.Ledger.NeedingCertificate(refused.CertificateSerial!));
    }

    [Fact]
    public async Task A_correction_that_waits_for_a_refused_original_follows_its_repair()
    {
        await using var stage = await Stage.ReadyAsync();
        var original = await RefusedAsync(stage, send: false);
        var draft = stage.Draft() with { Correction = new Correction { Reason = "zwrot", Invoices = [] }, Lines = [new Line { Name = "Kałamarz", Quantity = -1, Price = 100m, Rate = VatRate.Parse("23") }] };
        var held = Assert.IsType<CorrectionOutcome.Held>(await stage.Workplace.CorrectInvoice.FromDraftAsync(stage.Company, original, draft, ModeWish.Auto, Stage.Stop)).Correction;
        await stage.SendAsync();
        Assert.Contains("refused", stage.Workplace.CorrectInvoice.WhyHeld(stage.Company, held).Why.En);

        var repaired = stage.Workplace.RepairInvoice.WithFile(stage.Company, stage.Now(original), Repaired(stage, original));
        await stage.SendAsync();
        var correction = stage.Ledger.Find(held.Number);
        Assert.IsType<InvoiceState.Accepted>(correction.State);
        Assert.Equal(((InvoiceState.Accepted)stage.Now(repaired).State).KsefNumber,
            stage.Ledger.File(correction).Text("Fa", "DaneFaKorygowanej", "NrKSeFFaKorygowanej"));
    }

    [Theory]
    [InlineData("<Fa><P_2>1</P_2><P_15>10.50</P_15></Fa>", "<!--x--><Fa>\n  <P_15>10.5</P_15><P_2> 1 </P_2><Uwagi/></Fa>")]
    [InlineData("<Fa><NIP>526-000-12-46</NIP></Fa>", "<Fa><NIP>5260001246</NIP></Fa>")]
    [InlineData("<Naglowek><SystemInfo>a</SystemInfo></Naglowek><Fa><P_2>1</P_2></Fa>", "<Naglowek><SystemInfo>b</SystemInfo></Naglowek><Fa><P_2>1</P_2></Fa>")]
    [InlineData("<Fa><P_2>1</P_2></Fa>", "<Fa><P_2>1</P_2><Adnotacje><P_16>2</P_16></Adnotacje></Fa>")]
    public void The_technical_side_makes_no_difference(string before, string after) =>
        Assert.Empty(RepairComparison.Compare(Document(before), Document(after)));

    [Theory]
    [InlineData("<Fa><P_2>01</P_2></Fa>", "<Fa><P_2>1</P_2></Fa>", "Fa/P_2")]
    [InlineData("<Fa><P_15>10.50</P_15></Fa>", "<Fa><P_15>10.51</P_15></Fa>", "Fa/P_15")]
    [InlineData("<Fa><W><P_7>a</P_7></W><W><P_7>b</P_7></W></Fa>", "<Fa><W><P_7>a</P_7></W><W><P_7>c</P_7></W></Fa>", "Fa/W[2]/P_7")]
    [InlineData("<Fa><W><P_7>a</P_7></W></Fa>", "<Fa><W><P_7>a</P_7></W><W><P_7>b</P_7></W></Fa>", "Fa/W[2]/P_7")]
    [InlineData("<Fa><Adnotacje><P_16>2</P_16></Adnotacje></Fa>", "<Fa><Adnotacje><P_16>1</P_16></Adnotacje></Fa>", "Fa/Adnotacje")]
    [InlineData("<Kol Typ=\"date\">x</Kol>", "<Kol Typ=\"txt\">x</Kol>", "Kol/@Typ")]
    public void A_difference_in_content_is_found_at_its_path(string before, string after, string path) =>
        Assert.StartsWith(path, Assert.Single(RepairComparison.Compare(Document(before), Document(after))).Path);

    /// <summary>An invoice that was issued and then refused by KSeF for its technical side, as if an older program had let it through.</summary>
    internal static async Task<IssuedInvoice> RefusedAsync(Stage stage, ModeWish wish = ModeWish.Offline, bool send = true)
    {
        await using var desk = stage.AnotherDesk();
        var model = await desk.IssueInvoice.FromDraftAsync(stage.Company, stage.Draft(), ModeWish.Online, stop: Stage.Stop);
        var plain = Encoding.UTF8.GetString(desk.Ledger.Of(stage.Company).File(model).Bytes.Span);
        var bad = Encoding.UTF8.GetBytes(plain.Replace("<Faktura", "<?inkaust technical?><Faktura"));
        var file = Fa3Invoice.Read(bad);
        var kodII = wish == ModeWish.Online ? null : KodII.Sign(stage.Workplace.Keys, stage.Company, file.SellerNip, file.Hash);
        var issued = stage.Ledger.Add(model with
        {
            Mode = wish == ModeWish.Online ? IssuingMode.Online : IssuingMode.Offline24,
            Hash = file.Hash,
            KodI = VerificationLinks.KodI(stage.Company.Environment, file.SellerNip, file.IssueDate, file.Hash),
            KodII = kodII?.Link,
            CertificateSerial = kodII?.Serial,
        }, bad);
        if (!send) return issued;
        await stage.SendAsync();
        return stage.Now(issued);
    }

    private static byte[] Repaired(Stage stage, IssuedInvoice refused, string comment = "") =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(stage.Ledger.File(refused).Bytes.Span).Replace("<?inkaust technical?>", comment));

    private static byte[] Bytes(XDocument document) => Encoding.UTF8.GetBytes(document.ToString());

    private static XDocument Document(string inner) => XDocument.Parse($"<Faktura>{inner}</Faktura>");

    private static string Refused(Stage stage, IssuedInvoice invoice, byte[] file) =>
        Assert.Throws<RefusedException>(() => stage.Workplace.RepairInvoice.WithFile(stage.Company, invoice, file)).Findings[0].Code;
}
