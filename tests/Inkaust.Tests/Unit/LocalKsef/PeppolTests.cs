using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.Tests.Support;
using static Inkaust.Tests.Support.LocalKsefDay;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>A provider of Peppol services sends for a supplier who has allowed it.</summary>
public sealed class PeppolTests(LocalKsefFixture fixture) : IClassFixture<LocalKsefFixture>, IDisposable
{
    private readonly LocalKsefClient supplier = new(fixture.Server);
    private readonly LocalKsefClient provider = new(fixture.Server);

    public void Dispose()
    {
        supplier.Dispose();
        provider.Dispose();
    }

    [Fact]
    public async Task A_provider_is_registered_by_its_first_seal_and_sends_for_whoever_has_allowed_it()
    {
        var id = LocalKsefClient.NewPeppolId();
        var nip = await supplier.SignInAsNewCompany();
        using var seal = LocalKsefSigner.SelfSigned($"CN={id}, O=Dostawca Próbny, C=PL", RSA.Create(2048), await provider.Now());
        var request = LocalKsefSigner.Request(await provider.Challenge(), "x").Replace("<Nip>x</Nip>", $"<PeppolId>{id}</PeppolId>");
        Assert.Equal(200, (await provider.Authenticate(LocalKsefSigner.Sign(request, seal, await provider.Now()))).StatusCode);
        provider.AccessToken = (await provider.Post("/v2/auth/token/redeem", token: provider.OperationToken)).Json["accessToken"]!["token"]!.GetValue<string>();
        var known = (await provider.Get("/v2/peppol/query?pageSize=100", "")).Json["peppolProviders"]!.AsArray();
        Assert.Equal("Dostawca Próbny", known.Single(one => one!["id"]!.GetValue<string>() == id)!["name"]!.GetValue<string>());

        Assert.Equal(410, (await Sent(Ubl(nip, "PEF/1")))["status"]!["code"]!.GetValue<int>());
        await supplier.Post("/v2/permissions/authorizations/grants", new
        {
            subjectIdentifier = new { type = "PeppolId", value = id },
            permission = "PefInvoicing",
            description = "Przez dostawcę",
            subjectDetails = new { fullName = "Dostawca Próbny" },
        });
        var accepted = await Sent(Ubl(nip, "PEF/1"));
        Assert.Equal(200, accepted["status"]!["code"]!.GetValue<int>());
        Assert.Equal(440, (await Sent(Ubl(nip, "PEF/1")))["status"]!["code"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.OK, (await supplier.Get($"/v2/invoices/ksef/{accepted["ksefNumber"]}")).Status);
        // Nothing but PEF is for a provider.
        Assert.Equal(HttpStatusCode.Forbidden, (await provider.Post("/v2/permissions/persons/grants", new { })).Status);
    }

    private async Task<JsonNode> Sent(byte[] xml)
    {
        var opened = await provider.Post("/v2/sessions/online", new { formCode = new { systemCode = "PEF (3)", schemaVersion = "2-1", value = "PEF" }, encryption = await provider.Encryption() });
        var session = opened.Json["referenceNumber"]!.GetValue<string>();
        return await provider.Outcome(session, await provider.SendInvoice(session, xml));
    }

    private static byte[] Ubl(string nip, string number) => Encoding.UTF8.GetBytes($"""
        <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:a="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:b="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
        <b:ID>{number}</b:ID><b:IssueDate>{Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}</b:IssueDate><b:DocumentCurrencyCode>PLN</b:DocumentCurrencyCode>
        <a:AccountingSupplierParty><a:Party><a:PartyTaxScheme><b:CompanyID>PL{nip}</b:CompanyID></a:PartyTaxScheme><a:PartyLegalEntity><b:RegistrationName>Dostawca</b:RegistrationName></a:PartyLegalEntity></a:Party></a:AccountingSupplierParty>
        <a:AccountingCustomerParty><a:Party><a:PartyTaxScheme><b:CompanyID>PL5265877635</b:CompanyID></a:PartyTaxScheme></a:Party></a:AccountingCustomerParty>
        <a:LegalMonetaryTotal><b:TaxExclusiveAmount currencyID="PLN">100.00</b:TaxExclusiveAmount><b:TaxInclusiveAmount currencyID="PLN">123.00</b:TaxInclusiveAmount></a:LegalMonetaryTotal>
        </Invoice>
        """);
}
