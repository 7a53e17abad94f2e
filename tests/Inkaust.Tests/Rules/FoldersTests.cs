
namespace Inkaust.Tests.Rules;

/// <summary>Inside a project folders use each other in one direction only, so that each can be understood, and moved, without the ones above it.</summary>
public sealed class FoldersTests
{
    public static TheoryData<string> Projects => ["Inkaust.Invoices", "Inkaust.Print", "Inkaust.Ksef", "Inkaust.LocalKsef", "Inkaust.Office", "Inkaust"];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_of_a_project_form_no_circle(string project)
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, (project == "Inkaust" ? "inkaust" : project) + ".dll");
        var graph = FolderGraph.Of(assembly, Path.Combine(Checkout.Root, "src", project));
        Assert.NotEmpty(graph.Edges);
        var circles = graph.Circles();
        Assert.True(circles.Count == 0, string.Join('\n', circles.Select(circle => $"{project}: {string.Join(", ", circle)}\n" + string.Join('\n', graph.Edges
            .Where(edge => circle.Contains(edge.Key.From) && circle.Contains(edge.Key.To))
            .Select(edge => $"  {edge.Key.From} -> {edge.Key.To} ({edge.Value.Count}): {string.Join("; ", edge.Value.Take(6))}")))));
    }
}
