using System.Text.RegularExpressions;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.LocalKsef;
using Inkaust.Print;
using Address = Inkaust.Invoices.Address;
using ContextIdentifier = Inkaust.Ksef.ContextIdentifier;
using Line = Inkaust.Invoices.Line;
using Party = Inkaust.Invoices.Party;

namespace Inkaust.Tests.Docs;

/// <summary>The program of docs/guide/library.md: compiled here, played against a local KSeF, and the same text as on the page.</summary>
public sealed partial class LibraryExample
{
    [Fact]
    public async Task The_example_issues_online_and_offline_and_meets_a_refusal()
    {
        await using var server = await LocalKsefServer.StartAsync(new LocalKsefOptions(), Stage.Stop);
        var folder = Directory.CreateTempSubdirectory("inkaust-library-");
        try
        {
            var said = new List<string>();
            var pdf = Path.Combine(folder.FullName, "FV-2-2026.pdf");
            await PlayAsync(server.BaseAddress, pdf, TimeProvider.System, said.Add);
            Assert.Matches(@"^Accepted: 5260001246-\d{8}-[0-9A-F]{12}-[0-9A-F]{2}, receipt of \d+ bytes\.$", said[0]);
            Assert.StartsWith("Refused: the number belongs to 5260001246-", said[1]);
            Assert.Contains(said, line => line.StartsWith("Deadline:", StringComparison.Ordinal));
            Assert.StartsWith("Accepted: ", said[^1]);
            Assert.True(new FileInfo(pdf).Length > 1000);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("guide/library.md")]
    [InlineData("guide/pl/library.md")]
    public void The_page_shows_the_program_that_was_played(string page)
    {
        var source = File.ReadAllText(Path.Combine(Checkout.Root, "tests", "Inkaust.Tests", "Docs", "LibraryExample.cs"));
        var played = Played().Match(source).Groups[1].Value.Replace("\n        ", "\n").Trim()
            .Replace("Local(address)", "Local(new Uri(\"http://127.0.0.1:5080\"))").Replace("(pdf, ", "(\"FV-2-2026.pdf\", ")
            .Replace("clock = time;", "clock = TimeProvider.System;").Replace("say(", "Console.WriteLine(");
        var shown = Shown().Match(File.ReadAllText(Path.Combine(Checkout.Root, "docs", page))).Groups[1].Value.Trim();
        Assert.Equal(Usings + played, shown);
    }

    // All that a project with implicit usings lacks; the file above has more, for the test.
    private const string Usings = "using Inkaust.Invoices;\nusing Inkaust.Ksef;\nusing Inkaust.Ksef.Modes;\nusing Inkaust.Print;\n\n";

    private static async Task PlayAsync(Uri address, string pdf, TimeProvider time, Action<string> say)
    {
        // begin
        var environment = KsefEnvironment.Local(address);   // or .Test, .Demo, .Production
        var nip = Nip.Parse("5260001246");
        var clock = time;
        using var http = KsefClient.NewHttpClient();
        var ksef = new KsefClient(http, environment, clock);
        using var seal = SelfSignedSeal.Create(environment, nip, "Atrament i Pióro", clock.GetUtcNow());   // Demo and production: your certificate
        var access = await ksef.Authentication.SignInAsync(nip, seal);

        // While KSeF answers, get a certificate of type 2: without one nothing is issued offline. Keep it with its key.
        using var key = CertificateRequests.NewKey();
        var request = CertificateRequests.Write(await ksef.Certificates.EnrollmentDataAsync(access), key);
        var application = await ksef.Certificates.EnrollAsync(access, "My program", CertificateType.Offline, request);
        var decided = await ksef.Certificates.UntilDecidedAsync(access, application, Pace.Usual);
        if (decided is not Look<EnrollmentStatus>.Done { Value.CertificateSerialNumber: { } serial }) throw new InvalidOperationException("KSeF gave no certificate.");

        // Online: the invoice is issued by being sent.
        await SendAsync(Written("FV/1/2026", 100m), offline: false);

        // Refused: KSeF knows another invoice with this number, so this one is not issued.
        await SendAsync(Written("FV/1/2026", 200m), offline: false);

        // Offline: it is issued now, and the buyer may have it before KSeF does. Both codes go on the print.
        byte[] file = Written("FV/2/2026", 100m);
        var invoice = Fa3Invoice.Read(file);
        PrintedCode[] codes =
        [
            new("OFFLINE", VerificationLinks.KodI(environment, nip, invoice.IssueDate, invoice.Hash)),
            new("CERTYFIKAT", VerificationLinks.KodII(environment, ContextIdentifier.Of(nip), nip, serial, invoice.Hash, key)),
        ];
        await File.WriteAllBytesAsync(pdf, InvoicePdf.Draw(invoice, codes));
        var deadline = Deadlines.Of(new IssueFacts(IssuingMode.Offline24, invoice.IssueDate), [], clock.GetUtcNow());
        foreach (var step in deadline.Steps) say(step.En);

        // When KSeF answers again, the same bytes go, said to be offline.
        await SendAsync(file, offline: true);

        // Written once: from here on these bytes are the invoice.
        byte[] Written(string number, decimal price)
        {
            var draft = new InvoiceDraft
            {
                Number = number,
                IssueDate = PolishTime.DateOf(clock.GetUtcNow()),
                Seller = new Party { Nip = nip, Name = "Atrament i Pióro", Address = Address.Parse("ul. Piękna 7/3, 00-539 Warszawa", null) },
                Buyer = new Party { Nip = Nip.Parse("6712345098"), Name = "Piekarnia Złoty Kłos", Address = Address.Parse("ul. Młyńska 7, 61-730 Poznań", null) },
                Lines = [new Line { Name = "Kałamarz", Quantity = 1, Unit = "szt.", Price = price, Rate = VatRate.Parse("23") }],
            };
            byte[] xml = Fa3Writer.Write(draft, clock.GetUtcNow(), "My program");
            var wrong = Fa3Validator.Validate(xml).Where(one => one.Severity != Severity.Advice).ToList();
            return wrong.Count == 0 ? xml : throw new RefusedException(wrong);
        }

        async Task SendAsync(byte[] xml, bool offline)
        {
            try
            {
                using var encryption = await ksef.PublicKeys.NewEncryptionAsync();
                var session = (await ksef.OnlineSessions.OpenAsync(access, encryption)).ReferenceNumber;   // Store it before you go on.
                var reference = await ksef.OnlineSessions.SendAsync(access, session, encryption.Encrypt(xml), offline);
                await ksef.OnlineSessions.CloseAsync(access, session);

                // Taken in is not accepted: only the invoice's own status says so.
                if (await ksef.Sessions.UntilJudgedAsync(access, session, reference, Pace.Usual) is not Look<SessionInvoice>.Done look)
                {
                    say("No verdict yet: ask again later.");
                    return;
                }
                switch (look.Value.Outcome)
                {
                    case InvoiceOutcome.Accepted accepted:
                        byte[] upo = await ksef.Sessions.UpoAsync(access, session, reference);
                        say($"Accepted: {accepted.KsefNumber}, receipt of {upo.Length} bytes.");
                        break;
                    case InvoiceOutcome.Duplicate duplicate:
                        say($"Refused: the number belongs to {duplicate.OriginalKsefNumber}. The same bytes? Then it is there already.");
                        break;
                    case InvoiceOutcome.Refused refused:
                        say($"Refused: {refused.Error.Sentence}. It is not issued; repair it and send it anew.");
                        break;
                    case InvoiceOutcome.GivenUp givenUp:
                        say($"Given up: {givenUp.Error.Sentence}. Send the same bytes in another session.");
                        break;
                }
            }
            catch (KsefRejected refused)
            {
                say($"The request was refused, nothing was sent: {refused.Finding.Text.En}");
            }
            catch (KsefUnavailable silent)
            {
                say($"KSeF is away, nothing was sent: {silent.Finding.Text.En} Issue offline, or try again after {silent.RetryAfter}.");
            }
            catch (KsefOutcomeUnknown)
            {
                say("It may be in KSeF or not: look for its hash in the session before you send anything again.");
            }
        }
        // end
    }

    [GeneratedRegex(@"// begin\n(.*?)// end\n", RegexOptions.Singleline)]
    private static partial Regex Played();

    [GeneratedRegex(@"^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Shown();
}
