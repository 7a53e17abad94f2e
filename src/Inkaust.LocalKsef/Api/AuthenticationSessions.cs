namespace Inkaust.LocalKsef;

/// <summary>Tag "Aktywne sesje": the logins of one subject in one context.</summary>
internal sealed class AuthenticationSessions(Registry registry, ServerClock clock)
{
    public Task<Answer> List(Call call)
    {
        var take = call.QueryNumber("pageSize", 10, 100, 10);
        var skip = call.ContinuationPosition();
        var now = clock.Now;
        var all = registry.Logins
            .Of(call.Caller.Context, login => IsOfSameUser(login, call.Caller) && login.RefreshValidUntil > now && login.Status.Code == 200)
            .OrderByDescending(login => login.StartedAt).ToList();
        return Task.FromResult(Answer.Json(new
        {
            continuationToken = skip + take < all.Count ? call.ContinueAt(skip + take) : null,
            items = all.Skip(skip).Take(take).Select(login => new AuthenticationStatus(login)
            {
                ReferenceNumber = login.Reference,
                IsCurrent = login.Reference == call.Caller.Reference,
            }),
        }));
    }

    public Task<Answer> RevokeCurrent(Call call) => Revoke(call.Caller.Reference);

    public Task<Answer> RevokeOther(Call call)
    {
        var reference = call.Reference();
        if (registry.Logins.Find(reference) is not { } login || !IsOfSameUser(login, call.Caller)) throw ApiRefusal.UnknownLogin(reference);
        return Revoke(reference);
    }

    // Access tokens that are out go on until they expire (OpenAPI, DELETE /auth/sessions/current).
    private Task<Answer> Revoke(string reference)
    {
        registry.Logins.Change(reference, old => old with { Status = SignInStatus.Revoked });
        return Task.FromResult(Answer.NoContent);
    }

    private static bool IsOfSameUser(Login one, Login other) => one.Subject == other.Subject && one.Context == other.Context;
}
