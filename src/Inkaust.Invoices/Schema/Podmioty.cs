using static Inkaust.Invoices.Schema.Grammar;
using static Inkaust.Invoices.Schema.Vocabulary;

namespace Inkaust.Invoices.Schema;

/// <summary>The parties: Podmiot1, Podmiot2, Podmiot3, PodmiotUpowazniony.</summary>
internal static class Podmioty
{
    public static readonly Children Address = new(Together(
        One("KodKraju", Country, "kraj", "country"),
        One("AdresL1", Text512, "adres, wiersz 1", "address, line 1"),
        Maybe("AdresL2", Text512, "adres, wiersz 2", "address, line 2"),
        Maybe("GLN", Gln, "GLN", "GLN")));

    /// <summary>Who has a NIP and a name.</summary>
    public static readonly Children PolishIdentity = new(Together(
        One("NIP", Vocabulary.Nip, "NIP", "NIP"),
        One("Nazwa", Text512, "nazwa", "name")));

    /// <summary>Who may come from anywhere.</summary>
    public static readonly Children Identity = new(Together(
        Either(
            One("NIP", Vocabulary.Nip, "NIP", "NIP"),
            EuVat(),
            OtherNumber(),
            One("BrakID", Yes, "bez identyfikatora", "no identifier")),
        Maybe("Nazwa", Text512, "nazwa", "name")));

    public static readonly Children ThirdPartyIdentity = new(Together(
        Either(
            One("NIP", Vocabulary.Nip, "NIP", "NIP"),
            One("IDWew", InternalId, "identyfikator wewnętrzny", "internal identifier"),
            EuVat(),
            OtherNumber(),
            One("BrakID", Yes, "bez identyfikatora", "no identifier")),
        Maybe("Nazwa", Text512, "nazwa", "name")));

    public static readonly Element Seller = One("Podmiot1", "sprzedawca", "seller",
        Maybe("PrefiksPodatnika", EuCountry, "prefiks VAT UE", "EU VAT prefix") with { Fixed = "PL" },
        Maybe("NrEORI", Text256, "EORI", "EORI"),
        One("DaneIdentyfikacyjne", PolishIdentity, "dane sprzedawcy", "seller's identity"),
        One("Adres", Address, "adres", "address"),
        Maybe("AdresKoresp", Address, "adres korespondencyjny", "correspondence address"),
        Contacts(),
        Maybe("StatusInfoPodatnika", Vocabulary.TaxpayerStatus, "status podatnika", "taxpayer's status"));

    public static readonly Element Buyer = One("Podmiot2", "nabywca", "buyer",
        Maybe("NrEORI", Text256, "EORI", "EORI"),
        One("DaneIdentyfikacyjne", Identity, "dane nabywcy", "buyer's identity"),
        Maybe("Adres", Address, "adres", "address"),
        Maybe("AdresKoresp", Address, "adres korespondencyjny", "correspondence address"),
        Contacts(),
        Maybe("NrKlienta", Text256, "numer klienta", "customer number"),
        Maybe("IDNabywcy", BuyerKey, "klucz nabywcy", "buyer's key"),
        One("JST", YesOrNo, "dotyczy jednostki podrzędnej JST", "concerns a unit of local government"),
        One("GV", YesOrNo, "dotyczy członka grupy VAT", "concerns a member of a VAT group"));

    public static readonly Element ThirdParty = Many(100, "Podmiot3", "podmiot trzeci", "third party",
        Maybe("IDNabywcy", BuyerKey, "klucz nabywcy", "buyer's key"),
        Maybe("NrEORI", Text256, "EORI", "EORI"),
        One("DaneIdentyfikacyjne", ThirdPartyIdentity, "dane podmiotu", "identity"),
        Maybe("Adres", Address, "adres", "address"),
        Maybe("AdresKoresp", Address, "adres korespondencyjny", "correspondence address"),
        Contacts(),
        Either(
            One("Rola", Vocabulary.ThirdPartyRole, "rola", "role"),
            Together(
                One("RolaInna", Yes, "inna rola", "another role"),
                One("OpisRoli", Text256, "opis roli", "what the role is"))),
        Maybe("Udzial", Percent, "udział w %", "share in %"),
        Maybe("NrKlienta", Text256, "numer klienta", "customer number"));

    public static readonly Element Authorised = Maybe("PodmiotUpowazniony", "podmiot upoważniony", "authorised entity",
        Maybe("NrEORI", Text256, "EORI", "EORI"),
        One("DaneIdentyfikacyjne", PolishIdentity, "dane podmiotu", "identity"),
        One("Adres", Address, "adres", "address"),
        Maybe("AdresKoresp", Address, "adres korespondencyjny", "correspondence address"),
        Many(3, "DaneKontaktowe", "kontakt", "contact",
            Maybe("EmailPU", Email, "e-mail", "e-mail"),
            Maybe("TelefonPU", Phone, "telefon", "telephone")),
        One("RolaPU", Vocabulary.AuthorisedRole, "rola", "role"));

    private static Part EuVat() => Together(
        One("KodUE", EuCountry, "prefiks VAT UE", "EU VAT prefix"),
        One("NrVatUE", Vocabulary.EuVatNumber, "numer VAT UE", "EU VAT number"));

    private static Part OtherNumber() => Together(
        Maybe("KodKraju", Country, "kraj numeru", "country of the number"),
        One("NrID", OtherTaxId, "identyfikator podatkowy", "tax identifier"));

    private static Element Contacts() => Many(3, "DaneKontaktowe", "kontakt", "contact",
        Maybe("Email", Email, "e-mail", "e-mail"),
        Maybe("Telefon", Phone, "telefon", "telephone"));
}
