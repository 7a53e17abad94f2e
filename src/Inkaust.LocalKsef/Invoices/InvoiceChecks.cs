using System.Text;
using System.Xml;
using System.Xml.Linq;
using Inkaust.Invoices;

namespace Inkaust.LocalKsef;

/// <summary>What the checks look into, beside the file.</summary>
internal sealed record Grounds(Registry Registry, Rights Rights, Limits Limits, ServerClock Clock);

/// <summary>An invoice on its way through the checks; each may rely on what those before it have found.</summary>
internal sealed class Candidate(SentInvoice invoice, SendingSession session, Grounds grounds)
{
    public SentInvoice Invoice => invoice;
    public SendingSession Session => session;
    public Grounds Grounds => grounds;
    public InvoiceForm Form { get; } = InvoiceForm.Known(session.FormCode);
    public ReadOnlyMemory<byte> Xml { get; set; }
    public XDocument? Document { get; set; }
    public InvoiceFacts Facts { get; set; } = null!;
}

/// <summary>One check of an invoice.</summary>
/// <param name="Sentence">What must hold.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Refusal">The status with which it is refused, or null when it holds.</param>
internal sealed record InvoiceCheck(string Sentence, string Source, Func<Candidate, StatusInfo?> Refusal);

/// <summary>
/// What happens to an invoice, in this order; the first check that doesn't hold decides.
/// </summary>
internal static class InvoiceChecks
{
    public static readonly IReadOnlyList<InvoiceCheck> InOrder =
    [
        new("The file is not larger than allowed", "weryfikacja-faktury.md, Rozmiar pliku", TheSizeIsAllowed),
        new("The characters are UTF-8 without a byte order mark", "weryfikacja-faktury.md, Weryfikacja XML", TheEncodingIsPlainUtf8),
        new("There are no discouraged characters", "weryfikacja-faktury.md, Weryfikacja XML; LAW 69", ThereAreNoDiscouragedCharacters),
        new("It is well-formed XML without DTD and processing instructions", "weryfikacja-faktury.md, Weryfikacja XML", ItIsPlainXml),
        new("Its root element is that of the form declared for the session", "weryfikacja-faktury.md, Weryfikacja XML", ItHasTheDeclaredForm),
        new("It follows its schema", "weryfikacja-faktury.md, Weryfikacja XML", ItFollowsItsSchema),
        new("The NIPs of the parties have right check digits, where that is asked for", "weryfikacja-faktury.md, Walidacja numeru NIP; KSEF 13",
            TheNipsOfThePartiesAreRight),
        new("The context may issue for the seller", "weryfikacja-faktury.md, Wymagania dotyczące uprawnień; status 410",
            TheContextMayIssueForTheSeller),
        new("An attachment is allowed: with consent, and in a batch unless it is a technical correction",
            "weryfikacja-faktury.md, Ograniczenia dotyczące załączników; KSEF 6", AnAttachmentIsAllowed),
        new("P_1 is not later than today in Poland", "weryfikacja-faktury.md, Walidacja dat; LAW 8", TheIssueDateIsNotInTheFuture),
    ];

    /// <summary>
    /// Come last, together with the number, so that of two equal invoices at the same moment one gets it. The last one takes the place.
    /// </summary>
    public static readonly IReadOnlyList<InvoiceCheck> BesideOthers =
    [
        new("No technical correction of the same file was accepted", "korekta-techniczna.md, Uwaga 4; LAW 58", ItIsTheOnlyCorrection),
        new("No accepted invoice has the same seller, kind and number", "weryfikacja-faktury.md, Unikalność faktury; LAW 65", ItIsNotADuplicate),
    ];

    private static StatusInfo? TheSizeIsAllowed(Candidate candidate)
    {
        var limits = candidate.Grounds.Limits.Session(candidate.Session.Context, candidate.Session.Kind);
        // Which of the two limits holds is known only when it is known whether there is an attachment; see ItFollowsItsSchema.
        return candidate.Xml.Length <= limits.InvoiceWithAttachmentBytes ? null
            : InvoiceStatus.BadFile($"Rozmiar faktury przekracza {limits.InvoiceWithAttachmentBytes} bajtów.");
    }

    private static StatusInfo? TheEncodingIsPlainUtf8(Candidate candidate)
    {
        if (candidate.Xml.Span.StartsWith("\uFEFF"u8)) return InvoiceStatus.BadSemantics("Nieprawidłowy XML", "Plik zaczyna się znacznikiem BOM.");
        return System.Text.Unicode.Utf8.IsValid(candidate.Xml.Span) ? null
            : InvoiceStatus.BadSemantics("Nieprawidłowy XML", "Plik nie jest poprawnie zakodowany w UTF-8.");
    }

    private static StatusInfo? ThereAreNoDiscouragedCharacters(Candidate candidate)
    {
        var octets = candidate.Xml.Span;
        while (octets.Length > 0)
        {
            // Below U+007F nothing is discouraged that XML allows.
            var plain = octets.IndexOfAnyExceptInRange((byte)0, (byte)0x7E);
            if (plain < 0) return null;
            octets = octets[plain..];
            Rune.DecodeFromUtf8(octets, out var rune, out var length);
            if (IsDiscouraged(rune.Value))
                return InvoiceStatus.BadSemantics("Nieprawidłowy XML", $"Plik zawiera niezalecany znak U+{rune.Value:X4}.");
            octets = octets[length..];
        }
        return null;
    }

    private static bool IsDiscouraged(int point) =>
        point is >= 0x7F and <= 0x84 or >= 0x86 and <= 0x9F or >= 0xFDD0 and <= 0xFDEF || (point > 0xFFFF && (point & 0xFFFE) == 0xFFFE);

    private static StatusInfo? ItIsPlainXml(Candidate candidate)
    {
        try
        {
            candidate.Document = BoundedXml.ReadInvoice(candidate.Xml);
        }
        catch (XmlException fault)
        {
            return InvoiceStatus.BadSemantics("Nieprawidłowy XML", fault.Message);
        }
        if (candidate.Document.Declaration?.Encoding is { } encoding && !encoding.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            return InvoiceStatus.BadSemantics("Nieprawidłowy XML", $"Prolog wskazuje kodowanie {encoding} zamiast UTF-8.");
        return candidate.Document.DescendantNodes().OfType<XProcessingInstruction>().Any()
            ? InvoiceStatus.BadSemantics("Nieprawidłowy XML", "Plik zawiera instrukcję przetwarzania.") : null;
    }

    private static StatusInfo? ItHasTheDeclaredForm(Candidate candidate)
    {
        var root = candidate.Document!.Root!;
        return root.Name == candidate.Form.Root ? null
            : InvoiceStatus.BadSemantics($"Element główny {root.Name} nie odpowiada formularzowi {candidate.Session.FormCode.SystemCode} "
                + "zadeklarowanemu przy otwarciu sesji.");
    }

    private static StatusInfo? ItFollowsItsSchema(Candidate candidate)
    {
        var facts = candidate.Form.ReadFacts(candidate.Document!.Root!);
        var most = candidate.Grounds.Limits.Session(candidate.Session.Context, candidate.Session.Kind).InvoiceBytes;
        if (facts is { HasAttachment: false } && candidate.Xml.Length > most)
            return InvoiceStatus.BadFile($"Rozmiar faktury bez załącznika przekracza {most} bajtów.");
        if (candidate.Form.Code.SystemCode == "FA (3)" && SchemaFindings(candidate.Xml) is { Count: > 0 } findings)
            return InvoiceStatus.BadSemantics([.. findings.Take(20)
                .Select(finding => finding.Path is null ? finding.Text.Pl : $"{finding.Path}: {finding.Text.Pl}")]);
        if (facts is null) return InvoiceStatus.BadSemantics("Brak wymaganego pola faktury albo nie da się go odczytać.");
        candidate.Facts = facts;
        return null;
    }

    // Check digits do not count here as on TEST: whether this KSeF asks for them is decided below.
    private static IReadOnlyList<Finding> SchemaFindings(ReadOnlyMemory<byte> xml) =>
        [.. Fa3Validator.Validate(xml, ksef: KsefKind.Test).Where(finding => finding.Severity == Severity.Rejected)];

    // Production refuses wrong check digits always, the other environments only in a session that was opened with the header for it (KSEF 13).
    private static StatusInfo? TheNipsOfThePartiesAreRight(Candidate candidate)
    {
        if (!candidate.Session.ChecksIdentifiers) return null;
        var facts = candidate.Facts;
        var wrong = facts.Everybody.Where(party => party.Type is PartyIdentifierType.Nip or PartyIdentifierType.InternalId
            && !Nip.HasRightCheckDigit(party.Identifier.AsSpan()[..Math.Min(10, party.Identifier!.Length)])).ToList();
        return wrong.Count == 0 ? null : InvoiceStatus.BadSemantics([.. wrong.Select(party => party.Type == PartyIdentifierType.Nip
            ? $"NIP {party.Identifier} ma błędną cyfrę kontrolną."
            : $"Identyfikator wewnętrzny {party.Identifier} zaczyna się od NIP z błędną cyfrą kontrolną.")]);
    }

    private static StatusInfo? TheContextMayIssueForTheSeller(Candidate candidate) =>
        candidate.Grounds.Rights.MayIssueFor(candidate.Session.Context, candidate.Facts.SellerNip, candidate.Form.Scopes) ? null
            : InvoiceStatus.NotPermitted($"Kontekst {candidate.Session.Context.Type} {candidate.Session.Context.Value} nie jest uprawniony "
                + $"do wystawienia faktury sprzedawcy o NIP {candidate.Facts.SellerNip}.");

    private static StatusInfo? AnAttachmentIsAllowed(Candidate candidate)
    {
        if (!candidate.Facts.HasAttachment) return null;
        // Online it cannot be at all, so the consent is not asked for (KSEF 14).
        if (candidate.Session.Kind == SessionKind.Online && candidate.Form.AllowedInBatch && candidate.Invoice.HashOfCorrected is null)
            return InvoiceStatus.NoAttachmentHere();
        return candidate.Grounds.Rights.MayAttach(candidate.Facts.SellerNip, candidate.Grounds.Clock.Now) ? null
            : InvoiceStatus.NotPermitted($"Sprzedawca {candidate.Facts.SellerNip} nie posiada zgody do wysyłania faktur z załącznikami");
    }

    private static StatusInfo? TheIssueDateIsNotInTheFuture(Candidate candidate)
    {
        var accepted = PolishTime.DateOf(candidate.Invoice.ReceivedAt);
        return candidate.Facts.IssueDate <= accepted ? null
            : InvoiceStatus.BadSemantics($"Data wystawienia faktury (P_1 = {candidate.Facts.IssueDate:yyyy-MM-dd}) jest późniejsza "
                + $"niż data przyjęcia faktury ({accepted:yyyy-MM-dd}).");
    }

    private static StatusInfo? ItIsTheOnlyCorrection(Candidate candidate) =>
        candidate.Invoice.HashOfCorrected is not { } corrected || candidate.Grounds.Registry.CorrectionOf(corrected) is null ? null
            : InvoiceStatus.BadSemantics("Faktura posiada już przetworzoną prawidłowo korektę techniczną.");

    private static StatusInfo? ItIsNotADuplicate(Candidate candidate) =>
        candidate.Grounds.Registry.TryClaim(candidate.Facts.Uniqueness, candidate.Invoice.Reference, out var earlier) ? null
            : InvoiceStatus.Duplicate(earlier);
}

/// <summary>The checks of a single encrypted file in an online session; what was decrypted goes on to <see cref="InvoiceChecks"/>.</summary>
internal static class EncryptedFileChecks
{
    /// <summary>The plain file, or the status with which it is refused.</summary>
    public static (byte[]? Xml, StatusInfo? Refusal) Open(ReceivedFile file, ContentKey key)
    {
        if (file.Content.Length != file.Encrypted.Size)
            return (null,
                InvoiceStatus.BadFile($"Rozmiar zaszyfrowanego pliku faktury nie zgadza się z zadeklarowaną wartością: {file.Encrypted.Size}."));
        if (Sha256Text.Of(file.Content) != file.Encrypted.Hash)
            return (null,
                InvoiceStatus.BadFile($"Skrót zaszyfrowanego pliku faktury nie zgadza się z zadeklarowaną wartością: {file.Encrypted.Hash}."));
        var plain = key.Decrypt(file.Content);
        if (plain is null || Sha256Text.Of(plain) != file.Plain.Hash)
            plain = key.DecryptWithVectorInFront(file.Content) is { } other && Sha256Text.Of(other) == file.Plain.Hash ? other : plain;
        if (plain is null) return (null, InvoiceStatus.CannotDecrypt());
        if (plain.Length != file.Plain.Size)
            return (null, InvoiceStatus.BadFile($"Rozmiar przesłanego pliku faktury nie zgadza się z zadeklarowaną wartością: {file.Plain.Size}."));
        if (Sha256Text.Of(plain) != file.Plain.Hash)
            return (null, InvoiceStatus.BadFile($"Skrót przesłanego pliku faktury nie zgadza się z zadeklarowaną wartością: {file.Plain.Hash}."));
        return (plain, null);
    }
}
