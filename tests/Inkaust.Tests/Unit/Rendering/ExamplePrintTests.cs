using System.Text;
using Inkaust.Invoices;
using Inkaust.Rendering;

namespace Inkaust.Tests.Unit.Rendering;

/// <summary>Every example as it is printed: its words are approved, and other programs find no fault in the file.</summary>
public sealed class ExamplePrintTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-prints-");

    public static TheoryData<string> Examples => [.. Directory.GetFiles(Path.Combine(Checkout.Root, "tests", "Inkaust.Tests", "Golden", "invoices"), "*.xml")
        .Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_is_printed_in_the_approved_words(string name)
    {
        var pdf = Draw(name);
        var text = await Tool.MustAsync("pdftotext", "-layout", pdf, "-");
        GoldenFile.AssertEqual($"tests/Inkaust.Tests/Golden/rendering/examples/{name}.txt", text.Replace("\f", "").TrimEnd() + "\n");
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Other_programs_find_no_fault_in_the_print_of_an_example(string name) => await Tool.MustAsync("qpdf", "--check", Draw(name));

    public void Dispose() => folder.Delete(recursive: true);

    // The standard font, so that the words do not move with the fonts of the machine.
    private string Draw(string name)
    {
        var invoice = Fa3Invoice.Read(File.ReadAllBytes(Path.Combine(Checkout.Root, "tests", "Inkaust.Tests", "Golden", "invoices", name + ".xml")));
        var code = new PrintedCode("OFFLINE", new Uri($"https://qr-test.ksef.mf.gov.pl/invoice/{invoice.SellerNip}/{invoice.IssueDate:dd-MM-yyyy}/{invoice.Hash}"));
        var file = Path.Combine(folder.FullName, name + ".pdf");
        File.WriteAllBytes(file, InvoicePdf.Draw(invoice, [code], new PrintOptions { StandardFont = true }));
        return file;
    }
}
