namespace Inkaust.Office;

/// <summary>
/// The ledgers of a database. Nobody looks into one but for a company, or into several but for those that he may see: companies come from
/// <see cref="CompanyRegister.For"/>.
/// </summary>
public sealed class Ledger(Database database, TimeProvider clock)
{
    /// <summary>The ledger of a company. What is done in it is noted as done by <see cref="Company.By"/>.</summary>
    public CompanyLedger Of(Company company) => new(database, company, clock);

    /// <summary>The ledgers of these companies, looked at together.</summary>
    public SeenLedgers Among(IReadOnlyList<Company> companies) => new(database, companies, clock);
}
