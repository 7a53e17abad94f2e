using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>
/// What the specialist of whoever runs the installation was asked, by the people of any company; nothing else of a company is seen here.
/// </summary>
public sealed class SpecialistDesk(Database database, CompanyRegister companies, Consult consult)
{
    private const int Most = 200;

    /// <summary>The threads, those first that are open and unread.</summary>
    public IReadOnlyList<(Company Company, Consultation Thread)> Of(AccountId specialist)
    {
        using var connection = database.Connect();
        var found = connection.Query<(long Id, string Company)>(
            "SELECT id, company FROM consultation WHERE partner = 'specialist' ORDER BY id DESC LIMIT @Most",
            new { Most }).AsList();
        var byId = companies.At([.. found.Select(one => new CompanyId(one.Company)).Distinct()]).ToDictionary(one => one.Id.Text);
        return [.. found.SelectMany(one => consult.Asked(byId[one.Company], specialist, one.Id).Select(thread => (byId[one.Company], thread)))
            .OrderBy(one => one.thread.ClosedAt is not null).ThenBy(one => !one.thread.IsUnread).ThenByDescending(one => one.thread.LastAt)];
    }

    /// <summary>A thread, which he has read then; null: he was asked nothing under this key.</summary>
    public (Company Company, ConsultationThread Thread)? Read(AccountId specialist, long id) =>
        CompanyOf(id) is { } company && consult.Read(company, specialist, id, isSpecialist: true) is { } thread ? (company, thread) : null;

    /// <summary>A file of such a thread; null: there is none.</summary>
    public NewFile? FileOf(long thread, long file) => CompanyOf(thread) is { } company ? consult.FileOf(company, thread, file) : null;

    /// <summary>Answers.</summary>
    /// <exception cref="RefusedException">INK-TALK-002 to 004: it cannot be written so; 006: he was asked nothing under this key.</exception>
    public void Answer(Account specialist, long thread, NewMessage message) =>
        consult.Answer(CompanyOf(thread) ?? throw new RefusedException(new Finding("INK-TALK-006",
            "Nie ma tu takiej konsultacji.", "There is no such consultation here.")), specialist, thread, message, isSpecialist: true);

    private Company? CompanyOf(long thread)
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<string?>("SELECT company FROM consultation WHERE partner = 'specialist' AND id = @thread", new { thread })
            is { } id ? companies.At(new CompanyId(id)) : null;
    }
}
