using System.Globalization;
using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Web.Accounts;
using Inkaust.Web.Mail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Operator;

/// <summary>The installation, for whoever runs it: its mail server, and the companies of the shell.</summary>
internal static class OperatorPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/operator", (AsOperator scope, Postman postman) =>
            Show.Page<OperatorPage, OperatorModel>(scope, OperatorModel.Of(scope, postman, null, [])));
        pages.MapPost("/operator/mail", (AsOperator scope, Postman postman, [FromForm] string? host, [FromForm] string? port,
            [FromForm] string? security, [FromForm] string? from, [FromForm] string? user, [FromForm] string? password) =>
        {
            var settings = new MailSettings((host ?? "").Trim(), int.TryParse(port, CultureInfo.InvariantCulture, out var number) ? number : 0,
                security switch { "tls" => MailSecurity.Tls, "none" => MailSecurity.None, _ => MailSecurity.StartTls },
                (from ?? "").Trim(), (user ?? "").Trim(), password ?? "");
            try
            {
                scope.Office.MailServer.Set(settings);
                return scope.Context.Then("/operator", new Notice(new("Zapisano. Wyślij list próbny.", "Saved. Send a test letter.")));
            }
            catch (RefusedException refused)
            {
                return Show.Page<OperatorPage, OperatorModel>(scope, OperatorModel.Of(scope, postman, settings, refused.Findings), 422);
            }
        }).DisableAntiforgery();
        pages.MapPost("/operator/mail/clear", (AsOperator scope) =>
        {
            scope.Office.MailServer.Clear();
            return scope.Context.Then("/operator", new Notice(new("Poczta jest wyłączona; listy czekają.", "Mail is off; letters wait.")));
        });
        pages.MapPost("/operator/mail/test", async (AsOperator scope, Postman postman, CancellationToken stop) =>
        {
            if (postman.Server is not { } server) return Results.Redirect("/operator");
            var letter = new Letter(scope.Account.Email,
                scope.Account.Language == Language.Polish ? "List próbny · Inkaust" : "Test letter · Inkaust",
                scope.Account.Language == Language.Polish ? "Poczta działa." : "Mail works.");
            return scope.Context.Then("/operator", await Postman.GiveAsync(server, letter, stop) is { } refused
                ? new Notice(new($"Serwer poczty nie przyjął listu: {refused.Text}",
                    $"The mail server did not take the letter: {refused.Text}"), IsGood: false)
                : new Notice(new($"Serwer przyjął list do {scope.Account.Email}.", $"The server took the letter to {scope.Account.Email}.")));
        });
        pages.MapPost("/operator/take-on", (AsOperator scope, [FromForm] string? company) =>
            scope.Office.Members.TakeOn(scope.Account.Id, new CompanyId(company ?? ""))
                ? scope.Context.Then("/companies", new Notice(new("Firma jest teraz Twoja.", "The company is yours now.")))
                : scope.Context.Then("/operator",
                    new Notice(new("Ta firma ma już kogoś.", "Somebody has this company already."), IsGood: false))).DisableAntiforgery();
    }
}

/// <summary>The installation.</summary>
/// <param name="Server">The mail server as it is, or as it was just written; null: none.</param>
/// <param name="IsOfEnvironment">It is named by the environment, and the page cannot change it.</param>
/// <param name="Companies">Companies to which nobody belongs.</param>
/// <param name="Findings">Why it did not go.</param>
public sealed record OperatorModel(MailSettings? Server, bool IsOfEnvironment, IReadOnlyList<Company> Companies, IReadOnlyList<Finding> Findings)
{
    internal static OperatorModel Of(AsOperator scope, Postman postman, MailSettings? written, IReadOnlyList<Finding> findings) =>
        new(written ?? postman.Server, ((WebSettings)scope.Context.RequestServices.GetService(typeof(WebSettings))!).Mail is not null,
            scope.Office.Members.OfNobody(), findings);
}
