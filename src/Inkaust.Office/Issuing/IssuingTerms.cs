using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>How somebody wants an invoice issued.</summary>
/// <param name="Wish">The mode.</param>
public sealed record IssuingTerms(ModeWish Wish)
{
    /// <summary>In this mode, and nothing else is asked for.</summary>
    public static implicit operator IssuingTerms(ModeWish wish) => new(wish);

    /// <summary>Number or address of the ministry's message in BIP, kept as evidence.</summary>
    public string? BipReference { get; init; }

    /// <summary>What no file shows: why the buyer is given the invoice outside KSeF (art. 106gb ust. 4).</summary>
    public BuyerBranch? BuyerTold { get; init; }

    /// <summary>Codes of findings that are <see cref="Severity.Wrong"/> and taken knowingly; the ledger keeps them.</summary>
    public IReadOnlyCollection<string> Accept { get; init; } = [];

    /// <summary>The same key with the same draft or file issues nothing again; null: each call issues.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>What another program calls the invoice; no other of the company is called so.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The sending service of this installation sends it: whoever issues does not wait for KSeF.</summary>
    public bool LeavesSending { get; init; }

    /// <summary>The original of a correction as KSeF gave it, where the ledger may not have it: the correction is checked against it.</summary>
    internal Fa3Invoice? OriginalFromKsef { get; init; }

    /// <summary>Only judged: the number of the original stands in it once that has come.</summary>
    internal bool OriginalGetsItsNumber { get; init; }

    /// <summary>For how long KSeF, once it has answered, is taken to answer still:
    /// where many are issued one after another. None: it is asked.</summary>
    public TimeSpan AnswerIsGoodFor { get; init; }
}
