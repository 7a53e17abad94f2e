using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios.Web;

/// <summary>
/// Every route is given what nobody means in every place that it reads: its address, its query, its form, its body, its headers. Whatever is sent is
/// refused or done, and is never a fault of the program or of its database.
/// </summary>
public class EveryValueTests
{
    // Read from a form or an address by name, and not by the signature of a handler.
    private static readonly string[] AlsoRead =
    [
        "q", "month", "group", "order", "mode", "page", "state", "role", "account", "show", "key", "id", "name", "address", "nip", "email", "message", "subject",
        "partner", "invoice", "offer", "url", "events", "right", "days", "footer", "languages", "language", "accounts", "text", "do", "what", "to", "number",
        "because", "accept", "reason", "reference", "event", "ksef", "hours", "draft", "next", "pattern", "phone", "euVat", "country", "link", "online", "externalId",
        "buyer", "bip", "environment", "ksef-token", "password", "code", "series", "website",
    ];

    // As they stand in an address or a form.
    private static readonly string[] Values =
    [
        "", "0", "-1", "2147483647", "9223372036854775807", "-9223372036854775808", "99999999999999999999", "%00", "a%00b", "%ED%A0%80", "%F0%9F%98%80", "%D9%A3",
        "%0D%0AX:%20y", "%27%22%3C%3E%3B--", "%25%5F%5C", "..%2F..%2Fetc%2Fpasswd", "0001-01", "9999-12", "0001-01-01", "9999-12-31", new string('9', 500), "for-booking", "online",
    ];

    private static readonly string[] InPaths = ["0", "-1", "9223372036854775807", "99999999999999999999", "%00", "%ED%A0%80", "..%2F..%2Fetc", "%27%3B--"];

    private static readonly string Long = string.Concat(Enumerable.Repeat("%C5%BC", 1_200));

    // As they stand in JSON.
    private static readonly string[] JsonValues =
    [
        "null", "-1", "1e400", "-9223372036854775808", "99999999999999999999999999999", "\"\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"9999-12-31\"",
        "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59-14:00\"", "\"offline24\"", "[null]", "[\"\\u0000\"]", "[\"\\ud800\"]", "[{}]",
        "{\"\\u0000\":1}", "{\"number\":\"\\ud800\"}", "{\"number\":\"a\\u0000\"}",
    ];

    private sealed record Tried(WebRoute Route, HttpRequestMessage Request, string Value);

    [Fact]
    public async Task No_address_and_no_query_is_a_fault() => await TryAsync(house => from route in WebRoute.Of(house)
                                                                                      where !route.Changes
                                                                                      from one in InAddress(house, route)
                                                                                      select one);

    [Fact]
    public async Task No_form_is_a_fault() => await TryAsync(house => from route in WebRoute.Of(house)
                                                                      where route.Changes && !route.IsForPrograms
                                                                      from one in InAddress(house, route).Concat(InForm(house, route))
                                                                      select one);

    [Fact]
    public async Task No_body_and_no_header_of_a_program_is_a_fault() => await TryAsync(house => from route in WebRoute.Of(house)
                                                                                                 where route.IsForPrograms
                                                                                                 from one in InAddress(house, route).Concat(InBody(house, route)).Concat(InHeaders(house, route))
                                                                                                 select one);

    private static async Task TryAsync(Func<WebHouse, IEnumerable<Tried>> all)
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        await house.Stage.IssueAsync(Ksef.Modes.ModeWish.Offline);
        var owner = house.Account(); // The first account runs the installation too.
        List<string> faults = [];
        WebRoute? last = null;
        Visitor? visitor = null;
        var token = "";
        var count = 0;
        // A server under the program minds what is written and what is looked for.
        foreach (var (route, request, value) in all(house).Where(one => !Postgres.IsWanted || one.Route.Changes || one.Route.Query.Count > 0))
        {
            // What a request may end, being signed in or belonging to the company, is not the next one's trouble.
            house.Office.Members.Let(owner.Id, house.Company, Role.Owner);
            if (route != last)
            {
                visitor?.Dispose();
                visitor = house.Visitor(owner);
                token = (await visitor.GetAsync("/look")).Find("input[name=token]")!.GetAttribute("value")!;
                last = route;
            }
            if (route.Changes) request.Headers.Add("X-Inkaust-Token", token);
            var heard = house.Faults.Count();
            var answer = await visitor!.SendAsync(request);
            count++;
            if (answer.Status >= HttpStatusCode.InternalServerError && answer.Status != HttpStatusCode.BadGateway || house.Faults.Count() > heard)
                faults.Add($"{route} with {value[..Math.Min(value.Length, 60)]}: {(int)answer.Status} {answer.Text[..Math.Min(answer.Text.Length, 120)]} {house.Faults.LastOrDefault()?.Split('\n').Take(4).Aggregate("", (a, b) => a + b)}");
        }
        visitor?.Dispose();
        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(20)) + $"\n{faults.Count} of {count}");
    }

    private static IEnumerable<Tried> InAddress(WebHouse house, WebRoute route)
    {
        var named = route.InPath.Where(one => one != "company").ToList();
        var usual = route.With(name => Usual(house, name));
        var query = route.Query.Concat(IsList(route) ? AlsoRead : []).Where(name => name != "seconds").Distinct().ToList();
        foreach (var shift in Enumerable.Range(0, query.Count == 0 ? 0 : Values.Length).Where(one => route.Query.Count > 0 || one % 3 == 0))
            yield return Of(route, $"{usual}?{Spread(query, Values, shift, "=", "&")}{Ended(route, "&")}", $"query {shift}");
        foreach (var value in InPaths)
        {
            if (named.Count > 0) yield return Of(route, route.With(name => name == "company" ? Usual(house, name) : value) + Ended(route, "?"), value);
            if (route.InPath.Contains("company") && !route.Changes) yield return Of(route, route.With(name => name == "company" ? value : Usual(house, name)) + Ended(route, "?"), value);
        }
    }

    // They read more of an address than the signature of a handler says.
    private static bool IsList(WebRoute route) => !route.Changes && !route.Pattern.EndsWith('}') && !route.Pattern.Contains("{id", StringComparison.Ordinal);

    private static IEnumerable<Tried> InForm(WebHouse house, WebRoute route)
    {
        var fields = route.Form.Concat(AlsoRead).Distinct().ToList();
        foreach (var shift in Enumerable.Range(0, Values.Length).Where(one => one % 3 == 0))
            yield return Sent(house, route, Spread(fields, Values, shift, "=", "&"), "application/x-www-form-urlencoded", $"form {shift}");
        yield return Sent(house, route, Spread(fields, [Long], 0, "=", "&"), "application/x-www-form-urlencoded", "long");
        yield return Sent(house, route, Spread(fields, ["%00"], 0, "=", "&"), "application/x-www-form-urlencoded", "%00");
        foreach (var type in new[] { "application/json", "multipart/form-data", "multipart/form-data; boundary=b", "application/x-www-form-urlencoded; charset=utf-7" })
            yield return Sent(house, route, "\u00ff\0{", type, type);
    }

    private static IEnumerable<Tried> InBody(WebHouse house, WebRoute route)
    {
        if (!route.Changes) yield break;
        List<string> fields = [.. (route.Body?.GetProperties() ?? []).Select(one => $"\"{char.ToLowerInvariant(one.Name[0])}{one.Name[1..]}\"")];
        foreach (var shift in Enumerable.Range(0, JsonValues.Length))
        {
            var body = $"{{{Spread(fields, JsonValues, shift, ":", ",")}}}";
            yield return Sent(house, route, body, "application/json", body);
            // A draft is read before the rest, so that what is wrong with it hides the rest.
            if (fields.Contains("\"draft\"")) yield return Sent(house, route, $"{{{Spread([.. fields.Where(one => one != "\"draft\"")], JsonValues, shift, ":", ",")},\"draft\":{{}}}}", "application/json", body);
            yield return Sent(house, route, JsonValues[shift], "application/json", JsonValues[shift]);
        }
        foreach (var body in new[] { "", "{", "\uFEFF{}", new string('[', 5000), string.Concat(Enumerable.Repeat("{\"draft\":", 5000)) }) yield return Sent(house, route, body, "application/json", body);
        foreach (var type in new[] { "application/xml", "text/xml; charset=utf-16" })
            yield return Sent(house, route, "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>", type, type);
    }

    private static IEnumerable<Tried> InHeaders(WebHouse house, WebRoute route)
    {
        string[] headers = ["Idempotency-Key", "If-Match", "Prefer", "Last-Event-ID", "Accept", "Accept-Language", "Referer", "User-Agent", "X-Forwarded-For"];
        foreach (var value in new[] { "\"", "wait=-1", "wait=99999999999999999999", "%00", ";;;===", new string('x', 2000), "9223372036854775807", "*" })
        {
            var tried = Sent(house, route, "{\"draft\":{},\"version\":1}", "application/json", $"headers: {value}");
            foreach (var header in headers) tried.Request.Headers.TryAddWithoutValidation(header, value);
            tried.Request.Headers.TryAddWithoutValidation("Cookie", "lang=%00; notice=%00; inkaust-sign-up=%00; inkaust-known=%00");
            yield return tried;
        }
    }

    // Each field has another value, and in the course of all shifts each has every value.
    private static string Spread(IReadOnlyList<string> fields, string[] values, int shift, string between, string after) =>
        string.Join(after, fields.Select((name, place) => $"{name}{between}{values[(place + shift) % values.Length]}"));

    private static Tried Sent(WebHouse house, WebRoute route, string body, string type, string value)
    {
        var tried = Of(route, route.With(name => Usual(house, name)) + Ended(route, "?"), value);
        if (route.Changes) tried.Request.Content = new StringContent(body, Encoding.UTF8) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
        return tried;
    }

    // A stream ends at once.
    private static string Ended(WebRoute route, string before) => route.Pattern.EndsWith("/stream", StringComparison.Ordinal) ? before + "seconds=0" : "";

    private static Tried Of(WebRoute route, string address, string value) => new(route, new HttpRequestMessage(new HttpMethod(route.Method), address), value);

    private static string Usual(WebHouse house, string name) => name switch
    {
        "company" => house.Company.Id.Text,
        "file" => "xml",
        _ => 1.ToString(CultureInfo.InvariantCulture),
    };
}

[OnPostgres]
public sealed class EveryValueOnPostgresTests : EveryValueTests;
