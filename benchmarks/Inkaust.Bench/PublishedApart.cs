using System.Diagnostics;

namespace Inkaust.Bench;

/// <summary>Projects of this checkout published as their users get them, apart from what is built for it: the two would overwrite each other's files.</summary>
internal static class PublishedApart
{
    public static readonly string Folder = Path.GetFullPath(Path.Combine("artifacts", "published"));

    /// <summary>Where a project lies that was published for every machine.</summary>
    public static string FolderOf(string project) => Path.Combine(Folder, "publish", Path.GetFileName(project), "release");

    /// <returns>It could be done.</returns>
    public static bool Publish(string project, params IReadOnlyList<string> options)
    {
        using var publishing = Process.Start(new ProcessStartInfo("dotnet",
            ["publish", project, "-c", "Release", "--artifacts-path", Folder, "-v", "quiet", "--nologo", .. options])
        { RedirectStandardOutput = true })!;
        publishing.StandardOutput.ReadToEnd();
        publishing.WaitForExit();
        return publishing.ExitCode == 0;
    }
}
