using System.Data.Common;
using Inkaust.Invoices;
using Inkaust.Office;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inkaust.Web.Mail;

/// <summary>Sends what waits in the outbox, at once when something is put there, and again when its next try is due.</summary>
internal sealed partial class SendLetters(Workplace office, Postman postman, ILogger<SendLetters> log) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(20);

    /// <summary>Sends everything that is due.</summary>
    public async Task SendAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && postman.Server is { } server && office.Outbox.Take() is { } next)
        {
            var refused = await Postman.GiveAsync(server, next.Letter, stop);
            office.Outbox.Tell(next.Id, refused?.Text, refused?.IsFinal ?? false);
            Told(log, next.Id, refused is null ? "taken" : refused.IsFinal ? "given up" : "to be tried again");
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SendAsync(stoppingToken);
                await office.Outbox.WaitAsync(BetweenLooks, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                // It is being stopped.
            }
            catch (Exception fault) when (fault is DbException or RefusedException)
            {
                // The database is away, or a letter was sealed by another master key: the next look is the next try.
                await Task.Delay(BetweenLooks, stoppingToken)
                    .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }
    }

    [LoggerMessage(EventId = 401, EventName = "Letter", Level = LogLevel.Information, Message = "Letter {Letter}: {Outcome}")]
    private static partial void Told(ILogger log, long letter, string outcome);
}
