using System.Globalization;
using System.Text;
using System.Text.Json;
using Inkaust.Invoices;
using Microsoft.AspNetCore.WebUtilities;

namespace Inkaust.LocalKsef;

/// <summary>
/// The second step behind KOD I: whoever knows P_2, the buyer's identifier (or that there is none) and P_15 gets the file,
/// without signing in (LAW 110).
/// </summary>
/// <param name="Number">P_2.</param>
/// <param name="BuyerType">Nip, VatUe, Other or None.</param>
/// <param name="BuyerIdentifier">Empty for None.</param>
/// <param name="Gross">P_15, with a dot or a comma.</param>
internal sealed record DownloadRequest(string? Number, string? BuyerType, string? BuyerIdentifier, string? Gross)
{
    private const int LargestBody = 4096;

    /// <exception cref="ApiRefusal">21405, 413.</exception>
    public static async Task<DownloadRequest> Of(Call call)
    {
        var body = await call.Bytes(LargestBody);
        if (call.Http.Request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true)
        {
            try
            {
                return JsonSerializer.Deserialize<DownloadRequest>(body.Span, Json.Options) ?? throw ApiRefusal.Invalid("Brak treści żądania.");
            }
            catch (JsonException)
            {
                throw ApiRefusal.Invalid("Treść żądania nie jest poprawnym JSON z polami number, buyerType, buyerIdentifier i gross.");
            }
        }
        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body.Span));
        string? Field(string name) => form.TryGetValue(name, out var value) ? value.ToString() : null;
        return new DownloadRequest(Field("number"), Field("buyerType"), Field("buyerIdentifier"), Field("gross"));
    }

    public bool Fits(InvoiceFacts facts) =>
        Number?.Trim() == facts.Number
        && decimal.TryParse(Gross?.Trim().Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var gross) && gross == facts.Gross
        && (facts.Buyer.Identifier is { } buyer
            ? BuyerType == InvoiceMetadata.BuyerType(facts.Buyer.Type) && string.Concat((BuyerIdentifier ?? "").Where(c => c is not (' ' or '-'))) == string.Concat(buyer.Where(c => c is not (' ' or '-')))
            : BuyerType == "None");
}

/// <summary>The form on the page behind KOD I, and what is said when its answers are wrong.</summary>
internal static class InvoiceDownloadForm
{
    public static string Write(string action) => $"""
        <form method=post action="{PageLayout.Text(action)}"><h2>Pobierz fakturę <span lang=en>/ Download the invoice</span></h2>
        <label>Numer faktury (P_2) <span lang=en>/ invoice number</span><input name=number required maxlength=256 autocomplete=off></label>
        <label>Identyfikator nabywcy <span lang=en>/ buyer's identifier</span><select name=buyerType><option value=Nip>NIP</option><option value=VatUe>VAT UE</option><option value=Other>inny / other</option><option value=None>brak / none</option></select></label>
        <label>Wartość identyfikatora <span lang=en>/ its value</span><input name=buyerIdentifier maxlength=64 autocomplete=off></label>
        <label>Kwota należności ogółem (P_15) <span lang=en>/ total amount due</span><input name=gross required inputmode=decimal maxlength=24 autocomplete=off></label>
        <button>Pobierz XML <span lang=en>/ Download XML</span></button></form>
        """;

    public static readonly Wording Wrong = new("Dane nie zgadzają się z fakturą. Po kilku błędnych próbach pobranie zostanie czasowo zablokowane.",
        "The data do not fit the invoice. After several wrong tries the download is blocked for a while.");

    public static readonly Wording Blocked = new("Za dużo błędnych prób. Pobranie tej faktury jest czasowo zablokowane.",
        "Too many wrong tries. The download of this invoice is blocked for a while.");
}
