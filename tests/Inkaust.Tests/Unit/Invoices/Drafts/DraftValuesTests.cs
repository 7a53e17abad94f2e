using System.Globalization;
using System.Text;
using Inkaust.Cli;
using Inkaust.Invoices;

namespace Inkaust.Tests.Invoices;

/// <summary>How each kind of value of a draft is written in JSON: what is read as what, and what is refused where.</summary>
public class DraftValuesTests
{
    [Theory]
    [InlineData("0.10", "0.10")]
    [InlineData("-0.5", "-0.5")]
    [InlineData("1e2", "100")]
    public void A_number_is_read_as_it_is_written(string written, string number) =>
        Assert.Equal(number, Read($$"""{ "number": "a", "buyer": {}, "due": {{written}} }""").Due!.Value.ToString(CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2026-12-31T14:30+01:00", "2026-12-31T13:30:00.0000000Z")]
    [InlineData("2026-12-31T14:30:15+02:00", "2026-12-31T12:30:15.0000000Z")]
    [InlineData("2026-12-31T14:30:15.25Z", "2026-12-31T14:30:15.2500000Z")]
    [InlineData("2026-12-31T14:30:15", "2026-12-31T14:30:15.0000000Z")]
    public void A_moment_is_read_and_without_offset_it_is_UTC(string written, string moment)
    {
        var draft = Read($$"""{ "number": "a", "buyer": {}, "terms": { "transport": [ { "startsAt": "{{written}}" } ] } }""");
        Assert.Equal(moment, draft.Terms!.Transport[0].StartsAt!.Value.UtcDateTime.ToString("O"));
    }

    [Fact]
    public void Every_kind_of_value_is_read()
    {
        var draft = Read("""
            {
              "number": " FV/1 ", "kind": "KOR_ZAL", "issueDate": "2028-02-29", "forReceipt": true, "relatedParties": false, "sales": null,
              "buyer": { "name": "Łąka", "nip": 7792468135, "address": { "country": "DE", "line1": "Gasse 1, Hof" }, "status": "bankruptcy", "vatGroup": true },
              "lines": [ { "rate": 8, "number": 9007199254740993 }, { "rate": "0 WDT", "quantity": 1.50 } ],
              "payment": { "method": "mobile", "dueInDays": -1, "account": { "number": "60102010260000042270201111", "ownedByBank": "ownTrade" } },
              "deliveryNotes": [ " WZ/1 ", "WZ/2" ],
              "attachment": { "blocks": [ { "facts": [], "tables": [ { "columns": [ { "name": "a", "type": "dec" } ], "rows": [ [ "", "1" ], [] ] } ] } ] },
            }
            """.Replace(", \"sales\": null", ""));
        Assert.Equal(("FV/1", InvoiceKind.KorZal, new DateOnly(2028, 2, 29)), (draft.Number, draft.Kind, draft.IssueDate));
        Assert.Equal((true, false), (draft.ForReceipt, draft.RelatedParties));
        Assert.Equal(("7792468135", TaxpayerStatus.Bankruptcy, true), (draft.Buyer.Nip.ToString(), draft.Buyer.Status!.Value, draft.Buyer.VatGroup));
        Assert.Equal(new Address { Country = "DE", Line1 = "Gasse 1, Hof" }, draft.Buyer.Address);
        Assert.Equal(("8", 9007199254740993, "0 WDT", 1.50m),
            (draft.Lines[0].Rate.ToString(), draft.Lines[0].Number!.Value, draft.Lines[1].Rate.ToString(), draft.Lines[1].Quantity!.Value));
        Assert.Equal((PaymentMethod.Mobile, -1), (draft.Payment!.Method!.Value, draft.Payment.DueInDays!.Value));
        Assert.Equal(("60102010260000042270201111", BankOwnAccount.OwnTrade),
            (draft.Payment.Account!.Number, draft.Payment.Account.OwnedByBank!.Value));
        Assert.Equal(["WZ/1", "WZ/2"], draft.DeliveryNotes);
        var table = draft.Attachment!.Blocks[0].Tables[0];
        Assert.Equal((ColumnType.Dec, 2), (table.Columns[0].Type, table.Rows.Count));
        Assert.Equal(["", "1"], table.Rows[0]);
    }

    [Fact]
    public void What_is_left_out_or_null_has_its_usual_value()
    {
        var draft = Read("""{ "number": "a", "buyer": { "address": "Rynek 1" }, "currency": null, "kind": null, "lines": null }""");
        Assert.Equal((InvoiceKind.Vat, "PLN", null), (draft.Kind, draft.Currency, draft.Buyer.Address!.Country));
        Assert.Empty(draft.Lines);
        Assert.Empty(draft.Buyer.OtherContacts);
        Assert.False(draft.ExciseRefund);
    }

    [Theory]
    [InlineData("a number as text", "\"due\": \"1\"", "003 due 3:10",
        "This should be a number without quotation marks, with a decimal point, but it is the text \"1\".")]
    [InlineData("a number too large", "\"due\": 79228162514264337593543950336", "003 due 3:10",
        "but it is the number 79228162514264337593543950336.")]
    [InlineData("a whole number with a fraction", "\"payment\": { \"dueInDays\": 1.5 }", "003 payment.dueInDays 3:29",
        "This should be a whole number, but it is the number 1.5.")]
    [InlineData("a whole number too large", "\"payment\": { \"dueInDays\": 2147483648 }", "003 payment.dueInDays 3:29", "a whole number")]
    [InlineData("a whole number as text", "\"lines\": [ { \"number\": \"1\" } ]", "003 lines[0].number 3:26", "a whole number")]
    [InlineData("a long one too large", "\"lines\": [ { \"number\": 9223372036854775808 } ]", "003 lines[0].number 3:26", "a whole number")]
    [InlineData("a yes in words", "\"forReceipt\": \"true\"", "003 forReceipt 3:17", "This should be true or false, but it is the text \"true\".")]
    [InlineData("a number for a yes", "\"forReceipt\": 1", "003 forReceipt 3:17", "but it is the number 1.")]
    [InlineData("a number for a text", "\"issuePlace\": 1", "003 issuePlace 3:17", "This should be text in quotation marks, but it is the number 1.")]
    [InlineData("a yes for a text", "\"issuePlace\": true", "003 issuePlace 3:17", "but it is true.")]
    [InlineData("a no for a text", "\"issuePlace\": false", "003 issuePlace 3:17", "but it is false.")]
    [InlineData("an object for a text", "\"issuePlace\": {}", "003 issuePlace 3:17", "but it is an object.")]
    [InlineData("a list for a text", "\"issuePlace\": []", "003 issuePlace 3:17", "but it is a list.")]
    [InlineData("an object for a list", "\"lines\": {}", "003 lines 3:12", "This should be a list [ ... ], but it is an object.")]
    [InlineData("a text for an object", "\"payment\": \"x\"", "003 payment 3:14", "This should be an object { ... }, but it is the text \"x\".")]
    [InlineData("nothing in a list", "\"deliveryNotes\": [ \"a\", null ]", "003 deliveryNotes[1] 3:27", "but it is null.")]
    [InlineData("nothing for a line", "\"lines\": [ null ]", "003 lines[0] 3:14", "but it is null.")]
    [InlineData("blanks in a list", "\"deliveryNotes\": [ \" \" ]", "008 deliveryNotes[0] 3:22", "The text is empty.")]
    [InlineData("an empty text", "\"issuePlace\": \"\"", "008 issuePlace 3:17", "The text is empty.")]
    [InlineData("a number for a choice", "\"kind\": 1", "003 kind 3:11", "text in quotation marks")]
    [InlineData("a choice in other letters", "\"kind\": \"vat\"", "006 kind 3:11", "\"vat\" is not an allowed value.")]
    [InlineData("a date as a number", "\"saleDate\": 20261231", "011 saleDate 3:15", "This is not a date: the number 20261231.")]
    [InlineData("a day that is not", "\"saleDate\": \"2026-02-29\"", "011 saleDate 3:15", "This is not a date: the text \"2026-02-29\".")]
    [InlineData("a date with blanks", "\"saleDate\": \" 2026-02-28\"", "011 saleDate 3:15", "This is not a date")]
    [InlineData("a moment without time", "\"terms\": { \"transport\": [ { \"endsAt\": \"2026-12-31\" } ] }", "012 terms.transport[0].endsAt 3:41",
        "This is not a date with a time: the text \"2026-12-31\".")]
    [InlineData("a moment as a number", "\"terms\": { \"transport\": [ { \"endsAt\": 1 } ] }", "012 terms.transport[0].endsAt 3:41", "the number 1")]
    [InlineData("a rate that is none", "\"lines\": [ { \"rate\": 9 } ]", "013 lines[0].rate 3:24", "\"9\" is not a VAT rate.")]
    [InlineData("a rate as a yes", "\"lines\": [ { \"rate\": true } ]", "003 lines[0].rate 3:24",
        "This should be text in quotation marks, but it is true.")]
    [InlineData("a rate as an object", "\"lines\": [ { \"rate\": {} } ]", "003 lines[0].rate 3:24",
        "This should be text in quotation marks, but it is an object.")]
    [InlineData("a NIP as an object", "\"seller\": { \"nip\": {} }", "003 seller.nip 3:22",
        "This should be text in quotation marks, but it is an object.")]
    [InlineData("an address of blanks", "\"seller\": { \"address\": \" \" }", "016 seller.address 3:26", "\" \" does not fit this field.")]
    [InlineData("an address of nothing", "\"seller\": { \"address\": {} }", "004 seller.address.line1 3:26", "The field \"line1\" is missing.")]
    [InlineData("an unknown field", "\"lines\": [ { \"nam\": \"a\" } ]", "002 lines[0].nam 3:16", "Unknown field \"nam\".")]
    [InlineData("a field of another letter case", "\"Lines\": []", "002 Lines 3:3", "Unknown field \"Lines\".")]
    [InlineData("a field that is only counted", "\"lines\": [ { \"netAmount\": 1 } ]", "002 lines[0].netAmount 3:16", "Unknown field")]
    [InlineData("a field twice", "\"lines\": [ { \"name\": \"a\", \"name\": \"b\" } ]", "005 lines[0].name 3:29",
        "The field \"name\" is written twice.")]
    [InlineData("half a letter", "\"issuePlace\": \"a\\uFFFEb\"", "017 issuePlace 3:17",
        "The text holds a control character that an invoice cannot have.")]
    [InlineData("a control character in a list", "\"deliveryNotes\": [ \"a\\u0001\" ]", "017 deliveryNotes[0] 3:22", "control character")]
    [InlineData("a number of an invoice with a paragraph", "\"correction\": { \"invoices\": [], \"rightNumber\": \"a\\u2029b\" }",
        "018 correction.rightNumber 3:50", "invisible sign")]
    public void A_value_of_another_kind_is_refused_at_its_place(string what, string field, string place, string said)
    {
        var finding = Assert.Single(DraftReadingTests.Refused("{ \"number\": \"a\",\n  \"buyer\": {},\n  " + field + " }"));
        Assert.Equal((what, place), (what, $"{finding.Code["INK-DRAFT-".Length..]} {finding.Path} {finding.Line}:{finding.Column}"));
        Assert.Contains(said, finding.Text.En);
        Assert.NotEqual(finding.Text.Pl, finding.Text.En);
    }

    [Fact]
    public void Columns_count_letters_and_not_bytes()
    {
        var finding = Assert.Single(DraftReadingTests.Refused("{ \"number\": \"żółć\", \"buyer\": {}, \"due\": \"1\" }"));
        Assert.Equal((1, 41), (finding.Line, finding.Column));
    }

    [Theory]
    [InlineData("kinds", "\"kind\": \"FV\"", "Choose one of: VAT, KOR, ZAL, ROZ, UPR, KOR_ZAL, KOR_ROZ.")]
    [InlineData("roles", "\"authorised\": { \"role\": \"a\" }", "Choose one of: enforcementAuthority, bailiff, taxRepresentative.")]
    [InlineData("a field like another", "\"lnes\": []", "Did you mean \"lines\"?")]
    [InlineData("a field like none", "\"zzzzzzzzzzzzzzzz\": []", "Remove it, or see the list of fields: inkaust invoice schema")]
    public void A_hint_says_what_may_stand_there(string what, string field, string hint) =>
        Assert.Equal((what, hint), (what, DraftReadingTests.Refused("{ \"number\": \"a\", \"buyer\": {}, " + field + " }")[0].WhatNext!.En));

    [Theory]
    [InlineData(40, "")]
    [InlineData(41, "…")]
    public void A_long_text_is_cut_in_the_finding(int length, string end)
    {
        var finding = DraftReadingTests.Refused($$"""{ "number": "a", "buyer": {}, "kind": "{{new string('x', length)}}" }""")[0];
        Assert.Equal($"\"{new string('x', 40)}{end}\" is not an allowed value.", finding.Text.En);
    }

    [Theory]
    [InlineData("a second value", "{ \"number\": \"a\", \"buyer\": {} }\n {", "001 2:2")]
    [InlineData("a comma too many", "{ \"number\": \"a\",, \"buyer\": {} }", "001 1:17")]
    [InlineData("half a letter", "{ \"number\": \"\\uD800\" }", "001 1:1")]
    [InlineData("an open text", "{\n  \"number\": \"a", "001 2:15")]
    [InlineData("33 levels", "{ \"lines\": [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[ ]", "001 1:43")]
    public void What_is_no_JSON_is_told_with_its_place(string what, string json, string place)
    {
        var finding = Assert.Single(DraftReadingTests.Refused(json));
        Assert.Equal((what, place), (what, $"{finding.Code["INK-DRAFT-".Length..]} {finding.Line}:{finding.Column}"));
        Assert.NotNull(finding.Hint);
    }

    [Theory]
    [InlineData(10_000_000, true)]
    [InlineData(10_000_001, false)]
    public void A_draft_may_have_ten_million_bytes(int bytes, bool read)
    {
        var json = Encoding.UTF8.GetBytes("{ \"number\": \"a\", \"buyer\": {} }".PadRight(bytes));
        if (read) Assert.Equal("a", InvoiceDraft.ReadJson(json).Number);
        else Assert.Equal("INK-DRAFT-007", Assert.Throws<RefusedException>(() => InvoiceDraft.ReadJson(json)).Findings[0].Code);
    }

    [Theory]
    [InlineData(new byte[] { 0xC4 }, 2, 3)]
    [InlineData(new byte[] { 0xC5, 0x82, 0xFF }, 2, 4)]
    public void The_first_byte_that_is_no_letter_is_told(byte[] bytes, int line, int column)
    {
        var finding = Assert.Throws<RefusedException>(() => InvoiceDraft.ReadJson((byte[])[(byte)'{', (byte)'\n', (byte)' ', (byte)'"',
            .. bytes])).Findings[0];
        Assert.Equal(("INK-DRAFT-009", line, column), (finding.Code, finding.Line!.Value, finding.Column!.Value));
    }

    private static InvoiceDraft Read(string json) => InvoiceDraft.ReadJson(Encoding.UTF8.GetBytes(json));
}
