using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Cli;

/// <summary>Invoices counted, in a sentence, and how far long work has come.</summary>
internal static class OutcomesInWords
{
    /// <summary>What became of many that were to be issued.</summary>
    public static Wording Of(Outcomes outcomes) => new(
        $"Wystawiono {Pl(outcomes.Issued)}{Before(outcomes.WereThere, "w tym wcześniej")}: {Parts(outcomes).Pl}.",
        $"Issued {En(outcomes.Issued)}{Before(outcomes.WereThere, "before now")}: {Parts(outcomes).En}.");

    /// <summary>What became of those that a round of sending touched.</summary>
    public static Wording OfSent(Outcomes outcomes) => new(
        $"{Counted.InPolish(outcomes.Issued + outcomes.Refused, "faktura", "faktury", "faktur")}: {Parts(outcomes).Pl}.",
        $"{En(outcomes.Issued + outcomes.Refused)}: {Parts(outcomes).En}.");

    /// <summary>How far it has come.</summary>
    public static Wording Of(Progress progress) => new(
        $"{Named(progress.What).Pl} {progress.Done}/{progress.Of} ", $"{Named(progress.What).En} {progress.Done}/{progress.Of} ");

    private static Wording Parts(Outcomes outcomes) => new(
        string.Join(", ", new[]
        {
            Some(outcomes.Accepted, "przyjęta", "przyjęte", "przyjętych"), Some(outcomes.Waiting, "czeka", "czekają", "czeka"),
            Some(outcomes.Late, "po terminie", "po terminie", "po terminie"),
        }.OfType<string>().Append($"odrzuconych {outcomes.Refused}")),
        string.Join(", ", new[] { (outcomes.Accepted, "accepted"), (outcomes.Waiting, "waiting"), (outcomes.Late, "late") }
            .Where(one => one.Item1 > 0).Select(one => $"{one.Item1} {one.Item2}").Append($"{outcomes.Refused} refused")));

    private static string? Some(int number, string one, string few, string many) => number == 0 ? null : Counted.InPolish(number, one, few, many);

    private static string Before(int number, string words) => number == 0 ? "" : $" ({words} {number})";

    private static string Pl(int number) => Counted.InPolish(number, "fakturę", "faktury", "faktur");

    private static string En(int number) => Counted.InEnglish(number, "invoice");

    private static Wording Named(Doing what) => what switch
    {
        Doing.Checking => new("sprawdzam", "checking"),
        Doing.Issuing => new("wystawiam", "issuing"),
        Doing.Settling => new("ustalam", "settling"),
        Doing.SendingPackages => new("wysyłam paczki", "sending packages"),
        Doing.SendingSingly => new("wysyłam", "sending"),
        _ => new("pobieram UPO", "fetching receipts"),
    };
}
