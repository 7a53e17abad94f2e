using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>Takes in a certificate that somebody got elsewhere, from the files that he has; the next sign-in may be with it.</summary>
public sealed class TakeInCertificate(ImportCertificate import, SignIn signIn)
{
    /// <summary>Takes it in.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="name">Name of the file: one that ends in .p12 or .pfx holds its key.</param>
    /// <param name="certificate">The file: PEM, DER or PKCS#12.</param>
    /// <param name="key">The file of its key, read when it is needed; null when none was given.</param>
    /// <param name="kind">What it is for; null = as its key usage says, and a PKCS#12 file is a seal.</param>
    /// <param name="askPassword">Asked once, and only when the key is encrypted.</param>
    /// <exception cref="RefusedException">INK-CLI-011: its key file is missing; INK-CERT-020 to 027.</exception>
    public CompanyCertificate FromFiles(
        Company company, string name, ReadOnlyMemory<byte> certificate, Func<byte[]>? key, CertificateKind? kind, Func<string> askPassword)
    {
        var taken = Path.GetExtension(name).ToUpperInvariant() is ".P12" or ".PFX"
            ? import.FromPkcs12(company, certificate, kind, askPassword)
            : import.WithKeyFile(company, certificate, (key ?? throw new RefusedException(NoKeyFile))(), kind, askPassword);
        signIn.Forget(company);
        return taken;
    }

    private static Finding NoKeyFile => new("INK-CLI-011",
        "Certyfikat w PEM albo DER wymaga pliku klucza.", "A certificate in PEM or DER needs its key file.")
    { Hint = new("Dopisz", "Add"), Next = new NameKeyFile() };
}
