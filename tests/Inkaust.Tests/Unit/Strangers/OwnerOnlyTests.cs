using System.Text;
using Inkaust.Cli;
using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Tests.Unit.Issuing;

namespace Inkaust.Tests.Unit.Strangers;

/// <summary>Files that the program writes: whole, for their owner alone, and where they were named.</summary>
public sealed class OwnerOnlyTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-files-");

    private string At(string name) => Path.Combine(folder.FullName, name);

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_link_under_its_name_or_under_that_of_an_unfinished_one_is_not_followed()
    {
        if (OperatingSystem.IsWindows()) { Assert.Skip("Links need rights there."); return; }
        File.WriteAllText(At("victim"), "untouched");
        foreach (var name in new[] { "print.pdf", "print.pdf.part" }) File.CreateSymbolicLink(At(name), At("victim"));
        UserFiles.Write(At("print.pdf"), "content"u8.ToArray());
        Assert.Equal(("untouched", "content"), (File.ReadAllText(At("victim")), File.ReadAllText(At("print.pdf"))));
        Assert.Null(new FileInfo(At("print.pdf")).LinkTarget);
        File.CreateSymbolicLink(At("key"), At("nowhere"));
        Assert.Throws<IOException>(() => OwnerOnly.Write(At("key"), "secret"u8));
        Assert.Throws<IOException>(() => OwnerOnly.Create(At("key")));
        Assert.False(File.Exists(At("nowhere")));
    }

    [Fact]
    public void Nobody_else_reads_what_is_written_and_nothing_unfinished_is_left()
    {
        UserFiles.Write(At("a/b/print.xml"), "one"u8.ToArray());
        UserFiles.Write(At("a/b/print.xml"), "two"u8.ToArray());
        Assert.Equal("two", File.ReadAllText(At("a/b/print.xml")));
        Assert.Equal(["print.xml"], Directory.GetFiles(At("a/b")).Select(Path.GetFileName));
        Directory.CreateDirectory(At("taken"));
        Assert.Equal("INK-CLI-005", Assert.Throws<RefusedException>(() => UserFiles.Write(At("taken"), "x"u8.ToArray())).Findings[0].Code);
        Assert.Equal(["a", "taken"], Directory.GetFileSystemEntries(folder.FullName).Select(Path.GetFileName).Order());
        if (OperatingSystem.IsWindows()) return;
        Assert.False(OwnerOnly.IsOpenToOthers(At("a/b/print.xml")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(At("a/b")));
    }

    [Fact]
    public void A_path_through_dev_is_no_device()
    {
        if (OperatingSystem.IsWindows()) { Assert.Skip("There is no /dev."); return; }
        File.WriteAllText(At("victim"), "untouched");
        File.CreateSymbolicLink(At("link"), At("victim"));
        UserFiles.Write("/dev/.." + At("link"), "content"u8.ToArray());
        Assert.Equal("untouched", File.ReadAllText(At("victim")));
        UserFiles.Write("/dev/null", "content"u8.ToArray());
        Assert.False(new FileInfo("/dev/null").Attributes.HasFlag(FileAttributes.Directory));
        Assert.Equal("INK-CLI-005", Assert.Throws<RefusedException>(() => UserFiles.Write("/dev/full", "content"u8.ToArray())).Findings[0].Code);
    }

    [Fact]
    public void A_key_is_not_made_where_everybody_writes()
    {
        if (OperatingSystem.IsWindows()) { Assert.Skip("Windows has no such modes."); return; }
        var open = Directory.CreateDirectory(At("open")).FullName;
        File.SetUnixFileMode(open, (UnixFileMode)0b111_111_111);
        Assert.Equal("INK-STORE-013", Assert.Throws<RefusedException>(() => MasterKey.InFile(Path.Combine(open, "master.key"))).Findings[0].Code);
        Assert.Empty(Directory.GetFileSystemEntries(open));
        File.SetUnixFileMode(open, (UnixFileMode)0b111_111_111 | UnixFileMode.StickyBit);
        _ = MasterKey.InFile(Path.Combine(open, "master.key"));
    }

    [Fact]
    public async Task Whoever_looks_while_the_master_key_is_made_sees_all_of_it_or_nothing()
    {
        for (var turn = 0; turn < 20; turn++)
        {
            var file = At($"{turn}.key");
            using var go = new ManualResetEventSlim();
            var makers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            {
                go.Wait();
                return MasterKey.InFile(file).Seal("a"u8, SealPurpose.Of("one"));
            })).ToList();
            go.Set();
            var key = MasterKey.InFile(file);
            foreach (var sealedBytes in await Task.WhenAll(makers)) Assert.Equal("a"u8.ToArray(), key.Open(sealedBytes, SealPurpose.Of("one")));
        }
        Assert.DoesNotContain(Directory.GetFiles(folder.FullName), one => one.EndsWith(".part", StringComparison.Ordinal));
    }

    [Theory, InlineData(""), InlineData(" ")]
    public void A_key_file_that_a_crash_left_empty_is_explained(string left)
    {
        OwnerOnly.Write(At("master.key"), Encoding.ASCII.GetBytes(left));
        var finding = Assert.Throws<RefusedException>(() => MasterKey.InFile(At("master.key"))).Findings[0];
        Assert.Equal(left.Length == 0 ? "INK-KEY-010" : "INK-KEY-001", finding.Code);
    }

    [Fact]
    public void A_database_that_others_can_read_is_said_to_be_so()
    {
        if (OperatingSystem.IsWindows()) { Assert.Skip("Windows has no such modes."); return; }
        using var house = new House();
        var file = Path.Combine(house.Database.Place, "inkaust.db");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.Equal(("INK-STORE-012", Severity.Advice), (house.Database.Reservation?.Code, house.Database.Reservation?.Severity));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Null(house.Database.Reservation);
    }
}
