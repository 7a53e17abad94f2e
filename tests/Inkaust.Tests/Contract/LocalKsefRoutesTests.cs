using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Contract;

/// <summary>Whether the doors of the local KSeF are those of the official OpenAPI file. Its answers are compared in every test that uses LocalKsefClient.</summary>
public sealed class LocalKsefRoutesTests
{
    [Fact]
    public async Task The_routes_under_v2_are_the_official_operations_with_the_same_credentials()
    {
        if (LocalKsefOpenApi.Official is not { } official)
        {
            Assert.Skip("The reference file ../shared/ksef/open-api-2.7.0.json is not there.");
            return;
        }
        await using var world = new World(new LocalKsefOptions());
        var known = official.Operations.ToDictionary(operation => $"{operation.Method} /v2{operation.Path}", operation => operation.Operation);
        var routes = Routes.OfApi(world);
        Assert.Empty(known.Keys.Except(routes.Select(route => $"{route.Method} {route.Path}")));
        foreach (var route in routes)
        {
            Assert.True(known.TryGetValue($"{route.Method} {route.Path}", out var operation), $"{route.Method} {route.Path} is not in the OpenAPI file.");
            Assert.Equal(operation["security"] is not null, route.Tickets.Count > 0);
        }
    }
}
