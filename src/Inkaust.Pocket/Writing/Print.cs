using Inkaust.Invoices;
using Inkaust.Print;

namespace Inkaust.Pocket.Writing;

/// <summary>The print as the engine draws it, marked as a preview and without codes.</summary>
internal static class Print
{
    /// <summary>Its style.</summary>
    public static string Style { get; } = InvoiceHtml.Style();

    /// <summary>The document as HTML; null: it cannot be drawn yet.</summary>
    public static string? Of(ReadOnlyMemory<byte> file, Language language)
    {
        try
        {
            return InvoiceHtml.DrawPart(Fa3Invoice.Read(file), [], new PrintOptions
            { Languages = language == Language.Polish ? PrintLanguages.Polish : PrintLanguages.Both, Stamp = PrintStamp.Preview });
        }
        catch (RefusedException)
        {
            return null;
        }
    }
}
