using System.CommandLine;
using System.Text;
using Inkaust.Answers;
using Inkaust.Office;

namespace Inkaust.Cli;

/// <summary>Certificates that come from files and go into files. A password is never an argument: others could read it.</summary>
internal static class CertificateFileCommands
{
    private const string PasswordVariable = Surroundings.KeyPasswordVariable;

    public static Command Import(CommandKit kit)
    {
        var file = new Argument<FileInfo>("FILE")
        { Description = "A certificate in PEM, DER, Base64 or PKCS#7, or a file with its key: .p12, .pfx, PEM" };
        var key = new Option<FileInfo?>("--key") { Description = "Its key, when it is in a file of its own", HelpName = "FILE" };
        var type = new Option<string?>("--type") { Description = "authentication, offline or seal (default: as the certificate's key usage says)" };
        type.AcceptOnlyFromAmong("authentication", "offline", "seal");
        var company = Arguments.Company();
        var command = new Command("import",
            $"Take in a certificate and its key; the password is asked for, or read from {PasswordVariable}") { file, key, type, company };
        kit.Does(command, (parsed, workplace, terminal) =>
        {
            var owner = workplace.Companies.Find(parsed.GetValue(company));
            var kind = parsed.GetValue(type) is { } word ? Enum.Parse<CertificateKind>(word, ignoreCase: true) : (CertificateKind?)null;
            var named = parsed.GetValue(file)!;
            Func<byte[]>? readKey = parsed.GetValue(key) is { } keyFile ? () => UserFiles.Read(keyFile) : null;
            var imported = workplace.TakeInCertificate.FromFiles(owner, UserFiles.Read(named), readKey, kind, () => Password(kit));
            terminal.Value(CertificateAnswer.Of(imported, workplace.Clock.GetUtcNow()));
            CertificateCommands.Tell(terminal, imported);
            terminal.Say("Sprawdź go: inkaust cert test", "Try it: inkaust cert test");
        });
        return command;
    }

    public static Command Export(CommandKit kit)
    {
        var serial = CertificateCommands.Serial();
        var company = Arguments.Company();
        var folder = new Option<DirectoryInfo>("--out") { Description = "Folder for SERIAL.crt and SERIAL.key", HelpName = "DIR", Required = true };
        var command = new Command(
            "export", $"Write a certificate and its key, encrypted with a password that is asked for, or read from {PasswordVariable}")
        { serial, company, folder };
        kit.Does(command, (parsed, workplace, terminal) =>
        {
            var owner = workplace.Companies.Find(parsed.GetValue(company));
            var exported = workplace.ExportCertificate.WithPassword(owner, parsed.GetValue(serial)!, () => Password(kit));
            var name = Path.Combine(parsed.GetValue(folder)!.FullName, exported.Serial);
            UserFiles.Write(name + ".crt", Encoding.ASCII.GetBytes(exported.Certificate + "\n"));
            WriteKey(name + ".key", exported.EncryptedKey + "\n");
            terminal.Value(new ExportedCertificateAnswer(name + ".crt", name + ".key"));
            terminal.Say($"Zapisano {name}.crt i {name}.key", $"Wrote {name}.crt and {name}.key");
        });
        return command;
    }

    private static void WriteKey(string file, string key) => UserFiles.Writing(file, () => OwnerOnly.Write(file, Encoding.ASCII.GetBytes(key)));

    private static string Password(CommandKit kit) =>
        Secret.Ask(kit.Surroundings.KeyPassword, PasswordVariable, "Hasło klucza / password of the key: ");
}
