using System.Threading.Channels;
using Inkaust.Invoices;

namespace Inkaust.LocalKsef;

/// <summary>The line in which received files wait to be checked and numbered.</summary>
/// <param name="grounds">What the checks look into.</param>
/// <param name="faults">What holds invoices back.</param>
/// <param name="hostility">What makes them slow.</param>
/// <param name="delay">How long each waits before it is looked at, in real time.</param>
internal sealed class InvoiceProcessing(Grounds grounds, Faults faults, Hostility hostility, TimeSpan delay) : IAsyncDisposable
{
    private readonly Channel<ReceivedFile> line = Channel.CreateUnbounded<ReceivedFile>();
    private readonly Lock gate = new();
    private readonly List<ReceivedFile> stuck = [];
    private readonly CancellationTokenSource stop = new();
    private readonly Registry registry = grounds.Registry;
    private readonly ServerClock clock = grounds.Clock;
    private Task[] workers = [];

    /// <summary>From now on the line moves, and what a removed fault has held back goes on.</summary>
    public void Start()
    {
        faults.Removed += Resume;
        workers = [.. Enumerable.Range(0, Math.Max(2, Environment.ProcessorCount)).Select(_ => Task.Run(Work))];
    }

    public void Take(ReceivedFile file)
    {
        var hostile = hostility.Delay();
        if (delay + hostile > TimeSpan.Zero) _ = TakeLater(file, hostile);
        else line.Writer.TryWrite(file);
    }

    // The given delay is spent in status 100, what hostility adds in status 150.
    private async Task TakeLater(ReceivedFile file, TimeSpan hostile)
    {
        try
        {
            if (delay > TimeSpan.Zero) await Task.Delay(delay, stop.Token);
            if (hostile > TimeSpan.Zero)
            {
                BeginProcessing(file);
                await Task.Delay(hostile, stop.Token);
            }
            line.Writer.TryWrite(file);
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    /// <summary>What a fault has held back goes on.</summary>
    public void Resume()
    {
        lock (gate)
        {
            foreach (var file in stuck) line.Writer.TryWrite(file);
            stuck.Clear();
        }
        registry.StoreUnless(IsKeptOut, clock.Now);
    }

    // Of a package the whole is held.
    private bool IsKeptOut(SentInvoice invoice) =>
        faults.IsHeld(FaultKind.LateStorage, invoice.Reference) || faults.IsHeld(FaultKind.LateStorage, invoice.SessionReference);

    private async Task Work()
    {
        try
        {
            await foreach (var file in line.Reader.ReadAllAsync(stop.Token))
                if (!Holds(file)) Process(file);
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private bool Holds(ReceivedFile file)
    {
        lock (gate)
        {
            BeginProcessing(file);
            if (!faults.IsHeld(FaultKind.StuckOn150, file.InvoiceReference)) return false;
            stuck.Add(file);
            return true;
        }
    }

    private void BeginProcessing(ReceivedFile file) =>
        registry.Invoices.Change(file.InvoiceReference, old => old.IsFinal ? old : old with { Status = InvoiceStatus.Processing });

    private void Process(ReceivedFile file)
    {
        // A reset may have taken the invoice away meanwhile.
        if (registry.Invoices.Find(file.InvoiceReference) is not { IsFinal: false } invoice
            || registry.Sessions.Find(invoice.SessionReference) is not { } session) return;
        var (xml, refusal) = EncryptedFileChecks.Open(file, session.Key);
        if (refusal is not null) Refuse(invoice, refusal);
        else Check(invoice, session, xml);
    }

    /// <summary>Runs the checks over a plain file and writes the outcome down.</summary>
    public void Check(SentInvoice invoice, SendingSession session, ReadOnlyMemory<byte> xml)
    {
        try
        {
            Decide(invoice, session, xml);
        }
        // Whatever goes wrong in a check is this server's fault, and the sender is told so instead of waiting for ever.
#pragma warning disable CA1031
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Refuse(invoice, InvoiceStatus.ServerFault() with { Details = [fault.Message] });
        }
    }

    private void Decide(SentInvoice invoice, SendingSession session, ReadOnlyMemory<byte> xml)
    {
        var candidate = new Candidate(invoice, session, grounds) { Xml = xml };
        if (FirstRefusal(InvoiceChecks.InOrder, candidate) is { } refused)
        {
            Refuse(invoice, refused);
            return;
        }
        registry.Together(() =>
        {
            // Taken away meanwhile, or ended with its package: it must not take the place of another one.
            if (registry.Invoices.Find(invoice.Reference) is not { IsFinal: false }) return false;
            if (FirstRefusal(InvoiceChecks.BesideOthers, candidate) is { } refusal) Refuse(invoice, refusal);
            else Accept(candidate);
            return true;
        });
    }

    private static StatusInfo? FirstRefusal(IEnumerable<InvoiceCheck> checks, Candidate candidate) =>
        checks.Select(check => check.Refusal(candidate)).FirstOrDefault(refusal => refusal is not null);

    private void Accept(Candidate candidate)
    {
        var now = clock.Now;
        var facts = candidate.Facts;
        registry.Finish(candidate.Invoice with
        {
            Status = InvoiceStatus.Accepted,
            Facts = facts,
            Number = registry.NewNumber(Nip.AsWritten(facts.SellerNip), PolishTime.DateOf(now)),
            NumberedAt = now,
            AwaitsStorage = IsKeptOut(candidate.Invoice),
            Mode = ModeOf(candidate),
            Xml = candidate.Xml,
        }, now);
    }

    // Declared offline, or P_1 before the day of invoicing; for a batch that is the day on which it was opened (LAW 10, 11).
    private static InvoicingMode ModeOf(Candidate candidate)
    {
        var invoicing = candidate.Session.Kind == SessionKind.Batch ? candidate.Session.OpenedAt : candidate.Invoice.ReceivedAt;
        return candidate.Invoice.DeclaredOffline || candidate.Facts.IssueDate < PolishTime.DateOf(invoicing) ? InvoicingMode.Offline
            : InvoicingMode.Online;
    }

    /// <summary>Ends an invoice that was received, without looking at it.</summary>
    public void Cancel(ReceivedFile file)
    {
        if (registry.Invoices.Find(file.InvoiceReference) is { } invoice) Refuse(invoice, StatusInfo.CancelledBySystem);
    }

    private void Refuse(SentInvoice invoice, StatusInfo status) => registry.Finish(invoice with { Status = status }, clock.Now);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(workers);
        stop.Dispose();
    }
}
