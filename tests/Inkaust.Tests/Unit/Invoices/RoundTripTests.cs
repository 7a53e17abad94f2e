using System.Text;
using System.Text.RegularExpressions;
using Inkaust.Contract;
using Inkaust.Invoices;

namespace Inkaust.Tests.Invoices;

public partial class RoundTripTests
{
    public static TheoryData<string> Drafts => [.. Cookbook.Names];

    [Theory]
    [MemberData(nameof(Drafts))]
    public void A_draft_that_is_written_and_read_is_the_same_draft(string name)
    {
        var draft = Fa3DraftReader.Read(Cookbook.Write(Cookbook.Read(name)));
        var again = Fa3DraftReader.Read(Fa3Writer.Write(draft, Cookbook.CreatedAt, "Inkaust"));
        Assert.Equal(Json(draft), Json(again));
    }

    [Theory]
    [MemberData(nameof(Drafts))]
    public void A_file_read_and_written_again_is_the_same_file(string name)
    {
        var written = Cookbook.Write(Cookbook.Read(name));
        var again = Fa3Writer.Write(Fa3DraftReader.Read(written), Cookbook.CreatedAt, "Inkaust");
        Assert.Equal(Encoding.UTF8.GetString(written), Encoding.UTF8.GetString(again));
    }

    [Theory]
    [MemberData(nameof(Drafts))]
    public void A_draft_survives_its_own_JSON(string name)
    {
        var draft = Cookbook.Read(name);
        Assert.Equal(Json(draft), Json(InvoiceDraft.ReadJson(draft.WriteJson())));
    }

    [Fact]
    public void Files_made_up_from_the_schema_lose_nothing_and_gain_only_what_is_counted()
    {
        var differences = new List<string>();
        var issued = 0;
        foreach (var (xml, seed) in Fa3Mutants.MadeUpFiles(300).Select((xml, seed) => (xml, seed)))
        {
            var draft = Fa3DraftReader.Read(xml);
            // What the law refuses (two prices of one line, a correction of nothing) is read and written as well as all else.
            var again = Fa3Writer.Bytes(draft, Cookbook.CreatedAt, "Inkaust");
            differences.AddRange(Fa3Comparison.Losses(xml, again).Select(loss => $"{seed} loses {loss}"));
            differences.AddRange(Fa3Comparison.Losses(again, xml).Where(gain => !IsCounted().IsMatch(gain)).Select(gain => $"{seed} gains {gain}"));
            if (DraftCompleteness.Check(draft).Count == 0) issued++;
        }
        Assert.True(differences.Count == 0, string.Join("\n", differences.Take(20)));
        // Three in five are drafts that lack nothing, so that the files are not made up of what nobody issues.
        Assert.InRange(issued, 175, 300);
    }

    [Fact]
    public void Official_samples_lose_nothing_when_read_and_written()
    {
        Assert.SkipUnless(OfficialFa3.IsThere, "../shared/ksef is not beside the checkout.");
        Assert.All(OfficialFa3.Samples, file =>
        {
            var xml = File.ReadAllBytes(file);
            var again = Fa3Writer.Write(Fa3DraftReader.Read(xml), Cookbook.CreatedAt, "Inkaust");
            Assert.Empty(Fa3Comparison.Losses(xml, again));
            Assert.DoesNotContain(Fa3Comparison.Losses(again, xml), gain => !IsCounted().IsMatch(gain));
        });
    }

    // Amounts that a file may leave out and the writer counts; a file without any sum gets those of its lines.
    [GeneratedRegex(@"/(P_11A?|P_11NettoZ|P_11VatZ|P_1[34]_\w+|SumaObciazen|SumaOdliczen|DoZaplaty|DoRozliczenia|Rozliczenie)\[0\] is gone$")]
    private static partial Regex IsCounted();

    private static string Json(InvoiceDraft draft) => Encoding.UTF8.GetString(draft.WriteJson());
}
