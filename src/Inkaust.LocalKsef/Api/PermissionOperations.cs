namespace Inkaust.LocalKsef;

/// <summary>Tags "Odbieranie uprawnień" and "Operacje": withdrawals, and what became of everything that was asked for.</summary>
internal sealed class PermissionOperations(Registry registry, ServerClock clock, Faults faults, Rights rights)
{
    private static readonly TimeSpan StatusKept = TimeSpan.FromDays(30);
    private static readonly StatusInfo NotAllowed = new(420, "Użyte poświadczenia nie mają uprawnień do wykonania tej operacji");

    public Task<Answer> Withdraw(Call call)
    {
        var found = rights.Withdraw(call.Reference("permissionId"), grant => (grant.GivenIn ?? grant.Context) == call.Caller.Context
            && (call.Has(Permission.CredentialsManage) || grant.Authorized == call.Caller.Subject
                || (grant.Kind == GrantKind.Subunit && call.Has(Permission.SubunitManage))
                || (grant.Kind == GrantKind.EuEntity && call.Has(Permission.VatUeManage))));
        return Task.FromResult(Begin(call, found ? PermissionOperation.Done : NotAllowed));
    }

    public Task<Answer> WithdrawAuthorization(Call call)
    {
        var found = rights.WithdrawAuthorization(call.Reference("permissionId"), call.Caller.Context.Value);
        return Task.FromResult(Begin(call, found ? PermissionOperation.Done : NotAllowed));
    }

    public Task<Answer> Status(Call call)
    {
        var reference = call.Reference();
        var operation = registry.Operations.Find(reference);
        if (operation?.Context != call.Caller.Context) throw ApiRefusal.Invalid("Operacja o podanym numerze referencyjnym nie istnieje.");
        // Change log of the API, retention of the statuses of asynchronous operations.
        if (clock.Now - operation.StartedAt > StatusKept) throw ApiRefusal.Gone("Status operacji nie jest już dostępny.");
        var status = faults.IsHeld(FaultKind.StuckOn100, reference) ? PermissionOperation.Running : operation.Status;
        return Task.FromResult(Answer.Json(new { status }));
    }

    public Task<Answer> AttachmentStatus(Call call)
    {
        var nip = call.Caller.Context.Nip ?? "";
        return Task.FromResult(Answer.Json(new
        {
            isAttachmentAllowed = rights.MayAttach(nip, clock.Now),
            revokedDate = rights.AttachmentsUntil(nip),
        }));
    }

    /// <summary>The same operation, or one that the system cancels before it does anything, when a fault wants that.</summary>
    public Func<Call, Task<Answer>> OrCancelled(Func<Call, Task<Answer>> operation) => call =>
        faults.Hits(FaultKind.Cancelled550, call.Http.Request) ? Task.FromResult(Begin(call, StatusInfo.CancelledBySystem)) : operation(call);

    /// <summary>Rights hold as soon as the request is answered (KSEF 9); the answer names an operation all the same.</summary>
    public Answer Begin(Call call, StatusInfo status)
    {
        var reference = ReferenceNumber.ForPermission(clock.Now);
        registry.Operations.Add(reference, new PermissionOperation(call.Caller.Context, status, clock.Now));
        faults.Hold(call.Http.Request, reference, FaultKind.StuckOn100);
        return Answer.Json(new { referenceNumber = reference }, 202);
    }
}
