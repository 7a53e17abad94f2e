namespace Inkaust.Cli;

/// <summary>Progress that is told where and when it is reported: a line on a terminal must not come after the one that ends the command.</summary>
internal sealed class Told<T>(Action<T> tell) : IProgress<T>
{
    public void Report(T value) => tell(value);
}
