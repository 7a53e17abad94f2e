using Inkaust.Invoices;

namespace Inkaust.Issuing;

/// <summary>
/// The turn to send for one company: at most one process has it. It is a lock of the operating system on a file beside the
/// database, so that it ends with the process, also after kill -9.
/// </summary>
internal sealed class SendingTurn : IDisposable
{
    private readonly FileStream held;

    private SendingTurn(FileStream held) => this.held = held;

    /// <exception cref="RefusedException">INK-SEND-001: another process is sending for this company now.</exception>
    public static SendingTurn Take(string folder, Nip company)
    {
        var file = Path.Combine(folder, $"sending-{company}.lock");
        try
        {
            return new SendingTurn(new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException fault)
        {
            throw new RefusedException(new Finding("INK-SEND-001",
                "Inny proces właśnie wysyła faktury tej firmy.", "Another process is sending this company's invoices right now.")
            { Hint = new("Poczekaj, aż skończy; zobacz: inkaust status", "Wait until it ends; see: inkaust status") }, fault);
        }
    }

    public void Dispose() => held.Dispose();
}
