using System.Globalization;
using System.Text;

namespace Inkaust.Invoices;

/// <summary>
/// A field of a draft that holds the number of an invoice: one line of what can be seen. The schema would take more: P_2 is a token, in which a
/// line break stands for a blank, so that one number on paper and in the ledger would be another one in KSeF.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class InvoiceNumberAttribute : Attribute
{
    /// <summary>There is no line break, control character or invisible sign in it.</summary>
    public static bool Fits(string number) => !number.EnumerateRunes().Any(sign => Rune.GetUnicodeCategory(sign)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    public static Finding NotFitting => new("INK-DRAFT-018",
        "Numer faktury zawiera koniec wiersza albo inny niewidoczny znak.", "The number of an invoice holds a line break or another invisible sign.")
    { Hint = new("Zapisz go w jednym wierszu, bez znaków skopiowanych skądinąd.", "Write it in one line, without signs copied from elsewhere.") };
}
