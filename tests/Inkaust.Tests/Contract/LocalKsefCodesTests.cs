using System.Text.Json;
using System.Text.RegularExpressions;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Contract;

/// <summary>The numbered codes of the official API file: each is given by a request that deserves it, in the words of the file.</summary>
public sealed partial class LocalKsefCodesTests(LocalKsefFixture fixture) : IClassFixture<LocalKsefFixture>
{
    // When the real one gives them is written nowhere that we know of.
    private static readonly int[] NeverGiven = [9101, 21117, 21406];

    public static TheoryData<int> Codes => [.. LocalKsefCodes.Requests.Keys.Order()];

    [Fact]
    public void Every_code_of_a_refusal_has_its_request_here_or_is_known_as_one_that_is_not_given() =>
        Assert.Equal(InOfficialFile().Select(code => code.Number).Where(number => number >= 1000).Distinct().Order(), LocalKsefCodes.Requests.Keys.Concat(NeverGiven).Order());

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_request_that_deserves_a_code_gets_it_in_the_words_of_the_file(int code)
    {
        using var client = new LocalKsefClient(fixture.Server);
        var error = (await LocalKsefCodes.Requests[code](client)).Json["errors"]![0]!;
        Assert.Equal(code, error["code"]!.GetValue<int>());
        Assert.Contains(error["description"]!.GetValue<string>(), InOfficialFile().Where(one => one.Number == code).Select(one => one.Words));
    }

    [Fact]
    public void Every_status_is_told_in_the_words_of_the_official_file()
    {
        var words = InOfficialFile().ToLookup(code => code.Number, code => code.Words.Replace("({statusCode})", "(500)", StringComparison.Ordinal));
        // Statuses of HTTP, beside which there is no table.
        var unknown = InSources().Where(code => words[code.Number].Any() && !words[code.Number].Contains(code.Words) && (code.Number >= 1000 || code.File != "ApiRefusal.cs"));
        Assert.Empty(unknown.Select(code => $"{code.File}: {code.Number} {code.Words}"));
    }

    private static IEnumerable<(string File, int Number, string Words)> InSources() =>
        from file in Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src", "Inkaust.LocalKsef"), "*.cs", SearchOption.AllDirectories)
        from Match code in InSource().Matches(File.ReadAllText(file))
        select (Path.GetFileName(file), int.Parse(code.Groups[1].Value), code.Groups[2].Value);

    private static IEnumerable<(int Number, string Words)> InOfficialFile()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Checkout.Reference("open-api-2.7.0.json")));
        return [.. Texts(document.RootElement).SelectMany(text => InTable().Matches(text)).Select(row => (int.Parse(row.Groups[1].Value), row.Groups[2].Value.Trim())),
            .. LocalKsefNewerApi.Codes];
    }

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Texts(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };

    [GeneratedRegex("""(?:\bOf|StatusInfo|new)\((\d{3,5}), "([^"]+)"(?!;)""")]
    private static partial Regex InSource();

    [GeneratedRegex(@"^\s*\| *(\d{3,5}) *\|([^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex InTable();
}
