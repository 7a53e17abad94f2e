using System.Security.Cryptography;
using Inkaust.Invoices;

namespace Inkaust.LocalKsef;

/// <summary>Tag "Identyfikatory zbiorcze".</summary>
internal sealed class CollectiveIdentifiers(Registry registry, ServerClock clock, Limits limits)
{
    private const int FewestInvoices = 2;
    private const int MostPerInvoice = 132;
    private const int MostAtOnce = 10;
    private static readonly TimeSpan LongestRange = TimeSpan.FromDays(100);

    public async Task<Answer> Generate(Call call)
    {
        var request = await call.Body<GenerateRequest>();
        CheckInvoices(request.Invoices, limits.InvoicesOfCollectiveIdentifier(call.Caller.Context));
        return registry.Together(() =>
        {
            string? seller = null;
            foreach (var number in request.Invoices.Select(invoice => invoice.KsefNumber))
            {
                var facts = registry.InvoiceByNumber(number)?.Facts
                    ?? throw ApiRefusal.Of(71001, "Faktura nie może zostac przypisana do Identyfikatora Zbiorczego.",
                        $"Faktura o numerze KSeF {number} nie może zostac przypisana do Identyfikatora Zbiorczego.");
                if ((seller ??= facts.SellerNip) != facts.SellerNip)
                    throw ApiRefusal.Of(71004, "Faktury mają różnych sprzedawców.", $"Fakturę o numerze KSeF {number} wystawił inny sprzedawca.");
                if (Having(number).Count(other => other.CreatedBy == call.Caller.Context) >= MostPerInvoice)
                    throw ApiRefusal.Of(71002, "Faktura jest już przypisana do maksymalnej liczby Identyfikatorów Zbiorczych.",
                        $"Faktura o numerze KSeF {number} jest już przypisana do maksymalnej liczby Identyfikatorów Zbiorczych.");
            }
            var technicalPart = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8));
            var made = new CollectiveIdentifier(CollectiveIdentifier.NewNumber(seller!, clock.PolishToday, technicalPart),
                call.Caller.Context, seller!, clock.Now, request.Invoices);
            registry.CollectiveIdentifiers.Add(made.Number, made);
            return Answer.Json(new { collectiveIdentifierNumber = made.Number }, 201);
        });
    }

    private static void CheckInvoices(IReadOnlyList<CollectedInvoice> invoices, int most)
    {
        if (invoices.Count < FewestInvoices || invoices.Count > most)
            throw ApiRefusal.Invalid($"Lista musi mieć od {FewestInvoices} do {most} numerów KSeF.");
        if (invoices.Any(invoice => invoice.Description?.Length > 512)) throw ApiRefusal.Invalid("Opis może mieć najwyżej 512 znaków.");
        if (invoices.GroupBy(invoice => invoice.KsefNumber).FirstOrDefault(same => same.Count() > 1) is { } repeated)
            throw ApiRefusal.Of(71005, "Powtórzony numer KSeF w żądaniu.", $"Numer KSeF {repeated.Key} występuje w żądaniu więcej niż raz.");
    }

    public async Task<Answer> Query(Call call)
    {
        var filter = await call.Body<QueryRequest>();
        if (filter.DateCreatedFrom > filter.DateCreatedTo || filter.DateCreatedTo - filter.DateCreatedFrom > LongestRange)
            throw ApiRefusal.Invalid($"Zakres od dateCreatedFrom do dateCreatedTo musi mieć najwyżej {LongestRange.Days} dni.");
        return Page(call, "collectiveIdentifiers",
            Visible(call).Where(one => one.CreatedAt >= filter.DateCreatedFrom && one.CreatedAt <= filter.DateCreatedTo
            && (filter.CollectiveIdentifierNumber is null || filter.CollectiveIdentifierNumber == one.Number)
            && (filter.InvoiceCountFrom is null || one.Invoices.Count >= filter.InvoiceCountFrom)
            && (filter.InvoiceCountTo is null || one.Invoices.Count <= filter.InvoiceCountTo)
            && (filter.CreatedInCurrentContext is null || filter.CreatedInCurrentContext == (one.CreatedBy == call.Caller.Context))), one => new
            {
                collectiveIdentifierNumber = one.Number,
                dateCreated = one.CreatedAt,
                invoiceCount = one.Invoices.Count,
                createdInCurrentContext = one.CreatedBy == call.Caller.Context,
            });
    }

    /// <summary>The invoices of up to ten identifiers at once (KSEF 13).</summary>
    public async Task<Answer> Invoices(Call call)
    {
        var numbers = (await call.Body<InvoicesRequest>()).CollectiveIdentifierNumbers;
        if (numbers.Count is 0 or > MostAtOnce) throw ApiRefusal.Invalid($"Można podać od 1 do {MostAtOnce} identyfikatorów zbiorczych.");
        var found = numbers.Distinct().Select(number => registry.CollectiveIdentifiers.Find(number)
            ?? throw ApiRefusal.Invalid($"Identyfikator zbiorczy {number} nie istnieje."));
        var rows = found.SelectMany(one => one.Invoices.Select(invoice => (Of: one, Invoice: invoice)))
            .OrderByDescending(row => row.Invoice.KsefNumber, StringComparer.Ordinal)
            .ThenByDescending(row => row.Of.Number, StringComparer.Ordinal).ToList();
        return Page(call, "invoices", rows, row =>
        {
            var (of, invoice) = row;
            // The payment is for whoever made the identifier and for the parties of the invoice.
            var mayKnow = of.CreatedBy == call.Caller.Context
                || registry.InvoiceByNumber(invoice.KsefNumber)!.Facts!.Parties.Any(party => party.Identifier == call.Caller.Context.Value);
            return new
            {
                collectiveIdentifierNumber = of.Number,
                ksefNumber = invoice.KsefNumber,
                payment = mayKnow ? invoice.Payment : null,
                description = mayKnow ? invoice.Description : null,
                detailsHidden = !mayKnow && (invoice.Payment is not null || invoice.Description is not null),
            };
        }, largest: 500);
    }

    public Task<Answer> OfInvoice(Call call)
    {
        var number = call.Segment("ksefNumber");
        if (!KsefNumber.TryParse(number, out _)) throw ApiRefusal.Invalid("Nieprawidłowy numer KSeF.");
        return Task.FromResult(Page(call, "collectiveIdentifiers", Having(number), one => new
        {
            collectiveIdentifierNumber = one.Number,
            createdInCurrentContext = one.CreatedBy == call.Caller.Context,
            dateCreated = one.CreatedAt,
        }));
    }

    private IReadOnlyList<CollectiveIdentifier> Having(string ksefNumber) =>
        NewestFirst(registry.CollectiveIdentifiers.Where(one => one.Invoices.Any(invoice => invoice.KsefNumber == ksefNumber)));

    // A company also sees what others have made for its own invoices.
    private IReadOnlyList<CollectiveIdentifier> Visible(Call call) => NewestFirst(registry.CollectiveIdentifiers.Where(one =>
        one.CreatedBy == call.Caller.Context || (call.Caller.Context.Type == ContextType.Nip && one.SellerNip == call.Caller.Context.Value)));

    private static IReadOnlyList<CollectiveIdentifier> NewestFirst(IEnumerable<CollectiveIdentifier> all) =>
        [.. all.OrderByDescending(one => one.CreatedAt).ThenByDescending(one => one.Number, StringComparer.Ordinal)];

    private static Answer Page<T>(Call call, string name, IEnumerable<T> all, Func<T, object> shown, int largest = 200)
    {
        var take = call.QueryNumber("pageSize", 10, largest, 10);
        var skip = call.ContinuationPosition();
        var page = all.Skip(skip).Take(take + 1).ToList();
        var answer = new Dictionary<string, object> { [name] = page.Take(take).Select(shown) };
        if (page.Count > take) answer["continuationToken"] = call.ContinueAt(skip + take);
        return Answer.Json(answer);
    }

    private sealed record GenerateRequest
    {
        public required IReadOnlyList<CollectedInvoice> Invoices { get; init; }
    }

    private sealed record InvoicesRequest
    {
        public required IReadOnlyList<string> CollectiveIdentifierNumbers { get; init; }
    }

    private sealed record QueryRequest
    {
        public string? CollectiveIdentifierNumber { get; init; }
        public required DateTimeOffset DateCreatedFrom { get; init; }
        public required DateTimeOffset DateCreatedTo { get; init; }
        public int? InvoiceCountFrom { get; init; }
        public int? InvoiceCountTo { get; init; }
        public bool? CreatedInCurrentContext { get; init; }
    }
}
