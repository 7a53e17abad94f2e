using Inkaust.Invoices;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Inkaust.Web;

/// <summary>A page: it draws its model and decides nothing. The texts of both languages stand in it beside each other.</summary>
public abstract class PageOf<TModel> : ComponentBase
{
    [Parameter, EditorRequired]
    public required Face Face { get; set; }

    [Parameter, EditorRequired]
    public required TModel Model { get; set; }

    /// <summary>One of two texts, by the language.</summary>
    protected string L(string pl, string en) => Face.L(pl, en);

    protected string L(Wording words) => Face.L(words);
}

/// <summary>A part of pages, drawn with the face of the page that it stands on.</summary>
public abstract class Part : ComponentBase
{
    [CascadingParameter]
    public required Face Face { get; set; }

    /// <summary>One of two texts, by the language.</summary>
    protected string L(string pl, string en) => Face.L(pl, en);

    protected string L(Wording words) => Face.L(words);
}

/// <summary>Answers with a page.</summary>
internal static class Show
{
    /// <summary>A page for whoever the scope says.</summary>
    public static IResult Page<TPage, TModel>(Scope scope, TModel model, int status = StatusCodes.Status200OK) where TPage : PageOf<TModel> =>
        Page<TPage, TModel>(Face.Of(scope.Context, scope), model, status);

    /// <summary>A page for anybody.</summary>
    public static IResult Page<TPage, TModel>(HttpContext context, TModel model, int status = StatusCodes.Status200OK) where TPage : PageOf<TModel> =>
        Page<TPage, TModel>(Face.Of(context), model, status);

    /// <summary>The status of a page from which something was tried.</summary>
    /// <param name="findings">Why that was refused; none: it was not, or nothing was tried yet.</param>
    public static int StatusOf(IReadOnlyList<Finding> findings) =>
        findings.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;

    /// <summary>What was refused and why, where no page of its own says it.</summary>
    public static Task RefusalAsync(HttpContext context, int status, IReadOnlyList<Finding> findings) =>
        Page<Shape.Refused, RefusedModel>(Face.Of(context), new RefusedModel(status, findings), status).ExecuteAsync(context);

    private static RazorComponentResult<TPage> Page<TPage, TModel>(Face face, TModel model, int status) where TPage : PageOf<TModel> =>
        new(new Dictionary<string, object?> { ["Face"] = face, ["Model"] = model }) { StatusCode = status, PreventStreamingRendering = true };
}

/// <summary>What was refused.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Findings">Why.</param>
public sealed record RefusedModel(int Status, IReadOnlyList<Finding> Findings);
