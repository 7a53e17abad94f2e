using System.Globalization;
using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>What the buyer is sent.</summary>
public enum SentDocument
{
    /// <summary>The invoice, with the codes of its state.</summary>
    Invoice,

    /// <summary>A transaction confirmation, which is no invoice.</summary>
    Confirmation,
}

/// <summary>A letter with an invoice, as it is proposed: a person may change the words, never the document.</summary>
/// <param name="Document">What goes along: what this buyer may be given in this state (LAW 1.10).</param>
/// <param name="Why">Why that.</param>
/// <param name="To">The buyer's address where the invoice names it; else empty.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Text">The words.</param>
public sealed record ProposedLetter(SentDocument Document, Wording Why, string To, string Subject, string Text);

/// <summary>A document that was sent by e-mail.</summary>
/// <param name="At">When it was given to the outbox.</param>
/// <param name="Recipient">To whom.</param>
/// <param name="Document">What.</param>
/// <param name="By">By whom.</param>
/// <param name="Letter">What became of the letter; null: that is not kept any more.</param>
public sealed record Delivery(DateTimeOffset At, string Recipient, SentDocument Document, Who By, SeenLetter? Letter);

/// <summary>Sends the buyer by e-mail what he may be given now: the invoice, a copy, or a transaction confirmation, never more.</summary>
public sealed class MailInvoice(Database database, Ledger ledger, PrintIssued print, BuyerLetters letters, Outbox outbox, TimeProvider clock)
{
    /// <summary>The letter as it is proposed, in the words of the company.</summary>
    /// <exception cref="RefusedException">INK-PRINT-006, 009: nothing of it may be given to anybody.</exception>
    public ProposedLetter Propose(Company company, IssuedInvoice invoice, Language language)
    {
        var file = ledger.Of(company).File(invoice);
        var (document, why) = DocumentOf(company, invoice, file);
        var words = letters.About(company, language, new LetterFacts
        {
            Number = invoice.Number,
            Gross = invoice.Gross,
            Currency = invoice.Currency,
            PaymentDate = DateOnly.TryParseExact(file.Text("Fa", "Platnosc", "TerminPlatnosci", "Termin"), "yyyy-MM-dd",
                CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null,
            Document = document,
            KsefNumber = (invoice.State as InvoiceState.Accepted)?.KsefNumber,
        });
        return new ProposedLetter(document, why, file.Text("Podmiot2", "DaneKontaktowe", "Email") ?? "", Untrusted.ForHeader(words.Subject), words.Text);
    }

    /// <summary>Puts the letter into the outbox, with the document that the buyer may be given at this moment.</summary>
    /// <param name="company">Whose invoice.</param>
    /// <param name="invoice">Which.</param>
    /// <param name="to">The buyer's address.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="text">The words.</param>
    /// <exception cref="RefusedException">INK-MAIL-001 to 003; INK-PRINT-006 to 009. Nothing was sent.</exception>
    public void Send(Company company, IssuedInvoice invoice, string to, string subject, string text)
    {
        var (document, _) = DocumentOf(company, invoice, ledger.Of(company).File(invoice));
        var name = Untrusted.ForFileName(invoice.Number, "faktura");
        var pdf = print.Draw(company, invoice, document == SentDocument.Invoice ? PrintForm.Pdf : PrintForm.Confirmation);
        var letter = outbox.Put(new Letter(to.Trim(), subject.Trim(), text)
        {
            Files = [new LetterFile(document == SentDocument.Invoice ? $"{name}.pdf" : $"{name}-potwierdzenie.pdf", "application/pdf", pdf)],
        });
        using var connection = database.Connect();
        connection.Execute("""
            INSERT INTO delivery (company, invoice, letter, recipient, document, at, done_by)
            VALUES (@Company, @Id, @letter, @To, @Document, @At, @By)
            """, new
        {
            Company = company.Id.Text,
            invoice.Id,
            letter,
            To = to.Trim(),
            Document = document == SentDocument.Invoice ? "invoice" : "confirmation",
            At = Database.Instant(clock.GetUtcNow()),
            By = company.By.Text,
        });
    }

    /// <summary>What was sent of an invoice, newest first.</summary>
    public IReadOnlyList<Delivery> Of(Company company, IssuedInvoice invoice)
    {
        using var connection = database.Connect();
        return [.. connection.Query<(string At, string To, string Document, string By, long Letter)>("""
            SELECT at, recipient, document, done_by, letter FROM delivery WHERE company = @Company AND invoice = @Id ORDER BY id DESC
            """, new { Company = company.Id.Text, invoice.Id })
            .Select(row => new Delivery(Database.Instant(row.At), row.To,
                row.Document == "invoice" ? SentDocument.Invoice : SentDocument.Confirmation,
                new Who(row.By), outbox.At(row.Letter)))];
    }

    private static (SentDocument, Wording) DocumentOf(Company company, IssuedInvoice invoice, Fa3Invoice file)
    {
        if (invoice.State is InvoiceState.Rejected) throw new RefusedException(InvoicePrint.NotIssued(invoice));
        _ = InvoicePrint.CodesOf(invoice, company); // Refuses what is for nobody's eyes.
        var handOver = invoice.HandOver(file);
        return (handOver.Invoice ? SentDocument.Invoice : SentDocument.Confirmation, handOver.Why);
    }
}
