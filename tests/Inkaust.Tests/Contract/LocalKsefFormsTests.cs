using System.Xml;
using System.Xml.Schema;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Contract;

/// <summary>The small files of our own, by which the server is tested, against the official schemas.</summary>
public sealed class LocalKsefFormsTests
{
    [Theory]
    [InlineData("FA (2)", "FA", "schemat_FA(2)_v1-0E.xsd")]
    [InlineData("FA (3)", "FA", "schemat_FA(3)_v1-0E.xsd")]
    [InlineData("FA_RR (1)", "RR", "schemat_FA_RR(1)_v1-1E.xsd")]
    [InlineData("PEF (3)", "PEF", "Schemat_PEF(3)_v2-1.xsd")]
    [InlineData("PEF_KOR (3)", "PEF", "Schemat_PEF_KOR(3)_v2-1.xsd")]
    public void A_file_by_which_the_server_is_tested_follows_its_official_schema(string systemCode, string folder, string schema)
    {
        var complaints = new List<string>();
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, ValidationFlags = XmlSchemaValidationFlags.ReportValidationWarnings };
        settings.Schemas.XmlResolver = new Beside();
        using (var reader = XmlReader.Create(Checkout.Reference("schemas", folder, schema), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore })) settings.Schemas.Add(null, reader);
        settings.ValidationEventHandler += (_, fault) => complaints.Add(fault.Message);
        var day = new DateOnly(2026, 4, 1);
        List<byte[]> files = [LocalKsefForms.File(systemCode, "5260001246", "X/1", day)];
        if (systemCode == "FA (2)") files.Add(LocalKsefForms.Fa2InEuro("5260001246", "X/2", day));
        foreach (var file in files)
        {
            using var reader = XmlReader.Create(new MemoryStream(file), settings);
            while (reader.Read()) { }
        }
        Assert.Empty(complaints);
    }

    /// <summary>The schemas name others by an address of the ministry; they lie in a folder here.</summary>
    private sealed class Beside : XmlUrlResolver
    {
        public override object? GetEntity(Uri absoluteUri, string? role, Type? ofObjectToReturn) => File.OpenRead(absoluteUri.IsFile ? absoluteUri.LocalPath
            : Checkout.Reference("schemas", "FA", "bazowe", Path.GetFileName(absoluteUri.AbsolutePath)));
    }
}
