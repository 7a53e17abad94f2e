using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Inkaust.Invoices;

namespace Inkaust.LocalKsef;

/// <summary>
/// Everything that this KSeF remembers, in memory, behind one lock. What is kept are immutable records, so that whoever
/// has read one may go on reading it without the lock; a change puts a new record in its place.
/// </summary>
internal sealed class Registry
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<string>> invoicesOfSession = [];
    private readonly Dictionary<Uniqueness, string> unique = [];
    private readonly Dictionary<string, string> byNumber = [];
    private readonly Dictionary<string, List<string>> byHash = [];
    private readonly Dictionary<string, string> corrections = [];
    private readonly Dictionary<(PartyRole, string), List<string>> byParty = [];

    public Registry()
    {
        Challenges = new Book<Challenge>(gate);
        Logins = new Book<Login>(gate);
        Certificates = new Book<IssuedCertificate>(gate);
        Enrollments = new Book<Enrollment>(gate);
        Sessions = new Book<SendingSession>(gate);
        Invoices = new Book<SentInvoice>(gate);
        Tokens = new Book<KsefToken>(gate);
        CollectiveIdentifiers = new Book<CollectiveIdentifier>(gate);
        PeppolProviders = new Book<PeppolProvider>(gate);
        Operations = new Book<PermissionOperation>(gate);
    }

    public Book<Challenge> Challenges { get; }
    public Book<Login> Logins { get; }
    public Book<IssuedCertificate> Certificates { get; }
    public Book<Enrollment> Enrollments { get; }
    public Book<SendingSession> Sessions { get; }
    public Book<SentInvoice> Invoices { get; }
    public Book<KsefToken> Tokens { get; }
    public Book<CollectiveIdentifier> CollectiveIdentifiers { get; }
    public Book<PeppolProvider> PeppolProviders { get; }
    public Book<PermissionOperation> Operations { get; }

    /// <summary>Several looks and changes that belong together.</summary>
    public T Together<T>(Func<T> work)
    {
        lock (gate) return work();
    }

    /// <summary>Puts an invoice into its session; <paramref name="make"/> gets the ordinal number, from 1.</summary>
    public SentInvoice Receive(string session, Func<int, SentInvoice> make)
    {
        lock (gate)
        {
            if (!invoicesOfSession.TryGetValue(session, out var list)) invoicesOfSession[session] = list = [];
            var invoice = make(list.Count + 1);
            list.Add(invoice.Reference);
            Invoices.Add(invoice.Reference, invoice);
            Remember(byHash, invoice.Hash, invoice.Reference);
            Sessions.Change(session, old => old with { Received = list.Count, UpdatedAt = invoice.ReceivedAt > old.UpdatedAt ? invoice.ReceivedAt : old.UpdatedAt });
            return invoice;
        }
    }

    /// <summary>Writes a final status down, in the invoice and in the counts of its session.</summary>
    public void Finish(SentInvoice invoice, DateTimeOffset now)
    {
        lock (gate)
        {
            if (!Invoices.TryFind(invoice.Reference, out var known) || known.IsFinal) return;
            Invoices.Change(invoice.Reference, _ => invoice);
            if (invoice.Number is { } number) byNumber[number.ToString()] = invoice.Reference;
            if (invoice is { IsAccepted: true, Facts: { } facts })
                foreach (var party in facts.Parties) Remember(byParty, party, invoice.Reference);
            if (invoice is { IsAccepted: true, HashOfCorrected: { } corrected }) corrections[corrected] = invoice.Reference;
            Sessions.Change(invoice.SessionReference, old => invoice.IsAccepted
                ? old with { Accepted = old.Accepted + 1, UpdatedAt = now }
                : old with { Refused = old.Refused + 1, UpdatedAt = now });
        }
    }

    /// <summary>Takes the place of an invoice among all invoices; false and the earlier one when it is taken.</summary>
    public bool TryClaim(Uniqueness key, string invoice, [NotNullWhen(false)] out SentInvoice? earlier)
    {
        lock (gate)
        {
            earlier = null;
            if (unique.TryAdd(key, invoice)) return true;
            earlier = Invoices.Find(unique[key])!;
            return false;
        }
    }

    /// <summary>A KSeF number that nobody has yet.</summary>
    public KsefNumber NewNumber(Nip seller, DateOnly date)
    {
        lock (gate)
        {
            while (true)
            {
                var number = KsefNumber.Create(seller, date, BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8)));
                if (byNumber.TryAdd(number.ToString(), "")) return number;
            }
        }
    }

    public SentInvoice? InvoiceByNumber(string number)
    {
        lock (gate) return byNumber.TryGetValue(number, out var reference) ? Invoices.Find(reference) : null;
    }

    /// <summary>All invoices with this SHA-256 (Base64), in the order in which they came.</summary>
    public IReadOnlyList<SentInvoice> InvoicesByHash(string hash)
    {
        lock (gate) return byHash.TryGetValue(hash, out var references) ? [.. references.Select(reference => Invoices.Find(reference)!)] : [];
    }

    /// <summary>The accepted invoices on which somebody has a role, in the order in which they were stored.</summary>
    public IReadOnlyList<SentInvoice> InvoicesOf(PartyRole role, string identifier)
    {
        lock (gate) return byParty.TryGetValue((role, identifier), out var references) ? [.. references.Select(reference => Invoices.Find(reference)!)] : [];
    }

    /// <summary>The accepted technical correction of the file with this SHA-256 (Base64).</summary>
    public SentInvoice? CorrectionOf(string hash)
    {
        lock (gate) return corrections.TryGetValue(hash, out var reference) ? Invoices.Find(reference) : null;
    }

    /// <summary>The invoices of a session in the order in which they came.</summary>
    public IReadOnlyList<SentInvoice> InvoicesOf(string session, int skip = 0, int take = int.MaxValue)
    {
        lock (gate)
            return invoicesOfSession.TryGetValue(session, out var references)
                ? [.. references.Skip(skip).Take(take).Select(reference => Invoices.Find(reference)!)] : [];
    }

    public void Clear()
    {
        lock (gate)
        {
            Challenges.Clear();
            Logins.Clear();
            Certificates.Clear();
            Enrollments.Clear();
            Sessions.Clear();
            Invoices.Clear();
            Tokens.Clear();
            CollectiveIdentifiers.Clear();
            PeppolProviders.Clear();
            Operations.Clear();
            invoicesOfSession.Clear();
            unique.Clear();
            byNumber.Clear();
            byHash.Clear();
            corrections.Clear();
            byParty.Clear();
        }
    }

    private static void Remember<TKey>(Dictionary<TKey, List<string>> index, TKey key, string reference) where TKey : notnull
    {
        if (!index.TryGetValue(key, out var list)) index[key] = list = [];
        list.Add(reference);
    }
}

/// <summary>Records of one kind by their key, in the order in which they came.</summary>
internal sealed class Book<T>(Lock gate) where T : class
{
    private readonly Dictionary<string, T> entries = [];

    public void Add(string key, T entry)
    {
        lock (gate) entries.Add(key, entry);
    }

    public void AddOnce(string key, T entry)
    {
        lock (gate) entries.TryAdd(key, entry);
    }

    public T? Find(string key)
    {
        lock (gate) return entries.GetValueOrDefault(key);
    }

    public bool TryFind(string key, [NotNullWhen(true)] out T? entry)
    {
        lock (gate) return entries.TryGetValue(key, out entry);
    }

    /// <summary>Takes an entry out; null when there is none (any more).</summary>
    public T? Take(string key)
    {
        lock (gate) return entries.Remove(key, out var entry) ? entry : null;
    }

    public T? Change(string key, Func<T, T> change)
    {
        lock (gate) return entries.TryGetValue(key, out var entry) ? entries[key] = change(entry) : null;
    }

    public IReadOnlyList<T> Where(Func<T, bool> wanted)
    {
        lock (gate) return [.. entries.Values.Where(wanted)];
    }

    public void RemoveWhere(Func<T, bool> unwanted)
    {
        lock (gate)
            foreach (var key in entries.Where(entry => unwanted(entry.Value)).Select(entry => entry.Key).ToList()) entries.Remove(key);
    }

    public void Clear()
    {
        lock (gate) entries.Clear();
    }
}
