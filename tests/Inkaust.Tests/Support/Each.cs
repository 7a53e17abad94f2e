namespace Inkaust.Tests;

/// <summary>What holds for each of some things, of which there must be one at least: a list that came out empty proves nothing.</summary>
internal static class EachOfSome
{
    extension(Assert)
    {
        /// <summary>Like <c>Assert.All</c>, but fails on an empty list.</summary>
        public static void Each<T>(IEnumerable<T> some, Action<T> holds)
        {
            List<T> all = [.. some];
            Assert.True(all.Count > 0, "There is nothing of which this could hold.");
            Assert.All(all, holds);
        }
    }
}
