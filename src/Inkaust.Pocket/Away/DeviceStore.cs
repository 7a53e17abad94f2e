namespace Inkaust.Pocket.Away;

/// <summary>What a device keeps, each kind by itself.</summary>
internal enum Shelf
{
    /// <summary>Who this device is, its pack, its clock, its counters, and what is being written.</summary>
    Device,

    /// <summary>The invoices issued here, by their hash.</summary>
    Invoices,

    /// <summary>Every number that was ever used here, so that none is used twice.</summary>
    Numbers,
}

/// <summary>Something to be written.</summary>
/// <param name="Shelf">Where.</param>
/// <param name="Key">Under which key.</param>
/// <param name="Text">What; null removes it.</param>
/// <param name="IsNew">Nothing may stand there yet: else nothing at all is written.</param>
internal sealed record Entry(Shelf Shelf, string Key, string? Text, bool IsNew = false);

/// <summary>Something stands already where something new was to be written; nothing was.</summary>
internal sealed class TakenMeanwhile : Exception;

/// <summary>The device could not keep what was to be written; nothing was.</summary>
/// <param name="isFull">There is no room.</param>
/// <param name="cause">What the browser said.</param>
internal sealed class NotKept(bool isFull, string cause) : Exception(cause)
{
    public bool IsFull => isFull;
}

/// <summary>Where a device keeps what must outlive it: in a browser IndexedDB.</summary>
internal interface IDeviceStore
{
    /// <exception cref="NotKept">Nothing can be kept here.</exception>
    Task<string?> ReadAsync(Shelf shelf, string key);

    /// <exception cref="NotKept">Nothing can be kept here.</exception>
    Task<IReadOnlyList<string>> AllAsync(Shelf shelf);

    /// <summary>How many there are.</summary>
    Task<int> CountAsync(Shelf shelf);

    /// <summary>Writes all of them or none. When it comes back they are on the disk, so that no crash loses them.</summary>
    /// <exception cref="TakenMeanwhile">One that is to be new is not.</exception>
    /// <exception cref="NotKept">They cannot be kept.</exception>
    Task WriteAsync(params IReadOnlyList<Entry> entries);

    /// <summary>How much room is left.</summary>
    Task<Room> RoomAsync();
}

/// <summary>How much a browser lets this app keep.</summary>
/// <param name="Used">Bytes.</param>
/// <param name="Most">Bytes.</param>
/// <param name="IsLasting">It promised not to clear it by itself.</param>
internal sealed record Room(long Used, long Most, bool IsLasting)
{
    private const long Little = 50_000_000, TooLittle = 5_000_000;

    /// <summary>Soon there will be none.</summary>
    public bool IsShort => Most - Used < Little;

    /// <summary>An invoice might not find any.</summary>
    public bool IsGone => Most - Used < TooLittle;
}
