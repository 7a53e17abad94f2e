using System.Net.Sockets;
using Inkaust.Office;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Inkaust.Web.Mail;

/// <summary>Why a letter was not taken.</summary>
/// <param name="Text">What the server said.</param>
/// <param name="IsFinal">It will never take it.</param>
internal sealed record NotTaken(string Text, bool IsFinal);

/// <summary>Gives letters to the mail server: the one of the environment, else the one that the operator set.</summary>
internal sealed class Postman(Workplace office, WebSettings settings)
{
    private const int PatienceMilliseconds = 20_000;

    /// <summary>The server that takes letters now; null: none, and they stay in the outbox.</summary>
    public MailSettings? Server => settings.Mail ?? office.MailServer.Now();

    /// <summary>Gives one letter to the server.</summary>
    /// <returns>Null: it took it.</returns>
    public static async Task<NotTaken?> GiveAsync(MailSettings server, Letter letter, CancellationToken stop)
    {
        try
        {
            using var message = MessageOf(server, letter);
            using var client = new SmtpClient { Timeout = PatienceMilliseconds };
            await client.ConnectAsync(server.Host, server.Port, server.Security switch
            {
                MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
                MailSecurity.StartTls => SecureSocketOptions.StartTls,
                _ => SecureSocketOptions.None,
            }, stop);
            if (server.User.Length > 0) await client.AuthenticateAsync(server.User, server.Password, stop);
            await client.SendAsync(message, stop);
            await client.DisconnectAsync(quit: true, stop);
            return null;
        }
        catch (SmtpCommandException fault)
        {
            return new NotTaken($"{(int)fault.StatusCode} {fault.Message}",
                fault.ErrorCode == SmtpErrorCode.RecipientNotAccepted && (int)fault.StatusCode >= 500);
        }
        catch (Exception fault) when (fault is IOException or SocketException or SmtpProtocolException or AuthenticationException
            or SslHandshakeException or NotSupportedException or TimeoutException)
        {
            return new NotTaken(fault.Message, IsFinal: false);
        }
    }

    // Headers are made by the library from values, never joined from text (DESIGN 6.7).
    private static MimeMessage MessageOf(MailSettings server, Letter letter)
    {
        var message = new MimeMessage();
        message.From.Add(new MailboxAddress("Inkaust", server.From));
        message.To.Add(new MailboxAddress("", letter.To));
        message.Subject = letter.Subject;
        message.Headers.Add("Auto-Submitted", "auto-generated");
        var body = new BodyBuilder { TextBody = letter.Text };
        foreach (var file in letter.Files) body.Attachments.Add(file.Name, file.Bytes, ContentType.Parse(file.Type));
        message.Body = body.ToMessageBody();
        return message;
    }
}
