namespace Inkaust.Pocket.Away;

/// <summary>
/// The key pair of this device: ECDSA P-256 over SHA-256. Its private half is made here and cannot leave: in a browser it is a key of WebCrypto that
/// is not extractable.
/// </summary>
internal interface IDeviceKey
{
    /// <summary>Makes it and keeps it; an older one is gone.</summary>
    /// <returns>Its public half (SPKI).</returns>
    Task<byte[]> MakeAsync();

    /// <summary>Signs a text.</summary>
    /// <returns>r followed by s, 64 bytes.</returns>
    /// <exception cref="NotKept">The key is not there any more.</exception>
    Task<byte[]> SignAsync(byte[] text);

    /// <summary>Verifies such a signature with a public key (SPKI).</summary>
    Task<bool> VerifyAsync(byte[] publicKey, byte[] text, byte[] signature);
}
