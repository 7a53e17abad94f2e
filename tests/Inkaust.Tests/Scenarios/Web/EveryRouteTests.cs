using System.Net;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Inkaust.Office;
using Inkaust.Web;
using Inkaust.Web.Api;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Inkaust.Tests.Scenarios.Web;

/// <summary>Who may be where is the type of a handler's scope. Every route is tried by everybody: whoever adds one finds it here.</summary>
public sealed partial class EveryRouteTests
{
    // Routes for everybody that change something: the language of this browser, a request, and what makes an account or signs in.
    private static readonly string[] ChangedByAnybody =
    [
        "/language", "/request", "/sign-up", "/sign-up/code", "/sign-up/again", "/sign-in", "/sign-in/second", "/sign-in/passkey/options",
        "/sign-in/passkey", "/sign-out", "/forgot", "/forgot/code", "/forgot/again",
    ];

    private sealed record TriedRoute(string Method, string Pattern, Type? Scope)
    {
        public override string ToString() => $"{Method} {Pattern}";
    }

    [Fact]
    public async Task Every_route_lets_in_whom_its_scope_says_and_nobody_else()
    {
        await using var house = await WebHouse.OpenAsync();
        var first = house.Account("Piotr Pierwszy", role: null); // The first account runs the installation.
        var people = new Dictionary<string, Account?>
        {
            ["nobody"] = null,
            ["operator"] = first,
            ["stranger"] = house.Account("Jan Obcy", role: null),
            ["reader"] = house.Account("Rita Czyta", Role.Reader),
            ["issuer"] = house.Account("Igor Wystawia", Role.Issuer),
            ["accountant"] = house.Account("Kasia Księguje", Role.Accountant),
            ["owner"] = house.Account("Wanda Właścicielka", Role.Owner),
        };
        List<string> faults = [];
        var routes = RoutesOf(house);
        Assert.True(routes.Count > 10, $"only {routes.Count} routes");
        foreach (var (who, account) in people)
        {
            foreach (var route in routes)
            {
                // What a visit may end, signing out or leaving the company for instance, is not the next one's trouble.
                if (Enum.TryParse<Role>(who, ignoreCase: true, out var role)) house.Office.Members.Let(account!.Id, house.Company, role);
                using var visitor = house.Visitor(account);
                var answer = await TryAsync(house, visitor, route);
                if (Expected(route.Scope, who) is { } expected ? !expected.Contains(answer.Status) : answer.Status == HttpStatusCode.InternalServerError)
                    faults.Add($"{route} as {who}: {(int)answer.Status} {answer.Location}");
                if (answer.Status == HttpStatusCode.Redirect && answer.Location is { } to && to.IsAbsoluteUri) faults.Add($"{route} as {who} leads to {to}");
            }
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task Every_route_of_the_api_lets_in_keys_that_have_its_right_and_no_others()
    {
        await using var house = await WebHouse.OpenAsync();
        var other = house.Office.Companies.Add(new Company(Inkaust.Invoices.Nip.Parse("7740001454"), "Obca sp. z o.o.", "ul. Obca 1, 00-001 Warszawa", house.Company.Environment));
        var rights = Enum.GetValues<ApiRights>().Where(one => one != ApiRights.None).ToList();
        var keys = rights.Select(one => (Name: one.ToString(), Rights: one, house.Office.ApiKeys.Make(house.Company, "k", one).Text))
            .Append(("another company's", ApiRightsWords.All, house.Office.ApiKeys.Make(other, "k", ApiRightsWords.All).Text)).ToList();
        List<string> faults = [];
        var routes = RoutesOf(house).Where(one => one.Pattern.StartsWith("/api/", StringComparison.Ordinal)).ToList();
        Assert.True(routes.Count > 20, $"only {routes.Count} routes");
        foreach (var route in routes)
        {
            if (route.Scope is null || !(route.Scope == typeof(AsCaller) || route.Scope.IsAssignableTo(typeof(ByProgram)))) faults.Add($"{route} has no scope of programs");
            foreach (var (name, right, key) in keys)
            {
                using var program = house.Visitor();
                var request = new HttpRequestMessage(new HttpMethod(route.Method), Concrete(house, route.Pattern)) { Headers = { Authorization = new("Bearer", key) } };
                if (route.Method != "GET") request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
                var status = (await program.SendAsync(request)).Status;
                var expected = route.Scope == typeof(AsCaller) ? (HttpStatusCode?)null : name.StartsWith("another", StringComparison.Ordinal) ? HttpStatusCode.NotFound
                    : RightOf(route.Scope!) == right ? null : HttpStatusCode.Forbidden;
                if (expected is null ? status is HttpStatusCode.InternalServerError or HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized : status != expected)
                    faults.Add($"{route} with {name}: {(int)status}");
            }
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static ApiRights? RightOf(Type scope) => scope.Name switch
    {
        nameof(MayRead) => ApiRights.Read,
        nameof(MayIssue) => ApiRights.Issue,
        nameof(MayCertify) => ApiRights.Certificates,
        nameof(MayAdminister) => ApiRights.Admin,
        _ => null,
    };

    [Fact]
    public async Task Every_route_of_a_company_has_a_scope_and_every_change_a_person()
    {
        await using var house = await WebHouse.OpenAsync();
        var routes = RoutesOf(house);
        Assert.Empty(routes.Where(one => one.Pattern.Contains("{company}", StringComparison.Ordinal) && one.Scope?.IsAssignableTo(typeof(IOfCompany)) != true)
            .Select(one => $"{one}"));
        Assert.Empty(routes.Where(one => one.Method != "GET" && one.Scope is null && !ChangedByAnybody.Contains(one.Pattern)).Select(one => $"{one}"));
    }

    [Fact]
    public async Task No_form_does_anything_without_our_token_or_from_another_site()
    {
        await using var house = await WebHouse.OpenAsync();
        using var owner = house.Visitor(house.Account());
        foreach (var route in RoutesOf(house).Where(one => one.Method != "GET"))
        {
            var without = await owner.SendAsync(new HttpRequestMessage(new HttpMethod(route.Method), Concrete(house, route.Pattern)));
            Assert.True(without.Status == HttpStatusCode.BadRequest && without.Text.Contains("INK-WEB-005"), $"{route}: {without.Status}");
            foreach (var (name, value) in new[] { ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Origin", "https://example.com") })
            {
                var request = new HttpRequestMessage(new HttpMethod(route.Method), Concrete(house, route.Pattern))
                {
                    Content = new FormUrlEncodedContent([KeyValuePair.Create("token", await TokenAsync(owner))]),
                };
                request.Headers.Add(name, value);
                Assert.True((await owner.SendAsync(request)).Status == HttpStatusCode.BadRequest, $"{route} with {name}: {value}");
            }
        }
    }

    private static HttpStatusCode[]? Expected(Type? scope, string who)
    {
        HttpStatusCode[] notSignedIn = [HttpStatusCode.Redirect, HttpStatusCode.Unauthorized];
        if (scope is null) return null;
        if (who == "nobody") return notSignedIn;
        if (scope == typeof(AsAccount) || scope == typeof(AsCaller)) return null;
        if (scope == typeof(AsOperator)) return who == "operator" ? null : [HttpStatusCode.NotFound];
        if (who is "stranger" or "operator") return [HttpStatusCode.NotFound];
        if (RightOf(scope) is { } right) return ApiRightsWords.Of(Enum.Parse<Role>(who, ignoreCase: true)).HasFlag(right) ? null : [HttpStatusCode.Forbidden];
        var least = scope.Name switch
        {
            nameof(AsReader) => Role.Reader,
            nameof(AsIssuer) => Role.Issuer,
            nameof(AsAccountant) => Role.Accountant,
            nameof(AsOwner) => Role.Owner,
            _ => throw new InvalidOperationException($"The scope {scope.Name} is not known here."),
        };
        return Enum.Parse<Role>(who, ignoreCase: true) >= least ? null : [HttpStatusCode.Forbidden];
    }

    private static async Task<SeenPage> TryAsync(WebHouse house, Visitor visitor, TriedRoute route) => route.Method == "GET"
        ? await visitor.GetAsync(Concrete(house, route.Pattern))
        : await visitor.SendAsync(await RequestAsync(house, visitor, route));

    private static async Task<HttpRequestMessage> RequestAsync(WebHouse house, Visitor visitor, TriedRoute route)
    {
        var request = new HttpRequestMessage(new HttpMethod(route.Method), Concrete(house, route.Pattern));
        var token = await TokenAsync(visitor);
        if (route.Pattern.StartsWith("/api/", StringComparison.Ordinal))
        {
            request.Headers.Add("X-Inkaust-Token", token);
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        }
        else
        {
            request.Content = new FormUrlEncodedContent([KeyValuePair.Create("token", token)]);
        }
        return request;
    }

    // Any page gives the token of whoever looks at it.
    private static async Task<string> TokenAsync(Visitor visitor) => (await visitor.GetAsync("/look")).Find("input[name=token]")!.GetAttribute("value")!;

    private static List<TriedRoute> RoutesOf(WebHouse house) =>
    [
        .. from endpoint in house.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           let handler = endpoint.Metadata.GetMetadata<MethodInfo>()
           where handler is not null
           from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []
           select new TriedRoute(method, endpoint.RoutePattern.RawText!,
               handler.GetParameters().Select(one => one.ParameterType).FirstOrDefault(one => one.IsAssignableTo(typeof(Scope)))),
    ];

    private static string Concrete(WebHouse house, string pattern) => Value().Replace(pattern, value => value.Groups[1].Value switch
    {
        "company" => house.Company.Id.Text,
        "file" when !value.Value.Contains(':') => "xml",
        _ => "1",
    }) + (pattern.EndsWith("/stream", StringComparison.Ordinal) ? "?seconds=0" : "");

    [GeneratedRegex(@"\{\*{0,2}(\w+)(?:[^{}]|\{[^{}]*\})*\}")]
    private static partial Regex Value();
}
