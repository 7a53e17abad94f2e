using System.IO.Compression;
using System.Text;
using Inkaust.Invoices;

namespace Inkaust.Pocket.Away;

/// <summary>
/// What waits on a device as files, for the worst day: the invoices byte for byte, so that any program that speaks KSeF can send them, and beside each
/// what the device knows of it.
/// </summary>
internal static class ExportQueue
{
    /// <summary>A ZIP of invoices.</summary>
    public static byte[] Zip(IReadOnlyList<HeldInvoice> invoices)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var invoice in invoices)
            {
                var name = Untrusted.ForFileName(invoice.Number, "faktura");
                Put(zip, $"{name}.xml", invoice.File, invoice.IssuedAt);
                Put(zip, $"{name}.txt", Encoding.UTF8.GetBytes(Words(invoice)), invoice.IssuedAt);
            }
        }
        return file.ToArray();
    }

    // What a person, or another program, needs to send it on: mode, moment, deadline, hash and both codes.
    private static string Words(HeldInvoice invoice) => string.Join('\n',
        $"number: {invoice.Number}", "mode: offline24", $"P_1: {AwayJson.Text(invoice.IssueDate)}", $"issued at: {AwayJson.Text(invoice.IssuedAt)}",
        $"send until: {(invoice.Deadline is { } day ? AwayJson.Text(day) : "?")}", $"SHA-256: {invoice.Hash.Base64}", $"KOD I: {invoice.KodI.AbsoluteUri}",
        $"KOD II: {invoice.KodII.AbsoluteUri}", $"certificate: {invoice.Serial}", "");

    private static void Put(ZipArchive zip, string name, byte[] bytes, DateTimeOffset at)
    {
        var entry = zip.CreateEntry(name);
        entry.LastWriteTime = at;
        using var content = entry.Open();
        content.Write(bytes);
    }
}
