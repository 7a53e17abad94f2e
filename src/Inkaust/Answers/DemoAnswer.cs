using Inkaust.Demo;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Answers;

/// <summary>The addresses of a KSeF.</summary>
public sealed record AddressesAnswer(Uri Api, Uri Qr, Uri? Latarnia);

/// <summary>The company of the demo.</summary>
public sealed record DemoCompanyAnswer(string Nip);

/// <summary>What the demo did; it stands in <c>report.json</c> too.</summary>
public sealed record DemoAnswer(AddressesAnswer Environment, DemoCompanyAnswer Company, IReadOnlyList<DemoInvoiceAnswer> Invoices)
{
    public static DemoAnswer Of(DemoResult result, Language language) => new(
        new AddressesAnswer(result.Environment.Api, result.Environment.Qr, result.Environment.Latarnia),
        new DemoCompanyAnswer(result.Company.Nip.ToString()),
        [DemoInvoiceAnswer.Of(result.Online, null, language), DemoInvoiceAnswer.Of(result.Offline, result.Certificate, language)]);
}

/// <summary>An invoice of the demo, and the files that were written for it.</summary>
public sealed record DemoInvoiceAnswer(
    string Mode, string Xml, string? PdfBeforeSending, string Pdf, string Upo, string IssueDate, string InvoiceHash, string KsefNumber, string KodI,
    string? KodII,
    string? Certificate, string? Deadline, IReadOnlyList<string>? DeadlineSteps)
{
    /// <param name="one">The invoice.</param>
    /// <param name="certificate">The file of the certificate that signed KOD II; null of an invoice that was issued online.</param>
    /// <param name="language">Of the steps.</param>
    public static DemoInvoiceAnswer Of(DemoInvoice one, string? certificate, Language language) => new(
        one.Invoice.Mode.Word(), one.Xml, one.PdfBeforeSending, one.Pdf, one.Upo, Day.Of(one.Invoice.IssueDate), one.Invoice.Hash.Base64Url,
        ((InvoiceState.Accepted)one.Invoice.State).KsefNumber, one.Invoice.KodI.AbsoluteUri, one.Invoice.KodII?.AbsoluteUri, certificate,
        certificate is null ? null : Day.Of(one.Invoice.Deadline.Date),
        certificate is null ? null : [.. one.Invoice.Deadline.Steps.Select(step => step.In(language))]);
}
