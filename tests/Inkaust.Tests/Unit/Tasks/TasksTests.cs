using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Tests.Unit.Issuing;

namespace Inkaust.Tests.Unit.Tasks;

/// <summary>What needs a person follows from what is true, and goes away by itself. It is Wednesday 9 December 2026, noon in Poland.</summary>
public sealed class TasksTests : IDisposable
{
    private static readonly InvoiceState Rejected = new InvoiceState.Rejected(450, "Błąd weryfikacji", [], "s");

    private readonly House house = new();
    private readonly SeeTasks tasks;
    private readonly TendTask tend;
    private readonly Members members;
    private readonly Account anna, jan;

    public TasksTests()
    {
        tasks = new SeeTasks(house.Database, house.Ledgers, house.Keys, house.Tokens, house.Announcements, house.Corrections, house.CorrectInvoice,
            house.TakeStock, house.Watched, house.DeviceTasks, house.Clock);
        var accounts = new AccountRegister(house.Database, house.Clock);
        members = new Members(house.Database, house.Companies, house.Clock);
        tend = new TendTask(house.Database, tasks, members, house.Clock);
        (anna, jan) = (accounts.Add("anna@example.com", "Anna Nowak", Language.Polish), accounts.Add("jan@example.com", "Jan Lis", Language.Polish));
        members.Let(anna.Id, house.Company, Role.Owner);
        members.Let(jan.Id, house.Company, Role.Reader);
        house.Certificate(CertificateKind.Authentication);
        house.Certificate();
    }

    /// <summary>Each kind with its key and what a page would offer.</summary>
    public static TheoryData<TaskKind, string, Type> Kinds => new()
    {
        { TaskKind.RefusedPackages, "packages", typeof(SendPackagesNow) },
        { TaskKind.LateInvoices, "late:2026-12-08", typeof(SendNow) },
        { TaskKind.UnknownOutcome, "unknown:1", typeof(SendNow) },
        { TaskKind.TotalFailure, "total-failure:9", typeof(ConfirmTotalFailure) },
        { TaskKind.RefusedInvoice, "refused:1", typeof(Repair) },
        { TaskKind.CertificateMissing, "certificate:offline:missing", typeof(GetCertificate) },
        { TaskKind.CertificateEnds, "certificate:offline:2026-12-20", typeof(RenewCertificate) },
        { TaskKind.HeldCorrection, "held:1", typeof(WithdrawCorrection) },
        { TaskKind.CertificateStateOld, "certificate:offline:state", typeof(TryCertificates) },
        { TaskKind.TokenEnds, "token:2026-12-10", typeof(BringCertificate) },
        { TaskKind.RefusedReceipts, "receipts", null! },
        { TaskKind.MissingInKsef, "watched:ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0", typeof(VerifyWatched) },
        { TaskKind.JpkMarker, "jpk:2026-11:1", typeof(CorrectJpk) },
        { TaskKind.WebhookDisabled, "webhook:wh_1:20261209110000", typeof(SeeWebhooks) },
        { TaskKind.OtherAccount, "other-account:1", typeof(SeeReceived) },
        { TaskKind.RefusedFromKsef, "inbox:1", typeof(SeeRefusedFiles) },
        { TaskKind.KeptFromDevice, "device-invoice:1", typeof(SeeKeptInvoice) },
        { TaskKind.DeviceHolds, "device:phone:2026-12-10", typeof(SeeDevices) },
        { TaskKind.DeviceNotRevoked, "device-revoke:phone", typeof(SeeDevices) },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Each_kind_appears_with_its_cause_and_goes_away_with_it(TaskKind kind, string key, Type? next)
    {
        Assert.Empty(Open());
        var end = await CauseAsync(kind);
        var task = Assert.Single(Open(), one => one.Kind == kind);
        Assert.Equal((key, next), (task.Key, task.Next?.GetType()));
        Assert.EndsWith(".", task.Text.Pl);
        Assert.EndsWith(".", task.Text.En);
        Assert.True(task.Since <= house.Clock.GetUtcNow());
        end();
        Assert.DoesNotContain(Open(), one => one.Kind == kind);
    }

    [Fact]
    public void Every_kind_has_its_row() => Assert.Equal(Enum.GetValues<TaskKind>().Order(), Kinds.Select(row => row.Data.Item1).Order());

    [Fact]
    public void A_company_without_any_certificate_has_one_task_for_both()
    {
        var other = house.Other();
        Assert.Equal("certificate:both:missing", Assert.Single(tasks.Of(other).Open).Key);
    }

    [Fact]
    public void What_is_on_its_way_no_longer_than_usual_needs_nobody()
    {
        house.Ledger.Move(Waiting("2026-12-18"), new InvoiceState.Sending("s", null), "t");
        house.Clock.Jump(TimeSpan.FromMinutes(14));
        Assert.Empty(Open());
        house.Clock.Jump(TimeSpan.FromMinutes(1));
        Assert.Contains("Nie wystawiaj", Capital(Assert.Single(Open()).Text.Pl));
    }

    [Fact]
    public void Several_that_are_lost_or_late_are_one_task_that_counts_them()
    {
        var first = house.Ledger.Move(Waiting("2026-12-18"), new InvoiceState.Sending("s", null), "t");
        house.Clock.Jump(TimeSpan.FromMinutes(1));
        for (var i = 0; i < 2; i++) house.Ledger.Move(Waiting("2026-12-18"), new InvoiceState.Sending("s", null), "t");
        house.Clock.Jump(TimeSpan.FromMinutes(20));
        Waiting("2026-12-04");
        Waiting("2026-12-08");
        var (late, lost) = (Open()[0], Open()[1]);
        Assert.Equal(("late:2026-12-04", $"unknown:{first.Id}"), (late.Key, lost.Key));
        Assert.Contains("czekają 2 faktury, pierwsza od 2026-12-04", late.Text.Pl);
        Assert.Contains("2 innymi", lost.Text.Pl);
    }

    [Fact]
    public void A_correction_that_waits_for_a_number_that_will_come_needs_nobody_and_one_whose_number_has_come_does()
    {
        var original = Waiting("2026-12-18");
        house.Corrections.Hold(house.Company, original, "KOR", house.Draft("KOR/1"), ModeWish.Auto);
        Assert.Empty(Open());
        house.Ledger.Move(house.Ledger.Move(original, new InvoiceState.Sending("s", null), "t"),
            new InvoiceState.Accepted("n", house.Clock.GetUtcNow(), "s", null), "t");
        Assert.Empty(Open());
        house.Clock.Jump(TimeSpan.FromMinutes(16));
        Assert.Contains("ma już numer", Assert.Single(Open()).Text.Pl);
    }

    /// <summary>How an invoice of November was issued, when its number came, and whether JPK has to be looked at.</summary>
    [Theory]
    [InlineData(IssuingMode.Offline24, "20261201", true)]
    [InlineData(IssuingMode.Unavailability, "20261201", true)]
    [InlineData(IssuingMode.Online, "20261201", true)] // it waited, and went as one of offline24
    [InlineData(IssuingMode.Offline24, "20261130", false)]
    [InlineData(IssuingMode.Failure, "20261201", false)] // OFF stays (LAW 68)
    public void A_number_that_came_after_the_month_had_ended_may_have_to_be_put_into_JPK(IssuingMode mode, string day, bool needed)
    {
        Numbered(mode, day);
        Assert.Equal(needed ? ["jpk:2026-11:1"] : Array.Empty<string>(), Open().Select(one => one.Key));
    }

    [Fact]
    public void What_a_person_says_of_JPK_is_kept_with_who_and_when_can_be_taken_back_and_covers_no_number_that_comes_later()
    {
        Numbered(IssuingMode.Offline24, "20261201");
        var key = Assert.Single(Open()).Key;
        tend.Done(house.Company, key, anna.Id);
        Assert.Empty(Open());
        var done = Assert.Single(tasks.Of(house.Company).Done);
        Assert.Equal((anna.Id, house.Clock.GetUtcNow()), (done.DoneBy, done.DoneAt));
        tend.NotDone(house.Company, key);
        Assert.Equal(key, Assert.Single(Open()).Key);
        tend.Done(house.Company, key, anna.Id);
        Numbered(IssuingMode.Offline24, "20261202");
        Assert.Equal("jpk:2026-11:2", Assert.Single(Open()).Key);
    }

    [Fact]
    public async Task A_task_is_given_to_somebody_and_counts_for_him_alone()
    {
        await CauseAsync(TaskKind.LateInvoices);
        var maria = new AccountRegister(house.Database, house.Clock).Add("maria@example.com", "Maria Wrona", Language.Polish);
        members.Let(maria.Id, house.Company, Role.Accountant);
        Assert.Equal((1, 1), (tasks.CountFor(house.Company, anna.Id), tasks.CountFor(house.Company, maria.Id)));
        tend.Assign(house.Company, "late:2026-12-08", maria.Id);
        Assert.Equal((0, 1), (tasks.CountFor(house.Company, anna.Id), tasks.CountFor(house.Company, maria.Id)));
        tend.Assign(house.Company, "late:2026-12-08", null);
        Assert.Equal(1, tasks.CountFor(house.Company, anna.Id));
        foreach (var none in new[] { jan.Id, new AccountId("nobody") })
            Assert.Equal("INK-TASK-002", Refusal(() => tend.Assign(house.Company, "late:2026-12-08", none)));
        Assert.Equal("INK-TASK-001", Refusal(() => tend.Assign(house.Company, "late:2026-12-01", maria.Id)));
        Assert.Equal("INK-TASK-004", Refusal(() => tend.Done(house.Company, "late:2026-12-08", anna.Id)));
    }

    [Fact]
    public async Task A_task_that_is_put_off_comes_back_on_its_day()
    {
        await CauseAsync(TaskKind.LateInvoices);
        tend.PutOff(house.Company, "late:2026-12-08", new DateOnly(2026, 12, 11));
        Assert.Empty(Open());
        Assert.Equal(0, tasks.CountFor(house.Company, anna.Id));
        Assert.Single(tasks.Of(house.Company).PutOff);
        house.Clock.Set(House.At("2026-12-10T23:59"));
        Assert.DoesNotContain(Open(), one => one.Kind == TaskKind.LateInvoices);
        house.Clock.Set(House.At("2026-12-11T00:00"));
        Assert.Contains(Open(), one => one.Kind == TaskKind.LateInvoices);
        foreach (var day in new[] { new DateOnly(2026, 12, 11), new DateOnly(2027, 3, 12) })
            Assert.Equal("INK-TASK-003", Refusal(() => tend.PutOff(house.Company, "late:2026-12-08", day)));
    }

    [Fact]
    public async Task Tasks_and_what_was_added_to_them_are_of_one_company_alone()
    {
        await CauseAsync(TaskKind.LateInvoices);
        tend.PutOff(house.Company, "late:2026-12-08", new DateOnly(2026, 12, 11));
        var other = house.Other();
        house.Certificate(CertificateKind.Authentication, of: other);
        house.Certificate(of: other);
        Assert.Empty(tasks.Of(other).Open);
        Waiting("2026-12-08", of: other);
        Assert.Equal("late:2026-12-08", Assert.Single(tasks.Of(other).Open).Key);
    }

    public void Dispose() => house.Dispose();

    private IReadOnlyList<OpenTask> Open() => tasks.Of(house.Company).Open;

    // What brings a task of this kind about; what is returned ends it.
    private async Task<Action> CauseAsync(TaskKind kind)
    {
        switch (kind)
        {
            case TaskKind.RefusedPackages:
                Waiting("2026-12-18", change: its => its with { HasAttachment = true });
                for (var i = 0; i < 2; i++)
                {
                    house.Ledger.Packages.NotLetIn("21405");
                    house.Clock.Jump(TimeSpan.FromSeconds(1));
                }
                return house.Ledger.Packages.BeginAnew;
            case TaskKind.LateInvoices:
                var late = Waiting("2026-12-08");
                return () => Accept(house.Ledger.Move(late, new InvoiceState.Sending("s", null), "t"));
            case TaskKind.UnknownOutcome:
                var sent = house.Ledger.Move(Waiting("2026-12-18"), new InvoiceState.Sending("s", null), "t");
                house.Clock.Jump(TimeSpan.FromMinutes(20));
                return () => Accept(sent);
            case TaskKind.TotalFailure:
                house.Announce("TOTAL_FAILURE", "FAILURE_START", 9, "2026-12-08T10:00");
                await house.HearAsync();
                return () => house.Announcements.ConfirmTotalFailure(house.Company.Environment, 9, "radio");
            case TaskKind.RefusedInvoice:
                var refused = house.Add(state: Rejected);
                return () => house.Add(change: one => one with { Repairs = refused.Id }, due: new DateOnly(2026, 12, 18));
            case TaskKind.HeldCorrection:
                var original = house.Add(IssuingMode.Online, Rejected);
                var held = house.Corrections.Hold(house.Company, original, "KOR", house.Draft("KOR/1"), ModeWish.Auto);
                return () => house.Corrections.Withdraw([house.Company], held.Id);
            case TaskKind.TokenEnds:
                house.Tokens.Keep(house.Company, $"20261209-EC-0000000000-0000000000-01|nip-5260001246|{new string('a', 64)}", new DateOnly(2026, 12, 10));
                return () => house.Tokens.Remove(house.Company.Id);
            case TaskKind.RefusedReceipts:
                var accepted = house.Add(state: new InvoiceState.Accepted("n", House.At("2026-12-09T12:00"), "s", null));
                house.Ledger.RefusedUpos.Keep("n", "x"u8.ToArray(), new Finding("INK-UPO-001", "pl", "It proves nothing."));
                return () => house.Ledger.Upos.Keep(accepted, "upo"u8.ToArray());
            case TaskKind.MissingInKsef:
                var hash = InvoiceHash.Of("abc"u8);
                house.Watched.Watch(house.Company, CodeLink.Read(
                    VerificationLinks.KodI(house.Company.Environment, Nip.Parse("6712345098"), new DateOnly(2026, 12, 7), hash).AbsoluteUri)!);
                return () => house.Watched.Found(house.Company, hash, null);
            case TaskKind.JpkMarker:
                Numbered(IssuingMode.Offline24, "20261201");
                return () => tend.Done(house.Company, "jpk:2026-11:1", anna.Id);
            case TaskKind.WebhookDisabled:
                var webhooks = new Inkaust.Office.Webhooks(house.Database, MasterKey.ForThisProcess(), house.Clock);
                webhooks.Add(house.Company, "https://shop.example/", ["invoice.late"], new OutboundAddresses());
                using (var connection = house.Database.Connect())
                    connection.Execute("UPDATE webhook SET id = 'wh_1', disabled_at = '2026-12-09T11:00:00.000Z', disabled_why = 'failing'");
                return () => webhooks.Remove(house.Company, "wh_1");
            case TaskKind.OtherAccount:
                Received();
                return () => new SortReceived(house.Database, house.Clock).To(
                    house.Company, new LookAtReceived(house.Database, house.Ledgers, new CompanyLooks(house.Database)).At(house.Company, 1)!, ReceivedState.ForBooking);
            case TaskKind.RefusedFromKsef:
                var packages = new InboxPackages(house.Database, MasterKey.ForThisProcess(), house.Company, house.Clock);
                var package = packages.Begin(Inkaust.Ksef.InvoiceRole.Subject2, house.Clock.GetUtcNow(), null, beginsRun: true, isFirst: false)!;
                packages.Fail(package, "why", new RefusedFile("a.xml", new Finding("INK-INBOX-010", "pl.", "en.")));
                return () => packages.Settle(package);
            case TaskKind.KeptFromDevice:
                house.Handed(house.Phone(), "FV/T1/1/12/2026");
                return () => house.DeviceInvoices.Close(house.Company, 1, "Wystawiona od nowa");
            case TaskKind.DeviceHolds:
                house.Devices.Heard(house.Phone(), House.Holding("FV/T1/1/12/2026", new DateOnly(2026, 12, 10)), TimeSpan.Zero);
                return () => house.Devices.Heard(house.Phone(), House.Holding(), TimeSpan.Zero);
            case TaskKind.DeviceNotRevoked:
                house.Devices.Applies(house.Phone());
                house.Devices.Block(house.Phone(), Who.Program, "Zgubiony");
                return () => house.Devices.Revoked(house.Phone());
            default:
                return OfCertificates(kind);
        }
    }

    private Action OfCertificates(TaskKind kind)
    {
        var offline = house.Keys.Of(house.Company.Id).Single(one => one.Kind == CertificateKind.Offline);
        switch (kind)
        {
            case TaskKind.CertificateMissing:
                house.Keys.Said(offline, "Revoked");
                return () => house.Certificate();
            case TaskKind.CertificateEnds:
                house.Keys.Said(offline, "Revoked");
                house.Certificate(to: "2026-12-20T00:00:00Z");
                return () => house.Certificate();
            default:
                var signsIn = house.Keys.Of(house.Company.Id).Single(one => one.Kind == CertificateKind.Authentication);
                house.Clock.Jump(TimeSpan.FromDays(1));
                house.Keys.Said(signsIn, "Active");
                return () => house.Keys.Said(offline, "Active");
        }
    }

    // One whose account is not the seller's usual one.
    private void Received()
    {
        using var connection = house.Database.Connect();
        var package = new InboxPackages(house.Database, MasterKey.ForThisProcess(), house.Company, house.Clock)
            .Begin(Inkaust.Ksef.InvoiceRole.Subject2, house.Clock.GetUtcNow(), null, beginsRun: true, isFirst: false)!;
        Dapper.SqlMapper.Execute(connection, """
            INSERT INTO received (id, company, ksef_number, state, role, number, kind, form, issue_date, stored_at, taken_in_at, mode, seller_nip, seller_name,
                buyer_id, buyer_name, net, vat, gross, currency, hash, size, self_billed, accounts, usual, due_date, package, came_at)
            VALUES (1, @Company, 'n', 'new', 'buyer', 'FV/1', 'VAT', 'FA (3)', '2026-12-08', '2026-12-08T10:00:00.0000000Z', '2026-12-08T10:00:00.000Z', 'online',
                '5265877635', 'Papiernia', '', '', '100', '23', '123', 'PLN', @Hash, 1, 0, 'a', 'b', NULL, @Package, '2026-12-08T10:00:00.000Z')
            """, new { Company = house.Company.Id.Text, Hash = InvoiceHash.Of([]).Base64Url, Package = package.Id });
    }

    private void Accept(IssuedInvoice sent) => house.Ledger.Move(sent, new InvoiceState.Accepted("n", house.Clock.GetUtcNow(), "s", null), "t");

    // An invoice of the last day of November whose number came on this day.
    private void Numbered(IssuingMode mode, string day)
    {
        var number = $"5260001246-{day}-0000000000{house.Ledger.Count():00}-AA";
        var sent = house.Ledger.Move(house.Add(mode, change: one => one with { IssueDate = new DateOnly(2026, 11, 30), HasUpo = true }),
            new InvoiceState.Sending("s", null), "t");
        house.Ledger.Upos.Keep(house.Ledger.Move(sent, new InvoiceState.Accepted(number, House.At("2026-12-01T12:00"), "s", null), "t"), "upo"u8.ToArray());
    }

    private IssuedInvoice Waiting(string due, Func<IssuedInvoice, IssuedInvoice>? change = null, Inkaust.Office.Company? of = null) =>
        house.Add(due: DateOnly.Parse(due), change: change, of: of);

    private static string Refusal(Action what) => Assert.Throws<RefusedException>(what).Findings[0].Code;

    private static string Capital(string text) => text.Replace("nie wystawiaj", "Nie wystawiaj", StringComparison.Ordinal);
}
