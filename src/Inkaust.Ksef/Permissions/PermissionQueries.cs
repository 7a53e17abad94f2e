using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>Who may do what now (tag "Wyszukiwanie nadanych uprawnień"). Reads only; every list to its end.</summary>
public sealed class PermissionQueries
{
    private const int PageSize = 100;

    private static readonly Wording Listing = new("lista uprawnień", "listing permissions");
    private static readonly Wording ListingProviders = new("lista dostawców Peppol", "listing Peppol providers");

    private readonly Exchange exchange;

    internal PermissionQueries(Exchange exchange) => this.exchange = exchange;

    /// <summary>What whoever is signed in may do here.</summary>
    public IAsyncEnumerable<OwnRight> OwnAsync(KsefAccess access, OwnRightQuery query, CancellationToken cancellation = default) =>
        Pages.ByNumberAsync(
            exchange, page => Call(access, HttpMethod.Post, "personal/grants", page).WithJson(query, PermissionQueriesJson.Default.OwnRightQuery),
            PermissionQueriesJson.Default.OwnRightPage, page => page.Rows, cancellation: cancellation);

    /// <summary>What persons and companies may do in this context, or what was granted in it. Never the owner.</summary>
    public IAsyncEnumerable<PersonRight> OfPersonsAsync(KsefAccess access, PersonRightQuery query, CancellationToken cancellation = default) =>
        Pages.ByNumberAsync(
            exchange, page => Call(access, HttpMethod.Post, "persons/grants", page).WithJson(query, PermissionQueriesJson.Default.PersonRightQuery),
            PermissionQueriesJson.Default.PersonRightPage, page => page.Rows, cancellation: cancellation);

    /// <summary>Who administers units and subordinate companies.</summary>
    public IAsyncEnumerable<SubunitRight> OfSubunitsAsync(KsefAccess access, SubunitRightQuery query, CancellationToken cancellation = default) =>
        Pages.ByNumberAsync(
            exchange, page => Call(access, HttpMethod.Post, "subunits/grants", page).WithJson(query, PermissionQueriesJson.Default.SubunitRightQuery),
            PermissionQueriesJson.Default.SubunitRightPage, page => page.Rows, cancellation: cancellation);

    /// <summary>What other companies let this one do with their invoices.</summary>
    public IAsyncEnumerable<EntityRight> OfEntityAsync(KsefAccess access, EntityRightQuery query, CancellationToken cancellation = default) =>
        Pages.ByNumberAsync(
            exchange, page => Call(access, HttpMethod.Post, "entities/grants", page).WithJson(query, PermissionQueriesJson.Default.EntityRightQuery),
            PermissionQueriesJson.Default.EntityRightPage, page => page.Rows, cancellation: cancellation);

    /// <summary>The roles of this company.</summary>
    public IAsyncEnumerable<EntityRole> RolesAsync(KsefAccess access, CancellationToken cancellation = default) =>
        Pages.ByNumberAsync(
            exchange, page => Call(access, HttpMethod.Get, "entities/roles", page),
            PermissionQueriesJson.Default.EntityRolePage, page => page.Rows, cancellation: cancellation);

    /// <summary>The roles of companies and units below this one.</summary>
    public IAsyncEnumerable<SubordinateRole> SubordinateRolesAsync(
        KsefAccess access, SubordinateRoleQuery query, CancellationToken cancellation = default) =>
        Pages.ByNumberAsync(
            exchange, page => Call(access, HttpMethod.Post, "subordinate-entities/roles", page)
                .WithJson(query, PermissionQueriesJson.Default.SubordinateRoleQuery),
            PermissionQueriesJson.Default.SubordinateRolePage, page => page.Rows, cancellation: cancellation);

    /// <summary>Who may issue in whose name.</summary>
    public IAsyncEnumerable<Authorization> AuthorizationsAsync(
        KsefAccess access, AuthorizationQuery query, CancellationToken cancellation = default) =>
        Pages.ByNumberAsync(
            exchange, page => Call(access, HttpMethod.Post, "authorizations/grants", page)
                .WithJson(query, PermissionQueriesJson.Default.AuthorizationQuery),
            PermissionQueriesJson.Default.AuthorizationPage, page => page.Rows, cancellation: cancellation);

    /// <summary>Who may do what for a company of the European Union.</summary>
    public IAsyncEnumerable<EuRight> InEuEntitiesAsync(KsefAccess access, EuRightQuery query, CancellationToken cancellation = default) =>
        Pages.ByNumberAsync(
            exchange, page => Call(access, HttpMethod.Post, "eu-entities/grants", page).WithJson(query, PermissionQueriesJson.Default.EuRightQuery),
            PermissionQueriesJson.Default.EuRightPage, page => page.Rows, cancellation: cancellation);

    /// <summary>All Peppol providers, to whom the right to issue may be granted; asked without a sign-in.</summary>
    public IAsyncEnumerable<PeppolProvider> PeppolProvidersAsync(CancellationToken cancellation = default) => Pages.ByNumberAsync(
        exchange, page => new Call(ListingProviders, HttpMethod.Get, $"/peppol/query?pageSize={PageSize}&pageOffset={page}"),
        PermissionQueriesJson.Default.PeppolProviderPage, page => page.Rows, cancellation: cancellation);

    private static Call Call(KsefAccess access, HttpMethod method, string what, int page) =>
        new(Listing, method, $"/permissions/query/{what}?pageSize={PageSize}&pageOffset={page}") { Access = access };
}
