using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Pocket.Away;

/// <summary>
/// What can be known of a code with no network: what it says, whether its form is right, whether a file is the one that it names, and whether this device
/// signed it. Whether KSeF has the invoice, and whose the certificates of others are, cannot; "not checked" never looks like "proven".
/// </summary>
internal sealed class VerifyAway(Device device, IDeviceKey key)
{
    /// <summary>Judges a link.</summary>
    /// <param name="text">What was read.</param>
    /// <param name="file">The invoice that is said to belong to it; null: it is not here.</param>
    /// <returns>Null: it is the link of no code of KSeF.</returns>
    public async Task<(CodeLink Link, IReadOnlyList<Claim> Claims)?> JudgeAsync(string text, byte[]? file)
    {
        if (text.Length > CodeLink.Longest || CodeLink.Read(text.Trim()) is not { } link) return null;
        List<Claim> claims = [.. link.Form, Environment(link), await FileAsync(link, file)];
        if (link.Kind == CodeKind.KodII) claims.Add(await SignatureAsync(link));
        claims.Add(Claim.NotChecked(ClaimSubject.Ksef, "Czy KSeF ma tę fakturę, można sprawdzić tylko z internetem.", "Whether KSeF has this invoice can be checked with a connection only."));
        return (link, claims);
    }

    private static Claim Environment(CodeLink link) => KsefEnvironment.Production.Qr.AbsoluteUri.TrimEnd('/') == link.Root
        ? Claim.Proven(ClaimSubject.Environment, "Prowadzi do produkcyjnego KSeF.", "It leads to the production KSeF.")
        : Claim.NotChecked(ClaimSubject.Environment, $"Nie prowadzi do produkcyjnego KSeF, tylko do {link.Root}: bez mocy prawnej.",
            $"It does not lead to the production KSeF but to {link.Root}: no legal force.");

    private Task<Claim> FileAsync(CodeLink link, byte[]? file)
    {
        var own = device.Invoices.FirstOrDefault(one => one.Hash == link.Hash);
        var bytes = file ?? own?.File;
        if (bytes is null || link.Hash is not { } hash)
            return Task.FromResult(Claim.NotChecked(ClaimSubject.File, "Bez pliku XML nie wiadomo, czy kod należy do tej faktury.", "Without the XML file it is not known whether the code is of this invoice."));
        if (InvoiceHash.Of(bytes) != hash)
            return Task.FromResult(Claim.Wrong(ClaimSubject.File, "INK-DEVICE-019", "Plik jest inny niż ten, dla którego powstał kod.", "The file is another one than the code was made for."));
        return Task.FromResult(own is not null && file is null
            ? Claim.Proven(ClaimSubject.File, $"To faktura {own.Number} wystawiona na tym urządzeniu.", $"This is the invoice {own.Number} issued on this device.")
            : Claim.Proven(ClaimSubject.File, "Plik jest dokładnie tym, dla którego powstał kod.", "The file is exactly the one that the code was made for."));
    }

    // The certificate of this device is the only one that is known here.
    private async Task<Claim> SignatureAsync(CodeLink link)
    {
        if (link.Serial is null || link.Serial != device.Pack?.Serial || device.Identity is not { } known)
            return Claim.NotChecked(ClaimSubject.Signature, "Podpis kodu jest z certyfikatu, którego to urządzenie nie zna.", "The code is signed with a certificate that this device does not know.");
        return link.Signature is { Length: 64 } signature && await key.VerifyAsync(known.PublicKey, Encoding.UTF8.GetBytes(link.SignedText), signature)
            ? Claim.Proven(ClaimSubject.Signature, "Podpis kodu jest z certyfikatu tego urządzenia.", "The code is signed with the certificate of this device.")
            : Claim.Wrong(ClaimSubject.Signature, "INK-DEVICE-020", "Kod podaje certyfikat tego urządzenia, ale podpis nie jest z niego.", "The code names the certificate of this device, but the signature is not of it.");
    }
}
