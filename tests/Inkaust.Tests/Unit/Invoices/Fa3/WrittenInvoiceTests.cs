using Inkaust.Invoices;

namespace Inkaust.Tests.Invoices;

/// <summary>Parties, sums, payment and corrections: how they are written, and how they are read again.</summary>
public class WrittenInvoiceTests
{
    private static readonly DateOnly Day = new(2026, 11, 20);
    private static readonly Nip Nip = Nip.Parse("7792468135");
    private static readonly Address Rynek = new() { Country = "PL", Line1 = "Rynek 1" };

    private static readonly List<Case> Parts =
    [
        new("a buyer with a NIP", Of(new Party { Nip = Nip, Name = "a" }), "Podmiot2/DaneIdentyfikacyjne", "<NIP>7792468135</NIP><Nazwa>a</Nazwa>"),
        new("from the Union", Of(new Party { EuVat = EuVatNumber.Parse("DE811907980") }), "Podmiot2/DaneIdentyfikacyjne",
            "<KodUE>DE</KodUE><NrVatUE>811907980</NrVatUE>"),
        new("from elsewhere", Of(new Party { ForeignId = new() { Country = "US", Number = "1" } }), "Podmiot2/DaneIdentyfikacyjne",
            "<KodKraju>US</KodKraju><NrID>1</NrID>"),
        new("from nobody knows where", Of(new Party { ForeignId = new() { Number = "1" } }), "Podmiot2/DaneIdentyfikacyjne", "<NrID>1</NrID>"),
        new("a consumer", Of(new Party { Name = "a" }), "Podmiot2/DaneIdentyfikacyjne", "<BrakID>1</BrakID><Nazwa>a</Nazwa>"),
        new("all of a buyer", Of(new Party
        {
            Eori = "e", Address = Rynek with { Gln = "g" }, MailingAddress = new Address { Country = "DE", Line1 = "1", Line2 = "2" }, Email = "a@b",
                OtherContacts = [new() { Phone = "2" }],
            CustomerNumber = "n", Key = "k", LocalGovernment = true, VatGroup = false, EuPrefix = "PL", Status = TaxpayerStatus.Bankruptcy,
        }), "Podmiot2", "<NrEORI>e</NrEORI><DaneIdentyfikacyjne><BrakID>1</BrakID></DaneIdentyfikacyjne><Adres><KodKraju>PL</KodKraju>"
            + "<AdresL1>Rynek 1</AdresL1><GLN>g</GLN></Adres>"
            + "<AdresKoresp><KodKraju>DE</KodKraju><AdresL1>1</AdresL1><AdresL2>2</AdresL2></AdresKoresp>"
            + "<DaneKontaktowe><Email>a@b</Email></DaneKontaktowe>"
            + "<DaneKontaktowe><Telefon>2</Telefon></DaneKontaktowe><NrKlienta>n</NrKlienta><IDNabywcy>k</IDNabywcy><JST>1</JST><GV>2</GV>"),
        new("a member of a VAT group", Of(new Party { VatGroup = true, Phone = "1" }), "Podmiot2",
            "<DaneIdentyfikacyjne><BrakID>1</BrakID></DaneIdentyfikacyjne><DaneKontaktowe><Telefon>1</Telefon></DaneKontaktowe><JST>2</JST>"
            + "<GV>1</GV>"),
        new("all of a seller", Written.Draft with
        {
            Seller = new Party { Nip = Nip, Name = "a", EuPrefix = "PL", Eori = "e", Status = TaxpayerStatus.Succession,
                EuVat = EuVatNumber.Parse("DE811907980") },
        }, "Podmiot1", "<PrefiksPodatnika>PL</PrefiksPodatnika><NrEORI>e</NrEORI><DaneIdentyfikacyjne><NIP>7792468135</NIP>"
            + "<Nazwa>a</Nazwa></DaneIdentyfikacyjne>"
            + "<StatusInfoPodatnika>4</StatusInfoPodatnika>"),
        new("a unit", Third(new ThirdParty { InternalId = "i", Name = "a", Role = ThirdPartyRole.VatGroupRecipient, Share = 12.5m }), "Podmiot3",
            "<DaneIdentyfikacyjne><IDWew>i</IDWew><Nazwa>a</Nazwa></DaneIdentyfikacyjne><Rola>10</Rola><Udzial>12.5</Udzial>"),
        new("a third party in words", Third(new ThirdParty { Nip = Nip, Key = "k", Eori = "e", OtherRole = "r", CustomerNumber = "n",
            Email = "a@b" }), "Podmiot3",
            "<IDNabywcy>k</IDNabywcy><NrEORI>e</NrEORI><DaneIdentyfikacyjne><NIP>7792468135</NIP></DaneIdentyfikacyjne>"
            + "<DaneKontaktowe><Email>a@b</Email></DaneKontaktowe>"
            + "<RolaInna>1</RolaInna><OpisRoli>r</OpisRoli><NrKlienta>n</NrKlienta>"),
        new("a bailiff", Written.Draft with { Authorised = new() { Nip = Nip, Eori = "e", Email = "a@b", Phone = "1",
            Role = AuthorisedRole.Bailiff } }, "PodmiotUpowazniony",
            "<NrEORI>e</NrEORI><DaneIdentyfikacyjne><NIP>7792468135</NIP></DaneIdentyfikacyjne><DaneKontaktowe><EmailPU>a@b</EmailPU>"
            + "<TelefonPU>1</TelefonPU></DaneKontaktowe><RolaPU>2</RolaPU>"),

        new("charges", Settled(new Settlement { Charges = [new() { Amount = 1, Reason = "r" }, new() { Amount = 2, Reason = "s" }] }),
            "Fa/Rozliczenie",
            "<Obciazenia><Kwota>1.00</Kwota><Powod>r</Powod></Obciazenia><Obciazenia><Kwota>2.00</Kwota><Powod>s</Powod></Obciazenia>"
            + "<SumaObciazen>3.00</SumaObciazen><DoZaplaty>126.00</DoZaplaty>"),
        new("deductions of all", Settled(new Settlement { Deductions = [new() { Amount = 123, Reason = "r" }] }), "Fa/Rozliczenie",
            "<Odliczenia><Kwota>123.00</Kwota><Powod>r</Powod></Odliczenia><SumaOdliczen>123.00</SumaOdliczen><DoZaplaty>0.00</DoZaplaty>"),
        new("deductions of more", Settled(new Settlement { Deductions = [new() { Amount = 123.01m, Reason = "r" }] }), "Fa/Rozliczenie",
            "<Odliczenia><Kwota>123.01</Kwota><Powod>r</Powod></Odliczenia><SumaOdliczen>123.01</SumaOdliczen><DoRozliczenia>0.01</DoRozliczenia>"),
        new("sums as given", Settled(new Settlement { ChargesSum = 1, DeductionsSum = 2 }), "Fa/Rozliczenie",
            "<SumaObciazen>1.00</SumaObciazen><SumaOdliczen>2.00</SumaOdliczen><DoZaplaty>123.00</DoZaplaty>"),
        new("to pay as given", Settled(new Settlement { ToPay = 5 }), "Fa/Rozliczenie", "<DoZaplaty>5.00</DoZaplaty>"),
        new("to settle as given", Settled(new Settlement { ToSettle = 5 }), "Fa/Rozliczenie", "<DoRozliczenia>5.00</DoRozliczenia>"),

        new("paid", Paying(new Payment { PaidOn = Day }), "Fa/Platnosc", "<Zaplacono>1</Zaplacono><DataZaplaty>2026-11-20</DataZaplaty>"),
        new("paid in part", Paying(new Payment { Parts = [new() { Amount = 1, Date = Day, Method = PaymentMethod.Card },
            new() { Amount = 2, Date = Day, OtherMethod = "w" }] }), "Fa/Platnosc",
            "<ZnacznikZaplatyCzesciowej>1</ZnacznikZaplatyCzesciowej><ZaplataCzesciowa><KwotaZaplatyCzesciowej>1.00</KwotaZaplatyCzesciowej>"
            + "<DataZaplatyCzesciowej>2026-11-20</DataZaplatyCzesciowej><FormaPlatnosci>2</FormaPlatnosci></ZaplataCzesciowa>"
            + "<ZaplataCzesciowa><KwotaZaplatyCzesciowej>2.00"
            + "</KwotaZaplatyCzesciowej><DataZaplatyCzesciowej>2026-11-20</DataZaplatyCzesciowej><PlatnoscInna>1</PlatnoscInna>"
            + "<OpisPlatnosci>w</OpisPlatnosci></ZaplataCzesciowa>"),
        new("paid in full by parts", Paying(new Payment { PaidInFullByParts = true, Parts = [new() { Amount = 1, Date = Day }] }),
            "Fa/Platnosc/ZnacznikZaplatyCzesciowej", "2"),
        new("in full without parts", Paying(new Payment { PaidInFullByParts = true }), "Fa/Platnosc", ""),
        new("due by a day", Paying(new Payment { Due = Day }), "Fa/Platnosc", "<TerminPlatnosci><Termin>2026-11-20</Termin></TerminPlatnosci>"),
        new("due in days", Paying(new Payment { DueInDays = 9 }), "Fa/Platnosc", "<TerminPlatnosci><Termin>2026-12-01</Termin></TerminPlatnosci>"),
        new("due in days, without a date", Paying(new Payment { DueInDays = 9 }) with { IssueDate = null }, "Fa/Platnosc", ""),
        new("due otherwise", Paying(new Payment { Due = Day, OtherDue = [new() { Date = Day, Count = 3, Unit = "dni", After = "x" },
            new() { After = "y" }] }), "Fa/Platnosc",
            "<TerminPlatnosci><Termin>2026-11-20</Termin></TerminPlatnosci><TerminPlatnosci><Termin>2026-11-20</Termin><TerminOpis><Ilosc>3</Ilosc>"
            + "<Jednostka>dni</Jednostka>"
            + "<ZdarzeniePoczatkowe>x</ZdarzeniePoczatkowe></TerminOpis></TerminPlatnosci>"
            + "<TerminPlatnosci><TerminOpis><ZdarzeniePoczatkowe>y</ZdarzeniePoczatkowe></TerminOpis></TerminPlatnosci>"),
        new("due after a count alone", Paying(new Payment { OtherDue = [new() { Count = 3 }, new() { Unit = "dni" }] }), "Fa/Platnosc",
            "<TerminPlatnosci><TerminOpis><Ilosc>3</Ilosc></TerminOpis></TerminPlatnosci><TerminPlatnosci><TerminOpis><Jednostka>dni</Jednostka>"
            + "</TerminOpis></TerminPlatnosci>"),
        new("where to pay", Paying(new Payment
        {
            OtherMethod = "w", Account = new() { Number = "1", Swift = "s", OwnedByBank = BankOwnAccount.Collection, Bank = "b", Description = "d" },
                OtherAccounts = [new() { Number = "2" }],
            FactorAccounts = [new() { Number = "3" }], EarlyPayment = new() { Conditions = "c", Discount = "d" }, Link = "l", PaymentId = "p",
        }), "Fa/Platnosc", "<PlatnoscInna>1</PlatnoscInna><OpisPlatnosci>w</OpisPlatnosci><RachunekBankowy><NrRB>1</NrRB><SWIFT>s</SWIFT>"
            + "<RachunekWlasnyBanku>2</RachunekWlasnyBanku>"
            + "<NazwaBanku>b</NazwaBanku><OpisRachunku>d</OpisRachunku></RachunekBankowy><RachunekBankowy><NrRB>2</NrRB></RachunekBankowy>"
            + "<RachunekBankowyFaktora><NrRB>3</NrRB></RachunekBankowyFaktora><Skonto><WarunkiSkonta>c</WarunkiSkonta>"
            + "<WysokoscSkonta>d</WysokoscSkonta></Skonto>"
            + "<LinkDoPlatnosci>l</LinkDoPlatnosci><IPKSeF>p</IPKSeF>"),

        new("an advance that KSeF knows", Written.Draft with { Advances = [new() { KsefNumber = "k", Number = "n" }] }, "Fa/FakturaZaliczkowa",
            "<NrKSeFFaZaliczkowej>k</NrKSeFFaZaliczkowej>"),
        new("an advance from outside", Written.Draft with { Advances = [new() { Number = "n" }] }, "Fa/FakturaZaliczkowa",
            "<NrKSeFZN>1</NrKSeFZN><NrFaZaliczkowej>n</NrFaZaliczkowej>"),
        new("a corrected invoice that KSeF knows", Correcting(new() { Invoices = [new() { Number = "n", IssueDate = Day, KsefNumber = "k" }] }),
            "Fa/DaneFaKorygowanej",
            "<DataWystFaKorygowanej>2026-11-20</DataWystFaKorygowanej><NrFaKorygowanej>n</NrFaKorygowanej><NrKSeF>1</NrKSeF>"
            + "<NrKSeFFaKorygowanej>k</NrKSeFFaKorygowanej>"),
        new("a corrected invoice from outside", Correcting(new() { Invoices = [new() { Number = "n", IssueDate = Day }] }), "Fa/DaneFaKorygowanej",
            "<DataWystFaKorygowanej>2026-11-20</DataWystFaKorygowanej><NrFaKorygowanej>n</NrFaKorygowanej><NrKSeFN>1</NrKSeFN>"),
        new("the seller before", Correcting(new() { Invoices = [],
            SellerBefore = new() { EuPrefix = "PL", Nip = Nip, Name = "a", Address = Rynek } }), "Fa/Podmiot1K",
            "<PrefiksPodatnika>PL</PrefiksPodatnika><DaneIdentyfikacyjne><NIP>7792468135</NIP><Nazwa>a</Nazwa></DaneIdentyfikacyjne>"
            + "<Adres><KodKraju>PL</KodKraju><AdresL1>Rynek 1</AdresL1></Adres>"),
        new("the buyer before", Correcting(new() { Invoices = [], BuyersBefore = [new() { Name = "a", Address = Rynek, Key = "k" }] }),
            "Fa/Podmiot2K",
            "<DaneIdentyfikacyjne><BrakID>1</BrakID><Nazwa>a</Nazwa></DaneIdentyfikacyjne><Adres><KodKraju>PL</KodKraju>"
            + "<AdresL1>Rynek 1</AdresL1></Adres><IDNabywcy>k</IDNabywcy>"),

        new("an exemption", Noted(new() { Exemption = new() { PolishLaw = "a", Directive = "b", Other = "c" } }), "Fa/Adnotacje/Zwolnienie",
            "<P_19>1</P_19><P_19A>a</P_19A><P_19B>b</P_19B><P_19C>c</P_19C>"),
        new("no exemption", Noted(new()), "Fa/Adnotacje/Zwolnienie", "<P_19N>1</P_19N>"),
        new("travel agents", Noted(new() { Margin = MarginScheme.TravelAgents }), "Fa/Adnotacje/PMarzy",
            "<P_PMarzy>1</P_PMarzy><P_PMarzy_2>1</P_PMarzy_2>"),
        new("second-hand goods", Noted(new() { Margin = MarginScheme.SecondHandGoods }), "Fa/Adnotacje/PMarzy",
            "<P_PMarzy>1</P_PMarzy><P_PMarzy_3_1>1</P_PMarzy_3_1>"),
        new("works of art", Noted(new() { Margin = MarginScheme.WorksOfArt }), "Fa/Adnotacje/PMarzy",
            "<P_PMarzy>1</P_PMarzy><P_PMarzy_3_2>1</P_PMarzy_3_2>"),
        new("antiques", Noted(new() { Margin = MarginScheme.Antiques }), "Fa/Adnotacje/PMarzy",
            "<P_PMarzy>1</P_PMarzy><P_PMarzy_3_3>1</P_PMarzy_3_3>"),
        new("no margin", Noted(new()), "Fa/Adnotacje/PMarzy", "<P_PMarzyN>1</P_PMarzyN>"),
        new("cash accounting", Noted(new() { CashAccounting = true }), "Fa/Adnotacje/P_16", "1"),
        new("self-billing", Noted(new() { SelfBilling = true }), "Fa/Adnotacje/P_17", "1"),
        new("reverse charge", Noted(new() { ReverseCharge = true }), "Fa/Adnotacje/P_18", "1"),
        new("split payment", Noted(new() { SplitPayment = true }), "Fa/Adnotacje/P_18A", "1"),
        new("a triangle", Noted(new() { TriangularTransaction = true }), "Fa/Adnotacje/P_23", "1"),
        new("a new boat", Noted(new() { NewVehicles = new() { Article42Section5 = true,
            Vehicles = [new() { FirstUse = Day, Line = 1, HoursSailed = "9", HullNumber = "h" }] } }),
            "Fa/Adnotacje/NoweSrodkiTransportu", "<P_22>1</P_22><P_42_5>1</P_42_5><NowySrodekTransportu><P_22A>2026-11-20</P_22A>"
            + "<P_NrWierszaNST>1</P_NrWierszaNST>"
            + "<P_22C>9</P_22C><P_22C1>h</P_22C1></NowySrodekTransportu>"),
        new("no new vehicle", Noted(new()), "Fa/Adnotacje/NoweSrodkiTransportu", "<P_22N>1</P_22N>"),

        new("a moment in UTC", Carried(new() { StartsAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero) }),
            "Fa/WarunkiTransakcji/Transport/DataGodzRozpTransportu", "2026-01-02T03:04:05Z"),
        new("a moment elsewhere", Carried(new() { EndsAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 250, TimeSpan.FromHours(-1)) }),
            "Fa/WarunkiTransakcji/Transport/DataGodzZakTransportu", "2026-01-02T03:04:05.25-01:00"),
        new("another carriage", Carried(new() { OtherKind = "k", OtherLoad = "l" }), "Fa/WarunkiTransakcji/Transport",
            "<TransportInny>1</TransportInny><OpisInnegoTransportu>k</OpisInnegoTransportu><LadunekInny>1</LadunekInny>"
            + "<OpisInnegoLadunku>l</OpisInnegoLadunku>"),
        new("a carriage of the list", Carried(new() { Kind = TransportKind.InlandWaterway, Load = Load.Sack }), "Fa/WarunkiTransakcji/Transport",
            "<RodzajTransportu>8</RodzajTransportu><OpisLadunku>20</OpisLadunku>"),
        new("an intermediary", Written.Draft with { Terms = new() { Intermediary = true } }, "Fa/WarunkiTransakcji",
            "<PodmiotPosredniczacy>1</PodmiotPosredniczacy>"),

        new("a footer alone", Written.Draft with { Footer = ["a", "b"] }, "Stopka",
            "<Informacje><StopkaFaktury>a</StopkaFaktury></Informacje><Informacje><StopkaFaktury>b</StopkaFaktury></Informacje>"),
        new("a register alone", Written.Draft with { Registers = [new() { FullName = "f", Krs = "k", Regon = "r", Bdo = "b" }] }, "Stopka",
            "<Rejestry><PelnaNazwa>f</PelnaNazwa><KRS>k</KRS><REGON>r</REGON><BDO>b</BDO></Rejestry>"),
        new("a table", Written.Draft with
        {
            Attachment = new()
            {
                Blocks = [new() { Facts = [new() { Name = "n", Text = "t" }],
                    Tables = [new() { Columns = [new() { Name = "c", Type = ColumnType.Datetime }], Rows = [["", "1"]], Summary = ["2"] }] }],
            },
        }, "Zalacznik/BlokDanych", "<MetaDane><ZKlucz>n</ZKlucz><ZWartosc>t</ZWartosc></MetaDane>"
            + "<Tabela><TNaglowek><Kol Typ=\"datetime\"><NKom>c</NKom></Kol></TNaglowek>"
            + "<Wiersz><WKom /><WKom>1</WKom></Wiersz><Suma><SKom>2</SKom></Suma></Tabela>"),
        new("a receipt", Written.Draft with { ForReceipt = true }, "Fa/FP", "1"),
        new("related parties", Written.Draft with { RelatedParties = true }, "Fa/TP", "1"),
        new("neither", Written.Draft, "Fa/TP", ""),
        new("an amount goes to a grosz, halves up", Written.Draft with { Due = 1.005m }, "Fa/P_15", "1.01"),
        new("tax of a rate without tax is not written", Written.Draft with { Sums = [new() { Bucket = TaxBucket.ZeroDomestic, Net = 1, Vat = 0 }] },
            "Fa/P_14_6_1", ""),
        new("tax of another Member State is", Written.Draft with { Sums = [new() { Bucket = TaxBucket.OneStopShop, Net = 1, Vat = 2 }] }, "Fa/P_14_5",
            "2.00"),
        new("the moment of making is in UTC", Written.Draft, "Naglowek/DataWytworzeniaFa", "2026-11-22T08:30:00Z"),
        new("the program that made it", Written.Draft, "Naglowek/SystemInfo", "Inkaust"),
    ];

    public static TheoryData<string> Names => [.. Parts.Select(one => one.What)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_part_is_written_with_what_it_has(string what)
    {
        var (_, draft, path, expected) = Parts.Single(one => one.What == what);
        Assert.Equal(expected, Written.At(draft, path));
    }

    [Theory]
    [InlineData(InvoiceKind.Vat, "VAT")]
    [InlineData(InvoiceKind.Kor, "KOR")]
    [InlineData(InvoiceKind.Zal, "ZAL")]
    [InlineData(InvoiceKind.Roz, "ROZ")]
    [InlineData(InvoiceKind.Upr, "UPR")]
    [InlineData(InvoiceKind.KorZal, "KOR_ZAL")]
    [InlineData(InvoiceKind.KorRoz, "KOR_ROZ")]
    public void A_kind_has_its_word_in_FA3(InvoiceKind kind, string word)
    {
        var draft = Written.Draft with { Kind = kind };
        Assert.Equal(word, Written.At(draft, "Fa/RodzajFaktury"));
        Assert.Equal(kind, Written.ReadAgain(draft).Kind);
    }

    private sealed record Case(string What, InvoiceDraft Draft, string Path, string Expected);

    private static InvoiceDraft Of(Party buyer) => Written.Draft with { Buyer = buyer };

    private static InvoiceDraft Third(ThirdParty party) => Written.Draft with { ThirdParties = [party] };

    private static InvoiceDraft Settled(Settlement settlement) => Written.Draft with { Settlement = settlement };

    private static InvoiceDraft Paying(Payment payment) => Written.Draft with { Payment = payment };

    private static InvoiceDraft Correcting(Correction correction) => Written.Draft with { Kind = InvoiceKind.Kor, Correction = correction };

    private static InvoiceDraft Noted(Annotations annotations) => Written.Draft with { Annotations = annotations };

    private static InvoiceDraft Carried(Transport transport) => Written.Draft with { Terms = new TransactionTerms { Transport = [transport] } };
}
