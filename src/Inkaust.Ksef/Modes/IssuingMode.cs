using Inkaust.Invoices;

namespace Inkaust.Ksef.Modes;

/// <summary>How an invoice is issued. The API knows one Boolean; the basis in law is kept here (LAW 5).</summary>
public enum IssuingMode
{
    /// <summary>Sending is the act of issuing (art. 106na).</summary>
    Online,

    /// <summary>Issued outside KSeF without a reason, or dated before the day of sending (art. 106nda).</summary>
    Offline24,

    /// <summary>Issued in an announced maintenance window (art. 106nh).</summary>
    Unavailability,

    /// <summary>Issued in an announced failure (art. 106nf).</summary>
    Failure,

    /// <summary>Issued in an announced total failure; never sent (art. 106ng).</summary>
    TotalFailure,
}

/// <summary>What the mode means for sending and for paper.</summary>
public static class IssuingModes
{
    /// <summary>The article of the VAT Act that the mode rests on.</summary>
    public static string Article(this IssuingMode mode) => mode switch
    {
        IssuingMode.Online => "106na",
        IssuingMode.Offline24 => "106nda",
        IssuingMode.Unavailability => "106nh",
        IssuingMode.Failure => "106nf",
        _ => "106ng",
    };

    /// <summary>Sent with <c>offlineMode</c>, and printed with KOD II until its number is known (LAW 1.1, 40, 41).</summary>
    public static bool IsOffline(this IssuingMode mode) =>
        mode is IssuingMode.Offline24 or IssuingMode.Unavailability or IssuingMode.Failure;

    /// <summary>The word by which the command line, JSON and the ledger name the mode.</summary>
    public static string Word(this IssuingMode mode) => mode switch
    {
        IssuingMode.Online => "online",
        IssuingMode.Offline24 => "offline24",
        IssuingMode.Unavailability => "unavailability",
        IssuingMode.Failure => "failure",
        _ => "total-failure",
    };

    /// <summary>The mode behind a <see cref="Word"/>.</summary>
    /// <exception cref="RefusedException">INK-MODE-001: no such mode.</exception>
    public static IssuingMode Parse(string word) =>
        Enum.GetValues<IssuingMode>().Cast<IssuingMode?>().FirstOrDefault(mode => mode!.Value.Word() == word)
        ?? throw new RefusedException(new Finding("INK-MODE-001", $"Nie ma trybu „{word}”.", $"There is no mode '{word}'."));
}
