namespace Inkaust.Office;

/// <summary>A total failure that a person has confirmed.</summary>
/// <param name="Event">Latarnia's number of it.</param>
/// <param name="EndedAt">When it ended; null while it goes on.</param>
/// <param name="Waived">Invoices that need not be sent any more.</param>
public sealed record TotalFailureEntered(long Event, DateTimeOffset? EndedAt, IReadOnlyList<IssuedInvoice> Waived);

/// <summary>Enters a total failure because a person says so, who has read or heard of it; nobody else may (LAW 3, 30).</summary>
public sealed class EnterTotalFailure(SignIn signIn, AnnouncementArchive announcements, KeepDeadlines keepDeadlines, TimeProvider clock)
{
    /// <summary>Asks Latarnia afresh, notes the confirmation, and waives what waits and is not overdue.</summary>
    /// <param name="company">Whose KSeF.</param>
    /// <param name="named">Latarnia's number of the event; null: the one that is going on.</param>
    /// <param name="reference">Where it was read: BIP, a newspaper, the radio.</param>
    /// <param name="stop">Gives up asking.</param>
    /// <exception cref="Invoices.RefusedException">INK-MODE-004, 006, 007: none was announced, none goes on, or several do. Nothing
    /// changed.</exception>
    public async Task<TotalFailureEntered> AsConfirmedAsync(Company company, long? named, string reference, CancellationToken stop = default)
    {
        await announcements.AskAsync(signIn.KsefOf(company), stop);
        var total = announcements.TotalFailureMeant(company.Environment, named);
        announcements.ConfirmTotalFailure(company.Environment, total.EventId, reference);
        var changed = keepDeadlines.For(company);
        return new TotalFailureEntered(
            total.EventId, total.EndAt <= clock.GetUtcNow() ? total.EndAt : null, [.. changed.Where(one => one.State is InvoiceState.Waived)]);
    }
}
