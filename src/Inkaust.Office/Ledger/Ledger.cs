namespace Inkaust.Office;

/// <summary>
/// The ledgers of a database. Nobody looks into one but for a company, or into several but for those that he may see: companies come from
/// <see cref="CompanyRegister.For"/>.
/// </summary>
/// <param name="database">Where they are.</param>
/// <param name="clock">The time.</param>
/// <param name="bell">Rings when something waits to be sent; null: nobody listens.</param>
public sealed class Ledger(Database database, TimeProvider clock, IssuedBell? bell = null)
{
    /// <summary>The ledger of a company. What is done in it is noted as done by <see cref="Company.By"/>.</summary>
    public CompanyLedger Of(Company company) => new(database.Of(company.Id), company, clock, bell);

    /// <summary>The ledgers of these companies, looked at together.</summary>
    public SeenLedgers Among(IReadOnlyList<Company> companies) => new(database.Of(companies.Select(one => one.Id)), companies, clock, bell);
}
