using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace Inkaust.Ksef;

/// <summary>Writes the name of a certificate attribute by attribute, so that nothing is added, split or escaped on the way.</summary>
internal static class DistinguishedName
{
    // Docs certyfikaty-KSeF.md: the attributes that KSeF may return, with their identifiers.
    private const string CommonName = "2.5.4.3";
    private const string Surname = "2.5.4.4";
    private const string SerialNumber = "2.5.4.5";
    private const string CountryName = "2.5.4.6";
    private const string OrganizationName = "2.5.4.10";
    private const string GivenName = "2.5.4.42";
    private const string UniqueIdentifier = "2.5.4.45";
    private const string OrganizationIdentifier = "2.5.4.97";

    public static X500DistinguishedName Of(EnrollmentSubject subject)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            // X.520 fixes PrintableString for the country and the serial number; the rest may hold Polish letters.
            Write(writer, CountryName, subject.CountryName, UniversalTagNumber.PrintableString);
            Write(writer, OrganizationName, subject.OrganizationName);
            Write(writer, OrganizationIdentifier, subject.OrganizationIdentifier);
            Write(writer, CommonName, subject.CommonName);
            Write(writer, Surname, subject.Surname);
            Write(writer, GivenName, subject.GivenName);
            Write(writer, SerialNumber, subject.SerialNumber, UniversalTagNumber.PrintableString);
            Write(writer, UniqueIdentifier, subject.UniqueIdentifier);
        }
        return new X500DistinguishedName(writer.Encode());
    }

    private static void Write(AsnWriter writer, string oid, string? value, UniversalTagNumber form = UniversalTagNumber.UTF8String)
    {
        if (string.IsNullOrEmpty(value)) return;
        using (writer.PushSetOf())
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            writer.WriteCharacterString(IsPrintable(value) ? form : UniversalTagNumber.UTF8String, value);
        }
    }

    private static bool IsPrintable(string value) => value.All(c => char.IsAsciiLetterOrDigit(c) || " '()+,-./:=?".Contains(c));
}
