using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;

namespace Inkaust.Answers;

/// <summary>What came of a sync in one role of a company.</summary>
/// <param name="Company">NIP.</param>
/// <param name="Role">seller, buyer, third-party or authorised.</param>
/// <param name="Fresh">How many invoices came that were not here.</param>
/// <param name="Packages">How many packages were read.</param>
/// <param name="Refused">How many files were refused.</param>
/// <param name="CompleteUntil">Up to when everything is here.</param>
/// <param name="NextAt">When KSeF may be asked again; null: at once.</param>
/// <param name="Problems">What stood in the way, and what is only said.</param>
public sealed record RoleSyncAnswer(
    string Company, string Role, int Fresh, int Packages, int Refused, DateTimeOffset? CompleteUntil, DateTimeOffset? NextAt,
    IReadOnlyList<FindingAnswer> Problems)
{
    public static RoleSyncAnswer Of(Company company, RoleReport report, Func<Finding, FindingAnswer> say) => new(
        $"{company.Nip}", report.Role.Word(), report.Fresh, report.Packages, report.Refused, report.CompleteUntil, report.NextAt,
        [.. report.Problems.Select(say)]);
}

/// <summary>A received invoice.</summary>
public sealed record ReceivedAnswer
{
    /// <summary>Its place among those that were received.</summary>
    public required long Id { get; init; }

    public required string KsefNumber { get; init; }

    /// <summary>new, seen, for-booking, questioned, private, hidden or suspected.</summary>
    public required string State { get; init; }

    /// <summary>What the company is on it: seller, buyer, third-party or authorised.</summary>
    public required string Role { get; init; }

    /// <summary>P_2.</summary>
    public required string Number { get; init; }

    /// <summary>RodzajFaktury.</summary>
    public required string Kind { get; init; }

    /// <summary>FA (3), or another form, which the program keeps and does not read.</summary>
    public required string Form { get; init; }

    /// <summary>P_1, yyyy-MM-dd.</summary>
    public required string IssueDate { get; init; }

    public required DateTimeOffset StoredAt { get; init; }

    public required string SellerNip { get; init; }

    public required string SellerName { get; init; }

    public required string BuyerId { get; init; }

    public required string BuyerName { get; init; }

    public required decimal Net { get; init; }

    public required decimal Vat { get; init; }

    public required decimal Gross { get; init; }

    public required string Currency { get; init; }

    /// <summary>SHA-256 of the file in Base64URL.</summary>
    public required string Hash { get; init; }

    public required bool IsSelfBilled { get; init; }

    public required IReadOnlyList<string> Accounts { get; init; }

    /// <summary>Where the seller was paid so far, when an account of this invoice is none of those.</summary>
    public required IReadOnlyList<string>? UsualAccounts { get; init; }

    public required string? DueDate { get; init; }

    public required DateTimeOffset CameAt { get; init; }

    public static ReceivedAnswer Of(ReceivedInvoice one) => new()
    {
        Id = one.Id,
        KsefNumber = one.KsefNumber,
        State = one.State.Word(),
        Role = one.Role.Word(),
        Number = one.Number,
        Kind = one.Kind,
        Form = one.Form,
        IssueDate = $"{one.IssueDate:yyyy-MM-dd}",
        StoredAt = one.StoredAt,
        SellerNip = one.SellerNip,
        SellerName = one.SellerName,
        BuyerId = one.BuyerId,
        BuyerName = one.BuyerName,
        Net = one.Net,
        Vat = one.Vat,
        Gross = one.Gross,
        Currency = one.Currency,
        Hash = one.Hash.Base64Url,
        IsSelfBilled = one.IsSelfBilled,
        Accounts = one.Accounts,
        UsualAccounts = one.UsualAccounts,
        DueDate = one.DueDate is { } due ? $"{due:yyyy-MM-dd}" : null,
        CameAt = one.CameAt,
    };
}

/// <summary>What a person made of a received invoice.</summary>
public sealed record ReceivedStepAnswer(DateTimeOffset At, string State, string By, string Note);

/// <summary>A received invoice with everything that belongs to it.</summary>
public sealed record ReceivedLifeAnswer(
    ReceivedAnswer Invoice, IReadOnlyList<string> Roles, IReadOnlyList<ReceivedStepAnswer> History, IReadOnlyList<ReceivedAnswer> Names,
    IReadOnlyList<ReceivedAnswer> NamedBy, long? IssuedHereAs, Uri KodI, string? PaymentCode, IReadOnlyList<FindingAnswer> Warnings,
    IReadOnlyList<string> Files)
{
    public static ReceivedLifeAnswer Of(ReceivedLife life, Func<Finding, FindingAnswer> say, IReadOnlyList<string> files) => new(
        ReceivedAnswer.Of(life.Invoice), [.. life.Roles.Select(role => role.Word())],
        [.. life.History.Select(step => new ReceivedStepAnswer(step.At, step.State.Word(), step.By.Text, step.Note))],
        [.. life.Names.Select(ReceivedAnswer.Of)], [.. life.NamedBy.Select(ReceivedAnswer.Of)], life.Issued?.Id, life.KodI, life.ToPay?.Text,
        [.. life.Warnings.Select(say)], files);
}

/// <summary>What was written out.</summary>
/// <param name="File">Where.</param>
/// <param name="Invoices">How many.</param>
public sealed record ExportedAnswer(string File, int Invoices);

/// <summary>A month for the accountant.</summary>
public sealed record PackedMonthAnswer(string File, int Sales, int Purchases, int Upos, IReadOnlyList<Wording> Missing);

/// <summary>A package of which something was refused.</summary>
public sealed record RefusedPackageAnswer(long Package, string Role, DateTimeOffset AskedAt, IReadOnlyList<RefusedFileAnswer> Files)
{
    public static RefusedPackageAnswer Of(InboxPackage package, IReadOnlyList<RefusedFile> files, Func<Finding, FindingAnswer> say) =>
        new(package.Id, package.Role.Word(), package.AskedAt, [.. files.Select(one => new RefusedFileAnswer(one.Name, say(one.Why)))]);
}

/// <summary>A file that was refused.</summary>
public sealed record RefusedFileAnswer(string? Name, FindingAnswer Why);

/// <summary>What we issued beside what KSeF holds.</summary>
public sealed record ComparisonAnswer(
    DateTimeOffset? CompleteUntil, bool IsSame, IReadOnlyList<InvoiceAnswer> NotInKsef, IReadOnlyList<ReceivedAnswer> NotInLedger,
    IReadOnlyList<ReceivedAnswer> OtherBytes)
{
    public static ComparisonAnswer Of(KsefComparison one, DateTimeOffset now) => new(one.CompleteUntil, one.IsSame,
        [.. one.NotInKsef.Select(invoice => InvoiceAnswer.Of(invoice, now))], [.. one.NotInLedger.Select(ReceivedAnswer.Of)],
        [.. one.OtherBytes.Select(ReceivedAnswer.Of)]);
}

/// <summary>A collective identifier.</summary>
public sealed record CollectiveAnswer(string Number, DateTimeOffset? CreatedAt, int? Invoices)
{
    public static CollectiveAnswer Of(CollectiveIdentifier one) => new(one.Number, one.CreatedAt, one.InvoiceCount);
}

/// <summary>An invoice of a collective identifier.</summary>
public sealed record CollectedAnswer(string Identifier, string KsefNumber, decimal? Amount, string? Currency, string? Description)
{
    public static CollectedAnswer Of(InvoiceOfCollective one) =>
        new(one.CollectiveIdentifierNumber, $"{one.KsefNumber}", one.Payment?.Amount, one.Payment?.Currency, one.Description);
}
