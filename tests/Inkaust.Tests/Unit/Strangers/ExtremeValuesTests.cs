using System.Formats.Asn1;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.Xml;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Print;
using Inkaust.Tests.Support;
using Inkaust.Tests.Unit.Issuing;

namespace Inkaust.Tests.Unit.Strangers;

/// <summary>Values that no invoice has, in files and drafts that somebody sends: findings, never faults of the program.</summary>
public sealed class ExtremeValuesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    private static InvoiceDraft Draft(string more, string line = "") => InvoiceDraft.ReadJson(Encoding.UTF8.GetBytes($$"""
        {"number":"FV/1","issueDate":"2026-11-20","seller":{"nip":"5260001246","name":"A","address":"ul. A 1, 00-001 Warszawa"},
         "buyer":{"name":"B","nip":"7792468135","address":"ul. B 1, 00-001 Warszawa"},"lines":[{"name":"C","price":1.5,"rate":23{{line}}}]{{more}}}
        """));

    private static string Codes(Func<IReadOnlyList<Finding>> judge)
    {
        try
        {
            return string.Join(' ', judge().Select(finding => finding.Code));
        }
        catch (RefusedException refused)
        {
            return string.Join(' ', refused.Findings.Select(finding => finding.Code));
        }
    }

    [Theory]
    [InlineData(",\"payment\":{\"dueInDays\":2147483647}", "", "INK-DRAFT-042")]
    [InlineData(",\"payment\":{\"dueInDays\":-2147483648}", "", "INK-DRAFT-042")]
    [InlineData(",\"payment\":{\"dueInDays\":2147483648}", "", "INK-DRAFT-003")]
    [InlineData(",\"due\":1e400", "", "INK-DRAFT-003")]
    [InlineData(",\"due\":79228162514264337593543950335", "", "INK-DRAFT-041")]
    [InlineData(",\"due\":-1e18", "", "INK-DRAFT-041")]
    [InlineData("", ",\"quantity\":999999999999999999", "INK-DRAFT-038")]
    [InlineData("", ",\"net\":999999999999999999,\"vat\":999999999999999999", "INK-FA3-")]
    [InlineData(",\"saleDate\":\"9999-12-31\"", "", "INK-FA3-")]
    [InlineData(",\"saleDate\":\"0001-01-01\"", "", "INK-FA3-")]
    [InlineData(",\"footer\":\"\\ud800\"", "", "INK-DRAFT-001")]
    [InlineData(",\"footer\":\"\\u0000\"", "", "INK-DRAFT-017")]
    public void A_draft_that_says_too_much_is_told_so(string more, string line, string code) =>
        Assert.Contains(code, Codes(() => JudgedDraft.Of(Draft(more, line), Now).Findings));

    [Fact]
    public void A_draft_of_lists_without_end_is_none() =>
        Assert.Contains("INK-DRAFT-001", Codes(() => JudgedDraft.Of(Draft(",\"footer\":" + new string('[', 100_000)), Now).Findings));

    [Fact]
    public void Faults_without_end_are_told_up_to_a_thousand()
    {
        using var time = new AwakeTime();
        var fields = "{" + string.Join(',', Enumerable.Range(0, 300_000).Select(i => $"\"a{i}\":1")) + "}";
        Assert.Equal(1000, Assert.Throws<RefusedException>(() => InvoiceDraft.ReadJson(Encoding.UTF8.GetBytes(fields))).Findings.Count);
        using var house = new House();
        var rows = "nip,name,address,ksef\n" + string.Concat(Enumerable.Repeat("1,,,x\n", 300_000));
        Assert.InRange(Assert.Throws<RefusedException>(() => new ImportCompanies(house.Companies).FromCsv(Encoding.UTF8.GetBytes(rows), true)).Findings.Count, 1000, 1010);
        var columns = string.Join(',', Enumerable.Range(0, 300_000).Select(i => $"a{i}")) + "\n1\n";
        Assert.InRange(Assert.Throws<RefusedException>(() => new ImportCompanies(house.Companies).FromCsv(Encoding.UTF8.GetBytes(columns), true)).Findings.Count, 1000, 1001);
        Assert.True(time.Passed < TimeSpan.FromSeconds(5), $"{time.Passed}");
    }

    [Theory]
    [InlineData("{\"a\":\"\\ud800\"}")]
    [InlineData("{\"\\udc00\":1}")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"buyer\":{\"nip\":\"1\",\"nip\":\"2\"}}")]
    [InlineData("{\"lines\":[{\"name\":\"1\",\"name\":\"2\"}]}")]
    public void What_is_kept_half_written_can_be_read_again(string json) =>
        Assert.Equal("INK-SHELF-001", Assert.Throws<RefusedException>(() => DraftContent.Read(Encoding.UTF8.GetBytes(json))).Findings[0].Code);

    [Fact]
    public void Bytes_that_are_no_letters_are_not_kept_either() => Assert.Equal("INK-SHELF-001",
        Assert.Throws<RefusedException>(() => DraftContent.Read([.. "{\"a\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8])).Findings[0].Code);

    [Theory]
    [InlineData("<P_15>11388.26</P_15>", "<P_15>79228162514264337593543950335</P_15>")]
    [InlineData("<P_13_1>9258.75</P_13_1><P_14_1>2129.51</P_14_1>", "<P_13_1>79228162514264337593543950335</P_13_1><P_14_1>79228162514264337593543950335</P_14_1>")]
    [InlineData("<P_11>1851.75</P_11><P_12>23</P_12>", "<P_11A>5</P_11A><P_12>-100</P_12>")]
    [InlineData("<P_1>2026-11-20</P_1>", "<P_1>9999-12-31</P_1>")]
    [InlineData("<P_1>2026-11-20</P_1>", "<P_1>0001-01-01</P_1>")]
    [InlineData("<P_6>2026-11-19</P_6>", "<P_6>9999-12-31</P_6>")]
    [InlineData("<P_6>2026-11-19</P_6>", "<P_6>0001-01-01</P_6>")]
    [InlineData("2026-11-20T09:30:00Z", "9999-12-31T24:00:00Z")]
    [InlineData("2026-11-20T09:30:00Z", "0001-01-01T00:00:00+14:00")]
    [InlineData("<NrWierszaFa>1</NrWierszaFa>", "<NrWierszaFa>99999999999999999999999</NrWierszaFa>")]
    public void A_file_that_says_too_much_is_judged_and_drawn(string said, string instead)
    {
        var file = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Print.Specimens.ThreeLines().Bytes.Span).Replace(said, instead));
        Assert.NotEqual(-1, file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(instead)));
        _ = Fa3Validator.Validate(file, new DateOnly(2026, 11, 26));
        foreach (var kind in new[] { "VAT", "KOR", "ZAL", "ROZ" })
        {
            var invoice = Fa3Invoice.Read(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file).Replace("<RodzajFaktury>VAT", $"<RodzajFaktury>{kind}")));
            Assert.NotEmpty(InvoiceHtml.Draw(invoice, []));
            Assert.NotEmpty(InvoicePdf.Draw(invoice, []));
            _ = VerificationLinks.KodI(KsefEnvironment.Test, invoice.SellerNip, invoice.IssueDate, invoice.Hash);
        }
    }

    [Fact]
    public void The_calendar_has_a_first_and_a_last_day()
    {
        var (first, last) = (DateOnly.MinValue, DateOnly.MaxValue);
        Assert.Equal((last, first), (PolishTime.DaysAfter(last, int.MaxValue), PolishTime.DaysAfter(first, long.MinValue)));
        Assert.Equal(new DateOnly(2026, 12, 1), PolishTime.DaysAfter(new DateOnly(2026, 11, 30), 1));
        Assert.Equal((last, first), (WorkingDays.InPoland.After(last, 3), WorkingDays.InPoland.Before(first)));
        Assert.True(PolishTime.StartOf(first) < PolishTime.EndOf(last));
        foreach (var date in new[] { first, last })
            Assert.NotNull(Deadlines.Of(new IssueFacts(IssuingMode.Offline24, date, Now), [], Now));
    }

    [Theory]
    [InlineData(4001, 1)]
    [InlineData(4000, 4000)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(-1, 1)]
    public void A_logo_that_unpacks_to_too_much_is_not_drawn(int width, int height)
    {
        using var time = new AwakeTime();
        Assert.False(PrintOptions.CanDraw(Png(width, height, new byte[2_000_000])));
        Assert.True(time.Passed < TimeSpan.FromSeconds(1), $"{time.Passed}");
    }

    [Fact]
    public void A_logo_that_is_cut_off_is_not_drawn()
    {
        Assert.False(PrintOptions.CanDraw(Png(100, 100, new byte[10])));
        Assert.True(PrintOptions.CanDraw(Png(100, 100, new byte[100 * 401])));
    }

    private static byte[] Png(int width, int height, byte[] pixels)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(pixels);
        static byte[] Four(int number) => [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];
        byte[] Chunk(string name, byte[] content) => [.. Four(content.Length), .. Encoding.ASCII.GetBytes(name), .. content, 0, 0, 0, 0];
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", [.. Four(width), .. Four(height), 8, 6, 0, 0, 0]), .. Chunk("IDAT", packed.ToArray())];
    }

    [Theory]
    [InlineData("certificates")]
    [InlineData("references")]
    public void A_signature_of_thousands_of_parts_is_not_looked_at_one_by_one(string what)
    {
        using var receipt = new SignedReceipt();
        var text = Encoding.UTF8.GetString(receipt.Sign());
        var certificate = $"<X509Certificate>{Convert.ToBase64String(receipt.Certificate.RawData)}</X509Certificate>";
        var begins = text.IndexOf("<Reference", StringComparison.Ordinal);
        var reference = text[begins..(text.IndexOf("</Reference>", StringComparison.Ordinal) + "</Reference>".Length)];
        var many = what == "certificates" ? text.Replace(certificate, string.Concat(Enumerable.Repeat(certificate, 4000)))
            : Encoding.UTF8.GetString(receipt.SignAnew(text.Replace(reference, string.Concat(Enumerable.Repeat(reference, 4000)))));
        using var time = new AwakeTime();
        Assert.Equal(what == "certificates" ? "X509Certificate" : "Reference", ReceiptSignature.Check(Encoding.UTF8.GetBytes(many), [], Now).NotKnown?.En.Split(' ')[^1]);
        Assert.True(time.Passed < TimeSpan.FromSeconds(2), $"{time.Passed}");
    }

    [Fact]
    public void The_form_that_is_signed_is_made_in_time_that_grows_with_the_file()
    {
        // As many namespaces as may hold at once, over as many elements as a page of a receipt has.
        using var receipt = new SignedReceipt();
        var spaces = string.Concat(Enumerable.Range(0, 60).Select(i => $" xmlns:n{i}='urn:{i}'"));
        var content = SignedReceipt.Content.Replace("Id=\"all\"", $"Id=\"all\"{spaces}").Replace("</Potwierdzenie>",
            string.Concat(Enumerable.Repeat("<n1:a n2:b='1'/>", 60_000)) + "</Potwierdzenie>");
        foreach (Transform form in new Transform[] { new XmlDsigExcC14NTransform(), new XmlDsigC14NTransform() })
        {
            var signed = receipt.Sign([SignedReceipt.Whole(form)], content: content);
            using var time = new AwakeTime();
            Assert.True(ReceiptSignature.Check(signed, [], Now).IsSound);
            Assert.True(time.Passed < TimeSpan.FromSeconds(5), $"{time.Passed}");
        }
    }

    [Theory]
    [InlineData("many files")]
    [InlineData("a bomb")]
    public void An_archive_is_bounded_by_what_its_directory_says(string attack)
    {
        var archive = attack == "many files" ? Zip(Enumerable.Range(0, 20_000).Select(i => ($"{i}.xml", 0)))
            : Zip(Enumerable.Range(0, 10).Select(i => ($"{i}.xml", 19_000_000)));
        var package = new InvoicePackage { InvoiceCount = 1, Size = archive.Length, Parts = [], IsTruncated = false, CompressionType = CompressionType.Zip };
        using var time = new AwakeTime();
        var files = ExportedArchive.Read(new MemoryStream(archive), package).ToList();
        Assert.InRange(files.Count, 1, 10_002);
        Assert.All(files, one => Assert.IsType<ExportedFile.Refused>(one));
        Assert.True(time.Passed < TimeSpan.FromSeconds(2), $"{time.Passed}");
    }

    [Fact]
    public void A_file_of_an_archive_that_is_longer_than_the_directory_says_is_refused()
    {
        var package = new InvoicePackage { InvoiceCount = 1, Size = 1, Parts = [], IsTruncated = false, CompressionType = CompressionType.Zip };
        var lying = Lying(Zip([("5265877635-20250916-0200A0D6723E-C2.xml", 100_000)]));
        Assert.IsType<ExportedFile.Refused>(Assert.Single(ExportedArchive.Read(new MemoryStream(lying), package)));
    }

    [Fact]
    public void A_length_that_is_no_number_makes_an_archive_unreadable()
    {
        // A header of tar: the length in binary with all bits, and the sum of its bytes.
        var header = new byte[512];
        Encoding.ASCII.GetBytes("1.xml").CopyTo(header, 0);
        header.AsSpan(124, 12).Fill(0xFF);
        header[124] = 0x80;
        header[156] = (byte)'0';
        Encoding.ASCII.GetBytes("ustar\0" + "00").CopyTo(header, 257);
        header.AsSpan(148, 8).Fill((byte)' ');
        Encoding.ASCII.GetBytes($"{Convert.ToString(header.Sum(one => one), 8).PadLeft(6, '0')}\0").CopyTo(header, 148);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write([.. header, .. new byte[1024]]);
        var package = new InvoicePackage { InvoiceCount = 1, Size = 1, Parts = [], IsTruncated = false, CompressionType = CompressionType.TarGz };
        Assert.Throws<KsefUnavailable>(() => ExportedArchive.Read(packed, package).Count());
    }

    [Fact]
    public void Names_in_an_archive_lead_nowhere() => Assert.All(ExportedArchive.Read(
        new MemoryStream(Zip([("../../etc/passwd", 3), ("/etc/passwd.xml", 3), ("..\\a.xml", 3)])),
        new InvoicePackage { InvoiceCount = 3, Size = 1, Parts = [], IsTruncated = false, CompressionType = CompressionType.Zip }),
        one => Assert.IsType<ExportedFile.Refused>(one));

    private static byte[] Zip(IEnumerable<(string Name, int Length)> files)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, length) in files)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(new byte[length]);
            }
        return file.ToArray();
    }

    // The directory says that the file is shorter than it is: the length stands 24 bytes after the mark of its entry.
    private static byte[] Lying(byte[] zip)
    {
        var entry = zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        zip[entry + 24] = 10;
        zip[entry + 25] = zip[entry + 26] = 0;
        return zip;
    }

    [Fact]
    public void Numbers_of_a_key_that_no_key_has_are_refused_soon()
    {
        using var time = new AwakeTime();
        foreach (var bits in new[] { 32_768, 200_000 })
        {
            var writer = new AsnWriter(AsnEncodingRules.DER);
            using (writer.PushSequence())
            {
                writer.WriteInteger(0);
                var odd = new byte[bits / 8];
                odd.AsSpan().Fill(0x5B);
                for (var i = 0; i < 8; i++) writer.WriteInteger(odd);
            }
            var key = Assert.Single(CertificateFile.Of(writer.Encode()).Keys);
            Assert.Equal("INK-CERT-024", Assert.Throws<RefusedException>(() => key.Open(() => "").Dispose()).Findings[0].Code);
        }
        Assert.True(time.Passed < TimeSpan.FromSeconds(2), $"{time.Passed}");
    }

    [Fact]
    public void A_month_at_the_end_of_the_calendar_can_be_looked_at()
    {
        using var house = new House();
        var find = new FindInvoices(house.Database, house.Ledgers, house.Clock);
        Assert.Empty(find.Of(house.Company, new InvoiceFilter { Month = new DateOnly(9999, 12, 1), Page = int.MaxValue }).Invoices);
        Assert.Empty(find.Of(house.Company, new InvoiceFilter { Month = new DateOnly(1, 1, 1) }).Invoices);
    }
}
