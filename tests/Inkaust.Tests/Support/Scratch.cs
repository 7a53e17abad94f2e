namespace Inkaust.Tests;

/// <summary>A directory for one test, deleted with it.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("inkaust-scratch-");

    public string Write(string name, byte[] content)
    {
        var path = Path.Combine(directory.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => directory.Delete(recursive: true);
}
