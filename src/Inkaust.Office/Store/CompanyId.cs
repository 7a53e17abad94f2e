namespace Inkaust.Office;

/// <summary>
/// The key of a company in the store. Its NIP is none: the same NIP may stand in the local, the test and the production environment.
/// It is never shown as the NIP, and nothing is read out of it.
/// </summary>
public readonly record struct CompanyId(string Text)
{
    public override string ToString() => Text;
}
