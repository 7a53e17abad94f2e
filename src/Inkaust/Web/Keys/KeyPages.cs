using System.Globalization;
using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Web.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Keys;

/// <summary>The keys by which other programs use the API: those of a company, and one's own for all companies of the account.</summary>
internal static class KeyPages
{
    private const string OfCompany = "/c/{company}/keys", OfAccount = "/account/keys";

    private const int MostDays = 3_650;

    private static readonly AuditWords Made = new("Utworzono klucz API", "Made an API key"), Replaced = new("Wymieniono klucz API", "Replaced an API key"),
        Revoked = new("Unieważniono klucz API", "Revoked an API key");

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(OfCompany, (AsOwner scope) => Shown(scope, KeysModel.Of(scope)));
        pages.MapPost(OfCompany, (AsOwner scope, IFormCollection form) => Make(scope, KeysModel.Of(scope), form,
            (name, rights, end) => scope.Office.ApiKeys.Make(scope.Company, name, rights, end), () => KeysModel.Of(scope)))
            .DisableAntiforgery().WithMetadata(Made);
        pages.MapPost(OfCompany + "/{id}/replace", (AsOwner scope, string id) => Change(scope, KeysModel.Of(scope),
            () => Shown(scope, With(scope.Office.ApiKeys.Replace(scope.Company, id, ApiKeys.UsualOverlap), KeysModel.Of(scope))))).WithMetadata(Replaced);
        pages.MapPost(OfCompany + "/{id}/revoke", (AsOwner scope, string id) => Change(scope, KeysModel.Of(scope), () =>
        {
            scope.Office.ApiKeys.Revoke(scope.Company, id);
            return scope.Context.Then(scope.At("keys"), NoMore);
        })).WithMetadata(Revoked);

        pages.MapGet(OfAccount, (AsAccount scope) => Shown(scope, KeysModel.Of(scope)));
        pages.MapPost(OfAccount, (AsAccount scope, IFormCollection form) => Make(scope, KeysModel.Of(scope), form,
            (name, rights, end) => scope.Office.ApiKeys.Make(scope.Account.Id, name, rights, end), () => KeysModel.Of(scope)))
            .DisableAntiforgery().WithMetadata(Made);
        pages.MapPost(OfAccount + "/{id}/replace", (AsAccount scope, string id) => Change(scope, KeysModel.Of(scope),
            () => Shown(scope, With(scope.Office.ApiKeys.Replace(scope.Account.Id, id, ApiKeys.UsualOverlap), KeysModel.Of(scope))))).WithMetadata(Replaced);
        pages.MapPost(OfAccount + "/{id}/revoke", (AsAccount scope, string id) => Change(scope, KeysModel.Of(scope), () =>
        {
            scope.Office.ApiKeys.Revoke(scope.Account.Id, id);
            return scope.Context.Then(OfAccount, NoMore);
        })).WithMetadata(Revoked);
    }

    private static Task<IResult> Make(ByPerson scope, KeysModel before, IFormCollection form, Func<string, ApiRights, DateTimeOffset?, NewApiKey> make,
        Func<KeysModel> after)
    {
        var (name, rights) = (form["name"].ToString(), ApiRightsWords.Parse(form["right"].OfType<string>()) ?? ApiRights.None);
        return Attempt.OrAgain(() => Shown(scope, With(make(name, rights, EndOf(scope, form["days"])), after())),
            findings => Shown(scope, before with { Name = name, Rights = rights, Findings = findings }));
    }

    private static Task<IResult> Change(ByPerson scope, KeysModel before, Func<IResult> change) =>
        Attempt.OrAgain(change, findings => Shown(scope, before with { Findings = findings }));

    // The key is in this one answer; a page that is asked for again does not have it.
    private static KeysModel With(NewApiKey made, KeysModel model) => model with { Made = made };

    private static Notice NoMore => new(new("Ten klucz już nie działa.", "This key works no more."));

    private static DateTimeOffset? EndOf(ByPerson scope, string? days) =>
        int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var good) && good is > 0 and <= MostDays ? scope.Now.AddDays(good) : null;

    private static IResult Shown(ByPerson scope, KeysModel model) => Show.Page<KeyPage, KeysModel>(scope, model, Show.StatusOf(model.Findings));
}

/// <summary>The keys of a company, or of an account.</summary>
/// <param name="Keys">The newest first.</param>
/// <param name="Place">The address of the page.</param>
/// <param name="IsOfAccount">They are somebody's own, for all his companies.</param>
public sealed record KeysModel(IReadOnlyList<ApiKey> Keys, string Place, bool IsOfAccount)
{
    /// <summary>The one that was made just now, with its text.</summary>
    public NewApiKey? Made { get; init; }

    /// <summary>What somebody typed.</summary>
    public string Name { get; init; } = "";

    /// <summary>What he ticked.</summary>
    public ApiRights Rights { get; init; } = ApiRights.Read | ApiRights.Issue;

    public IReadOnlyList<Finding> Findings { get; init; } = [];

    internal static KeysModel Of(AsOwner scope) => new(scope.Office.ApiKeys.Of(scope.Company), scope.At("keys"), IsOfAccount: false);

    internal static KeysModel Of(AsAccount scope) => new(scope.Office.ApiKeys.Of(scope.Account.Id), "/account/keys", IsOfAccount: true);
}
