using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>What JPK_V7 is told of each invoice: its number, or the marker that stands in its place (LAW 68).</summary>
public sealed class JpkMarkersTests : IDisposable
{
    private readonly House house = new();

    /// <summary>How an invoice was issued and where it stands, its marker, and whether it is listed at all.</summary>
    public static TheoryData<IssuingMode, InvoiceState, string?, bool> Markers => new()
    {
        { IssuingMode.Online, new InvoiceState.Issued(), "DI", true },
        { IssuingMode.Offline24, new InvoiceState.Sending("s", null), "DI", true },
        { IssuingMode.Unavailability, new InvoiceState.Unknown("s", null), "DI", true },
        { IssuingMode.Failure, new InvoiceState.Issued(), "OFF", true },
        { IssuingMode.TotalFailure, new InvoiceState.Waived(9), "BFK", true },
        { IssuingMode.TotalFailure, new InvoiceState.Issued(), "BFK", true },
        { IssuingMode.Failure, new InvoiceState.Waived(9), "BFK", true },
        { IssuingMode.Failure, new InvoiceState.Accepted("n", House.At("2026-12-09T12:00"), "s", null), null, true },
        { IssuingMode.Offline24, new InvoiceState.Rejected(450, "no", [], "s"), null, false },
        { IssuingMode.Offline24, new InvoiceState.TechnicallyCorrected(9, "n"), null, false },
    };

    [Theory]
    [MemberData(nameof(Markers))]
    public void A_marker_follows_from_the_mode_while_there_is_no_number(IssuingMode mode, InvoiceState state, string? marker, bool isListed)
    {
        var lines = JpkMarkers.Of([house.Add(mode) with { State = state }], null);
        Assert.Equal(isListed ? 1 : 0, lines.Count);
        if (isListed) Assert.Equal((marker, marker is null ? "n" : null), (lines[0].Marker, lines[0].KsefNumber));
    }

    [Fact]
    public void A_month_is_told_by_the_dates_of_issue_in_their_order()
    {
        var like = house.Add();
        IssuedInvoice On(string date, int id) => like with { Id = id, IssueDate = DateOnly.Parse(date) };
        var all = new[] { On("2026-12-31", 1), On("2026-12-01", 3), On("2026-12-01", 2), On("2026-11-30", 4), On("2027-01-01", 5), On("2025-12-09",
            6) };
        Assert.Equal([2, 3, 1], JpkMarkers.Of(all, new DateOnly(2026, 12, 15)).Select(line => line.Invoice.Id));
        Assert.Equal([6, 4, 2, 3, 1, 5], JpkMarkers.Of(all, null).Select(line => line.Invoice.Id));
    }

    [Fact]
    public void The_file_has_a_head_and_semicolons_and_quotes_what_has_to_be_quoted()
    {
        var like = house.Add(draft: house.Draft("FV/1")) with { Gross = 1234.5m, BuyerNip = Nip.Parse("6712345098") };
        var csv = JpkMarkers.Csv(
        [
            new JpkLine(like, "n", null), new JpkLine(like with { Number = "a;b", BuyerNip = null }, null, "DI"),
                new JpkLine(like with { Number = "a\"b" }, null, "DI"),
            new JpkLine(like with { Number = "a\nb" }, null, "DI"), new JpkLine(like with { Number = "a\rb" }, null, "DI"),
        ]);
        Assert.Equal("company;number;issueDate;kind;buyerNip;gross;currency;ksefNumber;marker\n"
            + "5260001246;FV/1;2026-12-09;VAT;6712345098;1234.50;PLN;n;\n"
            + "5260001246;\"a;b\";2026-12-09;VAT;;1234.50;PLN;;DI\n"
            + "5260001246;\"a\"\"b\";2026-12-09;VAT;6712345098;1234.50;PLN;;DI\n"
            + "5260001246;a b;2026-12-09;VAT;6712345098;1234.50;PLN;;DI\n"
            + "5260001246;a b;2026-12-09;VAT;6712345098;1234.50;PLN;;DI\n", csv);
    }

    public void Dispose() => house.Dispose();
}
