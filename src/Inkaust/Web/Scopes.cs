using Inkaust.Office;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Inkaust.Web;

/// <summary>
/// Who asks, and for which company. A handler names one of the types below and gets it only when the person may be there; a route without one is
/// for everybody. Nothing else in the program makes one.
/// </summary>
public abstract record Scope(HttpContext Context)
{
    public Workplace Office => Context.RequestServices.GetRequiredService<Workplace>();

    public DateTimeOffset Now => Office.Clock.GetUtcNow();
}

/// <summary>A person who is signed in.</summary>
public abstract record ByPerson(HttpContext Context, Account Account) : Scope(Context)
{
    /// <summary>The account that is signed in.</summary>
    /// <exception cref="NotSignedIn">Nobody is.</exception>
    protected static Account SignedIn(HttpContext context) => context.Features.Get<Account>() ?? throw new NotSignedIn();
}

/// <summary>Somebody with an account.</summary>
public sealed record AsAccount(HttpContext Context, Account Account) : ByPerson(Context, Account)
{
    public static ValueTask<AsAccount> BindAsync(HttpContext context) => new(new AsAccount(context, SignedIn(context)));
}

/// <summary>Whoever runs this installation.</summary>
public sealed record AsOperator(HttpContext Context, Account Account) : ByPerson(Context, Account)
{
    public static ValueTask<AsOperator> BindAsync(HttpContext context) =>
        SignedIn(context) is { IsOperator: true } account ? new(new AsOperator(context, account)) : throw new NotHere();
}

/// <summary>A scope in which something is done for one company.</summary>
internal interface IOfCompany
{
    Company Company { get; }

    Workplace Office { get; }
}

/// <summary>Somebody who belongs to the company that the address names.</summary>
public abstract record InCompany(HttpContext Context, Account Account, Membership Here) : ByPerson(Context, Account), IOfCompany
{
    public Company Company => Here.Company;

    public Role Role => Here.Role;

    /// <summary>The address of a page of this company.</summary>
    public string At(string page) => Addresses.Of(Company, page);

    /// <summary>The scope of a member whose role is at least this one.</summary>
    /// <exception cref="NotHere">There is no such company, or he does not belong to it.</exception>
    /// <exception cref="NotAllowed">His role there is less.</exception>
    protected static ValueTask<TScope> Member<TScope>(HttpContext context, Role least, Func<HttpContext, Account, Membership, TScope> scope)
    {
        var account = SignedIn(context);
        var office = context.RequestServices.GetRequiredService<Workplace>();
        var here = office.Members.Of(account.Id, new CompanyId($"{context.Request.RouteValues["company"]}")) ?? throw new NotHere();
        return here.Role >= least ? new(scope(context, account, here)) : throw new NotAllowed();
    }
}

/// <summary>May see everything of the company.</summary>
public sealed record AsReader(HttpContext Context, Account Account, Membership Here) : InCompany(Context, Account, Here)
{
    public static ValueTask<AsReader> BindAsync(HttpContext context) => Member(context, Role.Reader, static (at, account, here) => new AsReader(at, account, here));
}

/// <summary>May issue, send and correct.</summary>
public sealed record AsIssuer(HttpContext Context, Account Account, Membership Here) : InCompany(Context, Account, Here)
{
    public static ValueTask<AsIssuer> BindAsync(HttpContext context) => Member(context, Role.Issuer, static (at, account, here) => new AsIssuer(at, account, here));
}

/// <summary>May settle what concerns the books.</summary>
public sealed record AsAccountant(HttpContext Context, Account Account, Membership Here) : InCompany(Context, Account, Here)
{
    public static ValueTask<AsAccountant> BindAsync(HttpContext context) => Member(context, Role.Accountant, static (at, account, here) => new AsAccountant(at, account, here));
}

/// <summary>May do everything in the company.</summary>
public sealed record AsOwner(HttpContext Context, Account Account, Membership Here) : InCompany(Context, Account, Here)
{
    public static ValueTask<AsOwner> BindAsync(HttpContext context) => Member(context, Role.Owner, static (at, account, here) => new AsOwner(at, account, here));
}

/// <summary>Addresses of pages.</summary>
internal static class Addresses
{
    /// <summary>A page of a company: <c>/c/5260001246/invoices</c>.</summary>
    public static string Of(Company company, string page = "") => $"/c/{Uri.EscapeDataString(company.Id.Text)}{(page.Length == 0 ? "" : "/" + page)}";

    /// <summary>The page of an invoice.</summary>
    public static string Of(IssuedInvoice invoice) => $"/c/{Uri.EscapeDataString(invoice.Company.Text)}/invoices/{invoice.Id}";
}
