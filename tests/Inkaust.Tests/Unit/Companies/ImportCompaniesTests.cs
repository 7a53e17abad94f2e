using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;
using Inkaust.Tests.Unit.Certificates;
using Inkaust.Tests.Unit.Ksef;

namespace Inkaust.Tests.Unit.Companies;

/// <summary>Companies that come in a table: all or none, each fault with its line.</summary>
public sealed class ImportCompaniesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-companies-");
    private readonly CompanyRegister register;
    private readonly ImportCompanies import;

    public ImportCompaniesTests()
    {
        register = new CompanyRegister(Database.Open(folder.FullName), Who.Program, new SteeredClock());
        import = new ImportCompanies(register);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("nip,name,address,ksef\n526-000-12-46,Zorza,\"ul. Piękna 7/3, 00-539 Warszawa\",test\n1111111111,\"Bar \"\"Łoś\"\"\",\"ul. Długa 5,\n31-147 Kraków\",production\n")]
    [InlineData("\uFEFFNIP;Nazwa;Adres;KSeF\r\n5260001246;Zorza;ul. Piękna 7/3, 00-539 Warszawa;test\r\n;;;\r\n1111111111;\"Bar \"\"Łoś\"\"\";\"ul. Długa 5,\n31-147 Kraków\";production")]
    [InlineData("środowisko\tadres\tnazwa\tnip\ntest\tul. Piękna 7/3, 00-539 Warszawa\t Zorza \t5260001246\nproduction\t\"ul. Długa 5,\n31-147 Kraków\"\t\"Bar \"\"Łoś\"\"\"\t1111111111\n\n")]
    public void A_table_is_read_as_spreadsheets_save_it(string csv)
    {
        Company[] expected =
        [
            new(Nip.Parse("5260001246"), "Zorza", "ul. Piękna 7/3, 00-539 Warszawa", KsefEnvironment.Test),
            new(Nip.Parse("1111111111"), "Bar \"Łoś\"", "ul. Długa 5,\n31-147 Kraków", KsefEnvironment.Production),
        ];
        Assert.Equal(expected, Imported(csv, dryRun: true));
        Assert.Empty(register.All());
        Assert.Equal(expected, Imported(csv));
        Assert.Equal(expected.OrderBy(one => one.Name), register.All());
    }

    [Fact]
    public void All_rows_are_judged_and_none_is_added_when_one_is_wrong()
    {
        register.Add(new Company(Nip.Parse("5265877635"), "Drukarnia", "ul. A 1, 00-001 Warszawa", KsefEnvironment.Test));
        Assert.Equal(
            [("INK-COMPANY-009", 3), ("INK-COMPANY-004", 4), ("INK-COMPANY-004", 5), ("INK-KSEF-020", 5), ("INK-COMPANY-001", 6), ("INK-COMPANY-010", 8)],
            Faults("""
                nip,name,address,ksef
                5260001246,Zorza,ul. Piękna 7,test
                5260001247,Zorza,ul. Piękna 7,test
                1111111111,,ul. Piękna 7,test
                1111111111,Zorza,,tset
                526-587-76-35,Drukarnia,ul. B 2,test
                5260001246,Zorza,ul. Piękna 7,demo
                5260001246,Jutrzenka,ul. Piękna 7,test
                """));
        Assert.Single(register.All());
    }

    [Theory]
    [InlineData("", "INK-COMPANY-011", null)]
    [InlineData("\n\n", "INK-COMPANY-011", null)]
    [InlineData("nip,name,address\n", "INK-COMPANY-007", 1)]
    [InlineData("nip,name,nazwa,address,ksef\n", "INK-COMPANY-008", 1)]
    [InlineData("nip,name,address,ksef,e-mail\n", "INK-COMPANY-008", 1)]
    [InlineData("nip,name,address,ksef\n1111111111,A,ul. Długa 5, 31-147 Kraków,test\n", "INK-COMPANY-011", 2)]
    [InlineData("nip,name,address,ksef\n1111111111,A,\"ul. Długa 5,test\n", "INK-COMPANY-011", 2)]
    public void What_is_no_such_table_is_refused_with_its_place(string csv, string code, int? line) =>
        Assert.Equal((code, line), Assert.Single(Faults(csv)));

    [Fact]
    public void A_table_in_another_encoding_is_refused_rather_than_guessed()
    {
        byte[] inWindows1250 = [.. "nip,name,address,ksef\n1111111111,"u8, 0xA3, .. ",ul. A 1,test\n"u8];
        Assert.Equal("INK-COMPANY-011", Cabinet.Refusal(() => import.FromCsv(inWindows1250, dryRun: false)));
    }

    [Fact]
    public void A_company_that_was_removed_can_be_added_again_beside_its_namesakes()
    {
        var first = register.Add(new Company(Nip.Parse("5260001246"), "Zorza", "ul. A 1, 00-001 Warszawa", KsefEnvironment.Test));
        var second = register.Add(first with { Environment = KsefEnvironment.Demo });
        register.Remove(first);
        Assert.Equal([second with { SharesNip = false }], register.All());
        Assert.Equal(first.Id, register.Add(first).Id);
        Assert.Distinct(register.All().Select(one => one.Id));
    }

    [Fact]
    public void Who_names_no_company_among_several_hears_their_names()
    {
        for (var i = 0; i < 3; i++) register.Add(new Company(Nip.Parse(Nips[i]), $"Firma {i}", "ul. A 1, 00-001 Warszawa", KsefEnvironment.Test));
        var said = Assert.Single(Assert.Throws<RefusedException>(() => register.Find(null)).Findings);
        Assert.Equal("There are several companies; say which one: Firma 0 (NIP 5260001246), Firma 1 (NIP 1111111111), Firma 2 (NIP 5265877635).", said.Text.En);
        Assert.Equal(3, Assert.IsType<ChooseCompany>(said.Next).Among.Count);
    }

    private static readonly string[] Nips = ["5260001246", "1111111111", "5265877635"];

    private IReadOnlyList<Company> Imported(string csv, bool dryRun = false) => [.. import.FromCsv(Encoding.UTF8.GetBytes(csv), dryRun)];

    private List<(string Code, int? Line)> Faults(string csv) =>
        [.. Assert.Throws<RefusedException>(() => Imported(csv)).Findings.Select(one => (one.Code, one.Line))];
}
