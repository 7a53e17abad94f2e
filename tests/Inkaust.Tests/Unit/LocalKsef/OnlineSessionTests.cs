using System.Net;
using System.Security.Cryptography;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Tests.Support;
using static Inkaust.Tests.Support.LocalKsefDay;

namespace Inkaust.Tests.Unit.LocalKsef;

public sealed class OnlineSessionTests(LocalKsefFixture fixture) : IClassFixture<LocalKsefFixture>, IDisposable
{
    private readonly LocalKsefClient client = new(fixture.Server);

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task A_good_invoice_gets_a_number_and_a_confirmation()
    {
        var nip = await client.SignInAsNewCompany();
        var xml = LocalKsefInvoices.Fa3(nip, "FV/1", Today);
        var session = await client.OpenSession();
        var reference = await client.SendInvoice(session, xml);
        var outcome = await client.Outcome(session, reference);
        Assert.Equal(200, outcome["status"]!["code"]!.GetValue<int>());
        Assert.Equal("Online", outcome["invoicingMode"]!.GetValue<string>());
        var number = KsefNumber.Parse(outcome["ksefNumber"]!.GetValue<string>());
        Assert.Equal(nip, number.SellerNip.ToString());
        Assert.Equal(100, (await client.Get($"/v2/sessions/{session}")).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await client.Post($"/v2/sessions/online/{session}/close")).Status);
        var status = await client.Get($"/v2/sessions/{session}");
        Assert.Equal(200, status.StatusCode);
        var page = status.Json["upo"]!["pages"]![0]!;
        var upo = await client.Get($"/v2/sessions/{session}/invoices/{reference}/upo");
        Assert.Contains(number.ToString(), upo.Text);
        Assert.Equal(LocalKsefSigner.Digest(upo.Body), upo.Headers.GetValues("x-ms-meta-hash").Single());
        Assert.Equal(upo.Body, (await client.Get($"/v2/sessions/{session}/invoices/ksef/{number}/upo")).Body);
        Assert.Equal(upo.Body, (await client.Get(outcome["upoDownloadUrl"]!.GetValue<string>(), "")).Body);
        var collective = await client.Get($"/v2/sessions/{session}/upo/{page["referenceNumber"]!.GetValue<string>()}");
        Assert.Contains(session, collective.Text);
        Assert.Equal(collective.Body, (await client.Get(page["downloadUrl"]!.GetValue<string>(), "")).Body);
        Assert.Equal(xml, (await client.Get($"/v2/invoices/ksef/{number}")).Body);
        Assert.Single((await client.Get($"/v2/sessions/{session}/invoices")).Json["invoices"]!.AsArray());
        Assert.Empty((await client.Get($"/v2/sessions/{session}/invoices/failed")).Json["invoices"]!.AsArray());
        Assert.Single((await client.Get("/v2/sessions?sessionType=Online&statuses=Succeeded")).Json["sessions"]!.AsArray());
    }

    [Fact]
    public async Task A_download_link_opens_one_file_only()
    {
        var nip = await client.SignInAsNewCompany();
        var first = (await client.SendAndWait(LocalKsefInvoices.Fa3(nip, "FV/1", Today)))["upoDownloadUrl"]!.GetValue<string>();
        var second = (await client.SendAndWait(LocalKsefInvoices.Fa3(nip, "FV/2", Today)))["upoDownloadUrl"]!.GetValue<string>();
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.Get(first.Split('?')[0] + "?" + second.Split('?')[1], "")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.Get(first.Split('?')[0], "")).Status);
    }

    [Fact]
    public async Task P_1_in_the_future_is_refused_with_450()
    {
        var nip = await client.SignInAsNewCompany();
        var outcome = await client.SendAndWait(LocalKsefInvoices.Fa3(nip, "FV/1", Today.AddDays(1)));
        Assert.Equal(450, outcome["status"]!["code"]!.GetValue<int>());
        Assert.NotNull(outcome["invoiceHash"]);
    }

    [Fact]
    public async Task An_earlier_P_1_makes_the_invoice_offline()
    {
        var nip = await client.SignInAsNewCompany();
        Assert.Equal("Offline", (await client.SendAndWait(LocalKsefInvoices.Fa3(nip, "FV/1", Today.AddDays(-1))))["invoicingMode"]!.GetValue<string>());
        Assert.Equal("Offline", (await client.SendAndWait(LocalKsefInvoices.Fa3(nip, "FV/2", Today), offline: true))["invoicingMode"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_invoice_of_another_seller_is_refused_with_410()
    {
        await client.SignInAsNewCompany();
        Assert.Equal(410, (await client.SendAndWait(LocalKsefInvoices.Fa3(LocalKsefClient.NewNip(), "FV/1", Today)))["status"]!["code"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_duplicate_names_the_original()
    {
        var nip = await client.SignInAsNewCompany();
        var session = await client.OpenSession();
        var original = await client.Outcome(session, await client.SendInvoice(session, LocalKsefInvoices.Fa3(nip, "FV/1", Today)));
        var duplicate = await client.SendAndWait(LocalKsefInvoices.Fa3(nip, "FV/1", Today.AddDays(-3)));
        Assert.Equal(440, duplicate["status"]!["code"]!.GetValue<int>());
        Assert.Equal(original["ksefNumber"]!.GetValue<string>(), duplicate["status"]!["extensions"]!["originalKsefNumber"]!.GetValue<string>());
        Assert.Equal(session, duplicate["status"]!["extensions"]!["originalSessionReferenceNumber"]!.GetValue<string>());
        Assert.NotEmpty(duplicate["status"]!["details"]!.AsArray());
        Assert.Equal(200, (await client.SendAndWait(LocalKsefInvoices.Fa3(nip, "FV/1", Today, kind: "ZAL")))["status"]!["code"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_refused_invoice_leaves_its_number_free()
    {
        var nip = await client.SignInAsNewCompany();
        await client.SendAndWait(LocalKsefInvoices.Fa3(nip, "FV/1", Today.AddDays(1)));
        Assert.Equal(200, (await client.SendAndWait(LocalKsefInvoices.Fa3(nip, "FV/1", Today)))["status"]!["code"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("invoiceSize", 430)]
    [InlineData("invoiceHash", 430)]
    [InlineData("encryptedInvoiceSize", 430)]
    [InlineData("encryptedInvoiceHash", 430)]
    public async Task A_declaration_that_does_not_fit_the_file_is_refused(string part, int code)
    {
        var nip = await client.SignInAsNewCompany();
        var session = await client.OpenSession();
        var sending = client.Sending(LocalKsefInvoices.Fa3(nip, "FV/1", Today));
        sending[part] = part.EndsWith("Size", StringComparison.Ordinal) ? sending[part]!.GetValue<int>() + 1 : LocalKsefSigner.Digest([1]);
        Assert.Equal(code, (await client.Outcome(session, await client.SendInvoice(session, sending)))["status"]!["code"]!.GetValue<int>());
    }

    /// <summary>Under one wrong key in 256 what comes out ends as if it were right; then the size gives it away.</summary>
    [Theory]
    [InlineData(false, 435)]
    [InlineData(true, 430)]
    public async Task A_file_under_another_key_is_refused(bool looksRight, int code)
    {
        var nip = await client.SignInAsNewCompany();
        var sending = client.Sending(LocalKsefInvoices.Fa3(nip, "FV/1", Today));
        var encrypted = Convert.FromBase64String(sending["encryptedInvoiceContent"]!.GetValue<string>());
        var wrong = RandomNumberGenerator.GetBytes(32);
        while (Opens(wrong, encrypted, client.Vector) != looksRight) wrong = RandomNumberGenerator.GetBytes(32);
        var session = await client.OpenSession(wrong);
        Assert.Equal(code, (await client.Outcome(session, await client.SendInvoice(session, sending)))["status"]!["code"]!.GetValue<int>());
    }

    private static bool Opens(byte[] key, byte[] encrypted, byte[] vector)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        // The last octet tells how many belong to the padding, and all of them are that number.
        var plain = aes.DecryptCbc(encrypted, vector, PaddingMode.None);
        return plain[^1] is >= 1 and <= 16 && plain[^plain[^1]..].All(octet => octet == plain[^1]);
    }

    [Theory]
    [InlineData("\uFEFF<x/>")]
    [InlineData("<x>")]
    [InlineData("<!DOCTYPE Faktura><Faktura/>")]
    [InlineData("<Faktura xmlns=\"http://crd.gov.pl/wzor/2023/06/29/12648/\"/>")]
    [InlineData("<Faktura xmlns=\"http://crd.gov.pl/wzor/2025/06/25/13775/\"/>")]
    [InlineData("<?xml-stylesheet href='x'?><Faktura xmlns=\"http://crd.gov.pl/wzor/2025/06/25/13775/\"/>")]
    [InlineData("<Faktura xmlns=\"http://crd.gov.pl/wzor/2025/06/25/13775/\">\u0081</Faktura>")]
    public async Task A_file_that_is_no_proper_FA3_is_refused_with_450(string file)
    {
        await client.SignInAsNewCompany();
        Assert.Equal(450, (await client.SendAndWait(Encoding.UTF8.GetBytes(file)))["status"]!["code"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_file_larger_than_a_megabyte_without_attachment_is_refused()
    {
        var nip = await client.SignInAsNewCompany();
        var large = Encoding.UTF8.GetString(LocalKsefInvoices.Fa3(nip, "FV/1", Today)).Replace("</Faktura>", new string(' ', 1_000_000) + "</Faktura>");
        Assert.Equal(430, (await client.SendAndWait(Encoding.UTF8.GetBytes(large)))["status"]!["code"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_closed_session_takes_nothing_more()
    {
        var nip = await client.SignInAsNewCompany();
        var session = await client.OpenSession();
        await client.Post($"/v2/sessions/online/{session}/close");
        Assert.Equal(440, (await client.Get($"/v2/sessions/{session}")).StatusCode);
        Assert.Equal(21180, (await client.Post($"/v2/sessions/online/{session}/invoices", client.Sending(LocalKsefInvoices.Fa3(nip, "FV/1", Today)))).ErrorCode);
        Assert.Equal(21180, (await client.Post($"/v2/sessions/online/{session}/close")).ErrorCode);
    }

    [Fact]
    public async Task Nobody_sees_the_session_of_another_context()
    {
        await client.SignInAsNewCompany();
        var session = await client.OpenSession();
        await client.SignInAsNewCompany();
        Assert.Equal(21173, (await client.Get($"/v2/sessions/{session}")).ErrorCode);
        Assert.Equal(21173, (await client.Post($"/v2/sessions/online/{session}/close")).ErrorCode);
    }

    [Fact]
    public async Task A_technical_correction_follows_a_refused_invoice_only()
    {
        var nip = await client.SignInAsNewCompany();
        var bad = LocalKsefInvoices.Fa3(nip, "FV/1", Today.AddDays(1));
        var good = LocalKsefInvoices.Fa3(nip, "FV/1", Today);
        Assert.Equal(450, (await client.SendAndWait(bad, offline: true))["status"]!["code"]!.GetValue<int>());
        var session = await client.OpenSession();
        Assert.Equal(21405, (await client.Post($"/v2/sessions/online/{session}/invoices", client.Sending(good, offline: false, LocalKsefSigner.Digest(bad)))).ErrorCode);
        Assert.Equal(200, (await client.Outcome(session, await client.SendInvoice(session, good, true, LocalKsefSigner.Digest(bad))))["status"]!["code"]!.GetValue<int>());
        Assert.Equal(21166, (await client.Post($"/v2/sessions/online/{session}/invoices", client.Sending(good, true, LocalKsefSigner.Digest(bad)))).ErrorCode);
        Assert.Equal(21167, (await client.Post($"/v2/sessions/online/{session}/invoices", client.Sending(bad, true, LocalKsefSigner.Digest(good)))).ErrorCode);
    }

    [Fact]
    public async Task Of_two_technical_corrections_of_one_file_that_come_at_once_one_is_accepted()
    {
        var nip = await client.SignInAsNewCompany();
        var bad = LocalKsefInvoices.Fa3(nip, "FV/1", Today.AddDays(1));
        await client.SendAndWait(bad, offline: true);
        var session = await client.OpenSession();
        var fault = (await client.Manage(HttpMethod.Post, "/faults", new { kind = "stuck-150", match = $"POST /v2/sessions/online/{session}/invoices" }))!["id"]!.GetValue<string>();
        var sent = new List<string>();
        foreach (var number in new[] { "FV/1", "FV/1a" }) sent.Add(await client.SendInvoice(session, LocalKsefInvoices.Fa3(nip, number, Today), true, LocalKsefSigner.Digest(bad)));
        await client.Manage(HttpMethod.Delete, $"/faults/{fault}");
        var codes = new List<int>();
        foreach (var invoice in sent) codes.Add((await client.Outcome(session, invoice))["status"]!["code"]!.GetValue<int>());
        Assert.Equal([200, 450], codes.Order());
    }

    [Fact]
    public async Task A_list_of_invoices_is_read_page_by_page()
    {
        var nip = await client.SignInAsNewCompany();
        var session = await client.OpenSession();
        for (var i = 1; i <= 12; i++) await client.SendInvoice(session, LocalKsefInvoices.Fa3(nip, $"FV/{i}", Today));
        var first = await client.Get($"/v2/sessions/{session}/invoices?pageSize=10");
        Assert.Equal(10, first.Json["invoices"]!.AsArray().Count);
        var token = first.Json["continuationToken"]!.GetValue<string>();
        var second = await client.Send(HttpMethod.Get, $"/v2/sessions/{session}/invoices?pageSize=10", headers: ("x-continuation-token", token));
        Assert.Equal([11, 12], second.Json["invoices"]!.AsArray().Select(invoice => invoice!["ordinalNumber"]!.GetValue<int>()));
        Assert.Null(second.Json["continuationToken"]);
        Assert.Equal(21418, (await client.Send(HttpMethod.Get, $"/v2/sessions/{session}/invoices", headers: ("x-continuation-token", "!!"))).ErrorCode);
        Assert.Equal(21405, (await client.Get($"/v2/sessions/{session}/invoices?pageSize=5")).ErrorCode);
    }

    [Fact]
    public async Task Errors_come_in_the_older_form_unless_problem_details_are_asked_for()
    {
        await client.SignInAsNewCompany();
        var old = await client.Send(HttpMethod.Post, "/v2/sessions/online", new { }, problemDetails: false);
        Assert.Equal(HttpStatusCode.BadRequest, old.Status);
        Assert.Equal(21405, old.Json["exception"]!["exceptionDetailList"]![0]!["exceptionCode"]!.GetValue<int>());
        var problem = await client.Post("/v2/sessions/online", new { });
        Assert.Equal("application/problem+json", problem.ContentType);
        Assert.Equal(21405, problem.ErrorCode);
        Assert.Equal("application/problem+json", (await client.Send(HttpMethod.Get, "/v2/sessions", token: "x", problemDetails: false)).ContentType);
    }
}
