using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>What devices said to hold, and the office has not got.</summary>
public sealed class HeldByDevices(DeviceInvoices handedOver, Ledger ledger)
{
    /// <summary>Of one device, the nearest deadline first.</summary>
    public IReadOnlyList<HeldOnDevice> Missing(Company company, Device device)
    {
        if (device.Holding.Count == 0) return [];
        var here = handedOver.Of(device, company).Select(one => one.Hash.Base64Url).ToHashSet();
        return [.. device.Holding.Where(one => !here.Contains(one.Hash) && ledger.Of(company).WithHash(InvoiceHash.Parse(one.Hash)) is null)
            .OrderBy(one => one.Deadline ?? DateOnly.MaxValue).ThenBy(one => one.Number, StringComparer.Ordinal)];
    }
}
