using System.IO.Compression;
using System.Text;
using Inkaust.LocalKsef;

namespace Inkaust.Tests.Unit.LocalKsef.Invoices;

/// <summary>The archive of a package, to the file and to the octet.</summary>
public sealed class PackageArchiveTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Theory]
    [InlineData("Zip", 2, 2)]
    [InlineData("Zip", 3, 3)]
    [InlineData("Zip", 4, 4)]
    [InlineData("Zip", 5, 4)]
    [InlineData("TarGz", 2, 2)]
    [InlineData("TarGz", 3, 3)]
    [InlineData("TarGz", 4, 4)]
    [InlineData("TarGz", 5, 4)]
    public void Files_are_counted_to_one_more_than_there_may_be(string compression, int files, int counted) =>
        Assert.Equal(counted, Archive(compression, [.. Enumerable.Range(1, files).Select(at => ($"{at}.xml", "x"))]).Check(most: 3,
            largestFile: 512));

    [Theory]
    [InlineData("Zip")]
    [InlineData("TarGz")]
    public void A_file_is_read_as_far_as_wanted_and_no_further(string compression)
    {
        var archive = Archive(compression, ("a/b/first.xml", "1234"), ("c\\second.xml", "12345"), ("third.xml", ""),
            ("fourth.xml", new string('4', 1025)));
        var read = archive.Files(4).Select(file => (file.Name, Encoding.UTF8.GetString(file.Content))).ToList();
        Assert.Equal([("first.xml", "1234"), (compression == "Zip" ? read[1].Name : "second.xml", "1234"), ("third.xml", ""),
            ("fourth.xml", "4444")], read);
        Assert.Equal([4, 5, 0, 1025], archive.Files(2000).Select(file => file.Content.Length));
    }

    [Fact]
    public void Folders_of_a_zip_are_no_files()
    {
        Assert.Equal(1, Archive("Zip", ("folder/", ""), ("folder/a.xml", "x"), ("empty/", "")).Check(10, 10));
        Assert.Equal(["a.xml"], Archive("Zip", ("folder/", ""), ("folder/a.xml", "x")).Files(10).Select(file => file.Name));
        Assert.Equal(0, Archive("Zip", ("folder/", "")).Check(10, 10));
    }

    /// <summary>For each of so many files and one more: as much as a file may have, and its header.</summary>
    [Theory]
    [InlineData(1024, true)]
    [InlineData(1025, false)]
    public void All_of_a_tar_together_has_an_end(int length, bool isTaken)
    {
        // Room for two files of 512 octets with their headers: 2048. One file of 1024 takes 1536, another of none 512.
        var archive = Archive("TarGz", ("a.xml", new string('x', length)), ("b.xml", ""));
        if (isTaken) Assert.Equal(2, archive.Check(most: 1, largestFile: 512));
        else Assert.Throws<InvalidDataException>(() => archive.Check(most: 1, largestFile: 512));
    }

    [Theory]
    [InlineData('0', true)]
    [InlineData('\0', true)]
    [InlineData('1', false)]
    [InlineData('5', false)]
    [InlineData('x', false)]
    public void Of_a_tar_only_plain_files_are_files(char type, bool isFile)
    {
        Write(Compression.TarGz, [.. Header("a.xml", 3, type), .. "abc"u8, .. new byte[509], .. Header("b.xml", 0, '0')]);
        Assert.Equal(isFile ? ["a.xml", "b.xml"] : ["b.xml"], new PackageArchive(path, Compression.TarGz).Files(10).Select(file => file.Name));
    }

    [Fact]
    public void A_tar_ends_with_an_empty_block_or_with_the_file()
    {
        Write(Compression.TarGz, [.. Header("a.xml", 0, '0'), .. new byte[512], .. Header("b.xml", 0, '0')]);
        Assert.Single(new PackageArchive(path, Compression.TarGz).Files(10));
        Write(Compression.TarGz, [.. Header("a.xml", 0, '0'), .. new byte[100]]);
        Assert.Single(new PackageArchive(path, Compression.TarGz).Files(10));
        Write(Compression.TarGz, [.. Header("a.xml", 600, '0'), .. new byte[1023]]);
        Assert.Throws<InvalidDataException>(() => new PackageArchive(path, Compression.TarGz).Files(10).ToList());
    }

    [Theory]
    [InlineData("check sum", 0, 1)]
    [InlineData("check sum of another octet", 400, 1)]
    [InlineData("a digit of the size that is none", 130, '8' ^ '0')]
    public void A_damaged_header_is_refused(string what, int at, int change)
    {
        Assert.NotEmpty(what);
        var header = Header("a.xml", 0, '0');
        header[at] ^= (byte)change;
        Write(Compression.TarGz, header);
        Assert.Throws<InvalidDataException>(() => new PackageArchive(path, Compression.TarGz).Check(10, 10));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("PK\u0005\u0006", false)]
    [InlineData("PK\u0005\u0006\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", true)]
    [InlineData("PK\u0005\u0006\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", false)]
    public void A_zip_ends_with_its_directory(string end, bool isTaken)
    {
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes(end));
        var archive = new PackageArchive(path, Compression.Zip);
        if (isTaken) Assert.Equal(0, archive.Check(10, 10));
        else Assert.Throws<InvalidDataException>(() => archive.Check(10, 10));
    }

    [Fact]
    public void A_comment_at_the_end_of_a_zip_may_be_as_long_as_one_can_be()
    {
        using (var stream = File.Create(path))
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            zip.CreateEntry("a.xml").Open().Dispose();
            zip.Comment = new string('x', 65_535);
        }
        Assert.Equal(1, new PackageArchive(path, Compression.Zip).Check(10, 10));
    }

    private PackageArchive Archive(string compression, params (string Name, string Content)[] files)
    {
        if (compression == "TarGz")
        {
            Write(Compression.TarGz, [.. files.SelectMany(file => (byte[])[.. Header(file.Name, file.Content.Length, '0'), .. Encoding.UTF8.GetBytes(file.Content), .. new byte[(512 - file.Content.Length % 512) % 512]])]);
            return new PackageArchive(path, Compression.TarGz);
        }
        using (var stream = File.Create(path))
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        return new PackageArchive(path, Compression.Zip);
    }

    private void Write(Compression compression, byte[] octets)
    {
        Assert.Equal(Compression.TarGz, compression);
        using var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        packed.Write(octets);
    }

    private static byte[] Header(string name, long size, char type)
    {
        var header = new byte[512];
        Encoding.ASCII.GetBytes(name).CopyTo(header, 0);
        Encoding.ASCII.GetBytes(Convert.ToString(size, 8).PadLeft(11, '0')).CopyTo(header, 124);
        Encoding.ASCII.GetBytes("        ").CopyTo(header, 148);
        header[156] = (byte)type;
        Encoding.ASCII.GetBytes(Convert.ToString(header.Sum(octet => octet), 8).PadLeft(6, '0') + "\0 ").CopyTo(header, 148);
        return header;
    }
}
