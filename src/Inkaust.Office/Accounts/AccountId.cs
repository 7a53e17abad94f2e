namespace Inkaust.Office;

/// <summary>The key of an account: drawn by chance, and nothing is read out of it.</summary>
public readonly record struct AccountId(string Text)
{
    public override string ToString() => Text;
}
