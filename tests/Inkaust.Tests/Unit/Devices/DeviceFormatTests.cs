using System.Text.Json;
using Inkaust.Answers;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Tests.Unit.Issuing;
using Inkaust.Web.Api;

namespace Inkaust.Tests.Unit.Devices;

/// <summary>Format 1 of what devices and the office say to each other (docs/pocket.md): it is read for ever, by both sides, from the same files.</summary>
public sealed class DeviceFormatTests
{
    private const string Contact = "tests/Inkaust.Tests/Golden/pocket/v1-contact.json", Answer = "tests/Inkaust.Tests/Golden/pocket/v1-answer.json";

    private static readonly JsonSerializerOptions Indented = new(ApiJson.Options) { WriteIndented = true };

    [Fact]
    public void The_first_contact_that_was_ever_shipped_is_read()
    {
        var contact = DeviceContact.Read(File.ReadAllBytes(Path.Combine(Checkout.Root, Contact)));
        Assert.Equal((1, "1.0.0", 41L), (contact.Format, contact.App, contact.After));
        var held = Assert.Single(contact.Holding);
        var handed = Assert.Single(contact.Invoices);
        Assert.Equal((held.Hash, InvoiceHash.Of(handed.Xml)), (handed.Hash.Base64Url, handed.Hash));
        var (said, invoice) = (SaidOfInvoice.Read(handed.Told), Fa3Invoice.Read(handed.Xml));
        Assert.Equal((invoice.Number, invoice.IssueDate, new DateOnly(2026, 11, 30)), (said.Number, said.IssueDate, said.Deadline));
        Assert.Equal(("0f1e2d3c4b5a6978", 3L, BuyerBranch.Consumer), (said.Series, said.Count, said.BuyerTold));
        Assert.Equal(["INK-RULE-001"], said.Accepted);
        Assert.Equal(["invoice"], said.DocumentsGiven);
        Assert.DoesNotContain(Convert.ToBase64String(handed.Xml)[..100], handed.Told.Invoice.GetRawText());
    }

    [Fact]
    public void The_answer_is_written_as_it_was_agreed()
    {
        using var house = new House();
        var at = DateTimeOffset.Parse("2026-11-27T08:15:01Z");
        var company = house.Company with { Environment = KsefEnvironment.Test };
        var device = new Device
        {
            Id = "0f1e2d3c4b5a6978",
            Company = company.Id,
            Name = "Telefon Anny",
            Account = new AccountId("anna"),
            PublicKey = [],
            ToSign = [],
            Certificate = [],
            Serial = "0123456789ABCDEF",
            ValidFrom = at.AddDays(-1),
            ValidTo = at.AddYears(2),
            CertificateStatus = "Active",
            Series = "0f1e2d3c4b5a6978",
            AddedAt = at,
        };
        var taken = house.Add() with { Id = 17, Hash = InvoiceHash.Of("taken"u8) };
        var accepted = taken with { Hash = InvoiceHash.Of("accepted"u8), HasUpo = true, State = new InvoiceState.Accepted("5260001246-20261127-010000000000-01", at, "s", null) };
        var pack = new DevicePack(device, company, "anna@example.com", new Series(device.Series, device.Name, "FV/T1/{n}/{mm}/{yyyy}", BeginsAnew.Month),
            new Dictionary<string, long> { ["2026-11"] = 3 },
            [new Party { Nip = Nip.Parse("6712345098"), Name = "Piekarnia Złoty Kłos", Address = Address.Parse("ul. Chlebowa 1, 70-001 Szczecin", null) }],
            [new Line { Name = "Kałamarz", Unit = "szt.", Price = 100m, Rate = VatRate.Parse("23") }],
            [new CalendarChange(new DateOnly(2026, 12, 31), true, "Dz.U. 2026 poz. 1")], "0a1b2c3d4e5f",
            [new Announcement(9, AnnouncementCategory.Failure, at.AddHours(-2), at.AddHours(-3), null)],
            new CompanyLook { Accounts = ["61109010140000071219812874"], Footer = "Dziękujemy" });
        var answer = ContactAnswer.Of(new ContactAnswered(at, 42,
        [
            new Taken(taken.Hash, taken, []),
            new Taken(InvoiceHash.Of("kept"u8), null, [DeviceFindings.NotItsSeries("FV/1/11/2026")]),
        ], [accepted], pack, []), ApiJson.Say);
        GoldenFile.AssertEqual(Answer, JsonSerializer.Serialize(answer, Indented) + "\n");
    }

    [Theory]
    [InlineData("FV/{n}/{mm}/{yyyy}", "FV/T1/{n}/{mm}/{yyyy}", "FV/T1/7/12/2026")]
    [InlineData("{n}/{yyyy}", "T1/{n}/{yyyy}", "T1/7/2026")]
    [InlineData("F-{yyyy}-{n}", "F-{yyyy}-T1-{n}", "F-2026-T1-7")]
    [InlineData("{yyyy}{n}", "{yyyy}T1/{n}", "2026T1/7")]
    [InlineData("F0{n}", "F0T1/{n}", "F0T1/7")]
    public void A_device_has_a_pattern_of_its_own(string pattern, string own, string number)
    {
        var day = new DateOnly(2026, 12, 9);
        var marked = new NumberPattern(new NumberPattern(pattern, BeginsAnew.Year).Marked("T1"), BeginsAnew.Year);
        Assert.Equal(own, marked.Text);
        Assert.Equal(number, marked.Number(7, day));
        Assert.True(marked.Gives(number, day));
        Assert.False(marked.Gives(new NumberPattern(pattern, BeginsAnew.Year).Number(7, day), day));
        Assert.False(marked.Gives(number + "x", day));
        Assert.False(marked.Gives("", day));
    }
}
