using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Tests.Unit.Modes;

/// <summary>The table of LAW 1.1.</summary>
public sealed class IssuingModeTests
{
    [Theory]
    [InlineData(IssuingMode.Online, "online", "106na", false)]
    [InlineData(IssuingMode.Offline24, "offline24", "106nda", true)]
    [InlineData(IssuingMode.Unavailability, "unavailability", "106nh", true)]
    [InlineData(IssuingMode.Failure, "failure", "106nf", true)]
    [InlineData(IssuingMode.TotalFailure, "total-failure", "106ng", false)] // never sent, and without codes
    public void A_mode_has_its_word_its_article_and_its_flag_in_the_API(IssuingMode mode, string word, string article, bool offline)
    {
        Assert.Equal((word, article, offline), (mode.Word(), mode.Article(), mode.IsOffline()));
        Assert.Equal(mode, IssuingModes.Parse(word));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Online")]
    [InlineData("offline")]
    [InlineData("total failure")]
    public void A_word_that_names_no_mode_is_refused(string word)
    {
        var finding = Assert.Single(Assert.Throws<RefusedException>(() => IssuingModes.Parse(word)).Findings);
        Assert.Equal(("INK-MODE-001", $"Nie ma trybu „{word}”.", $"There is no mode '{word}'."), (finding.Code, finding.Text.Pl, finding.Text.En));
    }
}
