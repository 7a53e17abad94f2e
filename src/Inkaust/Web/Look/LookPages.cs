using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Look;

/// <summary>Every component on one page, for whoever draws pages; in an installation with a local KSeF only.</summary>
internal static class LookPages
{
    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/look", (HttpContext context, WebSettings settings) =>
        settings.LocalKsef is null ? throw new Safety.NotHere() : Show.Page<LookPage, NoModel>(context, new NoModel()));
}

/// <summary>A page that is about nothing but itself.</summary>
public sealed record NoModel;
