using Dapper;

namespace Inkaust.Office;

/// <summary>The webhooks that the program disabled by itself, and at which a person has not looked yet.</summary>
internal sealed class GivenUpWebhooks(Database database)
{
    public IReadOnlyList<Webhook> Of(Company company)
    {
        using var connection = database.Connect();
        return [.. connection.Query<Webhooks.Row>($"""
            SELECT {Webhooks.Columns} FROM webhook
            WHERE company = @Company AND disabled_at IS NOT NULL AND disabled_why IN ('gone', 'failing') ORDER BY disabled_at, id
            """, new { Company = company.Id.Text }).Select(Webhooks.Read)];
    }
}
