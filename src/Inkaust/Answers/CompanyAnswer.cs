using Inkaust.Office;

namespace Inkaust.Answers;

/// <summary>A company that issues invoices here.</summary>
/// <param name="Nip">Its NIP.</param>
/// <param name="Name">As it stands on invoices.</param>
/// <param name="Address">In one line.</param>
/// <param name="Ksef">The word or the address of its KSeF.</param>
public sealed record CompanyAnswer(string Nip, string Name, string Address, string Ksef)
{
    public static CompanyAnswer Of(Company company) => new(company.Nip.ToString(), company.Name, company.Address, company.Environment.Word);
}

/// <summary>Companies of a table.</summary>
/// <param name="Added">They were added; false: they would be.</param>
/// <param name="Companies">In the order of the table.</param>
public sealed record ImportedCompaniesAnswer(bool Added, IReadOnlyList<CompanyAnswer> Companies);
