using Inkaust.Ksef;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>An event that the ministry announced, with what proves it.</summary>
/// <param name="Event">The event.</param>
/// <param name="Evidence">Its messages as they came, each with its SHA-256.</param>
/// <param name="Confirmation">For a total failure: where a person has read of it, and when he said so; null: nobody has.</param>
public sealed record AnnouncedEvent(
    Announcement Event, IReadOnlyList<(string Raw, string Hash)> Evidence, (string Reference, DateTimeOffset At)? Confirmation)
{
    /// <summary>Only a person may say that this total failure is one (LAW 3, 30).</summary>
    public bool IsToBeConfirmed => Event is { Category: AnnouncementCategory.TotalFailure } && Confirmation is null;
}

/// <summary>What is known of the KSeF of a company, and from where.</summary>
/// <param name="Presence">Whether it answers us; null: nobody has asked yet.</param>
/// <param name="Changes">When it fell silent and answered again, newest first.</param>
/// <param name="Claim">What a person says of it for this company now; null: nothing.</param>
/// <param name="Claims">What was claimed of it, newest first.</param>
/// <param name="Heard">What Latarnia last said; null: it was never heard, or is not to be relied on here.</param>
/// <param name="Events">What it announced, newest first.</param>
/// <param name="Calendar">Days that were made free or working beyond the yearly ones.</param>
public sealed record AvailabilityNow(
    Presence? Presence, IReadOnlyList<PresenceChange> Changes, KsefClaim? Claim, IReadOnlyList<KeptClaim> Claims, LatarniaHeard? Heard,
    IReadOnlyList<AnnouncedEvent> Events,
    IReadOnlyList<CalendarChange> Calendar);

/// <summary>Answers what is known of KSeF's state, now and before; asks nobody.</summary>
public sealed class LookAtAvailability(AskForPresence presence, KsefClaims claims, AnnouncementArchive announcements, Calendar calendar)
{
    private const int MostShown = 100, MostClaims = 20;

    /// <summary>What is known of the KSeF of a company.</summary>
    public AvailabilityNow Of(Company company)
    {
        var environment = company.Environment;
        return new AvailabilityNow(
            presence.Last(environment), presence.Changes(environment, MostShown), claims.Of(company), claims.All(company, MostClaims),
            announcements.Heard(environment),
            [.. announcements.Of(environment).Reverse().Take(MostShown).Select(one => new AnnouncedEvent(one,
                [.. announcements.Evidence(environment, one.EventId).Select(raw => (raw, AnnouncementArchive.HashOf(raw)))],
                announcements.Confirmation(environment, one.EventId)))],
            calendar.Changes());
    }
}
