using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>
/// Why a signature does not fit: what programs are known to sign in place of the right text, and how they sign it, is tried one by one and two by two,
/// until one of it fits.
/// </summary>
internal static class SignatureMistakes
{
    // Keys of a company that may have signed; it has a few.
    private const int MostCertificates = 12;

    private sealed record Mistake(string Code, string Pl, string En);

    // A part of the signed text: as it should be (no mistake), or as somebody got it wrong.
    private sealed record Part(string Text, Mistake? Mistake = null);

    /// <summary>The signature is right.</summary>
    /// <returns>Its form in words; null when it is not right.</returns>
    public static Wording? IsRight(CodeLink link, KsefEnvironment? environment, X509Certificate2 certificate)
    {
        var key = KeyToVerify.Of(certificate);
        foreach (var text in RightTexts(link, environment))
        {
            if (key.Verifies(Digest.Right(Encoding.UTF8.GetBytes(text)), link.Signature) is { Mistake: null } fit) return fit.Form;
        }
        return null;
    }

    // With an http base the ministry's client leaves "http://" in what it signs, the libraries for Node do not (KSEF 11).
    private static string[] RightTexts(CodeLink link, KsefEnvironment? environment) =>
        environment is { IsLocal: true } && link.Root.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            ? [link.SignedText, "http://" + link.SignedText] : [link.SignedText];

    /// <summary>Looks for the mistake.</summary>
    /// <param name="link">The code, with a hash, a serial number and a signature that can be read.</param>
    /// <param name="environment">To which KSeF it leads.</param>
    /// <param name="named">The certificate that it names; null: not at hand.</param>
    /// <param name="candidates">Certificates whose key may have signed.</param>
    /// <param name="evidence">What else is at hand.</param>
    /// <returns>Null when no mistake that is known explains it.</returns>
    public static Claim? Why(CodeLink link, KsefEnvironment? environment, KnownCertificate? named, IReadOnlyList<KnownCertificate> candidates,
        CodeEvidence evidence)
    {
        foreach (var candidate in candidates.Take(MostCertificates))
        {
            using var key = KeyToVerify.Of(candidate.Certificate);
            foreach (var (bytes, inText) in Texts(link, environment, candidate, evidence))
            {
                foreach (var digest in Digest.All(bytes))
                {
                    // Two at once are common, three are chance.
                    if (inText.Count + (digest.Mistake is null ? 0 : 1) > 3) continue;
                    if (key.Verifies(digest, link.Signature) is not { } fit) continue;
                    List<(string Code, Wording Words)> mistakes = [.. inText.Select(one => (one.Code, new Wording(one.Pl, one.En)))];
                    if (digest.Mistake is { } how) mistakes.Add(how);
                    if (fit.Mistake is { } form) mistakes.Add(form);
                    if (candidate != named) mistakes.Insert(0, SignedByAnother(link, candidate));
                    if (mistakes.Count == 0) continue;
                    return new Claim(ClaimSubject.Signature, Verdict.Wrong, new(
                        $"Podpis złożono kluczem certyfikatu {candidate.Serial}, ale źle: {string.Join("; ", mistakes.Select(one => one.Words.Pl))}.",
                        $"The key of the certificate {candidate.Serial} signed, but wrongly: {string.Join("; ", mistakes.Select(one => one.Words.En))}."),
                        mistakes[0].Code);
                }
            }
        }
        return null;
    }

    private static (string Code, Wording Words) SignedByAnother(CodeLink link, KnownCertificate candidate)
    {
        var (code, pl, en) = ("INK-VERIFY-160", $"odnośnik nazywa inny certyfikat, {link.Serial}", $"the link names another certificate, {link.Serial}");
        return (code, new(pl, en));
    }

    // What may have been signed, the fewest mistakes first.
    private static IEnumerable<(byte[] Bytes, IReadOnlyList<Mistake> Mistakes)> Texts(CodeLink link, KsefEnvironment? environment,
        KnownCertificate candidate, CodeEvidence evidence)
    {
        var composed =
            from scheme in Schemes(link, environment)
            from root in Roots(link, evidence)
            from context in Contexts(link)
            from serial in Serials(link, candidate)
            from hash in Hashes(link)
            from end in Ends()
            let parts = (Part[])[scheme, root, context, serial, hash, end]
            let mistakes = (IReadOnlyList<Mistake>)[.. parts.Select(one => one.Mistake).OfType<Mistake>()]
            where mistakes.Count <= 2
            orderby mistakes.Count
            select (Encoding.UTF8.GetBytes($"{scheme.Text}{root.Text}certificate/{context.Text}/{serial.Text}/{hash.Text}{end.Text}"), mistakes);
        foreach (var one in composed) yield return one;
        foreach (var (bytes, mistake) in OtherThings(link)) yield return (bytes, [mistake]);
    }

    private static Part[] Schemes(CodeLink link, KsefEnvironment? environment) =>
    [
        new(""),
        new("https://", new("INK-VERIFY-161", "podpisano tekst z https:// na początku", "the signed text has https:// at its beginning")),
        new("http://", RightTexts(link, environment).Length > 1 ? null
            : new("INK-VERIFY-162", "podpisano tekst z http:// na początku", "the signed text has http:// at its beginning")),
    ];

    private static IEnumerable<Part> Roots(CodeLink link, CodeEvidence evidence)
    {
        var own = Bare(link.Root);
        yield return new(own + "/");
        foreach (var other in new[] { KsefEnvironment.Production, KsefEnvironment.Demo, KsefEnvironment.Test }.Concat(evidence.Local))
        {
            var root = Bare(other.Qr.AbsoluteUri.TrimEnd('/'));
            if (root == own) continue;
            yield return new(root + "/", new("INK-VERIFY-163",
                $"w podpisanym tekście stoi adres {root}, więc kod jest z innego środowiska",
                $"the signed text has the address {root}, so that the code is of another environment"));
        }
        if (own.Any(char.IsUpper))
            yield return new(own.ToLowerInvariant() + "/", new("INK-VERIFY-164", "adres ma inne wielkie litery", "the address has other capitals"));
        yield return new("", new("INK-VERIFY-165", "podpisano tekst bez adresu", "the signed text has no host"));
        yield return new("/", new("INK-VERIFY-165", "podpisano tekst bez adresu", "the signed text has no host"));
    }

    // As they stand in the link, and as they were meant where the link has them in another form.
    private static IEnumerable<Part> Contexts(CodeLink link)
    {
        var written = link.SignedText.Split('/');
        var at = Array.FindIndex(written, 1, one => one.Equals("certificate", StringComparison.OrdinalIgnoreCase));
        if (at < 0 || written.Length < at + 5) yield break;
        var (context, seller) = ($"{written[at + 1]}/{written[at + 2]}", written[at + 3]);
        yield return new($"{context}/{seller}");
        if (link.Seller is { } nip && context != $"Nip/{nip}")
        {
            yield return new($"Nip/{nip}/{seller}", new("INK-VERIFY-166",
                "w podpisanym tekście stoi inny kontekst, sam sprzedawca", "the signed text has another context, the seller himself"));
        }
        yield return new(context, new("INK-VERIFY-167", "w podpisanym tekście brakuje NIP sprzedawcy", "the signed text lacks the seller's NIP"));
    }

    private static IEnumerable<Part> Serials(CodeLink link, KnownCertificate candidate)
    {
        var written = SerialWritten(link);
        yield return new(written);
        foreach (var other in new[] { candidate.Serial, candidate.Serial.ToLowerInvariant(), candidate.Serial.TrimStart('0') }.Distinct())
        {
            if (other == written) continue;
            yield return new(other, new("INK-VERIFY-168",
                $"w podpisanym tekście stoi inny numer seryjny: {other}", $"the signed text has another serial number: {other}"));
        }
    }

    private static string SerialWritten(CodeLink link)
    {
        var written = link.SignedText.Split('/');
        var at = Array.FindIndex(written, 1, one => one.Equals("certificate", StringComparison.OrdinalIgnoreCase));
        return at >= 0 && written.Length > at + 4 ? written[at + 4] : link.Serial!;
    }

    private static IEnumerable<Part> Hashes(CodeLink link)
    {
        var hash = link.Hash!.Value;
        var written = link.SignedText[(link.SignedText.IndexOf($"/{SerialWritten(link)}/", StringComparison.Ordinal) + SerialWritten(link).Length + 2)..];
        var bytes = Convert.FromBase64String(hash.Base64);
        yield return new(written);
        foreach (var other in new[] { hash.Base64Url, hash.Base64Url + "=", hash.Base64, hash.Base64.TrimEnd('='), Convert.ToHexStringLower(bytes),
            Convert.ToHexString(bytes) }.Distinct())
        {
            if (other == written) continue;
            yield return new(other, new("INK-VERIFY-169",
                "w podpisanym tekście skrót ma inną postać (dopełnienie =, zwykłe Base64 albo szesnastkową)",
                "the signed text has the hash in another form (padding =, plain Base64 or hexadecimal)"));
        }
    }

    private static Part[] Ends() =>
    [
        new(""),
        new("/", new("INK-VERIFY-170", "podpisano tekst z ukośnikiem na końcu", "the signed text has a slash at its end")),
        new("\n", new("INK-VERIFY-171", "podpisano tekst z końcem wiersza", "the signed text has a line end at its end")),
    ];

    private static IEnumerable<(byte[] Bytes, Mistake Mistake)> OtherThings(CodeLink link)
    {
        var hash = link.Hash!.Value;
        var onlyHash = new Mistake("INK-VERIFY-172", "podpisano sam skrót faktury zamiast odnośnika",
            "the hash of the invoice alone was signed instead of the link");
        yield return (Convert.FromBase64String(hash.Base64), onlyHash);
        foreach (var text in (string[])[hash.Base64Url, hash.Base64, Convert.ToHexStringLower(Convert.FromBase64String(hash.Base64))])
            yield return (Encoding.UTF8.GetBytes(text), onlyHash);
        var wide = new Mistake("INK-VERIFY-173", "podpisano tekst w UTF-16 zamiast w UTF-8", "the text was signed in UTF-16 instead of UTF-8");
        yield return (Encoding.Unicode.GetBytes(link.SignedText), wide);
    }

    private static string Bare(string root) => root[(root.IndexOf("://", StringComparison.Ordinal) + 3)..];
}
