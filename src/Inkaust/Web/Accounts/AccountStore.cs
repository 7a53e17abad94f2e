using Inkaust.Office;
using Microsoft.AspNetCore.Identity;

namespace Inkaust.Web.Accounts;

/// <summary>Adapts the office's accounts to what Identity of ASP.NET Core asks for. It holds no SQL and no rule.</summary>
internal sealed class AccountStore(Workplace office) : IUserPasswordStore<Person>, IUserSecurityStampStore<Person>, IUserTwoFactorStore<Person>,
    IUserAuthenticatorKeyStore<Person>, IUserTwoFactorRecoveryCodeStore<Person>, IUserPasskeyStore<Person>
{
    private SignInSecrets Secrets => office.SignInSecrets;

    public Task<string> GetUserIdAsync(Person user, CancellationToken cancellationToken) => Task.FromResult(user.Id.Text);

    public Task<string?> GetUserNameAsync(Person user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Secret.Email);

    public Task<string?> GetNormalizedUserNameAsync(Person user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Secret.Email.ToUpperInvariant());

    // A name is the address, which does not change here.
    public Task SetUserNameAsync(Person user, string? userName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetNormalizedUserNameAsync(Person user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    // Accounts come and go by use cases of the office.
    public Task<IdentityResult> CreateAsync(Person user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> DeleteAsync(Person user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> UpdateAsync(Person user, CancellationToken cancellationToken)
    {
        Secrets.Keep(user.Secret);
        return Task.FromResult(IdentityResult.Success);
    }

    public Task<Person?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Task.FromResult(Of(Secrets.Of(new AccountId(userId))));

    public Task<Person?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        Task.FromResult(Of(Secrets.With(normalizedUserName)));

    public Task SetPasswordHashAsync(Person user, string? passwordHash, CancellationToken cancellationToken) =>
        Change(user, user.Secret with { PasswordHash = passwordHash });

    public Task<string?> GetPasswordHashAsync(Person user, CancellationToken cancellationToken) => Task.FromResult(user.Secret.PasswordHash);

    public Task<bool> HasPasswordAsync(Person user, CancellationToken cancellationToken) => Task.FromResult(user.Secret.PasswordHash is not null);

    public Task SetSecurityStampAsync(Person user, string stamp, CancellationToken cancellationToken) =>
        Change(user, user.Secret with { Stamp = stamp });

    public Task<string?> GetSecurityStampAsync(Person user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Secret.Stamp);

    public Task SetTwoFactorEnabledAsync(Person user, bool enabled, CancellationToken cancellationToken) =>
        Change(user, user.Secret with { HasSecondFactor = enabled });

    public Task<bool> GetTwoFactorEnabledAsync(Person user, CancellationToken cancellationToken) => Task.FromResult(user.Secret.HasSecondFactor);

    public Task SetAuthenticatorKeyAsync(Person user, string key, CancellationToken cancellationToken) =>
        Change(user, user.Secret with { Authenticator = key.Length == 0 ? null : key });

    public Task<string?> GetAuthenticatorKeyAsync(Person user, CancellationToken cancellationToken) => Task.FromResult(user.Secret.Authenticator);

    public Task ReplaceCodesAsync(Person user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken)
    {
        Secrets.KeepRecoveryCodes(user.Id, recoveryCodes);
        return Task.CompletedTask;
    }

    public Task<bool> RedeemCodeAsync(Person user, string code, CancellationToken cancellationToken) => Task.FromResult(Secrets.UseUp(user.Id, code));

    public Task<int> CountCodesAsync(Person user, CancellationToken cancellationToken) => Task.FromResult(Secrets.CountRecoveryCodes(user.Id));

    public Task AddOrUpdatePasskeyAsync(Person user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        var facts = new PasskeyFacts(passkey.PublicKey, passkey.SignCount, passkey.Transports ?? [],
            passkey.IsUserVerified, passkey.IsBackupEligible, passkey.IsBackedUp);
        var known = Secrets.PasskeyAt(passkey.CredentialId);
        Secrets.Keep(known is null
            ? new Passkey(passkey.CredentialId, user.Id, passkey.Name ?? "", facts, office.Clock.GetUtcNow(), null)
            : known with { Account = user.Id, Name = passkey.Name ?? known.Name, Facts = facts });
        return Task.CompletedTask;
    }

    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Person user, CancellationToken cancellationToken) =>
        Task.FromResult<IList<UserPasskeyInfo>>([.. Secrets.PasskeysOf(user.Id).Select(Read)]);

    public Task<Person?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        Task.FromResult(Secrets.PasskeyAt(credentialId) is { } passkey ? Of(Secrets.Of(passkey.Account)) : null);

    public Task<UserPasskeyInfo?> FindPasskeyAsync(Person user, byte[] credentialId, CancellationToken cancellationToken) =>
        Task.FromResult(Secrets.PasskeyAt(credentialId) is { } passkey && passkey.Account == user.Id ? Read(passkey) : null);

    public Task RemovePasskeyAsync(Person user, byte[] credentialId, CancellationToken cancellationToken)
    {
        Secrets.Remove(user.Id, credentialId);
        return Task.CompletedTask;
    }

    public void Dispose() { }

    private static Person? Of(SignInSecret? secret) => secret is null ? null : new Person(secret);

    private static Task Change(Person user, SignInSecret secret)
    {
        user.Secret = secret;
        return Task.CompletedTask;
    }

    // What the authenticator said of itself when it was added is not kept: nothing here asks for it.
    private static UserPasskeyInfo Read(Passkey passkey) => new(passkey.Id, passkey.Facts.PublicKey, passkey.CreatedAt, passkey.Facts.SignCount,
        [.. passkey.Facts.Transports], passkey.Facts.IsUserVerified, passkey.Facts.IsBackupEligible, passkey.Facts.IsBackedUp, [], [])
    { Name = passkey.Name };
}

/// <summary>Checks the codes of authenticator apps by the program's clock, each once.</summary>
internal sealed class AuthenticatorCodes(Workplace office) : IUserTwoFactorTokenProvider<Person>
{
    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<Person> manager, Person user) =>
        Task.FromResult(user.Secret.Authenticator is not null);

    // The app makes them, not we.
    public Task<string> GenerateAsync(string purpose, UserManager<Person> manager, Person user) => Task.FromResult("");

    public Task<bool> ValidateAsync(string purpose, string token, UserManager<Person> manager, Person user) => Task.FromResult(
        user.Secret.Authenticator is { } key && AuthenticatorCode.Step(key, token, office.Clock.GetUtcNow()) is { } step
        && office.SignInSecrets.UseUp(user.Id, step));
}
