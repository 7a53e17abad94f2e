using System.Text.RegularExpressions;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.LocalKsef;

namespace Inkaust.Tests.Docs;

/// <summary>The code of docs/guide/library.md: compiled here, played against a local KSeF, and the same text as on the page.</summary>
public sealed partial class LibraryExample
{
    [Fact]
    public async Task The_example_sends_an_invoice_and_fetches_its_receipt()
    {
        await using var server = await LocalKsefServer.StartAsync(new LocalKsefOptions(), Stage.Stop);
        var folder = Directory.CreateTempSubdirectory("inkaust-library-");
        try
        {
            var draft = InvoiceDraft.ReadJson(await File.ReadAllBytesAsync(Path.Combine(Checkout.Root, "examples", "a-online.json"), Stage.Stop));
            var file = Path.Combine(folder.FullName, "invoice.json");
            await File.WriteAllBytesAsync(file, (draft with
            {
                IssueDate = PolishTime.DateOf(TimeProvider.System.GetUtcNow()),
                Seller = new Inkaust.Invoices.Party { Nip = Nip.Parse("5260001246"), Name = "Atrament i Pióro", Address = Address.Parse("ul. Piękna 7/3, 00-539 Warszawa", null) },
            }).WriteJson(), Stage.Stop);
            var said = new List<string>();
            await PlayAsync(server.BaseAddress, file, Nip.Parse("5260001246"), TimeProvider.System, said.Add, Stage.Stop);
            Assert.Matches(@"^5260001246-\d{8}-[0-9A-F]{12}-[0-9A-F]{2}, receipt of \d+ bytes$", said[0]);
            Assert.Contains(said, line => line.StartsWith("Termin:", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_page_shows_the_code_that_was_played()
    {
        var source = File.ReadAllText(Path.Combine(Checkout.Root, "tests", "Inkaust.Tests", "Docs", "LibraryExample.cs"));
        var played = Played().Match(source).Groups[1].Value.Replace("\n        ", "\n").Trim();
        played = played.Replace("new Uri(\"http://127.0.0.1:5080\")", "ADDRESS").Replace("(address)", "(ADDRESS)").Replace("(file, ", "(\"invoice.json\", ").Replace("say(", "Console.WriteLine(");
        var shown = Shown().Match(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "guide", "library.md"))).Groups[1].Value.Trim();
        Assert.Equal(played, shown.Replace("new Uri(\"http://127.0.0.1:5080\")", "ADDRESS"));
    }

    private static async Task PlayAsync(Uri address, string file, Nip nip, TimeProvider clock, Action<string> say, CancellationToken stop)
    {
        // begin
        var environment = KsefEnvironment.Local(address);   // or .Test, .Demo, .Production
        using var http = KsefClient.NewHttpClient();
        var ksef = new KsefClient(http, environment, clock);

        using var seal = SelfSignedSeal.Create(environment, nip, "Atrament i Pióro", clock.GetUtcNow());   // Demo and production: your certificate
        var access = await ksef.Authentication.SignInAsync(nip, seal, stop);

        var draft = InvoiceDraft.ReadJson(await File.ReadAllBytesAsync(file, stop));
        byte[] xml = Fa3Writer.Write(draft, clock.GetUtcNow(), "My program");   // Written once: from here on these bytes are the invoice.

        using var encryption = await ksef.PublicKeys.NewEncryptionAsync(stop);
        var session = (await ksef.OnlineSessions.OpenAsync(access, encryption, cancellation: stop)).ReferenceNumber;
        var reference = await ksef.OnlineSessions.SendAsync(access, session, encryption.Encrypt(xml), offlineMode: false, cancellation: stop);
        await ksef.OnlineSessions.CloseAsync(access, session, stop);

        // Taken in is not accepted: only the invoice's own status says so.
        var look = await ksef.Sessions.UntilJudgedAsync(access, session, reference, Pace.Usual, stop);
        if (look is Look<SessionInvoice>.Done { Value.Outcome: InvoiceOutcome.Accepted accepted })
        {
            byte[] upo = await ksef.Sessions.UpoAsync(access, session, reference, stop);
            say($"{accepted.KsefNumber}, receipt of {upo.Length} bytes");
        }

        // The law of terms, without any KSeF: until when an invoice of today, issued offline, must be there, and why.
        var today = PolishTime.DateOf(clock.GetUtcNow());
        var deadline = Deadlines.Of(new IssueFacts(IssuingMode.Offline24, today), [], clock.GetUtcNow());
        foreach (var step in deadline.Steps) say(step.Pl);
        // end
    }

    [GeneratedRegex(@"// begin\n(.*?)// end\n", RegexOptions.Singleline)]
    private static partial Regex Played();

    [GeneratedRegex(@"^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Shown();
}
