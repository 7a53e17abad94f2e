using Inkaust.LocalKsef;
using Inkaust.Tests.Support;
using Inkaust.Tests.Unit.LocalKsef.Invoices;

namespace Inkaust.Tests.Unit.LocalKsef.Api;

/// <summary>Which sessions a list shows to whom, parameter by parameter.</summary>
public sealed class SessionListTests(WorldFixture fixture) : IClassFixture<WorldFixture>
{
    private readonly World world = fixture.World;
    private readonly string nip = LocalKsefClient.NewNip();

    [Theory]
    [InlineData("", "first second")]
    [InlineData("&dateCreatedFrom=2026-02-01T10:00:00Z", "first second")]
    [InlineData("&dateCreatedFrom=2026-02-01T10:00:01Z", "second")]
    [InlineData("&dateCreatedTo=2026-02-01T10:59:59Z", "first")]
    [InlineData("&dateCreatedTo=2026-02-01T11:00:00Z", "first second")]
    [InlineData("&dateClosedFrom=2026-02-01T12:00:00Z", "first")]
    [InlineData("&dateClosedFrom=2026-02-01T12:00:01Z", "")]
    [InlineData("&dateClosedTo=2026-02-01T11:59:59Z", "")]
    [InlineData("&dateModifiedFrom=2026-02-01T13:00:01Z", "second")]
    [InlineData("&dateModifiedTo=2026-02-01T13:00:00Z", "first")]
    // Without an offset it is a time in Poland (KSEF 8).
    [InlineData("&dateCreatedFrom=2026-02-01T11:00:01", "second")]
    [InlineData("&statuses=InProgress", "second")]
    [InlineData("&statuses=Succeeded", "first")]
    [InlineData("&statuses=Succeeded&statuses=InProgress", "first second")]
    [InlineData("&statuses=Failed", "")]
    [InlineData("&referenceNumber=first", "first")]
    [InlineData("&referenceNumber=none", "")]
    public async Task Sessions_are_listed_by_each_of_their_parts(string query, string expected)
    {
        var first = Kept(10) with { ClosedAt = At(12), UpdatedAt = At(13), Received = 1, Accepted = 1 };
        var second = Kept(11) with { UpdatedAt = At(14), ValidUntil = LocalKsefDay.Noon.AddYears(1) };
        var ofAnother = Kept(11) with { Context = new ContextIdentifier(ContextType.Nip, LocalKsefClient.NewNip()) };
        var package = Kept(11) with { Kind = SessionKind.Batch };
        foreach (var session in new[] { first, second, ofAnother, package }) world.Registry.Sessions.Add(session.Reference, session);
        var reply = await new Caller(world, $"Nip/{nip}", $"Nip/{nip}", Permission.Owner).Send("GET",
            $"/v2/sessions?sessionType=Online{query.Replace("=first", "=" + first.Reference)}");
        var names = new Dictionary<string, string>
        {
            [first.Reference] = "first",
            [second.Reference] = "second",
            [package.Reference] = "package",
            [ofAnother.Reference] = "of another"
        };
        Assert.Equal(expected, string.Join(" ",
            reply.Json["sessions"]!.AsArray().Select(row => names[row!["referenceNumber"]!.GetValue<string>()]).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("Introspection", 2)]
    [InlineData("EnforcementOperations", 2)]
    [InlineData("InvoiceWrite", 1)]
    public async Task Who_only_sends_sees_the_own_sessions(string right, int seen)
    {
        var (own, other) = (Kept(10), Kept(10) with { OpenedBy = new SubjectIdentifier(SubjectType.Nip, "5555555555") });
        foreach (var session in new[] { own, other }) world.Registry.Sessions.Add(session.Reference, session);
        var reply = await new Caller(world, $"Nip/{nip}", $"Nip/{nip}", Enum.Parse<Permission>(right)).Send("GET", "/v2/sessions?sessionType=Online");
        Assert.Equal(seen, reply.Json["sessions"]!.AsArray().Count);
    }

    private SendingSession Kept(int hour) => Sent.Session(nip) with { OpenedAt = At(hour), UpdatedAt = At(hour) };

    private static DateTimeOffset At(int hour) => new(2026, 2, 1, hour, 0, 0, TimeSpan.Zero);
}
