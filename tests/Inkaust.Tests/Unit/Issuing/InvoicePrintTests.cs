using Inkaust.Cli;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Print;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>Which codes stand on a print (LAW 28, 40-42, 47, 60).</summary>
public sealed class InvoicePrintTests : IDisposable
{
    private static readonly InvoiceState Accepted = new InvoiceState.Accepted("5260001246-n", House.At("2026-12-09T12:00"), "s", null);
    private static readonly InvoiceState Rejected = new InvoiceState.Rejected(450, "no", [], "s");

    private readonly House house = new();

    /// <summary>How an invoice was issued and where it stands, and the words under its codes.</summary>
    public static TheoryData<IssuingMode, InvoiceState, string> Codes => new()
    {
        { IssuingMode.Online, new InvoiceState.Issued(), "OFFLINE" },
        { IssuingMode.Online, Accepted, "5260001246-n" },
        { IssuingMode.Offline24, new InvoiceState.Issued(), "OFFLINE CERTYFIKAT" },
        { IssuingMode.Offline24, new InvoiceState.Unknown("s", null), "OFFLINE CERTYFIKAT" },
        { IssuingMode.Online, Rejected, "" },
        { IssuingMode.Offline24, Rejected, "" },
        { IssuingMode.Offline24, Accepted, "5260001246-n" },
        { IssuingMode.Unavailability, new InvoiceState.Issued(), "OFFLINE CERTYFIKAT" },
        { IssuingMode.Failure, new InvoiceState.Issued(), "OFFLINE CERTYFIKAT" },
        { IssuingMode.Failure, new InvoiceState.Waived(9), "OFFLINE CERTYFIKAT" },
        { IssuingMode.TotalFailure, new InvoiceState.Waived(9), "" },
        { IssuingMode.TotalFailure, Accepted, "" },
    };

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_codes_follow_from_the_mode_and_the_number(IssuingMode mode, InvoiceState state, string words)
    {
        var invoice = house.Add(mode) with { State = state };
        var codes = InvoicePrint.CodesOf(invoice);
        Assert.Equal(words, string.Join(' ', codes.Select(one => one.Label)));
        if (codes.Count > 0) Assert.Equal(invoice.KodI, codes[0].Link);
        if (codes.Count > 1) Assert.Equal(invoice.KodII, codes[1].Link);
    }

    [Theory]
    [InlineData(IssuingMode.Online)]
    [InlineData(IssuingMode.Offline24)]
    public void A_print_of_what_KSeF_refused_cannot_be_taken_for_an_invoice(IssuingMode mode)
    {
        var invoice = house.Add(mode);
        var file = house.Ledger.File(invoice);
        Assert.Equal(PrintStamp.None, InvoicePrint.StampOf(invoice));
        Assert.Equal(PrintStamp.Refused, InvoicePrint.StampOf(invoice with { State = Rejected }));
        Assert.Equal(PrintStamp.None, InvoicePrint.StampOf(invoice with { State = Accepted }));
        Assert.Contains("nie wystawiona – odrzucona przez KSeF", Print.Tools.TextOf(InvoicePrint.Draw(invoice with { State = Rejected }, file)));
        Assert.DoesNotContain("nie wystawiona", Print.Tools.TextOf(InvoicePrint.Draw(invoice, file)));
    }

    [Theory]
    [InlineData(true, false, "The buyer holds the print of the file with the hash", "inkaust send --company 5260001246")]
    [InlineData(true, true, "The buyer holds the print of the file with the hash", "inkaust repair 7")]
    [InlineData(false, false, "and nobody has the one before", "inkaust send --company 5260001246")]
    public void A_repaired_file_without_its_number_is_for_nobodys_eyes(bool held, bool refused, string text, string hint)
    {
        var repaired = house.Add() with
        {
            Repairs = 7,
            CorrectedHash = held ? InvoiceHash.Of("held"u8) : null,
            State = refused ? Rejected
            : new InvoiceState.Issued()
        };
        var finding = Assert.Single(Assert.Throws<RefusedException>(() => InvoicePrint.CodesOf(repaired, house.Company)).Findings);
        Assert.Equal("INK-PRINT-006", finding.Code);
        Assert.Contains(text, finding.Text.En);
        Assert.Equal(held, finding.Text.En.Contains(InvoiceHash.Of("held"u8).Base64Url, StringComparison.Ordinal));
        Assert.EndsWith($": {hint}", finding.WhatNext!.En);
        Assert.Equal("5260001246-n", Assert.Single(InvoicePrint.CodesOf(repaired with { State = Accepted })).Label);
    }

    [Fact]
    public void A_confirmation_always_carries_two_codes_or_is_refused_and_drawing_makes_none()
    {
        var invoice = house.Add(IssuingMode.Online);
        var codes = InvoicePrint.CodesOf(invoice);
        house.Certificate(); // a key that would sign
        Assert.Equal("INK-PRINT-008", Refused(codes, invoice));
        Assert.Equal("INK-PRINT-008", Refused(codes, null));

        var made = new Uri("https://qr.example/certificate/1");
        var issued = invoice with { ConfirmationCode = made };
        Assert.Equal(codes, InvoicePrint.CodesOf(issued)); // the invoice itself shows it never
        var both = InvoicePrint.ForConfirmation(codes, issued);
        Assert.Equal([("OFFLINE", invoice.KodI), ("CERTYFIKAT", made)], both.Select(one => (one.Label, one.Link)));
        Assert.Equal("INK-PRINT-008", Refused([], issued));
        Assert.Same(both, InvoicePrint.ForConfirmation(both, null)); // it has them already

        static string Refused(IReadOnlyList<PrintedCode> codes, IssuedInvoice? issued) =>
            Assert.Throws<RefusedException>(() => InvoicePrint.ForConfirmation(codes, issued)).Findings[0].Code;
    }

    public void Dispose() => house.Dispose();
}
