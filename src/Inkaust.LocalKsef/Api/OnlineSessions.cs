namespace Inkaust.LocalKsef;

/// <summary>Tag "Wysyłka interaktywna": open, send one by one, close.</summary>
internal sealed class OnlineSessions(
    SendingSessions sessions, Registry registry, EncryptionKeys keys, Limits limits, InvoiceProcessing processing, Faults faults, ServerClock clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    public async Task<Answer> Open(Call call)
    {
        var request = await call.Body<OpenRequest>();
        var form = InvoiceForm.Known(request.FormCode);
        var session = sessions.New(call, SessionKind.Online, form, await request.Encryption.Open(keys), Lifetime);
        registry.Sessions.Add(session.Reference, session);
        return Answer.Json(new { referenceNumber = session.Reference, validUntil = session.ValidUntil }, 201);
    }

    public async Task<Answer> Send(Call call)
    {
        var reference = call.Reference();
        var request = await call.Body<SendRequest>();
        request.Check();
        RefuseNeedlessCorrection(request);
        if (faults.Hits(FaultKind.SessionUnavailable, call.Http.Request)) throw ApiRefusal.SessionUnavailable(reference);
        var now = clock.Now;
        var waiting = registry.Together(() =>
        {
            var session = Open(sessions.Own(call, SessionKind.Online, reference), now, "wysyłkę faktur");
            var most = limits.Session(session.Context, session.Kind).Invoices;
            if (session.Received >= most)
                throw ApiRefusal.Of(21155, "Przekroczono dozwoloną liczbę faktur w sesji.",
                    $"Sesja o numerze referencyjnym {reference} osiągnęła dozwolony limit liczby faktur {most}.");
            var received = registry.Receive(reference, ordinal => new SentInvoice
            {
                Reference = ReferenceNumber.ForInvoice(now),
                SessionReference = reference,
                Ordinal = ordinal,
                ReceivedAt = now,
                Hash = request.InvoiceHash,
                DeclaredOffline = request.OfflineMode,
                HashOfCorrected = request.HashOfCorrectedInvoice,
                Status = InvoiceStatus.Received,
            });
            // In the same step: whatever happens next, an invoice that is there has its file.
            var file = new ReceivedFile(received.Reference, request.EncryptedInvoiceContent,
                new DeclaredFile(request.InvoiceSize, request.InvoiceHash),
                new DeclaredFile(request.EncryptedInvoiceSize, request.EncryptedInvoiceHash));
            registry.Waiting.Add(received.Reference, file);
            return file;
        });
        if (faults.Hits(FaultKind.Cancelled550, call.Http.Request)) processing.Cancel(waiting);
        faults.Hold(call.Http.Request, waiting.InvoiceReference, FaultKind.StuckOn150, FaultKind.LateStorage);
        processing.Take(waiting);
        return Answer.Json(new { referenceNumber = waiting.InvoiceReference }, 202);
    }

    public Task<Answer> Close(Call call)
    {
        var reference = call.Reference();
        var now = clock.Now;
        return Task.FromResult(registry.Together(() =>
        {
            Open(sessions.ToClose(call, SessionKind.Online, reference), now, "jej zamknięcie");
            registry.Sessions.Change(reference, old => old with { ClosedAt = now, UpdatedAt = now });
            return Answer.NoContent;
        }));
    }

    private static SendingSession Open(SendingSession session, DateTimeOffset now, string what) =>
        session.ClosedBy(now) is null && session.Fault is null ? session
            : throw ApiRefusal.SessionStatusForbids($"Status sesji {SessionStatus.Of(session, now).Code} uniemożliwia {what}.");

    // A technical correction is for offline invoices that were refused, and there is one at most (LAW 57, 58).
    private void RefuseNeedlessCorrection(SendRequest request)
    {
        if (request.HashOfCorrectedInvoice is not { } hash) return;
        if (!request.OfflineMode) throw ApiRefusal.Invalid("HashOfCorrectedInvoice można podać tylko dla faktur offline.");
        if (registry.InvoicesByHash(hash).Any(original => original.IsAccepted))
            throw ApiRefusal.Of(21167, "Status faktury nie pozwala na korektę techniczną.",
                "Nie można wysłać korekty technicznej do prawidłowo przetworzonej faktury.");
        if (registry.CorrectionOf(hash) is not null)
            throw ApiRefusal.Of(21166, "Korekta techniczna niedostępna.", "Faktura posiada już przetworzoną prawidłowo korektę techniczną.");
    }

    private sealed record OpenRequest
    {
        public required FormCode FormCode { get; init; }
        public required EncryptionInfo Encryption { get; init; }
    }

    private sealed record SendRequest
    {
        public required string InvoiceHash { get; init; }
        public required long InvoiceSize { get; init; }
        public required string EncryptedInvoiceHash { get; init; }
        public required long EncryptedInvoiceSize { get; init; }
        public required byte[] EncryptedInvoiceContent { get; init; }
        public bool OfflineMode { get; init; }
        public string? HashOfCorrectedInvoice { get; init; }

        /// <summary>What is wrong with the declaration itself is refused at once; whether it agrees with the file shows later (KSEF 6).</summary>
        public void Check()
        {
            if (!Sha256Text.IsBase64(InvoiceHash) || !Sha256Text.IsBase64(EncryptedInvoiceHash)
                || (HashOfCorrectedInvoice is { } corrected && !Sha256Text.IsBase64(corrected)))
                throw ApiRefusal.Of(21403, "Nieprawidłowy skrót pliku.", "Skrót musi być wartością SHA-256 zapisaną w Base64 (44 znaki).");
            if (InvoiceSize < 1 || EncryptedInvoiceSize < 1)
                throw ApiRefusal.Of(21402, "Nieprawidłowy rozmiar pliku.", "Rozmiar musi być liczbą dodatnią.");
        }
    }
}
