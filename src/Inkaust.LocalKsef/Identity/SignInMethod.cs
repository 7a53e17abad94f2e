namespace Inkaust.LocalKsef;

/// <summary>How somebody proved who they are.</summary>
internal sealed record SignInMethod(string Name, string Category, string Code, string DisplayName)
{
    public static readonly SignInMethod Signature = new("QualifiedSignature", "XadesSignature", "xades.qualified-signature", "Podpis kwalifikowany");
    public static readonly SignInMethod Seal = new("QualifiedSeal", "XadesSignature", "xades.qualified-seal", "Pieczęć kwalifikowana");
    public static readonly SignInMethod Peppol = new("PeppolSignature", "XadesSignature", "xades.peppol", "Podpis dostawcy usług Peppol");
    public static readonly SignInMethod KsefCertificate = new("InternalCertificate", "XadesSignature", "xades.ksef-certificate", "Certyfikat KSeF");
    public static readonly SignInMethod KsefToken = new("Token", "Token", "token.ksef", "Token KSeF");

    public bool IsSignature => Category == "XadesSignature";
}
