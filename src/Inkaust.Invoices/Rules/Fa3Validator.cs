using Inkaust.Invoices.Reading;
using Inkaust.Invoices.Rules;

namespace Inkaust.Invoices;

/// <summary>Which KSeF a file is judged for.</summary>
public enum KsefKind
{
    /// <summary>The one with legal force.</summary>
    Production,

    /// <summary>Those for trying: TEST, DEMO and local ones. They take NIPs with wrong check digits (KSEF 13).</summary>
    Test,
}

/// <summary>Says everything that is wrong with an FA(3) file.</summary>
public static class Fa3Validator
{
    /// <summary>The findings in the order of the file; none when there is nothing to say.</summary>
    /// <param name="xml">The bytes of the file.</param>
    /// <param name="today">Today's date in Poland, against which P_1 is judged; null = P_1 is not judged.</param>
    /// <param name="ksef">Where it is to be sent.</param>
    public static IReadOnlyList<Finding> Validate(ReadOnlyMemory<byte> xml, DateOnly? today = null, KsefKind ksef = KsefKind.Production)
    {
        var findings = new FindingList();
        if (!FileBytes.Check(xml.Span, findings)) return findings.InOrder();
        using var reading = new FileReading(xml.Span, findings);
        reading.Read();
        if (xml.Length > FileBytes.MostWithoutAttachment && reading.Tree.Count > 0 && reading.Tree.Child(0, "Zalacznik") < 0)
            findings.Add(ByteFindings.TooLarge(xml.Length, FileBytes.MostWithoutAttachment));
        // Without a root of FA(3) there is nothing that a rule could be about.
        if (reading.Tree.Count > 0) Judge(new Facts(reading.Tree, today), findings, ksef);
        return findings.InOrder();
    }

    /// <summary>What <see cref="Validate"/> says of a file that is too large to be read for it.</summary>
    public static Finding TooLarge(long bytes) => ByteFindings.TooLarge((int)Math.Min(bytes, int.MaxValue), FileBytes.MostWithAttachment);

    private static void Judge(Facts facts, FindingList findings, KsefKind ksef)
    {
        var breaches = new Breaches(facts, findings, ksef);
        // Line by line, so that ten thousand lines take no more memory than ten.
        foreach (var node in facts.Lines)
        {
            var line = LineReading.Read(facts, node);
            foreach (var rule in AllRules.OfLines) breaches.Judge(rule, in line);
        }
        foreach (var rule in AllRules.OfTheInvoice) breaches.Judge(rule);
    }
}
