using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>
/// KSeF refuses the packages of a company as a whole, one after another, and judges no invoice in them. Once may be chance, or a key
/// that was just withdrawn: the package goes again in the next round. From the second time on packages go ever more rarely, what needs
/// none goes one by one meanwhile, the nearest deadline first (only an attachment has to go in a package, KSEF 6), and a person hears of it.
/// </summary>
/// <param name="InARow">How many times, since one was last taken.</param>
/// <param name="LastAt">When KSeF said so last.</param>
/// <param name="Session">The session of that package; null when KSeF opened none for it.</param>
/// <param name="Words">What KSeF said.</param>
internal sealed record RefusedPackages(int InARow, DateTimeOffset LastAt, string? Session, string Words)
{
    private const int Chance = 1, MostDoublings = 4;

    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(5), Longest = TimeSpan.FromHours(1);

    /// <summary>No chance any more.</summary>
    public bool IsEveryTime => InARow > Chance;

    /// <summary>When the next package goes; never later than half-way to the nearest deadline of what is in it.</summary>
    public DateTimeOffset AgainAt(DateOnly? nearestDue)
    {
        if (!IsEveryTime) return LastAt;
        var pause = Min(Shortest * (1 << Math.Min(InARow - Chance - 1, MostDoublings)), Longest);
        if (nearestDue is { } due && PolishTime.EndOf(due) - LastAt is var left && left > TimeSpan.Zero)
            pause = Min(pause, left / 2 > Shortest ? left / 2 : Shortest);
        return LastAt + pause;
    }

    /// <summary>These have to wait. What was refused ahead of now was refused before the clock was set back, and keeps nobody waiting.</summary>
    public bool KeepsWaiting(IEnumerable<IssuedInvoice> invoices, DateTimeOffset now) => LastAt <= now && now < AgainAt(NearestDueOf(invoices));

    /// <summary>What a person has to know while invoices wait for a package.</summary>
    public Finding Alarm(IReadOnlyCollection<IssuedInvoice> invoices) => new("INK-SEND-014", Severity.Wrong, new(
        $"KSeF odrzuca całe paczki: {InARow} razy z rzędu, ostatnio {PolishTime.Shown(LastAt)} ({Words}). Na paczkę czeka faktur: "
            + $"{invoices.Count}; następna pójdzie {PolishTime.Shown(AgainAt(NearestDueOf(invoices)))}, a co nie ma załącznika, idzie tymczasem "
            + "pojedynczo, od najbliższego terminu.",
        $"KSeF refuses whole packages: {InARow} times in a row, last {PolishTime.Shown(LastAt)} ({Words}). Invoices waiting for a package: "
            + $"{invoices.Count}; the next one goes {PolishTime.Shown(AgainAt(NearestDueOf(invoices)))}, and what has no attachment goes one by "
            + "one meanwhile, the nearest deadline first."))
    {
        Hint = Session is { } session
            ? new($"Zgłoś to pomocy KSeF i podaj sesję {session}; gdy odpowie, że już działa",
                $"Tell KSeF's helpdesk and name session {session}; when it says that it works again")
            : new("Zgłoś to pomocy KSeF; gdy odpowie, że już działa", "Tell KSeF's helpdesk; when it says that it works again"),
        Next = new SendPackagesNow(),
    };

    private static DateOnly? NearestDueOf(IEnumerable<IssuedInvoice> invoices) => invoices.Min(one => one.Deadline.Date);

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
