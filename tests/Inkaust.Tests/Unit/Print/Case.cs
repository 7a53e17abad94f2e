using Inkaust.Invoices;

namespace Inkaust.Tests.Unit.Print;

/// <summary>Files of people's work that were drawn wrongly once (Golden/cases).</summary>
internal static class Case
{
    public static Fa3Invoice Read(string name) =>
        Fa3Invoice.Read(File.ReadAllBytes(Path.Combine(Checkout.Root, "tests", "Inkaust.Tests", "Golden", "cases", name)));
}
