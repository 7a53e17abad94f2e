using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Print;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Settings;

/// <summary>What a company is called on invoices, how its prints look, how much of KSeF's limits it has used, and its end.</summary>
internal static class SettingsPages
{
    private const string Page = "/c/{company}/settings";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Page, (AsReader scope) => Shown(scope, SettingsModel.Of(scope)));
        pages.MapPost(Page + "/company", (AsOwner scope) =>
        {
            var (name, address) = (scope.Context.Request.Form["name"].ToString(), scope.Context.Request.Form["address"].ToString());
            return Attempt.OrAgain(() =>
            {
                scope.Office.Companies.Rename(scope.Company, name, address);
                return Then(scope, new("Zapisano. Nowe faktury będą miały te dane.", "Saved. New invoices will bear these."));
            }, findings => Shown(scope, SettingsModel.Of(scope) with { Name = name, Address = address, Findings = findings }));
        });
        pages.MapPost(Page + "/look", (AsOwner scope) =>
        {
            var look = LookIn(scope.Context.Request.Form, scope.Office.CompanyLooks.Of(scope.Company));
            return Attempt.OrAgain(() =>
            {
                scope.Office.CompanyLooks.Keep(scope.Company, look);
                return Then(scope, new("Wygląd zapisany.", "The look is saved."));
            }, findings => Shown(scope, SettingsModel.Of(scope) with { Look = look, Findings = findings }));
        }).WithMetadata(new Uploads(Bounds.Form));
        pages.MapGet(Page + "/logo", (AsReader scope) => scope.Office.CompanyLooks.Of(scope.Company).Logo is { } logo
            ? Results.File(logo, logo[0] == 0x89 ? "image/png" : "image/jpeg") : throw new NotHere());
        pages.MapGet(Page + "/remove", (AsOwner scope) => Removal(scope, []));
        pages.MapPost(Page + "/remove", (AsOwner scope) => Attempt.OrAgain(() =>
        {
            var removed = scope.Office.RemoveCompany.ForGood(scope.Company, isMeant: scope.Context.Request.Form["nip"].ToString() is { } typed
                && Nip.TryParse(typed, out var nip) && nip == scope.Company.Nip);
            return scope.Context.Then("/", new Notice(new($"Usunięto firmę {removed.Name}.", $"The company {removed.Name} is removed.")));
        }, findings => Removal(scope, findings)));
    }

    private static CompanyLook LookIn(IFormCollection form, CompanyLook before) => new()
    {
        Logo = form.Files["logo"] is { Length: > 0 } file ? Bytes(file) : form.ContainsKey("no-logo") ? null : before.Logo,
        Languages = form["languages"].ToString() switch
        {
            "en" => PrintLanguages.English,
            "pl+en" => PrintLanguages.Both,
            _ => PrintLanguages.Polish,
        },
        Accounts = [.. form["accounts"].ToString().Split('\n')
            .Select(line => string.Concat(line.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant())
            .Where(line => line.Length > 0)],
        Footer = form["footer"].ToString().Replace("\r\n", "\n").Trim(),
    };

    private static byte[] Bytes(IFormFile file)
    {
        var bytes = new byte[file.Length];
        using var stream = file.OpenReadStream();
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static IResult Removal(AsOwner scope, IReadOnlyList<Finding> findings) => Show.Page<RemovePage, RemoveModel>(scope,
        new(scope.Company, scope.Office.LookAtCertificates.Of([scope.Company]).Count, findings), Show.StatusOf(findings));

    private static IResult Shown(InCompany scope, SettingsModel model) =>
        Show.Page<SettingsPage, SettingsModel>(scope, model, Show.StatusOf(model.Findings));

    private static IResult Then(AsOwner scope, Wording said) => scope.Context.Then(scope.At("settings"), new Notice(said));
}

/// <summary>The settings of a company.</summary>
public sealed record SettingsModel(Company Company, CompanyLook Look, IReadOnlyList<LimitUse> Limits)
{
    public required string Name { get; init; }

    public required string Address { get; init; }

    public IReadOnlyList<Finding> Findings { get; init; } = [];

    internal static SettingsModel Of(InCompany scope) =>
        new(scope.Company, scope.Office.CompanyLooks.Of(scope.Company), scope.Office.Pacing.UseOf(scope.Company))
        {
            Name = scope.Company.Name,
            Address = scope.Company.Address,
        };
}

/// <summary>A company that somebody is about to remove.</summary>
/// <param name="Company">Which.</param>
/// <param name="Certificates">How many certificates and keys would go with it.</param>
/// <param name="Findings">Why it was not removed.</param>
public sealed record RemoveModel(Company Company, int Certificates, IReadOnlyList<Finding> Findings);
