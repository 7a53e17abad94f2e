namespace Inkaust.Invoices;

/// <summary>What a draft still lacks, or says twice, before it can become a file: codes INK-DRAFT-020 to 039.</summary>
internal static class DraftCompleteness
{
    private const int MostDaysToPay = 36_500;

    public static IReadOnlyList<Finding> Check(InvoiceDraft draft) =>
        [.. CheckHead(draft), .. CheckParties(draft), .. CheckCountries(draft), .. CheckKind(draft),
            .. draft.Lines.SelectMany((line, i) => CheckLine(line, $"lines[{i}]", draft.Kind)), .. CheckOrder(draft)];

    private static IEnumerable<Finding> CheckHead(InvoiceDraft draft)
    {
        // Those that a program or a command line gives do not come through the reader of JSON.
        if (!InvoiceNumberAttribute.Fits(draft.Number)) yield return InvoiceNumberAttribute.NotFitting with { Path = "number" };
        if (draft.IssueDate is null) yield return Lacks("INK-DRAFT-020", "issueDate", "daty wystawienia", "the date of issue");
        if (draft is { SaleDate: not null, SalePeriod: not null }) yield return Both("INK-DRAFT-023", "salePeriod", "saleDate", "salePeriod");
        if (draft is { Currency: not "PLN", Sums.Count: 0 } && NeedsExchangeRate(draft))
            yield return Lacks("INK-DRAFT-030", "exchangeRate", "kursu waluty", "the exchange rate");
        if (draft.Payment is { Due: not null, DueInDays: not null }) yield return Both("INK-DRAFT-031", "payment", "due", "dueInDays");
        if (draft.Payment is { DueInDays: < -MostDaysToPay or > MostDaysToPay })
            yield return new Finding("INK-DRAFT-042", "Termin płatności jest dalej niż sto lat.", "The payment is due more than a hundred years away.")
            { Path = "payment.dueInDays", Hint = new("Wpisz liczbę dni od daty wystawienia.", "Write the number of days from the date of issue.") };
        if (draft.Payment is { Method: not null, OtherMethod: not null }) yield return Both("INK-DRAFT-032", "payment", "method", "otherMethod");
        if (draft.Payment is { PaidOn: not null, Parts.Count: > 0 }) yield return Both("INK-DRAFT-033", "payment", "paidOn", "parts");
    }

    private static IEnumerable<Finding> CheckParties(InvoiceDraft draft)
    {
        if (draft.Seller is not { } seller) yield return Lacks("INK-DRAFT-021", "seller", "sprzedawcy", "the seller");
        else
        {
            if (seller.Nip is null) yield return Lacks("INK-DRAFT-022", "seller.nip", "numeru NIP sprzedawcy", "the seller's NIP");
            if (seller.Name is null) yield return Lacks("INK-DRAFT-022", "seller.name", "nazwy sprzedawcy", "the seller's name");
            if (seller.Address is null) yield return Lacks("INK-DRAFT-022", "seller.address", "adresu sprzedawcy", "the seller's address");
        }
        if (Identifiers(draft.Buyer) > 1) yield return Both("INK-DRAFT-024", "buyer", "nip", "euVat / foreignId");
        for (var i = 0; i < draft.ThirdParties.Count; i++)
        {
            var party = draft.ThirdParties[i];
            if (Identifiers(party) + (party.InternalId is null ? 0 : 1) > 1)
                yield return Both("INK-DRAFT-024", $"thirdParties[{i}]", "nip", "euVat / foreignId / internalId");
            if (party.Role is null && party.OtherRole is null)
                yield return Lacks("INK-DRAFT-034", $"thirdParties[{i}].role", "roli podmiotu", "the party's role");
            if (party is { Role: not null, OtherRole: not null }) yield return Both("INK-DRAFT-035", $"thirdParties[{i}]", "role", "otherRole");
        }
    }

    // Somebody without any tax number may live anywhere, and a foreign buyer must not silently live in Poland.
    private static IEnumerable<Finding> CheckCountries(InvoiceDraft draft) =>
        from one in Addresses(draft)
        where one.Address?.CountryBeside(one.Of) is null && one.Address is not null
        select new Finding("INK-DRAFT-040", "Nie wiadomo, w jakim kraju jest ten adres.", "It is not known in which country this address is.")
        {
            Path = one.Path,
            Hint = new("Dopisz kraj na końcu adresu: „..., Polska” albo „..., DE”.",
                "Write the country at the end of the address: \"..., Polska\" or \"..., DE\"."),
        };

    private static IEnumerable<(Address? Address, Party Of, string Path)> Addresses(InvoiceDraft draft)
    {
        IEnumerable<(Party? Party, string Path)> parties =
        [
            (draft.Seller, "seller"), (draft.Buyer, "buyer"),
            .. draft.ThirdParties.Select((party, i) => ((Party?)party, $"thirdParties[{i}]")), (draft.Authorised, "authorised"),
            (draft.Correction?.SellerBefore, "correction.sellerBefore"),
            .. (draft.Correction?.BuyersBefore ?? []).Select((party, i) => ((Party?)party, $"correction.buyersBefore[{i}]")),
        ];
        foreach (var (party, path) in parties)
        {
            if (party is null) continue;
            yield return (party.Address, party, $"{path}.address");
            yield return (party.MailingAddress, party, $"{path}.mailingAddress");
        }
        var nobody = new Party();
        var transports = draft.Terms?.Transport ?? [];
        for (var i = 0; i < transports.Count; i++)
        {
            var (transport, path) = (transports[i], $"terms.transport[{i}]");
            if (transport.Carrier is { } carrier) yield return (carrier.Address, carrier, $"{path}.carrier.address");
            yield return (transport.From, nobody, $"{path}.from");
            for (var j = 0; j < transport.Through.Count; j++) yield return (transport.Through[j], nobody, $"{path}.through[{j}]");
            yield return (transport.To, nobody, $"{path}.to");
        }
    }

    private static IEnumerable<Finding> CheckKind(InvoiceDraft draft)
    {
        var isCorrection = draft.Kind is InvoiceKind.Kor or InvoiceKind.KorZal or InvoiceKind.KorRoz;
        if (draft.Kind is InvoiceKind.Vat or InvoiceKind.Upr or InvoiceKind.Roz && draft.Lines.Count == 0 && draft.Sums.Count == 0)
            yield return Lacks("INK-DRAFT-025", "lines", "pozycji faktury", "the lines");
        if (isCorrection && draft.Correction is null)
            yield return Lacks("INK-DRAFT-036", "correction", "danych faktury korygowanej", "the corrected invoice");
        if (draft.Kind == InvoiceKind.Zal && draft is { Due: null, Sums.Count: 0, Lines.Count: 0, AdvancePayments.Count: 0 })
            yield return Lacks("INK-DRAFT-037", "due", "kwoty zapłaconej zaliczki", "the amount that was paid");
    }

    private static IEnumerable<Finding> CheckLine(Line line, string path, InvoiceKind kind)
    {
        // A correction may give nothing but what changes (art. 106j ust. 3), a simplified invoice leaves out most (art. 106e ust. 5 pkt 3).
        if (kind is InvoiceKind.Vat or InvoiceKind.Roz)
        {
            if (line.Name is null) yield return Lacks("INK-DRAFT-026", path + ".name", "nazwy towaru lub usługi", "the name of the goods or service");
            if (line.Rate is null) yield return Lacks("INK-DRAFT-027", path + ".rate", "stawki VAT", "the VAT rate");
            if ((line.Price ?? line.GrossPrice ?? line.Net ?? line.Gross) is null)
                yield return Lacks("INK-DRAFT-028", path + ".price", "ceny", "the price");
        }
        if (line is { Price: not null, GrossPrice: not null, Net: null, Gross: null })
            yield return Both("INK-DRAFT-029", path, "price", "grossPrice");
        var counted = (line.Net ?? line.Gross) is null;
        if (counted && (Math.Abs(line.Price ?? line.GrossPrice ?? 0) > Totals.Most || Math.Abs(line.Quantity ?? 0) > Totals.Most))
            yield return new Finding("INK-DRAFT-038", "Cena lub ilość jest zbyt duża.", "The price or the quantity is too large.")
            {
                Path = path,
                Hint = new("Sprawdź, czy nie ma w niej zbędnych zer.", "Check it for needless zeros."),
            };
    }

    private static IEnumerable<Finding> CheckOrder(InvoiceDraft draft)
    {
        for (var i = 0; i < (draft.Order?.Lines.Count ?? 0); i++)
            if (draft.Order!.Lines[i] is { } line && (line.GrossPrice ?? line.Gross ?? line.Discount ?? line.ExchangeRate) is not null)
                yield return new Finding("INK-DRAFT-039", "Pozycja zamówienia ma tylko cenę netto.", "A line of an order has a net price only.")
                {
                    Path = $"order.lines[{i}]",
                    Hint = new("Usuń grossPrice, gross, discount i exchangeRate; wpisz price.",
                        "Remove grossPrice, gross, discount and exchangeRate; write price."),
                };
    }

    private static bool NeedsExchangeRate(InvoiceDraft draft) => (draft.ExchangeRate ?? draft.AdvanceExchangeRate) is null &&
        draft.Lines.Concat(draft.Order?.Lines ?? []).Any(line => line.ExchangeRate is null
            && line.Rate is { Percent: > 0, Bucket: <= TaxBucket.TaxiLumpSum });

    private static int Identifiers(Party party) => (party.Nip is null ? 0 : 1) + (party.EuVat is null ? 0 : 1) + (party.ForeignId is null ? 0 : 1);

    private static Finding Lacks(string code, string path, string pl, string en) =>
        new(code, $"W szkicu brakuje {pl}.", $"The draft lacks {en}.") { Path = path, Hint = new($"Uzupełnij „{path}”.", $"Fill in \"{path}\".") };

    private static Finding Both(string code, string path, string one, string other) =>
        new(code, $"„{one}” i „{other}” wykluczają się.", $"\"{one}\" and \"{other}\" exclude each other.")
        { Path = path, Hint = new("Zostaw jedno z nich.", "Keep one of them.") };
}
