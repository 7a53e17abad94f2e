using System.Text.Json;
using Inkaust.Cli;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios;

/// <summary>When a transaction confirmation has its place, and what stands on it.</summary>
public sealed class ConfirmationTests
{
    [Fact]
    public async Task A_confirmation_of_an_online_invoice_without_a_number_carries_both_codes()
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Online);
        Assert.Null(issued.KodII);
        var (code, output) = await ConfirmAsync(stage, issued);
        Assert.True(code == 0, output);
        var codes = JsonDocument.Parse(output).RootElement.GetProperty("codes").EnumerateArray().ToList();
        Assert.Equal(["OFFLINE", "CERTYFIKAT"], codes.Select(one => one.GetProperty("label").GetString()));
        Assert.Contains("/certificate/", codes[1].GetProperty("link").GetString());
    }

    [Fact]
    public async Task Without_a_type_2_certificate_there_is_no_confirmation()
    {
        await using var stage = await Stage.BareAsync();
        await stage.Workplace.EnrolCertificate.ForAsync(stage.Company, CertificateKind.Authentication, Stage.Stop);
        var (code, output) = await ConfirmAsync(stage, await stage.IssueAsync(ModeWish.Online));
        Assert.Equal(1, code);
        Assert.Contains("INK-PRINT-008", output);
    }

    [Fact]
    public async Task A_confirmation_is_refused_where_the_invoice_itself_is_handed_over()
    {
        await using var stage = await Stage.ReadyAsync();
        var consumer = await stage.IssueAsync(ModeWish.Offline); // no NIP: the invoice with both codes
        var (code, output) = await ConfirmAsync(stage, consumer);
        Assert.Equal(1, code);
        Assert.Contains("INK-PRINT-007", output);

        var domestic = await stage.IssueAsync(ModeWish.Offline, Domestic(stage));
        Assert.Equal(0, (await ConfirmAsync(stage, domestic)).Code);
        await stage.SendAsync();
        Assert.Contains("INK-PRINT-007", (await ConfirmAsync(stage, domestic)).Output); // it has its number
    }

    [Fact]
    public async Task What_is_said_of_the_buyer_counts_for_a_file_outside_the_ledger()
    {
        await using var stage = await Stage.ReadyAsync();
        await using var elsewhere = await Stage.ReadyAsync();
        var foreign = await elsewhere.IssueAsync(ModeWish.Offline, Domestic(elsewhere));
        var file = elsewhere.Ledger.Bytes(foreign).ToArray();
        // It would be given one, but it was not issued here: nobody makes a KOD II for it by drawing.
        Assert.Contains("INK-PRINT-012", (await ConfirmAsync(stage, file, "--mode", "offline24")).Output);
        Assert.Contains("INK-PRINT-007", (await ConfirmAsync(stage, file, "--mode", "offline24", "--buyer", "no-seat")).Output);
    }

    private static InvoiceDraft Domestic(Stage stage) => stage.Draft() with { Buyer = new Inkaust.Invoices.Party { Nip = Nip.Parse("1111111111"), Name = "Papiernia", Address = new Address { Line1 = "ul. Krótka 1" } } };

    private static Task<(int Code, string Output)> ConfirmAsync(Stage stage, IssuedInvoice invoice) => ConfirmAsync(stage, stage.Ledger.Bytes(invoice).ToArray());

    private static async Task<(int Code, string Output)> ConfirmAsync(Stage stage, byte[] xml, params string[] more)
    {
        var file = Path.Combine(stage.Folder, $"{Guid.NewGuid():N}.xml");
        await File.WriteAllBytesAsync(file, xml, Stage.Stop);
        using var output = new StringWriter();
        var code = await CommandLine.RunAsync(["confirmation", file, "-o", file + ".pdf", "--json", "--data", stage.Workplace.Place, .. more], output, output, stage.Clock);
        return (code, output.ToString());
    }
}
