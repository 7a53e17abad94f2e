using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Inkaust.Cli;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios;

/// <summary>What <c>inkaust status</c> says: first the sums, then only who needs something, and the one next step.</summary>
public sealed class StatusTests
{
    [Fact]
    public async Task A_thousand_companies_are_summed_up_and_only_those_in_need_are_listed()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        var like = await stage.IssueAsync(ModeWish.Offline);
        var companies = Others(stage, 999);
        Add(stage, like, companies[10], 2_500, like.Deadline.Date!.Value.AddDays(3));
        Add(stage, like, companies[20], 500, new DateOnly(2026, 12, 9)); // today
        Add(stage, like, companies[30], 1, new DateOnly(2026, 12, 8)); // yesterday

        var (code, answer) = await StatusAsync(stage);
        Assert.Equal(0, code);
        var totals = answer.GetProperty("totals");
        Assert.Equal(
            (1_000, 4, 3_002, 1, 500, 0),
            (Number(totals, "companies"), Number(totals, "inNeed"), Number(totals, "waiting"), Number(totals, "late"), Number(totals, "dueToday"), Number(totals, "needsAPerson")));
        var listed = answer.GetProperty("companies").EnumerateArray().ToDictionary(one => one.GetProperty("company").GetString()!);
        Assert.Equal(
            new[] { stage.Company, companies[10], companies[20], companies[30] }.Select(one => one.Nip.ToString()).Order(), listed.Keys.Order());
        Assert.Equal("send", Text(listed[companies[10].Nip.ToString()], "need"));
        Assert.Equal("sendNow", Text(listed[companies[20].Nip.ToString()], "need"));
        Assert.Equal("sendNow", Text(listed[companies[30].Nip.ToString()], "need"));
        Assert.Equal(20, listed[companies[10].Nip.ToString()].GetProperty("waiting").GetArrayLength());
        Assert.Equal(2_500, Number(listed[companies[10].Nip.ToString()], "waitingCount"));

        var (_, whole) = await StatusAsync(stage, "--company", companies[20].Nip.ToString());
        Assert.Equal(500, Assert.Single(whole.GetProperty("companies").EnumerateArray()).GetProperty("waiting").GetArrayLength());
    }

    [Fact]
    public async Task What_waits_counts_down_to_the_end_of_its_last_day_in_Poland_the_nearest_first()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        var later = await stage.IssueAsync(ModeWish.Offline); // until the 10th
        Add(stage, later, stage.Company, 1, new DateOnly(2026, 12, 8));
        var (_, answer) = await StatusAsync(stage);
        var waiting = answer.GetProperty("companies")[0].GetProperty("waiting").EnumerateArray().ToList();
        Assert.Equal(["2026-12-08", "2026-12-10"], waiting.Select(one => Text(one, "deadline")));
        Assert.StartsWith("-PT12H", Text(waiting[0], "timeLeft"));
        Assert.StartsWith("P1DT11H", Text(waiting[1], "timeLeft"));

        var (_, words) = await RunAsync(stage, "status");
        Assert.Contains("1 d 11 h", words);
        Assert.Contains("2026-12-08 (late)", words);
        Assert.Contains("Next: send now: 1 late, 0 due today", words);
    }

    [Fact]
    public async Task A_company_without_certificates_gets_them_first_and_one_with_nothing_to_do_is_told_so()
    {
        await using var bare = await Stage.BareAsync();
        Assert.Equal("certificate", Text((await StatusAsync(bare)).Answer.GetProperty("companies")[0], "need"));
        await using var ready = await Stage.ReadyAsync();
        var (_, answer) = await StatusAsync(ready);
        Assert.Equal("nothing", Text(answer.GetProperty("companies")[0], "need"));
        Assert.Equal("nothing; nothing waits", answer.GetProperty("companies")[0].GetProperty("next").GetProperty("en").GetString());
    }

    [Fact]
    public async Task When_KSeF_refuses_every_package_status_says_whom_to_ask_and_a_person_sends_them_again_at_once()
    {
        await using var stage = await Stage.ReadyAsync(new ShiftedClock(Stage.WednesdayNoon));
        await RefusedPackageTests.WithAttachmentAsync(stage);
        for (var i = 0; i < 2; i++) stage.Ledger.Packages.NotLetIn("KSeF refused: 21405");
        var (_, answer) = await StatusAsync(stage);
        var company = answer.GetProperty("companies")[0];
        Assert.Equal("askAboutPackages", Text(company, "need"));
        Assert.Contains("INK-SEND-014", company.GetProperty("alarms").EnumerateArray().Select(one => Text(one, "code")));
        Assert.Contains("inkaust send --packages-now", (await RunAsync(stage, "status")).Output);

        Assert.Contains("INK-SEND-014", (await RunAsync(stage, "send")).Output);
        var (sent, told) = await RunAsync(stage, "send", "--packages-now");
        Assert.Equal(0, sent);
        Assert.DoesNotContain("INK-SEND-014", told);
        Assert.Equal("nothing", Text((await StatusAsync(stage)).Answer.GetProperty("companies")[0], "need"));
    }

    [Fact]
    public async Task A_near_deadline_and_maintenance_before_it_are_said_by_status_and_by_the_sender()
    {
        await using var stage = await Stage.ReadyAsync(new ShiftedClock(Stage.WednesdayNoon));
        await stage.IssueAsync(ModeWish.Offline); // until the end of the 10th
        using var announced = await stage.Management.PostAsJsonAsync("announcements", new
        {
            category = "MAINTENANCE",
            type = "MAINTENANCE_ANNOUNCEMENT",
            start = "2026-12-10T20:00:00+01:00",
            end = "2026-12-11T04:00:00+01:00",
        }, Stage.Stop);
        announced.EnsureSuccessStatusCode();

        var company = (await StatusAsync(stage)).Answer.GetProperty("companies")[0];
        Assert.Equal(["INK-SEND-016", "INK-SEND-017"], company.GetProperty("alarms").EnumerateArray().Select(one => Text(one, "code")));
        Assert.Equal("send", Text(company, "need"));
        Assert.StartsWith("Send before it begins: inkaust send --company", Text(company.GetProperty("next"), "en"));
        Assert.Equal("send-now", Text(company.GetProperty("next").GetProperty("step"), "kind"));
        var table = (await RunAsync(stage, "status")).Output;
        Assert.Contains("INK-SEND-017 KSeF announced unavailability from 2026-12-10 20:00 to 2026-12-11 04:00", table);
        Assert.Contains("Latarnia: says that KSeF is available, and announces unavailability from 2026-12-10 20:00 to 2026-12-11 04:00", table);

        await stage.FaultAsync("line-cut", "* /v2/*");
        var (code, said) = await RunAsync(stage, "send");
        Assert.NotEqual(0, code);
        Assert.Contains("INK-SEND-016", said);
        Assert.Contains("INK-SEND-017", said);
        await stage.NoFaultsAsync();
        (code, said) = await RunAsync(stage, "send");
        Assert.Equal(0, code);
        Assert.DoesNotContain("INK-SEND-01", said);
    }

    // Companies with certificates that are valid for a year; who issued them does not matter here.
    private static List<Company> Others(Stage stage, int count)
    {
        using var one = SelfSigned(stage.Clock.GetUtcNow());
        using var two = SelfSigned(stage.Clock.GetUtcNow());
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var company = stage.Company with { Nip = NipOf(i), Name = $"Firma {i:0000}" };
            stage.Workplace.Companies.Add(company);
            stage.Workplace.Keys.Keep(company, CertificateKind.Authentication, "one", one);
            stage.Workplace.Keys.Keep(company, CertificateKind.Offline, "two", two);
            return company;
        })];
    }

    private static X509Certificate2 SelfSigned(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=Firma", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(300));
    }

    private static Nip NipOf(int number)
    {
        for (var digits = 1_234_000_000L + (number * 20L); ; digits++)
            if (Nip.TryParse($"{digits}", out var nip)) return nip;
    }

    private static void Add(Stage stage, IssuedInvoice like, Company company, int count, DateOnly deadline)
    {
        var file = Encoding.UTF8.GetString(stage.Ledger.Bytes(like).Span);
        stage.Workplace.Ledger.Of(company).AddAll([.. Enumerable.Range(1, count).Select(number =>
        {
            var xml = Encoding.UTF8.GetBytes(file.Replace($"<P_2>{like.Number}</P_2>", $"<P_2>{company.Nip}/{number}</P_2>"));
            return (like with
            {
                Id = 0,
                Company = company.Id,
                Seller = company.Nip,
                Number = $"{company.Nip}/{number}",
                Hash = InvoiceHash.Of(xml),
                IssueDate = deadline.AddDays(-1),
                IssuedAt = like.IssuedAt.AddDays(deadline.DayNumber - like.Deadline.Date!.Value.DayNumber),
                Deadline = like.Deadline with { Date = deadline },
            }, (ReadOnlyMemory<byte>)xml);
        })]);
    }

    private static async Task<(int Code, JsonElement Answer)> StatusAsync(Stage stage, params string[] more)
    {
        var (code, output) = await RunAsync(stage, ["status", "--json", .. more]);
        return (code, JsonDocument.Parse(output).RootElement);
    }

    private static async Task<(int Code, string Output)> RunAsync(Stage stage, params string[] arguments)
    {
        using var output = new StringWriter();
        var code = await CommandLine.RunAsync([.. arguments, "--data", stage.Workplace.Place, "--lang", "en"], output, output, stage.Clock);
        return (code, output.ToString());
    }

    private static int Number(JsonElement one, string name) => one.GetProperty(name).GetInt32();

    private static string Text(JsonElement one, string name) => one.GetProperty(name).GetString()!;
}
