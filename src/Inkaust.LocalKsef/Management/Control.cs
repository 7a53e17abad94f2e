using System.Globalization;
using System.Text.Json.Serialization;
using Inkaust.Invoices;

namespace Inkaust.LocalKsef;

/// <summary>The operations of the management port.</summary>
internal sealed class Control(World world)
{
    public Task<Answer> Health(Call call) => Done(new { status = "ok", now = world.Clock.Now });

    public Task<Answer> Clock(Call call) => Done(ShownClock());

    public async Task<Answer> SetClock(Call call)
    {
        var request = await call.Body<ClockRequest>();
        world.Clock.Set(request.Now ?? world.Clock.Now, request.Frozen ?? world.Clock.Frozen);
        return Answer.Json(ShownClock());
    }

    public async Task<Answer> AdvanceClock(Call call)
    {
        var request = await call.Body<AdvanceRequest>();
        // A number alone would be taken for days.
        if (!request.By.Contains(':', StringComparison.Ordinal) || !TimeSpan.TryParse(request.By, CultureInfo.InvariantCulture, out var by))
            throw ApiRefusal.Invalid(new Wording("by musi mieć postać [-][dni.]godziny:minuty[:sekundy], na przykład 1.02:00:00.", "by has the form [-][days.]hours:minutes[:seconds], for instance 1.02:00:00."));
        world.Clock.Advance(by);
        return Answer.Json(ShownClock());
    }

    public Task<Answer> Announcements(Call call) => Done(world.Announcements.Published());

    public async Task<Answer> Announce(Call call) => Answer.Json(world.Announcements.Add(await call.Body<AnnouncementRequest>()), 201);

    public async Task<Answer> ReviseAnnouncement(Call call) =>
        Answer.Json(world.Announcements.Revise(call.Segment("id"), await call.Body<AnnouncementChange>()) ?? throw ApiRefusal.NotFound(), 201);

    public Task<Answer> Latarnia(Call call) => Done(new LatarniaState { Up = !world.Announcements.IsDown });

    public async Task<Answer> SetLatarnia(Call call)
    {
        world.Announcements.IsDown = !(await call.Body<LatarniaState>()).Up;
        return await Latarnia(call);
    }

    public Task<Answer> WithdrawAnnouncement(Call call) => DoneIf(world.Announcements.Remove(call.Segment("id")));

    public Task<Answer> WithdrawAnnouncements(Call call) => Done(world.Announcements.Withdraw);

    public Task<Answer> Faults(Call call) => Done(world.Faults.All());

    public async Task<Answer> AddFault(Call call) => Answer.Json(world.Faults.Add(await call.Body<FaultRequest>()), 201);

    public Task<Answer> RemoveFault(Call call) => DoneIf(world.Faults.Remove(call.Segment("id")));

    public Task<Answer> RemoveFaults(Call call) => Done(world.Faults.Clear);

    public Task<Answer> Received(Call call) => Done(new
    {
        requests = world.Received.All(),
        invoices = world.Registry.Invoices.Where(_ => true).Select(invoice => new
        {
            referenceNumber = invoice.Reference,
            sessionReferenceNumber = invoice.SessionReference,
            receivedAt = invoice.ReceivedAt,
            hash = invoice.Hash,
            declaredOffline = invoice.DeclaredOffline,
            number = invoice.Facts?.Number,
            issueDate = invoice.Facts?.IssueDate,
            ksefNumber = invoice.Number?.ToString(),
            mode = invoice.Mode,
            status = invoice.Status,
        }),
    });

    public async Task<Answer> RotateKeys(Call call)
    {
        await world.Keys.Rotate();
        return Answer.NoContent;
    }

    public async Task<Answer> Reset(Call call)
    {
        await world.Reset();
        return Answer.NoContent;
    }

    public async Task<Answer> Snapshot(Call call) => new(200, await world.Snapshot(), "application/json; charset=utf-8");

    public async Task<Answer> Restore(Call call)
    {
        await world.Restore(await call.Bytes(Endurance.LargestBody));
        return Answer.NoContent;
    }

    public Task<Answer> OpenApi(Call call) => Task.FromResult(Answer.Json(ManagementDocument.Write(Routes.OfManagement(world))));

    public Task<Answer> AuthorityCertificates(Call call) =>
        Task.FromResult(Answer.Text(world.Authority.Certificate.ExportCertificatePem() + "\n" + world.Authority.UpoCertificate.ExportCertificatePem() + "\n"));

    public Task<Answer> RevokeCertificate(Call call) => Change(call, certificate => certificate with { RevokedAt = world.Clock.Now });

    public Task<Answer> BlockCertificate(Call call) => Change(call, certificate => certificate with { BlockedAt = world.Clock.Now });

    public Task<Answer> ExpireCertificate(Call call) => Change(call, certificate => certificate with { ValidTo = world.Clock.Now });

    public Task<Answer> ExpireSession(Call call) =>
        DoneIf(world.Registry.Sessions.Change(call.Segment("referenceNumber"), session => session with { ValidUntil = world.Clock.Now }) is not null);

    private Task<Answer> Change(Call call, Func<IssuedCertificate, IssuedCertificate> change) =>
        DoneIf(world.Registry.Certificates.Change(call.Segment("serial").ToUpperInvariant(), change) is not null);

    private object ShownClock() => new { now = world.Clock.Now, frozen = world.Clock.Frozen };

    private static Task<Answer> Done<T>(T value) => Task.FromResult(Answer.Json(value));

    private static Task<Answer> Done(Action action)
    {
        action();
        return Task.FromResult(Answer.NoContent);
    }

    private static Task<Answer> DoneIf(bool found) => Task.FromResult(found ? Answer.NoContent : throw ApiRefusal.NotFound());

}

/// <summary>Where the clock is put, and whether it stands still; what is left out stays.</summary>
internal sealed record ClockRequest
{
    [JsonConverter(typeof(PolishTimeConverter))]
    public DateTimeOffset? Now { get; init; }

    public bool? Frozen { get; init; }
}

/// <summary>By how much the clock goes on: [-][days.]hours:minutes[:seconds].</summary>
internal sealed record AdvanceRequest
{
    public required string By { get; init; }
}

/// <summary>Whether Latarnia answers.</summary>
internal sealed record LatarniaState
{
    public required bool Up { get; init; }
}
