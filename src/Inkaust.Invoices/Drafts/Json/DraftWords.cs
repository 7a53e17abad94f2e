using System.Text.Json.Nodes;

namespace Inkaust.Invoices.Drafts.Json;

/// <summary>What each record of a draft and each of its fields means, in both languages, with an example:
/// for whoever writes drafts in an editor.</summary>
internal static class DraftWords
{
    /// <summary>The meaning of a record or a field, and an example of it.</summary>
    public sealed record Entry(Wording Means, string Example)
    {
        public JsonNode Sample => JsonNode.Parse(Example)!;
    }

    /// <summary>That of a record; null where nobody has written it.</summary>
    public static Entry? Of(Type type) => Entries.GetValueOrDefault(type.Name);

    /// <summary>That of a field; one that a record has from its base means there what it means in the base.</summary>
    public static Entry? Of(DraftShape.Field field) => Entries.GetValueOrDefault($"{field.Property.DeclaringType!.Name}.{field.Name}");

    private static readonly Dictionary<string, Entry> Entries = Read();

    private static Dictionary<string, Entry> Read()
    {
        var entries = new Dictionary<string, Entry>(StringComparer.Ordinal);
        var record = "";
        foreach (var line in Table.Split('\n'))
        {
            if (line.Split(" | ") is not [var name, var example, var pl, var en])
                throw new InvalidOperationException($"Not a row of the table: {line}");
            if (!name.StartsWith(' ')) record = name;
            entries.Add(name.StartsWith(' ') ? $"{record}.{name.Trim()}" : name, new(new(pl.Trim(), en.Trim()), example.Trim()));
        }
        return entries;
    }

    // A record, and below it its fields: name | example | Polish | English.
    private const string Table = """
        InvoiceDraft | {"number": "FV/1/11/2026", "buyer": {"name": "Piekarnia Złoty Kłos", "nip": "6712345098", "address": "ul. Młyńska 7, 61-730 Poznań"}, "lines": [{"name": "Projekt opakowań", "quantity": 1, "unit": "szt.", "price": 2400, "rate": 23}]} | Faktura tak, jak pisze ją człowiek; datę, sprzedawcę i sumy uzupełnia program. | An invoice as a person writes it; the program adds date, seller and totals.
          number | "FV/1/11/2026" | P_2: numer, który nadaje wystawca, inny dla każdej faktury tego rodzaju. | P_2: the number that the issuer gives, another for each invoice of this kind.
          kind | "VAT" | RodzajFaktury: VAT (zwykła), ZAL (zaliczkowa), ROZ (rozliczająca zaliczki), UPR (uproszczona) albo korekta każdej z nich; domyślnie VAT. | RodzajFaktury: VAT (usual), ZAL (advance), ROZ (settles advances), UPR (simplified) or a correction of these; VAT by default.
          issueDate | "2026-11-26" | P_1: data wystawienia; domyślnie dzisiaj w Polsce. | P_1: the date of issue; today in Poland by default.
          issuePlace | "Poznań" | P_1M: miejsce wystawienia. | P_1M: the place of issue.
          saleDate | "2026-11-25" | P_6: dzień dostawy, wykonania usługi albo zapłaty, gdy jest inny niż data wystawienia. | P_6: the day of delivery, service or payment, when it is not the date of issue.
          salePeriod | {"from": "2026-11-01", "to": "2026-11-30"} | OkresFa: okres, którego dotyczy faktura, zamiast dnia sprzedaży. | OkresFa: the period that the invoice is for, instead of the day of sale.
          seller | {"name": "Atrament i Pióro sp. z o.o.", "nip": "5260001246", "address": "ul. Piękna 7/3, 00-539 Warszawa"} | Podmiot1: sprzedawca; domyślnie firma, która wystawia. | Podmiot1: the seller; the company that issues by default.
          buyer | {"name": "Piekarnia Złoty Kłos", "nip": "6712345098", "address": "ul. Młyńska 7, 61-730 Poznań"} | Podmiot2: nabywca; bez żadnego numeru jest konsumentem. | Podmiot2: the buyer; a consumer when no number is given.
          lines | [{"name": "Kałamarz", "quantity": 2, "unit": "szt.", "price": 100, "rate": 23}] | FaWiersz: pozycje, w kolejności wydruku. | FaWiersz: the lines, in the order of the print.
          currency | "EUR" | KodWaluty, trzy litery ISO 4217; domyślnie PLN. | KodWaluty, three letters of ISO 4217; PLN by default.
          exchangeRate | 4.2512 | KursWaluty: ile złotych za jednostkę waluty; VAT podaje się też w złotych (art. 106e ust. 11). | KursWaluty: zloty for one unit of the currency; VAT is shown in zloty too (art. 106e ust. 11).
          advanceExchangeRate | 4.2512 | KursWalutyZ: kurs zaliczki, gdy jest inny. | KursWalutyZ: the rate for an advance, when it is another.
          thirdParties | [{"name": "Szkoła Podstawowa nr 7", "role": "recipient", "address": "ul. Szkolna 1, 61-001 Poznań"}] | Podmiot3: faktor, odbiorca, dodatkowi nabywcy i inni. | Podmiot3: factor, recipient, further buyers and others.
          authorised | {"name": "Jan Lis", "nip": "1111111111", "address": "ul. Sądowa 1, 00-001 Warszawa", "role": "bailiff"} | PodmiotUpowazniony: komornik, organ egzekucyjny albo przedstawiciel podatkowy. | PodmiotUpowazniony: bailiff, enforcement authority or tax representative.
          deliveryNotes | ["WZ/12/2026"] | WZ: numery dokumentów wydania. | WZ: numbers of delivery notes.
          sums | [{"bucket": "basic", "net": 100, "vat": 23}] | P_13 i P_14 podane z ręki, gdy nie mają być policzone z pozycji. | P_13 and P_14 as given, where they are not to be counted from the lines.
          due | 123 | P_15 podana z ręki; na fakturze zaliczkowej kwota wpłaty. | P_15 as given; on an advance invoice what was paid.
          correction | {"reason": "błędna cena", "invoices": []} | Co jest korygowane i dlaczego. | What is corrected and why.
          order | {"lines": [{"name": "Regał dębowy", "quantity": 1, "price": 5000, "rate": 23}]} | Zamowienie: na fakturze zaliczkowej to, co zamówiono. | Zamowienie: on an advance invoice, what was ordered.
          advancePayments | [{"date": "2026-11-20", "amount": 1230}] | ZaliczkaCzesciowa: kilka wpłat na jednej fakturze zaliczkowej. | ZaliczkaCzesciowa: several payments on one advance invoice.
          advances | [{"number": "ZAL/1/2026"}] | FakturaZaliczkowa: na fakturze końcowej faktury zaliczkowe, które rozlicza. | FakturaZaliczkowa: on a final invoice, the advance invoices that it settles.
          forReceipt | true | FP: sprzedaż jest też na kasie rejestrującej (art. 109 ust. 3d). | FP: the sale was also rung up on a cash register (art. 109 ust. 3d).
          relatedParties | true | TP: sprzedawca i nabywca są powiązani. | TP: seller and buyer are related.
          exciseRefund | true | ZwrotAkcyzy: nabywca jest rolnikiem i wystąpi o zwrot akcyzy. | ZwrotAkcyzy: the buyer is a farmer who will ask for a refund of excise.
          settlement | {"deductions": [{"amount": 20, "reason": "zwrot palet"}]} | Rozliczenie: co dolicza się do kwoty i co się od niej odlicza. | Rozliczenie: what is added to the total and taken off it.
          terms | {"orders": [{"number": "ZAM/77", "date": "2026-11-02"}]} | WarunkiTransakcji: umowy, zamówienia, dostawa, transport. | WarunkiTransakcji: contracts, orders, delivery, transport.
          payment | {"method": "transfer", "due": "2026-12-10", "account": "61109010140000071219812874"} | Platnosc: jak i do kiedy się płaci. | Platnosc: how and by when it is paid.
          annotations | {"splitPayment": true} | Adnotacje: co ustawa każe powiedzieć słowami. | Adnotacje: what the Act wants said in words.
          notes | [{"name": "Numer zlecenia", "text": "Z/2026/77"}] | DodatkowyOpis: fakty z nazwą, do całej faktury albo do pozycji. | DodatkowyOpis: facts by name, for the whole invoice or for one line.
          footer | ["Dziękujemy za zakupy."] | Stopka: swobodny tekst pod fakturą, najwyżej trzy części. | Stopka: free text under the invoice, at most three pieces.
          registers | [{"krs": "0000123456", "regon": "123456785"}] | Rejestry: gdzie sprzedawca jest wpisany. | Rejestry: where the seller is entered.
          attachment | {"blocks": [{"facts": [{"name": "Punkt poboru", "text": "PL0037"}]}]} | Zalacznik: dane w tabelach; cały plik może mieć wtedy 3 MB. | Zalacznik: data in tables; the whole file may then have 3 MB.
        Period | {"from": "2026-11-01", "to": "2026-11-30"} | Okres, z pierwszym i ostatnim dniem. | A period, both days included.
          from | "2026-11-01" | P_6_Od: pierwszy dzień. | P_6_Od: the first day.
          to | "2026-11-30" | P_6_Do: ostatni dzień. | P_6_Do: the last day.
        GivenSum | {"bucket": "basic", "net": 100, "vat": 23} | P_13_x z P_14_x, podane z ręki. | P_13_x with P_14_x, as given.
          bucket | "basic" | Której stawki dotyczy suma. | The rate that the sum is of.
          net | 100 | P_13_x: suma netto. | P_13_x: the net sum.
          vat | 23 | P_14_x: suma podatku. | P_14_x: the sum of tax.
          vatInPln | 97.78 | P_14_xW: podatek w złotych, gdy waluta jest inna. | P_14_xW: the tax in zloty, when the currency is another.
        RegisterEntry | {"krs": "0000123456", "regon": "123456785"} | Rejestry, w których sprzedawca jest wpisany. | Registers in which the seller is entered.
          fullName | "Atrament i Pióro spółka z ograniczoną odpowiedzialnością" | PelnaNazwa: pełna nazwa. | PelnaNazwa: the full name.
          krs | "0000123456" | KRS: numer w Krajowym Rejestrze Sądowym, 10 cyfr. | KRS: number in the court register, 10 digits.
          regon | "123456785" | REGON: numer statystyczny, 9 albo 14 cyfr. | REGON: statistical number, 9 or 14 digits.
          bdo | "000012345" | BDO: numer w rejestrze odpadowym. | BDO: number in the register of waste.
        Note | {"name": "Numer zlecenia", "text": "Z/2026/77"} | DodatkowyOpis: fakt z nazwą. | DodatkowyOpis: a fact by its name.
          name | "Numer zlecenia" | Klucz: czego dotyczy. | Klucz: what the fact is about.
          text | "Z/2026/77" | Wartosc: treść. | Wartosc: what it says.
          line | 1 | NrWiersza: pozycja, do której należy, od 1; bez tego cała faktura. | NrWiersza: the line that it belongs to, from 1; the whole invoice without it.
        Party | {"name": "Piekarnia Złoty Kłos", "nip": "6712345098", "address": "ul. Młyńska 7, 61-730 Poznań"} | Sprzedawca albo nabywca; najwyżej jeden z numerów, a nabywca bez żadnego jest konsumentem. | A seller or a buyer; at most one of the numbers, and a buyer without any is a consumer.
          name | "Piekarnia Złoty Kłos Anna Wójcik" | Nazwa: firma albo imię i nazwisko. | Nazwa: a firm, or first name and surname.
          nip | "6712345098" | NIP: polski numer podatkowy, 10 cyfr. | NIP: the Polish tax number, 10 digits.
          euVat | "DE811907980" | KodUE i NrVatUE: numer VAT UE z innego kraju, z przedrostkiem. | KodUE and NrVatUE: EU VAT number of another country, with its prefix.
          foreignId | {"country": "US", "number": "123456789"} | KodKraju i NrID: numer podatkowy spoza Unii. | KodKraju and NrID: a tax number from outside the Union.
          address | "ul. Młyńska 7, 61-730 Poznań" | Adres: jeden tekst albo pola; kraj na końcu tekstu albo w osobnym polu. | Adres: one text, or fields; the country at the end of the text or in its field.
          mailingAddress | "skr. poczt. 12, 61-001 Poznań 1" | AdresKoresp: adres do listów, gdy jest inny. | AdresKoresp: where letters go, when that is elsewhere.
          email | "biuro@example.pl" | Email: adres poczty elektronicznej. | Email: electronic mail.
          phone | "+48 61 000 00 00" | Telefon: numer telefonu. | Telefon: telephone.
          otherContacts | [{"email": "faktury@example.pl"}] | DaneKontaktowe: dalsze, najwyżej dwa. | DaneKontaktowe: further ones, two at most.
          eori | "PL671234509800000" | NrEORI: numer celny. | NrEORI: the customs number.
          euPrefix | "PL" | PrefiksPodatnika: przedrostek numeru sprzedawcy w handlu unijnym (art. 97 ust. 10). | PrefiksPodatnika: before the seller's number in trade within the Union (art. 97 ust. 10).
          status | "liquidation" | StatusInfoPodatnika: szczególny stan sprzedawcy. | StatusInfoPodatnika: a special state of the seller.
          customerNumber | "K-1024" | NrKlienta: numer, pod którym sprzedawca zna nabywcę. | NrKlienta: the number by which the seller knows the buyer.
          key | "1" | IDNabywcy: łączy nabywcę z jego danymi na korekcie. | IDNabywcy: ties the buyer to the buyer's data in a correction.
          localGovernment | true | JST: nabywcą jest gmina lub podobna jednostka, a faktura dotyczy jednostki podległej, podanej w thirdParties. | JST: the buyer is a local government and the invoice concerns a unit below it, which is a third party.
          vatGroup | true | GV: nabywcą jest grupa VAT, a faktura dotyczy jej członka, podanego w thirdParties. | GV: the buyer is a VAT group and the invoice concerns its member, which is a third party.
        ThirdParty | {"name": "Szkoła Podstawowa nr 7", "role": "recipient", "address": "ul. Szkolna 1, 61-001 Poznań"} | Podmiot3: ktoś obok sprzedawcy i nabywcy; rola z listy albo słowami. | Podmiot3: somebody besides seller and buyer; the role is one of the list or in words.
          internalId | "5241037786-00001" | IDWew: NIP z numerem jednostki. | IDWew: a NIP with a number of the unit.
          role | "recipient" | Rola: z listy. | Rola: one of the list.
          otherRole | "gwarant" | OpisRoli: inna rola, słowami. | OpisRoli: another role, in words.
          share | 50 | Udzial: udział dodatkowego nabywcy w procentach. | Udzial: a further buyer's share in per cent.
        AuthorisedParty | {"name": "Jan Lis", "nip": "1111111111", "address": "ul. Sądowa 1, 00-001 Warszawa", "role": "bailiff"} | PodmiotUpowazniony: kto wystawia za sprzedawcę z mocy prawa. | PodmiotUpowazniony: who issues for the seller by law.
          role | "bailiff" | RolaPU: organ egzekucyjny, komornik albo przedstawiciel podatkowy. | RolaPU: enforcement authority, bailiff or tax representative.
        Contact | {"email": "faktury@example.pl", "phone": "+48 61 000 00 01"} | DaneKontaktowe. | DaneKontaktowe: contact data.
          email | "faktury@example.pl" | Email: adres poczty elektronicznej. | Email: electronic mail.
          phone | "+48 61 000 00 01" | Telefon: numer telefonu. | Telefon: telephone.
        ForeignId | {"country": "US", "number": "123456789"} | Numer podatkowy, który nie jest ani NIP-em, ani numerem VAT UE. | A tax number that is neither a NIP nor an EU VAT number.
          country | "US" | KodKraju: kraj, który nadał numer, dwie litery. | KodKraju: the country that gave the number, two letters.
          number | "123456789" | NrID: numer. | NrID: the number.
        Address | {"country": "DE", "line1": "Hauptstr. 1", "line2": "10115 Berlin"} | Adres; w szkicu także jeden tekst. | An address; in a draft also one text.
          country | "DE" | KodKraju, dwie litery. | KodKraju, two letters.
          line1 | "ul. Młyńska 7" | AdresL1: pierwszy wiersz. | AdresL1: the first line.
          line2 | "61-730 Poznań" | AdresL2: drugi wiersz. | AdresL2: the second line.
          gln | "5901234123457" | GLN: globalny numer lokalizacyjny. | GLN: global location number.
        Line | {"name": "Kałamarz", "quantity": 2, "unit": "szt.", "price": 100, "rate": 23} | FaWiersz: jedna pozycja, z ceną netto (price) albo brutto (grossPrice). | FaWiersz: one line, with a net price (price) or a gross one (grossPrice).
          name | "Kałamarz" | P_7: co sprzedano. | P_7: what it is.
          quantity | 2 | P_8B: ilość; bez niej liczy się jak jeden. | P_8B: how many; counted as one without it.
          unit | "szt." | P_8A: jednostka miary, słowem. | P_8A: unit of measure, in words.
          price | 100 | P_9A: cena jednostkowa netto, do 8 miejsc po przecinku. | P_9A: net price of one unit, up to 8 decimal places.
          grossPrice | 123 | P_9B: cena jednostkowa brutto (art. 106e ust. 7 i 8). | P_9B: gross price of one unit (art. 106e ust. 7 and 8).
          discount | 10 | P_10: opust od kwoty całej pozycji, netto albo brutto jak cena. | P_10: taken off the amount of the whole line, net or gross as the price is.
          rate | 23 | P_12: stawka podatku: 23, 8, 5, 0, "zw", "oo", "np I", "np II", "0 WDT", "0 EX", "oss 19"... | P_12: rate of tax: 23, 8, 5, 0, "zw", "oo", "np I", "np II", "0 WDT", "0 EX", "oss 19"...
          ossRate | 19 | P_12_XII obok P_12, jak w niektórych plikach; zwykle rate "oss 19". | P_12_XII beside P_12, as some files have it; usually rate "oss 19".
          net | 200 | P_11: kwota netto pozycji, gdy nie ma być policzona. | P_11: net amount of the line, when it isn't to be counted.
          gross | 246 | P_11A: kwota brutto pozycji. | P_11A: gross amount of the line.
          vat | 46 | P_11Vat: podatek pozycji. | P_11Vat: tax of the line.
          saleDate | "2026-11-25" | P_6A: własny dzień sprzedaży, gdy pozycje mają różne. | P_6A: its own day of sale, when lines differ.
          gtu | "GTU_12" | GTU: oznaczenie grupy towarów lub usług, od GTU_01 do GTU_13. | GTU: mark of a group of goods or services, GTU_01 to GTU_13.
          code | "KAL-01" | Indeks: własny kod produktu. | Indeks: the seller's own code of the product.
          gtin | "5901234123457" | GTIN: kod kreskowy. | GTIN: the bar code.
          pkwiu | "62.01.11.0" | PKWiU: polska klasyfikacja wyrobów i usług. | PKWiU: Polish classification of goods and services.
          cn | "32151900" | CN: nomenklatura scalona. | CN: combined nomenclature.
          pkob | "1110" | PKOB: polska klasyfikacja obiektów budowlanych. | PKOB: Polish classification of buildings.
          key | "linia-1" | UU_ID: własny klucz pozycji, ten sam na korektach. | UU_ID: the seller's own key of the line, the same in corrections.
          annex15 | true | P_12_Zal_15: towar albo usługa z załącznika 15 (podzielona płatność). | P_12_Zal_15: goods or services of annex 15 (split payment).
          excise | 12.5 | KwotaAkcyzy: akcyza w cenie. | KwotaAkcyzy: excise in the price.
          procedure | "WSTO_EE" | Procedura: oznaczenie procedury. | Procedura: mark of a procedure.
          exchangeRate | 4.2512 | KursWaluty pozycji, gdy ma własny. | KursWaluty of the line, when it has its own.
          before | true | StanPrzed: na korekcie pozycja taka, jaka była przed nią. | StanPrzed: in a correction, the line as it was before.
          number | 1 | NrWierszaFa, gdy nie jest miejscem na liście: korekta wskazuje pozycje faktury korygowanej. | NrWierszaFa, when it is not the place in the list: a correction names the lines of its original.
        Correction | {"reason": "błędna cena", "invoices": [{"number": "FV/1/11/2026", "issueDate": "2026-11-02"}]} | Co jest korygowane i dlaczego. | What is corrected and why.
          reason | "błędna cena" | PrzyczynaKorekty: dlaczego. | PrzyczynaKorekty: why.
          effect | "onTheDateOfTheOriginal" | TypKorekty: kiedy liczy się w ewidencji VAT. | TypKorekty: when it counts in the VAT register.
          invoices | [{"number": "FV/1/11/2026", "issueDate": "2026-11-02"}] | DaneFaKorygowanej: faktury korygowane; kilka przy rabacie zbiorczym. | DaneFaKorygowanej: the originals; several for a discount on many invoices.
          period | "październik 2026" | OkresFaKorygowanej: okres rabatu, słowami. | OkresFaKorygowanej: the period of a discount, in words.
          rightNumber | "FV/10/11/2026" | NrFaKorygowany: właściwy numer, gdy numer był błędny. | NrFaKorygowany: the right number, when the number was wrong.
          sellerBefore | {"name": "Atrament", "nip": "5260001246", "address": "ul. Stara 1, 00-001 Warszawa"} | Podmiot1K: sprzedawca jak na fakturze korygowanej. | Podmiot1K: the seller as on the original.
          buyersBefore | [{"name": "Piekarnia", "nip": "6712345098", "address": "ul. Stara 2, 61-001 Poznań"}] | Podmiot2K: nabywcy jak na fakturze korygowanej. | Podmiot2K: the buyers as on the original.
          amountBefore | 1230 | P_15ZK: na korekcie zaliczki albo rozliczenia kwota przed korektą. | P_15ZK: on corrections of advance and final invoices, the amount before.
          exchangeRateBefore | 4.2512 | KursWalutyZK: kurs przed korektą. | KursWalutyZK: the rate before.
        CorrectedInvoice | {"number": "FV/1/11/2026", "issueDate": "2026-11-02"} | DaneFaKorygowanej: jedna faktura korygowana. | DaneFaKorygowanej: one original.
          number | "FV/1/11/2026" | NrFaKorygowanej: jej numer. | NrFaKorygowanej: its number.
          issueDate | "2026-11-02" | DataWystFaKorygowanej: jej data wystawienia. | DataWystFaKorygowanej: its date of issue.
          ksefNumber | "5260001246-20261125-73234CE12750-46" | NrKSeFFaKorygowanej; bez niego: wystawiona poza KSeF. | NrKSeFFaKorygowanej; without it: issued outside KSeF.
        Order | {"lines": [{"name": "Regał dębowy", "quantity": 1, "price": 5000, "rate": 23}]} | Zamowienie: na co wpłacono zaliczkę (art. 106f ust. 1 pkt 4). | Zamowienie: what an advance is paid on (art. 106f ust. 1 pkt 4).
          value | 6150 | WartoscZamowienia z podatkiem; policzona, gdy jej nie podano. | WartoscZamowienia, tax included; counted when it isn't given.
          lines | [{"name": "Regał dębowy", "quantity": 1, "price": 5000, "rate": 23}] | ZamowienieWiersz: pozycje z cenami netto. | ZamowienieWiersz: the lines, with net prices.
        AdvancePayment | {"date": "2026-11-20", "amount": 1230} | ZaliczkaCzesciowa: jedna wpłata. | ZaliczkaCzesciowa: one payment.
          date | "2026-11-20" | P_6Z: dzień wpłaty. | P_6Z: the day of the payment.
          amount | 1230 | P_15Z: kwota. | P_15Z: the amount.
          exchangeRate | 4.2512 | KursWalutyZW: kurs tej wpłaty. | KursWalutyZW: the rate of this payment.
        Advance | {"number": "ZAL/1/2026"} | FakturaZaliczkowa, którą rozlicza faktura końcowa (art. 106f ust. 3). | FakturaZaliczkowa that a final invoice settles (art. 106f ust. 3).
          ksefNumber | "5260001246-20261120-73234CE12750-46" | NrKSeFFaZaliczkowej: jej numer KSeF. | NrKSeFFaZaliczkowej: its KSeF number.
          number | "ZAL/1/2026" | NrFaZaliczkowej: jej numer, gdy wystawiono ją poza KSeF. | NrFaZaliczkowej: its number, when it was issued outside KSeF.
          amounts | [{"rate": 23, "net": 1000, "vat": 230}] | Ile wyniosła, według stawek; nie trafia do pliku. | What it came to, by rate; not written into the file.
        AdvanceAmount | {"rate": 23, "net": 1000, "vat": 230} | Ile wyniosła zaliczka przy jednej stawce. | What an advance came to at one rate.
          rate | 23 | Stawka, jak w pozycji. | The rate, as in a line.
          net | 1000 | Kwota netto. | The net amount.
          vat | 230 | Podatek. | The tax.
        Settlement | {"deductions": [{"amount": 20, "reason": "zwrot palet"}], "toPay": 103} | Rozliczenie: co dolicza się do kwoty faktury i co się od niej odlicza. | Rozliczenie: what is added to the total and taken off it.
          charges | [{"amount": 15, "reason": "opłata pocztowa"}] | Obciazenia: co się dolicza. | Obciazenia: what is added.
          chargesSum | 15 | SumaObciazen; policzona, gdy jej nie podano. | SumaObciazen; counted when it isn't given.
          deductions | [{"amount": 20, "reason": "zwrot palet"}] | Odliczenia: co się odlicza. | Odliczenia: what is taken off.
          deductionsSum | 20 | SumaOdliczen; policzona, gdy jej nie podano. | SumaOdliczen; counted when it isn't given.
          toPay | 103 | DoZaplaty; policzone, gdy nie podano ani tego, ani toSettle. | DoZaplaty; counted when neither this nor toSettle is given.
          toSettle | 7 | DoRozliczenia: nadpłata. | DoRozliczenia: overpaid.
        SettlementItem | {"amount": 20, "reason": "zwrot palet"} | Kwota i jej powód. | An amount and its reason.
          amount | 20 | Kwota. | The amount.
          reason | "zwrot palet" | Powod: za co. | Powod: what for.
        TransactionTerms | {"orders": [{"number": "ZAM/77", "date": "2026-11-02"}], "delivery": "DAP Poznań"} | WarunkiTransakcji. | WarunkiTransakcji: terms of the transaction.
          contracts | [{"number": "U/5/2026", "date": "2026-01-15"}] | Umowy. | Umowy: contracts.
          orders | [{"number": "ZAM/77", "date": "2026-11-02"}] | Zamowienia. | Zamowienia: orders.
          batches | ["L2026-11"] | NrPartiiTowaru: numery partii. | NrPartiiTowaru: numbers of batches.
          delivery | "DAP Poznań" | WarunkiDostawy, na przykład reguła Incoterms z miejscem. | WarunkiDostawy, for example an Incoterm with its place.
          agreedRate | 4.3 | KursUmowny: kurs umówiony między stronami, poza podatkiem. | KursUmowny: the rate by which the parties counted, apart from the tax.
          agreedCurrency | "EUR" | WalutaUmowna: waluta umowy. | WalutaUmowna: the currency agreed on.
          transport | [{"kind": "road", "load": "pallet"}] | Transport. | Transport.
          intermediary | true | PodmiotPosredniczacy: sprzedawca jest w środku łańcucha (art. 22 ust. 2d). | PodmiotPosredniczacy: the seller stands in the middle of a chain (art. 22 ust. 2d).
        DatedNumber | {"number": "ZAM/77", "date": "2026-11-02"} | Umowa albo zamówienie. | A contract or an order.
          number | "ZAM/77" | Numer. | The number.
          date | "2026-11-02" | Data. | The date.
        Transport | {"kind": "road", "load": "pallet", "from": "ul. Składowa 1, 61-001 Poznań", "to": "ul. Piękna 7, 00-539 Warszawa"} | Transport towaru. | How the goods were carried.
          kind | "road" | RodzajTransportu: z listy. | RodzajTransportu: one of the list.
          otherKind | "dron" | OpisInnegoTransportu: inny rodzaj, słowami. | OpisInnegoTransportu: another kind, in words.
          carrier | {"name": "Przewozy Sarna", "nip": "1111111111", "address": "ul. Leśna 4, 00-001 Warszawa"} | Przewoznik: kto wiózł. | Przewoznik: who carried it.
          orderNumber | "ZT/9/2026" | NrZleceniaTransportu: numer zlecenia. | NrZleceniaTransportu: number of the order.
          load | "pallet" | OpisLadunku: z listy. | OpisLadunku: one of the list.
          otherLoad | "bębny kablowe" | OpisInnegoLadunku: inny ładunek, słowami. | OpisInnegoLadunku: another load, in words.
          packingUnit | "paleta EUR" | JednostkaOpakowania: jednostka opakowania. | JednostkaOpakowania: the unit of packing.
          startsAt | "2026-11-25T06:00:00+01:00" | DataGodzRozpTransportu: kiedy rusza. | DataGodzRozpTransportu: when it begins.
          endsAt | "2026-11-25T14:00:00+01:00" | DataGodzZakTransportu: kiedy się kończy. | DataGodzZakTransportu: when it ends.
          from | "ul. Składowa 1, 61-001 Poznań" | WysylkaZ: skąd. | WysylkaZ: where from.
          through | ["ul. Pośrednia 2, 99-300 Kutno"] | WysylkaPrzez: przez jakie miejsca. | WysylkaPrzez: through which places.
          to | "ul. Piękna 7, 00-539 Warszawa" | WysylkaDo: dokąd. | WysylkaDo: where to.
        Payment | {"method": "transfer", "due": "2026-12-10", "account": "61109010140000071219812874"} | Platnosc: jak i do kiedy się płaci. | Platnosc: how and by when it is paid.
          method | "transfer" | FormaPlatnosci: z listy. | FormaPlatnosci: one of the list.
          otherMethod | "barter" | OpisPlatnosci: inny sposób, słowami. | OpisPlatnosci: another way, in words.
          due | "2026-12-10" | TerminPlatnosci: dzień, do którego się płaci. | TerminPlatnosci: the day by which it is to be paid.
          dueInDays | 14 | To samo jako liczba dni od daty wystawienia. | The same as days from the date of issue.
          paidOn | "2026-11-26" | DataZaplaty: zapłacono całość tego dnia. | DataZaplaty: it was paid in full on this day.
          otherDue | [{"count": 14, "unit": "dni", "after": "odbiór towaru"}] | TerminPlatnosci: dalsze terminy albo słowami. | TerminPlatnosci: further ones, or in words.
          parts | [{"amount": 50, "date": "2026-11-20", "method": "cash"}] | ZaplataCzesciowa: co zapłacono w częściach. | ZaplataCzesciowa: what has been paid in parts.
          paidInFullByParts | true | ZnacznikZaplatyCzesciowej 2: części dają razem całość. | ZnacznikZaplatyCzesciowej 2: the parts make up the whole.
          account | "61109010140000071219812874" | RachunekBankowy: gdzie zapłacić; sam numer albo pola. | RachunekBankowy: where to pay; the number alone, or fields.
          otherAccounts | ["61109010140000071219812874"] | RachunekBankowy: dalsze rachunki. | RachunekBankowy: further accounts.
          factorAccounts | ["61109010140000071219812874"] | RachunekBankowyFaktora: rachunki faktora. | RachunekBankowyFaktora: accounts of the factor.
          earlyPayment | {"conditions": "zapłata w 7 dni", "discount": "2%"} | Skonto: mniej, gdy zapłata jest wcześniej. | Skonto: less is due when it is paid early.
          link | "https://example.pl/zaplac?IPKSeF=1237XyZ19AbCd" | LinkDoPlatnosci: gdzie zapłacić w sieci. | LinkDoPlatnosci: where to pay on the web.
          paymentId | "1237XyZ19AbCd" | IPKSeF: identyfikator płatności, trzy cyfry i dziesięć liter lub cyfr. | IPKSeF: identifier of the payment, three digits and ten letters or digits.
        DueTerm | {"count": 14, "unit": "dni", "after": "odbiór towaru"} | TerminPlatnosci: dzień albo tyle jednostek czasu po czymś. | TerminPlatnosci: a day, or so many units of time after something.
          date | "2026-12-10" | Termin: dzień. | Termin: the day.
          count | 14 | Ilosc: ile jednostek. | Ilosc: how many units.
          unit | "dni" | Jednostka: dni, tygodnie, miesiące. | Jednostka: days, weeks, months.
          after | "odbiór towaru" | ZdarzeniePoczatkowe: od czego się liczy. | ZdarzeniePoczatkowe: what it is counted from.
        PartPayment | {"amount": 50, "date": "2026-11-20", "method": "cash"} | ZaplataCzesciowa: jedna część. | ZaplataCzesciowa: one part.
          amount | 50 | KwotaZaplatyCzesciowej: kwota. | KwotaZaplatyCzesciowej: the amount.
          date | "2026-11-20" | DataZaplatyCzesciowej: dzień. | DataZaplatyCzesciowej: the day.
          method | "cash" | FormaPlatnosci: z listy. | FormaPlatnosci: one of the list.
          otherMethod | "kompensata" | OpisPlatnosci: inny sposób, słowami. | OpisPlatnosci: another way, in words.
        BankAccount | {"number": "61109010140000071219812874", "bank": "Bank Przykładowy"} | RachunekBankowy; w szkicu także sam numer. | RachunekBankowy; in a draft also the number alone.
          number | "61109010140000071219812874" | NrRB: 26 cyfr w Polsce albo IBAN, bez odstępów. | NrRB: 26 digits in Poland or an IBAN, without blanks.
          swift | "WBKPPLPP" | SWIFT: kod banku. | SWIFT: the code of the bank.
          bank | "Bank Przykładowy" | NazwaBanku: nazwa banku. | NazwaBanku: the name of the bank.
          description | "rachunek w EUR" | OpisRachunku: opis. | OpisRachunku: what the account is.
          ownedByBank | "collection" | RachunekWlasnyBanku: rachunek należy do samego banku albo faktora. | RachunekWlasnyBanku: the account belongs to a bank or factor itself.
        EarlyPayment | {"conditions": "zapłata w 7 dni", "discount": "2%"} | Skonto: mniej, gdy zapłata jest wcześniej. | Skonto: less is due when it is paid early.
          conditions | "zapłata w 7 dni" | WarunkiSkonta: kiedy. | WarunkiSkonta: when.
          discount | "2%" | WysokoscSkonta: o ile mniej. | WysokoscSkonta: how much less.
        Annotations | {"splitPayment": true} | Adnotacje: co art. 106e ust. 1 pkt 16-22 każe powiedzieć słowami. | Adnotacje: what art. 106e ust. 1 pkt 16-22 wants said in words.
          cashAccounting | true | P_16: metoda kasowa. | P_16: cash accounting.
          selfBilling | true | P_17: samofakturowanie, nabywca wystawia za sprzedawcę. | P_17: the buyer issues for the seller.
          reverseCharge | true | P_18: odwrotne obciążenie; gdy prawo nie zostawia wyboru, wpisuje się samo. | P_18: reverse charge; written by itself where the law leaves no choice.
          splitPayment | true | P_18A: mechanizm podzielonej płatności. | P_18A: split payment.
          triangularTransaction | true | P_23: procedura uproszczona w transakcji trójstronnej, drugi podatnik. | P_23: simplified triangular transaction, second taxpayer.
          exemption | {"polishLaw": "art. 113 ust. 1 ustawy o VAT"} | P_19: podstawa zwolnienia. | P_19: the ground of the exemption.
          newVehicles | {"vehicles": [{"firstUse": "2026-10-01", "line": 1, "mileage": "120"}]} | P_22: wewnątrzwspólnotowa dostawa nowych środków transportu. | P_22: new means of transport supplied within the Union.
          margin | "secondHandGoods" | P_PMarzy: procedura marży. | P_PMarzy: a margin scheme.
        Exemption | {"polishLaw": "art. 113 ust. 1 ustawy o VAT"} | Podstawa zwolnienia; dokładnie jedna. | The ground of an exemption; exactly one is given.
          polishLaw | "art. 113 ust. 1 ustawy o VAT" | P_19A: przepis ustawy albo rozporządzenia. | P_19A: a provision of the Act or of a regulation.
          directive | "art. 132 dyrektywy 2006/112/WE" | P_19B: przepis dyrektywy 2006/112/WE. | P_19B: a provision of Directive 2006/112/EC.
          other | "umowa międzynarodowa" | P_19C: inna podstawa. | P_19C: another ground.
        NewVehicles | {"vehicles": [{"firstUse": "2026-10-01", "line": 1, "mileage": "120"}]} | NoweSrodkiTransportu. | NoweSrodkiTransportu: new means of transport.
          article42Section5 | true | P_42_5: jest obowiązek z art. 42 ust. 5. | P_42_5: the duty of art. 42 ust. 5 applies.
          vehicles | [{"firstUse": "2026-10-01", "line": 1, "mileage": "120"}] | NowySrodekTransportu: każdy osobno. | NowySrodekTransportu: each by itself.
        NewVehicle | {"firstUse": "2026-10-01", "line": 1, "make": "Syrena", "mileage": "120"} | NowySrodekTransportu: lądowy, wodny albo powietrzny; mówi o tym mileage, hoursSailed albo hoursFlown. | NowySrodekTransportu: on land, on water or in the air; mileage, hoursSailed or hoursFlown tells which.
          firstUse | "2026-10-01" | P_22A: dzień dopuszczenia do użytku. | P_22A: the day of first use.
          line | 1 | P_NrWierszaNST: pozycja faktury. | P_NrWierszaNST: the line of the invoice.
          make | "Syrena" | P_22BMK: marka. | P_22BMK: the make.
          model | "105" | P_22BMD: model. | P_22BMD: the model.
          colour | "czerwony" | P_22BK: kolor. | P_22BK: the colour.
          registrationNumber | "PO 12345" | P_22BNR: numer rejestracyjny. | P_22BNR: the registration number.
          year | "2026" | P_22BRP: rok produkcji. | P_22BRP: the year of make.
          mileage | "120" | P_22B: przebieg pojazdu lądowego. | P_22B: mileage of a vehicle on land.
          vin | "SUPTEST0000000001" | P_22B1: numer VIN; najwyżej jeden z czterech numerów. | P_22B1: the VIN; at most one of the four numbers.
          bodyNumber | "N-1001" | P_22B2: numer nadwozia. | P_22B2: number of the body.
          chassisNumber | "P-1001" | P_22B3: numer podwozia. | P_22B3: number of the chassis.
          frameNumber | "R-1001" | P_22B4: numer ramy. | P_22B4: number of the frame.
          type | "osobowy" | P_22BT: typ. | P_22BT: the type.
          hoursSailed | "40" | P_22C: godziny pracy jednostki pływającej. | P_22C: hours that a vessel has sailed.
          hullNumber | "K-1001" | P_22C1: numer kadłuba. | P_22C1: number of the hull.
          hoursFlown | "25" | P_22D: godziny pracy statku powietrznego. | P_22D: hours that an aircraft has flown.
          serialNumber | "F-1001" | P_22D1: numer fabryczny. | P_22D1: the serial number.
        Attachment | {"blocks": [{"facts": [{"name": "Punkt poboru", "text": "PL0037"}]}]} | Zalacznik: dane w blokach. | Zalacznik: data in blocks.
          blocks | [{"facts": [{"name": "Punkt poboru", "text": "PL0037"}]}] | BlokDanych: bloki. | BlokDanych: the blocks.
        AttachmentBlock | {"heading": "Zużycie", "facts": [{"name": "Punkt poboru", "text": "PL0037"}]} | BlokDanych. | BlokDanych: one block.
          heading | "Zużycie energii" | ZNaglowek: nagłówek. | ZNaglowek: the heading.
          facts | [{"name": "Punkt poboru", "text": "PL0037"}] | MetaDane: co najmniej jedna. | MetaDane: one at least.
          paragraphs | ["Odczyt zdalny."] | Akapit: najwyżej dziesięć. | Akapit: ten at most.
          tables | [{"columns": [{"name": "Miesiąc"}, {"name": "kWh", "type": "dec"}], "rows": [["2026-10", "420.5"]]}] | Tabela: tabele. | Tabela: the tables.
        AttachmentFact | {"name": "Punkt poboru", "text": "PL0037"} | Fakt z nazwą. | A fact by its name.
          name | "Punkt poboru" | ZKlucz: nazwa. | ZKlucz: its name.
          text | "PL0037" | ZWartosc: treść. | ZWartosc: what it says.
        AttachmentTable | {"columns": [{"name": "Miesiąc"}, {"name": "kWh", "type": "dec"}], "rows": [["2026-10", "420.5"]]} | Tabela: najwyżej dwadzieścia kolumn i tysiąc wierszy; komórka może być pusta. | Tabela: twenty columns and a thousand rows at most; a cell may be empty.
          facts | [{"name": "Licznik", "text": "123456"}] | TMetaDane: fakty o tabeli. | TMetaDane: facts about the table.
          caption | "Zużycie według miesięcy" | Opis: podpis. | Opis: the caption.
          columns | [{"name": "Miesiąc"}, {"name": "kWh", "type": "dec"}] | Kol: kolumny. | Kol: the columns.
          rows | [["2026-10", "420.5"]] | Wiersz: wiersze, każdy z tyloma komórkami, ile jest kolumn. | Wiersz: the rows, each with as many cells as there are columns.
          summary | ["razem", "420.5"] | Suma: wiersz sumy. | Suma: the row of sums.
        AttachmentColumn | {"name": "kWh", "type": "dec"} | Kol: kolumna. | Kol: a column.
          name | "kWh" | NKom: nagłówek kolumny. | NKom: its heading.
          type | "dec" | Typ: co jest w komórkach. | Typ: what the cells hold.
        """;
}
