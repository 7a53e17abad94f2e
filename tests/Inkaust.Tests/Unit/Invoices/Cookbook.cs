using Inkaust.Invoices;

namespace Inkaust.Tests.Invoices;

/// <summary>The drafts of examples/ with a seller and dates that never change, and their golden files.</summary>
internal static class Cookbook
{
    public static readonly DateTimeOffset CreatedAt = new(2026, 11, 22, 9, 30, 0, TimeSpan.FromHours(1));

    public static readonly Party Seller = new()
    {
        Name = "Pracownia Inkaust Zofia Żółć",
        Nip = Nip.Parse("5241037786"),
        Address = Address.Parse("ul. Gęsia 12/3, 00-950 Warszawa"),
        Email = "faktury@inkaust.example",
    };

    public static string Root { get; } = FindRoot();

    public static string Examples => Path.Combine(Root, "examples");

    public static string Golden => Path.Combine(Root, "tests", "Inkaust.Tests", "Golden", "invoices");

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Examples, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public static InvoiceDraft Read(string name) => InvoiceDraft.ReadJson(File.ReadAllBytes(Path.Combine(Examples, name + ".json")));

    public static InvoiceDraft Complete(InvoiceDraft draft) => draft with
    {
        Seller = draft.Seller ?? Seller,
        IssueDate = draft.IssueDate ?? PolishTime.DateOf(CreatedAt),
    };

    public static byte[] Write(InvoiceDraft draft) => Fa3Writer.Write(Complete(draft), CreatedAt, "Inkaust");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Inkaust.slnx"))) return folder.FullName;
        throw new DirectoryNotFoundException("The tests run from a checkout: Inkaust.slnx was not found above the test program.");
    }
}
