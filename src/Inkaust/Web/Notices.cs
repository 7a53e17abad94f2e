using System.Security.Cryptography;
using System.Text.Json;
using Inkaust.Invoices;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Inkaust.Web;

/// <summary>How something ended, said once on the page that follows.</summary>
/// <param name="Text">What.</param>
/// <param name="IsGood">It ended as it was meant to.</param>
public sealed record Notice(Wording Text, bool IsGood = true)
{
    /// <summary>What undoes it: an address to which a form is sent; null: nothing does, or nothing need.</summary>
    public string? Undo { get; init; }
}

/// <summary>Notices on their way from a deed to the page that follows it, in a cookie that nobody else can write.</summary>
internal static class Notices
{
    private const string Name = "notice";
    private const int Longest = 3_000;

    /// <summary>After a deed: the browser is sent to a page, which says the notice. A reload does nothing again.</summary>
    public static IResult Then(this HttpContext context, string address, Notice? notice = null)
    {
        if (notice is not null)
        {
            var text = Protector(context).Protect(JsonSerializer.Serialize(notice));
            if (text.Length <= Longest) context.Response.Cookies.Append(Name, text, Options(context));
        }
        return Results.Redirect(address);
    }

    /// <summary>The notice that this request is to show; it is shown once.</summary>
    public static Notice? Take(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) || context.Request.Cookies[Name] is not { Length: > 0 } text) return null;
        context.Response.Cookies.Delete(Name, Options(context));
        try
        {
            return JsonSerializer.Deserialize<Notice>(Protector(context).Unprotect(text));
        }
        catch (Exception fault) when (fault is CryptographicException or JsonException or FormatException)
        {
            return null; // Not of our making, or of a key that is gone.
        }
    }

    private static IDataProtector Protector(HttpContext context) =>
        context.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("Inkaust.Notice");

    private static CookieOptions Options(HttpContext context) =>
        Safeguards.CookieFor(context.RequestServices.GetRequiredService<WebSettings>());
}
