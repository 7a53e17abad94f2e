namespace Inkaust.LocalKsef;

/// <summary>UPO are made when somebody asks for them first, and stay as they are.</summary>
internal sealed class UpoArchive(Registry registry, ServerClock clock, Authority authority)
{
    /// <summary>How long a download link works (KSEF 7).</summary>
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(3);

    public byte[] OfInvoice(SentInvoice invoice) =>
        Get(invoice.Reference, () => Upo.OfInvoice(registry.Sessions.Find(invoice.SessionReference)!, invoice, authority));

    /// <summary>A page of the UPO of a session that is through; null when there is no such page.</summary>
    public byte[]? OfSession(SendingSession session, string page)
    {
        var index = PagesOf(session).ToList().IndexOf(page);
        return index < 0 ? null : Get(page, () => Upo.OfSession(session,
            [.. registry.InvoicesOf(session.Reference).Where(invoice => invoice.IsAccepted)], index, authority));
    }

    /// <summary>The reference numbers of the pages; none as long as the session isn't through or when nothing was accepted.</summary>
    public IReadOnlyList<string> PagesOf(SendingSession session)
    {
        var now = clock.Now;
        if (SessionStatus.Of(session, now).Code != 200) return [];
        return registry.Sessions.Change(session.Reference, old => old.UpoPages.Count > 0 ? old : old with
        {
            UpoPages = [.. Enumerable.Range(0, (old.Accepted + Upo.InvoicesPerPage - 1) / Upo.InvoicesPerPage)
                .Select(_ => ReferenceNumber.ForUpo(now))],
        })?.UpoPages ?? [];
    }

    private byte[] Get(string key, Func<byte[]> make)
    {
        if (registry.Upos.Find(key) is { } known) return known.Xml;
        // Of two made at the same moment the first one stays.
        registry.Upos.AddOnce(key, new MadeUpo(make()));
        return registry.Upos.Find(key)!.Xml;
    }
}
