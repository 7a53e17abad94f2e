using static Inkaust.Invoices.Schema.Grammar;
using static Inkaust.Invoices.Schema.Vocabulary;

namespace Inkaust.Invoices.Schema;

/// <summary>Adnotacje: each question of art. 106e ust. 1 pkt 16-24 is answered.</summary>
internal static class Adnotacje
{
    private static readonly Part LandVehicle = Together(
        One("P_22B", Text256, "przebieg pojazdu", "mileage"),
        Optional(Either(
            Maybe("P_22B1", Text256, "numer VIN", "VIN"),
            Maybe("P_22B2", Text256, "numer nadwozia", "body number"),
            Maybe("P_22B3", Text256, "numer podwozia", "chassis number"),
            Maybe("P_22B4", Text256, "numer ramy", "frame number"))),
        Maybe("P_22BT", Text256, "typ", "type"));

    private static readonly Element NewVehicle = Some(10_000, "NowySrodekTransportu", "nowy środek transportu", "new means of transport",
        One("P_22A", Date2006, "data dopuszczenia do użytku", "date of first use"),
        One("P_NrWierszaNST", LineNumber, "wiersz faktury", "invoice line"),
        Maybe("P_22BMK", Text256, "marka", "make"),
        Maybe("P_22BMD", Text256, "model", "model"),
        Maybe("P_22BK", Text256, "kolor", "colour"),
        Maybe("P_22BNR", Text256, "numer rejestracyjny", "registration number"),
        Maybe("P_22BRP", Text256, "rok produkcji", "year of manufacture"),
        Either(
            LandVehicle,
            Together(
                One("P_22C", Text256, "godziny robocze jednostki pływającej", "hours sailed"),
                Maybe("P_22C1", Text256, "numer kadłuba", "hull number")),
            Together(
                One("P_22D", Text256, "godziny robocze statku powietrznego", "hours flown"),
                Maybe("P_22D1", Text256, "numer fabryczny", "serial number"))));

    public static readonly Element Annotations = One("Adnotacje", "adnotacje", "annotations",
        One("P_16", YesOrNo, "metoda kasowa", "cash accounting"),
        One("P_17", YesOrNo, "samofakturowanie", "self-billing"),
        One("P_18", YesOrNo, "odwrotne obciążenie", "reverse charge"),
        One("P_18A", YesOrNo, "mechanizm podzielonej płatności", "split payment"),
        One("Zwolnienie", new Children(Either(
            Together(
                One("P_19", Yes, "sprzedaż zwolniona", "exempt supply"),
                Either(
                    One("P_19A", Text256, "podstawa zwolnienia: ustawa lub akt wykonawczy", "basis of exemption: Polish act"),
                    One("P_19B", Text256, "podstawa zwolnienia: dyrektywa 2006/112/WE", "basis of exemption: directive 2006/112/EC"),
                    One("P_19C", Text256, "podstawa zwolnienia: inna", "basis of exemption: other"))),
            One("P_19N", Yes, "bez zwolnienia", "no exemption"))), "zwolnienie z VAT", "VAT exemption"),
        One("NoweSrodkiTransportu", new Children(Either(
            Together(
                One("P_22", Yes, "WDT nowych środków transportu", "intra-Union supply of new vehicles"),
                One("P_42_5", YesOrNo, "obowiązek z art. 42 ust. 5 ustawy", "duty of art. 42 sec. 5 of the VAT Act"),
                NewVehicle),
            One("P_22N", Yes, "bez nowych środków transportu", "no new vehicles"))), "nowe środki transportu", "new means of transport"),
        One("P_23", YesOrNo, "procedura uproszczona trójstronna", "simplified triangular transaction"),
        One("PMarzy", new Children(Either(
            Together(
                One("P_PMarzy", Yes, "procedura marży", "margin scheme"),
                Either(
                    One("P_PMarzy_2", Yes, "biura podróży", "travel agents"),
                    One("P_PMarzy_3_1", Yes, "towary używane", "second-hand goods"),
                    One("P_PMarzy_3_2", Yes, "dzieła sztuki", "works of art"),
                    One("P_PMarzy_3_3", Yes, "przedmioty kolekcjonerskie i antyki", "collectors' items and antiques"))),
            One("P_PMarzyN", Yes, "bez procedury marży", "no margin scheme"))), "procedury marży", "margin schemes"));
}
