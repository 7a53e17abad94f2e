namespace Inkaust.LocalKsef;

/// <summary>A confirmation as it was signed.</summary>
internal sealed record MadeUpo(byte[] Xml);

/// <summary>UPO are made when somebody asks for them first, and stay as they are.</summary>
internal sealed class UpoArchive(World world)
{
    /// <summary>How long a download link works (KSEF 7).</summary>
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(3);

    public byte[] OfInvoice(SentInvoice invoice) =>
        Get(invoice.Reference, () => Upo.OfInvoice(world.Registry.Sessions.Find(invoice.SessionReference)!, invoice, world.Authority));

    /// <summary>A page of the UPO of a session that is through; null when there is no such page.</summary>
    public byte[]? OfSession(SendingSession session, string page)
    {
        var index = PagesOf(session).ToList().IndexOf(page);
        return index < 0 ? null : Get(page, () => Upo.OfSession(session,
            [.. world.Registry.InvoicesOf(session.Reference).Where(invoice => invoice.IsAccepted)], index, world.Authority));
    }

    /// <summary>The reference numbers of the pages; none as long as the session isn't through or when nothing was accepted.</summary>
    public IReadOnlyList<string> PagesOf(SendingSession session)
    {
        var now = world.Clock.Now;
        if (SessionStatus.Of(session, now).Code != 200) return [];
        return world.Registry.Sessions.Change(session.Reference, old => old.UpoPages.Count > 0 ? old : old with
        {
            UpoPages = [.. Enumerable.Range(0, (old.Accepted + Upo.InvoicesPerPage - 1) / Upo.InvoicesPerPage).Select(_ => ReferenceNumber.ForUpo(now))],
        })?.UpoPages ?? [];
    }

    private byte[] Get(string key, Func<byte[]> make)
    {
        if (world.Registry.Upos.Find(key) is { } known) return known.Xml;
        // Of two made at the same moment the first one stays.
        world.Registry.Upos.AddOnce(key, new MadeUpo(make()));
        return world.Registry.Upos.Find(key)!.Xml;
    }
}
