using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>What is known of a device that was lost, and what is to be done now.</summary>
/// <param name="Device">The device, blocked.</param>
/// <param name="Missing">What it said to hold at its last contact and has not handed over, the nearest deadline first.</param>
/// <param name="NotRevoked">Why KSeF has not revoked its certificate yet; null: it has, or there was none.</param>
public sealed record LostDevice(Device Device, IReadOnlyList<HeldOnDevice> Missing, Finding? NotRevoked);

/// <summary>
/// A device was lost: it issues nothing more from this moment -> its certificate is revoked in KSeF, now or as soon as KSeF answers -> what its last
/// contact knew is listed. It may still hand over what it had issued before.
/// </summary>
public sealed class LoseDevice(Devices devices, HeldByDevices held, EnrolDevice enrol, RevokeCertificate revoke)
{
    /// <summary>Blocks it, and revokes its certificate.</summary>
    /// <param name="company">Whose it is.</param>
    /// <param name="id">The device.</param>
    /// <param name="because">What happened to it.</param>
    /// <param name="stop">Gives up; it stays blocked, and the certificate is to be revoked yet.</param>
    /// <exception cref="RefusedException">INK-POCKET-001: there is none; 034: nobody said what happened. Nothing was done.</exception>
    public async Task<LostDevice> ForGoodAsync(Company company, string id, string because, CancellationToken stop = default)
    {
        var device = devices.Find(company, id);
        if (because.Trim() is not { Length: > 0 and <= DeviceInvoices.LongestReason } reason) throw new RefusedException(DeviceFindings.NoReason);
        devices.Block(device, company.By, Database.WithoutNul(reason));
        return await RevokedAsync(company, id, stop);
    }

    /// <summary>Tries again to revoke the certificate of a lost device.</summary>
    /// <exception cref="RefusedException">INK-POCKET-001: there is none.</exception>
    public async Task<LostDevice> RevokedAsync(Company company, string id, CancellationToken stop = default)
    {
        try
        {
            // What was applied for before it was lost may have come since.
            var device = devices.Find(company, id);
            if (device is { IsToBeRevoked: true, Serial: null }) device = await enrol.TakenUpAsync(company, device, stop);
            if (device is { IsToBeRevoked: true, Serial: { } serial })
            {
                await revoke.InKsefAsync(company, serial, RevocationReason.KeyCompromise, stop);
                devices.Revoked(device);
            }
            return Of(company, devices.Find(company, id));
        }
        catch (KsefException away)
        {
            return Of(company, devices.Find(company, id)) with { NotRevoked = away.Finding };
        }
    }

    private LostDevice Of(Company company, Device device) => new(device, held.Missing(company, device), null);
}
