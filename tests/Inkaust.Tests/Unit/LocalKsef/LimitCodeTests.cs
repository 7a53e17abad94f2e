using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Inkaust.Invoices;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;
using static Inkaust.Tests.Support.LocalKsefDay;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>Where something is full, too late or unknown: each with its own code.</summary>
public sealed class LimitCodeTests : OwnServerTests
{
    private static readonly object Form = new { systemCode = "FA (3)", schemaVersion = "1-0E", value = "FA" };
    [Fact]
    public async Task A_session_that_is_full_takes_no_more_invoices()
    {
        var nip = await Client.SignInAsNewCompany();
        var limits = new { maxInvoiceSizeInMB = 1, maxInvoiceWithAttachmentSizeInMB = 3, maxInvoices = 1 };
        await Client.Post("/v2/testdata/limits/context/session", new { onlineSession = limits, batchSession = limits });
        var session = await Client.OpenSession();
        await Client.SendInvoice(session, LocalKsefInvoices.Fa3(nip, "FV/1", Today));
        Assert.Equal(21155, (await Client.Post($"/v2/sessions/online/{session}/invoices", Client.Sending(LocalKsefInvoices.Fa3(nip, "FV/2", Today)))).ErrorCode);
        await Client.Send(HttpMethod.Delete, "/v2/testdata/limits/context/session");
        await Client.SendInvoice(session, LocalKsefInvoices.Fa3(nip, "FV/3", Today));
    }

    [Fact]
    public async Task A_package_has_fifty_parts_at_most_and_is_closed_in_time()
    {
        await Client.SignInAsNewCompany();
        var tooMany = Enumerable.Range(1, 51).Select(number => new { ordinalNumber = number, fileSize = 16, fileHash = LocalKsefSigner.Digest([1]) });
        Assert.Equal(21161, (await Client.Post("/v2/sessions/batch", new { formCode = Form, encryption = await Client.Encryption(), batchFile = new { fileSize = 10, fileHash = LocalKsefSigner.Digest([1]), fileParts = tooMany } })).ErrorCode);
        var (session, parts) = await Client.OpenBatch([1, 2, 3], 1, "Zip");
        await Client.Upload(parts[0].Url, parts[0].Content);
        await Client.Manage(HttpMethod.Post, $"/sessions/{session}/expire");
        Assert.Equal(21208, (await Client.Post($"/v2/sessions/batch/{session}/close")).ErrorCode);
        Assert.Equal(440, (await Client.Get($"/v2/sessions/{session}")).StatusCode);
    }

    [Fact]
    public async Task Certificates_are_limited_by_applications_and_by_how_many_one_has()
    {
        await Client.SignInAsNewCompany();
        await Client.Post("/v2/testdata/limits/subject/certificate", new { enrollment = new { maxEnrollments = 2 }, certificate = new { maxCertificates = 1 } });
        using var only = await Client.Enroll("Offline");
        Assert.Equal(25007, (await Enrol()).ErrorCode);
        var limits = (await Client.Get("/v2/certificates/limits")).Json;
        Assert.Equal((false, 1, 0), (limits["canRequest"]!.GetValue<bool>(), limits["enrollment"]!["remaining"]!.GetValue<int>(), limits["certificate"]!["remaining"]!.GetValue<int>()));
        await Client.Post($"/v2/certificates/{only.SerialNumber}/revoke", new { });
        using var second = await Client.Enroll("Offline");
        await Client.Post($"/v2/certificates/{second.SerialNumber}/revoke", new { });
        Assert.Equal(25006, (await Enrol()).ErrorCode);
    }

    [Fact]
    public async Task A_public_key_that_nobody_has_is_told_as_such()
    {
        await Client.SignInAsNewCompany();
        var encryption = new { encryptedSymmetricKey = Convert.ToBase64String(new byte[256]), initializationVector = Convert.ToBase64String(new byte[16]), publicKeyId = LocalKsefSigner.Digest([1]) };
        Assert.Equal(21470, (await Client.Post("/v2/sessions/online", new { formCode = Form, encryption })).ErrorCode);
    }

    [Fact]
    public async Task A_search_that_begins_after_everything_is_told_as_such()
    {
        await Client.SignInAsNewCompany();
        var from = Noon.AddHours(1);
        object Filter() => new { subjectType = "Subject1", dateRange = new { dateType = "PermanentStorage", from, to = from.AddHours(1), restrictToPermanentStorageHwmDate = true } };
        Assert.Equal(21183, (await Client.Post("/v2/invoices/query/metadata", Filter())).ErrorCode);
        Assert.Equal(21175, (await Client.Get("/v2/invoices/exports/20260201-EX-0123456789-0123456789-01")).ErrorCode);
        Assert.Equal(21418, (await Client.Send(HttpMethod.Get, "/v2/sessions?sessionType=Online", headers: ("x-continuation-token", "nonsense"))).ErrorCode);
    }

    [Fact]
    public async Task More_than_ten_thousand_invoices_are_cut_off_with_the_date_of_the_last_one()
    {
        var nip = await Client.SignInAsNewCompany();
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create))
            for (var i = 0; i < 10_000; i++)
            {
                using var entry = zip.CreateEntry($"{i}.xml", CompressionLevel.Fastest).Open();
                entry.Write(LocalKsefInvoices.Fa3(nip, $"W/{i}", Today));
            }
        Assert.Equal(10_000, (await Client.BatchOutcome(await Client.SendBatch(archive.ToArray(), 1, "Zip")))["successfulInvoiceCount"]!.GetValue<int>());
        Assert.False((await Export())["isTruncated"]!.GetValue<bool>());
        await Client.SendAndWait(LocalKsefInvoices.Fa3(nip, "the last one", Today));
        var package = await Export();
        Assert.True(package["isTruncated"]!.GetValue<bool>());
        Assert.Equal(10_000, package["invoiceCount"]!.GetValue<int>());
        Assert.NotNull(package["lastPermanentStorageDate"]);
        var last = (await Client.Post("/v2/invoices/query/metadata?pageSize=250&pageOffset=39&sortOrder=Asc", Everything)).Json;
        // More, but only behind a narrower range: both are true then (OpenAPI, incremental retrieval).
        Assert.Equal((true, true, 250), (last["hasMore"]!.GetValue<bool>(), last["isTruncated"]!.GetValue<bool>(), last["invoices"]!.AsArray().Count));
    }

    private static object Everything => new { subjectType = "Subject1", dateRange = new { dateType = "PermanentStorage", from = Noon.AddDays(-1) } };

    private async Task<System.Text.Json.Nodes.JsonNode> Export()
    {
        var started = await Client.Post("/v2/invoices/exports", new { encryption = await Client.Encryption(), filters = Everything, onlyMetadata = true });
        for (var attempt = 0; attempt < 9000; attempt++)
        {
            var status = await Client.Get($"/v2/invoices/exports/{started.Json["referenceNumber"]!.GetValue<string>()}");
            if (status.StatusCode == 200) return status.Json["package"]!;
            await Task.Delay(20);
        }
        throw new TimeoutException("The export was not ready within three minutes.");
    }

    private async Task<LocalKsefAnswer> Enrol()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var csr = new CertificateRequest(await Client.EnrollmentName(), key, HashAlgorithmName.SHA256).CreateSigningRequest();
        return await Client.Post("/v2/certificates/enrollments", new { certificateName = "Jeszcze jeden", certificateType = "Offline", csr = Convert.ToBase64String(csr) });
    }
}
