using Inkaust.Bench;

// Each benchmark prints its figures beside a peer or a limit measured in the same run. Without a name all of them run.
var all = new (string Name, Func<string[], Task<int>> Run)[]
{
    ("start", StartOfTheLocalKsef.RunAsync),
    ("crash", Crash.RunAsync),
    ("model", ModelStories.RunAsync),
    ("local-ksef", LocalKsefBench.RunAsync),
    ("drain", Drain.RunAsync),
    ("issue", IssueTogether.RunAsync),
    ("codes", arguments => Task.FromResult(Codes.Run(arguments))),
    ("pdf", Pdf.RunAsync),
    ("verify", arguments => Task.FromResult(Verify.Run(arguments))),
    ("validate", arguments => Task.FromResult(Validate.Run(arguments))),
    ("agreement", arguments => Task.FromResult(Agreement.Run(arguments))),
    ("client", Client.RunAsync),
    ("inbox", InboxBench.RunAsync),
    ("packing", arguments => Task.FromResult(Packing.Run(arguments))),
    ("mutation", arguments => Task.FromResult(Mutation.Run(arguments))),
    ("web", WebUnderLoad.RunAsync),
    ("rest", Rest.RunAsync),
    ("pocket", Pocket.RunAsync),
    ("fuzz", arguments => Task.FromResult(Fuzz.Run(arguments))),
};
var chosen = args.Length == 0 ? all : [.. all.Where(one => one.Name == args[0])];
if (chosen.Length == 0)
{
    Console.Error.WriteLine($"There is no benchmark '{args[0]}'. There are: {string.Join(", ", all.Select(one => one.Name))}.");
    return 2;
}
var worst = 0;
foreach (var (name, run) in chosen)
{
    Console.WriteLine($"== {name}");
    worst = Math.Max(worst, await run(args.Length == 0 ? [] : args[1..]));
}
return worst;
