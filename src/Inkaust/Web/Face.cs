using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Web.Shape;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Inkaust.Web;

/// <summary>What every page knows beside what it is about: the language, who looks, at which company, and how its KSeF is.</summary>
public sealed class Face
{
    private readonly HttpContext context;
    private readonly Lazy<Notice?> notice;
    private readonly Lazy<Counters> counters;
    private readonly Lazy<KsefClaim?> claim;
    private string? token;

    private Face(HttpContext context, Scope? scope)
    {
        this.context = context;
        Account = (scope as ByPerson)?.Account;
        Here = (scope as InCompany)?.Here;
        Language = LanguageOf(context, Account);
        Now = Office.Clock.GetUtcNow();
        if (Here is { } company) Ksef = Office.WatchHealth.Of(company.Company.Environment);
        // Only a page that is drawn asks for these; whoever else wants a face wants its language.
        notice = new(() => Notices.Take(context));
        claim = new(() => Here is { } of ? Office.KsefClaims.Of(of.Company) : null);
        counters = new(() => Here is { } here ? Office.CountWhatWaits.Of(here.Company, Account!.Id) : new(0, 0, 0, 0));
    }

    public Language Language { get; }

    public Account? Account { get; }

    /// <summary>The company whose page this is, and the role of the one who looks; null on pages of no company.</summary>
    public Membership? Here { get; }

    /// <summary>How the KSeF of that company was; null: not known yet, or no company.</summary>
    public SeenHealth? Ksef { get; }

    /// <summary>What a person says of that KSeF for the company; null: nothing, or no company.</summary>
    public KsefClaim? Claim => claim.Value;

    public Counters Counters => counters.Value;

    public DateTimeOffset Now { get; }

    /// <summary>What came of the last deed, to be said once.</summary>
    public Notice? Notice => notice.Value;

    public Workplace Office => context.RequestServices.GetRequiredService<Workplace>();

    public WebSettings Settings => context.RequestServices.GetRequiredService<WebSettings>();

    public string Path => context.Request.Path;

    public string PathAndQuery => context.Request.Path + context.Request.QueryString;

    /// <summary>Proves that a form was made by us for this person.</summary>
    public string Token => token ??= context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context).RequestToken!;

    /// <summary>The page from which the person came, where it is one of ours; else the start.</summary>
    public string WayBack => Uri.TryCreate(context.Request.Headers.Referer.ToString(), UriKind.Absolute, out var from)
        && from.Authority == context.Request.Host.Value && !from.PathAndQuery.StartsWith("//", StringComparison.Ordinal)
        ? from.PathAndQuery : "/";

    /// <summary>The address of a file of the program, named after its content.</summary>
    public string Asset(string name) => context.RequestServices.GetRequiredService<Assets>().Of(name);

    /// <summary>One of two texts, by the language.</summary>
    public string L(string pl, string en) => Language == Language.Polish ? pl : en;

    public string L(Wording words) => words.In(Language);

    /// <summary>A page of the company that this page is of.</summary>
    public string At(string page) => Addresses.Of(Here!.Company, page);

    /// <summary>Whoever looks may do what this role may.</summary>
    public bool May(Role role) => Here is { } here && here.Role >= role;

    /// <summary>The face of a page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="scope">Who asks; null: anybody.</param>
    public static Face Of(HttpContext context, Scope? scope = null) => new(context, scope);

    /// <summary>The language: chosen on this browser, else that of the account, else Polish unless the browser wants English and no Polish.</summary>
    private static Language LanguageOf(HttpContext context, Account? account)
    {
        if (context.Request.Cookies["lang"] is { } chosen) return chosen == "en" ? Language.English : Language.Polish;
        if (account is not null) return account.Language;
        var wanted = context.Request.Headers.AcceptLanguage.ToString();
        return wanted.Length > 0 && !wanted.Contains("pl", StringComparison.OrdinalIgnoreCase)
            && wanted.Contains("en", StringComparison.OrdinalIgnoreCase)
            ? Language.English : Language.Polish;
    }
}
