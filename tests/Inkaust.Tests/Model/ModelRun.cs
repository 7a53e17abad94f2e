namespace Inkaust.Model;

/// <summary>What came of some stories.</summary>
internal sealed record Tally
{
    public int Runs { get; init; }
    public int Steps { get; init; }
    public int Issued { get; init; }
    public int Accepted { get; init; }
    public int Waived { get; init; }
    public int Refused { get; init; }
    public int WaitingForAPerson { get; init; }
    public int Lost { get; init; }
    public int Doubled { get; init; }
    public int WrongDeadlines { get; init; }

    public static Tally operator +(Tally a, Tally b) => new()
    {
        Runs = a.Runs + b.Runs,
        Steps = a.Steps + b.Steps,
        Issued = a.Issued + b.Issued,
        Accepted = a.Accepted + b.Accepted,
        Waived = a.Waived + b.Waived,
        Refused = a.Refused + b.Refused,
        WaitingForAPerson = a.WaitingForAPerson + b.WaitingForAPerson,
        Lost = a.Lost + b.Lost,
        Doubled = a.Doubled + b.Doubled,
        WrongDeadlines = a.WrongDeadlines + b.WrongDeadlines,
    };

    public override string ToString() =>
        $"runs {Runs}, steps {Steps}, issued {Issued}, accepted {Accepted}, waived {Waived}, refused {Refused}, waiting for a person {WaitingForAPerson}, lost {Lost}, doubled {Doubled}, wrong deadlines {WrongDeadlines}";
}

/// <summary>A story that was played, and what it broke.</summary>
internal sealed record Played(Story Story, Tally Tally, IReadOnlyList<string> Broken, IReadOnlyList<string> Told)
{
    public override string ToString() => $"""
        Story {Story.Seed} breaks the program:
          {string.Join("\n  ", Broken.Distinct())}
        It begins on {Story.Begins:yyyy-MM-dd HH:mm}, and the least of it that still breaks is:
          {string.Join("\n  ", Told)}
        Play it again: ./bench model --seed {Story.Seed} --runs 1
        """;
}

/// <summary>Plays stories, and makes a story that breaks something as short as it can be.</summary>
internal static class ModelRun
{
    private const int MostPlaysWhenShrinking = 60;

    public static async Task<Played> PlayAsync(Story story, Setting setting)
    {
        await using var play = await Play.BeginAsync(story.Begins, setting);
        try
        {
            await TellAsync(play, story);
        }
#pragma warning disable CA1031 // With the story beside it, a fault of the model itself can be found.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return new Played(story, new Tally { Runs = 1, Steps = story.Steps.Count }, [.. play.Broken, $"the model itself broke: {fault}"], [.. play.Told]);
        }
        var tally = await Truths.TellAsync(play) with { Runs = 1, Steps = story.Steps.Count };
        return new Played(story, tally, [.. play.Broken], [.. play.Told]);
    }

    private static async Task TellAsync(Play play, Story story)
    {
        foreach (var step in story.Steps)
        {
            if (step is not DeskStep and not AtOnce) play.Told.Enqueue($"{Invoices.PolishTime.At(play.Clock.GetUtcNow()):yyyy-MM-dd HH:mm:ss} {step}");
            await step.HappensAsync(play);
        }
        await Ending.ComesAsync(play);
    }

    /// <summary>Leaves out steps, many at first and then one by one, as long as something still breaks.</summary>
    public static async Task<Played> ShrunkAsync(Played broken, Setting setting)
    {
        var plays = 0;
        for (var chunk = broken.Story.Steps.Count / 2; chunk >= 1; chunk /= 2)
        {
            for (var at = 0; at < broken.Story.Steps.Count && plays < MostPlaysWhenShrinking;)
            {
                var fewer = broken.Story with { Steps = [.. broken.Story.Steps.Where((_, i) => i < at || i >= at + chunk)] };
                plays++;
                if (await PlayAsync(fewer, setting) is { Broken.Count: > 0 } still) broken = still;
                else at += chunk;
            }
        }
        return broken;
    }
}
