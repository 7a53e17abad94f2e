using System.Threading.Channels;
using Inkaust.Invoices;

namespace Inkaust.LocalKsef;

/// <summary>An encrypted file that came in, beside what was said about it.</summary>
internal sealed record ReceivedFile(string InvoiceReference, byte[] Content, DeclaredFile Plain, DeclaredFile Encrypted);

/// <summary>The line in which received files wait to be checked and numbered.</summary>
internal sealed class InvoiceProcessing : IAsyncDisposable
{
    private readonly World world;
    private readonly TimeSpan delay;
    private readonly Channel<ReceivedFile> line = Channel.CreateUnbounded<ReceivedFile>();
    private readonly Lock gate = new();
    private readonly List<ReceivedFile> stuck = [];
    private readonly CancellationTokenSource stop = new();
    private readonly Task[] workers;

    public InvoiceProcessing(World world, TimeSpan delay)
    {
        (this.world, this.delay) = (world, delay);
        workers = [.. Enumerable.Range(0, Math.Max(2, Environment.ProcessorCount)).Select(_ => Task.Run(Work))];
    }

    public void Take(ReceivedFile file)
    {
        var hostile = world.Hostility.Delay();
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
        world.Registry.StoreUnless(IsKeptOut, world.Clock.Now);
    }

    // Of a package the whole is held.
    private bool IsKeptOut(SentInvoice invoice) =>
        world.Faults.IsHeld(FaultKind.LateStorage, invoice.Reference) || world.Faults.IsHeld(FaultKind.LateStorage, invoice.SessionReference);

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
            if (!world.Faults.IsHeld(FaultKind.StuckOn150, file.InvoiceReference)) return false;
            stuck.Add(file);
            return true;
        }
    }

    private void BeginProcessing(ReceivedFile file) =>
        world.Registry.Invoices.Change(file.InvoiceReference, old => old.IsFinal ? old : old with { Status = InvoiceStatus.Processing });

    private void Process(ReceivedFile file)
    {
        // A reset may have taken the invoice away meanwhile.
        if (world.Registry.Invoices.Find(file.InvoiceReference) is not { IsFinal: false } invoice || world.Registry.Sessions.Find(invoice.SessionReference) is not { } session) return;
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
        var candidate = new Candidate(invoice, session, world) { Xml = xml };
        if (FirstRefusal(InvoiceChecks.InOrder, candidate) is { } refused)
        {
            Refuse(invoice, refused);
            return;
        }
        world.Registry.Together(() =>
        {
            // Taken away meanwhile, or ended with its package: it must not take the place of another one.
            if (world.Registry.Invoices.Find(invoice.Reference) is not { IsFinal: false }) return false;
            if (FirstRefusal(InvoiceChecks.BesideOthers, candidate) is { } refusal) Refuse(invoice, refusal);
            else Accept(candidate);
            return true;
        });
    }

    private static StatusInfo? FirstRefusal(IEnumerable<InvoiceCheck> checks, Candidate candidate) =>
        checks.Select(check => check.Refusal(candidate)).FirstOrDefault(refusal => refusal is not null);

    private void Accept(Candidate candidate)
    {
        var now = world.Clock.Now;
        var facts = candidate.Facts;
        world.Registry.Finish(candidate.Invoice with
        {
            Status = InvoiceStatus.Accepted,
            Facts = facts,
            Number = world.Registry.NewNumber(Nip.Parse(facts.SellerNip), PolishTime.DateOf(now)),
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
        return candidate.Invoice.DeclaredOffline || candidate.Facts.IssueDate < PolishTime.DateOf(invoicing) ? InvoicingMode.Offline : InvoicingMode.Online;
    }

    /// <summary>Ends an invoice that was received, without looking at it.</summary>
    public void Cancel(ReceivedFile file)
    {
        if (world.Registry.Invoices.Find(file.InvoiceReference) is { } invoice) Refuse(invoice, StatusInfo.CancelledBySystem);
    }

    private void Refuse(SentInvoice invoice, StatusInfo status) => world.Registry.Finish(invoice with { Status = status }, world.Clock.Now);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(workers);
        stop.Dispose();
    }
}
