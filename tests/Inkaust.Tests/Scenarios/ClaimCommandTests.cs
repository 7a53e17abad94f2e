using Inkaust.Ksef.Modes;

namespace Inkaust.Tests.Scenarios;

/// <summary>What a person says of KSeF in the shell.</summary>
public sealed class ClaimCommandTests
{
    [Fact]
    public async Task The_shell_claims_and_takes_it_back_and_what_is_issued_meanwhile_keeps_it()
    {
        await using var stage = await Stage.ReadyAsync();
        var shell = new Shell(stage.Workplace.Place, stage.Clock);
        Assert.Contains("INK-CLAIM-002", await shell.RefusedAsync(1, "claim", "unreachable", "--reason", "line repair", "--hours", "73"));
        Assert.Contains("INK-CLAIM-001", await shell.RefusedAsync(1, "claim", "unreachable", "--reason", " "));
        var claim = (await shell.AnswerAsync("claim", "unreachable", "--reason", "line repair", "--hours", "2")).GetProperty("claim");
        Assert.Equal((false, "line repair"), (claim.GetProperty("isReachable").GetBoolean(), claim.GetProperty("reason").GetString()));
        var issued = await stage.IssueAsync(ModeWish.Auto);
        Assert.Equal(IssuingMode.Offline24, issued.Mode);
        var kept = stage.Now(issued).ModeEvidence.Claim!;
        Assert.StartsWith("shell:", kept.By);
        Assert.Contains("What is seen decides the mode again.", await shell.DoneAsync("claim", "end"));
        Assert.Contains("What is seen decided the mode anyway.", await shell.DoneAsync("claim", "end"));
        Assert.Equal(IssuingMode.Online, (await stage.IssueAsync(ModeWish.Auto, stage.Draft("FV/2"))).Mode);
        Assert.Contains("KSeF is taken as reachable until", await shell.DoneAsync("claim", "reachable", "--reason", "works"));
    }
}
