namespace Inkaust.Office;

/// <summary>So many invoices wait that have to be in KSeF by the end of this day.</summary>
internal sealed record Due(DateOnly Date, int Count);
