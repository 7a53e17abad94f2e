using Inkaust.Invoices;

namespace Inkaust.Print.Description;

/// <summary>What the countries of KodKraju are called on paper.</summary>
internal static class CountryNames
{
    public const string Poland = "PL";

    // The code, the Polish name and, where it differs, the English one (Unicode CLDR).
    private const string Names = """
        AD Andora|Andorra; AE Zjednoczone Emiraty Arabskie|United Arab Emirates; AF Afganistan|Afghanistan;
        AG Antigua i Barbuda|Antigua and Barbuda; AI Anguilla; AL Albania; AM Armenia; AN Antyle Holenderskie|Netherlands Antilles;
        AO Angola; AQ Antarktyda|Antarctica;
        AR Argentyna|Argentina; AS Samoa Amerykańskie|American Samoa; AT Austria; AU Australia; AW Aruba; AX Wyspy Alandzkie|Åland Islands;
        AZ Azerbejdżan|Azerbaijan; BA Bośnia i Hercegowina|Bosnia and Herzegovina; BB Barbados; BD Bangladesz|Bangladesh; BE Belgia|Belgium;
        BF Burkina Faso; BG Bułgaria|Bulgaria; BH Bahrajn|Bahrain; BI Burundi; BJ Benin; BL Saint-Barthélemy|Saint Barthélemy; BM Bermudy|Bermuda;
        BN Brunei; BO Boliwia|Bolivia; BQ Niderlandy Karaibskie|Caribbean Netherlands; BR Brazylia|Brazil; BS Bahamy|Bahamas; BT Bhutan;
        BV Wyspa Bouveta|Bouvet Island; BW Botswana; BY Białoruś|Belarus; BZ Belize; CA Kanada|Canada; CC Wyspy Kokosowe|Cocos (Keeling) Islands;
        CD Demokratyczna Republika Konga|Democratic Republic of the Congo; CF Republika Środkowoafrykańska|Central African Republic;
        CG Kongo|Republic of the Congo; CH Szwajcaria|Switzerland; CI Côte d’Ivoire; CK Wyspy Cooka|Cook Islands; CL Chile; CM Kamerun|Cameroon;
        CN Chiny|China; CO Kolumbia|Colombia; CR Kostaryka|Costa Rica; CU Kuba|Cuba; CV Republika Zielonego Przylądka|Cape Verde; CW Curaçao;
        CX Wyspa Bożego Narodzenia|Christmas Island; CY Cypr|Cyprus; CZ Czechy|Czechia; DE Niemcy|Germany; DJ Dżibuti|Djibouti; DK Dania|Denmark;
        DM Dominika|Dominica; DO Dominikana|Dominican Republic; DZ Algieria|Algeria; EC Ekwador|Ecuador; EE Estonia; EG Egipt|Egypt;
        EH Sahara Zachodnia|Western Sahara; ER Erytrea|Eritrea; ES Hiszpania|Spain; ET Etiopia|Ethiopia; FI Finlandia|Finland; FJ Fidżi|Fiji;
        FK Falklandy|Falkland Islands; FM Mikronezja|Micronesia; FO Wyspy Owcze|Faroe Islands; FR Francja|France; GA Gabon;
        GB Wielka Brytania|United Kingdom; GD Grenada; GE Gruzja|Georgia; GF Gujana Francuska|French Guiana; GG Guernsey; GH Ghana; GI Gibraltar;
        GL Grenlandia|Greenland; GM Gambia; GN Gwinea|Guinea; GP Gwadelupa|Guadeloupe; GQ Gwinea Równikowa|Equatorial Guinea; GR Grecja|Greece;
        GS Georgia Południowa i Sandwich Południowy|South Georgia and South Sandwich Islands; GT Gwatemala|Guatemala; GU Guam;
        GW Gwinea Bissau|Guinea-Bissau; GY Gujana|Guyana; HK Hongkong|Hong Kong; HM Wyspy Heard i McDonalda|Heard and McDonald Islands;
        HN Honduras; HR Chorwacja|Croatia; HT Haiti; HU Węgry|Hungary; ID Indonezja|Indonesia; IE Irlandia|Ireland; IL Izrael|Israel;
        IM Wyspa Man|Isle of Man; IN Indie|India; IO Brytyjskie Terytorium Oceanu Indyjskiego|British Indian Ocean Territory; IQ Irak|Iraq;
        IR Iran; IS Islandia|Iceland; IT Włochy|Italy; JE Jersey; JM Jamajka|Jamaica; JO Jordania|Jordan; JP Japonia|Japan; KE Kenia|Kenya;
        KG Kirgistan|Kyrgyzstan; KH Kambodża|Cambodia; KI Kiribati; KM Komory|Comoros; KN Saint Kitts i Nevis|Saint Kitts and Nevis;
        KP Korea Północna|North Korea; KR Korea Południowa|South Korea; KW Kuwejt|Kuwait; KY Kajmany|Cayman Islands; KZ Kazachstan|Kazakhstan;
        LA Laos; LB Liban|Lebanon; LC Saint Lucia; LI Liechtenstein; LK Sri Lanka; LR Liberia; LS Lesotho; LT Litwa|Lithuania;
        LU Luksemburg|Luxembourg; LV Łotwa|Latvia; LY Libia|Libya; MA Maroko|Morocco; MC Monako|Monaco; MD Mołdawia|Moldova;
        ME Czarnogóra|Montenegro; MF Saint-Martin|Saint Martin; MG Madagaskar|Madagascar; MH Wyspy Marshalla|Marshall Islands;
        MK Macedonia Północna|North Macedonia; ML Mali; MM Mjanma|Myanmar; MN Mongolia; MO Makau|Macao;
        MP Mariany Północne|Northern Mariana Islands; MQ Martynika|Martinique; MR Mauretania|Mauritania; MS Montserrat; MT Malta; MU Mauritius;
        MV Malediwy|Maldives; MW Malawi; MX Meksyk|Mexico; MY Malezja|Malaysia; MZ Mozambik|Mozambique; NA Namibia;
        NC Nowa Kaledonia|New Caledonia; NE Niger; NF Norfolk|Norfolk Island; NG Nigeria; NI Nikaragua|Nicaragua; NL Holandia|Netherlands;
        NO Norwegia|Norway; NP Nepal; NR Nauru; NU Niue; NZ Nowa Zelandia|New Zealand; OM Oman; PA Panama; PE Peru;
        PF Polinezja Francuska|French Polynesia; PG Papua-Nowa Gwinea|Papua New Guinea; PH Filipiny|Philippines; PK Pakistan; PL Polska|Poland;
        PM Saint-Pierre i Miquelon|Saint Pierre and Miquelon; PN Pitcairn|Pitcairn Islands; PR Portoryko|Puerto Rico; PS Palestyna|Palestine;
        PT Portugalia|Portugal; PW Palau; PY Paragwaj|Paraguay; QA Katar|Qatar; RE Reunion|Réunion; RO Rumunia|Romania; RS Serbia; RU Rosja|Russia;
        RW Rwanda; SA Arabia Saudyjska|Saudi Arabia; SB Wyspy Salomona|Solomon Islands; SC Seszele|Seychelles; SD Sudan; SE Szwecja|Sweden;
        SG Singapur|Singapore; SH Wyspa Świętej Heleny|Saint Helena; SI Słowenia|Slovenia; SJ Svalbard i Jan Mayen|Svalbard and Jan Mayen;
        SK Słowacja|Slovakia; SL Sierra Leone; SM San Marino; SN Senegal; SO Somalia; SR Surinam|Suriname; SS Sudan Południowy|South Sudan;
        ST Wyspy Świętego Tomasza i Książęca|São Tomé and Príncipe; SV Salwador|El Salvador; SX Sint Maarten; SY Syria; SZ Eswatini;
        TC Turks i Caicos|Turks and Caicos Islands; TD Czad|Chad; TF Francuskie Terytoria Południowe i Antarktyczne|French Southern Territories;
        TG Togo; TH Tajlandia|Thailand; TJ Tadżykistan|Tajikistan; TK Tokelau; TL Timor Wschodni|Timor-Leste; TM Turkmenistan; TN Tunezja|Tunisia;
        TO Tonga; TR Turcja|Türkiye; TT Trynidad i Tobago|Trinidad and Tobago; TV Tuvalu; TW Tajwan|Taiwan; TZ Tanzania; UA Ukraina|Ukraine;
        UG Uganda; UM Dalekie Wyspy Mniejsze Stanów Zjednoczonych|U.S. Outlying Islands; US Stany Zjednoczone|United States; UY Urugwaj|Uruguay;
        UZ Uzbekistan; VA Watykan|Vatican City; VC Saint Vincent i Grenadyny|Saint Vincent and Grenadines; VE Wenezuela|Venezuela;
        VG Brytyjskie Wyspy Dziewicze|British Virgin Islands; VI Wyspy Dziewicze Stanów Zjednoczonych|U.S. Virgin Islands; VN Wietnam|Vietnam;
        VU Vanuatu; WF Wallis i Futuna|Wallis and Futuna; WS Samoa; XC Ceuta; XI Irlandia Północna|Northern Ireland; XK Kosowo|Kosovo; XL Melilla;
        YE Jemen|Yemen; YT Majotta|Mayotte; ZA Republika Południowej Afryki|South Africa; ZM Zambia; ZW Zimbabwe
        """;

    private static readonly Lazy<Dictionary<string, Wording>> ByCode = new(() =>
        Names.Split(';', StringSplitOptions.TrimEntries).Select(row => (Code: row[..2], Words: row[3..].Split('|')))
            .ToDictionary(row => row.Code, row => new Wording(row.Words[0], row.Words[^1]), StringComparer.Ordinal));

    /// <summary>The name of a country; null for a code that nobody knows.</summary>
    public static Wording? Of(string code) => ByCode.Value.GetValueOrDefault(code);
}
