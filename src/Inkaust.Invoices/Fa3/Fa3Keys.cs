using System.Globalization;

namespace Inkaust.Invoices;

/// <summary>The text at a path of FA(3) element names below the root, or null.</summary>
internal delegate string? TextAt(ReadOnlySpan<string> path);

/// <summary>By what an FA(3) file is known.</summary>
public record Fa3Keys
{
    /// <exception cref="RefusedException">INK-XML-003 one of them is missing, INK-XML-004 unreadable.</exception>
    internal Fa3Keys(TextAt text)
    {
        SellerNip = NipOf(text, "Podmiot1") ?? throw Missing("Podmiot1/DaneIdentyfikacyjne/NIP");
        BuyerNip = NipOf(text, "Podmiot2");
        SellerName = text(["Podmiot1", "DaneIdentyfikacyjne", "Nazwa"]) ?? "";
        BuyerName = text(["Podmiot2", "DaneIdentyfikacyjne", "Nazwa"]) ?? "";
        Number = Key(text, "P_2");
        IssueDate = DateOnly.TryParseExact(Key(text, "P_1"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date : throw Fa3Invoice.Unreadable("Fa/P_1", Key(text, "P_1"));
        Kind = Key(text, "RodzajFaktury");
        Currency = Key(text, "KodWaluty");
        const NumberStyles amount = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        Gross = decimal.TryParse(Key(text, "P_15"), amount, CultureInfo.InvariantCulture, out var gross)
            ? gross : throw Fa3Invoice.Unreadable("Fa/P_15", Key(text, "P_15"));
    }

    /// <summary>Podmiot1: who issues. Its last digit may be wrong (<see cref="Nip.IsRight"/>), as in files for the test environments.</summary>
    public Nip SellerNip { get; }

    public string SellerName { get; }

    /// <summary>Podmiot2, when the buyer has a Polish NIP.</summary>
    public Nip? BuyerNip { get; }

    public string BuyerName { get; }

    /// <summary>P_2, the number that the issuer gave.</summary>
    public string Number { get; }

    /// <summary>P_1, the date of issue; a date in Poland.</summary>
    public DateOnly IssueDate { get; }

    /// <summary>RodzajFaktury: VAT, KOR, ZAL, ROZ, UPR, KOR_ZAL or KOR_ROZ.</summary>
    public string Kind { get; }

    /// <summary>KodWaluty, ISO 4217.</summary>
    public string Currency { get; }

    /// <summary>P_15, the amount due.</summary>
    public decimal Gross { get; }

    private static string Key(TextAt text, string name) => text(["Fa", name]) is { Length: > 0 } found ? found : throw Missing($"Fa/{name}");

    private static Nip? NipOf(TextAt text, string party)
    {
        if (text([party, "DaneIdentyfikacyjne", "NIP"]) is not { } written) return null;
        return Nip.TryAsWritten(written, out var nip) || Nip.TryParse(written, out nip) ? nip
            : throw Fa3Invoice.Unreadable($"{party}/DaneIdentyfikacyjne/NIP", written);
    }

    private static RefusedException Missing(string path) => new(new Finding("INK-XML-003",
        $"W fakturze brakuje pola {path}.", $"The field {path} is missing from the invoice.")
    { Path = path });
}
