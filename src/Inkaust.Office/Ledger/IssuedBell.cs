using System.Threading.Channels;

namespace Inkaust.Office;

/// <summary>
/// Rings when something was issued by this process, so that whoever sends by itself begins at once. What another process issued is found when it
/// next looks; so a ring that nobody hears is no loss.
/// </summary>
public sealed class IssuedBell
{
    private const int MostKept = 1024;

    private readonly Channel<CompanyId> rung =
        Channel.CreateBounded<CompanyId>(new BoundedChannelOptions(MostKept) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>For which companies it has rung; heard by one listener.</summary>
    internal ChannelReader<CompanyId> Rung => rung.Reader;

    internal void Ring(CompanyId company) => rung.Writer.TryWrite(company);
}
