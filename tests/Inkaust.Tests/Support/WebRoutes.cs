using System.Reflection;
using System.Text.RegularExpressions;
using Inkaust.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Inkaust.Tests;

/// <summary>A route of the web app, and what its handler takes.</summary>
/// <param name="Method">GET, POST, ...</param>
/// <param name="Pattern">Its address, with names in braces.</param>
/// <param name="Scope">The type that says who may come in; null: everybody.</param>
/// <param name="Query">What it reads from an address.</param>
/// <param name="Form">What it reads from a form.</param>
/// <param name="Body">The record that it reads from a body; null: none.</param>
internal sealed partial record WebRoute(string Method, string Pattern, Type? Scope, IReadOnlyList<string> Query, IReadOnlyList<string> Form, Type? Body)
{
    public bool IsForPrograms => Pattern.StartsWith("/api/", StringComparison.Ordinal);

    /// <summary>Whatever changes something.</summary>
    public bool Changes => Method != "GET";

    /// <summary>The names in its address.</summary>
    public IReadOnlyList<string> InPath => [.. Value().Matches(Pattern).Select(one => one.Groups[1].Value)];

    /// <summary>Its address with these values; a stream ends at once.</summary>
    public string With(Func<string, string> value) => Value().Replace(Pattern, one => value(one.Groups[1].Value));

    public override string ToString() => $"{Method} {Pattern}";

    /// <summary>Every route that a handler of ours serves.</summary>
    public static IReadOnlyList<WebRoute> Of(WebHouse house)
    {
        var services = house.Services.GetRequiredService<IServiceProviderIsService>();
        return
        [
            .. from endpoint in house.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
               let handler = endpoint.Metadata.GetMetadata<MethodInfo>()
               where handler is not null
               from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []
               select Of(endpoint, handler, method, services),
        ];
    }

    private static WebRoute Of(RouteEndpoint endpoint, MethodInfo handler, string method, IServiceProviderIsService services)
    {
        var pattern = endpoint.RoutePattern.RawText!;
        var inPath = Value().Matches(pattern).Select(one => one.Groups[1].Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var scope = handler.GetParameters().Select(one => one.ParameterType).FirstOrDefault(one => one.IsAssignableTo(typeof(Scope)));
        var values = handler.GetParameters().Where(one => IsValue(one.ParameterType) && !inPath.Contains(one.Name!)).ToList();
        var form = values.Where(one => one.GetCustomAttribute<FromFormAttribute>() is not null).Select(one => one.GetCustomAttribute<FromFormAttribute>()!.Name ?? one.Name!);
        var query = values.Where(one => one.GetCustomAttribute<FromFormAttribute>() is null).Select(one => one.GetCustomAttribute<FromQueryAttribute>()?.Name ?? one.Name!);
        var body = handler.GetParameters().Select(one => one.ParameterType).FirstOrDefault(one => one.Assembly == typeof(Scope).Assembly && one.IsClass
            && !one.IsAssignableTo(typeof(Scope)) && !services.IsService(one)) ?? endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;
        return new WebRoute(method, pattern, scope, [.. query], [.. form], body is { IsArray: false } && body != typeof(IFormCollection) ? body : null);
    }

    private static bool IsValue(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var plain
        && (plain == typeof(string) || plain.IsPrimitive || plain == typeof(DateOnly) || plain == typeof(DateTimeOffset));

    [GeneratedRegex(@"\{\*{0,2}(\w+)(?:[^{}]|\{[^{}]*\})*\}")]
    private static partial Regex Value();
}
