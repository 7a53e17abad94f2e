using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>Takes in a certificate that somebody got elsewhere, from the files that he has; the next sign-in may be with it.</summary>
public sealed class TakeInCertificate(ImportCertificate import, SignIn signIn)
{
    /// <summary>Takes it in.</summary>
    /// <inheritdoc cref="ImportCertificate.FromFiles"/>
    public CompanyCertificate FromFiles(
        Company company, ReadOnlyMemory<byte> file, Func<byte[]>? readKey, CertificateKind? kind, Func<string> askPassword)
    {
        var taken = import.FromFiles(company, file, readKey, kind, askPassword);
        signIn.Forget(company);
        return taken;
    }
}
