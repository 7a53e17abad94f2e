using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Inkaust.Answers;
using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Web.Api;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Editor;

/// <summary>Writing an invoice: the page that holds the editor, and the list of what is not issued yet.</summary>
internal static class EditorPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/c/{company}/new", (AsIssuer scope) => Editor(scope, null)).WithMetadata(new HoldsWebAssembly());
        pages.MapGet("/c/{company}/drafts", (AsReader scope) => Show.Page<DraftList, DraftListModel>(scope, new DraftListModel(scope.Office.Drafts.Of(scope.Company))));
        pages.MapGet("/c/{company}/drafts/{id}", (AsIssuer scope, string id) => scope.Office.Drafts.Find(scope.Company, id) switch
        {
            null => throw new NotHere(),
            { Invoice: { } invoice } => Results.Redirect(scope.At($"invoices/{invoice}")),
            { Held: { } held } => Results.Redirect(scope.At($"tasks/corrections/{held}")),
            { IsRemoved: true } => Results.Redirect(scope.At("drafts")),
            var draft => Editor(scope, draft),
        }).WithMetadata(new HoldsWebAssembly());
        pages.MapPost("/c/{company}/drafts/{id}/remove", (AsIssuer scope, string id) => scope.Office.Drafts.Remove(scope.Company, id)
            ? scope.Context.Then(scope.At("drafts"), new Notice(new("Szkic wyrzucono.", "The draft was thrown away.")) { Undo = scope.At($"drafts/{id}/restore") })
            : throw new NotHere());
        pages.MapPost("/c/{company}/drafts/{id}/restore", (AsIssuer scope, string id) => scope.Office.Drafts.Restore(scope.Company, id)
            ? scope.Context.Then(scope.At("drafts"), new Notice(new("Szkic wrócił.", "The draft is back.")))
            : throw new NotHere());
        pages.MapPost("/c/{company}/drafts/from/{invoice:long}", (AsIssuer scope, long invoice) =>
            scope.Office.LookIntoLedger.LifeOf(scope.Company, invoice) is { } life
                ? scope.Context.Then(scope.At($"drafts/{scope.Office.Drafts.Duplicate(scope.Company, life.Invoice).Id}"))
                : throw new NotHere());
    }

    private static IResult Editor(AsIssuer scope, Draft? draft) => Show.Page<EditorPage, EditorModel>(scope, EditorModel.Of(scope, draft));
}

/// <summary>The drafts of a company.</summary>
public sealed record DraftListModel(IReadOnlyList<DraftHead> Drafts);

/// <summary>What the editor begins with.</summary>
/// <param name="Start">JSON: see <see cref="EditorStart"/>.</param>
/// <param name="IsNew">Nothing was written yet.</param>
public sealed record EditorModel(string Start, bool IsNew)
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    internal static EditorModel Of(InCompany scope, Draft? draft)
    {
        var face = Face.Of(scope.Context, scope);
        var today = PolishTime.DateOf(scope.Now);
        var look = scope.Office.CompanyLooks.Of(scope.Company);
        var start = new EditorStart(face.L("pl", "en"), face.Token, scope.Account.Id.ToString(), scope.Company.Id.Text,
            $"/api/v1/companies/{Uri.EscapeDataString(scope.Company.Id.Text)}",
            scope.At(""), scope.Company.Environment.IsProduction, today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), SellerOf(scope.Company),
            DraftApi.SeriesOf(scope.Office, scope.Company, draft?.Content.IssueDate ?? today).Series, draft is null ? null : DraftAnswer.Of(draft))
        {
            Account = look.Accounts.Count > 0 ? look.Accounts[0] : null,
            Footer = look.Footer.Length > 0 ? look.Footer : null,
        };
        return new EditorModel(JsonSerializer.Serialize(start, Form), draft is null);
    }

    private static JsonElement SellerOf(Company company)
    {
        using var party = JsonDocument.Parse(company.AsSeller().WriteJson());
        return party.RootElement.Clone();
    }
}

/// <summary>What the editor is told when its page is opened.</summary>
/// <param name="Language">pl or en.</param>
/// <param name="Token">Proves that its requests come from our page.</param>
/// <param name="AccountId">The key of the account: what is kept on the device is its own.</param>
/// <param name="Company">The key of the company.</param>
/// <param name="Api">Where the API of the company begins.</param>
/// <param name="Pages">Where its pages begin.</param>
/// <param name="IsProduction">Its invoices have legal force.</param>
/// <param name="Today">The date in Poland.</param>
/// <param name="Seller">The company as a party of a draft.</param>
/// <param name="Series">The series of numbers.</param>
/// <param name="Draft">The draft that is opened; null: a new one is begun.</param>
public sealed record EditorStart(string Language, string Token, string AccountId, string Company, string Api, string Pages, bool IsProduction, string Today,
    JsonElement Seller, IReadOnlyList<SeriesAnswer> Series, DraftAnswer? Draft)
{
    /// <summary>The bank account that a new invoice names; null: none is set.</summary>
    public string? Account { get; init; }

    /// <summary>What stands at the foot of a new invoice; null: nothing.</summary>
    public string? Footer { get; init; }
}
