using System.Globalization;
using System.Text.Json.Serialization;
using Inkaust.Invoices;

namespace Inkaust.LocalKsef;

/// <summary>The operations of the management port.</summary>
/// <param name="upkeep">Resets, writes down and restores everything.</param>
/// <param name="routes">All that the port can do, for its OpenAPI document.</param>
/// <param name="registry">What is there.</param>
/// <param name="clock">The server's time.</param>
/// <param name="faults">What goes wrong.</param>
/// <param name="keys">What clients encrypt with.</param>
/// <param name="authority">Who issues certificates.</param>
/// <param name="announcements">What Latarnia says.</param>
/// <param name="received">The latest requests.</param>
internal sealed class Control(
    Upkeep upkeep, Func<IEnumerable<Route>> routes, Registry registry, ServerClock clock, Faults faults, EncryptionKeys keys, Authority authority,
    Announcements announcements, ReceivedRequests received)
{
    public Task<Answer> Entrance(Call call) => Task.FromResult(LocalKsef.Entrance.OfManagement(call, routes()));

    public Task<Answer> Health(Call call) => Done(new { status = "ok", now = clock.Now });

    public Task<Answer> Clock(Call call) => Done(ShownClock());

    public async Task<Answer> SetClock(Call call)
    {
        var request = await call.Order<ClockRequest>();
        clock.Set(request.Now ?? clock.Now, request.Frozen ?? clock.Frozen);
        return Answer.Json(ShownClock());
    }

    public async Task<Answer> AdvanceClock(Call call)
    {
        var request = await call.Order<AdvanceRequest>();
        // A number alone would be taken for days.
        if (!request.By.Contains(':', StringComparison.Ordinal) || !TimeSpan.TryParse(request.By, CultureInfo.InvariantCulture, out var by))
            throw ApiRefusal.Invalid(new Wording("by musi mieć postać [-][dni.]godziny:minuty[:sekundy], na przykład 1.02:00:00.",
                "by has the form [-][days.]hours:minutes[:seconds], for instance 1.02:00:00."));
        clock.Advance(by);
        return Answer.Json(ShownClock());
    }

    public Task<Answer> Announcements(Call call) => Done(announcements.Published());

    public async Task<Answer> Announce(Call call) => Answer.Json(announcements.Add(await call.Order<AnnouncementRequest>()), 201);

    public async Task<Answer> ReviseAnnouncement(Call call) =>
        Answer.Json(announcements.Revise(call.Segment("id"), await call.Order<AnnouncementChange>()) ?? throw ApiRefusal.NotFound(), 201);

    public Task<Answer> Latarnia(Call call) => Done(new LatarniaState { Up = !announcements.IsDown });

    public async Task<Answer> SetLatarnia(Call call)
    {
        announcements.IsDown = !(await call.Order<LatarniaState>()).Up;
        return await Latarnia(call);
    }

    public Task<Answer> WithdrawAnnouncement(Call call) => DoneIf(announcements.Remove(call.Segment("id")));

    public Task<Answer> WithdrawAnnouncements(Call call) => Done(announcements.Withdraw);

    public Task<Answer> Faults(Call call) => Done(faults.All());

    public async Task<Answer> AddFault(Call call) => Answer.Json(faults.Add(await call.Order<FaultRequest>()), 201);

    public Task<Answer> RemoveFault(Call call) => DoneIf(faults.Remove(call.Segment("id")));

    public Task<Answer> RemoveFaults(Call call) => Done(faults.Clear);

    public Task<Answer> Received(Call call) => Done(new
    {
        requests = received.All(),
        invoices = registry.Invoices.All.Select(invoice => new
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
        await keys.Rotate();
        return Answer.NoContent;
    }

    public async Task<Answer> Reset(Call call)
    {
        await upkeep.Reset();
        return Answer.NoContent;
    }

    public async Task<Answer> Snapshot(Call call) => new(200, await upkeep.Snapshot(), "application/json; charset=utf-8");

    public async Task<Answer> Restore(Call call)
    {
        await upkeep.Restore(await call.Bytes(Endurance.LargestBody));
        return Answer.NoContent;
    }

    public Task<Answer> OpenApi(Call call) => Task.FromResult(Answer.Json(ManagementDocument.Write(routes())));

    public Task<Answer> AuthorityCertificates(Call call) =>
        Task.FromResult(Answer.Text(authority.Certificate.ExportCertificatePem() + "\n" + authority.UpoCertificate.ExportCertificatePem() + "\n"));

    public Task<Answer> Certificates(Call call) => Done(registry.Certificates.All.OrderByDescending(certificate => certificate.RequestedAt)
        .ThenBy(certificate => certificate.Serial, StringComparer.Ordinal).Select(Shown));

    public Task<Answer> RevokeCertificate(Call call) => Change(call, certificate => certificate with { RevokedAt = clock.Now });

    public Task<Answer> BlockCertificate(Call call) => Change(call, certificate => certificate with { BlockedAt = clock.Now });

    public Task<Answer> ExpireCertificate(Call call) => Change(call, certificate => certificate with { ValidTo = clock.Now });

    public Task<Answer> ExpireSession(Call call) =>
        DoneIf(registry.Sessions.Change(call.Segment("referenceNumber"), session => session with { ValidUntil = clock.Now }) is not null);

    private Task<Answer> Change(Call call, Func<IssuedCertificate, IssuedCertificate> change)
    {
        var serial = call.Segment("serial").ToUpperInvariant();
        return registry.Certificates.Change(serial, change) is { } changed ? Done(Shown(changed))
            : throw ApiRefusal.NotFound(new Wording($"Ten KSeF nie wydał certyfikatu o numerze seryjnym {serial}; wydane wylicza GET /certificates.",
                $"This KSeF has issued no certificate with the serial number {serial}; GET /certificates lists those that it has."));
    }

    private object Shown(IssuedCertificate certificate) => new
    {
        serialNumber = certificate.Serial,
        name = certificate.Name,
        type = certificate.Purpose,
        owner = certificate.Owner,
        validFrom = certificate.ValidFrom,
        validTo = certificate.ValidTo,
        status = certificate.StateAt(clock.Now),
    };

    private object ShownClock() => new { now = clock.Now, frozen = clock.Frozen };

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
