using System.Data.Common;
using System.Globalization;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>
/// Makes rows of the files of a package: each is compared with what KSeF says of it before it is kept, and what is wrong with one keeps no other out.
/// </summary>
internal sealed class StorePackage(Database database, Company company, InboxPackages packages, TimeProvider clock)
{
    // Handed over together: waiting for each other costs more than an invoice does.
    private const int Together = 32;

    /// <summary>A file, judged.</summary>
    private readonly record struct Judged(string? Name, ReceivedFacts? Facts, Finding? Why);

    /// <summary>Stores what a package holds, together with the mark, in one transaction.</summary>
    /// <param name="package">The package.</param>
    /// <param name="archive">Its archive, in plain; null: it is empty.</param>
    /// <returns>False: another process was quicker.</returns>
    /// <exception cref="KsefUnavailable">It is no archive: nothing was stored.</exception>
    public bool All(InboxPackage package, Stream? archive)
    {
        var described = package.Described!;
        return database.InTransaction((connection, transaction) =>
        {
            var (counts, refused, lastStoredAt) = Rows(connection, transaction, package, archive);
            var until = Until(package, described, lastStoredAt);
            if (packages.Store(connection, transaction, package, until, described.IsTruncated || package.To is not null, counts, refused)) return true;
            throw new StoredMeanwhile();
        });
    }

    /// <summary>Reads a package once more, of which something was refused, and keeps what is not refused any more.</summary>
    public IReadOnlyList<RefusedFile> Again(InboxPackage package, Stream archive) => database.InTransaction((connection, transaction) =>
    {
        var (counts, refused, _) = Rows(connection, transaction, package, archive);
        packages.RefusedNow(connection, transaction, package, counts, refused);
        return refused;
    });

    // Nothing is stored at KSeF below the high-water mark any more; above it what is missing may still come (KSEF 8).
    private static DateTimeOffset? Until(InboxPackage package, DescribedPackage described, DateTimeOffset? lastStoredAt)
    {
        if (described.IsTruncated)
        {
            var last = described.LastStoredAt ?? lastStoredAt;
            return last > package.From ? last : throw new RefusedException(InboxFindings.TooManyOfOneMoment);
        }
        var known = described.CompleteUntil ?? package.To ?? lastStoredAt;
        return package.To < known ? package.To : known;
    }

    private (StoredCounts Counts, IReadOnlyList<RefusedFile> Refused, DateTimeOffset? LastStoredAt) Rows(
        DbConnection connection, DbTransaction transaction, InboxPackage package, Stream? archive)
    {
        if (archive is null) return (new StoredCounts(0, 0, 0), [], null);
        var refused = new List<RefusedFile>();
        using var rows = new ReceivedRows(database, company, package, connection, transaction, Database.Instant(clock.GetUtcNow()));
        var (count, fresh, alerts, seen, last) = (0, 0, 0, new HashSet<string>(), (DateTimeOffset?)null);
        // Another thread unpacks and judges what comes next, while this one writes.
        var judged = AllJudged(Exports.Files(archive, package.Described!.ForReading()), package.Role);
        foreach (var one in judged.Chunk(Together).ReadAhead().SelectMany(some => some))
        {
            var why = one.Why;
            if (one.Facts is { } facts)
            {
                count++;
                if (last is null || facts.Metadata.StoredAt > last) last = facts.Metadata.StoredAt;
                if (!seen.Add(facts.KsefNumber)) why = InboxFindings.Twice;
                else if (rows.Add(facts) is var added && added == Added.OtherBytes) why = InboxFindings.OtherBytes;
                else if (added != Added.WasHere)
                {
                    fresh++;
                    if (added == Added.ToBeSeen) alerts++;
                }
            }
            if (why is not null) refused.Add(new RefusedFile(one.Name, why));
        }
        rows.Finish();
        return (new StoredCounts(count, fresh, alerts), refused, last);
    }

    // In the order of the archive, and behind it what its list names and it has not got.
    private IEnumerable<Judged> AllJudged(IEnumerable<ExportedFile> files, InvoiceRole role)
    {
        var (listed, lacking, isWhole) = (new Dictionary<string, InvoiceMetadata>(), new HashSet<string>(), true);
        foreach (var file in files)
        {
            switch (file)
            {
                case ExportedFile.Metadata all:
                    foreach (var one in all.Invoices)
                        if (listed.TryAdd(NameOf(one.KsefNumber), one)) lacking.Add(NameOf(one.KsefNumber));
                    break;
                case ExportedFile.Invoice invoice:
                    var name = NameOf(invoice.Number);
                    lacking.Remove(name);
                    yield return Judge(name, invoice, listed.GetValueOrDefault(name), role);
                    break;
                case ExportedFile.Refused refused:
                    if (refused.Name is { } known) lacking.Remove(known);
                    // Where all that follows was refused, what follows is not lacking.
                    else isWhole = false;
                    yield return new Judged(refused.Name, null, InboxFindings.Refused(refused.Why));
                    break;
            }
        }
        if (!isWhole) yield break;
        foreach (var name in lacking) yield return new Judged(name, null, InboxFindings.Lacking);
    }

    private Judged Judge(string name, ExportedFile.Invoice invoice, InvoiceMetadata? metadata, InvoiceRole role)
    {
        try
        {
            return new Judged(name, ReceivedFacts.Of(company, role, invoice, metadata), null);
        }
        catch (RefusedException why)
        {
            return new Judged(name, null, why.Findings[0]);
        }
    }

    private static string NameOf(KsefNumber number) => $"{number}.xml";
}

/// <summary>Another process has stored the same package: nothing of this one's work is kept.</summary>
internal sealed class StoredMeanwhile : Exception;

/// <summary>What became of an invoice that was to be stored.</summary>
internal enum Added { ToBeSeen, Silently, WasHere, OtherBytes }

/// <summary>Writes received invoices, many with the same statements.</summary>
internal sealed class ReceivedRows : IDisposable
{
    // SQLite writes out what its index of words has gathered as soon as another table is written: it is given those of many invoices at once.
    private const int WordsTogether = 1_000;

    private readonly string company;
    private readonly string nip;
    private readonly InboxPackage package;
    private readonly string now;
    private readonly PreparedStatement invoice, hash, find, file, role, words, names, ours, pay;
    private readonly Dictionary<string, HashSet<string>> usualAccounts = [];
    private readonly List<(object Id, string Words)> waiting = [];

    public ReceivedRows(
        Database database, Company company, InboxPackage package, DbConnection connection, DbTransaction transaction, string now)
    {
        (this.company, nip, this.package, this.now) = (company.Id.Text, $"{company.Nip}", package, now);
        PreparedStatement Of(string sql, params ReadOnlySpan<string> parameters) => new(connection, transaction, sql, parameters);
        invoice = Of("""
            INSERT INTO received (company, ksef_number, state, role, number, kind, form, issue_date, stored_at, taken_in_at, mode, seller_nip, seller_name,
                buyer_id, buyer_name, net, vat, gross, currency, hash, size, self_billed, accounts, usual, due_date, package, came_at)
            VALUES (@Company, @KsefNumber, @State, @Role, @Number, @Kind, @Form, @IssueDate, @StoredAt, @TakenInAt, @Mode, @SellerNip, @SellerName,
                @BuyerId, @BuyerName, @Net, @Vat, @Gross, @Currency, @Hash, @Size, @SelfBilled, @Accounts, @Usual, @DueDate, @Package, @CameAt)
            ON CONFLICT (company, ksef_number) DO NOTHING RETURNING id
            """, "@Company", "@KsefNumber", "@State", "@Role", "@Number", "@Kind", "@Form", "@IssueDate", "@StoredAt", "@TakenInAt", "@Mode",
            "@SellerNip", "@SellerName", "@BuyerId", "@BuyerName", "@Net", "@Vat", "@Gross", "@Currency", "@Hash", "@Size", "@SelfBilled", "@Accounts",
            "@Usual", "@DueDate", "@Package", "@CameAt");
        find = Of("SELECT id FROM received WHERE company = @Company AND ksef_number = @KsefNumber", "@Company", "@KsefNumber");
        hash = Of("SELECT hash FROM received WHERE company = @Company AND ksef_number = @KsefNumber", "@Company", "@KsefNumber");
        file = Of("INSERT INTO received_file (received, company, xml) VALUES (@Id, @Company, @Xml)", "@Id", "@Company", "@Xml");
        role = Of("INSERT INTO received_role (company, role, received) VALUES (@Company, @Role, @Id) ON CONFLICT DO NOTHING", "@Company", "@Role", "@Id");
        words = Of(database.AddWords, "@Id", "@Words");
        names = Of("""
            INSERT INTO received_name (company, received, seller_nip, number, ksef_number) VALUES (@Company, @Id, @SellerNip, @Number, @KsefNumber)
            """, "@Company", "@Id", "@SellerNip", "@Number", "@KsefNumber");
        ours = Of("SELECT id FROM invoice WHERE company = @Company AND ksef_number = @KsefNumber LIMIT 1", "@Company", "@KsefNumber");
        pay = Of("""
            INSERT INTO seller_account (company, seller_nip, account, since) VALUES (@Company, @SellerNip, @Account, @At) ON CONFLICT DO NOTHING
            """, "@Company", "@SellerNip", "@Account", "@At");
        AllOf = seller => connection.Query<string>("SELECT account FROM seller_account WHERE company = @Company AND seller_nip = @seller",
            new { Company = this.company, seller }, transaction).ToHashSet();
    }

    private Func<string, HashSet<string>> AllOf { get; }

    /// <summary>Writes one. It is found once <see cref="Finish"/> was called.</summary>
    public Added Add(ReceivedFacts one)
    {
        var known = package.Role == InvoiceRole.Subject1 && ours.Scalar(company, one.KsefNumber) is not null;
        var usualOnes = UsualUnlessKnown(one);
        var of = one.Metadata;
        string Amount(decimal value) => value.ToString(CultureInfo.InvariantCulture);
        string Text(string value) => Database.WithoutNul(value);
        var id = invoice.Scalar(company, one.KsefNumber, (known ? ReceivedState.Seen : ReceivedState.New).Word(), package.Role.Word(), Text(one.Number),
            one.Kind, one.Form, Database.Date(one.IssueDate), InboxPackages.Exactly(of.StoredAt), Database.Instant(of.TakenInAt),
            of.InvoicingMode == InvoicingMode.Offline ? "offline" : "online", one.SellerNip, Text(one.SellerName), Text(one.BuyerId), Text(one.BuyerName),
            Amount(one.Net), Amount(one.Vat), Amount(one.Gross), one.Currency, one.Hash.Base64Url, (long)one.Xml.Length, of.IsSelfInvoicing ? 1L : 0L,
            string.Join(' ', one.Accounts), usualOnes, one.DueDate is { } due ? Database.Date(due) : null, package.Id, now);
        if (id is null)
        {
            if ((string)hash.Scalar(company, one.KsefNumber)! != one.Hash.Base64Url) return Added.OtherBytes;
            // It came in another role before.
            role.Execute(company, package.Role.Word(), find.Scalar(company, one.KsefNumber));
            return Added.WasHere;
        }
        file.Execute(id, company, one.Xml.ToArray());
        role.Execute(company, package.Role.Word(), id);
        waiting.Add((id, one.Words));
        foreach (var named in one.Names) names.Execute(company, id, one.SellerNip, named.Number is { } number ? Text(number) : null, named.KsefNumber);
        if (waiting.Count == WordsTogether) Finish();
        return known ? Added.Silently : Added.ToBeSeen;
    }

    /// <summary>Writes by which words those are found that were added.</summary>
    public void Finish()
    {
        foreach (var (id, found) in waiting) words.Execute(id, found);
        waiting.Clear();
    }

    // Where a seller was paid so far, when this invoice names another account; else its accounts are noted as his.
    private string? UsualUnlessKnown(ReceivedFacts one)
    {
        if (one.Accounts.Count == 0 || one.SellerNip == nip || package.Role == InvoiceRole.Subject1) return null;
        if (!usualAccounts.TryGetValue(one.SellerNip, out var usualOnes)) usualAccounts[one.SellerNip] = usualOnes = AllOf(one.SellerNip);
        if (usualOnes.Count > 0 && !one.Accounts.All(usualOnes.Contains)) return string.Join(' ', usualOnes.Order(StringComparer.Ordinal));
        foreach (var account in one.Accounts.Where(usualOnes.Add)) pay.Execute(company, one.SellerNip, account, now);
        return null;
    }

    public void Dispose()
    {
        foreach (var statement in new[] { invoice, hash, find, file, role, words, names, ours, pay }) statement.Dispose();
    }
}
