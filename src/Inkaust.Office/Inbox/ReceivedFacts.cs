using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>
/// What of a file of a package is noted beside its bytes, once the file, its name and what KSeF says of it have been found to agree. Forms other
/// than FA(3) are not read: what KSeF says of them stands for what is in them.
/// </summary>
internal sealed record ReceivedFacts
{
    private const string Fa3 = "FA (3)";

    public required string KsefNumber { get; init; }

    public required string Number { get; init; }

    public required string Kind { get; init; }

    public required string Form { get; init; }

    public required DateOnly IssueDate { get; init; }

    public required InvoiceMetadata Metadata { get; init; }

    public required string SellerNip { get; init; }

    public required string SellerName { get; init; }

    public required string BuyerId { get; init; }

    public required string BuyerName { get; init; }

    public required decimal Net { get; init; }

    public required decimal Vat { get; init; }

    public required decimal Gross { get; init; }

    public required string Currency { get; init; }

    /// <summary>Its bytes as they are kept (<see cref="DeflatedFile"/>).</summary>
    public required ReadOnlyMemory<byte> Deflated { get; init; }

    /// <summary>How long the file is.</summary>
    public required long Size { get; init; }

    public required InvoiceHash Hash { get; init; }

    public IReadOnlyList<string> Accounts { get; init; } = [];

    public DateOnly? DueDate { get; init; }

    public IReadOnlyList<NamedInFile> Names { get; init; } = [];

    /// <summary>By what it is found.</summary>
    public string Words { get; init; } = "";

    /// <summary>Reads a file.</summary>
    /// <param name="company">Who received it.</param>
    /// <param name="role">As what.</param>
    /// <param name="file">The file.</param>
    /// <param name="metadata">What KSeF says of it.</param>
    /// <exception cref="RefusedException">INK-INBOX-nnn: it is not kept, and why.</exception>
    public static ReceivedFacts Of(Company company, InvoiceRole role, ExportedFile.Invoice file, InvoiceMetadata? metadata)
    {
        if (metadata is null) throw new RefusedException(InboxFindings.NotInMetadata);
        var hash = InvoiceHash.Of(file.Xml.Span);
        if (hash != metadata.InvoiceHash) throw new RefusedException(InboxFindings.MetadataDiffer(new("skrót", "the hash")));
        var form = $"{metadata.FormCode.SystemCode}";
        return form == Fa3 ? OfFa3(company, role, file, metadata, hash) : OfAnother(company, role, file, metadata, hash, form);
    }

    private static ReceivedFacts OfFa3(Company company, InvoiceRole role, ExportedFile.Invoice file, InvoiceMetadata metadata, InvoiceHash hash)
    {
        var read = ReadFa3(file.Xml);
        if (Differing(read, file.Number, metadata) is { } what) throw new RefusedException(InboxFindings.MetadataDiffer(what));
        if (!Is(company, role, read)) throw new RefusedException(InboxFindings.OfAnother(role));
        var facts = new ReceivedFacts
        {
            KsefNumber = $"{file.Number}",
            Number = read.Number,
            Kind = read.Kind,
            Form = Fa3,
            IssueDate = read.IssueDate,
            Metadata = metadata,
            SellerNip = $"{read.SellerNip}",
            SellerName = read.SellerName,
            BuyerId = read.BuyerNip?.ToString() ?? metadata.Buyer.Identifier.Value ?? "",
            BuyerName = read.BuyerName,
            Net = metadata.NetAmount,
            Vat = metadata.VatAmount,
            Gross = read.Gross,
            Currency = read.Currency,
            Deflated = DeflatedFile.Of(file),
            Size = file.Xml.Length,
            Hash = hash,
            Accounts = [.. read.Accounts.Select(Bare).Where(one => one.Length > 0).Distinct()],
            DueDate = read.PaymentDates.Count == 0 ? null : read.PaymentDates[0],
            Names = read.Names,
        };
        return facts with { Words = ReceivedWords.Of(company.Id, facts, read.Goods) };
    }

    private static ReceivedFacts OfAnother(
        Company company, InvoiceRole role, ExportedFile.Invoice file, InvoiceMetadata metadata, InvoiceHash hash, string form)
    {
        if (!Is(company, role, metadata)) throw new RefusedException(InboxFindings.OfAnother(role));
        var facts = new ReceivedFacts
        {
            KsefNumber = $"{file.Number}",
            Number = metadata.InvoiceNumber,
            Kind = $"{metadata.InvoiceType}".ToUpperInvariant(),
            Form = form,
            IssueDate = metadata.IssueDate,
            Metadata = metadata,
            SellerNip = metadata.Seller.Nip,
            SellerName = metadata.Seller.Name ?? "",
            BuyerId = metadata.Buyer.Identifier.Value ?? "",
            BuyerName = metadata.Buyer.Name ?? "",
            Net = metadata.NetAmount,
            Vat = metadata.VatAmount,
            Gross = metadata.GrossAmount,
            Currency = metadata.Currency,
            Deflated = DeflatedFile.Of(file),
            Size = file.Xml.Length,
            Hash = hash,
        };
        return facts with { Words = ReceivedWords.Of(company.Id, facts, []) };
    }

    private static Fa3Facts ReadFa3(ReadOnlyMemory<byte> xml)
    {
        try
        {
            return Fa3Facts.Read(xml);
        }
        catch (RefusedException refused)
        {
            throw new RefusedException([InboxFindings.Unreadable(refused.Findings[0])], refused);
        }
    }

    // What KSeF says of a file that its bytes do not say.
    private static Wording? Differing(Fa3Facts read, KsefNumber number, InvoiceMetadata metadata) =>
        $"{read.SellerNip}" != metadata.Seller.Nip || number.SellerNip != read.SellerNip ? new("sprzedawca", "the seller")
        : read.Number != metadata.InvoiceNumber ? new("numer", "the number")
        : read.IssueDate != metadata.IssueDate ? new("data", "the date")
        : read.Gross != metadata.GrossAmount ? new("kwota", "the amount")
        : read.Currency != metadata.Currency ? new("waluta", "the currency")
        : null;

    private static bool Is(Company company, InvoiceRole role, Fa3Facts read)
    {
        var nip = $"{company.Nip}";
        return role switch
        {
            InvoiceRole.Subject1 => read.SellerNip == company.Nip,
            InvoiceRole.Subject2 => read.BuyerNip == company.Nip,
            // An internal identifier begins with the NIP.
            InvoiceRole.Subject3 => read.ThirdParties.Any(id => id.StartsWith(nip, StringComparison.Ordinal)),
            _ => read.AuthorisedParties.Contains(nip),
        };
    }

    private static bool Is(Company company, InvoiceRole role, InvoiceMetadata metadata)
    {
        var nip = $"{company.Nip}";
        bool IsOurs(string? id) => id?.Contains(nip, StringComparison.Ordinal) == true;
        return role switch
        {
            InvoiceRole.Subject1 => IsOurs(metadata.Seller.Nip),
            InvoiceRole.Subject2 => IsOurs(metadata.Buyer.Identifier.Value),
            InvoiceRole.Subject3 => metadata.ThirdSubjects?.Any(one => IsOurs(one.Identifier.Value)) == true,
            _ => IsOurs(metadata.AuthorizedSubject?.Nip),
        };
    }

    // 26 digits, however they were written.
    private static string Bare(string account)
    {
        var bare = string.Concat(account.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return bare.Length == 28 && bare.StartsWith("PL", StringComparison.Ordinal) ? bare[2..] : bare;
    }
}
