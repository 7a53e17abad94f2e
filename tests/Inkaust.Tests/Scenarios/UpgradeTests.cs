using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios;

/// <summary>What an older program left behind is opened by today's: nothing of it is lost, and it goes on.</summary>
public class UpgradeTests
{
    // Places in the ledger of the golden store.
    private const long Repaired = 5, Refused = 7, RepairedLater = 11, WithoutReceipt = 12, InRefusedPackages = 13, Sent = 14, Unknown = 15, Intended = 16,
        Waiting = 17, Original = 18, Repair = 19, OfUnavailability = 20, OfFailure = 21;

    private static readonly long[] OnTheirWay = [InRefusedPackages, Sent, Unknown, Intended, Waiting, Original, Repair, OfUnavailability, OfFailure];

    [Fact]
    public async Task What_was_under_way_is_settled_and_what_waits_is_sent_once()
    {
        await using var office = await OldOffice.OpenAsync();
        var (ledger, before) = (office.Ledger, office.Ledger.List().ToDictionary(one => one.Id));
        Assert.Equal(["accepted", "issued", "rejected", "sending", "technicallycorrected", "unknown", "waived"],
            before.Values.Select(one => one.State.Word).Distinct().Order());
        office.Clock.Jump(TimeSpan.FromMinutes(20)); // KSeF refused packages a moment ago.

        for (var round = 0; round < 2; round++) Assert.Empty((await office.Workplace.SendWaiting.OnceAsync(office.Company, Stage.Stop)).Problems);

        var after = ledger.List().ToDictionary(one => one.Id);
        Assert.All(OnTheirWay, id => Assert.IsType<InvoiceState.Accepted>(after[id].State));
        Assert.All(after.Values.Where(one => one.State is InvoiceState.Accepted), one => Assert.True(one.HasUpo, one.Number));
        Assert.True(before[WithoutReceipt] is { HasUpo: false, State: InvoiceState.Accepted });
        Assert.IsType<InvoiceState.TechnicallyCorrected>(after[RepairedLater].State);
        // The correction that was held names its original.
        var correction = ledger.File(ledger.Find("FK/1/2026"));
        Assert.Equal(((InvoiceState.Accepted)after[Original].State).KsefNumber, correction.Text("Fa", "DaneFaKorygowanej", "NrKSeFFaKorygowanej"));
        Assert.Empty(office.Workplace.Corrections.Among(office.Workplace.Companies.All()));
        // What was final stays as it was.
        Assert.All(before.Values.Where(one => one.State.IsFinal && one.Id != RepairedLater), one => Assert.Equal(one.State, after[one.Id].State));
        var numbered = await office.NumberedByKsefAsync();
        Assert.Distinct(numbered);
        Assert.Equal(after.Values.Count(one => one.State is InvoiceState.Accepted), numbered.Count);
    }

    [Fact]
    public async Task Keys_and_the_token_open_and_the_next_invoice_is_signed_with_them()
    {
        await using var office = await OldOffice.OpenAsync();
        var keys = office.Workplace.Keys.Of(office.Company.Id);
        Assert.Equal(3, keys.Count);
        foreach (var kept in keys)
        {
            using var certificate = office.Workplace.Keys.WithKey(office.Company, kept);
            Assert.True(certificate.HasPrivateKey);
        }
        Assert.StartsWith("20261209-EC-", office.Workplace.KsefTokens.Good(office.Company));

        var issued = await office.Workplace.IssueInvoice.FromDraftAsync(office.Company, Draft(), ModeWish.Offline, stop: Stage.Stop);

        Assert.Equal(22, issued.Id);
        Assert.Equal(keys.Single(one => one.Kind == CertificateKind.Offline).Serial, issued.CertificateSerial);
        using var scan = new HttpRequestMessage(HttpMethod.Get, issued.KodII) { Headers = { { "Accept", "application/json" } } };
        using var seen = await office.Management.SendAsync(scan, Stage.Stop);
        Assert.True(JsonNode.Parse(await seen.Content.ReadAsStringAsync(Stage.Stop))!["valid"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_step_after_the_upgrade_is_counted_and_has_a_doer_and_those_before_have_none()
    {
        await using var office = await OldOffice.OpenAsync();
        var ledger = office.Ledger;
        Assert.All(ledger.List(), one => Assert.Equal(0, one.Version));
        Assert.All(ledger.List().SelectMany(ledger.History), step => Assert.Equal(Who.Unknown, step.By));
        var waiting = ledger.At(Waiting);

        var sending = office.Workplace.Ledger.Of(office.Company with { By = Who.Shell("jan") }).Move(waiting, new InvoiceState.Sending("s", null), "test");

        Assert.Equal((1, 1), (sending.Version, ledger.At(Waiting).Version));
        Assert.Equal([Who.Unknown, Who.Shell("jan")], ledger.History(waiting).Select(step => step.By));
        Assert.Equal("INK-LEDGER-004",
            Assert.Throws<RefusedException>(() => ledger.Move(waiting, new InvoiceState.Sending("other", null), "test")).Findings[0].Code);
    }

    [Fact]
    public async Task The_lock_is_the_counter_and_never_how_the_state_is_written()
    {
        await using var office = await OldOffice.OpenAsync();
        var ledger = office.Ledger;
        var (one, other) = (ledger.At(Waiting), ledger.At(Sent));
        using (var connection = Database.Open(office.Store).Connect())
        {
            connection.Execute("""
                UPDATE invoice SET state_facts = '{ "later": {"v": 7}, "state": "issued", "v": 1 } ' WHERE id = @Waiting
                """, new { Waiting });
            connection.Execute("UPDATE invoice SET state_facts = replace(state_facts, '\",\"', '\", \"') WHERE id = @Sent", new { Sent });
        }

        Assert.Equal(one.State, ledger.At(Waiting).State);
        Assert.Equal(other.State, ledger.At(Sent).State);
        ledger.Move(one, new InvoiceState.Sending("s", null), "test");
        ledger.Move(other, new InvoiceState.Unknown("s", null), "test");
        Assert.Equal((1, 1), (ledger.At(Waiting).Version, ledger.At(Sent).Version));
    }

    [Fact]
    public async Task Every_print_draws_with_the_codes_that_it_had()
    {
        await using var office = await OldOffice.OpenAsync();
        foreach (var invoice in office.Ledger.List())
        {
            var codes = office.Answers[$"codes id:{invoice.Id}"]!;
            if (codes is JsonValue refusal)
            {
                Assert.Equal(refusal.GetValue<string>(), Assert.Throws<RefusedException>(() => InvoicePrint.CodesOf(invoice)).Findings[0].Code);
                continue;
            }
            if (invoice.State is InvoiceState.Rejected)
            {
                Assert.Empty(InvoicePrint.CodesOf(invoice)); // It is stamped as not issued, and its codes would lead to nothing.
                continue;
            }
            var expected = codes.AsArray().Select(code => (code!["Label"]!.GetValue<string>(), code["Link"]!.GetValue<string>()));
            Assert.Equal(expected, InvoicePrint.CodesOf(invoice).Select(code => (code.Label, code.Link.AbsoluteUri)));
            Assert.StartsWith("%PDF-", Encoding.ASCII.GetString(InvoicePrint.Draw(invoice, office.Ledger.File(invoice)).AsSpan(0, 5)));
        }
    }

    [Fact]
    public async Task Receipts_prove_what_they_proved()
    {
        await using var office = await OldOffice.OpenAsync();
        var ledger = office.Ledger;
        foreach (var invoice in ledger.List().Where(one => one.HasUpo))
            Assert.True(office.Workplace.JudgeUpo.OfInvoice(office.Company, invoice, ledger.Upos.Of(invoice)) is { IsProof: true, Refusal: null }, invoice.Number);
        Assert.Single(ledger.RefusedUpos.Of(((InvoiceState.Accepted)ledger.At(WithoutReceipt).State).KsefNumber));
        Assert.Equal(2, ledger.Packages.RefusedInARow()!.InARow);
        Assert.IsType<InvoiceState.Rejected>(ledger.At(Refused).State);
        Assert.Equal(Repaired + 1, ((InvoiceState.TechnicallyCorrected)ledger.At(Repaired).State).By);
    }

    private static InvoiceDraft Draft() => new()
    {
        Number = "FV/100/2026",
        Buyer = new Inkaust.Invoices.Party { Name = "Zofia Żółć" },
        Lines = [new Line { Name = "Kałamarz", Quantity = 1, Unit = "szt.", Price = 100m, Rate = VatRate.Parse("23") }],
    };
}

[OnPostgres]
public sealed class UpgradeOnPostgresTests : UpgradeTests
{
    private static readonly JsonSerializerOptions WithPairs = new() { IncludeFields = true };

    [Fact]
    public async Task Both_databases_say_the_same()
    {
        await using var office = await OldOffice.OpenAsync(standsStill: true);
        await using var onSqlite = office.OnSqlite();
        Assert.Equal(Told(onSqlite), Told(office.Workplace));
    }

    private static string Told(Workplace workplace) => JsonSerializer.Serialize(new
    {
        Invoices = workplace.SeenLedgers.List().Select(one => new
        {
            one,
            State = one.State.ToJson(),
            Steps = workplace.SeenLedgers.Of(one).History(one).Select(step => (step.At, step.State.ToJson(), step.Cause.InWords.En, step.By)),
            Deadlines = workplace.SeenLedgers.Of(one).FormerDeadlines(one),
            File = workplace.SeenLedgers.Of(one).Bytes(one).ToArray(),
            Upo = workplace.SeenLedgers.Of(one).Upos.Of(one),
        }),
        Held = workplace.Corrections.Among(workplace.Companies.All()).Select(one => new { one.Id, one.Company, one.Number, one.Original, Draft = one.Draft.WriteJson() }),
        Days = workplace.Calendar.Changes(),
        Companies = workplace.Companies.All().Select(one => (one.Id, one.Nip, one.Name, one.Address, one.Environment.Word)),
        Certificates = workplace.Companies.All().SelectMany(one => workplace.Keys.Of(one.Id)).Select(one => (one.Id, one.Serial, one.Status, one.ValidTo)),
        Standing = workplace.TakeStock.Of(workplace.Companies.All()).Select(one => (one.Waiting, one.Late, one.Need, one.Hint.En, one.Next, one.Alarms.Count)),
        Announcements = workplace.Announcements.AsTheyCame(workplace.Companies.All()[0].Environment),
    }, WithPairs);
}

/// <summary>The same at the command line: each question that the older program answered is answered alike.</summary>
public sealed class UpgradeCommandTests
{
    [Fact]
    public async Task Every_answer_of_the_older_program_is_given_again()
    {
        await using var office = await OldOffice.OpenAsync(standsStill: true);
        var differences = new List<string>();
        var questions = office.Answers.Where(one => one.Key != "now" && !one.Key.StartsWith("codes ", StringComparison.Ordinal)).ToList();
        Assert.Equal(29, questions.Count);
        foreach (var (question, answer) in questions) Compare(question, answer, await office.AskAsync(question), differences);
        // What Latarnia says is a word as all others are, where it was the name of a value in C#.
        // A receipt is proof by a pinned signer alone, and the older program pinned none: it believed whomever a known authority vouched for.
        Assert.Contains("ledger show id:1.upo.isProof: true -> false", differences);
        Assert.Equal(["status.companies[0].latarnia: \"Failure\" -> \"failure\""],
            differences.Where(one => !one.Contains("upo", StringComparison.OrdinalIgnoreCase)));
    }

    // Something may be said beside what was said.
    private static void Compare(string place, JsonNode? then, JsonNode? now, List<string> differences)
    {
        if (then is JsonObject old && now is JsonObject present)
        {
            foreach (var (name, value) in old)
            {
                if (present.ContainsKey(name)) Compare($"{place}.{name}", value, present[name], differences);
                else differences.Add($"{place}.{name} is not there");
            }
        }
        else if (then is JsonArray some && now is JsonArray others && some.Count == others.Count)
        {
            for (var i = 0; i < some.Count; i++) Compare($"{place}[{i}]", some[i], others[i], differences);
        }
        else if (!JsonNode.DeepEquals(then, now))
        {
            differences.Add($"{place}: {then?.ToJsonString() ?? "null"} -> {now?.ToJsonString() ?? "null"}");
        }
    }
}
