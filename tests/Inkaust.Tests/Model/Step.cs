using Inkaust.Office;

namespace Inkaust.Model;

/// <summary>One thing that happens in a story. Its text is the sentence by which the story is told.</summary>
internal abstract record Step
{
    public abstract Task HappensAsync(Play play);
}

/// <summary>A person does something at one of the desks; the power may fail under his hands.</summary>
/// <param name="Desk">Which desk.</param>
internal abstract record DeskStep(int Desk) : Step
{
    /// <summary>The power of the desk fails at the look at the clock after this many; null: it stays.</summary>
    public int? PowerFailsAfter { get; init; }

    protected abstract string Deed { get; }

    protected abstract Task DoAsync(Play play, Desk desk);

    public sealed override async Task HappensAsync(Play play)
    {
        var desk = play.Desks[Desk];
        if (PowerFailsAfter is { } looks) desk.Life.FailsAfter(looks);
        await play.TriedAsync(desk, this, () => DoAsync(play, desk));
    }

    public sealed override string ToString() => $"desk {Desk}: {Deed}{(PowerFailsAfter is { } looks ? $"; the power fails after {looks} looks at the clock" : "")}";
}

/// <summary>Two people do something at the same moment.</summary>
internal sealed record AtOnce(DeskStep One, DeskStep Other) : Step
{
    public override Task HappensAsync(Play play) => Task.WhenAll(Task.Run(() => One.HappensAsync(play)), Task.Run(() => Other.HappensAsync(play)));

    public override string ToString() => $"at once [{One}] and [{Other}]";
}

/// <summary>The program is closed and opened again.</summary>
internal sealed record Restarts(int Desk) : Step
{
    public override Task HappensAsync(Play play) => play.Desks[Desk].OpenAnewAsync();

    public override string ToString() => $"desk {Desk}: the program is closed and opened again";
}

/// <summary>The clock of one desk goes wrong, or right again.</summary>
internal sealed record ClockIsOff(int Desk, TimeSpan By) : Step
{
    public override Task HappensAsync(Play play)
    {
        play.Desks[Desk].ClockIsOffBy = By;
        return play.Desks[Desk].OpenAnewAsync();
    }

    public override string ToString() => By == TimeSpan.Zero ? $"desk {Desk}: the clock is set right" : $"desk {Desk}: the clock is off by {By}";
}

/// <summary>Time passes, for everybody.</summary>
internal sealed record TimePasses(TimeSpan By) : Step
{
    public override Task HappensAsync(Play play)
    {
        play.Clock.Jump(By);
        return Task.CompletedTask;
    }

    public override string ToString() => By < TimeSpan.Zero ? $"every clock goes back by {-By}" : $"{By} pass";
}

/// <summary>It gets late: two minutes before midnight in Poland.</summary>
internal sealed record MidnightComesNear : Step
{
    public override Task HappensAsync(Play play)
    {
        var polish = Invoices.PolishTime.At(play.Clock.GetUtcNow());
        play.Clock.Jump(TimeSpan.FromMinutes(23 * 60 + 58) is var late && polish.TimeOfDay < late ? late - polish.TimeOfDay : TimeSpan.Zero);
        return Task.CompletedTask;
    }

    public override string ToString() => "it gets late, 23:58 in Poland";
}

/// <summary>A step on the management port of the local KSeF.</summary>
internal abstract record KsefStep : Step
{
    public sealed override Task HappensAsync(Play play) => SteerAsync(play);

    protected abstract Task SteerAsync(Play play);
}

internal sealed record Misbehaves(string Kind, string Match, int? Count, int DelayMilliseconds = 60) : KsefStep
{
    protected override Task SteerAsync(Play play) => play.Ksef.PostAsync("faults", new { kind = Kind, match = Match, count = Count, delayMilliseconds = DelayMilliseconds });

    public override string ToString() => $"KSeF: {Kind} at {Match}, {(Count is { } times ? $"{times} times" : "until it is repaired")}";
}

internal sealed record IsRepaired : KsefStep
{
    protected override Task SteerAsync(Play play) => play.Ksef.DeleteAsync("faults");

    public override string ToString() => "KSeF: is repaired";
}

internal sealed record RotatesItsKeys : KsefStep
{
    protected override Task SteerAsync(Play play) => play.Ksef.PostAsync("keys/rotate", null);

    public override string ToString() => "KSeF: rotates its keys";
}

internal sealed record LatarniaIs(bool Up) : KsefStep
{
    protected override Task SteerAsync(Play play) => play.Ksef.PutAsync("latarnia", new { up = Up });

    public override string ToString() => Up ? "Latarnia: answers again" : "Latarnia: is out of order";
}

/// <summary>The ministry announces something; an end belongs to the last start of its category, and there is none without one.</summary>
internal sealed record Announces(string Category, string Type, TimeSpan? StartsIn = null, TimeSpan? EndsIn = null) : KsefStep
{
    protected override async Task SteerAsync(Play play)
    {
        var now = play.Clock.GetUtcNow();
        var events = (await play.Ksef.GetAsync("announcements")).EnumerateArray().Where(one => one.GetProperty("category").GetString() == Category)
            .GroupBy(one => one.GetProperty("eventId").GetInt32(), one => one.GetProperty("type").GetString()).ToList();
        if (Type == "FAILURE_END" && events.All(types => types.Contains("FAILURE_END"))) return;
        await play.Ksef.PostAsync("announcements", new { category = Category, type = Type, start = now + StartsIn, end = now + EndsIn });
    }

    public override string ToString() =>
        $"the ministry: {Category} {Type}{(StartsIn is { } start ? $", begins in {start}" : "")}{(EndsIn is { } end ? $", ends in {end}" : "")}";
}

/// <summary>The latest announcement is published again with another end.</summary>
internal sealed record Revises(TimeSpan EndsIn) : KsefStep
{
    protected override async Task SteerAsync(Play play)
    {
        var known = await play.Ksef.GetAsync("announcements");
        if (known.EnumerateArray().FirstOrDefault() is { ValueKind: System.Text.Json.JsonValueKind.Object } latest)
            await play.Ksef.PostAsync($"announcements/{latest.GetProperty("id").GetString()}/versions", new { end = play.Clock.GetUtcNow() + EndsIn });
    }

    public override string ToString() => $"the ministry: corrects its last message, it ends in {EndsIn}";
}

/// <summary>KSeF takes a certificate out of use.</summary>
internal sealed record TakesACertificate(string How, bool Offline, int Company) : KsefStep
{
    protected override async Task SteerAsync(Play play)
    {
        var kind = Offline ? CertificateKind.Offline : CertificateKind.Authentication;
        if (play.Office.Keys.Of(play.Companies[Company].Id).FirstOrDefault(one => one.Kind == kind && one.Serial is not null) is { } certificate)
        {
            if (Offline) play.CodesLost = true;
            await play.Ksef.PostAsync($"certificates/{certificate.Serial}/{How}", null);
        }
    }

    public override string ToString() => $"KSeF: {How}s the type {(Offline ? 2 : 1)} certificate of company {Company}";
}

/// <summary>The tax office agrees to attachments.</summary>
internal sealed record ConsentsToAttachments(int Company) : KsefStep
{
    protected override async Task SteerAsync(Play play)
    {
        try
        {
            await play.Api.PostAsync("v2/testdata/attachment", new { nip = play.Companies[Company].Nip.ToString() });
        }
        catch (HttpRequestException)
        {
            // KSeF misbehaves for the office as for everybody.
        }
    }

    public override string ToString() => $"the tax office: consents to attachments of company {Company}";
}
