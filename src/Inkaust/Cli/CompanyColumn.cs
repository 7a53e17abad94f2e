using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Cli;

/// <summary>The column that tells whose a row is. There is none where only one company can be meant.</summary>
/// <param name="companies">Those whose rows may stand in the table.</param>
internal sealed class CompanyColumn(IReadOnlyList<Company> companies)
{
    private const int LongestName = 30;

    private readonly Dictionary<CompanyId, Company> known = companies.ToDictionary(one => one.Id);

    /// <summary>The heads of a table, with this column before them.</summary>
    public IReadOnlyList<Wording> Heads(IReadOnlyList<Wording> rest) => known.Count > 1 ? [new("Firma", "Company"), .. rest] : rest;

    /// <summary>A row, with its company before it: the word that names it on the command line, then its name.</summary>
    public IReadOnlyList<string> Row(CompanyId company, IReadOnlyList<string> rest) => known.Count > 1 ? [Named(known[company]), .. rest] : rest;

    private static string Named(Company company) => $"{company.Reference.Shortest} {Short(company.Name)}";

    private static string Short(string name) => name.Length <= LongestName ? name : name[..(LongestName - 1)].TrimEnd() + "…";
}
