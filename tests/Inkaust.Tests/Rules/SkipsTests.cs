namespace Inkaust.Tests.Rules;

/// <summary>What ./check says of tests that were skipped: a reason that is none on this machine is a failure.</summary>
public sealed class SkipsTests
{
    private const string Missing = "no-such-program-anywhere";

    [Theory]
    [InlineData("dotnet is not installed; ./test installs it where it can.", true)]
    [InlineData($"{Missing} is not installed; ./test installs it where it can.", false)]
    [InlineData("The official reference no/such.file is not beside the checkout (../shared/ksef).", false)]
    [InlineData("The reference file ../shared/ksef/no-such.json is not there.", false)]
    [InlineData("This machine has no SHA-3.", false)]
    [InlineData("It did not feel like it.", true)]
    [InlineData("", true)]
    public async Task A_skip_is_named_and_fails_unless_this_machine_cannot_run_it(string reason, bool fails)
    {
        var (code, output) = await JudgeAsync($"""
                Inkaust.Tests.Some.Test(what: "it") [SKIP]
                  {reason}
              Finished:    Inkaust.Tests
            """);
        Assert.Equal(fails ? 1 : 0, code);
        Assert.Contains($"Inkaust.Tests.Some.Test(what: \"it\"): {reason}", output);
        Assert.EndsWith($"1 skipped, of which this machine could have run {(fails ? 1 : 0)}\n", output);
    }

    [Fact]
    public async Task One_that_could_have_run_fails_among_many_that_could_not()
    {
        const string line = "    A.Test [SKIP]\n      This machine has no SHA-3.\n";
        var (code, output) = await JudgeAsync($"{line}    B.Test [SKIP]\n      dotnet is not installed.\n{line}");
        Assert.Equal(1, code);
        Assert.Contains("skipped, but this machine could run it (dotnet is there): B.Test", output);
        Assert.EndsWith("3 skipped, of which this machine could have run 1\n", output);
    }

    [Fact]
    public async Task Without_a_skip_nothing_is_wrong() =>
        Assert.Equal((0, "0 skipped, of which this machine could have run 0\n"), await JudgeAsync("  Finished:    Inkaust.Tests\n"));

    [Fact]
    public void The_check_asks_of_the_tests_that_it_ran() => Assert.Matches(
        """\n\./test "\$@" \| tee "\$log"\n\.ci/skips "\$log"\n""", File.ReadAllText(Path.Combine(Checkout.Root, "check")));

    private static async Task<(int Code, string Output)> JudgeAsync(string log)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, log, Stage.Stop);
            return await Tool.RunAsync(Path.Combine(Checkout.Root, ".ci", "skips"), file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
