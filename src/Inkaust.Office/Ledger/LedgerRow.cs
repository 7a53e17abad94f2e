using System.Data.Common;
using System.Globalization;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>An invoice as it stands in the table <c>invoice</c>, and the way between the two.</summary>
internal sealed record LedgerRow
{
    // What is selected; the files are not.
    private const string Columns = """
        id, company, environment, kind, number, issue_date, issued_at, buyer_name, buyer_nip, currency, gross, mode,
        mode_reason, mode_reason_facts, mode_evidence, hash, kod_i, kod_ii, confirmation_code, certificate, deadline_facts, state_facts,
        (upo IS NOT NULL OR session_upo IS NOT NULL) AS has_upo,
        repairs, corrected_hash, size, has_attachment, external_id, version,
        (SELECT nip FROM company WHERE company.id = invoice.company) AS seller
        """;

    /// <summary>Adds one; its parameters are <see cref="Of"/>.</summary>
    public const string Insertion = """
        INSERT INTO invoice (company, environment, kind, number, issue_date, issued_at, buyer_name, buyer_nip, currency, gross, mode,
            mode_reason, mode_reason_facts, mode_evidence, hash, xml, kod_i, kod_ii, confirmation_code, certificate, deadline, deadline_facts, state, state_facts,
            repairs, corrected_hash, size, has_attachment, request_key, request_hash, external_id, sought, names_noted)
        VALUES (@Company, @Environment, @Kind, @Number, @IssueDate, @IssuedAt, @BuyerName, @BuyerNip, @Currency, @Gross, @Mode,
            @ModeReason, @ModeReasonFacts, @ModeEvidence, @Hash, @Xml, @KodI, @KodII, @ConfirmationCode, @Certificate, @Deadline, @DeadlineFacts, @State, @Facts,
            @Repairs, @CorrectedHash, @Size, @HasAttachment, @RequestKey, @RequestHash, @ExternalId, @Sought, 1)
        RETURNING id
        """;

    public required long Id { get; init; }
    public required string Company { get; init; }
    public required string Environment { get; init; }
    public required string Kind { get; init; }
    public required string Number { get; init; }
    public required string IssueDate { get; init; }
    public required string IssuedAt { get; init; }
    public required string BuyerName { get; init; }
    public required string? BuyerNip { get; init; }
    public required string Currency { get; init; }
    public required string Gross { get; init; }
    public required string Mode { get; init; }
    public required string ModeReason { get; init; }
    public required string? ModeReasonFacts { get; init; }
    public required string ModeEvidence { get; init; }
    public required string Hash { get; init; }
    public required string KodI { get; init; }
    public required string? KodII { get; init; }
    public required string? ConfirmationCode { get; init; }
    public required string? Certificate { get; init; }
    public required string DeadlineFacts { get; init; }
    public required string StateFacts { get; init; }
    public required bool HasUpo { get; init; }
    public required long? Repairs { get; init; }
    public required string? CorrectedHash { get; init; }
    public required long Size { get; init; }
    public required bool HasAttachment { get; init; }
    public required string? ExternalId { get; init; }
    public required long Version { get; init; }
    public required string Seller { get; init; }

    public static object Of(IssuedInvoice invoice, ReadOnlyMemory<byte> xml) => new
    {
        Company = invoice.Company.ToString(),
        invoice.Environment,
        invoice.Kind,
        invoice.Number,
        IssueDate = Database.Date(invoice.IssueDate),
        IssuedAt = Database.Instant(invoice.IssuedAt),
        invoice.BuyerName,
        BuyerNip = invoice.BuyerNip?.ToString(),
        invoice.Currency,
        Gross = invoice.Gross.ToString(CultureInfo.InvariantCulture),
        Mode = invoice.Mode.Word(),
        ModeReason = invoice.ModeReason.Word,
        ModeReasonFacts = invoice.ModeReason.ToJson(),
        ModeEvidence = StoredJson.Write(invoice.ModeEvidence),
        Hash = invoice.Hash.Base64Url,
        Xml = xml.ToArray(),
        KodI = invoice.KodI.AbsoluteUri,
        KodII = invoice.KodII?.AbsoluteUri,
        ConfirmationCode = invoice.ConfirmationCode?.AbsoluteUri,
        Certificate = invoice.CertificateSerial,
        Deadline = invoice.Deadline.Date is { } date ? Database.Date(date) : null,
        DeadlineFacts = StoredJson.Write(invoice.Deadline),
        State = invoice.State.Word,
        Facts = invoice.State.ToJson(),
        invoice.Repairs,
        CorrectedHash = invoice.CorrectedHash?.Base64Url,
        invoice.Size,
        HasAttachment = invoice.HasAttachment ? 1 : 0,
        RequestKey = invoice.Request?.Key,
        RequestHash = invoice.Request?.Hash,
        invoice.ExternalId,
        Sought = SoughtAs($"{invoice.Number} {invoice.BuyerName} {invoice.BuyerNip}"),
    };

    /// <summary>A text as it is looked for: in small letters, Polish ones as plain ones.</summary>
    public static string SoughtAs(string text) => PlainLetters.Of(text.Trim().ToLowerInvariant());

    /// <summary>
    /// Reads invoices of some companies one by one, so that no second list of them stands in memory. Many of a day rest on the same facts;
    /// those are read once and shared.
    /// </summary>
    /// <param name="connection">Open until the last one is read.</param>
    /// <param name="scope">Of which companies; of others none is read, whatever the condition says.</param>
    /// <param name="condition">Which ones, in SQL.</param>
    /// <param name="parameters">What is named in it.</param>
    /// <param name="order">In which order, in SQL; after it may stand how many.</param>
    public static IEnumerable<IssuedInvoice> Where(
        DbConnection connection, CompanyScope scope, string condition, object? parameters, string order = "id")
    {
        var (deadlines, evidence) = (new Dictionary<string, Deadline>(), new Dictionary<string, ModeEvidence>());
        var (reasons, words) = (new Dictionary<(string, string?), ModeReason>(), new HashSet<string>());
        foreach (var row in connection.Query<LedgerRow>($"SELECT {Columns} FROM invoice WHERE {scope.Condition} AND ({condition}) ORDER BY {order}",
            scope.With(parameters), buffered: false))
        {
            yield return Read(row, words,
                Shared(deadlines, row.DeadlineFacts, StoredJson.Read<Deadline>),
                Shared(evidence, row.ModeEvidence, StoredJson.Read<ModeEvidence>),
                Shared(reasons, (row.ModeReason, row.ModeReasonFacts), facts => Office.ModeReason.FromRow(facts.Item1, facts.Item2)));
        }
    }

    /// <summary>A condition: in one of these states; in any when there are none.</summary>
    public static string InStates(string[] states, out DynamicParameters parameters)
    {
        parameters = new DynamicParameters();
        for (var i = 0; i < states.Length; i++) parameters.Add($"state{i}", states[i]);
        return states.Length == 0 ? "1 = 1" : $"state IN ({string.Join(", ", states.Select((_, i) => $"@state{i}"))})";
    }

    private static T Shared<TFacts, T>(Dictionary<TFacts, T> read, TFacts facts, Func<TFacts, T> reading) where TFacts : notnull
    {
        if (read.TryGetValue(facts, out var same)) return same;
        return read[facts] = reading(facts);
    }

    private static string Shared(HashSet<string> words, string word)
    {
        if (words.TryGetValue(word, out var same)) return same;
        words.Add(word);
        return word;
    }

    private static IssuedInvoice Read(LedgerRow row, HashSet<string> words, Deadline deadline, ModeEvidence evidence, ModeReason reason) => new()
    {
        Id = row.Id,
        Company = new CompanyId(Shared(words, row.Company)),
        Seller = Nip.AsWritten(row.Seller),
        Environment = Shared(words, row.Environment),
        Kind = Shared(words, row.Kind),
        Number = row.Number,
        IssueDate = Database.Date(row.IssueDate),
        IssuedAt = Database.Instant(row.IssuedAt),
        BuyerName = row.BuyerName,
        BuyerNip = row.BuyerNip is { } nip ? Nip.AsWritten(nip) : null,
        Currency = Shared(words, row.Currency),
        Gross = decimal.Parse(row.Gross, CultureInfo.InvariantCulture),
        Mode = IssuingModes.Parse(row.Mode),
        ModeReason = reason,
        ModeEvidence = evidence,
        Hash = InvoiceHash.Parse(row.Hash),
        KodI = new Uri(row.KodI),
        KodII = row.KodII is { } link ? new Uri(link) : null,
        ConfirmationCode = row.ConfirmationCode is { } second ? new Uri(second) : null,
        CertificateSerial = row.Certificate is { } serial ? Shared(words, serial) : null,
        Deadline = deadline,
        State = InvoiceState.FromJson(row.StateFacts),
        HasUpo = row.HasUpo,
        Repairs = row.Repairs,
        CorrectedHash = row.CorrectedHash is { } hash ? InvoiceHash.Parse(hash) : null,
        Size = row.Size,
        HasAttachment = row.HasAttachment,
        ExternalId = row.ExternalId,
        Version = row.Version,
    };
}
