using System.Globalization;
using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Tasks;

/// <summary>What needs a person: the list, and what people add to it.</summary>
internal static class TaskPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/c/{company}/tasks", (AsReader scope, string? show) =>
            Show.Page<TaskList, TaskListModel>(scope, TaskListModel.Of(scope, show)));
        pages.MapPost("/c/{company}/tasks/assign", (AsIssuer scope, [FromForm] string? key, [FromForm] string? to, [FromForm] string? show) =>
        {
            var task = scope.Office.TendTask.Assign(scope.Company, key ?? "", to is { Length: > 0 } account ? new AccountId(account) : null);
            return Back(scope, show, task.AssignedTo is null
                ? new("Zadanie jest znów wszystkich.", "The task is everybody's again.") : new("Zadanie przypisano.", "The task was assigned."));
        }).DisableAntiforgery();
        pages.MapPost("/c/{company}/tasks/put-off", (AsIssuer scope, [FromForm] string? key, [FromForm] string? until, [FromForm] string? show) =>
        {
            // What is no day at all lies before tomorrow, which is refused.
            var task = scope.Office.TendTask.PutOff(scope.Company, key ?? "", until is { Length: > 0 } text ? DayOf(text, scope.Now) : null);
            return Back(scope, show, task.PutOffUntil is { } day
                ? new($"Odłożono do {Shape.Shown.Date(day, Language.Polish)}.", $"Put off until {Shape.Shown.Date(day, Language.English)}.")
                : new("Zadanie wróciło.", "The task is back."));
        }).DisableAntiforgery();
        pages.MapPost("/c/{company}/tasks/done", (AsIssuer scope, [FromForm] string? key, [FromForm] string? show) =>
        {
            var task = scope.Office.TendTask.Done(scope.Company, key ?? "", scope.Account.Id);
            return Back(scope, show, new("Zapisano, że zrobione.", "Noted as done."),
                scope.At($"tasks/not-done?key={Uri.EscapeDataString(task.Key)}"));
        }).DisableAntiforgery();
        pages.MapPost("/c/{company}/tasks/not-done", (AsIssuer scope, [FromQuery] string? key) =>
        {
            scope.Office.TendTask.NotDone(scope.Company, key ?? "");
            return Back(scope, null, new("Zadanie wróciło.", "The task is back."));
        });
        pages.MapPost("/c/{company}/tasks/packages", (AsIssuer scope) =>
        {
            scope.Office.SendWaiting.PackagesNow(scope.Company);
            return Back(scope, null, new("Paczki pójdą w najbliższej rundzie, w ciągu minuty.", "Packages go with the next round, within a minute."));
        });
        pages.MapGet("/c/{company}/tasks/corrections/{id:long}", (AsReader scope, long id) =>
            Show.Page<HeldCorrectionPage, HeldCorrectionModel>(scope, new HeldCorrectionModel(
                scope.Office.CorrectAndSend.Waiting(scope.Company).FirstOrDefault(one => one.Correction.Id == id) ?? throw new NotHere())));
        pages.MapPost("/c/{company}/tasks/corrections/{id:long}/withdraw", (AsIssuer scope, long id) =>
        {
            var held = scope.Office.CorrectAndSend.Withdraw(scope.Company, id);
            return Back(scope, null, new($"Wycofano korektę {held.Number}. Nic nie wystawiono.",
                $"The correction {held.Number} was withdrawn. Nothing was issued."));
        });
    }

    private static IResult Back(InCompany scope, string? show, Wording said, string? undo = null) =>
        scope.Context.Then(scope.At("tasks") + TaskListModel.QueryOf(TaskListModel.ShowOf(show)), new Notice(said) { Undo = undo });

    private static DateOnly DayOf(string text, DateTimeOffset now) => text switch
    {
        "tomorrow" => PolishTime.DateOf(now).AddDays(1),
        "week" => PolishTime.DateOf(now).AddDays(7),
        "month" => PolishTime.DateOf(now).AddDays(30),
        _ => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : DateOnly.MinValue,
    };
}

/// <summary>Which tasks are shown.</summary>
public enum ShownTasks
{
    Mine,
    All,
    PutOff,
}

/// <summary>The list of tasks.</summary>
/// <param name="Tasks">All of the company.</param>
/// <param name="Shown">Which of them.</param>
/// <param name="People">Who may have one.</param>
/// <param name="Me">Who looks.</param>
public sealed record TaskListModel(TasksOfCompany Tasks, ShownTasks Shown, IReadOnlyList<Member> People, AccountId Me)
{
    public static TaskListModel Of(InCompany scope, string? show) => new(scope.Office.Tasks.Of(scope.Company), ShowOf(show),
        [.. scope.Office.Members.Among(scope.Company).Where(one => one.Role >= Role.Issuer)], scope.Account.Id);

    public static ShownTasks ShowOf(string? show) => show switch { "all" => ShownTasks.All, "put-off" => ShownTasks.PutOff, _ => ShownTasks.Mine };

    public static string QueryOf(ShownTasks show) => show switch { ShownTasks.All => "?show=all", ShownTasks.PutOff => "?show=put-off", _ => "" };

    public IReadOnlyList<OpenTask> Mine => [.. Tasks.Open.Where(one => one.IsFor(Me))];

    public IReadOnlyList<OpenTask> Listed => Shown switch { ShownTasks.All => Tasks.Open, ShownTasks.PutOff => Tasks.PutOff, _ => Mine };

    public string NameOf(AccountId? account) => People.FirstOrDefault(one => one.Account == account)?.Name ?? "?";
}

/// <summary>A correction that waits.</summary>
public sealed record HeldCorrectionModel(CorrectionOutcome.Held Held);
