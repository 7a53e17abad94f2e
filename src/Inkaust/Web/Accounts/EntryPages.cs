using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Web.Home;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Inkaust.Web.Accounts;

/// <summary>
/// The doors: sign up, sign in, the second factor, a forgotten password, sign out. Each says the same whether an address is known or not.
/// </summary>
internal static class EntryPages
{
    private static readonly AskedCode SignUpCode = new("sign-up"), ForgotCode = new("forgot");

    public static void Map(IEndpointRouteBuilder pages)
    {
        MapSignUp(pages);
        MapSignIn(pages);
        MapForgot(pages);
        pages.MapPost("/sign-out", async (HttpContext context, SignInManager<Person> signIn) =>
        {
            await signIn.SignOutAsync();
            return context.Then("/sign-in", new Notice(new("Wylogowano.", "Signed out.")));
        });
    }

    private static void MapSignUp(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/sign-up", (HttpContext context, string? email, string? first, [FromQuery(Name = "return")] string? back) => Attempt.OrAgain(() =>
        {
            RefuseStranger(context, first);
            return Show.Page<SignUpPage, SignUpModel>(context, new SignUpModel("", email ?? "", HomePages.Inside(back), []) { First = first });
        }, findings => Show.Page<SignUpPage, SignUpModel>(context,
            new SignUpModel("", email ?? "", HomePages.Inside(back), findings), StatusCodes.Status403Forbidden)));
        pages.MapPost("/sign-up", (HttpContext context, Workplace office, SigningIn signing, [FromForm] string? name, [FromForm] string? email,
            [FromForm] string? password, [FromForm] string? language, [FromForm] string? first, [FromForm(Name = "return")] string? back) =>
        {
            RefuseStranger(context, first);
            List<Finding> wrong = [];
            if (AccountFindings.OfPassword(password, email, name) is { } weak) wrong.Add(weak);
            try
            {
                if (wrong.Count == 0)
                {
                    var spoken = language == "en" ? Language.English : Language.Polish;
                    SignUpCode.Keep(context, office.SignUp.Begin(new WishedAccount(email ?? "", name ?? "", spoken, signing.HashOf(password!))));
                    return Results.Redirect($"/sign-up/code?return={Uri.EscapeDataString(HomePages.Inside(back))}");
                }
                AccountFindings.RefuseUnfit(email, name);
            }
            catch (RefusedException refused)
            {
                wrong.InsertRange(0, refused.Findings);
            }
            return Show.Page<SignUpPage, SignUpModel>(context,
                new SignUpModel(name ?? "", email ?? "", HomePages.Inside(back), wrong) { First = first }, wrong.Status());
        }).DisableAntiforgery();
        pages.MapGet("/sign-up/code", (HttpContext context, Workplace office, [FromQuery(Name = "return")] string? back) =>
            office.SignUp.AddressOf(SignUpCode.Of(context)) is { } email
                ? Show.Page<CodePage, CodeModel>(context, new CodeModel(email, HomePages.Inside(back), ShowsOutbox(context), CodeFor.Account, []))
                : Results.Redirect("/sign-up"));
        pages.MapPost("/sign-up/code", async (HttpContext context, Workplace office, SigningIn signing,
            [FromForm] string? code, [FromForm(Name = "return")] string? back) =>
        {
            var asked = SignUpCode.Of(context);
            try
            {
                var account = office.SignUp.Finish(asked, code);
                await signing.AfterCodeAsync(context, account);
                SignUpCode.Forget(context);
                return context.Then(HomePages.Inside(back), new Notice(new("Konto gotowe.", "Your account is ready.")));
            }
            catch (RefusedException refused)
            {
                return Show.Page<CodePage, CodeModel>(context,
                    new CodeModel(
                        office.SignUp.AddressOf(asked) ?? "", HomePages.Inside(back), ShowsOutbox(context), CodeFor.Account, refused.Findings),
                    refused.Findings.Status());
            }
        }).DisableAntiforgery();
        pages.MapPost("/sign-up/again", (HttpContext context, Workplace office, [FromForm(Name = "return")] string? back) =>
            Again(context, () => office.SignUp.Again(SignUpCode.Of(context)),
                $"/sign-up/code?return={Uri.EscapeDataString(HomePages.Inside(back))}")).DisableAntiforgery();
    }

    // On this machine alone whoever is there started the program.
    private static void RefuseStranger(HttpContext context, string? word)
    {
        var services = context.RequestServices;
        if (services.GetRequiredService<WebSettings>().IsForTheNet) services.GetRequiredService<Workplace>().FirstAccount.RefuseStranger(word);
    }

    private static void MapSignIn(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/sign-in", (HttpContext context, [FromQuery(Name = "return")] string? back) => context.Features.Get<Account>() is not null
            ? Results.LocalRedirect(HomePages.Inside(back)) : Show.Page<SignInPage, SignInModel>(context, SignInModel.Of(context, "", back, [])));
        pages.MapPost("/sign-in", async (HttpContext context, SigningIn signing, [FromForm] string? email, [FromForm] string? password,
            [FromForm(Name = "return")] string? back) =>
        {
            try
            {
                return await signing.WithPasswordAsync(context, email, password) ? Results.LocalRedirect(HomePages.Inside(back))
                    : Results.LocalRedirect($"/sign-in/second?return={Uri.EscapeDataString(HomePages.Inside(back))}");
            }
            catch (RefusedException refused)
            {
                return Show.Page<SignInPage, SignInModel>(context,
                    SignInModel.Of(context, email ?? "", back, refused.Findings), refused.Findings.Status());
            }
        }).DisableAntiforgery();
        pages.MapGet("/sign-in/second", async (HttpContext context, SigningIn signing, [FromQuery(Name = "return")] string? back) =>
            await signing.IsHalfInAsync()
                ? Show.Page<SecondFactorPage, SignInModel>(context, SignInModel.Of(context, "", back, [])) : Results.Redirect("/sign-in"));
        pages.MapPost("/sign-in/second", async (HttpContext context, SigningIn signing,
            [FromForm] string? code, [FromForm(Name = "return")] string? back) =>
        {
            try
            {
                await signing.WithSecondFactorAsync(context, code);
                return Results.LocalRedirect(HomePages.Inside(back));
            }
            catch (RefusedException refused)
            {
                return Show.Page<SecondFactorPage, SignInModel>(context,
                    SignInModel.Of(context, "", back, refused.Findings), refused.Findings.Status());
            }
        }).DisableAntiforgery();
        pages.MapPost("/sign-in/passkey/options", async (SignInManager<Person> signIn) =>
            Results.Text(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json"));
        pages.MapPost("/sign-in/passkey", async (HttpContext context, SigningIn signing,
            [FromForm] string? credential, [FromForm(Name = "return")] string? back) =>
        {
            try
            {
                await signing.WithPasskeyAsync(context, credential);
                return Results.LocalRedirect(HomePages.Inside(back));
            }
            catch (RefusedException refused)
            {
                return Show.Page<SignInPage, SignInModel>(context, SignInModel.Of(context, "", back, refused.Findings), refused.Findings.Status());
            }
        }).DisableAntiforgery();
    }

    private static void MapForgot(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/forgot", (HttpContext context) => Show.Page<ForgotPage, ForgotModel>(context, new ForgotModel("", [])));
        pages.MapPost("/forgot", (HttpContext context, Workplace office, [FromForm] string? email) =>
        {
            try
            {
                ForgotCode.Keep(context, office.ResetPassword.Begin(email, Face.Of(context).Language));
                return Results.Redirect("/forgot/code");
            }
            catch (RefusedException refused)
            {
                return Show.Page<ForgotPage, ForgotModel>(context, new ForgotModel(email ?? "", refused.Findings), refused.Findings.Status());
            }
        }).DisableAntiforgery();
        pages.MapGet("/forgot/code", (HttpContext context, Workplace office) =>
            office.ResetPassword.AddressOf(ForgotCode.Of(context)) is { } email
                ? Show.Page<CodePage, CodeModel>(context, new CodeModel(email, "/", ShowsOutbox(context), CodeFor.Password, []))
                : Results.Redirect("/forgot"));
        pages.MapPost("/forgot/code", async (HttpContext context, Workplace office, SigningIn signing,
            [FromForm] string? code, [FromForm] string? password) =>
        {
            var asked = ForgotCode.Of(context);
            var email = office.ResetPassword.AddressOf(asked);
            try
            {
                if (AccountFindings.OfPassword(password, email, null) is { } weak) throw new RefusedException(weak);
                var account = office.ResetPassword.Finish(asked, code, signing.HashOf(password!));
                ForgotCode.Forget(context);
                return await signing.AfterCodeAsync(context, account)
                    ? context.Then("/", new Notice(new("Nowe hasło działa. Wszyscy inni zostali wylogowani.",
                        "The new password works. Everybody else was signed out.")))
                    : context.Then("/sign-in", new Notice(new("Nowe hasło działa. Zaloguj się nim.", "The new password works. Sign in with it.")));
            }
            catch (RefusedException refused)
            {
                return Show.Page<CodePage, CodeModel>(context,
                    new CodeModel(email ?? "", "/", ShowsOutbox(context), CodeFor.Password, refused.Findings), refused.Findings.Status());
            }
        }).DisableAntiforgery();
        pages.MapPost("/forgot/again", (HttpContext context, Workplace office) =>
            Again(context, () => office.ResetPassword.Again(ForgotCode.Of(context)), "/forgot/code"));
    }

    /// <summary>Sends another code, and goes back to the page where it is awaited.</summary>
    public static IResult Again(HttpContext context, Action send, string page)
    {
        try
        {
            send();
            return context.Then(page, new Notice(new("Wysłaliśmy nowy kod; poprzedni już nie działa.",
                "We sent a new code; the one before works no more.")));
        }
        catch (RefusedException refused)
        {
            return context.Then(page, new Notice(refused.Findings[0].Text, IsGood: false));
        }
    }

    /// <summary>No mail server is set, and this installation shows its letters.</summary>
    public static bool ShowsOutbox(HttpContext context) => Operator.OutboxPages.IsOpen(context);
}

/// <summary>The form of an account to come.</summary>
public sealed record SignUpModel(string Name, string Email, string Return, IReadOnlyList<Finding> Findings)
{
    /// <summary>The word of the first account, as the address had it; null: it had none.</summary>
    public string? First { get; init; }
}

/// <summary>Signing in.</summary>
/// <param name="Email">What was written last.</param>
/// <param name="Return">Where he was going.</param>
/// <param name="TakesPasskeys">Browsers use no passkey at an address of numbers.</param>
/// <param name="Findings">Why it did not go.</param>
public sealed record SignInModel(string Email, string Return, bool TakesPasskeys, IReadOnlyList<Finding> Findings)
{
    public static SignInModel Of(HttpContext context, string email, string? back, IReadOnlyList<Finding> findings) =>
        new(email, HomePages.Inside(back), TakesPasskeysAt(context), findings);

    internal static bool TakesPasskeysAt(HttpContext context) => Uri.CheckHostName(context.Request.Host.Host) == UriHostNameType.Dns;
}

/// <summary>What a code by e-mail is good for.</summary>
public enum CodeFor
{
    /// <summary>A new account.</summary>
    Account,

    /// <summary>A new password.</summary>
    Password,

    /// <summary>Another address of an account.</summary>
    Address,
}

/// <summary>Waiting for a code.</summary>
/// <param name="Email">Where it went; empty: nothing was asked for.</param>
/// <param name="Return">Where he was going.</param>
/// <param name="ShowsOutbox">No mail server is set, and this installation shows its letters.</param>
/// <param name="For">What it is good for.</param>
/// <param name="Findings">Why it did not go.</param>
public sealed record CodeModel(string Email, string Return, bool ShowsOutbox, CodeFor For, IReadOnlyList<Finding> Findings);

/// <summary>A forgotten password.</summary>
public sealed record ForgotModel(string Email, IReadOnlyList<Finding> Findings);
