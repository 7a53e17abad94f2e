using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>Sends what was issued and waits: in packages what has to or better should go so, the rest one by one.</summary>
internal sealed class SendIssued(Round round, SignedIn signedIn, SettleSent settle)
{
    // More than KSeF takes one by one in a minute (KSEF 10) go in a package.
    private const int ManyWaiting = 30;

    private static readonly TimeSpan LongestForSingles = TimeSpan.FromMinutes(1);

    private readonly SendSingly singly = new(round, signedIn, settle);
    private readonly SendPackages packages = new(round, signedIn);

    /// <summary>Everything that waits, oldest first.</summary>
    public Task AllAsync(CancellationToken stop) => TheseAsync(() => round.Ledger.OldestFirst("issued"), stop);

    /// <summary>These only, where they still wait.</summary>
    public Task TheseAsync(IReadOnlyList<IssuedInvoice> invoices, CancellationToken stop) =>
        TheseAsync(() => [.. invoices.Select(one => round.Ledger.At(one.Id)).Where(one => one.State is InvoiceState.Issued)], stop);

    private async Task TheseAsync(Func<IReadOnlyList<IssuedInvoice>> waiting, CancellationToken stop)
    {
        var refused = round.Ledger.Packages.RefusedInARow();
        var packed = new HashSet<long>();
        foreach (var (offline, invoices) in ForPackages(waiting(), SinglesHaveToWait()))
        {
            if (refused?.KeepsWaiting(invoices, round.Clock.GetUtcNow()) is true) round.Failed(refused.Alarm(invoices));
            // Without room for a package its invoices go one by one: slower is better than late.
            else if (await SendInPackagesAsync(invoices, offline, stop)) packed.UnionWith(invoices.Select(invoice => invoice.Id));
        }
        // What has come back from a package goes in another one, in the next round.
        await singly.SendAsync(OneByOne(waiting().Where(invoice => !packed.Contains(invoice.Id)), refused), stop);
    }

    /// <summary>
    /// What goes in packages, apart by how it was issued: many go in one, and few when KSeF takes no single ones for a while. An attachment
    /// goes in a package only (KSEF 6), and a technical correction in an interactive session only, also with an attachment (LAW 57).
    /// </summary>
    internal static IEnumerable<(bool Offline, IReadOnlyList<IssuedInvoice> Invoices)> ForPackages(
        IEnumerable<IssuedInvoice> waiting, bool singlesHaveToWait) =>
        waiting.Where(invoice => invoice.CorrectedHash is null).GroupBy(invoice => invoice.Mode.IsOffline()).ToList()
            .Select(alike => (alike.Key, Invoices: (IReadOnlyList<IssuedInvoice>)
                [.. alike.Count() > ManyWaiting || singlesHaveToWait ? alike : alike.Where(invoice => invoice.HasAttachment)]))
            .Where(one => one.Invoices.Count > 0);

    // While packages are refused, the nearest deadline goes first, and no more than go at once, so that the next package comes in time.
    private IEnumerable<IssuedInvoice> OneByOne(IEnumerable<IssuedInvoice> waiting, RefusedPackages? refused)
    {
        waiting = waiting.Where(invoice => !invoice.HasAttachment || invoice.CorrectedHash is not null);
        if (refused is not { IsEveryTime: true }) return waiting;
        return SinglesHaveToWait() ? [] : waiting.OrderBy(invoice => invoice.Deadline.Date ?? DateOnly.MaxValue).Take(ManyWaiting);
    }

    private bool SinglesHaveToWait() => signedIn.Ksef.Pacing is { } pacing
        && new[] { RequestGroup.OnlineSession, RequestGroup.InvoiceSend }
            .Any(group => pacing.WaitFor(signedIn.Access.Context, group) > LongestForSingles);

    // False when there is no room on the disk to pack. All packages are sent before the first is asked about, so that KSeF works on
    // them meanwhile.
    private async Task<bool> SendInPackagesAsync(IReadOnlyList<IssuedInvoice> invoices, bool offline, CancellationToken stop)
    {
        var sent = new List<SentPackage>();
        var room = true;
        try
        {
            await foreach (var package in packages.SendAsync(invoices, offline, stop)) sent.Add(package);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            room = false;
            round.Failed(NoRoom(fault));
        }
        catch (KsefRejected refused)
        {
            // What went before is in KSeF, and what goes one by one need not wait for what does not.
            round.Failed(refused.Finding);
        }
        foreach (var package in sent) await settle.PackageAsync(package, stop);
        return room;
    }

    private static Finding NoRoom(Exception fault) => new("INK-SEND-013", Severity.Wrong, new(
        $"Paczki nie da się zapisać w folderze plików tymczasowych {Path.GetTempPath()}: {fault.Message}",
        $"A package cannot be written in the folder of temporary files {Path.GetTempPath()}: {fault.Message}"))
    {
        Hint = new("Zwolnij miejsce albo wskaż inny folder zmienną TMPDIR; do tego czasu faktury idą pojedynczo.",
            "Make room or name another folder in TMPDIR; until then invoices go one by one."),
    };
}
