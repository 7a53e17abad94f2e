using System.Globalization;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>
/// What is behind the payment code of an invoice that the company has to pay (Rekomendacja ZBP, kod 2D; WEB 4): nine fields with bars between them, in
/// zloty only. A bank's app fills in its transfer from it.
/// </summary>
/// <param name="Account">26 digits.</param>
/// <param name="Amount">What is to be paid, in zloty.</param>
/// <param name="Text">What the code says; at most 160 signs.</param>
public sealed record PaymentCode(string Account, decimal Amount, string Text)
{
    private const int LongestName = 20, LongestTitle = 32, Longest = 160;

    /// <summary>The code of an invoice; null: it is not in zloty, is nothing to be paid, or names no Polish account.</summary>
    public static PaymentCode? Of(ReceivedInvoice invoice, Company company)
    {
        if (invoice.IsSale || invoice.Currency != "PLN" || invoice.Gross <= 0 || invoice.SellerNip == $"{company.Nip}") return null;
        var account = invoice.Accounts.FirstOrDefault(one => one.Length == 26 && BankAccount.IsRight(one));
        return account is null ? null : Of(invoice.SellerNip, account, invoice.Gross, invoice.SellerName, invoice.Number);
    }

    /// <summary>A code of its parts.</summary>
    public static PaymentCode? Of(string nip, string account, decimal amount, string name, string title)
    {
        var grosze = decimal.ToInt64(decimal.Round(amount * 100)).ToString("000000", CultureInfo.InvariantCulture);
        var text = $"{nip}|PL|{account}|{grosze}|{Field(name, LongestName)}|{Field(title, LongestTitle)}|||";
        return text.Length <= Longest ? new PaymentCode(account, amount, text) : null;
    }

    private static string Field(string text, int longest)
    {
        var plain = string.Concat(text.Where(sign => sign != '|' && !char.IsControl(sign))).Trim();
        return plain.Length <= longest ? plain : plain[..longest].TrimEnd();
    }
}
