namespace Inkaust.Office;

/// <summary>The words for what a certificate is for.</summary>
public static class CertificateKinds
{
    /// <summary>The word in the database, on the command line and in answers: <c>seal</c>, <c>authentication</c>, <c>offline</c>.</summary>
    public static string Word(this CertificateKind kind) => kind.ToString().ToLowerInvariant();
}
