using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Inkaust.Invoices;
using Inkaust.Invoices.Drafts.Json;

namespace Inkaust.Tests.Unit.Invoices;

/// <summary>What editors show of the fields of a draft.</summary>
public sealed partial class DraftWordsTests
{
    public static TheoryData<Type> Records => [.. Below(typeof(InvoiceDraft), [])];

    [Theory]
    [MemberData(nameof(Records))]
    public void Every_record_and_every_field_has_its_meaning_in_both_languages_and_an_example(Type record)
    {
        Assert.NotNull(DraftWords.Of(record));
        foreach (var field in DraftShape.Of(record).Fields)
        {
            var words = DraftWords.Of(field);
            Assert.True(words is { Means.Pl.Length: > 0, Means.En.Length: > 0 }, $"{record.Name}.{field.Name} is not described");
        }
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void Every_example_is_one_that_a_draft_may_hold(Type record)
    {
        Read(record, DraftWords.Of(record)!.Sample);
        foreach (var field in DraftShape.Of(record).Fields)
        {
            var whole = DraftWords.Of(record)!.Sample.AsObject();
            whole[field.Name] = DraftWords.Of(field)!.Sample;
            Read(record, whole);
        }
    }

    [Fact]
    public void Every_name_of_FA3_in_a_meaning_is_a_name_of_FA3()
    {
        var document = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "fa3.md"));
        var named = Records.SelectMany(row => DraftShape.Of(row.Data).Fields.Select(DraftWords.Of).Append(DraftWords.Of(row.Data)))
            .SelectMany(one => Fa3Name().Matches(one!.Means.En).Select(name => name.Groups[1].Value)).Distinct();
        Assert.DoesNotContain(named, name => !document.Contains(name.Split("_x")[0], StringComparison.Ordinal));
    }

    [Fact]
    public void The_first_example_is_a_whole_invoice()
    {
        var draft = InvoiceDraft.ReadJson(Encoding.UTF8.GetBytes(DraftWords.Of(typeof(InvoiceDraft))!.Example)) with
        {
            Seller = new Party { Name = "Atrament", Nip = Nip.Parse("5260001246"), Address = Address.Parse("ul. Piękna 7, 00-539 Warszawa", null) },
            IssueDate = new DateOnly(2026, 11, 26),
        };
        Assert.Empty(Fa3Validator.Validate(Fa3Writer.Write(draft, new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero), "test")));
    }

    private static void Read(Type record, JsonNode example)
    {
        var read = typeof(DraftReader).GetMethod(nameof(DraftReader.Read))!.MakeGenericMethod(record);
        try
        {
            read.Invoke(null, [new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(example.ToJsonString()))]);
        }
        catch (TargetInvocationException fault) when (fault.InnerException is RefusedException refused)
        {
            Assert.Fail($"{record.Name} {example.ToJsonString()}: {string.Join("; ", refused.Findings.Select(one => $"{one.Path} {one.Text.En}"))}");
        }
    }

    private static List<Type> Below(Type record, HashSet<Type> seen)
    {
        if (!seen.Add(record)) return [];
        return DraftShape.Of(record).Fields.Select(field => DraftShape.ItemType(field.Type) ?? field.Type)
            .Where(type => DraftShape.IsRecord(type) && DraftShape.Of(type).Fields.Count > 0 && !type.IsEnum).SelectMany(type => Below(type, seen)).Prepend(record).ToList();
    }

    // "P_7: what it is", "KodUE and NrVatUE: ...", "RodzajTransportu: one of the list".
    [GeneratedRegex(@"^(P_[0-9A-Za-z_]+|[A-Z][a-z0-9]+[A-Z][A-Za-z0-9]*)\b")]
    private static partial Regex Fa3Name();
}
