using System.Text;
using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Store;

/// <summary>Tests that set variables of the process: nothing runs beside them.</summary>
[CollectionDefinition(nameof(Variables), DisableParallelization = true)]
public sealed class Variables;

/// <summary>Where the master key comes from, who may read it, and what it opens.</summary>
[Collection(nameof(Variables))]
public sealed class MasterKeyTests : IDisposable
{
    private const string KeyVariable = "INKAUST_MASTER_KEY", FileVariable = "INKAUST_KEY_FILE";
    private const UnixFileMode OwnersOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("a private key");
    private static readonly string Key = Convert.ToBase64String(Enumerable.Range(1, 32).Select(one => (byte)one).ToArray());
    private static readonly string OtherKey = Convert.ToBase64String(Enumerable.Range(2, 32).Select(one => (byte)one).ToArray());

    private readonly (string? Key, string? File) before = (Environment.GetEnvironmentVariable(KeyVariable),
        Environment.GetEnvironmentVariable(FileVariable));
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-key-");

    // The file is the usual one: one that a variable names goes before it.
    private static MasterKey OfThisUser(string file)
    {
        var here = Surroundings.OfThisProcess();
        return (here with { KeyFile = here.KeyFile ?? file }).OpenMasterKey();
    }

    public MasterKeyTests()
    {
        Environment.SetEnvironmentVariable(KeyVariable, null);
        Environment.SetEnvironmentVariable(FileVariable, null);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(KeyVariable, before.Key);
        Environment.SetEnvironmentVariable(FileVariable, before.File);
        folder.Delete(recursive: true);
    }

    [Fact]
    public void The_variable_goes_before_the_named_file_and_that_before_the_usual_one()
    {
        var (usual, named) = (Written("usual", OtherKey), Written("named", Key));
        var sealedBytes = OfThisUser(named).Seal(Secret, SealPurpose.Of("purpose"));
        Assert.Equal("INK-KEY-003", Code(() => OfThisUser(usual).Open(sealedBytes, SealPurpose.Of("purpose"))));

        Environment.SetEnvironmentVariable(FileVariable, named);
        Assert.Equal(Secret, OfThisUser(usual).Open(sealedBytes, SealPurpose.Of("purpose")));
        Environment.SetEnvironmentVariable(FileVariable, "");
        Assert.Equal("INK-KEY-003", Code(() => OfThisUser(usual).Open(sealedBytes, SealPurpose.Of("purpose"))));

        Environment.SetEnvironmentVariable(KeyVariable, Key);
        Assert.Equal(Secret, OfThisUser(usual).Open(sealedBytes, SealPurpose.Of("purpose")));
        Environment.SetEnvironmentVariable(KeyVariable, "");
        Assert.Equal("INK-KEY-003", Code(() => OfThisUser(usual).Open(sealedBytes, SealPurpose.Of("purpose"))));
    }

    [Theory]
    [InlineData("31 bytes", "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHw==", false)]
    [InlineData("32 bytes", "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=", true)]
    [InlineData("32 bytes and blanks around them", " AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=\n", true)]
    [InlineData("33 bytes", "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAh", false)]
    [InlineData("40 bytes", "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAhIiMkJSYnKA==", false)]
    [InlineData("no Base64", "not a key, however long one looks at it", false)]
    [InlineData("nothing", " ", false)]
    public void A_key_is_32_bytes_in_Base64_wherever_it_stands(string what, string text, bool isOne)
    {
        var file = Written("key", text);
        AssertKey(file);
        Environment.SetEnvironmentVariable(KeyVariable, text);
        AssertKey(KeyVariable);

        void AssertKey(string source)
        {
            if (isOne)
            {
                Assert.Equal(Secret, OfThisUser(file).Open(OfThisUser(file).Seal(Secret, SealPurpose.Of(what)), SealPurpose.Of(what)));
                return;
            }
            var refused = Assert.Throws<RefusedException>(() => OfThisUser(file));
            Assert.Equal("INK-KEY-001", refused.Findings[0].Code);
            Assert.StartsWith(source, refused.Findings[0].Text.En);
        }
    }

    [Fact]
    public void A_file_is_made_at_the_first_use_for_its_owner_alone_and_is_the_key_from_then_on()
    {
        var file = Path.Combine(folder.FullName, "made", "here", "master.key");
        var sealedBytes = OfThisUser(file).Seal(Secret, SealPurpose.Of("purpose"));
        if (!OperatingSystem.IsWindows()) Assert.Equal(OwnersOnly, File.GetUnixFileMode(file));
        Assert.Equal(32, Convert.FromBase64String(File.ReadAllText(file)).Length);
        Assert.EndsWith("\n", File.ReadAllText(file));
        Assert.Equal(Secret, OfThisUser(file).Open(sealedBytes, SealPurpose.Of("purpose")));
        var other = Path.Combine(folder.FullName, "other.key");
        OfThisUser(other);
        Assert.NotEqual(File.ReadAllText(file), File.ReadAllText(other));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.GroupRead | UnixFileMode.OtherRead)]
    public void A_file_that_others_may_read_or_write_is_refused(UnixFileMode more)
    {
        if (OperatingSystem.IsWindows()) { Assert.Skip("Windows has no such modes."); return; }
        var file = Written("key", Key);
        File.SetUnixFileMode(file, OwnersOnly | more);
        Assert.Equal("INK-KEY-002", Code(() => OfThisUser(file)));
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        Assert.Equal(Secret, OfThisUser(file).Open(OfThisUser(file).Seal(Secret, SealPurpose.Of("purpose")), SealPurpose.Of("purpose")));
    }

    [Fact]
    public void A_file_that_cannot_be_made_is_said()
    {
        var file = Written("a file", Key);
        Assert.Equal("INK-KEY-004", Code(() => OfThisUser(Path.Combine(file, "master.key"))));
        Assert.Equal("INK-KEY-004", Code(() => OfThisUser(folder.FullName)));
    }

    [Fact]
    public void What_is_sealed_opens_with_the_same_key_for_the_same_purpose_and_no_other()
    {
        var (key, other) = (MasterKey.ForThisProcess(), MasterKey.ForThisProcess());
        var sealedBytes = key.Seal(Secret, SealPurpose.Of("one"));
        Assert.Equal(Secret, key.Open(sealedBytes, SealPurpose.Of("one")));
        Assert.Equal("INK-KEY-003", Code(() => key.Open(sealedBytes, SealPurpose.Of("two"))));
        Assert.Equal("INK-KEY-003", Code(() => other.Open(sealedBytes, SealPurpose.Of("one"))));
        Assert.Equal(12 + Secret.Length + 16, sealedBytes.Length); // nonce, text, tag
        Assert.Equal(-1, sealedBytes.AsSpan().IndexOf(Secret));
        Assert.NotEqual(sealedBytes[..12], key.Seal(Secret, SealPurpose.Of("one"))[..12]); // The same nonce twice would give both texts away.
        Assert.Empty(key.Open(key.Seal([], SealPurpose.Of("one")), SealPurpose.Of("one")));
    }

    [Theory]
    [InlineData("nonce", 0)]
    [InlineData("text", 12)]
    [InlineData("tag", 28)]
    public void What_was_damaged_does_not_open(string what, int place)
    {
        var key = MasterKey.ForThisProcess();
        var sealedBytes = key.Seal(Secret, SealPurpose.Of(what));
        sealedBytes[place] ^= 1;
        Assert.Equal("INK-KEY-003", Code(() => key.Open(sealedBytes, SealPurpose.Of(what))));
        foreach (var length in new[] { 0, 11, 27, sealedBytes.Length - 1 }) Assert.Equal("INK-KEY-003", Code(() => key.Open(sealedBytes.AsSpan(0,
            length).ToArray(), SealPurpose.Of(what))));
    }

    [Fact]
    public void Files_for_the_owner_alone_replace_nothing()
    {
        var file = Path.Combine(folder.FullName, "file");
        OwnerOnly.Write(file, "content"u8);
        Assert.Throws<IOException>(() => OwnerOnly.Write(file, "other"u8));
        Assert.Throws<IOException>(() => OwnerOnly.Create(file));
        Assert.Equal("content", File.ReadAllText(file));
        Assert.False(OwnerOnly.IsOpenToOthers(file));
    }

    private static string Code(Action act) => Assert.Single(Assert.Throws<RefusedException>(act).Findings).Code;

    private string Written(string name, string text)
    {
        var file = Path.Combine(folder.FullName, name);
        OwnerOnly.Write(file, Encoding.ASCII.GetBytes(text));
        return file;
    }
}
