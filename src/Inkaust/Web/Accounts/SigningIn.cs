using System.Security.Claims;
using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Inkaust.Web.Accounts;

/// <summary>
/// How people come in: Identity of the framework checks passwords, codes and passkeys; tries are counted here, before they are made, by account and
/// by address; and whoever is in is asked for with each request, so that signing out everywhere works at once.
/// </summary>
internal sealed class SigningIn(UserManager<Person> users, SignInManager<Person> signIn, Workplace office, KnownDevices devices)
{
    private const int FreeOfAccount = 5, FreeOfOrigin = 50;

    // What a password is compared with where there is none: the answer takes as long.
    private static readonly Lazy<string> NobodysHash = new(() =>
        new PasswordHasher<Person>(Microsoft.Extensions.Options.Options.Create(Hashing)).HashPassword(null!, "nobody's"));

    private static PasswordHasherOptions Hashing => new() { IterationCount = 210_000 };

    /// <summary>The services of the framework on our store, and the cookies.</summary>
    public static void Add(IServiceCollection services, WebSettings settings)
    {
        services.AddDataProtection().SetApplicationName("inkaust");
        services.AddOptions<KeyManagementOptions>().Configure<Workplace>((keys, office) => keys.XmlRepository = new KeysInDatabase(office.WebKeys));
        services.AddAuthentication(Safeguards.Cookie)
            .AddCookie(Safeguards.Cookie, cookie =>
            {
                Shape(cookie, "inkaust", settings);
                cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
                cookie.Events.OnValidatePrincipal = StillSignedInAsync;
            })
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, cookie =>
            {
                Shape(cookie, "inkaust-half", settings);
                cookie.ExpireTimeSpan = TimeSpan.FromMinutes(10);
            });
        services.AddIdentityCore<Person>(identity =>
            {
                // What a password may be is said once, by the office.
                identity.Password = new PasswordOptions
                {
                    RequiredLength = 1,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireNonAlphanumeric = false,
                    RequireUppercase = false,
                };
                identity.User.AllowedUserNameCharacters = "";
            })
            .AddSignInManager()
            .AddUserStore<AccountStore>()
            .AddTokenProvider<AuthenticatorCodes>(TokenOptions.DefaultAuthenticatorProvider);
        services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = Hashing.IterationCount);
        services.AddSingleton<KnownDevices>();
        services.AddScoped<SigningIn>();
    }

    /// <summary>A new password, hashed.</summary>
    public string HashOf(string password) => users.PasswordHasher.HashPassword(null!, password);

    /// <summary>Signs in with a password.</summary>
    /// <returns>False: a second factor is asked for now.</returns>
    /// <exception cref="RefusedException">INK-ACCOUNT-001: wrong; 002: too often.</exception>
    public async Task<bool> WithPasswordAsync(HttpContext context, string? email, string? password)
    {
        var key = (email ?? "").Trim().ToUpperInvariant();
        var (ofAccount, ofOrigin) = (devices.Knows(context, key) is { } device ? $"device|{device}|{key}" : $"account|{key}", OriginOf(context));
        if (office.Throttle.Begin((ofAccount, FreeOfAccount), (ofOrigin, FreeOfOrigin)) is { } wait)
            throw new RefusedException(AccountFindings.TooOften(wait));
        var person = EmailAddress.Read(email) is { } address ? await users.FindByNameAsync(address) : null;
        if (person?.Secret.PasswordHash is null || password is not { Length: <= AccountFindings.LongestPassword })
        {
            users.PasswordHasher.VerifyHashedPassword(null!, NobodysHash.Value, "somebody's");
            throw new RefusedException(AccountFindings.WrongPassword);
        }
        var result = await signIn.PasswordSignInAsync(person, password, isPersistent: false, lockoutOnFailure: false);
        if (!result.Succeeded && !result.RequiresTwoFactor) throw new RefusedException(AccountFindings.WrongPassword);
        office.Throttle.Forget(ofAccount);
        office.Throttle.TakeBack(ofOrigin);
        if (result.RequiresTwoFactor) return false;
        Note(context, person, SignInWay.Password);
        return true;
    }

    /// <summary>Somebody has given his password and is asked for the second factor.</summary>
    public async Task<bool> IsHalfInAsync() => await signIn.GetTwoFactorAuthenticationUserAsync() is not null;

    /// <summary>Signs in with the second factor: a code of the app, or a recovery code.</summary>
    /// <exception cref="RefusedException">INK-ACCOUNT-002, 009.</exception>
    /// <exception cref="NotSignedIn">No password was given before, or too long ago.</exception>
    public async Task WithSecondFactorAsync(HttpContext context, string? code)
    {
        var person = await signIn.GetTwoFactorAuthenticationUserAsync() ?? throw new NotSignedIn();
        var tries = $"second|{person.Id}";
        if (office.Throttle.Begin((tries, FreeOfAccount)) is { } wait)
            throw new RefusedException(AccountFindings.TooOften(wait) with { Hint = null });
        var text = string.Concat((code ?? "").Where(char.IsAsciiLetterOrDigit));
        var isOfApp = text.Length == 6 && text.All(char.IsAsciiDigit);
        var result = isOfApp ? await signIn.TwoFactorAuthenticatorSignInAsync(text, isPersistent: false, rememberClient: false)
            : await signIn.TwoFactorRecoveryCodeSignInAsync(text);
        if (!result.Succeeded) throw new RefusedException(AccountFindings.WrongSecondCode);
        office.Throttle.Forget(tries);
        Note(context, person, isOfApp ? SignInWay.SecondFactor : SignInWay.RecoveryCode);
    }

    /// <summary>Signs in with a passkey, which is both factors in one.</summary>
    /// <exception cref="RefusedException">INK-ACCOUNT-002, 014.</exception>
    public async Task WithPasskeyAsync(HttpContext context, string? credential)
    {
        var ofOrigin = OriginOf(context);
        if (office.Throttle.Begin((ofOrigin, FreeOfOrigin)) is { } wait)
            throw new RefusedException(AccountFindings.TooOften(wait) with { Hint = null });
        PasskeyAssertionResult<Person>? result = null;
        try
        {
            if (credential is { Length: > 0 }) result = await signIn.PerformPasskeyAssertionAsync(credential);
        }
        catch (Exception fault) when (fault is InvalidOperationException or System.Text.Json.JsonException)
        {
            // Nothing was asked for in this browser, or what it says is no credential.
        }
        if (result is not { Succeeded: true }) throw new RefusedException(AccountFindings.NoPasskey);
        await users.AddOrUpdatePasskeyAsync(result.User, result.Passkey);
        office.SignInSecrets.Use(office.SignInSecrets.PasskeyAt(result.Passkey.CredentialId)!);
        await signIn.SignInAsync(result.User, isPersistent: false);
        office.Throttle.TakeBack(ofOrigin);
        Note(context, result.User, SignInWay.Passkey);
    }

    /// <summary>Signs in who has proved by a code that he reads the address; where there is a second factor, it is still asked for.</summary>
    /// <returns>False: a second factor is asked for, after the password.</returns>
    public async Task<bool> AfterCodeAsync(HttpContext context, Account account)
    {
        office.Throttle.Forget($"account|{account.Email.ToUpperInvariant()}");
        var person = (await users.FindByIdAsync(account.Id.Text))!;
        if (person.Secret.HasSecondFactor) return false;
        await signIn.SignInAsync(person, isPersistent: false);
        Note(context, person, SignInWay.EmailCode);
        return true;
    }

    /// <summary>Keeps this browser signed in to an account that was signed out everywhere, under the address that it has now.</summary>
    public async Task StayInAsync(HttpContext context, Account account)
    {
        await signIn.RefreshSignInAsync((await users.FindByIdAsync(account.Id.Text))!);
        devices.Remember(context, account.Email.ToUpperInvariant());
    }

    private void Note(HttpContext context, Person person, SignInWay way)
    {
        var key = person.Secret.Email.ToUpperInvariant();
        office.SignIns.Note(office.Accounts.At(person.Id)!, Origin.Of(context), Origin.Browser(context), way,
            devices.Knows(context, key) is not null);
        devices.Remember(context, key);
    }

    private static string OriginOf(HttpContext context) => $"origin|{Origin.Counted(context)}";

    private static void Shape(CookieAuthenticationOptions cookie, string name, WebSettings settings)
    {
        cookie.Cookie.Name = Safeguards.NameOf(name, settings);
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SecurePolicy = settings.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.SlidingExpiration = true;
    }

    private static Task StillSignedInAsync(CookieValidatePrincipalContext context)
    {
        var (id, stamp) = (context.Principal?.FindFirstValue(Safeguards.AccountClaim), context.Principal?.FindFirstValue(Safeguards.StampClaim));
        if (id is not null && stamp is not null
            && context.HttpContext.RequestServices.GetRequiredService<Workplace>().Accounts.SignedIn(new AccountId(id), stamp) is { } account)
            context.HttpContext.Features.Set(account);
        else context.RejectPrincipal();
        return Task.CompletedTask;
    }
}

/// <summary>
/// Browsers that signed in before keep a mark. Tries from such a one are counted by themselves, so that strangers who try somebody's password cannot
/// keep him out of his own account; and only a sign-in from elsewhere is worth a letter.
/// </summary>
internal sealed class KnownDevices(IDataProtectionProvider protection, WebSettings settings)
{
    private const int Most = 8;

    private readonly IDataProtector protector = protection.CreateProtector("Inkaust.KnownDevice");

    private string Name => Safeguards.NameOf("inkaust-known", settings);

    /// <summary>The mark of a browser on which this address has signed in; null: it has not.</summary>
    public string? Knows(HttpContext context, string email) => Read(context) is [var mark, .. var emails] && emails.Contains(email) ? mark : null;

    public void Remember(HttpContext context, string email)
    {
        var known = Read(context);
        var mark = known.FirstOrDefault() ?? Guid.NewGuid().ToString("n");
        string[] all = [mark, email, .. known.Skip(1).Where(one => one != email).Take(Most - 1)];
        context.Response.Cookies.Append(Name, protector.Protect(string.Join('\n', all)), Safeguards.CookieFor(settings, TimeSpan.FromDays(365)));
    }

    private string[] Read(HttpContext context)
    {
        if (context.Request.Cookies[Name] is not { Length: > 0 } text) return [];
        try
        {
            return protector.Unprotect(text).Split('\n');
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return [];
        }
    }
}
