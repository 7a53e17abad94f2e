using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Webhooks;

/// <summary>Where nothing is sent, whatever a person of a company names.</summary>
public sealed class OutboundAddressesTests
{
    private const string Nowhere = "never", Local = "where it is allowed", LocalByHttps = "where it is allowed, by https", Anywhere = "by https";

    [Theory]
    [InlineData("93.184.216.34", Anywhere)]
    [InlineData("2606:2800:220:1:248:1893:25c8:1946", Anywhere)]
    [InlineData("127.0.0.1", Local)]
    [InlineData("127.8.9.10", Local)]
    [InlineData("::1", Local)]
    [InlineData("::ffff:127.0.0.1", Local)]
    [InlineData("10.1.2.3", LocalByHttps)]
    [InlineData("172.16.0.1", LocalByHttps)]
    [InlineData("172.31.255.255", LocalByHttps)]
    [InlineData("192.168.0.1", LocalByHttps)]
    [InlineData("::ffff:192.168.0.1", LocalByHttps)]
    [InlineData("fd12:3456::1", LocalByHttps)]
    [InlineData("172.32.0.1", Anywhere)]
    [InlineData("0.0.0.0", Nowhere)]
    [InlineData("::", Nowhere)]
    [InlineData("169.254.169.254", Nowhere)]
    [InlineData("::ffff:169.254.169.254", Nowhere)]
    [InlineData("fd00:ec2::254", Nowhere)]
    [InlineData("168.63.129.16", Nowhere)]
    [InlineData("100.100.100.200", Nowhere)]
    [InlineData("fe80::1", Nowhere)]
    [InlineData("fe80::1%2", Nowhere)]
    [InlineData("fec0::1", Nowhere)]
    [InlineData("224.0.0.1", Nowhere)]
    [InlineData("ff02::1", Nowhere)]
    [InlineData("255.255.255.255", Nowhere)]
    [InlineData("240.0.0.1", Nowhere)]
    [InlineData("192.0.2.1", Nowhere)]
    [InlineData("198.18.0.1", Nowhere)]
    [InlineData("::ffff:8.8.8.8", Nowhere)]
    [InlineData("::7f00:1", Nowhere)] // 127.0.0.1 as IPv6 once wrote it
    [InlineData("2002:7f00:1::", Nowhere)] // 6to4 of 127.0.0.1
    [InlineData("64:ff9b::7f00:1", Nowhere)] // NAT64 of 127.0.0.1
    [InlineData("64:ff9b:1::a00:1", Nowhere)]
    [InlineData("2001:0:7f00:1::", Nowhere)] // Teredo
    [InlineData("2001:db8::1", Nowhere)]
    [InlineData("5f00::1", Nowhere)]
    public void An_address_is_reached_or_not(string address, string reached)
    {
        var (at, closed, open) = (IPAddress.Parse(address), new OutboundAddresses(), new OutboundAddresses(allowLocal: true));
        Assert.Equal(reached == Anywhere, closed.MayReach(at, isEncrypted: true));
        Assert.False(closed.MayReach(at, isEncrypted: false));
        Assert.Equal(reached != Nowhere, open.MayReach(at, isEncrypted: true));
        Assert.Equal(reached == Local, open.MayReach(at, isEncrypted: false));
    }

    /// <summary>Decimal, octal and hexadecimal forms, and names that say what they are, are refused before anything is kept.</summary>
    [Theory]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://127.1/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://[::1]:8443/")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("https://localhost/")]
    [InlineData("https://LOCALHOST./")]
    [InlineData("https://a.localhost/")]
    [InlineData("https://10.0.0.8/")]
    public void An_address_that_says_itself_that_it_is_not_public_is_refused(string url) => Assert.Equal("INK-HOOK-002", RefusalOf(url));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("shop.example/hook")]
    [InlineData("http://shop.example/")]
    [InlineData("ftp://shop.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://127.0.0.1:25/")]
    [InlineData("https://user:secret@shop.example/")]
    [InlineData("https://shop.example@127.0.0.1/")]
    [InlineData("https://@shop.example/")]
    [InlineData("https://shop.example/#x")]
    [InlineData("https://shop.example/\r\nwebhook-id: 1")]
    [InlineData("https://shop.example/a b")]
    [InlineData(" https://shop.example/")]
    [InlineData("https://shop.example\\@127.0.0.1/")]
    [InlineData("https:///x")]
    [InlineData("https://shop.example:99999/")]
    public void What_is_no_address_of_a_webhook_is_refused(string? url) => Assert.Equal("INK-HOOK-001", RefusalOf(url));

    [Fact]
    public void An_address_that_is_too_long_is_refused() => Assert.Equal("INK-HOOK-001", RefusalOf("https://shop.example/" + new string('a', 480)));

    [Fact]
    public async Task A_name_that_leads_to_this_machine_is_connected_to_only_where_it_is_allowed()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://shop.example:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(address, allowLocal: false, () => IPAddress.Loopback));
        Assert.IsType<AddressRefusedException>(refused.InnerException);
        Assert.False(listener.Pending());
        var asking = AskAsync(address, allowLocal: true, () => IPAddress.Loopback);
        using (var connection = await listener.AcceptSocketAsync(Stage.Stop)) await connection.SendAsync("HTTP/1.1 204 x\r\n\r\n"u8.ToArray(), Stage.Stop);
        Assert.Equal(HttpStatusCode.NoContent, await asking);
    }

    /// <summary>Who asks for the name a second time gets another answer: what was judged is what is connected to.</summary>
    [Fact]
    public async Task A_name_is_resolved_once_for_a_connection_and_judged_anew_for_the_next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var answers = new Queue<IPAddress>([IPAddress.Loopback, IPAddress.Parse("169.254.169.254")]);
        var asking = AskAsync(new Uri($"http://shop.example:{port}/"), allowLocal: true, answers.Dequeue);
        using (var connection = await listener.AcceptSocketAsync(Stage.Stop)) await connection.SendAsync("HTTP/1.1 204 x\r\n\r\n"u8.ToArray(), Stage.Stop);
        Assert.Equal(HttpStatusCode.NoContent, await asking);
        Assert.Single(answers);
        var refused = await Assert.ThrowsAsync<HttpRequestException>(
            () => AskAsync(new Uri($"http://shop.example:{port}/"), allowLocal: true, answers.Dequeue));
        Assert.IsType<AddressRefusedException>(refused.InnerException);
    }

    private static async Task<HttpStatusCode> AskAsync(Uri address, bool allowLocal, Func<IPAddress> resolved)
    {
        var outbound = new OutboundAddresses(allowLocal) { Resolve = (_, _) => Task.FromResult(new[] { resolved() }) };
        using var http = new HttpClient(new SocketsHttpHandler { ConnectCallback = outbound.ConnectAsync, UseProxy = false });
        using var answer = await http.GetAsync(address, Stage.Stop);
        return answer.StatusCode;
    }

    private static string? RefusalOf(string? url)
    {
        using var house = new Issuing.House();
        var webhooks = new Inkaust.Office.Webhooks(house.Database, MasterKey.ForThisProcess(), house.Clock);
        var refusal = Assert.Throws<RefusedException>(() => webhooks.Add(house.Company, url, ["invoice.accepted"], new OutboundAddresses()));
        Assert.Empty(webhooks.Of(house.Company));
        return refusal.Findings[0].Code;
    }
}
