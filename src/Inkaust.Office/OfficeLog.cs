using System.Collections.Concurrent;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Inkaust.Office;

/// <summary>
/// What the office tells the log: codes, counts, times and keys of the ledger, never a NIP, a name, a number of an invoice or what
/// stands in one. A company is a number that holds in this process alone, because its key may be its NIP.
/// </summary>
public sealed partial class OfficeLog(ILoggerFactory logs)
{
    private readonly ConcurrentDictionary<CompanyId, int> numbers = new();
    private readonly ILogger log = logs.CreateLogger("Inkaust.Office");

    /// <summary>Nobody hears anything.</summary>
    public static OfficeLog Silent { get; } = new(NullLoggerFactory.Instance);

    /// <summary>Where the KSeF client logs its requests.</summary>
    internal ILogger Wire { get; } = logs.CreateLogger("Inkaust.Ksef");

    internal void RoundBegins(CompanyLedger ledger)
    {
        if (!log.IsEnabled(LogLevel.Debug)) return;
        RoundBegins(log, NumberOf(ledger.Company), ledger.Count("issued"), ledger.Count("sending"), ledger.Count("unknown"));
    }

    internal void RoundEnds(Company company, SendingReport report, TimeSpan took)
    {
        var codes = report.Problems.Count == 0 ? "none" : string.Join(", ", report.Problems.Select(problem => problem.Code));
        RoundEnds(log, NumberOf(company), report.Moved.Count, codes, (int)took.TotalMilliseconds);
    }

    internal void IsAnothersTurn(Company company) => IsAnothersTurn(log, NumberOf(company));

    internal void TurnIsLost(Company company) => TurnIsLost(log, NumberOf(company));

    internal void SignedIn(Company company, string with) => SignedIn(log, NumberOf(company), with);

    internal void Issued(Company company, IssuedInvoice invoice) =>
        Issued(log, NumberOf(company), invoice.Id, invoice.Mode, invoice.Size, invoice.Deadline.Date);

    internal void KsefIsSeen(KsefEnvironment environment, bool answers) => KsefIsSeen(log, environment.Name, answers ? "answers" : "is silent");

    internal void Delivered(Company company, long delivery, DeliveryAttempt attempt) =>
        Delivered(log, NumberOf(company), delivery, attempt.Outcome.Word(), attempt.Status, (int)attempt.Took.TotalMilliseconds);

    internal void NotDelivered(Company company, long delivery, string code) => NotDelivered(log, NumberOf(company), delivery, code);

    private int NumberOf(Company company) => numbers.GetOrAdd(company.Id, _ => numbers.Count + 1);

    [LoggerMessage(EventId = 101, EventName = "RoundBegins", Level = LogLevel.Debug,
        Message = "Company {Company}: a round begins; issued {Issued}, sending {Sending}, unknown {Unknown}")]
    private static partial void RoundBegins(ILogger log, int company, int issued, int sending, int unknown);

    [LoggerMessage(EventId = 102, EventName = "RoundEnds", Level = LogLevel.Information,
        Message = "Company {Company}: the round ended after {Milliseconds} ms; moved {Moved}, problems {Codes}")]
    private static partial void RoundEnds(ILogger log, int company, int moved, string codes, int milliseconds);

    [LoggerMessage(EventId = 103, EventName = "IsAnothersTurn", Level = LogLevel.Debug, Message = "Company {Company}: another process has the turn")]
    private static partial void IsAnothersTurn(ILogger log, int company);

    [LoggerMessage(EventId = 104, EventName = "TurnIsLost", Level = LogLevel.Warning,
        Message = "Company {Company}: another process took the turn over")]
    private static partial void TurnIsLost(ILogger log, int company);

    [LoggerMessage(EventId = 105, EventName = "SignedIn", Level = LogLevel.Information, Message = "Company {Company}: signed in with {With}")]
    private static partial void SignedIn(ILogger log, int company, string with);

    [LoggerMessage(EventId = 106, EventName = "Issued", Level = LogLevel.Information,
        Message = "Company {Company}: issued invoice {Invoice} in the mode {Mode}, {Size} bytes, deadline {Deadline}")]
    private static partial void Issued(ILogger log, int company, long invoice, IssuingMode mode, long size, DateOnly? deadline);

    [LoggerMessage(EventId = 107, EventName = "KsefIsSeen", Level = LogLevel.Information, Message = "KSeF ({Environment}) {Presence}")]
    private static partial void KsefIsSeen(ILogger log, string environment, string presence);

    [LoggerMessage(EventId = 108, EventName = "Delivered", Level = LogLevel.Information,
        Message = "Company {Company}: delivery {Delivery} of an event was {Outcome}, status {Status}, after {Milliseconds} ms")]
    private static partial void Delivered(ILogger log, int company, long delivery, string outcome, int? status, int milliseconds);

    [LoggerMessage(EventId = 109, EventName = "NotDelivered", Level = LogLevel.Warning,
        Message = "Company {Company}: delivery {Delivery} of an event could not be tried: {Code}")]
    private static partial void NotDelivered(ILogger log, int company, long delivery, string code);
}
