using Inkaust.Invoices;
using Inkaust.Print;
using Inkaust.Scan;
using Inkaust.Scan.Pictures;
using Inkaust.Tests.Unit.Print;

namespace Inkaust.Tests.Unit.Scan;

/// <summary>Codes are read from what we print ourselves, from what others draw, and from photographs of it.</summary>
public sealed class ScannedPrintsTests
{
    private static readonly Lazy<Picture> Sheet = new(Paper);

    [Theory]
    [InlineData(86)]
    [InlineData(342)]
    public void Both_codes_of_every_example_are_read_from_its_print(int signature)
    {
        // With a key of RSA the code is larger; a sample of them is enough.
        foreach (var row in ExamplePrintTests.Examples.Where((_, i) => signature < 100 || i % 5 == 0))
        {
            var invoice = ExamplePrintTests.Read(row.Data);
            var (one, two) = (Specimens.KodI(invoice), Specimens.KodII(invoice, signature));
            var found = ScannedFile.Read(InvoicePdf.Draw(invoice, [new("OFFLINE", one), new("CERTYFIKAT", two)], new PrintOptions { Fonts = PrintFonts.Standard }));
            foreach (var link in new[] { one, two })
            {
                Assert.Contains(found.Texts, text => text.Text == link.AbsoluteUri && text.Where == FoundIn.Drawing);
                Assert.Contains(found.Texts, text => text.Text == link.AbsoluteUri && text.Where == FoundIn.Link);
            }
            Assert.Empty(found.NotRead);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    public void A_code_as_a_picture_of_its_own_is_read(int pixels)
    {
        var invoice = Specimens.ThreeLines();
        foreach (var link in new[] { Specimens.KodI(invoice), Specimens.KodII(invoice, 86), Specimens.KodII(invoice, 342) })
            Assert.Equal([link.AbsoluteUri], ScannedFile.Read(CodeImage.Png(new PrintedCode("CERTYFIKAT", link), pixels)).Texts.Select(one => one.Text));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    public void The_code_under_a_camera_is_read_from_one_picture(double degrees)
    {
        var link = Specimens.KodII(Specimens.ThreeLines(), 86);
        var picture = Picture.Read(CodeImage.Png(new PrintedCode("CERTYFIKAT", link), 5), CancellationToken.None).Turned(degrees);
        byte[] pixels = [.. picture.Greys.SelectMany(grey => new byte[] { grey, grey, grey, 255 })];
        Assert.Equal(link.AbsoluteUri, ScannedFrame.Code(picture.Width, picture.Height, pixels));
        Assert.Null(ScannedFrame.Code(picture.Width, picture.Height, pixels.AsSpan(4)));
        Assert.Null(ScannedFrame.Code(20, 20, new byte[20 * 20 * 4]));
    }

    public static TheoryData<string> Photographs =>
        ["as it is", "turned by 7", "turned by 45", "upside down", "blurred", "from the side", "in the dark", "at half its size", "all at once"];

    [Theory, MemberData(nameof(Photographs))]
    public void Both_codes_are_read_from_a_photograph(string how)
    {
        var sheet = Sheet.Value;
        var photograph = how switch
        {
            "turned by 7" => sheet.Turned(7),
            "turned by 45" => sheet.Turned(45),
            "upside down" => sheet.Turned(180),
            "blurred" => sheet.Blurred(2),
            "from the side" => sheet.FromTheSide(0.12),
            "in the dark" => sheet.Dark(),
            "at half its size" => sheet.Divided(2),
            "all at once" => sheet.FromTheSide(0.08).Turned(-6).Blurred(1).Dark(),
            _ => sheet,
        };
        var found = ScannedFile.Read(photograph.AsJpeg(how == "at half its size" ? 60 : 40)).Texts.Select(one => one.Text).Order();
        var invoice = Specimens.ThreeLines();
        Assert.Equal(new[] { Specimens.KodI(invoice).AbsoluteUri, Specimens.KodII(invoice, 86).AbsoluteUri }.Order(), found);
    }

    // A sheet as a scanner sees it, drawn by another program.
    private static Picture Paper()
    {
        var invoice = Specimens.ThreeLines();
        var pdf = InvoicePdf.Draw(invoice, Specimens.Offline(invoice), new PrintOptions { Fonts = PrintFonts.Standard });
        return Tools.OnFile(pdf, path =>
        {
            Tool.Must("pdftoppm", "-r", "200", "-f", "1", "-l", "1", "-singlefile", "-gray", "-png", path, path);
            try
            {
                return Picture.Read(File.ReadAllBytes(path + ".png"), CancellationToken.None);
            }
            finally
            {
                File.Delete(path + ".png");
            }
        });
    }
}
