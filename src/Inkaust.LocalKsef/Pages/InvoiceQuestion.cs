using System.Globalization;
using System.Text;
using System.Text.Json;
using Inkaust.Invoices;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Inkaust.LocalKsef;

/// <summary>What somebody says about an invoice in order to get its file without signing in (LAW 110, 111).</summary>
internal sealed record InvoiceQuestion
{
    private const int LargestBody = 4096;

    /// <summary>Only without a code.</summary>
    public string? KsefNumber { get; init; }

    /// <summary>P_2.</summary>
    public string? Number { get; init; }

    /// <summary>Nip, VatUe, Other or None.</summary>
    public string? BuyerType { get; init; }

    /// <summary>Empty for None.</summary>
    public string? BuyerIdentifier { get; init; }

    /// <summary>Only without a code; empty when the buyer has no name in the file.</summary>
    public string? BuyerName { get; init; }

    /// <summary>P_15, with a dot or a comma.</summary>
    public string? Gross { get; init; }

    /// <summary>xml or pdf.</summary>
    public string? Format { get; init; }

    /// <exception cref="ApiRefusal">21405, 413.</exception>
    public static async Task<InvoiceQuestion> Of(Call call)
    {
        var body = await call.Bytes(LargestBody);
        if (call.Http.Request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true)
        {
            try
            {
                return JsonSerializer.Deserialize<InvoiceQuestion>(body.Span, Json.Options) ?? throw ApiRefusal.Invalid("Brak treści żądania.");
            }
            catch (JsonException)
            {
                throw ApiRefusal.Invalid("Treść żądania nie jest poprawnym JSON z danymi faktury.");
            }
        }
        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body.Span));
        string? Field(string name) => form.GetValueOrDefault(name, StringValues.Empty).ToString() is { Length: > 0 } text ? text : null;
        return new InvoiceQuestion
        {
            KsefNumber = Field("ksefNumber"),
            Number = Field("number"),
            BuyerType = Field("buyerType"),
            BuyerIdentifier = Field("buyerIdentifier"),
            BuyerName = Field("buyerName"),
            Gross = Field("gross"),
            Format = Field("format"),
        };
    }

    public bool WantsPdf => string.Equals(Format, "pdf", StringComparison.OrdinalIgnoreCase);

    /// <summary>True when P_2, the buyer's identifier and P_15 are those of the invoice.</summary>
    public bool Fits(InvoiceFacts facts) =>
        Number?.Trim() == facts.Number
        && decimal.TryParse(Gross?.Trim().Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var gross) && gross == facts.Gross
        && (facts.Buyer.Identifier is { } buyer
            ? BuyerType == $"{InvoiceMetadata.BuyerType(facts.Buyer.Type)}"
            && string.Concat((BuyerIdentifier ?? "").Where(c => c is not (' ' or '-'))) == string.Concat(buyer.Where(c => c is not (' ' or '-')))
            : BuyerType == "None");

    /// <summary>The same, and the buyer's name too.</summary>
    public bool FitsWithName(InvoiceFacts facts) => Fits(facts)
        && string.Equals((BuyerName ?? "").Trim(), (facts.Buyer.Name ?? "").Trim(), StringComparison.InvariantCultureIgnoreCase);
}

/// <summary>The forms in which these questions are asked, and what is said when the answers are wrong.</summary>
internal static class InvoiceQuestionForm
{
    private const string Questions = """
        <label>Numer faktury (P_2) <span lang=en>/ invoice number</span><input name=number required maxlength=256 autocomplete=off></label>
        <label>Identyfikator nabywcy <span lang=en>/ buyer's identifier</span><select name=buyerType>
        <option value=Nip>NIP</option><option value=VatUe>VAT UE</option>
        <option value=Other>inny / other</option><option value=None>brak / none</option>
        </select></label>
        <label>Wartość identyfikatora <span lang=en>/ its value</span><input name=buyerIdentifier maxlength=64 autocomplete=off></label>
        <label>Kwota należności ogółem (P_15) <span lang=en>/ total amount due</span>
        <input name=gross required inputmode=decimal maxlength=24 autocomplete=off></label>
        """;

    /// <summary>The second step behind KOD I.</summary>
    public static string Download(string action, IReadOnlyList<string> formats) => $"""
        <form method=post action="{PageLayout.Text(action)}"><h2>Pobierz fakturę <span lang=en>/ Download the invoice</span></h2>
        {Questions}
        {string.Concat(formats.Select(Button))}</form>
        """;

    private static string Button(string format) =>
        $"<button name=format value={format}>Pobierz {format.ToUpperInvariant()} "
        + $"<span lang=en>/ Download {format.ToUpperInvariant()}</span></button> ";

    /// <summary>Without a code.</summary>
    public static string Search(string action) => PageLayout.Write(Tone.Waiting, new Wording("Znajdź fakturę w KSeF", "Find an invoice in KSeF"), $"""
        <form method=post action="{PageLayout.Text(action)}">
        <label>Numer KSeF <span lang=en>/ KSeF number</span><input name=ksefNumber required maxlength=36 autocomplete=off></label>
        {Questions}
        <label>Nazwa nabywcy (puste: brak w fakturze) <span lang=en>/ buyer's name (empty: none in the file)</span>
        <input name=buyerName maxlength=512 autocomplete=off></label>
        <button>Szukaj <span lang=en>/ Search</span></button></form>
        """);

    public static readonly Wording NotFound = new("Nie znaleziono faktury", "No such invoice was found");

    public static readonly Wording Wrong = new("Dane nie zgadzają się z fakturą. Po kilku błędnych próbach pobranie zostanie czasowo zablokowane.",
        "The data do not fit the invoice. After several wrong tries the download is blocked for a while.");

    public static readonly Wording Blocked = new("Za dużo błędnych prób. Pobranie tej faktury jest czasowo zablokowane.",
        "Too many wrong tries. The download of this invoice is blocked for a while.");

    public static readonly Wording NoPdf = new("Tej faktury nie da się tu narysować. Pobierz XML.",
        "This invoice cannot be drawn here. Download the XML.");
}
