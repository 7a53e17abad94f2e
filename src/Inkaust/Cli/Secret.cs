using System.Text;
using Inkaust.Invoices;

namespace Inkaust.Cli;

/// <summary>A password or a token: from a variable or typed unseen, never an argument, which others could read.</summary>
internal static class Secret
{
    /// <param name="given">What the variable held; null when it is not set.</param>
    /// <param name="variable">Its name.</param>
    /// <param name="question">What a person is asked.</param>
    /// <exception cref="RefusedException">INK-CERT-013: the variable is not set, and there is nobody to ask.</exception>
    public static string Ask(string? given, string variable, string question)
    {
        if (given is not null) return given;
        if (Console.IsInputRedirected)
        {
            throw new RefusedException(new Finding("INK-CERT-013",
                "Potrzebne jest hasło albo token, a nie ma kogo o nie zapytać.",
                "A password or a token is needed, and there is nobody to ask for it.")
            { Hint = new($"Ustaw zmienną {variable}.", $"Set the variable {variable}.") });
        }
        Console.Error.Write(question);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key != ConsoleKey.Backspace) typed.Append(key.KeyChar);
            else if (typed.Length > 0) typed.Length--;
        }
        Console.Error.WriteLine();
        return typed.ToString();
    }
}
