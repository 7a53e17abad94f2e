namespace Inkaust.Ksef;

/// <summary>The document that is signed in order to sign in (schema auth v2-1).</summary>
internal static class AuthTokenRequest
{
    public const string Namespace = "http://ksef.mf.gov.pl/auth/token/2.1";

    /// <summary>The unsigned document in its canonical form. The order of the elements is fixed by the schema.</summary>
    public static string Write(string challenge, ContextIdentifier context) =>
        $"<AuthTokenRequest xmlns=\"{Namespace}\">"
        + $"<Challenge>{CanonicalXml.Text(challenge)}</Challenge>"
        + $"<ContextIdentifier><{context.Type}>{CanonicalXml.Text(context.Value)}</{context.Type}></ContextIdentifier>"
        + "<SubjectIdentifierType>certificateSubject</SubjectIdentifierType>"
        + "</AuthTokenRequest>";
}
