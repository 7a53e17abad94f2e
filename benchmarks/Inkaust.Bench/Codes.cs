using System.Security.Cryptography;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Bench;

/// <summary>KOD II links per second beside raw ECDSA P-256 signatures over texts of the same length.</summary>
internal static class Codes
{
    private const int Count = 1_000, Turns = 15;

    public static int Run(string[] _)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var environment = KsefEnvironment.Production;
        var seller = Nip.Parse("5260001246");
        var context = ContextIdentifier.Of(seller);
        var hash = InvoiceHash.Of("an invoice"u8);
        var text = Encoding.UTF8.GetBytes(VerificationLinks.KodII(environment, context, seller, "0123456789ABCDEF", hash, key).AbsoluteUri[..124]);

        // In turns, because the machine is shared: the ratio is that of neighbours in time.
        var turns = Enumerable.Range(0, Turns).Select(_ => (
            Raw: Measure.Median(1, () => { for (var i = 0; i < Count; i++) key.SignData(text, HashAlgorithmName.SHA256); }),
            Links: Measure.Median(1, () => { for (var i = 0; i < Count; i++) VerificationLinks.KodII(environment, context, seller, "0123456789ABCDEF", hash, key); })))
            .OrderBy(turn => turn.Raw / turn.Links).ToList();
        var (raw, links) = turns[Turns / 2];
        Console.WriteLine($"KOD II links       {Count / links.TotalSeconds,10:0} /s");
        Console.WriteLine($"ECDSA P-256 raw    {Count / raw.TotalSeconds,10:0} /s");
        Console.WriteLine($"ratio              {raw / links,10:0.00}   (median of {Turns} turns; 1 is the limit)");
        return 0;
    }
}
