namespace Inkaust.Tests;

/// <summary>The official FA(3) schema, made usable without a network: it names its base types by an address of the ministry.</summary>
internal static class OfficialSchema
{
    /// <summary>Copies it into a folder with its imports pointing there, and gives the file to validate with.</summary>
    public static async Task<string> WithLocalImportsAsync(string folder)
    {
        var official = Checkout.Reference("schemas", "FA", "schemat_FA(3)_v1-0E.xsd");
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(Path.Combine(Path.GetDirectoryName(official)!, "bazowe"), "*.xsd"))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        var schema = Path.Combine(folder, "fa3.xsd");
        var text = await File.ReadAllTextAsync(official);
        await File.WriteAllTextAsync(schema, text.Replace(
            "http://crd.gov.pl/xml/schematy/dziedzinowe/mf/2022/01/05/eD/DefinicjeTypy/StrukturyDanych", "StrukturyDanych"));
        return schema;
    }
}
