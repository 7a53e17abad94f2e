using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Contract;

/// <summary>Whether the doors of the local KSeF are those of the official OpenAPI file. Its answers are compared in every test that uses LocalKsefClient.</summary>
public sealed class LocalKsefRoutesTests
{
    [Fact]
    public async Task Every_route_under_v2_is_an_official_operation_with_the_same_credential()
    {
        if (LocalKsefOpenApi.Official is not { } official)
        {
            Assert.Skip("The reference file ../shared/ksef/open-api-2.7.0.json is not there.");
            return;
        }
        await using var world = new World(new LocalKsefOptions());
        var known = official.Operations.ToDictionary(operation => $"{operation.Method} /v2{operation.Path}", operation => operation.Operation);
        foreach (var route in Routes.OfApi(world))
        {
            Assert.True(known.TryGetValue($"{route.Method} {route.Path}", out var operation), $"{route.Method} {route.Path} is not in the OpenAPI file.");
            Assert.Equal(operation["security"] is not null, route.Tickets.Count > 0);
        }
    }
}
