using System.Xml.Linq;
using Inkaust.Invoices;
using Inkaust.Print;
using Inkaust.Print.Description;

namespace Inkaust.Tests.Unit.Print;

/// <summary>Whole documents: what stands at the top of an invoice, what a confirmation says, and what a UPO shows.</summary>
public sealed class DocumentDescriptionTests
{
    private const string Upo = "<Potwierdzenie><NazwaPodmiotuPrzyjmujacego>M</NazwaPodmiotuPrzyjmujacego>"
        + "<NumerReferencyjnySesji>s</NumerReferencyjnySesji>"
        + "<Uwierzytelnienie><IdKontekstu><Nip>1</Nip></IdKontekstu><NumerReferencyjnyTokenaKSeF>t</NumerReferencyjnyTokenaKSeF></Uwierzytelnienie>"
        + "{0}</Potwierdzenie>";

    private static string UpoWith(string documents) => Upo.Replace("{0}", documents);

    private const string Document = "<Dokument><NipSprzedawcy>1</NipSprzedawcy><NumerKSeFDokumentu>k</NumerKSeFDokumentu>"
        + "<NumerFaktury>f</NumerFaktury><DataWystawieniaFaktury>d</DataWystawieniaFaktury>"
        + "<DataPrzeslaniaDokumentu>2026-11-20T11:02:41.5+01:00</DataPrzeslaniaDokumentu>"
        + "<DataNadaniaNumeruKSeF>2026-11-20T10:02:42Z</DataNadaniaNumeruKSeF><SkrotDokumentu>h</SkrotDokumentu>"
        + "<TrybWysylki>Offline</TrybWysylki></Dokument>";

    [Theory]
    [InlineData("VAT", "<P_6>2026-11-19</P_6>", "Data wystawienia: 2026-11-20 ; Miejsce wystawienia: Kraków ; Data dostawy lub usługi: 2026-11-19 "
        + "; Waluta: PLN", "Faktura")]
    [InlineData("ZAL", "<P_6>2026-11-19</P_6>", "Data wystawienia: 2026-11-20 ; Miejsce wystawienia: Kraków ; Data otrzymania płatności: "
        + "2026-11-19 ; Waluta: PLN", "Faktura zaliczkowa")]
    [InlineData("KOR_ZAL", "<P_6>2026-11-19</P_6>", "Data wystawienia: 2026-11-20 ; Miejsce wystawienia: Kraków ; Data otrzymania płatności: "
        + "2026-11-19 ; Waluta: PLN",
        "Faktura korygująca fakturę zaliczkową")]
    [InlineData("UPR", "<OkresFa><P_6_Od>a</P_6_Od><P_6_Do>b</P_6_Do></OkresFa>",
        "Data wystawienia: 2026-11-20 ; Miejsce wystawienia: Kraków ; Okres: a – b ; Waluta: PLN", "Faktura uproszczona")]
    [InlineData("XYZ", "", "Data wystawienia: 2026-11-20 ; Miejsce wystawienia: Kraków ; Waluta: PLN", "XYZ")]
    public void An_invoice_begins_with_its_kind_its_number_and_its_days(string kind, string days, string fields, string title)
    {
        var text = System.Text.Encoding.UTF8.GetString(Specimens.ThreeLines().Bytes.Span);
        var invoice = Specimens.Read(text.Replace("<P_6>2026-11-19</P_6>", days).Replace("<RodzajFaktury>VAT", "<RodzajFaktury>" + kind));
        var described = InvoiceDescription.Of(invoice, [], new PrintOptions());
        Assert.Equal((title, "nr FV/11/2026/0042", fields),
            (described.Masthead.Kind, described.Masthead.Number, Told.Of(described.Masthead.Blocks)));
        Assert.Equal(($"{title} FV/11/2026/0042", $"{title} FV/11/2026/0042 · Papiernia „Łąka” sp. z o.o.", "Strona {0} z {1}", "pl"),
            (described.Title, described.Footer, described.PageOf, described.Language));
        Assert.Equal("_", Told.Of([described.Blocks[^2]]));
        Assert.Equal($"FA (3) · Wytworzono: 2026-11-20 10:30 · System: Inkaust · SHA-256: {invoice.Hash.Base64}~",
            Told.Of([described.Blocks[^1]]));
        Assert.DoesNotContain("Pozostałe dane", Told.Of(described.Blocks));
    }

    [Fact]
    public void The_number_in_KSeF_stands_under_its_code_or_at_the_top()
    {
        var invoice = Specimens.ThreeLines();
        var number = Specimens.NumberOf(invoice);
        Assert.EndsWith($" ; Numer KSeF: {number}", Told.Of(InvoiceDescription.Of(invoice, [],
            new PrintOptions { KsefNumber = number }).Masthead.Blocks));
        var coded = InvoiceDescription.Of(invoice, Specimens.Numbered(invoice), new PrintOptions()).Masthead;
        Assert.DoesNotContain("Numer KSeF", Told.Of(coded.Blocks));
        Assert.Equal([("Weryfikacja faktury w KSeF", number)], coded.Codes.Select(code => (code.Caption, code.Label)));
        var offline = InvoiceDescription.Of(invoice, Specimens.Offline(invoice), new PrintOptions()).Masthead;
        Assert.DoesNotContain("Numer KSeF", Told.Of(offline.Blocks));
        Assert.Equal([("Weryfikacja faktury w KSeF", "OFFLINE"), ("Weryfikacja wystawcy", "CERTYFIKAT")],
            offline.Codes.Select(code => (code.Caption, code.Label)));
    }

    [Fact]
    public void What_no_section_asks_for_is_told_at_the_end()
    {
        var text = System.Text.Encoding.UTF8.GetString(Specimens.ThreeLines().Bytes.Span).Replace("<RodzajFaktury>", "<Obcy>x</Obcy><RodzajFaktury>");
        Assert.Contains("## Pozostałe dane\n### Treść faktury\nObcy: x",
            Told.Of(InvoiceDescription.Of(Specimens.Read(text), [], new PrintOptions()).Blocks));
    }

    [Fact]
    public void Sums_stand_to_the_right_of_the_payment_or_alone()
    {
        var text = System.Text.Encoding.UTF8.GetString(Specimens.ThreeLines().Bytes.Span);
        Assert.Contains("<< ## Płatność\n", Told.Of(InvoiceDescription.Of(Specimens.Read(text), [], new PrintOptions()).Blocks));
        var at = text.IndexOf("<Platnosc>", StringComparison.Ordinal);
        var without = text[..at] + text[(text.IndexOf("</Platnosc>", StringComparison.Ordinal) + "</Platnosc>".Length)..];
        Assert.Contains("<<  || ## Podsumowanie\n", Told.Of(InvoiceDescription.Of(Specimens.Read(without), [], new PrintOptions()).Blocks));
    }

    [Fact]
    public void A_confirmation_is_no_invoice_and_shows_no_tax_and_no_line_as_it_was_before()
    {
        var invoice = Specimens.With("<FaWiersz><NrWierszaFa>1</NrWierszaFa><P_7>a</P_7><P_8A>szt.</P_8A><P_8B>1000.5</P_8B>"
            + "<P_12>23</P_12></FaWiersz>"
            + "<FaWiersz><NrWierszaFa>1</NrWierszaFa><P_7>b</P_7><StanPrzed>1</StanPrzed></FaWiersz>");
        var described = ConfirmationDescription.Of(invoice, Specimens.Offline(invoice), new PrintOptions());
        Assert.Equal("""
            _
            Ten dokument nie jest fakturą. Fakturę nabywca otrzyma w Krajowym Systemie e-Faktur (KSeF) po nadaniu jej numeru.*
            << ## Sprzedawca
            Papiernia „Łąka” sp. z o.o.*
            NIP: 5265877635 || ## Nabywca
            Drukarnia Gżegżółka S.A.*
            NIP: 7010002137 >>
            ## Przedmiot transakcji
            | Lp. 1 | Nazwa towaru lub usługi | Ilość 1 | J.m. |
            | 1 | a | 1 000,5 | szt. |
            Kwota transakcji = 11 388,26 PLN
            """, Told.Of(described.Blocks));
        Assert.Equal(("Potwierdzenie transakcji", "do faktury FV/11/2026/0042", 2),
            (described.Masthead.Kind, described.Masthead.Number, described.Masthead.Codes.Count));
        Assert.Equal("Potwierdzenie transakcji · to nie jest faktura · Papiernia „Łąka” sp. z o.o.", described.Footer);
        Assert.DoesNotContain("Przedmiot", Told.Of(ConfirmationDescription.Of(Specimens.With(""), [], new PrintOptions()).Blocks));
    }

    [Fact]
    public void A_UPO_of_one_invoice_tells_all_of_it()
    {
        var described = UpoDescription.Of(XElement.Parse(UpoWith(Document)), new PrintOptions());
        Assert.Equal("""
            ## Dokument
            Numer KSeF: k* ; Numer faktury: f ; NIP sprzedawcy: 1 ; Data wystawienia: d ; Przesłano do KSeF: 2026-11-20 11:02:41 ; Nadano numer KSeF: 2026-11-20 11:02:42 ; Skrót SHA-256: h ; Tryb: Offline
            ## Przesłanie
            Numer referencyjny sesji: s ; Kontekst: NIP: 1 ; Token KSeF: t
            """, Told.Of(described.Blocks));
        Assert.Equal(("Urzędowe poświadczenie odbioru", "k", "Przyjął: M", "UPO k"),
            (described.Masthead.Kind, described.Masthead.Number, Told.Of(described.Masthead.Blocks), described.Title));
    }

    [Fact]
    public void A_UPO_of_a_session_lists_its_invoices()
    {
        var described = UpoDescription.Of(XElement.Parse(UpoWith(Document + Document.Replace("k<", "l<"))), new PrintOptions());
        Assert.Equal("s", described.Masthead.Number);
        var told = Told.Of(described.Blocks).Split('\n');
        Assert.Equal(["## Dokumenty", "| Lp. 1 | Numer KSeF | Numer faktury | Data wystawienia | Przesłano do KSeF | Tryb |"], told[..2]);
        Assert.Equal("| 2 | l (SHA-256: h) | f (NIP sprzedawcy: 1) | d | 2026-11-20 11:02:41 (Nadano numer KSeF: 2026-11-20 11:02:42) "
            + "| Offline |", told[3]);
    }

    [Theory]
    [InlineData("2026-11-20", "2026-11-20")]
    [InlineData("2026-11-20T10:00:00", "2026-11-20 10:00:00")]
    [InlineData("2026-11-20T10:00:00-02:00", "2026-11-20 13:00:00")]
    [InlineData("nigdy", "nigdy")]
    public void A_receipt_tells_its_moments_to_the_second_by_the_Polish_clock(string written, string said) => Assert.Contains($"Przesłano do KSeF: {said} ; ",
        Told.Of(UpoDescription.Of(XElement.Parse(UpoWith(Document.Replace("2026-11-20T11:02:41.5+01:00", written))),
            new PrintOptions()).Blocks));

    [Fact]
    public void A_certificate_that_cannot_be_read_is_told_as_such()
    {
        const string Signature = "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"><SignatureValue>v</SignatureValue>"
            + "<X509Certificate>{0}</X509Certificate></Signature>";
        foreach (var bad in new[] { "?", "AAAA" })
            Assert.Contains("## Podpis\nCertyfikat: nieczytelny ; Sprawdzenie: podpis sprawdza się na pliku XML",
                Told.Of(UpoDescription.Of(XElement.Parse(UpoWith(Document + Signature.Replace("{0}", bad))),
                    new PrintOptions()).Blocks));
    }
}
