using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios;

/// <summary>A device issues with no network, and the office takes what it issued: byte for byte, once, and nothing of it is lost.</summary>
public class DeviceTests
{
    [Fact]
    public async Task A_device_gets_a_certificate_for_the_key_that_it_keeps_and_a_series_of_its_own()
    {
        await using var stage = await Stage.ReadyAsync();
        using var device = DeviceInHand.Of(stage);

        await device.BeginAsync();
        Assert.Equal((DeviceState.Enrolling, "FV/T1/{n}/{mm}/{yyyy}", BeginsAnew.Month), (device.Device.State, device.Series.Pattern, device.Series.BeginsAnew));
        var other = await Assert.ThrowsAsync<RefusedException>(() =>
            stage.Workplace.EnrolDevice.GoOnAsync(stage.Company, device.Device.Id, RandomNumberGenerator.GetBytes(64), Stage.Stop));
        Assert.Equal("INK-POCKET-006", other.Findings[0].Code);
        var enrolled = await stage.Workplace.EnrolDevice.GoOnAsync(stage.Company, device.Device.Id, device.Signature(), Stage.Stop);

        Assert.Equal(DeviceState.Active, enrolled.State);
        using var certificate = enrolled.Bare();
        Assert.Equal(device.PublicKey, certificate.PublicKey.ExportSubjectPublicKeyInfo());
        Assert.False(certificate.HasPrivateKey);
        Assert.Equal(KeyRing.SerialOf(certificate), enrolled.Serial);
        // It is of type 2: KSeF would not sign anybody in with it.
        var (ksef, access) = await stage.Workplace.SignIn.AsCompanyAsync(stage.Company, Stage.Stop);
        var known = ksef.Certificates.QueryAsync(access, new CertificateQuery { CertificateSerialNumber = enrolled.Serial }, Stage.Stop);
        await foreach (var one in known) Assert.Equal(CertificateType.Offline, one.Type);
        Assert.Equal(enrolled.Serial, (await stage.Workplace.EnrolDevice.GoOnAsync(stage.Company, enrolled.Id, null, Stage.Stop)).Serial);
    }

    [Fact]
    public async Task A_lost_answer_to_an_application_is_taken_up_and_not_repeated()
    {
        await using var stage = await Stage.ReadyAsync();
        using var device = DeviceInHand.Of(stage);
        await device.BeginAsync();
        var again = await stage.Workplace.EnrolDevice.BeginAsync(stage.Company, new AccountId("anna"), "Telefon Anny", device.PublicKey, Stage.Stop);
        Assert.Equal(device.Device.Id, again.Device.Id);
        Assert.Equal(device.Device.ToSign, again.Device.ToSign);

        await stage.FaultAsync("answer-lost", "POST /v2/certificates/enrollments", count: 1);
        var enrolled = await stage.Workplace.EnrolDevice.GoOnAsync(stage.Company, device.Device.Id, device.Signature(), Stage.Stop);
        for (var looks = 0; enrolled.Certificate is null && looks < 100; looks++)
            enrolled = await stage.Workplace.EnrolDevice.GoOnAsync(stage.Company, device.Device.Id, null, Stage.Stop);
        Assert.Equal(DeviceState.Active, enrolled.State);
        var (ksef, access) = await stage.Workplace.SignIn.AsCompanyAsync(stage.Company, Stage.Stop);
        var count = 0;
        await foreach (var one in ksef.Certificates.QueryAsync(access, new CertificateQuery { Name = $"Inkaust Pocket {device.Device.Id}" }, Stage.Stop)) count++;
        Assert.Equal(1, count);
    }

    [Fact]
    public async Task A_key_that_is_known_or_is_of_another_curve_is_refused()
    {
        await using var stage = await Stage.ReadyAsync();
        using var device = await DeviceInHand.ReadyAsync(stage);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        async Task<string> RefusedAsync(byte[] publicKey, string name = "Telefon") => (await Assert.ThrowsAsync<RefusedException>(() =>
            stage.Workplace.EnrolDevice.BeginAsync(stage.Company, new AccountId("anna"), name, publicKey, Stage.Stop))).Findings[0].Code;

        Assert.Equal("INK-POCKET-005", await RefusedAsync(device.PublicKey));
        Assert.Equal("INK-POCKET-005", await RefusedAsync(stage.Workplace.Keys.Valid(stage.Company.Id, CertificateKind.Offline)!.PublicKey));
        Assert.Equal("INK-KSEF-022", await RefusedAsync(curve.ExportSubjectPublicKeyInfo()));
        Assert.Equal("INK-KSEF-022", await RefusedAsync(rsa.ExportSubjectPublicKeyInfo()));
        Assert.Equal("INK-KSEF-022", await RefusedAsync([]));
        Assert.Equal("INK-KSEF-022", await RefusedAsync([.. device.PublicKey, 0]));
        Assert.Equal("INK-POCKET-004", await RefusedAsync(device.PublicKey, "a\nb"));
    }

    [Fact]
    public async Task What_a_device_issued_is_in_the_ledger_as_it_issued_it_and_is_sent()
    {
        await using var stage = await Stage.ReadyAsync();
        using var device = await DeviceInHand.ReadyAsync(stage);
        var said = device.Issue();

        var answer = await device.ContactAsync();
        var taken = Assert.Single(answer.Taken);
        Assert.Empty(taken.Findings);
        var invoice = taken.Invoice!;
        Assert.Equal(Convert.FromBase64String((string)said["xml"]!), stage.Ledger.Bytes(invoice).ToArray());
        Assert.Equal(("FV/T1/1/12/2026", IssuingMode.Offline24, (string)said["issuedAt"]!, (string)said["deadline"]!),
            (invoice.Number, invoice.Mode, Database.Instant(invoice.IssuedAt), $"{invoice.Deadline.Date:yyyy-MM-dd}"));
        Assert.Equal(((string)said["kodI"]!, (string)said["kodII"]!, device.Device.Serial), (invoice.KodI.AbsoluteUri, invoice.KodII!.AbsoluteUri, invoice.CertificateSerial));
        Assert.Contains("„Telefon Anny” nie miało sieci", invoice.ModeReason.InWords.Pl);
        Assert.Equal((device.Device.Id, "confirmation"), (invoice.ModeEvidence.Device!.Id, Assert.Single(invoice.ModeEvidence.Device.DocumentsGiven)));
        Assert.Contains(stage.Ledger.History(invoice), step => step.Cause.InWords.En.Contains("\"Telefon Anny\" had no network"));
        // The buyer learns of it from the two codes as from any other offline invoice.
        Assert.Equal("Zofia Żółć", Assert.Single(stage.Workplace.Buyers.Search(stage.Company, "")).Party.Name);

        await stage.SendAsync();
        var accepted = Assert.IsType<InvoiceState.Accepted>(stage.Now(invoice).State);
        var news = Assert.Single((await device.ContactAsync()).News);
        Assert.Equal((accepted.KsefNumber, invoice.Hash), (((InvoiceState.Accepted)news.State).KsefNumber, news.Hash));
        Assert.Empty((await device.ContactAsync()).News);
    }

    [Fact]
    public async Task Devices_that_are_set_up_at_once_never_share_numbers()
    {
        await using var stage = await Stage.BareAsync();
        await using var second = stage.AnotherInstance();
        var series = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            Task.Run(() => (i % 2 == 0 ? stage.Workplace : second).Series.AddForDevice(stage.Company, $"device-{i}", $"Telefon {i}"))));
        Assert.Equal(6, series.Select(one => one.Pattern).Distinct().Count());
    }

    [Fact]
    public async Task Saying_the_same_twice_or_at_once_changes_nothing()
    {
        await using var stage = await Stage.ReadyAsync();
        using var device = await DeviceInHand.ReadyAsync(stage);
        for (var i = 0; i < 3; i++) device.Issue();
        var said = device.Contact();
        await using var second = stage.AnotherInstance();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => device.ContactAsync((JsonObject)said.DeepClone(), i % 2 == 0 ? null : second))));
        Assert.All(answers, answer => Assert.Equal(3, answer.Taken.Count(one => one.Invoice is not null)));
        Assert.Single(answers.Select(answer => string.Join(' ', answer.Taken.Select(one => one.Invoice!.Id))).Distinct());
        Assert.Equal(3, stage.Ledger.List().Count);
        Assert.Empty(stage.Workplace.DeviceInvoices.Open(stage.Company));
        Assert.Equal(3, Assert.Single(answers[^1].Pack.Counters).Value);
    }

    [Fact]
    public async Task What_contradicts_is_kept_with_its_reason_and_never_lost()
    {
        await using var stage = await Stage.ReadyAsync();
        using var device = await DeviceInHand.ReadyAsync(stage);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var today = PolishTime.DateOf(stage.Clock.GetUtcNow());
        Dictionary<string, string> expected = [];
        void Kept(string code, JsonObject said) => expected[(string)said["hash"]!] = code;
        JsonObject With(JsonObject said, string name, JsonNode? value)
        {
            said[name] = value;
            return said;
        }

        Kept("INK-POCKET-021", With(device.Issue(), "number", "FV/T1/99/12/2026"));
        Kept("INK-POCKET-021", With(device.Issue(), "issueDate", "2026-12-08"));
        Kept("INK-POCKET-022", device.Issue(number: "FV/1000/12/2026"));
        Kept("INK-POCKET-023", With(device.Issue(), "kodI", "https://qr.ksef.mf.gov.pl/invoice/5260001246/09-12-2026/x"));
        var broken = device.Issue();
        Kept("INK-POCKET-024", With(broken, "kodII", ((string)broken["kodII"]!)[..^8] + "AAAAAAAA"));
        Kept("INK-POCKET-024", With(device.Issue(), "serial", "0123456789ABCDEF"));
        Kept("INK-POCKET-027", With(device.Issue(), "issuedAt", "2026-12-10T12:00:00Z"));
        Kept("INK-POCKET-025", device.Issue(at: stage.Clock.GetUtcNow().AddDays(-30)));
        Kept("INK-POCKET-029", With(device.Issue(), "kodI", new JsonArray()));
        Kept("INK-ISSUE-001", device.Issue(draft => draft with { Seller = new Company(Nip.Parse("7740001454"), "Obca", "ul. Obca 1, 00-001 Warszawa", stage.Company.Environment).AsSeller() }));
        Kept("INK-ISSUE-002", device.Issue(draft => draft with { IssueDate = today.AddDays(2) }));
        var notXml = device.Issue();
        notXml["xml"] = Convert.ToBase64String("<Faktura"u8);
        Kept("INK-XML-001", With(notXml, "hash", InvoiceHash.Of("<Faktura"u8).Base64Url));
        var otherBytes = device.Issue();
        otherBytes["hash"] = InvoiceHash.Of("other"u8).Base64Url;
        Kept("INK-POCKET-020", otherBytes);
        stage.Workplace.Series.Save(stage.Company, Series.Usual, 1, today);
        var another = Fa3Writer.Write(stage.Draft("FV/T1/70/12/2026") with { Seller = stage.Company.AsSeller(), IssueDate = today }, stage.Clock.GetUtcNow(), "Inkaust");
        var taken = await stage.Workplace.IssueInvoice.FromFileAsync(stage.Company, another, ModeWish.Offline, Stage.Stop);
        Kept("INK-LEDGER-001", With(device.Issue(number: taken.Number), "series",
            new JsonObject { ["id"] = device.Series.Id, ["period"] = "2026-12", ["count"] = 70 }));

        var answer = await device.ContactAsync();
        Assert.Equal(expected.Count, answer.Taken.Count);
        Assert.All(answer.Taken, one =>
        {
            Assert.Null(one.Invoice);
            Assert.True(one.Findings.Any(finding => finding.Code == expected[one.Hash.Base64Url]),
                $"{expected[one.Hash.Base64Url]}: {string.Join("; ", one.Findings.Select(finding => $"{finding.Code} {finding.Text.En}"))}");
        });
        Assert.Equal([taken.Id], stage.Ledger.List().Select(one => one.Id));
        var kept = stage.Workplace.DeviceInvoices.Open(stage.Company);
        Assert.Equal(expected.Keys.Order(), kept.Select(one => one.Hash.Base64Url).Order());
        Assert.All(kept, one => Assert.NotEmpty(stage.Workplace.DeviceInvoices.Bytes(stage.Company, one.Id).ToArray()));
        Assert.Empty(device.Queue);
    }

    [Fact]
    public async Task A_person_tries_again_takes_knowingly_or_closes_with_a_reason()
    {
        await using var stage = await Stage.ReadyAsync();
        using var device = await DeviceInHand.ReadyAsync(stage);
        var wrongClock = device.Issue();
        wrongClock["issuedAt"] = "2026-12-10T12:00:00Z";
        var hopeless = device.Issue();
        hopeless["kodI"] = "https://example.com/";
        await device.ContactAsync();
        var open = stage.Workplace.DeviceInvoices.Open(stage.Company);
        var (clock, kodI) = (open.Single(one => one.Hash.Base64Url == (string)wrongClock["hash"]!), open.Single(one => one.Hash.Base64Url == (string)hopeless["hash"]!));

        var refused = await Assert.ThrowsAsync<RefusedException>(() => stage.Workplace.TakeFromDevice.AgainAsync(stage.Company, clock.Id, [], Stage.Stop));
        Assert.Equal("INK-POCKET-027", refused.Findings[0].Code);
        var invoice = await stage.Workplace.TakeFromDevice.AgainAsync(stage.Company, clock.Id, ["INK-POCKET-027"], Stage.Stop);
        Assert.Contains("INK-POCKET-027", stage.Ledger.History(invoice)[0].Cause.InWords.En);
        Assert.Equal(invoice.Id, Assert.Single((await device.ContactAsync()).News).Id);

        await Assert.ThrowsAsync<RefusedException>(() => stage.Workplace.TakeFromDevice.AgainAsync(stage.Company, kodI.Id, ["INK-POCKET-023"], Stage.Stop));
        Assert.Equal("INK-POCKET-034", Assert.Throws<RefusedException>(() => stage.Workplace.DeviceInvoices.Close(stage.Company, kodI.Id, " ")).Findings[0].Code);
        stage.Workplace.DeviceInvoices.Close(stage.Company, kodI.Id, "Wystawiona od nowa w biurze");
        Assert.Empty(stage.Workplace.DeviceInvoices.Open(stage.Company));
        var again = new JsonObject(device.Contact().Select(one => KeyValuePair.Create(one.Key, one.Value?.DeepClone()))) { ["invoices"] = new JsonArray(hopeless.DeepClone()) };
        var said = Assert.Single((await device.ContactAsync(again)).Taken);
        Assert.True(said.IsClosed);
        Assert.Contains(said.Findings, one => one.Text.En.Contains("Wystawiona od nowa"));
    }

    [Fact]
    public async Task What_the_person_at_the_device_took_knowingly_is_taken_and_noted()
    {
        await using var stage = await Stage.ReadyAsync();
        using var device = await DeviceInHand.ReadyAsync(stage);
        var plain = device.Issue();
        device.Drop(plain);
        var odd = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Convert.FromBase64String((string)plain["xml"]!))
            .Replace("<P_15>123", "<P_15>124", StringComparison.Ordinal)); // LAW 66
        var wrong = Fa3Validator.Validate(odd, ksef: KsefKind.Test).Where(one => one.Severity == Severity.Wrong).Select(one => one.Code).Distinct().ToList();
        Assert.NotEmpty(wrong);
        var said = device.Add(odd, stage.Clock.GetUtcNow());
        device.Drop(said);
        var kept = Assert.Single((await device.ContactAsync(device.Contact(said))).Taken);
        Assert.Null(kept.Invoice);
        Assert.Contains(kept.Findings, one => one.Code == "INK-POCKET-028" && wrong.All(one.Text.En.Contains));

        said = (JsonObject)said.DeepClone();
        said["accepted"] = new JsonArray([.. wrong.Select(one => (JsonNode)one)]);
        using var again = await DeviceInHand.ReadyAsync(stage, "Tablet");
        Assert.Contains((await again.ContactAsync(again.Contact(said))).Taken[0].Findings, one => one.Code == "INK-POCKET-024");
        var id = Assert.Single(stage.Workplace.DeviceInvoices.Open(stage.Company), one => one.Device == device.Device.Id).Id;
        var invoice = await stage.Workplace.TakeFromDevice.AgainAsync(stage.Company, id, wrong, Stage.Stop);
        Assert.All(wrong, code => Assert.Contains(code, stage.Ledger.History(invoice)[0].Cause.InWords.En));
    }

    [Fact]
    public async Task A_file_that_a_person_issued_from_the_devices_export_is_known_by_its_bytes()
    {
        await using var stage = await Stage.ReadyAsync();
        using var device = await DeviceInHand.ReadyAsync(stage);
        var said = device.Issue();
        var office = await stage.Workplace.IssueInvoice.FromFileAsync(stage.Company, Convert.FromBase64String((string)said["xml"]!), ModeWish.Offline, Stage.Stop);
        Assert.Equal(office.Id, Assert.Single((await device.ContactAsync()).Taken).Invoice?.Id);
        Assert.Single(stage.Ledger.List());
    }

    [Fact]
    public async Task A_device_that_comes_back_after_its_deadline_is_sent_and_flagged_late()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        using var device = await DeviceInHand.ReadyAsync(stage);
        device.Issue();
        clock.Jump(TimeSpan.FromDays(6));

        var invoice = Assert.Single((await device.ContactAsync()).Taken).Invoice!;
        Assert.True(invoice.IsLate(clock.GetUtcNow()));
        await stage.SendAsync();
        Assert.IsType<InvoiceState.Accepted>(stage.Now(invoice).State);
        Assert.True(stage.Now(invoice).IsLate(clock.GetUtcNow()));
    }

    [Fact]
    public async Task A_clock_that_was_off_by_a_day_is_said_and_kept_as_evidence()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        using var device = await DeviceInHand.ReadyAsync(stage);
        clock.Jump(TimeSpan.FromDays(1.5));
        device.ClockOff = TimeSpan.FromDays(-1);
        device.Issue();
        var behind = Assert.Single((await device.ContactAsync()).Taken);
        Assert.Contains(behind.Findings, one => one.Code == "INK-POCKET-035");
        Assert.InRange(behind.Invoice!.ModeEvidence.Device!.ClockOff, -86_401, -86_300);

        device.ClockOff = TimeSpan.FromDays(1);
        device.Issue();
        var ahead = Assert.Single((await device.ContactAsync()).Taken);
        Assert.Contains(ahead.Findings, one => one.Code == "INK-ISSUE-002");
        // On the day that it bears it is taken.
        clock.Jump(TimeSpan.FromDays(1));
        var kept = Assert.Single(stage.Workplace.DeviceInvoices.Open(stage.Company));
        Assert.NotNull(await stage.Workplace.TakeFromDevice.AgainAsync(stage.Company, kept.Id, [], Stage.Stop));
    }

    [Fact]
    public async Task A_lost_device_is_blocked_at_once_and_revoked_as_soon_as_ksef_answers()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        using var device = await DeviceInHand.ReadyAsync(stage);
        var known = device.Issue();
        var contact = device.Contact();
        contact["invoices"] = new JsonArray();
        await device.ContactAsync(contact);

        await stage.FaultAsync("html-502", "* /v2/certificates/*");
        var lost = await stage.Workplace.LoseDevice.ForGoodAsync(stage.Company, device.Device.Id, "Został w tramwaju", Stage.Stop);
        Assert.Equal((DeviceState.Blocked, true), (lost.Device.State, lost.Device.IsToBeRevoked));
        Assert.NotNull(lost.NotRevoked);
        Assert.Equal((string)known["number"]!, Assert.Single(lost.Missing).Number);
        await stage.NoFaultsAsync();
        lost = await stage.Workplace.LoseDevice.RevokedAsync(stage.Company, device.Device.Id, Stage.Stop);
        Assert.Equal((false, null), (lost.Device.IsToBeRevoked, lost.NotRevoked));
        var (ksef, access) = await stage.Workplace.SignIn.AsCompanyAsync(stage.Company, Stage.Stop);
        await foreach (var one in ksef.Certificates.QueryAsync(access, new CertificateQuery { CertificateSerialNumber = device.Device.Serial }, Stage.Stop))
            Assert.Equal(CertificateState.Revoked, one.Status);

        // Found again: what it issued before is taken, what was issued on it since is not.
        clock.Jump(TimeSpan.FromMinutes(10));
        var later = device.Issue();
        var answer = await device.ContactAsync();
        Assert.Equal(DeviceState.Blocked, answer.Pack.Device.State);
        var before = answer.Taken.Single(one => one.Hash.Base64Url == (string)known["hash"]!);
        Assert.NotNull(before.Invoice);
        Assert.Contains(before.Findings, one => one.Code == "INK-POCKET-031");
        var after = answer.Taken.Single(one => one.Hash.Base64Url == (string)later["hash"]!);
        Assert.Null(after.Invoice);
        Assert.Contains(after.Findings, one => one.Code == "INK-POCKET-026");
        Assert.Empty(stage.Workplace.HeldByDevices.Missing(stage.Company, answer.Pack.Device));
        Assert.Equal("INK-POCKET-008", (await Assert.ThrowsAsync<RefusedException>(() =>
            stage.Workplace.EnrolDevice.GoOnAsync(stage.Company, device.Device.Id, null, Stage.Stop))).Findings[0].Code);
    }

    [Fact]
    public async Task A_certificate_that_somebody_else_revoked_is_heard_of_at_the_next_contact_and_what_it_signs_after_that_is_kept()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        using var device = await DeviceInHand.ReadyAsync(stage);
        await stage.SendAsync();
        Assert.Equal(("Active", false), ((await device.ContactAsync()).Pack.Device.CertificateStatus, stage.Workplace.Devices.Find(stage.Company, device.Device.Id).IsRevokedElsewhere));
        var before = device.Issue();

        var (ksef, access) = await stage.Workplace.SignIn.AsCompanyAsync(stage.Company, Stage.Stop);
        await ksef.Certificates.RevokeAsync(access, device.Device.Serial!, RevocationReason.Superseded, Stage.Stop);
        clock.Jump(TimeSpan.FromHours(2));
        await stage.SendAsync(); // A round asks how they stand.
        clock.Jump(TimeSpan.FromMinutes(1));
        var after = device.Issue();
        var answer = await device.ContactAsync();
        Assert.Equal((DeviceState.Active, "Revoked", true), (answer.Pack.Device.State, answer.Pack.Device.CertificateStatus, answer.Pack.Device.IsRevokedElsewhere));
        Assert.Contains(answer.Taken.Single(one => one.Hash.Base64Url == (string)before["hash"]! && one.Invoice is not null).Findings, one => one.Code == "INK-POCKET-037");
        Assert.Contains(answer.Taken.Single(one => one.Hash.Base64Url == (string)after["hash"]! && one.Invoice is null).Findings, one => one.Code == "INK-POCKET-036");
        var kept = Assert.Single(stage.Workplace.DeviceInvoices.Open(stage.Company));
        Assert.NotNull(await stage.Workplace.TakeFromDevice.AgainAsync(stage.Company, kept.Id, ["INK-POCKET-036"], Stage.Stop));
    }

    [Fact]
    public async Task Rounds_revoke_the_certificate_of_a_lost_device_until_ksef_has_done_it()
    {
        await using var stage = await Stage.ReadyAsync();
        using var device = await DeviceInHand.ReadyAsync(stage);
        await stage.FaultAsync("html-502", "* /v2/certificates/*");
        Assert.NotNull((await stage.Workplace.LoseDevice.ForGoodAsync(stage.Company, device.Device.Id, "Został w tramwaju", Stage.Stop)).NotRevoked);
        Assert.NotEmpty((await stage.SendAsync()).Problems);
        Assert.True(stage.Workplace.Devices.Find(stage.Company, device.Device.Id).IsToBeRevoked);
        await stage.NoFaultsAsync();
        Assert.Empty((await stage.SendAsync()).Problems);
        Assert.NotNull(stage.Workplace.Devices.Find(stage.Company, device.Device.Id).RevokedAt);
    }

    [Fact]
    public async Task The_pack_knows_what_was_sold_each_once_with_its_latest_price()
    {
        await using var stage = await Stage.ReadyAsync();
        using var device = await DeviceInHand.ReadyAsync(stage);
        Assert.Empty((await device.ContactAsync()).Pack.Products);
        var drafts = new[] { (1, "Kałamarz", 100m), (2, "Pióro", 50m), (3, "Kałamarz", 120m) };
        foreach (var (number, name, price) in drafts)
        {
            var draft = stage.Draft($"FV/{number}/12/2026");
            await stage.IssueAsync(ModeWish.Offline, draft with { Lines = [draft.Lines[0] with { Name = name, Price = price, GrossPrice = null }] });
            if (number == 2) Assert.Equal(["Pióro", "Kałamarz"], (await device.ContactAsync()).Pack.Products.Select(one => one.Name));
        }
        var sold = (await device.ContactAsync()).Pack.Products;
        Assert.Equal([("Kałamarz", 120m), ("Pióro", 50m)], sold.Select(one => (one.Name!, one.Price!.Value)));
        Assert.All(sold, one => Assert.Null(one.Quantity));
    }

    [Fact]
    public async Task Two_devices_never_have_the_same_number_and_nobody_else_takes_theirs()
    {
        await using var stage = await Stage.ReadyAsync();
        using var one = await DeviceInHand.ReadyAsync(stage);
        using var two = await DeviceInHand.ReadyAsync(stage, "Tablet w kasie");
        one.Issue();
        two.Issue();
        Assert.Equal(["FV/T1/1/12/2026"], (await one.ContactAsync()).Taken.Select(taken => taken.Invoice!.Number));
        Assert.Equal(["FV/T2/1/12/2026"], (await two.ContactAsync()).Taken.Select(taken => taken.Invoice!.Number));

        Assert.Equal(["main"], stage.Workplace.Series.Of(stage.Company).Select(series => series.Id));
        var today = PolishTime.DateOf(stage.Clock.GetUtcNow());
        foreach (var attempt in new Action[]
        {
            () => stage.Workplace.Series.Find(stage.Company, one.Series.Id),
            () => stage.Workplace.Series.Save(stage.Company, one.Series with { Pattern = "X/{n}" , BeginsAnew = BeginsAnew.Never }, 7, today),
        }) Assert.Equal("INK-SERIES-008", Assert.Throws<RefusedException>(attempt).Findings[0].Code);
        Assert.False(stage.Workplace.Series.Remove(stage.Company, one.Series.Id));
        Assert.Equal("FV/T1/{n}/{mm}/{yyyy}", stage.Workplace.Series.OfDevice(stage.Company, one.Series.Id)!.Pattern);
        var byHand = await Assert.ThrowsAsync<RefusedException>(() => stage.IssueAsync(ModeWish.Offline, stage.Draft("FV/T1/2/12/2026")));
        Assert.Equal("INK-SERIES-008", byHand.Findings[0].Code);
    }

    [Theory]
    [InlineData("", "INK-POCKET-003")]
    [InlineData("[]", "INK-POCKET-003")]
    [InlineData("{\"format\":0}", "INK-POCKET-003")]
    [InlineData("{\"format\":1,\"deviceTime\":\"x\"}", "INK-POCKET-003")]
    [InlineData("{\"format\":1,\"deviceTime\":\"2026-12-09T11:00:00Z\",\"invoices\":{}}", "INK-POCKET-003")]
    [InlineData("{\"format\":1,\"deviceTime\":\"2026-12-09T11:00:00Z\",\"\\ud800\":1,\"invoices\":[{\"\\ud800\":2,\"hash\":\"\\ud800\"}]}", "INK-POCKET-003")]
    [InlineData("{\"format\":1,\"deviceTime\":\"2026-12-09T11:00:00Z\",\"invoices\":[1,null,\"a\",{},{\"hash\":7}]}", null)]
    [InlineData("{\"format\":1,\"deviceTime\":\"2026-12-09T11:00:00Z\",\"holding\":[1,{\"hash\":\"x\"},{\"number\":\"\\u0000\"}]}", null)]
    [InlineData("{\"format\":1,\"deviceTime\":\"2026-12-09T11:00:00Z\",\"invoices\":[{\"hash\":\"\\ud800\",\"xml\":\"\\ud800\"}]}", null)]
    public void A_contact_that_makes_no_sense_is_a_finding_and_no_fault(string said, string? code)
    {
        if (code is not null)
        {
            Assert.Equal(code, Assert.Throws<RefusedException>(() => DeviceContact.Read(Encoding.UTF8.GetBytes(said))).Findings[0].Code);
            return;
        }
        var contact = DeviceContact.Read(Encoding.UTF8.GetBytes(said));
        Assert.Empty(contact.Invoices);
        Assert.Empty(contact.Holding);
    }

    [Fact]
    public async Task A_newer_format_is_kept_until_a_newer_program_reads_it()
    {
        await using var stage = await Stage.ReadyAsync();
        using var device = await DeviceInHand.ReadyAsync(stage);
        device.Issue();
        var contact = device.Contact();
        contact["format"] = 2;
        var taken = Assert.Single((await device.ContactAsync(contact)).Taken);
        Assert.Equal("INK-POCKET-002", Assert.Single(taken.Findings).Code);
        Assert.NotEmpty(stage.Workplace.DeviceInvoices.Bytes(stage.Company, Assert.Single(stage.Workplace.DeviceInvoices.Open(stage.Company)).Id).ToArray());
        var many = new JsonObject { ["format"] = 1, ["deviceTime"] = "2026-12-09T11:00:00Z", ["invoices"] = new JsonArray([.. Enumerable.Range(0, 101).Select(_ => new JsonObject())]) };
        Assert.Equal("INK-POCKET-010", (await Assert.ThrowsAsync<RefusedException>(() => device.ContactAsync(many))).Findings[0].Code);
    }

    [Fact]
    public async Task No_private_key_of_a_device_can_be_here()
    {
        // There is no column for one, and nothing of a device can be exported that holds one.
        await using var stage = await Stage.ReadyAsync();
        using var device = await DeviceInHand.ReadyAsync(stage);
        device.Issue();
        await device.ContactAsync();
        Assert.DoesNotContain(typeof(Device).GetProperties(), one => one.Name.Contains("Private") || typeof(AsymmetricAlgorithm).IsAssignableFrom(one.PropertyType));
        var takers = new[] { typeof(EnrolDevice), typeof(TakeFromDevice), typeof(LoseDevice), typeof(Devices), typeof(DeviceInvoices) }
            .SelectMany(one => one.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .SelectMany(one => one.GetParameters()).Where(one => typeof(AsymmetricAlgorithm).IsAssignableFrom(one.ParameterType) || one.ParameterType == typeof(KeyRing));
        Assert.Empty(takers);
        Assert.Throws<RefusedException>(() => stage.Workplace.Keys.Find(stage.Company.Id, device.Device.Serial!));
        // Every byte that the store holds: the scalar of the key, as bytes and as text, is in none of its files.
        if (Postgres.IsWanted) return;
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(device.PrivateKey, out _);
        var scalar = key.ExportParameters(includePrivateParameters: true).D!;
        foreach (var file in Directory.EnumerateFiles(stage.Store, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes, Stage.Stop);
            foreach (var form in new[] { scalar, Encoding.ASCII.GetBytes(Convert.ToBase64String(scalar)[..40]), Encoding.ASCII.GetBytes(Convert.ToHexString(scalar)) })
                Assert.Equal(-1, bytes.AsSpan().IndexOf(form));
        }
    }
}

[OnPostgres]
public sealed class DeviceOnPostgresTests : DeviceTests;
