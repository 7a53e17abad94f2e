namespace Inkaust.LocalKsef;

/// <summary>Latarnia: <c>/status</c> and <c>/messages</c> at the root, for everybody.</summary>
internal sealed class Latarnia(Announcements announcements)
{
    public Task<Answer> Status(Call call)
    {
        if (announcements.IsDown) return Task.FromResult(OutOfOrder());
        var (status, because) = announcements.State();
        return Task.FromResult(Answer.Json(new { status, messages = because.Count == 0 ? null : because }));
    }

    public Task<Answer> Messages(Call call) => Task.FromResult(announcements.IsDown ? OutOfOrder() : Answer.Json(announcements.Published()));

    private static Answer OutOfOrder() => Door.GatewayPage(503, "Service Unavailable");
}
