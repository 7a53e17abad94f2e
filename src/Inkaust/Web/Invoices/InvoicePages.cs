using System.Globalization;
using System.IO.Compression;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Print;
using Inkaust.Web.People;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Invoices;

/// <summary>The list of invoices, and the page of each with its documents.</summary>
internal static class InvoicePages
{
    // An archive is made in memory; whoever wants more takes it in parts.
    private const int MostInArchive = 200;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/c/{company}/invoices", (AsReader scope) => Show.Page<InvoiceList, InvoicePage>(scope,
            scope.Office.FindInvoices.Of(scope.Company, FilterInAddress.Of(scope.Context.Request.Query))));
        pages.MapGet("/c/{company}/invoices.csv", (AsReader scope) =>
            Results.File(InvoiceTable.Csv(
                scope.Office.FindInvoices.All(scope.Company, FilterInAddress.Of(scope.Context.Request.Query), InvoiceTable.Most),
                scope.Now, Face.Of(scope.Context, scope).Language), "text/csv; charset=utf-8", "faktury.csv"));
        pages.MapPost("/c/{company}/invoices/archive", (AsReader scope, IFormCollection form) => Archive(scope, form["id"].ToString()))
            .DisableAntiforgery();
        pages.MapPost("/c/{company}/invoices/print",
            (AsReader scope, IFormCollection form, CancellationToken stop) => Print(scope, form["id"].ToString(), stop))
            .DisableAntiforgery().WithMetadata(new AuditWords("Wydrukowano faktury", "Printed invoices"));
        pages.MapGet("/c/{company}/invoices/{id:long}", (AsReader scope, long id) =>
            Show.Page<OneInvoice, OneInvoiceModel>(scope, OneInvoiceModel.Of(scope, scope.Office.LookIntoLedger.LifeOf(scope.Company, id) ?? throw new NotHere())));
        pages.MapGet("/c/{company}/invoices/{id:long}/{file}",
            (AsReader scope, long id, string file, CancellationToken stop) => FileOf(scope, Found(scope, id), file, stop));
        pages.MapGet("/c/{company}/invoices/{id:long}/code/{place:int}", (AsReader scope, long id, int place) =>
            PrintIssued.CodesOf(scope.Company, Found(scope, id)).ElementAtOrDefault(place) is { } code
                ? Results.Text(CodeImage.Svg(code), "image/svg+xml", Encoding.UTF8) : throw new NotHere());
        pages.MapPost("/c/{company}/send", async (AsIssuer scope, CancellationToken stop) =>
        {
            var report = await scope.Office.AskForSending.NowAsync(scope.Company, stop);
            return scope.Context.Then(BackOr(scope, scope.At("invoices")), NoticeOf(report));
        });
    }

    /// <summary>The invoice with this key in the ledger of the company.</summary>
    /// <exception cref="NotHere">There is none.</exception>
    public static IssuedInvoice Found(InCompany scope, long id) => scope.Office.LookIntoLedger.At(scope.Company, id) ?? throw new NotHere();

    private static IResult FileOf(InCompany scope, IssuedInvoice invoice, string file, CancellationToken stop)
    {
        var (company, name) = (scope.Company, Untrusted.ForFileName(invoice.Number, "faktura"));
        // A browser shows it beside the page; a download bears a name.
        string? Named(string ending) => scope.Context.Request.Query.ContainsKey("show") ? null : name + ending;
        switch (file)
        {
            case "xml":
                return Results.File(scope.Office.LookIntoLedger.XmlOf(company, invoice).ToArray(), "application/xml", name + ".xml");
            case "pdf":
                return Results.File(scope.Office.PrintIssued.Draw(company, invoice, PrintForm.Pdf, stop), "application/pdf", Named(".pdf"));
            case "confirmation":
                return Results.File(scope.Office.PrintIssued.Draw(company, invoice, PrintForm.Confirmation, stop), "application/pdf",
                    Named("-potwierdzenie.pdf"));
            case "html":
                // A page of its own, with styles inside and nothing else allowed.
                scope.Context.Response.Headers.ContentSecurityPolicy =
                    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'self'";
                return Results.Bytes(scope.Office.PrintIssued.Draw(company, invoice, PrintForm.Html, stop), "text/html; charset=utf-8");
            case "upo":
                return scope.Office.LookIntoLedger.UpoOf(company, invoice) is { } upo
                    ? Results.File(upo, "application/xml", name + ".upo.xml") : throw new NotHere();
            default:
                throw new NotHere();
        }
    }

    private static IResult Archive(InCompany scope, string ids)
    {
        if (Chosen(scope, ids) is not { Count: > 0 } chosen) return NothingChosen(scope);
        PrintIssued.RefuseUndrawable(scope.Company, chosen);
        return Zipped("faktury.zip", chosen, (archive, one, name) =>
        {
            var documents = scope.Office.LookIntoLedger.DocumentsOf(scope.Company, one);
            Put(archive, name + ".xml", documents.Xml.Span);
            Put(archive, name + ".pdf", documents.Pdf);
            if (documents.Upo is { } upo) Put(archive, name + ".upo.xml", upo);
        });
    }

    // One PDF to be printed; where that would be too much, each by itself.
    private static IResult Print(InCompany scope, string ids, CancellationToken stop)
    {
        if (Chosen(scope, ids) is not { Count: > 0 } chosen) return NothingChosen(scope);
        if (PrintIssued.FitInOne(chosen))
        {
            var title = Face.Of(scope.Context, scope).L($"Faktury ({chosen.Count})", $"Invoices ({chosen.Count})");
            return Results.File(scope.Office.PrintIssued.DrawAll(scope.Company, chosen, title, stop), "application/pdf");
        }
        PrintIssued.RefuseUndrawable(scope.Company, chosen);
        return Zipped("wydruki.zip", chosen, (archive, one, name) =>
            Put(archive, name + ".pdf", scope.Office.PrintIssued.Draw(scope.Company, one, PrintForm.Pdf, stop)));
    }

    private static List<IssuedInvoice> Chosen(InCompany scope, string ids)
    {
        List<IssuedInvoice> chosen = [.. ids.Split(',', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MostInArchive + 1)
            .Select(id => long.TryParse(id, CultureInfo.InvariantCulture, out var known) ? Found(scope, known) : throw new NotHere())];
        return chosen.Count <= MostInArchive ? chosen : throw new RefusedException(new Finding("INK-WEB-009",
            $"Naraz można pobrać najwyżej {MostInArchive} faktur.", $"At most {MostInArchive} invoices can be downloaded at once."));
    }

    private static IResult NothingChosen(InCompany scope) => scope.Context.Then(BackOr(scope, scope.At("invoices")), new Notice(
        new("Zaznacz najpierw faktury.", "Select invoices first."), IsGood: false));

    private static IResult Zipped(string file, IReadOnlyList<IssuedInvoice> invoices, Action<ZipArchive, IssuedInvoice, string> put)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            // Two numbers may differ in a sign that no file name has.
            foreach (var one in invoices) put(archive, one, $"{Untrusted.ForFileName(one.Number, "faktura")}-{one.Id}");
        }
        return Results.File(bytes.ToArray(), "application/zip", file);
    }

    private static void Put(ZipArchive archive, string name, ReadOnlySpan<byte> bytes)
    {
        using var entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
        entry.Write(bytes);
    }

    /// <summary>Back to the page of this company from which somebody came, or to another one.</summary>
    public static string BackOr(InCompany scope, string address)
    {
        var back = Face.Of(scope.Context, scope).WayBack;
        return back.StartsWith(scope.At("") + "/", StringComparison.Ordinal) || back == scope.At("") ? back : address;
    }

    private static Notice NoticeOf(SendingReport report) => report is AnothersTurn
        ? new Notice(new("Wysyłanie właśnie trwa.", "Sending is under way."))
        : report.Problems.Count > 0 ? new Notice(report.Problems[0].Text, IsGood: false)
        : new Notice(new("Wysłano, co czekało.", "What waited was sent."));
}

/// <summary>A list of invoices as a table for spreadsheets.</summary>
internal static class InvoiceTable
{
    /// <summary>How many rows at most.</summary>
    public const int Most = 100_000;

    public static byte[] Csv(IReadOnlyList<IssuedInvoice> invoices, DateTimeOffset now, Language language)
    {
        string L(string pl, string en) => language == Language.Polish ? pl : en;
        return SpreadsheetTable.Write(
            [L("Numer", "Number"), L("Data", "Date"), L("Nabywca", "Buyer"), "NIP", L("Brutto", "Gross"), L("Waluta", "Currency"),
                L("Tryb KSeF", "KSeF mode"), L("Stan", "State"), L("Numer KSeF", "KSeF number"), L("Termin", "Deadline"), L("Po terminie", "Late")],
            invoices.Select(one => (IReadOnlyList<string>)
            [
                one.Number, $"{one.IssueDate:yyyy-MM-dd}", one.BuyerName, one.BuyerNip?.ToString() ?? "",
                one.Gross.ToString("0.00", CultureInfo.InvariantCulture),
                one.Currency, one.Mode.Word(), one.State.Word, (one.State as InvoiceState.Accepted)?.KsefNumber ?? "",
                one.Deadline.Date is { } date ? $"{date:yyyy-MM-dd}" : "", one.IsLate(now) ? "1" : "",
            ]));
    }
}
