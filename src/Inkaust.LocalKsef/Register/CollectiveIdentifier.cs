using System.Text;

namespace Inkaust.LocalKsef;

internal sealed record CollectedInvoice(string KsefNumber, CollectedPayment? Payment = null, string? Description = null);

internal sealed record CollectedPayment(decimal Amount, string Currency);

/// <summary>One number under which a buyer pays several invoices of one seller (art. 108a ust. 3c; LAW 96).</summary>
internal sealed record CollectiveIdentifier(string Number, ContextIdentifier CreatedBy, string SellerNip, DateTimeOffset CreatedAt,
    IReadOnlyList<CollectedInvoice> Invoices)
{
    /// <summary>Seller, year and month, 48 bits, and a CRC-8 (polynomial 0x07, start 0) over what stands before it.</summary>
    public static string NewNumber(string sellerNip, DateOnly date, long technicalPart)
    {
        var body = $"{sellerNip}-IZ{date:yyyyMM}-{technicalPart & 0xFFFF_FFFF_FFFF:X12}";
        byte crc = 0;
        foreach (var octet in Encoding.ASCII.GetBytes(body))
        {
            crc ^= octet;
            for (var bit = 0; bit < 8; bit++) crc = (byte)((crc & 0x80) != 0 ? (crc << 1) ^ 0x07 : crc << 1);
        }
        return $"{body}-{crc:X2}";
    }
}
