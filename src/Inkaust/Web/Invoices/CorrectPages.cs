using System.Globalization;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Invoices;

/// <summary>Corrects an invoice: its lines, or its wrong buyer.</summary>
internal static class CorrectPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        MapIssued(pages);
        MapReceived(pages);
    }

    private static void MapIssued(IEndpointRouteBuilder pages)
    {
        const string Page = "/c/{company}/invoices/{id:long}/correct";
        pages.MapGet(Page, (AsIssuer scope, long id) => Asked(scope, CorrectModel.Of(scope, InvoicePages.Found(scope, id))));
        pages.MapPost(Page, (AsIssuer scope, long id, IFormCollection form, CancellationToken stop) =>
        {
            var invoice = InvoicePages.Found(scope, id);
            return OrAgain(scope, CorrectModel.Of(scope, invoice), form, (model, written) =>
                scope.Office.CorrectAndSend.FromDraftAsync(scope.Company, invoice, written.Draft(model.Correctable), written.Terms, stop));
        }).DisableAntiforgery();
        pages.MapPost(Page + "/buyer", (AsIssuer scope, long id, IFormCollection form, CancellationToken stop) =>
        {
            var invoice = InvoicePages.Found(scope, id);
            return OrAgain(scope, CorrectModel.Of(scope, invoice), form, (_, written) =>
                scope.Office.CorrectAndSend.WrongBuyerAsync(scope.Company, invoice, written.Buyer, written.Terms, stop));
        }).DisableAntiforgery();
    }

    // A sale that another program issued, or its buyer.
    private static void MapReceived(IEndpointRouteBuilder pages)
    {
        const string Page = "/c/{company}/inbox/{id:long}/correct";
        pages.MapGet(Page, (AsIssuer scope, long id) => Asked(scope, CorrectModel.Of(scope, Sale(scope, id))));
        pages.MapPost(Page, (AsIssuer scope, long id, IFormCollection form, CancellationToken stop) =>
        {
            var sale = Sale(scope, id);
            return OrAgain(scope, CorrectModel.Of(scope, sale), form, (model, written) => scope.Office.CorrectAndSend.FromDraftAsync(
                scope.Company, KsefNumber.Parse(sale.KsefNumber, CultureInfo.InvariantCulture), written.Draft(model.Correctable), written.Terms, stop));
        }).DisableAntiforgery();
    }

    // What we issued ourselves is corrected from the ledger.
    private static ReceivedInvoice Sale(InCompany scope, long id) =>
        scope.Office.LookAtReceived.At(scope.Company, id) is { IsSale: true, IsCorrection: false } sale && scope.Office.LookAtReceived.LifeOf(scope.Company, sale).Issued is null
            ? sale : throw new NotHere();

    private static IResult Asked(AsIssuer scope, CorrectModel model) => Show.Page<CorrectPage, CorrectModel>(scope, model);

    private static Task<IResult> OrAgain(
        AsIssuer scope, CorrectModel model, IFormCollection form, Func<CorrectModel, WrittenCorrection, Task<CorrectedNow>> work)
    {
        var written = new WrittenCorrection(form);
        return Attempt.OrAgainAsync(async () =>
        {
            var corrected = await work(model, written);
            return corrected.Held is { } held
                ? scope.Context.Then(model.Original.Address, new Notice(held.Why))
                : scope.Context.Then(Addresses.Of(corrected.Issued[0]), new Notice(new("Korekta jest wystawiona.", "The correction is issued.")));
        }, findings => Show.Page<CorrectPage, CorrectModel>(scope,
            model with { Written = written, Findings = findings }, StatusCodes.Status422UnprocessableEntity));
    }
}

/// <summary>A correction as somebody wrote it into the form.</summary>
/// <param name="Form">The form.</param>
public sealed record WrittenCorrection(IFormCollection Form)
{
    /// <summary>What was written into a field; nothing: empty.</summary>
    public string this[string field] => Form[field].ToString().Trim();

    public CorrectionEffect? Effect => Enum.TryParse<CorrectionEffect>(this["effect"], out var effect) && Enum.IsDefined(effect) ? effect : null;

    /// <summary>The draft of the correction.</summary>
    /// <exception cref="RefusedException">INK-CORRECT-014, INK-WEB-011: nothing is changed, or something cannot be read.</exception>
    public InvoiceDraft Draft(CorrectableInvoice invoice) => ProposeCorrection.Draft(invoice, this["number"], this["reason"], Effect, Lines(invoice));

    /// <summary>What is wrong and taken knowingly.</summary>
    public IssuingTerms Terms => new IssuingTerms(ModeWish.Auto) with { Accept = [.. Form["accept"].OfType<string>()] };

    /// <exception cref="RefusedException">INK-COMPANY-009: the NIP is none.</exception>
    public WrongBuyer Buyer => new(
        Nip.TryParse(this["nip"], CultureInfo.InvariantCulture, out var nip) ? nip : throw new RefusedException(CompanyFindings.NoNip(this["nip"]) with { Path = "nip" }), this["number"], this["new-number"])
    {
        RightName = this["name"] is { Length: > 0 } name ? name : null,
        RightAddress = this["address"] is { Length: > 0 } address ? Address.Parse(address, CultureInfo.InvariantCulture) : null,
    };

    private IReadOnlyList<ChangedLine> Lines(CorrectableInvoice invoice) => [.. invoice.Lines.Select(line => new ChangedLine(line.Number!.Value,
        this[$"name-{line.Number}"] is { Length: > 0 } name ? name : null,
        Number($"quantity-{line.Number}"), Number($"price-{line.Number}"), Rate($"rate-{line.Number}")))];

    private decimal? Number(string field) => this[field].Replace(" ", "").Replace("\u00A0", "").Replace(',', '.') switch
    {
        "" => null,
        var text when decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture, out var value) => value,
        var text => throw new RefusedException(NotReadable(field, text)),
    };

    private VatRate? Rate(string field) => this[field] switch
    {
        "" => null,
        var text when VatRate.TryParse(text, CultureInfo.InvariantCulture, out var rate) => rate,
        var text => throw new RefusedException(NotReadable(field, text)),
    };

    private static Finding NotReadable(string field, string text) => new("INK-WEB-011",
        $"Nie da się odczytać: „{text}”.", $"This cannot be read: '{text}'.")
    { Path = field };
}

/// <summary>What is corrected: an invoice of the ledger, or a sale that was issued elsewhere.</summary>
/// <param name="Number">P_2.</param>
/// <param name="Address">Its page.</param>
/// <param name="Issued">As the ledger has it; null: it was issued elsewhere.</param>
public sealed record CorrectedOriginal(string Number, string Address, IssuedInvoice? Issued);

/// <summary>An invoice that is to be corrected.</summary>
/// <param name="Original">The invoice.</param>
/// <param name="Correctable">Its lines as they stand now; null: what is left of it is not known.</param>
/// <param name="Findings">Why what was just tried was refused.</param>
public sealed record CorrectModel(CorrectedOriginal Original, CorrectableInvoice Correctable, IReadOnlyList<Finding> Findings)
{
    /// <summary>What was written before it was refused; null: nothing yet.</summary>
    public WrittenCorrection? Written { get; init; }

    public static CorrectModel Of(InCompany scope, IssuedInvoice invoice) => new(
        new(invoice.Number, Addresses.Of(invoice), invoice), scope.Office.ProposeCorrection.Of(scope.Company, invoice), []);

    public static CorrectModel Of(InCompany scope, ReceivedInvoice sale) => new(
        new(sale.Number, scope.At($"inbox/{sale.Id}"), null), scope.Office.ProposeCorrection.Of(scope.Company, sale), []);
}
