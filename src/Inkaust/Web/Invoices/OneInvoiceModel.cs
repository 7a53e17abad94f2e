using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Print;

namespace Inkaust.Web.Invoices;

/// <summary>One invoice, whole, as its page shows it.</summary>
/// <param name="Life">The invoice and its steps.</param>
/// <param name="HandOver">What of it the buyer may be given, and why.</param>
/// <param name="Codes">The codes on its print; none where none may be shown.</param>
/// <param name="People">The people of the company by the keys of their accounts.</param>
public sealed record OneInvoiceModel(
    InvoiceLife Life, HandOver HandOver, IReadOnlyList<PrintedCode> Codes, IReadOnlyDictionary<string, string> People)
{
    /// <summary>What was sent of it by e-mail, newest first.</summary>
    public IReadOnlyList<Delivery> Deliveries { get; init; } = [];

    /// <summary>What its receipt is worth; null: it has none, or one of a whole session.</summary>
    public UpoJudgement? Upo { get; init; }

    /// <summary>Where a browser hears what becomes of it, from what this page shows on; null: nothing more is waited for.</summary>
    public string? Stream { get; init; }

    public static OneInvoiceModel Of(InCompany scope, InvoiceLife life) => new(life,
        scope.Office.LookIntoLedger.HandOverOf(scope.Company, life.Invoice),
        PrintIssued.CodesOf(scope.Company, life.Invoice),
        scope.Office.Members.Among(scope.Company).ToDictionary(one => one.Account.Text, one => one.Name))
    {
        Upo = scope.Office.LookIntoLedger.VerdictOf(scope.Company, life.Invoice),
        Deliveries = scope.Office.MailInvoice.Of(scope.Company, life.Invoice),
        Stream = life.Invoice.State.IsFinal ? null
            : $"/api/v1/companies/{Uri.EscapeDataString(scope.Company.Id.Text)}/events/stream?after={scope.Office.EventFeed.Newest(scope.Company)}",
    };

    public IssuedInvoice Invoice => Life.Invoice;

    /// <summary>A print of it may be drawn: not of a repaired file before its number (LAW 60).</summary>
    public bool IsDrawn => Invoice is not { Repairs: not null, State: not InvoiceState.Accepted };

    /// <summary>Who took a step, by name.</summary>
    public string NameOf(Who by, Language language) => by.AccountId is { } account
        ? People.GetValueOrDefault(account, language == Language.Polish ? "dawny członek" : "a former member")
        : by == Who.Program ? (language == Language.Polish ? "program" : "the program")
        : by.Text.Split(':', 2) is [_, { Length: > 0 } name] ? name : language == Language.Polish ? "nie zapisano kto" : "not noted who";
}
