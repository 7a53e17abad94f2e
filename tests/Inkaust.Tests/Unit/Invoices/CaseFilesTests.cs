using System.Text;
using Inkaust.Invoices;

namespace Inkaust.Tests.Invoices;

/// <summary>Files of people's work that were read or judged wrongly once; each stands for a kind (Golden/cases).</summary>
public class CaseFilesTests
{
    public static TheoryData<string, string> Verdicts => new()
    {
        { "02-buyer-badnip.xml", "INK-RULE-001 Podmiot2/DaneIdentyfikacyjne/NIP" },
        { "02-p3-badnip.xml", "INK-RULE-001 Podmiot3[1]/DaneIdentyfikacyjne/NIP" },
        { "03-second.xml", "" },
        { "04-ws-p1.xml", "" },
        { "04-ws-p15.xml", "" },
        { "05-no-lines.xml", "INK-RULE-058 Fa/FaWiersz" },
        { "05-upr-no-lines.xml", "INK-RULE-058 Fa/FaWiersz" },
        { "06-tol.xml", "INK-RULE-045 Fa/FaWiersz[1]/P_11" },
        { "07-seller-badnip.xml", "INK-RULE-001 Podmiot1/DaneIdentyfikacyjne/NIP" },
        { "08-korzal-order-sum-after.xml", "" },
        { "08-korzal-order-sum-both.xml", "INK-RULE-084 Fa/Zamowienie/WartoscZamowienia" },
        { "09-buyer-nrid-idwew.xml", "INK-RULE-022 Podmiot2/DaneIdentyfikacyjne/NrID" },
        { "09-idwew-good.xml", "" },
    };

    [Theory]
    [MemberData(nameof(Verdicts))]
    public void A_file_is_judged_rightly(string file, string expected) =>
        Assert.Equal(expected, string.Join(" ; ", Fa3Validator.Validate(Bytes(file)).Select(finding => $"{finding.Code} {finding.Path}")));

    [Theory]
    [InlineData("02-buyer-badnip.xml")]
    [InlineData("02-p3-badnip.xml")]
    [InlineData("07-seller-badnip.xml")]
    public void A_wrong_check_digit_is_only_a_hint_where_KSeF_takes_the_file(string file)
    {
        var finding = Assert.Single(Fa3Validator.Validate(Bytes(file), ksef: KsefKind.Test));
        Assert.Equal(("INK-RULE-001", Severity.Advice), (finding.Code, finding.Severity));
        Assert.Equal(Severity.Rejected, Assert.Single(Fa3Validator.Validate(Bytes(file))).Severity);
    }

    [Theory]
    [InlineData("02-buyer-badnip.xml", "Podmiot2")]
    [InlineData("02-p3-badnip.xml", "Podmiot3")]
    [InlineData("07-seller-badnip.xml", "Podmiot1")]
    public void A_draft_of_a_file_keeps_a_NIP_as_it_was_written(string file, string party)
    {
        var written = Fa3Invoice.Read(Bytes(file)).Text(party, "DaneIdentyfikacyjne", "NIP")!;
        Assert.Contains($"\"nip\": \"{written}\"", Encoding.UTF8.GetString(Fa3DraftReader.Read(Bytes(file)).WriteJson()));
    }

    [Fact]
    public void The_kind_of_an_invoice_is_the_same_with_and_without_a_blank()
    {
        var (first, second, third) = (Fa3Invoice.Read(Bytes("03-first.xml")), Fa3Invoice.Read(Bytes("03-second.xml")), Fa3Invoice.Read(Bytes("03-kind-line-feed.xml")));
        Assert.Equal((first.Kind, first.Number), (second.Kind, second.Number));
        Assert.Equal("VAT", third.Kind);
    }

    [Fact]
    public void Blanks_around_a_date_and_an_amount_are_none()
    {
        Assert.Equal(new DateOnly(2026, 11, 26), Fa3Invoice.Read(Bytes("04-ws-p1.xml")).IssueDate);
        Assert.Equal("4705.05", Fa3Invoice.Read(Bytes("04-ws-p15.xml")).Text("Fa", "P_15"));
    }

    [Fact]
    public void A_German_buyer_lives_in_Germany()
    {
        var draft = InvoiceDraft.ReadJson(Bytes("23-draft.json")) with
        {
            IssueDate = new DateOnly(2026, 11, 22),
            Seller = new Party { Nip = Nip.Parse("5260001246"), Name = "Pracownia", Address = Address.Parse("ul. Długa 5, 31-147 Kraków") },
        };
        var invoice = Fa3Invoice.Read(Fa3Writer.Write(draft, new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero), "Inkaust"));
        Assert.Equal(("DE", "1"), (invoice.Text("Podmiot2", "Adres", "KodKraju"), invoice.Text("Fa", "Adnotacje", "P_18")));
    }

    private static byte[] Bytes(string file) => File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(Cookbook.Golden)!, "cases", file));
}
