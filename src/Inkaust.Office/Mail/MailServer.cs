using System.Text;
using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>How the mail server is spoken to.</summary>
public enum MailSecurity
{
    /// <summary>Encrypted from the beginning, usually on port 465.</summary>
    Tls,

    /// <summary>Encrypted before anything is said, usually on port 587; refused where the server cannot.</summary>
    StartTls,

    /// <summary>In the clear: for a server on this machine.</summary>
    None,
}

/// <summary>The mail server to which letters are given.</summary>
/// <param name="Host">Its name.</param>
/// <param name="Port">Its port.</param>
/// <param name="Security">How it is spoken to.</param>
/// <param name="From">The address that letters come from.</param>
/// <param name="User">As whom to sign in; empty: as nobody.</param>
/// <param name="Password">With what; never shown.</param>
public sealed record MailSettings(string Host, int Port, MailSecurity Security, string From, string User = "", string Password = "")
{
    /// <summary>Those of one address: <c>smtps://user:password@mail.example.com:465</c>; <c>smtp://</c> begins in the clear and must then be
    /// encrypted, except on this machine.</summary>
    /// <exception cref="RefusedException">INK-MAIL-004.</exception>
    public static MailSettings Parse(string address, string? from)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("smtp" or "smtps") || uri.Host.Length == 0) throw Unfit();
        var user = uri.UserInfo.Split(':', 2);
        var security = uri.Scheme == "smtps" ? MailSecurity.Tls : uri.IsLoopback ? MailSecurity.None : MailSecurity.StartTls;
        return new MailSettings(uri.Host, uri.Port > 0 ? uri.Port : uri.Scheme == "smtps" ? 465 : 587, security, from ?? "",
            Uri.UnescapeDataString(user[0]), user.Length > 1 ? Uri.UnescapeDataString(user[1]) : "").Fit();
    }

    /// <summary>The same, where they are complete.</summary>
    /// <exception cref="RefusedException">INK-MAIL-004.</exception>
    public MailSettings Fit() =>
        Uri.CheckHostName(Host) != UriHostNameType.Unknown && Port is > 0 and < 65536 && EmailAddress.Read(From) is { } from
            ? this with { From = from } : throw Unfit();

    private static RefusedException Unfit() => new(new Finding("INK-MAIL-004",
        "Ustawienia poczty są niepełne: serwer, port i adres nadawcy.",
        "The mail settings are not complete: server, port and the address letters come from.")
    { Hint = new("Np. mail.example.com, 587, faktury@example.com.", "For instance mail.example.com, 587, invoices@example.com.") });
}

/// <summary>The mail server as the operator set it; its password is sealed.</summary>
public sealed class MailServer(Database database, MasterKey masterKey)
{
    /// <summary>Where the letters go, and the password with it, stands within the seal: nothing of it can be changed without the master key.</summary>
    internal static SealPurpose Purpose { get; } = SealPurpose.Of("mail-server", "smtp");

    /// <summary>As it is set; null: it is not.</summary>
    public MailSettings? Now()
    {
        using var connection = database.Connect();
        return connection.QuerySingleOrDefault<byte[]>("SELECT sealed FROM mail_server WHERE name = 'smtp'") is { } bytes
            ? StoredJson.Read<MailSettings>(Encoding.UTF8.GetString(masterKey.Open(bytes, Purpose))) : null;
    }

    /// <summary>Sets it; without a password the former one stays, as long as server, port and user do
    /// and it is spoken to no less secretly.</summary>
    /// <exception cref="RefusedException">INK-MAIL-004.</exception>
    public void Set(MailSettings settings)
    {
        settings = settings.Fit();
        // A kept password goes to nobody but the server it was given for.
        if (settings.Password.Length == 0 && Now() is { } before && IsOfTheSame(before, settings))
            settings = settings with { Password = before.Password };
        using var connection = database.Connect();
        connection.Execute(
            "INSERT INTO mail_server (name, sealed) VALUES ('smtp', @Sealed) ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed",
            new { Sealed = masterKey.Seal(Encoding.UTF8.GetBytes(StoredJson.Write(settings)), Purpose) });
    }

    // The port may be another program's, and in the clear everybody hears it.
    private static bool IsOfTheSame(MailSettings before, MailSettings now) =>
        (before.Host, before.Port, before.User) == (now.Host, now.Port, now.User)
        && (now.Security == before.Security || now.Security != MailSecurity.None);

    /// <summary>Sends letters no more.</summary>
    public void Clear()
    {
        using var connection = database.Connect();
        connection.Execute("DELETE FROM mail_server");
    }
}
