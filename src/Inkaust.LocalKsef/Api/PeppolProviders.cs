namespace Inkaust.LocalKsef;

/// <summary>A provider of Peppol services that has signed in at least once.</summary>
internal sealed record PeppolProvider(string Id, string Name, DateTimeOffset DateCreated);

/// <summary>Tag "Usługi Peppol".</summary>
internal sealed class PeppolProviders(World world)
{
    public Task<Answer> Query(Call call)
    {
        var take = call.QueryNumber("pageSize", 10, 100, 10);
        var skip = call.QueryNumber("pageOffset", 0, 1_000_000, 0) * take;
        var all = world.Registry.PeppolProviders.Where(_ => true).OrderByDescending(provider => provider.DateCreated).ThenBy(provider => provider.Id, StringComparer.Ordinal).ToList();
        return Task.FromResult(Answer.Json(new { peppolProviders = all.Skip(skip).Take(take), hasMore = skip + take < all.Count }));
    }
}
