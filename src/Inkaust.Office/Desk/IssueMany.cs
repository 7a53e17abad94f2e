using System.Security.Cryptography;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>An invoice as somebody brings it to be issued: a draft, or a finished file.</summary>
/// <param name="Source">By what whoever brought it knows it: the name of a file, or a line of one.</param>
public sealed record Brought(string Source)
{
    /// <summary>The draft; null for a finished file.</summary>
    public InvoiceDraft? Draft { get; init; }

    /// <summary>The bytes of a finished file.</summary>
    public ReadOnlyMemory<byte> File { get; init; }

    /// <summary>Why it could not even be read; empty where it could.</summary>
    public IReadOnlyList<Finding> Unreadable { get; init; } = [];
}

/// <summary>What became of one of many.</summary>
/// <param name="Brought">As it came.</param>
/// <param name="Invoice">As it stands now; null: it was refused, and nothing was issued.</param>
/// <param name="Findings">Why it was refused, or what else is to be said of it.</param>
public sealed record OneOfMany(Brought Brought, IssuedInvoice? Invoice, IReadOnlyList<Finding> Findings)
{
    /// <summary>It was issued before, and nothing changed now.</summary>
    public bool WasThere => Invoice?.WasThere is true;

    /// <summary>It is not issued: refused here, or by KSeF.</summary>
    public bool IsRefused => Invoice is null or { State: InvoiceState.Rejected };
}

/// <summary>What became of many.</summary>
/// <param name="All">Each, in the order in which they came.</param>
/// <param name="Problems">Why some could not be sent, and of which company; they are issued all the same, and wait.</param>
public sealed record IssuedMany(IReadOnlyList<OneOfMany> All, IReadOnlyList<(Company Company, Finding Finding)> Problems)
{
    /// <summary>Counted.</summary>
    public Outcomes Outcomes(DateTimeOffset now) => Office.Outcomes.Of([.. All.Select(one => one.Invoice).OfType<IssuedInvoice>()], now) with
    {
        WereThere = All.Count(one => one.WasThere),
        Refused = All.Count(one => one.IsRefused),
    };
}

/// <summary>
/// Issues many invoices at once: all are judged first, one that is refused keeps no other waiting, and what is online is sent in one go, for each
/// company signed in once. The same asked for again, after a crash, issues nothing twice: each is known by its content.
/// </summary>
public sealed class IssueMany(CompanyRegister companies, Ledger ledger, IssueInvoice issue, SendWaiting send)
{
    // Who issues hundreds need not ask KSeF before each whether it is there (LAW 107).
    private static readonly TimeSpan AnswerIsGoodFor = TimeSpan.FromSeconds(10);

    /// <summary>Issues them.</summary>
    /// <param name="named">The company; null: the seller that each names, or the only company there is.</param>
    /// <param name="brought">The invoices.</param>
    /// <param name="terms">How; a key of its own none of them has.</param>
    /// <param name="progress">Hears how far it has come; null: nobody listens.</param>
    /// <param name="stop">Gives up; what is issued by then stays so, and is found again.</param>
    /// <returns>What became of each. Nothing that one of them breaks is thrown.</returns>
    public async Task<IssuedMany> AllAsync(
        CompanyReference? named, IReadOnlyList<Brought> brought, IssuingTerms terms, IProgress<Progress>? progress = null,
        CancellationToken stop = default)
    {
        terms = terms with { AnswerIsGoodFor = AnswerIsGoodFor };
        List<Judged> judged = [];
        var owners = new Dictionary<CompanyReference, Company>();
        foreach (var one in brought)
        {
            progress?.Report(new(Doing.Checking, judged.Count, brought.Count));
            stop.ThrowIfCancellationRequested();
            judged.Add(Judge(named, one, terms, owners));
        }
        List<(Company? Company, OneOfMany One)> all = [];
        foreach (var one in judged)
        {
            progress?.Report(new(Doing.Issuing, all.Count, brought.Count));
            all.Add((one.Company, await IssueAsync(one, terms, stop)));
        }
        List<(Company, Finding)> problems = [];
        foreach (var own in all.Where(one => IsForNow(one.One)).GroupBy(one => one.Company!).ToList())
        {
            var report = await SendAsync(own.Key, [.. own.Select(one => one.One.Invoice!)], progress, stop);
            problems.AddRange(report.Problems.Select(problem => (own.Key, problem)));
        }
        return new([.. all.Select(one => AsItStands(one.Company, one.One))], problems);
    }

    private sealed record Judged(Brought Brought, Company? Company, IssuedInvoice? There, IReadOnlyList<Finding> Refusals);

    // Most are of the same few companies.
    private Judged Judge(CompanyReference? named, Brought one, IssuingTerms terms, Dictionary<CompanyReference, Company> owners)
    {
        if (one.Unreadable.Count > 0) return new(one, null, null, one.Unreadable);
        Company? company = null;
        try
        {
            company = Owner(named ?? CompanyReference.Of(one.Draft is { } draft ? draft.Seller?.Nip : Fa3Invoice.Read(one.File).SellerNip), owners);
            // By the content it was issued from, also when KSeF has refused it since.
            if (ledger.Of(company).IssuedBy(RequestOf(one)) is { } there) return new(one, company, there, []);
            if (one.Draft is { } wanted) issue.Check(company, wanted, terms);
            else issue.Check(company, one.File, terms);
            return new(one, company, null, []);
        }
        catch (RefusedException refused)
        {
            return new(one, company, SameAs(company, one, refused), refused.Findings);
        }
    }

    private Company Owner(CompanyReference? named, Dictionary<CompanyReference, Company> owners)
    {
        if (named is not { } reference) return companies.Find(null);
        if (owners.TryGetValue(reference, out var known)) return known;
        return owners[reference] = companies.Find(reference);
    }

    private async Task<OneOfMany> IssueAsync(Judged judged, IssuingTerms terms, CancellationToken stop)
    {
        var (brought, company, there, refusals) = judged;
        if (there is not null) return new(brought, there, []);
        if (refusals.Count > 0) return new(brought, null, refusals);
        try
        {
            var own = terms with { IdempotencyKey = RequestOf(brought).Key };
            var issued = brought.Draft is { } draft
                ? await issue.FromDraftAsync(company!, draft, own, stop) : await issue.FromFileAsync(company!, brought.File, own, stop);
            return new(brought, issued, issued.Warnings);
        }
        catch (RefusedException refused)
        {
            var same = SameAs(company, brought, refused);
            return new(brought, same, same is null ? refused.Findings : []);
        }
    }

    // Its number is used: by itself, issued before or a moment ago, or by another invoice.
    private IssuedInvoice? SameAs(Company? company, Brought one, RefusedException refused)
    {
        if (company is null || refused.Findings.All(finding => finding.Code != CompanyLedger.NumberIsUsedCode)) return null;
        return one.Draft is { } draft ? issue.SameAs(company, draft) : issue.SameAs(company, one.File);
    }

    // After a crash some may be under way; then a whole round finds out what became of them before anything is sent.
    private Task<SendingReport> SendAsync(Company company, IReadOnlyList<IssuedInvoice> invoices, IProgress<Progress>? progress,
        CancellationToken stop)
    {
        var wish = new RoundWish { Patience = Patience.ForARound, Progress = progress };
        return invoices.All(one => one.State is InvoiceState.Issued)
            ? send.TheseAsync(company, invoices, wish, stop)
            : send.OnceAsync(company, wish, stop);
    }

    private static bool IsForNow(OneOfMany one) =>
        one.Invoice is { Mode: IssuingMode.Online, State.IsFinal: false };

    private OneOfMany AsItStands(Company? company, OneOfMany one) =>
        one.Invoice is { } invoice && IsForNow(one)
            ? one with { Invoice = ledger.Of(company!).At(invoice.Id) with { WasThere = one.WasThere } }
            : one;

    private static IssuingRequest RequestOf(Brought one)
    {
        var content = one.Draft is { } draft ? draft.WriteJson() : one.File.Span;
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        return new IssuingRequest($"sha256:{hash}", hash);
    }
}
