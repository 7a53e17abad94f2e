using System.Net;
using System.Security.Claims;
using Inkaust.Office;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Inkaust.Tests;

/// <summary>Signs an account in without its password.</summary>
internal static class SignInCookie
{
    /// <summary>The cookie that the web app would give this account after it has signed in.</summary>
    public static Cookie Of(IServiceProvider app, Account account)
    {
        var stamp = app.GetRequiredService<Workplace>().SignInSecrets.Of(account.Id)!.Stamp;
        var identity = new ClaimsIdentity([new Claim(Safeguards.AccountClaim, account.Id.Text), new Claim(Safeguards.StampClaim, stamp)], Safeguards.Cookie);
        var ticket = new AuthenticationTicket(new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = false }, Safeguards.Cookie);
        var options = app.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Safeguards.Cookie);
        return new Cookie(options.Cookie.Name!, options.TicketDataFormat.Protect(ticket));
    }
}
