using Inkaust.Bench;

// Each benchmark prints its figures beside a peer or a limit measured in the same run. Without a name all of them run.
var all = new (string Name, Func<string[], Task> Run)[]
{
    ("start", StartOfTheLocalKsef.RunAsync),
    ("codes", Codes.RunAsync),
};
var chosen = args.Length == 0 ? all : [.. all.Where(one => one.Name == args[0])];
if (chosen.Length == 0)
{
    Console.Error.WriteLine($"There is no benchmark '{args[0]}'. There are: {string.Join(", ", all.Select(one => one.Name))}.");
    return 2;
}
foreach (var (name, run) in chosen)
{
    Console.WriteLine($"== {name}");
    await run(args.Length == 0 ? [] : args[1..]);
}
return 0;
