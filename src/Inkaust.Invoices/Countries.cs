namespace Inkaust.Invoices;

/// <summary>Countries by the names that stand at the end of addresses: Polish, English and their own.</summary>
internal static class Countries
{
    // The code of KodKraju, then names. Not all of the world: those that Polish firms trade with; every other is given by its code.
    private const string Names = """
        AE Zjednoczone Emiraty Arabskie|United Arab Emirates
        AL Albania|Shqipëria
        AR Argentyna|Argentina
        AT Austria|Österreich
        AU Australia
        BA Bośnia i Hercegowina|Bosnia and Herzegovina|Bosna i Hercegovina
        BE Belgia|Belgium|België|Belgique|Belgien
        BG Bułgaria|Bulgaria|България
        BR Brazylia|Brazil|Brasil
        BY Białoruś|Belarus|Беларусь
        CA Kanada|Canada
        CH Szwajcaria|Switzerland|Schweiz|Suisse|Svizzera
        CL Chile
        CN Chiny|China|中国
        CY Cypr|Cyprus|Κύπρος
        CZ Czechy|Republika Czeska|Czechia|Czech Republic|Česko|Česká republika
        DE Niemcy|Germany|Deutschland
        DK Dania|Denmark|Danmark
        EE Estonia|Eesti
        EG Egipt|Egypt
        ES Hiszpania|Spain|España
        FI Finlandia|Finland|Suomi
        FR Francja|France
        GB Wielka Brytania|Zjednoczone Królestwo|United Kingdom|Great Britain|England|Scotland|Wales|Anglia|Szkocja|Walia|UK
        GE Gruzja|Georgia|საქართველო
        GR Grecja|Greece|Ελλάδα|Hellas
        HR Chorwacja|Croatia|Hrvatska
        HU Węgry|Hungary|Magyarország
        IE Irlandia|Ireland|Éire
        IL Izrael|Israel
        IN Indie|India
        IS Islandia|Iceland|Ísland
        IT Włochy|Italy|Italia
        JP Japonia|Japan|日本
        KR Korea Południowa|South Korea|Republic of Korea
        KZ Kazachstan|Kazakhstan
        LI Liechtenstein
        LT Litwa|Lithuania|Lietuva
        LU Luksemburg|Luxembourg|Luxemburg|Lëtzebuerg
        LV Łotwa|Latvia|Latvija
        MA Maroko|Morocco|Maroc
        MC Monako|Monaco
        MD Mołdawia|Moldova
        ME Czarnogóra|Montenegro|Crna Gora
        MK Macedonia Północna|North Macedonia
        MT Malta
        MX Meksyk|Mexico|México
        NL Holandia|Niderlandy|Netherlands|The Netherlands|Nederland
        NO Norwegia|Norway|Norge
        NZ Nowa Zelandia|New Zealand
        PL Polska|Poland|Polen|Rzeczpospolita Polska
        PT Portugalia|Portugal
        RO Rumunia|Romania|România
        RS Serbia|Srbija
        RU Rosja|Russia|Россия
        SA Arabia Saudyjska|Saudi Arabia
        SE Szwecja|Sweden|Sverige
        SG Singapur|Singapore
        SI Słowenia|Slovenia|Slovenija
        SK Słowacja|Slovakia|Slovensko
        SM San Marino
        TH Tajlandia|Thailand
        TN Tunezja|Tunisia|Tunisie
        TR Turcja|Turkey|Türkiye
        TW Tajwan|Taiwan
        UA Ukraina|Ukraine|Україна
        US Stany Zjednoczone|Stany Zjednoczone Ameryki|United States|United States of America|USA
        VA Watykan|Vatican City
        VN Wietnam|Vietnam
        XI Irlandia Północna|Northern Ireland
        XK Kosowo|Kosovo|Kosova
        ZA Republika Południowej Afryki|RPA|South Africa
        """;

    private static readonly Dictionary<string, Wording> ByCode = Names
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .ToDictionary(row => row[..2], row => Named(row[..2], row[3..].Split('|')), StringComparer.Ordinal);

    private static readonly Dictionary<string, string> ByName = Names
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .SelectMany(row => row[3..].Split('|').Select(name => (Name: Folded(name), Code: row[..2])))
        .Distinct()
        .ToDictionary(one => one.Name, one => one.Code, StringComparer.Ordinal);

    private static readonly HashSet<string> Codes =
        [.. Schema.CodeLists.Countries.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>The code of a country by its name, however its letters are written, or by its code in capital letters; null: it is none.</summary>
    public static string? CodeOf(string name) => Codes.Contains(name) ? name : ByName.GetValueOrDefault(Folded(name));

    /// <summary>Its name by its code; null: the code alone is known here.</summary>
    public static Wording? NameOf(string code) => ByCode.GetValueOrDefault(code);

    // The first name is the Polish one; the English one follows it, unless there is a second Polish one or both are the same.
    private static Wording Named(string code, string[] names) => new(names[0], code switch
    {
        "CZ" or "GB" or "NL" or "US" or "ZA" => names[2],
        "AL" or "AT" or "EE" or "RS" => names[0],
        _ => names.Length > 1 ? names[1] : names[0],
    });

    /// <summary>The name is that of a town as well.</summary>
    public static bool IsTown(string name) => CodeOf(name.Trim()) is "LU" or "MC" or "SG" or "SM" or "VA" && !Codes.Contains(name.Trim());

    /// <summary>The country whose VAT number has this prefix: that of Greece is EL.</summary>
    public static string OfPrefix(string prefix) => prefix == "EL" ? "GR" : prefix;

    /// <summary>What people write for a code of a list and it is not there; null: nothing better is known.</summary>
    /// <param name="code">What was written.</param>
    /// <param name="ofVatNumber">It stands as the prefix of an EU VAT number.</param>
    public static Wording? Meant(string code, bool ofVatNumber) => (code, ofVatNumber) switch
    {
        ("GR", true) => new("Numery VAT z Grecji zaczynają się od EL.", "VAT numbers of Greece begin with EL."),
        ("GB" or "UK", true) => new(
            "Wielka Brytania nie ma numerów VAT UE: podaj kraj GB i numer jako inny identyfikator (KodKraju, NrID; w szkicu foreignId); "
                + "Irlandia Północna ma XI.",
            "Great Britain has no EU VAT numbers: give the country GB and the number as another identifier (KodKraju, NrID; in a draft foreignId); "
                + "Northern Ireland has XI."),
        ("CH" or "NO" or "UA" or "US", true) => new(
            "To państwo nie należy do Unii: podaj numer jako inny identyfikator (KodKraju, NrID; w szkicu foreignId).",
            "This country is not in the Union: give the number as another identifier (KodKraju, NrID; in a draft foreignId)."),
        ("EL", false) => new("Kodem Grecji jest GR; EL poprzedza tylko numer VAT.", "The code of Greece is GR; EL only stands before a VAT number."),
        ("UK", false) => new("Kodem Wielkiej Brytanii jest GB.", "The code of the United Kingdom is GB."),
        _ => null,
    };

    private const string WithMarks = "ąáàâäãåăćčçđďęéèêëěíìîïłľĺńñňóòôöõőøřśšşșťţțúùûüűůýÿźżž";
    private const string WithoutThem = "aaaaaaaacccddeeeeeeiiiilllnnnooooooorsssstttuuuuuuyyzzz";

    // Capital letters and small ones are the same, and those with marks the same as those without: Osterreich, OSTERREICH, Österreich.
    private static string Folded(string name) => string.Create(name.Length, name, (folded, written) =>
    {
        for (var i = 0; i < folded.Length; i++)
        {
            var small = char.ToLowerInvariant(written[i]);
            folded[i] = WithMarks.IndexOf(small) is >= 0 and var place ? WithoutThem[place] : small;
        }
    }).Trim().TrimEnd('.');
}
