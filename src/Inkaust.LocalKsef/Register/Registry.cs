using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Inkaust.Invoices;

namespace Inkaust.LocalKsef;

/// <summary>
/// Everything that this KSeF remembers, in memory, behind the lock of the journal. What is kept are immutable records, so that whoever
/// has read one may go on reading it without the lock; a change puts a new record in its place.
/// </summary>
internal sealed class Registry
{
    private readonly Lock gate;
    private readonly Dictionary<string, List<string>> invoicesOfSession = [];
    private readonly Dictionary<Uniqueness, string> unique = [];
    private readonly Dictionary<string, string> byNumber = [];
    private readonly Dictionary<string, List<string>> byHash = [];
    private readonly Dictionary<string, string> corrections = [];
    private readonly Dictionary<(PartyRole, string), InvoicesByDate> byParty = [];
    private readonly HashSet<string> awaitingStorage = [];

    public Registry(Journal journal)
    {
        gate = journal.Gate;
        Challenges = new Book<Challenge>(journal, "challenges");
        Logins = new Book<Login>(journal, "logins", login => login.Context);
        Certificates = new Book<IssuedCertificate>(journal, "certificates", certificate => certificate.Owner);
        Enrollments = new Book<Enrollment>(journal, "enrollments", enrollment => enrollment.Owner);
        Sessions = new Book<SendingSession>(journal, "sessions", session => session.Context);
        Invoices = new Book<SentInvoice>(journal, "invoices");
        Tokens = new Book<KsefToken>(journal, "tokens", token => token.Context);
        CollectiveIdentifiers = new Book<CollectiveIdentifier>(journal, "collectiveIdentifiers");
        PeppolProviders = new Book<PeppolProvider>(journal, "peppolProviders");
        Operations = new Book<PermissionOperation>(journal, "operations");
        Waiting = new Book<ReceivedFile>(journal, "waiting");
        Upos = new Book<MadeUpo>(journal, "upos");
        Exports = new Book<Export>(journal, "exports", export => export.Context);
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

    /// <summary>Files of online sessions that have no final status yet, by the reference number of the invoice.</summary>
    public Book<ReceivedFile> Waiting { get; }

    public Book<MadeUpo> Upos { get; }
    public Book<Export> Exports { get; }

    /// <summary>Several looks and changes that belong together.</summary>
    public T Together<T>(Func<T> work)
    {
        lock (gate) return work();
    }

    /// <summary>Puts an invoice into its session; <paramref name="make"/> gets the ordinal number, from 1.</summary>
    /// <exception cref="OperationCanceledException">The session is not there any more: a reset or a restoration took it away.</exception>
    public SentInvoice Receive(string session, Func<int, SentInvoice> make)
    {
        lock (gate)
        {
            if (Sessions.Find(session) is null) throw new OperationCanceledException();
            if (!invoicesOfSession.TryGetValue(session, out var list)) invoicesOfSession[session] = list = [];
            var invoice = make(list.Count + 1);
            list.Add(invoice.Reference);
            Invoices.Add(invoice.Reference, invoice);
            Remember(byHash, invoice.Hash, invoice.Reference);
            Sessions.Change(session, old => old with
            {
                Received = list.Count,
                UpdatedAt = invoice.ReceivedAt > old.UpdatedAt ? invoice.ReceivedAt : old.UpdatedAt,
            });
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
            Waiting.Take(invoice.Reference);
            IndexOutcome(invoice);
            Sessions.Change(invoice.SessionReference, old => invoice.IsAccepted
                ? old with { Accepted = old.Accepted + 1, UpdatedAt = now }
                : old with { Refused = old.Refused + 1, UpdatedAt = now });
        }
    }

    private void IndexOutcome(SentInvoice invoice)
    {
        if (invoice is not { IsAccepted: true, Number: { } number, Facts: { } facts }) return;
        byNumber[number.ToString()] = invoice.Reference;
        if (invoice.HashOfCorrected is { } corrected) corrections[corrected] = invoice.Reference;
        if (invoice.AwaitsStorage) awaitingStorage.Add(invoice.Reference);
        else LetBeFound(invoice, facts);
    }

    /// <summary>Puts numbered invoices into the archive that are not there yet, except those that something keeps out.</summary>
    public void StoreUnless(Func<SentInvoice, bool> keptOut, DateTimeOffset now)
    {
        lock (gate)
            foreach (var invoice in awaitingStorage.Select(reference => Invoices.Find(reference)!).Where(invoice => !keptOut(invoice)).ToList())
            {
                awaitingStorage.Remove(invoice.Reference);
                LetBeFound(Invoices.Change(invoice.Reference, old => old with { AwaitsStorage = false, StoredLaterAt = now })!, invoice.Facts!);
            }
    }

    private void LetBeFound(SentInvoice invoice, InvoiceFacts facts)
    {
        foreach (var party in facts.Parties)
        {
            if (!byParty.TryGetValue(party, out var index)) byParty[party] = index = new InvoicesByDate();
            index.Add(invoice);
        }
    }

    /// <summary>Makes all indexes anew from the records, after they were put back or taken away.</summary>
    public void Index()
    {
        lock (gate)
        {
            ClearIndexes();
            foreach (var invoice in Invoices.All.OrderBy(invoice => invoice.ReceivedAt).ThenBy(invoice => invoice.Ordinal))
            {
                Remember(invoicesOfSession, invoice.SessionReference, invoice.Reference);
                Remember(byHash, invoice.Hash, invoice.Reference);
                if (invoice is { IsAccepted: true, Facts: { } facts }) unique[facts.Uniqueness] = invoice.Reference;
            }
            foreach (var list in invoicesOfSession.Values)
                list.Sort((one, other) => Invoices.Find(one)!.Ordinal.CompareTo(Invoices.Find(other)!.Ordinal));
            foreach (var invoice in Invoices.Where(invoice => invoice.IsAccepted).OrderBy(invoice => invoice.NumberedAt)) IndexOutcome(invoice);
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

    /// <summary>
    /// The accepted invoices on which somebody has a role, by the given date within bounds, both included; in order, and read only as far as wanted.
    /// </summary>
    public IEnumerable<SentInvoice> InvoicesOf(PartyRole role, string identifier, SearchDate date, DateTimeOffset from, DateTimeOffset to,
        bool descending)
    {
        lock (gate) return byParty.TryGetValue((role, identifier), out var index) ? index.Between(date, from, to, descending) : [];
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

    private void ClearIndexes()
    {
        invoicesOfSession.Clear();
        unique.Clear();
        byNumber.Clear();
        byHash.Clear();
        corrections.Clear();
        byParty.Clear();
        awaitingStorage.Clear();
    }

    private static void Remember<TKey>(Dictionary<TKey, List<string>> index, TKey key, string reference) where TKey : notnull
    {
        if (!index.TryGetValue(key, out var list)) index[key] = list = [];
        list.Add(reference);
    }
}
