using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>A code with all that is known of it.</summary>
/// <param name="Link">The code.</param>
/// <param name="Environment">To which KSeF it leads; null: none that is known.</param>
/// <param name="Claims">What was looked at, in the order in which a person would.</param>
public sealed record CodeJudgement(CodeLink Link, KsefEnvironment? Environment, IReadOnlyList<Claim> Claims)
{
    /// <summary>
    /// Wrong when one claim is; proven when what the code is there for is: of KOD I that the file or KSeF agrees with it, of KOD II that a certificate
    /// that KSeF gave signed it. Not checked in all other cases.
    /// </summary>
    public Verdict Verdict => Claims.Any(one => one.Verdict == Verdict.Wrong) ? Verdict.Wrong
        : Link.Kind == CodeKind.KodI
            ? IsProven(ClaimSubject.Ksef) || IsProven(ClaimSubject.File) || IsProven(ClaimSubject.Ledger) ? Verdict.Proven : Verdict.NotChecked
            : IsProven(ClaimSubject.Signature) && IsProven(ClaimSubject.Certificate) ? Verdict.Proven : Verdict.NotChecked;

    /// <summary>What the code does not prove, whatever stands above.</summary>
    public IReadOnlyList<Wording> DoesNotProve => Link.Kind == CodeKind.KodI ? OfKodI() : OfKodII();

    private bool IsProven(ClaimSubject about) => Claims.Any(one => one.About == about && one.Verdict == Verdict.Proven);

    private List<Wording> OfKodI()
    {
        List<Wording> words = [];
        if (!IsProven(ClaimSubject.Ksef))
        {
            words.Add(new("Nie dowodzi, że faktura jest w KSeF: to pokazuje dopiero strona, do której prowadzi kod.",
                "It does not prove that the invoice is in KSeF: only the page to which the code leads shows that."));
        }
        words.Add(IsProven(ClaimSubject.File)
            ? new("Nie dowodzi, że wydruk zgadza się z plikiem: porównaj kwoty, numer konta i nabywcę.",
                "It does not prove that the print agrees with the file: compare the amounts, the account and the buyer.")
            : new("Nie dowodzi niczego o tym, co stoi na papierze: kod zna tylko skrót pliku, a pliku tu nie ma.",
                "It proves nothing of what stands on the paper: the code knows the hash of the file alone, and the file is not here."));
        return words;
    }

    // LAW 114: anybody can copy a code that is right onto another paper.
    private List<Wording> OfKodII() =>
    [
        new("Nie dowodzi, że faktura jest albo kiedykolwiek będzie w KSeF: to pokazuje tylko KOD I.",
            "It does not prove that the invoice is, or ever will be, in KSeF: only KOD I shows that."),
        IsProven(ClaimSubject.File)
            ? new("Nie dowodzi, że wydruk zgadza się z plikiem: porównaj kwoty, numer konta i nabywcę.",
                "It does not prove that the print agrees with the file: compare the amounts, the account and the buyer.")
            : new("Nie dowodzi, że należy do tego papieru: prawdziwy kod każdy może przenieść na inny dokument.",
                "It does not prove that it belongs to this paper: anybody can copy a true code onto another document."),
    ];
}
