using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>Adds the companies of a table. Every row is judged first, each fault with its line; then all are added, or none.</summary>
public sealed class ImportCompanies(CompanyRegister register)
{
    /// <summary>Adds them, or says only that it would.</summary>
    /// <param name="csv">RFC 4180 in UTF-8 with a head: nip, name (nazwa), address (adres), ksef.</param>
    /// <param name="dryRun">Nothing is added.</param>
    /// <exception cref="RefusedException">INK-COMPANY-001, 004, 007 to 012, INK-KSEF-020, with lines. Nothing was added.</exception>
    public IReadOnlyList<Company> FromCsv(ReadOnlySpan<byte> csv, bool dryRun)
    {
        var here = register.All().Select(one => (one.Nip, one.Environment)).ToHashSet();
        var (companies, wrong, lines) = (new List<Company>(), new List<Finding>(), new Dictionary<(Nip, KsefEnvironment), int>());
        foreach (var row in CompanyTable.Read(csv))
        {
            var (company, faults) = Judged(row);
            if (company is not null)
            {
                var key = (company.Nip, company.Environment);
                if (here.Contains(key)) faults.Add(CompanyFindings.HereAlready(company) with { Path = "nip", Line = row.Line });
                else if (!lines.TryAdd(key, row.Line))
                    faults.Add(CompanyFindings.TwiceInFile(company, lines[key]) with { Path = "nip", Line = row.Line });
                companies.Add(company);
            }
            wrong.AddRange(faults);
            if (wrong.Count >= CompanyTable.MostFindings) break;
        }
        if (wrong.Count > 0) throw new RefusedException(wrong);
        return dryRun ? companies : register.Add(companies);
    }

    private (Company? Company, List<Finding> Faults) Judged(CompanyRow row)
    {
        var faults = new List<Finding>();
        if (!Nip.TryParse(row.Nip, out var nip)) faults.Add(CompanyFindings.NoNip(row.Nip) with { Path = "nip", Line = row.Line });
        if (row.Name.Length == 0) faults.Add(CompanyFindings.Nameless with { Path = "name", Line = row.Line });
        if (row.Address.Length == 0) faults.Add(CompanyFindings.Nameless with { Path = "address", Line = row.Line });
        try
        {
            var environment = register.EnvironmentOf(row.Ksef);
            return (faults.Count == 0 ? new Company(nip, row.Name, row.Address, environment) : null, faults);
        }
        catch (RefusedException refused)
        {
            faults.AddRange(refused.Findings.Select(one => one with { Path = "ksef", Line = row.Line }));
            return (null, faults);
        }
    }
}
