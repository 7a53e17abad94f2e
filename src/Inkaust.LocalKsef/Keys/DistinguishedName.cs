using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace Inkaust.LocalKsef;

/// <summary>The attributes of an X.500 name in the order in which they stand.</summary>
internal sealed record DistinguishedName(IReadOnlyList<(string Oid, string Value)> Attributes)
{
    public const string CommonName = "2.5.4.3";
    public const string Surname = "2.5.4.4";
    public const string SerialNumber = "2.5.4.5";
    public const string Country = "2.5.4.6";
    public const string Organization = "2.5.4.10";
    public const string GivenName = "2.5.4.42";
    public const string UniqueIdentifier = "2.5.4.45";
    public const string OrganizationIdentifier = "2.5.4.97";

    public string? this[string oid] => Attributes.Where(attribute => attribute.Oid == oid).Select(attribute => attribute.Value).FirstOrDefault();

    /// <summary>The same attributes with the same values; their order and their kind of string don't matter.</summary>
    public bool IsSameAs(DistinguishedName other) => Attributes.Order().SequenceEqual(other.Attributes.Order());

    /// <summary>The attributes that KSeF repeats in a request for a certificate (documentation, "Certyfikaty KSeF" 2).</summary>
    public DistinguishedName ForEnrollment()
    {
        string[] repeated = [CommonName, Surname, SerialNumber, Country, Organization, GivenName, UniqueIdentifier, OrganizationIdentifier];
        return new DistinguishedName([.. Attributes.Where(attribute => repeated.Contains(attribute.Oid)).DistinctBy(attribute => attribute.Oid)]);
    }

    /// <exception cref="AsnContentException">Not an X.500 name.</exception>
    public static DistinguishedName Of(X500DistinguishedName name)
    {
        var attributes = new List<(string, string)>();
        var sequence = new AsnReader(name.RawData, AsnEncodingRules.BER).ReadSequence();
        while (sequence.HasData)
        {
            var set = sequence.ReadSetOf(skipSortOrderValidation: true);
            while (set.HasData)
            {
                var attribute = set.ReadSequence();
                attributes.Add((attribute.ReadObjectIdentifier(), ReadText(attribute)));
            }
        }
        return new DistinguishedName(attributes);
    }

    private static string ReadText(AsnReader reader)
    {
        var tag = reader.PeekTag();
        if (tag.TagClass == TagClass.Universal
            && (UniversalTagNumber)tag.TagValue is UniversalTagNumber.UTF8String or UniversalTagNumber.PrintableString
            or UniversalTagNumber.IA5String or UniversalTagNumber.BMPString or UniversalTagNumber.T61String or UniversalTagNumber.NumericString)
            return reader.ReadCharacterString((UniversalTagNumber)tag.TagValue);
        // uniqueIdentifier is a bit string by its own definition, though most write text.
        return Convert.ToHexString(reader.ReadEncodedValue().Span);
    }
}
