namespace Inkaust.Cli;

/// <summary>
/// The help in Polish, by its English text, as translators are used to it: a command says its text once, where it is made, and a test
/// names what is missing here.
/// </summary>
internal static class HelpInPolish
{
    /// <summary>The text in Polish; as it is where nobody has translated it.</summary>
    public static string Of(string english) => Texts.GetValueOrDefault(english, english);

    /// <summary>It is translated.</summary>
    public static bool Has(string english) => Texts.ContainsKey(english);

    /// <summary>What stands for a value: <c>FILE.xml</c> becomes <c>PLIK.xml</c>.</summary>
    public static string Placeholder(string english)
    {
        var words = english.Split('|').Select(word => word.Split('.', 2))
            .Select(word => string.Join('.', (string[])[Placeholders.GetValueOrDefault(word[0], word[0]), .. word[1..]]));
        return string.Join('|', words);
    }

    private static readonly Dictionary<string, string> Placeholders = new()
    {
        ["FILE"] = "PLIK",
        ["DIR"] = "FOLDER",
        ["INVOICE"] = "FAKTURA",
        ["CODE"] = "KOD",
        ["KEY"] = "KLUCZ",
        ["SCOPE,"] = "PRAWO,",
        ["DAYS"] = "DNI",
        ["HOURS"] = "GODZINY",
        ["REFERENCE"] = "NUMER",
        ["No"] = "NR",
        ["DRAFT"] = "SZKIC",
        ["OUT"] = "WYNIK",
        ["NUMBER"] = "NUMER",
        ["ENVIRONMENT"] = "ŚRODOWISKO",
        ["COLOUR"] = "KOLOR",
        ["SOURCE"] = "ŹRÓDŁO",
        ["TIME"] = "CZAS",
        ["YEAR"] = "ROK",
        ["DATE"] = "DATA",
        ["TEXT"] = "TEKST",
        ["NAME"] = "NAZWA",
        ["ADDRESS"] = "ADRES",
        ["ORIGIN"] = "ADRES",
        ["URL"] = "ADRES",
        ["SPAN"] = "OKRES",
        ["WHAT"] = "CO",
        ["STATE"] = "STAN",
        ["KIND"] = "RODZAJ",
        ["MATCH"] = "WZORZEC",
        ["SECONDS"] = "SEKUNDY",
        ["yyyy-MM-dd"] = "rrrr-MM-dd",
        ["yyyy-MM"] = "rrrr-MM",
        ["buyer-name"] = "nazwa",
        ["buyer-address"] = "adres",
        ["number"] = "numer",
        ["new-number"] = "numer",
    };

    private static readonly Dictionary<string, string> Texts = new()
    {
        ["Say what the codes of an invoice prove, and why a code is wrong. Exit code 0 proven, 1 something is wrong, 3 not proven, 4 no code found"] =
            "Powiedz, czego dowodzą kody na fakturze i dlaczego kod jest zły. Kod wyjścia: 0 dowiedzione, 1 coś jest źle, 3 nie dowiedziono, 4 brak kodu",
        ["Links of codes, pictures (PNG, JPEG) or PDFs with codes, and XML files to which they belong; - is the standard input"] =
            "Odnośniki z kodów, obrazy (PNG, JPEG) albo pliki PDF z kodami oraz pliki XML, do których należą; - to standardowe wejście",
        ["The certificate that is said to have signed KOD II"] = "Certyfikat, którym rzekomo podpisano KOD II",
        ["To which KSeF the documents are said to belong: production, demo, test or the address of a local one"] =
            "Do którego KSeF mają należeć dokumenty: production, demo, test albo adres lokalnego",
        ["Open the page behind each code once, and say what KSeF says"] = "Otwórz raz stronę, do której prowadzi każdy kod, i powiedz, co mówi KSeF",
        ["Keep an eye on each invoice with a KOD I: a task appears when it is late in KSeF"] =
            "Pilnuj każdej faktury z KOD I: gdy minie termin KSeF, powstanie zadanie",
        ["Issues invoices through KSeF, online and offline, and brings a KSeF of its own for this machine."] =
            "Wystawia faktury przez KSeF, online i offline, i ma własny KSeF dla tego komputera.",
        ["Show help and usage information"] =
            "Pokaż pomoc",
        ["Show version information"] =
            "Pokaż wersję",
        ["Folder of the database (default: $INKAUST_DATABASE, else $INKAUST_DATA, else the per-user data folder)"] =
            "Folder bazy danych (domyślnie: $INKAUST_DATABASE, dalej $INKAUST_DATA, dalej folder danych użytkownika)",
        ["Answer with one JSON value, errors as JSON on stderr"] =
            "Odpowiedz jedną wartością JSON, błędy jako JSON na stderr",
        ["Language of the answers: pl or en (default: from $INKAUST_LANG or $LANG)"] =
            "Język odpowiedzi: pl albo en (domyślnie: z $INKAUST_LANG albo $LANG)",
        ["How tables are written (default: drawn on a screen, with tabs elsewhere)"] =
            "Jak zapisywać tabele (domyślnie: na ekranie rysowane, poza nim z tabulatorami)",
        ["Say on stderr what is done meanwhile; never names, NIPs or contents"] =
            "Mów na stderr, co się dzieje; nigdy nazw, NIP-ów ani treści",
        ["The main job on a local KSeF: one invoice online, one offline24 while the line is cut"] =
            "Całe zadanie na lokalnym KSeF: jedna faktura online, jedna offline24 przy odciętej linii",
        ["Folder for report.json and the files it names"] =
            "Folder na report.json i pliki, które wymienia",
        ["Issue an invoice, or many, and send at once what is issued online. Of many, one that is refused stops no other, and "
            + "what is issued already is not issued again"] =
            "Wystaw fakturę albo wiele faktur i od razu wyślij te, które są online. Odrzucona nie zatrzymuje pozostałych, a już "
            + "wystawiona nie będzie wystawiona drugi raz",
        ["Drafts (JSON) or finished FA(3) files (XML), folders of such, files with a draft on every line (JSON Lines); - for the "
            + "standard input"] =
            "Szkice (JSON) albo gotowe pliki FA(3) (XML), foldery takich plików, pliki ze szkicem w każdym wierszu (JSON Lines); - "
            + "to standardowe wejście",
        ["auto: online when KSeF answers, else what the announcements allow, else offline24"] =
            "auto: online, gdy KSeF odpowiada, inaczej to, na co pozwalają komunikaty, inaczej offline24",
        ["NIP of the company, when there are several; NIP@ENVIRONMENT, when it is in several environments"] =
            "NIP firmy, gdy jest ich kilka; NIP@ŚRODOWISKO, gdy firma jest w kilku środowiskach",
        ["Folder for the XML, the PDF and the UPO"] =
            "Folder na XML, PDF i UPO",
        ["There is a draft on every line, even if there is only one line"] =
            "W każdym wierszu jest szkic, także gdy wiersz jest tylko jeden",
        ["Codes of what is wrong and is taken knowingly; the ledger keeps them"] =
            "Kody tego, co jest niezgodne i przyjęte świadomie; zapisze je rejestr",
        ["Say what would happen and issue nothing; with --out, draw the invoices without codes"] =
            "Powiedz, co by się stało, i nic nie wystawiaj; z --out narysuj faktury bez kodów",
        ["The same key with the same file issues nothing again; for programs that repeat a call whose answer was lost"] =
            "Ten sam klucz z tym samym plikiem niczego nie wystawia ponownie; dla programów, które powtarzają wywołanie po utracie "
            + "odpowiedzi",
        ["Number or address of the ministry's message in BIP, kept as evidence"] =
            "Numer albo adres komunikatu ministerstwa w BIP, zachowywany jako dowód",
        ["What no file shows: why the buyer is given the invoice outside KSeF (art. 106gb ust. 4)"] =
            "Czego żaden plik nie pokaże: dlaczego nabywca dostaje fakturę poza KSeF (art. 106gb ust. 4)",
        ["Settle what is unknown, send what waits, fetch the official receipts"] =
            "Ustal, co nieznane, wyślij, co czeka, pobierz UPO",
        ["Keep sending until Ctrl-C, a round every 30 seconds, also for companies that are added meanwhile; with --json a line "
            + "for every round in which something moved or failed, and one for every look"] =
            "Wysyłaj do naciśnięcia Ctrl-C, runda co 30 sekund, także dla firm dodanych w międzyczasie; z --json wiersz po każdej "
            + "rundzie, w której coś się ruszyło albo nie udało, i po każdym sprawdzeniu",
        ["Folder for the XML, the PDF with its present codes and the UPO of every invoice that moved"] =
            "Folder na XML, PDF z aktualnymi kodami i UPO każdej faktury, która się ruszyła",
        ["Send packages again at once, also when KSeF has refused them so often that they have to wait"] =
            "Wyślij paczki od razu, także gdy KSeF odrzucał je tak często, że muszą czekać",
        ["Correct an invoice; the correction waits until its original has a KSeF number"] =
            "Skoryguj fakturę; korekta czeka, aż faktura korygowana będzie miała numer KSeF",
        ["The original: its place in the ledger, its number, its KSeF number or its hash"] =
            "Faktura korygowana: jej miejsce w rejestrze, jej numer, numer KSeF albo skrót",
        ["The correction as a draft; what it corrects is filled in"] =
            "Korekta jako szkic; to, co koryguje, zostanie uzupełnione",
        ["Correct to zero and issue a new invoice to the right buyer"] =
            "Skoryguj do zera i wystaw nową fakturę na właściwego nabywcę",
        ["NIP of the right buyer"] =
            "NIP właściwego nabywcy",
        ["Name of the right buyer, when it differs"] =
            "Nazwa właściwego nabywcy, gdy jest inna",
        ["Address of the right buyer in one line, when it differs"] =
            "Adres właściwego nabywcy w jednym wierszu, gdy jest inny",
        ["Number of the zero correction"] =
            "Numer korekty do zera",
        ["Number of the new invoice"] =
            "Numer nowej faktury",
        ["Technical correction of an invoice issued offline that KSeF refused"] =
            "Korekta techniczna faktury wystawionej offline, którą KSeF odrzucił",
        ["The refused invoice: its place in the ledger, its number or its hash"] =
            "Odrzucona faktura: jej miejsce w rejestrze, numer albo skrót",
        ["The repaired file (.xml); without it the reason of the refusal is shown"] =
            "Naprawiony plik (.xml); bez niego pokazuje powód odrzucenia",
        ["Nobody was given the print: send the repaired file plainly"] =
            "Nikt nie dostał wydruku: wyślij naprawiony plik zwyczajnie",
        ["Send the same bytes again, when only a right or a consent was missing"] =
            "Wyślij te same bajty ponownie, gdy brakowało tylko uprawnienia albo zgody",
        ["Every invoice that was issued here, and what became of it"] =
            "Wszystkie faktury, które tu wystawiono, i co się z nimi stało",
        ["Show the invoices, newest first"] =
            "Pokaż faktury, od najnowszej",
        ["Only those in this state"] =
            "Tylko te w tym stanie",
        ["Show one invoice and every step of its life"] =
            "Pokaż jedną fakturę i każdy krok jej życia",
        ["Its place in the ledger, its number, its KSeF number or its hash"] =
            "Jej miejsce w rejestrze, numer, numer KSeF albo skrót",
        ["Folder for its XML, PDF and UPO"] =
            "Folder na jej XML, PDF i UPO",
        ["Show the corrections that wait for the KSeF number of their original"] =
            "Pokaż korekty, które czekają na numer KSeF faktury korygowanej",
        ["Take back the one under this number; nothing of it was issued"] =
            "Wycofaj tę pod tym numerem; nic z niej nie wystawiono",
        ["KSeF numbers for JPK_V7 as CSV, with DI, OFF or BFK where there is none"] =
            "Numery KSeF do JPK_V7 jako CSV, a gdzie ich brak, z DI, OFF albo BFK",
        ["Only invoices issued in this month"] =
            "Tylko faktury wystawione w tym miesiącu",
        ["Write the CSV into this file"] =
            "Zapisz CSV do tego pliku",
        ["What the official receipts (UPO) prove, and who is believed to sign them"] =
            "Czego dowodzą urzędowe poświadczenia odbioru (UPO) i kogo wskazano, że je podpisuje",
        ["Check the receipt of an invoice: its signature, who signed it, and whether it names the invoice"] =
            "Sprawdź UPO faktury: podpis, kto podpisał i czy wymienia tę fakturę",
        ["A receipt of this invoice in a file (default: the one that is stored; - is the standard input)"] =
            "UPO tej faktury w pliku (domyślnie: zapisane; - to standardowe wejście)",
        ["Who is pinned as a signer of receipts, for each KSeF apart"] =
            "Kogo wskazano, że podpisuje UPO, dla każdego KSeF osobno",
        ["Pin the signer of receipts in the KSeF of the company"] =
            "Wskaż, kto podpisuje UPO w KSeF tej firmy",
        ["Certificates in PEM: of who signs, or with --subject of the authority that issued his; - is the standard input"] =
            "Certyfikaty w PEM: podpisującego albo, z --subject, urzędu, który mu go wydał; - to standardowe wejście",
        ["The name of who signs, as his certificate writes it"] =
            "Nazwa podpisującego, jak w jego certyfikacie",
        ["Show who is pinned in the KSeF of the company"] =
            "Pokaż, kogo wskazano w KSeF tej firmy",
        ["Believe one no longer"] =
            "Cofnij wskazanie",
        ["As the list shows it"] =
            "Tak, jak pokazuje lista",
        ["What waits with its countdown, what is late, what needs a person and its next step, KSeF now, and the certificates"] =
            "Co czeka i ile zostało czasu, co jest po terminie, co wymaga człowieka i jaki jest następny krok, KSeF w tej chwili i "
            + "certyfikaty",
        ["Check, write, read and explain FA(3) files"] =
            "Sprawdzaj, zapisuj, czytaj i objaśniaj pliki FA(3)",
        ["Say everything that is wrong with invoices; with --json one object a line"] =
            "Powiedz wszystko, co jest nie tak z fakturami; z --json po jednym obiekcie w wierszu",
        ["FA(3) files, or folders in which every .xml is one"] =
            "Pliki FA(3) albo foldery, w których każdy .xml jest takim plikiem",
        ["Rehearse days to come by the clock of a local KSeF: the address of its management port. Refused where a "
            + "company belongs to another KSeF"] =
            "Przećwicz przyszłe dni według zegara lokalnego KSeF: adres jego portu zarządzania. Odmowa, gdy jakaś firma "
            + "należy do innego KSeF",
        ["Why KSeF refused an invoice and what may be done; technical correction of one issued offline"] =
            "Dlaczego KSeF odrzucił fakturę i co można zrobić; korekta techniczna faktury wystawionej offline",
        ["Close a refused invoice about which nothing more is to be done, and say why"] =
            "Zamknij odrzuconą fakturę, z którą nic więcej nie trzeba robić, i podaj powód",
        ["Add the companies of a table: all of them, or none when a row is wrong"] =
            "Dodaj firmy z tabeli: wszystkie albo żadnej, gdy któryś wiersz jest błędny",
        ["A table in UTF-8 with the columns nip, name (nazwa), address (adres), ksef; - for the standard input"] =
            "Tabela w UTF-8 z kolumnami nip, nazwa (name), adres (address), ksef; - to standardowe wejście",
        ["Judge every row and add nothing"] =
            "Oceń każdy wiersz i niczego nie dodawaj",
        ["Devices that issue with no network"] = "Urządzenia, które wystawiają bez sieci",
        ["Show the devices of a company and what each holds unsent"] = "Pokaż urządzenia firmy i to, co każde ma niewysłanego",
        ["Keys by which other programs use the REST API"] = "Klucze, z którymi inne programy używają REST API",
        ["What it lets a program do: read, issue, certificates, admin; separated by commas"] =
            "Na co pozwala programowi: read, issue, certificates, admin; oddzielone przecinkami",
        ["What you call it"] = "Jak go nazywasz",
        ["For how many days it is good (default: until it is revoked)"] = "Na ile dni (domyślnie: do unieważnienia)",
        ["Make a key of a company; it is shown once"] = "Utwórz klucz firmy; widać go tylko raz",
        ["Show the keys of a company, never the keys themselves"] = "Pokaż klucze firmy, nigdy ich treść",
        ["For how many hours the old key stays good (default: 24)"] = "Przez ile godzin działa jeszcze stary klucz (domyślnie: 24)",
        ["Make a successor of a key; both are good for a while"] = "Utwórz następcę klucza; przez chwilę działają oba",
        ["End a key at once"] = "Unieważnij klucz od razu",
        ["By which the list knows it"] = "Tak nazywa go lista",
        ["Remove a company that has issued nothing, with its certificates and keys"] =
            "Usuń firmę, która niczego nie wystawiła, razem z jej certyfikatami i kluczami",
        ["It is meant. Without it only what would be gone is told; nobody is asked"] =
            "Na pewno. Bez tego program mówi tylko, co by zniknęło; nikogo nie pyta",
        ["Of every company; what cannot be had for one stops no other"] =
            "Każdej firmy; to, czego jedna nie może dostać, nie wstrzymuje innych",
        ["With --all: only what ends within 30 days or has ended"] =
            "Z --all: tylko to, co kończy się w ciągu 30 dni albo już się skończyło",
        ["A certificate in PEM, DER, Base64 or PKCS#7, or a file with its key: .p12, .pfx, PEM"] =
            "Certyfikat w PEM, DER, Base64 albo PKCS#7 albo plik z jego kluczem: .p12, .pfx, PEM",
        ["Its key, when it is in a file of its own"] =
            "Jego klucz, gdy jest w osobnym pliku",
        ["authentication, offline or seal (default: as the certificate's key usage says)"] =
            "authentication, offline albo seal (domyślnie: jak mówi użycie klucza certyfikatu)",
        ["Judge as this environment does: production refuses wrong check digits of NIPs, test, demo and local ones take them"] =
            "Oceń jak to środowisko: produkcyjne odrzuca NIP z błędną cyfrą kontrolną, test, demo i lokalne go przyjmują",
        ["End with 1 also for what KSeF takes but the law or the arithmetic forbids"] =
            "Zakończ kodem 1 także przy tym, co KSeF przyjmuje, a czego zabrania prawo albo arytmetyka",
        ["Write a draft as an FA(3) file; nothing is issued. A seller that it leaves out is the company"] =
            "Zapisz szkic jako plik FA(3); nic nie jest wystawiane. Sprzedawcą, gdy go pominięto, jest firma",
        ["An invoice as a person writes it; - for the standard input"] =
            "Faktura tak, jak pisze ją człowiek; - to standardowe wejście",
        ["The FA(3) file to write; - for the standard output"] =
            "Plik FA(3), który ma powstać; - to standardowe wyjście",
        ["Show what an FA(3) file says; with --json as a draft"] =
            "Pokaż, co mówi plik FA(3); z --json jako szkic",
        ["An FA(3) file; - for the standard input"] =
            "Plik FA(3); - to standardowe wejście",
        ["Print the JSON Schema of a draft"] =
            "Wypisz JSON Schema szkicu",
        ["Draw an invoice (or a UPO) as PDF, with the codes of the state it is in. Its language is --lang pl, en or pl+en "
            + "(default: pl)"] =
            "Narysuj fakturę (albo UPO) jako PDF z kodami stanu, w którym jest. Język: --lang pl, en albo pl+en (domyślnie: pl)",
        ["The file; - for the standard input"] =
            "Plik; - to standardowe wejście",
        ["The file to write; - for the standard output"] =
            "Plik, który ma powstać; - to standardowe wyjście",
        ["Its mode, for a file that is not in the ledger; of an offline one nothing is drawn, because only issuing makes KOD II"] =
            "Jej tryb, dla pliku spoza rejestru; pliku offline się nie rysuje, bo KOD II powstaje tylko przy wystawieniu",
        ["Its KSeF number, for a file that is not in the ledger"] =
            "Jej numer KSeF, dla pliku spoza rejestru",
        ["Its KSeF, for a file whose seller is not a company here: test, demo, production or an address"] =
            "Jej KSeF, dla pliku, którego sprzedawca nie jest tu firmą: test, demo, production albo adres",
        ["A PNG or JPEG for the upper left corner"] =
            "PNG albo JPEG do lewego górnego rogu",
        ["Colour of the headings, #rrggbb"] =
            "Kolor nagłówków, #rrggbb",
        ["A TrueType font with Polish letters"] =
            "Krój TrueType z polskimi literami",
        ["Attach the invoice file to the PDF, byte for byte"] =
            "Dołącz plik faktury do PDF, bajt w bajt",
        ["Draw an invoice (or a UPO) as one page of HTML that needs nothing else. Its language is --lang pl, en or pl+en "
            + "(default: pl)"] =
            "Narysuj fakturę (albo UPO) jako jedną stronę HTML, która nie potrzebuje niczego więcej. Język: --lang pl, en albo "
            + "pl+en (domyślnie: pl)",
        ["Draw a transaction confirmation, which a domestic buyer may have before the invoice has its number; not an invoice. "
            + "Its language is --lang pl, en or pl+en (default: pl)"] =
            "Narysuj potwierdzenie transakcji, które krajowy nabywca może dostać, zanim faktura ma numer; nie jest fakturą. Język: "
            + "--lang pl, en albo pl+en (domyślnie: pl)",
        ["What no file shows of the buyer, for a file that is not in the ledger (art. 106gb ust. 4)"] =
            "Czego żaden plik nie pokaże o nabywcy, dla pliku spoza rejestru (art. 106gb ust. 4)",
        ["Show KOD I and KOD II of an invoice: links, labels and the hash they carry, or pictures of them"] =
            "Pokaż KOD I i KOD II faktury: linki, podpisy i skrót, który niosą, albo ich obrazy",
        ["The links alone, one a line"] =
            "Same linki, po jednym w wierszu",
        ["Write each code with its label as a PNG into this folder"] =
            "Zapisz każdy kod z podpisem jako PNG w tym folderze",
        ["Write each code with its label as an SVG into this folder"] =
            "Zapisz każdy kod z podpisem jako SVG w tym folderze",
        ["Say for a company whether KSeF is to be taken as reachable"] =
            "Powiedz dla firmy, czy KSeF uznać za dostępny",
        ["Issue outside KSeF at once (offline24), without asking whether it answers"] =
            "Wystawiaj od razu poza KSeF (offline24), bez pytania, czy odpowiada",
        ["Issue online, although no answer of KSeF is seen from here"] =
            "Wystawiaj online, choć stąd nie widać odpowiedzi KSeF",
        ["Why; it is kept with every invoice that is issued meanwhile"] =
            "Dlaczego; zostaje przy każdej fakturze wystawionej w tym czasie",
        ["For how many hours it holds, at most 72"] =
            "Na ile godzin, najwyżej 72",
        ["Go by what is seen of KSeF again"] =
            "Znowu kieruj się tym, co widać",
        ["What only a person may say about a total failure of KSeF"] =
            "Co o awarii całkowitej KSeF może powiedzieć tylko człowiek",
        ["Confirm an announced total failure: waiting invoices that are not overdue need not be sent any more"] =
            "Potwierdź ogłoszoną awarię całkowitą: czekających faktur przed terminem nie trzeba już przesyłać",
        ["Where you read it: BIP, a newspaper, the radio"] =
            "Gdzie to przeczytano: BIP, gazeta, radio",
        ["Which one, by Latarnia's number of the event (default: the one that is going on); one that has ended is confirmed only "
            + "when it is named"] =
            "Która, po numerze zdarzenia w Latarni (domyślnie: ta, która trwa); zakończoną potwierdza się tylko po numerze",
        ["Until when an invoice must reach KSeF, and why"] =
            "Do kiedy faktura musi być w KSeF i dlaczego",
        ["offline24, unavailability, failure or total-failure"] =
            "offline24, unavailability (niedostępność), failure (awaria) albo total-failure (awaria całkowita)",
        ["P_1, a date in Poland"] =
            "P_1, data w Polsce",
        ["The moment of issue, where it is known; without an offset a Polish clock"] =
            "Chwila wystawienia, gdy jest znana; bez przesunięcia według zegara w Polsce",
        ["Messages of the Latarnia, as /messages gives them"] =
            "Komunikaty Latarni, tak jak podaje je /messages",
        ["What was published later is not known yet (default: now)"] =
            "Co opublikowano później, nie jest jeszcze znane (domyślnie: teraz)",
        ["Days that statutes made free or working: [{\"date\",\"free\",\"reason\"}]; without it those of the data folder"] =
            "Dni, które ustawy uczyniły wolnymi albo roboczymi: [{\"date\",\"free\",\"reason\"}]; bez tego te z folderu danych",
        ["calendar YEAR: the working days of a year in Poland, 1990 to 2100 (default: this one), and why the others are free"] =
            "calendar ROK: dni robocze roku w Polsce, od 1990 do 2100 (domyślnie: tego), i dlaczego pozostałe są wolne",
        ["Write down that a statute made a day free; waiting deadlines are counted anew"] =
            "Zapisz, że ustawa uczyniła dzień wolnym; terminy czekających faktur są liczone od nowa",
        ["yyyy-MM-dd"] =
            "rrrr-MM-dd",
        ["The statute"] =
            "Ustawa",
        ["The day is worked although it would be free"] =
            "W tym dniu się pracuje, choć byłby wolny",
        ["Take such a day back; waiting deadlines are counted anew"] =
            "Wycofaj taki dzień; terminy czekających faktur są liczone od nowa",
        ["The days that were written down; --json gives what --days-off reads"] =
            "Dni, które zapisano; --json daje to, co czyta --days-off",
        ["The companies that issue invoices here"] =
            "Firmy, które tu wystawiają faktury",
        ["Add a company"] =
            "Dodaj firmę",
        ["Tax number of the company"] =
            "NIP firmy",
        ["Name as it stands on invoices"] =
            "Nazwa, tak jak stoi na fakturach",
        ["Address in one line: \"ul. Długa 5, 31-147 Kraków\""] =
            "Adres w jednym wierszu: \"ul. Długa 5, 31-147 Kraków\"",
        ["Its KSeF: test, demo, production, or the address of a local one, e.g. http://127.0.0.1:5080"] =
            "Jej KSeF: test, demo, production albo adres lokalnego, np. http://127.0.0.1:5080",
        ["Give a company another name or address, for the invoices that are issued from now on"] =
            "Zmień nazwę albo adres firmy, dla faktur wystawianych od teraz",
        ["Its new name, as it stands on invoices"] =
            "Nowa nazwa, tak jak stoi na fakturach",
        ["Its new address in one line"] =
            "Nowy adres w jednym wierszu",
        ["Show the companies"] =
            "Pokaż firmy",
        ["KSeF certificates: type 1 signs in, type 2 signs KOD II on invoices issued offline"] =
            "Certyfikaty KSeF: typ 1 loguje, typ 2 podpisuje KOD II na fakturach wystawionych offline",
        ["Make a key here and get a KSeF certificate for it"] =
            "Utwórz tu klucz i zdobądź dla niego certyfikat KSeF",
        ["authentication (type 1), offline (type 2), or both"] =
            "authentication (typ 1), offline (typ 2) albo both (oba)",
        ["ec (P-256, small codes) or rsa (2048)"] =
            "ec (P-256, małe kody) albo rsa (2048)",
        ["First day of a successor, in Poland; at once without it"] =
            "Pierwszy dzień następcy, w Polsce; bez tego od razu",
        ["Show the certificates and how long they are valid"] =
            "Pokaż certyfikaty i do kiedy są ważne",
        ["Show one certificate and the invoices that still need it"] =
            "Pokaż jeden certyfikat i faktury, które go jeszcze potrzebują",
        ["Serial number of the certificate"] =
            "Numer seryjny certyfikatu",
        ["Get a successor with a new key now; sending does it by itself 30 days ahead"] =
            "Zdobądź teraz następcę z nowym kluczem; wysyłanie robi to samo 30 dni wcześniej",
        ["Revoke a certificate for good, unless an invoice still needs it"] =
            "Unieważnij certyfikat na zawsze, chyba że potrzebuje go jeszcze jakaś faktura",
        ["superseded, key-compromise or unspecified"] =
            "superseded (zastąpiony), key-compromise (klucz ujawniony) albo unspecified (bez powodu)",
        ["Take in a certificate and its key; the password is asked for, or read from INKAUST_KEY_PASSWORD"] =
            "Wczytaj certyfikat i jego klucz; o hasło zapyta albo weźmie je z INKAUST_KEY_PASSWORD",
        ["A certificate in PEM or DER, or a .p12/.pfx file with its key"] =
            "Certyfikat w PEM albo DER, albo plik .p12/.pfx z kluczem",
        ["The key of a certificate in PEM or DER"] =
            "Klucz certyfikatu w PEM albo DER",
        ["authentication, offline or seal (default: as the certificate says; .p12: seal)"] =
            "authentication, offline albo seal (pieczęć) (domyślnie: jak mówi certyfikat; .p12: seal)",
        ["Write a certificate and its key, encrypted with a password that is asked for, or read from INKAUST_KEY_PASSWORD"] =
            "Zapisz certyfikat i jego klucz, zaszyfrowany hasłem, o które zapyta albo które weźmie z INKAUST_KEY_PASSWORD",
        ["Folder for SERIAL.crt and SERIAL.key"] =
            "Folder na SERIAL.crt i SERIAL.key",
        ["Sign in, ask KSeF how the certificates stand, and sign and verify a KOD II; nothing is issued or sent"] =
            "Zaloguj się, zapytaj KSeF o stan certyfikatów, podpisz i sprawdź KOD II; nic nie jest wystawiane ani wysyłane",
        ["Keep a KSeF token to sign in with, asked for or read from INKAUST_KSEF_TOKEN; a certificate goes before it"] =
            "Zachowaj token KSeF do logowania; zapyta o niego albo weźmie go z INKAUST_KSEF_TOKEN; certyfikat ma pierwszeństwo",
        ["Last day on which tokens are good; the law may move it (default: 2026-12-31)"] =
            "Ostatni dzień, w którym tokeny działają; prawo może go przesunąć (domyślnie: 2026-12-31)",
        ["Forget the token"] =
            "Zapomnij token",
        ["Run the web app, with the sending service and a KSeF of this machine, until Ctrl-C"] =
            "Uruchom aplikację w przeglądarce, z wysyłaniem i KSeF tego komputera, do Ctrl-C",
        ["Addresses to listen on (default: http://127.0.0.1:5080)"] =
            "Adresy, na których nasłuchuje (domyślnie: http://127.0.0.1:5080)",
        ["Where people reach it, e.g. behind a proxy: other hosts are refused, and links in e-mails begin so"] =
            "Adres, pod którym widzą ją ludzie, np. za proxy: inne hosty są odrzucane, a odnośniki w e-mailach zaczynają się od niego",
        ["Let companies have their events sent to programs on this machine, by http too, and to the private networks around it by https"] =
            "Pozwól wysyłać zdarzenia firm do programów na tym komputerze, także przez http, a przez https do sieci prywatnych wokół niego",
        ["Without the KSeF of this machine"] =
            "Bez KSeF tego komputera",
        ["Port of the KSeF of this machine; its management port is the next one (default: that of the last time, at first 5090)"] =
            "Port KSeF tego komputera; port sterowania jest następny (domyślnie: ten co ostatnio, na początku 5090)",
        ["Run a KSeF on this machine, until Ctrl-C. No legal force; not for production"] =
            "Uruchom KSeF na tym komputerze, do Ctrl-C. Bez mocy prawnej; nie do produkcji",
        ["Port of the API, Latarnia and the QR pages (0: a free one)"] =
            "Port API, Latarni i stron kodów QR (0: wolny)",
        ["Port of the clock, announcements and faults (0: a free one)"] =
            "Port zegara, komunikatów i usterek (0: wolny)",
        ["Keep all that clients were told in this SQLite file and the folder FILE-files: a restart, and a kill, goes on with it "
            + "(default: in memory). Not kept: faults, counts of requests, the list of what was received, and these options"] =
            "Przechowuj wszystko, co powiedziano klientom, w tym pliku SQLite i w folderze PLIK-files: po ponownym uruchomieniu, "
            + "także po ubiciu, idzie dalej (domyślnie: w pamięci). Bez usterek, liczników żądań, listy tego, co przyszło, i tych "
            + "opcji",
        ["Troubles by chance, 0 (none) to 100: 429, long processing, above 50 lost answers"] =
            "Kłopoty z przypadku, od 0 (żadnych) do 100: 429, długie przetwarzanie, powyżej 50 utracone odpowiedzi",
        ["From what the hostility is drawn"] =
            "Z czego losuje się kłopoty",
        ["Rate limits: none, production, or test (production for opening online sessions, ten times the rest)"] =
            "Limity żądań: none (żadne), production albo test (otwieranie sesji online jak w produkcji, reszta dziesięć razy "
            + "więcej)",
        ["How long an invoice waits before it is processed, in seconds (0.5) or as hours:minutes:seconds"] =
            "Jak długo faktura czeka na przetworzenie, w sekundach (0.5) albo jako godziny:minuty:sekundy",
        ["Where the server's clock starts, e.g. 2026-12-31T23:50:00+01:00 (default: now); --data goes on where it was"] =
            "Od kiedy idzie zegar serwera, np. 2026-12-31T23:50:00+01:00 (domyślnie: teraz); z --data idzie dalej tam, gdzie był",
        ["Serve https with the certificate and the key in this PEM file"] =
            "Działaj po https z certyfikatem i kluczem z tego pliku PEM",
        ["Answer to this name too, beside those of the loopback address; may be repeated"] =
            "Odpowiadaj także na tę nazwę, obok nazw adresu pętli zwrotnej; można powtórzyć",
        ["Let pages of this origin call the API from a browser (CORS), e.g. http://localhost:3000; may be repeated"] =
            "Pozwól stronom z tego adresu wołać API z przeglądarki (CORS), np. http://localhost:3000; można powtórzyć",
        ["Refuse invoices whose parties have NIPs with wrong check digits, as production does (default: as on TEST, only in "
            + "sessions opened with X-KSeF-Feature: subject-identifier-validation)"] =
            "Odrzucaj faktury, w których strony mają NIP ze złą cyfrą kontrolną, jak produkcja (domyślnie: jak TEST, tylko w "
            + "sesjach otwartych z X-KSeF-Feature: subject-identifier-validation)",
        ["Steer a running local KSeF: clock, announcements, faults, certificates, snapshots"] =
            "Steruj działającym lokalnym KSeF: zegar, komunikaty, usterki, certyfikaty, migawki",
        ["Address of the management port, as local-ksef has printed it"] =
            "Adres portu sterowania, tak jak wypisał go local-ksef",
        ["Show the server's clock, or set, advance, freeze it"] =
            "Pokaż zegar serwera albo ustaw go, przesuń, zatrzymaj",
        ["Put the clock to a time"] =
            "Ustaw zegar na tę chwilę",
        ["Go on by [-][days.]hours:minutes[:seconds]"] =
            "Przesuń o [-][dni.]godziny:minuty[:sekundy]",
        ["Let it stand still"] =
            "Niech stoi",
        ["Let it run again"] =
            "Niech znów idzie",
        ["Let Latarnia publish a message"] =
            "Niech Latarnia ogłosi komunikat",
        ["maintenance, failure, failure-end, total-failure, total-failure-end"] =
            "maintenance (niedostępność), failure (awaria), failure-end, total-failure (awaria całkowita), total-failure-end",
        ["When it begins (default: now, for an end when the failure began)"] =
            "Kiedy się zaczyna (domyślnie: teraz, a dla końca wtedy, gdy zaczęła się awaria)",
        ["When it ends"] =
            "Kiedy się kończy",
        ["Publish a new version of the message with this id instead"] =
            "Ogłoś zamiast tego nową wersję komunikatu o tym id",
        ["Take Latarnia itself down, or up again"] =
            "Wyłącz samą Latarnię albo włącz ją z powrotem",
        ["up or down"] =
            "up (włącz) albo down (wyłącz)",
        ["Make something go wrong; without KIND: show what is wrong"] =
            "Zepsuj coś; bez RODZAJU: pokaż, co jest zepsute",
        ["line-cut, answer-lost, cut-mid-body, html-502, html-504, redirect-307, too-many-requests, stuck-100, stuck-150, "
            + "cancelled-550, late-storage, session-unavailable, slow, wrong-json"] =
            "line-cut, answer-lost, cut-mid-body, html-502, html-504, redirect-307, too-many-requests, stuck-100, stuck-150, "
            + "cancelled-550, late-storage, session-unavailable, slow, wrong-json",
        ["Which requests, e.g. \"POST /v2/sessions/online/*/invoices\" (default: * /v2/*)"] =
            "Które żądania, np. \"POST /v2/sessions/online/*/invoices\" (domyślnie: * /v2/*)",
        ["How many of them (default: until it is cleared)"] =
            "Ile z nich (domyślnie: aż do odwołania)",
        ["0 to 1 (default: 1)"] =
            "Od 0 do 1 (domyślnie: 1)",
        ["Seconds, for too-many-requests (default: 1)"] =
            "Sekundy, dla too-many-requests (domyślnie: 1)",
        ["Milliseconds, for slow (default: 1000)"] =
            "Milisekundy, dla slow (domyślnie: 1000)",
        ["Remove all faults first"] =
            "Najpierw usuń wszystkie usterki",
        ["Show the KSeF certificates that the server has issued, or revoke, block or expire one"] =
            "Pokaż certyfikaty KSeF, które wydał serwer, albo unieważnij, zablokuj lub zakończ jeden z nich",
        ["Revoke a KSeF certificate"] =
            "Unieważnij certyfikat KSeF",
        ["Its serial number, as certificate shows it"] =
            "Jego numer seryjny, tak jak pokazuje go certificate",
        ["Block a KSeF certificate"] =
            "Zablokuj certyfikat KSeF",
        ["Let a KSeF certificate end now"] =
            "Niech certyfikat KSeF teraz się skończy",
        ["Show what the server has received"] =
            "Pokaż, co serwer dostał",
        ["Give the server new public keys"] =
            "Daj serwerowi nowe klucze publiczne",
        ["Forget everything but the keys"] =
            "Zapomnij wszystko oprócz kluczy",
        ["Write everything down in a file"] =
            "Zapisz wszystko do pliku",
        ["Where it is written; it holds the server's private keys"] =
            "Dokąd; będą tam klucze prywatne serwera",
        ["Put a snapshot in place of everything"] =
            "Zastąp wszystko migawką",
        ["A file that snapshot has written"] =
            "Plik, który zapisał snapshot",
        ["What KSeF holds of a company: fetched into a store of its own, searched, sorted, written out"] =
            "Co KSeF ma o firmie: pobrane do własnego magazynu, przeszukane, posortowane, zapisane do plików",
        ["Only where the company is this on the invoice"] =
            "Tylko te, na których firma jest tym podmiotem",
        ["Only those in this state (default: all but hidden ones)"] =
            "Tylko w tym stanie (domyślnie: wszystkie poza ukrytymi)",
        ["Where nothing was fetched before: from this day on (default: 2026-02-01)"] =
            "Gdy nic jeszcze nie pobrano: od tego dnia (domyślnie: 2026-02-01)",
        ["Fetch what KSeF stored since the last time, in every role; KSeF may be asked every 15 minutes"] =
            "Pobiera to, co KSeF zapisał od ostatniego razu, w każdej roli; KSeF można pytać co 15 minut",
        ["Only invoices of this month, by their date"] =
            "Tylko faktury z tego miesiąca, według ich daty",
        ["Words: of the number, a party, a NIP, an amount, a date, a line; each may be the begin of one"] =
            "Słowa: z numeru, nazwy strony, NIP, kwoty, daty, pozycji; każde może być początkiem słowa",
        ["How many at most (default: 50)"] =
            "Najwyżej ile (domyślnie: 50)",
        ["Show what was received, the latest first; asks nobody"] =
            "Pokazuje odebrane faktury, ostatnie najpierw; nikogo nie pyta",
        ["Its KSeF number, its number, or id:No of the list"] =
            "Jej numer KSeF, jej numer albo id:Nr z listy",
        ["Folder for its XML and PDF"] =
            "Folder na jej XML i PDF",
        ["Show one received invoice, what belongs to it, and what people made of it"] =
            "Pokazuje odebraną fakturę, to, co do niej należy, i co z nią zrobiono",
        ["Its KSeF number, its number, or id:No of the list; several may be named"] =
            "Jej numer KSeF, jej numer albo id:Nr z listy; można podać kilka",
        ["Into which state"] =
            "W jaki stan",
        ["Why, in words; the history keeps it"] =
            "Dlaczego, słowami; historia to zachowa",
        ["Put received invoices into a state, with who and when"] =
            "Nadaje stan odebranym fakturom; zapisuje, kto i kiedy",
        ["Read the package under this number once more"] =
            "Czyta jeszcze raz paczkę o tym numerze",
        ["What was refused of the package under this number is not wanted; what is kept of it goes"] =
            "Odrzucone pliki paczki o tym numerze są niepotrzebne; to, co z niej zachowano, zostaje usunięte",
        ["Show the files that were refused out of packages of KSeF, and why; decide about them"] =
            "Pokazuje pliki z paczek KSeF, których nie przyjęto, i powody; tu się o nich decyduje",
        ["Compare what was issued here with what KSeF holds in the company's name; asks nobody"] =
            "Porównuje to, co tu wystawiono, z tym, co KSeF ma w imieniu firmy; nikogo nie pyta",
        ["What of them; may be given several times (default: all)"] =
            "Co z nich; można podać kilka razy (domyślnie: wszystko)",
        ["The ZIP to write"] =
            "Plik ZIP, który powstanie",
        ["Write received invoices into a ZIP: XML, PDF, a table, rows for JPK_V7"] =
            "Zapisuje odebrane faktury do ZIP: XML, PDF, tabela, wiersze do JPK_V7",
        ["Which month, by the dates of the invoices"] =
            "Który miesiąc, według dat faktur",
        ["Write a month for the accountant: sales, purchases, UPOs, tables, and what is missing"] =
            "Zapisuje miesiąc dla księgowości: sprzedaż, zakupy, UPO, tabele i czego brakuje",
        ["Collective identifiers of KSeF: one number under which several invoices are paid at once"] =
            "Identyfikatory zbiorcze KSeF: jeden numer, pod którym płaci się za kilka faktur naraz",
        ["KSeF numbers, numbers, or id:No of the list; at least two, of one seller"] =
            "Numery KSeF, numery albo id:Nr z listy; co najmniej dwie, jednego sprzedawcy",
        ["Make one in KSeF for received invoices, each to be paid whole"] =
            "Tworzy identyfikator w KSeF dla odebranych faktur, każda do zapłaty w całości",
        ["Show those of the last 90 days"] =
            "Pokazuje te z ostatnich 90 dni",
        ["The collective identifier"] =
            "Identyfikator zbiorczy",
        ["Show the invoices of one"] =
            "Pokazuje faktury jednego z nich",
    };
}
