using Inkaust.Office;
using Inkaust.Web.Accounts;
using Inkaust.Web.Mail;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Inkaust.Web.Operator;

/// <summary>
/// The outbox. Whoever runs the installation sees what became of letters. What stands in them is shown only where nothing is at stake and nothing is
/// sent: no mail server, every company of a local KSeF, and a browser on the same machine. There it is how a person gets his code.
/// </summary>
internal static class OutboxPages
{
    private const int Most = 50;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/outbox", (HttpContext context, Workplace office) => IsOpen(context) || context.Features.Get<Account>() is { IsOperator: true }
            ? Show.Page<OutboxPage, OutboxModel>(context,
                new OutboxModel(office.Outbox.Newest(Most), IsOpen(context), context.Features.Get<Account>() is { IsOperator: true }))
            : throw new NotHere());
        pages.MapGet("/outbox/{id:long}", (HttpContext context, Workplace office, long id) => IsOpen(context) && office.Outbox.Open(id) is { } letter
            ? Show.Page<LetterPage, LetterModel>(context, new LetterModel(office.Outbox.At(id)!, letter)) : throw new NotHere());
        pages.MapPost("/outbox/{id:long}/again", (AsOperator scope, long id) =>
        {
            scope.Office.Outbox.TryAgain(id);
            return scope.Context.Then("/outbox", new Notice(new("List pójdzie jeszcze raz.", "The letter will be tried again.")));
        });
    }

    /// <summary>What stands in letters may be shown to this browser.</summary>
    public static bool IsOpen(HttpContext context)
    {
        var (services, office) = (context.RequestServices, context.RequestServices.GetRequiredService<Workplace>());
        return services.GetRequiredService<WebSettings>().LocalKsef is not null && Origin.IsThisMachine(context)
            && services.GetRequiredService<Postman>().Server is null && office.Companies.All().All(one => one.Environment.IsLocal);
    }
}

/// <summary>The newest letters.</summary>
/// <param name="Letters">They.</param>
/// <param name="IsOpen">What stands in them may be shown.</param>
/// <param name="IsOperator">Whoever looks runs the installation.</param>
public sealed record OutboxModel(IReadOnlyList<SeenLetter> Letters, bool IsOpen, bool IsOperator);

/// <summary>One letter.</summary>
public sealed record LetterModel(SeenLetter Seen, Letter Letter);
