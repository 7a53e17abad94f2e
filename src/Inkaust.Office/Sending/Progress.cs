namespace Inkaust.Office;

/// <summary>How far long work has come.</summary>
/// <param name="What">What is being done.</param>
/// <param name="Done">With how many.</param>
/// <param name="Of">Of how many.</param>
public sealed record Progress(Doing What, int Done, int Of);

/// <summary>What long work is doing.</summary>
public enum Doing
{
    /// <summary>Judging invoices that are to be issued.</summary>
    Checking,

    /// <summary>Issuing invoices.</summary>
    Issuing,

    /// <summary>Asking KSeF what became of invoices that were sent.</summary>
    Settling,

    /// <summary>Sending invoices in packages.</summary>
    SendingPackages,

    /// <summary>Sending invoices one by one.</summary>
    SendingSingly,

    /// <summary>Fetching official receipts.</summary>
    FetchingReceipts,
}
