using System.Security.Cryptography;
using Inkaust.Invoices;
using Inkaust.Office;
using Microsoft.AspNetCore.Http;

namespace Inkaust.Web.Certificates;

/// <summary>A certificate as somebody brings it: one file or two, a password, and what it is for.</summary>
internal sealed record BroughtFiles(byte[] Certificate, byte[]? Key, string Password, CertificateKind? Kind)
{
    /// <summary>Bytes of the whole form; the office bounds each file.</summary>
    public const long Most = 600_000;

    /// <summary>What stands in a form with the fields <c>certificate</c>, <c>key</c>, <c>password</c>, <c>kind</c>.</summary>
    /// <exception cref="RefusedException">INK-SETUP-003: no file was chosen.</exception>
    public static BroughtFiles Of(IFormCollection form) => new(
        Bytes(form, "certificate")
            ?? throw new RefusedException(new Finding("INK-SETUP-003", "Nie wybrano pliku.", "No file was chosen.") { Path = "certificate" }),
        Bytes(form, "key"), form["password"].ToString(),
        Enum.TryParse<CertificateKind>(form["kind"], ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : null);

    /// <summary>Takes it in for the company.</summary>
    /// <exception cref="RefusedException">INK-CERT-nnn, as <see cref="TakeInCertificate"/> says.</exception>
    public CompanyCertificate TakeInto(IOfCompany scope)
    {
        try
        {
            return scope.Office.TakeInCertificate.FromFiles(scope.Company, Certificate, Key is null ? null : () => Key, Kind, () => Password);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(Certificate);
            if (Key is not null) CryptographicOperations.ZeroMemory(Key);
        }
    }

    private static byte[]? Bytes(IFormCollection form, string name)
    {
        if (form.Files[name] is not { Length: > 0 } file) return null;
        var bytes = new byte[file.Length];
        using var stream = file.OpenReadStream();
        stream.ReadExactly(bytes);
        return bytes;
    }
}
