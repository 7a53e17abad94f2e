using System.Globalization;
using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Web.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Editor;

/// <summary>Several drafts issued together: what would come of each, and what came of it.</summary>
internal static class IssueDraftsPages
{
    private const string Page = "/c/{company}/drafts/issue";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Page, async (AsIssuer scope, [FromQuery] string[]? id, CancellationToken stop) =>
        {
            if (id is not { Length: > 0 }) return NothingChosen(scope);
            return Show.Page<IssueDraftsPage, IssueDraftsModel>(scope,
                new(await scope.Office.IssueDrafts.PreviewAsync(scope.Company, [.. id.Distinct()], stop)));
        });
        pages.MapPost(Page, async (AsIssuer scope, IFormCollection form, CancellationToken stop) =>
        {
            List<ChosenDraft> chosen = [.. form["draft"].OfType<string>().Distinct().Select(one => ChosenIn(form, one))];
            if (chosen.Count == 0) return NothingChosen(scope);
            // The answer shows what became of each; asked for again, by a reload or a second click, it issues nothing twice.
            var (all, problems) = await scope.Office.IssueDrafts.NowAsync(scope.Company, chosen, stop);
            return Show.Page<IssuedDraftsPage, IssuedDraftsModel>(scope, new(all, problems));
        }).DisableAntiforgery().WithMetadata(new AuditWords("Wystawiono zaznaczone szkice", "Issued the chosen drafts"));
    }

    // The key of the draft and the version that was seen.
    private static ChosenDraft ChosenIn(IFormCollection form, string draft) =>
        draft.Split('@') is [var id, var seen] && long.TryParse(seen, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new(id, version, [.. form[$"accept-{id}"].OfType<string>()])
            : throw new BadHttpRequestException("This names no draft.");

    private static IResult NothingChosen(AsIssuer scope) =>
        scope.Context.Then(scope.At("drafts"), new Notice(new("Zaznacz najpierw szkice.", "Select drafts first."), IsGood: false));
}

/// <summary>Drafts that are about to be issued.</summary>
public sealed record IssueDraftsModel(IReadOnlyList<DraftOutlook> All);

/// <summary>Drafts that were to be issued.</summary>
/// <param name="All">What became of each.</param>
/// <param name="Problems">Why some could not be sent.</param>
public sealed record IssuedDraftsModel(IReadOnlyList<IssuedDraft> All, IReadOnlyList<Finding> Problems);
