namespace Inkaust.LocalKsef;

internal sealed record CertificateLimits(int Enrollments, int Certificates)
{
    /// <summary>LAW 76.</summary>
    public static CertificateLimits Usual(SubjectIdentifier subject) =>
        subject.Type is SubjectType.Nip or SubjectType.PeppolId ? new(300, 100) : new(12, 6);
}

/// <summary>How large and how many (documentation, "Limity").</summary>
internal sealed record SessionLimits(int InvoiceBytes, int InvoiceWithAttachmentBytes, int Invoices)
{
    public static readonly SessionLimits Usual = new(1_000_000, 3_000_000, 10_000);
}

/// <summary>The limits that hold for a subject or a context: the usual ones unless test data say otherwise.</summary>
internal sealed class Limits
{
    /// <summary>All of it as it is written down.</summary>
    internal sealed record Written(IReadOnlyList<(SubjectIdentifier Subject, CertificateLimits Limits)> Certificates,
        IReadOnlyList<(ContextIdentifier Context, SessionKind Kind, SessionLimits Limits)> Sessions,
        IReadOnlyList<(ContextIdentifier Context, int Invoices)>? CollectiveIdentifiers = null);

    private const int UsualInvoicesOfCollectiveIdentifier = 500;

    private readonly Lock gate;
    private readonly Page<Written> page;
    private readonly Dictionary<SubjectIdentifier, CertificateLimits> certificates = [];
    private readonly Dictionary<(ContextIdentifier Context, SessionKind Kind), SessionLimits> sessions = [];
    private readonly Dictionary<ContextIdentifier, int> collectiveIdentifiers = [];

    public Limits(Journal journal)
    {
        gate = journal.Gate;
        page = new Page<Written>(journal, "limits",
            () => new Written([.. certificates.Select(one => (one.Key, one.Value))],
                [.. sessions.Select(one => (one.Key.Context, one.Key.Kind, one.Value))],
                [.. collectiveIdentifiers.Select(one => (one.Key, one.Value))]), PutBack, ClearAll);
    }

    public CertificateLimits Certificates(SubjectIdentifier subject)
    {
        lock (gate) return certificates.GetValueOrDefault(subject) ?? CertificateLimits.Usual(subject);
    }

    public SessionLimits Session(ContextIdentifier context, SessionKind kind)
    {
        lock (gate) return sessions.GetValueOrDefault((context, kind)) ?? SessionLimits.Usual;
    }

    /// <summary>How many invoices stand in one collective identifier at most.</summary>
    public int InvoicesOfCollectiveIdentifier(ContextIdentifier context)
    {
        lock (gate) return collectiveIdentifiers.GetValueOrDefault(context, UsualInvoicesOfCollectiveIdentifier);
    }

    /// <summary>Null restores the usual number.</summary>
    public void SetInvoicesOfCollectiveIdentifier(ContextIdentifier context, int? invoices)
    {
        lock (gate)
        {
            if (invoices is { } most) collectiveIdentifiers[context] = most;
            else collectiveIdentifiers.Remove(context);
            page.Changed();
        }
    }

    /// <summary>Null restores the usual ones.</summary>
    public void Set(SubjectIdentifier subject, CertificateLimits? limits)
    {
        lock (gate)
        {
            if (limits is null) certificates.Remove(subject);
            else certificates[subject] = limits;
            page.Changed();
        }
    }

    /// <summary>Null restores the usual ones.</summary>
    public void Set(ContextIdentifier context, SessionKind kind, SessionLimits? limits)
    {
        lock (gate)
        {
            if (limits is null) sessions.Remove((context, kind));
            else sessions[(context, kind)] = limits;
            page.Changed();
        }
    }

    private void ClearAll()
    {
        certificates.Clear();
        sessions.Clear();
        collectiveIdentifiers.Clear();
    }

    private void PutBack(Written written)
    {
        ClearAll();
        foreach (var (subject, limits) in written.Certificates) certificates[subject] = limits;
        foreach (var (context, kind, limits) in written.Sessions) sessions[(context, kind)] = limits;
        foreach (var (context, invoices) in written.CollectiveIdentifiers ?? []) collectiveIdentifiers[context] = invoices;
    }
}
