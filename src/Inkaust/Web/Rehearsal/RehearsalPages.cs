using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Inkaust.Web.Rehearsal;

/// <summary>Days to come, played on the KSeF of this machine: its line, Latarnia, its clock. For companies of that KSeF alone.</summary>
internal static class RehearsalPages
{
    private const string Page = "/c/{company}/rehearsal";

    /// <summary>The hour at which a day that is jumped to begins.</summary>
    private static readonly TimeSpan Morning = TimeSpan.FromHours(9);

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Page, (AsReader scope, CancellationToken stop) => Shown(scope, [], stop));
        Order(pages, "cut", (ksef, _, stop) => ksef.CutTheLineAsync(stop), new("Łącze przecięte.", "The line is cut."));
        Order(pages, "restore", (ksef, _, stop) => ksef.GiveTheLineBackAsync(stop), new("Łącze wróciło.", "The line is back."));
        Order(pages, "announce", (ksef, scope, stop) => ksef.AnnounceAsync(Named(scope), stop),
            new("Latarnia to ogłosiła.", "Latarnia has announced it."));
        Order(pages, "end", (ksef, scope, stop) => ksef.EndAsync(Named(scope), stop),
            new("Latarnia ogłosiła koniec.", "Latarnia has announced its end."));
        Order(pages, "clock", TurnAsync, new("Zegar przestawiony.", "The clock is turned."));
        Order(pages, "reset", (ksef, _, stop) => ksef.ResetAsync(stop),
            new("Lokalny KSeF zapomniał wszystko.", "The local KSeF has forgotten everything."));
        pages.MapGet(Page + "/reset", (AsOwner scope) =>
        {
            using var ksef = Of(scope);
            return Show.Page<ResetPage, CompanyOnly>(scope, new(scope.Company));
        });
        pages.MapPost(Page + "/issue", (AsIssuer scope, CancellationToken stop) => Attempt.OrAgainAsync(async () =>
        {
            using var ksef = Of(scope);
            var number = scope.Context.Request.Form["number"].ToString();
            if (!number.StartsWith(RehearsalModel.Beginning, StringComparison.Ordinal) || number.Length > 40)
                throw new BadHttpRequestException("No number of a rehearsal.");
            var issued = await scope.Office.SetUpCompany.IssueExampleAsync(scope.Company, number, number, stop);
            scope.Office.WatchHealth.LookSoon();
            return scope.Context.Then(scope.At("rehearsal"), new Notice(new($"Wystawiono {number}: {issued.Invoice.ModeReason.InWords.Pl}.",
                $"Issued {number}: {issued.Invoice.ModeReason.InWords.En}.")));
        }, findings => Shown(scope, findings, stop)));
    }

    // Everybody who uses this KSeF feels it, so that only an owner may.
    private static void Order(
        IEndpointRouteBuilder pages, string name, Func<LocalKsefSteering, AsOwner, CancellationToken, Task> order, Wording done) =>
        pages.MapPost($"{Page}/{name}", (AsOwner scope, CancellationToken stop) => Attempt.OrAgainAsync(async () =>
        {
            using var ksef = Of(scope);
            await order(ksef, scope, stop);
            await scope.Office.WatchHealth.LookAsync(stop);
            return scope.Context.Then(scope.At("rehearsal"), new Notice(done));
        }, findings => Shown(scope, findings, stop)));

    private static async Task TurnAsync(LocalKsefSteering ksef, AsOwner scope, CancellationToken stop)
    {
        var now = (await ksef.LookAsync(stop)).Now;
        await ksef.TurnAsync(scope.Context.Request.Form["to"].ToString() switch
        {
            "hour" => now.AddHours(1),
            "tomorrow" => PolishTime.StartOf(PolishTime.DateOf(now).AddDays(1)) + Morning,
            "deadline" when RehearsalModel.Deadline(scope) is { } day => PolishTime.StartOf(day.AddDays(1)).AddHours(-1),
            "present" when ksef.OwnNow is { } own => own,
            _ => throw new BadHttpRequestException("No such time."),
        }, stop);
    }

    private static Rehearsed Named(AsOwner scope) =>
        Enum.TryParse<Rehearsed>(scope.Context.Request.Form["what"], ignoreCase: true, out var what) && Enum.IsDefined(what)
            ? what : throw new BadHttpRequestException("Nothing to announce.");

    /// <exception cref="NotHere">The company belongs to another KSeF, or this one is not ours to steer.</exception>
    private static LocalKsefSteering Of(InCompany scope)
    {
        var settings = scope.Context.RequestServices.GetRequiredService<WebSettings>();
        return settings is { LocalManagement: { } management, LocalKsef: { } here } && scope.Company.Environment == KsefEnvironment.Local(here)
            ? new LocalKsefSteering(management, scope.Office) : throw new NotHere();
    }

    private static Drawn Shown(InCompany scope, IReadOnlyList<Finding> findings, CancellationToken stop) =>
        new Drawn(async () =>
        {
            using var ksef = Of(scope);
            return Show.Page<RehearsalPage, RehearsalModel>(scope, RehearsalModel.Of(scope, await ksef.LookAsync(stop), ksef.OwnNow, findings),
                Show.StatusOf(findings));
        });

    // A page that asks somebody before it can be drawn.
    internal sealed class Drawn(Func<Task<IResult>> draw) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext) => await (await draw()).ExecuteAsync(httpContext);
    }
}

/// <summary>A page about a company.</summary>
public sealed record CompanyOnly(Company Company);

/// <summary>The rehearsal as it stands.</summary>
/// <param name="Ksef">How the local KSeF stands.</param>
/// <param name="OwnNow">The time by which nothing is rehearsed; null: nobody knows it here.</param>
/// <param name="Waiting">The invoice of the story that waits to be sent; null: none does.</param>
/// <param name="Ended">The invoice of the story that was issued offline and has its number; null: there is none.</param>
/// <param name="NearestDeadline">The nearest deadline of what waits; null: nothing does.</param>
/// <param name="Findings">What was refused.</param>
public sealed record RehearsalModel(
    LocalKsefNow Ksef, DateTimeOffset? OwnNow, IssuedInvoice? Waiting, IssuedInvoice? Ended, DateOnly? NearestDeadline,
    IReadOnlyList<Finding> Findings)
{
    /// <summary>How numbers of invoices of a rehearsal begin.</summary>
    public const string Beginning = "PRÓBA/";

    /// <summary>The number of the next one; it is also the key of the request, so that a second click issues nothing.</summary>
    public required string NextNumber { get; init; }

    /// <summary>The step of the story that comes next, from 1.</summary>
    public int Step => (Ksef.IsLineCut, Waiting) switch
    {
        (true, null) => 2,
        (true, _) => 4,
        (false, not null) => 5,
        _ => Ended is null ? 1 : 6,
    };

    internal static DateOnly? Deadline(InCompany scope) => scope.Office.LookAtHome.Of(scope.Company).Waiting.Min(one => one.Deadline.Date);

    internal static RehearsalModel Of(InCompany scope, LocalKsefNow ksef, DateTimeOffset? own, IReadOnlyList<Finding> findings)
    {
        var home = scope.Office.LookAtHome.Of(scope.Company);
        var latest = home.Latest.Select(one => one.Invoice).FirstOrDefault(IsOfAStory);
        return new(ksef, own, home.Waiting.LastOrDefault(one => IsOfAStory(one)),
            latest is { State: InvoiceState.Accepted, Mode: not IssuingMode.Online } ? latest : null,
            home.Waiting.Min(one => one.Deadline.Date), findings)
        {
            NextNumber = $"{Beginning}{PolishTime.At(scope.Now):yyyyMMdd-HHmmss}",
        };
    }

    private static bool IsOfAStory(IssuedInvoice one) => one.Number.StartsWith(Beginning, StringComparison.Ordinal);
}
