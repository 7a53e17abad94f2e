using Inkaust.Office;

namespace Inkaust.Tests.Unit.Inbox;

/// <summary>What is made ahead comes as it would without.</summary>
public sealed class AheadTests
{
    [Fact]
    public void Everything_comes_in_its_order() => Assert.Equal(Enumerable.Range(0, 1000), Enumerable.Range(0, 1000).MadeAhead(one => one));

    [Fact]
    public void What_breaks_the_source_comes_after_what_came_before_it()
    {
        var seen = new List<int>();
        Assert.Equal("broken", Assert.Throws<InvalidOperationException>(() =>
        {
            foreach (var one in Breaking().MadeAhead(one => one)) seen.Add(one);
        }).Message);
        Assert.Equal([0, 1, 2, 3, 4], seen);
    }

    [Fact]
    public void Whoever_has_enough_leaves_the_source_alone_and_closed()
    {
        var (made, closed) = (0, false);
        IEnumerable<int> Endless()
        {
            try
            {
                while (true) yield return made++;
            }
            finally
            {
                closed = true;
            }
        }
        Assert.Equal([0, 1], Endless().MadeAhead(one => one).Take(2));
        Assert.True(closed);
        Assert.InRange(made, 2, 8);
    }

    private static IEnumerable<int> Breaking()
    {
        for (var i = 0; i < 5; i++) yield return i;
        throw new InvalidOperationException("broken");
    }
}
