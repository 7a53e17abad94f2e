using Inkaust.Contract;

namespace Inkaust.Bench;

/// <summary>A folder of files judged by whole processes: ours, an XmlSchemaSet on all cores, and xmllint on one.</summary>
internal static class ValidateProcesses
{
    private const int Files = 2000, Runs = 3;
    private const double Goal = 1.5;
    private const string PeerArgument = "--peer";

    /// <summary>The peer, when this process was started to be it: every file of a folder against one compiled schema, on all cores; null otherwise.</summary>
    public static int? AsPeer(string[] arguments)
    {
        if (arguments is not [PeerArgument, var folder]) return null;
        var invalid = Directory.EnumerateFiles(folder).AsParallel().Count(file => OfficialFa3.Complaint(File.ReadAllBytes(file)) is not null);
        return invalid == 0 ? 0 : 1;
    }

    public static void Compare(List<byte[]> samples)
    {
        var root = Directory.CreateTempSubdirectory("inkaust-bench-");
        try
        {
            var folder = root.CreateSubdirectory("files").FullName;
            var files = Enumerable.Range(0, Files).Select(i => Path.Combine(folder, $"{i:0000}.xml")).ToList();
            for (var i = 0; i < Files; i++) File.WriteAllBytes(files[i], samples[i % samples.Count]);
            Console.WriteLine($"  {Files} files, whole processes ({Environment.ProcessorCount} cores):");
            var peer = WholeProcess.Run(Runs, "dotnet", typeof(ValidateProcesses).Assembly.Location, "validate", PeerArgument, folder);
            Console.WriteLine($"    XmlSchemaSet, all cores          {peer}");
            Tell("inkaust, as built", Path.Combine(AppContext.BaseDirectory, "inkaust.dll"), folder, files[0], peer);
            if (WholeProcess.Publish("src/Inkaust", "inkaust.dll") is { } published) Tell("inkaust, as published", published, folder, files[0], peer);
            else Console.WriteLine("    inkaust, as published: skipped, it cannot be published here");
            if (Xmllint(root.FullName, files) is { } xmllint) Console.WriteLine($"    xmllint --schema                 {xmllint}");
            else Console.WriteLine("    xmllint: skipped, it is not installed");
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    private static void Tell(string name, string program, string folder, string one, WholeProcess peer)
    {
        var ours = WholeProcess.Run(Runs, "dotnet", program, "invoice", "validate", folder, "--json");
        Console.WriteLine($"    {name,-32} {ours}   {peer.Wall / ours.Wall:0.0} times as fast, {peer.Cpu / ours.Cpu:0.0} by CPU " +
            $"(goal {Goal}: {(peer.Wall / ours.Wall >= Goal ? "met" : "MISSED")}); schema and all rules");
        Console.WriteLine($"    {name + ", one file",-32} {WholeProcess.Run(Runs, "dotnet", program, "invoice", "validate", one, "--json")}");
    }

    private static WholeProcess? Xmllint(string root, List<string> files)
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(place => File.Exists(Path.Combine(place, "xmllint")))) return null;
        // It would ask the network for the types that the schema imports.
        var official = Path.Combine(OfficialFa3.Folder!, "schemas", "FA");
        foreach (var types in Directory.GetFiles(Path.Combine(official, "bazowe"), "*.xsd")) File.Copy(types, Path.Combine(root, Path.GetFileName(types)));
        var schema = Path.Combine(root, "fa3.xsd");
        File.WriteAllText(schema, File.ReadAllText(Path.Combine(official, "schemat_FA(3)_v1-0E.xsd"))
            .Replace("http://crd.gov.pl/xml/schematy/dziedzinowe/mf/2022/01/05/eD/DefinicjeTypy/StrukturyDanych", "StrukturyDanych"));
        return WholeProcess.Run(Runs, "xmllint", ["--noout", "--nonet", "--schema", schema, .. files]);
    }
}
