using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Cli;

/// <summary>Arguments that several commands share.</summary>
internal static class Arguments
{
    public static Option<CompanyReference?> Company() => new("--company")
    {
        Description = "NIP of the company, when there are several; NIP@ENVIRONMENT, when it is in several environments",
        HelpName = "NIP",
        CustomParser = ReadCompany,
    };

    public static Option<DateOnly?> Month(string description) => new("--month")
    {
        Description = description,
        HelpName = "yyyy-MM",
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)) return first;
            result.Refuse($"„{text}” nie jest miesiącem w postaci rrrr-MM.", $"'{text}' is not a month as yyyy-MM.");
            return null;
        },
    };

    /// <summary>The address of a management port, for every command.</summary>
    public static Option<string?> AddressOf(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "URL", Recursive = true };
        option.Validators.Add(result =>
        {
            if (!Uri.TryCreate(result.GetValueOrDefault<string?>(), UriKind.Absolute, out var address) || address.Scheme != "http")
                result.Refuse($"{name} to adres taki jak http://127.0.0.1:5081.", $"{name} is an address like http://127.0.0.1:5081.");
        });
        return option;
    }

    /// <summary>The column that tells of which of them a row is.</summary>
    public static CompanyColumn ColumnFor(this Workplace workplace, CompanyReference? named) => new(workplace.Companies.Meant(named));

    /// <summary>The company that was named; null when none was, for all.</summary>
    public static Company? CompanyOrAll(this Workplace workplace, CompanyReference? named) => named is null ? null : workplace.Companies.Find(named);

    public static Option<string?> Buyer(string description) =>
        new Option<string?>("--buyer") { Description = description }.AcceptOnlyFromAmong([.. HandOver.Words.Keys]);

    /// <summary>What was said of the buyer; null for nothing.</summary>
    public static BuyerBranch? BuyerTold(ParseResult parsed, Option<string?> buyer) =>
        parsed.GetValue(buyer) is { } word ? HandOver.Words[word] : null;

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

    private static CompanyReference? ReadCompany(ArgumentResult result)
    {
        var text = TextOf(result);
        if (CompanyReference.TryParse(text, null, out var reference)) return reference;
        return RefuseNip<CompanyReference>(result, text);
    }

    private static Nip? Read(ArgumentResult result)
    {
        var text = TextOf(result);
        return Nip.TryParse(text, out var nip) ? nip : RefuseNip<Nip>(result, text);
    }

    private static T? RefuseNip<T>(ArgumentResult result, string text) where T : struct
    {
        result.Refuse($"„{text}” nie jest numerem NIP: zła liczba cyfr albo cyfra kontrolna.",
            $"'{text}' is not a NIP: ten digits with a right check digit.");
        return null;
    }

    /// <summary>A day in the years of the calendar of working days.</summary>
    public static DateOnly ReadDate(ArgumentResult result)
    {
        var text = TextOf(result);
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            result.Refuse($"„{text}” nie jest datą w postaci rrrr-MM-dd.", $"'{text}' is not a date as yyyy-MM-dd.");
        else if (date.Year is < CalendarCommand.FirstYear or > CalendarCommand.LastYear)
        {
            result.Refuse($"Rok daty {text} nie leży między {CalendarCommand.FirstYear} a {CalendarCommand.LastYear}.",
                $"The year of {text} is not between {CalendarCommand.FirstYear} and {CalendarCommand.LastYear}.");
        }
        return date;
    }

    /// <summary>A moment; without an offset it is what a clock in Poland showed.</summary>
    public static DateTimeOffset? ReadTime(ArgumentResult result)
    {
        var text = TextOf(result);
        if (DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time))
        {
            return time.Kind == DateTimeKind.Unspecified
                ? new DateTimeOffset(time, PolishTime.Zone.GetUtcOffset(time))
                : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
        }
        result.Refuse($"„{text}” nie jest czasem, na przykład 2026-12-08T14:00:00+01:00.",
            $"'{text}' is not a time, for example 2026-12-08T14:00:00+01:00.");
        return null;
    }

    public static int? ReadNumber(ArgumentResult result, string name, int least, int most)
    {
        if (int.TryParse(TextOf(result), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            && number <= most) return number;
        result.Refuse($"{name} to liczba od {least} do {most}.", $"{name} is a number from {least} to {most}.");
        return null;
    }

    private static string TextOf(ArgumentResult result) => string.Concat(result.Tokens.Select(token => token.Value));
}
