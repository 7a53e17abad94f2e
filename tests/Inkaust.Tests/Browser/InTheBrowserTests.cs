using System.Globalization;
using AngleSharp.Html.Parser;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Print;

namespace Inkaust.Tests.Browser;

/// <summary>The document, its picture and the law of modes run in a browser and say there what they say here (tests/Inkaust.InTheBrowser).</summary>
[Collection(nameof(Chromium))]
public sealed class InTheBrowserTests(Chromium chromium)
{
    [Fact]
    public async Task An_example_is_judged_dated_and_drawn_in_a_browser_as_on_this_machine()
    {
        var page = await chromium.NewPageAsync();
        await using var app = await PublishedApp.ServeAsync("Inkaust.InTheBrowser");
        var faults = new List<string>();
        var asked = new List<Uri>();
        page.PageError += (_, fault) => faults.Add(fault);
        page.Console += (_, said) => { if (said.Type == "error") faults.Add(said.Text); };
        page.Request += (_, request) => asked.Add(new Uri(request.Url));

        await page.GotoAsync(app.Address.ToString());
        await page.WaitForSelectorAsync("#print article");

        var bytes = await File.ReadAllBytesAsync(Path.Combine(Checkout.Root, "tests", "Inkaust.Tests", "Golden", "invoices", "b-offline24.xml"), TestContext.Current.CancellationToken);
        var invoice = Fa3Invoice.Read(bytes);
        var noon = new DateTimeOffset(invoice.IssueDate, new TimeOnly(12, 0), TimeSpan.FromHours(1));
        var deadline = Deadlines.Of(new IssueFacts(IssuingMode.Offline24, invoice.IssueDate, noon), [], noon);
        Assert.Equal($"{Fa3Validator.Validate(bytes, invoice.IssueDate).Count}", await page.TextContentAsync("#findings"));
        Assert.Equal(deadline.Date!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), await page.TextContentAsync("#deadline"));
        Assert.Equal(deadline.Steps.Select(step => step.Pl), await page.Locator("#steps li").AllTextContentsAsync());
        var drawn = InvoiceHtml.DrawPart(invoice, [new PrintedCode("OFFLINE", new Uri("https://qr-test.ksef.mf.gov.pl/invoice"))],
            new PrintOptions { Languages = PrintLanguages.Both });
        Assert.Equal(new HtmlParser().ParseDocument(drawn).Body!.TextContent.Trim(), (await page.TextContentAsync("#print"))!.Trim());
        Assert.Empty(faults);
        Assert.All(asked, address => Assert.Equal(app.Address.Authority, address.Authority));
    }
}
