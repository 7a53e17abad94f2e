using Inkaust.Cli;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>Where a company stands, and the one thing that it needs next. It is Wednesday 9 December 2026, noon in Poland.</summary>
public sealed class StandingTests : IDisposable
{
    private static readonly InvoiceState Rejected = new InvoiceState.Rejected(450, "no", [], "s");
    private static readonly InvoiceState Unknown = new InvoiceState.Unknown("s", null);

    private static readonly string Token = $"20261209-EC-0000000000-0000000000-01|nip-5260001246|{new string('a', 64)}";

    private readonly House house = new();

    /// <summary>What there is beside both certificates, the need that follows, and whether a person is needed; from the least urgent on.</summary>
    public static TheoryData<string, Need, bool> Needs => new()
    {
        { "", Need.Nothing, false },
        { "alarm", Need.Read, false },
        { "alarm held", Need.WaitForOriginal, false },
        { "alarm held freed", Need.Send, false },
        { "held waits", Need.Send, false },
        { "held waits no-certificate", Need.Certificate, true },
        { "waits no-certificate unknown", Need.Settle, false },
        { "waits no-certificate unknown refused", Need.Repair, true },
        { "waits no-certificate unknown refused total", Need.ConfirmTotalFailure, true },
        { "waits unknown refused total stuck", Need.AskForStuck, true },
        { "unknown refused total stuck today", Need.SendNow, true }, // something was refused beside
        { "waits late", Need.SendNow, false },
        { "waits today", Need.SendNow, false },
        { "late today total packages", Need.AskAboutPackages, true },
        { "packages-once", Need.Send, false },
    };

    [Theory]
    [MemberData(nameof(Needs))]
    public async Task The_most_urgent_need_is_told(string what, Need need, bool person)
    {
        if (!what.Contains("no-certificate", StringComparison.Ordinal)) Both();
        foreach (var one in what.Split(' '))
        {
            switch (one)
            {
                case "alarm": house.Tokens.Keep(house.Company, Token, new DateOnly(2026, 12, 10)); break;
                case "held":
                    house.Corrections.Hold(house.Company, house.Add(state: new InvoiceState.Rejected(450, "no", [], "s") { ClosedBecause = "x" }), "KOR",
                        house.Draft(), ModeWish.Auto); break;
                // Its original has its number, and no sending has gone since.
                case "freed":
                    house.Corrections.Hold(house.Company, house.Add(IssuingMode.Online, new InvoiceState.Accepted("n",
                    House.At("2026-12-09T12:00"), "s", null), change: its => its with { HasUpo = true }), "KOR", house.Draft(), ModeWish.Auto); break;
                case "waits": Waiting("2026-12-18"); break;
                case "late": Waiting("2026-12-08"); break;
                case "today": Waiting("2026-12-09"); break;
                case "unknown": Waiting("2026-12-18", Unknown); break;
                case "refused": house.Add(state: Rejected); break;
                case "total": house.Announce("TOTAL_FAILURE", "FAILURE_START", 9, "2026-12-08T10:00"); break;
                case "stuck":
                    var stuck = house.Ledger.Move(Waiting("2026-12-18"), new InvoiceState.Sending("s", null), "t");
                    house.Clock.Jump(TimeSpan.FromMinutes(20));
                    Assert.NotEmpty(house.Ledger.Stuck());
                    Assert.NotNull(stuck);
                    break;
                case "packages" or "packages-once":
                    Waiting("2026-12-18", change: its => its with { HasAttachment = true });
                    house.Ledger.Packages.NotLetIn("21405");
                    house.Clock.Jump(TimeSpan.FromSeconds(1));
                    if (one == "packages") house.Ledger.Packages.NotLetIn("21405");
                    break;
                default: break;
            }
        }
        await house.HearAsync();
        var standing = Of();
        Assert.Equal((what, need, person), (what, standing.Need, standing.NeedsAPerson));
        var next = Said(standing);
        Assert.Contains(need switch
        {
            Need.Nothing => "nothing; nothing waits",
            Need.Read => standing.Alarms[0].Hint!.En,
            Need.WaitForOriginal => standing.Held[0].Why.En,
            Need.Send => "inkaust send --company 5260001246",
            Need.Certificate => "get both certificates: inkaust cert enrol --company 5260001246",
            Need.Settle => "find out what became of what was sent: inkaust send --company 5260001246",
            Need.Repair => "inkaust repair ",
            Need.ConfirmTotalFailure => "inkaust total-failure confirm --event 9 --reference SOURCE",
            Need.AskForStuck => "Do not send it a second time",
            Need.SendNow => $"send now: {standing.Late} late, {standing.DueToday} due today: inkaust send --company 5260001246",
            _ => "inkaust send --packages-now",
        }, next);
    }

    [Fact]
    public void Everything_that_waits_is_counted_by_its_deadline_and_state()
    {
        Both();
        Waiting("2026-12-08");
        Waiting("2026-12-08", Unknown);
        Waiting("2026-12-09", new InvoiceState.Sending("s", null));
        Waiting("2026-12-10");
        Waiting(null);
        var refused = house.Add(state: Rejected, due: new DateOnly(2026, 12, 8));
        house.Add(state: Rejected, change: one => one with { Repairs = refused.Id });
        house.Add(state: new InvoiceState.Waived(9), due: new DateOnly(2026, 12, 8));
        Waiting("2026-12-08", of: house.Other());
        var standing = Of();
        Assert.Equal((5, 2, 1, 1, 1), (standing.Waiting, standing.Late, standing.DueToday, standing.Unknown, standing.Refused));
        Assert.Equal(2, standing.Certificates.Count);
        Assert.Empty(standing.Held);
    }

    [Fact]
    public void A_refused_file_that_is_being_repaired_needs_nobody()
    {
        Both();
        var refused = house.Add(state: Rejected);
        Assert.Equal((1, Need.Repair), (Of().Refused, Of().Need));
        house.Add(change: one => one with { Repairs = refused.Id }, due: new DateOnly(2026, 12, 18));
        Assert.Equal((0, Need.Send), (Of().Refused, Of().Need));
    }

    [Theory]
    [InlineData(IssuingMode.Offline24, "see why KSeF refused invoice")]
    [InlineData(IssuingMode.Online, "so it is not issued; see why and issue it anew")]
    public void What_is_to_be_done_about_a_refused_invoice_depends_on_how_it_was_issued(IssuingMode mode, string said)
    {
        Both();
        var refused = house.Add(mode, Rejected);
        Assert.Contains(said, Said(Of()));
        Assert.EndsWith($"inkaust repair {refused.Id}", Said(Of()));
    }

    /// <summary>The ends of both certificates (null: there is none), and what is said of them.</summary>
    public static TheoryData<string?, string?, string?> Certificates => new()
    {
        { "2027-06-01T00:00:00Z", "2027-06-01T00:00:00Z", null },
        { null, null, "get both certificates: inkaust cert enrol --company 5260001246" },
        { "2027-06-01T00:00:00Z", null, "get a certificate of type 2 (KOD II): inkaust cert enrol --type offline --company 5260001246" },
        { null, "2027-06-01T00:00:00Z", "get a certificate of type 1 (signing in): inkaust cert enrol --type authentication --company 5260001246" },
        { "2027-01-08T10:59:59Z", "2027-06-01T00:00:00Z",
            "the certificate of type 1 (signing in) expires soon: inkaust cert renew --type authentication --company 5260001246" },
        { "2027-06-01T00:00:00Z", "2027-01-08T10:59:59Z",
            "the certificate of type 2 (KOD II) expires soon: inkaust cert renew --type offline --company 5260001246" },
        { "2027-01-08T11:00:01Z", "2027-01-08T11:00:01Z", null }, // a little more than 30 days
        { "2026-12-09T11:00:00Z", "2027-06-01T00:00:00Z",
            "get a certificate of type 1 (signing in): inkaust cert enrol --type authentication --company 5260001246" }, // over now
    };

    [Theory]
    [MemberData(nameof(Certificates))]
    public void A_certificate_that_is_missing_or_ends_within_30_days_is_told(string? signsIn, string? signsCodes, string? next)
    {
        if (signsIn is not null) house.Certificate(CertificateKind.Authentication, to: signsIn);
        if (signsCodes is not null) house.Certificate(to: signsCodes);
        house.Certificate(CertificateKind.Seal);
        var standing = Of();
        Assert.Equal((next is null ? Need.Nothing : Need.Certificate, next ?? "nothing; nothing waits"), (standing.Need, Said(standing)));
    }

    [Fact]
    public void A_successor_is_enough()
    {
        Both();
        house.Certificate(to: "2026-12-20T00:00:00Z");
        Assert.Equal(Need.Nothing, Of().Need);
    }

    [Fact]
    public void Alarms_come_in_one_order_and_packages_first()
    {
        house.Certificate(CertificateKind.Authentication, to: "2026-12-20T00:00:00Z");
        house.Certificate();
        Waiting("2026-12-10", change: one => one with { HasAttachment = true });
        house.Ledger.Move(Waiting("2026-12-18"), new InvoiceState.Sending("s", null), "t");
        house.Clock.Jump(TimeSpan.FromMinutes(20));
        for (var i = 0; i < 2; i++)
        {
            house.Ledger.Packages.NotLetIn("21405");
            house.Clock.Jump(TimeSpan.FromSeconds(1));
        }
        house.Tokens.Keep(house.Company, Token, new DateOnly(2026, 12, 10));
        var accepted = house.Add(state: new InvoiceState.Accepted("n", House.At("2026-12-09T12:00"), "s", null));
        house.Ledger.RefusedUpos.Keep("n", "x"u8.ToArray(), new Finding("INK-UPO-001", "pl", "It proves nothing."));
        var codes = Of().Alarms.Select(one => one.Code).ToList();
        Assert.Equal(["INK-SEND-014", "INK-SEND-016"], codes[..2]);
        Assert.Equal("INK-SEND-010", codes[3]);
        Assert.Equal("INK-UPO-008", codes[4]);
        Assert.Equal(6, codes.Count);
        Assert.Contains("INK-UPO-001 It proves nothing.", Of().Alarms[4].Text.En);

        house.Ledger.Upos.Keep(accepted, "upo"u8.ToArray());
        Assert.DoesNotContain(Of().Alarms, one => one.Code == "INK-UPO-008"); // it has come
    }

    [Fact]
    public void What_is_under_way_or_needs_no_package_is_no_reason_to_ask_about_packages()
    {
        Both();
        for (var i = 0; i < 2; i++)
        {
            house.Ledger.Packages.NotLetIn("21405");
            house.Clock.Jump(TimeSpan.FromSeconds(1));
        }
        Waiting("2026-12-18");
        Waiting("2026-12-18", new InvoiceState.Sending("s", null), one => one with { HasAttachment = true });
        Assert.Equal(Need.Send, Of().Need);
    }

    [Fact]
    public void Several_companies_come_in_their_order_and_each_with_its_own()
    {
        Both();
        var other = house.Other();
        Waiting("2026-12-09", of: other);
        var held = house.Corrections.Hold(other, house.Add(of: other, due: new DateOnly(2026, 12, 18)), "KOR", house.Draft(), ModeWish.Auto);
        var standings = house.TakeStock.Of([other, house.Company]);
        Assert.Equal([other, house.Company], standings.Select(one => one.Company));
        Assert.Equal([(2, 1), (0, 0)], standings.Select(one => (one.Waiting, one.DueToday)));
        Assert.Equal([held.Id], standings[0].Held.Select(one => one.Correction.Id));
        Assert.Empty(standings[1].Held);
    }

    [Fact]
    public void Deadlines_are_brought_up_to_date_before_they_are_counted()
    {
        Both();
        house.Add(due: new DateOnly(2026, 12, 9)); // as if counted by an older calendar: issued today it is due tomorrow
        Assert.Equal((0, Need.Send), (Of().DueToday, Of().Need));
    }

    [Fact]
    public async Task What_is_near_and_cut_off_by_maintenance_is_told_as_the_next_step()
    {
        Both();
        Waiting("2026-12-10");
        Assert.Equal("Send now: inkaust send --company 5260001246", Said(Of()));
        house.Announce("MAINTENANCE", "MAINTENANCE_ANNOUNCEMENT", 3, "2026-12-10T10:00", "2026-12-10T12:00", published: "2026-12-01T10:00");
        await house.HearAsync();
        Assert.Equal("Send before it begins: inkaust send --company 5260001246", Said(Of()));
    }

    public void Dispose() => house.Dispose();

    private Standing Of() => Assert.Single(house.TakeStock.Of([house.Company]));

    private void Both()
    {
        house.Certificate(CertificateKind.Authentication);
        house.Certificate();
    }

    // Issued so that this is its deadline by law too.
    private IssuedInvoice Waiting(string? due, InvoiceState? state = null, Func<IssuedInvoice, IssuedInvoice>? change = null,
        Inkaust.Office.Company? of = null) => house.Add(
        due is null ? IssuingMode.Failure : IssuingMode.Offline24, state, of: of, change: one =>
        {
            var issued = due is null ? one : one with
            {
                Deadline = one.Deadline with { Date = DateOnly.Parse(due) },
                IssueDate = DateOnly.Parse(due).AddDays(-1),
                IssuedAt = House.At($"{DateOnly.Parse(due).AddDays(-1):yyyy-MM-dd}T08:00")
            };
            if (due is null) issued = issued with { Deadline = issued.Deadline with { Date = null, Duty = SendingDuty.Unknown } };
            return change is null ? issued : change(issued);
        });

    // As the shell says it: the hint, and the command line of the step.
    private static string Said(Standing standing) => NextInWords.After(standing.Hint, standing.Next).En;
}
