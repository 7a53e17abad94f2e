using System.Globalization;

namespace Inkaust.Invoices;

/// <summary>
/// The lines of an invoice after its corrections so far. A correction names them by UU_ID, by name or by number; its lines come in pairs, before
/// and after, or give the difference alone. Numbers are not trusted alone: a difference often begins again with 1.
/// </summary>
internal sealed class CorrectedLines
{
    private readonly List<Line> lines;
    private readonly bool isAnOrder;

    private CorrectedLines(List<Line> lines, bool isAnOrder) => (this.lines, this.isAnOrder) = (lines, isAnOrder);

    /// <summary>Those that are still something.</summary>
    public IReadOnlyList<Line> Left => [.. lines.Where(line => AmountOf(line) != 0)];

    /// <summary>The lines of the original; null where it has none, or is a correction itself.</summary>
    public static CorrectedLines? Of(InvoiceDraft original)
    {
        var isAnOrder = original.Kind is InvoiceKind.Zal or InvoiceKind.KorZal;
        var lines = LinesOf(original, isAnOrder);
        return lines.Count == 0 || lines.Any(line => line.Before) ? null : new CorrectedLines(lines, isAnOrder);
    }

    /// <summary>What the correction leaves; null where that cannot be told.</summary>
    public CorrectedLines? After(InvoiceDraft correction)
    {
        var given = LinesOf(correction, isAnOrder);
        if (given.Count == 0) return Totals.Of(correction).Due == 0 && Totals.Of(correction).Buckets.All(sum => sum.Gross == 0) ? this : null;
        var left = lines.ToList();
        foreach (var (before, after, _) in Pairs(given))
        {
            var place = Place(before ?? after!, left, isBefore: before is not null);
            if (before is not null && place < 0) return null;
            if (before is not null) left[place] = after is null ? Nothing(left[place]) : after with { Number = left[place].Number };
            else if (place >= 0) left[place] = Sum(left[place], after!);
            else if (AmountOf(after!) < 0) return null;
            else left.Add(after! with { Number = left.Max(line => line.Number) + 1 });
            if (before is not null && after is not null && (after.Price ?? after.GrossPrice ?? after.Net ?? after.Gross) is null) return null;
        }
        return new CorrectedLines(left, isAnOrder);
    }

    /// <summary>What the lines of a correction say that these contradict.</summary>
    public List<Finding> Contradictions(InvoiceDraft correction)
    {
        var found = new List<Finding>();
        var left = lines.ToList();
        var given = LinesOf(correction, isAnOrder);
        foreach (var (before, after, index) in Pairs(given))
        {
            var line = before ?? after!;
            var place = Place(line, left, isBefore: before is not null);
            if (before is not null)
            {
                if (place < 0) found.Add(SaleSoFar.NotBefore(PathOf(index), "-", Whole(before)));
                else if (Difference(left[place], before) is var (field, stands, said))
                    found.Add(SaleSoFar.NotBefore($"{PathOf(index)}/{field}", stands, said));
            }
            else if (place >= 0)
            {
                var sum = Sum(left[place], line);
                if (left[place].Quantity is >= 0 and var quantity && sum.Quantity < 0)
                    found.Add(SaleSoFar.TooMuch($"{PathOf(index)}/{Field("P_8B")}", Shown(quantity), Shown(line.Quantity ?? 0)));
                else if (AmountOf(left[place]) >= 0 && AmountOf(sum) < 0)
                    found.Add(SaleSoFar.TooMuch($"{PathOf(index)}/{AmountField(line)}", Shown(AmountOf(left[place])), Shown(AmountOf(line))));
                else left[place] = sum;
            }
        }
        return found;
    }

    private static List<Line> LinesOf(InvoiceDraft draft, bool isAnOrder) =>
        [.. (isAnOrder ? draft.Order?.Lines ?? [] : draft.Lines).Select((line, i) => line with { Number = line.Number ?? i + 1 })];

    // A line before and the one after it belong together by UU_ID, by number, or because one follows the other under the same name.
    private static IEnumerable<(Line? Before, Line? After, int Index)> Pairs(List<Line> given)
    {
        var afters = Enumerable.Range(0, given.Count).Where(i => !given[i].Before).ToList();
        for (var i = 0; i < given.Count; i++)
        {
            if (!given[i].Before) continue;
            var before = given[i];
            var after = afters.Cast<int?>().FirstOrDefault(j => before.Key is not null && given[j!.Value].Key == before.Key)
                ?? afters.Cast<int?>().FirstOrDefault(j => given[j!.Value].Number == before.Number)
                ?? afters.Cast<int?>().FirstOrDefault(j => SameName(given[j!.Value], before))
                ?? afters.Cast<int?>().FirstOrDefault(j => j == i + 1);
            if (after is { } taken) afters.Remove(taken);
            yield return (before, after is { } one ? given[one] : null, i);
        }
        foreach (var i in afters) yield return (null, given[i], i);
    }

    // -1 where no line, or more than one, may be meant.
    private static int Place(Line line, List<Line> among, bool isBefore)
    {
        if (line.Key is { } key && Only(among, one => one.Key == key) is var byKey and >= 0) return byKey;
        var numbered = among.FindIndex(one => one.Number == line.Number);
        if (line.Name is null) return numbered;
        if (numbered >= 0 && SameName(among[numbered], line)) return numbered;
        var named = Only(among, one => SameName(one, line));
        return named >= 0 || !isBefore || among.Any(one => SameName(one, line)) ? named : numbered;
    }

    private static int Only(List<Line> among, Predicate<Line> which)
    {
        var first = among.FindIndex(which);
        return first >= 0 && among.FindIndex(first + 1, which) < 0 ? first : -1;
    }

    private (string Field, string Stands, string Said)? Difference(Line stands, Line said)
    {
        if (said.Name is not null && stands.Name is not null && !SameName(stands, said)) return (Field("P_7"), stands.Name, said.Name);
        if (said.Rate is { } rate && stands.Rate is { } was && rate != was) return (Field("P_12"), was.ToString(), rate.ToString());
        if (said.Quantity is { } quantity && quantity != (stands.Quantity ?? 1)) return (Field("P_8B"), Shown(stands.Quantity ?? 1), Shown(quantity));
        if (said.Price is { } price && stands.Price is { } net && price != net) return (Field("P_9A"), Shown(net), Shown(price));
        if (said.GrossPrice is { } grossPrice && stands.GrossPrice is { } gross && grossPrice != gross)
            return ("P_9B", Shown(gross), Shown(grossPrice));
        var isSaid = (said.Price ?? said.GrossPrice ?? said.Net ?? said.Gross) is not null;
        return isSaid && said.IsGross == stands.IsGross && AmountOf(said) != AmountOf(stands)
            ? (AmountField(said), Shown(AmountOf(stands)), Shown(AmountOf(said))) : null;
    }

    // At the same price the quantity differs, else the amount alone.
    private static Line Sum(Line line, Line difference)
    {
        var ofQuantity = difference.Quantity is not null && (difference.Price ?? difference.GrossPrice) is { } price
            && price == (line.Price ?? line.GrossPrice);
        return line with
        {
            Quantity = ofQuantity ? (line.Quantity ?? 1) + difference.Quantity : line.Quantity,
            Price = ofQuantity ? line.Price : null,
            GrossPrice = ofQuantity ? line.GrossPrice : null,
            Discount = null,
            Net = line.IsGross ? null : line.NetAmount + AmountOf(difference),
            Gross = line.IsGross ? line.GrossAmount + AmountOf(difference) : null,
            Vat = null,
        };
    }

    private static Line Nothing(Line line) =>
        line with { Quantity = 0, Discount = null, Net = line.IsGross ? null : 0, Gross = line.IsGross ? 0 : null, Vat = null };

    private static decimal AmountOf(Line line) => line.IsGross ? line.GrossAmount : line.NetAmount;

    private static bool SameName(Line one, Line other) => one.Name is { } name && other.Name is { } second
        && string.Equals(Bare(name), Bare(second), StringComparison.OrdinalIgnoreCase);

    private static string Bare(string name) => string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Whole(Line line) => $"{line.Name ?? line.Number?.ToString(CultureInfo.InvariantCulture)} {Shown(AmountOf(line))}";

    internal static string Shown(decimal number) => number.ToString("0.00######", CultureInfo.InvariantCulture);

    private string PathOf(int index) => isAnOrder ? $"Fa/Zamowienie/ZamowienieWiersz[{index + 1}]" : $"Fa/FaWiersz[{index + 1}]";

    private string Field(string name) => isAnOrder ? name + "Z" : name;

    private string AmountField(Line line) => line.IsGross ? "P_11A" : isAnOrder ? "P_11NettoZ" : "P_11";
}
