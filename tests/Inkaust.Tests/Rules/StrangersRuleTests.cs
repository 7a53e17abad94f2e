using Mono.Cecil;

namespace Inkaust.Tests.Rules;

/// <summary>
/// What the list of banned symbols forbids is forbidden to what it does not name, too, and to whoever silences it: bytes become XML in one place, and
/// files are made in few.
/// </summary>
public sealed class StrangersRuleTests
{
    public static TheoryData<string> Assemblies =>
        ["Inkaust.Invoices.dll", "Inkaust.Print.dll", "Inkaust.Ksef.dll", "Inkaust.LocalKsef.dll", "Inkaust.Office.dll", "inkaust.dll"];

    [Theory, MemberData(nameof(Assemblies))]
    public void Bytes_become_XML_in_one_place(string assembly) =>
        Assert.Equal(assembly == "Inkaust.Invoices.dll" ? ["StrangersXml"] : [], CallersOf(assembly, called => (called.DeclaringType.FullName, called.Name) switch
        {
            ("System.Xml.XmlReader", "Create") or ("System.Xml.XmlDocument", "LoadXml") or ("System.Xml.XmlDictionaryReader", _) => true,
            ("System.Xml.XmlDocument" or "System.Xml.Linq.XDocument" or "System.Xml.Linq.XElement", "Load" or "LoadAsync" or "Parse" or "ReadFrom") =>
                called.Parameters[0].ParameterType.FullName != "System.Xml.XmlReader",
            (var type, "set_InnerXml") => type.StartsWith("System.Xml.", StringComparison.Ordinal),
            ("System.Xml.XmlTextReader" or "System.Xml.XPath.XPathDocument" or "System.Xml.Serialization.XmlSerializer"
                or "System.Runtime.Serialization.DataContractSerializer" or "System.Security.Cryptography.Xml.SignedXml", ".ctor") => true,
            _ => false,
        }));

    [Theory, MemberData(nameof(Assemblies))]
    public void Files_are_made_in_few_places(string assembly) => Assert.Equal(
        assembly switch
        {
            // Besides the one that makes them: the lock of a folder of one's own.
            "Inkaust.Office.dll" => ["OwnerOnly", "PartsOnDisk"],
            "Inkaust.LocalKsef.dll" => ["DataFile", "KeptFiles"],
            // Devices.
            "inkaust.dll" => ["UserFiles"],
            _ => [],
        },
        CallersOf(assembly, called => (called.DeclaringType.FullName, called.Name) switch
        {
            ("System.IO.File", "OpenRead" or "OpenText") => false,
            ("System.IO.File", var name) => name.StartsWith("Write", StringComparison.Ordinal) || name.StartsWith("Append", StringComparison.Ordinal)
                || name.StartsWith("Create", StringComparison.Ordinal) || name.StartsWith("Open", StringComparison.Ordinal) || name is "Replace" or "Copy",
            ("System.IO.FileInfo", "Create" or "CreateText" or "AppendText" or "Open" or "OpenWrite" or "CopyTo" or "Replace") => true,
            ("System.IO.FileStream", ".ctor") => true,
            ("System.IO.StreamWriter", ".ctor") => called.Parameters[0].ParameterType.FullName == "System.String",
            ("System.IO.Compression.ZipFile" or "System.IO.Compression.ZipFileExtensions", var name) =>
                name.StartsWith("Extract", StringComparison.Ordinal) || name.StartsWith("Create", StringComparison.Ordinal),
            ("System.Formats.Tar.TarFile", _) or ("System.Formats.Tar.TarEntry", "ExtractToFile" or "ExtractToFileAsync") => true,
            _ => false,
        }));

    // What a method does is read when it is asked for, so the assembly stays in memory.
    private static IReadOnlyList<string> CallersOf(string assembly, Func<MethodReference, bool> isForbidden) =>
    [
        .. ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, assembly), new ReaderParameters { InMemory = true }).GetTypes()
            .Where(type => type.Methods.Where(method => method.HasBody).SelectMany(method => method.Body.Instructions)
                .Any(instruction => instruction.Operand is MethodReference called && isForbidden(called)))
            .Select(type => Outermost(type).Name).Distinct().Order(StringComparer.Ordinal),
    ];

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
