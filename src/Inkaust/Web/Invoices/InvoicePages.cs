using System.Globalization;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Invoices;

/// <summary>The list of invoices, and the page of each with all that may be done with it.</summary>
internal static class InvoicePages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/c/{company}/invoices", (AsReader scope) => Show.Page<InvoiceList, InvoicePage>(scope,
            scope.Office.FindInvoices.Of(scope.Company, FilterInAddress.Of(scope.Context.Request.Query))));
        pages.MapGet("/c/{company}/invoices.csv", (AsReader scope) =>
            Results.File(InvoiceTable.Csv(scope.Office.FindInvoices.All(scope.Company, FilterInAddress.Of(scope.Context.Request.Query), InvoiceTable.Most),
                scope.Now, Face.Of(scope.Context, scope).Language), "text/csv; charset=utf-8", "faktury.csv"));
        pages.MapGet("/c/{company}/invoices/{id:long}", (AsReader scope, long id) =>
            Show.Page<OneInvoice, OneInvoiceModel>(scope, OneInvoiceModel.Of(scope, Found(scope, id))));
        pages.MapGet("/c/{company}/invoices/{id:long}/{file}", (AsReader scope, long id, string file) => FileOf(scope, Found(scope, id).Invoice, file));
        pages.MapPost("/c/{company}/send", async (AsIssuer scope, CancellationToken stop) =>
        {
            var report = await scope.Office.SendWaiting.OnceAsync(scope.Company, new RoundWish { Patience = Patience.ForARound }, stop);
            return scope.Context.Then(BackOr(scope, "invoices"), NoticeOf(report));
        });
    }

    private static InvoiceLife Found(InCompany scope, long id) => scope.Office.LookIntoLedger.LifeOf(scope.Company, id) ?? throw new NotHere();

    // What is drawn is drawn from what is in the ledger, in this company alone.
    private static IResult FileOf(InCompany scope, IssuedInvoice invoice, string file)
    {
        var name = FileNames.Of(invoice.Number);
        if (file is not ("xml" or "pdf" or "upo" or "html")) throw new NotHere();
        var documents = scope.Office.LookIntoLedger.DocumentsOf(scope.Company, invoice);
        return file switch
        {
            "xml" => Results.File(documents.Xml.ToArray(), "application/xml", $"{name}.xml"),
            "pdf" => Results.File(documents.Pdf, "application/pdf", scope.Context.Request.Query.ContainsKey("show") ? null : $"{name}.pdf"),
            "upo" when documents.Upo is { } upo => Results.File(upo, "application/xml", $"{name}.upo.xml"),
            _ => throw new NotHere(),
        };
    }

    private static string BackOr(InCompany scope, string page)
    {
        var back = Face.Of(scope.Context, scope).WayBack;
        return back.StartsWith(scope.At("") + "/", StringComparison.Ordinal) || back == scope.At("") ? back : scope.At(page);
    }

    private static Notice NoticeOf(SendingReport report) => report.Problems.Count > 0
        ? new Notice(report.Problems[0].Text, IsGood: false)
        : new Notice(new("Wysłano, co czekało.", "What waited was sent."));
}

/// <summary>A filter as it stands in the address of the list, so that a list can be kept and passed on.</summary>
internal static class FilterInAddress
{
    public static InvoiceFilter Of(IQueryCollection query) => new()
    {
        Group = Enum.TryParse<InvoiceGroup>(query["group"], ignoreCase: true, out var group) && Enum.IsDefined(group) ? group : InvoiceGroup.All,
        Month = DateOnly.TryParseExact(query["month"], "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month : null,
        Mode = Enum.GetValues<IssuingMode>().Select(one => (IssuingMode?)one).FirstOrDefault(one => one!.Value.Word() == query["mode"]),
        Text = query["q"].ToString() is { Length: <= 200 } text ? text : "",
        Order = Enum.TryParse<InvoiceOrder>(query["order"], ignoreCase: true, out var order) && Enum.IsDefined(order) ? order : InvoiceOrder.Newest,
        Page = int.TryParse(query["page"], CultureInfo.InvariantCulture, out var page) && page > 0 ? page : 1,
    };

    /// <summary>The query of a filter; what is usual is left out.</summary>
    public static string Of(InvoiceFilter filter)
    {
        List<string> parts = [];
        if (filter.Group != InvoiceGroup.All) parts.Add($"group={filter.Group.ToString().ToLowerInvariant()}");
        if (filter.Month is { } month) parts.Add($"month={month:yyyy-MM}");
        if (filter.Mode is { } mode) parts.Add($"mode={mode.Word()}");
        if (filter.Text.Length > 0) parts.Add($"q={Uri.EscapeDataString(filter.Text)}");
        if (filter.Order != InvoiceOrder.Newest) parts.Add($"order={filter.Order.ToString().ToLowerInvariant()}");
        if (filter.Page > 1) parts.Add($"page={filter.Page}");
        return parts.Count == 0 ? "" : "?" + string.Join("&", parts);
    }
}

/// <summary>Names of files made of what people wrote.</summary>
internal static class FileNames
{
    /// <summary>Letters, digits and what no system minds.</summary>
    public static string Of(string number)
    {
        var name = string.Concat(number.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-')).Trim('.', '-');
        return name.Length == 0 ? "faktura" : name[..Math.Min(name.Length, 100)];
    }
}

/// <summary>A list of invoices as a table for spreadsheets.</summary>
internal static class InvoiceTable
{
    /// <summary>How many rows at most.</summary>
    public const int Most = 100_000;

    private static readonly Shape.Foreign.Csv Writer = new();

    public static byte[] Csv(IReadOnlyList<IssuedInvoice> invoices, DateTimeOffset now, Language language)
    {
        string L(string pl, string en) => language == Language.Polish ? pl : en;
        return Writer.Write(
            [L("Numer", "Number"), L("Data", "Date"), L("Nabywca", "Buyer"), "NIP", L("Brutto", "Gross"), L("Waluta", "Currency"), L("Tryb KSeF", "KSeF mode"),
                L("Stan", "State"), L("Numer KSeF", "KSeF number"), L("Termin", "Deadline"), L("Po terminie", "Late")],
            invoices.Select(one => (IReadOnlyList<string>)
            [
                one.Number, $"{one.IssueDate:yyyy-MM-dd}", one.BuyerName, one.BuyerNip?.ToString() ?? "", one.Gross.ToString("0.00", CultureInfo.InvariantCulture),
                one.Currency, one.Mode.Word(), one.State.Word, (one.State as InvoiceState.Accepted)?.KsefNumber ?? "",
                one.Deadline.Date is { } date ? $"{date:yyyy-MM-dd}" : "", one.IsLate(now) ? "1" : "",
            ]));
    }
}
