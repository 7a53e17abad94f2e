using System.IO.Compression;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Ksef;

/// <summary>Zips written by hand: as other programs write them, and as nobody should.</summary>
public sealed class ZippedExportTests
{
    private const int Stored = 0, Deflated = 8, Bzip2 = 12, Encrypted = 1;

    private static readonly byte[] Xml = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<Faktura/>", 50)));

    private static readonly KsefNumber Number = KsefNumber.Create(Desk.Nip, new DateOnly(2026, 11, 22), 1);

    private static readonly Entry Good = new($"{KsefNumber.Create(Desk.Nip, new DateOnly(2026, 11, 22), 2)}.xml", Packed(Xml), Xml.Length, Deflated);

    /// <summary>A file as the directory tells of it; <c>IsWide</c>: in the way of archives that are longer than 4 GB.</summary>
    private sealed record Entry(string Name, byte[] Content, long Length, int Method, int Flags = 0, int Away = 0, bool IsWide = false);

    [Theory]
    [InlineData(Deflated, false)]
    [InlineData(Stored, false)]
    [InlineData(Deflated, true)]
    [InlineData(Stored, true)]
    public void An_invoice_is_read_and_kept_byte_for_byte(int method, bool isWide)
    {
        var lies = method == Deflated ? Packed(Xml) : Xml;
        var read = Assert.IsType<ExportedFile.Invoice>(Assert.Single(Read(Zip([new($"{Number}.xml", lies, Xml.Length, method, IsWide: isWide)]))));
        Assert.Equal(Xml, read.Xml.ToArray());
        Assert.Equal(method == Deflated ? lies : null, read.Deflated?.ToArray());
        Assert.Equal(Xml, DeflatedFile.Content(DeflatedFile.Of(read).ToArray(), Xml.Length));
    }

    [Fact]
    public void What_lies_there_longer_than_the_file_is_packed_anew()
    {
        // Blocks of nothing before the first one that holds something (RFC 1951, 3.2.4).
        byte[] padded = [.. Enumerable.Repeat<byte[]>([0, 0, 0, 0xFF, 0xFF], 1000).SelectMany(one => one), .. Packed(Xml)];
        var read = Assert.IsType<ExportedFile.Invoice>(Assert.Single(Read(Zip([new($"{Number}.xml", padded, Xml.Length, Deflated)]))));
        Assert.Equal(Xml, read.Xml.ToArray());
        Assert.True(DeflatedFile.Of(read).Length < Xml.Length);
        Assert.Equal(Xml, DeflatedFile.Content(DeflatedFile.Of(read).ToArray(), Xml.Length));
    }

    [Fact]
    public void A_file_that_is_not_what_the_directory_says_is_refused_by_its_name_and_the_next_is_read()
    {
        var right = new Entry($"{Number}.xml", Packed(Xml), Xml.Length, Deflated);
        foreach (var wrong in new[]
        {
            right with { Flags = Encrypted }, right with { Method = Bzip2 }, right with { Method = Stored }, right with { Length = Xml.Length - 1 },
            right with { Length = Xml.Length + 1 }, right with { Away = 1 }, right with { Away = 1_000_000 }, right with { Content = [0xFF, .. right.Content] },
            right with { Content = right.Content[..^3] }, right with { Content = [] }, right with { Length = 20_000_001 },
        })
        {
            var read = Read(Zip([wrong, Good]));
            Assert.Equal($"{Number}.xml", Assert.Single(read.OfType<ExportedFile.Refused>()).Name);
            Assert.Equal(Xml, Assert.Single(read.OfType<ExportedFile.Invoice>()).Xml.ToArray());
        }
    }

    [Fact]
    public void A_directory_that_is_cut_off_or_counts_other_files_is_no_package()
    {
        var zip = Zip([Good]);
        Assert.Throws<KsefUnavailable>(() => Read(Zip([Good], counted: 2)));
        Assert.Throws<KsefUnavailable>(() => Read(Zip([Good], counted: 0)));
        for (var length = 0; length < zip.Length; length++) Assert.Throws<KsefUnavailable>(() => Read(zip[..length]));
    }

    private static List<ExportedFile> Read(byte[] zip) => [.. Exports.Files(new MemoryStream(zip),
        new InvoicePackage { InvoiceCount = 1, Size = zip.Length, Parts = [], IsTruncated = false, CompressionType = CompressionType.Zip })];

    private static byte[] Packed(byte[] content)
    {
        var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true)) deflate.Write(content);
        return packed.ToArray();
    }

    // APPNOTE 4.3: the files with a header each, the directory, the end.
    private static byte[] Zip(IReadOnlyList<Entry> entries, int? counted = null)
    {
        const int Elsewhere = -1;
        using var stream = new MemoryStream();
        using var zip = new BinaryWriter(stream, Encoding.UTF8);
        var directory = new MemoryStream();
        using var names = new BinaryWriter(directory, Encoding.UTF8);
        foreach (var entry in entries)
        {
            var (at, name) = ((int)stream.Position, Encoding.UTF8.GetBytes(entry.Name));
            zip.Write(0x04034B50);
            Write(zip, 20, entry.Flags, entry.Method, 0, 0);
            zip.Write(new byte[12]);
            Write(zip, name.Length, 3);
            zip.Write([.. name, 1, 2, 3, .. entry.Content]);
            names.Write(0x02014B50);
            Write(names, 20, 20, entry.Flags, entry.Method, 0, 0);
            names.Write(0);
            names.Write(entry.IsWide ? Elsewhere : entry.Content.Length);
            names.Write(entry.IsWide ? Elsewhere : (int)entry.Length);
            Write(names, name.Length, entry.IsWide ? 4 + 2 + 4 + 24 : 0, 0, 0, 0);
            names.Write(0);
            names.Write(entry.IsWide ? Elsewhere : at + entry.Away);
            names.Write(name);
            if (!entry.IsWide) continue;
            // A field of another kind, then the one that is meant.
            Write(names, 0x5455, 2, 0, 1, 24);
            foreach (var number in new[] { entry.Length, entry.Content.Length, at }) names.Write(number);
        }
        var begin = (int)stream.Position;
        zip.Write(directory.ToArray());
        zip.Write(0x06054B50);
        Write(zip, 0, 0, counted ?? entries.Count, counted ?? entries.Count);
        zip.Write((int)directory.Length);
        zip.Write(begin);
        Write(zip, 0);
        return stream.ToArray();
    }

    private static void Write(BinaryWriter writer, params ReadOnlySpan<int> numbers)
    {
        foreach (var number in numbers) writer.Write((ushort)number);
    }
}
