namespace Inkaust.Office;

/// <summary>All companies of somebody, with what each needs: one home for whoever keeps the books of fifty.</summary>
public sealed class SeeCompanies(Members members, TakeStock takeStock)
{
    /// <summary>The companies of an account, by name.</summary>
    public IReadOnlyList<(Membership Membership, Standing Standing)> Of(AccountId account)
    {
        var all = members.Of(account);
        return [.. all.Zip(takeStock.Of([.. all.Select(one => one.Company)]))];
    }
}
