using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Inkaust.Office;

/// <summary>What signs the events that are sent to one webhook, by Standard Webhooks: HMAC-SHA256 of <c>id.timestamp.body</c> (WEB R3).</summary>
internal sealed class WebhookSecret
{
    private const string Beginning = "whsec_";
    private const int Length = 32;

    private readonly byte[] key;

    private WebhookSecret(byte[] key) => this.key = key;

    /// <summary>As the receiver is given it.</summary>
    public string Text => Beginning + Convert.ToBase64String(key);

    public static WebhookSecret Draw() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>The secret that was sealed.</summary>
    public static WebhookSecret Opened(MasterKey masterKey, byte[] sealedKey, string company, string webhook, Uri url) =>
        new(masterKey.Open(sealedKey, Purpose(company, webhook, url)));

    public byte[] Sealed(MasterKey masterKey, string company, string webhook, Uri url) => masterKey.Seal(key, Purpose(company, webhook, url));

    /// <summary>One signature as it stands in the header <c>webhook-signature</c>.</summary>
    public string Sign(string message, long timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{message}.{timestamp}.")), .. body];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed));
    }

    // It opens for no other company, no other webhook and no other address (DESIGN 6.3): whoever changes where events go has no signature for them.
    private static SealPurpose Purpose(string company, string webhook, Uri url) => SealPurpose.Of("webhook", company, webhook, url.AbsoluteUri);
}
