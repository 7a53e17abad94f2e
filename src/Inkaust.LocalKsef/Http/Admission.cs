using Microsoft.AspNetCore.Http;

namespace Inkaust.LocalKsef;

/// <summary>Who comes in, by what, and with which rights.</summary>
internal sealed record Visitor(Login Login, Ticket Ticket, IReadOnlySet<Permission> Rights)
{
    /// <summary>An owner has all rights but those of a company of the European Union (uprawnienia.md, Model ról).</summary>
    public bool Has(Permission permission) =>
        Rights.Contains(permission) || (Rights.Contains(Permission.Owner) && permission != Permission.VatUeManage);
}

/// <summary>Decides who may go through which route, and counts them.</summary>
internal sealed class Admission(Tickets tickets, Registry registry, Rights rights, RateLimits rateLimits)
{
    /// <summary>The visitor; null where a route is open to everybody.</summary>
    /// <exception cref="ApiRefusal">401, 403 for a wrong address or missing rights, 429.</exception>
    public Visitor? Admit(HttpContext http, Route route)
    {
        var operation = $"{route.Method} {route.Path}";
        var address = Call.AddressOf(http);
        if (route.Tickets.Count == 0)
        {
            rateLimits.Count(route.Limit, operation, context: null, address);
            return null;
        }
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) throw ApiRefusal.Unauthorized();
        var ticket = tickets.Check(header[7..].Trim(), [.. route.Tickets]);
        var login = registry.Logins.Find(ticket.LoginReference) ?? throw ApiRefusal.Unauthorized();
        if (!login.Allowed.Allows(http.Connection.RemoteIpAddress))
            throw ApiRefusal.Forbidden("ip-not-allowed", "Żądanie pochodzi z adresu IP innego niż wskazany podczas uwierzytelnienia.",
                new Dictionary<string, object> { ["clientIp"] = address });
        rateLimits.Count(route.Limit, operation, login.Context, address);
        // Authorisation goes by the rights in the token, not by those of the moment (KSEF 3).
        var visitor = new Visitor(login, ticket, rights.StillIn(ticket.Permissions, login.Subject, login.Context));
        if (route.AnyOf.Count > 0 && !route.AnyOf.Any(visitor.Has)) throw ApiRefusal.MissingPermissions(route.AnyOf, visitor.Rights);
        return visitor;
    }
}
