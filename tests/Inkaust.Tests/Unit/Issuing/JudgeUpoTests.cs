using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>What a receipt proves, with and without an authority that a person trusts.</summary>
public sealed class JudgeUpoTests : IDisposable
{
    private readonly House house = new();

    private KsefEnvironment Here => house.Company.Environment;

    /// <summary>The receipt, who is pinned, and what it proves on what ground.</summary>
    public static TheoryData<string, string, string?, string?, ReceiptStanding, ReceiptGround> Judgements => new()
    {
        { "sound", "nobody", null, "INK-UPO-004", ReceiptStanding.NotChecked, ReceiptGround.AnswerOfKsef },
        { "sound", "signer", null, null, ReceiptStanding.Proven, ReceiptGround.PinnedCertificate },
        { "sound", "stranger", "INK-UPO-002", null, ReceiptStanding.Forged, ReceiptGround.Signature },
        { "sound", "both", null, null, ReceiptStanding.Proven, ReceiptGround.PinnedCertificate },
        { "changed", "nobody", "INK-UPO-001", null, ReceiptStanding.Forged, ReceiptGround.Signature },
        { "changed", "signer", "INK-UPO-001", null, ReceiptStanding.Forged, ReceiptGround.Signature },
        { "unsigned", "nobody", "INK-UPO-001", null, ReceiptStanding.Forged, ReceiptGround.Signature },
        { "of tomorrow", "nobody", null, "INK-UPO-009", ReceiptStanding.NotChecked, ReceiptGround.AnswerOfKsef },
        { "of tomorrow", "signer", "INK-UPO-001", null, ReceiptStanding.NotChecked, ReceiptGround.AnswerOfKsef },
    };

    [Theory]
    [MemberData(nameof(Judgements))]
    public void A_receipt_proves_what_its_signature_and_its_signer_prove(string receipt, string trusted, string? refusal, string? reservation,
        ReceiptStanding standing, ReceiptGround ground)
    {
        if (trusted is "signer" or "both") Trust(Receipts.Signer);
        if (trusted is "stranger" or "both") Trust(Receipts.Stranger);
        var sound = Encoding.UTF8.GetString(Receipts.Signer.Sign());
        var judgement = house.JudgeUpo.Of(house.Company with { Environment = Here }, Encoding.UTF8.GetBytes(receipt switch
        {
            "changed" => sound.Replace("20261209-SO", "20261208-SO", StringComparison.Ordinal),
            "unsigned" => SignedReceipt.Content,
            "of tomorrow" => sound.Replace("xmldsig-more#rsa-sha256", "xmldsig-more#of-tomorrow", StringComparison.Ordinal),
            _ => sound,
        }), "FV/1", house.Clock.GetUtcNow());
        Assert.Equal((refusal, reservation, standing, ground),
            (judgement.Refusal?.Code, judgement.Reservation?.Code, judgement.Standing, judgement.RestsOn));
        Assert.Equal(standing == ReceiptStanding.Proven, judgement.IsProof);
        if (refusal is not null) Assert.Contains("(FV/1)", judgement.Refusal!.Text.En);
        if (judgement.IsProof) Assert.Contains("CN=UPO", judgement.Signer);
    }

    // Who writes the database without the master key names nobody, neither by a row of his own nor by changing one.
    [Fact]
    public void A_signer_that_somebody_wrote_into_the_database_is_not_believed()
    {
        Trust(Receipts.Signer);
        using var connection = house.Database.Connect();
        connection.Execute("""
            INSERT INTO upo_authority (environment, fingerprint, certificate, added_at, subject, vouched)
            SELECT environment, 'x', @RawData, added_at, subject, vouched FROM upo_authority
            """, new { Receipts.Stranger.Certificate.RawData });
        connection.Execute("INSERT INTO upo_authority (environment, fingerprint, certificate, added_at) VALUES (@Word, 'y', @RawData, '')",
            new { Here.Word, Receipts.Stranger.Certificate.RawData });
        Assert.Equal(Receipts.Signer.Certificate.RawData, Assert.Single(house.JudgeUpo.Pinned(Here)).Certificate.RawData);
        var forged = house.JudgeUpo.Of(house.Company, Receipts.Stranger.Sign(), "FV/1", house.Clock.GetUtcNow());
        Assert.Equal((ReceiptStanding.Forged, "INK-UPO-002"), (forged.Standing, forged.Refusal?.Code));

        // Neither does a row go with another KSeF.
        connection.Execute("UPDATE upo_authority SET environment = 'production'");
        Assert.Empty(house.JudgeUpo.Pinned(KsefEnvironment.Production));
    }

    [Fact]
    public void An_authority_alone_names_nobody()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Urząd", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = request.CreateSelfSigned(House.At("2026-01-01T00:00"), House.At("2027-01-01T00:00"));
        var pem = Encoding.UTF8.GetBytes(authority.ExportCertificatePem());
        Assert.Equal("INK-UPO-010", Refused(() => house.JudgeUpo.Trust(Here, pem)));
        Assert.Equal("INK-UPO-010", Refused(() => house.JudgeUpo.Trust(Here,
            Encoding.UTF8.GetBytes(Receipts.Signer.Certificate.ExportCertificatePem()), "CN=UPO")));
        Assert.Empty(house.JudgeUpo.Pinned(Here));
        Assert.Equal("CN=UPO, O=Test", Assert.Single(house.JudgeUpo.Trust(Here, pem, " CN=UPO, O=Test ")).Subject);
        Assert.Equal("CN=UPO, O=Test", Assert.Single(house.JudgeUpo.Pinned(Here)).Subject);
    }

    [Fact]
    public void The_receipt_of_an_invoice_has_to_name_it_and_is_judged_at_the_moment_of_its_acceptance()
    {
        var number = SmallKsef.NumberOf(1);
        var invoice = house.Add(state: new InvoiceState.Accepted(number, House.At("2026-12-09T12:00"), "s", null));
        var receipt = Receipts.Signer.Sign(content: Receipts.Of((invoice, "5260001246", number)));
        Trust(Receipts.Signer);
        Assert.Equal((null, true), house.JudgeUpo.OfInvoice(house.Company, invoice, receipt) is var sound ? (sound.Refusal, sound.IsProof) : default);
        // the certificate of its signer is over by then
        var late = invoice with { State = ((InvoiceState.Accepted)invoice.State) with { AcceptedAt = House.At("2027-06-01T12:00") } };
        Assert.NotNull(house.JudgeUpo.OfInvoice(house.Company, late, receipt).Refusal);
        var other = house.JudgeUpo.OfInvoice(house.Company, invoice with { Hash = InvoiceHash.Of("x"u8) }, receipt);
        Assert.Equal(("INK-UPO-006", null, ReceiptStanding.Forged), (other.Refusal!.Code, other.Reservation, other.Standing));
        Assert.Equal("INK-UPO-005", house.JudgeUpo.OfInvoice(house.Company, invoice, null).Refusal!.Code);
        Assert.Equal("INK-UPO-005", house.JudgeUpo.OfInvoice(house.Company, invoice with { State = new InvoiceState.Issued() }, receipt).Refusal!.Code);
        Assert.Equal("INK-UPO-001", house.JudgeUpo.OfInvoice(house.Company, invoice with { Hash = InvoiceHash.Of("x"u8) }, "<a/>"u8.ToArray()).Refusal!.Code);
    }

    [Fact]
    public void Authorities_are_trusted_in_one_environment_once_and_until_they_are_taken_back()
    {
        var pem = Receipts.Signer.Certificate.ExportCertificatePem() + "\n" + Receipts.Stranger.Certificate.ExportCertificatePem();
        Assert.Equal(2, house.JudgeUpo.Trust(Here, Encoding.UTF8.GetBytes(pem)).Count);
        house.JudgeUpo.Trust(Here, Encoding.UTF8.GetBytes(pem));
        Assert.Equal(2, house.JudgeUpo.Pinned(Here).Count);
        Assert.Empty(house.JudgeUpo.Pinned(KsefEnvironment.Production));

        var print = Convert.ToHexString(SHA256.HashData(Receipts.Signer.Certificate.RawData));
        Assert.Equal(print.ToLowerInvariant(), JudgeUpo.FingerprintOf(Receipts.Signer.Certificate));
        Assert.Equal("INK-UPO-007", Refused(() => house.JudgeUpo.Distrust(KsefEnvironment.Production, print)));
        house.JudgeUpo.Distrust(Here, print); // in capitals too
        Assert.Equal(Receipts.Stranger.Certificate.RawData, Assert.Single(house.JudgeUpo.Pinned(Here)).Certificate.RawData);
        Assert.Equal("INK-UPO-007", Refused(() => house.JudgeUpo.Distrust(Here, print)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    public void A_file_without_a_certificate_is_refused(string pem) =>
        Assert.Equal("INK-UPO-003", Refused(() => house.JudgeUpo.Trust(Here, Encoding.UTF8.GetBytes(pem))));

    [Fact]
    public void Of_a_file_with_a_broken_certificate_none_is_trusted()
    {
        var pem = Receipts.Signer.Certificate.ExportCertificatePem() + "\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----";
        Assert.Equal("INK-UPO-003", Refused(() => house.JudgeUpo.Trust(Here, Encoding.UTF8.GetBytes(pem))));
        Assert.Empty(house.JudgeUpo.Pinned(Here));
    }

    public void Dispose() => house.Dispose();

    private void Trust(SignedReceipt one) => house.JudgeUpo.Trust(Here, Encoding.UTF8.GetBytes(one.Certificate.ExportCertificatePem()));

    private static string Refused(Action what) => Assert.Throws<RefusedException>(what).Findings[0].Code;
}
