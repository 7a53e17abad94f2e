using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Tests.Unit.Modes;

namespace Inkaust.Tests.Unit.Modes;

/// <summary>What the file shows of the buyer (art. 106gb ust. 4; LAW 37), and what is said with it. The files are written here by hand.</summary>
public sealed class HandOverFileTests
{
    private const string Nip = "<NIP>6712345098</NIP>", Domestic = "<P_13_1>100.00</P_13_1><P_14_1>23.00</P_14_1>";
    private const string Polish = "<Adres><KodKraju>PL</KodKraju><AdresL1>ul. Młyńska 7</AdresL1></Adres>",
        German = "<Adres><KodKraju>DE</KodKraju><AdresL1>Hauptstr. 1</AdresL1></Adres>";

    [Theory]
    [InlineData("a NIP", Nip, Polish, null)]
    [InlineData("a NIP and an address abroad: only the user knows that there is no seat here", Nip, German, null)]
    [InlineData("a NIP with a wrong check digit is one all the same", "<NIP>6712345099</NIP>", Polish, null)]
    [InlineData("an EU number and an address abroad", "<KodUE>DE</KodUE><NrVatUE>811907980</NrVatUE>", German, BuyerBranch.NoSeat)]
    [InlineData("an EU number and a Polish address", "<KodUE>DE</KodUE><NrVatUE>811907980</NrVatUE>", Polish, BuyerBranch.NoNip)]
    [InlineData("an EU number without an address", "<KodUE>DE</KodUE><NrVatUE>811907980</NrVatUE>", "", BuyerBranch.NoNip)]
    [InlineData("a foreign number and an address abroad", "<KodKraju>US</KodKraju><NrID>12-3456789</NrID>", German, BuyerBranch.NoSeat)]
    [InlineData("a foreign number and a Polish address", "<KodKraju>US</KodKraju><NrID>12-3456789</NrID>", Polish, BuyerBranch.NoNip)]
    [InlineData("a foreign number without an address", "<KodKraju>US</KodKraju><NrID>12-3456789</NrID>", "", BuyerBranch.NoNip)]
    [InlineData("no number and an address abroad", "<BrakID>1</BrakID>", German, BuyerBranch.NoNip)]
    [InlineData("no number and a Polish address", "<BrakID>1</BrakID>", Polish, BuyerBranch.NoNip)]
    [InlineData("no number and no address", "<BrakID>1</BrakID>", "", BuyerBranch.NoNip)]
    public void The_buyer_of_the_file_belongs_to_a_branch(string what, string number, string address, BuyerBranch? branch)
    {
        var file = File(number, address);
        foreach (var handOver in new[] { HandOver.BeforeTheNumber(file, IssuingMode.Offline24), HandOver.AfterTheNumber(file, IssuingMode.Offline24) })
            Assert.True((handOver.Branch, handOver.Told) == (branch, false), $"{what}: {handOver.Branch}");
    }

    [Theory]
    [InlineData("at home", Domestic, false)]
    [InlineData("np I", "<P_13_8>100.00</P_13_8>", true)]
    [InlineData("np II", "<P_13_9>100.00</P_13_9>", true)]
    [InlineData("np I and np II", "<P_13_8>100.00</P_13_8><P_13_9>50.00</P_13_9>", true)]
    [InlineData("np I, and at home", "<P_13_1>100.00</P_13_1><P_14_1>23.00</P_14_1><P_13_8>100.00</P_13_8>", false)]
    [InlineData("np II, and exempt", "<P_13_7>0.01</P_13_7><P_13_9>100.00</P_13_9>", false)]
    [InlineData("np I, and a supply within the Union", "<P_13_6_2>100.00</P_13_6_2><P_13_8>100.00</P_13_8>", false)]
    [InlineData("np I, and a margin", "<P_13_8>100.00</P_13_8><P_13_11>100.00</P_13_11>", false)]
    [InlineData("np I, and reverse charge at home", "<P_13_8>100.00</P_13_8><P_13_10>100.00</P_13_10>", false)]
    [InlineData("np I, and a sum of nothing", "<P_13_1>0.00</P_13_1><P_14_1>0.00</P_14_1><P_13_8>100.00</P_13_8>", true)]
    [InlineData("np I, and a sum of nothing written short", "<P_13_7>0</P_13_7><P_13_8>100.00</P_13_8>", true)]
    [InlineData("np I is nothing", "<P_13_8>0.00</P_13_8>", false)]
    [InlineData("a correction of np I", "<P_13_8>-100.00</P_13_8>", true)]
    [InlineData("no sums", "", false)]
    [InlineData("a scheme with its own sum", "<P_13_5>100.00</P_13_5><P_14_5>19.00</P_14_5>", false)]
    public void A_supply_abroad_is_one_whose_sums_lie_all_outside(string what, string sums, bool abroad)
    {
        BuyerBranch? Of(string number, BuyerBranch? told = null) => HandOver.BeforeTheNumber(File(number, Polish, sums), IssuingMode.Offline24, told).Branch;
        Assert.True(Of(Nip) == (abroad ? BuyerBranch.SupplyAbroad : null), what);
        Assert.Equal(abroad ? BuyerBranch.SupplyAbroad : BuyerBranch.NoNip, Of("<BrakID>1</BrakID>"));
        Assert.False(HandOver.BeforeTheNumber(File(Nip, Polish, sums), IssuingMode.Offline24).Told, what); // The file shows it.
        // The user knows the buyer: what he says goes first.
        Assert.Equal(BuyerBranch.Consumer, Of("<BrakID>1</BrakID>", BuyerBranch.Consumer));
    }

    [Fact]
    public void The_branches_have_their_words_on_the_command_line() => Assert.Equal(
        [("consumer", BuyerBranch.Consumer), ("establishment-takes-no-part", BuyerBranch.EstablishmentTakesNoPart), ("no-nip", BuyerBranch.NoNip), ("no-seat", BuyerBranch.NoSeat),
         ("sme-scheme", BuyerBranch.SmeScheme), ("supply-abroad", BuyerBranch.SupplyAbroad)],
        HandOver.Words.Select(one => (one.Key, one.Value)).OrderBy(one => one.Key, StringComparer.Ordinal));

    [Theory]
    [InlineData(Handed.Confirmation, false, true)]
    [InlineData(Handed.InvoiceLater, false, true)]
    [InlineData(Handed.Invoice, true, false)]
    [InlineData(Handed.Copy, true, false)]
    public void Either_the_invoice_or_a_confirmation_has_its_place(Handed what, bool invoice, bool confirmation)
    {
        var handOver = new HandOver(what, null, false, 2, new("", ""));
        Assert.Equal((invoice, confirmation), (handOver.Invoice, handOver.Confirmation));
    }

    private const string DomesticPl = " Program widzi nabywcę krajowego z NIP; że nie ma on siedziby w Polsce, jego oddział nie bierze udziału w zakupie albo korzysta z procedury SME, nie pokazuje żaden plik.",
        DomesticEn = " The program sees a domestic buyer with a NIP; that he has no seat in Poland, that his establishment takes no part, or that he is under the SME scheme is shown by no file.",
        InFilePl = " Bo nabywca nie ma NIP, jak widać w pliku.", InFileEn = " Because the buyer has no NIP, as the file shows.",
        TotalPl = "Awaria całkowita: fakturę przekazuje się nabywcy w dowolny sposób, bez kodów (art. 106ng).",
        TotalEn = "Total failure: the invoice is handed to the buyer in any way, without codes (art. 106ng).",
        FailurePl = "Awaria: fakturę z dwoma kodami można przekazać każdemu nabywcy w uzgodniony sposób (art. 106nf).",
        FailureEn = "Failure: the invoice with both codes may be handed to any buyer in the agreed way (art. 106nf).",
        KsefOnlyPl = "Nabywca z polskim NIP otrzymuje fakturę tylko w KSeF (art. 106nda ust. 3); wcześniej najwyżej potwierdzenie transakcji.",
        KsefOnlyEn = "A buyer with a Polish NIP receives the invoice in KSeF only (art. 106nda ust. 3); before that at most a transaction confirmation.",
        AgreedPl = "Nabywca dostaje fakturę z dwoma kodami w uzgodniony sposób (art. 106gb ust. 4).",
        AgreedEn = "The buyer is given the invoice with both codes in the agreed way (art. 106gb ust. 4).",
        CopyPl = "Nabywca ma fakturę w KSeF; kopia używana poza nim ma jeden kod i numer KSeF.",
        CopyEn = "The buyer has the invoice in KSeF; a copy used outside it carries one code and the KSeF number.",
        NumberedPl = "Nabywca dostaje fakturę z jednym kodem i numerem KSeF w uzgodniony sposób (art. 106gb ust. 4).",
        NumberedEn = "The buyer is given the invoice with one code and the KSeF number in the agreed way (art. 106gb ust. 4).";

    [Theory]
    [InlineData(IssuingMode.Online, false, Nip, "Zaczekaj na numer KSeF; wcześniej najwyżej potwierdzenie transakcji." + DomesticPl,
        "Wait for the KSeF number; before it at most a transaction confirmation." + DomesticEn)]
    [InlineData(IssuingMode.Online, false, "", "Zaczekaj na numer KSeF i przekaż fakturę w uzgodniony sposób; wcześniej najwyżej potwierdzenie transakcji." + InFilePl,
        "Wait for the KSeF number and hand the invoice over in the agreed way; before it at most a transaction confirmation." + InFileEn)]
    [InlineData(IssuingMode.Offline24, false, Nip, KsefOnlyPl + DomesticPl, KsefOnlyEn + DomesticEn)]
    [InlineData(IssuingMode.Offline24, false, "", AgreedPl + InFilePl, AgreedEn + InFileEn)]
    [InlineData(IssuingMode.Unavailability, false, Nip, KsefOnlyPl + DomesticPl, KsefOnlyEn + DomesticEn)]
    [InlineData(IssuingMode.Failure, false, Nip, FailurePl, FailureEn)]
    [InlineData(IssuingMode.Failure, false, "", FailurePl, FailureEn)]
    [InlineData(IssuingMode.TotalFailure, false, Nip, TotalPl, TotalEn)]
    [InlineData(IssuingMode.TotalFailure, true, "", TotalPl, TotalEn)]
    [InlineData(IssuingMode.Failure, true, Nip, CopyPl + DomesticPl, CopyEn + DomesticEn)]
    [InlineData(IssuingMode.Online, true, "", NumberedPl + InFilePl, NumberedEn + InFileEn)]
    public void What_is_said_names_the_rule_and_the_reason(IssuingMode mode, bool numbered, string number, string pl, string en)
    {
        var file = File(number, Polish);
        var why = (numbered ? HandOver.AfterTheNumber(file, mode) : HandOver.BeforeTheNumber(file, mode)).Why;
        Assert.Equal((pl, en), (why.Pl, why.En));
    }

    [Theory]
    [InlineData(BuyerBranch.SupplyAbroad, "miejsce świadczenia jest poza Polską", "the place of supply is outside Poland")]
    [InlineData(BuyerBranch.NoSeat, "nabywca nie ma w Polsce siedziby ani stałego miejsca prowadzenia działalności", "the buyer has neither seat nor fixed establishment in Poland")]
    [InlineData(BuyerBranch.EstablishmentTakesNoPart, "stałe miejsce prowadzenia działalności nabywcy nie bierze udziału w zakupie", "the buyer's fixed establishment takes no part in the purchase")]
    [InlineData(BuyerBranch.SmeScheme, "nabywca korzysta z procedury SME (art. 113a ust. 1)", "the buyer is under the SME scheme (art. 113a ust. 1)")]
    [InlineData(BuyerBranch.NoNip, "nabywca nie ma NIP", "the buyer has no NIP")]
    [InlineData(BuyerBranch.Consumer, "nabywca jest konsumentem", "the buyer is a consumer")]
    public void Each_branch_has_its_reason(BuyerBranch told, string pl, string en)
    {
        var why = HandOver.BeforeTheNumber(File(Nip, Polish), IssuingMode.Offline24, told).Why;
        Assert.Equal(($"{AgreedPl} Bo {pl}, jak podano.", $"{AgreedEn} Because {en}, as was said."), (why.Pl, why.En));
    }

    [Fact]
    public void Of_an_invoice_in_the_ledger_its_state_its_mode_and_what_was_said_of_the_buyer_count()
    {
        var file = File(Nip, Polish);
        Handed Of(IssuingMode mode, InvoiceState state, BuyerBranch? told = null) => Issued(file, mode, state, told).HandOver(file).What;
        var accepted = new InvoiceState.Accepted("6712345098-20261209-0100001AF629-AF", WorkedDeadlines.Clock("2026-12-09T12:00"), "session", null, null);
        Assert.Equal(Handed.Confirmation, Of(IssuingMode.Offline24, new InvoiceState.Issued()));
        Assert.Equal(Handed.Invoice, Of(IssuingMode.Offline24, new InvoiceState.Issued(), BuyerBranch.NoSeat));
        Assert.Equal(Handed.Invoice, Of(IssuingMode.Failure, new InvoiceState.Issued()));
        Assert.Equal(Handed.InvoiceLater, Of(IssuingMode.Online, new InvoiceState.Issued(), BuyerBranch.NoSeat));
        Assert.Equal(Handed.Copy, Of(IssuingMode.Failure, accepted));
        Assert.Equal(Handed.Copy, Of(IssuingMode.Offline24, accepted));
        Assert.Equal(Handed.Invoice, Of(IssuingMode.Offline24, accepted, BuyerBranch.SmeScheme));
    }

    private static Fa3Invoice File(string number, string address, string sums = Domestic) => Fa3Invoice.Read(Encoding.UTF8.GetBytes($"""
        <Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
          <Podmiot1><DaneIdentyfikacyjne><NIP>5260001246</NIP><Nazwa>Atrament</Nazwa></DaneIdentyfikacyjne></Podmiot1>
          <Podmiot2><DaneIdentyfikacyjne>{number}<Nazwa>Nabywca</Nazwa></DaneIdentyfikacyjne>{address}</Podmiot2>
          <Fa><KodWaluty>PLN</KodWaluty><P_1>2026-12-09</P_1><P_2>FV/1/2026</P_2>{sums}<P_15>123.00</P_15><RodzajFaktury>VAT</RodzajFaktury></Fa>
        </Faktura>
        """));

    private static IssuedInvoice Issued(Fa3Invoice file, IssuingMode mode, InvoiceState state, BuyerBranch? told) => new()
    {
        Id = 1,
        Company = new CompanyId(file.SellerNip.ToString()),
        Seller = file.SellerNip,
        Environment = "test",
        Kind = file.Kind,
        Number = file.Number,
        IssueDate = file.IssueDate,
        IssuedAt = WorkedDeadlines.Clock("2026-12-09T12:00"),
        BuyerName = file.BuyerName,
        BuyerNip = file.BuyerNip,
        Currency = file.Currency,
        Gross = file.Gross,
        Mode = mode,
        ModeReason = new ModeReason.Sentence("a test"),
        ModeEvidence = new ModeEvidence { BuyerTold = told },
        Hash = file.Hash,
        Size = file.Bytes.Length,
        HasAttachment = false,
        KodI = new Uri("https://qr-test.ksef.mf.gov.pl/invoice"),
        KodII = null,
        CertificateSerial = null,
        Deadline = new Deadline(SendingDuty.Send, new DateOnly(2026, 12, 10), "106nda", []),
        State = state,
        HasUpo = false,
    };
}
