namespace Inkaust.Invoices;

/// <summary>Makes the draft of a valid FA(3) file; what the draft would count anew in the same way is left out of it.</summary>
public static class Fa3DraftReader
{
    public static InvoiceDraft Read(ReadOnlyMemory<byte> xml)
    {
        var refused = Fa3Validator.Validate(xml).Where(finding => IsNoFa3(finding, xml.Length)).ToList();
        if (refused.Count > 0) throw new RefusedException(refused);
        var root = new Fa3Source(Fa3Invoice.Read(xml).Document.Root!);
        var draft = Fa3Body.Read(root.In("Fa")!.Value);
        draft = Fa3Parties.Read(root, draft);
        draft = Fa3Footer.Read(root, draft);
        return draft with { Attachment = Fa3Attachment.Read(root) };
    }

    // What the validator could not read it has not compared with the schema either.
    private static bool IsNoFa3(Finding finding, int bytes) => finding.Code.StartsWith("INK-FA3", StringComparison.Ordinal)
        || finding.Code is "INK-XML-001" or "INK-XML-011" or "INK-XML-012" or "INK-XML-014" or "INK-XML-018" or "INK-XML-019" or "INK-XML-020"
        || (finding.Code == "INK-XML-016" && bytes > Reading.FileBytes.MostWithAttachment);
}
