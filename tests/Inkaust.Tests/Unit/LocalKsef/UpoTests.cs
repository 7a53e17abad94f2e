using System.Text;
using System.Text.RegularExpressions;
using Inkaust.Invoices;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef;

public sealed class UpoTests(LocalKsefFixture fixture) : IClassFixture<LocalKsefFixture>, IDisposable
{
    private readonly LocalKsefClient client = new(fixture.Server);
    private readonly string folder = Directory.CreateTempSubdirectory("inkaust-upo-").FullName;

    public void Dispose()
    {
        client.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_signature_of_a_confirmation_is_good_for_xmlsec1()
    {
        var (invoice, session) = await Confirmations();
        var authority = await WriteAuthority();
        foreach (var upo in new[] { invoice, session })
        {
            var verified = await Tool.RunAsync("xmlsec1", "--verify", "--trusted-pem", authority, upo);
            Assert.True(verified.ExitCode == 0, verified.Output);
            await File.WriteAllTextAsync(upo, (await File.ReadAllTextAsync(upo)).Replace("FV/1", "FV/9"));
            Assert.NotEqual(0, (await Tool.RunAsync("xmlsec1", "--verify", "--trusted-pem", authority, upo)).ExitCode);
        }
    }

    [Fact]
    public async Task A_confirmation_follows_the_official_schema_but_for_the_name_and_the_signature()
    {
        var schema = Checkout.Reference("schemas", "UPO", "upo-v4-3.xsd");
        var (invoice, session) = await Confirmations();
        foreach (var upo in new[] { invoice, session })
        {
            var text = Regex.Replace(await File.ReadAllTextAsync(upo), "<ds:Signature.*</ds:Signature>", "", RegexOptions.Singleline);
            await File.WriteAllTextAsync(upo, Regex.Replace(text, "(<NazwaPodmiotuPrzyjmujacego>)[^<]*", "$1Ministerstwo Finansów"), Encoding.UTF8);
            var validated = await Tool.RunAsync("xmllint", "--noout", "--nonet", "--schema", schema, upo);
            Assert.True(validated.ExitCode == 0, validated.Output);
        }
    }

    [Fact]
    public async Task The_test_invoices_follow_the_official_schema()
    {
        var schema = Checkout.Reference("schemas", "FA", "schemat_FA(3)_v1-0E.xsd");
        var local = Path.Combine(folder, "fa3.xsd");
        var bases = Path.Combine(Path.GetDirectoryName(schema)!, "bazowe");
        await File.WriteAllTextAsync(local, Regex.Replace(await File.ReadAllTextAsync(schema), "schemaLocation=\"[^\"]*/([^/\"]+)\"", $"schemaLocation=\"{bases}/$1\""));
        var file = Path.Combine(folder, "invoice.xml");
        await File.WriteAllBytesAsync(file, LocalKsefInvoices.Fa3("5265877635", "FV/1", new DateOnly(2026, 2, 1)));
        var validated = await Tool.RunAsync("xmllint", "--noout", "--nonet", "--schema", local, file);
        Assert.True(validated.ExitCode == 0, validated.Output);
    }

    private async Task<(string Invoice, string Session)> Confirmations()
    {
        var nip = await client.SignInAsNewCompany();
        var session = await client.OpenSession();
        var today = PolishTime.DateOf(await client.Now());
        var first = await client.SendInvoice(session, LocalKsefInvoices.Fa3(nip, "FV/1", today));
        var second = await client.SendInvoice(session, LocalKsefInvoices.Fa3(nip, "FV/2", today.AddDays(-1)));
        await client.Outcome(session, first);
        await client.Outcome(session, second);
        await client.Post($"/v2/sessions/online/{session}/close");
        var page = (await client.Get($"/v2/sessions/{session}")).Json["upo"]!["pages"]![0]!["referenceNumber"]!.GetValue<string>();
        return (await Save("invoice.xml", $"/v2/sessions/{session}/invoices/{first}/upo"), await Save("session.xml", $"/v2/sessions/{session}/upo/{page}"));
    }

    private async Task<string> Save(string name, string path)
    {
        var file = Path.Combine(folder, name);
        await File.WriteAllBytesAsync(file, (await client.Get(path)).Body);
        return file;
    }

    private async Task<string> WriteAuthority()
    {
        var file = Path.Combine(folder, "authority.pem");
        var pem = (await client.Manage(HttpMethod.Get, "/certificates/authority"))!.GetValue<string>();
        await File.WriteAllTextAsync(file, pem[..(pem.IndexOf("-----END CERTIFICATE-----", StringComparison.Ordinal) + 26)]);
        return file;
    }
}
