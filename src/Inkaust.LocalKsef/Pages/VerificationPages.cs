using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Inkaust.Invoices;
using Microsoft.AspNetCore.Http.Features;

namespace Inkaust.LocalKsef;

/// <summary>One of the questions behind KOD II and its answer in words.</summary>
internal sealed record VerificationCheck(string Name, bool Passed, string Pl, string En);

/// <summary>What people and programs see who follow the links behind the codes.</summary>
/// <param name="registry">What is there.</param>
/// <param name="rights">Who may issue for whom.</param>
/// <param name="clock">The server's time.</param>
/// <param name="canDraw">Invoices are offered as PDF too.</param>
internal sealed class VerificationPages(Registry registry, Rights rights, ServerClock clock, bool canDraw)
{
    /// <summary>KOD I: is this invoice in KSeF? (kody-qr.md; LAW 43, 61)</summary>
    public Task<Answer> Invoice(Call call)
    {
        if (!TryFind(call, out var nip, out var date, out var parsed, out var known)) return Task.FromResult(Malformed(call));
        var hash = call.Segment("hash");
        var correction = known is null ? registry.CorrectionOf(parsed.Base64) : null;
        if (!WantsJson(call))
            return Task.FromResult(Page(InvoicePage.Write(call, new Asked(nip, date, hash), known is null ? null : Shown(known), correction)));
        if (known is null)
            return Task.FromResult(Answer.Json(new
            {
                found = false,
                sellerNip = nip,
                issueDate = date,
                invoiceHash = hash,
                correctedBy = correction is null ? null : new { ksefNumber = correction.Number.ToString(), link = LinkTo(call, correction) },
            }));
        return Task.FromResult(Answer.Json(new
        {
            found = true,
            ksefNumber = known.Number.ToString(),
            sellerNip = nip,
            issueDate = date,
            invoiceHash = hash,
            numberedAt = known.NumberedAt,
            structure = FormOf(known).StructureName,
            mode = known.Mode,
            formats = FormatsOf(known),
        }));
    }

    // False when the link is malformed; known is null when there is no such invoice.
    public bool TryFind(Call call, out string nip, out DateOnly date, out InvoiceHash hash, out SentInvoice? known)
    {
        var (seller, day) = (call.Segment("nip"), default(DateOnly));
        known = null;
        var isWellFormed = InvoiceHash.TryParse(call.Segment("hash"), out hash) & call.Segment("hash").Length == 43
            & ContextIdentifier.NipPattern().IsMatch(seller)
            & DateOnly.TryParseExact(call.Segment("date"), "dd-MM-yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
        (nip, date) = (seller, day);
        if (!isWellFormed) return false;
        known = registry.InvoicesByHash(hash.Base64)
            .FirstOrDefault(invoice => invoice.IsAccepted && invoice.Facts!.SellerNip == seller && invoice.Facts.IssueDate == day);
        return true;
    }

    public static Answer Told(Call call, int status, Wording words) => WantsJson(call)
        ? Answer.Json(new { error = new { pl = words.Pl, en = words.En } }, status)
        : Page(PageLayout.Write(Tone.Bad, words, ""), status);

    /// <summary>KOD II: four questions about who issued it (kody-qr.md; LAW 79, 80).</summary>
    public Task<Answer> Certificate(Call call)
    {
        if (!Enum.TryParse<ContextType>(call.Segment("contextType"), out var type) || !Enum.IsDefined(type)
            || new ContextIdentifier(type, call.Segment("contextValue")) is not { IsWellFormed: true } context
            || !ContextIdentifier.NipPattern().IsMatch(call.Segment("nip"))
            || !InvoiceHash.TryParse(call.Segment("hash"), out _) || call.Segment("hash").Length != 43)
            return Task.FromResult(Malformed(call));
        var certificate = registry.Certificates.Find(call.Segment("serial"));
        var checks = new[]
        {
            CertificateIsValid(certificate),
            SignatureIsCorrect(call, certificate),
            IssuerHasTheRight(certificate, context),
            ContextMayIssueForTheSeller(context, call.Segment("nip")),
        };
        var valid = checks.All(check => check.Passed);
        return Task.FromResult(WantsJson(call) ? Answer.Json(new { valid, checks }) : Page(CertificatePage.Write(call, valid, checks)));
    }

    /// <summary>In what an invoice is offered.</summary>
    public IReadOnlyList<string> FormatsOf(SentInvoice invoice) => canDraw && FormOf(invoice).SystemCode == "FA (3)" ? ["xml", "pdf"] : ["xml"];

    private FoundInvoice Shown(SentInvoice invoice) => new(invoice, FormOf(invoice).StructureName, FormatsOf(invoice));

    private FormCode FormOf(SentInvoice invoice) => registry.Sessions.Find(invoice.SessionReference)!.FormCode;

    public static string LinkTo(Call call, SentInvoice invoice) =>
        $"{call.Origin}/qr/invoice/{invoice.Facts!.SellerNip}/{invoice.Facts.IssueDate:dd-MM-yyyy}/{InvoiceHash.Parse(invoice.Hash).Base64Url}";

    // At the time of scanning, not of signing (LAW 79).
    private VerificationCheck CertificateIsValid(IssuedCertificate? certificate)
    {
        const string name = "certificate";
        if (certificate is null)
            return new(name, false, "W KSeF nie ma certyfikatu o takim numerze seryjnym.", "KSeF has no certificate with this serial number.");
        if (certificate.Purpose != CertificatePurpose.Offline)
            return new(name, false, "To jest certyfikat do uwierzytelniania, a nie do wystawiania faktur w trybie offline.",
                "This is a certificate for signing in, not for issuing invoices offline.");
        var now = clock.Now;
        if (now < certificate.ValidFrom)
            return new(name, false, $"Certyfikat będzie ważny dopiero od {PolishDay(certificate.ValidFrom)}.",
                $"The certificate is valid only from {PolishDay(certificate.ValidFrom)}.");
        return certificate.StateAt(now) switch
        {
            CertificateState.Revoked => new(name, false, "Certyfikat został unieważniony.", "The certificate was revoked."),
            CertificateState.Blocked => new(name, false, "Certyfikat jest zablokowany.", "The certificate is blocked."),
            CertificateState.Expired => new(name, false, $"Certyfikat stracił ważność {PolishDay(certificate.ValidTo)}.",
                $"The certificate expired on {PolishDay(certificate.ValidTo)}."),
            _ => new(name, true, $"Certyfikat istnieje i jest ważny do {PolishDay(certificate.ValidTo)}.",
                $"The certificate exists and is valid until {PolishDay(certificate.ValidTo)}."),
        };
    }

    private static VerificationCheck SignatureIsCorrect(Call call, IssuedCertificate? certificate)
    {
        const string name = "signature";
        if (certificate is null)
            return new(name, false, "Bez certyfikatu nie da się sprawdzić podpisu.", "Without the certificate the signature cannot be checked.");
        if (call.Segment("signature").Length > 2048 || !TryBase64Url(call.Segment("signature"), out var signature))
            return new(name, false, "Podpis w odnośniku nie jest zapisany w Base64URL.", "The signature in the link is not written in Base64URL.");
        using var loaded = X509CertificateLoader.LoadCertificate(certificate.Der.Span);
        return SignedTexts(call).Any(text => Verifies(loaded, Encoding.UTF8.GetBytes(text), signature))
            ? new(name, true, "Podpis jest prawidłowy i dotyczy tej faktury.", "The signature is correct and belongs to this invoice.")
            : new(name, false, "Podpis nie pasuje do tego odnośnika i certyfikatu.", "The signature does not fit this link and certificate.");
    }

    private VerificationCheck IssuerHasTheRight(IssuedCertificate? certificate, ContextIdentifier context)
    {
        const string name = "issuer";
        if (certificate is null)
            return new(name, false, "Bez certyfikatu nie wiadomo, kto wystawił fakturę.", "Without the certificate it is not known who issued.");
        var held = rights.Of(certificate.Owner, context);
        return held.Contains(Permission.Owner) || held.Contains(Permission.InvoiceWrite)
            ? new(name, true, "Wystawca ma prawo wystawiać faktury w tym kontekście.", "The issuer has the right to issue invoices in this context.")
            : new(name, false, $"Posiadacz certyfikatu nie ma prawa wystawiania faktur w kontekście {context.Type} {context.Value}.",
                $"The holder of the certificate has no right to issue invoices in the context {context.Type} {context.Value}.");
    }

    private VerificationCheck ContextMayIssueForTheSeller(ContextIdentifier context, string sellerNip) =>
        rights.MayIssueFor(context, sellerNip, Enum.GetValues<EntityAuthorization>())
        ? new("seller", true, $"Kontekst jest uprawniony do wystawiania faktur sprzedawcy o NIP {sellerNip}.",
            $"The context may issue invoices of the seller with NIP {sellerNip}.")
        : new("seller", false, $"Kontekst {context.Type} {context.Value} nie jest uprawniony do wystawiania faktur sprzedawcy o NIP {sellerNip}.",
            $"The context {context.Type} {context.Value} may not issue invoices of the seller with NIP {sellerNip}.");

    // The link without its scheme, its last segment and a trailing slash. With an http base the ministry's client
    // leaves "http://" in the text that it signs (KSEF 11).
    private static IEnumerable<string> SignedTexts(Call call)
    {
        var target = call.Http.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?')[0].TrimEnd('/');
        var text = call.Http.Request.Host + target[..target.LastIndexOf('/')];
        return [text, "http://" + text];
    }

    private static bool Verifies(X509Certificate2 certificate, byte[] text, byte[] signature)
    {
        try
        {
            using var rsa = certificate.GetRSAPublicKey();
            // Salt as long as the hash, 32 octets.
            if (rsa is not null) return rsa.VerifyData(text, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
            using var ecdsa = certificate.GetECDsaPublicKey();
            return ecdsa is not null
                && (ecdsa.VerifyData(text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
                    || ecdsa.VerifyData(text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static bool TryBase64Url(string text, out byte[] octets)
    {
        octets = [];
        if (text.Length % 4 == 1 || !text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) return false;
        octets = Base64Url.Read(text);
        return true;
    }

    public static bool WantsJson(Call call) =>
        call.Http.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase);

    private static string PolishDay(DateTimeOffset instant) => PolishTime.At(instant).ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    public static Answer Malformed(Call call)
    {
        const string pl = "Odnośnik jest niepełny albo uszkodzony. Zeskanuj kod jeszcze raz.";
        const string en = "The link is incomplete or damaged. Scan the code again.";
        return WantsJson(call) ? Answer.Json(new { error = new { pl, en } }, 400)
            : Page(PageLayout.Write(Tone.Bad, new Wording("Nieprawidłowy odnośnik", "Not a valid link"),
                $"<p>{PageLayout.Text(pl)}</p><p class=en>{PageLayout.Text(en)}</p>"), 400);
    }

    public static Answer Page(string html, int status = 200) => Answer.Html(html, status)
        .With("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'")
        .With("X-Content-Type-Options", "nosniff").With("Referrer-Policy", "no-referrer");
}
