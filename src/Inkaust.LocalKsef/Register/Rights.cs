namespace Inkaust.LocalKsef;

/// <summary>Who may do what in which context.</summary>
internal sealed class Rights
{
    /// <summary>All of it as it is written down.</summary>
    internal sealed record Written(
        IReadOnlyList<Grant> Grants, IReadOnlyList<Authorization> Authorizations, IReadOnlyList<TestPerson> Persons,
        IReadOnlyList<ContextIdentifier> Blocked, IReadOnlyList<(SubjectIdentifier Subject, ContextIdentifier Context)> WithdrawnAtOnce,
        IReadOnlyDictionary<string, DateTimeOffset?> Attachments);

    private static readonly HashSet<Permission> OwnersRights = [Permission.Owner];
    private static readonly HashSet<Permission> ProvidersRights = [Permission.PefInvoiceWrite];

    private readonly Lock gate;
    private readonly Page<Written> page;
    private readonly List<Grant> grants = [];
    private readonly List<Authorization> authorizations = [];
    private readonly List<TestPerson> persons = [];
    private readonly HashSet<ContextIdentifier> blocked = [];
    private readonly HashSet<(SubjectIdentifier, ContextIdentifier)> withdrawnAtOnce = [];
    private readonly Dictionary<string, DateTimeOffset?> attachments = [];

    public Rights(Journal journal)
    {
        gate = journal.Gate;
        page = new Page<Written>(journal, "rights",
            () => new Written([.. grants], [.. authorizations], [.. persons], [.. blocked], [.. withdrawnAtOnce], attachments.ToDictionary()),
            PutBack, ClearAll);
    }

    /// <summary>The rights of a subject in a context; empty when it has none and cannot sign in there.</summary>
    public IReadOnlySet<Permission> Of(SubjectIdentifier subject, ContextIdentifier context)
    {
        lock (gate)
        {
            if (subject.Type == SubjectType.PeppolId && context.Type == ContextType.PeppolId && subject.Value == context.Value)
                return ProvidersRights;
            if (IsOwner(subject, context)) return OwnersRights;
            return grants.Where(grant => grant.Authorized == subject
                && (grant.Kind == GrantKind.Indirect ? ReachesThroughTheMiddleman(grant, context) : grant.Context == context))
                .Select(grant => grant.Permission).ToHashSet();
        }
    }

    /// <summary>False for a right by a middleman whom the client has given nothing that may be passed on (yet).</summary>
    public bool IsEffective(Grant grant)
    {
        lock (gate) return grant is not { Kind: GrantKind.Indirect, Target: { } target } || ReachesThroughTheMiddleman(grant, target);
    }

    // The client has given the middleman the same right, to be passed on.
    private bool ReachesThroughTheMiddleman(Grant indirect, ContextIdentifier client) =>
        (indirect.Target is null || indirect.Target == client)
        && grants.Any(given => given is { Kind: GrantKind.Entity, CanDelegate: true } && given.Context == client
            && given.Permission == indirect.Permission && given.Authorized.Value == indirect.Context.Value);

    public void Add(Grant grant)
    {
        lock (gate)
        {
            // Nobody has the same right twice; the first one stays (uprawnienia.md, Ograniczenia funkcjonalne API).
            if (!grants.Exists(known => IsSame(known, grant))) grants.Add(grant);
            withdrawnAtOnce.Remove((grant.Authorized, grant.Context));
            page.Changed();
        }
    }

    public void Add(Authorization authorization)
    {
        lock (gate)
        {
            if (authorizations.Exists(known => IsSame(known, authorization))) return;
            authorizations.Add(authorization);
            page.Changed();
        }
    }

    private static bool IsSame(Grant one, Grant other) =>
        (one.Kind, one.Permission, one.Context, one.Authorized, one.Target, one.CanDelegate)
        == (other.Kind, other.Permission, other.Context, other.Authorized, other.Target, other.CanDelegate);

    private static bool IsSame(Authorization one, Authorization other) =>
        (one.Scope, one.Authorizing, one.Authorized) == (other.Scope, other.Authorizing, other.Authorized);

    public IReadOnlyList<Grant> Grants(Func<Grant, bool> wanted)
    {
        lock (gate) return [.. grants.Where(wanted)];
    }

    public IReadOnlyList<Authorization> Authorizations(Func<Authorization, bool> wanted)
    {
        lock (gate) return [.. authorizations.Where(wanted)];
    }

    public bool Withdraw(string id, Func<Grant, bool> mayBe)
    {
        lock (gate) return Changed(grants.RemoveAll(grant => grant.Id == id && mayBe(grant)) > 0);
    }

    public bool WithdrawAuthorization(string id, string authorizing)
    {
        lock (gate) return Changed(authorizations.RemoveAll(authorization => authorization.Id == id && authorization.Authorizing == authorizing) > 0);
    }

    /// <summary>Takes test rights away at once, from access tokens that are out too (KSEF 9, Testdata).</summary>
    public void WithdrawTestData(SubjectIdentifier subject, ContextIdentifier context)
    {
        lock (gate)
        {
            grants.RemoveAll(grant => grant.Kind == GrantKind.TestData && grant.Authorized == subject && grant.Context == context);
            withdrawnAtOnce.Add((subject, context));
            page.Changed();
        }
    }

    /// <summary>The rights in a token, less those that were withdrawn at once.</summary>
    public IReadOnlySet<Permission> StillIn(IReadOnlySet<Permission> inToken, SubjectIdentifier subject, ContextIdentifier context)
    {
        lock (gate)
            if (!withdrawnAtOnce.Contains((subject, context))) return inToken;
        var now = Of(subject, context);
        return now.Contains(Permission.Owner) ? inToken : inToken.Where(now.Contains).ToHashSet();
    }

    /// <summary>True when invoices of the seller may be sent in the context: its own, or those of a seller who has authorized it.</summary>
    public bool MayIssueFor(ContextIdentifier context, string sellerNip, IReadOnlyList<EntityAuthorization> scopes)
    {
        if (context.Nip == sellerNip) return true;
        lock (gate)
            return authorizations.Any(authorization => authorization.Authorizing == sellerNip && scopes.Contains(authorization.Scope)
                && (authorization.Authorized == context.Value || authorization.Authorized == context.Nip));
    }

    /// <summary>Adds a test person; false when there is one already.</summary>
    public bool Add(TestPerson person)
    {
        lock (gate)
        {
            if (persons.Any(known => known.Nip == person.Nip)) return false;
            persons.Add(person);
            return Changed(true);
        }
    }

    public void RemovePerson(string nip)
    {
        lock (gate)
        {
            foreach (var person in persons.Where(person => person.Nip == nip))
                withdrawnAtOnce.Add((new(SubjectType.Pesel, person.Pesel), new(ContextType.Nip, nip)));
            persons.RemoveAll(person => person.Nip == nip);
            page.Changed();
        }
    }

    public bool IsDeceased(SubjectIdentifier subject)
    {
        lock (gate)
            return persons.Any(person => person.IsDeceased && subject.Value == (subject.Type == SubjectType.Pesel ? person.Pesel : person.Nip));
    }

    public void Block(ContextIdentifier context, bool block)
    {
        lock (gate)
        {
            if (block) blocked.Add(context);
            else blocked.Remove(context);
            page.Changed();
        }
    }

    public bool IsBlocked(ContextIdentifier context)
    {
        lock (gate) return blocked.Contains(context);
    }

    /// <summary>Lets a seller send invoices with attachments, until <paramref name="until"/> if that is given.</summary>
    public void AllowAttachments(string sellerNip, DateTimeOffset? until)
    {
        lock (gate)
        {
            attachments[sellerNip] = until;
            page.Changed();
        }
    }

    /// <summary>True while the seller's consent to attachments holds.</summary>
    public bool MayAttach(string sellerNip, DateTimeOffset now)
    {
        lock (gate) return attachments.TryGetValue(sellerNip, out var until) && (until is null || now < until);
    }

    /// <summary>When the consent ends or has ended; null when nobody has said so.</summary>
    public DateTimeOffset? AttachmentsUntil(string sellerNip)
    {
        lock (gate) return attachments.GetValueOrDefault(sellerNip);
    }

    private void ClearAll()
    {
        grants.Clear();
        authorizations.Clear();
        persons.Clear();
        blocked.Clear();
        withdrawnAtOnce.Clear();
        attachments.Clear();
    }

    private void PutBack(Written written)
    {
        ClearAll();
        grants.AddRange(written.Grants);
        authorizations.AddRange(written.Authorizations);
        persons.AddRange(written.Persons);
        blocked.UnionWith(written.Blocked);
        withdrawnAtOnce.UnionWith(written.WithdrawnAtOnce);
        foreach (var (nip, until) in written.Attachments) attachments[nip] = until;
    }

    private bool Changed(bool really)
    {
        if (really) page.Changed();
        return really;
    }

    // Whoever holds a certificate with the NIP of the context owns the context, as on TEST (KSEF 3); a person through test data.
    private bool IsOwner(SubjectIdentifier subject, ContextIdentifier context) => context.Type switch
    {
        ContextType.Nip => (subject.Type == SubjectType.Nip && subject.Value == context.Value)
            || (subject.Type == SubjectType.Pesel && persons.Any(person => person.Nip == context.Value && person.Pesel == subject.Value)),
        _ => false,
    };
}
