using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

// Every step that the office ever asks for. What a step leaves out (null) is what the one who shows it already knows: the company
// or the invoice in front of the person.

/// <summary>Send what waits, and ask about what was sent.</summary>
/// <param name="Company">Whose.</param>
public sealed record SendNow(CompanyReference Company) : NextStep;

/// <summary>Let the program go on sending by itself.</summary>
public sealed record KeepSending : NextStep;

/// <summary>Send packages again at once, although KSeF refused them so often that they have to wait.</summary>
public sealed record SendPackagesNow : NextStep;

/// <summary>Issue an invoice from a file or a draft.</summary>
public sealed record Issue : NextStep;

/// <summary>Issue what is being issued as offline24.</summary>
public sealed record IssueOffline24 : NextStep;

/// <summary>Issue in a mode that rests on an announced event.</summary>
/// <param name="Mode">Which.</param>
public sealed record IssueInMode(IssuingMode Mode) : NextStep;

/// <summary>Issue what is being issued although it is wrong, which the ledger keeps.</summary>
/// <param name="Codes">Codes of what is wrong.</param>
public sealed record TakeKnowingly(IReadOnlyList<string> Codes) : NextStep;

/// <summary>See why KSeF refused an invoice, and repair it.</summary>
/// <param name="Invoice">Its place in the ledger.</param>
public sealed record Repair(long Invoice) : NextStep;

/// <summary>Give the repaired file of a refused invoice.</summary>
/// <param name="Invoice">Its place in the ledger.</param>
public sealed record RepairWith(long Invoice) : NextStep;

/// <summary>Send the same bytes of a refused invoice again.</summary>
/// <param name="Invoice">Its place in the ledger.</param>
public sealed record SendAgain(long Invoice) : NextStep;

/// <summary>Close a refused invoice for which nothing more will be done.</summary>
/// <param name="Invoice">Its place in the ledger.</param>
public sealed record CloseRefused(long Invoice) : NextStep;

/// <summary>Correct an invoice by a draft.</summary>
/// <param name="Invoice">Its place in the ledger; null for the one in front of the person.</param>
public sealed record Correct(long? Invoice = null) : NextStep;

/// <summary>Take back a correction that waits.</summary>
/// <param name="Correction">The number under which it waits.</param>
public sealed record WithdrawCorrection(long Correction) : NextStep;

/// <summary>See a received invoice.</summary>
/// <param name="Received">Its place among those that were received.</param>
public sealed record SeeReceived(long Received) : NextStep;

/// <summary>See which files of packages from KSeF were refused here, and decide about them.</summary>
public sealed record SeeRefusedFiles : NextStep;

/// <summary>See the corrections that wait.</summary>
public sealed record SeeHeldCorrections : NextStep;

/// <summary>Correct what JPK_V7 says of a month: numbers have come in place of markers (LAW 68).</summary>
/// <param name="Month">Its first day.</param>
public sealed record CorrectJpk(DateOnly Month) : NextStep;

/// <summary>See whether an invoice that is watched has come into KSeF.</summary>
/// <param name="Link">Its KOD I.</param>
public sealed record VerifyWatched(string Link) : NextStep;

/// <summary>See the invoices of the ledger.</summary>
public sealed record SeeLedger : NextStep;

/// <summary>See where a company stands.</summary>
/// <param name="Company">Which; null for all.</param>
public sealed record SeeStanding(Company? Company = null) : NextStep;

/// <summary>Confirm that a total failure was announced (LAW 3).</summary>
/// <param name="Event">Latarnia's number of it.</param>
public sealed record ConfirmTotalFailure(long Event) : NextStep;

/// <summary>Say which total failure is meant.</summary>
public sealed record NameTotalFailure : NextStep;

/// <summary>See the certificates.</summary>
public sealed record SeeCertificates : NextStep;

/// <summary>Get a certificate from KSeF.</summary>
/// <param name="Certificate">Which; null for both.</param>
/// <param name="Company">For whom; null for the company in front of the person.</param>
public sealed record GetCertificate(CertificateKind? Certificate = null, Company? Company = null) : NextStep;

/// <summary>Renew a certificate ahead of its end.</summary>
/// <param name="Certificate">Which; null for both.</param>
/// <param name="Company">Whose; null for the company in front of the person.</param>
public sealed record RenewCertificate(CertificateKind? Certificate = null, Company? Company = null) : NextStep;

/// <summary>Bring in a certificate that was got elsewhere.</summary>
public sealed record BringCertificate : NextStep;

/// <summary>Bring in a KSeF token in place of the one before.</summary>
public sealed record BringToken : NextStep;

/// <summary>Name the file of the certificate's key.</summary>
public sealed record NameKeyFile : NextStep;

/// <summary>Let KSeF say whether the certificates and the rights are good.</summary>
public sealed record TryCertificates : NextStep;

/// <summary>Add a company.</summary>
public sealed record AddCompany : NextStep;

/// <summary>Give a company another name or address.</summary>
public sealed record ChangeCompany : NextStep;

/// <summary>Say that a company is to be removed with its keys.</summary>
public sealed record ConfirmRemoval : NextStep;

/// <summary>Say which company is meant.</summary>
/// <param name="Among">Those that it may be; empty for all that are here.</param>
public sealed record ChooseCompany(IReadOnlyList<CompanyReference> Among) : NextStep;

/// <summary>Say to which KSeF a file belongs.</summary>
/// <param name="Among">Words or addresses of those that it may be; empty for all.</param>
public sealed record NameKsef(IReadOnlyList<string> Among) : NextStep;

/// <summary>Draw the invoice itself.</summary>
public sealed record PrintInvoice : NextStep;

/// <summary>Name another place for the data.</summary>
public sealed record ChooseDataFolder : NextStep;

/// <summary>Name the statute that changes the calendar.</summary>
public sealed record NameStatute : NextStep;

/// <summary>See the changes of the calendar.</summary>
public sealed record SeeCalendar : NextStep;

/// <summary>See whose signatures under receipts are trusted.</summary>
public sealed record SeeAuthorities : NextStep;

/// <summary>Trust an authority that signs receipts.</summary>
public sealed record TrustAuthority : NextStep;

/// <summary>See where events are sent.</summary>
public sealed record SeeWebhooks : NextStep;

/// <summary>See the devices that issue with no network.</summary>
public sealed record SeeDevices : NextStep;

/// <summary>Decide about an invoice that a device handed over.</summary>
/// <param name="Kept">Its key.</param>
public sealed record SeeKeptInvoice(long Kept) : NextStep;
