using System.Xml;
using System.Xml.Schema;

namespace Inkaust.Contract;

/// <summary>The official schema of FA(3) and the official samples, when they lie beside the checkout in ../shared/ksef.</summary>
internal static class OfficialFa3
{
    private static readonly Lazy<XmlSchemaSet?> Compiled = new(Load);

    /// <summary>The folder, or null when it is not there.</summary>
    public static string? Folder { get; } = Find();

    public static bool IsThere => Folder is not null;

    /// <summary>The compiled schema; imports come from the folder bazowe, never from the network.</summary>
    public static XmlSchemaSet Schema => Compiled.Value ?? throw new FileNotFoundException("../shared/ksef/schemas is not there.");

    public static IEnumerable<string> Samples =>
        Folder is null ? [] : Directory.EnumerateFiles(Path.Combine(Folder, "samples"), "*.xml").Order(StringComparer.Ordinal);

    /// <summary>What the official schema says of these bytes: null = valid, else the first complaint.</summary>
    public static string? Complaint(byte[] xml)
    {
        string? complaint = null;
        var settings = new XmlReaderSettings
        {
            ValidationType = ValidationType.Schema,
            Schemas = Schema,
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            // Without AllowXmlAttributes: the schema declares no xml:lang, and by the recommendation that makes it invalid.
            ValidationFlags = XmlSchemaValidationFlags.ProcessIdentityConstraints | XmlSchemaValidationFlags.ReportValidationWarnings,
        };
        settings.ValidationEventHandler += (_, e) => complaint ??= e.Message;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(xml, writable: false), settings);
            while (reader.Read()) { }
        }
        catch (XmlException fault)
        {
            complaint ??= fault.Message;
        }
        return complaint;
    }

    private static XmlSchemaSet? Load()
    {
        if (Folder is null) return null;
        var schemas = new XmlSchemaSet { XmlResolver = new BesideTheSchema(Path.Combine(Folder, "schemas", "FA", "bazowe")) };
        var file = Path.Combine(Folder, "schemas", "FA", "schemat_FA(3)_v1-0E.xsd");
        schemas.Add(null, XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit }));
        schemas.Compile();
        return schemas;
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Inkaust.slnx")))
                return Path.Combine(folder.Parent!.FullName, "shared", "ksef") is var there && Directory.Exists(Path.Combine(there, "schemas")) ? there : null;
        return null;
    }

    private sealed class BesideTheSchema(string folder) : XmlResolver
    {
        public override object? GetEntity(Uri absoluteUri, string? role, Type? ofObjectToReturn) =>
            File.OpenRead(Path.Combine(folder, Path.GetFileName(absoluteUri.LocalPath)));
    }
}
