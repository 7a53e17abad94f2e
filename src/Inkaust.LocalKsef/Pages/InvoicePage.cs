using System.Globalization;
using Inkaust.Invoices;

namespace Inkaust.LocalKsef;

/// <summary>What the link behind KOD I says: the seller, P_1, and the hash in Base64URL.</summary>
internal sealed record Asked(string Nip, DateOnly Date, string Hash);

/// <summary>An accepted invoice as the page tells of it: its structure, and in what it is offered.</summary>
internal sealed record FoundInvoice(SentInvoice Invoice, string Structure, IReadOnlyList<string> Formats);

/// <summary>The page behind KOD I.</summary>
internal static class InvoicePage
{
    public static string Write(Call call, Asked link, FoundInvoice? found, SentInvoice? correction)
    {
        var asked = new (string, string, string?)[]
        {
            ("NIP sprzedawcy", "seller's NIP", link.Nip),
            ("Data wystawienia", "date of issue", link.Date.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture)),
            ("Skrót SHA-256 (Base64URL)", "SHA-256 hash", link.Hash),
        };
        if (found is { Invoice: var known })
            return PageLayout.Write(Tone.Good, new Wording("Faktura jest w KSeF", "The invoice is in KSeF"), PageLayout.Terms(
                [("Numer KSeF", "KSeF number", known.Number.ToString()), .. asked,
                    ("Data nadania numeru", "numbered on",
                        PolishTime.At(known.NumberedAt!.Value).ToString("dd.MM.yyyy HH:mm:ss", CultureInfo.InvariantCulture)),
                    ("Struktura", "structure", found.Structure),
                    ("Tryb", "mode", known.Mode == InvoicingMode.Online ? "online" : "offline")])
                        + InvoiceQuestionForm.Download($"{call.Http.Request.Path}/download", found.Formats));
        if (correction is not null)
            return PageLayout.Write(Tone.Waiting, new Wording("Faktura została skorygowana technicznie", "The invoice was corrected technically"),
                PageLayout.Terms(asked)
                + $"<p>W KSeF jest plik poprawiony: <a href=\"{PageLayout.Text(VerificationPages.LinkTo(call, correction))}\">"
                + $"{PageLayout.Text(correction.Number.ToString())}</a>.</p>");
        return PageLayout.Write(Tone.Waiting, new Wording("Faktury nie ma (jeszcze) w KSeF", "The invoice is not in KSeF (yet)"),
            PageLayout.Terms(asked)
            + "<p>Jeżeli pod kodem jest napis OFFLINE, sprzedawca ma jeszcze czas na przesłanie faktury. Zeskanuj kod ponownie później.</p>"
            + "<p class=en lang=en>If the word OFFLINE stands below the code, the seller may still send the invoice in time. "
            + "Scan the code again later.</p>");
    }

    /// <summary>What was found without a code.</summary>
    public static string Found(SentInvoice invoice, string link, string xmlInBase64) =>
        PageLayout.Write(Tone.Good, new Wording("Faktura jest w KSeF", "The invoice is in KSeF"), PageLayout.Terms(
            ("Numer KSeF", "KSeF number", invoice.Number.ToString()), ("NIP sprzedawcy", "seller's NIP", invoice.Facts!.SellerNip),
                ("Numer faktury", "invoice number", invoice.Facts.Number))
            + $"<p><a download=\"{PageLayout.Text(invoice.Number.ToString())}.xml\" href=\"data:application/xml;base64,{xmlInBase64}\">"
            + "Pobierz XML <span lang=en>/ Download XML</span></a></p>"
            + $"<p><a href=\"{PageLayout.Text(link)}\">Strona kodu KOD I <span lang=en>/ The page behind KOD I</span></a></p>");
}

/// <summary>The page behind KOD II.</summary>
internal static class CertificatePage
{
    public static string Write(Call call, bool valid, IReadOnlyList<VerificationCheck> checks)
    {
        var rows = string.Concat(checks.Select(check =>
            $"<li class={(check.Passed ? "yes" : "no")}><p>{PageLayout.Text(check.Pl)}</p><p class=en lang=en>{PageLayout.Text(check.En)}</p></li>"));
        return PageLayout.Write(valid ? Tone.Good : Tone.Bad, valid
            ? new Wording("Wystawca faktury jest potwierdzony", "The issuer of the invoice is confirmed")
            : new Wording("Nie można potwierdzić wystawcy faktury", "The issuer of the invoice cannot be confirmed"),
            $"<ol>{rows}</ol>" + PageLayout.Terms(
                ("Kontekst", "context", $"{call.Segment("contextType")} {call.Segment("contextValue")}"),
                ("NIP sprzedawcy", "seller's NIP", call.Segment("nip")),
                ("Numer seryjny certyfikatu", "serial number of the certificate", call.Segment("serial")),
                ("Skrót SHA-256 (Base64URL)", "SHA-256 hash", call.Segment("hash"))));
    }
}
