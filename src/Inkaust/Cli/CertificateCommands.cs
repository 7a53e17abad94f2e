using System.CommandLine;
using Inkaust.Certificates;
using Inkaust.Invoices;

namespace Inkaust.Cli;

internal static class CertificateCommands
{
    public static Command Create(CommandKit kit) =>
        new("cert", "KSeF certificates: type 1 signs in, type 2 signs KOD II on invoices issued offline") { Enrol(kit), List(kit) };

    private static Command Enrol(CommandKit kit)
    {
        var company = Arguments.Company();
        var type = new Option<string>("--type")
        {
            Description = "authentication (type 1), offline (type 2), or both",
            DefaultValueFactory = _ => "both",
        };
        type.AcceptOnlyFromAmong("authentication", "offline", "both");
        var command = new Command("enrol", "Make a key here and get a KSeF certificate for it") { company, type };
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            var owner = workplace.Companies.Find(parsed.GetValue(company));
            CertificateKind[] kinds = parsed.GetValue(type) switch
            {
                "authentication" => [CertificateKind.Authentication],
                "offline" => [CertificateKind.Offline],
                _ => [CertificateKind.Authentication, CertificateKind.Offline],
            };
            var enrolled = new List<CompanyCertificate>();
            foreach (var kind in kinds)
            {
                var certificate = await workplace.EnrolCertificate.ForAsync(owner, kind, stop);
                enrolled.Add(certificate);
                terminal.Say(
                    $"Certyfikat {Named(kind).Pl}: {certificate.Serial}, ważny do {Day(certificate.ValidTo)}.",
                    $"Certificate {Named(kind).En}: {certificate.Serial}, valid until {Day(certificate.ValidTo)}.");
            }
            terminal.Value(enrolled.Select(one => AsJson(one, workplace.Clock.GetUtcNow())));
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
            var all = workplace.CompaniesFor(parsed.GetValue(company)).SelectMany(owner => workplace.Keys.Of(owner.Nip)).ToList();
            terminal.Value(all.Select(one => AsJson(one, now)));
            if (all.Count == 0) terminal.Say("Nie ma certyfikatów. Pobierz: inkaust cert enrol", "There are no certificates. Get them: inkaust cert enrol");
            else
            {
                terminal.Table(
                    [new("NIP", "NIP"), new("Rodzaj", "Kind"), new("Numer seryjny", "Serial number"), new("Od", "From"), new("Do", "Until"), new("Stan", "State")],
                    all.Select(one => (IReadOnlyList<string>)
                        [one.Company.ToString(), Named(one.Kind).In(terminal.Language), one.Serial ?? "-", Day(one.ValidFrom), Day(one.ValidTo), State(one, now).In(terminal.Language)]));
            }
            return Task.FromResult(0);
        });
        return command;
    }

    internal static object AsJson(CompanyCertificate one, DateTimeOffset now) => new
    {
        Company = one.Company.ToString(),
        Kind = KeyRing.Word(one.Kind),
        one.Name,
        one.Serial,
        one.ValidFrom,
        one.ValidTo,
        State = State(one, now).En,
    };

    internal static Wording Named(CertificateKind kind) => kind switch
    {
        CertificateKind.Authentication => new("typu 1 (uwierzytelnianie)", "of type 1 (signs in)"),
        CertificateKind.Offline => new("typu 2 (offline)", "of type 2 (signs KOD II)"),
        _ => new("pieczęć", "seal"),
    };

    private static Wording State(CompanyCertificate one, DateTimeOffset now) => one switch
    {
        { Serial: null } => new("w toku", "awaited"),
        _ when one.IsValid(now) => new("ważny", "valid"),
        _ when now < one.ValidFrom => new("jeszcze nieważny", "not valid yet"),
        _ => new("wygasł", "expired"),
    };

    private static string Day(DateTimeOffset? at) => at is { } instant ? $"{PolishTime.DateOf(instant):yyyy-MM-dd}" : "-";
}
