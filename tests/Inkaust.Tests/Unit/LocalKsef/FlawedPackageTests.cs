using System.IO.Compression;
using System.Net;
using System.Text;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>Packages that are not quite as they should be.</summary>
public sealed class FlawedPackageTests : OwnServerTests
{
    [Fact]
    public async Task A_package_with_a_damaged_file_is_refused_as_a_whole()
    {
        var nip = await Client.SignInAsNewCompany();
        var good = Zip(("1.xml", Invoice(nip, 1)), ("2.xml", Invoice(nip, 2)));
        var damaged = (byte[])good.Clone();
        // A block of a type that does not exist, right behind the header of the second file.
        var second = damaged.AsSpan().LastIndexOf("PK\u0003\u0004"u8);
        damaged.AsSpan(second + 30 + "2.xml".Length, 40).Fill(0xFF);
        var session = await Client.SendBatch(damaged, 1, "Zip");
        Assert.Equal(430, (await Client.BatchOutcome(session))["status"]!["code"]!.GetValue<int>());
        Assert.Empty((await Client.Get($"/v2/sessions/{session}/invoices")).Json["invoices"]!.AsArray());
        Assert.Equal(2, (await Client.BatchOutcome(await Client.SendBatch(good, 1, "Zip")))["successfulInvoiceCount"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_package_with_one_invoice_too_many_is_refused_as_a_whole()
    {
        var nip = await Client.SignInAsNewCompany();
        var limits = new { maxInvoiceSizeInMB = 1, maxInvoiceWithAttachmentSizeInMB = 3, maxInvoices = 2 };
        await Client.Post("/v2/testdata/limits/context/session", new { onlineSession = limits, batchSession = limits });
        var files = Enumerable.Range(1, 3).Select(number => ($"{number}.xml", Invoice(nip, number))).ToArray();
        var outcome = await Client.BatchOutcome(await Client.SendBatch(Zip(files), 1, "Zip"));
        Assert.Equal((420, 0), (outcome["status"]!["code"]!.GetValue<int>(), outcome["successfulInvoiceCount"]!.GetValue<int>()));
        Assert.Equal(2, (await Client.BatchOutcome(await Client.SendBatch(Zip(files[..2]), 1, "Zip")))["successfulInvoiceCount"]!.GetValue<int>());
    }

    [Fact]
    public async Task Files_in_folders_and_of_equal_names_are_invoices_and_what_is_no_XML_is_refused_alone()
    {
        var nip = await Client.SignInAsNewCompany();
        var outcome = await Client.BatchOutcome(await Client.SendBatch(
            Zip(("a/1.xml", Invoice(nip, 1)), ("b/1.xml", Invoice(nip, 2)), ("1.xml", Invoice(nip, 3)), ("read me.txt", Encoding.UTF8.GetBytes("not an invoice")), ("empty.xml", [])), 1, "Zip"));
        Assert.Equal((200, 3, 2), (outcome["status"]!["code"]!.GetValue<int>(), outcome["successfulInvoiceCount"]!.GetValue<int>(), outcome["failedInvoiceCount"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Parts_may_come_in_any_order_and_a_part_that_is_not_the_declared_one_ends_in_405()
    {
        var nip = await Client.SignInAsNewCompany();
        async Task<int> Outcome(Action<byte[]> spoil, int number)
        {
            var (session, parts) = await Client.OpenBatch(Zip(("1.xml", Invoice(nip, number))), 3, "Zip");
            spoil(parts[1].Content);
            foreach (var (url, content) in Enumerable.Reverse(parts)) await Client.Upload(url, content);
            await Client.Post($"/v2/sessions/batch/{session}/close");
            return (await Client.BatchOutcome(session))["status"]!["code"]!.GetValue<int>();
        }
        Assert.Equal(200, await Outcome(_ => { }, 1));
        Assert.Equal(405, await Outcome(part => part[0] ^= 1, 2));
    }

    [Fact]
    public async Task A_part_that_is_still_on_its_way_when_the_session_is_closed_comes_too_late()
    {
        var nip = await Client.SignInAsNewCompany();
        var (session, parts) = await Client.OpenBatch(Zip(("1.xml", Invoice(nip, 1))), 1, "Zip");
        await Client.Upload(parts[0].Url, parts[0].Content);
        var closed = new TaskCompletionSource();
        var halting = new Halting(parts[0].Content, closed.Task);
        // It asks before it sends, and the server says yes when it begins to read.
        using var http = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(5) });
        using var putting = new HttpRequestMessage(HttpMethod.Put, parts[0].Url) { Content = halting, Headers = { ExpectContinue = true } };
        var late = http.SendAsync(putting);
        await halting.Begun;
        Assert.Equal(HttpStatusCode.NoContent, (await Client.Post($"/v2/sessions/batch/{session}/close")).Status);
        closed.SetResult();
        using var answer = await late;
        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.Equal(1, (await Client.BatchOutcome(session))["successfulInvoiceCount"]!.GetValue<int>());
    }

    private static byte[] Invoice(string nip, int number) => LocalKsefInvoices.Fa3(nip, $"FV/{number}", Today);

    private static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create))
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                entry.Write(content);
            }
        return archive.ToArray();
    }

    /// <summary>A body that stops in the middle until it may go on.</summary>
    private sealed class Halting(byte[] content, Task goOn) : HttpContent
    {
        private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => begun.Task;

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            begun.SetResult();
            await stream.WriteAsync(content.AsMemory(0, 10));
            await stream.FlushAsync();
            await goOn;
            await stream.WriteAsync(content.AsMemory(10));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = content.Length;
            return true;
        }
    }
}
