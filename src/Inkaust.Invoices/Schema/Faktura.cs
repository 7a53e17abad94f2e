using static Inkaust.Invoices.Schema.Grammar;
using static Inkaust.Invoices.Schema.Vocabulary;

namespace Inkaust.Invoices.Schema;

/// <summary>FA(3) 1-0E from its root; the order of the file is the order here.</summary>
internal static class Faktura
{
    public const string Namespace = "http://crd.gov.pl/wzor/2025/06/25/13775/";

    private static readonly Element Header = One("Naglowek", "nagłówek", "header",
        One("KodFormularza", FormCode, "kod formularza", "form code") with
        {
            Attributes = [new("kodSystemowy", "FA (3)"), new("wersjaSchemy", "1-0E")],
        },
        One("WariantFormularza", FormVariant, "wariant formularza", "form variant"),
        One("DataWytworzeniaFa", Created, "data wytworzenia pliku", "file made at"),
        Maybe("SystemInfo", Text256, "system", "system"));

    private static readonly Element Footer = Maybe("Stopka", "stopka", "footer",
        Many(3, "Informacje", "informacja", "information",
            Maybe("StopkaFaktury", LongText, "treść stopki", "footer text")),
        Many(100, "Rejestry", "rejestr", "register entry",
            Maybe("PelnaNazwa", Text256, "pełna nazwa", "full name"),
            Maybe("KRS", Krs, "KRS", "KRS"),
            Maybe("REGON", Regon, "REGON", "REGON"),
            Maybe("BDO", Bdo, "BDO", "BDO")));

    public static readonly Element Root = One("Faktura", "faktura", "invoice",
        Header,
        Podmioty.Seller,
        Podmioty.Buyer,
        Podmioty.ThirdParty,
        Podmioty.Authorised,
        Fa.Body,
        Footer,
        Zalacznik.Attachment);

    /// <summary>How many elements at most stand one inside the other.</summary>
    public static int Depth { get; } = DepthOf(Root);

    private static int DepthOf(Element element) => 1 + (element.Children?.Elements.Max(DepthOf) ?? 0);
}
