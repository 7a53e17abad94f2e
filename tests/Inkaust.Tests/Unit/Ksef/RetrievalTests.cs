using System.Text.Json;
using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Tests.Unit.Ksef;

/// <summary>Searching for invoices: what is asked, in which pieces, and that each comes once; and what goes with every request.</summary>
public sealed class RetrievalTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(1));

    private readonly Desk desk = new();

    [Fact]
    public void A_hundred_days_counted_in_UTC_are_one_window_and_a_tick_more_are_two_adjacent_ones()
    {
        var range = new InvoiceDateRange { DateType = InvoiceDateType.Invoicing, From = Start, To = Start.AddDays(100) };
        Assert.Single(range.Windows(Start));
        var two = (range with { To = Start.AddDays(100).AddTicks(1) }).Windows(Start);
        Assert.Equal([(Start, Start.AddDays(100)), (Start.AddDays(100), Start.AddDays(100).AddTicks(1))], two.Select(window => (window.From, window.To!.Value)));
        Assert.All(two, window => Assert.Equal(TimeSpan.Zero, window.From.Offset));
    }

    [Fact]
    public void The_last_window_of_a_range_without_an_end_has_none_either()
    {
        var windows = new InvoiceDateRange { DateType = InvoiceDateType.Invoicing, From = Start }.Windows(Start.AddDays(250));
        Assert.Equal([Start.AddDays(100), Start.AddDays(200), null], windows.Select(window => window.To));
    }

    [Fact]
    public async Task An_invoice_on_the_border_of_two_windows_comes_once()
    {
        var border = Start.AddDays(100);
        var pages = await SearchAsync(Start, Start.AddDays(150), Answer(false, false, (1, Start), (2, border)), Answer(false, false, (2, border), (3, border)));
        Assert.Equal([1, 2, 3], pages.SelectMany(Numbers));
    }

    [Fact]
    public async Task What_does_not_fit_into_one_answer_is_asked_for_from_its_last_date_on()
    {
        var (one, two) = (Start.AddDays(1), Start.AddDays(2));
        var pages = await SearchAsync(Start, Start.AddDays(50), Answer(true, false, (1, one)), Answer(true, true, (2, two)), Answer(false, false, (2, two), (3, two)));
        Assert.Equal([1, 2, 3], pages.SelectMany(Numbers));
        Assert.Equal([(0, Start), (1, Start), (0, two)], desk.Wire.Requests.Select(request =>
            (int.Parse(request.Address.Query.Split("pageOffset=")[1]), JsonNode.Parse(request.Text)!["dateRange"]!["from"]!.GetValue<DateTimeOffset>())));
    }

    [Fact]
    public async Task More_of_one_date_than_an_answer_holds_are_refused_instead_of_asked_for_for_ever()
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => SearchAsync(Start, Start.AddDays(50), Answer(true, true, (1, Start))));
        Assert.Equal("INK-KSEF-032", refused.Findings.Single().Code);
    }

    [Fact]
    public async Task A_later_window_in_which_nothing_can_be_yet_is_the_end_and_the_first_one_a_refusal()
    {
        var pages = await SearchAsync(Start, Start.AddDays(150), Answer(false, false, (1, Start)), ScriptedKsef.Problem(21183, "poza zakresem"));
        Assert.Equal([1], pages.SelectMany(Numbers));
        await Assert.ThrowsAsync<KsefRejected>(() => SearchAsync(Start, Start.AddDays(150), ScriptedKsef.Problem(21183, "poza zakresem")));
    }

    [Fact]
    public async Task Fewer_than_two_invoices_or_one_twice_get_no_collective_identifier()
    {
        var access = await desk.SignInAsync();
        var one = new CollectedInvoice { KsefNumber = Number(1) };
        foreach (var invoices in (CollectedInvoice[][])[[one], [one, one]])
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(() => desk.Client.CollectiveIdentifiers.GenerateAsync(access, invoices));
            Assert.Equal("INK-KSEF-033", refused.Findings.Single().Code);
        }
        Assert.Throws<RefusedException>(() => desk.Client.CollectiveIdentifiers.InvoicesAsync(access, [.. Enumerable.Repeat("1", 11)]));
        Assert.Empty(desk.Wire.Requests);
    }

    [Fact]
    public async Task A_warning_of_KSeF_is_kept_and_logged_once_without_numbers()
    {
        using var log = new HeardLog();
        var client = new KsefClient(new HttpClient(desk.Wire), desk.Environment, desk.Clock, log: log.CreateLogger("Inkaust.Ksef"));
        var access = await desk.SignInAsync();
        Assert.Null(client.LastWarning);
        for (var time = 0; time < 2; time++)
        {
            var answer = ScriptedKsef.Json("{}");
            answer.Headers.TryAddWithoutValidation("X-System-Warning", "Przerwa o 22:00, NIP 5265877635");
            desk.Wire.Then(answer);
            await client.Limits.SubjectAsync(access);
        }
        Assert.Equal(new SystemWarning("Przerwa o 22:00, NIP 5265877635", desk.Clock.GetUtcNow()), client.LastWarning);
        var line = Assert.Single(log.Lines, line => line.Contains("Warned", StringComparison.Ordinal));
        Assert.StartsWith("Warning Inkaust.Ksef Warned KSeF warns: Przerwa o 22:00, NIP … [", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_asked_beyond_the_usual_goes_with_every_request()
    {
        var client = new KsefClient(new HttpClient(desk.Wire), desk.Environment, desk.Clock, features: [KsefFeature.SubjectIdentifierValidation]);
        var access = await desk.SignInAsync();
        desk.Wire.Otherwise = _ => ScriptedKsef.Json("{}");
        await client.Limits.SubjectAsync(access);
        await client.Waiting(TimeSpan.Zero).Limits.SubjectAsync(access);
        Assert.All(desk.Wire.Requests, request => Assert.Equal(["subject-identifier-validation"], request.Headers.GetValues("X-KSeF-Feature")));
        await desk.Client.Limits.SubjectAsync(access);
        Assert.False(desk.Wire.Requests[^1].Headers.Contains("X-KSeF-Feature"));
    }

    private async Task<List<MetadataPage>> SearchAsync(DateTimeOffset from, DateTimeOffset to, params HttpResponseMessage[] answers)
    {
        var access = await desk.SignInAsync();
        foreach (var answer in answers) desk.Wire.Then(answer);
        var query = new InvoiceQuery
        {
            Role = InvoiceRole.Subject1,
            DateRange = new InvoiceDateRange { DateType = InvoiceDateType.PermanentStorage, From = from, To = to },
        };
        return await desk.Client.Invoices.SearchAsync(access, query).ToListAsync();
    }

    private static IEnumerable<int> Numbers(MetadataPage page) => page.Invoices.Select(invoice => int.Parse(invoice.InvoiceNumber));

    private static KsefNumber Number(int number) => KsefNumber.Create(Desk.Nip, new DateOnly(2026, 11, 22), number);

    private static HttpResponseMessage Answer(bool hasMore, bool isTruncated, params (int Number, DateTimeOffset StoredAt)[] invoices) =>
        ScriptedKsef.Json(JsonSerializer.Serialize(
            new MetadataAnswer { HasMore = hasMore, IsTruncated = isTruncated, Invoices = [.. invoices.Select(one => Described(one.Number, one.StoredAt))] },
            RetrievalJson.Default.MetadataAnswer));

    private static InvoiceMetadata Described(int number, DateTimeOffset at) => new()
    {
        KsefNumber = Number(number),
        InvoiceNumber = $"{number}",
        IssueDate = new DateOnly(2026, 1, 1),
        TakenInAt = at,
        AcquiredAt = at,
        StoredAt = at,
        Seller = new() { Nip = $"{Desk.Nip}" },
        Buyer = new() { Identifier = new() { Type = "None" } },
        NetAmount = 1,
        GrossAmount = 1,
        VatAmount = 0,
        Currency = "PLN",
        InvoicingMode = InvoicingMode.Online,
        InvoiceType = InvoiceType.Vat,
        FormCode = FormCode.Fa3,
        IsSelfInvoicing = false,
        HasAttachment = false,
        InvoiceHash = InvoiceHash.Of([1]),
    };
}
