namespace Inkaust.Invoices;

/// <summary>Stopka, written and read.</summary>
internal static class Fa3Footer
{
    public static void Write(Fa3Elements to, InvoiceDraft draft)
    {
        if (draft.Footer.Count == 0 && draft.Registers.Count == 0) return;
        to.In("Stopka", footer =>
        {
            foreach (var text in draft.Footer) footer.In("Informacje", it => it.Text("StopkaFaktury", text));
            foreach (var entry in draft.Registers)
                footer.In("Rejestry", it =>
                {
                    it.Text("PelnaNazwa", entry.FullName);
                    it.Text("KRS", entry.Krs);
                    it.Text("REGON", entry.Regon);
                    it.Text("BDO", entry.Bdo);
                });
        });
    }

    public static InvoiceDraft Read(Fa3Source root, InvoiceDraft draft) => root.In("Stopka") is not { } footer ? draft : draft with
    {
        Footer = [.. footer.All("Informacje", it => it.Text("StopkaFaktury")).OfType<string>()],
        Registers = footer.All("Rejestry",
            it => new RegisterEntry { FullName = it.Text("PelnaNazwa"), Krs = it.Text("KRS"), Regon = it.Text("REGON"), Bdo = it.Text("BDO") }),
    };
}
