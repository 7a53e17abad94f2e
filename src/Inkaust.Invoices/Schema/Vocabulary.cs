namespace Inkaust.Invoices.Schema;

/// <summary>The kinds of value in FA(3), under the names that its schema gives them.</summary>
internal static class Vocabulary
{
    public static readonly TextValue Text20 = new("TZnakowy20", 1, 20);
    public static readonly TextValue Text50 = new("TZnakowy50", 1, 50);
    public static readonly TextValue Text256 = new("TZnakowy", 1, 256);
    public static readonly TextValue Text512 = new("TZnakowy512", 1, 512);
    public static readonly TextValue Cell = new("TZnakowy2", 0, 256);
    public static readonly TextValue LongText = new("TTekstowy", 1, 3500) { Blanks = Blanks.Kept };
    public static readonly TextValue BuyerKey = new("IDNabywcy", 1, 32);
    public static readonly TextValue Gln = new("TGLN", 1, 13);
    public static readonly TextValue Bdo = new("BDO", 1, 9);
    public static readonly TextValue Phone = new("TNumerTelefonu", 1, 16);
    public static readonly TextValue AccountNumber = new("TNrRB", 10, 34) { Blanks = Blanks.Kept, IsAccount = true };
    public static readonly TextValue OtherTaxId = new("TNrIdentyfikacjiPodatkowej", 1, 50) { Blanks = Blanks.MadeSpaces };

    public static readonly TextValue Email = new("TAdresEmail", 3, 255)
    {
        Form = new AroundAt("adres e-mail, np. biuro@firma.pl", "an e-mail address such as office@firm.com"),
    };

    public static readonly NipValue Nip = new();

    public static readonly TextValue InternalId = new("TNIPIdWew", 1, 20)
    {
        Form = new Pattern(@"[1-9]((\d[1-9])|([1-9]\d))\d{7}-\d{5}", "NIP, myślnik i pięć cyfr", "a NIP, a dash and five digits"),
    };

    public static readonly TextValue EuVatNumber = new("TNrVatUE", 1, 12)
    {
        Blanks = Blanks.Kept,
        Form = new Pattern(@"(\d|[A-Z]|\+|\*){1,12}", "do 12 cyfr i wielkich liter, bez prefiksu kraju",
            "up to 12 digits and capital letters, without the country's prefix"),
    };

    public static readonly TextValue KsefNumber = new("TNumerKSeF", 0, 40)
    {
        // The expression of the official schema, in one piece as there.
        Form = new KsefNumberForm(
            @"([1-9]((\d[1-9])|([1-9]\d))\d{7}|M\d{9}|[A-Z]{3}\d{7})-(20[2-9][0-9]|2[1-9][0-9]{2}|[3-9][0-9]{3})(0[1-9]|1[0-2])(0[1-9]|[1-2][0-9]|3[0-1])-([0-9A-F]{6})-?([0-9A-F]{6})-([0-9A-F]{2})",
            "numer KSeF: NIP, data i znaki kontrolne", "a KSeF number: NIP, date and check signs"),
    };

    public static readonly TextValue Swift = new("SWIFT_Type", 8, 11)
    {
        Blanks = Blanks.Kept,
        Form = new Pattern("[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3}){0,1}", "kod SWIFT: 8 albo 11 wielkich liter i cyfr",
            "a SWIFT code: 8 or 11 capital letters and digits"),
    };

    public static readonly TextValue Krs = new("TNrKRS", 10, 10)
    {
        Blanks = Blanks.Kept,
        Form = new Digits(10, 10, "dziesięć cyfr", "ten digits"),
    };

    public static readonly TextValue Regon = new("TNrREGON", 9, 14)
    {
        Blanks = Blanks.Kept,
        Form = new Digits(9, 14, "9 albo 14 cyfr", "9 or 14 digits"),
    };

    public static readonly TextValue PaymentLink = new("LinkDoPlatnosci", 1, 512)
    {
        // As well.
        Form = new Pattern(
            @"(https?)://([a-zA-Z0-9][a-zA-Z0-9-]*\.)+[a-zA-Z]{2,}(:[0-9]{1,5})?(/[^\s?#]*)?\?([^#\s]*&)?IPKSeF=[0-9]{3}[a-zA-Z0-9]{10}(&[^#\s]*)?(#.*)?",
            "adres http(s) z parametrem IPKSeF=", "an http(s) address with the parameter IPKSeF="),
    };

    public static readonly TextValue PaymentId = new("IPKSeF", 1, 13)
    {
        Form = new Pattern("[0-9]{3}[a-zA-Z0-9]{10}", "trzy cyfry i dziesięć liter lub cyfr", "three digits and ten letters or digits"),
    };

    public static readonly DecimalValue Amount = new("TKwotowy", 16, 2, Fa3Kind.Amount);
    public static readonly DecimalValue UnitPrice = new("TKwotowy2", 14, 8, Fa3Kind.Amount);
    public static readonly DecimalValue Quantity = new("TIlosci", 16, 6, Fa3Kind.Quantity);
    public static readonly PercentValue Percent = new("TProcentowy");
    public static readonly WholeNumberValue LineNumber = new("TNaturalny", 1, 99_999_999_999_999);
    public static readonly WholeNumberValue AnyWholeNumber = new("integer", null, null);

    public static readonly DateValue Date2006 = new("TDataT", new(2006, 1, 1), new(2050, 1, 1));
    public static readonly DateValue Date2016 = new("TData", new(2016, 7, 1), new(2050, 1, 1));
    public static readonly DateValue Date1990 = new("TDataU", new(1990, 1, 1), new(2050, 1, 1));
    public static readonly InstantValue Created = new("DataWytworzeniaFa", new(2025, 9, 1), new DateTime(2050, 1, 1, 23, 59, 59));
    public static readonly InstantValue Instant = new("TDataCzas", new(2021, 10, 1), new DateTime(2050, 1, 1, 23, 59, 59));

    public static readonly CodeValue Country = new("TKodKraju", CodeLists.Countries) { Meant = code => Countries.Meant(code, ofVatNumber: false) };
    public static readonly CodeValue EuCountry = new("TKodyKrajowUE", CodeLists.EuCountries)
    {
        Meant = code => Countries.Meant(code, ofVatNumber: true),
    };
    public static readonly CodeValue Currency = new("TKodWaluty", CodeLists.Currencies);
    public static readonly CodeValue FormCode = new("TKodFormularza", "FA") { Blanks = Blanks.Kept };

    /// <summary>1 and nothing else: the element says yes by standing there.</summary>
    public static readonly NumberCodeValue Yes = new("TWybor1", ("1", "tak", "yes")) { IsMark = true };

    /// <summary>1 is yes, 2 is no.</summary>
    public static readonly NumberCodeValue YesOrNo = new("TWybor1_2", ("1", "tak", "yes"), ("2", "nie", "no")) { IsMark = true };

    public static readonly NumberCodeValue FormVariant = new("WariantFormularza", ("3", "FA(3)", "FA(3)"));

    public static readonly NumberCodeValue PartPayments = new("TWybor1_2",
        ("1", "zapłacono część", "part is paid"), ("2", "zapłacono wszystko w częściach", "all is paid, in parts"));

    public static readonly NumberCodeValue PaymentMethod = new("TFormaPlatnosci",
        ("1", "gotówka", "cash"), ("2", "karta", "card"), ("3", "bon", "voucher"), ("4", "czek", "cheque"),
        ("5", "kredyt", "credit"), ("6", "przelew", "bank transfer"), ("7", "mobilna", "mobile payment"));

    public static readonly NumberCodeValue Load = new("TLadunek",
        ("1", "bańka", "can"), ("2", "beczka", "barrel"), ("3", "butla", "cylinder"), ("4", "karton", "carton"),
        ("5", "kanister", "canister"), ("6", "klatka", "cage"), ("7", "kontener", "container"), ("8", "kosz lub koszyk", "basket"),
        ("9", "łubianka", "punnet"), ("10", "opakowanie zbiorcze", "collective packaging"), ("11", "paczka", "parcel"), ("12", "pakiet", "bundle"),
        ("13", "paleta", "pallet"), ("14", "pojemnik", "bin"), ("15", "pojemnik do ładunków masowych stałych", "bulk container, solids"),
        ("16", "pojemnik do ładunków masowych w postaci płynnej", "bulk container, liquids"), ("17", "pudełko", "box"), ("18", "puszka", "tin"),
        ("19", "skrzynia", "crate"), ("20", "worek", "sack"));

    public static readonly NumberCodeValue Transport = new("TRodzajTransportu",
        ("1", "transport morski", "sea transport"), ("2", "transport kolejowy", "rail transport"), ("3", "transport drogowy", "road transport"),
        ("4", "transport lotniczy", "air transport"), ("5", "przesyłka pocztowa", "postal consignment"),
        ("7", "stałe instalacje przesyłowe", "fixed installations"), ("8", "żegluga śródlądowa", "inland waterway"));

    public static readonly NumberCodeValue BankOwnAccount = new("TRachunekWlasnyBanku",
        ("1", "do rozliczeń z tytułu nabywanych wierzytelności", "for settling acquired receivables"),
        ("2", "do pobrania należności od nabywcy", "for collecting what the buyer owes"),
        ("3", "gospodarki własnej banku", "of the bank's own business"));

    public static readonly NumberCodeValue TaxpayerStatus = new("TStatusInfoPodatnika",
        ("1", "w stanie likwidacji", "in liquidation"), ("2", "w trakcie postępowania restrukturyzacyjnego", "in restructuring proceedings"),
        ("3", "w stanie upadłości", "in bankruptcy"), ("4", "przedsiębiorstwo w spadku", "enterprise in inheritance"));

    public static readonly NumberCodeValue AuthorisedRole = new("TRolaPodmiotuUpowaznionego",
        ("1", "organ egzekucyjny", "enforcement authority"), ("2", "komornik sądowy", "court bailiff"),
        ("3", "przedstawiciel podatkowy", "tax representative"));

    public static readonly NumberCodeValue ThirdPartyRole = new("TRolaPodmiotu3",
        ("1", "faktor", "factor"), ("2", "odbiorca", "recipient"), ("3", "podmiot pierwotny", "original entity"),
        ("4", "dodatkowy nabywca", "additional buyer"), ("5", "wystawca faktury", "issuer of the invoice"), ("6", "dokonujący płatności", "payer"),
        ("7", "jednostka samorządu terytorialnego – wystawca", "local government unit – issuer"),
        ("8", "jednostka samorządu terytorialnego – odbiorca", "local government unit – recipient"),
        ("9", "członek grupy VAT – wystawca", "member of a VAT group – issuer"),
        ("10", "członek grupy VAT – odbiorca", "member of a VAT group – recipient"),
        ("11", "pracownik", "employee"));

    public static readonly NumberCodeValue CorrectionEffect = new("TTypKorekty",
        ("1", "w dacie ujęcia faktury pierwotnej", "on the date of the original invoice"),
        ("2", "w dacie wystawienia faktury korygującej", "on the date of the corrective invoice"),
        ("3", "w innej dacie lub w różnych datach dla różnych pozycji", "on another date, or on different dates for different lines"));

    public static readonly CodeValue Kind = new("TRodzajFaktury", ["VAT", "KOR", "ZAL", "ROZ", "UPR", "KOR_ZAL", "KOR_ROZ"],
        ("VAT", "faktura", "invoice"), ("KOR", "faktura korygująca", "corrective invoice"), ("ZAL", "faktura zaliczkowa", "advance invoice"),
        ("ROZ", "faktura rozliczeniowa", "settlement invoice"), ("UPR", "faktura uproszczona", "simplified invoice"),
        ("KOR_ZAL", "faktura korygująca fakturę zaliczkową", "corrective invoice to an advance invoice"),
        ("KOR_ROZ", "faktura korygująca fakturę rozliczeniową", "corrective invoice to a settlement invoice"));

    public static readonly CodeValue Rate = new("TStawkaPodatku",
        ["23", "22", "8", "7", "5", "4", "3", "0 KR", "0 WDT", "0 EX", "zw", "oo", "np I", "np II"],
        ("0 KR", "0% kraj", "0% domestic"), ("0 WDT", "0% WDT", "0% intra-EU supply"), ("0 EX", "0% eksport", "0% export"),
        ("zw", "zwolniona od podatku", "exempt"), ("oo", "odwrotne obciążenie", "reverse charge"),
        ("np I", "poza terytorium kraju", "outside Poland"), ("np II", "usługi z art. 100 ust. 1 pkt 4", "services of art. 100(1)(4)"))
    { IsVatRate = true };

    public static readonly CodeValue Procedure = new("TOznaczenieProcedury",
        "WSTO_EE IED TT_D I_42 I_63 B_SPV B_SPV_DOSTAWA B_MPV_PROWIZJA")
    { Blanks = Blanks.Collapsed };

    public static readonly CodeValue OrderProcedure = new("TOznaczenieProceduryZ",
        "WSTO_EE IED TT_D B_SPV B_SPV_DOSTAWA B_MPV_PROWIZJA")
    { Blanks = Blanks.Collapsed };

    public static readonly CodeValue Gtu = new("TGTU",
        [.. Enumerable.Range(1, 13).Select(number => $"GTU_{number:00}")])
    { Blanks = Blanks.Collapsed };
}
