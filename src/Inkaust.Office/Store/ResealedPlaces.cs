using System.Security.Cryptography;
using System.Text;

namespace Inkaust.Office;

/// <summary>
/// The databases whose secrets a master key has resealed. It is remembered where the key is and not in the database: whoever writes the database
/// could else put rows of an older program back and have them sealed for what he likes.
/// </summary>
/// <param name="file">Where it is remembered; null: in this process alone.</param>
internal sealed class ResealedPlaces(string? file)
{
    private readonly Lock turn = new();
    private readonly HashSet<string> here = [];

    /// <summary>The file, for people.</summary>
    public string? File => file;

    public bool Has(string place)
    {
        lock (turn)
        {
            try
            {
                if (file is not null && System.IO.File.Exists(file)) here.UnionWith(System.IO.File.ReadLines(file));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // What cannot be read says nothing; the database itself still says that it is resealed.
            }
            return here.Contains(NameOf(place));
        }
    }

    public void Note(string place)
    {
        if (Has(place)) return;
        lock (turn)
        {
            here.Add(NameOf(place));
            if (file is null) return;
            try
            {
                if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) OwnerOnly.Folder(folder);
                OwnerOnly.AddLine(file, NameOf(place));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // Where nothing can be written, each process remembers for itself.
            }
        }
    }

    // A place may name a user and a server: no need to keep that beside the key.
    private static string NameOf(string place) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(place)));
}
