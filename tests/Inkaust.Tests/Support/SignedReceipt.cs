using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;

namespace Inkaust.Tests;

/// <summary>Receipts that .NET's own SignedXml signs, which shares nothing with the check: sound ones, and those of an attacker who can sign.</summary>
internal sealed class SignedReceipt : IDisposable
{
    public const string Content = """
        <?xml version="1.0" encoding="utf-8"?>
        <Potwierdzenie xmlns="http://upo.schematy.mf.gov.pl/KSeF/v4-3" Id="all">
          <NumerReferencyjnySesji>20261209-SO-0123456789-0123456789-01</NumerReferencyjnySesji>
          <Dokument Id="one"><NipSprzedawcy>5265877635</NipSprzedawcy><NumerKSeFDokumentu>5265877635-20250916-0200A0D6723E-C2</NumerKSeFDokumentu>
            <SkrotDokumentu>GZMGNVzs3krF6URKgvaw77OOeG3nJ+WGziT5xguliQ8=</SkrotDokumentu></Dokument>
        </Potwierdzenie>
        """;

    public SignedReceipt(int bits = 2048)
    {
        Key = RSA.Create(bits);
        Certificate = new CertificateRequest("CN=UPO, O=Test", Key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    public RSA Key { get; }

    public X509Certificate2 Certificate { get; }

    /// <summary>Signs as the test wants it.</summary>
    /// <param name="references">What is signed; null: the whole document, enveloped, in exclusive form.</param>
    /// <param name="change">Whatever else is to be different.</param>
    /// <param name="content">The receipt.</param>
    public byte[] Sign(IEnumerable<Reference>? references = null, Action<SignedXml>? change = null, string content = Content)
    {
        var document = new XmlDocument { PreserveWhitespace = true };
        document.LoadXml(content[content.IndexOf('<')..]);
        var signed = new SignedXml(document) { SigningKey = Key };
        signed.SignedInfo!.CanonicalizationMethod = SignedXml.XmlDsigExcC14NTransformUrl;
        signed.SignedInfo.SignatureMethod = SignedXml.XmlDsigRSASHA256Url;
        foreach (var one in references ?? [Whole(new XmlDsigExcC14NTransform())]) signed.AddReference(one);
        signed.KeyInfo = new KeyInfo();
        signed.KeyInfo.AddClause(new KeyInfoX509Data(Certificate));
        change?.Invoke(signed);
        signed.ComputeSignature();
        document.DocumentElement!.AppendChild(document.ImportNode(signed.GetXml(), deep: true));
        return Encoding.UTF8.GetBytes(document.OuterXml);
    }

    /// <summary>Signs anew what somebody has changed within the signature.</summary>
    public byte[] SignAnew(string changed)
    {
        var document = new XmlDocument { PreserveWhitespace = true };
        document.LoadXml(changed);
        var signedInfo = (XmlElement)document.GetElementsByTagName("SignedInfo", SignedXml.XmlDsigNamespaceUrl)[0]!;
        var alone = new XmlDocument { PreserveWhitespace = true };
        alone.LoadXml(signedInfo.OuterXml);
        var form = new XmlDsigExcC14NTransform();
        form.LoadInput(alone);
        using var octets = (Stream)form.GetOutput(typeof(Stream));
        document.GetElementsByTagName("SignatureValue", SignedXml.XmlDsigNamespaceUrl)[0]!.InnerText =
            Convert.ToBase64String(Key.SignData(octets, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        return Encoding.UTF8.GetBytes(document.OuterXml);
    }

    public static Reference Whole(params Transform[] after) => To("", [new XmlDsigEnvelopedSignatureTransform(), .. after]);

    public static Reference To(string uri, params Transform[] transforms)
    {
        var reference = new Reference(uri) { DigestMethod = SignedXml.XmlDsigSHA256Url };
        foreach (var one in transforms) reference.AddTransform(one);
        return reference;
    }

    public void Dispose()
    {
        Key.Dispose();
        Certificate.Dispose();
    }
}
