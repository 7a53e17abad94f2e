namespace Inkaust.Invoices.Reading;

/// <summary>What KSeF holds against the bytes of a file: codes INK-XML.</summary>
internal static class ByteFindings
{
    public static Finding NotWellFormed(Wording reason) => Of("INK-XML-001",
        $"Plik nie jest poprawnym XML: {reason.Pl}.", $"The file is not well-formed XML: {reason.En}.",
        "Sprawdź w tym miejscu i tuż przed nim, czy każdy znacznik jest zamknięty, a znaki & i < zapisane jako &amp; i &lt;.",
        "Check here and just before whether every tag is closed and the characters & and < are written as &amp; and &lt;.");

    public static Finding ByteOrderMark() => Of("INK-XML-010",
        "Plik zaczyna się znacznikiem kolejności bajtów (BOM).", "The file begins with a byte order mark (BOM).",
        "Zapisz go jako UTF-8 bez BOM.", "Save it as UTF-8 without BOM.") with
    { Line = 1, Column = 1 };

    public static Finding Utf16() => Of("INK-XML-011",
        "Plik jest w UTF-16 lub UTF-32, a KSeF przyjmuje tylko UTF-8.", "The file is in UTF-16 or UTF-32; KSeF takes UTF-8 only.",
        "Zapisz go jako UTF-8 bez BOM.", "Save it as UTF-8 without BOM.") with
    { Line = 1, Column = 1 };

    public static Finding DeclaredEncoding(string name) => Of("INK-XML-012",
        $"Plik podaje kodowanie „{name}”, a KSeF przyjmuje tylko UTF-8.", $"The file declares the encoding \"{name}\"; KSeF takes UTF-8 only.",
        "Zapisz plik jako UTF-8 i popraw encoding=\"UTF-8\" w pierwszym wierszu.",
            "Save the file as UTF-8 and put encoding=\"UTF-8\" into its first line.") with
    { Line = 1, Column = 1 };

    public static Finding ProcessingInstruction(string name) => Of("INK-XML-013",
        $"Plik ma instrukcję przetwarzania „<?{name}”, których KSeF nie przyjmuje.",
            $"The file has the processing instruction \"<?{name}\", which KSeF refuses.",
        "Usuń ją.", "Remove it.");

    public static Finding Dtd() => Of("INK-XML-014",
        "Plik ma deklarację DOCTYPE, której KSeF nie przyjmuje.", "The file has a DOCTYPE declaration, which KSeF refuses.",
        "Usuń ją.", "Remove it.");

    public static Finding DiscouragedCharacter(int character) => Of("INK-XML-015",
        $"Plik ma znak U+{character:X4}, którego KSeF nie przyjmuje.", $"The file has the character U+{character:X4}, which KSeF refuses.",
        "Usuń ten znak; zwykle pochodzi ze schowka albo z innego kodowania.", "Remove it; it usually comes from the clipboard or another encoding.");

    public static Finding TooLarge(int bytes, int most) => Of("INK-XML-016",
        $"Plik ma {Counted.InPolish(bytes, "bajt", "bajty", "bajtów")}, a może mieć najwyżej {most}.",
        $"The file has {bytes} bytes and may have at most {most}.",
        "Podziel fakturę na kilka; bez załącznika limit to 1 000 000 bajtów, z załącznikiem 3 000 000.",
        "Split the invoice; the limit is 1,000,000 bytes without an attachment and 3,000,000 with one.");

    public static Finding NotUtf8() => Of("INK-XML-018",
        "Plik nie jest w UTF-8: te bajty nie są żadnym znakiem.", "The file is not UTF-8: these bytes are no character.",
        "Zapisz go jako UTF-8 bez BOM; zwykle był w Windows-1250 albo ISO-8859-2.",
            "Save it as UTF-8 without BOM; it usually was in Windows-1250 or ISO-8859-2.");

    public static Finding NotXml(int bytes) => Of("INK-XML-019",
        bytes == 0 ? "Plik jest pusty." : "To nie jest plik XML.", bytes == 0 ? "The file is empty." : "This is not an XML file.",
        "Wskaż fakturę w XML, nie archiwum, PDF ani szkic JSON.", "Give an invoice in XML, not an archive, a PDF or a JSON draft.") with
    { Line = 1, Column = 1 };

    public static Finding ForbiddenCharacter(int character) => Of("INK-XML-020",
        $"Plik ma znak U+{character:X4}, niedozwolony w XML.", $"The file has the character U+{character:X4}, which XML forbids.",
        "Usuń ten znak.", "Remove it.");

    private static Finding Of(string code, string pl, string en, string hintPl, string hintEn) =>
        new(code, pl, en) { Hint = new(hintPl, hintEn) };
}
