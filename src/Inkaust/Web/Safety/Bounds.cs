using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Inkaust.Web.Safety;

/// <summary>How much anybody may send.</summary>
internal static class Bounds
{
    /// <summary>Bytes of an ordinary form.</summary>
    public const long Form = 1_000_000;

    /// <summary>Bytes of a form with a file; an FA(3) file has 1 MB without attachments, 3 MB with (KSEF 6).</summary>
    public const long Upload = 5_000_000;

    /// <summary>Sets them for the server.</summary>
    public static void Apply(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = Form;
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
    }
}
