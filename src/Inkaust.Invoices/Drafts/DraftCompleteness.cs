namespace Inkaust.Invoices;

/// <summary>What a draft still lacks before it can become a file.</summary>
internal static class DraftCompleteness
{
    public static IReadOnlyList<Finding> Check(InvoiceDraft draft)
    {
        var findings = new List<Finding>();
        if (draft.IssueDate is null) findings.Add(Lacks("020", "issueDate", "daty wystawienia", "the date of issue"));
        if (draft.Seller is null) findings.Add(Lacks("021", "seller", "sprzedawcy", "the seller"));
        else
        {
            if (draft.Seller.Nip is null) findings.Add(Lacks("022", "seller.nip", "numeru NIP sprzedawcy", "the seller's NIP"));
            if (draft.Seller.Name is null) findings.Add(Lacks("022", "seller.name", "nazwy sprzedawcy", "the seller's name"));
            if (draft.Seller.Address is null) findings.Add(Lacks("022", "seller.address", "adresu sprzedawcy", "the seller's address"));
        }
        if (draft is { SaleDate: not null, SalePeriod: not null })
            findings.Add(Both("023", "salePeriod", "saleDate", "salePeriod"));
        if (new[] { draft.Buyer.Nip is not null, draft.Buyer.EuVat is not null, draft.Buyer.ForeignId is not null }.Count(given => given) > 1)
            findings.Add(Both("024", "buyer", "nip", "euVat / foreignId"));
        if (draft.Lines.Count == 0 && draft.Kind is InvoiceKind.Vat or InvoiceKind.Upr)
            findings.Add(Lacks("025", "lines", "pozycji faktury", "the lines"));
        for (var i = 0; i < draft.Lines.Count; i++) findings.AddRange(CheckLine(draft.Lines[i], $"lines[{i}]"));
        return findings;
    }

    private static IEnumerable<Finding> CheckLine(Line line, string path)
    {
        if (line.Name is null) yield return Lacks("026", path + ".name", "nazwy towaru lub usługi", "the name of the goods or service");
        if (line.Rate is null) yield return Lacks("027", path + ".rate", "stawki VAT", "the VAT rate");
        if ((line.Price ?? line.GrossPrice ?? line.Net ?? line.Gross) is null) yield return Lacks("028", path + ".price", "ceny", "the price");
        if (line is { Price: not null, GrossPrice: not null }) yield return Both("029", path, "price", "grossPrice");
    }

    private static Finding Lacks(string number, string path, string pl, string en) =>
        new($"INK-DRAFT-{number}", $"W szkicu brakuje {pl}.", $"The draft lacks {en}.") { Path = path, Hint = new($"Uzupełnij „{path}”.", $"Fill in \"{path}\".") };

    private static Finding Both(string number, string path, string one, string other) =>
        new($"INK-DRAFT-{number}", $"„{one}” i „{other}” wykluczają się.", $"\"{one}\" and \"{other}\" exclude each other.")
        { Path = path, Hint = new("Zostaw jedno z nich.", "Keep one of them.") };
}
