using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Editor;

/// <summary>The buyers that a company knows: looked up, added, changed, forgotten.</summary>
internal static class BuyerPages
{
    private const int Most = 100;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/c/{company}/buyers", (AsReader scope, string? q) =>
            Show.Page<BuyerList, BuyerListModel>(scope, new BuyerListModel(scope.Office.Buyers.Search(scope.Company, q ?? "", Most), q ?? "")));
        pages.MapGet("/c/{company}/buyers/new", (AsIssuer scope) =>
            Show.Page<OneBuyer, OneBuyerModel>(scope, new OneBuyerModel(null, new BuyerForm(), [])));
        pages.MapPost("/c/{company}/buyers/new", (AsIssuer scope, IFormCollection form) =>
            Saved(scope, null, BuyerForm.Of(form), buyer => scope.Office.Buyers.Save(scope.Company, buyer))).DisableAntiforgery();
        pages.MapGet("/c/{company}/buyers/{id:long}", (AsIssuer scope, long id) =>
            Show.Page<OneBuyer, OneBuyerModel>(scope, new OneBuyerModel(id, BuyerForm.Of(Found(scope, id)), [])));
        pages.MapPost("/c/{company}/buyers/{id:long}", (AsIssuer scope, long id, IFormCollection written) =>
        {
            var (known, form) = (Found(scope, id), BuyerForm.Of(written));
            return Saved(scope, id, form, buyer => scope.Office.Buyers.Change(scope.Company, id, form.Into(known.Party, buyer)));
        }).DisableAntiforgery();
        pages.MapPost("/c/{company}/buyers/{id:long}/forget", (AsIssuer scope, long id) => scope.Office.Buyers.Forget(scope.Company, id)
            ? scope.Context.Then(scope.At("buyers"),
                new Notice(new("Zapomniano nabywcę. Jego faktury zostały.", "The buyer is forgotten. Its invoices stay.")))
            : throw new NotHere());
    }

    private static KnownBuyer Found(InCompany scope, long id) => scope.Office.Buyers.At(scope.Company, id) ?? throw new NotHere();

    private static Task<IResult> Saved(InCompany scope, long? id, BuyerForm form, Action<Party> save) => Attempt.OrAgain(() =>
    {
        save(form.Party());
        return scope.Context.Then(scope.At("buyers"), new Notice(new("Zapisano nabywcę.", "The buyer is saved.")));
    }, findings => Show.Page<OneBuyer, OneBuyerModel>(scope, new OneBuyerModel(id, form, findings), StatusCodes.Status422UnprocessableEntity));
}

/// <summary>Buyers that were found.</summary>
/// <param name="Buyers">The one used last first.</param>
/// <param name="Query">What was looked for.</param>
public sealed record BuyerListModel(IReadOnlyList<KnownBuyer> Buyers, string Query);

/// <summary>A buyer in a form.</summary>
/// <param name="Id">Its key; null: it is new.</param>
/// <param name="Form">As it was typed.</param>
/// <param name="Findings">What is wrong with it.</param>
public sealed record OneBuyerModel(long? Id, BuyerForm Form, IReadOnlyList<Finding> Findings);

/// <summary>A buyer as a form has it: as it was typed.</summary>
public sealed record BuyerForm
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public string? Name { get; init; }

    public string? Nip { get; init; }

    public string? EuVat { get; init; }

    public string? Address { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public static BuyerForm Of(IFormCollection form) => new()
    {
        Name = form["name"],
        Nip = form["nip"],
        EuVat = form["euVat"],
        Address = form["address"],
        Email = form["email"],
        Phone = form["phone"],
    };

    public static BuyerForm Of(KnownBuyer buyer) => new()
    {
        Name = buyer.Party.Name,
        Nip = buyer.Party.Nip?.ToString(),
        EuVat = buyer.Party.EuVat?.ToString(),
        Address = InOneLine(buyer.Party.Address),
        Email = buyer.Party.Email,
        Phone = buyer.Party.Phone,
    };

    /// <summary>An address as people write it in one line.</summary>
    public static string? InOneLine(Address? address) =>
        address is null ? null : string.Join(", ", new[] { address.Line1, address.Line2, address.Country }.Where(part => part is { Length: > 0 }));

    /// <summary>What it says.</summary>
    /// <exception cref="RefusedException">INK-DRAFT-nnn: it is no buyer as it was typed.</exception>
    public Party Party()
    {
        var json = new JsonObject();
        foreach (var (name, value) in new[]
        {
            ("name", Name), ("nip", Nip), ("euVat", EuVat), ("address", Address), ("email", Email), ("phone", Phone),
        })
            if (!string.IsNullOrWhiteSpace(value)) json[name] = value.Trim();
        return global::Inkaust.Invoices.Party.ReadJson(JsonSerializer.SerializeToUtf8Bytes(json, Plain));
    }

    /// <summary>The buyer as it was known, with what the form changes.</summary>
    public Party Into(Party known, Party written) => known with
    {
        Name = written.Name,
        Nip = written.Nip,
        EuVat = written.EuVat,
        Address = Address == InOneLine(known.Address) ? known.Address : written.Address,
        Email = written.Email,
        Phone = written.Phone,
    };
}
