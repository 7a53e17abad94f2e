using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>Interactive sending (tag "Wysyłka interaktywna"). Each call here changes something in KSeF.</summary>
public sealed class OnlineSessions
{
    private static readonly Wording Opening = new("otwarcie sesji interaktywnej", "opening an online session");
    private static readonly Wording Sending = new("wysłanie faktury", "sending an invoice");
    private static readonly Wording Closing = new("zamknięcie sesji interaktywnej", "closing an online session");

    private readonly Exchange exchange;
    private readonly PublicKeys publicKeys;

    internal OnlineSessions(Exchange exchange, PublicKeys publicKeys)
    {
        this.exchange = exchange;
        this.publicKeys = publicKeys;
    }

    /// <summary>Opens a session. An unknown outcome leaves at worst an empty session that KSeF closes by itself.</summary>
    /// <param name="access">Who sends.</param>
    /// <param name="encryption">A fresh key from <see cref="PublicKeys.NewEncryptionAsync"/>.</param>
    /// <param name="form">What is sent; FA(3) when null.</param>
    /// <param name="cancellation">Gives up; after that it is unknown whether the session was opened.</param>
    /// <exception cref="KsefRejected">With 21470 the key was withdrawn: the next encryption uses the new one.</exception>
    public async Task<OnlineSession> OpenAsync(
        KsefAccess access, InvoiceEncryption encryption, FormCode? form = null, CancellationToken cancellation = default)
    {
        var request = new OpenSession { FormCode = form ?? FormCode.Fa3, Encryption = WrappedEncryption.Of(encryption) };
        var call = Call.Changing(Opening, access, "/sessions/online").WithJson(request, OnlineSessionsJson.Default.OpenSession);
        return await publicKeys.UsedInAsync(() =>
            exchange.AskAsync(call, OnlineSessionsJson.Default.OnlineSession, cancellation)).ConfigureAwait(false);
    }

    /// <summary>
    /// Sends one invoice. The answer says only that it was taken in: whether it is accepted shows its own status. After an
    /// unknown outcome look for its hash among the invoices of the session.
    /// </summary>
    /// <param name="access">Who sends.</param>
    /// <param name="session">An open session.</param>
    /// <param name="invoice">Encrypted with the key of that session.</param>
    /// <param name="offlineMode">True when the invoice was issued offline.</param>
    /// <param name="hashOfCorrectedInvoice">For a technical correction: the hash of the refused invoice that the buyer holds.</param>
    /// <param name="cancellation">Gives up; after that it is unknown whether the invoice was taken in.</param>
    /// <returns>The reference number of the invoice within the session.</returns>
    public async Task<ReferenceNumber> SendAsync(
        KsefAccess access, ReferenceNumber session, EncryptedInvoice invoice, bool offlineMode, InvoiceHash? hashOfCorrectedInvoice = null,
        CancellationToken cancellation = default)
    {
        var request = new SendInvoice
        {
            InvoiceHash = invoice.Hash,
            InvoiceSize = invoice.Size,
            EncryptedInvoiceHash = invoice.EncryptedHash,
            EncryptedInvoiceSize = invoice.EncryptedSize,
            EncryptedInvoiceContent = invoice.Content,
            OfflineMode = offlineMode,
            HashOfCorrectedInvoice = hashOfCorrectedInvoice,
        };
        var call = Call.Changing(Sending, access, $"/sessions/online/{session}/invoices").WithJson(request, OnlineSessionsJson.Default.SendInvoice);
        var answer = await exchange.AskAsync(call, OnlineSessionsJson.Default.InvoiceTakenIn, cancellation).ConfigureAwait(false);
        return answer.ReferenceNumber;
    }

    /// <summary>Closes a session, upon which KSeF writes its UPO. Closing a closed one is refused with 21180.</summary>
    public Task CloseAsync(KsefAccess access, ReferenceNumber session, CancellationToken cancellation = default) =>
        exchange.DoAsync(Call.Changing(Closing, access, $"/sessions/online/{session}/close"), cancellation);
}
