using System.Text;
using Inkaust.Invoices;

namespace Inkaust.Tests.Invoices;

/// <summary>A draft as JSON: nothing that is left out, short forms where there are any.</summary>
public class WrittenDraftTests
{
    private static readonly InvoiceDraft Least = new() { Number = "FV/1", Buyer = new Party() };

    [Fact]
    public void What_is_left_out_is_not_written() => Assert.Equal("{\n  \"number\": \"FV/1\",\n  \"buyer\": {}\n}\n", Json(Least));

    [Fact]
    public void Each_value_has_its_short_form() => Assert.Equal("""
        {
          "number": "Żółć „1” \u0026 2",
          "kind": "KOR_ROZ",
          "issueDate": "2026-01-02",
          "buyer": {
            "name": "PLN",
            "nip": "7792468135",
            "euVat": "DE811907980",
            "foreignId": {
              "country": "PL",
              "number": "PLN"
            },
            "address": "ul. Długa 5, 31-147 Kraków",
            "mailingAddress": {
              "country": "DE",
              "line1": "Gasse 1"
            },
            "otherContacts": [
              {
                "phone": "1"
              }
            ],
            "euPrefix": "PL",
            "status": "succession",
            "localGovernment": true
          },
          "lines": [
            {
              "price": 10.50,
              "rate": 23
            },
            {
              "rate": "0 WDT",
              "number": 7
            },
            {
              "rate": "oss 19.5"
            }
          ],
          "currency": "EUR",
          "order": {
            "lines": []
          },
          "terms": {
            "agreedCurrency": "PLN",
            "transport": [
              {
                "startsAt": "2026-01-02T03:04:05.25\u002B02:00"
              }
            ]
          },
          "payment": {
            "method": "transfer",
            "dueInDays": 14,
            "account": "60102010260000042270201111",
            "otherAccounts": [
              {
                "number": "60102010260000042270201111",
                "swift": "BREXPLPW"
              }
            ]
          },
          "attachment": {
            "blocks": [
              {
                "facts": [],
                "tables": [
                  {
                    "columns": [
                      {
                        "name": "a"
                      },
                      {
                        "name": "b",
                        "type": "datetime"
                      }
                    ],
                    "rows": [
                      [
                        "",
                        "1"
                      ],
                      []
                    ]
                  }
                ]
              }
            ]
          }
        }

        """.Replace("\r", ""), Json(Least with
    {
        Number = "Żółć „1” & 2",
        Kind = InvoiceKind.KorRoz,
        IssueDate = new DateOnly(2026, 1, 2),
        Buyer = new Party
        {
            Name = "PLN",
            Nip = Nip.Parse("7792468135"),
            EuVat = EuVatNumber.Parse("DE811907980"),
            ForeignId = new ForeignId { Country = "PL", Number = "PLN" },
            Address = Address.Parse("ul. Długa 5, 31-147 Kraków"),
            MailingAddress = new Address { Country = "DE", Line1 = "Gasse 1" },
            OtherContacts = [new Contact { Phone = "1" }],
            EuPrefix = "PL",
            Status = TaxpayerStatus.Succession,
            LocalGovernment = true,
        },
        Currency = "EUR",
        Lines =
        [
            new Line { Price = 10.50m, Rate = VatRate.Parse("23") }, new Line { Rate = VatRate.Parse("0 WDT"), Number = 7 },
                new Line { Rate = VatRate.Oss(19.5m) },
        ],
        Order = new Order { Lines = [] },
        Terms = new TransactionTerms
        {
            AgreedCurrency = "PLN",
            Transport = [new Transport { StartsAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 250, TimeSpan.FromHours(2)) }],
        },
        Payment = new Payment
        {
            Method = PaymentMethod.Transfer,
            DueInDays = 14,
            Account = BankAccount.Parse("60102010260000042270201111"),
            OtherAccounts = [new BankAccount { Number = "60102010260000042270201111", Swift = "BREXPLPW" }],
        },
        Attachment = new Attachment
        {
            Blocks =
            [
                new AttachmentBlock
                {
                    Facts = [],
                    Tables = [new AttachmentTable { Columns = [new() { Name = "a" }, new() { Name = "b", Type = ColumnType.Datetime }],
                        Rows = [["", "1"], []] }],
                },
            ],
        },
    }));

    [Theory]
    [InlineData("two lines", "Rynek 1", "31-147 Kraków", null, "\"Rynek 1, 31-147 Kraków\"")]
    [InlineData("one line", "Rynek 1", null, null, "\"Rynek 1\"")]
    [InlineData("one line with a comma", "Rynek 1, Kraków", null, null, "{")]
    [InlineData("a second line with a comma", "Rynek 1", "Kraków, Polska", null, "{")]
    [InlineData("a first line with a comma", "Rynek 1, II p.", "Kraków", null, "\"Rynek 1, II p., Kraków\"")]
    [InlineData("blanks around", " Rynek 1", "Kraków", null, "{")]
    [InlineData("a location number", "Rynek 1", "Kraków", "5901234123457", "{")]
    public void An_address_is_short_where_that_says_the_same(string what, string line1, string? line2, string? gln, string begin)
    {
        var draft = Least with { Buyer = new Party { Address = new Address { Line1 = line1, Line2 = line2, Gln = gln } } };
        Assert.True(Json(draft).Contains($"\"address\": {begin}", StringComparison.Ordinal), $"{what}: {Json(draft)}");
    }

    [Theory]
    [InlineData("ul. Długa 5, 31-147 Kraków", "ul. Długa 5", "31-147 Kraków")]
    [InlineData(" ul. Długa 5 ,  Kraków ", "ul. Długa 5", "Kraków")]
    [InlineData("a, b, c", "a, b", "c")]
    [InlineData("a,b", "a", "b")]
    [InlineData("Rynek 1", "Rynek 1", null)]
    [InlineData(" Rynek 1 ", "Rynek 1", null)]
    [InlineData("Rynek 1,", "Rynek 1,", null)]
    [InlineData(",Kraków", ",Kraków", null)]
    public void An_address_is_parted_at_its_last_comma(string written, string line1, string? line2)
    {
        var address = Address.Parse(written);
        Assert.Equal((line1, line2, null, null), (address.Line1, address.Line2, address.Country, address.Gln));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t")]
    public void Nothing_is_no_address(string? written)
    {
        Assert.False(Address.TryParse(written, null, out _));
        Assert.Throws<FormatException>(() => Address.Parse(written!));
    }

    [Theory]
    [InlineData("123456789", null)]
    [InlineData("1234567890", "1234567890")]
    [InlineData("60 1020 1026 0000 0422 7020 1111", "60102010260000042270201111")]
    [InlineData("1234567890123456789012345678901234", "1234567890123456789012345678901234")]
    [InlineData("12345678901234567890123456789012345", null)]
    [InlineData("1 2 3 4 5 6 7 8 9", null)]
    [InlineData(null, null)]
    public void An_account_number_has_10_to_34_signs_without_blanks(string? written, string? number)
    {
        Assert.Equal(number is not null, BankAccount.TryParse(written, null, out var account));
        Assert.Equal(number, account?.Number);
        if (number is null) Assert.Throws<FormatException>(() => BankAccount.Parse(written!));
    }

    [Theory]
    [InlineData("FV/1 2026", true)]
    [InlineData("", true)]
    [InlineData("a\u00a0b", true)]
    [InlineData("a\u0301", true)]
    [InlineData("😀", true)]
    [InlineData("a\u0000", false)]
    [InlineData("a\u007f", false)]
    [InlineData("a\u00ad", false)]
    [InlineData("a\u2028", false)]
    [InlineData("a\u2029", false)]
    [InlineData("\ufeffa", false)]
    [InlineData("a\U000E0041", false)]
    public void The_number_of_an_invoice_is_one_line_of_what_can_be_seen(string number, bool fits) => Assert.Equal(fits,
        InvoiceNumberAttribute.Fits(number));

    private static string Json(InvoiceDraft draft) => Encoding.UTF8.GetString(draft.WriteJson());
}
