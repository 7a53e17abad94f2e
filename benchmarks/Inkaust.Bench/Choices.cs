using System.Globalization;

namespace Inkaust.Bench;

/// <summary>What was chosen on the command line: <c>--name value</c>.</summary>
internal static class Choices
{
    public static string? Text(string[] arguments, string name) =>
        Array.IndexOf(arguments, name) is >= 0 and var at && at + 1 < arguments.Length ? arguments[at + 1] : null;

    /// <summary>A number, which may have <c>_</c> between its digits.</summary>
    public static int Number(string[] arguments, string name, int otherwise) =>
        Text(arguments, name) is { } text ? int.Parse(text.Replace("_", ""), CultureInfo.InvariantCulture) : otherwise;
}
