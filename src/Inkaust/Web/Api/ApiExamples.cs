using Inkaust.Web.Safety;
using Inkaust.Web.Webhooks;

namespace Inkaust.Web.Api;

/// <summary>What is sent to the API, by an example of each kind. The document shows them, and a test sends them.</summary>
internal static class ApiExamples
{
    private const string Draft = """
        {
          "number": "FV/7/2026",
          "buyer": { "name": "Piekarnia Złoty Kłos", "nip": "6712345098", "address": "ul. Młyńska 7, 61-730 Poznań" },
          "lines": [ { "name": "Kałamarz", "quantity": 2, "unit": "szt.", "price": 100, "rate": "23" } ]
        }
        """;

    private static readonly Dictionary<Type, string> All = new()
    {
        [typeof(DraftBody)] = $$"""{ "draft": {{Draft}} }""",
        [typeof(IssueBody)] = """{ "version": 1, "mode": "auto" }""",
        [typeof(IssueRequest)] = $$"""{ "draft": {{Draft}}, "mode": "auto", "externalId": "order-4711" }""",
        [typeof(IssueManyRequest)] = $$"""{ "drafts": [ {{Draft}} ], "mode": "auto" }""",
        [typeof(CorrectRequest)] = """
            {
              "draft": {
                "number": "KOR/1/2026",
                "kind": "KOR",
                "correction": { "reason": "zwrot jednej sztuki", "effect": "onTheDateOfTheCorrection" },
                "lines": [
                  { "number": 1, "before": true, "name": "Kałamarz", "quantity": 2, "unit": "szt.", "price": 100, "rate": "23" },
                  { "number": 1, "name": "Kałamarz", "quantity": 1, "unit": "szt.", "price": 100, "rate": "23" }
                ]
              },
              "mode": "auto"
            }
            """,
        [typeof(CloseRequest)] = """{ "because": "Wystawiona na nowo jako FV/8/2026" }""",
        [typeof(EnrolRequest)] = """{ "kinds": [ "authentication", "offline" ], "key": "ec" }""",
        [typeof(ImportRequest)] = """
            { "certificate": "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t", "key": "LS0tLS1CRUdJTiBFTkNSWVBURUQ=", "password": "…", "kind": "offline" }
            """,
        [typeof(DeadlineRequest)] = """{ "mode": "offline24", "issueDate": "2026-12-09" }""",
        [typeof(SortRequest)] = """{ "state": "for-booking", "note": "biuro, 12/2026" }""",
        [typeof(VerifyRequest)] = """
            { "links": [ "https://qr.ksef.mf.gov.pl/invoice/5260001246/09-12-2026/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE" ], "online": false }
            """,
        [typeof(WebhookBody)] = """{ "url": "https://shop.example/inkaust", "events": [ "invoice.accepted", "invoice.rejected" ] }""",
        [typeof(WebhookChangeBody)] = """{ "events": [ "invoice.accepted" ], "enabled": true }""",
        [typeof(RotationBody)] = """{ "overlapHours": 24 }""",
        [typeof(Problem)] = """
            {
              "type": "about:blank",
              "title": "The field 'issueDate' is missing, or cannot be understood. Nothing was done.",
              "status": 422,
              "code": "INK-API-008",
              "errors": [
                {
                  "code": "INK-API-008",
                  "pl": "Pola „issueDate” brakuje, albo nie da się go zrozumieć. Nic nie zrobiono.",
                  "en": "The field 'issueDate' is missing, or cannot be understood. Nothing was done.",
                  "path": "issueDate"
                }
              ],
              "traceId": "4bf92f3577b34da6a3ce929d0e0e4736"
            }
            """,
    };

    /// <summary>An example in JSON; null: nobody sends this, or gets it.</summary>
    public static string? Of(Type type) => All.GetValueOrDefault(type);
}
