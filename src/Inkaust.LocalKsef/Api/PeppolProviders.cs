namespace Inkaust.LocalKsef;

/// <summary>Tag "Usługi Peppol".</summary>
internal sealed class PeppolProviders(Registry registry)
{
    public Task<Answer> Query(Call call)
    {
        var take = call.QueryNumber("pageSize", 10, 100, 10);
        var skip = call.QueryNumber("pageOffset", 0, 1_000_000, 0) * take;
        var all = registry.PeppolProviders.All.OrderByDescending(provider => provider.DateCreated)
            .ThenBy(provider => provider.Id, StringComparer.Ordinal).ToList();
        return Task.FromResult(Answer.Json(new { peppolProviders = all.Skip(skip).Take(take), hasMore = skip + take < all.Count }));
    }
}
