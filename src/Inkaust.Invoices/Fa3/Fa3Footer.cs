namespace Inkaust.Invoices;

/// <summary>Stopka.</summary>
internal static class Fa3Footer
{
    public static void Write(Fa3Elements to, InvoiceDraft draft)
    {
        if (draft.Footer.Count == 0) return;
        to.In("Stopka", footer =>
        {
            foreach (var text in draft.Footer) footer.In("Informacje", it => it.Text("StopkaFaktury", text));
        });
    }
}
