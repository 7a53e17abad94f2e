namespace Inkaust.LocalKsef;

/// <summary>What sessions of both kinds have in common: how one begins, and whose it is.</summary>
internal sealed class SendingSessions(Registry registry, ServerClock clock, bool checksIdentifiers)
{
    private const string CheckingIdentifiers = "subject-identifier-validation";

    /// <summary>A session of the caller, open from now on; an online one without a key has come to nothing already, and its status says so.</summary>
    public SendingSession New(Call call, SessionKind kind, InvoiceForm form, ContentKey? key, TimeSpan lifetime)
    {
        var now = clock.Now;
        return new SendingSession
        {
            Reference = kind == SessionKind.Batch ? ReferenceNumber.ForBatchSession(now) : ReferenceNumber.ForOnlineSession(now),
            Kind = kind,
            Context = call.Caller.Context,
            OpenedBy = call.Caller.Subject,
            Login = call.Caller,
            FormCode = form.Code,
            Key = key ?? ContentKey.None,
            // A package may still be uploaded and closed, and only then ends (KSEF 14).
            Fault = key is null && kind == SessionKind.Online ? SessionStatus.WrongKey : null,
            ChecksIdentifiers = checksIdentifiers || Features(call).Contains(CheckingIdentifiers, StringComparer.OrdinalIgnoreCase),
            OpenedAt = now,
            UpdatedAt = now,
            ValidUntil = now + lifetime,
        };
    }

    private static IEnumerable<string> Features(Call call) =>
        call.Http.Request.Headers["X-KSeF-Feature"].SelectMany(header => header!.Split(',', StringSplitOptions.TrimEntries));

    /// <exception cref="ApiRefusal">21173: none of this kind, or somebody else's.</exception>
    public SendingSession Own(Call call, SessionKind kind, string reference) =>
        InContext(call, kind, reference) is { } session && session.OpenedBy == call.Caller.Subject ? session
            : throw ApiRefusal.UnknownSession(reference);

    /// <summary>One that the caller may close: an own one, and for the owner of the context any in it (KSEF 14).</summary>
    /// <exception cref="ApiRefusal">21173: none of this kind, or somebody else's.</exception>
    public SendingSession ToClose(Call call, SessionKind kind, string reference) =>
        InContext(call, kind, reference) is { } session && call.Has(Permission.Owner) ? session : Own(call, kind, reference);

    private SendingSession? InContext(Call call, SessionKind kind, string reference) =>
        registry.Sessions.Find(reference) is { } session && session.Kind == kind && session.Context == call.Caller.Context ? session : null;
}

/// <summary>The key of a session as the client sends it.</summary>
internal sealed record EncryptionInfo
{
    public required byte[] EncryptedSymmetricKey { get; init; }
    public required byte[] InitializationVector { get; init; }
    public string? PublicKeyId { get; init; }

    /// <summary>The key; null when it can't be unwrapped or hasn't 256 bits, which shows in the status of what it was for.</summary>
    /// <exception cref="ApiRefusal">21470: no such public key; 21405: no initialization vector.</exception>
    public async Task<ContentKey?> Open(EncryptionKeys keys)
    {
        if (InitializationVector.Length != 16) throw ApiRefusal.Invalid("Wektor inicjujący musi mieć 16 bajtów.");
        var key = await keys.Open(KeyUsage.SymmetricKeyEncryption, EncryptedSymmetricKey, PublicKeyId);
        return key is { Length: 32 } ? new ContentKey(key, InitializationVector) : null;
    }
}
