using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>
/// Judges the codes of an invoice by what is at hand, without asking anybody (LAW 43, 79, 80, 113, 114). A code that is wrong is tried with the mistakes
/// that programs are known to make, so that it can say why.
/// </summary>
public static class JudgeCode
{
    /// <summary>What can be said of a code without asking anybody.</summary>
    public static CodeJudgement Of(CodeLink link, CodeEvidence evidence)
    {
        var environment = evidence.EnvironmentOf(link);
        List<Claim> claims = [.. link.Form, OfEnvironment(link, environment, evidence), OfSeller(link, evidence)];
        if (link.Kind == CodeKind.KodI) claims.Add(OfIssueDate(link, evidence));
        claims.Add(OfFile(link, evidence));
        if (SamePaper(link, evidence) is { } same) claims.Add(same);
        if (link.Kind == CodeKind.KodII) claims.AddRange(SignatureClaims.Of(link, environment, evidence));
        return new CodeJudgement(link, environment, claims);
    }

    private static Claim OfEnvironment(CodeLink link, KsefEnvironment? environment, CodeEvidence evidence)
    {
        var host = link.Root[(link.Root.IndexOf("://", StringComparison.Ordinal) + 3)..];
        if (environment is null)
        {
            return Claim.Wrong(ClaimSubject.Environment, "INK-VERIFY-121",
                $"Odnośnik prowadzi do {host}, a to nie jest adres KSeF. Nie otwieraj go, jeśli go nie znasz.",
                $"The link leads to {host}, which is no address of KSeF. Do not open it unless you know it.");
        }
        if (evidence.Expected is { } expected && expected != environment)
        {
            return Claim.Wrong(ClaimSubject.Environment, "INK-VERIFY-122",
                $"To jest kod środowiska {Shown(environment).Pl}, a dokument ma należeć do środowiska {Shown(expected).Pl}.",
                $"This is a code of {Shown(environment).En}, and the document is to belong to {Shown(expected).En}.");
        }
        return environment.IsProduction
            ? Claim.Proven(ClaimSubject.Environment, $"Prowadzi do produkcyjnego KSeF ({host}).", $"It leads to the KSeF of production ({host}).")
            : Claim.Proven(ClaimSubject.Environment,
                $"Prowadzi do środowiska {Shown(environment).Pl}: takie faktury nie mają mocy prawnej.",
                $"It leads to {Shown(environment).En}, whose invoices have no legal force.");
    }

    internal static Wording Shown(KsefEnvironment environment) => environment switch
    {
        { IsProduction: true } => new("produkcyjnego", "production"),
        { IsLocal: true } => new($"lokalnego ({environment.Word})", $"a local KSeF ({environment.Word})"),
        _ => new(environment.Name.ToUpperInvariant(), environment.Name.ToUpperInvariant()),
    };

    private static Claim OfSeller(CodeLink link, CodeEvidence evidence)
    {
        if (link.Seller is not { } seller)
            return Claim.NotChecked(ClaimSubject.Seller, "Nie wiadomo, czyja to faktura.", "It is not known whose invoice it is.");
        if (evidence.File is { } file && file.SellerNip != seller)
        {
            return Claim.Wrong(ClaimSubject.Seller, "INK-VERIFY-123",
                $"Kod nazywa sprzedawcę {seller}, a w pliku jest nim {file.SellerNip}.",
                $"The code names the seller {seller}, and in the file it is {file.SellerNip}.");
        }
        if (!seller.IsRight)
        {
            return Claim.Wrong(ClaimSubject.Seller, "INK-VERIFY-124",
                $"NIP sprzedawcy {seller} ma złą cyfrę kontrolną.", $"The seller's NIP {seller} has a wrong check digit.");
        }
        return evidence.File is not null
            ? Claim.Proven(ClaimSubject.Seller, $"Sprzedawca {seller}, jak w pliku.", $"The seller is {seller}, as in the file.")
            : Claim.NotChecked(ClaimSubject.Seller, $"Kod nazywa sprzedawcę {seller}; porównaj z papierem.",
                $"The code names the seller {seller}; compare it with the paper.");
    }

    // P_1, never another day (LAW 43, 44).
    private static Claim OfIssueDate(CodeLink link, CodeEvidence evidence)
    {
        if (link.IssueDate is not { } date)
            return Claim.NotChecked(ClaimSubject.IssueDate, "Nie wiadomo, jaką datę podaje kod.", "It is not known which date the code gives.");
        if (evidence.File is not { } file)
        {
            return date > PolishTime.DateOf(evidence.Now)
                ? Claim.Wrong(ClaimSubject.IssueDate, "INK-VERIFY-125", $"Data w kodzie, {date:yyyy-MM-dd}, leży w przyszłości.",
                    $"The date in the code, {date:yyyy-MM-dd}, lies ahead.")
                : Claim.NotChecked(ClaimSubject.IssueDate, $"Kod podaje datę wystawienia {date:yyyy-MM-dd}; porównaj z papierem.",
                    $"The code gives the issue date {date:yyyy-MM-dd}; compare it with the paper.");
        }
        if (file.IssueDate == date)
            return Claim.Proven(ClaimSubject.IssueDate, $"Data {date:yyyy-MM-dd} to P_1 z pliku.", $"The date {date:yyyy-MM-dd} is P_1 of the file.");
        if (file.Text("Fa", "P_6") is { } sold && sold == $"{date:yyyy-MM-dd}")
        {
            return Claim.Wrong(ClaimSubject.IssueDate, "INK-VERIFY-126",
                $"Kod podaje datę sprzedaży {date:yyyy-MM-dd} (P_6) zamiast daty wystawienia {file.IssueDate:yyyy-MM-dd} (P_1).",
                $"The code gives the day of the sale {date:yyyy-MM-dd} (P_6) instead of the issue date {file.IssueDate:yyyy-MM-dd} (P_1).");
        }
        if (date.Day == file.IssueDate.Month && date.Month == file.IssueDate.Day && date.Year == file.IssueDate.Year)
        {
            return Claim.Wrong(ClaimSubject.IssueDate, "INK-VERIFY-127",
                $"W kodzie zamieniono dzień z miesiącem: P_1 to {file.IssueDate:yyyy-MM-dd}.",
                $"The code has day and month the other way round: P_1 is {file.IssueDate:yyyy-MM-dd}.");
        }
        return date > file.IssueDate
            ? Claim.Wrong(ClaimSubject.IssueDate, "INK-VERIFY-128",
                $"Kod podaje {date:yyyy-MM-dd} zamiast daty wystawienia {file.IssueDate:yyyy-MM-dd} (P_1): tak bywa, gdy wpisano dzień przesłania.",
                $"The code gives {date:yyyy-MM-dd} instead of the issue date {file.IssueDate:yyyy-MM-dd} (P_1): so it is where the day of sending was put in.")
            : Claim.Wrong(ClaimSubject.IssueDate, "INK-VERIFY-129",
                $"Kod podaje {date:yyyy-MM-dd}, a data wystawienia w pliku (P_1) to {file.IssueDate:yyyy-MM-dd}.",
                $"The code gives {date:yyyy-MM-dd}, and the issue date in the file (P_1) is {file.IssueDate:yyyy-MM-dd}.");
    }

    private static Claim OfFile(CodeLink link, CodeEvidence evidence)
    {
        if (link.Hash is not { } hash) return Claim.NotChecked(ClaimSubject.File, "Bez skrótu kod nie wskazuje żadnego pliku.",
            "Without a hash the code points at no file.");
        if (evidence.File is not { } file)
        {
            return Claim.NotChecked(ClaimSubject.File, "Nie ma pliku faktury, z którym można by porównać skrót.",
                "There is no file of the invoice to compare the hash with.");
        }
        if (file.Hash == hash)
        {
            return Claim.Proven(ClaimSubject.File, $"Skrót zgadza się z plikiem faktury {file.Number}.",
                $"The hash agrees with the file of invoice {file.Number}.");
        }
        return HashMistakes.Why(hash, file);
    }

    private static Claim? SamePaper(CodeLink link, CodeEvidence evidence)
    {
        if (evidence.Other is not { } other || link.Kind == CodeKind.KodI) return null;
        if (other.Hash is { } first && link.Hash is { } second && first != second)
        {
            return Claim.Wrong(ClaimSubject.SamePaper, "INK-VERIFY-131",
                "KOD I i KOD II tego dokumentu mówią o różnych plikach.", "KOD I and KOD II of this document speak of different files.");
        }
        if (other.Seller is { } one && link.Seller is { } two && one != two)
        {
            return Claim.Wrong(ClaimSubject.SamePaper, "INK-VERIFY-132",
                $"KOD I nazywa sprzedawcę {one}, a KOD II {two}.", $"KOD I names the seller {one}, and KOD II {two}.");
        }
        if (!other.Root.Equals(link.Root, StringComparison.OrdinalIgnoreCase))
        {
            return Claim.Wrong(ClaimSubject.SamePaper, "INK-VERIFY-133",
                "KOD I i KOD II prowadzą do różnych środowisk KSeF.", "KOD I and KOD II lead to different environments of KSeF.");
        }
        return other.Hash is null || link.Hash is null ? null
            : Claim.Proven(ClaimSubject.SamePaper, "KOD I i KOD II mówią o tym samym pliku.", "KOD I and KOD II speak of the same file.");
    }
}
