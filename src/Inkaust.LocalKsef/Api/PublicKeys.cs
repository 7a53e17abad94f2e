namespace Inkaust.LocalKsef;

/// <summary>Tag "Certyfikaty klucza publicznego": what to encrypt with.</summary>
internal sealed class PublicKeys(EncryptionKeys keys)
{
    public async Task<Answer> List(Call call) => Answer.Json((await keys.InForce()).Select(key => new
    {
        certificate = Convert.ToBase64String(key.Certificate.RawData),
        certificateId = key.CertificateId,
        publicKeyId = key.PublicKeyId,
        validFrom = key.ValidFrom,
        validTo = key.ValidTo,
        usage = new[] { key.Usage },
    }));
}
