using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Print;
using Inkaust.Scan;
using Inkaust.Scan.Pictures;
using Inkaust.Tests.Unit.Print;

namespace Inkaust.Tests.Unit.Scan;

/// <summary>Files of strangers, made to crash, to hang or to fill the memory, end in a refusal or in what could be read of them.</summary>
public sealed class HostileFilesTests
{
    [Theory]
    [InlineData(100_000u, 100_000u)]
    [InlineData(0u, 10u)]
    [InlineData(uint.MaxValue, uint.MaxValue)]
    public void A_PNG_that_says_to_be_huge_is_refused_by_its_head(uint width, uint height)
    {
        var refused = Assert.Throws<RefusedException>(() => ScannedFile.Read(Png(width, height, 8, 6, [1, 2, 3])));
        Assert.StartsWith("INK-SCAN-00", refused.Findings.Single().Code);
    }

    [Fact]
    public void A_PNG_that_unpacks_to_more_than_its_pixels_is_read_no_further()
    {
        Assert.Empty(ScannedFile.Read(Png(64, 64, 8, 0, new byte[200_000_000])).Texts);
        Assert.Empty(ScannedFile.Read(Png(64, 64, 8, 0, [])).Texts); // Without pixels it is white.
    }

    public static TheoryData<int, int> PngForms => new() { { 0, 1 }, { 0, 2 }, { 0, 4 }, { 0, 8 }, { 0, 16 }, { 2, 8 }, { 2, 16 }, { 3, 8 }, { 4, 8 }, { 4, 16 }, { 6, 8 }, { 6, 16 } };

    // A square of black on white, written in every form that PNG has, with every filter and with passes.
    [Theory, MemberData(nameof(PngForms))]
    public void Every_form_of_PNG_is_read_alike(int colour, int bits)
    {
        var numbers = colour switch { 0 or 3 => 1, 2 => 3, 4 => 2, _ => 4 };
        const int Side = 20;
        bool Dark(int x, int y) => x is >= 5 and < 15 && y is >= 3 and < 17;
        byte[] Row(int width, Func<int, bool> dark)
        {
            var row = new byte[((width * numbers * bits) + 7) / 8];
            for (var x = 0; x < width; x++)
            {
                for (var n = 0; n < numbers; n++)
                {
                    // The palette has black first and white second; the last number of 4 and 6 is how opaque it is.
                    var full = colour is 4 or 6 && n == numbers - 1 || !dark(x);
                    var value = colour == 3 ? full ? 1 : 0 : full ? (1 << bits) - 1 : 0;
                    for (var bit = 0; bit < bits; bit++)
                    {
                        var at = ((((x * numbers) + n) * bits) + bit);
                        if ((value >> (bits - 1 - bit) & 1) != 0) row[at / 8] |= (byte)(0x80 >> (at % 8));
                    }
                }
            }
            return row;
        }
        var plain = Filtered([.. Enumerable.Range(0, Side).Select(y => Row(Side, x => Dark(x, y)))], Math.Max(1, numbers * bits / 8));
        Check(Png(Side, Side, bits, colour, plain));
        var passes = new List<byte>();
        foreach (var (x0, y0, dx, dy) in new[] { (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2) })
        {
            var (across, down) = ((Side - x0 + dx - 1) / dx, (Side - y0 + dy - 1) / dy);
            passes.AddRange(Filtered([.. Enumerable.Range(0, down).Select(y => Row(across, x => Dark(x0 + (x * dx), y0 + (y * dy))))], Math.Max(1, numbers * bits / 8)));
        }
        Check(Png(Side, Side, bits, colour, [.. passes], interlaced: true));

        void Check(byte[] png)
        {
            var picture = Picture.Read(png, CancellationToken.None);
            for (var y = 0; y < Side; y++)
                for (var x = 0; x < Side; x++) Assert.True(picture.Greys[(y * Side) + x] == (Dark(x, y) ? 0 : 255), $"{x}, {y}: {picture.Greys[(y * Side) + x]}");
        }
    }

    // The bit FDICT of a zlib stream (RFC 1950, 2.2), with the check sum of its head.
    [Fact]
    public void What_is_packed_with_a_dictionary_that_nobody_has_is_damaged()
    {
        static byte[] WithDictionary(byte[] file, ReadOnlySpan<byte> begin)
        {
            var at = file.AsSpan().IndexOf(begin) + begin.Length;
            (file[at], file[at + 1]) = (0x78, 0xBB);
            return file;
        }
        var picture = Assert.Throws<RefusedException>(() => ScannedFile.Read(WithDictionary(Png(64, 64, 8, 0, new byte[64 * 65]), "IDAT"u8)));
        Assert.Equal("INK-SCAN-003", picture.Findings.Single().Code);
        var pdf = Pdf("<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>", Stream("/Filter /FlateDecode", Packed(new byte[1000])));
        Assert.Empty(ScannedFile.Read(WithDictionary(pdf, "stream\n"u8)).Texts);
    }

    public static TheoryData<string> BadPdfs => ["bomb", "deep", "pages in a circle", "forms in forms", "self", "no catalog", "encrypted", "many objects", "huge picture"];

    [Theory, MemberData(nameof(BadPdfs))]
    public void A_PDF_made_to_hurt_does_not(string how)
    {
        var bomb = Packed(new byte[100_000_000]);
        var pdf = how switch
        {
            "bomb" => Pdf("<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>", Stream("/Filter /FlateDecode", bomb)),
            "deep" => Pdf("<< /Type /Page /Parent 2 0 R /Contents 4 0 R /X " + new string('[', 100_000) + " >>", Stream("", Encoding.ASCII.GetBytes(new string('[', 100_000)))),
            "pages in a circle" => Pdf("<< /Type /Pages /Kids [2 0 R 3 0 R] >>", "null"u8.ToArray()),
            "forms in forms" => Pdf("<< /Type /Page /Parent 2 0 R /Resources << /XObject << /A 4 0 R >> >> /Contents 4 0 R >>",
                Stream("/Type /XObject /Subtype /Form /Resources << /XObject << /A 4 0 R >> >>", "/A Do /A Do"u8.ToArray())),
            "self" => Pdf("3 0 R", "4 0 R"u8.ToArray()),
            "no catalog" => "%PDF-1.4\n1 0 obj\n<< /Type /Nothing >>\nendobj\n"u8.ToArray(),
            "encrypted" => [.. Pdf("<< /Type /Page /Parent 2 0 R >>", "null"u8.ToArray()), .. "\ntrailer << /Root 1 0 R /Encrypt 4 0 R >>\n"u8],
            "many objects" => [.. Pdf("<< /Type /Page /Parent 2 0 R >>", "null"u8.ToArray()),
                .. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(5, 100_000).Select(n => $"{n} 0 obj stream\n")))],
            _ => Pdf("<< /Type /Page /Parent 2 0 R /Resources << /XObject << /A 4 0 R >> >> /Contents 5 0 R >>",
                Stream("/Type /XObject /Subtype /Image /Width 1000000 /Height 1000000 /BitsPerComponent 8", [1]), Stream("", "/A Do"u8.ToArray())),
        };
        using var limit = new CancellationTokenSource();
        try
        {
            var found = ScannedFile.Read(pdf, limit.Token);
            Assert.Empty(found.Texts);
            if (how == "huge picture") Assert.NotEmpty(found.NotRead);
        }
        catch (RefusedException refused)
        {
            Assert.Equal(how switch { "no catalog" => "INK-SCAN-003", "encrypted" => "INK-SCAN-004", _ => "none" }, refused.Findings.Single().Code);
        }
    }

    [Fact]
    public void A_PDF_with_a_picture_shows_its_code_however_the_picture_is_packed()
    {
        var link = Specimens.KodI(Specimens.ThreeLines());
        var picture = Picture.Read(CodeImage.Png(new PrintedCode("OFFLINE", link), 5), CancellationToken.None);
        var size = $"/Type /XObject /Subtype /Image /Width {picture.Width} /Height {picture.Height}";
        var rows = new List<byte>();
        for (var y = 0; y < picture.Height; y++)
        {
            rows.Add(0);
            rows.AddRange(picture.Greys.AsSpan(y * picture.Width, picture.Width));
        }
        var hex = Encoding.ASCII.GetBytes(Convert.ToHexString(picture.Greys) + ">");
        foreach (var (what, stream) in new[]
        {
            ("plain", Stream($"{size} /BitsPerComponent 8 /ColorSpace /DeviceGray", picture.Greys)),
            ("Flate", Stream($"{size} /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /FlateDecode", Packed(picture.Greys))),
            ("PNG rows", Stream($"{size} /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter [/FlateDecode] /DecodeParms [<< /Predictor 15 /Columns {picture.Width} >>]", Packed([.. rows]))),
            ("JPEG", Stream($"{size} /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /DCTDecode", picture.AsJpeg(70))),
            ("hexadecimal", Stream($"{size} /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /ASCIIHexDecode", hex)),
            ("turned round", Stream($"{size} /BitsPerComponent 8 /ColorSpace /DeviceGray /Decode [1 0]", [.. picture.Greys.Select(grey => (byte)(255 - grey))])),
            ("palette", Stream($"{size} /BitsPerComponent 8 /ColorSpace [/Indexed /DeviceRGB 255 <{string.Concat(Enumerable.Range(0, 256).Select(i => $"{i:X2}{i:X2}{i:X2}"))}>]", picture.Greys)),
        })
        {
            var pdf = Pdf("<< /Type /Page /Parent 2 0 R /Resources << /XObject << /A 4 0 R >> >> /Contents 5 0 R >>", stream, Stream("", "q 100 0 0 100 50 50 cm /A Do Q"u8.ToArray()));
            var found = Assert.Single(ScannedFile.Read(pdf).Texts);
            Assert.Equal((what, link.AbsoluteUri, FoundIn.Picture, 1), (what, found.Text, found.Where, found.Page));
        }
    }

    [Fact]
    public async Task A_print_written_anew_by_another_program_is_read_alike()
    {
        var invoice = Specimens.ThreeLines();
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, InvoicePdf.Draw(invoice, Specimens.Offline(invoice), new PrintOptions { Fonts = PrintFonts.Standard, EmbedXml = true }), TestContext.Current.CancellationToken);
            foreach (var how in new[] { "--object-streams=generate", "--qdf", "--linearize" })
            {
                Tool.Must("qpdf", how, path, path + ".pdf");
                var found = ScannedFile.Read(await File.ReadAllBytesAsync(path + ".pdf", TestContext.Current.CancellationToken));
                Assert.Equal(2, found.Texts.Count(one => one.Where == FoundIn.Drawing));
                Assert.Equal(2, found.Texts.Count(one => one.Where == FoundIn.Link));
                Assert.Equal(invoice.Hash, InvoiceHash.Of(Assert.Single(found.Files).Bytes));
            }
        }
        finally
        {
            File.Delete(path);
            File.Delete(path + ".pdf");
        }
    }

    [Fact]
    public void Files_with_bytes_changed_or_cut_are_read_or_refused()
    {
        var invoice = Specimens.ThreeLines();
        byte[][] seeds =
        [
            InvoicePdf.Draw(invoice, Specimens.Offline(invoice), new PrintOptions { Fonts = PrintFonts.Standard }),
            CodeImage.Png(new PrintedCode("OFFLINE", Specimens.KodI(invoice)), 3),
            Picture.Read(CodeImage.Png(new PrintedCode("OFFLINE", Specimens.KodI(invoice)), 3), CancellationToken.None).AsJpeg(),
        ];
        for (var run = 0; run < 60; run++)
        {
            var mutant = Mutant.Of(seeds[run % seeds.Length], (uint)run);
            try
            {
                ScannedFile.Read(mutant);
            }
            catch (RefusedException)
            {
                // Said, and nothing worse.
            }
        }
    }

    [Theory]
    [InlineData("GIF89a", "GIF")]
    [InlineData("BM12", "BMP")]
    [InlineData("....ftypheic.", "HEIF")]
    [InlineData("hello", "neither")]
    public void What_is_not_read_is_called_by_its_name(string begins, string called) =>
        Assert.Contains(called, Assert.Throws<RefusedException>(() => ScannedFile.Read(Encoding.ASCII.GetBytes(begins))).Findings.Single().Text.En);

    private static byte[] Filtered(byte[][] rows, int step)
    {
        var bytes = new List<byte>();
        for (var y = 0; y < rows.Length; y++)
        {
            var filter = y % 5;
            bytes.Add((byte)filter);
            for (var i = 0; i < rows[y].Length; i++)
            {
                int left = i >= step ? rows[y][i - step] : 0, up = y > 0 ? rows[y - 1][i] : 0, corner = y > 0 && i >= step ? rows[y - 1][i - step] : 0;
                var guess = left + up - corner;
                var (a, b, c) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
                var paeth = a <= b && a <= c ? left : b <= c ? up : corner;
                bytes.Add((byte)(rows[y][i] - (filter switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => paeth, _ => 0 })));
            }
        }
        return [.. bytes];
    }

    private static byte[] Png(uint width, uint height, int bits, int colour, byte[] pixels, bool interlaced = false)
    {
        var head = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(head, width);
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(4), height);
        (head[8], head[9], head[12]) = ((byte)bits, (byte)colour, (byte)(interlaced ? 1 : 0));
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR", head), .. colour == 3 ? Chunk("PLTE", [0, 0, 0, 255, 255, 255]) : [],
            .. Chunk("IDAT", Packed(pixels)), .. Chunk("IEND", [])];
    }

    private static byte[] Png(int width, int height, int bits, int colour, byte[] pixels, bool interlaced = false) =>
        Png((uint)width, (uint)height, bits, colour, pixels, interlaced);

    private static byte[] Chunk(string name, byte[] content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        return [.. length, .. Encoding.ASCII.GetBytes(name), .. content, 0, 0, 0, 0];
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(bytes);
        return packed.ToArray();
    }

    private static byte[] Stream(string dictionary, byte[] content) =>
        [.. Encoding.ASCII.GetBytes($"<< {dictionary} /Length {content.Length} >>\nstream\n"), .. content, .. "\nendstream"u8];

    // A catalog, its pages, a page, and what the page needs from 4 on.
    private static byte[] Pdf(string page, params byte[][] objects)
    {
        using var file = new MemoryStream();
        file.Write("%PDF-1.4\n"u8);
        byte[][] all = ["<< /Type /Catalog /Pages 2 0 R >>"u8.ToArray(), "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"u8.ToArray(), Encoding.ASCII.GetBytes(page), .. objects];
        foreach (var (one, i) in all.Select((one, i) => (one, i)))
        {
            file.Write(Encoding.ASCII.GetBytes($"{i + 1} 0 obj\n"));
            file.Write(one);
            file.Write("\nendobj\n"u8);
        }
        file.Write("trailer\n<< /Root 1 0 R >>\n%%EOF\n"u8);
        return file.ToArray();
    }
}
