using Inkaust.Office;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>Parts of packages on disk: many senders on one machine remove what is left over, and only that.</summary>
public sealed class PartsOnDiskTests
{
    [Fact]
    public void Senders_that_begin_and_end_together_leave_each_other_alone() => Parallel.For(0, 500, new ParallelOptions { MaxDegreeOfParallelism = 16 }, turn =>
    {
        using var parts = new PartsOnDisk();
        using (var written = parts.Create(1)) written.WriteByte((byte)turn);
        using var read = parts.Open(1);
        Assert.Equal((byte)turn, read.ReadByte());
    });

    [Fact]
    public async Task What_a_killed_process_left_behind_goes_with_the_next_package()
    {
        var left = Directory.CreateTempSubdirectory("inkaust-parts-");
        foreach (var name in (string[])["part-1", "part-2", "in-use"]) File.WriteAllText(Path.Combine(left.FullName, name), "left");

        new PartsOnDisk().Dispose();
        // Unless the package of another test is at it this very moment.
        for (var attempt = 0; attempt < 1000 && Directory.Exists(left.FullName); attempt++) await Task.Delay(10, TestContext.Current.CancellationToken);
        Assert.False(Directory.Exists(left.FullName));
    }
}
