using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Inkaust.Answers;
using Inkaust.Invoices;
using Inkaust.LocalKsef;
using Inkaust.Office;
using Inkaust.Print;

namespace Inkaust.Cli;

/// <summary>Runs a local KSeF until Ctrl-C.</summary>
internal static class LocalKsefCommand
{
    // Whoever has a certificate with a NIP owns that company on a local KSeF, so any NIP will do; this one is easy to remember.
    private const string TestNip = "1111111111";

    public static Command Create(CommandKit kit)
    {
        var options = new Options();
        var command = new Command("local-ksef", "Run a KSeF on this machine, until Ctrl-C. No legal force; not for production")
        {
            options.Port, options.ManagementPort, options.Data, options.Hostility, options.Seed, options.Limits, options.Delay, options.Clock,
            options.Https, options.Hosts, options.Origins, options.CheckNips,
        };
        command.Subcommands.Add(LocalKsefControlCommands.Create(kit));
        RefuseTheDatabase(command);
        kit.Does(command, async (parsed, terminal, stop) =>
        {
            using var certificate = parsed.GetValue(options.Https) is { } pem ? ReadCertificate(pem) : null;
            await using var server = await StartAsync(options.Read(parsed, kit.Clock, certificate), stop);
            Say(terminal, server);
            await UntilStopped(stop);
            return 0;
        });
        return command;
    }

    // The folder of the program's database means nothing to a server; --data after local-ksef is the server's own file.
    private static void RefuseTheDatabase(Command command)
    {
        command.Validators.Add(result =>
        {
            if (result.GetResult(CommandLine.Data) is { Implicit: false }) result.Refuse(
                "local-ksef nie używa bazy programu. Żeby zachować stan serwera, napisz: inkaust local-ksef --data PLIK",
                "local-ksef uses no database of the program. To keep the server's state, write: inkaust local-ksef --data FILE");
        });
        foreach (var below in command.Subcommands) RefuseTheDatabase(below);
    }

    private static void Say(Terminal terminal, LocalKsefServer server)
    {
        var (address, management) = (Bare(server.BaseAddress), Bare(server.ManagementAddress));
        var company = $"inkaust company add --nip {TestNip} --name \"Firma Próbna\" --address \"ul. Testowa 1, 00-001 Warszawa\" --ksef {address}";
        terminal.Value(new LocalKsefAnswer(address, address + "/v2", address + "/qr", management, new TrialCompanyAnswer(TestNip, company)));
        terminal.Say($"Lokalny KSeF działa (bez mocy prawnej): {address}", $"A local KSeF is up (no legal force): {address}");
        terminal.Say($"  API {address}/v2, strony QR {address}/qr, zarządzanie {management}",
            $"  API {address}/v2, QR pages {address}/qr, management {management}");
        terminal.Say($"  Firma: {company}", $"  A company: {company}");
        terminal.Say($"  Sterowanie: inkaust local-ksef control --management {management} clock",
            $"  Control: inkaust local-ksef control --management {management} clock");
        terminal.Say("  Koniec: Ctrl-C", "  End: Ctrl-C");
    }

    private static async Task<LocalKsefServer> StartAsync(LocalKsefOptions options, CancellationToken stop)
    {
        try
        {
            return await LocalKsefServer.StartAsync(options, stop);
        }
        catch (IOException fault)
        {
            throw new RefusedException(new Finding("INK-ENV-003",
                $"Lokalny KSeF nie może zająć portu albo otworzyć pliku: {fault.Message}",
                $"The local KSeF cannot take its port or open its file: {fault.Message}")
            { Hint = new("Podaj inny --port, --management-port albo --data.", "Name another --port, --management-port or --data.") }, fault);
        }
    }

    private static X509Certificate2 ReadCertificate(FileInfo pem)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(pem.FullName);
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(new Finding("INK-ENV-005",
                $"Plik {pem} nie zawiera certyfikatu i klucza w PEM: {fault.Message}",
                $"The file {pem} does not hold a certificate and its key in PEM: {fault.Message}"), fault);
        }
    }

    private static async Task UntilStopped(CancellationToken stop)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, stop);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C is how this command ends well.
        }
    }

    private static string Bare(Uri address) => address.AbsoluteUri.TrimEnd('/');

    /// <summary>Draws what the page behind KOD I offers; only FA(3) can be drawn.</summary>
    internal static byte[]? Draw(ReadOnlyMemory<byte> invoice, KsefNumber number, Uri kodI)
    {
        try
        {
            return InvoicePdf.Draw(Fa3Invoice.Read(invoice.ToArray()), [new PrintedCode(number.ToString(), kodI)],
                new PrintOptions { Fonts = SystemFonts.Best });
        }
        catch (RefusedException)
        {
            return null;
        }
    }

    /// <summary>What can be said on the command line about the server.</summary>
    private sealed class Options
    {
        public Option<int> Port { get; } = Number("--port", "Port of the API, Latarnia and the QR pages (0: a free one)", "PORT", 65535);
        public Option<int> ManagementPort { get; } = Number("--management-port", "Port of the clock, announcements and faults (0: a free one)",
            "PORT", 65535);

        public Option<FileInfo?> Data { get; } = new("--data")
        {
            Description = "Keep all that clients were told in this SQLite file and the folder FILE-files: a restart, and a kill, goes on with it "
                + "(default: in memory). "
                + "Not kept: faults, counts of requests, the list of what was received, and these options",
            HelpName = "FILE"
        };

        public Option<int> Hostility { get; } = Number("--hostility",
            "Troubles by chance, 0 (none) to 100: 429, long processing, above 50 lost answers", "0..100", 100);
        public Option<int> Seed { get; } = Number("--seed", "From what the hostility is drawn", "NUMBER", int.MaxValue, 20260201);

        public Option<string> Limits { get; } = new Option<string>("--limits")
        {
            Description = "Rate limits: none, production, or test (production for opening online sessions, ten times the rest)",
            DefaultValueFactory = _ => "none",
        }.AcceptOnlyFromAmong("none", "production", "test");

        public Option<TimeSpan> Delay { get; } = new("--processing-delay")
        {
            Description = "How long an invoice waits before it is processed, in seconds (0.5) or as hours:minutes:seconds",
            HelpName = "TIME",
            CustomParser = ReadSpan,
        };

        public Option<DateTimeOffset?> Clock { get; } = new("--clock")
        {
            Description = "Where the server's clock starts, e.g. 2026-12-31T23:50:00+01:00 (default: now); --data goes on where it was",
            HelpName = "TIME",
            CustomParser = ReadClock,
        };

        public Option<FileInfo?> Https { get; } = new("--https")
        {
            Description = "Serve https with the certificate and the key in this PEM file",
            HelpName = "FILE",
        };

        public Option<string[]> Hosts { get; } = Several("--host",
            "Answer to this name too, beside those of the loopback address; may be repeated", "NAME",
            text => Uri.CheckHostName(text) != UriHostNameType.Unknown,
            new("nazwą hosta bez portu, np. ksef.example", "the name of a host without port, e.g. ksef.example"));

        public Option<string[]> Origins { get; } = Several("--allow-origin",
            "Let pages of this origin call the API from a browser (CORS), e.g. http://localhost:3000; may be repeated", "ORIGIN", IsOrigin,
            new("adresem strony bez ścieżki, np. http://localhost:3000", "the address of pages without a path, e.g. http://localhost:3000"));

        public Option<bool> CheckNips { get; } = new("--check-nips")
        {
            Description = "Refuse invoices whose parties have NIPs with wrong check digits, as production does (default: as on TEST, "
                + "only in sessions opened with X-KSeF-Feature: subject-identifier-validation)",
        };

        public LocalKsefOptions Read(ParseResult parsed, TimeProvider clock, X509Certificate2? certificate) => new()
        {
            Port = parsed.GetValue(Port),
            ManagementPort = parsed.GetValue(ManagementPort),
            Clock = clock,
            ClockStartsAt = parsed.GetValue(Clock),
            DataFile = parsed.GetValue(Data)?.FullName,
            Hostility = parsed.GetValue(Hostility),
            HostilitySeed = parsed.GetValue(Seed),
            RateLimits = Enum.Parse<RateLimitProfile>(parsed.GetValue(Limits)!, ignoreCase: true),
            ProcessingDelay = parsed.GetValue(Delay),
            Certificate = certificate,
            Hosts = parsed.GetValue(Hosts) ?? [],
            AllowedOrigins = parsed.GetValue(Origins) ?? [],
            ChecksIdentifiers = parsed.GetValue(CheckNips),
            Drawing = Draw,
        };

        private static Option<string[]> Several(string name, string description, string help, Func<string, bool> isRight, Wording what)
        {
            var option = new Option<string[]>(name) { Description = description, HelpName = help };
            option.Validators.Add(result =>
            {
                foreach (var text in result.Tokens.Select(token => token.Value).Where(text => !isRight(text)))
                    result.Refuse($"„{text}” nie jest {what.Pl}.", $"'{text}' is not {what.En}.");
            });
            return option;
        }

        // As a browser writes it into the header Origin.
        private static bool IsOrigin(string text) =>
            Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
                && address.GetLeftPart(UriPartial.Authority) == text;

        private static Option<int> Number(string name, string description, string help, int most, int otherwise = 0) => new(name)
        {
            Description = description,
            HelpName = help,
            DefaultValueFactory = _ => otherwise,
            CustomParser = result => Arguments.ReadNumber(result, name, 0, most) ?? 0,
        };

        private static DateTimeOffset? ReadClock(ArgumentResult result)
        {
            var time = Arguments.ReadTime(result);
            if (time?.UtcDateTime.Year is < 2000 or > 2149) result.Refuse("--clock to czas między rokiem 2000 a 2149.",
                "--clock is a time between 2000 and 2149.");
            return time;
        }

        private static TimeSpan ReadSpan(ArgumentResult result)
        {
            var text = string.Concat(result.Tokens.Select(token => token.Value));
            if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
                && seconds <= 86400) return TimeSpan.FromSeconds(seconds);
            if (text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span >= TimeSpan.Zero
                && span.TotalDays <= 1) return span;
            result.Refuse($"„{text}” nie jest czasem do jednej doby: sekundy albo godziny:minuty:sekundy.",
                $"'{text}' is not a time of at most a day: seconds, or hours:minutes:seconds.");
            return default;
        }
    }
}
