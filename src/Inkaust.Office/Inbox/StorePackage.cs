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
    // Handed over together: waiting for each other costs more than an invoice does. But many large ones are not in memory at once.
    internal const int Together = 32;
    private const int BytesTogether = 1 << 20;

    /// <summary>A file that is to be judged, or was refused before.</summary>
    private readonly record struct Unjudged(string? Name, ExportedFile.Invoice? Invoice, ListedInvoices? List, Finding? Why);

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
        if (archive is null) return (new StoredCounts(0, 0, 0, null), [], null);
        var refused = new List<RefusedFile>();
        using var rows = new ReceivedRows(database, company, package, connection, transaction, Database.Instant(clock.GetUtcNow()));
        var (count, fresh, alerts, seen, last) = (0, 0, 0, new HashSet<string>(), (DateTimeOffset?)null);
        // Others unpack and judge what comes next, while this thread writes.
        var unjudged = AllUnjudged(Exports.Files(archive, package.Described!.ForReading()));
        foreach (var piece in InPieces(unjudged).MadeAhead(some => some.ConvertAll(one => Judge(one, package.Role))))
        {
            var good = new List<ReceivedFacts>(piece.Count);
            foreach (var one in piece)
            {
                if (one.Facts is not { } facts)
                {
                    refused.Add(new RefusedFile(one.Name, one.Why!));
                    continue;
                }
                count++;
                if (last is null || facts.Metadata.StoredAt > last) last = facts.Metadata.StoredAt;
                if (seen.Add(facts.KsefNumber)) good.Add(facts);
                else refused.Add(new RefusedFile(one.Name, InboxFindings.Twice));
            }
            foreach (var (facts, added) in good.Zip(rows.Add(good)))
            {
                if (added == Added.OtherBytes) refused.Add(new RefusedFile($"{facts.KsefNumber}.xml", InboxFindings.OtherBytes));
                if (added is Added.ToBeSeen or Added.Silently) fresh++;
                if (added == Added.ToBeSeen) alerts++;
            }
        }
        rows.Finish();
        return (new StoredCounts(count, fresh, alerts, rows.FirstToBeSeen), refused, last);
    }

    // In the order of the archive, and behind it what its list names and it has not got.
    private static IEnumerable<Unjudged> AllUnjudged(IEnumerable<ExportedFile> files)
    {
        var (list, lacking, isWhole) = ((ListedInvoices?)null, new HashSet<string>(), true);
        foreach (var file in files)
        {
            switch (file)
            {
                case ExportedFile.Metadata all:
                    list ??= all.Invoices;
                    lacking.UnionWith(list.Numbers.Select(NameOf));
                    break;
                case ExportedFile.Invoice invoice:
                    var name = NameOf(invoice.Number);
                    lacking.Remove(name);
                    yield return new Unjudged(name, invoice, list, null);
                    break;
                case ExportedFile.Refused refused:
                    if (refused.Name is { } known) lacking.Remove(known);
                    // Where all that follows was refused, what follows is not lacking.
                    else isWhole = false;
                    yield return new Unjudged(refused.Name, null, null, InboxFindings.Refused(refused.Why));
                    break;
            }
        }
        if (!isWhole) yield break;
        foreach (var name in lacking) yield return new Unjudged(name, null, null, InboxFindings.Lacking);
    }

    private static IEnumerable<List<Unjudged>> InPieces(IEnumerable<Unjudged> files)
    {
        var (piece, bytes) = (new List<Unjudged>(Together), 0);
        foreach (var file in files)
        {
            piece.Add(file);
            bytes += file.Invoice?.Xml.Length ?? 0;
            if (piece.Count < Together && bytes < BytesTogether) continue;
            yield return piece;
            (piece, bytes) = (new List<Unjudged>(Together), 0);
        }
        if (piece.Count > 0) yield return piece;
    }

    private Judged Judge(Unjudged file, InvoiceRole role)
    {
        if (file.Invoice is not { } invoice) return new Judged(file.Name, null, file.Why);
        try
        {
            return new Judged(file.Name, ReceivedFacts.Of(company, role, invoice, file.List?.Of(invoice.Number)), null);
        }
        catch (KsefUnavailable)
        {
            return new Judged(file.Name, null, InboxFindings.ListUnreadable);
        }
        catch (RefusedException why)
        {
            return new Judged(file.Name, null, why.Findings[0]);
        }
    }

    private static string NameOf(KsefNumber number) => $"{number}.xml";
}

/// <summary>Another process has stored the same package: nothing of this one's work is kept.</summary>
internal sealed class StoredMeanwhile : Exception;
