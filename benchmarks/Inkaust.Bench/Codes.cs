using System.Security.Cryptography;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Bench;

/// <summary>KOD II links per second beside raw ECDSA P-256 signatures over texts of the same length.</summary>
internal static class Codes
{
    private const int Count = 500, Turns = 60;
    private const double Reach = 0.8;

    public static int Run(string[] _)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var environment = KsefEnvironment.Production;
        var seller = Nip.Parse("5260001246");
        var context = ContextIdentifier.Of(seller);
        var hash = InvoiceHash.Of("an invoice"u8);
        var text = Encoding.UTF8.GetBytes(VerificationLinks.KodII(environment, context, seller, "0123456789ABCDEF", hash, key).AbsoluteUri[..124]);

        Action sign = () => key.SignData(text, HashAlgorithmName.SHA256);
        Action link = () => VerificationLinks.KodII(environment, context, seller, "0123456789ABCDEF", hash, key);
        // Short turns, and judged by processor time: on a shared machine whoever is interrupted more would look slower.
        Spent(sign);
        Spent(link);
        var turns = Enumerable.Range(0, Turns).Select(_ => (Raw: Spent(sign), Links: Spent(link))).ToList();
        var raw = turns.Sum(turn => turn.Raw.TotalSeconds);
        var links = turns.Sum(turn => turn.Links.TotalSeconds);
        Console.WriteLine($"KOD II links       {Count * Turns / links,10:0} a second of one processor");
        Console.WriteLine($"ECDSA P-256 raw    {Count * Turns / raw,10:0}");
        Console.WriteLine($"ratio              {raw / links,10:0.00}   (1 is the limit, {Reach:0.0} is to be reached)");
        return raw / links >= Reach ? 0 : 1;
    }

    private static TimeSpan Spent(Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < Count; i++) work();
        return Environment.CpuUsage.TotalTime - before;
    }
}
