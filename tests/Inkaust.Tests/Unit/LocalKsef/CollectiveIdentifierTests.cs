using System.Net;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;
using static Inkaust.Tests.Support.LocalKsefDay;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>One number for several invoices of one seller.</summary>
public sealed class CollectiveIdentifierTests(LocalKsefFixture fixture) : IClassFixture<LocalKsefFixture>, IDisposable
{
    private readonly LocalKsefClient client = new(fixture.Server);

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task A_collective_identifier_gathers_invoices_of_one_seller()
    {
        Assert.Equal("1111111111-IZ202607-65ED02180000-E7", CollectiveIdentifier.NewNumber("1111111111", new DateOnly(2026, 7, 1), 0x65ED02180000));
        var nip = await client.SignInAsNewCompany();
        var first = (await client.SendAndWait(LocalKsefInvoices.Fa3(nip, "FV/1", Today)))["ksefNumber"]!.GetValue<string>();
        var second = (await client.SendAndWait(LocalKsefInvoices.Fa3(nip, "FV/2", Today)))["ksefNumber"]!.GetValue<string>();
        var made = await client.Post("/v2/collective-identifiers", new { invoices = new object[] { new { ksefNumber = first, payment = new { amount = 123.00, currency = "PLN" } }, new { ksefNumber = second } } });
        Assert.Equal(HttpStatusCode.Created, made.Status);
        var number = made.Json["collectiveIdentifierNumber"]!.GetValue<string>();
        Assert.Equal(2, (await client.Post("/v2/collective-identifiers/invoices", new { collectiveIdentifierNumbers = new[] { number } })).Json["invoices"]!.AsArray().Count);
        Assert.Single((await client.Get($"/v2/collective-identifiers/ksef/{first}")).Json["collectiveIdentifiers"]!.AsArray());
        var now = await client.Now();
        Assert.Single((await client.Post("/v2/collective-identifiers/query", new { dateCreatedFrom = now.AddHours(-1), dateCreatedTo = now.AddHours(1) })).Json["collectiveIdentifiers"]!.AsArray());
        var other = await client.SignInAsNewCompany();
        var foreign = (await client.SendAndWait(LocalKsefInvoices.Fa3(other, "FV/1", Today)))["ksefNumber"]!.GetValue<string>();
        Assert.Equal(71004, (await client.Post("/v2/collective-identifiers", new { invoices = new[] { new { ksefNumber = first }, new { ksefNumber = foreign } } })).ErrorCode);
    }
}
