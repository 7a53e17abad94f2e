using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>What a company lacks before it can issue, in the order in which it is got.</summary>
public enum SetUpStep
{
    /// <summary>Something to sign in to KSeF with.</summary>
    SignIn,

    /// <summary>Certificates of type 1 and type 2.</summary>
    Certificates,

    /// <summary>Its first invoice.</summary>
    FirstInvoice,

    /// <summary>Nothing.</summary>
    Done,
}

/// <summary>
/// Makes a company of an account ready to issue. How far it has come is read from what it has, so that it can be left and taken up.
/// </summary>
public sealed class SetUpCompany(
    CompanyRegister companies, Members members, KeyRing keys, KsefTokens tokens, Ledger ledger, CompanyLooks looks, IssueAndSend issue,
    TimeProvider clock)
{
    private const string FirstKey = "set-up";

    /// <summary>Adds a company, which whoever adds it owns.</summary>
    /// <exception cref="RefusedException">INK-COMPANY-009: no NIP; 001: it is here already; 004: no name or address; 012: a rehearsal goes on.
    /// </exception>
    public Company Begin(AccountId account, string nip, string name, string address, KsefEnvironment environment)
    {
        List<Finding> wrong = [];
        if (!Nip.TryParse(nip, out var number)) wrong.Add(CompanyFindings.NoNip(nip.Trim()));
        if (string.IsNullOrWhiteSpace(name) || string.IsNullOrWhiteSpace(address)) wrong.Add(CompanyFindings.Nameless);
        if (wrong.Count > 0) throw new RefusedException(wrong);
        var company = companies.For(Who.Account(account.Text)).Add(new Company(number, name, address, environment));
        members.Let(account, company, Role.Owner);
        return company;
    }

    /// <summary>What a company lacks now.</summary>
    public SetUpStep StepOf(Company company)
    {
        if (ledger.Of(company).Latest(1).Count > 0) return SetUpStep.Done;
        var has = keys.Of(company.Id).Where(one => one.IsValid(clock.GetUtcNow())).Select(one => one.Kind).ToHashSet();
        if (!company.Environment.AcceptsSelfSigned && !has.Contains(CertificateKind.Authentication) && !has.Contains(CertificateKind.Seal)
            && !(tokens.EndDate(company.Id) >= PolishTime.DateOf(clock.GetUtcNow()))) return SetUpStep.SignIn;
        return has.Contains(CertificateKind.Authentication) && has.Contains(CertificateKind.Offline)
            ? SetUpStep.FirstInvoice : SetUpStep.Certificates;
    }

    /// <summary>
    /// An invented company for trials on a local KSeF. Its NIP follows from the account and from how many companies it has, so that two accounts
    /// are not the same seller there.
    /// </summary>
    public (Nip Nip, string Name, string Address) ExampleFor(AccountId account)
    {
        var many = members.Of(account).Count;
        for (var salt = 0; ; salt++)
        {
            var drawn = SHA256.HashData(Encoding.UTF8.GetBytes($"{account.Text}/{many}/{salt}"));
            // A check digit of ten is none; such numbers are left out.
            var nine = 100_000_000 + (BinaryPrimitives.ReadUInt64BigEndian(drawn) % 900_000_000);
            for (var last = 0; last < 10; last++)
                if (Nip.TryParse($"{nine}{last}", out var nip)) return (nip, "Atrament i Pióro sp. z o.o.", "ul. Piękna 7/3, 00-539 Warszawa");
        }
    }

    /// <summary>An invoice to an invented buyer.</summary>
    /// <param name="company">Who would issue it.</param>
    /// <param name="number">Its number.</param>
    public InvoiceDraft Example(Company company, string number) => looks.Of(company).Into(new InvoiceDraft
    {
        Number = number,
        Buyer = new Party
        {
            Name = "Piekarnia Złoty Kłos Anna Wójcik",
            Nip = Nip.Parse("6712345098"),
            Address = Address.Parse("ul. Młyńska 7, 61-730 Poznań", null),
        },
        Lines =
        [
            new Line { Name = "Projekt opakowań na pieczywo", Quantity = 1, Unit = "szt.", Price = 2_400m, Rate = VatRate.Parse("23") },
            new Line { Name = "Książka „Mąka i ogień”", Quantity = 10, Unit = "egz.", Price = 38.10m, Rate = VatRate.Parse("5") },
        ],
    });

    /// <summary>The number of the first invoice, which no series gives.</summary>
    public static string FirstNumber => "PRÓBA/1";

    /// <summary>Issues the example as the first invoice of a company; again: the same invoice, and nothing more.</summary>
    /// <exception cref="RefusedException">INK-SETUP-001: in production it would be an invoice in earnest; or as <see cref="IssueInvoice"/> says.
    /// Nothing was issued.</exception>
    public Task<IssuedNow> IssueExampleAsync(Company company, CancellationToken stop = default) =>
        IssueExampleAsync(company, FirstNumber, FirstKey, stop);

    /// <summary>Issues the example under a number of its own.</summary>
    /// <inheritdoc cref="IssueExampleAsync(Company, CancellationToken)"/>
    /// <param name="company">Who issues it.</param>
    /// <param name="number">Its number.</param>
    /// <param name="key">The same key issues nothing again.</param>
    /// <param name="stop">Gives up; once it is issued, only the sending.</param>
    public Task<IssuedNow> IssueExampleAsync(Company company, string number, string key, CancellationToken stop = default) =>
        company.Environment.IsProduction
            ? throw new RefusedException(new Finding("INK-SETUP-001",
                "W produkcyjnym KSeF przykład byłby prawdziwą fakturą. Nic nie wystawiono.",
                "In production an example would be an invoice in earnest. Nothing was issued."))
            : issue.ForAsync(company, Example(company, number), new IssuingTerms(ModeWish.Auto) { IdempotencyKey = key }, stop);
}
