using System.Text;
using System.Xml.Linq;
using Inkaust.Invoices;
using Inkaust.Office;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Inkaust.Web.Accounts;

/// <summary>Keeps the keys of cookies and forms in the database, so that every instance behind one address reads what another one wrote.</summary>
internal sealed class KeysInDatabase(WebKeys keys) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => [.. keys.All().Select(Read)];

    public void StoreElement(XElement element, string friendlyName) => keys.Add(element.ToString(SaveOptions.DisableFormatting));

    private static XElement Read(string key) => StrangersXml.Tree(Encoding.UTF8.GetBytes(key), XmlBounds.Invoice).Root!;
}
