using System.Text.Json.Nodes;
using Inkaust.Invoices;

namespace Inkaust.Pocket.Away;

/// <summary>
/// Sets a device up: a key made here -> the office takes it on and writes the certificate request -> signed here -> the certificate, which must be for
/// this key. Whatever breaks off goes on where it was.
/// </summary>
internal sealed class Enrol(Device device, IDeviceKey key, IOfficeOfDevice office)
{
    /// <summary>Begins with a new key.</summary>
    /// <exception cref="NotKept">The key cannot be kept here.</exception>
    public async Task BeginAsync(string company, string account, string name)
    {
        var publicKey = await key.MakeAsync();
        var taken = await office.AddAsync(company, name, publicKey);
        await device.BecomeAsync(new Identity((string)taken["id"]!, name, company, account, publicKey, Convert.FromBase64String((string)taken["toSign"]!), null));
        await Deliver(signed: true);
    }

    /// <summary>Looks whether the certificate is there.</summary>
    /// <returns>It is.</returns>
    /// <exception cref="RefusedException">INK-DEVICE-018: it is for another key.</exception>
    public Task<bool> GoOnAsync() => Deliver(signed: false);

    private async Task<bool> Deliver(bool signed)
    {
        if (device.Identity is not { } known) return false;
        if (known.IsEnrolled) return true;
        var signature = signed ? await key.SignAsync(known.ToSign) : null;
        JsonNode answer;
        try
        {
            answer = await office.CertificateAsync(known.Company, known.Id, signature);
        }
        catch (Desk.RefusedByOffice) when (!signed)
        {
            // The signature had not come through: the office has nothing to look at yet.
            answer = await office.CertificateAsync(known.Company, known.Id, await key.SignAsync(known.ToSign));
        }
        if ((string?)answer["certificate"] is not { } text) return false;
        var certificate = Convert.FromBase64String(text);
        if (!known.Fits(certificate)) throw new RefusedException(AwayFindings.CertificateOfAnotherKey);
        await device.BecomeAsync(known with { Certificate = certificate });
        return true;
    }
}
