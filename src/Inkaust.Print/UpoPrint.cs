using System.Xml;
using System.Xml.Linq;
using Inkaust.Invoices;
using Inkaust.Print.Description;
using Inkaust.Print.Pdf;

namespace Inkaust.Print;

/// <summary>The visualisation of a UPO, the receipt of KSeF for an invoice or a session.</summary>
public static class UpoPrint
{
    /// <param name="upo">The bytes of the file.</param>
    /// <param name="options">Language, fonts and looks.</param>
    /// <param name="stop">Gives up before the next page.</param>
    /// <exception cref="RefusedException">INK-PRINT-001 the font, 003 the colour, 004 the logo cannot be used; 005 it is not a UPO.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/>.</exception>
    public static byte[] Pdf(ReadOnlyMemory<byte> upo, PrintOptions? options = null, CancellationToken stop = default)
    {
        options ??= new PrintOptions();
        var root = Read(upo);
        var description = UpoDescription.Of(root, options);
        return PrintedFile.Pdf(description, new PdfProperties
        {
            Title = description.Title,
            Author = root.Elements().FirstOrDefault(element => element.Name.LocalName == "NazwaPodmiotuPrzyjmujacego")?.Value ?? "",
            Subject = "UPO",
            Language = description.Language,
            Producer = "Inkaust",
        }, options, stop);
    }

    /// <summary>The same as a page of HTML.</summary>
    /// <param name="upo">The bytes of the file.</param>
    /// <param name="options">Language and looks.</param>
    /// <exception cref="RefusedException">INK-PRINT-003 the colour, 004 the logo cannot be used; 005 it is not a UPO.</exception>
    public static string Html(ReadOnlyMemory<byte> upo, PrintOptions? options = null)
    {
        options ??= new PrintOptions();
        return PrintedFile.Html(UpoDescription.Of(Read(upo), options), options);
    }

    private static XElement Read(ReadOnlyMemory<byte> upo)
    {
        try
        {
            var root = StrangersXml.Tree(upo, XmlBounds.Receipt).Root!;
            var space = root.Name.Namespace;
            var isUpo = root.Name.LocalName == "Potwierdzenie"
                && space.NamespaceName.StartsWith("http://upo.schematy.mf.gov.pl/KSeF/", StringComparison.Ordinal);
            if (isUpo && root.Elements(space + "Dokument").All(document => document.Element(space + "NumerKSeFDokumentu") is not null)) return root;
            throw Refused($"Element główny to {root.Name.LocalName}.", $"Its root element is {root.Name.LocalName}.");
        }
        catch (OverboundXmlException fault)
        {
            throw Refused($"Ma {fault.What.Pl}.", $"It has {fault.What.En}.", fault);
        }
        catch (XmlException fault)
        {
            throw Refused(fault.Message, fault.Message, fault);
        }
    }

    private static RefusedException Refused(string pl, string en, Exception? cause = null) =>
        new(new Finding("INK-PRINT-005", $"To nie jest UPO z KSeF. {pl}", $"This is not a UPO of KSeF. {en}")
        { Hint = new Wording("Wskaż plik UPO pobrany z KSeF (XML).", "Name a UPO file downloaded from KSeF (XML).") }, cause);
}
