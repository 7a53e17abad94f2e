using Inkaust.Invoices;

namespace Inkaust.Print;

/// <summary>What is written across a print that is no issued invoice. Such a print carries no codes and no KSeF number.</summary>
public enum PrintStamp
{
    None,

    /// <summary>It was not issued yet.</summary>
    Preview,

    /// <summary>KSeF refused it, so that it is not issued.</summary>
    Refused,
}

/// <summary>The words of the stamps.</summary>
internal static class Stamps
{
    public static Wording? WordsOf(PrintStamp stamp) => stamp switch
    {
        PrintStamp.Preview => new("podgląd – nie wystawiona", "preview – not issued"),
        PrintStamp.Refused => new("nie wystawiona – odrzucona przez KSeF", "not issued – refused by KSeF"),
        _ => null,
    };
}
