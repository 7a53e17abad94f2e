using Inkaust.Office;

namespace Inkaust.Web.Accounts;

/// <summary>An account as Identity of ASP.NET Core handles it: what it changes is kept when it says so.</summary>
/// <param name="secret">By what the account is opened.</param>
internal sealed class Person(SignInSecret secret)
{
    public SignInSecret Secret { get; set; } = secret;

    public AccountId Id => Secret.Account;
}
