using Inkaust.Office;
using Microsoft.Extensions.Logging;

namespace Inkaust;

/// <summary>
/// What the machine tells the program: environment variables, the folders of this user, and who he is. All of it is read here, once, and
/// given down; nothing below reads a variable.
/// </summary>
public sealed record Surroundings
{
    public const string DatabaseVariable = "INKAUST_DATABASE";
    public const string DataVariable = "INKAUST_DATA";
    public const string MasterKeyVariable = "INKAUST_MASTER_KEY";
    public const string KeyFileVariable = "INKAUST_KEY_FILE";
    public const string LanguageVariable = "INKAUST_LANG";
    public const string KeyPasswordVariable = "INKAUST_KEY_PASSWORD";
    public const string KsefTokenVariable = "INKAUST_KSEF_TOKEN";
    public const string SmtpVariable = "INKAUST_SMTP";
    public const string MailFromVariable = "INKAUST_MAIL_FROM";
    public const string KsefAddressesVariable = "INKAUST_KSEF_ADDRESSES";
    public const string ProxyVariable = "INKAUST_PROXY";
    public const string PlainHostsVariable = "INKAUST_DATABASE_PLAIN_HOSTS";

    /// <summary>Where the data are: a folder, or how to reach a PostgreSQL database; null: <see cref="Data"/>.</summary>
    public string? Database { get; init; }

    /// <summary>The folder of the data; null: the usual one of this user.</summary>
    public string? Data { get; init; }

    /// <summary>The master key, 32 bytes in Base64; null: the one in <see cref="KeyFile"/>.</summary>
    public string? MasterKey { get; init; }

    /// <summary>The file of the master key; null: the usual one of this user.</summary>
    public string? KeyFile { get; init; }

    /// <summary>What the language of answers is called: begins with <c>pl</c> for Polish.</summary>
    public string? Language { get; init; }

    /// <summary>The password of a certificate's key that is brought in or given out; null: it is asked for.</summary>
    public string? KeyPassword { get; init; }

    /// <summary>A KSeF token that is to be kept; null: it is asked for.</summary>
    public string? KsefToken { get; init; }

    /// <summary>The mail server: <c>smtps://user:password@mail.example.com:465</c>; null: the one that the operator of the web app set.</summary>
    public string? Smtp { get; init; }

    /// <summary>The address that letters come from, where <see cref="Smtp"/> is set.</summary>
    public string? MailFrom { get; init; }

    /// <summary>Addresses of KSeFs in the network, beside the ministry's and this machine's, each with https; null: none.</summary>
    public string? KsefAddresses { get; init; }

    /// <summary>The proxy through which KSeF is reached: <c>http://proxy.example.com:3128</c>; null: it is reached directly.</summary>
    public string? Proxy { get; init; }

    /// <summary>Hosts of PostgreSQL with which the program may speak without TLS: a network of one's own between two containers; null: none.</summary>
    public string? PlainHosts { get; init; }

    /// <summary>Who works here, by the name of his account.</summary>
    public required string User { get; init; }

    /// <summary>Where programs keep data of this user.</summary>
    public required string UsersData { get; init; }

    /// <summary>Where programs keep settings of this user.</summary>
    public required string UsersSettings { get; init; }

    /// <summary>The folder for data that nobody put elsewhere.</summary>
    public string UsualFolder => Data ?? Path.Combine(UsersData, "inkaust");

    /// <summary>Where the data are when the command line does not say.</summary>
    public string UsualPlace => Database ?? UsualFolder;

    /// <summary>The key that seals private keys. It lives apart from the data, so that a copy of the data folder gives no key away.</summary>
    /// <exception cref="Invoices.RefusedException">INK-KEY-001, 002, 004.</exception>
    public MasterKey OpenMasterKey() => MasterKey is { } text
        ? Office.MasterKey.Of(text, MasterKeyVariable, Path.Combine(UsersSettings, "inkaust", "master.key.resealed"))
        : Office.MasterKey.InFile(KeyFile ?? Path.Combine(UsersSettings, "inkaust", "master.key"));

    /// <summary>The mail server that the environment names; null: it names none.</summary>
    /// <exception cref="Invoices.RefusedException">INK-MAIL-004.</exception>
    public MailSettings? Mail => Smtp is { } address ? MailSettings.Parse(address, MailFrom) : null;

    /// <summary>How this program gets out.</summary>
    /// <exception cref="Invoices.RefusedException">INK-KSEF-035, INK-ENV-009.</exception>
    public WayOut WayOut => new()
    {
        Addresses = Ksef.KsefAddresses.Of(KsefAddresses),
        Proxy = Proxy is null ? null
            : Uri.TryCreate(Proxy, UriKind.Absolute, out var proxy) && proxy.Scheme is "http" or "https" ? proxy
            : throw new Invoices.RefusedException(new Invoices.Finding("INK-ENV-009",
                $"{ProxyVariable} nie jest adresem pośrednika.", $"{ProxyVariable} is not the address of a proxy.")
            { Hint = new("Np. http://proxy.firma.pl:3128", "E.g. http://proxy.example.com:3128") }),
        DatabasesInTheClear = (PlainHosts ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries),
    };

    /// <summary>Opens the database for whoever works here.</summary>
    /// <param name="place">A folder, or how to reach a PostgreSQL database; null: the usual place.</param>
    /// <param name="clock">The time by which everything is decided.</param>
    /// <param name="logs">Hears what happens; null: nobody.</param>
    /// <exception cref="Invoices.RefusedException">INK-STORE-nnn, INK-KEY-nnn.</exception>
    public Workplace Open(string? place, TimeProvider clock, ILoggerFactory? logs = null)
    {
        place ??= UsualPlace;
        return Workplace.Open(
            place, clock, OpenMasterKey(), Workplace.IsOfSeveralMachines(place) ? UsualFolder : place, Who.Shell(User), logs, WayOut);
    }

    /// <summary>There is a database already, or a server that is meant to have one; nothing is made by asking.</summary>
    public bool HasDatabase(string? place) => Workplace.IsThere(place ?? UsualPlace);

    /// <summary>Those of this process.</summary>
    public static Surroundings OfThisProcess() => new()
    {
        Database = Named(DatabaseVariable),
        Data = Named(DataVariable),
        MasterKey = Named(MasterKeyVariable),
        KeyFile = Named(KeyFileVariable),
        Language = Named(LanguageVariable) ?? Named("LANG"),
        KeyPassword = Named(KeyPasswordVariable),
        KsefToken = Named(KsefTokenVariable),
        Smtp = Named(SmtpVariable),
        MailFrom = Named(MailFromVariable),
        KsefAddresses = Named(KsefAddressesVariable),
        Proxy = Named(ProxyVariable),
        PlainHosts = Named(PlainHostsVariable),
        User = Environment.UserName,
        UsersData = PerUser(Environment.SpecialFolder.LocalApplicationData, ".local/share"),
        UsersSettings = PerUser(Environment.SpecialFolder.ApplicationData, ".config"),
    };

    // A variable that is set to nothing is not set.
    private static string? Named(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;

    private static string PerUser(Environment.SpecialFolder folder, string belowHome)
    {
        var path = Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify);
        return path.Length > 0 ? path : Path.Combine(Directory.GetCurrentDirectory(), belowHome);
    }
}
