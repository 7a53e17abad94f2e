using System.Globalization;
using System.Text;
using System.Xml;

namespace Inkaust.Invoices;

/// <summary>Writes a complete draft as an FA(3) file. The bytes depend on the arguments alone.</summary>
public static class Fa3Writer
{
    /// <summary>The file in UTF-8 without a byte order mark.</summary>
    /// <param name="draft">Complete: with seller and date of issue.</param>
    /// <param name="createdAt">DataWytworzeniaFa.</param>
    /// <param name="systemName">SystemInfo: the program that made the file.</param>
    /// <exception cref="RefusedException">INK-DRAFT-020 and later: something is missing; or a finding of <see cref="Fa3Validator"/> for which KSeF
    /// would refuse the file.</exception>
    public static byte[] Write(InvoiceDraft draft, DateTimeOffset createdAt, string systemName)
    {
        if (DraftCompleteness.Check(draft) is { Count: > 0 } missing) throw new RefusedException(missing);
        var bytes = Bytes(draft, createdAt, systemName);
        var refused = Fa3Validator.Validate(bytes, ksef: KsefKind.Test).Where(finding => finding.Severity == Severity.Rejected).ToList();
        return refused.Count == 0 ? bytes : throw new RefusedException(refused);
    }

    /// <summary>The same without judging: what the draft says, also where the law would refuse it.</summary>
    internal static byte[] Bytes(InvoiceDraft draft, DateTimeOffset createdAt, string systemName)
    {
        using var file = new MemoryStream();
        using (var xml = XmlWriter.Create(file, new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
        }))
        {
            new Fa3Elements(xml).Root("Faktura", root =>
            {
                Header(root, createdAt, systemName);
                Fa3Parties.Write(root, draft);
                Fa3Body.Write(root, draft);
                Fa3Footer.Write(root, draft);
                Fa3Attachment.Write(root, draft.Attachment);
            });
        }
        return file.ToArray();
    }

    private static void Header(Fa3Elements to, DateTimeOffset createdAt, string systemName) => to.In("Naglowek", header =>
    {
        header.FormCode();
        header.Text("WariantFormularza", "3");
        header.Text("DataWytworzeniaFa", createdAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        header.Text("SystemInfo", systemName);
    });
}
