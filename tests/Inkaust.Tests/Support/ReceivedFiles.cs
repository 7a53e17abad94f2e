using System.Text;
using Inkaust.Invoices;

namespace Inkaust.Tests.Support;

/// <summary>Invoices that others issue and a company receives.</summary>
internal static class ReceivedFiles
{
    /// <summary>A small FA(3) file with the company in one of its roles.</summary>
    public static byte[] Of(string seller, string number, string buyer, string? third = null, string? authorised = null, DateOnly? issued = null,
        string? account = null, string line = "Papier czerpany", (string Number, DateOnly Date, string KsefNumber)? corrects = null, string gross = "123.00")
    {
        var text = Encoding.UTF8.GetString(LocalKsefInvoices.Fa3(seller, number, issued ?? LocalKsefDay.Today, buyer, corrects is null ? "VAT" : "KOR"));
        text = text.Replace("Papier czerpany", line).Replace("<P_15>123.00</P_15>", $"<P_15>{gross}</P_15>");
        var others = third is null ? "" : $"""
            <Podmiot3><DaneIdentyfikacyjne><NIP>{third}</NIP><Nazwa>Odbiorca</Nazwa></DaneIdentyfikacyjne><Rola>2</Rola></Podmiot3>
            """;
        if (authorised is not null) others += $"""
            <PodmiotUpowazniony><DaneIdentyfikacyjne><NIP>{authorised}</NIP><Nazwa>Komornik</Nazwa></DaneIdentyfikacyjne><Adres><KodKraju>PL</KodKraju><AdresL1>ul. Sądowa 1, 00-001 Warszawa</AdresL1></Adres><RolaPU>2</RolaPU></PodmiotUpowazniony>
            """;
        text = text.Replace("</Podmiot2>", "</Podmiot2>" + others);
        if (corrects is { } original) text = text.Replace("<RodzajFaktury>KOR</RodzajFaktury>", $"""
            <RodzajFaktury>KOR</RodzajFaktury><DaneFaKorygowanej><DataWystFaKorygowanej>{original.Date:yyyy-MM-dd}</DataWystFaKorygowanej><NrFaKorygowanej>{original.Number}</NrFaKorygowanej><NrKSeF>1</NrKSeF><NrKSeFFaKorygowanej>{original.KsefNumber}</NrKSeFFaKorygowanej></DaneFaKorygowanej>
            """);
        if (account is not null) text = text.Replace("</Fa>", $"""
            <Platnosc><TerminPlatnosci><Termin>2026-12-23</Termin></TerminPlatnosci><FormaPlatnosci>6</FormaPlatnosci><RachunekBankowy><NrRB>{account}</NrRB></RachunekBankowy></Platnosc></Fa>
            """);
        return Encoding.UTF8.GetBytes(text);
    }

    /// <summary>Accounts with right check digits.</summary>
    public static string Account(int number)
    {
        var body = $"10201026{number:0000000000000000}";
        for (var check = 2; ; check++)
            if (BankAccount.IsRight($"{check:00}{body}")) return $"{check:00}{body}";
    }

    /// <summary>Sends files as their seller in one package.</summary>
    public static async Task SendAsync(LocalKsefClient seller, IReadOnlyList<byte[]> files)
    {
        var outcome = await seller.BatchOutcome(await seller.SendBatch(LocalKsefPackages.Zip(files), 1, "Zip"));
        Assert.Equal(files.Count, outcome["successfulInvoiceCount"]!.GetValue<int>());
    }
}
