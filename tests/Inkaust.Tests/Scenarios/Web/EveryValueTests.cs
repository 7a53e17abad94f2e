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

    private static readonly string Long = string.Concat(Enumerable.Repeat("%C5%BC", 1_200));

    // As they stand in JSON.
    private static readonly string[] JsonValues =
    [
        "null", "-1", "1e400", "-9223372036854775808", "99999999999999999999999999999", "\"\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"9999-12-31\"",
        "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59-14:00\"", "\"offline24\"", "[null]", "[\"\\u0000\"]", "[\"\\ud800\"]", "[{}]",
        "{\"\\u0000\":1}", "{\"number\":\"\\ud800\"}", "{\"number\":\"a\\u0000\"}",
    ];

    // What a server finds worse than a file does; the rest need not be tried on both.
    private static readonly string[] WorseOnAServer = ["%00", "u0000", "ud800", "9223372036854775807", "-9223372036854775808", "9999-12"];

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
        foreach (var (route, request, value) in all(house).Where(one => !Postgres.IsWanted || WorseOnAServer.Any(one.Value.Contains)))
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
        foreach (var value in Values)
        {
            var query = string.Join('&', route.Query.Concat(IsList(route) ? AlsoRead : []).Distinct().Select(name => $"{name}={(name == "seconds" ? "0" : value)}"));
            if (IsList(route) || route.Query.Count > 0) yield return Of(route, usual + "?" + query, value);
            if (named.Count > 0 && value.Length > 0)
                yield return Of(route, route.With(name => name == "company" ? Usual(house, name) : value) + (route.Pattern.EndsWith("/stream", StringComparison.Ordinal) ? "?seconds=0" : ""), value);
            if (route.InPath.Contains("company") && value.Contains('%') && !route.Changes)
                yield return Of(route, route.With(name => name == "company" ? value : Usual(house, name)), value);
        }
    }

    // They read more of an address than the signature of a handler says.
    private static bool IsList(WebRoute route) => !route.Changes && !route.Pattern.EndsWith('}') && !route.Pattern.Contains("{id", StringComparison.Ordinal);

    private static IEnumerable<Tried> InForm(WebHouse house, WebRoute route)
    {
        foreach (var value in Values.Append(Long))
        {
            var tried = Of(route, route.With(name => Usual(house, name)), value);
            tried.Request.Content = new StringContent(string.Join('&', route.Form.Concat(AlsoRead).Distinct().Select(name => $"{name}={value}")), Encoding.ASCII, "application/x-www-form-urlencoded");
            yield return tried;
        }
        foreach (var type in new[] { "text/plain", "application/json", "multipart/form-data", "multipart/form-data; boundary=b", "application/x-www-form-urlencoded; charset=utf-7" })
        {
            var tried = Of(route, route.With(name => Usual(house, name)), type);
            tried.Request.Content = new ByteArrayContent([0xFF, 0x00, (byte)'{']) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
            yield return tried;
        }
    }

    private static IEnumerable<Tried> InBody(WebHouse house, WebRoute route)
    {
        if (!route.Changes) yield break;
        var fields = (route.Body?.GetProperties() ?? []).Select(one => char.ToLowerInvariant(one.Name[0]) + one.Name[1..]).ToList();
        var bodies = JsonValues.Concat(JsonValues.Select(value => $"{{{string.Join(',', fields.Select(name => $"\"{name}\":{value}"))}}}"))
            .Concat(from name in fields from value in JsonValues select $"{{\"{name}\":{value}{(name == "draft" ? "" : ",\"draft\":{}")}}}")
            .Concat(["", "{", "\uFEFF{}", "[" + new string('[', 5000), string.Concat(Enumerable.Repeat("{\"draft\":", 5000)), "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"]);
        foreach (var body in bodies.Distinct())
        {
            foreach (var type in body.StartsWith('<') ? new[] { "application/xml", "text/xml; charset=utf-16" } : ["application/json"])
            {
                var tried = Of(route, route.With(name => Usual(house, name)), body);
                tried.Request.Content = new StringContent(body, Encoding.UTF8) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
                yield return tried;
            }
        }
    }

    private static IEnumerable<Tried> InHeaders(WebHouse house, WebRoute route)
    {
        foreach (var header in new[] { "Idempotency-Key", "If-Match", "Prefer", "Last-Event-ID", "Accept", "Accept-Language", "Referer", "Cookie", "User-Agent", "X-Forwarded-For" })
        {
            foreach (var value in new[] { "\"", "wait=-1", "wait=99999999999999999999", "%00", "lang=%00; notice=%00; inkaust-sign-up=%00", ";;;===", new string('x', 4000), "9223372036854775807", "*" })
            {
                var tried = Of(route, route.With(name => Usual(house, name)) + (route.Pattern.EndsWith("/stream", StringComparison.Ordinal) ? "?seconds=0" : ""), $"{header}: {value}");
                tried.Request.Headers.TryAddWithoutValidation(header, value);
                if (route.Changes) tried.Request.Content = new StringContent("{\"draft\":{},\"version\":1}", Encoding.UTF8, "application/json");
                yield return tried;
            }
        }
    }

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
