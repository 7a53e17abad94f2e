using System.Data.Common;
using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>
/// What the corrections and settlements of a company name, noted beside them: who asks for the corrections of one invoice reads those alone,
/// and not all of its buyer.
/// </summary>
internal sealed class NotedNames(Database database, Company company)
{
    /// <summary>The condition of an invoice that names another; its parameters are Company, Number and KsefNumber.</summary>
    public const string Naming =
        "id IN (SELECT invoice FROM named_invoice WHERE company = @Company AND (number = @Number OR ksef_number = @KsefNumber))";

    // The condition of the index invoice_names_not_noted, word for word: SQLite uses it for no other.
    private const string NotNoted = "names_noted = 0 AND kind IN ('KOR', 'KOR_ZAL', 'KOR_ROZ', 'ROZ')";

    /// <summary>What a file names: its originals and its advances.</summary>
    /// <param name="kind">RodzajFaktury.</param>
    /// <param name="xml">The file; one that this version does not take for FA(3) names nothing.</param>
    public static IReadOnlyList<(string? Number, string? KsefNumber)> In(string kind, ReadOnlyMemory<byte> xml)
    {
        if (kind is not ("KOR" or "KOR_ZAL" or "KOR_ROZ" or "ROZ") || NamedInvoices.DraftOf(xml) is not { } says) return [];
        return
        [
            .. (says.Correction?.Invoices ?? []).Select(one => ((string?)one.Number, one.KsefNumber)),
            .. says.Advances.Select(one => (one.Number, one.KsefNumber)),
        ];
    }

    /// <summary>Notes them beside their invoice.</summary>
    public void Note(DbConnection connection, DbTransaction transaction, long invoice, IReadOnlyList<(string? Number, string? KsefNumber)> names) =>
        connection.Execute("INSERT INTO named_invoice (company, invoice, number, ksef_number) VALUES (@Company, @invoice, @Number, @KsefNumber)",
            names.Select(one => new { Company = company.Id.Text, invoice, one.Number, one.KsefNumber }), transaction);

    /// <summary>Notes what was issued before anybody noted it; afterwards there is nothing left to note.</summary>
    public void NoteOlder()
    {
        var ofIt = new { Company = company.Id.Text, Environment = company.Environment.Word };
        using (var looking = database.Connect())
        {
            if (!looking.Query<long>(
                $"SELECT id FROM invoice WHERE company = @Company AND environment = @Environment AND {NotNoted} LIMIT 1", ofIt).Any()) return;
        }
        database.InTransaction((connection, transaction) =>
        {
            var older = connection.Query<(long Id, string Kind, byte[] Xml)>(
                $"SELECT id, kind, xml FROM invoice WHERE company = @Company AND environment = @Environment AND {NotNoted}",
                ofIt, transaction, buffered: true).AsList();
            foreach (var (id, kind, xml) in older) Note(connection, transaction, id, In(kind, xml));
            return connection.Execute(
                $"UPDATE invoice SET names_noted = 1 WHERE company = @Company AND environment = @Environment AND {NotNoted}", ofIt, transaction);
        });
    }
}
