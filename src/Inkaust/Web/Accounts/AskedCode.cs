using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Inkaust.Web.Accounts;

/// <summary>The browser that asked for a code keeps the secret by which the code is good; no address and no page shows it.</summary>
/// <param name="purpose">What it was asked for.</param>
internal sealed class AskedCode(string purpose)
{
    private static readonly TimeSpan Length = TimeSpan.FromHours(1);

    public void Keep(HttpContext context, string asked) => context.Response.Cookies.Append(NameIn(context), asked, Options(context));

    /// <summary>The secret; empty: this browser has asked for nothing.</summary>
    public string Of(HttpContext context) => context.Request.Cookies[NameIn(context)] ?? "";

    public void Forget(HttpContext context) => context.Response.Cookies.Delete(NameIn(context), Options(context));

    private string NameIn(HttpContext context) => Safeguards.NameOf($"inkaust-{purpose}", Settings(context));

    private static WebSettings Settings(HttpContext context) => context.RequestServices.GetRequiredService<WebSettings>();

    private static CookieOptions Options(HttpContext context) => Safeguards.CookieFor(Settings(context), Length);
}
