using System.Security.Cryptography;
using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Print;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Accounts;

/// <summary>One's own account: name, password, second factor, passkeys, sign-ins.</summary>
internal static class AccountPages
{
    private const int RecoveryCodes = 10;

    private static readonly AskedCode EmailCode = new("email");

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/account", (AsAccount scope) => Show.Page<AccountPage, AccountModel>(scope, AccountModel.Of(scope, [])));
        pages.MapPost("/account", (AsAccount scope, [FromForm] string? name, [FromForm] string? language) => Try(scope, () =>
        {
            scope.Office.Accounts.Change(scope.Account.Id, name, language == "en" ? Language.English : Language.Polish);
            scope.Context.Response.Cookies.Delete("lang");
            return Task.FromResult(scope.Context.Then("/account", new Notice(new("Zapisano.", "Saved."))));
        })).DisableAntiforgery();
        pages.MapPost("/account/password", (AsAccount scope, UserManager<Person> users, SignInManager<Person> signIn,
            [FromForm(Name = "password")] string? before, [FromForm(Name = "new")] string? after) => Try(scope, async () =>
        {
            if (AccountFindings.OfPassword(after, scope.Account.Email, scope.Account.Name) is { } weak)
                throw new RefusedException(weak with { Path = "new" });
            var person = await ProvedAsync(scope, users, before);
            await users.ChangePasswordAsync(person, before!, after!);
            await signIn.RefreshSignInAsync(person);
            scope.Office.SignIns.Tell(scope.Account, new("Zmieniono hasło.", "The password was changed."));
            return scope.Context.Then("/account", new Notice(new("Nowe hasło działa. Na innych urządzeniach trzeba się zalogować od nowa.",
                "The new password works. Other devices have to sign in again.")));
        })).DisableAntiforgery();
        MapEmail(pages);
        pages.MapPost("/account/sign-out-everywhere", async (AsAccount scope, SignInManager<Person> signIn) =>
        {
            scope.Office.SignInSecrets.EndAll(scope.Account.Id);
            await signIn.SignOutAsync();
            return scope.Context.Then("/sign-in", new Notice(new("Wylogowano wszędzie.", "Signed out everywhere.")));
        });
        MapSecondFactor(pages);
        MapPasskeys(pages);
    }

    private static void MapEmail(IEndpointRouteBuilder pages)
    {
        pages.MapPost("/account/email", (AsAccount scope, UserManager<Person> users, [FromForm] string? email,
            [FromForm(Name = "email-password")] string? password) => Try(scope, async () =>
        {
            await ProvedAsync(scope, users, password, "email-password");
            EmailCode.Keep(scope.Context, scope.Office.ChangeEmail.Begin(scope.Account, email));
            return Results.Redirect("/account/email/code");
        }, email)).DisableAntiforgery();
        pages.MapGet("/account/email/code", (AsAccount scope) =>
            scope.Office.ChangeEmail.AddressOf(scope.Account, EmailCode.Of(scope.Context)) is not null ? Code(scope, []) : Results.Redirect("/account"));
        pages.MapPost("/account/email/code", async (AsAccount scope, SigningIn signing, [FromForm] string? code) =>
        {
            try
            {
                var moved = scope.Office.ChangeEmail.Finish(scope.Account, EmailCode.Of(scope.Context), code);
                EmailCode.Forget(scope.Context);
                await signing.StayInAsync(scope.Context, moved);
                return scope.Context.Then("/account", new Notice(new(
                    $"Adres konta to teraz {moved.Email}. Na innych urządzeniach trzeba się zalogować od nowa.",
                    $"The address of your account is {moved.Email} now. Other devices have to sign in again.")));
            }
            catch (RefusedException refused)
            {
                return Code(scope, refused.Findings);
            }
        }).DisableAntiforgery();
        pages.MapPost("/account/email/again", (AsAccount scope) => EntryPages.Again(scope.Context,
            () => scope.Office.ChangeEmail.Again(scope.Account, EmailCode.Of(scope.Context)), "/account/email/code"));

        static IResult Code(AsAccount scope, IReadOnlyList<Finding> findings) => Show.Page<CodePage, CodeModel>(scope,
            new CodeModel(scope.Office.ChangeEmail.AddressOf(scope.Account, EmailCode.Of(scope.Context)) ?? "", "/account",
                EntryPages.ShowsOutbox(scope.Context), CodeFor.Address, findings), findings.Status());
    }

    private static void MapSecondFactor(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/account/second-factor", (AsAccount scope) =>
            Show.Page<AuthenticatorPage, AuthenticatorModel>(scope, AuthenticatorModel.Of(scope, NewKey(scope), [])));
        pages.MapPost("/account/second-factor", async (AsAccount scope, UserManager<Person> users, SignInManager<Person> signIn,
            [FromForm] string? key, [FromForm] string? code, [FromForm] string? password) =>
        {
            // The key that the page drew, for this account: nobody gives a weak one.
            if (Opened(scope, key) is not { } drawn) return Results.Redirect("/account/second-factor");
            Person person;
            try
            {
                person = await ProvedAsync(scope, users, password);
            }
            catch (RefusedException refused)
            {
                return Show.Page<AuthenticatorPage, AuthenticatorModel>(scope, AuthenticatorModel.Of(scope, key!, refused.Findings), 422);
            }
            if (AuthenticatorCode.Step(drawn, code ?? "", scope.Now) is not { } step || !scope.Office.SignInSecrets.UseUp(scope.Account.Id, step))
                return Show.Page<AuthenticatorPage, AuthenticatorModel>(scope,
                    AuthenticatorModel.Of(scope, key!, [AccountFindings.WrongSecondCode]), 422);
            person.Secret = person.Secret with { Authenticator = drawn };
            await users.SetTwoFactorEnabledAsync(person, true);
            await signIn.RefreshSignInAsync(person);
            scope.Office.SignIns.Tell(scope.Account, new("Włączono drugi składnik.", "The second factor was turned on."));
            return Show.Page<RecoveryCodesPage, RecoveryCodesModel>(scope,
                new([.. (await users.GenerateNewTwoFactorRecoveryCodesAsync(person, RecoveryCodes))!]));
        }).DisableAntiforgery();
        pages.MapPost("/account/second-factor/off", async (AsAccount scope, UserManager<Person> users, SignInManager<Person> signIn,
            [FromForm] string? password) =>
        {
            try
            {
                var person = await ProvedAsync(scope, users, password);
                person.Secret = person.Secret with { Authenticator = null };
                await users.SetTwoFactorEnabledAsync(person, false);
                scope.Office.SignInSecrets.KeepRecoveryCodes(person.Id, []);
                await signIn.RefreshSignInAsync(person);
                scope.Office.SignIns.Tell(scope.Account, new("Wyłączono drugi składnik.", "The second factor was turned off."));
                return scope.Context.Then("/account", new Notice(new("Drugi składnik jest wyłączony.", "The second factor is off.")));
            }
            catch (RefusedException refused)
            {
                return Show.Page<AuthenticatorPage, AuthenticatorModel>(scope, AuthenticatorModel.Of(scope, NewKey(scope), refused.Findings), 422);
            }
        }).DisableAntiforgery();
        pages.MapPost("/account/recovery-codes", async (AsAccount scope, UserManager<Person> users, [FromForm] string? password) =>
        {
            try
            {
                var person = await ProvedAsync(scope, users, password);
                if (!person.Secret.HasSecondFactor) return Results.Redirect("/account/second-factor");
                return Show.Page<RecoveryCodesPage, RecoveryCodesModel>(scope,
                    new([.. (await users.GenerateNewTwoFactorRecoveryCodesAsync(person, RecoveryCodes))!]));
            }
            catch (RefusedException refused)
            {
                return Show.Page<AuthenticatorPage, AuthenticatorModel>(scope, AuthenticatorModel.Of(scope, NewKey(scope), refused.Findings), 422);
            }
        }).DisableAntiforgery();
    }

    private static void MapPasskeys(IEndpointRouteBuilder pages)
    {
        pages.MapPost("/account/passkeys/options", async (AsAccount scope, SignInManager<Person> signIn) => Results.Text(
            await signIn.MakePasskeyCreationOptionsAsync(
                new() { Id = scope.Account.Id.Text, Name = scope.Account.Email, DisplayName = scope.Account.Name }),
            "application/json"));
        pages.MapPost("/account/passkeys", (AsAccount scope, UserManager<Person> users, SignInManager<Person> signIn,
            [FromForm] string? credential, [FromForm(Name = "key-name")] string? name, [FromForm(Name = "passkey-password")] string? password) =>
            Try(scope, async () =>
        {
            var person = await ProvedAsync(scope, users, password, "passkey-password");
            PasskeyAttestationResult? result = null;
            try
            {
                if (credential is { Length: > 0 }) result = await signIn.PerformPasskeyAttestationAsync(credential);
            }
            catch (Exception fault) when (fault is InvalidOperationException or System.Text.Json.JsonException)
            {
                // Nothing was asked for in this browser, or what it says is no credential.
            }
            if (result is not { Succeeded: true } || result.UserEntity.Id != scope.Account.Id.Text
                || scope.Office.SignInSecrets.PasskeyAt(result.Passkey.CredentialId) is not null)
                throw new RefusedException(AccountFindings.NoPasskey);
            result.Passkey.Name = NameOf(name, scope);
            await users.AddOrUpdatePasskeyAsync(person, result.Passkey);
            scope.Office.SignIns.Tell(scope.Account, new("Dodano klucz dostępu.", "A passkey was added."));
            return scope.Context.Then("/account", new Notice(new("Klucz dostępu gotowy: następnym razem możesz się nim zalogować.",
                "The passkey is ready: you can sign in with it next time.")));
        })).DisableAntiforgery();
        pages.MapPost("/account/passkeys/{id}/name", (AsAccount scope, string id, [FromForm(Name = "key-name")] string? name) =>
        {
            scope.Office.SignInSecrets.Keep(Own(scope, id) with { Name = NameOf(name, scope) });
            return scope.Context.Then("/account", new Notice(new("Zapisano.", "Saved.")));
        }).DisableAntiforgery();
        pages.MapPost("/account/passkeys/{id}/remove", (AsAccount scope, string id) =>
        {
            scope.Office.SignInSecrets.Remove(scope.Account.Id, Own(scope, id).Id);
            scope.Office.SignIns.Tell(scope.Account, new("Usunięto klucz dostępu.", "A passkey was removed."));
            return scope.Context.Then("/account", new Notice(new("Usunięto klucz dostępu.", "The passkey was removed.")));
        });
    }

    private static Passkey Own(AsAccount scope, string id) =>
        scope.Office.SignInSecrets.PasskeysOf(scope.Account.Id).FirstOrDefault(one => Convert.ToHexStringLower(one.Id) == id) ?? throw new NotHere();

    private static string NameOf(string? name, AsAccount scope) => name?.Trim() is { Length: > 0 and <= 60 } text && !text.Any(char.IsControl)
        ? text : Origin.Browser(scope.Context);

    // Whoever changes how an account is opened proves first that it is his, not only that its window was left open.
    private static async Task<Person> ProvedAsync(AsAccount scope, UserManager<Person> users, string? password, string field = "password")
    {
        var tries = $"proof|{scope.Account.Id}";
        if (scope.Office.Throttle.Begin((tries, 5)) is { } wait) throw new RefusedException(AccountFindings.TooOften(wait) with { Hint = null });
        var person = (await users.FindByIdAsync(scope.Account.Id.Text))!;
        // Not by UserManager: it hashes an older password anew, with another stamp, which would sign this window out.
        if (password is not { Length: > 0 and <= AccountFindings.LongestPassword } || person.Secret.PasswordHash is not { } hash
            || users.PasswordHasher.VerifyHashedPassword(person, hash, password) == PasswordVerificationResult.Failed)
            throw new RefusedException(AccountFindings.OldPassword with { Path = field });
        scope.Office.Throttle.Forget(tries);
        return person;
    }

    private static async Task<IResult> Try(AsAccount scope, Func<Task<IResult>> what, string? email = null)
    {
        try
        {
            return await what();
        }
        catch (RefusedException refused)
        {
            return Show.Page<AccountPage, AccountModel>(scope, AccountModel.Of(scope, refused.Findings) with { Email = email ?? "" },
                refused.Findings.Status());
        }
    }

    private static string NewKey(AsAccount scope) => Protector(scope).Protect(AuthenticatorCode.NewKey());

    internal static string? Opened(AsAccount scope, string? key)
    {
        try
        {
            return key is { Length: > 0 } ? Protector(scope).Unprotect(key) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static IDataProtector Protector(AsAccount scope) =>
        ((IDataProtectionProvider)scope.Context.RequestServices.GetService(typeof(IDataProtectionProvider))!)
            .CreateProtector("Inkaust.Authenticator", scope.Account.Id.Text);
}

/// <summary>One's own account.</summary>
public sealed record AccountModel(
    SignInSecret Secret, IReadOnlyList<Passkey> Passkeys, IReadOnlyList<SeenSignIn> SignIns, int RecoveryCodes, bool TakesPasskeys,
    IReadOnlyList<Finding> Findings)
{
    /// <summary>The new address, as it was written.</summary>
    public string Email { get; init; } = "";

    public static AccountModel Of(AsAccount scope, IReadOnlyList<Finding> findings)
    {
        var (secrets, id) = (scope.Office.SignInSecrets, scope.Account.Id);
        return new(secrets.Of(id)!, secrets.PasskeysOf(id), scope.Office.SignIns.Of(id), secrets.CountRecoveryCodes(id),
            SignInModel.TakesPasskeysAt(scope.Context), findings);
    }
}

/// <summary>The authenticator app.</summary>
/// <param name="IsOn">A code is asked for already.</param>
/// <param name="SealedKey">The key that was drawn for this page, as the form brings it back.</param>
/// <param name="Key">The same, to be typed.</param>
/// <param name="Code">The same as a QR code, in SVG.</param>
/// <param name="Findings">Why it did not go.</param>
public sealed record AuthenticatorModel(bool IsOn, string SealedKey, string Key, string Code, IReadOnlyList<Finding> Findings)
{
    public static AuthenticatorModel Of(AsAccount scope, string sealedKey, IReadOnlyList<Finding> findings)
    {
        var key = AccountPages.Opened(scope, sealedKey)!;
        return new(scope.Office.SignInSecrets.Of(scope.Account.Id)!.HasSecondFactor, sealedKey,
            string.Join(' ', key.Chunk(4).Select(some => new string(some))),
            CodeImage.Svg(new PrintedCode("Inkaust", AuthenticatorCode.Link(key, scope.Account.Email))), findings);
    }
}

/// <summary>Recovery codes, shown this once.</summary>
public sealed record RecoveryCodesModel(IReadOnlyList<string> Codes);
