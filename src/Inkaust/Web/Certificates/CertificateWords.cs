using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Web.Shape;

namespace Inkaust.Web.Certificates;

/// <summary>What certificates are, in words.</summary>
internal static class CertificateWords
{
    public static Wording Name(CertificateKind kind) => kind switch
    {
        CertificateKind.Authentication => new("Typ 1: logowanie", "Type 1: signs in"),
        CertificateKind.Offline => new("Typ 2: faktury offline", "Type 2: invoices offline"),
        _ => new("Pieczęć", "Seal"),
    };

    /// <summary>In two sentences (LAW 70).</summary>
    public static Wording Explained(CertificateKind kind) => kind switch
    {
        CertificateKind.Authentication => new(
            "Nim program loguje się do KSeF w imieniu firmy. Bez niego niczego nie wyśle ani nie odbierze.",
            "With it the program signs in to KSeF for the company. Without it nothing is sent or received."),
        CertificateKind.Offline => new(
            "Nim program podpisuje drugi kod na fakturze wystawionej, gdy KSeF nie odpowiada. Nabywca sprawdza tym kodem, kto ją wystawił.",
            "With it the program signs the second code on an invoice that is issued while KSeF does not answer. "
                + "By that code the buyer checks who issued it."),
        _ => new("Pieczęcią firma loguje się, dopóki nie ma certyfikatu typu 1. Zrobił ją program albo wczytano ją z pliku.",
            "With a seal a company signs in as long as it has no certificate of type 1. The program made it, or it came from a file."),
    };

    public static Wording TakenIn(CompanyCertificate taken) => new(
        $"Wczytano: {Name(taken.Kind).Pl.ToLowerInvariant()}, numer {taken.Serial}, do {Shown.Moment(taken.ValidTo!.Value, Language.Polish)}.",
        $"Taken in: {Name(taken.Kind).En.ToLowerInvariant()}, number {taken.Serial}, until {Shown.Moment(taken.ValidTo!.Value, Language.English)}.");

    /// <summary>What a trial that went well has shown.</summary>
    public static Wording Works(CertificateTrial trial) => trial.Kind == CertificateKind.Offline
        ? new($"KOD II podpisany i sprawdzony certyfikatem typu 2 {trial.Serial}.",
            $"A KOD II was signed and verified with the certificate of type 2 {trial.Serial}.")
        : trial.Serial is null ? new("Logowanie do KSeF działa.", "Signing in to KSeF works.")
        : new($"Logowanie do KSeF działa: {(trial.Kind == CertificateKind.Seal ? "pieczęć" : "certyfikat typu 1")} {trial.Serial}.",
            $"Signing in to KSeF works: {(trial.Kind == CertificateKind.Seal ? "seal" : "certificate of type 1")} {trial.Serial}.");
}
