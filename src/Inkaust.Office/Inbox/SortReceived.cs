using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>Puts received invoices into the states that people give them, with who and when.</summary>
public sealed class SortReceived(Database database, TimeProvider clock)
{
    private const int LongestNote = 500;

    /// <summary>The invoice that a person means: by <c>id:17</c>, its KSeF number, or its own number.</summary>
    /// <exception cref="RefusedException">INK-INBOX-021: nothing found; 022: several.</exception>
    public ReceivedInvoice Find(Company company, string reference) => new ReceivedTable(database, company).Find(reference);

    /// <summary>Puts one into a state. Into that in which it is already: nothing is done.</summary>
    /// <param name="company">Whose it is; who does it stands in it.</param>
    /// <param name="invoice">As it was seen.</param>
    /// <param name="state">What it is to be.</param>
    /// <param name="note">Why, in words; may be empty.</param>
    /// <returns>As it is now.</returns>
    /// <exception cref="RefusedException">INK-INBOX-023: somebody else has changed it meanwhile.</exception>
    public ReceivedInvoice To(Company company, ReceivedInvoice invoice, ReceivedState state, string note = "")
    {
        if (invoice.State == state && note.Length == 0) return invoice;
        var now = Database.Instant(clock.GetUtcNow());
        var words = Database.WithoutNul(note.Trim());
        database.InTransaction((connection, transaction) =>
        {
            var of = new
            {
                invoice.Id,
                Company = company.Id.Text,
                Was = invoice.State.Word(),
                State = state.Word(),
                At = now,
                By = company.By.Text,
                Note = words.Length <= LongestNote ? words : words[..LongestNote],
                invoice.SellerNip,
            };
            if (connection.Execute(
                "UPDATE received SET state = @State, version = version + 1 WHERE id = @Id AND company = @Company AND state = @Was", of, transaction) != 1)
                throw new RefusedException(InboxFindings.ChangedMeanwhile);
            connection.Execute("""
                INSERT INTO received_step (company, received, at, state, done_by, note) VALUES (@Company, @Id, @At, @State, @By, @Note)
                """, of, transaction);
            // Where it is paid, a person has found to be right.
            if (state == ReceivedState.ForBooking)
            {
                foreach (var account in invoice.Accounts)
                {
                    connection.Execute("""
                        INSERT INTO seller_account (company, seller_nip, account, since) VALUES (@Company, @SellerNip, @account, @At)
                        ON CONFLICT DO NOTHING
                        """, new { of.Company, of.SellerNip, account, of.At }, transaction);
                }
            }
            return 0;
        });
        return new ReceivedTable(database, company).TryAt(invoice.Id)!;
    }
}
