using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Tests.Unit.Ksef;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>Packages: how they are cut, and what happens on the way of one.</summary>
public sealed class SendPackagesTests : IDisposable
{
    private const string Opening = "POST /v2/sessions/batch", Limits = "GET /v2/limits/context";

    private readonly House house = new();

    /// <summary>The sizes of invoices, the limits, and how many go in each package; a file takes 400 bytes more than its size.</summary>
    public static TheoryData<string, int[], int, long, int[]> Cuts => new()
    {
        { "nothing", [], 2, 10_000, [] },
        { "one", [100], 2, 10_000, [1] },
        { "as many as are allowed", [100, 100], 2, 10_000, [2] },
        { "one more", [100, 100, 100], 2, 10_000, [2, 1] },
        { "twice as many", [100, 100, 100, 100], 2, 10_000, [2, 2] },
        { "as large as is allowed", [600, 600], 9, 2_000, [2] },
        { "a byte more", [600, 601], 9, 2_000, [1, 1] },
        { "each package begins with nothing", [600, 600, 600, 600], 9, 2_000, [2, 2] },
    };

    [Theory]
    [MemberData(nameof(Cuts))]
    public void Invoices_are_cut_into_packages_by_number_and_by_size(string what, int[] sizes, int most, long largest, int[] packages)
    {
        var like = house.Add();
        var cut = SendPackages.Cut(sizes.Select(size => like with { Size = size }), BatchLimits.Usual with
        {
            MostInvoices = most,
            LargestPackage = largest
        });
        Assert.Equal((what, string.Join(' ', packages)), (what, string.Join(' ', cut.Select(package => package.Count))));
    }

    [Fact]
    public async Task A_package_is_opened_noted_uploaded_and_closed()
    {
        var (one, other) = (house.Add(), house.Add());
        var package = Assert.Single(await SentAsync(offline: true, one, other));
        Assert.Equal([true], house.Wire.Packages);
        Assert.Equal([one.Id, other.Id], package.Invoices.Select(invoice => invoice.Id));
        Assert.All([one, other], invoice => Assert.Equal(new InvoiceState.Sending(package.Session, null), house.StateOf(invoice)));
        Assert.Equal($"about to be sent in batch session {package.Session}", house.LastCause(one));
        Assert.Equal([package.Session], house.Ledger.Sessions.Unsettled());
        Assert.Equal([Opening, $"PUT /upload/{package.Session}", $"POST /v2/sessions/batch/{package.Session}/close"], house.Wire.Asked[^3..]);
        house.Ledger.Packages.Judged(package.Session, "405");
        Assert.Equal(package.Session, house.Ledger.Packages.RefusedInARow()!.Session); // it was begun
    }

    [Fact]
    public async Task A_package_of_invoices_issued_online_says_so_and_KSeF_says_how_many_it_takes()
    {
        house.Wire.MostInvoicesOfAPackage = 1;
        var packages = await SentAsync(offline: false, house.Add(IssuingMode.Online), house.Add(IssuingMode.Online));
        Assert.Equal([1, 1], packages.Select(one => one.Invoices.Count));
        Assert.Equal([false, false], house.Wire.Packages);
    }

    [Fact]
    public async Task When_KSeF_does_not_say_its_limits_the_usual_ones_hold()
    {
        house.Wire.First = asked => asked == Limits ? ScriptedKsef.Html(System.Net.HttpStatusCode.BadGateway) : null;
        Assert.Single(await SentAsync(true, house.Add(), house.Add()));
    }

    [Fact]
    public async Task A_key_that_was_withdrawn_is_no_refusal_of_the_package_and_it_goes_with_the_next()
    {
        var times = 0;
        house.Wire.First = asked => asked == Opening && ++times == 1 ? SmallKsef.Problem(PublicKeys.Withdrawn) : null;
        Assert.Single(await SentAsync(true, house.Add()));
        Assert.Null(house.Ledger.Packages.RefusedInARow());

        times = 0;
        house.Wire.First = asked => asked == Opening && ++times <= 2 ? SmallKsef.Problem(PublicKeys.Withdrawn) : null;
        await Assert.ThrowsAsync<KsefRejected>(() => SentAsync(true, house.Add()));
        Assert.Equal(2, times);
    }

    [Fact]
    public async Task Another_refusal_to_let_it_in_is_noted_and_nothing_was_sent()
    {
        var invoice = house.Add();
        house.Wire.First = asked => asked == Opening ? SmallKsef.Problem(21157) : null;
        await Assert.ThrowsAsync<KsefRejected>(() => SentAsync(true, invoice));
        Assert.Contains("21157", house.Ledger.Packages.RefusedInARow()!.Words);
        Assert.Equal(1, house.Wire.CountOf(Opening));
        Assert.IsType<InvoiceState.Issued>(house.StateOf(invoice));
    }

    [Fact]
    public async Task A_line_that_comes_and_goes_is_waited_for_ten_minutes()
    {
        var from = house.Clock.GetUtcNow();
        house.Wire.First = asked => asked.StartsWith("PUT", StringComparison.Ordinal) && house.Clock.GetUtcNow() - from < TimeSpan.FromMinutes(9.5)
            ? throw new HttpRequestException(HttpRequestError.ConnectionError, "no line") : null;
        Assert.Single(await SentAsync(true, house.Add()));
        Assert.True(house.Clock.GetUtcNow() - from < TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task After_ten_minutes_without_a_line_the_upload_is_given_up()
    {
        var from = house.Clock.GetUtcNow();
        var invoice = house.Add();
        house.Wire.First = asked => asked.StartsWith("PUT", StringComparison.Ordinal)
            ? throw new HttpRequestException(HttpRequestError.ConnectionError, "no line") : null;
        await Assert.ThrowsAsync<KsefUnavailable>(() => SentAsync(true, invoice));
        Assert.InRange(house.Clock.GetUtcNow() - from, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10.5));
        Assert.IsType<InvoiceState.Sending>(house.StateOf(invoice)); // the next round asks what KSeF has
    }

    public void Dispose() => house.Dispose();

    private async Task<IReadOnlyList<SentPackage>> SentAsync(bool offline, params IssuedInvoice[] invoices)
    {
        var sent = new List<SentPackage>();
        var sender = new SendPackages(new Round(house.Ledger, house.Clock, new RoundWish()), new SignedIn(house.Client(), house.Access()));
        await foreach (var package in sender.SendAsync(invoices, offline, House.Stop)) sent.Add(package);
        return sent;
    }
}
