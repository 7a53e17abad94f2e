using System.Globalization;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;
using Inkaust.Print;
using Inkaust.Web.Invoices;
using Inkaust.Web.People;
using Inkaust.Web.Safety;
using Inkaust.Web.Shape;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Inbox;

/// <summary>What was received from KSeF: the list, the page of each, what was refused, and what a month comes to.</summary>
internal static class InboxPages
{
    // What is sorted at once on a page.
    private const int MostSorted = 200;

    public static void Map(IEndpointRouteBuilder pages)
    {
        MapLists(pages);
        MapOne(pages);
        MapDeeds(pages);
    }

    private static void MapLists(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/c/{company}/inbox", (AsReader scope) => Show.Page<InboxList, InboxListModel>(scope, InboxListModel.Of(scope)));
        pages.MapGet("/c/{company}/inbox.csv", (AsReader scope) => Results.File(scope.Office.ExportReceived.Csv(scope.Company,
            InboxInAddress.Of(scope.Context.Request.Query), Face.Of(scope.Context, scope).Language), "text/csv; charset=utf-8", "odebrane.csv"));
        pages.MapGet("/c/{company}/inbox-jpk.csv", (AsReader scope) => Results.File(scope.Office.ExportReceived.Jpk(
            scope.Company, InboxInAddress.Of(scope.Context.Request.Query)), "text/csv; charset=utf-8", "jpk-zakupy.csv"));
        // Files go out as they are made: a million of them would fill no memory.
        pages.MapGet("/c/{company}/inbox.zip", (AsReader scope, CancellationToken stop) => Zip(scope, "odebrane.zip", target => scope.Office.ExportReceived.Zip(
            scope.Company, InboxInAddress.Of(scope.Context.Request.Query), ReceivedForms.Xml | ReceivedForms.Csv | ReceivedForms.Jpk,
            Face.Of(scope.Context, scope).Language, target, stop)));
        pages.MapGet("/c/{company}/inbox/month.zip", (AsReader scope, string? month, CancellationToken stop) =>
            Months.Read(month) is { } first
                ? Zip(scope, $"{first:yyyy-MM}.zip", target => scope.Office.AccountantsPackage.Write(
                    scope.Company, first, Face.Of(scope.Context, scope).Language, target, stop))
                : throw new NotHere());
        pages.MapGet("/c/{company}/inbox/compare", (AsReader scope) =>
            Show.Page<ComparePage, KsefComparison>(scope, scope.Office.CompareWithKsef.Of(scope.Company)));
        pages.MapGet("/c/{company}/inbox/refused", (AsReader scope) =>
            Show.Page<RefusedFilesPage, RefusedFilesModel>(scope, new RefusedFilesModel(scope.Office.SyncInbox.Refused(scope.Company))));
    }

    private static void MapOne(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/c/{company}/inbox/{id:long}", (AsReader scope, long id) => Show.Page<OneReceived, OneReceivedModel>(
            scope, OneReceivedModel.Of(scope, scope.Office.LookAtReceived.LifeOf(scope.Company, Found(scope, id)))));
        pages.MapGet("/c/{company}/inbox/{id:long}/{file}", (AsReader scope, long id, string file, CancellationToken stop) =>
            FileOf(scope, Found(scope, id), file, stop));
    }

    private static void MapDeeds(IEndpointRouteBuilder pages)
    {
        pages.MapPost("/c/{company}/inbox/sync", async (AsIssuer scope, CancellationToken stop) =>
        {
            // Whoever waits before a screen waits a little; what takes longer goes on by itself.
            var wish = new SyncWish { Patience = Patience.OfAPerson, Pace = Pace.Usual with { Limit = TimeSpan.FromSeconds(20) } };
            var report = await scope.Office.SyncInbox.OnceAsync(scope.Company, wish, stop);
            return scope.Context.Then(scope.At("inbox"), NoticeOf(report));
        }).WithMetadata(new AuditWords("pobrano faktury z KSeF", "fetched invoices from KSeF"));
        pages.MapPost("/c/{company}/inbox/state", (AsIssuer scope, IFormCollection form) =>
        {
            var back = InvoicePages.BackOr(scope, scope.At("inbox"));
            if (InboxWords.StateOf(form["state"]) is not { } state) throw new NotHere();
            List<ReceivedInvoice> chosen = [.. form["id"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries).Take(MostSorted)
                .Select(id => long.TryParse(id, CultureInfo.InvariantCulture, out var known) ? Found(scope, known) : throw new NotHere())];
            if (chosen.Count == 0) return scope.Context.Then(back, new Notice(new("Zaznacz najpierw faktury.", "Select invoices first."), IsGood: false));
            foreach (var one in chosen) scope.Office.SortReceived.To(scope.Company, one, state);
            return scope.Context.Then(back, new Notice(new($"Stan „{state.InWords().Pl}”: {chosen.Count}.", $"State '{state.InWords().En}': {chosen.Count}.")));
        }).DisableAntiforgery().WithMetadata(new AuditWords("posortowano odebrane faktury", "sorted received invoices"));
        pages.MapPost("/c/{company}/inbox/{id:long}/state", (
            AsIssuer scope, long id, [FromForm] string? state, [FromForm] string? note, [FromForm] string? was) =>
        {
            if (InboxWords.StateOf(state) is not { } wanted) throw new NotHere();
            var seen = Found(scope, id);
            // What it was when the page was made: who has decided meanwhile is not overruled unseen.
            if (InboxWords.StateOf(was) is { } before) seen = seen with { State = before };
            scope.Office.SortReceived.To(scope.Company, seen, wanted, note ?? "");
            return scope.Context.Then(scope.At($"inbox/{id}"), new Notice(new($"Stan: {wanted.InWords().Pl}.", $"State: {wanted.InWords().En}.")));
        }).DisableAntiforgery().WithMetadata(new AuditWords("posortowano odebraną fakturę", "sorted a received invoice"));
        pages.MapPost("/c/{company}/inbox/refused/{package:long}/again", async (AsAccountant scope, long package, CancellationToken stop) =>
        {
            var left = await scope.Office.SyncInbox.ReadAgainAsync(scope.Company, package, stop);
            return scope.Context.Then(scope.At("inbox/refused"), left.Count == 0 ? new Notice(new("Wszystko z niej przyjęto.", "All of it was taken."))
                : new Notice(new($"Nadal nie przyjęto plików: {left.Count}.", $"Still refused: {left.Count}."), IsGood: false));
        }).WithMetadata(new AuditWords("odczytano ponownie paczkę z KSeF", "read a package from KSeF again"));
        pages.MapPost("/c/{company}/inbox/refused/{package:long}/drop", (AsAccountant scope, long package) =>
        {
            scope.Office.SyncInbox.Settle(scope.Company, package);
            return scope.Context.Then(scope.At("inbox/refused"), new Notice(new("Zapisano decyzję.", "The decision was noted.")));
        }).WithMetadata(new AuditWords("odrzucono pliki z paczki KSeF", "dropped files of a package from KSeF"));
    }

    private static ReceivedInvoice Found(InCompany scope, long id) => scope.Office.LookAtReceived.At(scope.Company, id) ?? throw new NotHere();

    private static IResult FileOf(InCompany scope, ReceivedInvoice invoice, string file, CancellationToken stop)
    {
        var (look, company) = (scope.Office.LookAtReceived, scope.Company);
        switch (file)
        {
            case "xml":
                return Results.File(look.XmlOf(company, invoice), "application/xml", invoice.KsefNumber + ".xml");
            case "pdf":
                return Results.File(look.Draw(company, invoice, PrintForm.Pdf, stop), "application/pdf",
                    scope.Context.Request.Query.ContainsKey("show") ? null : invoice.KsefNumber + ".pdf");
            case "html":
                // A page of its own, with styles inside and nothing else allowed.
                scope.Context.Response.Headers.ContentSecurityPolicy =
                    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'self'";
                return Results.Bytes(look.Draw(company, invoice, PrintForm.Html, stop), "text/html; charset=utf-8");
            case "code":
                return Results.Text(CodeImage.Svg(LookAtReceived.CodesOf(company, invoice)[0]), "image/svg+xml", Encoding.UTF8);
            case "pay":
                if (invoice.HasOtherAccount || PaymentCode.Of(invoice, company) is not { } code) throw new NotHere();
                var label = $"{code.Amount.ToString("0.00", CultureInfo.InvariantCulture)} PLN";
                return Results.Text(CodeImage.SvgOfPayment(code.Text, label), "image/svg+xml", Encoding.UTF8);
            default:
                throw new NotHere();
        }
    }

    private static IResult Zip(InCompany scope, string name, Action<Stream> write) => Results.Stream(async target =>
    {
        // The archive is written as it would be to a disk; what it has written goes out meanwhile.
        await using var body = new ForwardOnly(target);
        await Task.Run(() => write(body), scope.Context.RequestAborted);
    }, "application/zip", name);

    private static Notice NoticeOf(InboxReport report) =>
        report.Roles.SelectMany(one => one.Problems).FirstOrDefault(one => one.Severity == Severity.Rejected) is { } failure
            ? new Notice(failure.Text, IsGood: false)
        : report.Fresh > 0 ? new Notice(new($"Nowe faktury z KSeF: {report.Fresh}.", $"New invoices from KSeF: {report.Fresh}."))
        : report.Problems.Count > 0 ? new Notice(report.Problems[0].Text)
        : new Notice(new("W KSeF nie ma nic nowego.", "There is nothing new in KSeF."));
}

/// <summary>The body of an answer for whoever writes as to a file: forward only, a block at a time.</summary>
internal sealed class ForwardOnly(Stream body) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    // The server takes no synchronous writes.
    public override void Write(ReadOnlySpan<byte> buffer) => body.WriteAsync(buffer.ToArray()).AsTask().GetAwaiter().GetResult();

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

/// <summary>The list with how far it reaches.</summary>
/// <param name="Page">The invoices.</param>
/// <param name="Roles">Each role: up to when everything is here, and when KSeF may be asked again.</param>
/// <param name="Exports">How many packages were ordered in the last hour, and how many may be; null: no limit is known.</param>
/// <param name="Refused">How many packages have files that were refused.</param>
public sealed record InboxListModel(ReceivedPage Page, IReadOnlyList<RoleReport> Roles, LimitUse? Exports, int Refused)
{
    internal static InboxListModel Of(InCompany scope) => new(
        scope.Office.FindReceived.Of(scope.Company, InboxInAddress.Of(scope.Context.Request.Query)), scope.Office.SyncInbox.Standing(scope.Company),
        scope.Office.Pacing.UseOf(scope.Company).FirstOrDefault(one => one.Group == RequestGroup.InvoiceExport),
        scope.Office.SyncInbox.Refused(scope.Company).Count);
}

/// <summary>A received invoice with the names of who sorted it.</summary>
public sealed record OneReceivedModel(ReceivedLife Life, IReadOnlyDictionary<string, string> Names)
{
    internal static OneReceivedModel Of(InCompany scope, ReceivedLife life) =>
        new(life, scope.Office.Members.Among(scope.Company).ToDictionary(one => one.Account.Text, one => one.Name));

    /// <summary>Who did it, by name where that is known.</summary>
    public string NameOf(Who who, Language language) => who.AccountId is { } account && Names.TryGetValue(account, out var name) ? name
        : who == Who.Program ? (language == Language.Polish ? "program" : "the program") : who.Text;
}

/// <summary>Packages of which something was refused.</summary>
public sealed record RefusedFilesModel(IReadOnlyList<(InboxPackage Package, IReadOnlyList<RefusedFile> Files)> Packages);
