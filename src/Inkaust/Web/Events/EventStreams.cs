using System.Data.Common;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Web.Api;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;

namespace Inkaust.Web.Events;

/// <summary>
/// Server-sent events. Each stream ends after a while, and with the app: whoever comes back with the last event that he saw goes on from there, and
/// whether he still may is asked anew.
/// </summary>
internal sealed class EventStreams(IHostApplicationLifetime life)
{
    /// <summary>The longest stream.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private const int MostOfAll = 200, MostOfACompany = 20;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1), BetweenHeartbeats = TimeSpan.FromSeconds(15);

    private readonly Lock gate = new();
    private readonly Dictionary<CompanyId, int> open = [];

    /// <summary>Writes what happens after an event until the stream ends.</summary>
    /// <param name="scope">Who reads.</param>
    /// <param name="after">The key of the last event that he saw; null: what happens from now on.</param>
    /// <param name="length">How long at most.</param>
    /// <param name="stop">He is gone.</param>
    /// <exception cref="RefusedException">INK-HOOK-006: there is no such event.</exception>
    public async Task WriteAsync(MayRead scope, string? after, TimeSpan length, CancellationToken stop)
    {
        var (clock, feed, response) = (scope.Office.Clock, scope.Office.EventFeed, scope.Context.Response);
        // What is refused is refused before anything is written.
        var page = feed.After(scope.Company, after ?? feed.Newest(scope.Company));
        if (!Enter(scope.Company.Id))
        {
            response.Headers.RetryAfter = "60";
            await Problems.WriteAsync(scope.Context, StatusCodes.Status429TooManyRequests, [WebhookFindings.TooManyStreams]);
            return;
        }
        try
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, life.ApplicationStopping);
            response.ContentType = "text/event-stream; charset=utf-8";
            response.Headers["X-Accel-Buffering"] = "no";
            scope.Context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            await SayAsync(response, "retry: 2000\n\n", end.Token);
            var (began, spokeAt) = (clock.GetTimestamp(), clock.GetTimestamp());
            while (true)
            {
                foreach (var one in page.Events)
                {
                    await SayAsync(response, $"id: {one.Key}\nevent: {one.What.Kind.Word()}\ndata: {DataOf(scope, one)}\n\n", end.Token);
                    spokeAt = clock.GetTimestamp();
                }
                if (clock.GetElapsedTime(began) >= TimeSpan.FromTicks(Math.Min(length.Ticks, Longest.Ticks))) return;
                if (!page.HasMore)
                {
                    if (clock.GetElapsedTime(spokeAt) >= BetweenHeartbeats)
                    {
                        await SayAsync(response, ":\n\n", end.Token);
                        spokeAt = clock.GetTimestamp();
                    }
                    await Task.Delay(BetweenLooks, clock, end.Token);
                }
                // Whoever was put out meanwhile hears nothing more.
                if (!scope.IsStillHere()) return;
                page = feed.After(scope.Company, page.Cursor);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException || (response.HasStarted && fault is (DbException or RefusedException)))
        {
            // He is gone, the app ends, or the database is away for a moment: he comes back and reads on.
        }
        finally
        {
            Leave(scope.Company.Id);
        }
    }

    private static string DataOf(MayRead scope, FedEvent one) =>
        Encoding.UTF8.GetString(EventApi.AnswerOf(scope.Office, scope.Company, one).Bytes());

    private static async Task SayAsync(HttpResponse response, string text, CancellationToken end)
    {
        await response.WriteAsync(text, end);
        await response.Body.FlushAsync(end);
    }

    private bool Enter(CompanyId company)
    {
        lock (gate)
        {
            var already = open.GetValueOrDefault(company);
            if (already >= MostOfACompany || open.Values.Sum() >= MostOfAll) return false;
            open[company] = already + 1;
            return true;
        }
    }

    private void Leave(CompanyId company)
    {
        lock (gate)
        {
            if (--open[company] == 0) open.Remove(company);
        }
    }
}
