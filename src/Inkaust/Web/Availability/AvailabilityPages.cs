using System.Globalization;
using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Web.People;
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
        pages.MapPost("/c/{company}/availability/claim", (AsIssuer scope) =>
        {
            var written = ClaimForm.Of(scope.Context.Request.Form);
            return Attempt.OrAgain(() =>
            {
                var claim = scope.Office.KsefClaims.Say(scope.Company, written.IsReachable, written.Reason, scope.Now.AddHours(written.Hours));
                return scope.Context.Then(scope.At("availability"), new Notice(claim.InWords) { Undo = scope.At("availability/claim/end") });
            }, findings => Shown(scope, findings, written));
        }).WithMetadata(new AuditWords("Powiedziano, czy KSeF jest dostępny", "Said whether KSeF is reachable"));
        pages.MapPost("/c/{company}/availability/claim/end", (AsIssuer scope) =>
        {
            scope.Office.KsefClaims.End(scope.Company);
            return scope.Context.Then(scope.At("availability"), new Notice(
                new("O trybie decyduje znowu to, co widać.", "What is seen decides the mode again.")));
        }).WithMetadata(new AuditWords("Zakończono decyzję o dostępności KSeF", "Ended what was said of KSeF"));
    }

    private static IResult Shown(InCompany scope, IReadOnlyList<Finding> findings, ClaimForm? written = null) =>
        Show.Page<AvailabilityPage, AvailabilityModel>(scope,
            new(scope.Office.LookAtAvailability.Of(scope.Company), written ?? ClaimForm.Empty, findings), Show.StatusOf(findings));
}

/// <summary>What is known of the KSeF of a company.</summary>
/// <param name="Known">That.</param>
/// <param name="Written">What stands in the form of a claim.</param>
/// <param name="Findings">Why something was refused.</param>
public sealed record AvailabilityModel(AvailabilityNow Known, ClaimForm Written, IReadOnlyList<Finding> Findings);

/// <summary>A claim as it is being written.</summary>
/// <param name="IsReachable">KSeF is to be taken as reachable.</param>
/// <param name="Reason">Why.</param>
/// <param name="Hours">For how long; 0 where none of <see cref="Lengths"/> was chosen.</param>
public sealed record ClaimForm(bool IsReachable, string Reason, int Hours)
{
    /// <summary>For how many hours something may be claimed.</summary>
    public static IReadOnlyList<int> Lengths { get; } = [1, 2, 4, 8, 24, 72];

    internal static ClaimForm Empty { get; } = new(false, "", 4);

    internal static ClaimForm Of(IFormCollection form) => new(form["ksef"] == "reachable", form["reason"].ToString(),
        int.TryParse(form["hours"], NumberStyles.None, CultureInfo.InvariantCulture, out var hours) && Lengths.Contains(hours) ? hours : 0);
}
