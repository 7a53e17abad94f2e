using System.Globalization;
using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Editor;

/// <summary>How a company numbers its invoices.</summary>
internal static class SeriesPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/c/{company}/settings/series", (AsOwner scope) => Show.Page<SeriesPage, SeriesModel>(scope, SeriesModel.Of(scope)));
        pages.MapPost("/c/{company}/settings/series", (AsOwner scope, IFormCollection written) =>
        {
            var form = SeriesForm.Of(written);
            return Attempt.OrAgain(() =>
            {
                scope.Office.Series.Save(scope.Company, form.Series(), form.NextCount(), PolishTime.DateOf(scope.Now));
                return scope.Context.Then(scope.At("settings/series"), new Notice(new("Zapisano serię.", "The series is saved.")));
            }, findings => Show.Page<SeriesPage, SeriesModel>(scope, SeriesModel.Of(scope) with { Tried = form, Findings = findings },
                StatusCodes.Status422UnprocessableEntity));
        }).DisableAntiforgery();
        pages.MapPost("/c/{company}/settings/series/{id}/remove", (AsOwner scope, string id) => scope.Office.Series.Remove(scope.Company, id)
            ? scope.Context.Then(scope.At("settings/series"),
                new Notice(new("Usunięto serię. Jej numery zostają zajęte.", "The series is removed. Its numbers stay used.")))
            : throw new NotHere());
    }
}

/// <summary>A series as a form has it.</summary>
/// <param name="Id">Its key; empty: it is new.</param>
/// <param name="Name">Its name.</param>
/// <param name="Pattern">Its pattern.</param>
/// <param name="BeginsAnew">month, year or never.</param>
/// <param name="Next">The counter of its next number; empty: as it stands.</param>
public sealed record SeriesForm(string? Id, string? Name, string? Pattern, string? BeginsAnew, string? Next)
{
    public static SeriesForm Of(IFormCollection form) => new(form["id"], form["name"], form["pattern"], form["beginsAnew"], form["next"]);

    public Series Series() => new(
        Id is { Length: > 0 and <= 64 } known ? known : Guid.NewGuid().ToString("n"), Name?.Trim() ?? "", Pattern?.Trim() ?? "",
        BeginningsAnew.Parse(BeginsAnew));

    /// <summary>What is no number is refused as one.</summary>
    public long? NextCount() => string.IsNullOrWhiteSpace(Next) ? null
        : long.TryParse(Next.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
}

/// <summary>The series of a company.</summary>
/// <param name="All">Each with its next counter and its next number, of today.</param>
/// <param name="Tried">What somebody tried to save.</param>
/// <param name="Findings">And what is wrong with it.</param>
public sealed record SeriesModel(IReadOnlyList<(Series Series, long Count, string Next)> All, SeriesForm? Tried, IReadOnlyList<Finding> Findings)
{
    internal static SeriesModel Of(InCompany scope)
    {
        var (office, today) = (scope.Office.Series, PolishTime.DateOf(scope.Now));
        return new([.. office.Of(scope.Company)
            .Select(one => (one, office.NextCount(scope.Company, one, today), office.Next(scope.Company, one, today)))], null, []);
    }
}
