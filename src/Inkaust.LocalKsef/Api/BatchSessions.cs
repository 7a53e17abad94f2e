namespace Inkaust.LocalKsef;

/// <summary>Tag "Wysyłka wsadowa": open with a declared package, upload its parts, close.</summary>
internal sealed class BatchSessions(
    SendingSessions sessions, Registry registry, EncryptionKeys keys, BatchProcessing batches, Downloads downloads, Faults faults, ServerClock clock)
{
    private const int MostParts = 50;
    // Encryption adds up to one block.
    private const long LargestPart = 100_000_000 + 16;
    private const long LargestPackage = 5_000_000_000;
    private static readonly TimeSpan UploadTimePerPart = TimeSpan.FromMinutes(20);

    public async Task<Answer> Open(Call call)
    {
        var request = await call.Body<OpenRequest>();
        var form = InvoiceForm.Known(request.FormCode);
        if (!form.AllowedInBatch) throw ApiRefusal.Invalid("Faktur PEF nie można przesyłać wsadowo.");
        var declared = request.BatchFile;
        declared.Check(MostParts, LargestPackage);
        var parts = declared.FileParts.OrderBy(part => part.OrdinalNumber).ToList();
        var session = sessions.New(call, SessionKind.Batch, form, await request.Encryption.Open(keys), UploadTimePerPart * parts.Count) with
        {
            Batch = new BatchDeclaration(declared.FileSize, declared.FileHash, declared.CompressionType ?? Compression.Zip, parts,
                request.OfflineMode),
        };
        registry.Sessions.Add(session.Reference, session);
        return Answer.Json(new
        {
            referenceNumber = session.Reference,
            partUploadRequests = parts.Select(part => new
            {
                ordinalNumber = part.OrdinalNumber,
                method = "PUT",
                url = downloads.BatchPartLink(call.Origin, session.Reference, part.OrdinalNumber, session.ValidUntil),
                headers = new Dictionary<string, string> { ["x-ms-blob-type"] = "BlockBlob" },
            }),
        }, 201);
    }

    public Task<Answer> Close(Call call)
    {
        var reference = call.Reference();
        var now = clock.Now;
        var closed = registry.Together(() =>
        {
            var session = sessions.ToClose(call, SessionKind.Batch, reference);
            if (session.ClosedAt is not null || session.Fault is not null)
                throw ApiRefusal.SessionStatusForbids($"Status sesji {SessionStatus.Of(session, now).Code} uniemożliwia jej zamknięcie.");
            if (now >= session.ValidUntil)
                throw ApiRefusal.Of(21208, "Czas oczekiwania na requesty upload lub finish został przekroczony.",
                    "Sesja anulowana, przekroczony czas wysyłki.");
            RefuseWrongParts(session);
            return registry.Sessions.Change(reference, old => old with { ClosedAt = now, UpdatedAt = now })!;
        });
        faults.Hold(call.Http.Request, closed.Reference, FaultKind.StuckOn150, FaultKind.LateStorage);
        batches.Start(closed);
        return Task.FromResult(Answer.NoContent);
    }

    private void RefuseWrongParts(SendingSession session)
    {
        foreach (var part in session.Batch!.Parts)
        {
            if (part.FileSize > LargestPart) throw TooLarge(part);
            var size = batches.SizeOf(session.Reference, part)
                ?? throw ApiRefusal.Of(21205, "Pakiet nie może być pusty.", $"Nie przesłano zadeklarowanej '{part.OrdinalNumber}' części pliku.");
            if (size != part.FileSize)
                throw ApiRefusal.Of(21157, "Nieprawidłowy rozmiar części pakietu.",
                    $"Zadeklarowany rozmiar części '{part.OrdinalNumber}' nie zgadza się z rzeczywistym.");
        }
    }

    private static ApiRefusal TooLarge(BatchPart part) => ApiRefusal.Of(21157, "Nieprawidłowy rozmiar części pakietu.",
        $"Rozmiar części {part.OrdinalNumber} przekroczył dozwolony rozmiar 100MB.");

    private sealed record OpenRequest
    {
        public required FormCode FormCode { get; init; }
        public required BatchFile BatchFile { get; init; }
        public required EncryptionInfo Encryption { get; init; }
        public bool OfflineMode { get; init; }
    }

    private sealed record BatchFile
    {
        public required long FileSize { get; init; }
        public required string FileHash { get; init; }
        public Compression? CompressionType { get; init; }
        public required IReadOnlyList<BatchPart> FileParts { get; init; }

        public void Check(int mostParts, long largestPackage)
        {
            if (FileParts.Count > mostParts)
                throw ApiRefusal.Of(21161, "Przekroczono dozwoloną liczbę części pakietu.", $"Paczka może mieć najwyżej {mostParts} części.");
            if (FileParts.Count == 0 || !FileParts.Select(part => part.OrdinalNumber).Order().SequenceEqual(Enumerable.Range(1, FileParts.Count)))
                throw ApiRefusal.Invalid("Części paczki muszą być ponumerowane kolejno od 1.");
            if (FileSize < 1 || FileSize > largestPackage) throw ApiRefusal.Invalid($"Rozmiar paczki musi wynosić od 1 do {largestPackage} bajtów.");
            // A part that is a little too large is refused when the session is closed (KSEF 14); one that cannot even be uploaded, at once.
            foreach (var part in FileParts) if (part.FileSize is < 1 or > Endurance.LargestBody) throw TooLarge(part);
            if (!Sha256Text.IsBase64(FileHash) || FileParts.Any(part => !Sha256Text.IsBase64(part.FileHash)))
                throw ApiRefusal.Invalid("Skrót musi być wartością SHA-256 zapisaną w Base64 (44 znaki).");
        }
    }
}
