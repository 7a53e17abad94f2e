using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>Whether KSeF answers us.</summary>
public enum KsefNow
{
    Answers,

    /// <summary>It did not answer three questions in a row.</summary>
    Silent,
}

/// <summary>What Latarnia says of KSeF.</summary>
public enum LatarniaNow
{
    Available,
    Maintenance,
    Failure,
    TotalFailure,

    /// <summary>It says what the program does not know.</summary>
    Unknown,

    /// <summary>It does not answer, which says nothing about KSeF (LAW 106).</summary>
    Silent,

    /// <summary>It has never answered.</summary>
    NeverHeard,

    /// <summary>The one of this environment is a frozen mock (LAW 105).</summary>
    NotReliedOn,
}

/// <summary>How KSeF and Latarnia of one environment are now.</summary>
/// <param name="Environment">Which.</param>
/// <param name="Ksef">Whether KSeF answers.</param>
/// <param name="KsefWords">The same in words, with the reason where it does not.</param>
/// <param name="Latarnia">What Latarnia says.</param>
/// <param name="LatarniaWords">The same in words.</param>
/// <param name="Ahead">The next maintenance that is announced: from when, and to when. Null where none is.</param>
public sealed record KsefHealth(
    KsefEnvironment Environment, KsefNow Ksef, Wording KsefWords, LatarniaNow Latarnia, Wording LatarniaWords, Announcement? Ahead)
{
    /// <summary>All of it as one sentence, without a full stop.</summary>
    public Wording Words => new(
        $"{KsefWords.Pl}; Latarnia: {LatarniaWords.Pl}{AheadWords.Pl}", $"{KsefWords.En}; Latarnia: {LatarniaWords.En}{AheadWords.En}");

    // Said also while nothing waits: what is to be issued tomorrow may be issued today (LAW 107).
    private Wording AheadWords => Ahead is null ? new("", "") : new(
        $" i zapowiada niedostępność od {PolishTime.Shown(Ahead.StartAt)} do {PolishTime.Shown(Ahead.EndAt)}",
        $", and announces unavailability from {PolishTime.Shown(Ahead.StartAt)} to {PolishTime.Shown(Ahead.EndAt)}");
}

/// <summary>Asks KSeF and Latarnia how they are, once for all companies of an environment.</summary>
public sealed class AskHealth(SignIn signIn, AskForPresence presence, AnnouncementArchive announcements, TimeProvider clock)
{
    /// <summary>How they are now.</summary>
    /// <param name="company">Any company of the environment.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<KsefHealth> OfAsync(Company company, CancellationToken stop = default)
    {
        var environment = company.Environment;
        var seen = await presence.OfAsync(environment, stop);
        var heard = await announcements.AskAsync(signIn.KsefOf(company), stop);
        var (latarnia, words) = Latarnia(environment, heard, announcements.Heard(environment));
        var ahead = announcements.Of(environment)
            .Where(one => one.Category == AnnouncementCategory.Maintenance && one.StartAt > clock.GetUtcNow()).MinBy(one => one.StartAt);
        return seen.Silence?.InWords is { } how
            ? new(environment, KsefNow.Silent, new($"nie odpowiada ({how.Pl})", $"does not answer ({how.En})"), latarnia, words, ahead)
            : new(environment, KsefNow.Answers, new("odpowiada", "answers"), latarnia, words, ahead);
    }

    // Latarnia's own outage says nothing about KSeF (LAW 106), and the one of TEST is a frozen mock (LAW 105).
    private static (LatarniaNow, Wording) Latarnia(KsefEnvironment environment, LatarniaHeard? now, LatarniaHeard? last)
    {
        if (!environment.LatarniaIsLive) return (LatarniaNow.NotReliedOn, new("tu nie można na niej polegać", "not to be relied on here"));
        if (now is not null) return (Read(now), Announced(Read(now)));
        if (last is null) return (LatarniaNow.NeverHeard, new("nigdy się nie odezwała, co nic nie mówi o KSeF",
            "never heard, which says nothing about KSeF"));
        return (LatarniaNow.Silent, new(
            $"nie odpowiada, co nic nie mówi o KSeF; ostatnio {PolishTime.Shown(last.ReadAt)}: {Announced(Read(last)).Pl}",
            $"does not answer, which says nothing about KSeF; last heard {PolishTime.Shown(last.ReadAt)}: {Announced(Read(last)).En}"));
    }

    private static LatarniaNow Read(LatarniaHeard heard) => heard.State switch
    {
        nameof(LatarniaState.Available) => LatarniaNow.Available,
        nameof(LatarniaState.Maintenance) => LatarniaNow.Maintenance,
        nameof(LatarniaState.Failure) => LatarniaNow.Failure,
        nameof(LatarniaState.TotalFailure) => LatarniaNow.TotalFailure,
        _ => LatarniaNow.Unknown,
    };

    private static Wording Announced(LatarniaNow says) => says switch
    {
        LatarniaNow.Available => new("mówi, że KSeF jest dostępny", "says that KSeF is available"),
        LatarniaNow.Maintenance => new("ogłasza niedostępność", "announces unavailability"),
        LatarniaNow.Failure => new("ogłasza awarię", "announces a failure"),
        LatarniaNow.TotalFailure => new("ogłasza awarię całkowitą", "announces a total failure"),
        _ => new("mówi coś, czego program nie zna", "says what the program does not know"),
    };
}
