using System.Diagnostics.CodeAnalysis;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Scan;

namespace Inkaust.Office;

/// <summary>
/// Verifies the codes of invoices, whoever issued them: reads them from whatever is brought, judges them by the file, the ledger and the certificates
/// at hand, and asks KSeF where that is wanted. Nothing is kept but that a watched invoice was found.
/// </summary>
// Nobody asks the semaphore for its handle, which is all that it would have to give back.
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable")]
public sealed class VerifyCodes(Database database, Ledger ledger, KeyRing keys, Devices devices, Rights rights, AnnouncementArchive announcements,
    Calendar calendar, WatchedInvoices watched, HttpClient http, TimeProvider clock, OfficeLog log)
{
    private const int MostDocuments = 200, MostCodes = 40;

    // A hostile file is given up; an ordinary page takes a tenth of a second.
    private static readonly TimeSpan PatienceForAFile = TimeSpan.FromSeconds(20);

    // Looking for codes takes a processor; whoever comes next waits.
    private readonly SemaphoreSlim within = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly AskVerificationPage page = new(http, clock, log.Wire);
    private readonly ClaimsOfPage ofPage = new(announcements, calendar, clock);

    // A text that was read, and where.
    private sealed record Found(CodeLink Link, Wording? Where, int? Page);

    /// <summary>Answers a question.</summary>
    /// <param name="companies">Those whose ledgers and certificates may be looked at.</param>
    /// <param name="question">What is wanted.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="RefusedException">INK-VERIFY-001: a certificate cannot be read; 002: too many documents; 003: an XML alone, and nobody says to which
    /// KSeF it belongs; INK-XML-nnn: an XML cannot be read.</exception>
    public async Task<VerifiedCodes> AskAsync(IReadOnlyList<Company> companies, CodeQuestion question, CancellationToken stop = default)
    {
        if (question.Links.Count + question.Files.Count > MostDocuments) throw new RefusedException(TooMany);
        var given = question.Certificate is { Length: > 0 } certificate ? GivenCertificates.Read(certificate) : [];
        List<Fa3Invoice> invoices = [.. question.Files.Where(IsXml).Select(one => Fa3Invoice.Read(one.Bytes))];
        var documents = new List<VerifiedDocument>();
        var about = new About(companies, question, given, invoices);
        foreach (var link in question.Links) documents.Add(await OfLinkAsync(link, about, stop));
        foreach (var file in question.Files.Where(one => !IsXml(one))) documents.Add(await OfFileAsync(file, about, stop));
        if (documents.Count == 0)
        {
            foreach (var (file, invoice) in question.Files.Where(IsXml).Zip(invoices)) documents.Add(await OfXmlAsync(file.Name, invoice, about, stop));
        }
        return new VerifiedCodes(documents);
    }

    private sealed record About(IReadOnlyList<Company> Companies, CodeQuestion Question, IReadOnlyList<KnownCertificate> Given,
        IReadOnlyList<Fa3Invoice> Invoices);

    private static bool IsXml(BroughtDocument file) => FileForms.Of(file.Bytes.Span) == FileForm.Xml;

    private async Task<VerifiedDocument> OfLinkAsync(string text, About about, CancellationToken stop)
    {
        if (CodeLink.Read(text) is { } link) return await JudgedAsync(Shortened(text), [new Found(link, null, null)], about.Invoices, about, stop);
        return new VerifiedDocument(Shortened(text), []) { Refusal = NoCode };
    }

    // An invoice without a print: the KOD I that it would have.
    private async Task<VerifiedDocument> OfXmlAsync(string name, Fa3Invoice invoice, About about, CancellationToken stop)
    {
        var environment = about.Question.Environment ?? EnvironmentOf(ledger.Among(about.Companies).IssuedAs(invoice)) ?? throw new RefusedException(WhichKsef);
        var link = CodeLink.Read(VerificationLinks.KodI(environment, invoice.SellerNip, invoice.IssueDate, invoice.Hash).AbsoluteUri)!;
        var where = new Wording("kod, który ma mieć ten plik", "the code that this file is to have");
        return await JudgedAsync(name, [new Found(link, where, null)], [invoice], about, stop);
    }

    private async Task<VerifiedDocument> OfFileAsync(BroughtDocument file, About about, CancellationToken stop)
    {
        ScannedFile scanned;
        try
        {
            using var limit = new CancellationTokenSource(PatienceForAFile, clock);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
            await within.WaitAsync(patience.Token);
            try
            {
                scanned = await Task.Run(() => ScannedFile.Read(file.Bytes, patience.Token), stop);
            }
            finally
            {
                within.Release();
            }
        }
        catch (RefusedException refused)
        {
            return new VerifiedDocument(file.Name, []) { Refusal = refused.Findings[0] };
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new VerifiedDocument(file.Name, []) { Refusal = TookTooLong };
        }
        var read = scanned.Texts.Select(one => (Text: one, Link: CodeLink.Read(one.Text))).ToList();
        // Links that can be clicked lead anywhere; only codes that were drawn are counted as other codes.
        var others = read.Count(one => one.Link is null && one.Text.Where != FoundIn.Link);
        List<Found> found = [.. read.Where(one => one.Link is not null).DistinctBy(one => one.Text.Text)
            .Take(MostCodes).Select(one => new Found(one.Link!, Where(scanned, one.Text), one.Text.Page))];
        List<Fa3Invoice> invoices = [.. scanned.Files.Select(one => Embedded(one.Bytes)).OfType<Fa3Invoice>(), .. about.Invoices];
        var judged = await JudgedAsync(file.Name, found, invoices, about, stop);
        return judged with
        {
            Refusal = found.Count == 0 ? NoCode : null,
            NotRead = scanned.NotRead,
            OtherCodes = others,
            Codes = [.. judged.Codes.Select(one => WithDifference(one, read.Select(other => other.Text), scanned))],
        };
    }

    private async Task<VerifiedDocument> JudgedAsync(string name, IReadOnlyList<Found> found, IReadOnlyList<Fa3Invoice> invoices, About about,
        CancellationToken stop)
    {
        var (codes, shown) = (new List<VerifiedCode>(), (Fa3Invoice?)null);
        foreach (var one in Ordered(found))
        {
            var issued = one.Link.Hash is { } hash ? ledger.Among(about.Companies).WithHash(hash) : [];
            var own = issued.FirstOrDefault(invoice => EnvironmentOf(invoice)?.Qr.AbsoluteUri.TrimEnd('/') == one.Link.Root)
                ?? (issued is [var newest, ..] ? newest : null);
            var received = own is null ? ReceivedAs(one.Link, about) : null;
            var file = FileOf(one.Link, invoices, own, received, about);
            shown ??= file;
            var evidence = new CodeEvidence
            {
                File = file,
                Other = OtherOf(one, found),
                Expected = about.Question.Environment,
                Local = [.. about.Companies.Select(company => company.Environment).Where(environment => environment.IsLocal).Distinct()],
                Certificates = one.Link.Kind == CodeKind.KodII ? CertificatesFor(one.Link, about) : [],
                Now = clock.GetUtcNow(),
            };
            var judgement = JudgeCode.Of(one.Link, evidence);
            if ((received is null ? ClaimsOfLedger.Of(judgement, own, about.Companies) : ClaimsOfLedger.OfReceived(received)) is { } ofLedger)
                judgement = judgement with { Claims = [.. judgement.Claims, ofLedger] };
            judgement = WithRights(judgement, about.Companies);
            judgement = await AskedAsync(judgement, evidence, new(EnvironmentOf(own) == judgement.Environment ? own : null, received), about, stop);
            codes.Add(new VerifiedCode(judgement with { Claims = [.. judgement.Claims.OrderBy(claim => claim.About)] }, one.Where));
        }
        return new VerifiedDocument(name, codes) { File = shown };
    }

    // KOD II behind the KOD I to which it belongs.
    private static IEnumerable<Found> Ordered(IReadOnlyList<Found> found) =>
        found.OrderBy(one => one.Page ?? 0).ThenBy(one => one.Link.Hash?.Base64Url, StringComparer.Ordinal).ThenBy(one => one.Link.Kind);

    // By the file that both speak of; else the one of the same page.
    private static CodeLink? OtherOf(Found one, IReadOnlyList<Found> found)
    {
        var others = found.Where(other => other.Link.Kind != one.Link.Kind).ToList();
        return (others.Find(other => other.Link.Hash == one.Link.Hash && other.Link.Hash is not null)
            ?? others.Find(other => other.Page == one.Page
                && !found.Any(third => third.Link.Kind == one.Link.Kind && third.Link.Hash == other.Link.Hash)))?.Link;
    }

    // What the code was made of, as far as it is at hand: by its hash; else the only file there is, or the one of this seller.
    private Fa3Invoice? FileOf(CodeLink link, IReadOnlyList<Fa3Invoice> invoices, IssuedInvoice? own, ReceivedInvoice? received, About about)
    {
        if (invoices.FirstOrDefault(one => one.Hash == link.Hash) is { } same) return same;
        if (own is not null) return ledger.Of(about.Companies.First(one => one.Id == own.Company)).File(own);
        if (received is not null && Embedded(new ReceivedTable(database, about.Companies.First(one => one.Id == received.Company)).Xml(received))
            is { } kept) return kept;
        return invoices is [var only] ? only : invoices.FirstOrDefault(one => one.SellerNip == link.Seller && one.IssueDate == link.IssueDate);
    }

    // As KSeF gave it to one of the companies, in the environment of the code.
    private ReceivedInvoice? ReceivedAs(CodeLink link, About about) => link.Hash is not { } hash ? null
        : about.Companies.Where(one => one.Environment.Qr.AbsoluteUri.TrimEnd('/') == link.Root)
            .Select(one => new ReceivedTable(database, one).WithHash(hash)).FirstOrDefault(one => one is not null);

    private List<KnownCertificate> CertificatesFor(CodeLink link, About about)
    {
        List<KnownCertificate> known = [.. about.Given];
        foreach (var company in about.Companies)
        {
            if (company.Environment.Qr.AbsoluteUri.TrimEnd('/') != link.Root && link.Context?.Value != company.Nip.ToString()) continue;
            foreach (var one in keys.Of(company.Id).Where(one => one.Serial is not null && one.Kind != CertificateKind.Seal))
            {
                if (one.Serial != link.Serial && company.Nip != link.Seller && link.Context?.Value != company.Nip.ToString()) continue;
                known.Add(new KnownCertificate(keys.Certificate(one), CertificateSource.Kept) { Status = one.Status, StatusAt = one.StatusAt });
            }
            foreach (var device in devices.Of(company).Where(one => one.Serial == link.Serial))
            {
                known.Add(new KnownCertificate(device.Bare(), CertificateSource.Kept)
                { Status = device.RevokedAt is null ? null : nameof(CertificateState.Revoked), StatusAt = device.RevokedAt });
            }
        }
        return known;
    }

    // What our own sign-in was allowed when KSeF last said so.
    private CodeJudgement WithRights(CodeJudgement judgement, IReadOnlyList<Company> companies)
    {
        if (judgement.Link is not { Kind: CodeKind.KodII, Context: { Type: ContextType.Nip } context, Seller: { } seller }
            || context.Value != seller.ToString()) return judgement;
        var own = companies.FirstOrDefault(one => one.Nip == seller && one.Environment == judgement.Environment);
        if (own is null || rights.Of(own.Id) is not { } seen) return judgement;
        var (at, claims) = (PolishTime.Shown(seen.ReadAt), judgement.Claims.Where(one => one.About != ClaimSubject.Rights));
        return judgement with
        {
            Claims = [.. claims, seen.MayIssue
                ? Claim.Proven(ClaimSubject.Rights, $"Prawo do wystawiania faktur tej firmy KSeF potwierdził {at}.",
                    $"KSeF confirmed the right to issue invoices of this company on {at}.")
                : Claim.Wrong(ClaimSubject.Rights, "INK-VERIFY-205", $"Według KSeF ({at}) ta firma nie ma prawa wystawiania faktur.",
                    $"According to KSeF ({at}) this company has no right to issue invoices.")],
        };
    }

    private async Task<CodeJudgement> AskedAsync(CodeJudgement judgement, CodeEvidence evidence, KeptInvoice kept, About about, CancellationToken stop)
    {
        if (!about.Question.Online || judgement.Environment is not { } environment) return ofPage.NotAsked(judgement, evidence, kept);
        var said = await page.AskAsync(environment, judgement.Link, stop);
        if (said is { IsFound: true } or { IsCorrected: true } && judgement.Link is { Kind: CodeKind.KodI, Hash: { } hash })
        {
            foreach (var company in about.Companies.Where(one => one.Environment == environment)) watched.Found(company, hash, said.KsefNumber);
        }
        return ofPage.Said(judgement, evidence, kept, said);
    }

    // What can be clicked is not what is drawn: a person sees the one and opens the other.
    private static VerifiedCode WithDifference(VerifiedCode code, IEnumerable<FoundText> all, ScannedFile scanned)
    {
        var link = code.Judgement.Link;
        var places = scanned.Texts.Where(one => one.Text.Trim() == link.Text).ToList();
        if (places.Count == 0 || places.Exists(one => one.Where != FoundIn.Link)) return code;
        var drawnThere = all.Any(one => one.Where != FoundIn.Link && one.Page == places[0].Page && CodeLink.Read(one.Text)?.Kind == link.Kind);
        if (!drawnThere) return code;
        return code with
        {
            Judgement = code.Judgement with
            {
                Claims = [.. code.Judgement.Claims, Claim.Wrong(ClaimSubject.SamePaper, "INK-VERIFY-134",
                    "Pod kodem kryje się inny odnośnik niż ten, który kod pokazuje.", "Behind the code lies another link than the one that it shows.")],
            },
        };
    }

    private static Wording Where(ScannedFile scanned, FoundText text)
    {
        var all = scanned.Texts.Where(one => one.Text == text.Text).ToList();
        var (pl, en) = (all.Exists(one => one.Where == FoundIn.Drawing) ? ("kod narysowany", "a drawn code")
            : all.Exists(one => one.Where == FoundIn.Picture) ? ("kod na obrazie", "a code in a picture") : ("odnośnik", "a link"));
        return text.Page is { } page ? new($"{pl}, strona {page}", $"{en}, page {page}") : new(pl, en);
    }

    private static Fa3Invoice? Embedded(byte[] xml)
    {
        try
        {
            return Fa3Invoice.Read(xml);
        }
        catch (RefusedException)
        {
            return null; // Other programs embed other things.
        }
    }

    internal static KsefEnvironment? EnvironmentOf(IssuedInvoice? invoice) => invoice is null ? null : KsefEnvironment.Parse(invoice.Environment);

    // A link of a code is shown whole; what is none may be anything.
    private static string Shortened(string text) => text.Trim() is var link && link.Length <= 1_000 ? link : string.Concat(link.AsSpan(0, 999), "…");

    private static Finding NoCode => new("INK-VERIFY-004", "Nie ma tu kodu KOD I ani KOD II.", "There is no KOD I or KOD II here.")
    { Hint = new("Zrób wyraźniejsze zdjęcie samych kodów albo wklej odnośnik.", "Make a clearer picture of the codes alone, or paste the link.") };

    private static Finding TookTooLong => new("INK-VERIFY-005", "Szukanie kodów trwało za długo i zostało przerwane.",
        "Looking for codes took too long and was given up.")
    { Hint = new("Wytnij same kody.", "Cut out the codes alone.") };

    private static Finding TooMany => new("INK-VERIFY-002", $"Naraz można sprawdzić {MostDocuments} dokumentów.",
        $"{MostDocuments} documents can be verified at once.");

    private static Finding WhichKsef => new("INK-VERIFY-003", "Sam plik XML nie mówi, do którego KSeF należy.",
        "An XML file alone does not say to which KSeF it belongs.")
    { Hint = new("Podaj środowisko albo daj też wydruk z kodem.", "Name the environment, or give the print with its code too.") };
}
