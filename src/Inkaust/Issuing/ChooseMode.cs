using Inkaust.Certificates;
using Inkaust.Companies;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;

namespace Inkaust.Issuing;

/// <summary>What the user asked for.</summary>
public enum ModeWish
{
    /// <summary>Online when KSeF answers, else offline24.</summary>
    Auto,
    Online,
    Offline,
}

/// <summary>The mode, and why.</summary>
public sealed record ModeChoice(IssuingMode Mode, string Reason);

/// <summary>
/// Chooses between online and offline24, which anybody may use always and without a reason (LAW 15). Latarnia is not asked
/// here: the modes that rest on an announcement are never entered on a guess (LAW 3, 4, 106).
/// </summary>
public sealed class ChooseMode(SignIn signIn)
{
    private const int Probes = 3;
    private static readonly TimeSpan BetweenProbes = TimeSpan.FromMilliseconds(700);

    /// <summary>The mode for an invoice that is issued now.</summary>
    public async Task<ModeChoice> ForAsync(Company company, Fa3Invoice invoice, DateOnly today, ModeWish wish, CancellationToken stop = default)
    {
        if (wish == ModeWish.Offline) return new ModeChoice(IssuingMode.Offline24, "offline24 as asked for (art. 106nda)");
        if (wish == ModeWish.Online || await AnswersAsync(company, stop) is not { } silence)
        {
            return new ModeChoice(IssuingMode.Online, invoice.IssueDate < today
                ? "online; KSeF will mark it offline, because P_1 is earlier than the day of sending (art. 106nda ust. 16)"
                : wish == ModeWish.Online ? "online as asked for (art. 106na)" : "KSeF answers: online (art. 106na)");
        }
        return new ModeChoice(IssuingMode.Offline24, $"KSeF did not answer {Probes} times: {silence}; offline24 (art. 106nda)");
    }

    /// <summary>Asks KSeF whether it is there. One failed question says nothing.</summary>
    /// <returns>Null when it answered, else how it failed the last time.</returns>
    public async Task<string?> AnswersAsync(Company company, CancellationToken stop = default)
    {
        var ksef = signIn.KsefOf(company);
        for (var probe = 1; ; probe++)
        {
            try
            {
                await ksef.PublicKeys.ForSymmetricKeysAsync(stop);
                return null;
            }
            catch (KsefException fault) when (probe < Probes)
            {
                _ = fault;
                await Task.Delay(BetweenProbes, stop);
            }
            catch (KsefException fault)
            {
                return fault.Message;
            }
        }
    }
}
