using System.Net;
using System.Net.Sockets;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Tests.Unit.Ksef;

/// <summary>Where requests go never comes from a text that somebody else wrote.</summary>
public sealed class OutboundTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("https://127.0.0.1:5080/")]
    [InlineData("http://localhost:5080")]
    [InlineData("http://ksef.localhost:5080")]
    [InlineData("http://[::1]:5080")]
    public void A_KSeF_of_this_machine_needs_nobodys_word(string text) => Assert.True(KsefEnvironment.Parse(text).IsLocal);

    [Theory]
    [InlineData("https://relay.example", "INK-KSEF-035")]
    [InlineData("http://relay.example", "INK-KSEF-035")]
    [InlineData("http://192.168.1.5:5080", "INK-KSEF-035")]
    [InlineData("http://10.0.0.1", "INK-KSEF-035")]
    [InlineData("http://127.0.0.1.evil.example", "INK-KSEF-035")]
    [InlineData("http://localhost.evil.example", "INK-KSEF-035")]
    [InlineData("http://[::ffff:10.0.0.1]:5080", "INK-KSEF-035")]
    [InlineData("http://169.254.169.254/latest", "INK-KSEF-020")]
    [InlineData("https://[fe80::1]", "INK-KSEF-020")]
    [InlineData("https://[fd00:ec2::254]", "INK-KSEF-020")]
    [InlineData("http://0.0.0.0:5080", "INK-KSEF-020")]
    [InlineData("http://0:5080", "INK-KSEF-020")]
    [InlineData("http://localhost.:5080", "INK-KSEF-020")]
    [InlineData("https://api.ksef.mf.gov.pl.", "INK-KSEF-020")]
    [InlineData("https://API.KSEF.MF.GOV.PL", "INK-KSEF-020")]
    [InlineData("https://mf.gov.pl", "INK-KSEF-020")]
    [InlineData("https://api.ksef.mf.gov.pl@relay.example", "INK-KSEF-020")]
    [InlineData("http://127.0.0.1:5080?a=b", "INK-KSEF-020")]
    [InlineData("file:///etc/passwd", "INK-KSEF-020")]
    [InlineData("gopher://127.0.0.1:70", "INK-KSEF-020")]
    public void Any_other_address_is_refused(string text, string code) =>
        Assert.Equal(code, Assert.Throws<RefusedException>(() => KsefEnvironment.Parse(text)).Findings.Single().Code);

    [Fact]
    public void An_address_in_the_network_is_taken_from_whoever_runs_the_program_alone_and_with_https()
    {
        var addresses = KsefAddresses.Of("https://ksef.firma.example, https://10.1.2.3:5443");
        Assert.Equal("https://ksef.firma.example/v2", addresses.Environment("https://ksef.firma.example/").Api.AbsoluteUri);
        Assert.Equal("https://10.1.2.3:5443", addresses.Environment("https://10.1.2.3:5443").Word);
        foreach (var other in new[] { "http://ksef.firma.example", "https://ksef.firma.example:444", "https://firma.example", "https://a.ksef.firma.example" })
            Assert.Equal("INK-KSEF-035", Assert.Throws<RefusedException>(() => addresses.Environment(other)).Findings.Single().Code);
        foreach (var wrong in new[] { "http://ksef.firma.example", "ksef.firma.example", "https://api.ksef.mf.gov.pl", "https://169.254.169.254" })
            Assert.Equal("INK-KSEF-035", Assert.Throws<RefusedException>(() => KsefAddresses.Of(wrong)).Findings.Single().Code);
        Assert.Same(KsefAddresses.Usual, KsefAddresses.Of(" "));
        Assert.Equal("INK-KSEF-035", Assert.Throws<RefusedException>(() => KsefEnvironment.Local(new Uri("http://ksef.firma.example"))).Findings.Single().Code);
    }

    [Fact]
    public void An_address_that_was_kept_and_is_not_allowed_is_shown_and_never_spoken_to()
    {
        var kept = KsefAddresses.Usual.Kept("https://relay.example");
        Assert.Equal(("https://relay.example", true, false, false), (kept.Word, kept.IsLocal, kept.MayBeReached, kept.AcceptsSelfSigned));
        using var http = new HttpClient(new ScriptedKsef());
        Assert.Equal("INK-KSEF-035", Assert.Throws<RefusedException>(() => new KsefClient(http, kept, TimeProvider.System)).Findings.Single().Code);
        Assert.Same(KsefEnvironment.Test, KsefAddresses.Usual.Kept("test"));
        Assert.Equal("INK-KSEF-020", Assert.Throws<RefusedException>(() => KsefAddresses.Usual.Kept("prod")).Findings.Single().Code);
    }

    [Theory]
    [InlineData("api.ksef.mf.gov.pl", "195.136.20.1", true)]
    [InlineData("api.ksef.mf.gov.pl", "2a02:1::1", true)]
    [InlineData("api.ksef.mf.gov.pl", "127.0.0.1", false)] // a name whose owner lets it lead here
    [InlineData("api.ksef.mf.gov.pl", "10.1.2.3", false)]
    [InlineData("api.ksef.mf.gov.pl", "172.31.0.1", false)]
    [InlineData("api.ksef.mf.gov.pl", "192.168.0.1", false)]
    [InlineData("api.ksef.mf.gov.pl", "100.64.0.1", false)]
    [InlineData("api.ksef.mf.gov.pl", "169.254.169.254", false)]
    [InlineData("api.ksef.mf.gov.pl", "0.0.0.0", false)]
    [InlineData("api.ksef.mf.gov.pl", "224.0.0.1", false)]
    [InlineData("api.ksef.mf.gov.pl", "255.255.255.255", false)]
    [InlineData("api.ksef.mf.gov.pl", "::1", false)]
    [InlineData("api.ksef.mf.gov.pl", "::", false)]
    [InlineData("api.ksef.mf.gov.pl", "::ffff:10.1.2.3", false)]
    [InlineData("api.ksef.mf.gov.pl", "64:ff9b::a00:1", false)]
    [InlineData("api.ksef.mf.gov.pl", "fe80::1", false)]
    [InlineData("api.ksef.mf.gov.pl", "fd12::1", false)]
    [InlineData("api.ksef.mf.gov.pl", "fd00:ec2::254", false)]
    [InlineData("api.ksef.mf.gov.pl", "2002:a00:1::", false)]
    [InlineData("localhost", "127.0.0.1", true)]
    [InlineData("localhost", "::1", true)]
    [InlineData("127.0.0.1", "127.0.0.1", true)]
    [InlineData("ksef.localhost", "8.8.8.8", false)]
    [InlineData("ksef.firma.example", "10.1.2.3", true)] // named by whoever runs the program
    [InlineData("ksef.firma.example", "169.254.169.254", false)]
    [InlineData("ksef.firma.example", "127.0.0.1", false)]
    public void A_name_is_followed_only_to_where_it_may_lead(string host, string address, bool may) =>
        Assert.Equal(may, KsefAddresses.Of("https://ksef.firma.example").MayConnect(host, IPAddress.Parse(address)));

    [Theory]
    [InlineData("production", "https://api.ksef.mf.gov.pl/storage/01/part?sig=a", true)]
    [InlineData("production", "https://storage.api.ksef.mf.gov.pl/part", true)]
    [InlineData("production", "http://api.ksef.mf.gov.pl/storage", false)]
    [InlineData("production", "https://api.ksef.mf.gov.pl:444/storage", false)]
    [InlineData("production", "https://api-test.ksef.mf.gov.pl/storage", false)]
    [InlineData("production", "https://api.ksef.mf.gov.pl.evil.example/storage", false)]
    [InlineData("production", "https://evilapi.ksef.mf.gov.pl/storage", false)]
    [InlineData("production", "https://a@api.ksef.mf.gov.pl/storage", false)]
    [InlineData("production", "https://127.0.0.1/storage", false)]
    [InlineData("test", "https://api-test.ksef.mf.gov.pl/storage", true)]
    [InlineData("demo", "https://api-demo.ksef.mf.gov.pl/storage", true)]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1:5080/storage", true)]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1:6379/storage", false)]
    [InlineData("http://127.0.0.1:5080", "https://relay.example/storage", false)]
    public void Parts_go_to_hosts_of_their_own_KSeF_alone(string environment, string address, bool may) =>
        Assert.Equal(may, KsefEnvironment.Parse(environment).MayHandOut(new Uri(address)));

    [Fact]
    public async Task The_line_follows_no_redirection_and_heeds_no_proxy_of_the_machine()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            var stream = client.GetStream();
            await stream.ReadAtLeastAsync(new byte[16], 16, cancellationToken: TestContext.Current.CancellationToken);
            await stream.WriteAsync("HTTP/1.1 307 Moved\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(),
                TestContext.Current.CancellationToken);
        }, TestContext.Current.CancellationToken);
        using var http = KsefClient.NewHttpClient();
        using var answer = await http.GetAsync(new Uri($"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/"), TestContext.Current.CancellationToken);
        Assert.Equal(307, (int)answer.StatusCode);
        await answering;

        // Behind a name that nobody named there may be no KSeF of this network.
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri("http://10.255.255.1:1/"), TestContext.Current.CancellationToken));
        Assert.Equal(HttpRequestError.ConnectionError, refused.HttpRequestError);
    }

    /// <summary>One policy for all: nobody makes a client beside it.</summary>
    [Fact]
    public void There_is_one_way_out()
    {
        // The one of the client library; that of webhooks, which looks at addresses likewise (OutboundAddresses); the local KSeF's own, which reaches this machine alone and shares no code with that; the browser's.
        string[] may = ["Outbound.cs", "OutboundAddresses.cs", "DeliverWebhooks.cs", "ManagementClient.cs", Path.Combine("Inkaust.Pocket", "Program.cs")];
        string[] ways = ["new HttpClient", "HttpClient http = new", "HttpClientHandler", "SocketsHttpHandler", "HttpMessageInvoker", "WebRequest", "ClientWebSocket", "TcpClient", "new Socket("];
        var files = Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).ToList();
        var others = files.Where(file => !may.Any(one => file.EndsWith(one, StringComparison.Ordinal)))
            .SelectMany(file => File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
                .Where(line => ways.Any(way => line.Contains(way, StringComparison.Ordinal))).Select(line => $"{Path.GetFileName(file)}: {line.Trim()}"));
        Assert.Empty(others);
        Assert.All(may, one => Assert.Contains(files, file => file.EndsWith(one, StringComparison.Ordinal)));
    }
}
