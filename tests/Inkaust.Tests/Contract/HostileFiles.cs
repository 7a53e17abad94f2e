using System.IO.Compression;
using System.Text;

namespace Inkaust.Contract;

/// <summary>Files made to hurt a reader.</summary>
internal static class HostileFiles
{
    private const string Open = "<Faktura xmlns=\"http://crd.gov.pl/wzor/2025/06/25/13775/\">";

    public static IEnumerable<(string Name, byte[] Bytes)> All()
    {
        yield return ("empty", []);
        yield return ("entity bomb", Text("<!DOCTYPE Faktura [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>" + Open + "&c;</Faktura>"));
        yield return ("external entity", Text("<!DOCTYPE Faktura [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + Open + "&x;</Faktura>"));
        yield return ("nested without end", Text(Open + string.Concat(Enumerable.Repeat("<a>", 900_000))));
        yield return ("one endless tag", Text("<" + new string('a', 2_900_000)));
        yield return ("one endless attribute", Text("<Faktura a=\"" + new string('a', 2_900_000)));
        yield return ("hundred thousand attributes", Text("<Faktura " + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"a{i}='' ")) + "/>"));
        yield return ("larger than the limit", new byte[50_000_000]);
        yield return ("truncated UTF-8", [.. Text(Open), 0xC5]);
        yield return ("UTF-16", Encoding.Unicode.GetBytes(Open + "</Faktura>"));
        yield return ("UTF-16 with mark", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Open)]);
        yield return ("UTF-32", Encoding.UTF32.GetBytes(Open + "</Faktura>"));
        yield return ("NULs", new byte[1000]);
        yield return ("NUL in a value", Text(Open + "\0</Faktura>"));
        yield return ("NUL by reference", Text(Open + "&#0;</Faktura>"));
        yield return ("zip renamed to xml", Zip());
        yield return ("Windows-1250", [.. Text(Open + "<P_2>"), 0xB9, 0xEA, .. Text("</P_2></Faktura>")]);
        yield return ("declared as ISO-8859-2", Text("<?xml version=\"1.0\" encoding=\"ISO-8859-2\"?>" + Open + "</Faktura>"));
        yield return ("XML 1.1", Text("<?xml version=\"1.1\"?>" + Open + "</Faktura>"));
        yield return ("ten thousand unknown elements", Text(Open + string.Concat(Enumerable.Repeat("<Obcy/>", 10_000)) + "</Faktura>"));
        yield return ("lone surrogate by reference", Text(Open + "&#xD800;</Faktura>"));
        yield return ("HTML", Text("<html><body>502 Bad Gateway</body></html>"));
        yield return ("JSON", Text("{ \"number\": \"FV/1\" }"));
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Zip()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true)) zip.CreateEntry("faktura.xml");
        return file.ToArray();
    }
}
