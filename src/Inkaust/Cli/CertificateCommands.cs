using System.CommandLine;
using Inkaust.Answers;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;

namespace Inkaust.Cli;

internal static class CertificateCommands
{
    public static Command Create(CommandKit kit) =>
        new("cert", "KSeF certificates: type 1 signs in, type 2 signs KOD II on invoices issued offline")
        {
            Enrol(kit), List(kit), Show(kit), Renew(kit), Revoke(kit),
            CertificateFileCommands.Import(kit), CertificateFileCommands.Export(kit), Test(kit), CertificateTokenCommand.Create(kit),
        };

    private static Command Enrol(CommandKit kit)
    {
        var company = Arguments.Company();
        var type = BothOr();
        var key = new Option<string>("--key") { Description = "ec (P-256, small codes) or rsa (2048)", DefaultValueFactory = _ => "ec" };
        key.AcceptOnlyFromAmong("ec", "rsa");
        var validFrom = ValidFrom();
        var command = new Command("enrol", "Make a key here and get a KSeF certificate for it") { company, type, key, validFrom };
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            var owner = workplace.Companies.Find(parsed.GetValue(company));
            var fetched = await workplace.FetchCertificates.FirstAsync(
                owner, Kinds(parsed.GetValue(type)!), parsed.GetValue(key) == "rsa" ? KeyKind.Rsa2048 : KeyKind.EcP256, parsed.GetValue(validFrom),
                Progress(terminal), stop);
            terminal.Value(AsJson(fetched, workplace.Clock.GetUtcNow()));
            return 0;
        });
        return command;
    }

    private static Command List(CommandKit kit)
    {
        var company = Arguments.Company();
        var command = new Command("list", "Show the certificates and how long they are valid") { company };
        kit.Does(command, (parsed, workplace, terminal) =>
        {
            var now = workplace.Clock.GetUtcNow();
            var all = workplace.LookAtCertificates.Of(workplace.Companies.Meant(parsed.GetValue(company)));
            terminal.Value(all.Select(one => CertificateAnswer.Of(one, now)));
            if (all.Count == 0) terminal.Say("Nie ma certyfikatów. Pobierz: inkaust cert enrol",
                "There are no certificates. Get them: inkaust cert enrol");
            else
            {
                var column = workplace.ColumnFor(parsed.GetValue(company));
                terminal.Table(
                    column.Heads(
                    [
                        new("Rodzaj", "Kind"), new("Numer seryjny", "Serial number"), new("Od", "From"), new("Do", "Until"), new("Stan", "State"),
                    ]),
                    all.Select(one => column.Row(one.Company,
                        [Named(one.Kind).In(terminal.Language), one.Serial ?? "-", DayOf(one.ValidFrom), DayOf(one.ValidTo),
                            one.StandingAt(now).In(terminal.Language)])));
            }
        });
        return command;
    }

    private static Command Show(CommandKit kit)
    {
        var serial = Serial();
        var company = Arguments.Company();
        var command = new Command("show", "Show one certificate and the invoices that still need it") { serial, company };
        kit.Does(command, (parsed, workplace, terminal) =>
        {
            var now = workplace.Clock.GetUtcNow();
            var whole = workplace.LookAtCertificates.Whole(workplace.Companies.Find(parsed.GetValue(company)), parsed.GetValue(serial)!);
            var answer = CertificateWholeAnswer.Of(whole, now);
            terminal.Value(answer);
            var (one, state) = (whole.Certificate, whole.Certificate.StandingAt(now));
            var (serialNumber, days, family) = (one.Serial ?? "-", $"{DayOf(one.ValidFrom)} - {DayOf(one.ValidTo)}", answer.Certificate.Key);
            terminal.Say($"{Whole(one.Kind).Pl} {serialNumber}: {state.Pl}, {days}, klucz {family}",
                $"{Whole(one.Kind).En} {serialNumber}: {state.En}, {days}, key {family}");
            if (whole.Subject.Length > 0) terminal.Say($"  {whole.Subject}", $"  {whole.Subject}");
            terminal.Say($"  Faktury bez numeru KSeF z jego KOD II: {whole.NeededBy.Count}",
                $"  Invoices without a KSeF number that carry its KOD II: {whole.NeededBy.Count}");
        });
        return command;
    }

    private static Command Renew(CommandKit kit)
    {
        var company = Arguments.Company();
        var type = BothOr();
        var validFrom = ValidFrom();
        var all = new Option<bool>("--all") { Description = "Of every company; what cannot be had for one stops no other" };
        var ending = new Option<bool>("--ending") { Description = "With --all: only what ends within 30 days or has ended" };
        var command = new Command("renew",
            "Get a successor with a new key now; sending does it by itself 30 days ahead") { company, type, validFrom, all, ending };
        command.Validators.Add(result =>
        {
            var ofAll = result.GetValue(all);
            if (ofAll && (result.GetResult(company) is not null || result.GetResult(validFrom) is not null)) result.Refuse(
                "--all nie łączy się z --company ani --valid-from.", "--all goes neither with --company nor with --valid-from.");
            else if (!ofAll && result.GetValue(ending)) result.Refuse("--ending wymaga --all.", "--ending needs --all.");
        });
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            if (parsed.GetValue(all))
                return await RenewalOfAll.DoAsync(workplace, terminal, Kinds(parsed.GetValue(type)!), parsed.GetValue(ending), stop);
            var owner = workplace.Companies.Find(parsed.GetValue(company));
            var fetched = await workplace.FetchCertificates.SuccessorsAsync(
                owner, Kinds(parsed.GetValue(type)!), parsed.GetValue(validFrom), Progress(terminal), stop);
            terminal.Value(AsJson(fetched, workplace.Clock.GetUtcNow()));
            terminal.Say("Stary certyfikat zostaje, dopóki jest ważny.", "The old certificate is kept as long as it is valid.");
            return 0;
        });
        return command;
    }

    private static Command Revoke(CommandKit kit)
    {
        var serial = Serial();
        var company = Arguments.Company();
        var reason = new Option<string>("--reason")
        {
            Description = "superseded, key-compromise or unspecified",
            DefaultValueFactory = _ => "unspecified",
        };
        reason.AcceptOnlyFromAmong("superseded", "key-compromise", "unspecified");
        var command = new Command("revoke", "Revoke a certificate for good, unless an invoice still needs it") { serial, company, reason };
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            var owner = workplace.Companies.Find(parsed.GetValue(company));
            var why = Enum.Parse<RevocationReason>(parsed.GetValue(reason)!.Replace("-", ""), ignoreCase: true);
            var one = await workplace.RevokeCertificate.ForGoodAsync(owner, parsed.GetValue(serial)!, why, stop);
            terminal.Value(CertificateAnswer.Of(one, workplace.Clock.GetUtcNow()));
            terminal.Say($"Unieważniono {one.Serial}.", $"Revoked {one.Serial}.");
            return 0;
        });
        return command;
    }

    private static Command Test(CommandKit kit)
    {
        var company = Arguments.Company();
        var command = new Command("test",
            "Sign in, ask KSeF how the certificates stand, and sign and verify a KOD II; nothing is issued or sent") { company };
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            var trials = await workplace.TestCertificates.BothAsync(workplace.Companies.Find(parsed.GetValue(company)), stop);
            terminal.Value(trials.Select(trial => CertificateTrialAnswer.Of(trial, terminal.AsJson)));
            foreach (var trial in trials.Where(one => one.Problem is null))
            {
                var (pl, en) = trial.Kind == CertificateKind.Offline ? ("KOD II podpisany i sprawdzony", "KOD II signed and verified")
                    : ("logowanie działa", "signing in works");
                terminal.Say($"  ✓ {Named(trial.Kind).Pl} {trial.Serial}: {pl}", $"  ✓ {Named(trial.Kind).En} {trial.Serial}: {en}");
            }
            var problems = trials.Select(trial => trial.Problem).OfType<Finding>().ToList();
            if (problems.Count > 0 && !terminal.IsJson) terminal.Refuse(problems);
            return problems.Count > 0 ? CommandLine.ExitCode(problems) : 0;
        });
        return command;
    }

    private static IEnumerable<CertificateAnswer> AsJson(FetchedCertificates fetched, DateTimeOffset now) =>
        fetched.Certificates.Select(one => CertificateAnswer.Of(one, now, fetched.Before));

    internal static Wording Named(CertificateKind kind) => kind switch
    {
        CertificateKind.Authentication => new("typu 1 (uwierzytelnianie)", "of type 1 (signs in)"),
        CertificateKind.Offline => new("typu 2 (offline)", "of type 2 (signs KOD II)"),
        _ => new("pieczęć", "seal"),
    };

    internal static void Tell(Terminal terminal, CompanyCertificate certificate) =>
        terminal.Say(InWords(certificate).Pl, InWords(certificate).En);

    internal static Wording InWords(CompanyCertificate certificate) => new(
        $"{Whole(certificate.Kind).Pl}: "
        + $"{certificate.Serial}, {(certificate.Kind == CertificateKind.Seal ? "ważna" : "ważny")} do {DayOf(certificate.ValidTo)}.",
        $"{Whole(certificate.Kind).En}: {certificate.Serial}, valid until {DayOf(certificate.ValidTo)}.");

    private static Wording Whole(CertificateKind kind) => kind == CertificateKind.Seal ? new("Pieczęć", "Seal")
        : new($"Certyfikat {Named(kind).Pl}", $"Certificate {Named(kind).En}");

    internal static Argument<string> Serial() => new("SERIAL") { Description = "Serial number of the certificate" };

    private static Told<CertificateProgress> Progress(Terminal terminal) => new(step =>
    {
        if (step.Came is { } certificate) Tell(terminal, certificate);
        else TellLimits(terminal, step.Before);
    });

    private static void TellLimits(Terminal terminal, CertificateLimits limits) => terminal.Say(
        $"KSeF wyda jeszcze {limits.Certificate.Remaining} z {limits.Certificate.Limit} certyfikatów; "
        + $"wniosków zostało {limits.Enrollment.Remaining} z {limits.Enrollment.Limit}.",
        $"KSeF still gives {limits.Certificate.Remaining} of {limits.Certificate.Limit} certificates; "
        + $"{limits.Enrollment.Remaining} of {limits.Enrollment.Limit} applications are left.");

    private static Option<string> BothOr()
    {
        var type = new Option<string>("--type")
        {
            Description = "authentication (type 1), offline (type 2), or both",
            DefaultValueFactory = _ => "both",
        };
        type.AcceptOnlyFromAmong("authentication", "offline", "both");
        return type;
    }

    private static Option<DateOnly?> ValidFrom() => new("--valid-from")
    {
        Description = "First day of a successor, in Poland; at once without it",
        HelpName = "yyyy-MM-dd",
        CustomParser = result => Arguments.ReadDate(result),
    };

    private static CertificateKind[] Kinds(string type) => type switch
    {
        "authentication" => [CertificateKind.Authentication],
        "offline" => [CertificateKind.Offline],
        _ => [CertificateKind.Authentication, CertificateKind.Offline],
    };

    private static string DayOf(DateTimeOffset? at) => at is { } instant ? $"{PolishTime.DateOf(instant):yyyy-MM-dd}" : "-";
}
