namespace Inkaust.Ksef.Modes;

/// <summary>What the user asked for.</summary>
public enum ModeWish
{
    /// <summary>Online when KSeF answers, else the offline mode that the announcements allow.</summary>
    Auto,
    Online,

    /// <summary>offline24, which needs no reason (LAW 15).</summary>
    Offline,
    Unavailability,
    Failure,

    /// <summary>Only for a total failure that a person has confirmed.</summary>
    TotalFailure,
}
