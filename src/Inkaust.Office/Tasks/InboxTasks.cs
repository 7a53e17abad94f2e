using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>The tasks that receiving gives: files that were refused, and invoices with an account that is not the seller's usual one.</summary>
internal sealed class InboxTasks(Database database, SyncInbox sync)
{
    private const int MostShown = 20;

    public IEnumerable<OpenTask> Of(Company company)
    {
        foreach (var (package, files) in sync.Refused(company).Take(MostShown))
        {
            yield return new OpenTask($"inbox:{package.Id}", TaskKind.RefusedFromKsef, new(
                $"W paczce z KSeF z {PolishTime.Shown(package.AskedAt)} nie przyjęto plików: {files.Count}. Pierwszy powód: {files[0].Why.Text.Pl}",
                $"In the package from KSeF of {PolishTime.Shown(package.AskedAt)} files were refused: {files.Count}. First reason: {files[0].Why.Text.En}"),
                new SeeRefusedFiles(), package.EndedAt ?? package.AskedAt);
        }
        foreach (var (id, number, seller, cameAt) in WithOtherAccount(company))
        {
            yield return new OpenTask($"other-account:{id}", TaskKind.OtherAccount, new(
                $"Faktura {number} ({seller}) podaje inny rachunek, niż ten sprzedawca miał dotąd. Zanim zapłacisz, upewnij się inną drogą.",
                $"Invoice {number} ({seller}) names another account than this seller had so far. Make sure by another way before you pay."),
                new SeeReceived(id), Database.Instant(cameAt));
        }
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
