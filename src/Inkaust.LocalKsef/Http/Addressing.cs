using System.Net;
using Microsoft.AspNetCore.Http;

namespace Inkaust.LocalKsef;

/// <summary>
/// Under which names the API port answers, and pages of which origins in a browser may call it. Whoever has a name of his own lead to the
/// loopback address could else read with it, from a page in somebody's browser, what stands here.
/// </summary>
/// <param name="hosts">Names beside those of the loopback address.</param>
/// <param name="origins">Scheme, name and port of pages, as a browser writes them.</param>
internal sealed class Addressing(IEnumerable<string> hosts, IEnumerable<string> origins)
{
    // What a browser would otherwise keep from the page.
    private const string Readable = "Retry-After, X-System-Warning, x-ms-meta-hash";

    private readonly HashSet<string> hosts = new(hosts, StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> origins = new(origins, StringComparer.OrdinalIgnoreCase);

    public bool Answers(HostString host) => !host.HasValue || IsLoopback(host) || hosts.Contains(host.Host);

    /// <summary>An address or a name that no server on the net can give itself (RFC 6761 for <c>.localhost</c>).</summary>
    public static bool IsLoopback(HostString host) =>
        host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    /// <summary>True when a page of an allowed origin calls; then the browser is told that it may read the answer.</summary>
    public bool Admits(HttpContext http)
    {
        if (origins.Count == 0) return false;
        var answered = http.Response.Headers;
        answered.Vary = "Origin";
        if (http.Request.Headers.Origin is not [{ } origin] || !origins.Contains(origin)) return false;
        answered.AccessControlAllowOrigin = origin;
        answered.AccessControlExposeHeaders = Readable;
        if (!IsQuestion(http.Request)) return true;
        answered.AccessControlAllowMethods = http.Request.Headers.AccessControlRequestMethod;
        answered.AccessControlAllowHeaders = http.Request.Headers.AccessControlRequestHeaders;
        // A page on the net that calls a machine behind it is asked for this too (Private Network Access).
        if (http.Request.Headers.ContainsKey("Access-Control-Request-Private-Network")) answered["Access-Control-Allow-Private-Network"] = "true";
        return true;
    }

    /// <summary>True when a browser only asks whether a page may send what it wants to send.</summary>
    public static bool IsQuestion(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method) && request.Headers.AccessControlRequestMethod.Count > 0;
}
