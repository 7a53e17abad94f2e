using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;
using Inkaust.Tests.Unit.Ksef;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>Official receipts as they are fetched: each counts for the invoices that it names, and for no other.</summary>
public sealed class CollectReceiptsTests : IDisposable
{
    private static readonly string S = SmallKsef.Reference(100), P = SmallKsef.Reference(1, "UP"), Q = SmallKsef.Reference(2, "UP");

    private readonly House house = new();

    [Fact]
    public async Task Up_to_ten_of_a_session_get_receipts_of_their_own_and_eleven_share_one()
    {
        var ten = Accepted(10, S, 1);
        foreach (var (invoice, number) in ten) house.Wire.ReceiptsOfOne[number] = Signed((invoice, number));
        Assert.Equal(10, (await CollectedAsync()).Count);
        Assert.All(ten, one => Assert.Equal(house.Wire.ReceiptsOfOne[one.Number], house.Ledger.Upos.Of(one.Invoice)));
        Assert.Equal(0, house.Wire.CountOf($"GET /v2/sessions/{S}"));

        var eleven = Accepted(11, SmallKsef.Reference(101), 20);
        house.Wire.Receipts[SmallKsef.Reference(101)] = [(P, Signed(eleven))];
        var done = await CollectedAsync();
        Assert.Equal(11, done.Count);
        Assert.All(done, one => Assert.True(one.HasUpo));
        Assert.All(eleven, one => Assert.Equal(house.Wire.Receipts[SmallKsef.Reference(101)][0].Content, house.Ledger.Upos.Of(one.Invoice)));
        Assert.Empty(await CollectedAsync()); // nothing is missing
    }

    [Fact]
    public async Task Of_a_shared_receipt_every_page_is_read_and_whoever_stands_on_none_is_said()
    {
        var twelve = Accepted(12, S, 1);
        house.Wire.Receipts[S] = [(P, Signed([.. twelve[..6]])), (Q, Signed([.. twelve[6..11]]))];
        var collect = Parts();
        Assert.Equal(11, (await CollectedAsync(collect)).Count);
        var problem = Assert.Single(collect.Problems);
        Assert.Equal("INK-SEND-007", problem.Code);
        Assert.Contains(twelve[11].Invoice.Number, problem.Text.En);
        Assert.False(house.Now(twelve[11].Invoice).HasUpo);
    }

    [Fact]
    public async Task While_KSeF_still_writes_it_nothing_is_said()
    {
        Accepted(11, S, 1);
        var collect = Parts();
        Assert.Empty(await CollectedAsync(collect));
        Assert.Empty(collect.Problems);
    }

    /// <summary>What a receipt names, and whether it is that of the invoice.</summary>
    public static TheoryData<string, string, bool> Named => new()
    {
        { "all as the ledger has it", "", true },
        { "another seller", "<NipSprzedawcy>5260001246|<NipSprzedawcy>6712345098", false },
        { "another number", "NUMBER|" + SmallKsef.NumberOf(99), false },
        { "another file", "HASH|GZMGNVzs3krF6URKgvaw77OOeG3nJ+WGziT5xguliQ8=", false },
        { "nothing that can be read", "Dokument>|Papier>", false },
    };

    [Theory]
    [MemberData(nameof(Named))]
    public async Task A_receipt_counts_only_when_it_names_the_seller_the_number_and_the_file(string what, string change, bool counts)
    {
        var (invoice, number) = Accepted(1, S, 1)[0];
        var content = Receipts.Of((invoice, "5260001246", number));
        if (change.Split('|') is [var from, var to]) content = content.Replace(from.Replace("NUMBER", number).Replace("HASH", invoice.Hash.Base64),
            to, StringComparison.Ordinal);
        house.Wire.ReceiptsOfOne[number] = Receipts.Signer.Sign(content: content);
        var collect = Parts();
        Assert.Equal((what, counts ? 1 : 0), (what, (await CollectedAsync(collect)).Count));
        Assert.Equal(counts ? [] : ["INK-SEND-007"], collect.Problems.Select(one => one.Code));
        Assert.Equal(counts, house.Now(invoice).HasUpo);
        var kept = house.Ledger.RefusedUpos.Of(number);
        Assert.Equal(counts ? 0 : 1, kept.Count);
        if (!counts) Assert.Equal(house.Wire.ReceiptsOfOne[number], kept[0].Content); // evidence
    }

    [Theory]
    [InlineData(1)]
    [InlineData(11)]
    public async Task A_receipt_that_was_changed_is_evidence_and_no_proof(int count)
    {
        var invoices = Accepted(count, S, 1);
        var changed = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Signed(invoices)).Replace("10:31", "10:32",
            StringComparison.Ordinal).Replace("11:31", "11:32", StringComparison.Ordinal));
        house.Wire.ReceiptsOfOne[invoices[0].Number] = changed;
        house.Wire.Receipts[S] = [(P, changed)];
        var collect = Parts();
        Assert.Empty(await CollectedAsync(collect));
        Assert.Equal(["INK-UPO-001"], collect.Problems.Select(one => one.Code));
        Assert.Equal(changed, Assert.Single(house.Ledger.RefusedUpos.Of(count == 1 ? invoices[0].Number : P)).Content);
    }

    [Fact]
    public async Task Two_pages_that_are_wrong_in_the_same_way_are_said_once_and_both_kept()
    {
        Accepted(11, S, 1);
        house.Wire.Receipts[S] = [(P, "<a/>"u8.ToArray()), (Q, "<a/>"u8.ToArray())];
        var collect = Parts();
        await CollectedAsync(collect);
        Assert.Equal(["INK-UPO-001"], collect.Problems.Select(one => one.Code));
        Assert.All([P, Q], page => Assert.Single(house.Ledger.RefusedUpos.Of(page)));
    }

    [Fact]
    public async Task What_goes_on_being_wrong_is_fetched_every_hour_only()
    {
        var number = Accepted(1, S, 1)[0].Number;
        house.Wire.ReceiptsOfOne[number] = "<a/>"u8.ToArray();
        for (var round = 0; round < 6; round++) await CollectedAsync();
        Assert.Equal(4, Fetched());
        house.Clock.Jump(TimeSpan.FromMinutes(59.9));
        await CollectedAsync();
        Assert.Equal(4, Fetched());
        house.Clock.Jump(TimeSpan.FromMinutes(0.1));
        await CollectedAsync();
        await CollectedAsync();
        Assert.Equal(5, Fetched());

        int Fetched() => house.Wire.CountOf($"GET /v2/sessions/{S}/invoices/ksef/{number}/upo");
    }

    [Fact]
    public async Task What_KSeF_refuses_of_one_session_keeps_the_others_not_waiting()
    {
        var (refused, good) = (Accepted(1, S, 1)[0], Accepted(1, SmallKsef.Reference(101), 2)[0]);
        house.Wire.ReceiptsOfOne[good.Number] = Signed(good);
        house.Wire.First = asked => asked.Contains(S, StringComparison.Ordinal) ? SmallKsef.Problem(21178) : null;
        var round = Parts();
        await round.CollectUposAsync(House.Stop);
        Assert.Equal([good.Invoice.Id], round.Report().Moved.Select(one => one.Id));
        Assert.Equal(["INK-KSEF-001"], round.Problems.Select(one => one.Code));
        Assert.False(house.Now(refused.Invoice).HasUpo);
    }

    public void Dispose() => house.Dispose();

    private RoundParts Parts() => new(house.Ledger, house.JudgeUpo, house.Client(), house.Access(), house.Clock, Pace.Usual);

    private Task<IReadOnlyList<IssuedInvoice>> CollectedAsync() => CollectedAsync(Parts());

    private static async Task<IReadOnlyList<IssuedInvoice>> CollectedAsync(RoundParts round)
    {
        await round.CollectUposAsync(House.Stop);
        return round.Report().Moved;
    }

    private byte[] Signed(params (IssuedInvoice Invoice, string Number)[] named) => Receipts.Signer.Sign(content: Receipts.Of([.. named.Select(one =>
        (one.Invoice, "5260001246", one.Number))]));

    private (IssuedInvoice Invoice, string Number)[] Accepted(int count, string session, int from) => [.. Enumerable.Range(from,
        count).Select(technical =>
    {
        var number = SmallKsef.NumberOf(technical);
        return (house.Add(state: new InvoiceState.Accepted(number, House.At("2026-12-09T11:41"), session, null)), number);
    })];
}
