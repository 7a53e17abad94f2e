using System.Globalization;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>A company that issues invoices: the seller (Podmiot1), bound to one KSeF environment.</summary>
/// <param name="Nip">Its tax number, which is also its context in KSeF.</param>
/// <param name="Name">Its name on invoices.</param>
/// <param name="Address">Its address on invoices, as one line: <c>ul. Długa 5, 31-147 Kraków</c>.</param>
/// <param name="Environment">The KSeF that its invoices belong to.</param>
public sealed record Company(Nip Nip, string Name, string Address, KsefEnvironment Environment)
{
    /// <summary>The company as the seller of an invoice.</summary>
    public Party AsSeller() => new() { Nip = Nip, Name = Name, Address = Invoices.Address.Parse(Address, CultureInfo.InvariantCulture) };
}

/// <summary>The companies of this database.</summary>
public sealed class CompanyRegister(Database database, TimeProvider clock)
{
    private sealed record Row(string Nip, string Name, string Address, string Environment);

    /// <exception cref="RefusedException">INK-COMPANY-001: it is here already; INK-COMPANY-004: no name or address.</exception>
    public void Add(Company company)
    {
        RefuseNameless(company);
        using var connection = database.Connect();
        var added = connection.Execute("""
            INSERT INTO company (nip, name, address, environment, added_at) VALUES (@Nip, @Name, @Address, @Environment, @AddedAt)
            ON CONFLICT (nip) DO NOTHING
            """, new
        {
            Nip = company.Nip.ToString(),
            company.Name,
            company.Address,
            Environment = company.Environment.Word,
            AddedAt = Database.Instant(clock.GetUtcNow()),
        });
        if (added == 0)
        {
            throw new RefusedException(new Finding("INK-COMPANY-001",
                $"Firma o NIP {company.Nip} jest już dodana.", $"The company with NIP {company.Nip} is here already.")
            { Hint = new("Zmień jej nazwę albo adres: inkaust company change", "Change its name or address: inkaust company change") });
        }
    }

    /// <summary>Gives a company another name and address: those of invoices that are issued from now on.</summary>
    /// <exception cref="RefusedException">INK-COMPANY-004: no name or address.</exception>
    public void Rename(Company company)
    {
        RefuseNameless(company);
        using var connection = database.Connect();
        connection.Execute("UPDATE company SET name = @Name, address = @Address WHERE nip = @Nip", new { company.Name, company.Address, Nip = company.Nip.ToString() });
    }

    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<Company> All()
    {
        using var connection = database.Connect();
        return [.. connection.Query<Row>("SELECT nip, name, address, environment FROM company ORDER BY name, nip").Select(Read)];
    }

    /// <summary>The company with this NIP; without one, the only company there is.</summary>
    /// <exception cref="RefusedException">INK-COMPANY-002: no such company; INK-COMPANY-003: there are several and none was named.</exception>
    public Company Find(Nip? nip)
    {
        var all = All();
        if (nip is { } wanted)
        {
            return all.FirstOrDefault(company => company.Nip == wanted) ?? throw new RefusedException(new Finding("INK-COMPANY-002",
                $"Nie ma tu firmy o NIP {wanted}.", $"There is no company with NIP {wanted} here.")
            { Hint = new("Dodaj ją: inkaust company add", "Add it: inkaust company add") });
        }
        return all.Count switch
        {
            1 => all[0],
            0 => throw new RefusedException(new Finding("INK-COMPANY-002", "Nie ma tu jeszcze żadnej firmy.", "There is no company here yet.")
            { Hint = new("Dodaj ją: inkaust company add", "Add one: inkaust company add") }),
            _ => throw new RefusedException(new Finding("INK-COMPANY-003", "Jest kilka firm; podaj, o którą chodzi.", "There are several companies; say which one.")
            { Hint = new("Dopisz --company NIP.", "Add --company NIP.") }),
        };
    }

    private static void RefuseNameless(Company company)
    {
        if (!string.IsNullOrWhiteSpace(company.Name) && !string.IsNullOrWhiteSpace(company.Address)) return;
        throw new RefusedException(new Finding("INK-COMPANY-004", "Firma musi mieć nazwę i adres.", "A company needs a name and an address."));
    }

    private static Company Read(Row row) =>
        new(Nip.Parse(row.Nip), row.Name, row.Address, KsefEnvironment.Parse(row.Environment));
}
