using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>Fetching invoices out of KSeF (tag "Pobieranie faktur").</summary>
public sealed class InvoiceDownloads
{
    private static readonly Wording Downloading = new("pobranie faktury", "downloading an invoice");

    private readonly Exchange exchange;

    internal InvoiceDownloads(Exchange exchange) => this.exchange = exchange;

    /// <summary>The bytes of an invoice exactly as they were sent.</summary>
    /// <exception cref="KsefRejected">21164: no such invoice; 21165: numbered, but not yet stored, ask again later.</exception>
    public Task<byte[]> DownloadAsync(KsefAccess access, KsefNumber number, CancellationToken cancellation = default) =>
        exchange.DownloadAsync(new Call(Downloading, HttpMethod.Get, $"/invoices/ksef/{number}") { Access = access }, cancellation);
}
