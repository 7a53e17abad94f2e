using System.Text;
using Inkaust.Invoices;

namespace Inkaust.Tests.Invoices;

/// <summary>FA(3) files made into drafts: what is left to be counted, what is kept as it stands, and what is refused.</summary>
public class ReadInvoiceTests
{
    private static readonly InvoiceDraft Euro = Written.Draft with { Currency = "EUR", ExchangeRate = 4 };

    [Fact]
    public void Sums_that_follow_from_the_lines_are_left_to_be_counted()
    {
        var draft = Written.ReadAgain(Euro);
        Assert.Empty(draft.Sums);
        Assert.Null(draft.Due);
        Assert.Null(draft.Annotations);
        Assert.Null(draft.Settlement);
        Assert.Null(draft.Payment);
        Assert.Null(draft.Terms);
        Assert.Null(draft.Correction);
        Assert.Null(draft.Attachment);
        Assert.Null(draft.SalePeriod);
        Assert.Null(draft.Authorised);
        Assert.Empty(draft.Footer);
    }

    [Theory]
    [InlineData("tax one grosz off", "<P_14_1>23.00</P_14_1>", "<P_14_1>23.01</P_14_1>", 100, 23.01, 92, 123)]
    [InlineData("a net sum one grosz off", "<P_13_1>100.00</P_13_1>", "<P_13_1>99.99</P_13_1>", 99.99, 23, 92, 123)]
    [InlineData("zloty one grosz off", "<P_14_1W>92.00</P_14_1W>", "<P_14_1W>92.01</P_14_1W>", 100, 23, 92.01, 0)]
    [InlineData("what is due one grosz off", "<P_15>123.00</P_15>", "<P_15>123.01</P_15>", 100, 23, 92, 123.01)]
    public void A_sum_as_read_is_kept(string what, string from, string to, double net, double vat, double zloty, double due)
    {
        var draft = Written.ReadWith(Euro, from, to);
        var sum = Assert.Single(draft.Sums);
        Assert.Equal((what, (decimal)net, (decimal)vat, (decimal)zloty), (what, sum.Net, sum.Vat!.Value, sum.VatInPln!.Value));
        Assert.Equal((decimal)due, draft.Due ?? 0);
        Assert.Equal(to[(to.IndexOf('>') + 1)..to.LastIndexOf('<')], Written.At(draft, "Fa/" + to[1..to.IndexOf('>')]));
    }

    [Fact]
    public void Sums_are_read_in_every_field_of_FA3()
    {
        var buckets = Enum.GetValues<TaxBucket>();
        var sums = buckets.Select((bucket, i) => new GivenSum
        {
            Bucket = bucket,
            Net = 10 + i,
            Vat = bucket <= TaxBucket.OneStopShop ? i : null,
            VatInPln = i < 4 ? 100 + i : null
        }).ToList();
        Assert.Equal(sums, Written.ReadAgain(Euro with { Sums = sums }).Sums);
    }

    [Theory]
    [InlineData(InvoiceKind.Zal, 5000, 0, 5000)]
    [InlineData(InvoiceKind.KorZal, 123, 0, null)]
    [InlineData(InvoiceKind.Vat, 123, 0, null)]
    public void What_was_paid_is_read_from_an_advance_and_its_sums_are_left_to_be_counted(InvoiceKind kind, int due, int sums, int? read)
    {
        var draft = Written.Draft with { Kind = kind, Due = due };
        if (kind == InvoiceKind.Zal) draft = draft with
        {
            Lines = [],
            Order = new Order { Lines = [new Line { Name = "a", Price = 100_000, Rate = VatRate.Parse("23") }] }
        };
        var again = Written.ReadAgain(draft);
        Assert.Equal((sums, (decimal?)read), (again.Sums.Count, again.Due));
    }

    [Fact]
    public void An_advance_with_other_sums_keeps_them()
    {
        var draft = Written.Draft with
        {
            Kind = InvoiceKind.Zal,
            Due = 123,
            Lines = [],
            Order = new Order { Lines = [new Line { Name = "a", Price = 100, Rate = VatRate.Parse("23") }] }
        };
        var again = Written.ReadWith(draft, "<P_14_1>23.00</P_14_1>", "<P_14_1>22.00</P_14_1>");
        Assert.Equal((22m, 123m), (Assert.Single(again.Sums).Vat!.Value, again.Due!.Value));
    }

    [Theory]
    [InlineData("what follows", "<Obciazenia><Kwota>1.00</Kwota><Powod>r</Powod></Obciazenia><SumaObciazen>1.00</SumaObciazen>"
        + "<DoZaplaty>124.00</DoZaplaty>", null, null, null, null)]
    [InlineData("another sum of charges", "<Obciazenia><Kwota>1.00</Kwota><Powod>r</Powod></Obciazenia><SumaObciazen>2.00</SumaObciazen>"
        + "<DoZaplaty>124.00</DoZaplaty>", 2, null, null, null)]
    [InlineData("a sum of no charges", "<SumaObciazen>0.00</SumaObciazen><DoZaplaty>123.00</DoZaplaty>", 0, null, null, null)]
    [InlineData("another sum of deductions", "<Odliczenia><Kwota>1.00</Kwota><Powod>r</Powod></Odliczenia><SumaOdliczen>2.00</SumaOdliczen>"
        + "<DoZaplaty>122.00</DoZaplaty>", null, 2, null, null)]
    [InlineData("deductions that follow", "<Odliczenia><Kwota>124.00</Kwota><Powod>r</Powod></Odliczenia><SumaOdliczen>124.00</SumaOdliczen>"
        + "<DoRozliczenia>1.00</DoRozliczenia>", null, null, null, null)]
    [InlineData("another amount to pay", "<DoZaplaty>5.00</DoZaplaty>", null, null, 5, null)]
    [InlineData("an amount to settle", "<DoRozliczenia>123.00</DoRozliczenia>", null, null, null, 123)]
    public void A_settlement_keeps_what_does_not_follow(string what, string written, int? charges, int? deductions, int? toPay, int? toSettle)
    {
        var settlement = Written.ReadWith(Written.Draft with { Settlement = new Settlement() }, "<DoZaplaty>123.00</DoZaplaty>", written).Settlement!;
        Assert.Equal((what, (decimal?)charges, (decimal?)deductions, (decimal?)toPay, (decimal?)toSettle),
            (what, settlement.ChargesSum, settlement.DeductionsSum, settlement.ToPay, settlement.ToSettle));
    }

    [Theory]
    [InlineData("a day", "<Termin>2026-12-01</Termin>", true, 0)]
    [InlineData("a day and words", "<Termin>2026-12-01</Termin><TerminOpis><Ilosc>1</Ilosc><Jednostka>d</Jednostka>"
        + "<ZdarzeniePoczatkowe>x</ZdarzeniePoczatkowe></TerminOpis>", false, 1)]
    [InlineData("words", "<TerminOpis><Ilosc>1</Ilosc><Jednostka>d</Jednostka><ZdarzeniePoczatkowe>x</ZdarzeniePoczatkowe></TerminOpis>", false, 1)]
    [InlineData("two days", "<Termin>2026-12-01</Termin></TerminPlatnosci><TerminPlatnosci><Termin>2026-12-02</Termin>", true, 1)]
    [InlineData("words and a day", "<TerminOpis><Ilosc>1</Ilosc><Jednostka>d</Jednostka><ZdarzeniePoczatkowe>x</ZdarzeniePoczatkowe></TerminOpis>"
        + "</TerminPlatnosci>"
        + "<TerminPlatnosci><Termin>2026-12-02</Termin>", false, 2)]
    public void The_first_day_alone_is_the_day_by_which_to_pay(string what, string written, bool due, int others)
    {
        var payment = Written.ReadWith(Written.Draft with { Payment = new Payment { Due = new DateOnly(2026, 12, 1) } },
            "<Termin>2026-12-01</Termin>", written).Payment!;
        Assert.Equal((what, due ? new DateOnly(2026, 12, 1) : null, others), (what, payment.Due, payment.OtherDue.Count));
    }

    [Fact]
    public void A_draft_with_everything_is_read_as_it_was_written()
    {
        var day = new DateOnly(2026, 11, 20);
        var moment = new DateTimeOffset(2026, 11, 20, 10, 30, 0, TimeSpan.FromHours(1));
        Address Place(string line) => new() { Country = "CZ", Line1 = line, Line2 = line + "2", Gln = "5901234123457" };
        Party Somebody(string name) => new() { Name = name, ForeignId = new ForeignId { Country = "US", Number = "12" }, Address = Place(name) };
        var draft = Written.Draft with
        {
            Lines = [Written.Draft.Lines[0] with { Price = 100.00m }],
            IssuePlace = "Łódź",
            SalePeriod = new Period { From = day.AddDays(-5), To = day },
            Seller = Cookbook.Seller with
            {
                Status = TaxpayerStatus.Restructuring,
                EuPrefix = "PL",
                Eori = "PL1",
                MailingAddress = Place("m"),
                Phone = "1",
                OtherContacts = [new() { Email = "a@b.pl" }]
            },
            Buyer = new Party
            {
                Name = "b",
                EuVat = EuVatNumber.Parse("DE811907980"),
                Key = "k",
                CustomerNumber = "c",
                LocalGovernment = true,
                VatGroup = true,
                Phone = "2"
            },
            ThirdParties = [new ThirdParty { InternalId = "5241037786-00001", Name = "t", Role = ThirdPartyRole.Factor },
                new ThirdParty { OtherRole = "r", Share = 50, Key = "k" }],
            Authorised = new AuthorisedParty
            {
                Nip = Nip.Parse("7792468135"),
                Name = "p",
                Address = Rynek(),
                Role = AuthorisedRole.TaxRepresentative,
                Email = "p@u.pl",
                Phone = "3"
            },
            DeliveryNotes = ["w1", "w2"],
            Annotations = new Annotations
            {
                SplitPayment = true,
                TriangularTransaction = true,
                Exemption = new Exemption { Directive = "d" },
                Margin = MarginScheme.WorksOfArt
            },
            Kind = InvoiceKind.Kor,
            Correction = new Correction
            {
                Reason = "r",
                Effect = CorrectionEffect.OnTheDateOfTheCorrection,
                Period = "p",
                RightNumber = "n",
                AmountBefore = 5.00m,
                ExchangeRateBefore = 4.5m,
                Invoices = [new CorrectedInvoice { Number = "FV/0", IssueDate = day, KsefNumber = "5241037786-20261102-2C3D4E5F6071-A0" },
                    new CorrectedInvoice { Number = "FV/1", IssueDate = day }],
                SellerBefore = new Party { EuPrefix = "PL", Nip = Nip.Parse("7792468135"), Name = "s", Address = Rynek() },
                BuyersBefore = [Somebody("x") with { Key = "k" }],
            },
            AdvancePayments = [new AdvancePayment { Date = day, Amount = 5.00m, ExchangeRate = 4.25m }],
            ForReceipt = true,
            RelatedParties = true,
            ExciseRefund = true,
            Notes = [new Note { Name = "n", Text = "t", Line = 1 }, new Note { Name = "m", Text = "u" }],
            Advances = [new Advance { Number = "z" }, new Advance { KsefNumber = "5241037786-20261102-2C3D4E5F6071-A0" }],
            Settlement = new Settlement { Charges = [new() { Amount = 1.00m, Reason = "c" }], Deductions = [new() { Amount = 2.00m, Reason = "d" }] },
            Payment = new Payment
            {
                Parts = [new PartPayment { Amount = 1.00m, Date = day, Method = PaymentMethod.Cheque }],
                PaidInFullByParts = true,
                OtherMethod = "o",
                Account = new BankAccount
                {
                    Number = "1234567890",
                    Swift = "BREXPLPW",
                    Bank = "b",
                    Description = "d",
                    OwnedByBank = BankOwnAccount.PurchasedClaims
                },
                FactorAccounts = [new BankAccount { Number = "1234567891" }],
                EarlyPayment = new EarlyPayment { Conditions = "c", Discount = "d" },
                Link = "https://pay.example.pl/x?IPKSeF=123abcDEF4567",
                PaymentId = "123abcDEF4567",
            },
            Terms = new TransactionTerms
            {
                Contracts = [new DatedNumber { Number = "u", Date = day }],
                Orders = [new DatedNumber { Number = "z" }],
                Batches = ["p"],
                Delivery = "EXW",
                AgreedRate = 4.1m,
                AgreedCurrency = "CZK",
                Transport =
                [
                    new Transport
                    {
                        Kind = TransportKind.Post, Carrier = Somebody("c"), OrderNumber = "o", Load = Load.Pallet, PackingUnit = "p",
                            StartsAt = moment, EndsAt = moment.AddHours(2).ToUniversalTime(),
                        From = Place("f"), Through = [Place("t"), Place("u")], To = Place("v"),
                    },
                    new Transport { OtherKind = "k", OtherLoad = "l" },
                ],
                Intermediary = true,
            },
            Footer = ["f"],
            Registers = [new RegisterEntry { FullName = "f", Krs = "0000099999", Regon = "146989853", Bdo = "000099999" }],
        };
        Assert.Equal(Encoding.UTF8.GetString(draft.WriteJson()), Encoding.UTF8.GetString(Written.ReadAgain(draft).WriteJson()));
    }

    [Theory]
    [InlineData("a value of another form", "<P_12>23</P_12>", "<P_12>24</P_12>", "INK-FA3-021")]
    [InlineData("an element that is missing", "<P_23>2</P_23>", "", "INK-FA3-004")]
    [InlineData("a tag that is not closed", "</Fa>", "", "INK-XML-001")]
    [InlineData("another encoding", "<?xml version=\"1.0\" encoding=\"utf-8\"?>", "<?xml version=\"1.0\" encoding=\"ISO-8859-2\"?>", "INK-XML-012")]
    [InlineData("a document type", "<Faktura", "<!DOCTYPE Faktura><Faktura", "INK-XML-014")]
    [InlineData("no XML", "<?xml", "a<?xml", "INK-XML-019")]
    [InlineData("a control character", "Dąb", "D\u0001ąb", "INK-XML-020")]
    public void A_bad_file_makes_no_draft(string what, string from, string to, string code)
    {
        var refused = Assert.Throws<RefusedException>(() => Written.ReadWith(Written.Draft, from, to));
        Assert.Equal((what, code), (what, refused.Findings[0].Code));
        Assert.All(refused.Findings, finding => Assert.Equal(Severity.Rejected, finding.Severity));
    }

    [Theory]
    [InlineData("a rule of the law that is broken", "<P_15>123.00</P_15>", "<P_15>99.00</P_15>")]
    [InlineData("a NIP with a wrong check digit", "<NIP>7792468135</NIP>", "<NIP>7792468136</NIP>")]
    [InlineData("a processing instruction", "<Fa>", "<?a b?><Fa>")]
    [InlineData("a discouraged character", "Dąb", "D\u0080ąb")]
    public void A_file_that_can_be_read_makes_a_draft_even_where_KSeF_would_refuse_it(string what, string from, string to) =>
        Assert.Equal((what, "FV/7"), (what, Written.ReadWith(Written.Draft, from, to).Number));

    [Fact]
    public void A_file_that_could_not_be_judged_makes_no_draft()
    {
        var xml = Encoding.UTF8.GetString(Fa3Writer.Bytes(Written.Draft, Cookbook.CreatedAt, "Inkaust"));
        var utf16 = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(xml.Replace("utf-8", "utf-16"))).ToArray();
        Assert.Equal("INK-XML-011", Assert.Throws<RefusedException>(() => Fa3DraftReader.Read(utf16)).Findings[0].Code);
        Assert.Equal("INK-XML-018", Assert.Throws<RefusedException>(() => Fa3DraftReader.Read(Encoding.Latin1.GetBytes(xml))).Findings[0].Code);
        var large = Encoding.UTF8.GetBytes(xml.Replace("</Faktura>", "<!--" + new string('x', 3_000_000) + "--></Faktura>"));
        Assert.Equal("INK-XML-016", Assert.Throws<RefusedException>(() => Fa3DraftReader.Read(large)).Findings[0].Code);
        var withMark = Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(xml)).ToArray();
        Assert.Equal("FV/7", Fa3DraftReader.Read(withMark).Number);
    }

    [Fact]
    public void The_writer_refuses_what_KSeF_would_refuse_and_says_why()
    {
        var refused = Assert.Throws<RefusedException>(() => Fa3Writer.Write(Written.Draft with { Currency = "ZLP", ExchangeRate = 4 },
            Cookbook.CreatedAt, "Inkaust"));
        Assert.Equal(("INK-FA3-021", "Fa/KodWaluty"), (refused.Findings[0].Code, refused.Findings[0].Path));
        Assert.All(refused.Findings, finding => Assert.Equal(Severity.Rejected, finding.Severity));
        // What is wrong but taken by KSeF is told elsewhere and stops nothing here.
        Assert.NotEmpty(Fa3Writer.Write(Written.Draft with { Due = 99 }, Cookbook.CreatedAt, "Inkaust"));
        Assert.Equal("INK-DRAFT-025", Assert.Throws<RefusedException>(() => Fa3Writer.Write(Written.Draft with { Lines = [] }, Cookbook.CreatedAt,
            "Inkaust")).Findings[0].Code);
    }

    private static Address Rynek() => new() { Line1 = "Rynek 1" };
}
