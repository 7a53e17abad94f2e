using System.CommandLine;
using System.CommandLine.Parsing;
using Inkaust.Companies;
using Inkaust.Invoices;

namespace Inkaust.Cli;

/// <summary>Arguments that several commands share.</summary>
internal static class Arguments
{
    public static Option<Nip?> Company() => new Option<Nip?>("--company")
    {
        Description = "NIP of the company, when there are several",
        HelpName = "NIP",
    }.ReadsANip();

    /// <summary>The companies that a command is about: the one named, or all.</summary>
    public static IReadOnlyList<Company> CompaniesFor(this Workplace workplace, Nip? nip) =>
        nip is null ? workplace.Companies.All() : [workplace.Companies.Find(nip)];

    public static Option<Nip> ReadsANip(this Option<Nip> option)
    {
        option.CustomParser = result => Read(result) ?? default;
        return option;
    }

    public static Option<Nip?> ReadsANip(this Option<Nip?> option)
    {
        option.CustomParser = Read;
        return option;
    }

    private static Nip? Read(ArgumentResult result)
    {
        var text = string.Concat(result.Tokens.Select(token => token.Value));
        if (Nip.TryParse(text, out var nip)) return nip;
        result.AddError($"'{text}' is not a NIP: ten digits with a right check digit. / „{text}” nie jest numerem NIP: zła liczba cyfr albo cyfra kontrolna.");
        return null;
    }
}
