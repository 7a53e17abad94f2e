using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>What a settlement takes from the ledger for the advances that it names, and what it may not name.</summary>
public sealed class TakeAdvancesTests : IDisposable
{
    private const string Known = "5241037786-20261102-2C3D4E5F6071-A0", Another = "5241037786-20261015-0A1B2C3D4E5F-90";

    private static readonly Party Bakery = new() { Name = "Piekarnia", Nip = Nip.Parse("6712345098"), Address = Address.Parse("ul. Młyńska 7, 61-730 Poznań", null) };
    private static readonly Line Shop = new() { Name = "Sklep", Quantity = 1, Price = 10000, Rate = VatRate.Parse("23") };
    private static readonly InvoiceState Accepted = new InvoiceState.Accepted(Known, House.At("2026-12-08T12:00"), "s", null);

    private readonly House house = new();

    /// <summary>How the advance ZAL/1 of 3690.00 stands in the ledger, how a settlement names it, and what is said.</summary>
    public static TheoryData<string, InvoiceState, Advance, string> Named => new()
    {
        { "by its number", Accepted, new() { Number = "ZAL/1" }, "8610" },
        { "by its KSeF number", Accepted, new() { KsefNumber = Known }, "8610" },
        { "by both", Accepted, new() { Number = "ZAL/1", KsefNumber = Known }, "8610" },
        { "with its amounts", Accepted, new() { Number = "ZAL/1", Amounts = [Amount(3000, 690)] }, "8610" },
        { "with other amounts", Accepted, new() { Number = "ZAL/1", Amounts = [Amount(2000, 460)] }, "INK-ADVANCE-005 advances[0].amounts" },
        { "under another KSeF number", Accepted, new() { Number = "ZAL/1", KsefNumber = Another }, "INK-ADVANCE-009 advances[0]" },
        { "not sent yet", new InvoiceState.Issued(), new() { Number = "ZAL/1" }, "INK-ADVANCE-002 advances[0]" },
        { "refused", new InvoiceState.Rejected(450, "no", [], "s"), new() { Number = "ZAL/1" }, "INK-ADVANCE-002 advances[0]" },
        { "in a total failure", new InvoiceState.Waived(1), new() { Number = "ZAL/1" }, "8610" },
        { "unknown", Accepted, new() { Number = "ZAL/9" }, "INK-ADVANCE-001 advances[0]" },
        { "from elsewhere with its amounts", Accepted, new() { Number = "ZAL/9", Amounts = [Amount(1000, 230)] }, "11070" },
        { "by nothing", Accepted, new() { Amounts = [Amount(1000, 230)] }, "INK-ADVANCE-010 advances[0]" },
    };

    [Theory]
    [MemberData(nameof(Named))]
    public async Task An_advance_of_the_ledger_is_taken_from_there_and_one_from_elsewhere_by_its_amounts(string what, InvoiceState state, Advance named, string said)
    {
        InLedger(state);
        Assert.Equal((what, said), (what, await SaidAsync(Settlement(named))));
    }

    [Fact]
    public async Task All_reasons_are_said_at_once()
    {
        InLedger(Accepted);
        house.Add(IssuingMode.Online, new InvoiceState.Issued(), Advance("ZAL/2"));
        var said = await SaidAsync(Settlement(new() { Number = "ZAL/1" }, new() { Number = "ZAL/2" }, new() { KsefNumber = Known }, new() { Number = "ZAL/9" }));
        Assert.Equal("INK-ADVANCE-002 advances[1]; INK-ADVANCE-007 advances[2]; INK-ADVANCE-001 advances[3]", said);
    }

    [Fact]
    public async Task An_advance_of_another_buyer_or_in_another_currency_is_refused()
    {
        InLedger(Accepted);
        var settlement = Settlement(new Advance { Number = "ZAL/1" });
        Assert.Equal("INK-ADVANCE-003 advances[0]", await SaidAsync(settlement with { Buyer = Bakery with { Nip = Nip.Parse("7792468135") } }));
        Assert.Equal("INK-ADVANCE-003 advances[0]", await SaidAsync(settlement with { Buyer = new Party { Name = "Piekarnia" } }));
        Assert.Equal("8610", await SaidAsync(settlement with { Buyer = Bakery with { Name = "Piekarnia pod nową nazwą" } }));
        Assert.Equal("INK-ADVANCE-004 advances[0]", await SaidAsync(settlement with { Currency = "EUR", ExchangeRate = 4 }));
    }

    [Fact]
    public async Task A_finished_file_that_takes_nothing_off_or_names_an_advance_as_outside_KSeF_is_wrong()
    {
        InLedger(Accepted);
        var outside = await SaidOfFileAsync(Settlement(new Advance { Number = "ZAL/1" }));
        Assert.Equal("INK-ADVANCE-011 Fa/FakturaZaliczkowa[1]", outside);
        var full = await SaidOfFileAsync(Settlement(new Advance { KsefNumber = Known }));
        Assert.Equal("INK-ADVANCE-008 Fa/P_15", full);
        Assert.Equal("8610", await SaidOfFileAsync(Settlement(new Advance { KsefNumber = Known, Amounts = [Amount(3000, 690)] })));
        Assert.Equal("12300", await SaidOfFileAsync(Settlement(new Advance { KsefNumber = Another }) with { Number = "ROZ/9" })); // not of this ledger
    }

    [Fact]
    public async Task Sums_given_by_hand_are_held_against_the_ledger_too()
    {
        InLedger(Accepted);
        var settlement = Settlement(new Advance { Number = "ZAL/1" });
        Assert.Equal("INK-ADVANCE-008 Fa/P_15", await SaidAsync(settlement with { Sums = [new GivenSum { Bucket = TaxBucket.Basic, Net = 10000, Vat = 2300 }] }));
        Assert.Equal("8610", await SaidAsync(settlement with { Sums = [new GivenSum { Bucket = TaxBucket.Basic, Net = 7000, Vat = 1610 }] }));
    }

    public void Dispose() => house.Dispose();

    private void InLedger(InvoiceState state)
    {
        var advance = house.Add(IssuingMode.Online, state is InvoiceState.Accepted ? new InvoiceState.Sending("s", null) : state, Advance());
        if (state is InvoiceState.Accepted) house.Ledger.Move(advance, state, new Cause.Numbered(Known));
    }

    private static InvoiceDraft Advance(string number = "ZAL/1") => new()
    {
        Number = number,
        Kind = InvoiceKind.Zal,
        Buyer = Bakery,
        Order = new Order { Lines = [Shop] },
        AdvancePayments = [new AdvancePayment { Date = new DateOnly(2026, 12, 8), Amount = 3690 }],
    };

    private static InvoiceDraft Settlement(params Advance[] advances) =>
        new() { Number = "ROZ/1", Kind = InvoiceKind.Roz, Buyer = Bakery, Lines = [Shop], Advances = advances };

    private static AdvanceAmount Amount(decimal net, decimal vat) => new() { Rate = VatRate.Parse("23"), Net = net, Vat = vat };

    private async Task<string> SaidAsync(InvoiceDraft settlement)
    {
        try
        {
            return Said(await house.IssueInvoice.PreviewAsync(house.Company, settlement, ModeWish.Online, House.Stop));
        }
        catch (RefusedException refused)
        {
            return Listed(refused.Findings);
        }
    }

    private async Task<string> SaidOfFileAsync(InvoiceDraft settlement) =>
        Said(await house.IssueInvoice.PreviewAsync(house.Company, house.FileOf(settlement), ModeWish.Online, House.Stop));

    private static string Said(IssuePreview preview) => preview.WouldBeIssued
        ? Fa3Invoice.Read(preview.File).Gross.ToString("0") : Listed(preview.Stops.Where(one => one.Code != "INK-ISSUE-003"));

    private static string Listed(IEnumerable<Finding> findings) => string.Join("; ", findings.Select(one => $"{one.Code} {one.Path}"));
}
