using System.Globalization;
using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Web.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Keys;

/// <summary>The keys by which other programs use the API for a company.</summary>
internal static class KeyPages
{
    private const string Page = "/c/{company}/keys";

    private const int MostDays = 3_650;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Page, (AsOwner scope) => Shown(scope, KeysModel.Of(scope)));
        pages.MapPost(Page, (AsOwner scope, IFormCollection form) =>
        {
            var (name, rights) = (form["name"].ToString(), ApiRightsWords.Parse(form["right"].OfType<string>()) ?? ApiRights.None);
            return Attempt.OrAgain(() => Shown(scope, With(scope, scope.Office.ApiKeys.Make(scope.Company, name, rights, EndOf(scope, form["days"])))),
                findings => Shown(scope, KeysModel.Of(scope) with { Name = name, Rights = rights, Findings = findings }));
        }).DisableAntiforgery().WithMetadata(new AuditWords("Utworzono klucz API", "Made an API key"));
        pages.MapPost(Page + "/{id}/replace", (AsOwner scope, string id) => Attempt.OrAgain(
            () => Shown(scope, With(scope, scope.Office.ApiKeys.Replace(scope.Company, id, ApiKeys.UsualOverlap))),
            findings => Shown(scope, KeysModel.Of(scope) with { Findings = findings })))
            .WithMetadata(new AuditWords("Wymieniono klucz API", "Replaced an API key"));
        pages.MapPost(Page + "/{id}/revoke", (AsOwner scope, string id) => Attempt.OrAgain(() =>
        {
            scope.Office.ApiKeys.Revoke(scope.Company, id);
            return scope.Context.Then(scope.At("keys"), new Notice(new("Ten klucz już nie działa.", "This key works no more.")));
        }, findings => Shown(scope, KeysModel.Of(scope) with { Findings = findings })))
            .WithMetadata(new AuditWords("Unieważniono klucz API", "Revoked an API key"));
    }

    // The key is in this one answer; a page that is asked for again does not have it.
    private static KeysModel With(AsOwner scope, NewApiKey made) => KeysModel.Of(scope) with { Made = made };

    private static DateTimeOffset? EndOf(AsOwner scope, string? days) =>
        int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var good) && good is > 0 and <= MostDays ? scope.Now.AddDays(good) : null;

    private static IResult Shown(AsOwner scope, KeysModel model) => Show.Page<KeyPage, KeysModel>(scope, model, Show.StatusOf(model.Findings));
}

/// <summary>The keys of a company.</summary>
/// <param name="Keys">The newest first.</param>
public sealed record KeysModel(IReadOnlyList<ApiKey> Keys)
{
    /// <summary>The one that was made just now, with its text.</summary>
    public NewApiKey? Made { get; init; }

    /// <summary>What somebody typed.</summary>
    public string Name { get; init; } = "";

    /// <summary>What he ticked.</summary>
    public ApiRights Rights { get; init; } = ApiRights.Read | ApiRights.Issue;

    public IReadOnlyList<Finding> Findings { get; init; } = [];

    internal static KeysModel Of(AsOwner scope) => new(scope.Office.ApiKeys.Of(scope.Company));
}
