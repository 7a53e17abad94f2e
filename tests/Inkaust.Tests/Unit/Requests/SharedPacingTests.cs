using System.Net;
using Inkaust.Ksef;
using Inkaust.Office;
using Inkaust.Tests.Unit.Ksef;

namespace Inkaust.Tests.Unit.Requests;

/// <summary>One pacing for each environment, and the limits that KSeF gives a company: asked once an hour by all programs together.</summary>
public sealed class SharedPacingTests : IDisposable
{
    private static readonly RateLimits Lower = RateLimits.Usual with { InvoiceSend = new RateLimit(1, 2, 3) };

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-pacing-");
    private readonly Desk desk = new();
    private readonly Pacing pacing;

    public SharedPacingTests() => pacing = new Pacing(folder.FullName, desk.Clock);

    public void Dispose()
    {
        pacing.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Each_environment_has_one_pacing_and_patience_belongs_to_who_calls()
    {
        Assert.Same(pacing.Of(KsefEnvironment.Test), pacing.Of(KsefEnvironment.Test));
        Assert.NotSame(pacing.Of(KsefEnvironment.Test), pacing.Of(KsefEnvironment.Demo));
        Assert.Equal((TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), null),
            (Patience.OfAPerson.Longest!.Value, Patience.ForARound.Longest!.Value, Patience.Endless.Longest));
    }

    [Fact]
    public async Task The_limits_of_a_company_are_asked_for_once_an_hour()
    {
        var (client, access) = await SignedInAsync(pacing);
        for (var i = 0; i < 3; i++) await pacing.KeepLimitsAsync(client, access);
        Assert.Equal(1, Asked);
        Assert.Equal(Lower, pacing.Of(desk.Environment).LimitsOf(access.Context));
        desk.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        await pacing.KeepLimitsAsync(client, access);
        Assert.Equal(1, Asked);
        desk.Clock.Advance(TimeSpan.FromSeconds(2));
        await pacing.KeepLimitsAsync(client, access);
        Assert.Equal(2, Asked);
    }

    [Fact]
    public async Task What_one_program_has_asked_the_other_goes_by()
    {
        var (client, access) = await SignedInAsync(pacing);
        await pacing.KeepLimitsAsync(client, access);
        using var other = new Pacing(folder.FullName, desk.Clock);
        await other.KeepLimitsAsync(client, access);
        Assert.Equal(1, Asked);
        Assert.Equal(Lower, other.Of(desk.Environment).LimitsOf(access.Context));
        Assert.Equal(RateLimits.Usual, other.Of(KsefEnvironment.Test).LimitsOf(access.Context));
    }

    [Fact]
    public async Task While_KSeF_does_not_say_them_the_usual_ones_hold_and_it_is_asked_the_next_time()
    {
        var (client, access) = await SignedInAsync(pacing);
        desk.Wire.Then(ScriptedKsef.Html(HttpStatusCode.BadGateway));
        await pacing.KeepLimitsAsync(client, access);
        Assert.Equal(RateLimits.Usual, pacing.Of(desk.Environment).LimitsOf(access.Context));
        await pacing.KeepLimitsAsync(client, access);
        Assert.Equal(2, Asked);
        Assert.Equal(Lower, pacing.Of(desk.Environment).LimitsOf(access.Context));
    }

    [Fact]
    public void A_count_that_cannot_be_used_is_said_once_it_is_needed()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "requests.db"), "This is not a database, however long one looks at it.");
        Assert.Null(pacing.Trouble);
        pacing.Of(desk.Environment).WaitFor(ContextIdentifier.Of(Desk.Nip), RequestGroup.Other);
        Assert.Null(pacing.Trouble); // Nothing has been counted yet.
        using var count = new RequestCount(folder.FullName, desk.Clock);
        Assert.Equal(TimeSpan.Zero, count.PastOf("lane").TryBegin(new RateLimit(1, 1, 1), out var request));
        count.PastOf("lane").End(request);
        Assert.NotNull(count.Trouble);
    }

    [Fact]
    public async Task Without_the_shared_count_KSeF_is_asked_once_an_hour_all_the_same()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "requests.db"), "This is not a database, however long one looks at it.");
        var (client, access) = await SignedInAsync(pacing);
        for (var i = 0; i < 3; i++) await pacing.KeepLimitsAsync(client, access);
        Assert.Equal(1, Asked);
        Assert.Equal("INK-PACE-001", pacing.Trouble!.Code);
    }

    private int Asked => desk.Wire.Requests.Count(request => request.Path == "/v2/rate-limits");

    private async Task<(KsefClient Client, KsefAccess Access)> SignedInAsync(Pacing shared)
    {
        var access = await desk.SignInAsync();
        desk.Wire.Otherwise = request => request.Path == "/v2/auth/token/refresh"
            ? ScriptedKsef.Json(Desk.Refreshed(desk.Clock.GetUtcNow()))
            : ScriptedKsef.Json(System.Text.Json.JsonSerializer.Serialize(Lower, LimitsJson.Default.RateLimits));
        var client = new KsefClient(new HttpClient(desk.Wire) { Timeout = Timeout.InfiniteTimeSpan }, desk.Environment, desk.Clock,
            pacing: shared.Of(desk.Environment));
        return (client, access);
    }
}
