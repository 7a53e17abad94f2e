using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Model;
using Inkaust.Office;
using Inkaust.Tests.Support;
using Npgsql;

namespace Inkaust.Tests.Scenarios;

/// <summary>What KSeF holds of a company comes here: all of it, once, whatever breaks meanwhile.</summary>
public class InboxTests
{
    private static readonly Pace Quick = new(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(1));

    private protected static SyncWish Wish => new() { Pace = Quick };

    [Fact]
    public async Task Everything_in_every_role_comes_once_while_more_arrives_and_packages_are_truncated()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.BareAsync(clock, largestExport: 60_000);
        using var seller = new LocalKsefClient(stage.Server);
        var nip = await seller.SignInAsNewCompany();
        var own = $"{stage.Company.Nip}";
        await ReceivedFiles.SendAsync(seller,
        [
            .. Enumerable.Range(1, 250).Select(i => ReceivedFiles.Of(nip, $"FV/{i}/2026", own)),
            .. Enumerable.Range(1, 40).Select(i => ReceivedFiles.Of(nip, $"TR/{i}/2026", "5265877635", third: own)),
            .. Enumerable.Range(1, 10).Select(i => ReceivedFiles.Of(nip, $"KO/{i}/2026", "5265877635", authorised: own)),
            .. Enumerable.Range(1, 10).Select(i => ReceivedFiles.Of(nip, $"BO/{i}/2026", own, third: own)),
        ]);
        // In the middle of it more comes, and a late one that was issued offline a month ago.
        var arrived = 0;
        stage.Workplace.SyncInbox.Begins = (_, phase) =>
        {
            if (phase != PackagePhase.Downloaded || arrived++ is not (1 or 4)) return;
            ReceivedFiles.SendAsync(seller, [ReceivedFiles.Of(nip, $"LATE/{arrived}", own, issued: LocalKsefDay.Today.AddDays(-30))]).GetAwaiter().GetResult();
        };

        var report = await stage.Workplace.SyncInbox.OnceAsync(stage.Company, Wish, Stage.Stop);
        Assert.Empty(report.Problems);
        Assert.True(report.Roles.Single(one => one.Role == InvoiceRole.Subject2).Packages > 6, "nothing was truncated");
        clock.Jump(TimeSpan.FromMinutes(16));
        Assert.Empty((await stage.Workplace.SyncInbox.OnceAsync(stage.Company, Wish, Stage.Stop)).Problems);
        await AssertSameAsKsefAsync(stage, 312);
    }

    [Fact]
    public async Task Whatever_breaks_on_the_way_the_inbox_holds_what_KSeF_holds()
    {
        var told = await InboxStory.PlayAsync(2_000, Postgres.IsWanted ? Postgres.NewSchema() : null);
        Assert.Empty(told.Broken);
        Assert.Equal((2_000, 2_000, 6), (told.Sent, told.Here, told.Cuts));
        Assert.True(told.Packages > 15, $"nothing was truncated: {told.Packages} packages");
    }

    [Theory]
    [InlineData(PackagePhase.Asked, 1)]
    [InlineData(PackagePhase.Asked, 2)]
    [InlineData(PackagePhase.Ready, 1)]
    [InlineData(PackagePhase.Downloaded, 1)]
    [InlineData(PackagePhase.Stored, 1)]
    public async Task A_crash_in_any_phase_leaves_no_gap_and_no_double(PackagePhase at, int time)
    {
        await using var stage = await Stage.BareAsync(largestExport: 5_000);
        using var seller = new LocalKsefClient(stage.Server);
        var nip = await seller.SignInAsNewCompany();
        await ReceivedFiles.SendAsync(seller, [.. Enumerable.Range(1, 20).Select(i => ReceivedFiles.Of(nip, $"FV/{i}", $"{stage.Company.Nip}"))]);
        var wish = Wish with { Roles = [InvoiceRole.Subject2], Since = LocalKsefDay.Today.AddDays(-3) };
        var times = 0;
        stage.Workplace.SyncInbox.Begins = (_, phase) =>
        {
            if (phase == at && ++times == time) throw new InvalidOperationException("the power is cut");
        };
        await Assert.ThrowsAsync<InvalidOperationException>(() => stage.Workplace.SyncInbox.OnceAsync(stage.Company, wish, Stage.Stop));

        await using var again = stage.AnotherInstance();
        Assert.Empty((await again.SyncInbox.OnceAsync(stage.Company, wish, Stage.Stop)).Problems);
        await AssertSameAsKsefAsync(stage, 20);
    }

    [Theory]
    [InlineData("answer-lost", "POST /v2/invoices/exports")]
    [InlineData("too-many-requests", "POST /v2/invoices/exports")]
    [InlineData("too-many-requests", "GET /v2/invoices/exports/*")]
    [InlineData("cut-mid-body", "GET /storage/*")]
    [InlineData("html-502", "GET /storage/*")]
    [InlineData("cancelled-550", "POST /v2/invoices/exports")]
    public async Task What_breaks_on_the_way_is_fetched_by_the_next_sync(string fault, string match)
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.BareAsync(clock);
        using var seller = new LocalKsefClient(stage.Server);
        var nip = await seller.SignInAsNewCompany();
        await ReceivedFiles.SendAsync(seller, [.. Enumerable.Range(1, 5).Select(i => ReceivedFiles.Of(nip, $"FV/{i}", $"{stage.Company.Nip}"))]);
        var wish = Wish with { Roles = [InvoiceRole.Subject2], Since = LocalKsefDay.Today.AddDays(-3) };
        await stage.FaultAsync(fault, match, count: 1);
        for (var tries = 0; tries < 3; tries++)
        {
            await stage.Workplace.SyncInbox.OnceAsync(stage.Company, wish, Stage.Stop);
            clock.Jump(TimeSpan.FromMinutes(16));
        }
        await AssertSameAsKsefAsync(stage, 5);
    }

    [Fact]
    public async Task What_was_broken_off_goes_on_as_soon_as_somebody_asks()
    {
        await using var stage = await Stage.BareAsync();
        var wish = Wish with { Roles = [InvoiceRole.Subject2], Since = LocalKsefDay.Today.AddDays(-3), Patience = new(TimeSpan.FromSeconds(1)) };
        await stage.FaultAsync("line-cut", "* /v2/*");
        var cut = await stage.Workplace.SyncInbox.OnceAsync(stage.Company, wish, Stage.Stop);
        Assert.True(cut.HasFailed);
        Assert.Null(Assert.Single(cut.Roles).NextAt);
        Assert.All(stage.Workplace.SyncInbox.Standing(stage.Company), one => Assert.Null(one.NextAt));
        if (!Postgres.IsWanted)
            Assert.Contains("at once", (await new Shell(stage.Store, stage.Clock).RunAsync("inbox", "sync", "--role", "buyer")).Output);
        await stage.NoFaultsAsync();
        var whole = await stage.Workplace.SyncInbox.OnceAsync(stage.Company, wish, Stage.Stop);
        Assert.Empty(whole.Problems);
        Assert.NotNull(Assert.Single(whole.Roles).NextAt);
    }

    [Fact]
    public async Task A_code_of_what_was_received_is_found_in_the_archive_and_its_sender_is_not_waited_for()
    {
        await using var stage = await Stage.BareAsync();
        using var seller = new LocalKsefClient(stage.Server);
        var nip = await seller.SignInAsNewCompany();
        await ReceivedFiles.SendAsync(seller, [ReceivedFiles.Of(nip, "FV/1", $"{stage.Company.Nip}")]);
        var wish = Wish with { Roles = [InvoiceRole.Subject2], Since = LocalKsefDay.Today.AddDays(-3) };
        await stage.Workplace.SyncInbox.OnceAsync(stage.Company, wish, Stage.Stop);
        var received = Assert.Single(stage.Workplace.FindReceived.All(stage.Company, new ReceivedFilter(), 10));
        var question = new CodeQuestion { Links = [LookAtReceived.CodesOf(stage.Company, received)[0].Link.AbsoluteUri] };

        var code = Assert.Single((await stage.Workplace.VerifyCodes.AskAsync([stage.Company], question, Stage.Stop)).Codes);
        Assert.Contains(received.KsefNumber, code.Claims.Single(one => one.About == ClaimSubject.Ledger).Text.En);
        Assert.Equal("KSeF was not asked.", code.Claims.Single(one => one.About == ClaimSubject.Ksef).Text.En);
        Assert.Equal(Verdict.Proven, code.Claims.Single(one => one.About == ClaimSubject.File).Verdict);
    }

    [Fact]
    public async Task KSeF_is_asked_for_a_role_every_quarter_of_an_hour_at_most_and_it_is_said_when()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.BareAsync(clock, Inkaust.LocalKsef.RateLimitProfile.Production);
        var wish = Wish with { Roles = [InvoiceRole.Subject2, InvoiceRole.Subject1], Since = LocalKsefDay.Today.AddDays(-3) };
        var first = await stage.Workplace.SyncInbox.OnceAsync(stage.Company, wish, Stage.Stop);
        Assert.Empty(first.Problems);
        var second = await stage.Workplace.SyncInbox.OnceAsync(stage.Company, wish, Stage.Stop);
        Assert.Equal(["INK-INBOX-001", "INK-INBOX-001"], second.Problems.Select(one => one.Code));
        Assert.False(second.HasFailed);
        Assert.Equal(first.Roles.Select(one => one.NextAt), second.Roles.Select(one => one.NextAt));
        Assert.Equal(2, ExportsIn(stage));
        clock.Jump(TimeSpan.FromMinutes(15.1));
        Assert.Empty((await stage.Workplace.SyncInbox.OnceAsync(stage.Company, wish, Stage.Stop)).Problems);
        Assert.Equal(4, ExportsIn(stage));
    }

    [Fact]
    public async Task No_more_than_twenty_packages_are_ordered_in_an_hour_and_the_rest_comes_in_the_next()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.BareAsync(clock, Inkaust.LocalKsef.RateLimitProfile.Production, largestExport: 1_300);
        using var seller = new LocalKsefClient(stage.Server);
        var nip = await seller.SignInAsNewCompany();
        // One by one: each is stored at a moment of its own.
        var session = await seller.OpenSession();
        for (var i = 1; i <= 22; i++)
        {
            await seller.Outcome(session, await seller.SendInvoice(session, ReceivedFiles.Of(nip, $"FV/{i}", $"{stage.Company.Nip}")));
            clock.Jump(TimeSpan.FromSeconds(2.5));
        }
        var wish = Wish with { Roles = [InvoiceRole.Subject2], Since = LocalKsefDay.Today.AddDays(-3), Patience = new(TimeSpan.FromSeconds(1)) };
        var told = new List<string>();
        // 8 in a second and 16 in a minute are its other limits; each package holds one invoice here.
        for (var minutes = 0; minutes < 40 && Count(stage) < 22; minutes++)
        {
            told.AddRange((await stage.Workplace.SyncInbox.OnceAsync(stage.Company, wish, Stage.Stop)).Problems.Select(one => one.Code));
            if (minutes < 5) Assert.True(ExportsIn(stage) <= 20, $"{ExportsIn(stage)} in the first minutes");
            clock.Jump(TimeSpan.FromMinutes(2));
        }
        Assert.Contains("INK-KSEF-004", told);
        await AssertSameAsKsefAsync(stage, 22);
    }

    [Fact]
    public async Task An_invoice_is_found_by_what_people_remember_of_it()
    {
        await using var stage = await Stage.BareAsync();
        using var seller = new LocalKsefClient(stage.Server);
        var nip = await seller.SignInAsNewCompany();
        await ReceivedFiles.SendAsync(seller,
        [
            ReceivedFiles.Of(nip, "FV/1/2026", $"{stage.Company.Nip}", line: "Żółty atrament, 50 ml"),
            ReceivedFiles.Of(nip, "FV/2/2026", $"{stage.Company.Nip}", line: "Stalówka", gross: "1230.50", issued: LocalKsefDay.Today.AddDays(-40)),
        ]);
        await stage.Workplace.SyncInbox.OnceAsync(stage.Company, Wish with { Since = LocalKsefDay.Today.AddDays(-3) }, Stage.Stop);
        string[] By(string text, ReceivedFilter? filter = null) =>
            [.. stage.Workplace.FindReceived.Of(stage.Company, (filter ?? new()) with { Text = text }).Invoices.Select(one => one.Number).Order()];
        Assert.Equal(["FV/1/2026", "FV/2/2026"], By(""));
        foreach (var text in new[] { "żółty", "zolty atr", "FV/1/2026", "fv/1", "2026-12-09", "09.12.2026", "123,00" }) Assert.Equal(["FV/1/2026"], By(text));
        foreach (var text in new[] { "STALÓW", "1230,50", "1 230,50", "2026-10", "kałamarz 2026-10" }) Assert.Equal(["FV/2/2026"], By(text));
        foreach (var text in new[] { nip, $"{nip[..3]}-{nip[3..6]}-{nip[6..8]}-{nip[8..]}", "drukarnia", "2026" }) Assert.Equal(["FV/1/2026", "FV/2/2026"], By(text));
        foreach (var text in new[] { "pergamin", "\"", "' OR 1=1", "*", "co" + stage.Company.Nip + "x" }) Assert.Empty(By(text));
        Assert.Equal(["FV/2/2026"], By("", new() { Month = LocalKsefDay.Today.AddDays(-40) }));
        Assert.Empty(By("", new() { Role = InvoiceRole.Subject1 }));
        Assert.Equal(["FV/1/2026"], By("atrament", new() { Role = InvoiceRole.Subject2, State = ReceivedState.New }));
        var first = stage.Workplace.SortReceived.Find(stage.Company, "FV/1/2026");
        Assert.Equal(["FV/1/2026"], By(first.KsefNumber));
        // Another company looks with the same words and sees nothing.
        var other = stage.Company with { Nip = Nip.Parse("5265877635") };
        stage.Workplace.Companies.Add(other);
        Assert.Empty(stage.Workplace.FindReceived.Of(other, new() { Text = "atrament" }).Invoices);
        Assert.Null(stage.Workplace.LookAtReceived.At(other, first.Id));
    }

    [Fact]
    public async Task Pages_of_what_is_found_follow_one_another_without_a_gap_or_a_double()
    {
        await using var stage = await Stage.BareAsync();
        using var seller = new LocalKsefClient(stage.Server);
        var (nip, own, before) = (await seller.SignInAsNewCompany(), $"{stage.Company.Nip}", LocalKsefDay.Today.AddDays(-40));
        await ReceivedFiles.SendAsync(seller, [.. Enumerable.Range(1, 70).Select(i => ReceivedFiles.Of(nip, $"DAW/{i}/2026", own, issued: before))]);
        await ReceivedFiles.SendAsync(seller, [.. Enumerable.Range(1, 70).Select(i => ReceivedFiles.Of(nip, $"FV/{i}/2026", own))]);
        await stage.Workplace.SyncInbox.OnceAsync(stage.Company, Wish with { Since = LocalKsefDay.Today.AddDays(-3) }, Stage.Stop);
        var find = stage.Workplace.FindReceived;
        var all = find.All(stage.Company, new(), 1_000);
        foreach (var (filter, count) in new (ReceivedFilter, int)[]
        {
            (new(), 140), (new() { Text = "papier" }, 140), (new() { Text = "papier 2026", Role = InvoiceRole.Subject2 }, 140), (new() { Month = before }, 70),
            (new() { Text = "papier", Month = before }, 70), (new() { Text = "daw" }, 70), (new() { Text = "pap", State = ReceivedState.New }, 140),
            (new() { Text = "FV/7/2026" }, 1), (new() { Text = "FV/7/2026", Month = before }, 0), (new() { Month = before.AddYears(-1) }, 0),
        })
        {
            List<long> found = [];
            ReceivedPage page;
            do
            {
                page = find.Of(stage.Company, filter with { Page = 1 + found.Count / ReceivedFilter.PageSize });
                List<long> ids = [.. page.Invoices.Select(one => one.Id)];
                if (found.Count > 0) Assert.Equal(ids, find.Before(stage.Company, filter, found[^1], ReceivedFilter.PageSize).Select(one => one.Id));
                found.AddRange(ids);
            }
            while (page.HasMore);
            Assert.Equal(count, found.Count);
            Assert.Equal(all.Select(one => one.Id).Where(found.Contains), found);
        }
    }

    [Fact]
    public async Task Corrections_stand_beside_their_originals_and_what_others_issued_in_our_name_is_told()
    {
        await using var stage = await Stage.ReadyAsync();
        var own = $"{stage.Company.Nip}";
        using var seller = new LocalKsefClient(stage.Server);
        var nip = await seller.SignInAsNewCompany();
        await ReceivedFiles.SendAsync(seller, [ReceivedFiles.Of(nip, "FV/1", own)]);
        var issued = await stage.IssueAsync(Inkaust.Ksef.Modes.ModeWish.Online);
        await stage.SendAsync();
        await stage.Workplace.SyncInbox.OnceAsync(stage.Company, Wish, Stage.Stop);
        var original = stage.Workplace.SortReceived.Find(stage.Company, "FV/1");
        await ReceivedFiles.SendAsync(seller, [ReceivedFiles.Of(nip, "KOR/1", own, corrects: ("FV/1", LocalKsefDay.Today, original.KsefNumber))]);
        ((ShiftedClock)stage.Clock).Jump(TimeSpan.FromMinutes(16));
        Assert.Equal(1, (await stage.Workplace.SyncInbox.OnceAsync(stage.Company, Wish, Stage.Stop)).Fresh);

        var look = stage.Workplace.LookAtReceived;
        var correction = stage.Workplace.SortReceived.Find(stage.Company, "KOR/1");
        Assert.Equal("FV/1", Assert.Single(look.LifeOf(stage.Company, correction).Names).Number);
        Assert.Equal("KOR/1", Assert.Single(look.LifeOf(stage.Company, original).NamedBy).Number);
        // Our own sale came back, is known, and is nobody's news.
        var ours = stage.Workplace.SortReceived.Find(stage.Company, issued.Number);
        Assert.Equal((ReceivedState.Seen, issued.Id), (ours.State, look.LifeOf(stage.Company, ours).Issued!.Id));
        Assert.True(stage.Workplace.CompareWithKsef.Of(stage.Company).IsSame);
        // Another desk of the company knows it not from its ledger.
        await using var desk = stage.AnotherDesk();
        await desk.SyncInbox.OnceAsync(stage.Company, Wish, Stage.Stop);
        Assert.Equal(issued.Number, Assert.Single(desk.CompareWithKsef.Of(stage.Company).NotInLedger).Number);
        Assert.Equal(ReceivedState.New, desk.SortReceived.Find(stage.Company, issued.Number).State);

        using var month = new MemoryStream();
        var packed = stage.Workplace.AccountantsPackage.Write(stage.Company, LocalKsefDay.Today, Language.Polish, month, Stage.Stop);
        Assert.Equal((1, 2, 1), (packed.Sales, packed.Purchases, packed.Upos));
        using var zip = new System.IO.Compression.ZipArchive(month);
        foreach (var name in new[] { "sprzedaz.csv", "zakupy.csv", "jpk-zakupy.csv", "czego-brakuje.txt", $"zakupy/{original.KsefNumber}.pdf", $"zakupy/{correction.KsefNumber}.xml" })
            Assert.NotNull(zip.GetEntry(name));
        Assert.Contains(packed.Missing, one => one.En.Contains("accepted for booking: 2"));
    }

    [Fact]
    public async Task What_a_person_decides_is_kept_with_who_and_when_and_makes_an_account_usual()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.BareAsync(clock);
        using var seller = new LocalKsefClient(stage.Server);
        var (nip, own) = (await seller.SignInAsNewCompany(), $"{stage.Company.Nip}");
        var (sync, sort) = (stage.Workplace.SyncInbox, stage.Workplace.SortReceived);
        async Task<ReceivedInvoice> ComesAsync(string number, int account)
        {
            // Its token is good for a quarter of an hour, too.
            seller.AccessToken = (await seller.Post("/v2/auth/token/refresh", token: seller.RefreshToken)).Json["accessToken"]!["token"]!.GetValue<string>();
            await ReceivedFiles.SendAsync(seller, [ReceivedFiles.Of(nip, number, own, account: ReceivedFiles.Account(account))]);
            await sync.OnceAsync(stage.Company, Wish with { Roles = [InvoiceRole.Subject2] }, Stage.Stop);
            clock.Jump(TimeSpan.FromMinutes(16));
            return sort.Find(stage.Company, number);
        }
        Assert.False((await ComesAsync("FV/1", 1)).HasOtherAccount);
        var odd = await ComesAsync("FV/2", 2);
        Assert.Equal([ReceivedFiles.Account(1)], odd.UsualAccounts);
        Assert.True((await ComesAsync("FV/3", 2)).HasOtherAccount); // that it came twice makes it no better
        var by = stage.Workplace.Companies.For(Who.Account("anna")).Find(null);
        var booked = sort.To(by, odd, ReceivedState.ForBooking, "potwierdzone telefonicznie");
        Assert.Equal(ReceivedState.ForBooking, booked.State);
        var step = Assert.Single(stage.Workplace.LookAtReceived.LifeOf(stage.Company, booked).History);
        Assert.Equal((Who.Account("anna"), "potwierdzone telefonicznie"), (step.By, step.Note));
        Assert.Equal("INK-INBOX-023", Assert.Throws<RefusedException>(() => sort.To(by, odd, ReceivedState.Hidden)).Findings[0].Code);
        Assert.False((await ComesAsync("FV/4", 2)).HasOtherAccount);
        sort.To(by, booked, ReceivedState.Hidden);
        Assert.DoesNotContain(stage.Workplace.FindReceived.Of(stage.Company, new()).Invoices, one => one.Number == "FV/2");
        Assert.Equal("FV/2", Assert.Single(stage.Workplace.FindReceived.Of(stage.Company, new() { State = ReceivedState.Hidden }).Invoices).Number);
        // The first that came is no news, the others are, and each is told once.
        var watch = stage.Workplace.EventWatch(new EventWatchSettings { AddressOf = (_, _) => new Uri("http://127.0.0.1") });
        watch.Look();
        watch.Look();
        var told = stage.Workplace.Events.Of(stage.Company, new AccountId("anna")).Events.Where(one => one.What is Happening.InvoicesReceived).ToList();
        Assert.Equal(["FV/4", "FV/3", "FV/2"], told.Select(one => ((Happening.InvoicesReceived)one.What).Number));
    }

    [Fact]
    public async Task A_package_that_its_key_does_not_open_is_kept_as_it_came_and_ordered_anew()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.BareAsync(clock);
        using var seller = new LocalKsefClient(stage.Server);
        await ReceivedFiles.SendAsync(seller, [ReceivedFiles.Of(await seller.SignInAsNewCompany(), "FV/1", $"{stage.Company.Nip}")]);
        var lies = true;
        static string Other(string body) => System.Text.RegularExpressions.Regex.Replace(
            body, "\"partHash\":\"[^\"]*\"", $"\"partHash\":\"{InvoiceHash.Of([1]).Base64}\"");
        using var line = new LyingLine((call, body) => lies && call.StartsWith("GET /v2/invoices/exports/", StringComparison.Ordinal)
            && body.Contains("\"partHash\"") ? JsonOf(Other(body)) : null);
        var desk = stage.Workplace;
        var sync = new SyncInbox(Database.Open(stage.Store), new SignIn(new HttpClient(line, disposeHandler: false), desk.Keys, desk.KsefTokens, desk.Rights, desk.Pacing, clock),
            MasterKey.ForThisProcess(), Path.Combine(stage.Folder, "packages"), clock);
        var wish = Wish with { Roles = [InvoiceRole.Subject2], Since = LocalKsefDay.Today.AddDays(-3) };
        Assert.Equal("INK-INBOX-004", Assert.Single((await sync.OnceAsync(stage.Company, wish, Stage.Stop)).Problems).Code);
        var (kept, files) = Assert.Single(sync.Refused(stage.Company));
        Assert.Equal((PackagePhase.Failed, "INK-INBOX-004"), (kept.Phase, Assert.Single(files).Why.Code));
        Assert.Single(Directory.GetFiles(Path.Combine(stage.Folder, "packages")));
        Assert.Null(sync.Standing(stage.Company).Single(one => one.Role == InvoiceRole.Subject2).CompleteUntil);
        await Assert.ThrowsAsync<RefusedException>(() => sync.ReadAgainAsync(stage.Company, kept.Id, Stage.Stop));

        lies = false;
        clock.Jump(TimeSpan.FromMinutes(16));
        Assert.Equal(1, (await sync.OnceAsync(stage.Company, wish, Stage.Stop)).Fresh);
        sync.Settle(stage.Company, kept.Id);
        Assert.Empty(sync.Refused(stage.Company));
        Assert.Empty(Directory.GetFiles(Path.Combine(stage.Folder, "packages")));
    }

    [Fact]
    public async Task Several_invoices_of_a_seller_are_paid_under_one_number()
    {
        await using var stage = await Stage.BareAsync();
        using var seller = new LocalKsefClient(stage.Server);
        var (nip, own) = (await seller.SignInAsNewCompany(), $"{stage.Company.Nip}");
        await ReceivedFiles.SendAsync(seller, [ReceivedFiles.Of(nip, "FV/1", own), ReceivedFiles.Of(nip, "FV/2", own)]);
        await stage.Workplace.SyncInbox.OnceAsync(stage.Company, Wish with { Roles = [InvoiceRole.Subject2] }, Stage.Stop);
        var number = await stage.Workplace.CollectPayments.MakeAsync(stage.Company, ["FV/1", "FV/2"], Stage.Stop);
        Assert.Equal(number, Assert.Single(await stage.Workplace.CollectPayments.ListAsync(stage.Company, stop: Stage.Stop)).Number);
        Assert.Equal([123m, 123m], (await stage.Workplace.CollectPayments.InvoicesOfAsync(stage.Company, number, Stage.Stop)).Select(one => one.Payment!.Amount));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => stage.Workplace.CollectPayments.MakeAsync(stage.Company, ["FV/1"], Stage.Stop));
        Assert.Equal("INK-KSEF-033", refused.Findings[0].Code);
    }

    [Fact]
    public async Task Whoever_hosts_it_receives_by_itself()
    {
        await using var stage = await Stage.BareAsync(TimeProvider.System);
        using var seller = new LocalKsefClient(stage.Server);
        await ReceivedFiles.SendAsync(seller, [LocalKsefInvoices.Fa3(await seller.SignInAsNewCompany(), "FV/1", PolishTime.DateOf(stage.Clock.GetUtcNow()), $"{stage.Company.Nip}")]);
        var told = new TaskCompletionSource<InboxReport>();
        using var receiving = stage.Workplace.SyncByItself(new SyncByItselfSettings
        {
            Companies = stage.Workplace.Companies.All,
            FirstAfter = TimeSpan.Zero,
            Wish = Wish with { Since = PolishTime.DateOf(stage.Clock.GetUtcNow()).AddDays(-3) },
            Tell = (_, report) => told.TrySetResult(report),
        });
        await receiving.StartAsync(Stage.Stop);
        Assert.Equal(1, (await told.Task.WaitAsync(Stage.Stop)).Fresh);
        await receiving.StopAsync(Stage.Stop);
    }

    [Theory]
    [InlineData("5260250274|PL|12345678901234567890123456|123000|Firma|FV/2026/07/001|||", 1230.00, "Firma", "FV/2026/07/001")]
    [InlineData("5260250274|PL|12345678901234567890123456|000005|Firma a|x|||", 0.05, "Firma| a", "x")]
    [InlineData("5260250274|PL|12345678901234567890123456|123000|Firma o bardzo dlugi|Numer, ktory ma wiecej niz trzyd|||", 1230.00, "Firma o bardzo dlugiej nazwie", "Numer, ktory ma wiecej niz trzydziesci dwa znaki")]
    public void A_payment_code_has_nine_fields_and_no_bar_of_a_stranger(string text, decimal amount, string name, string title) =>
        Assert.Equal(text, PaymentCode.Of("5260250274", "12345678901234567890123456", amount, name, title)?.Text);

    private static HttpResponseMessage JsonOf(string body) =>
        new() { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };

    private static int ExportsIn(Stage stage) =>
        stage.Workplace.Pacing.UseOf(stage.Company).Where(one => one.Group == RequestGroup.InvoiceExport).Select(one => one.InAnHour).SingleOrDefault();

    private protected static int Count(Stage stage) => stage.Workplace.FindReceived.All(stage.Company, new(), 10_000).Count;

    /// <summary>In each role the very invoices that KSeF holds, and each once.</summary>
    private protected static async Task AssertSameAsKsefAsync(Stage stage, int count)
    {
        var (ksef, access) = await stage.Workplace.SignIn.AsCompanyAsync(stage.Company, Stage.Stop);
        var all = stage.Workplace.FindReceived.All(stage.Company, new(), 10_000);
        Assert.Equal((count, count), (all.Count, all.DistinctBy(one => one.KsefNumber).Count()));
        foreach (var role in Enum.GetValues<InvoiceRole>())
        {
            var pages = await ksef.Invoices.SearchAsync(access, new InvoiceQuery
            {
                Role = role,
                DateRange = new InvoiceDateRange { DateType = InvoiceDateType.PermanentStorage, From = stage.Clock.GetUtcNow().AddDays(-99) },
            }, Stage.Stop).ToListAsync(Stage.Stop);
            Assert.Equal(
                pages.SelectMany(page => page.Invoices).Select(one => $"{one.KsefNumber} {one.InvoiceHash}").Order(),
                stage.Workplace.FindReceived.All(stage.Company, new() { Role = role }, 10_000).Select(one => $"{one.KsefNumber} {one.Hash}").Order());
        }
        Assert.All(all, one => Assert.Equal(one.Hash, InvoiceHash.Of(stage.Workplace.LookAtReceived.XmlOf(stage.Company, one))));
        // Beside PostgreSQL packages lie in the folder for what is gone tomorrow, with those of others.
        if (!Postgres.IsWanted) Assert.Empty(Directory.GetFiles(Path.Combine(stage.Folder, "data"), "*.ksef", SearchOption.AllDirectories));
    }
}

[OnPostgres]
public sealed class InboxOnPostgresTests : InboxTests
{
    [Theory]
    [InlineData("CREATE TRIGGER cut AFTER INSERT ON received FOR EACH ROW WHEN (NEW.number = 'FV/15')")]
    [InlineData("CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON received DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.number = 'FV/15')")] // At its end.
    [InlineData("CREATE TRIGGER cut AFTER UPDATE ON inbox_package FOR EACH ROW WHEN (NEW.phase = 'stored')")]
    [InlineData("CREATE TRIGGER cut AFTER UPDATE ON inbox_package FOR EACH ROW WHEN (NEW.phase = 'downloaded')")]
    public async Task A_connection_that_breaks_in_a_transaction_loses_nothing(string when)
    {
        await using var stage = await Stage.BareAsync();
        await SellAsync(stage);
        var wish = Wish with { Roles = [InvoiceRole.Subject2], Since = LocalKsefDay.Today.AddDays(-3) };
        Run(stage, $$"""
            CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END';
            {{when}} EXECUTE FUNCTION cut();
            """);
        Assert.Equal("INK-STORE-005", Assert.Single((await stage.Workplace.SyncInbox.OnceAsync(stage.Company, wish, Stage.Stop)).Problems).Code);
        Assert.Equal(0, Count(stage));
        Run(stage, "DROP FUNCTION cut() CASCADE");
        Assert.Empty((await stage.Workplace.SyncInbox.OnceAsync(stage.Company, wish, Stage.Stop)).Problems);
        await AssertSameAsKsefAsync(stage, 20);
    }

    [Fact]
    public async Task Connections_that_break_between_two_phases_are_made_anew()
    {
        await using var stage = await Stage.BareAsync();
        await SellAsync(stage);
        var name = $"{Guid.NewGuid():N}";
        await using var desk = Workplace.Open($"{stage.Store};Application Name={name}", stage.Clock, Surroundings.OfThisProcess().OpenMasterKey());
        desk.SyncInbox.Begins = (_, _) => Postgres.Run($"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = '{name}'");
        Assert.Empty((await desk.SyncInbox.OnceAsync(stage.Company, Wish with { Since = LocalKsefDay.Today.AddDays(-3) }, Stage.Stop)).Problems);
        await AssertSameAsKsefAsync(stage, 20);
    }

    private static async Task SellAsync(Stage stage)
    {
        using var seller = new LocalKsefClient(stage.Server);
        var nip = await seller.SignInAsNewCompany();
        await ReceivedFiles.SendAsync(seller, [.. Enumerable.Range(1, 20).Select(i => ReceivedFiles.Of(nip, $"FV/{i}", $"{stage.Company.Nip}"))]);
    }

    // As the owner of the schema.
    private static void Run(Stage stage, string sql)
    {
        using var connection = new NpgsqlConnection(stage.Store);
        connection.Open();
        connection.Execute(sql);
    }
}
