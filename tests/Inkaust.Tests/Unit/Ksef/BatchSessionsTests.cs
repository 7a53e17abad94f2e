using System.Net;
using System.Text.Json;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Tests.Unit.Ksef;

public sealed class BatchSessionsTests
{
    private readonly Desk desk = new();

    private BatchSessions Batches => desk.Client.BatchSessions;

    [Fact]
    public async Task Opening_declares_the_package_and_its_parts()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(ScriptedKsef.Json(Opened(2), HttpStatusCode.Created));
        using var encryption = Desk.Encryption();
        var package = Desk.Package(2);
        var session = await Batches.OpenAsync(access, encryption, package, offlineMode: true);
        Assert.Equal(Desk.SessionReference, session.ReferenceNumber);
        var sent = JsonDocument.Parse(desk.Wire.Requests.Single().Body).RootElement;
        Assert.Equal("FA (3)", sent.GetProperty("formCode").GetProperty("systemCode").GetString());
        Assert.True(sent.GetProperty("offlineMode").GetBoolean());
        Assert.Equal(16, sent.GetProperty("encryption").GetProperty("initializationVector").GetBytesFromBase64().Length);
        var file = sent.GetProperty("batchFile");
        Assert.Equal(("TarGz", 30, package.Hash.Base64), (
            file.GetProperty("compressionType").GetString(), file.GetProperty("fileSize").GetInt64(), file.GetProperty("fileHash").GetString()));
        Assert.Equal([(1, 16, package.Parts[0].EncryptedHash.Base64), (2, 16, package.Parts[1].EncryptedHash.Base64)], file.GetProperty("fileParts")
            .EnumerateArray().Select(part => (part.GetProperty("ordinalNumber").GetInt32(), part.GetProperty("fileSize").GetInt32(), part.GetProperty("fileHash").GetString()!)));
    }

    [Fact]
    public async Task A_Zip_is_the_default_and_not_named()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(ScriptedKsef.Json(Opened(1), HttpStatusCode.Created));
        using var encryption = Desk.Encryption();
        await Batches.OpenAsync(access, encryption, Desk.Package() with { Compression = CompressionType.Zip }, offlineMode: false);
        Assert.DoesNotContain("compressionType", desk.Wire.Requests.Single().Text);
    }

    [Fact]
    public async Task Uploads_that_do_not_match_the_declared_parts_are_no_answer()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(ScriptedKsef.Json(Opened(1), HttpStatusCode.Created));
        using var encryption = Desk.Encryption();
        await Assert.ThrowsAsync<KsefOutcomeUnknown>(() => Batches.OpenAsync(access, encryption, Desk.Package(2), offlineMode: false));
    }

    [Fact]
    public async Task A_part_goes_where_KSeF_said_exactly_as_KSeF_said_and_without_our_token()
    {
        await desk.SignInAsync();
        desk.Wire.Then(ScriptedKsef.Empty(HttpStatusCode.Created));
        var upload = Upload(1);
        await Batches.UploadPartAsync(upload, upload.Package.Parts[0], Open);
        var put = desk.Wire.Requests.Single();
        Assert.Equal(HttpMethod.Put, put.Method);
        Assert.Equal("http://127.0.0.1:5080/upload/1?sig=a%2Bb%7E%2D&x=1", put.Address.OriginalString);
        Assert.Equal("/upload/1?sig=a%2Bb%7E%2D&x=1", put.Address.PathAndQuery);
        Assert.Equal(["x-ms-blob-type: BlockBlob"], put.Headers.Select(header => $"{header.Key}: {header.Value.Single()}"));
        Assert.Equal(Desk.PartBytes(1), put.Body);
        Assert.True(upload.IsComplete);
    }

    [Fact]
    public async Task Only_what_is_missing_is_uploaded_after_a_failure()
    {
        var noted = new List<int>();
        var upload = Upload(3, part => noted.Add(part.Ordinal));
        desk.Wire.Otherwise = request => request.Path.EndsWith('2') ? ScriptedKsef.Html(HttpStatusCode.BadGateway) : ScriptedKsef.Empty(HttpStatusCode.Created);
        var unavailable = await Assert.ThrowsAsync<KsefUnavailable>(() => Batches.UploadAsync(upload, Open));
        Assert.Equal(Disturbance.NotKsef, unavailable.Disturbance);
        Assert.Equal([1, 3], upload.Done);
        Assert.Equal([1, 3], noted.Order());
        Assert.Equal(3, desk.Wire.Requests.Count(request => request.Path.EndsWith('2')));

        desk.Wire.Requests.Clear();
        desk.Wire.Otherwise = _ => ScriptedKsef.Empty(HttpStatusCode.Created);
        var resumed = new BatchUpload(upload.Session, upload.Package, noted);
        await Batches.UploadAsync(resumed, Open);
        Assert.Equal("/upload/2", desk.Wire.Requests.Single().Path);
        Assert.True(resumed.IsComplete);
    }

    [Fact]
    public async Task A_part_that_fails_once_is_uploaded_again_without_the_caller()
    {
        var upload = Upload(1);
        desk.Wire.Then(ScriptedKsef.Empty(HttpStatusCode.ServiceUnavailable)).Then(ScriptedKsef.Empty(HttpStatusCode.Created));
        await Batches.UploadAsync(upload, Open);
        Assert.True(upload.IsComplete);
        Assert.Equal([TimeSpan.FromSeconds(1)], desk.Clock.Waits);
    }

    [Fact]
    public async Task A_rest_of_more_than_a_minute_is_left_to_the_caller()
    {
        var upload = Upload(1);
        var busy = ScriptedKsef.Empty(HttpStatusCode.TooManyRequests);
        busy.Headers.Add("Retry-After", "300");
        desk.Wire.Then(busy);
        var unavailable = await Assert.ThrowsAsync<KsefUnavailable>(() => Batches.UploadAsync(upload, Open));
        Assert.Equal(TimeSpan.FromMinutes(5), unavailable.RetryAfter);
        Assert.Empty(desk.Clock.Waits);
    }

    [Fact]
    public void An_upload_needs_the_package_for_which_its_session_was_opened() =>
        Assert.Throws<ArgumentException>(() => new BatchUpload(Session(2), Desk.Package(3)));

    [Theory]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Unauthorized)]
    public async Task A_refused_part_ends_the_upload_at_once(HttpStatusCode status)
    {
        var upload = Upload(1);
        desk.Wire.Then(ScriptedKsef.Answer("<Error><Code>AuthenticationFailed</Code></Error>", "application/xml", status));
        var rejected = await Assert.ThrowsAsync<KsefRejected>(() => Batches.UploadAsync(upload, Open));
        Assert.Equal((int)status, rejected.HttpStatus);
        Assert.False(upload.IsComplete);
        Assert.Single(desk.Wire.Requests);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.Forbidden)]
    public async Task A_page_of_a_firewall_is_no_answer_to_an_upload(HttpStatusCode status)
    {
        var upload = Upload(1);
        desk.Wire.Otherwise = _ => ScriptedKsef.Html(status);
        await Assert.ThrowsAsync<KsefUnavailable>(() => Batches.UploadAsync(upload, Open));
        Assert.Empty(upload.Done);
    }

    [Fact]
    public async Task A_lost_answer_to_an_upload_is_no_unknown_outcome()
    {
        var upload = Upload(1);
        desk.Wire.ThenThrow(new HttpRequestException(HttpRequestError.ResponseEnded, "cut")).Then(ScriptedKsef.Empty(HttpStatusCode.Created));
        await Batches.UploadAsync(upload, Open);
        Assert.True(upload.IsComplete);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_part_that_changed_on_disk_is_never_sent_whole(bool isShort)
    {
        var upload = Upload(1);
        desk.Wire.Otherwise = _ => ScriptedKsef.Empty(HttpStatusCode.Created);
        var bytes = isShort ? new byte[15] : new byte[16];
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Batches.UploadAsync(upload, _ => new MemoryStream(bytes)));
        Assert.Equal("INK-BATCH-008", refused.Findings.Single().Code);
        Assert.Empty(desk.Wire.Requests);
        Assert.Empty(upload.Done);
    }

    [Fact]
    public async Task A_part_that_is_gone_is_refused()
    {
        var upload = Upload(1);
        desk.Wire.Otherwise = _ => ScriptedKsef.Empty(HttpStatusCode.Created);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Batches.UploadAsync(upload, _ => throw new FileNotFoundException()));
        Assert.Equal("INK-BATCH-008", refused.Findings.Single().Code);
    }

    [Fact]
    public async Task A_part_may_be_a_range_of_a_file()
    {
        var upload = Upload(2);
        desk.Wire.Otherwise = _ => ScriptedKsef.Empty(HttpStatusCode.Created);
        byte[] file = [.. Desk.PartBytes(1), .. Desk.PartBytes(2), 9, 9];
        await Batches.UploadAsync(upload, part => new MemoryStream(file) { Position = 16 * (part.Ordinal - 1) });
        Assert.True(upload.IsComplete);
    }

    [Theory]
    [InlineData("http://example.org/upload", "PUT")]
    [InlineData("ftp://127.0.0.1/upload", "PUT")]
    [InlineData("/upload", "PUT")]
    [InlineData("https://example.org/upload", "DELETE")]
    public async Task An_upload_that_no_KSeF_would_ask_for_is_not_made(string url, string method)
    {
        var production = new KsefClient(new HttpClient(desk.Wire), KsefEnvironment.Production, desk.Clock);
        var session = Session(1);
        session = session with { PartUploadRequests = [session.PartUploadRequests[0] with { Url = url, Method = method }] };
        var upload = new BatchUpload(session, Desk.Package());
        await Assert.ThrowsAsync<KsefUnavailable>(() => production.BatchSessions.UploadPartAsync(upload, upload.Package.Parts[0], Open));
        Assert.Empty(desk.Wire.Requests);
    }

    [Fact]
    public async Task Closing_before_all_parts_are_there_is_refused()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(ScriptedKsef.Problem(21205, "Pakiet nie może być pusty."));
        var rejected = await Assert.ThrowsAsync<KsefRejected>(() => Batches.CloseAsync(access, Desk.SessionReference));
        Assert.True(rejected.Has(21205));
        Assert.Equal($"/v2/sessions/batch/{Desk.Session}/close", desk.Wire.Requests.Single().Path);
    }

    [Fact]
    public void Addresses_of_uploads_stay_out_of_logs()
    {
        Assert.DoesNotContain("sig", $"{Session(1)} {Session(1).PartUploadRequests[0]} {Upload(1)}");
    }

    [Fact]
    public void An_open_session_can_be_stored_and_read_back()
    {
        var stored = JsonSerializer.Serialize(Session(2), BatchSessionsJson.Default.BatchSession);
        var read = JsonSerializer.Deserialize(stored, BatchSessionsJson.Default.BatchSession)!;
        Assert.Equal(Session(2).PartUploadRequests.Select(request => request.Url), read.PartUploadRequests.Select(request => request.Url));
    }

    private static MemoryStream Open(BatchPart part) => new(Desk.PartBytes(part.Ordinal));

    private static BatchUpload Upload(int parts, Action<BatchPart>? done = null)
    {
        var gate = new Lock();
        return new BatchUpload(Session(parts), Desk.Package(parts))
        {
            PartDone = part =>
            {
                lock (gate) done?.Invoke(part);
            },
        };
    }

    private static BatchSession Session(int parts) => JsonSerializer.Deserialize(Opened(parts), BatchSessionsJson.Default.BatchSession)!;

    private static string Opened(int parts) => $$"""
        {"referenceNumber":"{{Desk.Session}}","partUploadRequests":[{{string.Join(',', Enumerable.Range(1, parts).Select(ordinal =>
            $$$"""{"ordinalNumber":{{{ordinal}}},"method":"PUT","url":"http://127.0.0.1:5080/upload/{{{ordinal}}}?sig=a%2Bb%7E%2D&x=1","headers":{"x-ms-blob-type":"BlockBlob"}}"""))}}]}
        """;
}
