using System.Security.Cryptography;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Tests.Unit.Print;

namespace Inkaust.Tests.Unit.Ksef.Verification;

/// <summary>What is said of codes that are right, and why codes are wrong: one for each mistake that programs make.</summary>
public sealed class JudgeCodeTests
{
    [Fact]
    public void A_right_KOD_I_is_proven_by_its_file()
    {
        using var forge = Forge.Ec();
        var judged = forge.Judged(Forge.KodI());
        Assert.Equal(Verdict.Proven, judged.Verdict);
        Assert.All(judged.Claims, claim => Assert.Equal(Verdict.Proven, claim.Verdict));
        Assert.True(judged.Environment!.IsProduction);
        Assert.Contains(judged.DoesNotProve, words => words.En.Contains("in KSeF"));
    }

    [Fact]
    public void Without_the_file_nothing_of_KOD_I_is_proven_but_its_form()
    {
        using var forge = Forge.Ec();
        var judged = forge.Judged(Forge.KodI(), withFile: false);
        Assert.Equal(Verdict.NotChecked, judged.Verdict);
        Assert.Equal([ClaimSubject.Form, ClaimSubject.Environment], judged.Claims.Where(one => one.Verdict == Verdict.Proven).Select(one => one.About));
        Assert.Contains(judged.DoesNotProve, words => words.En.Contains("the paper"));
    }

    public static TheoryData<string, string> RightSignatures => new() { { "ec", "P1363" }, { "ec", "DER" }, { "rsa", "PSS" } };

    [Theory, MemberData(nameof(RightSignatures))]
    public void A_right_KOD_II_is_proven_by_a_certificate_that_KSeF_gave(string kind, string form)
    {
        using var forge = kind == "ec" ? Forge.Ec() : Forge.Rsa();
        var link = form == "DER"
            ? forge.KodII(sign: text => ((ECDsa)forge.Key).SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)) : forge.KodII();
        var judged = forge.Judged(link);
        Assert.Equal(Verdict.Proven, judged.Verdict);
        Assert.DoesNotContain(judged.Claims, claim => claim.Verdict == Verdict.Wrong);
        Assert.Contains(form, Of(judged, ClaimSubject.Signature).Text.En);
        Assert.Equal(Verdict.Proven, Of(judged, ClaimSubject.Rights).Verdict);
        Assert.Contains(judged.DoesNotProve, words => words.En.Contains("ever will be"));
    }

    [Fact]
    public void A_certificate_that_somebody_gives_proves_no_KOD_II()
    {
        using var forge = Forge.Ec();
        var judged = forge.Judged(forge.KodII(), source: CertificateSource.Given);
        Assert.Equal(Verdict.NotChecked, judged.Verdict);
        Assert.Equal(Verdict.NotChecked, Of(judged, ClaimSubject.Certificate).Verdict);
        Assert.Equal(Verdict.Proven, Of(judged, ClaimSubject.Signature).Verdict);
        Assert.Equal(Verdict.NotChecked, Of(judged, ClaimSubject.Rights).Verdict);
    }

    [Fact]
    public void Without_its_certificate_nothing_is_said_against_a_KOD_II()
    {
        using var forge = Forge.Ec();
        var judged = JudgeCode.Of(CodeLink.Read(forge.KodII())!, new CodeEvidence { Now = Forge.Now });
        Assert.Equal(Verdict.NotChecked, judged.Verdict);
        Assert.Equal(Verdict.NotChecked, Of(judged, ClaimSubject.Signature).Verdict);
    }

    public static TheoryData<string, string, string> WrongKodI => new()
    {
        { "no scheme", "qr.ksef.mf.gov.pl/invoice/{nip}/20-11-2026/{hash}", "INK-VERIFY-103" },
        { "plain http", "http://qr.ksef.mf.gov.pl/invoice/{nip}/20-11-2026/{hash}", "INK-VERIFY-102" },
        { "a query", "https://qr.ksef.mf.gov.pl/invoice/{nip}/20-11-2026/{hash}?a=b", "INK-VERIFY-104" },
        { "padding kept", "https://qr.ksef.mf.gov.pl/invoice/{nip}/20-11-2026/{hash}=", "INK-VERIFY-112" },
        { "padding as a percent sign", "https://qr.ksef.mf.gov.pl/invoice/{nip}/20-11-2026/{hash}%3D", "INK-VERIFY-105" },
        { "hexadecimal hash", "https://qr.ksef.mf.gov.pl/invoice/{nip}/20-11-2026/{hex}", "INK-VERIFY-109" },
        { "no hash", "https://qr.ksef.mf.gov.pl/invoice/{nip}/20-11-2026/abc", "INK-VERIFY-110" },
        { "capitals", "https://qr.ksef.mf.gov.pl/Invoice/{nip}/20-11-2026/{hash}", "INK-VERIFY-106" },
        { "the date the other way round", "https://qr.ksef.mf.gov.pl/invoice/{nip}/2026-11-20/{hash}", "INK-VERIFY-108" },
        { "a NIP with dashes", "https://qr.ksef.mf.gov.pl/invoice/526-587-76-35/20-11-2026/{hash}", "INK-VERIFY-107" },
        { "a foreign address", "https://qr.ksef.mf.gov.pl.example.com/invoice/{nip}/20-11-2026/{hash}", "INK-VERIFY-121" },
        { "the day of sending", "https://qr.ksef.mf.gov.pl/invoice/{nip}/21-11-2026/{hash}", "INK-VERIFY-128" },
        { "the day of the sale", "https://qr.ksef.mf.gov.pl/invoice/{nip}/19-11-2026/{hash}", "INK-VERIFY-126" },
        { "a day before", "https://qr.ksef.mf.gov.pl/invoice/{nip}/01-11-2026/{hash}", "INK-VERIFY-129" },
        { "another seller", "https://qr.ksef.mf.gov.pl/invoice/7010002137/20-11-2026/{hash}", "INK-VERIFY-123" },
    };

    [Theory, MemberData(nameof(WrongKodI))]
    public void A_wrong_KOD_I_says_why(string what, string link, string code)
    {
        using var forge = Forge.Ec();
        var hex = Convert.ToHexStringLower(SHA256.HashData(Forge.Invoice.Bytes.Span));
        var judged = forge.Judged(link.Replace("{nip}", Specimens.Seller).Replace("{hash}", Forge.Hash).Replace("{hex}", hex));
        Assert.Equal(Verdict.Wrong, judged.Verdict);
        Assert.True(judged.Claims.Any(claim => claim.Code == code), $"{what}: {string.Join(", ", judged.Claims.Select(one => one.Code))}");
        // What is wrong with its form hides nothing else: the hash is still compared.
        if (code != "INK-VERIFY-110") Assert.Equal(Verdict.Proven, Of(judged, ClaimSubject.File).Verdict);
    }

    [Fact]
    public void A_TEST_code_on_an_invoice_of_production_is_wrong()
    {
        using var forge = Forge.Ec();
        var judged = forge.Judged(Forge.KodI("https://qr-test.ksef.mf.gov.pl"), expected: KsefEnvironment.Production);
        Assert.Equal("INK-VERIFY-122", Of(judged, ClaimSubject.Environment).Code);
        Assert.Equal(Verdict.Proven, forge.Judged(Forge.KodI("https://qr-test.ksef.mf.gov.pl")).Verdict);
    }

    public static TheoryData<string, string> WrongHashes => new()
    {
        { "twice", "INK-VERIFY-141" }, { "of its Base64", "INK-VERIFY-141" }, { "of its hexadecimal digits", "INK-VERIFY-141" },
        { "with a mark", "INK-VERIFY-142" }, { "with CRLF", "INK-VERIFY-142" }, { "without blanks", "INK-VERIFY-142" }, { "without the declaration", "INK-VERIFY-142" },
        { "in UTF-16", "INK-VERIFY-142" }, { "of its text in Base64", "INK-VERIFY-142" }, { "changed", "INK-VERIFY-143" },
    };

    [Theory, MemberData(nameof(WrongHashes))]
    public void A_hash_that_does_not_fit_says_over_what_it_was_counted(string what, string code)
    {
        using var forge = Forge.Ec();
        var (bytes, text) = (Forge.Invoice.Bytes.ToArray(), Encoding.UTF8.GetString(Forge.Invoice.Bytes.Span));
        var right = SHA256.HashData(bytes);
        byte[] hashed = what switch
        {
            "twice" => right,
            "of its Base64" => Encoding.ASCII.GetBytes(Convert.ToBase64String(right)),
            "of its hexadecimal digits" => Encoding.ASCII.GetBytes(Convert.ToHexStringLower(right)),
            "with a mark" => [0xEF, 0xBB, 0xBF, .. bytes],
            "with CRLF" => Encoding.UTF8.GetBytes(text.Replace("\r\n", "\n").Replace("\n", "\r\n")),
            "without blanks" => Encoding.UTF8.GetBytes(System.Text.RegularExpressions.Regex.Replace(text, @">\s+<", "><")),
            "without the declaration" => Encoding.UTF8.GetBytes(text[(text.IndexOf("?>", StringComparison.Ordinal) + 2)..].TrimStart()),
            "in UTF-16" => Encoding.Unicode.GetBytes(text),
            "of its text in Base64" => Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes)),
            _ => [.. bytes, (byte)'x'],
        };
        Assert.Equal(code, Of(forge.Judged(Forge.KodI(hash: Forge.Url(SHA256.HashData(hashed)))), ClaimSubject.File).Code);
    }

    public static TheoryData<string, string> WrongTexts => new()
    {
        { "https://{text}", "INK-VERIFY-161" },
        { "http://{text}", "INK-VERIFY-162" },
        { "{test}", "INK-VERIFY-163" },
        { "certificate/{tail}", "INK-VERIFY-165" },
        { "/certificate/{tail}", "INK-VERIFY-165" },
        { "{lower}", "INK-VERIFY-168" },
        { "{text}=", "INK-VERIFY-169" },
        { "{text}/", "INK-VERIFY-170" },
        { "https://{text}/", "INK-VERIFY-161" },
        { "{hash}", "INK-VERIFY-172" },
        { "{noseller}", "INK-VERIFY-167" },
        { "{text}\n", "INK-VERIFY-171" },
    };

    [Theory, MemberData(nameof(WrongTexts))]
    public void A_KOD_II_over_another_text_says_which(string signed, string code)
    {
        foreach (var kind in new[] { "ec", "rsa" })
        {
            using var forge = kind == "ec" ? Forge.Ec() : Forge.Rsa();
            var text = Forge.Text();
            var said = signed.Replace("{text}", text).Replace("{test}", Forge.Text("qr-test.ksef.mf.gov.pl"))
                .Replace("{tail}", text[(text.IndexOf("certificate/", StringComparison.Ordinal) + 12)..])
                .Replace("{lower}", Forge.Text(serial: Forge.Serial.ToLowerInvariant())).Replace("{hash}", Forge.Hash)
                .Replace("{noseller}", text.Replace("/5265877635/5265877635/", "/5265877635/"));
            var claim = Of(forge.Judged(forge.KodII(said)), ClaimSubject.Signature);
            Assert.Equal((kind, Verdict.Wrong, code), (kind, claim.Verdict, claim.Code));
        }
    }

    public static TheoryData<string, string> WrongWays => new()
    {
        { "hash of a hash", "INK-VERIFY-181" }, { "the hash in hexadecimal digits", "INK-VERIFY-181" }, { "SHA-512", "INK-VERIFY-182" }, { "SHA-1", "INK-VERIFY-182" },
    };

    [Theory, MemberData(nameof(WrongWays))]
    public void A_KOD_II_signed_in_another_way_says_how(string way, string code)
    {
        using var forge = Forge.Ec();
        var key = (ECDsa)forge.Key;
        var link = forge.KodII(sign: text => way switch
        {
            "hash of a hash" => forge.Signed(SHA256.HashData(text)),
            "the hash in hexadecimal digits" => forge.Signed(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(text)))),
            "SHA-512" => key.SignData(text, HashAlgorithmName.SHA512),
            _ => key.SignData(text, HashAlgorithmName.SHA1),
        });
        Assert.Equal(code, Of(forge.Judged(link), ClaimSubject.Signature).Code);
    }

    [Theory]
    [InlineData("PKCS#1", "INK-VERIFY-183")]
    [InlineData("SHA-384", "INK-VERIFY-182")]
    public void An_RSA_signature_of_another_kind_says_so(string way, string code)
    {
        using var forge = Forge.Rsa();
        var key = (RSA)forge.Key;
        var link = forge.KodII(sign: text => way == "PKCS#1"
            ? key.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) : key.SignData(text, HashAlgorithmName.SHA384, RSASignaturePadding.Pss));
        Assert.Equal(code, Of(forge.Judged(link), ClaimSubject.Signature).Code);
    }

    // By openssl, because .NET makes no salt of another length.
    [Theory]
    [InlineData("20", "sha256", "INK-VERIFY-184")]
    [InlineData("0", "sha256", "INK-VERIFY-184")]
    [InlineData("max", "sha256", "INK-VERIFY-184")]
    [InlineData("32", "sha1", "INK-VERIFY-185")]
    [InlineData("32", "sha256", null)]
    public void The_salt_and_the_mask_of_PSS_are_looked_at(string salt, string mask, string? code)
    {
        using var forge = Forge.Rsa();
        using var scratch = new Scratch();
        var key = scratch.Write("key.pem", Encoding.ASCII.GetBytes(((RSA)forge.Key).ExportPkcs8PrivateKeyPem()));
        var text = scratch.Write("text", Encoding.UTF8.GetBytes(Forge.Text()));
        var signature = Path.Combine(Path.GetDirectoryName(text)!, "signature");
        var (exit, output) = Tool.Run("openssl", ["dgst", "-sha256", "-sign", key, "-sigopt", "rsa_padding_mode:pss", "-sigopt", $"rsa_pss_saltlen:{salt}",
            "-sigopt", $"rsa_mgf1_md:{mask}", "-out", signature, text]);
        Assert.True(exit == 0, output);
        var judged = Of(forge.Judged(forge.KodII(sign: _ => File.ReadAllBytes(signature))), ClaimSubject.Signature);
        Assert.Equal(code, judged.Code);
        Assert.Equal(code is null ? Verdict.Proven : Verdict.Wrong, judged.Verdict);
    }

    /// <summary>By hand with openssl, as the ministry describes it: the key, the certificate, the signature and the hash.</summary>
    [Theory]
    [InlineData("ec")]
    [InlineData("rsa")]
    public void A_KOD_II_that_openssl_made_by_hand_is_right(string kind)
    {
        using var scratch = new Scratch();
        var xml = scratch.Write("invoice.xml", Forge.Invoice.Bytes.ToArray());
        var folder = Path.GetDirectoryName(xml)!;
        string In(string name) => Path.Combine(folder, name);
        void Openssl(params string[] arguments)
        {
            var (exit, output) = Tool.Run("openssl", arguments);
            Assert.True(exit == 0, output);
        }
        string[] newKey = kind == "ec" ? ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"] : ["-newkey", "rsa:2048"];
        Openssl(["req", "-x509", .. newKey, "-nodes", "-keyout", In("key.pem"), "-out", In("certificate.pem"), "-subj", "/CN=Probna",
            "-set_serial", $"0x{Forge.Serial}", "-addext", "keyUsage=nonRepudiation"]);
        Openssl("dgst", "-sha256", "-binary", "-out", In("hash"), xml);
        var text = Forge.Text(hash: Forge.Url(File.ReadAllBytes(In("hash"))));
        File.WriteAllText(In("text"), text);
        string[] padding = kind == "rsa" ? ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:32"] : [];
        Openssl(["dgst", "-sha256", "-sign", In("key.pem"), .. padding, "-out", In("signature"), In("text")]);
        using var certificate = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificateFromFile(In("certificate.pem"));
        var judged = JudgeCode.Of(CodeLink.Read($"https://{text}/{Forge.Url(File.ReadAllBytes(In("signature")))}")!, new CodeEvidence
        {
            File = Forge.Invoice,
            Certificates = [new(certificate, CertificateSource.Kept)],
            Now = Forge.Now,
        });
        // How long it is valid depends on the day of the machine.
        Assert.DoesNotContain(judged.Claims, one => one.Verdict == Verdict.Wrong && one.About is not (ClaimSubject.ValidThen or ClaimSubject.ValidNow));
        foreach (var about in new[] { ClaimSubject.File, ClaimSubject.Signature, ClaimSubject.CertificateType })
            Assert.Equal(Verdict.Proven, Of(judged, about).Verdict);
    }

    [Fact]
    public void A_certificate_for_signing_in_is_named_as_such_also_where_the_link_names_another()
    {
        using var offline = Forge.Ec();
        using var authentication = Forge.Ec(type2: false, serial: "0AAAAAAAAAAAAAA1");
        var ownSerial = authentication.KodII(text: Forge.Text(serial: "0AAAAAAAAAAAAAA1"));
        Assert.Equal("INK-VERIFY-152", Of(authentication.Judged(ownSerial), ClaimSubject.CertificateType).Code);
        var claim = Of(offline.Judged(authentication.KodII(), others: authentication.Certificate), ClaimSubject.Signature);
        Assert.Equal("INK-VERIFY-160", claim.Code);
        Assert.Contains("0AAAAAAAAAAAAAA1", claim.Text.En);
    }

    [Fact]
    public void A_certificate_of_another_serial_number_is_not_taken_for_the_one_that_is_named()
    {
        using var other = Forge.Ec(serial: "0AAAAAAAAAAAAAA2");
        using var forge = Forge.Ec();
        Assert.Equal("INK-VERIFY-151", Of(other.Judged(forge.KodII(), source: CertificateSource.Given), ClaimSubject.Certificate).Code);
        // Its own key, and the serial number of another certificate in the link.
        Assert.Equal("INK-VERIFY-160", Of(other.Judged(other.KodII(), source: CertificateSource.Given), ClaimSubject.Signature).Code);
    }

    [Fact]
    public void A_certificate_is_valid_then_and_now_or_is_said_not_to_be()
    {
        using var over = Forge.Ec(to: Forge.Now.AddDays(-1));
        Assert.Equal("INK-VERIFY-156", Of(over.Judged(over.KodII()), ClaimSubject.ValidNow).Code);
        Assert.Equal(Verdict.Proven, Of(over.Judged(over.KodII()), ClaimSubject.ValidThen).Verdict);
        using var late = Forge.Ec(from: Forge.Now.AddDays(-1));
        Assert.Equal("INK-VERIFY-153", Of(late.Judged(late.KodII()), ClaimSubject.ValidThen).Code);
        using var early = Forge.Ec(from: Forge.Now.AddDays(-30), to: Forge.Now.AddDays(-10));
        Assert.Equal("INK-VERIFY-154", Of(early.Judged(early.KodII()), ClaimSubject.ValidThen).Code);
    }

    public static TheoryData<string, string> WrongForms => new()
    {
        { "padding", "INK-VERIFY-112" }, { "plain Base64", "INK-VERIFY-113" }, { "percent signs", "INK-VERIFY-105" }, { "small serial", "INK-VERIFY-117" },
        { "small context", "INK-VERIFY-115" }, { "unknown context", "INK-VERIFY-114" }, { "no signature", "INK-VERIFY-101" }, { "short signature", "INK-VERIFY-158" },
    };

    [Theory, MemberData(nameof(WrongForms))]
    public void A_KOD_II_of_a_wrong_form_says_so_and_is_checked_as_far_as_it_goes(string what, string code)
    {
        using var forge = Forge.Ec();
        // One signature in some has a character that plain Base64 writes otherwise.
        var link = Enumerable.Range(0, 1000).Select(_ => forge.KodII()).First(one => one[^80..].Contains('_') && one[^80..].Contains('-'));
        var (front, signature) = (link[..(link.LastIndexOf('/') + 1)], link[(link.LastIndexOf('/') + 1)..]);
        var wrong = what switch
        {
            "padding" => link + "==",
            "plain Base64" => front + signature.Replace('-', '+').Replace('_', '/'),
            "percent signs" => front + Uri.EscapeDataString(signature.Replace('-', '+').Replace('_', '/')),
            "small serial" => forge.KodII(Forge.Text(serial: Forge.Serial.ToLowerInvariant()), Forge.Text(serial: Forge.Serial.ToLowerInvariant())),
            "small context" => forge.KodII(Forge.Text(context: "nip/5265877635"), Forge.Text(context: "nip/5265877635")),
            "unknown context" => forge.KodII(Forge.Text(context: "Pesel/5265877635"), Forge.Text(context: "Pesel/5265877635")),
            "no signature" => front,
            _ => link[..^30],
        };
        var judged = forge.Judged(wrong);
        Assert.Equal(Verdict.Wrong, judged.Verdict);
        Assert.True(judged.Claims.Any(one => one.Code == code), string.Join(", ", judged.Claims.Select(one => one.Code ?? $"{one.About} {one.Verdict}")));
        if (what is "padding" or "plain Base64" or "percent signs" or "small serial" or "small context" or "unknown context")
            Assert.Equal(Verdict.Proven, Of(judged, ClaimSubject.Signature).Verdict);
    }

    [Fact]
    public void A_key_that_KSeF_gives_to_nobody_is_said_to_be_one()
    {
        using var forge = Forge.Of(ECDsa.Create(ECCurve.CreateFromFriendlyName("secp256k1")));
        Assert.Equal("INK-VERIFY-186", Of(forge.Judged(forge.KodII()), ClaimSubject.Signature).Code);
    }

    [Fact]
    public void A_signature_with_other_spare_bits_is_the_same_and_one_with_another_bit_is_not()
    {
        using var forge = Forge.Ec();
        var link = forge.KodII();
        // 64 bytes leave four bits of the last character unused (LAW 115).
        const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var spare = link[..^1] + letters[letters.IndexOf(link[^1]) ^ 1];
        Assert.Equal(Verdict.Proven, Of(forge.Judged(spare), ClaimSubject.Signature).Verdict);
        Assert.True(VerificationLinks.VerifyKodII(new Uri(spare), forge.Certificate));
        var at = link.Length - 40;
        var bent = link[..at] + (link[at] == 'A' ? 'B' : 'A') + link[(at + 1)..];
        Assert.Equal("INK-VERIFY-159", Of(forge.Judged(bent), ClaimSubject.Signature).Code);
    }

    [Fact]
    public void Both_codes_of_a_document_speak_of_the_same_file()
    {
        using var forge = Forge.Ec();
        CodeJudgement Beside(string kodI) => JudgeCode.Of(CodeLink.Read(forge.KodII())!, new CodeEvidence { Now = Forge.Now, Other = CodeLink.Read(kodI) });
        Assert.Equal(Verdict.Proven, Of(Beside(Forge.KodI()), ClaimSubject.SamePaper).Verdict);
        Assert.Equal("INK-VERIFY-131", Of(Beside(Forge.KodI(hash: Forge.Url(SHA256.HashData("x"u8)))), ClaimSubject.SamePaper).Code);
        Assert.Equal("INK-VERIFY-132", Of(Beside(Forge.KodI(nip: "7010002137")), ClaimSubject.SamePaper).Code);
        Assert.Equal("INK-VERIFY-133", Of(Beside(Forge.KodI("https://qr-test.ksef.mf.gov.pl")), ClaimSubject.SamePaper).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("FV/1")]
    [InlineData("https://example.com/")]
    [InlineData("5260250274|PL|12345678901234567890123456|123000|Firma|FV/2026/07/001|||")]
    [InlineData("https://qr.ksef.mf.gov.pl/invoice/")]
    [InlineData("javascript:alert(1)/invoice/a/b/c")]
    public void Other_texts_are_no_codes_of_invoices(string text) => Assert.Null(CodeLink.Read(text));

    private static Claim Of(CodeJudgement judgement, ClaimSubject about) => judgement.Claims.Last(claim => claim.About == about);
}
