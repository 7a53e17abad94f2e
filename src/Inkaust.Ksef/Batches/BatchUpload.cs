namespace Inkaust.Ksef;

/// <summary>
/// How far the upload of a package has come. Survives a failure, and with the parts that were noted as done also a restart: the
/// parts on disk are already encrypted, so the key of the session is not needed for it.
/// </summary>
public sealed class BatchUpload
{
    private readonly Lock gate = new();
    private readonly SortedSet<int> done;

    /// <param name="session">The open session.</param>
    /// <param name="package">What was declared when it was opened.</param>
    /// <param name="done">The parts that were uploaded before, by their numbers.</param>
    /// <exception cref="ArgumentException">The session was opened for another package.</exception>
    public BatchUpload(BatchSession session, BatchPackage package, IEnumerable<int>? done = null)
    {
        var asked = session.PartUploadRequests.Select(request => request.OrdinalNumber).Order();
        if (!asked.SequenceEqual(package.Parts.Select(part => part.Ordinal)))
            throw new ArgumentException("The session was opened for another package.", nameof(session));
        Session = session;
        Package = package;
        this.done = [.. done ?? []];
        this.done.IntersectWith(package.Parts.Select(part => part.Ordinal));
    }

    /// <summary>The open session.</summary>
    public BatchSession Session { get; }

    /// <summary>What was declared when it was opened.</summary>
    public BatchPackage Package { get; }

    /// <summary>Called after each uploaded part, to be noted where a restart finds it.</summary>
    public Action<BatchPart>? PartDone { get; init; }

    /// <summary>The numbers of the parts that KSeF has, in their order.</summary>
    public IReadOnlyList<int> Done
    {
        get
        {
            lock (gate) return [.. done];
        }
    }

    /// <summary>The parts that KSeF does not have yet.</summary>
    public IReadOnlyList<BatchPart> Waiting
    {
        get
        {
            lock (gate) return [.. Package.Parts.Where(part => !done.Contains(part.Ordinal))];
        }
    }

    /// <summary>True when the session can be closed.</summary>
    public bool IsComplete => Waiting.Count == 0;

    /// <summary>How many of how many.</summary>
    public override string ToString() => $"{Done.Count} of {Package.Parts.Count} parts";

    internal void Note(BatchPart part)
    {
        lock (gate) done.Add(part.Ordinal);
        PartDone?.Invoke(part);
    }
}
