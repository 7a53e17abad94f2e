using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Consultations;

/// <summary>Threads between the people of a company, its accountants and the specialist.</summary>
internal static class ConsultationPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/c/{company}/consultations", (AsReader scope) => Show.Page<ConsultationList, ConsultationListModel>(scope,
            new ConsultationListModel(scope.Office.Consult.Of(scope.Company, scope.Account.Id), scope.Office.OfficeHours.Now())));
        pages.MapGet("/c/{company}/consultations/new", (AsIssuer scope, long? invoice) => NewPage(scope, new Question { Invoice = invoice }, []));
        pages.MapPost("/c/{company}/consultations/new", (AsIssuer scope, IFormCollection form, CancellationToken stop) =>
        {
            var question = Question.Of(form);
            return Attempt.OrAgainAsync(async () =>
            {
                var thread = scope.Office.Consult.Ask(scope.Company, scope.Account, question.Partner, question.Subject, question.Invoice,
                    await MessageOf(form, stop));
                return scope.Context.Then(scope.At($"consultations/{thread}"), new Notice(new("Pytanie wysłano.", "Your question was sent.")));
            }, findings => NewPage(scope, question, findings));
        }).WithMetadata(Attachments).DisableAntiforgery();
        pages.MapGet("/c/{company}/consultations/{id:long}", (AsReader scope, long id) => ThreadPage(scope, id, "", []));
        pages.MapPost("/c/{company}/consultations/{id:long}", (AsIssuer scope, long id, IFormCollection form, CancellationToken stop) => Attempt.OrAgainAsync(async () =>
        {
            scope.Office.Consult.Answer(scope.Company, scope.Account, id, await MessageOf(form, stop));
            return scope.Context.Then(scope.At($"consultations/{id}"), new Notice(new("Odpowiedź wysłano.", "Your answer was sent.")));
        }, findings => ThreadPage(scope, id, form["message"].ToString(), findings))).WithMetadata(Attachments).DisableAntiforgery();
        pages.MapPost("/c/{company}/consultations/{id:long}/close", (AsIssuer scope, long id) =>
        {
            scope.Office.Consult.Close(scope.Company, scope.Account.Id, id);
            return scope.Context.Then(scope.At("consultations"),
                new Notice(new("Konsultację zamknięto.", "The consultation is closed.")) { Undo = scope.At($"consultations/{id}/reopen") });
        });
        pages.MapPost("/c/{company}/consultations/{id:long}/reopen", (AsIssuer scope, long id) =>
        {
            scope.Office.Consult.Reopen(scope.Company, scope.Account.Id, id);
            return scope.Context.Then(scope.At($"consultations/{id}"),
                new Notice(new("Konsultacja jest znów otwarta.", "The consultation is open again.")));
        });
        pages.MapGet("/c/{company}/consultations/{id:long}/files/{file:long}", (AsReader scope, long id, long file) =>
            Download(scope.Office.Consult.FileOf(scope.Company, id, file)));
    }

    /// <summary>A form with files of a message, and a little for the rest of it.</summary>
    public static Uploads Attachments { get; } = new(NewMessage.MostFiles * (long)NewMessage.MostBytes + 500_000);

    /// <summary>What strangers attached leaves as a download of no kind, so that no browser draws or runs it.</summary>
    public static IResult Download(NewFile? file) =>
        file is null ? throw new NotHere() : Results.File(file.Bytes, "application/octet-stream", file.Name);

    /// <summary>The message that a form holds.</summary>
    public static async Task<NewMessage> MessageOf(IFormCollection form, CancellationToken stop)
    {
        List<NewFile> files = [];
        // More than may be are not read: that there are more is enough to refuse them.
        foreach (var file in form.Files.Where(one => one.Length > 0).Take(NewMessage.MostFiles + 1))
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, stop);
            files.Add(new NewFile(file.FileName, bytes.ToArray()));
        }
        return new NewMessage(form["message"].ToString(), files);
    }

    private static IResult NewPage(InCompany scope, Question question, IReadOnlyList<Finding> faults) =>
        Show.Page<NewConsultation, NewConsultationModel>(scope, new NewConsultationModel(question, faults, scope.Office.OfficeHours.Now(),
            question.Invoice is { } invoice ? scope.Office.LookIntoLedger.At(scope.Company, invoice) ?? throw new NotHere() : null),
            Show.StatusOf(faults));

    private static IResult ThreadPage(InCompany scope, long id, string text, IReadOnlyList<Finding> faults) =>
        Show.Page<OneConsultation, OneConsultationModel>(scope, new OneConsultationModel(
            scope.Office.Consult.Read(scope.Company, scope.Account.Id, id) ?? throw new NotHere(), text, faults, scope.Office.OfficeHours.Now()),
            Show.StatusOf(faults));
}

/// <summary>A question as it was filled in.</summary>
public sealed record Question
{
    public Partner Partner { get; init; }

    public string Subject { get; init; } = "";

    public string Message { get; init; } = "";

    public long? Invoice { get; init; }

    internal static Question Of(IFormCollection form) => new()
    {
        Partner = form["partner"] == "specialist" ? Partner.Specialist : Partner.Accountant,
        Subject = form["subject"].ToString(),
        Message = form["message"].ToString(),
        Invoice = long.TryParse(form["invoice"], System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : null,
    };
}

/// <summary>The threads of a company.</summary>
public sealed record ConsultationListModel(IReadOnlyList<Consultation> Threads, Hours Hours);

/// <summary>A question that is being written.</summary>
public sealed record NewConsultationModel(Question Question, IReadOnlyList<Finding> Faults, Hours Hours, IssuedInvoice? About);

/// <summary>A thread, and the answer that is being written.</summary>
public sealed record OneConsultationModel(ConsultationThread Thread, string Text, IReadOnlyList<Finding> Faults, Hours Hours);
