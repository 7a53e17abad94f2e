using static Inkaust.Invoices.Schema.Grammar;
using static Inkaust.Invoices.Schema.Vocabulary;

namespace Inkaust.Invoices.Schema;

/// <summary>Zalacznik: blocks of facts, paragraphs and tables.</summary>
internal static class Zalacznik
{
    private static readonly Element Table = Many(1000, "Tabela", "tabela", "table",
        Many(1000, "TMetaDane", "opis tabeli", "fact about the table",
            One("TKlucz", Text256, "nazwa", "name"),
            One("TWartosc", Text256, "wartość", "value")),
        Maybe("Opis", Text512, "opis tabeli", "caption"),
        One("TNaglowek", "nagłówek tabeli", "table header",
            Some(20, "Kol", "kolumna", "column",
                One("NKom", Cell, "nazwa kolumny", "column name")) with
            {
                Attributes = [new("Typ", "date", "datetime", "dec", "int", "time", "txt")],
            }),
        Some(1000, "Wiersz", "wiersz tabeli", "table row",
            Some(20, "WKom", Cell, "komórka", "cell")),
        Maybe("Suma", "podsumowanie tabeli", "table summary",
            Some(20, "SKom", Cell, "komórka podsumowania", "summary cell")));

    public static readonly Element Attachment = Maybe("Zalacznik", "załącznik", "attachment",
        Some(1000, "BlokDanych", "blok danych", "block",
            Maybe("ZNaglowek", Text512, "nagłówek bloku", "block heading"),
            Some(1000, "MetaDane", "dana", "fact",
                One("ZKlucz", Text256, "nazwa", "name"),
                One("ZWartosc", Text256, "wartość", "value")),
            Maybe("Tekst", "tekst", "text",
                Some(10, "Akapit", Text512, "akapit", "paragraph")),
            Table));
}
