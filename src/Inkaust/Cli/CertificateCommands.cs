using System.CommandLine;
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
            var limits = await TellLimitsAsync(workplace, terminal, owner, stop);
            var enrolled = new List<CompanyCertificate>();
            foreach (var kind in Kinds(parsed.GetValue(type)!))
            {
                enrolled.Add(await workplace.EnrolCertificate.ForAsync(owner, new CertificateWish(kind)
                {
                    Key = parsed.GetValue(key) == "rsa" ? KeyKind.Rsa2048 : KeyKind.EcP256,
                    ValidFrom = StartOf(parsed.GetValue(validFrom)),
                }, stop));
                Tell(terminal, enrolled[^1]);
            }
            terminal.Value(enrolled.Select(one => AsJson(one, workplace.Clock.GetUtcNow(), limits)));
            return 0;
        });
        return command;
    }

    private static Command List(CommandKit kit)
    {
        var company = Arguments.Company();
        var command = new Command("list", "Show the certificates and how long they are valid") { company };
        kit.Does(command, (parsed, workplace, terminal, _) =>
        {
            var now = workplace.Clock.GetUtcNow();
            var all = workplace.CompaniesFor(parsed.GetValue(company)).SelectMany(owner => workplace.Keys.Of(owner.Id)).ToList();
            terminal.Value(all.Select(one => AsJson(one, now)));
            if (all.Count == 0) terminal.Say("Nie ma certyfikatów. Pobierz: inkaust cert enrol", "There are no certificates. Get them: inkaust cert enrol");
            else
            {
                terminal.Table(
                    [new("NIP", "NIP"), new("Rodzaj", "Kind"), new("Numer seryjny", "Serial number"), new("Od", "From"), new("Do", "Until"), new("Stan", "State")],
                    all.Select(one => (IReadOnlyList<string>)
                        [one.Holder.ToString(), Named(one.Kind).In(terminal.Language), one.Serial ?? "-", Day(one.ValidFrom), Day(one.ValidTo), State(one, now).In(terminal.Language)]));
            }
            return Task.FromResult(0);
        });
        return command;
    }

    private static Command Show(CommandKit kit)
    {
        var serial = Serial();
        var company = Arguments.Company();
        var command = new Command("show", "Show one certificate and the invoices that still need it") { serial, company };
        kit.Does(command, (parsed, workplace, terminal, _) =>
        {
            var now = workplace.Clock.GetUtcNow();
            var owner = workplace.Companies.Find(parsed.GetValue(company));
            var one = workplace.Keys.Find(owner.Id, parsed.GetValue(serial)!);
            var needing = one.Serial is { } number ? workplace.Ledger.Of(owner).NeedingCertificate(number) : [];
            var subject = "";
            if (one.Serial is not null)
            {
                using var certificate = workplace.Keys.Certificate(one);
                subject = certificate.Subject;
            }
            terminal.Value(new { Certificate = AsJson(one, now), Subject = subject, NeededBy = needing.Select(invoice => InvoiceWords.AsJson(invoice, now)) });
            terminal.Say($"Certyfikat {Named(one.Kind).Pl} {one.Serial ?? "-"}: {State(one, now).Pl}, {Day(one.ValidFrom)} - {Day(one.ValidTo)}, klucz {Family(one)}",
                $"Certificate {Named(one.Kind).En} {one.Serial ?? "-"}: {State(one, now).En}, {Day(one.ValidFrom)} - {Day(one.ValidTo)}, key {Family(one)}");
            if (subject.Length > 0) terminal.Say($"  {subject}", $"  {subject}");
            terminal.Say($"  Faktury bez numeru KSeF z jego KOD II: {needing.Count}", $"  Invoices without a KSeF number that carry its KOD II: {needing.Count}");
            return Task.FromResult(0);
        });
        return command;
    }

    private static Command Renew(CommandKit kit)
    {
        var company = Arguments.Company();
        var type = BothOr();
        var validFrom = ValidFrom();
        var command = new Command("renew", "Get a successor with a new key now; sending does it by itself 30 days ahead") { company, type, validFrom };
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            var owner = workplace.Companies.Find(parsed.GetValue(company));
            var limits = await TellLimitsAsync(workplace, terminal, owner, stop);
            var renewed = new List<CompanyCertificate>();
            foreach (var kind in Kinds(parsed.GetValue(type)!))
            {
                renewed.Add(await workplace.RenewCertificates.NowAsync(owner, kind, StartOf(parsed.GetValue(validFrom)), stop));
                Tell(terminal, renewed[^1]);
            }
            terminal.Value(renewed.Select(one => AsJson(one, workplace.Clock.GetUtcNow(), limits)));
            terminal.Say("Stary certyfikat zostaje, dopóki jest ważny.", "The old certificate is kept as long as it is valid.");
            return 0;
        });
        return command;
    }

    private static Command Revoke(CommandKit kit)
    {
        var serial = Serial();
        var company = Arguments.Company();
        var reason = new Option<string>("--reason") { Description = "superseded, key-compromise or unspecified", DefaultValueFactory = _ => "unspecified" };
        reason.AcceptOnlyFromAmong("superseded", "key-compromise", "unspecified");
        var command = new Command("revoke", "Revoke a certificate for good, unless an invoice still needs it") { serial, company, reason };
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            var owner = workplace.Companies.Find(parsed.GetValue(company));
            var one = workplace.Keys.Find(owner.Id, parsed.GetValue(serial)!);
            await workplace.RevokeCertificate.ForGoodAsync(owner, one, Enum.Parse<RevocationReason>(parsed.GetValue(reason)!.Replace("-", ""), ignoreCase: true), stop);
            terminal.Value(AsJson(workplace.Keys.Find(owner.Id, one.Serial!), workplace.Clock.GetUtcNow()));
            terminal.Say($"Unieważniono {one.Serial}.", $"Revoked {one.Serial}.");
            return 0;
        });
        return command;
    }

    private static Command Test(CommandKit kit)
    {
        var company = Arguments.Company();
        var command = new Command("test", "Sign in, ask KSeF how the certificates stand, and sign and verify a KOD II; nothing is issued or sent") { company };
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            var trials = await workplace.TestCertificates.BothAsync(workplace.Companies.Find(parsed.GetValue(company)), stop);
            terminal.Value(trials.Select(trial => new
            {
                Kind = KeyRing.Word(trial.Kind),
                trial.Serial,
                Works = trial.Problem is null,
                Problem = trial.Problem is { } why ? terminal.AsJson(why) : null,
            }));
            foreach (var trial in trials.Where(one => one.Problem is null))
            {
                var (pl, en) = trial.Kind == CertificateKind.Offline ? ("KOD II podpisany i sprawdzony", "KOD II signed and verified") : ("logowanie działa", "signing in works");
                terminal.Say($"  ✓ {Named(trial.Kind).Pl} {trial.Serial}: {pl}", $"  ✓ {Named(trial.Kind).En} {trial.Serial}: {en}");
            }
            var problems = trials.Select(trial => trial.Problem).OfType<Finding>().ToList();
            if (problems.Count > 0 && !terminal.IsJson) terminal.Refuse(problems);
            return problems.Count > 0 ? CommandLine.ExitCode(problems) : 0;
        });
        return command;
    }

    internal static object AsJson(CompanyCertificate one, DateTimeOffset now, CertificateLimits? before = null) => new
    {
        Company = one.Holder.ToString(),
        Kind = KeyRing.Word(one.Kind),
        one.Name,
        one.Serial,
        one.ValidFrom,
        one.ValidTo,
        State = State(one, now).En,
        Key = Family(one),
        LimitsBefore = before is null ? null : new { Certificates = before.Certificate, Applications = before.Enrollment },
    };

    internal static Wording Named(CertificateKind kind) => kind switch
    {
        CertificateKind.Authentication => new("typu 1 (uwierzytelnianie)", "of type 1 (signs in)"),
        CertificateKind.Offline => new("typu 2 (offline)", "of type 2 (signs KOD II)"),
        _ => new("pieczęć", "seal"),
    };

    internal static void Tell(Terminal terminal, CompanyCertificate certificate) => terminal.Say(
        $"Certyfikat {Named(certificate.Kind).Pl}: {certificate.Serial}, ważny do {Day(certificate.ValidTo)}.",
        $"Certificate {Named(certificate.Kind).En}: {certificate.Serial}, valid until {Day(certificate.ValidTo)}.");

    internal static Argument<string> Serial() => new("SERIAL") { Description = "Serial number of the certificate" };

    private static async Task<CertificateLimits> TellLimitsAsync(Workplace workplace, Terminal terminal, Company owner, CancellationToken stop)
    {
        var limits = await workplace.EnrolCertificate.LimitsAsync(owner, stop);
        terminal.Say($"KSeF wyda jeszcze {limits.Certificate.Remaining} z {limits.Certificate.Limit} certyfikatów; wniosków zostało {limits.Enrollment.Remaining} z {limits.Enrollment.Limit}.",
            $"KSeF still gives {limits.Certificate.Remaining} of {limits.Certificate.Limit} certificates; {limits.Enrollment.Remaining} of {limits.Enrollment.Limit} applications are left.");
        return limits;
    }

    private static Option<string> BothOr()
    {
        var type = new Option<string>("--type") { Description = "authentication (type 1), offline (type 2), or both", DefaultValueFactory = _ => "both" };
        type.AcceptOnlyFromAmong("authentication", "offline", "both");
        return type;
    }

    private static Option<DateOnly?> ValidFrom() => new("--valid-from") { Description = "First day of a successor, in Poland; at once without it", HelpName = "yyyy-MM-dd", CustomParser = result => Arguments.ReadDate(result) };

    private static DateTimeOffset? StartOf(DateOnly? day) => day is { } first ? PolishTime.EndOf(first.AddDays(-1)).AddSeconds(1) : null;

    private static CertificateKind[] Kinds(string type) => type switch
    {
        "authentication" => [CertificateKind.Authentication],
        "offline" => [CertificateKind.Offline],
        _ => [CertificateKind.Authentication, CertificateKind.Offline],
    };

    internal static Wording State(CompanyCertificate one, DateTimeOffset now) => one switch
    {
        { Serial: null } => new("w toku", "awaited"),
        { Status: "Revoked" } => new("unieważniony", "revoked"),
        { Status: "Blocked" } => new("zablokowany", "blocked"),
        _ when one.IsValid(now) => new("ważny", "valid"),
        _ when now < one.ValidFrom => new("jeszcze nieważny", "not valid yet"),
        _ => new("wygasł", "expired"),
    };

    private static string Family(CompanyCertificate one) => one.Family == KeyKind.Rsa2048 ? "RSA" : "EC";

    private static string Day(DateTimeOffset? at) => at is { } instant ? $"{PolishTime.DateOf(instant):yyyy-MM-dd}" : "-";
}
