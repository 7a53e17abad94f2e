using System.Net;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Print;

namespace Inkaust.Tests.Scenarios.Web;

/// <summary>A file is dropped, a link is pasted, and an invoice is watched.</summary>
public sealed class VerifyPagesTests
{
    [Fact]
    public async Task A_print_is_brought_and_an_invoice_is_watched()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        using var anna = house.Visitor(house.Account());
        await house.Stage.FaultAsync("line-cut", "* /v2/sessions*"); // Else it would be sent by itself.
        var issued = await house.Stage.IssueAsync(ModeWish.Offline);
        var page = await anna.GetAsync(At(house));
        Assert.NotNull(page.Find("input[type=file][capture]"));

        var pdf = InvoicePdf.Draw(house.Stage.Ledger.File(issued), [new("OFFLINE", issued.KodI), new("CERTYFIKAT", issued.KodII!)],
            new PrintOptions { Fonts = PrintFonts.Standard });
        page = await anna.SendAsync(new HttpRequestMessage(HttpMethod.Post, At(house))
        {
            Content = new MultipartFormDataContent { { new StringContent(TokenOf(page)), "token" }, { new ByteArrayContent(pdf), "file", "wydruk.pdf" } },
        });
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(2, page.Document.QuerySelectorAll(".verified-code > h3 .chip-good").Length);
        Assert.Contains(issued.Number, page.Words(".verified h2"));
        Assert.Contains("Nie dowodzi, że faktura jest albo kiedykolwiek będzie w KSeF", page.Words("main"));

        // One of a stranger, which nobody here issued.
        var strange = issued.KodI.AbsoluteUri.Replace(issued.Hash.Base64Url, Inkaust.Invoices.InvoiceHash.Of("x"u8).Base64Url);
        page = await anna.SubmitAsync(await anna.GetAsync(At(house)), "main form", ("link", strange), ("online", "yes"));
        Assert.Contains("W KSeF jeszcze jej nie ma.", page.Words("main"));
        var watched = await anna.SubmitAsync(page, $"form[action='{At(house)}/watch'] button");
        Assert.Contains("2026-12-10", (await anna.GetAsync(watched.Location!.ToString())).Words(".notice"));
        Assert.Single(house.Office.WatchedInvoices.Of(house.Company));
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_on_the_page()
    {
        await using var house = await WebHouse.OpenAsync();
        using var anna = house.Visitor(house.Account());
        var page = await anna.SubmitAsync(await anna.GetAsync(At(house)), "main form");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("INK-VERIFY-007", page.Text);
        page = await anna.SubmitAsync(page, "main form", ("link", "https://example.com/<script>"));
        Assert.Contains("INK-VERIFY-004", page.Text);
        Assert.DoesNotContain("<script>\"", page.Text);
    }

    private static string At(WebHouse house) => $"/c/{house.Company.Id}/verify";

    private static string TokenOf(SeenPage page) => page.Find("main input[name=token]")!.GetAttribute("value")!;
}
