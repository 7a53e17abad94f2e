using System.Globalization;
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
    private readonly CompanyId? id;

    /// <summary>Its key. The first company with a NIP has that as its key.</summary>
    public CompanyId Id { get => id ?? KeyOf(Nip); init => id = value == KeyOf(Nip) ? null : value; }

    /// <summary>Its NIP stands here in another environment too, so that the NIP alone does not name it.</summary>
    public bool SharesNip { get; init; }

    /// <summary>How a person names it.</summary>
    public CompanyReference Reference => new(Nip, Environment.Word) { NipIsEnough = !SharesNip };

    /// <summary>Who acts for it: what is done to its invoices is noted as done by this one.</summary>
    public Who By { get; init; } = Who.Program;

    private static CompanyId KeyOf(Nip nip) => new(nip.ToString());

    /// <summary>The company as the seller of an invoice.</summary>
    public Party AsSeller() => new() { Nip = Nip, Name = Name, Address = Invoices.Address.Parse(Address, CultureInfo.InvariantCulture) };
}
