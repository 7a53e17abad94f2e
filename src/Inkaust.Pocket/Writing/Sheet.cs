using System.Globalization;
using System.Text.Json.Nodes;

namespace Inkaust.Pocket.Writing;

/// <summary>
/// The draft under the hands of a person: its JSON, whatever is in it. What cannot be read yet stays as it was typed, and the engine says so; what
/// the editor has no field for is kept as it came. Places are named as in findings: <c>lines[1].rate</c>.
/// </summary>
internal sealed class Sheet(JsonObject tree)
{
    private const int MostSteps = 100;

    // The row of sums of a table has as many cells as the table has columns, the last ones may be empty.
    private const string Summary = "summary";

    private static readonly string[] SayingSomething = ["name", "price", "grossPrice", "net", "gross"];

    private readonly Stack<string> before = new();
    private string lastPlace = "";

    public JsonObject Tree { get; private set; } = tree;

    public bool CanUndo => before.Count > 0;

    public int Lines => (Tree["lines"] as JsonArray)?.Count ?? 0;

    /// <summary>What stands at a place; null: nothing.</summary>
    public JsonNode? At(string place)
    {
        JsonNode? node = Tree;
        foreach (var step in Steps(place))
        {
            node = step switch
            {
                int index => node is JsonArray list && index < list.Count ? list[index] : null,
                string name => (node as JsonObject)?[name],
                _ => null,
            };
        }
        return node;
    }

    /// <summary>The text at a place; a number as it is written, nothing as an empty text.</summary>
    public string TextAt(string place) => At(place) is JsonValue value ? value.TryGetValue(out string? text) ? text : value.ToJsonString() : "";

    /// <summary>Writes at a place; null removes what stands there.</summary>
    public void Set(string place, JsonNode? value)
    {
        if (JsonNode.DeepEquals(At(place), value)) return;
        Remember(place);
        Put(place, value);
    }

    /// <summary>Several changes that are one to the person.</summary>
    public void Change(string what, Action<JsonObject> change)
    {
        lastPlace = "";
        Remember(what);
        lastPlace = "";
        change(Tree);
    }

    public void Replace(JsonObject content) => Change("*", _ => Tree = content);

    /// <summary>Begins anew with what came from elsewhere; there is nothing to undo.</summary>
    public void Load(JsonObject content)
    {
        before.Clear();
        lastPlace = "";
        Tree = content;
    }

    public void Undo()
    {
        if (before.TryPop(out var text)) Tree = (JsonObject)JsonNode.Parse(text)!;
        lastPlace = "";
    }

    /// <summary>The lines, made where there are none.</summary>
    public static JsonArray LinesOf(JsonObject tree)
    {
        if (tree["lines"] is JsonArray lines) return lines;
        tree["lines"] = lines = [];
        return lines;
    }

    /// <summary>
    /// What is judged and kept: without the empty lines and whatever else is empty at the end of its list, which wait for somebody to write in them.
    /// </summary>
    public JsonObject Content()
    {
        var content = (JsonObject)Tree.DeepClone();
        if (content["lines"] is JsonArray lines)
        {
            while (lines.Count > 0 && lines[^1] is JsonObject last && !SayingSomething.Any(last.ContainsKey)) lines.RemoveAt(lines.Count - 1);
        }
        Tidy(content);
        return content;
    }

    // Whatever stands before something keeps its place: findings name it by that.
    private static void Tidy(JsonObject record)
    {
        foreach (var (name, value) in record.ToList())
        {
            if (value is JsonObject inner) Tidy(inner);
            else if (value is JsonArray list)
            {
                foreach (var item in list.OfType<JsonObject>()) Tidy(item);
                while (list.Count > 0 && IsEmpty(list[^1]) && name != Summary) list.RemoveAt(list.Count - 1);
            }
            if (IsEmpty(value)) record.Remove(name);
        }
    }

    private static bool IsEmpty(JsonNode? node) => node switch
    {
        null => true,
        JsonObject record => record.Count == 0,
        JsonArray list => list.All(IsEmpty), // A row of a table without a word in it.
        JsonValue value => value.TryGetValue(out string? text) && text.Length == 0,
        _ => false,
    };

    private void Remember(string place)
    {
        if (place == lastPlace) return; // Letters of one field are one step.
        lastPlace = place;
        before.Push(Tree.ToJsonString());
        if (before.Count <= MostSteps) return;
        var kept = before.Take(MostSteps / 2).Reverse().ToList();
        before.Clear();
        kept.ForEach(before.Push);
    }

    private void Put(string place, JsonNode? value)
    {
        var steps = Steps(place).ToList();
        JsonNode node = Tree;
        List<(JsonObject Of, string Name)> way = [];
        for (var i = 0; i < steps.Count - 1; i++)
        {
            if (steps[i] is string name)
            {
                var parent = (JsonObject)node;
                if (parent[name] is null or JsonValue)
                {
                    if (value is null) return;
                    // An account that is a number alone has more to it from now on.
                    parent[name] = steps[i + 1] is int ? new JsonArray()
                        : parent[name] is JsonValue alone && alone.TryGetValue(out string? number) && name.EndsWith("ccount", StringComparison.Ordinal)
                            ? new JsonObject { ["number"] = number } : new JsonObject();
                }
                way.Add((parent, name));
                node = parent[name]!;
            }
            else
            {
                var list = (JsonArray)node;
                while (list.Count <= (int)steps[i]) list.Add(steps[i + 1] is int ? new JsonArray() : new JsonObject());
                node = list[(int)steps[i]]!;
            }
        }
        if (steps[^1] is string last && node is JsonObject target)
        {
            if (value is null) target.Remove(last);
            else target[last] = value;
        }
        else if (steps[^1] is int index && node is JsonArray items)
        {
            while (items.Count < index) items.Add(JsonValue.Create(""));
            if (value is null && index < items.Count) items.RemoveAt(index);
            else if (value is not null && index < items.Count) items[index] = value;
            else if (value is not null) items.Add(value);
        }
        // An address of which nothing is left is none.
        for (var i = way.Count - 1; i >= 0; i--)
            if (way[i].Of[way[i].Name] is JsonObject { Count: 0 } or JsonArray { Count: 0 }) way[i].Of.Remove(way[i].Name);
    }

    private static IEnumerable<object> Steps(string place)
    {
        foreach (var part in place.Split('.'))
        {
            var bracket = part.IndexOf('[', StringComparison.Ordinal);
            if (bracket != 0) yield return bracket < 0 ? part : part[..bracket];
            while (bracket >= 0)
            {
                var end = part.IndexOf(']', bracket);
                yield return int.Parse(part[(bracket + 1)..end], CultureInfo.InvariantCulture);
                bracket = part.IndexOf('[', end);
            }
        }
    }
}
