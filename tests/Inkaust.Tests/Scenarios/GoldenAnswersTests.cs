using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using Inkaust.Cli;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios;

/// <summary>
/// What every command answers, to a program and to a person in Poland, from beginning to end of a story. Programs of others read these
/// names and shapes: one that goes or changes its meaning breaks them. What differs from run to run stands in angle brackets.
/// </summary>
public sealed class GoldenAnswersTests
{
    private const string Draft = """
        { "number": "%", "buyer": { "name": "Papiernia Sarna", "nip": "6712345098", "address": "ul. Leśna 4, 00-001 Warszawa" },
          "lines": [ { "name": "Kałamarz", "quantity": 1, "price": 100, "rate": 23 } ] }
        """;

    // A port that nobody listens on.
    private const string Nowhere = "http://127.0.0.1:1";

    public static TheoryData<string> Listeners => ["json", "pl"];

    [Theory]
    [MemberData(nameof(Listeners))]
    public async Task Companies_and_certificates(string listener)
    {
        await using var stage = await Stage.BareAsync();
        var story = new Story(stage, listener);
        await story.TellsAsync("company", "add", "--nip", "1111111111", "--name", " Firma Próbna ", "--address", "ul. Testowa 1, 00-001 Warszawa", "--ksef", Nowhere);
        await story.TellsAsync("company", "add", "--nip", "1111111111", "--name", "Firma", "--address", "ul. Testowa 1, 00-001 Warszawa", "--ksef", Nowhere);
        await story.TellsAsync("company", "change", "--company", "1111111111", "--name", "Firma Inna");
        await story.TellsAsync("company", "list");
        await story.TellsAsync("cert", "list");
        await story.TellsAsync("cert", "enrol");
        string[] ours = ["--company", stage.Company.Nip.ToString()];
        await story.TellsAsync(["cert", "enrol", .. ours]);
        await story.TellsAsync(["cert", "renew", "--type", "offline", .. ours]);
        await story.TellsAsync("cert", "list");
        var old = stage.Workplace.Keys.Of(stage.Company.Id).Where(one => one.Kind == CertificateKind.Offline).MinBy(one => one.Id)!.Serial!;
        await story.TellsAsync(["cert", "show", old, .. ours]);
        await story.TellsAsync(["cert", "show", "nothing", .. ours]);
        await story.TellsAsync(["cert", "revoke", old, "--reason", "superseded", .. ours]);
        await story.TellsAsync(["cert", "test", .. ours]);
        var kept = stage.Workplace.Keys.Valid(stage.Company.Id, CertificateKind.Offline)!.Serial!;
        await story.TellsAsync(["cert", "export", kept, "--out", stage.Folder, .. ours]);
        var crt = Path.Combine(stage.Folder, kept + ".crt");
        await story.TellsAsync("cert", "import", crt, "--key", Path.Combine(stage.Folder, kept + ".key"), "--company", "1111111111");
        await story.TellsAsync(["cert", "import", crt, "--key", Path.Combine(stage.Folder, kept + ".key"), .. ours]);
        await story.TellsAsync(["cert", "import", crt, .. ours]);
        await story.TellsAsync(["cert", "token", .. ours]);
        await story.TellsAsync(["cert", "token", "--remove", .. ours]);
        await story.TellsAsync("status");
        story.IsAsBefore("companies-and-certificates");
    }

    [Theory]
    [MemberData(nameof(Listeners))]
    public async Task Invoices_and_their_lives(string listener)
    {
        await using var stage = await Stage.ReadyAsync();
        var story = new Story(stage, listener);
        await story.TellsAsync("status");
        await story.TellsAsync("ledger", "list");
        await story.TellsAsync("issue", story.File("online.json", Draft.Replace("%", "FV/1")), "--out", Path.Combine(stage.Folder, "out"));
        await story.TellsAsync("issue", story.File("again.json", Draft.Replace("%", "FV/1")));
        await story.TellsAsync("issue", story.File("broken.json", Draft.Replace("%", "FV/0").Replace("23", "99")));
        await story.TellsAsync("issue", story.File("what.txt", "what"));
        await story.TellsAsync("issue", story.File("offline.json", Draft.Replace("%", "FV/2")), "--mode", "offline");
        await story.TellsAsync("issue", story.File("consumer.json", Draft.Replace("%", "FV/3")), "--mode", "offline", "--buyer", "consumer");
        await story.TellsAsync("issue", story.File("failure.json", Draft.Replace("%", "FV/4")), "--mode", "failure");
        await story.TellsAsync("issue", story.File("total.json", Draft.Replace("%", "FV/4")), "--mode", "total-failure");
        await story.TellsAsync("status");
        await story.TellsAsync("ledger", "show", "FV/1");
        await story.TellsAsync("ledger", "show", "FV/2", "--out", Path.Combine(stage.Folder, "out"));
        await story.TellsAsync("ledger", "show", "FV/9");
        await story.TellsAsync("ledger", "list");
        await story.TellsAsync("ledger", "list", "--state", "issued");
        await story.TellsAsync("ledger", "jpk");
        await story.TellsAsync("ledger", "jpk", "--month", "2026-12", "--out", Path.Combine(stage.Folder, "jpk.csv"));
        await story.TellsAsync("upo", "check", "FV/1");
        await story.TellsAsync("upo", "check", "FV/2");
        await story.TellsAsync("upo", "authority", "list");
        await story.TellsAsync("upo", "authority", "add", story.File("authority.pem", await stage.Management.GetStringAsync("certificates/authority", Stage.Stop)));
        await story.TellsAsync("upo", "authority", "remove", "nothing");
        await story.TellsAsync("total-failure", "confirm", "--reference", "radio");
        await story.TellsAsync("send");
        await story.TellsAsync("issue", story.File("late.json", Draft.Replace("%", "FV/6")), "--mode", "offline");
        using var announced = await stage.Management.PostAsJsonAsync("announcements", new { category = "TOTAL_FAILURE", type = "FAILURE_START" }, Stage.Stop);
        announced.EnsureSuccessStatusCode();
        await story.TellsAsync("total-failure", "confirm", "--reference", "radio");
        await story.TellsAsync("issue", story.File("total.json", Draft.Replace("%", "FV/5")), "--mode", "total-failure");
        await story.TellsAsync("status");
        await story.TellsAsync("calendar", "add", "2026-12-11", "--reason", "Dz.U. 2026 poz. 1");
        await story.TellsAsync("calendar", "list");
        await story.TellsAsync("calendar", "remove", "2026-12-11");
        await story.TellsAsync("calendar", "remove", "2026-12-11");
        await story.TellsAsync("calendar", "list");
        story.IsAsBefore("invoices");
    }

    [Theory]
    [MemberData(nameof(Listeners))]
    public async Task Corrections_and_repairs(string listener)
    {
        await using var stage = await Stage.ReadyAsync();
        var story = new Story(stage, listener);
        await story.TellsAsync("issue", story.File("first.json", Draft.Replace("%", "FV/A")));
        var correction = """
            { "number": "%", "buyer": { "name": "Papiernia Sarna", "nip": "6712345098", "address": "ul. Leśna 4, 00-001 Warszawa" },
              "lines": [ { "name": "Kałamarz", "quantity": -1, "price": 100, "rate": 23 } ] }
            """;
        await story.TellsAsync("correct", "FV/A", "--draft", story.File("kor.json", correction.Replace("%", "KOR/A")));
        await story.TellsAsync("issue", story.File("second.json", Draft.Replace("%", "FV/B")), "--mode", "offline");
        await story.TellsAsync("correct", "FV/B", "--draft", story.File("held.json", correction.Replace("%", "KOR/B")));
        await story.TellsAsync("correct", "FV/B", "--wrong-buyer", "--buyer-nip", "1111111111", "--number", "KOR/C", "--new-number", "FV/C");
        await story.TellsAsync("ledger", "held");
        await story.TellsAsync("ledger", "held", "--withdraw", "1");
        await story.TellsAsync("status");
        await story.TellsAsync("correct", "FV/Z", "--draft", story.File("kor.json", correction.Replace("%", "KOR/Z")));
        // In KSeF, and not in this ledger.
        await using (var desk = stage.AnotherDesk())
        {
            var elsewhere = await desk.IssueInvoice.FromDraftAsync(stage.Company, stage.Draft("FV/E"), ModeWish.Online, stop: Stage.Stop);
            await desk.SendWaiting.OnceAsync(stage.Company, Stage.Stop);
            var number = ((InvoiceState.Accepted)desk.Ledger.Of(stage.Company).At(elsewhere.Id).State).KsefNumber;
            await story.TellsAsync("correct", number, "--draft", story.File("kor.json", correction.Replace("%", "KOR/E")), "--mode", "online");
        }
        var refused = await RepairTests.RefusedAsync(stage);
        await story.TellsAsync("repair", $"id:{refused.Id}");
        await story.TellsAsync("repair", $"id:{refused.Id}", "--again");
        await story.TellsAsync("repair", "FV/A");
        await story.TellsAsync("status");
        var file = Encoding.UTF8.GetString(stage.Ledger.File(refused).Bytes.Span);
        await story.TellsAsync("repair", $"id:{refused.Id}", story.File("same.xml", file));
        await story.TellsAsync("repair", $"id:{refused.Id}", story.File("other.xml", file.Replace("<?inkaust technical?>", "").Replace("Kałamarz", "Pióro")));
        await story.TellsAsync("repair", $"id:{refused.Id}", story.File("repaired.xml", file.Replace("<?inkaust technical?>", "")));
        await story.TellsAsync("ledger", "list");
        story.IsAsBefore("corrections-and-repairs");
    }

    [Theory]
    [MemberData(nameof(Listeners))]
    public async Task Prints_and_codes(string listener)
    {
        await using var stage = await Stage.ReadyAsync();
        var story = new Story(stage, listener);
        var accepted = await stage.IssueAsync(ModeWish.Online);
        await stage.SendAsync();
        var waiting = await stage.IssueAsync(ModeWish.Offline, InvoiceDraft.ReadJson(Encoding.UTF8.GetBytes(Draft.Replace("%", "FV/W"))));
        string Xml(IssuedInvoice invoice, string name) => story.File(name, Encoding.UTF8.GetString(stage.Ledger.Bytes(invoice).Span));
        var (known, held) = (Xml(accepted, "accepted.xml"), Xml(waiting, "waiting.xml"));
        var output = Path.Combine(stage.Folder, "print");
        await story.TellsAsync("codes", known);
        await story.TellsAsync("codes", held);
        await story.TellsAsync("codes", held, "--png", output, "--svg", output);
        await story.TellsAsync("pdf", known, "-o", output + ".pdf");
        await story.TellsAsync("html", held, "-o", output + ".html");
        await story.TellsAsync("confirmation", held, "-o", output + ".pdf");
        await story.TellsAsync("confirmation", known, "-o", output + ".pdf");
        var foreign = story.File("foreign.xml", File.ReadAllText(held).Replace("FV/W", "FV/V"));
        await story.TellsAsync("codes", foreign);
        await story.TellsAsync("codes", foreign, "--mode", "offline24");
        await story.TellsAsync("codes", foreign, "--mode", "total-failure");
        await story.TellsAsync("codes", foreign, "--ksef-number", KsefNumber.Create(Nip.Parse("5260001246"), new DateOnly(2026, 12, 10), 7).ToString());
        await story.TellsAsync("codes", foreign, "--ksef-number", "5260001246");
        await story.TellsAsync("codes", foreign, "--ksef", "test");
        var stranger = story.File("stranger.xml", File.ReadAllText(foreign).Replace("5260001246", "1111111111"));
        await story.TellsAsync("codes", stranger);
        await story.TellsAsync("codes", stranger, "--ksef", "test");
        await story.TellsAsync("pdf", stranger, "-o", output + ".pdf");
        await story.TellsAsync("confirmation", stranger, "-o", output + ".pdf", "--ksef", "test");
        await story.TellsAsync("company", "add", "--nip", "5260001246", "--name", "Atrament", "--address", "ul. Piękna 7, 00-539 Warszawa", "--ksef", Nowhere);
        await story.TellsAsync("codes", foreign);
        await story.TellsAsync("status");
        story.IsAsBefore("prints");
    }

    [Theory]
    [MemberData(nameof(Listeners))]
    public async Task Verified_codes(string listener)
    {
        await using var stage = await Stage.ReadyAsync();
        var story = new Story(stage, listener);
        var issued = await stage.IssueAsync(ModeWish.Offline);
        var xml = story.File("invoice.xml", Encoding.UTF8.GetString(stage.Ledger.Bytes(issued).Span));
        await story.TellsAsync("verify", issued.KodI.AbsoluteUri, issued.KodII!.AbsoluteUri);
        await story.TellsAsync("verify", issued.KodI.AbsoluteUri + "=", "--ksef", "production");
        await story.TellsAsync("verify", xml, "--online", "--watch");
        await story.TellsAsync("verify", "https://example.com/");
        story.IsAsBefore("verified-codes");
    }

    [Theory]
    [MemberData(nameof(Listeners))]
    public async Task Documents_and_deadlines_without_a_company(string listener)
    {
        await using var stage = await Stage.BareAsync();
        var story = new Story(stage, listener);
        var draft = story.File("draft.json", Draft.Replace("%", "FV/1"));
        var xml = Path.Combine(stage.Folder, "draft.xml");
        await story.TellsAsync("invoice", "new", draft, "-o", xml);
        await story.TellsAsync("invoice", "show", xml);
        var wrong = story.File("wrong.xml", File.ReadAllText(xml).Replace("<P_15>123", "<P_15>124"));
        var refused = story.File("refused.xml", File.ReadAllText(xml).Replace("<P_2>FV/1</P_2>", ""));
        await story.TellsAsync("invoice", "validate", xml, wrong, refused, Path.Combine(stage.Folder, "nothing.xml"));
        await story.TellsAsync("invoice", "validate", wrong, "--strict");
        await story.TellsAsync("invoice", "show", refused);
        await story.TellsAsync("invoice", "show", Path.Combine(stage.Folder, "nothing.xml"));
        await story.TellsAsync("deadline", "--mode", "offline24", "--issue-date", "2026-12-08");
        await story.TellsAsync("deadline", "--mode", "failure", "--issue-date", "2026-12-01");
        await story.TellsAsync("calendar", "2026");
        await story.TellsAsync("deadline", "--mode", "never", "--issue-date", "2026-12-01");
        story.IsAsBefore("documents-and-deadlines");
    }

    /// <summary>Commands given one after another, each with what it answered.</summary>
    [Theory]
    [MemberData(nameof(Listeners))]
    public async Task What_was_received(string listener)
    {
        await using var stage = await Stage.ReadyAsync();
        var story = new Story(stage, listener);
        var draft = Draft.Replace("6712345098", "1111111111");
        await story.TellsAsync("company", "add", "--nip", "1111111111", "--name", "Papiernia Sarna", "--address", "ul. Leśna 4, 00-001 Warszawa", "--ksef",
            stage.Server.BaseAddress.AbsoluteUri);
        string[] theirs = ["--company", "1111111111"], ours = ["--company", $"{stage.Company.Nip}"];
        await story.TellsAsync(["issue", story.File("one.json", draft.Replace("%", "FV/1")), .. ours]);
        await story.TellsAsync(["issue", story.File("two.json", draft.Replace("%", "FV/2")), .. ours]);
        await story.TellsAsync(["inbox", "list", .. theirs]);
        await story.TellsAsync(["inbox", "sync", "--role", "buyer", .. theirs]);
        await story.TellsAsync(["inbox", "sync", "--role", "buyer", .. theirs]);
        await story.TellsAsync(["inbox", "list", .. theirs]);
        await story.TellsAsync(["inbox", "list", "kalamarz", "FV/1", .. theirs]);
        await story.TellsAsync(["inbox", "sort", "FV/1", "--to", "for-booking", "--note", "zgodna", .. theirs]);
        await story.TellsAsync(["inbox", "show", "FV/1", "--out", Path.Combine(stage.Folder, "out"), .. theirs]);
        await story.TellsAsync(["inbox", "show", "FV/9", .. theirs]);
        await story.TellsAsync(["inbox", "export", "--what", "xml", "--out", Path.Combine(stage.Folder, "all.zip"), .. theirs]);
        await story.TellsAsync(["inbox", "month", "--month", "2026-12", "--out", Path.Combine(stage.Folder, "month.zip"), .. theirs]);
        await story.TellsAsync(["inbox", "refused", .. theirs]);
        await story.TellsAsync(["inbox", "compare", .. ours]);
        await story.TellsAsync(["inbox", "collect", "list", .. theirs]);
        await story.TellsAsync(["inbox", "collect", "make", "FV/1", .. theirs]);
        story.IsAsBefore("received");
    }

    private sealed class Story(Stage stage, string listener)
    {
        private static readonly Surroundings Here = Surroundings.OfThisProcess() with
        {
            User = "anna",
            KeyPassword = "a long password",
            KsefToken = $"20261125-EC-0000000000-0000000000-00|nip-5260001246|{new string('0', 64)}",
        };

        private readonly StringBuilder text = new();

        public string File(string name, string content)
        {
            var path = Path.Combine(stage.Folder, name);
            System.IO.File.WriteAllText(path, content);
            return path;
        }

        public async Task TellsAsync(params string[] command)
        {
            using var output = new StringWriter { NewLine = "\n" };
            using var error = new StringWriter { NewLine = "\n" };
            string[] how = listener == "json" ? ["--json", "--lang", "en"] : ["--lang", "pl"];
            var code = await CommandLine.RunAsync([.. command, "--data", stage.Workplace.Place, .. how], output, error, stage.Clock, Here);
            text.Append($"$ inkaust {string.Join(' ', command)}\n{output}{(error.ToString().Length > 0 ? "! " : "")}{error}= {code}\n\n");
        }

        public void IsAsBefore(string name)
        {
            var scrubbed = text.ToString().Replace(stage.Folder, "<folder>").Replace(stage.Workplace.Place, "<data>").Replace(stage.Server.BaseAddress.AbsoluteUri.TrimEnd('/'), "<ksef>");
            foreach (var (pattern, instead) in Changing) scrubbed = pattern.Replace(scrubbed, instead);
            GoldenFile.AssertEqual($"tests/Inkaust.Tests/Golden/answers/{name}.{listener}.txt", scrubbed);
        }

        private static readonly (Regex, string)[] Changing =
        [
            (new(@"\d{10}-\d{8}-[0-9A-F]{12}-[0-9A-F]{2}"), "<ksef-number>"),
            (new(@"\d{8}-[A-Z]{2}-[0-9A-F]{10}-[0-9A-F]{10}-[0-9A-F]{2}"), "<reference>"),
            (new(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"), "<time>"),
            (new(@"\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?"), "<time>"),
            (new(@"""-?P(\d+D)?T[\dHMS.]+"""), "\"<span>\""),
            (new(@"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "<guid>"),
            (new(@"[A-Za-z0-9_-]{40,}"), "<base64url>"),
            (new(@"\b[0-9A-F]{16,39}\b"), "<serial>"),
            // How wide a column is depends on what stands in it.
            (new(" {3,}(?=[^ \"\\]}])"), "  "),
            (new("─+"), "─"),
        ];
    }
}
