using System.Globalization;
using System.Text.Json;
using Inkaust.Answers;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Print;
using Inkaust.Web.Safety;
using Inkaust.Web.Shape;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Api;

/// <summary>An invoice to be issued.</summary>
/// <param name="Draft">The draft (docs/draft.schema.json); without a number it gets the next one of the first series.</param>
/// <param name="Mode">auto, online, offline24, unavailability, failure or total-failure; auto unless named.</param>
/// <param name="ExternalId">What the program calls it: no other invoice of the company is called so, and asking again issues nothing.</param>
/// <param name="Accept">Codes of what is wrong and taken knowingly.</param>
/// <param name="Buyer">Why the buyer is given the invoice outside KSeF, where no file shows it (art. 106gb ust. 4).</param>
/// <param name="Bip">Number or address of the ministry's message, kept as evidence.</param>
internal sealed record IssueRequest(JsonElement Draft, string? Mode = null, string? ExternalId = null, IReadOnlyList<string>? Accept = null,
    string? Buyer = null, string? Bip = null);

/// <summary>Many invoices to be issued; one that is refused stops no other.</summary>
/// <param name="Drafts">The drafts, each with its number.</param>
/// <param name="Files">Finished FA(3) files in Base64; their bytes stay as they are. In the answer they follow the drafts.</param>
/// <param name="Mode">As of one.</param>
/// <param name="Accept">As of one.</param>
internal sealed record IssueManyRequest(IReadOnlyList<JsonElement>? Drafts = null, IReadOnlyList<byte[]>? Files = null, string? Mode = null,
    IReadOnlyList<string>? Accept = null);

/// <summary>A correction to be issued.</summary>
/// <param name="Draft">The correction; what it corrects is filled in.</param>
/// <param name="Mode">As of an invoice.</param>
/// <param name="Accept">As of an invoice.</param>
internal sealed record CorrectRequest(JsonElement Draft, string? Mode = null, IReadOnlyList<string>? Accept = null);

/// <summary>Why a refused invoice is closed.</summary>
/// <param name="Because">The reason; the ledger keeps it.</param>
internal sealed record CloseRequest(string Because);

/// <summary>A part of a list.</summary>
/// <param name="Items">The newest first.</param>
/// <param name="Next">What to give as <c>after</c> for those that follow; null: there are none.</param>
internal sealed record InvoicesAnswer(IReadOnlyList<InvoiceAnswer> Items, string? Next);

/// <summary>A code on the print of an invoice.</summary>
/// <param name="Label">What stands under it.</param>
/// <param name="Link">What it says.</param>
internal sealed record CodeAnswer(string Label, string Link);

/// <summary>Invoices for other programs: issue, look, fetch, correct, repair.</summary>
internal static class InvoiceApi
{
    private const string Root = "/api/v1/companies/{company}/invoices";

    private const int MostAtOnce = 1_000;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(Root, IssueAsync).WithMetadata(new Uploads(), new IssuesOnce(), new WaitsFor("the KSeF number"))
            .Accepts<IssueRequest>("application/json", "application/xml", "*/*")
            .Produces<InvoiceAnswer>(201).Produces<InvoiceAnswer>(202)
            .WithSummary("Issue an invoice from a draft, or from a finished FA(3) file.");
        api.MapPost(Root + "/many", IssueManyAsync).WithMetadata(new Uploads()).Accepts<IssueManyRequest>("application/json", "*/*")
            .Produces<IssuedManyAnswer>().WithSummary("Issue many; the same asked for again issues nothing twice.");
        api.MapPost(Root + "/preview", PreviewAsync).WithMetadata(new Uploads()).Accepts<IssueRequest>("application/json", "application/xml", "*/*")
            .Produces<IssuePreviewAnswer>().WithSummary("Say what would happen; nothing is issued.");
        api.MapGet(Root, List).Produces<InvoicesAnswer>().WithSummary("Invoices, the newest first, a part at a time.");
        api.MapGet(Root + "/{id}", (MayRead scope, string id) => Results.Ok(InvoiceAnswer.Of(Found(scope, id), scope.Now)))
            .Produces<InvoiceAnswer>().WithSummary("One invoice, by its place in the ledger, its KSeF number or its hash.");
        api.MapGet(Root + "/{id}/timeline", (MayRead scope, string id) => Results.Ok(InvoiceLifeAnswer.Of(
                scope.Office.LookIntoLedger.LifeOf(scope.Company, Found(scope, id).Id)!, scope.Now, [], ApiJson.Say)))
            .Produces<InvoiceLifeAnswer>().WithSummary("Every step of its life, and the deadlines it had before.");
        api.MapGet(Root + "/{id}/codes", (MayRead scope, string id) => Results.Ok(
                PrintIssued.CodesOf(scope.Company, Found(scope, id)).Select(one => new CodeAnswer(one.Label, one.Link.AbsoluteUri))))
            .Produces<IReadOnlyList<CodeAnswer>>().WithSummary("The codes of its print.");
        foreach (var (file, type, what) in Files)
        {
            api.MapGet($"{Root}/{{id}}/{file}", (MayRead scope, string id, CancellationToken stop) => FileOf(scope, Found(scope, id), file, stop))
                .Produces<byte[]>(200, type).WithSummary(what);
        }
        api.MapGet(Root + "/{id}/upo", UpoAsync).WithMetadata(new WaitsFor("the receipt")).Produces<byte[]>(200, "application/xml")
            .WithSummary("Its official receipt; there is none before KSeF has accepted it.");
        api.MapPost(Root + "/{id}/corrections", CorrectAsync).WithMetadata(new Uploads(), new IssuesOnce())
            .Accepts<CorrectRequest>("application/json", "*/*")
            .Produces<CorrectedAnswer>(201).Produces<CorrectedAnswer>(202).WithSummary("Correct it; a correction may have to wait for its number.");
        api.MapGet(Root + "/{id}/repair", Why).Produces<ToRepairAnswer>().WithSummary("Why KSeF refused it, and what may be done.");
        api.MapPost(Root + "/{id}/repair", RepairAsync).WithMetadata(new Uploads()).Accepts<byte[]>("application/xml", "*/*")
            .Produces<InvoiceAnswer>().WithSummary("Send a repaired file, or without a body the same bytes again.");
        api.MapPost(Root + "/{id}/close", async (MayIssue scope, string id, CancellationToken stop) => Results.Ok(InvoiceAnswer.Of(
                scope.Office.RepairAndSend.Close(scope.Company, Found(scope, id),
                    (await ApiJson.BodyAsync<CloseRequest>(scope.Context.Request, stop)).Because ?? ""), scope.Now)))
            .Accepts<CloseRequest>("application/json", "*/*").Produces<InvoiceAnswer>().WithSummary("Close a refused invoice about which nothing is to be done.");
    }

    private static (string File, string Type, string What)[] Files =>
    [
        ("xml", "application/xml", "The file, byte for byte as it was issued."),
        ("pdf", "application/pdf", "Its print as PDF, with the codes of its present state."),
        ("html", "text/html", "Its print as a page."),
        ("confirmation", "application/pdf", "The transaction confirmation, where there may be one."),
    ];

    /// <summary>How something is to be issued, in the words of the API.</summary>
    /// <exception cref="RefusedException">INK-MODE-001: there is no such mode.</exception>
    public static IssuingTerms TermsOf(string? mode, IReadOnlyList<string>? accept) => new(mode switch
    {
        null or "auto" => ModeWish.Auto,
        _ => IssuingModes.Parse(mode) switch
        {
            IssuingMode.Online => ModeWish.Online,
            IssuingMode.Offline24 => ModeWish.Offline,
            IssuingMode.Unavailability => ModeWish.Unavailability,
            IssuingMode.Failure => ModeWish.Failure,
            _ => ModeWish.TotalFailure,
        },
    })
    { Accept = accept ?? [] };

    private static async Task<IResult> IssueAsync(MayIssue scope, CancellationToken stop)
    {
        var request = scope.Context.Request;
        var (content, isFile, terms) = await WishAsync(request, stop);
        terms = terms with { IdempotencyKey = KeyOf(request), LeavesSending = true };
        var issued = isFile ? await scope.Office.IssueForProgram.FileAsync(scope.Company, content, terms, stop)
            : await scope.Office.IssueForProgram.DraftAsync(scope.Company, content, terms, stop);
        var invoice = issued.Invoice;
        if (WaitOf(request) is { } wait && !invoice.State.IsFinal)
            invoice = await scope.Office.IssueForProgram.UntilNumberAsync(scope.Company, invoice, wait, stop);
        scope.Context.Response.Headers.Location = AddressOf(scope, invoice);
        // Outside KSeF it is issued whatever comes; online it is issued when it has its number.
        var isIssued = invoice.Mode != IssuingMode.Online || invoice.State is InvoiceState.Accepted;
        if (invoice.State is InvoiceState.Rejected refused)
            return await RefusedByKsefAsync(scope, invoice, refused);
        return Results.Json(InvoiceAnswer.Of(invoice, scope.Now), statusCode: isIssued ? StatusCodes.Status201Created : StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> IssueManyAsync(MayIssue scope, CancellationToken stop)
    {
        var wish = await ApiJson.BodyAsync<IssueManyRequest>(scope.Context.Request, stop);
        var (drafts, files) = (wish.Drafts ?? [], wish.Files ?? []);
        if (drafts.Count + files.Count is 0 or > MostAtOnce) throw new RefusedException(ApiFindings.NotUnderstood("drafts"));
        List<Brought> brought =
        [
            .. drafts.Select((draft, place) => Bring(draft, $"{place}")),
            .. files.Select((file, place) => new Brought($"{drafts.Count + place}") { File = file ?? [] }),
        ];
        var many = await scope.Office.IssueMany.AllAsync(scope.Company.Reference, brought, TermsOf(wish.Mode, wish.Accept), null, stop);
        return Results.Ok(new IssuedManyAnswer([.. many.All.Select(one => OneOfManyAnswer.Of(one, scope.Now, [], ApiJson.Say))],
            new ManySummaryAnswer(many.Outcomes(scope.Now), [.. many.Problems.Select(one => ApiJson.Say(one.Finding))])));
    }

    private static Brought Bring(JsonElement draft, string source)
    {
        try
        {
            return new Brought(source) { Draft = InvoiceDraft.ReadJson(ApiJson.Bytes(draft)) };
        }
        catch (RefusedException refused)
        {
            return new Brought(source) { Unreadable = refused.Findings };
        }
    }

    private static async Task<IResult> PreviewAsync(MayRead scope, CancellationToken stop)
    {
        var (content, isFile, terms) = await WishAsync(scope.Context.Request, stop);
        var preview = isFile ? await scope.Office.IssueForProgram.PreviewFileAsync(scope.Company, content, terms, stop)
            : await scope.Office.IssueForProgram.PreviewDraftAsync(scope.Company, content, terms, stop);
        return Results.Ok(IssuePreviewAnswer.Of(preview, [], ApiJson.Say));
    }

    private static IResult List(MayRead scope, string? after, int? limit, string? state, string? month, string? mode, string? q, string? externalId)
    {
        if (externalId is { Length: > 0 })
            return Results.Ok(new InvoicesAnswer([.. OfExternal(scope, externalId).Select(one => InvoiceAnswer.Of(one, scope.Now))], null));
        var most = ListParts.Most(limit);
        var filter = new InvoiceFilter
        {
            Text = q ?? "",
            Group = state switch
            {
                null or "" => InvoiceGroup.All,
                "waiting" => InvoiceGroup.Waiting,
                "rejected" => InvoiceGroup.Refused,
                "late" => InvoiceGroup.Late,
                "accepted" => InvoiceGroup.Accepted,
                _ => throw new RefusedException(ApiFindings.NotUnderstood("state")),
            },
            Month = month is null ? null : Months.Read(month) ?? throw new RefusedException(ApiFindings.NotUnderstood("month")),
            Mode = mode is null ? null : IssuingModes.Parse(mode),
        };
        var found = scope.Office.FindInvoices.Before(scope.Company, filter, ListParts.Before(after), most + 1);
        return Results.Ok(new InvoicesAnswer([.. found.Take(most).Select(one => InvoiceAnswer.Of(one, scope.Now))],
            ListParts.Next(found, most, one => one.Id)));
    }

    private static IssuedInvoice[] OfExternal(MayRead scope, string externalId) =>
        scope.Office.LookIntoLedger.CalledByAnother(scope.Company, externalId) is { } one ? [one] : [];

    private static async Task<IResult> CorrectAsync(MayIssue scope, string id, CancellationToken stop)
    {
        var original = Found(scope, id);
        var wish = await ApiJson.BodyAsync<CorrectRequest>(scope.Context.Request, stop);
        var corrected = await scope.Office.CorrectAndSend.FromDraftAsync(scope.Company, original, DraftOf(wish.Draft),
            TermsOf(wish.Mode, wish.Accept) with { IdempotencyKey = KeyOf(scope.Context.Request) }, stop);
        var answer = new CorrectedAnswer(
            corrected.Held is { } held ? HeldCorrectionAnswer.Of(held, held.Why) : null,
            [.. corrected.Issued.Select(one => InvoiceAnswer.Of(one, scope.Now))]);
        return Results.Json(answer, statusCode: corrected.Held is null ? StatusCodes.Status201Created : StatusCodes.Status202Accepted);
    }

    private static IResult Why(MayRead scope, string id)
    {
        var why = scope.Office.RepairAndSend.Why(scope.Company, Found(scope, id));
        return Results.Ok(new ToRepairAnswer(InvoiceAnswer.Of(why.Invoice, scope.Now), RefusalAnswer.Of(why.Reason)!,
            [.. why.Ways.Select(way => new NextAnswer(way.What.Pl, way.What.En, NextStepAnswer.Of(way.Next)))]));
    }

    private static async Task<IResult> RepairAsync(MayIssue scope, string id, bool? nobodyHasIt, CancellationToken stop)
    {
        var refused = Found(scope, id);
        var xml = await ApiJson.BytesAsync(scope.Context.Request, stop);
        var repaired = xml.Length == 0 ? await scope.Office.RepairAndSend.AgainAsync(scope.Company, refused, stop)
            : await scope.Office.RepairAndSend.WithFileAsync(scope.Office.RepairAndSend.Why(scope.Company, refused), xml, nobodyHasIt ?? false, stop);
        scope.Context.Response.Headers.Location = AddressOf(scope, repaired.Invoice);
        return Results.Ok(InvoiceAnswer.Of(repaired.Invoice, scope.Now));
    }

    private static IResult FileOf(MayRead scope, IssuedInvoice invoice, string file, CancellationToken stop)
    {
        var (office, company) = (scope.Office, scope.Company);
        return file switch
        {
            "xml" => Results.File(office.LookIntoLedger.XmlOf(company, invoice).ToArray(), "application/xml"),
            "pdf" => Results.File(office.PrintIssued.Draw(company, invoice, PrintForm.Pdf, stop), "application/pdf"),
            "confirmation" => Results.File(office.PrintIssued.Draw(company, invoice, PrintForm.Confirmation, stop), "application/pdf"),
            _ => Results.File(office.PrintIssued.Draw(company, invoice, PrintForm.Html, stop), "text/html; charset=utf-8"),
        };
    }

    private static async Task<IResult> UpoAsync(MayRead scope, string id, CancellationToken stop)
    {
        var invoice = Found(scope, id);
        if (WaitOf(scope.Context.Request) is { } wait)
            invoice = await scope.Office.IssueForProgram.UntilReceiptAsync(scope.Company, invoice, wait, stop);
        return scope.Office.LookIntoLedger.UpoOf(scope.Company, invoice) is { } upo ? Results.File(upo, "application/xml") : throw new NotHere();
    }

    // A finished file, or a draft in a record that says how.
    private static async Task<(ReadOnlyMemory<byte> Content, bool IsFile, IssuingTerms Terms)> WishAsync(HttpRequest request, CancellationToken stop)
    {
        if (request.ContentType?.Contains("xml", StringComparison.OrdinalIgnoreCase) == true)
        {
            var query = request.Query;
            return (await ApiJson.BytesAsync(request, stop), true,
                Terms(query["mode"].FirstOrDefault(), [.. query["accept"].OfType<string>()], query["externalId"], query["buyer"], query["bip"]));
        }
        var wish = await ApiJson.BodyAsync<IssueRequest>(request, stop);
        if (wish.Draft.ValueKind != JsonValueKind.Object) throw new RefusedException(ApiFindings.NotUnderstood("draft"));
        return (ApiJson.Bytes(wish.Draft), false, Terms(wish.Mode, wish.Accept, wish.ExternalId, wish.Buyer, wish.Bip));
    }

    private static IssuingTerms Terms(string? mode, IReadOnlyList<string>? accept, string? externalId, string? buyer, string? bip) =>
        TermsOf(mode, accept) with
        {
            ExternalId = externalId is null || IsKey(externalId) ? externalId : throw new RefusedException(ApiFindings.NotUnderstood("externalId")),
            BuyerTold = buyer is null ? null : HandOver.Words.TryGetValue(buyer, out var told) ? told : throw new RefusedException(ApiFindings.NotUnderstood("buyer")),
            BipReference = bip,
        };

    private static InvoiceDraft DraftOf(JsonElement draft) => draft.ValueKind == JsonValueKind.Object
        ? InvoiceDraft.ReadJson(ApiJson.Bytes(draft)) : throw new RefusedException(ApiFindings.NotUnderstood("draft"));

    private static string? KeyOf(HttpRequest request) => request.Headers["Idempotency-Key"].ToString().Trim('"') switch
    {
        "" => null,
        var key when IsKey(key) => key,
        _ => throw new RefusedException(ApiFindings.NotUnderstood("Idempotency-Key")),
    };

    private static bool IsKey(string text) => text.Length is > 0 and <= IssueForProgram.LongestKey && !text.Any(char.IsControl);

    // Prefer: wait=30 (RFC 7240).
    private static TimeSpan? WaitOf(HttpRequest request)
    {
        foreach (var part in request.Headers["Prefer"].ToString().Split(',', ';'))
        {
            if (part.Trim().Split('=') is ["wait", var text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
                return TimeSpan.FromSeconds(Math.Min(seconds, LongestWait.TotalSeconds));
        }
        return null;
    }

    private static IssuedInvoice Found(ByProgram scope, string id)
    {
        try
        {
            return long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
                ? scope.Office.LookIntoLedger.At(scope.Company, place) ?? throw new NotHere() : scope.Office.LookIntoLedger.Find(scope.Company, id);
        }
        catch (RefusedException)
        {
            throw new NotHere();
        }
    }

    private static string AddressOf(ByProgram scope, IssuedInvoice invoice) =>
        string.Create(CultureInfo.InvariantCulture, $"/api/v1/companies/{scope.Context.Request.RouteValues["company"]}/invoices/{invoice.Id}");

    private static async Task<IResult> RefusedByKsefAsync(ByProgram scope, IssuedInvoice invoice, InvoiceState.Rejected refused)
    {
        await Problems.WriteAsync(scope.Context, StatusCodes.Status422UnprocessableEntity, [new Finding("INK-API-007",
            $"KSeF odrzucił fakturę {invoice.Number}: {refused.Reason} ({refused.Code}).", $"KSeF refused invoice {invoice.Number}: {refused.Reason} ({refused.Code}).")
            { Hint = new("Jest w rejestrze jako odrzucona; napraw ją albo zamknij.", "It is in the ledger as refused; repair it, or close it.") }]);
        return Results.Empty;
    }
}
