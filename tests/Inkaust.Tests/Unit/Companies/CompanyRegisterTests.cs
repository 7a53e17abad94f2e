using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;
using Inkaust.Tests.Unit.Certificates;
using Inkaust.Tests.Unit.Ksef;

namespace Inkaust.Tests.Unit.Companies;

/// <summary>The companies of a database: added once, named, found.</summary>
public sealed class CompanyRegisterTests : IDisposable
{
    private static readonly Company First = new(Nip.Parse("5260001246"), "Zorza", "ul. Piękna 7/3, 00-539 Warszawa", KsefEnvironment.Test);
    private static readonly Company Second = new(Nip.Parse("1111111111"), "Atrament", "ul. Długa 5, 31-147 Kraków", KsefEnvironment.Production);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-companies-");
    private readonly CompanyRegister register;

    public CompanyRegisterTests() => register = new CompanyRegister(Database.Open(folder.FullName), Who.Program, new SteeredClock());

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Fact]
    public void A_company_is_kept_as_it_was_added_and_only_once()
    {
        register.Add(First);
        Assert.Equal("INK-COMPANY-001", Cabinet.Refusal(() => register.Add(First with { Name = "Inna" })));
        Assert.Equal([First], register.All());
    }

    [Fact]
    public void A_company_whose_NIP_stands_in_several_environments_is_named_by_both()
    {
        register.Add(First);
        Assert.Equal("5260001246", register.All()[0].Reference.Shortest);
        register.Add(First with { Environment = KsefEnvironment.Demo });
        Assert.Equal(["5260001246@demo", "5260001246@test"], register.All().Select(one => one.Reference.Shortest));
        Assert.Equal("5260001246@demo", register.Find(new(First.Nip, "demo")).Reference.ToString());
    }

    [Fact]
    public void A_name_and_an_address_are_kept_without_the_blanks_around_them_and_changed_one_by_one()
    {
        register.Add(First with { Name = " Zorza ", Address = $" {First.Address} " });
        Assert.Equal([First], register.All());
        Assert.Equal(("Jutrzenka", First.Address), (register.Change((CompanyReference?)null, " Jutrzenka", null).Name, register.All()[0].Address));
        Assert.Equal("Jutrzenka", register.All()[0].Name);
    }

    [Fact]
    public void They_are_listed_by_name_and_by_number_where_the_name_is_the_same()
    {
        var third = Second with { Nip = Nip.Parse("5265877635") };
        foreach (var one in new[] { First, third, Second }) register.Add(one);
        Assert.Equal([Second, third, First], register.All());
    }

    [Theory]
    [InlineData("", "ul. Długa 5")]
    [InlineData(" ", "ul. Długa 5")]
    [InlineData("Atrament", "")]
    [InlineData("Atrament", " \t")]
    public void A_company_needs_a_name_and_an_address(string name, string address)
    {
        Assert.Equal("INK-COMPANY-004", Cabinet.Refusal(() => register.Add(First with { Name = name, Address = address })));
        Assert.Empty(register.All());
        register.Add(First);
        Assert.Equal("INK-COMPANY-004", Cabinet.Refusal(() => register.Rename(First with { Name = name, Address = address })));
        Assert.Equal([First], register.All());
    }

    [Fact]
    public void Another_name_and_address_are_those_of_this_company_alone()
    {
        register.Add(First);
        register.Add(Second);
        register.Rename(First with { Name = "Nowa", Address = "ul. Nowa 1, 00-001 Warszawa", Environment = KsefEnvironment.Demo });
        // It stays where its invoices are.
        Assert.Equal([Second, First with { Name = "Nowa", Address = "ul. Nowa 1, 00-001 Warszawa" }], register.All());
    }

    [Fact]
    public void The_only_company_need_not_be_named()
    {
        Assert.Equal("INK-COMPANY-002", Cabinet.Refusal(() => register.Find(null)));
        register.Add(First);
        Assert.Equal(First, register.Find(null));
        Assert.Equal("INK-COMPANY-002", Cabinet.Refusal(() => register.Find(new CompanyReference(Second.Nip))));
        register.Add(Second);
        Assert.Equal("INK-COMPANY-003", Cabinet.Refusal(() => register.Find(null)));
        Assert.Equal((First, Second), (register.Find(new CompanyReference(First.Nip)), register.Find(new CompanyReference(Second.Nip))));
    }

    [Fact]
    public void As_a_seller_it_has_its_number_name_and_address()
    {
        var seller = Second.AsSeller();
        Assert.Equal((Second.Nip, "Atrament"), (seller.Nip, seller.Name));
        Assert.Equal(Address.Parse("ul. Długa 5, 31-147 Kraków", System.Globalization.CultureInfo.InvariantCulture), seller.Address);
    }
}
