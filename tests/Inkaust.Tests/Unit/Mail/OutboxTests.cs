using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Mail;

/// <summary>Letters on their way: what is refused, who takes them, and how often they are tried.</summary>
public class OutboxTests : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-outbox-");
    private readonly ShiftedClock clock = new(Stage.WednesdayNoon);
    private readonly Workplace office;

    public OutboxTests()
    {
        clock.StandStill();
        office = Workplace.Open(Postgres.IsWanted ? Postgres.NewSchema() : folder.FullName, clock, MasterKey.ForThisProcess(), folder.FullName);
    }

    private Outbox Outbox => office.Outbox;

    [Theory]
    [InlineData("a@example.com\nBcc: b@example.com", "Subject", "INK-MAIL-001")]
    [InlineData("a@example.com, b@example.com", "Subject", "INK-MAIL-001")]
    [InlineData("", "Subject", "INK-MAIL-001")]
    [InlineData("a@example.com", "Subject\r\nBcc: b@example.com", "INK-MAIL-002")]
    [InlineData("a@example.com", " ", "INK-MAIL-002")]
    public void A_header_that_would_be_two_is_refused(string to, string subject, string code)
    {
        Assert.Equal(code, Assert.Throws<RefusedException>(() => Outbox.Put(new Letter(to, subject, "text"))).Findings[0].Code);
        Assert.Empty(Outbox.Newest(1));
    }

    [Fact]
    public void A_letter_is_taken_by_one_and_forgotten_once_it_is_sent()
    {
        var id = Outbox.Put(new Letter("a@example.com", "Faktura", "text") { Files = [new LetterFile("f.xml", "application/xml", [1, 2, 3])] });
        var taken = Outbox.Take()!.Value;
        Assert.Null(Outbox.Take());
        Assert.Equal((id, "text", 3), (taken.Id, taken.Letter.Text, taken.Letter.Files.Single().Bytes.Length));
        Outbox.Tell(id);
        Assert.Equal(LetterState.Sent, Outbox.At(id)!.State);
        Assert.Null(Outbox.Open(id));
    }

    [Fact]
    public void A_letter_that_is_not_taken_is_tried_seven_times_ever_more_rarely_and_then_given_up_until_somebody_asks()
    {
        var id = Outbox.Put(new Letter("a@example.com", "Faktura", "text"));
        var waits = new List<double>();
        for (var last = clock.GetUtcNow(); Outbox.At(id)!.State == LetterState.Waiting; clock.Jump(TimeSpan.FromMinutes(1)))
        {
            if (Outbox.Take() is null) continue;
            waits.Add((clock.GetUtcNow() - last).TotalMinutes);
            last = clock.GetUtcNow();
            Outbox.Tell(id, "450 later");
        }
        Assert.Equal([0, 1, 5, 30, 120, 360, 720], waits);
        Assert.Equal((LetterState.Failed, "450 later"), (Outbox.At(id)!.State, Outbox.At(id)!.Error));
        Outbox.TryAgain(id);
        Assert.NotNull(Outbox.Take());
    }

    [Fact]
    public void What_somebody_wants_tried_again_during_a_try_is_tried_again_however_that_ends()
    {
        var id = Outbox.Put(new Letter("a@example.com", "Faktura", "text"));
        Assert.NotNull(Outbox.Take());
        Outbox.TryAgain(id);
        Outbox.Tell(id, "535 wrong password", isFinal: true);
        Assert.Equal((LetterState.Waiting, ""), (Outbox.At(id)!.State, Outbox.At(id)!.Error));
        Assert.NotNull(Outbox.Take());
        Outbox.Tell(id);
        Outbox.Tell(id, "451 said by another process, too late");
        Assert.Equal(LetterState.Sent, Outbox.At(id)!.State);
    }

    [Fact]
    public void A_letter_whose_code_has_run_out_is_not_sent_any_more()
    {
        var id = Outbox.Put(new Letter("a@example.com", "Kod", "123456") { NotAfter = clock.GetUtcNow().AddMinutes(15) });
        clock.Jump(TimeSpan.FromMinutes(15));
        Assert.Null(Outbox.Take());
        Assert.Equal(LetterState.Failed, Outbox.At(id)!.State);
        Assert.Null(Outbox.Open(id));
    }

    [Theory]
    [InlineData("smtps://mail.example.com", 465, MailSecurity.Tls)]
    [InlineData("smtp://mail.example.com", 587, MailSecurity.StartTls)]
    [InlineData("smtp://127.0.0.1:2525", 2525, MailSecurity.None)]
    public void The_environment_names_the_mail_server_in_one_address(string address, int port, MailSecurity security)
    {
        var settings = MailSettings.Parse(address, "inkaust@example.com");
        Assert.Equal((port, security), (settings.Port, settings.Security));
        Assert.Equal("INK-MAIL-004", Assert.Throws<RefusedException>(() => MailSettings.Parse(address, null)).Findings[0].Code);
    }

    // RFC 6238, appendix B, SHA-1, the last six of its eight digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(20000000000, "353130")]
    public void Codes_of_the_authenticator_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, AuthenticatorCode.At("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", DateTimeOffset.FromUnixTimeSeconds(seconds)));

    public async ValueTask DisposeAsync()
    {
        await office.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }
}

[OnPostgres]
public sealed class OutboxOnPostgresTests : OutboxTests;
