using Inkaust.Office;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Inkaust.Web.Api;

/// <summary>Whoever calls the API: a program by its key, or a page of ours by the cookie of the person who looks at it.</summary>
/// <param name="Context">The request.</param>
/// <param name="Companies">The companies that he reaches, each with what he may do there.</param>
public sealed record AsCaller(HttpContext Context, IReadOnlyList<(Company Company, ApiRights Rights)> Companies) : Scope(Context)
{
    public static ValueTask<AsCaller> BindAsync(HttpContext context) => new(Of(context));

    /// <summary>Who calls.</summary>
    /// <exception cref="NotSignedIn">Nobody whom we know.</exception>
    public static AsCaller Of(HttpContext context)
    {
        var office = context.RequestServices.GetRequiredService<Workplace>();
        if (context.Features.Get<ApiKey>() is { } key) return new(context, office.ApiKeys.CompaniesOf(key));
        var account = context.Features.Get<Account>() ?? throw new NotSignedIn();
        return new(context, [.. office.Members.Of(account.Id).Select(one => (one.Company, ApiRightsWords.Of(one.Role)))]);
    }
}

/// <summary>Whoever calls the API for the company that the address names by its NIP, or by its key where two have the same NIP.</summary>
public abstract record ByProgram(HttpContext Context, Company Company) : Scope(Context), IOfCompany
{
    /// <summary>What he has to have a right to.</summary>
    protected abstract ApiRights Right { get; }

    /// <summary>The scope of a caller who has this right for the company.</summary>
    /// <exception cref="NotHere">There is no such company, or he does not reach it.</exception>
    /// <exception cref="NotOfThisKey">He reaches it without this right.</exception>
    protected static ValueTask<TScope> With<TScope>(HttpContext context, ApiRights right, Func<HttpContext, Company, TScope> scope)
    {
        var (company, rights) = Meant(context, $"{context.Request.RouteValues["company"]}") ?? throw new NotHere();
        return rights.HasFlag(right) ? new(scope(context, company)) : throw new NotOfThisKey(right);
    }

    /// <summary>He may still be here: his key is good, or he is signed in as he was, and he reaches the company.</summary>
    public bool IsStillHere()
    {
        if (Context.Features.Get<ApiKey>() is not null)
            return Safeguards.KeyIn(Context) is { } key
                && Office.ApiKeys.CompaniesOf(key).Any(one => one.Company.Id == Company.Id && one.Rights.HasFlag(Right));
        return Context.Features.Get<Account>() is { } account && Context.User.FindFirst(Safeguards.StampClaim) is { } stamp
            && Office.Accounts.SignedIn(account.Id, stamp.Value) is not null
            && Office.Members.Of(account.Id, Company.Id) is { } here && ApiRightsWords.Of(here.Role).HasFlag(Right);
    }

    // A page of ours names the company by its key, and asks while somebody types: that one is looked up alone.
    private static (Company Company, ApiRights Rights)? Meant(HttpContext context, string named)
    {
        if (context.Features.Get<ApiKey>() is null && context.Features.Get<Account>() is { } account
            && context.RequestServices.GetRequiredService<Workplace>().Members.Of(account.Id, new CompanyId(named)) is { } here)
            return (here.Company, ApiRightsWords.Of(here.Role));
        var reached = AsCaller.Of(context).Companies;
        var meant = reached.Where(one => one.Company.Id.Text == named).ToList();
        if (meant.Count == 0) meant = [.. reached.Where(one => one.Company.Nip.ToString() == named)];
        return meant is [var only] ? only : null;
    }
}

/// <summary>May see everything of the company.</summary>
public sealed record MayRead(HttpContext Context, Company Company) : ByProgram(Context, Company)
{
    protected override ApiRights Right => ApiRights.Read;

    public static ValueTask<MayRead> BindAsync(HttpContext context) => With(context, ApiRights.Read, static (at, company) => new MayRead(at, company));
}

/// <summary>May issue, send, correct, and write drafts.</summary>
public sealed record MayIssue(HttpContext Context, Company Company) : ByProgram(Context, Company)
{
    protected override ApiRights Right => ApiRights.Issue;

    public static ValueTask<MayIssue> BindAsync(HttpContext context) => With(context, ApiRights.Issue, static (at, company) => new MayIssue(at, company));
}

/// <summary>May enrol, import and renew certificates.</summary>
public sealed record MayCertify(HttpContext Context, Company Company) : ByProgram(Context, Company)
{
    protected override ApiRights Right => ApiRights.Certificates;

    public static ValueTask<MayCertify> BindAsync(HttpContext context) =>
        With(context, ApiRights.Certificates, static (at, company) => new MayCertify(at, company));
}

/// <summary>May set where the company's events are sent.</summary>
public sealed record MayAdminister(HttpContext Context, Company Company) : ByProgram(Context, Company)
{
    protected override ApiRights Right => ApiRights.Admin;

    public static ValueTask<MayAdminister> BindAsync(HttpContext context) =>
        With(context, ApiRights.Admin, static (at, company) => new MayAdminister(at, company));
}
