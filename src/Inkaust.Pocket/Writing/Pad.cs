using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.Pocket.Desk;

namespace Inkaust.Pocket.Writing;

/// <summary>What is being written, and what the engine says of it: everything that the parts of the editor look at.</summary>
internal sealed class Pad
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(120);

    private readonly Dictionary<string, (decimal Net, decimal Gross)?> amounts = [];
    private readonly HashSet<string> touched = [];
    private bool saysAll;
    private int asked;

    public Pad(Start start)
    {
        Start = start;
        Sheet = new Sheet(start.Draft?.Content ?? Fresh(start));
        saysAll = start.Draft is not null;
        SeriesId = start.Draft?.Series;
        Judge();
    }

    /// <summary>Something was written: it is to be kept.</summary>
    public event Action? Written;

    /// <summary>Something that is shown is other than before.</summary>
    public event Action? Changed;

    public Start Start { get; }

    public Sheet Sheet { get; }

    public Judgement Judgement { get; private set; } = Judgement.None;

    /// <summary>The series that somebody chose; null: the first.</summary>
    public string? SeriesId { get; private set; }

    public Language Language => Start.Language;

    /// <summary>The number that it would get.</summary>
    public string Number => Sheet.TextAt("number") is { Length: > 0 } own ? own
        : (Start.Series.FirstOrDefault(one => one.Id == SeriesId) ?? Start.Series[0]).Next;

    /// <summary>P_1, where it can be read.</summary>
    public DateOnly IssueDate => DateOnly.TryParse(Sheet.TextAt("issueDate"), out var date) ? date : Start.Today;

    /// <summary>The prices are with tax.</summary>
    public bool IsGross { get; private set; }

    /// <summary>
    /// Somebody has written here or has asked for everything that is wrong: what is still empty for want of time is not held against him.
    /// </summary>
    public bool IsTouched(string place) =>
        saysAll || touched.Any(one => one.StartsWith(place, StringComparison.Ordinal) || place.StartsWith(one, StringComparison.Ordinal));

    /// <summary>What is to be said beside a place, now that somebody has been there.</summary>
    /// <param name="place">The place.</param>
    /// <param name="itself">Only of the place itself, nothing of what is within it.</param>
    public IEnumerable<Finding> Said(string place, bool itself = false) => !Judgement.IsComplete && !IsTouched(place) ? []
        : itself ? Judgement.Findings.Where(one => one.Place == place).Select(one => one.Finding) : Judgement.At(place);

    /// <summary>From now on everything that is wrong is said.</summary>
    public void SayAll()
    {
        saysAll = true;
        Changed?.Invoke();
    }

    public string L(string pl, string en) => Language == Language.Polish ? pl : en;

    public string L(Wording words) => words.In(Language);

    /// <summary>The text of a field, as people read it.</summary>
    public string Shown(string place, ControlKind kind) => Entry.Shown(Sheet.At(place), kind, Language);

    /// <summary>
    /// Somebody types in a field. It shows its own text by itself, so that nothing is drawn anew for every key; the rest follows when he pauses.
    /// </summary>
    public void Type(string place, ControlKind kind, string text)
    {
        touched.Add(place);
        // A text of a list is a text also while it is empty; its field stays.
        Sheet.Set(place, Entry.Typed(text, kind) ?? (place.EndsWith(']') ? JsonValue.Create("") : null));
        Written?.Invoke();
        _ = JudgeSoonAsync();
    }

    /// <summary>Something is chosen, added or removed.</summary>
    public void Set(string place, JsonNode? value)
    {
        touched.Add(place);
        Sheet.Set(place, value);
        Tell();
    }

    public void SetText(string place, string? text) => Set(place, string.IsNullOrEmpty(text) ? null : JsonValue.Create(text));

    /// <summary>Adds an empty one at the end of a list.</summary>
    /// <returns>Its place.</returns>
    public string Add(string list, JsonNode empty)
    {
        var place = $"{list}[{(Sheet.At(list) as JsonArray)?.Count ?? 0}]";
        Set(place, empty);
        return place;
    }

    public void Change(string what, Action<JsonObject> change)
    {
        Sheet.Change(what, change);
        Tell();
    }

    public void Replace(JsonObject content)
    {
        Sheet.Replace(content);
        Tell();
    }

    /// <summary>Begins anew with what came from elsewhere; nothing is to be kept by that.</summary>
    public void Load(JsonObject content, string? series)
    {
        Sheet.Load(content);
        SeriesId = series;
        Judge();
        Changed?.Invoke();
    }

    public void Undo()
    {
        Sheet.Undo();
        Tell();
    }

    public void ChooseSeries(string id)
    {
        SeriesId = id;
        Tell();
    }

    /// <summary>Prices with or without tax: what was typed stays, and means the other from now on.</summary>
    public void CountGross(bool gross)
    {
        IsGross = gross;
        var (from, to) = gross ? ("price", "grossPrice") : ("grossPrice", "price");
        Change("prices", tree =>
        {
            foreach (var line in Sheet.LinesOf(tree).OfType<JsonObject>())
            {
                if (line[from] is not { } price) continue;
                line.Remove(from);
                line[to] = price.DeepClone();
            }
        });
    }

    /// <summary>A line like the one before it, with nothing sold yet.</summary>
    /// <returns>Its index.</returns>
    public int AddLine()
    {
        Change("lines", tree => Sheet.LinesOf(tree).Add(EmptyLine(Sheet.LinesOf(tree).LastOrDefault())));
        return Sheet.Lines - 1;
    }

    public void RemoveLine(int index) => Change("lines", tree => Sheet.LinesOf(tree).RemoveAt(index));

    public static JsonObject EmptyLine(JsonNode? like = null) => new()
    { ["quantity"] = 1, ["unit"] = like?["unit"]?.DeepClone() ?? "szt.", ["rate"] = like?["rate"]?.DeepClone() ?? 23 };

    /// <summary>Net and gross of a line; counted once while it stays as it is.</summary>
    public (decimal Net, decimal Gross)? AmountsOf(int index)
    {
        if (Sheet.At($"lines[{index}]") is not { } line) return null;
        var text = line.ToJsonString();
        if (amounts.Count > 2_000) amounts.Clear();
        if (!amounts.TryGetValue(text, out var known)) amounts[text] = known = Judgement.OfLine(line);
        return known;
    }

    // What the company has set for its invoices stands in a new one; whoever writes it may change it.
    private static JsonObject Fresh(Start start)
    {
        var payment = new JsonObject { ["method"] = "transfer", ["dueInDays"] = 14 };
        if (start.Account is { } account) payment["account"] = account;
        var draft = new JsonObject { ["lines"] = new JsonArray(EmptyLine()), ["payment"] = payment };
        if (start.Footer is { } footer) draft["footer"] = new JsonArray(JsonValue.Create(footer));
        return draft;
    }

    private void Tell()
    {
        Written?.Invoke();
        Changed?.Invoke();
        _ = JudgeSoonAsync();
    }

    private async Task JudgeSoonAsync()
    {
        var mine = ++asked;
        await Task.Delay(Pause);
        if (mine != asked) return;
        Judge();
        Changed?.Invoke();
    }

    /// <summary>Judges at once what stands there.</summary>
    public void Judge()
    {
        IsGross = (Sheet.At("lines") as JsonArray)?.OfType<JsonObject>().Any(line => line.ContainsKey("grossPrice")) == true
            || (IsGross && (Sheet.At("lines") as JsonArray)?.OfType<JsonObject>().Any(line => line.ContainsKey("price")) != true);
        Judgement = Judgement.Of(Sheet.Content(), Number, Start.Seller, Start.Today, Start.IsProduction ? KsefKind.Production : KsefKind.Test);
    }
}
