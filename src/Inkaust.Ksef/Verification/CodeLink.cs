using System.Globalization;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>Which of the two codes.</summary>
public enum CodeKind
{
    /// <summary>Leads to the invoice in KSeF.</summary>
    KodI,

    /// <summary>Says who issued it.</summary>
    KodII,
}

/// <summary>
/// The link behind a code as it was found, read with more patience than it deserves: what is wrong with its form is said, and what it was meant to
/// say is read all the same, so that the rest can be checked.
/// </summary>
public sealed record CodeLink
{
    /// <summary>Characters of the longest link that is read: with a signature of RSA 4096 it has about 900.</summary>
    public const int Longest = 4_000;

    private const string Scheme = "https://";

    /// <summary>Which code it is.</summary>
    public required CodeKind Kind { get; init; }

    /// <summary>The link as it was found.</summary>
    public required string Text { get; init; }

    /// <summary>Scheme and host, with the path before the code where there is one.</summary>
    public required string Root { get; init; }

    /// <summary>What is wrong with its form; one claim that it is right when nothing is.</summary>
    public required IReadOnlyList<Claim> Form { get; init; }

    /// <summary>The seller; null when it cannot be read.</summary>
    public Nip? Seller { get; init; }

    /// <summary>Of KOD I: P_1; null when it cannot be read.</summary>
    public DateOnly? IssueDate { get; init; }

    /// <summary>The hash of the file; null when it cannot be read.</summary>
    public InvoiceHash? Hash { get; init; }

    /// <summary>Of KOD II: on whose behalf; null when it cannot be read.</summary>
    public ContextIdentifier? Context { get; init; }

    /// <summary>Of KOD II: the serial number in sixteen upper-case digits, however it is written; null when it cannot be read.</summary>
    public string? Serial { get; init; }

    /// <summary>Of KOD II: the signature; null when it cannot be read.</summary>
    public byte[]? Signature { get; init; }

    /// <summary>Of KOD II: what has to be signed, the link as it stands without scheme and signature (LAW 43).</summary>
    public string SignedText { get; init; } = "";

    /// <summary>Reads the link of a code.</summary>
    /// <param name="text">What a QR code says, or what somebody pasted.</param>
    /// <returns>Null when it is neither KOD I nor KOD II.</returns>
    public static CodeLink? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var link = text.Trim();
        if (link.Length is 0 or > Longest || link.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))) return null;
        var faults = new List<Claim>();
        var (scheme, rest) = SchemeOf(link, faults);
        if (scheme is null) return null;
        var path = PathOf(rest, faults);
        return Place(path, "invoice") is { } one && path.Length - one > 3 ? KodI(link, scheme, path, one, faults)
            : Place(path, "certificate") is { } two && path.Length - two > 5 ? KodII(link, scheme, path, two, faults)
            : null;
    }

    private static CodeLink KodI(string text, string scheme, string[] path, int at, List<Claim> faults)
    {
        CheckWord(path[at], "invoice", faults);
        return Finished(new CodeLink
        {
            Kind = CodeKind.KodI,
            Text = text,
            Root = scheme + string.Join('/', path[..at]),
            Form = [],
            Seller = SellerIn(path[at + 1], faults),
            IssueDate = DateIn(path[at + 2], faults),
            Hash = HashIn(string.Join('/', path[(at + 3)..]), faults),
        }, faults);
    }

    private static CodeLink KodII(string text, string scheme, string[] path, int at, List<Claim> faults)
    {
        CheckWord(path[at], "certificate", faults);
        // Plain Base64 may hold slashes, which cut the hash in pieces: they are put together until it is long enough.
        var last = at + 5;
        var hash = path[last];
        while (hash.Length < 43 && last + 2 < path.Length) hash += "/" + path[++last];
        var signature = string.Join('/', path[(last + 1)..]);
        if (signature.Length == 0)
        {
            faults.Add(Claim.Wrong(ClaimSubject.Form, "INK-VERIFY-101", "W odnośniku KOD II nie ma podpisu.", "The link of this KOD II has no signature."));
        }
        return Finished(new CodeLink
        {
            Kind = CodeKind.KodII,
            Text = text,
            Root = scheme + string.Join('/', path[..at]),
            Form = [],
            Context = ContextIn(path[at + 1], path[at + 2], faults),
            Seller = SellerIn(path[at + 3], faults),
            Serial = SerialIn(path[at + 4], faults),
            Hash = HashIn(hash, faults),
            Signature = signature.Length == 0 ? null : SignatureIn(signature, faults),
            SignedText = string.Join('/', path[..(last + 1)]),
        }, faults);
    }

    private static CodeLink Finished(CodeLink link, List<Claim> faults) => link with
    {
        Form = faults.Count > 0 ? faults : link.Kind == CodeKind.KodI
            ? [Claim.Proven(ClaimSubject.Form, "Odnośnik ma postać KOD I.", "The link has the form of KOD I.")]
            : [Claim.Proven(ClaimSubject.Form, "Odnośnik ma postać KOD II.", "The link has the form of KOD II.")],
    };

    // Null for what is no address at all.
    private static (string? Scheme, string Behind) SchemeOf(string link, List<Claim> faults)
    {
        foreach (var scheme in (string[])[Scheme, "http://"])
        {
            if (!link.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) continue;
            if (scheme != Scheme && !IsOwnMachine(link[scheme.Length..]))
            {
                faults.Add(Claim.Wrong(ClaimSubject.Form, "INK-VERIFY-102",
                    "Odnośnik zaczyna się od http:// zamiast https://.", "The link begins with http:// instead of https://."));
            }
            return (scheme, link[scheme.Length..]);
        }
        if (link.Contains("://", StringComparison.Ordinal) || !link.Split('/')[0].Contains('.')) return (null, "");
        faults.Add(Claim.Wrong(ClaimSubject.Form, "INK-VERIFY-103",
            "W odnośniku brakuje https:// na początku, więc telefon go nie otworzy.",
            "The link lacks https:// at its beginning, so that no telephone opens it."));
        return (Scheme, link);
    }

    // A KSeF of one's own speaks plain HTTP.
    private static bool IsOwnMachine(string rest)
    {
        var host = rest.Split('/')[0];
        return host.StartsWith("127.", StringComparison.Ordinal) || host.StartsWith("localhost", StringComparison.OrdinalIgnoreCase)
            || host.StartsWith("[::1]", StringComparison.Ordinal) || host.Contains(':', StringComparison.Ordinal) || !host.Contains('.');
    }

    private static string[] PathOf(string rest, List<Claim> faults)
    {
        var end = rest.AsSpan().IndexOfAny('?', '#');
        if (end >= 0)
        {
            faults.Add(Claim.Wrong(ClaimSubject.Form, "INK-VERIFY-104",
                "W odnośniku stoi coś po znaku ? albo #, czego kod nie zna.", "The link carries something behind a ? or #, which no code has."));
            rest = rest[..end];
        }
        if (rest.Contains('%'))
        {
            faults.Add(Claim.Wrong(ClaimSubject.Form, "INK-VERIFY-105",
                "W odnośniku są znaki zapisane procentami (%2B, %2F, %3D): to zwykłe Base64 zamiast Base64URL.",
                "The link has characters written with percent signs (%2B, %2F, %3D): that is plain Base64 instead of Base64URL."));
            // What a percent sign hides is no slash of the path.
            rest = rest.Replace("%2B", "+", StringComparison.OrdinalIgnoreCase).Replace("%3D", "=", StringComparison.OrdinalIgnoreCase)
                .Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        }
        return rest.TrimEnd('/').Split('/');
    }

    // The host is not looked at: it may be called as it likes.
    private static int? Place(string[] path, string word)
    {
        var place = Array.FindIndex(path, 1, one => one.Equals(word, StringComparison.OrdinalIgnoreCase));
        return place < 0 ? null : place;
    }

    private static void CheckWord(string written, string word, List<Claim> faults)
    {
        if (written == word) return;
        faults.Add(Claim.Wrong(ClaimSubject.Form, "INK-VERIFY-106",
            $"W odnośniku stoi „{written}” zamiast „{word}”.", $"The link says '{written}' instead of '{word}'."));
    }

    private static Nip? SellerIn(string text, List<Claim> faults)
    {
        if (Nip.TryAsWritten(text, out var nip)) return nip;
        faults.Add(Claim.Wrong(ClaimSubject.Form, "INK-VERIFY-107",
            $"„{Short(text)}” w miejscu NIP sprzedawcy nie ma dziesięciu cyfr.", $"'{Short(text)}' in the place of the seller's NIP has not ten digits."));
        return Nip.TryParse(text, null, out nip) ? nip : null;
    }

    private static DateOnly? DateIn(string text, List<Claim> faults)
    {
        if (DateOnly.TryParseExact(text, "dd-MM-yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        faults.Add(Claim.Wrong(ClaimSubject.Form, "INK-VERIFY-108",
            $"Data „{Short(text)}” nie jest zapisana jako dd-MM-rrrr.", $"The date '{Short(text)}' is not written as dd-MM-yyyy."));
        string[] usual = ["yyyy-MM-dd", "dd.MM.yyyy", "d-M-yyyy", "yyyyMMdd", "ddMMyyyy", "dd-MM-yy", "yyyy.MM.dd"];
        return DateOnly.TryParseExact(text, usual, CultureInfo.InvariantCulture, DateTimeStyles.None, out date) ? date : null;
    }

    private static InvoiceHash? HashIn(string text, List<Claim> faults)
    {
        if (text.Length == 64 && text.All(char.IsAsciiHexDigit))
        {
            faults.Add(Claim.Wrong(ClaimSubject.Form, "INK-VERIFY-109",
                "Skrót jest zapisany szesnastkowo zamiast w Base64URL.", "The hash is written in hexadecimal digits instead of Base64URL."));
            return InvoiceHash.Parse(Convert.ToBase64String(Convert.FromHexString(text)));
        }
        CheckAlphabet(text, new("Skrót", "The hash"), faults);
        if (InvoiceHash.TryParse(text, out var hash)) return hash;
        faults.Add(Claim.Wrong(ClaimSubject.Form, "INK-VERIFY-110",
            "W miejscu skrótu nie stoi SHA-256: 32 bajty to 43 znaki Base64URL.",
            "What stands in the place of the hash is no SHA-256: 32 bytes are 43 characters of Base64URL."));
        return null;
    }

    private static byte[]? SignatureIn(string text, List<Claim> faults)
    {
        CheckAlphabet(text, new("Podpis", "The signature"), faults);
        if (SpareBits.Decoded(text.TrimEnd('=').Replace('+', '-').Replace('/', '_')) is { } signature) return signature;
        faults.Add(Claim.Wrong(ClaimSubject.Form, "INK-VERIFY-111",
            "Podpisu nie da się odczytać: to nie jest Base64URL.", "The signature cannot be read: it is not Base64URL."));
        return null;
    }

    private static void CheckAlphabet(string text, Wording what, List<Claim> faults)
    {
        if (text.EndsWith('='))
        {
            faults.Add(Claim.Wrong(ClaimSubject.Form, "INK-VERIFY-112",
                $"{what.Pl} kończy się znakiem =, a Base64URL w kodzie go nie ma.", $"{what.En} ends with =, which Base64URL in a code has not."));
        }
        if (text.AsSpan().ContainsAny('+', '/'))
        {
            faults.Add(Claim.Wrong(ClaimSubject.Form, "INK-VERIFY-113",
                $"{what.Pl} jest w zwykłym Base64 (+ i /) zamiast w Base64URL (- i _).",
                $"{what.En} is in plain Base64 (+ and /) instead of Base64URL (- and _)."));
        }
    }

    private static ContextIdentifier? ContextIn(string type, string value, List<Claim> faults)
    {
        if (!Enum.TryParse<ContextType>(type, ignoreCase: true, out var kind) || !Enum.IsDefined(kind) || type.All(char.IsAsciiDigit))
        {
            faults.Add(Claim.Wrong(ClaimSubject.Form, "INK-VERIFY-114",
                $"Nie ma kontekstu typu „{Short(type)}”: są Nip, InternalId, NipVatUe, PeppolId.",
                $"There is no context of the type '{Short(type)}': there are Nip, InternalId, NipVatUe, PeppolId."));
            return null;
        }
        if (kind.ToString() != type)
        {
            faults.Add(Claim.Wrong(ClaimSubject.Form, "INK-VERIFY-115",
                $"Typ kontekstu pisze się „{kind}”, a nie „{Short(type)}”.", $"The type of the context is written '{kind}', not '{Short(type)}'."));
        }
        try
        {
            return new ContextIdentifier(kind, value);
        }
        catch (RefusedException)
        {
            faults.Add(Claim.Wrong(ClaimSubject.Form, "INK-VERIFY-116",
                $"„{Short(value)}” nie jest identyfikatorem kontekstu.", $"'{Short(value)}' is no identifier of a context."));
            return null;
        }
    }

    private static string? SerialIn(string text, List<Claim> faults)
    {
        if (text.Length == 16 && text.All(c => char.IsAsciiDigit(c) || c is >= 'A' and <= 'F')) return text;
        var bare = text.Replace(":", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        if (bare.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) bare = bare[2..];
        faults.Add(Claim.Wrong(ClaimSubject.Form, "INK-VERIFY-117",
            $"Numer seryjny „{Short(text)}” nie jest zapisany szesnastoma cyframi 0-9 i A-F.",
            $"The serial number '{Short(text)}' is not written in sixteen digits 0-9 and A-F."));
        return bare.Length is > 0 and <= 64 && bare.All(char.IsAsciiHexDigit) ? bare.ToUpperInvariant().TrimStart('0').PadLeft(16, '0') : null;
    }

    private static string Short(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 40), "…");
}
