using Inkaust.Office;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>The content of receipts, and two who sign them: making their keys takes long.</summary>
internal static class Receipts
{
    public static SignedReceipt Signer { get; } = new();

    public static SignedReceipt Stranger { get; } = new();

    public static string Of(params (IssuedInvoice Invoice, string Seller, string Number)[] lines) => $"""
        <Potwierdzenie xmlns="http://upo.schematy.mf.gov.pl/KSeF/v4-3" Id="all">{string.Concat(lines.Select(line => $"""
        <Dokument><NipSprzedawcy>{line.Seller}</NipSprzedawcy><NumerKSeFDokumentu>{line.Number}</NumerKSeFDokumentu>
        <SkrotDokumentu>{line.Invoice.Hash.Base64}</SkrotDokumentu><DataPrzeslaniaDokumentu>2026-12-09T11:31:00+01:00</DataPrzeslaniaDokumentu>
        <DataNadaniaNumeruKSeF>2026-12-09T11:41:00+01:00</DataNadaniaNumeruKSeF></Dokument>
        """))}</Potwierdzenie>
        """;
}
