using System.Text;
using Inkaust.Contract;
using Inkaust.Invoices;

namespace Inkaust.Tests.Invoices;

public class RoundTripTests
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
    public void Files_made_up_from_the_schema_lose_nothing_when_read_and_written()
    {
        var count = 0;
        var losses = new HashSet<string>();
        foreach (var xml in Fa3Mutants.MadeUpFiles(300))
        {
            var draft = Fa3DraftReader.Read(xml);
            byte[] again;
            try
            {
                again = Fa3Writer.Write(draft, Cookbook.CreatedAt, "Inkaust");
            }
            // The writer refuses what the law refuses (two prices of one line, no rate); such files are no drafts.
            catch (RefusedException)
            {
                continue;
            }
            count++;
            if (Fa3Comparison.FirstLoss(xml, again) is { } loss) losses.Add(loss);
        }
        Assert.True(losses.Count == 0, string.Join("\n", losses.Take(20)));
        Assert.InRange(count, 30, 300);
    }

    [Fact]
    public void Official_samples_lose_nothing_when_read_and_written()
    {
        Assert.SkipUnless(OfficialFa3.IsThere, "../shared/ksef is not beside the checkout.");
        Assert.All(OfficialFa3.Samples, file =>
        {
            var xml = File.ReadAllBytes(file);
            Assert.Equal("", Fa3Comparison.FirstLoss(xml, Fa3Writer.Write(Fa3DraftReader.Read(xml), Cookbook.CreatedAt, "Inkaust")) ?? "");
        });
    }

    private static string Json(InvoiceDraft draft) => Encoding.UTF8.GetString(draft.WriteJson());
}
