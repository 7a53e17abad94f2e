using System.Text;
using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Print;

namespace Inkaust.Tests.Unit.Print;

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
    public async Task Other_programs_find_no_fault_in_the_print_of_an_example(string name) => await JudgeAsync(Draw(name));

    [Fact]
    public async Task Other_programs_find_no_fault_in_the_prints_of_the_official_samples()
    {
        foreach (var sample in Directory.GetFiles(Checkout.Reference("samples"), "*.xml"))
        {
            // The samples carry sellers whose check digit is wrong.
            var invoice = Fa3Invoice.Read(Encoding.UTF8.GetBytes(File.ReadAllText(sample).Replace("9999999999", "5241037786")));
            var file = Path.Combine(folder.FullName, Path.GetFileNameWithoutExtension(sample) + ".pdf");
            File.WriteAllBytes(file, InvoicePdf.Draw(invoice, [], new PrintOptions { Fonts = SystemFonts.Best }));
            await JudgeAsync(file);
        }
    }

    internal static Fa3Invoice Read(string name) =>
        Fa3Invoice.Read(File.ReadAllBytes(Path.Combine(Checkout.Root, "tests", "Inkaust.Tests", "Golden", "invoices", name + ".xml")));

    public void Dispose() => folder.Delete(recursive: true);

    private async Task JudgeAsync(string pdf)
    {
        await Tool.MustAsync("qpdf", "--check", pdf);
        var said = await Tool.MustAsync("mutool", "draw", "-q", "-r", "20", "-o", Path.Combine(folder.FullName, "page-%d.png"), pdf);
        // Said of the program itself, as Debian builds it, and not of the file.
        Assert.Equal("", said.Replace("warning: ICC support is not available\n", ""));
    }

    // The standard font, so that the words do not move with the fonts of the machine.
    private string Draw(string name)
    {
        var invoice = Read(name);
        var code = new PrintedCode("OFFLINE", new Uri($"https://qr-test.ksef.mf.gov.pl/invoice/{invoice.SellerNip}/{invoice.IssueDate:dd-MM-yyyy}/{invoice.Hash}"));
        var file = Path.Combine(folder.FullName, name + ".pdf");
        File.WriteAllBytes(file, InvoicePdf.Draw(invoice, [code], new PrintOptions { Fonts = PrintFonts.Standard }));
        return file;
    }
}
