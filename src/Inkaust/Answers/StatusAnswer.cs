using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Answers;

/// <summary>The state of everything.</summary>
/// <param name="Data">The folder of the database, or its address.</param>
/// <param name="Totals">Counts of all companies that were asked for.</param>
/// <param name="Companies">One company whole; of many only those that need something.</param>
public sealed record StatusAnswer(string Data, TotalsAnswer Totals, IReadOnlyList<StandingAnswer> Companies);

/// <summary>Counts of several companies.</summary>
public sealed record TotalsAnswer(int Companies, int InNeed, int Waiting, int Late, int DueToday, int Refused, int NeedsAPerson)
{
    public static TotalsAnswer Of(Overview all) => new(all.All.Count, all.InNeed, all.Waiting, all.Late, all.DueToday, all.Refused, all.NeedsAPerson);
}

/// <summary>The one next step of a company.</summary>
/// <param name="Pl">In Polish.</param>
/// <param name="En">In English.</param>
/// <param name="Step">Its kind and its facts; null where no step of the program helps.</param>
public sealed record NextAnswer(string Pl, string En, JsonObject? Step);

/// <summary>Where a company stands.</summary>
public sealed record StandingAnswer
{
    /// <summary>NIP.</summary>
    public required string Company { get; init; }

    public required string Name { get; init; }

    public required string Environment { get; init; }

    /// <summary>Whether KSeF answers.</summary>
    public required KsefNow Ksef { get; init; }

    public required Wording KsefSentence { get; init; }

    /// <summary>What Latarnia says.</summary>
    public required LatarniaNow Latarnia { get; init; }

    public required Wording LatarniaSentence { get; init; }

    /// <summary>What waits, the nearest deadline first; of many companies only the first of each.</summary>
    public required IReadOnlyList<InvoiceAnswer> Waiting { get; init; }

    /// <summary>How many wait.</summary>
    public required int WaitingCount { get; init; }

    public required int Late { get; init; }

    public required int DueToday { get; init; }

    /// <summary>How many wait of which it is not known what became of them.</summary>
    public required int UnknownCount { get; init; }

    /// <summary>Refused invoices that nothing has been done about.</summary>
    public required IReadOnlyList<InvoiceAnswer> Refused { get; init; }

    public required IReadOnlyList<HeldCorrectionAnswer> Held { get; init; }

    public required IReadOnlyList<FindingAnswer> Alarms { get; init; }

    public required IReadOnlyList<CertificateAnswer> Certificates { get; init; }

    public required Need Need { get; init; }

    public required NextAnswer Next { get; init; }

    /// <param name="one">The company.</param>
    /// <param name="now">The moment.</param>
    /// <param name="next">What it needs next, as the face that shows it words it.</param>
    /// <param name="why">Why a correction waits, likewise.</param>
    /// <param name="say">An alarm, likewise.</param>
    public static StandingAnswer Of(
        CompanyOverview one, DateTimeOffset now, Wording next, Func<CorrectionOutcome.Held, Wording> why, Func<Finding, FindingAnswer> say) => new()
        {
            Company = one.Company.Nip.ToString(),
            Name = one.Company.Name,
            Environment = one.Company.Environment.Word,
            Ksef = one.Health.Ksef,
            KsefSentence = one.Health.KsefWords,
            Latarnia = one.Health.Latarnia,
            LatarniaSentence = one.Health.LatarniaWords,
            Waiting = [.. one.Waiting.Select(invoice => InvoiceAnswer.Of(invoice, now))],
            WaitingCount = one.Standing.Waiting,
            Late = one.Standing.Late,
            DueToday = one.Standing.DueToday,
            UnknownCount = one.Standing.Unknown,
            Refused = [.. one.Refused.Select(invoice => InvoiceAnswer.Of(invoice, now))],
            Held = [.. one.Standing.Held.Select(held => HeldCorrectionAnswer.Of(held, why(held)))],
            Alarms = [.. one.Alarms.Select(say)],
            Certificates = [.. one.Standing.Certificates.Select(certificate => CertificateAnswer.Of(certificate, now))],
            Need = one.Standing.Need,
            Next = new NextAnswer(next.Pl, next.En, NextStepAnswer.Of(one.Standing.Next)),
        };
}
