using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>The tasks that receiving gives: files that were refused, and invoices with an account that is not the seller's usual one.</summary>
internal sealed class InboxTasks(Database database)
{
    private const int MostShown = 20;

    public IEnumerable<OpenTask> Of(Company company)
    {
        foreach (var (id, refused, at, pl, en) in WithRefusedFiles(company))
        {
            yield return new OpenTask($"inbox:{id}", TaskKind.RefusedFromKsef, new(
                $"W paczce z KSeF nie przyjęto plików: {refused}. Pierwszy powód: {pl}",
                $"In a package from KSeF files were refused: {refused}. First reason: {en}"),
                new SeeRefusedFiles(), Database.Instant(at));
        }
        foreach (var (id, number, seller, cameAt) in WithOtherAccount(company))
        {
            yield return new OpenTask($"other-account:{id}", TaskKind.OtherAccount, new(
                $"Faktura {number} ({seller}) podaje inny rachunek, niż ten sprzedawca miał dotąd. Zanim zapłacisz, upewnij się inną drogą.",
                $"Invoice {number} ({seller}) names another account than this seller had so far. Make sure by another way before you pay."),
                new SeeReceived(id), Database.Instant(cameAt));
        }
    }

    private List<(long Id, long Refused, string At, string Pl, string En)> WithRefusedFiles(Company company)
    {
        using var connection = database.Connect();
        return connection.Query<(long, long, string, string, string)>($"""
            SELECT inbox_package.id, refused, ended_at, pl, en FROM inbox_package
            JOIN inbox_refused ON inbox_refused.id = (SELECT MIN(id) FROM inbox_refused WHERE company = @Company AND package = inbox_package.id)
            WHERE inbox_package.company = @Company AND refused > 0 AND settled_at IS NULL ORDER BY inbox_package.id DESC LIMIT {MostShown}
            """, new { Company = company.Id.Text }).AsList();
    }

    private List<(long Id, string Number, string Seller, string CameAt)> WithOtherAccount(Company company)
    {
        using var connection = database.Connect();
        return connection.Query<(long, string, string, string)>($"""
            SELECT id, number, seller_name, came_at FROM received
            WHERE company = @Company AND usual IS NOT NULL AND state IN ('new', 'seen') ORDER BY id DESC LIMIT {MostShown}
            """, new { Company = company.Id.Text }).AsList();
    }
}
