using Dapper;
using Inkaust.Invoices;
using Inkaust.Print;

namespace Inkaust.Office;

/// <summary>How the prints of a company look, and what its new drafts begin with.</summary>
public sealed record CompanyLook
{
    /// <summary>The look of a company that has chosen nothing.</summary>
    public static CompanyLook Plain { get; } = new();

    /// <summary>A PNG or JPEG for the upper left corner; null: none.</summary>
    public byte[]? Logo { get; init; }

    /// <summary>The languages of its prints.</summary>
    public PrintLanguages Languages { get; init; } = PrintLanguages.Polish;

    /// <summary>The accounts to which its buyers pay, the usual one first; 26 digits or an IBAN, without blanks.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>What stands at the foot of its new invoices; empty: nothing.</summary>
    public string Footer { get; init; } = "";

    /// <summary>A draft with what it leaves out filled in: the account for a transfer, the text at the foot.</summary>
    public InvoiceDraft Into(InvoiceDraft draft) => draft with
    {
        Footer = draft.Footer.Count > 0 || Footer.Length == 0 ? draft.Footer : [Footer],
        Payment = draft.Payment is { Method: PaymentMethod.Transfer, Account: null } payment && Accounts.Count > 0
            ? payment with { Account = BankAccount.Parse(Accounts[0]) } : draft.Payment,
    };
}

/// <summary>Keeps how the prints of companies look. The law does not care, so that each may change it at any time.</summary>
public sealed class CompanyLooks(Database database)
{
    /// <summary>Bytes of a logo.</summary>
    public const int LargestLogo = 200_000;

    /// <summary>Characters of the text at the foot (Stopka, FA(3)).</summary>
    public const int LongestFooter = 3_500;

    private const int MostAccounts = 10;

    private sealed record Row(byte[]? Logo, string Languages, string Accounts, string Footer);

    /// <summary>The look of a company.</summary>
    public CompanyLook Of(Company company)
    {
        using var connection = database.Of(company.Id).Connect();
        var row = connection.QuerySingleOrDefault<Row>(
            "SELECT logo, languages, accounts, footer FROM company_look WHERE company = @Company", new { Company = company.Id.Text });
        return row is null ? CompanyLook.Plain : new CompanyLook
        {
            Logo = row.Logo,
            Languages = PrintLanguages.Named(row.Languages),
            Accounts = row.Accounts.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            Footer = row.Footer,
        };
    }

    /// <summary>Changes the look of a company.</summary>
    /// <param name="company">Which.</param>
    /// <param name="look">As it is to be.</param>
    /// <exception cref="RefusedException">INK-STYLE-001: the logo cannot be drawn; 002: an account is none; 003: the text is too long;
    /// 004: there are too many accounts. Nothing was changed.</exception>
    public void Keep(Company company, CompanyLook look)
    {
        List<Finding> wrong = [.. AgainstLogo(look.Logo), .. AgainstAccounts(look.Accounts)];
        if (look.Footer.Length > LongestFooter) wrong.Add(new Finding("INK-STYLE-003",
            $"Tekst ma ponad {LongestFooter} znaków.", $"The text has more than {LongestFooter} characters.")
        { Path = "footer" });
        if (wrong.Count > 0) throw new RefusedException(wrong);
        using var connection = database.Of(company.Id).Connect();
        connection.Execute("""
            INSERT INTO company_look (company, logo, languages, accounts, footer) VALUES (@Company, @Logo, @Languages, @Accounts, @Footer)
            ON CONFLICT (company) DO UPDATE SET logo = excluded.logo, languages = excluded.languages, accounts = excluded.accounts,
                footer = excluded.footer
            """, new
        {
            Company = company.Id.Text,
            look.Logo,
            Languages = look.Languages.Word(),
            Accounts = string.Join('\n', look.Accounts),
            look.Footer,
        });
    }

    private static IEnumerable<Finding> AgainstLogo(byte[]? logo)
    {
        if (logo is null) yield break;
        var isOne = logo.Length <= LargestLogo && PrintOptions.CanDraw(logo);
        if (!isOne) yield return new Finding("INK-STYLE-001",
            "Tego pliku nie da się użyć jako logo.", "This file cannot be used as a logo.")
        {
            Path = "logo",
            Hint = new("Logo to PNG (8 bitów, bez przeplotu) albo JPEG do 200 kB, 4000 pikseli boku i 4 milionów pikseli.",
                "A logo is a PNG (8 bits, not interlaced) or a JPEG of at most 200 kB, 4000 pixels a side and 4 million pixels."),
        };
    }

    private static IEnumerable<Finding> AgainstAccounts(IReadOnlyList<string> accounts)
    {
        if (accounts.Count > MostAccounts) yield return new Finding("INK-STYLE-004",
            $"Rachunków może być najwyżej {MostAccounts}.", $"There may be at most {MostAccounts} accounts.")
        { Path = "accounts" };
        foreach (var one in accounts.Where(one => !BankAccount.IsRight(one))) yield return new Finding("INK-STYLE-002",
            $"„{one}” nie jest numerem rachunku.", $"'{one}' is not an account number.")
        {
            Path = "accounts",
            Hint = new("Numer ma 26 cyfr albo postać IBAN, a jego cyfry kontrolne muszą się zgadzać.",
                "It has 26 digits or the form of an IBAN, and its check digits must agree."),
        };
    }
}
