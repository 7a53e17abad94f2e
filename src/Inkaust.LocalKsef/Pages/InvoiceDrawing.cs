using Inkaust.Invoices;

namespace Inkaust.LocalKsef;

/// <summary>Draws an accepted invoice for people.</summary>
/// <param name="invoice">The file as it was sent, of whatever form.</param>
/// <param name="number">Its KSeF number.</param>
/// <param name="kodI">Where its KOD I leads.</param>
/// <returns>A PDF; null for a form that cannot be drawn.</returns>
public delegate byte[]? InvoiceDrawing(ReadOnlyMemory<byte> invoice, KsefNumber number, Uri kodI);
