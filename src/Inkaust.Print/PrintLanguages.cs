using Inkaust.Invoices;

namespace Inkaust.Print;

/// <summary>The languages of a print.</summary>
[Flags]
public enum PrintLanguages
{
    None = 0,

    Polish = 1,

    English = 2,

    /// <summary>Each label in Polish with English beside it; numbers are written as in Poland.</summary>
    Both = Polish | English,
}

/// <summary>The languages under the words by which people ask for them.</summary>
public static class PrintLanguageWords
{
    /// <summary>The word by which people ask for them.</summary>
    public static string Word(this PrintLanguages languages) => languages switch
    {
        PrintLanguages.Both => "pl+en",
        PrintLanguages.English => "en",
        _ => "pl",
    };

    extension(PrintLanguages)
    {
        /// <summary>The languages that are called <c>pl</c>, <c>en</c> or <c>pl+en</c>.</summary>
        /// <exception cref="RefusedException">INK-PRINT-002: there is no such language.</exception>
        public static PrintLanguages Named(string word) => word switch
        {
            "pl" => PrintLanguages.Polish,
            "en" => PrintLanguages.English,
            "pl+en" => PrintLanguages.Both,
            _ => throw new RefusedException(new Finding("INK-PRINT-002",
                $"Nie ma wydruku w języku „{word}”.", $"There is no print in the language '{word}'.")
            { Hint = new Wording("Podaj pl, en albo pl+en.", "Say pl, en or pl+en.") }),
        };
    }
}
