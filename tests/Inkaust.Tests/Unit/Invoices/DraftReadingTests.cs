using System.Text;
using Inkaust.Invoices;

namespace Inkaust.Tests.Invoices;

public class DraftReadingTests
{
    private const string Friendly = """
        {
          "number": "FV/1",
          "buyer": { "name": "Łąka", "nip": "779-246-81-35", "address": "ul. Długa 5, 31-147 Kraków" },
          "lines": [ { "name": "Dąb", "quantity": 2, "price": 10.50, "rate": 23 } ],
          "payment": { "method": "transfer", "account": "60 1020 1026 0000 0422 7020 1111" }, // as people write it
        }
        """;

    [Fact]
    public void A_draft_as_people_write_it_is_read()
    {
        var draft = InvoiceDraft.ReadJson(Encoding.UTF8.GetBytes(Friendly));
        Assert.Equal("FV/1", draft.Number);
        Assert.Equal("PLN", draft.Currency);
        Assert.Null(draft.IssueDate);
        Assert.Null(draft.Seller);
        Assert.Equal(Nip.Parse("7792468135"), draft.Buyer.Nip);
        Assert.Equal("31-147 Kraków", draft.Buyer.Address!.Line2);
        Assert.Equal(VatRate.Parse("23"), draft.Lines[0].Rate);
        Assert.Equal("60102010260000042270201111", draft.Payment!.Account!.Number);
    }

    [Fact]
    public void A_byte_order_mark_in_a_draft_does_no_harm() =>
        Assert.Equal("FV/1", InvoiceDraft.ReadJson((byte[])[0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Friendly)]).Number);

    [Fact]
    public void All_mistakes_are_told_at_once_with_path_line_and_column()
    {
        var findings = Refused("""
            {
              "nummer": "FV/1",
              "buyer": { "name": "Łąka", "nip": "7792468136" },
              "lines": [
                { "name": "Dąb", "price": 1, "rate": 23 },
                { "name": "Buk", "price": "1", "rate": 24 }
              ]
            }
            """);
        Assert.Equal(
            ["INK-DRAFT-002 nummer 2:3", "INK-DRAFT-010 buyer.nip 3:37", "INK-DRAFT-003 lines[1].price 6:31",
             "INK-DRAFT-013 lines[1].rate 6:44", "INK-DRAFT-004 number 1:1"],
            findings.Select(finding => $"{finding.Code} {finding.Path} {finding.Line}:{finding.Column}"));
        Assert.Equal("Did you mean \"number\"?", findings[0].Hint!.En);
    }

    [Theory]
    [InlineData("""{ "number": "FV/1", "buyer": { """, "INK-DRAFT-001")]
    [InlineData("", "INK-DRAFT-001")]
    [InlineData("[]", "INK-DRAFT-003")]
    [InlineData("null", "INK-DRAFT-003")]
    [InlineData("""{ "number": "a", "number": "b", "buyer": {} }""", "INK-DRAFT-005")]
    [InlineData("""{ "number": "a", "buyer": {}, "kind": "FV" }""", "INK-DRAFT-006")]
    [InlineData("""{ "number": " ", "buyer": {} }""", "INK-DRAFT-008")]
    [InlineData("""{ "number": "a", "buyer": {}, "issueDate": "31.12.2026" }""", "INK-DRAFT-011")]
    [InlineData("""{ "number": "a", "buyer": { "euVat": "7" } }""", "INK-DRAFT-014")]
    [InlineData("""{ "number": "a", "buyer": {}, "payment": { "account": "12" } }""", "INK-DRAFT-015")]
    [InlineData("""{ "number": null, "buyer": {} }""", "INK-DRAFT-004")]
    [InlineData("""{ "number": "FV/1\u001b[31m", "buyer": {} }""", "INK-DRAFT-017")]
    [InlineData("""{ "number": "a", "buyer": { "name": "b", "address": "c\u0000, d" } }""", "INK-DRAFT-017")]
    [InlineData("""{ "number": "FV/1\n2", "buyer": {} }""", "INK-DRAFT-018")]
    [InlineData("""{ "number": "FV/1\t2", "buyer": {} }""", "INK-DRAFT-018")]
    [InlineData("""{ "number": "FV/1\u00852", "buyer": {} }""", "INK-DRAFT-018")]
    [InlineData("""{ "number": "FV\u20281", "buyer": {} }""", "INK-DRAFT-018")]
    [InlineData("""{ "number": "FV\u200b/1", "buyer": {} }""", "INK-DRAFT-018")]
    [InlineData("""{ "number": "FV/1\u202e12", "buyer": {} }""", "INK-DRAFT-018")]
    [InlineData("""{ "number": "a", "buyer": {}, "correction": { "invoices": [ { "number": "FV/1\r\n2", "issueDate": "2026-12-01" } ] } }""", "INK-DRAFT-018")]
    [InlineData("""{ "number": "a", "buyer": {}, "correction": { "invoices": [], "rightNumber": "FV\n1" } }""", "INK-DRAFT-018")]
    [InlineData("""{ "number": "a", "buyer": {}, "advances": [ { "number": "FZ\n1" } ] }""", "INK-DRAFT-018")]
    public void A_bad_draft_is_refused_with_its_code(string json, string code) => Assert.Equal(code, Refused(json)[0].Code);

    [Theory]
    [InlineData("utf-16")]
    [InlineData("iso-8859-1")]
    public void A_draft_in_another_encoding_than_UTF8_is_named_as_such(string encoding)
    {
        var written = Encoding.GetEncoding(encoding);
        var refused = Assert.Throws<RefusedException>(() => InvoiceDraft.ReadJson(new ReadOnlyMemory<byte>([.. written.Preamble, .. written.GetBytes("{\n \"number\": \"Pió\" }")])));
        var finding = Assert.Single(refused.Findings);
        Assert.Equal("INK-DRAFT-009", finding.Code);
        Assert.Equal(encoding == "utf-16" ? (1, 1) : (2, 15), (finding.Line, finding.Column));
    }

    [Fact]
    public void Letters_beyond_the_basic_plane_are_no_control_characters() =>
        Assert.Equal("😀", InvoiceDraft.ReadJson("""{ "number": "😀", "buyer": {} }"""u8.ToArray()).Number);

    [Fact]
    public void A_draft_nested_without_end_is_refused() =>
        Assert.Equal("INK-DRAFT-001", Refused("{\"number\":" + new string('[', 100_000))[0].Code);

    [Theory]
    [InlineData("23%", "23", "23")]
    [InlineData("0 KR", "0", "0 KR")]
    [InlineData("ZW", "zw", "zw")]
    [InlineData("oss 19", "oss 19", null)]
    public void A_rate_may_be_written_in_several_ways(string written, string name, string? code)
    {
        var rate = VatRate.Parse(written);
        Assert.Equal((name, code), (rate.ToString(), rate.Code));
    }

    internal static IReadOnlyList<Finding> Refused(string json) =>
        Assert.Throws<RefusedException>(() => InvoiceDraft.ReadJson(Encoding.UTF8.GetBytes(json))).Findings;
}
