using System.Net;
using Inkaust.Ksef;

namespace Inkaust.Tests.Unit.Ksef;

/// <summary>What the client's log shows of a request. The log of a whole story is looked through by <see cref="Scenarios.LogTests"/>.</summary>
public sealed class WireLogTests
{
    [Theory]
    [InlineData("/sessions/online", "/sessions/online")]
    [InlineData("/sessions/20261122-SO-0123456789-ABCDEF0123-01/invoices/20261122-EE-0123456789-ABCDEF0123-02", "/sessions/20261122-SO-0123456789-ABCDEF0123-01/invoices/20261122-EE-0123456789-ABCDEF0123-02")]
    [InlineData("/invoices/ksef/5265877635-20261122-0123456789AB-C4", "/invoices/ksef/…")]
    [InlineData("/certificates/0123456789ABCDEF/revoke", "/certificates/…/revoke")]
    [InlineData("/sessions?sessionType=Online&pageSize=1000&dateCreatedFrom=5265877635", "/sessions")]
    [InlineData("/permissions/5265877635/Zofia/zofia@example.com", "/permissions/…/…/…")]
    [InlineData("/tokens/20261122-EC-0123456789-ABCDEF0123-52658776", "/tokens/…")]
    [InlineData("/x/52658776-35-0000000000-0000000000-000", "/x/…")]
    public void A_path_keeps_the_words_of_the_API_and_reference_numbers(string path, string shown) => Assert.Equal(shown, ShownPath.Of(path));

    [Fact]
    public async Task An_answer_that_breaks_off_is_logged_with_its_status_and_the_kind_of_the_fault()
    {
        var (desk, log) = (new Desk(), new HeardLog());
        var ksef = new KsefClient(new HttpClient(desk.Wire), desk.Environment, desk.Clock, log: log.CreateLogger("Inkaust.Ksef"));
        var cut = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent([(byte)'{']) { Headers = { ContentType = new("application/json"), ContentLength = 2 } } };
        desk.Wire.Then(cut);

        await Assert.ThrowsAsync<KsefUnavailable>(() => ksef.PublicKeys.ForSymmetricKeysAsync(TestContext.Current.CancellationToken));

        Assert.Contains("Warning Inkaust.Ksef AnswerNotTaken GET /security/public-key-certificates 200, but the answer was not taken after 0 ms: ", Assert.Single(log.Lines), StringComparison.Ordinal);
    }
}
