using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Inkaust.Tests.Rules;

/// <summary>Which folder of a project uses which other, as the compiled types say: what a method mentions counts, not what a file imports.</summary>
internal sealed class FolderGraph
{
    private readonly Dictionary<string, string> folderOf = [];
    private readonly Dictionary<(string From, string To), SortedSet<string>> edges = [];

    private FolderGraph() { }

    /// <summary>Every use of one folder's types by another, with a few of the uses.</summary>
    public IReadOnlyDictionary<(string From, string To), SortedSet<string>> Edges => edges;

    /// <param name="assembly">A built assembly with its symbols beside it.</param>
    /// <param name="project">The folder of its sources.</param>
    public static FolderGraph Of(string assembly, string project)
    {
        using var module = ModuleDefinition.ReadModule(assembly, new ReaderParameters { ReadSymbols = true });
        var graph = new FolderGraph();
        var types = module.GetTypes().Where(type => type.Namespace.StartsWith("Inkaust", StringComparison.Ordinal) || type.DeclaringType is not null).ToList();
        var declared = DeclaredIn(project);
        foreach (var type in types.Where(type => type.DeclaringType is null))
        {
            if (declared.TryGetValue(type.Name.Split('`')[0], out var folder)) graph.folderOf[type.FullName] = folder;
        }
        foreach (var type in types) graph.Draw(type);
        return graph;
    }

    // The folders as they are on disk; a type is declared once, or its parts lie together.
    private static Dictionary<string, string> DeclaredIn(string project)
    {
        var found = new Dictionary<string, string>();
        foreach (var file in Directory.GetFiles(project, "*.cs", SearchOption.AllDirectories))
        {
            var folder = Path.GetRelativePath(project, Path.GetDirectoryName(file)!).Split(Path.DirectorySeparatorChar)[0];
            foreach (System.Text.RegularExpressions.Match match in Declaration.Matches(File.ReadAllText(file))) found.TryAdd(match.Groups[1].Value, folder);
        }
        return found;
    }

    private static readonly System.Text.RegularExpressions.Regex Declaration =
        new(@"^(?:public |internal |file |static |sealed |abstract |readonly |partial |ref )*(?:class|struct|record struct|record|interface|enum|delegate [\w<>?\[\], ]+?) (\w+)",
            System.Text.RegularExpressions.RegexOptions.Multiline);

    private void Draw(TypeDefinition type)
    {
        if (FolderOf(type) is not { } from) return;
        void Use(TypeReference? used)
        {
            if (used is null || FolderOf(used) is not { } to || to == from || to == "." || from == ".") return;
            if (!edges.TryGetValue((from, to), out var uses)) edges[(from, to)] = uses = [];
            uses.Add($"{Outermost(type).Name} -> {Outermost(used).Name}");
        }
        foreach (var used in Mentioned(type)) foreach (var one in Parts(used)) Use(one);
    }

    /// <summary>Every type that a type mentions, in its members and in what its methods do; generic ones with their arguments.</summary>
    public static IEnumerable<TypeReference> UsesOf(TypeDefinition type) => Mentioned(type).SelectMany(Parts).OfType<TypeReference>();

    private static IEnumerable<TypeReference?> Mentioned(TypeDefinition type)
    {
        yield return type.BaseType;
        foreach (var one in type.Interfaces) yield return one.InterfaceType;
        foreach (var one in type.CustomAttributes) yield return one.AttributeType;
        foreach (var one in type.Fields) yield return one.FieldType;
        foreach (var method in type.Methods)
        {
            yield return method.ReturnType;
            foreach (var one in method.Parameters) yield return one.ParameterType;
            if (!method.HasBody) continue;
            foreach (var one in method.Body.Variables) yield return one.VariableType;
            foreach (var instruction in method.Body.Instructions)
            {
                switch (instruction.Operand)
                {
                    case TypeReference one: yield return one; break;
                    case FieldReference one: yield return one.DeclaringType; yield return one.FieldType; break;
                    case MethodReference one:
                        yield return one.DeclaringType;
                        yield return one.ReturnType;
                        if (one is GenericInstanceMethod generic) foreach (var argument in generic.GenericArguments) yield return argument;
                        break;
                }
            }
        }
    }

    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification special => Parts(special.ElementType),
        _ => [type],
    };

    private string? FolderOf(TypeReference type) => folderOf.GetValueOrDefault(Outermost(type).FullName);

    private static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    /// <summary>The folders that use each other in a circle, each circle as a list of its folders.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Circles()
    {
        var nodes = edges.Keys.SelectMany(edge => new[] { edge.From, edge.To }).Distinct().Order(StringComparer.Ordinal).ToList();
        bool Reaches(string from, string to)
        {
            var seen = new HashSet<string>();
            var left = new Stack<string>([from]);
            while (left.TryPop(out var at))
            {
                foreach (var next in edges.Keys.Where(edge => edge.From == at).Select(edge => edge.To))
                {
                    if (next == to) return true;
                    if (seen.Add(next)) left.Push(next);
                }
            }
            return false;
        }
        var circles = new List<IReadOnlyList<string>>();
        foreach (var node in nodes.Where(node => Reaches(node, node) && !circles.Any(circle => circle.Contains(node))))
        {
            circles.Add([.. nodes.Where(other => other == node || (Reaches(node, other) && Reaches(other, node)))]);
        }
        return circles;
    }
}
