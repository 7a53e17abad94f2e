using Inkaust.Office;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>Whoever waits for the database waits at the door, and holds no thread while he waits (docs/adr/0009).</summary>
public sealed class DoorTests
{
    [Fact]
    public async Task Who_comes_while_another_is_within_waits_without_a_thread_and_is_let_in_afterwards()
    {
        var door = new Door(1);
        using var mayLeave = new ManualResetEventSlim();
        var isWithin = new TaskCompletionSource();
        var first = Task.Run(() => door.ThroughAsync(() =>
        {
            isWithin.SetResult();
            mayLeave.Wait(Stage.Stop);
            return 1;
        }, Stage.Stop), Stage.Stop);
        await isWithin.Task;

        var second = door.ThroughAsync(() => 2, Stage.Stop); // it comes back at once: nobody stands still for it
        Assert.False(second.IsCompleted);
        mayLeave.Set();
        Assert.Equal((1, 2), (await first, await second));
    }

    [Fact]
    public async Task Who_gives_up_waiting_is_not_let_in_and_who_fails_leaves_the_door_open()
    {
        var door = new Door(1);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => door.ThroughAsync<int>(() => throw new InvalidOperationException(), new CancellationToken(true)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => door.ThroughAsync<int>(() => throw new InvalidOperationException(), Stage.Stop));
        Assert.Equal(3, await door.ThroughAsync(() => 3, Stage.Stop));
    }
}
