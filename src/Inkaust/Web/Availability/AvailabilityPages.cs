using System.Globalization;
using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Web.Shape;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Availability;

/// <summary>What is known of KSeF's state, from where, and what only a person may say of it.</summary>
internal static class AvailabilityPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/c/{company}/availability", (AsReader scope) => Shown(scope, []));
        pages.MapPost("/c/{company}/availability/look", async (AsReader scope, CancellationToken stop) =>
        {
            await scope.Office.WatchHealth.LookAsync(stop);
            return scope.Context.Then(scope.At("availability"));
        });
        pages.MapPost("/c/{company}/availability/total-failure", (AsAccountant scope, CancellationToken stop) => Attempt.OrAgainAsync(async () =>
        {
            var form = scope.Context.Request.Form;
            var reference = form["reference"].ToString().Trim();
            if (reference.Length is 0 or > 500) throw new RefusedException(new Finding("INK-SETUP-004",
                "Podaj, gdzie ogłoszono awarię całkowitą.", "Say where the total failure was announced.")
            {
                Path = "reference",
                Hint = new("Numer albo adres komunikatu w BIP, tytuł gazety, stacja radiowa.",
                    "The number or address of the message in BIP, a newspaper, a station."),
            });
            long? named = long.TryParse(form["event"], CultureInfo.InvariantCulture, out var number) ? number : null;
            var entered = await scope.Office.EnterTotalFailure.AsConfirmedAsync(scope.Company, named, reference, stop);
            scope.Office.WatchHealth.LookSoon();
            return scope.Context.Then(scope.At("availability"), new Notice(new(
                $"Potwierdzono awarię całkowitą {entered.Event}. Bez obowiązku wysłania: {entered.Waived.Count}.",
                $"The total failure {entered.Event} is confirmed. No duty to send any more: {entered.Waived.Count}.")));
        }, findings => Shown(scope, findings)));
    }

    private static IResult Shown(InCompany scope, IReadOnlyList<Finding> findings) => Show.Page<AvailabilityPage, AvailabilityModel>(scope,
        new(scope.Office.LookAtAvailability.Of(scope.Company), findings),
        Show.StatusOf(findings));
}

/// <summary>What is known of the KSeF of a company.</summary>
public sealed record AvailabilityModel(AvailabilityNow Known, IReadOnlyList<Finding> Findings);
