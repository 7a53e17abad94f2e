namespace Inkaust.LocalKsef;

/// <summary>Who may do what in which context.</summary>
internal sealed class Rights
{
    private static readonly HashSet<Permission> OwnersRights = [Permission.Owner];

    private readonly Lock gate = new();
    private readonly Dictionary<(SubjectIdentifier Subject, ContextIdentifier Context), HashSet<Permission>> granted = [];
    private readonly Dictionary<string, DateTimeOffset?> attachments = [];
    private readonly HashSet<(string Authorized, string Seller)> issuesFor = [];

    /// <summary>The rights of a subject in a context; empty when it has none and cannot sign in there.</summary>
    public IReadOnlySet<Permission> Of(SubjectIdentifier subject, ContextIdentifier context)
    {
        if (IsOwner(subject, context)) return OwnersRights;
        lock (gate) return new HashSet<Permission>(granted.GetValueOrDefault((subject, context)) ?? []);
    }

    public void Grant(SubjectIdentifier subject, ContextIdentifier context, IEnumerable<Permission> permissions)
    {
        lock (gate)
        {
            if (!granted.TryGetValue((subject, context), out var held)) granted[(subject, context)] = held = [];
            held.UnionWith(permissions);
        }
    }

    public void Withdraw(SubjectIdentifier subject, ContextIdentifier context)
    {
        lock (gate) granted.Remove((subject, context));
    }

    /// <summary>True when invoices of the seller may be sent in the context: its own, or those of a seller who has authorized it.</summary>
    public bool MayIssueFor(ContextIdentifier context, string sellerNip)
    {
        if (context.Nip == sellerNip) return true;
        lock (gate) return issuesFor.Contains((context.Value, sellerNip));
    }

    /// <summary>Lets a seller send invoices with attachments, until <paramref name="until"/> if that is given.</summary>
    public void AllowAttachments(string sellerNip, DateTimeOffset? until)
    {
        lock (gate) attachments[sellerNip] = until;
    }

    /// <summary>True while the seller's consent to attachments holds.</summary>
    public bool MayAttach(string sellerNip, DateTimeOffset now)
    {
        lock (gate) return attachments.TryGetValue(sellerNip, out var until) && (until is null || now < until);
    }

    public void Clear()
    {
        lock (gate)
        {
            attachments.Clear();
            granted.Clear();
            issuesFor.Clear();
        }
    }

    // Whoever holds a certificate with the NIP of the context owns the context, as on TEST (KSEF 3).
    private static bool IsOwner(SubjectIdentifier subject, ContextIdentifier context) => context.Type switch
    {
        ContextType.Nip => subject.Type == SubjectType.Nip && subject.Value == context.Value,
        ContextType.PeppolId => subject.Type == SubjectType.PeppolId && subject.Value == context.Value,
        _ => false,
    };
}
