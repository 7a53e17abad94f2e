using System.Text.Json.Nodes;
using Inkaust.Pocket.Writing;

namespace Inkaust.Tests.Unit.Pocket;

/// <summary>A draft with everything that the schema knows, made of the examples that it gives for each field.</summary>
internal static class FullDraft
{
    /// <summary>A draft with a little of each part, which can be written as a file.</summary>
    public static JsonObject Make() => (JsonObject)JsonNode.Parse("""
        {"number":"FV/7","issueDate":"2026-12-09",
         "seller":{"name":"Atrament i Pióro","nip":"5260001246","address":"ul. Piękna 7/3, 00-539 Warszawa"},
         "buyer":{"name":"Łąka","nip":"6712345098","address":"ul. Młyńska 7, 61-730 Poznań"},
         "thirdParties":[{"name":"Szkoła","role":"recipient","address":"ul. Szkolna 1, 61-001 Poznań","nip":"1111111111"}],
         "authorised":{"name":"Jan Lis","nip":"1111111111","address":"ul. Sądowa 1, 00-001 Warszawa","role":"bailiff"},
         "lines":[{"name":"Kałamarz","price":100,"quantity":1,"rate":23},{"name":"Pióro","price":50,"quantity":1,"rate":23}],
         "payment":{"method":"transfer","due":"2026-12-10","account":"61109010140000071219812874"},
         "terms":{"contracts":[{"number":"U/1"}],"transport":[{"kind":"road","load":"pallet","from":"ul. Składowa 1, 61-001 Poznań"}]},
         "annotations":{"splitPayment":true}}
        """)!;

    /// <summary>Drafts that together have every field in it: a buyer has one number, and a correction has its lines in another form.</summary>
    public static IEnumerable<JsonObject> All()
    {
        foreach (var (number, kind) in new[] { ("nip", "VAT"), ("euVat", "KOR"), ("foreignId", "ROZ") })
        {
            var draft = Record("InvoiceDraft", "");
            draft["kind"] = kind;
            var buyer = (JsonObject)draft["buyer"]!;
            buyer.Remove("name"); // A buyer without one is being written.
            foreach (var other in new[] { "nip", "euVat", "foreignId" }.Where(one => one != number)) buyer.Remove(other);
            if (kind == "KOR")
            {
                // An address or an account may be fields as well as one text.
                buyer["address"] = Record("Address", "");
                draft["payment"]!["account"] = Record("BankAccount", "");
            }
            yield return draft;
        }
    }

    /// <summary>An example of a field.</summary>
    public static JsonNode Sample(DraftField field) => ((JsonArray)field.Schema["examples"]!)[0]!.DeepClone();

    /// <summary>The places at which something stands.</summary>
    public static IEnumerable<string> Leaves(JsonNode node, string place = "") => node switch
    {
        JsonObject record => record.SelectMany(one => Leaves(one.Value!, place.Length == 0 ? one.Key : $"{place}.{one.Key}")),
        JsonArray list => list.SelectMany((item, i) => Leaves(item!, $"{place}[{i}]")),
        _ => [place],
    };

    private static JsonObject Record(string record, string within)
    {
        var made = new JsonObject();
        foreach (var field in DraftForm.FieldsOf(record).Where(field => !IsChosenOtherwise(record, field.Name)))
        {
            made[field.Name] = field.Record is not { } inner || inner is "Address" or "BankAccount" || within.Contains($"/{inner}/", StringComparison.Ordinal) ? Sample(field)
                : field.IsList ? new JsonArray(Record(inner, $"{within}/{inner}/")) : Record(inner, $"{within}/{inner}/");
        }
        return made;
    }

    // Of two that exclude each other, one.
    private static bool IsChosenOtherwise(string record, string field) => (record, field) is ("Line", "grossPrice") or ("Payment", "dueInDays");
}
