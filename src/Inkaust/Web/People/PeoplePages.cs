using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Web.Accounts;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.People;

/// <summary>Who belongs to a company, and how somebody comes to.</summary>
internal static class PeoplePages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/c/{company}/people", (AsReader scope) => Show.Page<PeoplePage, PeopleModel>(scope, PeopleModel.Of(scope, "", [])));
        pages.MapPost("/c/{company}/people/invite", (AsOwner scope, WebSettings settings, [FromForm] string? email, [FromForm] string? role) => Attempt.OrAgain(() =>
        {
            scope.Office.Invitations.Invite(scope.Company, scope.Account, email, Read(role),
                secret => new Uri(settings.Address, $"/invitations/{secret}"));
            return scope.Context.Then(scope.At("people"), new Notice(new("Zaproszenie jest w drodze.", "The invitation is on its way.")));
        }, findings => Show.Page<PeoplePage, PeopleModel>(scope, PeopleModel.Of(scope, email ?? "", findings), findings.Status())))
            .DisableAntiforgery().WithMetadata(new AuditWords("Zaproszono osobę", "Invited somebody"));
        pages.MapPost("/c/{company}/people/invitations/{id:long}/withdraw", (AsOwner scope, long id) =>
        {
            scope.Office.Invitations.Withdraw(scope.Company, id);
            return scope.Context.Then(scope.At("people"), new Notice(new("Zaproszenie już nie działa.", "The invitation works no more.")));
        }).WithMetadata(new AuditWords("Cofnięto zaproszenie", "Took an invitation back"));
        pages.MapPost("/c/{company}/people/{account}/role", (AsOwner scope, string account, [FromForm] string? role) => Try(scope, () =>
        {
            scope.Office.Members.Change(new AccountId(account), scope.Company, Read(role));
            return new Notice(new("Rola zmieniona.", "The role was changed."));
        })).DisableAntiforgery().WithMetadata(new AuditWords("Zmieniono rolę", "Changed a role"));
        pages.MapPost("/c/{company}/people/{account}/remove", (AsOwner scope, string account) => Try(scope, () =>
        {
            scope.Office.Members.End(new AccountId(account), scope.Company);
            return new Notice(new("Ta osoba nie należy już do firmy.", "This person belongs to the company no more."))
            {
                Undo = account == scope.Account.Id.Text ? null : scope.At($"people/{Uri.EscapeDataString(account)}/restore"),
            };
        })).WithMetadata(new AuditWords("Usunięto osobę", "Removed somebody"));
        pages.MapPost("/c/{company}/people/{account}/restore", (AsOwner scope, string account) => Try(scope, () =>
            scope.Office.Members.Restore(new AccountId(account), scope.Company)
                ? new Notice(new("Ta osoba znowu należy do firmy.", "This person belongs to the company again."))
                : throw new RefusedException(AccountFindings.NoWayBack)))
            .WithMetadata(new AuditWords("Przywrócono osobę", "Let somebody in again"));
        pages.MapPost("/c/{company}/people/leave", (AsReader scope) => Try(scope, () =>
        {
            scope.Office.Members.End(scope.Account.Id, scope.Company);
            return new Notice(new($"Nie należysz już do firmy {scope.Company.Name}.", $"You no longer belong to {scope.Company.Name}."))
            {
                Undo = $"/companies/{Uri.EscapeDataString(scope.Company.Id.Text)}/return",
            };
        }, "/")).WithMetadata(new AuditWords("Opuszczono firmę", "Left the company"));
        pages.MapPost("/companies/{left}/return", async (AsAccount scope, string left) =>
        {
            var id = new CompanyId(left);
            if (!scope.Office.Members.Return(scope.Account.Id, id)) throw new RefusedException(AccountFindings.NoWayBack);
            var company = scope.Office.Members.Of(scope.Account.Id, id)!.Company;
            await scope.Office.Audit.NoteAsync(company, Origin.Of(scope.Context), "POST companies/return", "", Auditing.Done);
            return scope.Context.Then(Addresses.Of(company),
                new Notice(new($"Znowu należysz do firmy {company.Name}.", $"You belong to {company.Name} again.")));
        }).WithMetadata(new AuditWords("Wrócono do firmy po odejściu", "Came back after leaving"));
        MapInvitations(pages);
    }

    private static void MapInvitations(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/invitations/{secret}", (HttpContext context, Workplace office, string secret) => office.Invitations.At(secret) is { } open
            ? Show.Page<InvitationPage, InvitationModel>(context,
                new InvitationModel(open, secret, context.Features.Get<Account>(), office.Accounts.With(open.Invitation.Email) is not null))
            : throw new RefusedException(AccountFindings.NoInvitation));
        pages.MapPost("/invitations/{secret}", async (AsAccount scope, string secret) =>
        {
            var company = scope.Office.Invitations.Accept(secret, scope.Account);
            await scope.Office.Audit.NoteAsync(scope.Office.Members.Of(scope.Account.Id, company.Id)!.Company,
                Origin.Of(scope.Context), "POST invitations", "", Auditing.Done);
            return scope.Context.Then(Addresses.Of(company),
                new Notice(new($"Należysz teraz do firmy {company.Name}.", $"You belong to {company.Name} now.")));
        }).WithMetadata(new AuditWords("Przyjęto zaproszenie", "Accepted an invitation"));
    }

    private static Role Read(string? word) => Roles.Parse(word) ?? Role.Reader;

    private static Task<IResult> Try(InCompany scope, Func<Notice> what, string? after = null) => Attempt.OrAgain(
        () => scope.Context.Then(after ?? scope.At("people"), what()),
        findings => Show.Page<PeoplePage, PeopleModel>(scope, PeopleModel.Of(scope, "", findings), StatusCodes.Status422UnprocessableEntity));
}

/// <summary>The people of a company.</summary>
public sealed record PeopleModel(
    IReadOnlyList<Member> Members, IReadOnlyList<Invitation> Invitations, IReadOnlyList<FormerMember> Former, string Email, IReadOnlyList<Finding> Findings)
{
    public static PeopleModel Of(InCompany scope, string email, IReadOnlyList<Finding> findings) =>
        new(scope.Office.Members.Among(scope.Company), scope.Role == Role.Owner ? scope.Office.Invitations.Of(scope.Company) : [],
            scope.Role == Role.Owner ? scope.Office.Members.Former(scope.Company) : [], email, findings);
}

/// <summary>An invitation as whoever holds its link sees it.</summary>
/// <param name="Open">The invitation.</param>
/// <param name="Secret">Its secret.</param>
/// <param name="Account">Who looks; null: nobody is signed in.</param>
/// <param name="HasAccount">The address has an account: whoever holds the secret reads its letters.</param>
public sealed record InvitationModel(OpenInvitation Open, string Secret, Account? Account, bool HasAccount);

/// <summary>Roles in words.</summary>
internal static class RoleWords
{
    public static Wording Of(Role role) => role switch
    {
        Role.Owner => new("właściciel", "owner"),
        Role.Accountant => new("księgowość", "accountant"),
        Role.Issuer => new("wystawia", "issuer"),
        _ => new("tylko ogląda", "reads only"),
    };

    /// <summary>What a role may do, in one sentence.</summary>
    public static Wording Means(Role role) => role switch
    {
        Role.Owner => new("wszystko, także ludzie i certyfikaty", "everything, people and certificates too"),
        Role.Accountant => new("wystawianie i sprawy ksiąg", "issuing, and what concerns the books"),
        Role.Issuer => new("wystawianie, wysyłka, korekty", "issuing, sending, correcting"),
        _ => new("oglądanie i pobieranie", "looking and downloading"),
    };
}
