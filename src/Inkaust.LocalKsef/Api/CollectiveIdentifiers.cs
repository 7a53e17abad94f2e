using System.Security.Cryptography;
using Inkaust.Invoices;

namespace Inkaust.LocalKsef;

/// <summary>Tag "Identyfikatory zbiorcze".</summary>
internal sealed class CollectiveIdentifiers(Registry registry, ServerClock clock)
{
    private const int MostInvoices = 500;
    private const int MostPerInvoice = 132;
    private static readonly TimeSpan LongestRange = TimeSpan.FromDays(100);

    public async Task<Answer> Generate(Call call)
    {
        var request = await call.Body<GenerateRequest>();
        if (request.Invoices.Count is 0 or > MostInvoices
            || request.Invoices.DistinctBy(invoice => invoice.KsefNumber).Count() != request.Invoices.Count)
            throw ApiRefusal.Invalid($"Lista musi mieć od 1 do {MostInvoices} różnych numerów KSeF.");
        if (request.Invoices.Any(invoice => invoice.Description?.Length > 512)) throw ApiRefusal.Invalid("Opis może mieć najwyżej 512 znaków.");
        return registry.Together(() =>
        {
            string? seller = null;
            foreach (var number in request.Invoices.Select(invoice => invoice.KsefNumber))
            {
                var facts = registry.InvoiceByNumber(number)?.Facts;
                if (facts is null || (seller ??= facts.SellerNip) != facts.SellerNip)
                    throw ApiRefusal.Of(71001, "Faktura nie może zostac przypisana do Identyfikatora Zbiorczego.",
                        $"Faktura o numerze KSeF {number} nie może zostac przypisana do Identyfikatora Zbiorczego.");
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

    public Task<Answer> Invoices(Call call)
    {
        var number = call.Segment("collectiveIdentifierNumber");
        var found = registry.CollectiveIdentifiers.Find(number) ?? throw ApiRefusal.Invalid($"Identyfikator zbiorczy {number} nie istnieje.");
        return Task.FromResult(Page(call, "invoices",
            found.Invoices.OrderByDescending(invoice => invoice.KsefNumber, StringComparer.Ordinal), invoice =>
        {
            // The payment is for whoever made the identifier and for the parties of the invoice.
            var mayKnow = found.CreatedBy == call.Caller.Context
                || registry.InvoiceByNumber(invoice.KsefNumber)!.Facts!.Parties.Any(party => party.Identifier == call.Caller.Context.Value);
            return new
            {
                ksefNumber = invoice.KsefNumber,
                payment = mayKnow ? invoice.Payment : null,
                description = mayKnow ? invoice.Description : null,
                detailsHidden = !mayKnow && (invoice.Payment is not null || invoice.Description is not null),
            };
        }));
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

    private static Answer Page<T>(Call call, string name, IEnumerable<T> all, Func<T, object> shown)
    {
        var take = call.QueryNumber("pageSize", 10, 200, 10);
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
