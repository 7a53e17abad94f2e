namespace Inkaust.LocalKsef;

/// <summary>
/// Takes everything that the server remembers as one: forgets it, writes it down, puts it back. What is at work belongs to what is
/// registered, and must not find anything else in its place; it stops before and goes on afterwards.
/// </summary>
internal sealed class Upkeep(
    Journal journal, EncryptionKeys keys, Registry registry, KeptFiles files,
    InvoiceProcessing processing, BatchProcessing batches, Exports exports, Faults faults, ReceivedRequests received)
{
    /// <summary>As after the start, with the same keys and ports.</summary>
    public async Task Reset()
    {
        await StopWork();
        journal.Clear(registry.Index);
        received.Clear();
        faults.Clear();
    }

    /// <summary>Everything that outlives a restart: keys, clock, announcements and what is registered.</summary>
    public async Task<byte[]> Snapshot()
    {
        await keys.All();
        return journal.Snapshot(() => files.LeftOut);
    }

    /// <exception cref="ApiRefusal">21405: not a snapshot.</exception>
    public async Task Restore(ReadOnlyMemory<byte> snapshot)
    {
        await StopWork();
        try
        {
            journal.Restore(snapshot, registry.Index);
        }
        finally
        {
            Resume();
        }
    }

    /// <summary>Goes on with what was waiting or half done when it was written down.</summary>
    public void Resume()
    {
        foreach (var file in registry.Waiting.All) processing.Take(file);
        processing.Resume();
        batches.Resume();
        exports.Resume();
    }

    private async Task StopWork()
    {
        await batches.Stop();
        await exports.Stop();
    }
}
