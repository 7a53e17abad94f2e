using Inkaust.Invoices;

namespace Inkaust.Pocket.Writing;

/// <summary>By what a field of a draft is entered.</summary>
public enum ControlKind
{
    Text,

    /// <summary>A text of several lines.</summary>
    Long,

    Date,

    /// <summary>A day and a time of day, in Poland.</summary>
    Moment,

    Amount,

    Price,

    /// <summary>A quantity, a rate of exchange or a share: as many places as it has.</summary>
    Number,

    Whole,

    Rate,

    /// <summary>One of the words that the schema lists, each with what it means.</summary>
    Choice,

    Tick,

    Country,

    Currency,

    Goods,

    Procedure,

    Address,

    Account,

    /// <summary>A record, by the form that is named.</summary>
    Form,

    /// <summary>A list of records, each by the form that is named.</summary>
    List,

    Texts,

    Addresses,

    Accounts,

    /// <summary>The cells of an attachment's table.</summary>
    Cells,

    /// <summary>It has its place in the parts of the editor that are written by hand: buyer, lines, payment, number, dates.</summary>
    ByHand,
}

/// <summary>A field of a draft and how it is entered.</summary>
/// <param name="Name">Its name in the draft.</param>
/// <param name="Kind">By what.</param>
/// <param name="Of">The form of the record or of each record of the list; empty for anything else.</param>
/// <param name="Label">What stands beside it.</param>
public sealed record Control(string Name, ControlKind Kind, string Of, Wording Label);

/// <summary>A form for a record of a draft; one record may have several, by what FA(3) knows of it where it stands.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Record">The record.</param>
/// <param name="Usual">The fields that are always shown.</param>
/// <param name="Rare">Those behind "more".</param>
public sealed record Form(string Name, string Record, IReadOnlyList<Control> Usual, IReadOnlyList<Control> Rare)
{
    /// <summary>All of them.</summary>
    public IEnumerable<Control> All => Usual.Concat(Rare);

    /// <summary>What its record has besides, and no other control writes: FA(3) does not know it here, and somebody may have it in the JSON.</summary>
    public IEnumerable<Control> Strange => Record == "InvoiceDraft" ? []
        : Controls.OfRecord(Record).Where(one => one.Kind != ControlKind.ByHand && !All.Contains(one) && !Elsewhere.Contains(one.Name));

    // What the parts that are written by hand have of the same record.
    private string[] Elsewhere => Name switch
    {
        "BuyerMore" => ["name", "nip", "euVat", "foreignId", "address", "email"],
        "LineMore" or "LineOfCorrection" => ["name", "quantity", "unit", "price", "rate"],
        _ => [],
    };
}

/// <summary>Every field that a draft knows, and how a person enters it. A test compares this with the schema of drafts.</summary>
internal static class Controls
{
    private static readonly Dictionary<string, Dictionary<string, Control>> Fields = ReadFields();

    private static readonly Dictionary<string, Form> Forms = ReadForms();

    /// <summary>The records of which something is said here.</summary>
    public static IReadOnlyCollection<string> Records => Fields.Keys;

    /// <summary>The forms.</summary>
    public static IReadOnlyCollection<Form> All => Forms.Values;

    /// <summary>The controls of a record, in the order in which they are listed.</summary>
    public static IReadOnlyCollection<Control> OfRecord(string record) => Fields[record].Values;

    public static Form Named(string form) => Forms[form];

    private static Dictionary<string, Dictionary<string, Control>> ReadFields()
    {
        var fields = new Dictionary<string, Dictionary<string, Control>>(StringComparer.Ordinal);
        var record = "";
        foreach (var row in FieldTable.Split('\n'))
        {
            if (!row.StartsWith(' '))
            {
                // A record that is another one with more begins with the fields of that.
                var names = row.Split(" : ");
                fields.Add(record = names[0].Trim(), names.Length > 1 ? new(fields[names[1].Trim()], StringComparer.Ordinal) : new(StringComparer.Ordinal));
                continue;
            }
            if (row.Split(" | ") is not [var name, var kind, var pl, var en]) throw new InvalidOperationException($"Not a row of the table: {row}");
            var words = kind.Trim().Split(' ');
            fields[record].Add(name.Trim(), new Control(
                name.Trim(), Enum.Parse<ControlKind>(words[0]), words.Length > 1 ? words[1] : "", new Wording(pl.Trim(), en.Trim())));
        }
        return fields;
    }

    private static Dictionary<string, Form> ReadForms()
    {
        var forms = new Dictionary<string, Form>(StringComparer.Ordinal);
        foreach (var row in FormTable.Replace("\\\n", "").Split('\n'))
        {
            if (row.Split(" = ") is not [var name, var is_] || is_.Split(": ") is not [var record, var listed])
                throw new InvalidOperationException($"Not a row of the table: {row}");
            var parts = listed.Split(';');
            IReadOnlyList<Control> Read(string names) => [.. names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => Fields[record][one])];
            forms.Add(name.Trim(), new Form(name.Trim(), record, Read(parts[0]), parts.Length > 1 ? Read(parts[1]) : []));
        }
        return forms;
    }

    // A form = its record: what is always shown; what is behind "more". A row that ends in \ goes on in the next one.
    private const string FormTable = """
        Dates = InvoiceDraft: salePeriod issuePlace
        Money = InvoiceDraft: currency exchangeRate; advanceExchangeRate
        Correcting = InvoiceDraft: correction
        AdvanceInvoice = InvoiceDraft: due order advancePayments
        Settling = InvoiceDraft: advances
        OtherSeller = InvoiceDraft: seller
        ThirdParties = InvoiceDraft: thirdParties
        Authority = InvoiceDraft: authorised
        Remarks = InvoiceDraft: annotations
        Marks = InvoiceDraft: forReceipt relatedParties exciseRefund
        Balance = InvoiceDraft: settlement
        Terms = InvoiceDraft: terms
        Delivery = InvoiceDraft: deliveryNotes
        Words = InvoiceDraft: notes footer
        Registers = InvoiceDraft: registers
        GivenSums = InvoiceDraft: sums
        Annex = InvoiceDraft: attachment
        Period = Period: from to
        Seller = Party: name nip address; euPrefix eori status email phone mailingAddress otherContacts
        BuyerMore = Party: phone customerNumber mailingAddress; localGovernment vatGroup otherContacts eori key
        Carrier = Party: name nip address; euVat foreignId
        SellerBefore = Party: name nip address; euPrefix
        BuyerBefore = Party: name nip address; euVat foreignId key
        ThirdParty = ThirdParty: role name nip address; otherRole share internalId euVat foreignId email phone customerNumber key eori \
            mailingAddress otherContacts
        AuthorisedParty = AuthorisedParty: role name nip address; email phone eori mailingAddress otherContacts
        ForeignId = ForeignId: country number
        Contact = Contact: email phone
        LineMore = Line: discount gtu pkwiu cn code gtin; saleDate net gross vat annex15 procedure excise pkob exchangeRate ossRate key number
        LineOfCorrection = Line: before number; discount gtu pkwiu cn code gtin saleDate net gross vat annex15 procedure excise pkob exchangeRate ossRate key
        OrderLine = Line: name quantity unit price rate; net vat gtu pkwiu cn code gtin pkob key annex15 excise procedure before number
        Correction = Correction: reason effect invoices; period rightNumber sellerBefore buyersBefore amountBefore exchangeRateBefore
        CorrectedInvoice = CorrectedInvoice: number issueDate ksefNumber
        Order = Order: lines value
        AdvancePayment = AdvancePayment: date amount; exchangeRate
        Advance = Advance: ksefNumber number; amounts
        AdvanceAmount = AdvanceAmount: rate net vat
        Settlement = Settlement: deductions charges; chargesSum deductionsSum toPay toSettle
        SettlementItem = SettlementItem: amount reason
        TransactionTerms = TransactionTerms: orders contracts delivery transport; batches agreedRate agreedCurrency intermediary
        DatedNumber = DatedNumber: number date
        Transport = Transport: kind load from to startsAt endsAt; otherKind otherLoad packingUnit orderNumber carrier through
        PaymentMore = Payment: earlyPayment parts paidInFullByParts; otherDue method otherMethod link paymentId account otherAccounts factorAccounts
        DueTerm = DueTerm: date count unit after
        PartPayment = PartPayment: amount date method; otherMethod
        EarlyPayment = EarlyPayment: discount conditions
        BankAccount = BankAccount: number; bank swift description ownedByBank
        Address = Address: line1 line2 country; gln
        Annotations = Annotations: splitPayment margin cashAccounting selfBilling; reverseCharge triangularTransaction exemption newVehicles
        Exemption = Exemption: polishLaw directive other
        NewVehicles = NewVehicles: vehicles article42Section5
        NewVehicle = NewVehicle: line firstUse make model vin mileage; colour registrationNumber year type \
            bodyNumber chassisNumber frameNumber hoursSailed hullNumber hoursFlown serialNumber
        GivenSum = GivenSum: bucket net vat; vatInPln
        Note = Note: name text; line
        RegisterEntry = RegisterEntry: krs regon; fullName bdo
        Attachment = Attachment: blocks
        AttachmentBlock = AttachmentBlock: heading facts tables; paragraphs
        AttachmentFact = AttachmentFact: name text
        AttachmentTable = AttachmentTable: caption columns rows summary; facts
        AttachmentColumn = AttachmentColumn: name type
        """;

    // A record, or one with more than another, and below it its fields: name | kind, with the form of a record | Polish | English.
    private const string FieldTable = """
        InvoiceDraft
          number | ByHand | Własny numer | Number of one's own
          kind | ByHand | Rodzaj faktury | Kind of invoice
          issueDate | ByHand | Data wystawienia | Date of issue
          issuePlace | Text | Miejsce wystawienia | Place of issue
          saleDate | ByHand | Sprzedaż | Sale
          salePeriod | Form Period | Okres, którego dotyczy faktura | Period that the invoice is for
          seller | Form Seller | Sprzedawca | Seller
          buyer | ByHand | Nabywca | Buyer
          lines | ByHand | Pozycje | Lines
          currency | Currency | Waluta | Currency
          exchangeRate | Number | Kurs: złotych za jednostkę | Rate: zloty for one unit
          advanceExchangeRate | Number | Kurs zaliczki, gdy jest inny | Rate of the advance, if another
          thirdParties | List ThirdParty | Podmiot trzeci | Third party
          authorised | Form AuthorisedParty | Podmiot upoważniony | Authorised party
          deliveryNotes | Texts | Numer WZ | Number of a delivery note
          sums | List GivenSum | Suma | Sum
          due | Amount | Kwota razem (P_15), przy zaliczce: ile wpłacono | Total (P_15), of an advance: what was paid
          correction | Form Correction | Korekta | Correction
          order | Form Order | Zamówienie | Order
          advancePayments | List AdvancePayment | Wpłata | Payment
          advances | List Advance | Faktura zaliczkowa | Advance invoice
          forReceipt | Tick | Sprzedaż jest też na paragonie (FP) | Also rung up on a cash register (FP)
          relatedParties | Tick | Sprzedawca i nabywca są powiązani (TP) | Seller and buyer are related (TP)
          exciseRefund | Tick | Rolnik wystąpi o zwrot akcyzy | A farmer will ask for a refund of excise
          settlement | Form Settlement | Rozliczenie | Settlement
          terms | Form TransactionTerms | Warunki transakcji | Terms of the transaction
          payment | ByHand | Płatność | Payment
          annotations | Form Annotations | Adnotacje | Annotations
          notes | List Note | Uwaga z nazwą | Note by name
          footer | Texts | Tekst w stopce | Text at the foot
          registers | List RegisterEntry | Rejestr | Register
          attachment | Form Attachment | Załącznik | Attachment
        Period
          from | Date | Od | From
          to | Date | Do | To
        Party
          name | Text | Nazwa albo imię i nazwisko | Name
          nip | Text | NIP | NIP
          euVat | Text | Numer VAT UE | EU VAT number
          foreignId | Form ForeignId | Numer z innego kraju | Number of another country
          address | Address | Adres | Address
          mailingAddress | Address | Adres do korespondencji | Mailing address
          email | Text | E-mail | E-mail
          phone | Text | Telefon | Telephone
          otherContacts | List Contact | Dalszy kontakt | Further contact
          eori | Text | Numer EORI | EORI number
          euPrefix | Text | Prefiks VAT UE | EU VAT prefix
          status | Choice | Szczególny stan podatnika | Special state of the taxpayer
          customerNumber | Text | Numer klienta | Customer number
          key | Text | Klucz nabywcy (IDNabywcy) | Key of the buyer (IDNabywcy)
          localGovernment | Tick | Jednostka podległa JST | Unit of a local government
          vatGroup | Tick | Członek grupy VAT | Member of a VAT group
        ThirdParty : Party
          internalId | Text | Identyfikator wewnętrzny (IDWew) | Internal identifier (IDWew)
          role | Choice | Rola | Role
          otherRole | Text | Inna rola, słowami | Another role, in words
          share | Number | Udział w procentach | Share in per cent
        AuthorisedParty : Party
          role | Choice | Rola | Role
        ForeignId
          country | Country | Kraj | Country
          number | Text | Numer podatkowy | Tax number
        Address
          country | Country | Kraj | Country
          line1 | Text | Ulica i numer | Street and number
          line2 | Text | Kod i miejscowość | Post code and town
          gln | Text | Numer GLN | GLN
        Contact
          email | Text | E-mail | E-mail
          phone | Text | Telefon | Telephone
        Line
          name | Text | Nazwa | Name
          quantity | Number | Ilość | Quantity
          unit | Text | Jednostka | Unit
          price | Price | Cena netto | Net price
          grossPrice | ByHand | Cena brutto | Gross price
          discount | Amount | Opust od całej pozycji | Taken off the whole line
          rate | Rate | Stawka VAT | VAT rate
          ossRate | Number | Stawka OSS obok VAT | OSS rate beside VAT
          net | Amount | Kwota netto z ręki | Net amount as given
          gross | Amount | Kwota brutto z ręki | Gross amount as given
          vat | Amount | Podatek z ręki | Tax as given
          saleDate | Date | Własny dzień sprzedaży | Day of sale of its own
          gtu | Goods | GTU | GTU
          code | Text | Własny kod produktu | Code of one's own
          gtin | Text | Kod kreskowy (GTIN) | Bar code (GTIN)
          pkwiu | Text | PKWiU | PKWiU
          cn | Text | Kod CN | CN code
          pkob | Text | PKOB | PKOB
          key | Text | Klucz pozycji (UU_ID) | Key of the line (UU_ID)
          annex15 | Tick | Z załącznika 15 (MPP) | Of annex 15 (split payment)
          excise | Amount | Akcyza w cenie | Excise in the price
          procedure | Procedure | Procedura | Procedure
          exchangeRate | Number | Własny kurs waluty | Rate of exchange of its own
          before | Tick | Stan przed korektą | As it was before
          number | Whole | Nr na korygowanej | No. on the original
        GivenSum
          bucket | Choice | Stawka | Rate
          net | Amount | Netto | Net
          vat | Amount | Podatek | Tax
          vatInPln | Amount | Podatek w złotych | Tax in zloty
        Correction
          reason | Text | Przyczyna korekty | Reason of the correction
          effect | Choice | Skutek w VAT | Effect in VAT
          invoices | List CorrectedInvoice | Faktura korygowana | Corrected invoice
          period | Text | Okres rabatu | Period of the discount
          rightNumber | Text | Właściwy numer, gdy był błędny | The right number, when it was wrong
          sellerBefore | Form SellerBefore | Sprzedawca przed korektą | Seller before
          buyersBefore | List BuyerBefore | Nabywca przed korektą | Buyer before
          amountBefore | Amount | Kwota przed korektą | Amount before
          exchangeRateBefore | Number | Kurs przed korektą | Rate before
        CorrectedInvoice
          number | Text | Numer faktury | Number of the invoice
          issueDate | Date | Data wystawienia | Date of issue
          ksefNumber | Text | Numer KSeF | KSeF number
        Order
          value | Amount | Wartość zamówienia z podatkiem | Value of the order, tax included
          lines | List OrderLine | Pozycja zamówienia | Line of the order
        AdvancePayment
          date | Date | Dzień wpłaty | Day of the payment
          amount | Amount | Kwota | Amount
          exchangeRate | Number | Kurs tej wpłaty | Rate of this payment
        Advance
          ksefNumber | Text | Numer KSeF | KSeF number
          number | Text | Numer, gdy spoza KSeF | Number, when from outside KSeF
          amounts | List AdvanceAmount | Kwota według stawki | Amount by rate
        AdvanceAmount
          rate | Rate | Stawka VAT | VAT rate
          net | Amount | Netto | Net
          vat | Amount | Podatek | Tax
        Settlement
          charges | List SettlementItem | Doliczenie | Charge
          chargesSum | Amount | Suma doliczeń z ręki | Sum of charges as given
          deductions | List SettlementItem | Odliczenie | Deduction
          deductionsSum | Amount | Suma odliczeń z ręki | Sum of deductions as given
          toPay | Amount | Do zapłaty z ręki | To pay, as given
          toSettle | Amount | Do rozliczenia (nadpłata) | To settle (overpaid)
        SettlementItem
          amount | Amount | Kwota | Amount
          reason | Text | Powód | Reason
        TransactionTerms
          contracts | List DatedNumber | Umowa | Contract
          orders | List DatedNumber | Zamówienie | Order
          batches | Texts | Numer partii towaru | Number of a batch
          delivery | Text | Warunki dostawy | Terms of delivery
          agreedRate | Number | Kurs umowny | Agreed rate
          agreedCurrency | Currency | Waluta umowna | Agreed currency
          transport | List Transport | Transport | Transport
          intermediary | Tick | Sprzedawca jest pośrednikiem w łańcuchu | The seller stands in the middle of a chain
        DatedNumber
          number | Text | Numer | Number
          date | Date | Data | Date
        Transport
          kind | Choice | Rodzaj transportu | Kind of transport
          otherKind | Text | Inny transport, słowami | Another transport, in words
          carrier | Form Carrier | Przewoźnik | Carrier
          orderNumber | Text | Numer zlecenia | Number of the order
          load | Choice | Ładunek | Load
          otherLoad | Text | Inny ładunek, słowami | Another load, in words
          packingUnit | Text | Jednostka opakowania | Unit of packing
          startsAt | Moment | Początek | Start
          endsAt | Moment | Koniec | End
          from | Address | Skąd | From
          through | Addresses | Przez | Through
          to | Address | Dokąd | To
        Payment
          method | Choice | Forma płatności | Way of payment
          otherMethod | Text | Inny sposób, słowami | Another way, in words
          due | ByHand | Termin | Due
          dueInDays | ByHand | Dni | Days
          paidOn | ByHand | Zapłacono dnia | Paid on
          otherDue | List DueTerm | Dalszy termin | Further term
          parts | List PartPayment | Zapłacona część | Part that was paid
          paidInFullByParts | Tick | Części dają całość | The parts make up the whole
          account | Account | Rachunek: bank, SWIFT, opis | Account: bank, SWIFT, description
          otherAccounts | Accounts | Dalszy rachunek | Further account
          factorAccounts | Accounts | Rachunek faktora | Account of the factor
          earlyPayment | Form EarlyPayment | Skonto | Early payment
          link | Text | Link do płatności | Link to pay by
          paymentId | Text | Identyfikator płatności (IPKSeF) | Identifier of the payment (IPKSeF)
        DueTerm
          date | Date | Dzień | Day
          count | Whole | albo liczba | or how many
          unit | Text | jednostek (dni, tygodni…) | units (days, weeks…)
          after | Text | licząc od | counted from
        PartPayment
          amount | Amount | Kwota | Amount
          date | Date | Dzień | Day
          method | Choice | Forma płatności | Way of payment
          otherMethod | Text | Inny sposób, słowami | Another way, in words
        BankAccount
          number | Text | Numer rachunku | Number of the account
          swift | Text | SWIFT | SWIFT
          bank | Text | Bank | Bank
          description | Text | Opis | Description
          ownedByBank | Choice | Rachunek własny banku | Account of the bank itself
        EarlyPayment
          conditions | Text | Warunki skonta | Conditions
          discount | Text | Wysokość skonta | How much less
        Annotations
          cashAccounting | Tick | Metoda kasowa | Cash accounting
          selfBilling | Tick | Samofakturowanie | Self-billing
          reverseCharge | Tick | Odwrotne obciążenie | Reverse charge
          splitPayment | Tick | Mechanizm podzielonej płatności | Split payment
          triangularTransaction | Tick | Transakcja trójstronna uproszczona | Simplified triangular transaction
          exemption | Form Exemption | Podstawa zwolnienia | Ground of the exemption
          newVehicles | Form NewVehicles | Nowe środki transportu (WDT) | New means of transport (within the Union)
          margin | Choice | Procedura marży | Margin scheme
        Exemption
          polishLaw | Text | Przepis ustawy | Provision of the Act
          directive | Text | Przepis dyrektywy | Provision of the Directive
          other | Text | Inna podstawa | Another ground
        NewVehicles
          article42Section5 | Tick | Jest obowiązek z art. 42 ust. 5 | The duty of art. 42(5) applies
          vehicles | List NewVehicle | Pojazd | Vehicle
        NewVehicle
          firstUse | Date | Dopuszczony do użytku | First use
          line | Whole | Pozycja faktury | Line of the invoice
          make | Text | Marka | Make
          model | Text | Model | Model
          colour | Text | Kolor | Colour
          registrationNumber | Text | Numer rejestracyjny | Registration number
          year | Text | Rok produkcji | Year of make
          mileage | Text | Przebieg | Mileage
          vin | Text | VIN | VIN
          bodyNumber | Text | Numer nadwozia | Number of the body
          chassisNumber | Text | Numer podwozia | Number of the chassis
          frameNumber | Text | Numer ramy | Number of the frame
          type | Text | Typ | Type
          hoursSailed | Text | Godziny pracy jednostki pływającej | Hours sailed
          hullNumber | Text | Numer kadłuba | Number of the hull
          hoursFlown | Text | Godziny pracy statku powietrznego | Hours flown
          serialNumber | Text | Numer fabryczny | Serial number
        Note
          name | Text | Czego dotyczy | What it is about
          text | Text | Treść | What it says
          line | Whole | Numer pozycji | Number of the line
        RegisterEntry
          fullName | Text | Pełna nazwa | Full name
          krs | Text | KRS | KRS
          regon | Text | REGON | REGON
          bdo | Text | BDO | BDO
        Attachment
          blocks | List AttachmentBlock | Blok danych | Block of data
        AttachmentBlock
          heading | Text | Nagłówek | Heading
          facts | List AttachmentFact | Informacja | Fact
          paragraphs | Texts | Akapit | Paragraph
          tables | List AttachmentTable | Tabela | Table
        AttachmentFact
          name | Text | Nazwa | Name
          text | Text | Treść | What it says
        AttachmentTable
          facts | List AttachmentFact | Informacja o tabeli | Fact about the table
          caption | Text | Podpis tabeli | Caption
          columns | List AttachmentColumn | Kolumna | Column
          rows | Cells | Wiersze | Rows
          summary | Cells | Wiersz sumy | Row of sums
        AttachmentColumn
          name | Text | Nagłówek kolumny | Heading of the column
          type | Choice | Co w niej jest | What it holds
        """;
}
