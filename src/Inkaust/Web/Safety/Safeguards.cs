using System.Security.Claims;
using System.Text.Encodings.Web;
using Inkaust.Office;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace Inkaust.Web.Safety;

/// <summary>
/// What every request passes before any page: refusals in one shape, headers, hosts, and where a change may come from (DESIGN 6.8).
/// </summary>
internal static class Safeguards
{
    /// <summary>The scheme of the cookie by which people are signed in.</summary>
    public const string Cookie = "Identity.Application";

    /// <summary>The claim with the key of the account.</summary>
    public const string AccountClaim = ClaimTypes.NameIdentifier;

    /// <summary>The claim with the stamp under which somebody signed in: another stamp of the account signs him out.</summary>
    public const string StampClaim = "AspNet.Identity.SecurityStamp";

    internal const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; manifest-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

    public static void Add(IServiceCollection services, WebSettings settings)
    {
        // Polish letters as they are: pages are UTF-8.
        services.AddSingleton<HtmlEncoder>(new PageEncoder());
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = NameOf("inkaust-form", settings);
            forms.Cookie.SameSite = SameSiteMode.Lax;
            forms.Cookie.SecurePolicy = settings.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            forms.FormFieldName = "token";
            forms.HeaderName = "X-Inkaust-Token";
            forms.SuppressXFrameOptionsHeader = true; // Said by frame-ancestors.
        });
        services.Configure<Microsoft.AspNetCore.Http.Features.FormOptions>(form =>
        {
            form.ValueCountLimit = 5_000;
            form.MultipartBodyLengthLimit = Bounds.Upload;
        });
    }

    public static void Use(WebApplication app, WebSettings settings)
    {
        // Of a proxy on this machine only: whoever else says where he comes from is not believed.
        app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto });
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Inkaust.Web");
        app.Use(next => context =>
        {
            SetHeaders(context);
            return next(context);
        });
        app.Use(next => context => Refusals.AnswerAsync(context, next, log));
        app.Use(next => context => IsOurHost(context.Request, settings) ? next(context) : throw new BadHttpRequestException("Another host."));
        app.UseRouting();
        app.Use(next => context =>
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<HoldsWebAssembly>() is not null)
                context.Response.Headers.ContentSecurityPolicy = Policy.Replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'");
            return next(context);
        });
        app.UseAuthentication();
        app.Use(next => async context =>
        {
            if (IsByKey(context)) Bound(context);
            else await RequireOurOwnAsync(context);
            RefuseNul(context.Request.Query);
            await next(context);
        });
    }

    /// <summary>A cookie of this host alone where https allows to say so.</summary>
    public static string NameOf(string cookie, WebSettings settings) => settings.IsHttps ? $"__Host-{cookie}" : cookie;

    /// <summary>How every cookie that we write ourselves is kept: no script reads it, and no other site sends it with a form.</summary>
    /// <param name="settings">Under https it goes by https only.</param>
    /// <param name="age">For how long; null: until the browser is closed.</param>
    public static CookieOptions CookieFor(WebSettings settings, TimeSpan? age = null) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = settings.IsHttps,
        Path = "/",
        MaxAge = age,
        IsEssential = true,
    };

    /// <summary>The headers that every answer has, a refusal too.</summary>
    public static void SetHeaders(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        if (context.RequestServices.GetRequiredService<WebSettings>().IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
    }

    // Whoever listens on all addresses says by which name he is reached; else loopback and the name itself are ours.
    private static bool IsOurHost(HttpRequest request, WebSettings settings)
    {
        var host = request.Host.Host;
        return string.Equals(host, settings.Address.Host, StringComparison.OrdinalIgnoreCase)
            || (settings.PublicAddress is null && host is "localhost" or "127.0.0.1" or "[::1]");
    }

    // A program comes by its key; a browser cannot be made to send one, so it needs no other proof, and no cookie counts beside it.
    private static bool IsByKey(HttpContext context)
    {
        var said = context.Request.Headers.Authorization.ToString();
        if (said.Length == 0 || !Refusals.IsForPrograms(context)) return false;
        context.Features.Set<Account>(null);
        context.Features.Set(KeyIn(context) ?? throw new NoSuchApiKey());
        return true;
    }

    /// <summary>The key by which this request comes in, as it stands now; null: it comes by none, or by one that is good no more.</summary>
    public static ApiKey? KeyIn(HttpContext context)
    {
        const string Scheme = "Bearer ";
        var said = context.Request.Headers.Authorization.ToString();
        return said.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? context.RequestServices.GetRequiredService<Workplace>().ApiKeys.Find(said[Scheme.Length..].Trim()) : null;
    }

    private static void Bound(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<Uploads>() is { } uploads
            && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = uploads.Most;
    }

    // A change comes from a page of ours: the browser says so itself, and the form bears a token that only our pages are given.
    private static async Task RequireOurOwnAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) return;
        var site = context.Request.Headers["Sec-Fetch-Site"].ToString();
        if (site is not ("" or "same-origin")) throw new AntiforgeryValidationException("Another site.");
        var origin = context.Request.Headers["Origin"].ToString();
        if (origin.Length > 0 && origin != $"{context.Request.Scheme}://{context.Request.Host}")
            throw new AntiforgeryValidationException("Another origin.");
        Bound(context);
        if (!Refusals.IsForPrograms(context)) await ReadFormAsync(context);
        await context.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(context);
    }

    // What is sent to a page is a form in UTF-8, or nothing. Every handler finds one that can be read.
    private static async Task ReadFormAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            if (context.Request.ContentType is { Length: > 0 }) throw new BadHttpRequestException("No form.");
            context.Features.Set<IFormFeature>(new FormFeature(FormCollection.Empty));
            return;
        }
        try
        {
            RefuseNul(await context.Request.ReadFormAsync(context.RequestAborted));
        }
        catch (Exception fault) when (fault is NotSupportedException or (IOException and not BadHttpRequestException))
        {
            throw new BadHttpRequestException("A form that ends too early, or in letters that nobody uses.", fault);
        }
    }

    // No database keeps a NUL, and nobody types one.
    private static void RefuseNul(IEnumerable<KeyValuePair<string, StringValues>> fields)
    {
        foreach (var (name, values) in fields)
            if (name.Contains('\0') || values.Any(one => one?.Contains('\0') == true)) throw new BadHttpRequestException("A NUL.");
    }
}

/// <summary>This route takes files.</summary>
/// <param name="Most">How many bytes together.</param>
internal sealed record Uploads(long Most = Bounds.Upload);

/// <summary>The page of this route runs WebAssembly, which a policy has to allow by name; JavaScript is not evaluated by that.</summary>
internal sealed record HoldsWebAssembly;
