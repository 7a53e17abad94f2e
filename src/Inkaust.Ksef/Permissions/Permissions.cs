using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>
/// Who may do what (tags "Nadawanie uprawnień" and "Odbieranie uprawnień"); who has what is asked of <see cref="PermissionQueries"/>. Every
/// change is an operation of KSeF with a state of its own: its reference number comes at once, the verdict with <see cref="UntilDoneAsync"/>.
/// After an unknown outcome look who has what.
/// </summary>
public sealed class Permissions
{
    private static readonly Wording Granting = new("nadanie uprawnień", "granting permissions");
    private static readonly Wording Revoking = new("odebranie uprawnień", "revoking permissions");
    private static readonly Wording Looking = new("stan nadania uprawnień", "looking at a change of permissions");
    private static readonly Wording AskingConsent = new("zgoda na załączniki", "asking for the consent to attachments");

    private readonly Exchange exchange;
    private readonly TimeProvider clock;

    internal Permissions(Exchange exchange, TimeProvider clock)
    {
        this.exchange = exchange;
        this.clock = clock;
    }

    /// <summary>To a person, in the context of this sign-in.</summary>
    public Task<ReferenceNumber> GrantToPersonAsync(KsefAccess access, PersonGrant grant, CancellationToken cancellation = default) =>
        ChangedAsync(Grant(access, "persons/grants").WithJson(grant, PermissionsJson.Default.PersonGrant), cancellation);

    /// <summary>To another company: to work with our invoices, perhaps to pass it on.</summary>
    public Task<ReferenceNumber> GrantToEntityAsync(KsefAccess access, EntityGrant grant, CancellationToken cancellation = default) =>
        ChangedAsync(Grant(access, "entities/grants").WithJson(grant, PermissionsJson.Default.EntityGrant), cancellation);

    /// <summary>To another company: to issue in our name (self-invoicing, RR, tax representative, Peppol).</summary>
    public Task<ReferenceNumber> GrantAuthorizationAsync(KsefAccess access, AuthorizationGrant grant, CancellationToken cancellation = default) =>
        ChangedAsync(Grant(access, "authorizations/grants").WithJson(grant, PermissionsJson.Default.AuthorizationGrant), cancellation);

    /// <summary>What was granted to us with the right to pass it on, to a person of ours.</summary>
    public Task<ReferenceNumber> GrantIndirectlyAsync(KsefAccess access, IndirectGrant grant, CancellationToken cancellation = default) =>
        ChangedAsync(Grant(access, "indirect/grants").WithJson(grant, PermissionsJson.Default.IndirectGrant), cancellation);

    /// <summary>The administration of a unit.</summary>
    public Task<ReferenceNumber> GrantInSubunitAsync(KsefAccess access, SubunitGrant grant, CancellationToken cancellation = default) =>
        ChangedAsync(Grant(access, "subunits/grants").WithJson(grant, PermissionsJson.Default.SubunitGrant), cancellation);

    /// <summary>The administration of a company of the European Union.</summary>
    public Task<ReferenceNumber> GrantEuAdministrationAsync(
        KsefAccess access, EuAdministrationGrant grant, CancellationToken cancellation = default) =>
        ChangedAsync(Grant(access, "eu-entities/administration/grants").WithJson(grant, PermissionsJson.Default.EuAdministrationGrant), cancellation);

    /// <summary>To a representative of a company of the European Union.</summary>
    public Task<ReferenceNumber> GrantInEuEntityAsync(KsefAccess access, EuGrant grant, CancellationToken cancellation = default) =>
        ChangedAsync(Grant(access, "eu-entities/grants").WithJson(grant, PermissionsJson.Default.EuGrant), cancellation);

    /// <summary>Takes a permission back, but for those of <see cref="RevokeAuthorizationAsync"/>.</summary>
    public Task<ReferenceNumber> RevokeAsync(KsefAccess access, string permissionId, CancellationToken cancellation = default) =>
        ChangedAsync(Revocation(access, "common", permissionId), cancellation);

    /// <summary>Takes the right to issue in our name back.</summary>
    public Task<ReferenceNumber> RevokeAuthorizationAsync(KsefAccess access, string permissionId, CancellationToken cancellation = default) =>
        ChangedAsync(Revocation(access, "authorizations", permissionId), cancellation);

    /// <summary>
    /// The state of a change now: 100 running, 200 done, 410 identifiers do not fit, 420 no right, 430 context or role, 440 relation, 450 kind of
    /// identifier.
    /// </summary>
    public async Task<StatusCode> OperationAsync(KsefAccess access, ReferenceNumber operation, CancellationToken cancellation = default)
    {
        var call = new Call(Looking, HttpMethod.Get, $"/permissions/operations/{operation}") { Access = access };
        return (await exchange.AskAsync(call, PermissionsJson.Default.PermissionOperation, cancellation).ConfigureAwait(false)).Status;
    }

    /// <summary>Looks at a change until it is done or refused.</summary>
    public Task<Look<StatusCode>> UntilDoneAsync(
        KsefAccess access, ReferenceNumber operation, Pace pace, CancellationToken cancellation = default) =>
        Poll.UntilDoneAsync(giveUp => OperationAsync(access, operation, giveUp), now => now.IsRunning, pace, clock, cancellation);

    /// <summary>Whether this company may send invoices with attachments.</summary>
    public Task<AttachmentConsent> AttachmentConsentAsync(KsefAccess access, CancellationToken cancellation = default) => exchange.AskAsync(
        new Call(AskingConsent, HttpMethod.Get, "/permissions/attachments/status") { Access = access },
        PermissionsJson.Default.AttachmentConsent, cancellation);

    private async Task<ReferenceNumber> ChangedAsync(Call call, CancellationToken cancellation) =>
        (await exchange.AskAsync(call, PermissionsJson.Default.PermissionChange, cancellation).ConfigureAwait(false)).ReferenceNumber;

    private static Call Grant(KsefAccess access, string what) => Call.Changing(Granting, access, $"/permissions/{what}");

    private static Call Revocation(KsefAccess access, string what, string id) =>
        new(Revoking, HttpMethod.Delete, $"/permissions/{what}/grants/{Uri.EscapeDataString(id)}") { Access = access, ChangesSomething = true };
}
